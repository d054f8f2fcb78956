"""Nothing is cut, covered or pushed out of the window, whatever the story and however large the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from layout_faults import layout_faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from browser_view import View

pytestmark = pytest.mark.browser


# Width of the window in CSS pixels, size of the browser's letters in percent.
EXTREMES = ((1280, 100), (320, 100), (320, 200))
ALL_SIZES = (*EXTREMES, (1280, 200), (768, 100))


def faults(view: View, path: str, sizes: Iterable[tuple[int, int]]) -> list[str]:
    """Look at a page in windows of several sizes, and spaced out as WCAG 1.4.12 lets a reader do."""
    found = []
    view.show(width=1280)
    view.open(path)
    for width, text_percent in sizes:
        view.show(width=width, text_percent=text_percent)
        found += [f"{path} at {width} px, {text_percent} %: {fault}" for fault in layout_faults(view.page)]
    view.space_out()
    for width in (1280, 320):
        view.show(width=width)
        found += [f"{path} at {width} px, spaced out: {fault}" for fault in layout_faults(view.page)]
    return found


def test_every_kind_of_page_reflows(view: View, looks: list[str]) -> None:
    """From 320 px to a wide desk, at 100 and 200 percent, all text stays in its place (WCAG 1.4.4, 1.4.10, 1.4.12)."""
    found = [fault for path in looks for fault in faults(view, path, ALL_SIZES)]
    assert not found, "\n".join(found)


def test_every_odd_story_reflows(view: View, odd_site: Path, looks: list[str]) -> None:
    """The same holds for every odd story: endless words, sixty-word titles, forty pictures, tables, Arabic."""
    stories = {path.parent.relative_to(odd_site).as_posix() + "/" for path in odd_site.glob("20*/*/index.html")}
    assert len(stories) > 10
    found = [fault for path in sorted(stories.difference(looks)) for fault in faults(view, path, EXTREMES)]
    assert not found, "\n".join(found)
