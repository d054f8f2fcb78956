"""When a channel is open: hours, weekdays, quiet hours, holidays, gap, cap and lateness, in the office's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsroom.config import Window
from newsroom.windows import CAP_REACHED, CLOSED, TOO_SOON, is_too_late, late_from, lateness, next_opening, slot

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = Window(opens="06:30", closes="21:30", gap_minutes=20, daily_cap=3, late_limit_hours=24)
EVENING = Window(opens="20:00", closes="02:00", gap_minutes=0, daily_cap=9)
TO_MIDNIGHT = Window(opens="06:30", closes="00:00", gap_minutes=0, daily_cap=9)
TET = Window(opens="06:30", closes="21:30", gap_minutes=0, holidays=(date(2026, 2, 17), date(2026, 2, 18)))
QUIET = Window(opens="06:30", closes="21:30", gap_minutes=0, daily_cap=9, quiet=["11:30-13:30", "21:00-07:00"])
WEEK = Window(
    opens="06:30",
    closes="21:30",
    gap_minutes=0,
    daily_cap=9,
    weekdays={"sat": ["08:00-11:00", "20:00-02:00"], "sun": []},
    holidays=[date(2026, 12, 5)],
)


def at(text: str) -> datetime:
    """Read a local time; the result is in UTC, as the relay's clock gives it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("window", "now", "opens"),
    [
        (DAY, "2026-11-23 06:30", None),
        (DAY, "2026-11-23 21:29:59", None),
        (DAY, "2026-11-23 06:29:59", "2026-11-23 06:30"),
        (DAY, "2026-11-23 00:00", "2026-11-23 06:30"),
        (DAY, "2026-11-23 21:30", "2026-11-24 06:30"),
        (DAY, "2026-12-31 23:59", "2027-01-01 06:30"),
        (EVENING, "2026-11-23 19:59", "2026-11-23 20:00"),
        (EVENING, "2026-11-23 20:00", None),
        (EVENING, "2026-11-24 01:59", None),
        (EVENING, "2026-11-24 02:00", "2026-11-24 20:00"),
        (TO_MIDNIGHT, "2026-11-23 23:59:59", None),
        (TO_MIDNIGHT, "2026-11-24 00:00", "2026-11-24 06:30"),
        (TET, "2026-02-16 22:00", "2026-02-19 06:30"),
        (TET, "2026-02-17 10:00", "2026-02-19 06:30"),
        (TET, "2026-02-19 06:30", None),
        (QUIET, "2026-11-23 06:45", "2026-11-23 07:00"),
        (QUIET, "2026-11-23 11:29", None),
        (QUIET, "2026-11-23 11:30", "2026-11-23 13:30"),
        (QUIET, "2026-11-23 13:30", None),
        (QUIET, "2026-11-23 21:00", "2026-11-24 07:00"),
        (WEEK, "2026-11-27 07:00", None),
        (WEEK, "2026-11-28 07:00", "2026-11-28 08:00"),
        (WEEK, "2026-11-28 08:00", None),
        (WEEK, "2026-11-28 12:00", "2026-11-28 20:00"),
        (WEEK, "2026-11-29 01:59", None),
        (WEEK, "2026-11-29 02:00", "2026-11-30 06:30"),
        (WEEK, "2026-12-05 08:00", "2026-12-07 06:30"),
        (WEEK, "2026-12-06 01:00", "2026-12-07 06:30"),
    ],
)
def test_opening_hours_and_holidays(window: Window, now: str, opens: str | None) -> None:
    """Inside the hours a post may go; outside it waits for the next opening on a working day."""
    found = slot(window, at(now), ZONE, [])
    if opens is None:
        assert found.reason is None
    else:
        assert (found.reason, found.opens_at) == (CLOSED, at(opens))


