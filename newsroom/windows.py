"""When a channel may be posted to: opening hours, holidays, the gap between posts, the daily cap, lateness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from newsroom.config import Window

_FARTHEST_DAYS = 366


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
    "quá hạn đăng {late}, cần người quyết định (newsroom resolve)",
    "{late} late, a person decides (newsroom resolve)",
)


def slot(window: Window, now: datetime, zone: ZoneInfo, sent: Sequence[datetime]) -> Slot:
    """Decide whether the channel is open at `now`; `sent` are the times of its latest posts, oldest first."""
    local = now.astimezone(zone)
    if not _is_open(window, local):
        return Slot(CLOSED, next_opening(window, local))
    today = [at for at in sent if at.astimezone(zone).date() == local.date()]
    if len(today) >= window.daily_cap:
        return Slot(CAP_REACHED, next_opening(window, datetime.combine(local.date(), time.max, zone)))
    if sent and now < sent[-1] + window.gap:
        free = (sent[-1] + window.gap).astimezone(zone)
        return Slot(TOO_SOON, free if _is_open(window, free) else next_opening(window, free))
    return Slot()


def is_too_late(window: Window, due_at: datetime, now: datetime) -> bool:
    """Tell whether a post is so overdue that a person must decide."""
    return now > due_at + window.late_limit


def next_opening(window: Window, local: datetime) -> datetime:
    """Return the first moment after `local` at which the window opens; a year ahead when it never does."""
    for ahead in range(_FARTHEST_DAYS):
        day: date = (local + timedelta(days=ahead)).date()
        opening = datetime.combine(day, window.opens, local.tzinfo)
        if opening > local and day not in window.holidays:
            return opening
    return local + timedelta(days=_FARTHEST_DAYS)


def _is_open(window: Window, local: datetime) -> bool:
    if local.date() in window.holidays:
        return False
    at = local.time().replace(tzinfo=None)
    if window.opens < window.closes:
        return window.opens <= at < window.closes
    # Past midnight: `closes = "00:00"` is the end of the day, `opens = "20:00", closes = "02:00"` an evening's window.
    return at >= window.opens or at < window.closes


def lateness(due_at: datetime, now: datetime) -> Words:
    """Say how late something is, in hours up to two days, then in days."""
    hours = round((now - due_at).total_seconds() / 3600)
    if hours < 48:
        return Words(f"{hours} giờ", f"{hours} h")
    days = round(hours / 24)
    return Words(f"{days:,} ngày".replace(",", "."), f"{days:,} days")
