"""A page is light on a slow line, and stands still and answers while it loads."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from page_weight import KILOBYTE, Weight

if TYPE_CHECKING:
    from pathlib import Path

    from browser_view import View
    from playwright.sync_api import Route

pytestmark = pytest.mark.browser

# The heaviest of each sort: everything an editor can fill in, most text, most pictures.
HEAVY_STORIES = ("2025/everything-known/", "2025/ten-thousand-words/", "2025/forty-pictures/", "2025/photograph/")


@pytest.mark.parametrize("path", HEAVY_STORIES)
def test_a_story_page_is_light(view: View, path: str) -> None:
    """Before its pictures a story's page weighs at most 60 KB compressed, and 150 KB with its fonts."""
    view.show(width=1280)
    weight = Weight.of(view.page, view.address + path)
    assert weight.total("image", "font") <= 60 * KILOBYTE
    assert weight.total("image") <= 150 * KILOBYTE


@pytest.mark.parametrize("density", [2, 3])
def test_the_first_view_on_a_phone_is_light(view: View, density: int) -> None:
    """With a photograph full of detail as its cover, a story opened on a sharp phone costs at most 400 KB in all."""
    phone = {"width": 390, "height": 844, "deviceScaleFactor": density, "mobile": True}
    view.devtools.send("Emulation.setDeviceMetricsOverride", phone)
    weight = Weight.of(view.page, view.address + "2025/photograph/")
    cover = view.page.evaluate("document.querySelector('.story__cover img').currentSrc")
    assert weight.kinds[cover] == "image"
    assert weight.total() <= 400 * KILOBYTE


_SCRIPT = re.compile(r"<script\b([^>]*)>")


# They apply what the reader, or the page around an embedded list, has chosen: later, one would see the page change.
BEFORE_FIRST_PAINT = ("static/preferences.js", "static/embed-frame.js")


def test_no_script_blocks_a_page(odd_site: Path, looks: list[str]) -> None:
    """A page waits for one script at most, of less than a kilobyte: the one that applies colours and letter size."""
    for path in looks:
        document = odd_site / path
        text = (document / "index.html" if document.is_dir() else document).read_text(encoding="utf-8")
        scripts = [script for script in _SCRIPT.findall(text) if "application/ld+json" not in script]
        waited_for = [script for script in scripts if not {"defer", "async", 'type="module"'} & set(script.split())]
        assert len(waited_for) <= 1, path
        assert all(any(name in script for name in BEFORE_FIRST_PAINT) for script in waited_for), path
    for name in BEFORE_FIRST_PAINT:
        assert len(gzip.compress((odd_site / name).read_bytes())) < KILOBYTE


_FIRST_PAINT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => { if (list.getEntriesByName("first-contentful-paint").length) resolve(); })
    .observe({ type: "paint", buffered: true });
})"""
_SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  });
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["", "2025/thirty-words/", "linh-vuc/giao-duc/"])
def test_a_page_stands_still_when_its_fonts_come_late(view: View, path: str, width: int) -> None:
    """On a line so slow that text shows before the fonts are there, letters change and nothing moves (0.02 at most)."""
    late: list[Route] = []
    view.page.route("**/*.woff2", lambda route: late.append(route))  # noqa: PLW0108 - Playwright marks the function
    view.show(width=width)
    view.page.goto(view.address + path, wait_until="commit")
    view.page.evaluate(_FIRST_PAINT)
    assert late
    before = view.page.evaluate(_SHIFT)
    for font in late:
        font.continue_()
    view.page.unroute_all()
    view.page.evaluate("document.fonts.ready")
    assert view.page.evaluate(_SHIFT) <= 0.02
    assert before <= 0.02
