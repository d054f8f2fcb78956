"""Hours of the day, written `"07:00-11:30"`: posting hours of a weekday, and quiet hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WRITTEN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", re.ASCII)
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` until just before `end`, by the clock on the wall; past midnight when `end` is not after `start`.

    Hours past midnight belong to the day they begin on. `start == end` is a whole day.
    """

    start: time
    end: time

    @property
    def overnight(self) -> bool:
        """Whether they go on after midnight; a range that ends at midnight has nothing left after it."""
        return self.end <= self.start

    def covers(self, at: time) -> bool:
        """Tell whether the time of day `at` is within, on whichever day they began."""
        return self.covers_first_day(at) or self.covers_next_day(at)

    def covers_first_day(self, at: time) -> bool:
        """Tell whether `at` on the day they begin is within."""
        return at >= self.start and (self.overnight or at < self.end)

    def covers_next_day(self, at: time) -> bool:
        """Tell whether `at` on the day after is within."""
        return self.overnight and at < self.end


def read_hours(text: str) -> Hours:
    """Read `"HH:MM-HH:MM"`; `24:00` may stand at the end.

    Raises:
        ValueError: it is not of this form, or names no time at all.

    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f'"{text}" is not of the form "07:00-11:30"')
    hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
    to_midnight = (end_hour, end_minute) == (24, 0)
    try:
        start = time(hour, minute)
        end = _MIDNIGHT if to_midnight else time(end_hour, end_minute)
    except ValueError:
        raise ValueError(f'"{text}" names a time that no clock shows') from None
    if start == end and not to_midnight:
        raise ValueError(f'"{text}" begins and ends at the same time; a whole day is "00:00-24:00"')
    return Hours(start, end)


def is_within(today: Iterable[Hours], yesterday: Iterable[Hours], quiet: Iterable[Hours], at: time) -> bool:
    """Tell whether `at` is inside hours that began today, or yesterday past midnight, and inside no quiet hours."""
    if any(hours.covers(at) for hours in quiet):
        return False
    return any(hours.covers_first_day(at) for hours in today) or any(hours.covers_next_day(at) for hours in yesterday)
