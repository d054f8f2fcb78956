"""A story as it is read: nothing runs out of the page, pictures open large, it is passed on and printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from page_waiting import wait_until
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

OddSite = tuple[str, dict[str, str]]

# Returns what stands outside the screen or is cut off by its own box. A wide table scrolls in its frame; the page map
# in a breadcrumb and the summary on a card are shortened on purpose, the whole stands on the page they lead to.
LOST = """() => {
  const meant = ".table--wide, .unseen, .skip, .tool__label, .trail, .card__summary, .site-nav, .brand-row__menu span";
  const width = document.documentElement.clientWidth;
  const lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(meant) || !holder.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > width + 1) { lost.push(["outside", text.data.slice(0, 40)]); break; }
    }
  }
  for (const part of document.body.querySelectorAll("*")) {
    if (part.closest(meant) || !part.checkVisibility()) continue;
    const style = getComputedStyle(part);
    const cutsX = style.overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1;
    const cutsY = style.overflowY !== "visible" && part.scrollHeight > part.clientHeight + 1;
    if (part !== document.body && (cutsX || cutsY)) lost.push(["cut", part.className || part.tagName]);
    const box = part.getBoundingClientRect();
    if (box.width && (box.left < -1 || box.right > width + 1)) lost.push(["wide", part.className || part.tagName]);
  }
  if (document.documentElement.scrollWidth > width) lost.push(["page", document.documentElement.scrollWidth]);
  return lost.slice(0, 5);
}"""


def test_nothing_runs_out_of_the_page_or_is_cut_off(page: Page, odd_site: OddSite) -> None:
    """At 320, 390 and 1280 px every word and picture of every odd story is within reach."""
    base, addresses = odd_site
    for oddity, address in {"home": "", "list": "linh-vuc/giao-duc/", **addresses}.items():
        page.goto(base + address)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(LOST) == [], (oddity, width)


def test_a_title_of_sixty_long_words_fits_everywhere(page: Page, odd_site: OddSite) -> None:
    """Even a title longer than the checks let through breaks within its place, as heading and on cards."""
    base, _ = odd_site
    page.set_viewport_size({"width": 320, "height": 844})
    for path, titles in (("", ".card__title a"), ("2025/every-markup/", ".story__title, .card__title a, .turn__title")):
        page.goto(base + path)
        page.locator(titles).evaluate_all("all => all.forEach(t => { t.textContent = 'nghiêng ngả '.repeat(30) })")
        assert page.evaluate(LOST) == [], path


def test_a_wide_table_scrolls_by_keyboard(page: Page, odd_site: OddSite) -> None:
    """The frame of a wide table takes the focus, has a name, and arrow keys bring its last column into view."""
    base, addresses = odd_site
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + addresses["every markup"])
    frame = page.get_by_role("region", name="Bảng 1")
    frame.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    wait_until(page, "document.activeElement.scrollLeft > 100")


def counted(page: Page) -> str:
    return page.locator(".viewer__count").inner_text()


def test_pictures_open_large_by_keyboard(page: Page, odd_site: OddSite, watch: Watch) -> None:
    """Enter opens a picture, arrows turn over, caption and credit go along, Esc gives the focus back."""
    base, addresses = odd_site
    page.goto(base + addresses["forty pictures"])
    links = page.locator("a.zoom")
    assert links.count() == 40
    links.nth(1).focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    expect(viewer).to_be_visible()
    assert counted(page) == "Ảnh 2/40"
    page.keyboard.press("ArrowRight")
    assert counted(page) == "Ảnh 3/40"
    expect(viewer.locator(".viewer__caption")).to_contain_text("Chú thích ảnh 3.")
    expect(viewer.locator("img")).to_have_attribute("alt", "Ảnh số 3")
    page.keyboard.press("End")
    assert counted(page) == "Ảnh 40/40"
    page.keyboard.press("ArrowRight")
    assert counted(page) == "Ảnh 1/40"
    expect(viewer.locator(".viewer__caption")).to_have_text("Chú thích ảnh bìa. Ảnh: Minh")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(links.nth(1)).to_be_focused()
    assert watch.complaints == []


def test_a_large_picture_can_be_enlarged_and_turned_by_buttons(page: Page, odd_site: OddSite) -> None:
    """The whole picture fits the screen first; at its true size it scrolls; a lone picture offers no way on."""
    base, addresses = odd_site
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(base + addresses["panorama picture"])
    page.locator("a.zoom").first.click()
    image = page.locator(".viewer img")
    wait_until(page, "document.querySelector('.viewer img').naturalWidth > 0")
    assert image.evaluate("image => image.clientWidth <= innerWidth && image.clientHeight <= innerHeight")
    page.get_by_role("button", name="Cỡ thật").click()
    assert image.evaluate("image => image.clientWidth === image.naturalWidth")
    stage = page.locator(".viewer__stage")
    assert stage.evaluate("stage => stage.scrollWidth > stage.clientWidth && stage.tabIndex === 0")
    page.get_by_role("button", name="Ảnh sau").click()
    assert counted(page) == "Ảnh 2/2"
    page.get_by_role("button", name="Đóng").click()
    page.goto(base + addresses["title of one word"])
    page.locator("a.zoom").click()
    expect(page.get_by_role("button", name="Ảnh sau")).to_be_hidden()


def test_without_script_a_picture_is_a_link_to_its_large_file(context: BrowserContext, odd_site: OddSite) -> None:
    """With JavaScript off the picture's link answers with a picture, and no dead button is shown."""
    base, addresses = odd_site
    assert context.browser is not None
    plain = context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(base + addresses["panorama picture"])
    with page.expect_response(re.compile(r"\.jpe?g$")) as answer:
        page.locator("a.zoom").first.click()
    assert answer.value.status == 200
    page.goto(base + addresses["panorama picture"])
    assert page.locator("article button:visible").count() == 0
    assert page.get_by_role("link", name="Chia sẻ lên Zalo").count() == 2
    plain.close()


