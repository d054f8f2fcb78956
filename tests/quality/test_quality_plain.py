"""A page is whole on paper, without scripts and without style sheets, as a text browser or a reading voice has it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser_view import View
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STORY = "2025/everything-known/"
NOTHING_TO_PRESS = "button, input, select, summary, [role=search], .site-nav, .trail, .share, .turn, .related"


@pytest.fixture
def unscripted(chromium: Browser) -> Iterator[Page]:
    """Open a tab that runs no script and loads no style sheet and no picture, like a text browser."""
    context = chromium.new_context(locale="vi-VN", java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.route("**/*.{avif,webp,jpg}", lambda route: route.abort())
    yield page
    context.close()


def words(page: Page) -> str:
    """Return what a page says, in its order."""
    return re.sub(r"\s+", " ", page.locator("body").inner_text())


def test_a_story_on_paper_is_the_story(view: View) -> None:
    """Printed, a story has title, text, pictures, facts, address and QR code, and nothing that one could press."""
    view.show(width=794, scheme="dark")
    view.open(STORY)
    view.page.emulate_media(media="print", color_scheme="dark")
    for part in ("h1", ".story__lede", ".people", ".story__body", ".facts", ".corrections", ".contact", ".site-foot"):
        expect(view.page.locator(part).first).to_be_visible()
    code = view.page.get_by_alt_text("Mã QR dẫn đến bài này")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "https://guong.example.vn/2025/everything-known/" in words(view.page)
    assert view.page.locator(NOTHING_TO_PRESS).locator("visible=true").all_inner_texts() == []
    colours = "(node => [getComputedStyle(node).color, getComputedStyle(document.body).backgroundColor])"
    assert view.page.locator(".story__body p").first.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_story_prints_on_as_many_sheets_as_it_needs(view: View) -> None:
    """A short story fills one or two A4 sheets, and none is empty behind it; a table keeps inside the margins."""
    view.open("2025/thirty-words/")
    paper = view.page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert 1 <= len(sheets) <= 2
    # A4 in points.
    assert {(round(float(width)), round(float(height))) for width, height in sheets} <= {(595, 842), (594, 842)}
    view.open("2025/every-markup/")
    view.page.emulate_media(media="print")
    # What remains of an A4 sheet between margins of 16 mm, in CSS pixels.
    view.page.set_viewport_size({"width": 673, "height": 900})
    assert view.page.evaluate("document.documentElement.scrollWidth") <= 673


_ON_PAPER = """(pressed) => ({
  title: document.querySelector("h1").checkVisibility(),
  pressed: [...document.querySelectorAll(pressed)].filter((node) => node.checkVisibility())
    .map((node) => node.outerHTML),
})"""


def test_every_kind_of_page_can_be_printed(view: View, looks: list[str]) -> None:
    """On paper every kind of page keeps its title, and shows nothing to press."""
    for path in looks:
        view.open(path)
        view.page.emulate_media(media="print")
        assert view.page.evaluate(_ON_PAPER, NOTHING_TO_PRESS) == {"title": True, "pressed": []}, path
        view.page.emulate_media(media="screen")


# What only a script can serve must stay out of sight; a form still sends, and a popover still opens.
_PLAIN = """() => {
  const seen = (node) => node.checkVisibility();
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    says: document.body.innerText.replace(/\\s+/g, " "),
    title: document.querySelector("h1").innerText.replace(/\\s+/g, " ").trim(),
    isFramed: !document.querySelector("header.site-head"),
    levels: all("h1, h2, h3, h4, h5, h6").filter(seen).map((node) => Number(node.tagName[1])),
    dead: all("button:not([type=submit], [popovertarget]), select").filter(seen).map((node) => node.innerText),
    wordless: all("img:not([alt])").length,
    largest: Math.max(0, ...all("svg").map((node) => node.getBoundingClientRect().width)),
  };
}"""


def test_every_page_reads_without_scripts_and_style_sheets(unscripted: Page, served: str, looks: list[str]) -> None:
    """It says whose it is, then what it is about; headings skip no level, icons stay small, nothing dead is shown."""
    for path in looks:
        unscripted.goto(served + path)
        page = unscripted.evaluate(_PLAIN)
        # An embedded list has no head and foot of its own.
        if not page["isFramed"]:
            says = page["says"]
            assert says.index("Văn phòng") < says.index(page["title"]) < says.index("Cơ quan chủ quản"), path
        levels = page["levels"]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert page["dead"] == [], path
        assert page["wordless"] == 0, path
        assert page["largest"] <= 64, path


def test_a_story_reads_in_order_without_style_sheets(unscripted: Page, served: str) -> None:
    """Title, summary, who, author and date, text, why, corrections, source, facts, address, contact: in that order."""
    unscripted.goto(served + STORY)
    said = words(unscripted)
    order = (
        *("Người giữ lửa bộ phận một cửa", "Câu chuyện thứ", "Nguyễn Thị Hạnh", "Trần Văn Bình", "Đăng 01/01/2025"),
        *("Chị nói về công việc", "Vì sao được giới thiệu", "Đính chính", "Nguồn:", "Đơn vị giới thiệu"),
        *("Bằng khen của Chủ tịch UBND tỉnh", "https://guong.example.vn/2025/everything-known/", "Phản ánh, đề nghị"),
        "Cơ quan chủ quản",
    )
    places = []
    for part in order:
        places.append(said.find(part, places[-1] if places else said.index("Chuyển đến nội dung chính")))
        assert places[-1] >= 0, part
    assert places == sorted(places)
