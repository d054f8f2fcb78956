"""QR codes as dark and light modules, with the quiet margin that scanners need."""

from __future__ import annotations

from functools import lru_cache

QUIET = 4
"""Modules of margin on each side, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=64)
def modules(target: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code for an address; it still reads with 15 % of it soiled."""
    # Heavy, and only what draws a code needs it.
    import segno

    code = segno.make_qr(target, error="m")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))
