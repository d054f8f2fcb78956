"""A unit or a citizen proposes an example: the page makes a story's file that the newsroom takes as a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from office_kit import NOW, Office
from playwright.sync_api import Page, expect

from newsroom.checks.finding import Level
from newsroom.outputs.story_text import clean, render
from newsroom.site_server import SiteServer
from newsroom.story.front_matter import parse

if TYPE_CHECKING:
    from conftest import Watch

pytestmark = pytest.mark.browser

REPOSITORY = '[repository]\nkind = "github"\nurl = "https://github.com/vp-ubnd/guong"\n'
NASTY = {
    "ten": 'Đặng Thị Ngọc Ánh "Ba": # {x} [y] \u200b',
    "chuc-vu": "Tổ trưởng: 'tổ hòa giải', 100% tự nguyện - !ref & *a",
    "tieu-de": "--- Chị Ánh: “người giữ lửa” \\ 'một cửa' 🔥 # hai",
    "tom-tat": "Dòng một:\ndòng hai \u2028 \t {{ x }} {% y %} null, yes, 0123: @ ` |",
    "ke-lai": "---\ntitle: giả\n---\n<script>alert(1)</script>\n# Không phải đề mục\n> [a](javascript:alert(1))\n"
    "![x](https://x.example/a.png)\n*sao* _gạch_ `mã` \\ 🔥 {{ x }}\n- một\n- hai\n===\n\u202eđảo\u202c 5 < 6 & 7 > 3",
    "nguoi-gioi-thieu": "Lê 'Văn' Nam:",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Build an office that names its Git host."""
    office = Office(tmp_path_factory.mktemp("nominate") / "office")
    settings = office.root / "newsroom.toml"
    settings.write_text(settings.read_text("utf-8") + REPOSITORY, encoding="utf-8")
    office.build()
    return office


@pytest.fixture(scope="module")
def address(office: Office) -> Iterator[str]:
    """Serve it and return the page's address."""
    with SiteServer(office.site, "127.0.0.1", 0) as server:
        yield f"{server.url}gioi-thieu-guong/"


def fill_in(page: Page, **texts: str) -> None:
    given = {
        "ten": "Đặng Thị Ngọc Ánh",
        "tieu-de": "Cô giáo Đặng Thị Ngọc Ánh ở bản Nậm Pồ",
        "tom-tat": "Mười năm bám bản.",
        "ke-lai": "Cô Ánh lên bản từ năm hai mươi tuổi.",
        "nguoi-gioi-thieu": "Lê Văn Nam",
    } | {name.replace("_", "-"): text for name, text in texts.items()}
    for name, text in given.items():
        page.locator(f"[name={name}]").fill(text)
    for name in ("doi-tuong", "loai", "linh-vuc", "chu-de", "don-vi"):
        page.locator(f"select[name={name}]").select_option(index=1)
    page.get_by_label("Chưa hỏi").check()