def test_sharing_asks_nobody_before_it_is_pressed(context: BrowserContext, page: Page, site: str, watch: Watch) -> None:
    """Reading a whole story asks this site only; copying puts the canonical address on the clipboard and says so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}2025/bai-1/")
    page.mouse.wheel(0, 20_000)
    expect(page.get_by_alt_text("Mã QR dẫn đến bài này")).to_be_visible()
    page.get_by_role("button", name="Chép liên kết").first.click()
    expect(page.get_by_text("Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://guong.example.vn/2025/bai-1/"
    assert [url for url in watch.requests if not url.startswith(site)] == []
    assert watch.complaints == []


def test_the_device_s_own_share_sheet_is_offered_where_there_is_one(context: BrowserContext, site: str) -> None:
    """Without a share sheet its button is not there; with one it hands over title and canonical address."""
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"{site}2025/bai-1/")
    expect(page.get_by_role("button", name="Chia sẻ khác")).to_have_count(0)
    page = context.new_page()
    page.add_init_script("Navigator.prototype.share = async (what) => { window.shared = what }")
    page.goto(f"{site}2025/bai-1/")
    page.get_by_role("button", name="Chia sẻ khác").first.click()
    shared: dict[str, Any] = page.evaluate("window.shared")
    assert shared == {"title": "Gương điển hình ở phường Đồng Hới", "url": "https://guong.example.vn/2025/bai-1/"}


def test_paper_is_black_on_white_and_says_whose_it_is(context: BrowserContext, site: str) -> None:
    """Printed from dark mode a story is black on white, with office, address and QR code, and nothing to press."""
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{site}2025/bai-1/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for part in (".story__title", ".story__body", ".story__lede", ".strip__office"):
        assert page.locator(part).evaluate("part => getComputedStyle(part).color") == "rgb(0, 0, 0)", part
    expect(page.locator(".strip__office")).to_have_text("Văn phòng UBND tỉnh")
    expect(page.get_by_alt_text("Mã QR dẫn đến bài này")).to_be_visible()
    expect(page.locator(".pass-on__address")).to_contain_text("https://guong.example.vn/2025/bai-1/")
    for part in ("button", ".site-nav", ".related", ".turn", ".share", "form"):
        assert page.locator(f"{part}:visible").count() == 0, part
