"""When a channel may be posted to: posting hours, quiet hours, holidays, the gap between posts, the cap, lateness.

Times of day are those of the wall clock in the office's zone. The holidays of `[calendar]` are in `Window.holidays`
already when newsroom.toml was read (`Config`), so that these functions need nothing but the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from newsroom.hours import is_within
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, tzinfo
    from zoneinfo import ZoneInfo

    from newsroom.config import Window
    from newsroom.hours import Hours

_FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Slot:
    """Open now when `reason` is None; else why not, and from when on."""

    reason: Words | None = None
    opens_at: datetime | None = None


CLOSED = Words("ngoài khung giờ đăng, chờ đến {at}", "outside the posting hours, waits until {at}")
TOO_SOON = Words(
    "giữ khoảng cách với bài trước, chờ đến {at}", "keeps its distance from the last post, waits until {at}"
)
CAP_REACHED = Words("đã đủ số bài trong ngày, chờ đến {at}", "the day's number of posts is reached, waits until {at}")
TOO_LATE = Words(
    "quá hạn đăng {late}; vẫn đăng: newsroom resolve {key} --send",
    "{late} late; to post it all the same: newsroom resolve {key} --send",
)


def slot(window: Window, now: datetime, zone: ZoneInfo, sent: Sequence[datetime]) -> Slot:
    """Decide whether the channel is open at `now`; `sent` are the times of its latest posts, in any order.

    What is closed says what stands against it first, and the first moment at which nothing would: hours, cap and gap
    together, provided that nothing else is posted until then. A year ahead when there is no such moment.
    """
    hurdle = _hurdle(window, now, zone, sent)
    if hurdle is None:
        return Slot()
    reason, at = hurdle
    while (again := _hurdle(window, at, zone, sent)) is not None and at < now + _FARTHEST:
        at = again[1]
    return Slot(reason, at)


def is_open(window: Window, local: datetime) -> bool:
    """Tell whether posting hours cover `local`, which is in the office's zone; cap and gap do not matter here.

    Hours past midnight belong to the day they begin on: those of a holiday's eve end at midnight, those of a holiday
    do not begin.
    """
    day = local.date()
    if day in window.holidays:
        return False
    yesterday = day - timedelta(days=1)
    begun = () if yesterday in window.holidays else window.hours_on(yesterday.weekday())
    return is_within(window.hours_on(day.weekday()), begun, window.quiet, local.time())


def next_opening(window: Window, local: datetime) -> datetime:
    """Return the first moment after `local` at which the window opens; a year ahead when it never does."""
    for ahead in range(_FARTHEST.days + 1):
        day = local.date() + timedelta(days=ahead)
        if day in window.holidays:
            continue
        # Compared in UTC: within one zone Python compares what the clocks show, and they show one hour twice a year.
        after = [at for at in _moments(window, day, local.tzinfo) if at > local.astimezone(UTC)]
        found = [at.astimezone(local.tzinfo) for at in sorted(after)]
        opened = next((at for at in found if is_open(window, at)), None)
        if opened is not None:
            return opened
    return local + _FARTHEST


def is_too_late(window: Window, due_at: datetime, now: datetime) -> bool:
    """Tell whether a post is so overdue that a person must decide; see `late_from`."""
    return now > due_at + window.late_limit


def late_from(window: Window, due_at: datetime, zone: ZoneInfo) -> datetime:
    """Return from when on a post due at `due_at` counts as late: the first moment at which it could have gone out.

    The office's own closing is no lateness: what was due on the evening before Tết may go out after it, unasked.
    """
    local = due_at.astimezone(zone)
    return local if is_open(window, local) else next_opening(window, local)


def lateness(due_at: datetime, now: datetime) -> Words:
    """Say how late something is, in hours up to two days, then in days."""
    hours = round((now - due_at).total_seconds() / 3600)
    if hours < 48:
        return Words(f"{hours} giờ", f"{hours} h")
    days = round(hours / 24)
    return Words(f"{days:,} ngày".replace(",", "."), f"{days:,} days")


def _hurdle(window: Window, at: datetime, zone: ZoneInfo, sent: Sequence[datetime]) -> tuple[Words, datetime] | None:
    """Return the first thing that stands against a post at `at`, and a later moment at which to look again."""
    local = at.astimezone(zone)
    if not is_open(window, local):
        return CLOSED, next_opening(window, local)
    that_day = [one for one in sent if one.astimezone(zone).date() == local.date()]
    if len(that_day) >= window.daily_cap:
        return CAP_REACHED, _real(local.date() + timedelta(days=1), time(0), zone)
    if sent and at < max(sent) + window.gap:
        return TOO_SOON, (max(sent) + window.gap).astimezone(zone)
    return None


def _moments(window: Window, day: date, zone: tzinfo | None) -> Iterator[datetime]:
    """Yield the moments of `day` at which the window may open, in UTC."""
    begun: tuple[Hours, ...] = window.hours_on(day.weekday())
    for at in {hours.start for hours in begun} | {quiet.end for quiet in window.quiet}:
        for fold in (0, 1):
            yield _real(day, at.replace(fold=fold), zone).astimezone(UTC)


def _real(day: date, at: time, zone: tzinfo | None) -> datetime:
    """Return a moment the clock really shows: when clocks go forward, the time they skip becomes the time after it."""
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)