def downloaded(page: Page) -> tuple[str, str]:
    """Press the button; return the file's name and text."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải tệp về máy").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


def findings(office: Office, name: str, text: str) -> list[str]:
    """Put a file where the office would, and return code and key of each error."""
    path = office.stories / "2026" / name.removesuffix(".md") / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    try:
        found = [
            one for one in office.workspace(NOW).findings if one.path == f"stories/2026/{path.parent.name}/index.md"
        ]
    finally:
        path.unlink()
        path.parent.rmdir()
    return sorted(f"{one.code} {one.field}" for one in found if one.level is Level.ERROR)


def test_the_file_is_a_draft_that_lacks_only_its_id(office: Office, address: str, page: Page, watch: Watch) -> None:
    """A plain proposal is a sound draft; what it lacks is the id, which the office gives."""
    page.goto(address)
    fill_in(page)
    name, text = downloaded(page)
    assert name == "co-giao-dang-thi-ngoc-anh-o-ban-nam-po.md"
    assert findings(office, name, text) == ["S005 id"]
    front = parse(text)
    assert (front.data["status"], front.data["stage"], front.data["programme"]) == ("draft", "phat-hien", "dien-hinh")
    assert "chưa được hỏi ý kiến" in text
    assert page.evaluate("localStorage.length + sessionStorage.length") in (0, 1)
    assert watch.complaints == []
    assert [asked for asked in watch.requests if "//127.0.0.1" not in asked and not asked.startswith("blob:")] == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_nasty_input_stays_words(office: Office, address: str, page: Page, form: str) -> None:
    """Quotes, colons, emoji, decomposed letters, fences, HTML, links: every value is what was typed, no more."""
    page.goto(address)
    fill_in(page, **{name: unicodedata.normalize(form, text) for name, text in NASTY.items()})
    name, text = downloaded(page)
    front = parse(text)
    assert name == "chi-anh-nguoi-giu-lua-mot-cua-hai.md"
    assert front.data["title"] == NASTY["tieu-de"]
    assert front.data["subjects"][0]["name"] == NASTY["ten"].replace("\u200b", "").strip()
    assert front.data["subjects"][0]["role"] == NASTY["chuc-vu"]
    assert front.data["summary"] == "Dòng một: dòng hai {{ x }} {% y %} null, yes, 0123: @ ` |"
    assert front.data["authors"] == [{"name": "Lê 'Văn' Nam:"}]
    assert "id" not in front.data
    assert "\u202e" not in text
    assert findings(office, name, text) == ["S005 id"]


def test_typed_marks_are_shown_as_typed(office: Office, address: str, page: Page) -> None:
    """Rendered, the text has no heading, no picture, no link and no script, and reads as it was typed."""
    page.goto(address)
    fill_in(page, **NASTY)
    shown = clean(render(parse(downloaded(page)[1]).body))
    assert not re.search(r"<(h\d|img|a|script|blockquote|code|em|strong|hr)\b", shown)
    for typed in ("---", "# Không phải đề mục", "&lt;script&gt;", "*sao* _gạch_ `mã` \\", "5 &lt; 6 &amp; 7", "==="):
        assert typed in shown, typed
    assert "<li>" in shown


def test_a_long_story_is_downloaded_and_the_new_file_opens_empty(address: str, page: Page) -> None:
    """Five thousand words are too much for an address: the file comes down, and the host opens with its name only."""
    page.goto(address)
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="ok"))
    fill_in(page, ke_lai="Một chữ rồi hai chữ " * 1000)
    expect(page.locator("[data-words]")).to_have_text("Đã viết 5.000 chữ.")
    with page.expect_popup() as opening, page.expect_download() as waiting:
        page.get_by_role("button", name="Mở trong kho bài").click()
    assert len(Path(waiting.value.path()).read_text("utf-8").split()) > 5000
    assert "value" not in parse_qs(urlsplit(opening.value.url).query)
    expect(page.get_by_role("status").last).to_contain_text("dán vào trang vừa mở")


def test_a_short_story_opens_as_a_new_file_on_the_host(address: str, page: Page) -> None:
    """The Git host opens with the file's place and its whole text."""
    page.goto(address)
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="ok"))
    fill_in(page)
    text = downloaded(page)[1]
    with page.expect_popup() as opening:
        page.get_by_role("button", name="Mở trong kho bài").click()
    parts = urlsplit(opening.value.url)
    asked = parse_qs(parts.query)
    assert parts.path == "/vp-ubnd/guong/new/main"
    assert re.fullmatch(r"stories/\d{4}/co-giao-dang-thi-ngoc-anh-o-ban-nam-po/index\.md", asked["filename"][0])
    assert asked["value"] == [text]


def test_a_letter_to_the_office_is_composed(address: str, page: Page) -> None:
    """The mail program is asked for a letter to the office with the file in it; a long one is attached instead."""
    page.goto(address)
    # Chromium asks the system for a mail program; a test can only see the address that it was given.
    page.evaluate("""() => { window.letters = []; navigation.addEventListener("navigate", (event) => {
      if (!event.destination.url.startsWith("mailto:")) return;
      window.letters.push(event.destination.url); event.preventDefault(); }); }""")
    fill_in(page, tom_tat="Bám bản.", ke_lai="Cô Ánh.")
    page.get_by_role("button", name="Soạn thư").click()
    letter = urlsplit(page.evaluate("window.letters[0]"))
    assert letter.path == "vp@example.vn"
    asked = parse_qs(letter.query)
    assert asked["subject"] == ["Giới thiệu gương: Cô giáo Đặng Thị Ngọc Ánh ở bản Nậm Pồ"]
    assert 'title: "Cô giáo Đặng Thị Ngọc Ánh ở bản Nậm Pồ"\r\n' in asked["body"][0]
    page.locator("[name=ke-lai]").fill("Một chữ rồi hai chữ " * 200)
    with page.expect_download():
        page.get_by_role("button", name="Soạn thư").click()
    assert "đính kèm" in page.get_by_role("status").last.inner_text()


def test_what_is_lacking_is_said_and_reached(address: str, page: Page) -> None:
    """With the keyboard alone: nothing leaves an unfinished form, the first gap is named, marked and focused."""
    page.goto(address)
    page.locator("[name=ten]").fill("Đặng Thị Ngọc Ánh")
    page.get_by_role("button", name="Tải tệp về máy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Còn thiếu: Đối tượng; ý kiến của người được giới thiệu; Tiêu đề")
    expect(page.locator("[name=doi-tuong]")).to_be_focused()
    expect(page.locator("[name=doi-tuong]")).to_have_attribute("aria-invalid", "true")
    assert page.locator("[name=ten]").get_attribute("aria-invalid") is None


def test_it_fits_a_small_telephone(address: str, page: Page) -> None:
    """At 320 pixels nothing is cut and nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    expect(page.locator("form.nominate__form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_scripts_there_is_a_form_on_paper(address: str, page: Page) -> None:
    """Without JavaScript the page shows no dead form, and what to write and where to send it."""
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(address)
        expect(plain.locator("form.nominate__form")).to_be_hidden()
        expect(plain.get_by_text("vp@example.vn").first).to_be_visible()
        plain.emulate_media(media="print")
        expect(plain.locator(".nominate__line").first).to_be_visible()
