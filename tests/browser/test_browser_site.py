"""The website as a reader meets it, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

RESULTS = "[data-search-results] .card__title a"

PAGES = ["", "2025/bai-1/", "2025/bai-6/", "linh-vuc/giao-duc/", "linh-vuc/", "gioi-thieu/", "tim-kiem/?q=hoa"]


def test_nothing_leaves_the_host_and_nothing_complains(page: Page, site: str, watch: Watch) -> None:
    """A page loads everything from its own host, every file is there, and the console stays silent."""
    for path in PAGES:
        page.goto(site + path)
        page.evaluate("document.fonts.ready")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert len(watch.requests) > len(PAGES)
    assert [address for address in watch.requests if not address.startswith((site, "data:"))] == []
    assert watch.complaints == []


def test_keyboard_alone_reaches_a_story(page: Page, site: str) -> None:
    """From the home page to a story by keyboard alone: skip link, search field, result, page; focus can be seen."""
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("lai do")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    expect(page.locator(RESULTS).first).to_have_text("Chuyến đò ngang")
    page.locator("[data-search] input[name=q]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    styles = "['', '::after'].map(part => getComputedStyle(document.activeElement, part).outlineStyle)"
    assert "solid" in page.evaluate(styles)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2025/bai-4/")
    expect(page.locator("h1")).to_have_text("Chuyến đò ngang")


def test_no_sideways_scrolling_on_a_phone(page: Page, site: str) -> None:
    """On a phone no page is wider than the screen, not even with an endless word in title or text."""
    for path in [*PAGES, "2025/bai-4/", "2025/rat-dai/", "khong-co/"]:
        page.goto(site + path)
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_story_on_a_phone(page: Page, site: str) -> None:
    """Title and cover of a story are visible on a phone, and the picture is loaded and described."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}2025/bai-1/")
    expect(page.locator("h1")).to_be_in_viewport()
    cover = page.locator(".story__cover img")
    cover.scroll_into_view_if_needed()
    expect(cover).to_be_visible()
    # What was loaded is as wide as this screen needs, and no wider than the editor's picture of 900 dots.
    shown = "async image => (await createImageBitmap(await (await fetch(image.currentSrc)).blob())).width"
    assert cover.evaluate("image => image.complete")
    assert cover.evaluate(shown) == 640
    assert cover.get_attribute("alt") == "Chị Hạnh ở quầy"
    box = cover.bounding_box()
    assert box
    assert box["width"] > 300


def test_one_heading_language_and_landmarks(page: Page, site: str) -> None:
    """Every kind of page has one h1, says it is Vietnamese, and has the landmarks screen readers jump to."""
    for path in ("", "2025/bai-1/", "linh-vuc/", "linh-vuc/giao-duc/", "gioi-thieu/", "tim-kiem/", "khong-co/"):
        page.goto(site + path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("html").get_attribute("lang") == "vi"
        for role in ("banner", "main", "contentinfo"):
            assert page.get_by_role(role).count() == 1, (path, role)
        assert page.locator("img:not([alt])").count() == 0


def test_reading_needs_no_script(context: BrowserContext, site: str) -> None:
    """With JavaScript off a story reads as before, and the search page points to the lists."""
    assert context.browser is not None
    plain = context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{site}2025/bai-1/")
    expect(page.locator("h1")).to_have_text("Gương điển hình ở phường Đồng Hới")
    expect(page.locator(".story__cover img")).to_be_visible()
    page.goto(f"{site}tim-kiem/")
    assert "JavaScript" in (page.locator("noscript").text_content() or "")
    plain.close()


def test_choices_are_remembered(page: Page, site: str) -> None:
    """Dark colours and large type stay on the next page."""
    page.goto(site)
    page.locator("[data-scheme-toggle]").click()
    page.locator("[data-text-size]").click()
    chosen = page.locator("html").get_attribute("data-scheme")
    page.goto(f"{site}2025/bai-1/")
    assert page.locator("html").get_attribute("data-scheme") == chosen
    assert page.locator("html").get_attribute("data-text") == "large"


def test_the_empty_site_looks_sane(page: Page, empty_site: str, watch: Watch) -> None:
    """Without stories the home page says so, lists say so, and the search answers instead of failing."""
    page.goto(empty_site)
    expect(page.locator("main")).to_contain_text("Chưa có bài nào được đăng")
    page.goto(f"{empty_site}linh-vuc/giao-duc/")
    expect(page.locator("main")).to_contain_text("chưa có bài nào")
    page.goto(f"{empty_site}nam/")
    expect(page.locator("h1")).to_have_text("Năm")
    page.goto(f"{empty_site}tim-kiem/?q=hoa")
    expect(page.locator("[data-search-status]")).to_contain_text("Không tìm thấy bài nào")
    assert watch.complaints == []


def test_a_missing_page_is_the_site_s_own(page: Page, site: str) -> None:
    """An address that is not there answers 404 with the site's page, style sheet and ways on, at any depth."""
    answer = page.goto(f"{site}2025/khong/co/gi/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Không tìm thấy trang")
    colour = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Be Vietnam" in colour
    page.get_by_role("link", name="Về trang chủ").click()
    expect(page.locator(".card--lead")).to_be_visible()
