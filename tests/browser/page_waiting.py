"""Waiting on a page whose policy refuses `eval`, which Playwright's own waiting needs after its first look."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SECONDS = 15
_PAUSE_MILLISECONDS = 50


def wait_until(page: Page, expression: str, arg: Any = None, seconds: float = _SECONDS) -> None:
    """Return once the expression, or what the function gives for `arg`, is true on the page; fail after a while."""
    until = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < until, f"still not: {expression}"
        page.wait_for_timeout(_PAUSE_MILLISECONDS)
