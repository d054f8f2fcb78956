"""How the work grows with the length of a text, as a ratio: it is the same on a slow machine and on a fast one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGER = 8
"""How many times as long the long text is."""
_ALLOWED = 3 * LONGER
"""Going over a text once takes 8 times as long; a pattern that goes back to every start, 64 times."""
_TOO_SHORT_TO_MEASURE = 0.005
"""Seconds of processor time below which a reading is chance."""


def growth(read: Callable[[str], object], piece: str, times: int) -> tuple[float, float]:
    """Return the seconds of processor time to read `piece` an eighth of so many times, and so many times.

    The short text is read twice, the second time longer by one piece, as some readers remember what they read last.
    """
    few = times // LONGER
    short = min(_seconds(read, piece * few), _seconds(read, piece * (few + 1)))
    return short, _seconds(read, piece * times)


def is_in_proportion(seconds: tuple[float, float]) -> bool:
    """Tell whether the longer text took as much longer as it is longer, give or take what a machine does beside it."""
    short, long = seconds
    return long < _ALLOWED * max(short, _TOO_SHORT_TO_MEASURE)


def _seconds(read: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    read(text)
    return time.process_time() - begun
