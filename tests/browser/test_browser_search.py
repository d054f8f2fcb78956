"""Searching as a reader does it, in a real browser."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from newsroom.outputs.search_words import folded, spelling, words_of
from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Watch
    from office_kit import Office
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RESULTS = "[data-search-results] .card__title a"
BOX = "[data-search] input[name=q]"
STATUS = "[data-search-status]"


@pytest.fixture(scope="module")
def archive(archive_office: Office) -> Iterator[str]:
    """Serve fourteen stories and return the address."""
    with SiteServer(archive_office.site, "127.0.0.1", 0) as server:
        yield server.url


def found(page: Page, query: str) -> list[str]:
    """Search on the open search page and return the titles in order, once all are there."""
    box, status = page.locator(BOX), page.locator(STATUS)
    box.fill("")
    expect(status).to_have_text("")
    box.fill(query)
    expect(status).to_contain_text("bài")
    return page.locator(RESULTS).all_inner_texts()


def forms(queries: list[str]) -> list[str]:
    """Return each query as one types it, and as a Mac or an old keyboard programme hands it over."""
    return [unicodedata.normalize(form, query) for query in queries for form in ("NFC", "NFD")]


def test_search_finds_with_and_without_accents(page: Page, archive: str) -> None:
    """With, without and with half the accents, composed or decomposed, the story of Đồng Hới comes first."""
    page.goto(f"{archive}tim-kiem/")
    for query in forms(["dien hinh", "ĐIỂN HÌNH", "dong hoi", "Đồng Hới", " Dong  Hới "]):
        assert found(page, query)[:1] == ["Gương điển hình ở phường Đồng Hới"], ascii(query)


def test_both_tone_styles_find_the_same(page: Page, archive: str) -> None:
    """hòa, hoà and hoa find the same stories; what was typed with accents comes first."""
    page.goto(f"{archive}tim-kiem/")
    for query in forms(["hoa", "hoà", "Hòa"]):
        titles = found(page, query)
        assert {"Hòa giải viên của xóm", "Vườn rau của trường"} <= set(titles), ascii(query)
        assert titles[0] == "Hòa giải viên của xóm"


def test_words_as_typed_come_before_folded_ones_and_titles_before_text(page: Page, archive: str) -> None:
    """Accents decide first, then whether the words stand together, then where; bare words do not ask for bare words."""
    page.goto(f"{archive}tim-kiem/")
    assert found(page, "Đông hội")[:2] == ["Chuyến đò ngang", "Gương điển hình ở phường Đồng Hới"]
    assert found(page, "đò ngang")[:2] == ["Chuyến đò ngang", "Bến sông"]
    assert found(page, "bông hoa")[0] == "Vườn rau của trường"


def test_words_in_quotes_stand_together_as_written(page: Page, archive: str) -> None:
    """Quoted words are found side by side only, with accents as typed; without quotes also apart."""
    page.goto(f"{archive}tim-kiem/")
    assert found(page, "bến đò") == ["Bến sông"]
    box = page.locator(BOX)
    box.fill('"bến đò"')
    expect(page.locator(STATUS)).to_contain_text("Không tìm thấy")
    assert found(page, '"dong hoi"') == ["Gương điển hình ở phường Đồng Hới", "Chuyến đò ngang"]
    assert found(page, "“đông hội”") == ["Chuyến đò ngang"]


def test_names_units_and_codes_are_found(page: Page, archive: str) -> None:
    """A person, a unit by its old or new name or its code, and a story's number are found though no text says them."""
    page.goto(f"{archive}tim-kiem/")
    for query in ("Nguyễn Thị Mai", "nguyen thi mai", "Phòng Hai cũ", "phong hai moi", "vp hai", "GS-2025-0006"):
        assert found(page, query)[0] == "Người gác đèn", query


def test_the_beginning_of_a_word_finds_it(page: Page, archive: str) -> None:
    """While one types, the last word may be unfinished; the words before must be whole."""
    page.goto(f"{archive}tim-kiem/")
    page.locator(BOX).press_sequentially("dinh la", delay=20)
    expect(page.locator(RESULTS)).to_have_text(["Vườn rau của trường"])
    expect(page.locator("mark")).to_have_text(["đinh", "lăng"])


