"""QR codes as dark and light modules, with the quiet margin that scanners need."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

QUIET = 4
"""Modules of margin on each side, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=64)
def modules(target: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code for an address; it still reads with 15 % of it soiled."""
    return tuple(tuple(bool(module) for module in row) for row in _code(target).matrix_iter(border=QUIET))


def svg(target: str) -> bytes:
    """Draw the code for an address as SVG: black on white, so that it reads in dark mode too."""
    out = io.BytesIO()
    drawing = {"xmldecl": False, "omitsize": True, "light": "#fff", "svgclass": None, "lineclass": None}
    _code(target).save(out, kind="svg", border=QUIET, **drawing)
    return out.getvalue()


def _code(target: str) -> QRCode:
    # Heavy, and only what draws a code needs it.
    import segno

    return segno.make_qr(target, error="m")
