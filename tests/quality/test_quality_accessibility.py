"""No barrier that a machine can find, on any kind of page, however a reader sets the browser (WCAG 2.2 AA)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from barriers import LOOKS, barriers

if TYPE_CHECKING:
    from browser_view import View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(view: View, looks: list[str], scheme: Literal["light", "dark"]) -> None:
    """On every kind of page axe-core finds nothing: on a phone and a desk, with letters at 100 and at 200 percent."""
    found = []
    for path in [*looks, "tim-kiem/?q=hanh"]:
        view.show(width=1280, scheme=scheme)
        view.open(path)
        # Larger letters need less contrast, so that darkness is looked at once for each layout.
        sizes = ((1280, 100), (1280, 200), (320, 100), (320, 200)) if scheme == "light" else ((1280, 100), (320, 100))
        for width, text_percent in sizes:
            view.show(width=width, text_percent=text_percent, scheme=scheme)
            # The two extremes see every rule, as what is hidden on one is shown on the other.
            whole = scheme == "light" and (width, text_percent) in {(1280, 100), (320, 200)}
            seen = barriers(view.page, None if whole else LOOKS)
            found += [f"{path} at {width} px, {text_percent} %: {barrier}" for barrier in seen]
    assert not found, "\n".join(found)