def test_a_part_of_the_words_is_better_than_nothing(page: Page, archive: str) -> None:
    """When no story has all the words, those with most of them are shown, and the sentence says so."""
    page.goto(f"{archive}tim-kiem/")
    assert found(page, "đinh lăng zzzz")[0] == "Vườn rau của trường"
    expect(page.locator(STATUS)).to_contain_text("Không có bài nào đủ các từ; tìm thấy 1 bài có một phần")


def test_results_show_picture_summary_and_the_words(page: Page, archive: str) -> None:
    """A result has its picture, its summary, and from the text the words around the match, marked."""
    page.goto(f"{archive}tim-kiem/?q={quote('bông hoa')}")
    result = page.locator("[data-search-results] > li").first
    expect(result.locator("img")).to_have_attribute("alt", "Chị Hạnh ở quầy")
    expect(result.locator(".card__summary")).to_have_text("Luống cải, cây đinh lăng.")
    expect(result.locator(".search__excerpt")).to_contain_text("Thầy trồng một bông hoa.")
    expect(result.locator("mark")).to_have_text(["bông", "hoa"])


def test_filters_count_combine_and_live_in_the_address(page: Page, archive: str) -> None:
    """Each filter counts what it would leave, filters combine, the address holds them, and Back takes one away."""
    page.goto(f"{archive}tim-kiem/")
    field, year, unit = (page.get_by_label(name) for name in ("Lĩnh vực", "Năm đăng", "Đơn vị giới thiệu"))
    page.locator(BOX).fill("bong lua")
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 8 bài cho “bong lua”.")
    expect(field.locator("option")).to_have_text(["Mọi lĩnh vực", "Giáo dục (4)", "Chuyển đổi số (4)"])
    expect(unit.locator("option:disabled")).to_have_text(["Phòng Hai mới (0)"])
    field.select_option("chuyen-doi-so")
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 4 bài cho “bong lua”, lĩnh vực Chuyển đổi số.")
    expect(year.locator("option")).to_have_text(["Mọi năm", "2026 (4)", "2025 (0)"])
    year.select_option("2026")
    page.wait_for_url("**/tim-kiem/?q=bong+lua&linh-vuc=chuyen-doi-so&nam=2026")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/2026/**")
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("Tìm thấy 4 bài cho “bong lua”, lĩnh vực Chuyển đổi số, năm 2026")
    page.go_back()
    expect(year).to_have_value("")
    expect(field).to_have_value("chuyen-doi-so")
    page.get_by_role("button", name="Bỏ các bộ lọc").click()
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 8 bài cho “bong lua”.")
    expect(page.locator(BOX)).to_be_focused()


def test_filters_alone_browse_newest_first(page: Page, archive: str) -> None:
    """Without a word a filter lists its stories, the newest first."""
    page.goto(f"{archive}tim-kiem/?nam=2025")
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 10 bài, năm 2025.")
    titles = page.locator(RESULTS).all_inner_texts()
    assert (titles[0], titles[-1]) == ("Người giữ lửa bộ phận một cửa số 14", "Gương điển hình ở phường Đồng Hới")


def test_more_results_take_the_focus_along(page: Page, archive: str) -> None:
    """“Xem thêm” adds the next stories, says so, and puts the focus on the first of them; Back finds them again."""
    page.goto(f"{archive}tim-kiem/?q=mot")
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 13 bài cho “mot”, đang hiện 10 bài.")
    page.get_by_role("button", name="Xem thêm kết quả").press("Enter")
    expect(page.locator(RESULTS)).to_have_count(13)
    expect(page.locator(RESULTS).nth(10)).to_be_focused()
    expect(page.locator(STATUS)).to_have_text("Tìm thấy 13 bài cho “mot”.")
    assert page.locator(STATUS).get_attribute("role") == "status"
    expect(page.get_by_role("button", name="Xem thêm kết quả")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bai-*/")
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(13)


def test_the_keyboard_moves_between_box_and_results(page: Page, archive: str) -> None:
    """Arrows walk through the results and back, / and Escape lead to the box, Escape there empties it."""
    page.goto(f"{archive}tim-kiem/")
    box, results = page.locator(BOX), page.locator(RESULTS)
    expect(box).to_be_focused()
    page.keyboard.type("do/ngang")
    expect(results.first).to_have_text("Chuyến đò ngang")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(results.first).to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(results).to_have_count(0)
    assert page.url.endswith("/tim-kiem/")


