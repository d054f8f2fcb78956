"""What holds for every window: properties of `slot`, and a queue that works itself off after an outage."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newsroom.config import Window
from newsroom.hours import Hours
from newsroom.windows import CAP_REACHED, CLOSED, is_too_late, late_from, slot

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# Clocks that go forward by an hour, by half an hour, and at midnight.
ZONES = [HANOI, *map(ZoneInfo, ("Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "UTC"))]
FIRST_DAY = date(2026, 1, 1)
DAYS = [FIRST_DAY + timedelta(days=n) for n in range(420)]

clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
ranges = st.builds(Hours, clock_times, clock_times).filter(lambda hours: hours.start != hours.end)
days_hours = st.none() | st.lists(ranges, max_size=2).map(tuple)
moments = st.integers(0, 340 * 24 * 60).map(lambda n: datetime(2026, 1, 10, tzinfo=UTC) + timedelta(minutes=n))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Any window that newsroom.toml may describe."""
    try:
        return Window(
            opens=draw(clock_times),
            closes=draw(clock_times),
            weekdays={day: draw(days_hours) for day in ("mon", "wed", "sat", "sun")},
            quiet=draw(st.lists(ranges, max_size=2)),
            gap_minutes=draw(st.sampled_from([0, 20, 90, 600])),
            daily_cap=draw(st.integers(1, 4)),
            holidays=draw(st.lists(st.sampled_from(DAYS), max_size=40, unique=True)),
        )
    except ValueError:  # quiet all day, or every day closed: refused when newsroom.toml is read
        assume(condition=False)
        raise


def covered(window: Window, at: datetime, zone: ZoneInfo) -> bool:
    """Tell by spans of time on the calendar, not by times of day, whether posting hours cover `at`."""
    wall = at.astimezone(zone).replace(tzinfo=None)

    def spans(hours: Hours, day: date) -> bool:
        end = datetime.combine(day + timedelta(days=hours.end <= hours.start), hours.end)
        return datetime.combine(day, hours.start) <= wall < end

    days = (wall.date() - timedelta(days=1), wall.date())
    if wall.date() in window.holidays or any(spans(quiet, day) for quiet in window.quiet for day in days):
        return False
    return any(spans(h, d) for d in days if d not in window.holidays for h in window.hours_on(d.weekday()))


@given(windows(), moments, st.sampled_from(ZONES), st.lists(st.integers(0, 3000), max_size=8))
def test_what_slot_says_is_true(window: Window, now: datetime, zone: ZoneInfo, ago: list[int]) -> None:
    """Open means inside hours, cap and gap; else the moment told is later and really open, with the posts so far."""
    sent = [now - timedelta(minutes=minutes) for minutes in ago]
    found = slot(window, now, zone, sent)
    today = [one for one in sent if one.astimezone(zone).date() == now.astimezone(zone).date()]
    free = len(today) < window.daily_cap and all(now >= one + window.gap for one in sent)
    assert (found.reason is None) == (covered(window, now, zone) and free)
    assert (found.reason is CLOSED) == (not covered(window, now, zone))
    if found.reason is None:
        return
    assert found.opens_at is not None
    assert found.opens_at > now
    assert covered(window, found.opens_at, zone)
    assert slot(window, found.opens_at, zone, []).reason is None
    assert slot(window, found.opens_at, zone, sent).reason is None


@settings(max_examples=40)
@given(windows(), moments, st.lists(st.integers(0, 3000), max_size=5))
@example(Window(opens="20:00", closes="02:00", daily_cap=1), datetime(2026, 3, 1, 16, 30, tzinfo=UTC), [10])
def test_slot_tells_the_earliest_moment(window: Window, now: datetime, ago: list[int]) -> None:
    """Until the moment told there is no minute at which the post could have gone out."""
    sent = [now - timedelta(minutes=minutes) for minutes in ago]
    opens_at = slot(window, now, HANOI, sent).opens_at
    assume(opens_at is not None and opens_at - now < timedelta(hours=18))
    assert opens_at is not None
    minute = now + timedelta(minutes=1)
    while minute < opens_at:
        assert slot(window, minute, HANOI, sent).reason is not None
        minute += timedelta(minutes=1)


