"""How long to wait before the next try; a pure table with a little randomness handed in."""

from __future__ import annotations

from datetime import timedelta

_FIRST_SECONDS = 30.0
_LONGEST_SECONDS = 3600.0

UNKNOWN_GRACE = timedelta(seconds=120)
"""How long a post whose answer was lost may still appear on the platform before it is taken as not made."""
UNKNOWN_LOOK_AGAIN = timedelta(seconds=30)
UNKNOWN_DEADLINE = timedelta(hours=24)
"""After this a delivery that cannot be settled by looking needs a person."""
MOST_TRIES = 6
"""So many lost outcomes in a row for one delivery are no accident."""


def wait_after(tries: int, chance: float) -> timedelta:
    """Return the wait after the `tries`-th failure in a row (from 1); `chance` in [0, 1) spreads it by a quarter.

    30 s, 1 min, 2 min, 4 min … at most an hour.
    """
    seconds = min(_FIRST_SECONDS * 2 ** min(max(tries, 1) - 1, 20), _LONGEST_SECONDS)
    return timedelta(seconds=seconds * (0.875 + 0.25 * chance))