@pytest.mark.parametrize(
    ("sent", "now", "reason", "opens"),
    [
        (["09:00"], "09:19", TOO_SOON, "2026-11-23 09:20"),
        (["09:00"], "09:20", None, None),
        (["21:15"], "21:20", TOO_SOON, "2026-11-24 06:30"),
        (["07:00", "08:00"], "09:00", None, None),
        (["07:00", "08:00", "08:59"], "09:00", CAP_REACHED, "2026-11-24 06:30"),
        (["07:00", "08:00", "09:00"], "21:00", CAP_REACHED, "2026-11-24 06:30"),
        (["09:00", "08:00"], "09:10", TOO_SOON, "2026-11-23 09:20"),
    ],
)
def test_gap_and_cap(sent: list[str], now: str, reason: object, opens: str | None) -> None:
    """Posts keep their distance and the day's number; what waits is told a time at which the channel is open."""
    found = slot(DAY, at(f"2026-11-23 {now}"), ZONE, [at(f"2026-11-23 {time}") for time in sent])
    assert (found.reason, found.opens_at) == (reason, at(opens) if opens else None)


def test_the_cap_counts_the_offices_day() -> None:
    """Posts of yesterday evening, which UTC counts to the same day as this morning's, do not fill today's cap."""
    yesterday = [at(f"2026-11-22 {time}") for time in ("20:00", "20:30", "21:00")]
    early = [at("2026-11-23 06:30")]
    assert slot(DAY, at("2026-11-23 06:50"), ZONE, [*yesterday, *early]).reason is None


@pytest.mark.parametrize(("hours", "late"), [(0, False), (23.9, False), (24, False), (24.1, True), (2400, True)])
def test_lateness(hours: float, late: bool) -> None:
    """Beyond the limit a person decides; at the limit the machine still may."""
    due = at("2026-11-23 08:00")
    assert is_too_late(DAY, due, due + timedelta(hours=hours)) is late


def test_what_waits_for_the_morning_also_keeps_its_distance() -> None:
    """When the hours open again before the gap is over, the time told is the later of the two."""
    window = Window(opens="06:30", closes="21:30", quiet=["11:30-13:30"], gap_minutes=180)
    found = slot(window, at("2026-11-23 11:45"), ZONE, [at("2026-11-23 11:20")])
    assert (found.reason, found.opens_at) == (CLOSED, at("2026-11-23 14:20"))


def test_an_evening_window_has_its_cap_again_after_midnight() -> None:
    """The cap counts days, so that hours past midnight go on in the new day, a gap after the last post."""
    window = Window(opens="20:00", closes="02:00", gap_minutes=30, daily_cap=2)
    found = slot(window, at("2026-11-23 23:55"), ZONE, [at("2026-11-23 21:00"), at("2026-11-23 23:50")])
    assert (found.reason, found.opens_at) == (CAP_REACHED, at("2026-11-24 00:20"))


@pytest.mark.parametrize(
    ("window", "due", "counted"),
    [
        (DAY, "2026-11-23 08:00", "2026-11-23 08:00"),
        (DAY, "2026-11-23 22:00", "2026-11-24 06:30"),
        (TET, "2026-02-16 22:00", "2026-02-19 06:30"),
        (WEEK, "2026-11-29 09:00", "2026-11-30 06:30"),
    ],
)
def test_the_offices_own_closing_is_no_lateness(window: Window, due: str, counted: str) -> None:
    """A post counts as late from the first moment at which it could have gone out."""
    assert late_from(window, at(due), ZONE) == at(counted)


def test_lateness_in_words() -> None:
    """Hours up to two days, then days."""
    due = at("2026-11-23 08:00")
    assert lateness(due, due + timedelta(hours=30)).vi == "30 giờ"
    assert lateness(due, due + timedelta(days=1261)).vi == "1.261 ngày"
    assert lateness(due, due + timedelta(days=1261)).en == "1,261 days"


def test_a_window_that_never_opens_ends_the_search() -> None:
    """With every day a holiday the answer is a year ahead, not an endless loop."""
    first = date(2026, 1, 1)
    never = Window(holidays=tuple(first + timedelta(days=n) for n in range(800)))
    local = datetime(2026, 1, 2, 10, tzinfo=ZONE)
    assert next_opening(never, local) == local + timedelta(days=366)