def work_off(
    window: Window, due: list[datetime], start: datetime, days: float, step: timedelta = timedelta(minutes=5)
) -> tuple[list[tuple[datetime, datetime]], set[datetime]]:
    """Run a queue by the clock: each step posts the oldest due post that is neither sent nor held, if it may."""
    sent: list[tuple[datetime, datetime]] = []
    held: set[datetime] = set()
    now = start
    could_go = {one: late_from(window, one, HANOI) for one in due}
    while now < start + timedelta(days=days):
        for one in sorted(one for one in could_go if one <= now):
            if is_too_late(window, could_go[one], now):
                held.add(one)
                del could_go[one]
            elif slot(window, now, HANOI, [at for _, at in sent]).reason is None:
                sent.append((one, now))
                del could_go[one]
            else:
                break
        now += step
    return sent, held


def check_run(window: Window, sent: list[tuple[datetime, datetime]]) -> None:
    """Cap, gap, hours and order hold for everything that went out."""
    times = [at for _, at in sent]
    per_day = [at.astimezone(HANOI).date() for at in times]
    assert all(per_day.count(day) <= window.daily_cap for day in per_day)
    assert all(later - earlier >= window.gap for earlier, later in pairwise(times))
    assert all(covered(window, at, HANOI) for at in times)
    assert [due for due, _ in sent] == sorted(due for due, _ in sent)


def test_two_days_of_outage_do_not_flood() -> None:
    """40 posts due in two dark days come out spaced and capped, oldest first; the late ones wait for a person."""
    window = Window(opens="06:30", closes="21:30", quiet=["11:30-13:30"], gap_minutes=20, daily_cap=6)
    outage = datetime(2026, 11, 21, 0, 0, tzinfo=HANOI)
    back = outage + timedelta(days=2, hours=8)
    due = [outage + timedelta(hours=8, minutes=66 * n) for n in range(40)]
    sent, held = work_off(window, due, back, days=4)
    check_run(window, sent)
    assert len(sent) + len(held) == 40
    assert min(at for _, at in sent) == back
    assert sum(at < back + timedelta(hours=2) for _, at in sent) <= 6
    # At the moment the machine is back everything older than a day is held, and nothing of it goes out by itself.
    late = {one for one in due if back - late_from(window, one, HANOI) > timedelta(hours=24)}
    assert late
    assert late <= held
    for one, at in sent:
        assert at - late_from(window, one, HANOI) <= timedelta(hours=24)


def test_after_tet_the_queue_works_itself_off() -> None:
    """What fell due in a week of closed days goes out after it without being late, at the channel's usual pace."""
    tet = [date(2027, 2, 5) + timedelta(days=n) for n in range(6)]
    window = Window(opens="06:30", closes="21:30", gap_minutes=20, daily_cap=6, late_limit_hours=48, holidays=tet)
    due = [datetime(2027, 2, 5, 8, tzinfo=HANOI) + timedelta(hours=12 * n) for n in range(12)]
    sent, held = work_off(window, due, due[0], days=10)
    check_run(window, sent)
    assert held == set()
    assert len(sent) == 12
    assert {at.astimezone(HANOI).date() for _, at in sent} == {date(2027, 2, 11), date(2027, 2, 12)}


@settings(max_examples=25)
@given(windows(), st.lists(st.integers(0, 72), min_size=1, max_size=12, unique=True))
def test_any_queue_keeps_cap_gap_and_order(window: Window, hours: list[int]) -> None:
    """Whatever the window and the due times, a queue that is worked off never breaks them."""
    start = datetime(2026, 6, 1, tzinfo=UTC)
    due = [start + timedelta(hours=hour) for hour in hours]
    sent, held = work_off(window, due, start, days=4, step=timedelta(minutes=30))
    check_run(window, sent)
    assert {one for one, _ in sent}.isdisjoint(held)


@pytest.mark.parametrize("sent_today", [6, 9])
def test_more_than_the_cap_waits_for_tomorrow(sent_today: int) -> None:
    """A cap that was reached, or lowered since, ends the day and not the next one."""
    window = Window(opens="06:30", closes="21:30", gap_minutes=0, daily_cap=6)
    now = datetime(2026, 11, 23, 18, 0, tzinfo=HANOI)
    found = slot(window, now, HANOI, [now - timedelta(minutes=n) for n in range(sent_today)])
    assert (found.reason, found.opens_at) == (CAP_REACHED, datetime(2026, 11, 24, 6, 30, tzinfo=HANOI))