def test_nothing_is_loaded_before_it_is_used(page: Page, archive: str, watch: Watch) -> None:
    """Opening the search page loads no part of the index; a word loads the files of that word only."""

    def index_files() -> list[str]:
        return [address.split("/du-lieu/")[1].split("?")[0] for address in watch.requests if "/du-lieu/" in address]

    page.goto(f"{archive}tim-kiem/")
    page.wait_for_load_state("networkidle")
    assert index_files() == []
    page.locator(BOX).fill("zzz")
    expect(page.locator(STATUS)).to_contain_text("Không tìm thấy")
    assert sorted(index_files()) == ["1/bai.json", "2/bai.json", "3/bai.json", "muc-luc.json"]
    page.locator(BOX).fill("ngang")
    expect(page.locator(RESULTS).first).to_have_text("Chuyến đò ngang")
    assert {"1/n.json", "bai/GS-2025-0004.json"} <= set(index_files())
    assert len(index_files()) < 12


def test_search_works_under_a_strict_policy(page: Page, archive: str, watch: Watch) -> None:
    """Only scripts, styles, pictures and data of the own host are needed: no WebAssembly, no worker, no eval."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
    )

    def strictly(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/tim-kiem/*", strictly)
    page.goto(f"{archive}tim-kiem/?q=dong+hoi&nam=2025")
    expect(page.locator(RESULTS).first).to_have_text("Gương điển hình ở phường Đồng Hới")
    assert watch.complaints == []


def test_search_says_when_nothing_is_found(page: Page, archive: str, watch: Watch) -> None:
    """A search without result says so in words, and nothing fails."""
    page.goto(f"{archive}tim-kiem/?q=zzzzqqq")
    expect(page.locator(STATUS)).to_contain_text("Không tìm thấy bài nào cho “zzzzqqq”")
    assert watch.complaints == []


def test_a_lost_connection_is_said_and_tried_again(page: Page, archive: str) -> None:
    """When the index cannot be loaded the page says so; the next try loads it."""
    page.route("**/du-lieu/**", lambda route: route.abort())
    page.goto(f"{archive}tim-kiem/?q=hoa")
    expect(page.locator(STATUS)).to_contain_text("Kiểm tra kết nối mạng")
    page.unroute("**/du-lieu/**")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator(RESULTS).first).to_have_text("Hòa giải viên của xóm")


def test_a_query_is_shown_as_text(page: Page, archive: str, watch: Watch) -> None:
    """Markup typed into the search is words, not markup."""
    page.goto(f"{archive}tim-kiem/?q={quote('<img src=x onerror=alert(1)>')}")
    expect(page.locator(STATUS)).to_contain_text("<img src=x")
    assert page.locator("img[src=x]").count() == 0
    assert watch.complaints == []


TEXTS = [
    "Hòa, hoà; THUỶ và thủy, quý – quí, khoẻ/khỏe 'Đồng Hới' ĐẮK LẮK",
    "123/QĐ-UBND, 1.250.000 đồng, 98%, TC-03 a_b năm2025",
    "Công ty Société Générale, Zürich, Łódź, Ñandú, ﬁn, Ⅷ, ½, x² 東京 Привет",
    "a\u0323\u0302 e\u0302\u0301 o\u031b\u0309 \u0301 \u0111\u0110\u00f0 👩‍👧 ‘ngoặc’ “kép” …",
]


def test_stories_and_queries_are_cut_alike(page: Page, archive: str) -> None:
    """The browser cuts and folds every Vietnamese vowel and odd text into the words that the index is made of."""
    marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    syllables = [
        f"{a}{b}{mark}{c}" for a in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for b in ("", "a") for mark in marks for c in "nđ"
    ]
    texts = [*TEXTS, *(unicodedata.normalize(form, " ".join(syllables)) for form in ("NFC", "NFD"))]
    page.goto(f"{archive}tim-kiem/")
    script = "texts => texts.map(t => newsroomSearch.cut(t).map(w => [w.spelling, w.folded]))"
    cut = page.evaluate(script, [unicodedata.normalize("NFC", text) for text in texts])
    ours = [[[spelling(word), folded(word)] for word in words_of(text)] for text in texts]
    assert json.dumps(cut) == json.dumps(ours)
