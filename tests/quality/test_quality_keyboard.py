"""The whole way of a reader without a mouse: home, search, story, pictures, sharing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers
from page_waiting import wait_until
from playwright.sync_api import expect

if TYPE_CHECKING:
    from browser_view import View

pytestmark = pytest.mark.browser

# What a reader can tell of the element that has the focus. The ring may be drawn by what lies over the element.
_FOCUS = """() => {
  const node = document.activeElement, [line = node.getBoundingClientRect()] = node.getClientRects();
  const rings = [null, "::before", "::after"].map((part) => getComputedStyle(node, part));
  const { left, top, right, bottom } = line;
  // The middle of what is seen of it: a tall picture reaches out of the window.
  const middle = [Math.max(left, 0) + Math.min(right, innerWidth), Math.max(top, 0) + Math.min(bottom, innerHeight)]
    .map((sum) => sum / 2);
  const above = document.elementFromPoint(...middle);
  return {
    name: `${node.tagName.toLowerCase()} ${node.textContent.trim().slice(0, 40) || node.name || node.ariaLabel}`,
    ring: rings.some((ring) => ring.outlineStyle === "solid" && parseFloat(ring.outlineWidth) >= 2),
    inView: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
    // A card is pressed as a whole: an empty area of the title's own lies over it.
    covered: !node.contains(above) && !node.matches("label *, .card__title a"),
  };
}"""


def press(view: View, key: str) -> dict[str, Any]:
    """Press a key, and see that the focus can be seen wherever it went."""
    view.page.keyboard.press(key)
    stop: dict[str, Any] = view.page.evaluate(_FOCUS)
    return stop


def tab_to(view: View, selector: str, most: int = 60) -> None:
    """Press Tab until the wanted element has the focus; on the way every stop shows it, uncovered and in the window."""
    for _ in range(most):
        stop = press(view, "Tab")
        assert stop["ring"], f"no ring on {stop}"
        assert stop["inView"], f"out of the window: {stop}"
        if view.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} was not reached by {most} presses of Tab")


def find_story(view: View) -> None:
    """Go from the home page to the search and to its first result: by the field on a desk, by the sign on a phone."""
    tab_to(view, ".skip", 1)
    tab_to(view, "input[name=q], .brand-row__search")
    if view.page.evaluate("document.activeElement.matches('a')"):
        view.page.keyboard.press("Enter")
        view.page.wait_for_url("**/tim-kiem/")
        expect(view.page.locator("[data-search] input[name=q]")).to_be_focused()
    view.page.keyboard.type("cua so 14")
    view.page.keyboard.press("Enter")
    view.page.wait_for_url("**/tim-kiem/?q=cua+so+14")
    first = view.page.locator("[data-search-results] .card__title a").first
    expect(first).to_have_text("Người giữ lửa bộ phận một cửa số 14")
    view.page.locator("[data-search] input[name=q]").focus()
    assert press(view, "ArrowDown")["ring"]
    expect(first).to_be_focused()
    view.page.keyboard.press("Enter")
    view.page.wait_for_url("**/2025/forty-pictures/")


def look_at_pictures(view: View) -> None:
    """Open the pictures, turn over, stay inside, close; the focus comes back to where it was."""
    tab_to(view, ".story__cover a")
    view.page.keyboard.press("Enter")
    viewer = view.page.get_by_role("dialog")
    expect(viewer).to_contain_text("Ảnh 1/40")
    assert barriers(view.page) == []
    view.page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("Ảnh 2/40")
    for _ in range(6):
        stop = press(view, "Tab")
        # Between the last stop and the first lies the browser's own bar.
        if not view.page.evaluate("document.activeElement === document.body"):
            assert view.page.evaluate("document.activeElement.closest('dialog') !== null"), stop
            assert stop["ring"], stop
    view.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(view.page.locator(".story__cover a")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_goes_all_the_way(view: View, width: int) -> None:
    """From the home page over the search to a story, through its pictures and back, to sharing and printing."""
    view.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.show(width=width)
    view.open("")
    find_story(view)
    look_at_pictures(view)
    tab_to(view, ".story__ways [data-copy-link]", 150)
    view.page.keyboard.press("Enter")
    expect(view.page.locator(".story__ways [data-copy-link]")).to_have_text("Đã chép")
    copied = view.page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://guong.example.vn/2025/forty-pictures/"
    tab_to(view, ".story__ways [data-print]", 3)


def test_the_menu_of_a_phone_opens_and_closes(view: View) -> None:
    """On a phone the sections open by keyboard, hold no barrier, close with Escape, and give the focus back."""
    view.show(width=390)
    view.open("")
    tab_to(view, ".brand-row__menu")
    view.page.keyboard.press("Enter")
    sections = view.page.get_by_role("navigation", name="Chuyên mục")
    expect(sections).to_be_visible()
    assert barriers(view.page) == []
    tab_to(view, ".site-nav a[href='linh-vuc/']", 4)
    view.page.keyboard.press("Escape")
    expect(sections).to_be_hidden()
    expect(view.page.locator(".brand-row__menu")).to_be_focused()


def test_focus_is_seen_on_every_stop_of_every_page(view: View, looks: list[str]) -> None:
    """Wherever Tab leads on any kind of page, a ring shows it, within the window and not covered by anything."""
    view.show(width=1280)
    for path in looks:
        view.open(path)
        for _ in range(40):
            stop = press(view, "Tab")
            if stop["name"].startswith("body"):
                # Behind the last stop; or on the way into a frame that is still being put up.
                view.page.wait_for_timeout(300)
                stop = view.page.evaluate(_FOCUS)
                if stop["name"].startswith("body"):
                    break
            # Inside a frame the frame's own page, looked at by itself, shows the focus.
            assert stop["ring"] or stop["name"].startswith("iframe"), (path, stop)
            assert stop["inView"], (path, stop)
            if stop["covered"]:
                # The link of a tall picture that has just come into the window has no height until it is laid out:
                # 60 ms when looked at alone (2026-11-28). What stays covered for longer, readers would notice.
                wait_until(view.page, f"() => !({_FOCUS})().covered", seconds=2)
