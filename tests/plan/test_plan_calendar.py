"""The holidays of newsroom.toml: how they are read, that the moon agrees with them, and when more are needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import floor, radians, sin
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.config import Config, read_config
from newsroom.errors import ConfigurationError
from newsroom.holidays import calendar_gaps
from newsroom.windows import slot

REPOSITORY = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = "\n".join(
    f'{key} = "x"'
    for key in ("name", "short_name", "governing_body", "responsible", "address", "phone", "email", "republish_note")
)
HEAD = f'[office]\n{OFFICE}\n[site]\nurl = "https://x.example/"\ntitle = "x"\ndescription = "x"\n'
CHANNEL = '[channels.facebook]\npublisher = "facebook"\nlabel = "Facebook"\n'
WINDOW = "[channels.facebook.window]\n"


def read(folder: Path, text: str) -> Config:
    """Read a newsroom.toml that says `text` besides office and site."""
    path = folder / "newsroom.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_config(path, {})


def holiday(**values: str) -> str:
    """Write one entry of the list."""
    return "[[calendar.holidays]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items())


TET = holiday(name='"Tết Nguyên đán"', **{"from": "2027-02-05", "to": "2027-02-10"}, lunar="true")
NEW_YEAR = holiday(name='"Tết Dương lịch"', date="2027-01-01")


def test_the_calendar_closes_every_channel(tmp_path: Path) -> None:
    """On a listed holiday a channel waits for the first day after it, whichever way the entry is written."""
    window = read(tmp_path, TET + NEW_YEAR + CHANNEL).channels["facebook"].window
    for day in ("2027-01-01", "2027-02-05", "2027-02-10"):
        noon = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZONE)
        assert slot(window, noon, ZONE, []).reason is not None
    tet_eve = datetime(2027, 2, 4, 22, tzinfo=ZONE)
    assert slot(window, tet_eve, ZONE, []).opens_at == datetime(2027, 2, 11, 6, 30, tzinfo=ZONE)


def test_a_channel_may_stay_open_on_holidays(tmp_path: Path) -> None:
    """`on_holidays = "open"` lifts the calendar for one channel; the dates of its own still close it."""
    own = 'on_holidays = "open"\nholidays = [2026-12-22]\n'
    window = read(tmp_path, TET + CHANNEL + WINDOW + own).channels["facebook"].window
    assert slot(window, datetime(2027, 2, 6, 9, tzinfo=ZONE), ZONE, []).reason is None
    assert slot(window, datetime(2026, 12, 22, 9, tzinfo=ZONE), ZONE, []).reason is not None


def test_own_dates_and_the_calendar_add_up(tmp_path: Path) -> None:
    """A channel's own `holidays` stay, each day is kept once, in order."""
    own = "holidays = [2027-02-10, 2026-12-22]\n"
    window = read(tmp_path, TET + CHANNEL + WINDOW + own).channels["facebook"].window
    assert window.holidays == (date(2026, 12, 22), *(date(2027, 2, 5) + timedelta(days=n) for n in range(6)))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (holiday(name='"Tết"'), "calendar.holidays.0", 'either "date", or "from" and "to"'),
        (holiday(name='"Tết"', **{"from": "2027-02-05"}), "calendar.holidays.0", 'either "date", or "from" and "to"'),
        (
            holiday(name='"Tết"', date="2027-02-05", **{"from": "2027-02-05", "to": "2027-02-06"}),
            "calendar.holidays.0",
            'either "date", or "from" and "to"',
        ),
        (holiday(name='"Tết"', **{"from": "2027-02-05", "to": "2027-02-04"}), "calendar.holidays.0", "before"),
        (holiday(name='"Tết"', **{"from": "2027-02-05", "to": "2028-02-04"}), "calendar.holidays.0", "a month"),
        (holiday(name='"Tết"', dates="2027-02-05"), "calendar.holidays.0.dates", '"date"'),
        (CHANNEL + WINDOW + 'quiet = ["11:30"]\n', "channels.facebook.window.quiet.0", "of the form"),
        (CHANNEL + WINDOW + 'quiet = ["11:30-25:30"]\n', "channels.facebook.window.quiet.0", "no clock shows"),
        (CHANNEL + WINDOW + 'quiet = ["11:30-11:30"]\n', "channels.facebook.window.quiet.0", "a whole day is"),
        (CHANNEL + WINDOW + 'quiet = ["06:00-22:00"]\n', "channels.facebook.window", "never opens"),
        (CHANNEL + WINDOW + 'on_holidays = "shut"\n', "channels.facebook.window.on_holidays", "'closed' or 'open'"),
        (
            CHANNEL + "[channels.facebook.window.weekdays]\nsaturday = []\n",
            "channels.facebook.window.weekdays.saturday",
            "unknown key",
        ),
        ('[notify]\nlanguage = "fr"\n', "notify.language", "'vi' or 'en'"),
        ('[notify]\nurls = ["mailto://x"]\n', "notify.urls", "unknown key"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, key: str, reason: str) -> None:
    """A wrong entry stops with the key it stands under and what is wrong with it."""
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, text)
    assert key in caught.value.sentence("en")
    assert reason in caught.value.sentence("en")


def test_a_whole_day_and_hours_past_midnight_are_read(tmp_path: Path) -> None:
    """`00:00-24:00` is a whole day, `20:00-02:00` goes on after midnight, and an empty list closes the day."""
    days = '[channels.facebook.window.weekdays]\nsat = ["00:00-24:00"]\nsun = ["20:00-02:00"]\ntue = []\n'
    window = read(tmp_path, CHANNEL + days).channels["facebook"].window
    hours = [datetime(2026, 11, 28, tzinfo=ZONE) + timedelta(hours=n) for n in range(24 * 4)]
    shut = [f"{at:%a %H}" for at in hours if slot(window, at, ZONE, []).reason is not None]
    assert [hour for hour in shut if hour.startswith("Sat")] == []
    assert [hour for hour in shut if hour.startswith("Sun")] == [f"Sun {n:02}" for n in range(20)]
    assert [hour for hour in shut if hour.startswith("Mon")] == [f"Mon {n:02}" for n in (2, 3, 4, 5, 6, 22, 23)]
    assert [hour for hour in shut if hour.startswith("Tue")] == [f"Tue {n:02}" for n in range(24)]


@pytest.mark.parametrize(
    ("today", "text", "said"),
    [
        ("2026-11-23", NEW_YEAR, "do not cover 2026"),
        ("2026-11-01", holiday(name='"Quốc khánh"', date="2026-09-02"), None),
        ("2026-11-02", holiday(name='"Quốc khánh"', date="2026-09-02"), "do not cover 2027"),
        ("2027-01-02", NEW_YEAR + TET, None),
        ("2027-01-02", NEW_YEAR, "no lunar new year of 2027"),
        ("2027-02-20", NEW_YEAR, "no lunar new year of 2027"),
        ("2027-02-21", NEW_YEAR, None),
        ("2027-01-02", NEW_YEAR + TET + "decided = false\n", '"Tết Nguyên đán" (05/02/2027–10/02/2027)'),
        ("2027-02-06", NEW_YEAR + TET + "decided = false\n", None),
        ("2027-01-02", "", "do not cover 2027"),
    ],
)
def test_what_the_list_lacks_is_said_in_time(tmp_path: Path, today: str, text: str, said: str | None) -> None:
    """A missing year, a missing Tết and days not decided are told up to 60 days ahead, and else nothing."""
    gaps = [words.say("en") for words in calendar_gaps(read(tmp_path, text + CHANNEL), date.fromisoformat(today))]
    if said is None:
        assert gaps == []
    else:
        assert any(said in gap for gap in gaps), gaps


def test_an_office_that_posts_on_holidays_needs_no_list(tmp_path: Path) -> None:
    """When every channel stays open, or there is none, nobody is told that the list is empty."""
    assert calendar_gaps(read(tmp_path, CHANNEL + WINDOW + 'on_holidays = "open"\n'), date(2027, 1, 2)) == []
    assert calendar_gaps(read(tmp_path, ""), date(2027, 1, 2)) == []


def new_moon_day(lunation: int) -> date:
    """Return the day in Viet Nam of the mean new moon number `lunation` since January 2000, with its largest terms.

    Meeus, Astronomical Algorithms (1998), chapter 49; right to a few minutes, and no new moon used here falls within
    an hour of midnight.
    """
    t = lunation / 1236.85
    julian = 2451550.09766 + 29.530588861 * lunation + 0.00015437 * t * t
    sun = radians(2.5534 + 29.1053567 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    node = radians(160.7108 + 390.67050284 * lunation)
    julian += -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    julian += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    at = julian + 0.5 + 7 / 24 - 70 / 86400  # the office's clock; dynamical time runs 70 s ahead of it
    return date.fromordinal(floor(at) - 1721425)


def lunar_day(year: int, months: int, day: int) -> date:
    """Return a day of the lunar year; `months` after its first month, no leap month lying between.

    Tết is the new moon from 21 January to 20 February.
    """
    near = round((year - 2000) * 12.3685)
    first = next(n for n in range(near - 3, near + 4) if date(year, 1, 21) <= new_moon_day(n) <= date(year, 2, 20))
    return new_moon_day(first + months) + timedelta(days=day - 1)


def test_the_moon_calendar_agrees_with_published_dates() -> None:
    """Our reckoning gives Tết and Giỗ Tổ as they were kept in 2024, 2025 and 2026."""
    assert [lunar_day(year, 0, 1) for year in (2024, 2025, 2026)] == [
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2026, 2, 17),
    ]
    assert [lunar_day(year, 2, 10) for year in (2024, 2025, 2026)] == [
        date(2024, 4, 18),
        date(2025, 4, 7),
        date(2026, 4, 26),
    ]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_lunar_holidays_of_newsroom_toml_fit_the_moon(year: int) -> None:
    """Tết is listed from its eve for five days or more, and the tenth of the third month is a day off."""
    holidays = read_config(REPOSITORY / "newsroom.toml", {}).calendar.holidays
    lunar = [holiday for holiday in holidays if holiday.lunar and holiday.first.year == year]
    tet = next(holiday for holiday in lunar if "Tết Nguyên đán" in holiday.name)
    assert tet.first == lunar_day(year, 0, 1) - timedelta(days=1)
    assert 5 <= len(tet.days) <= 7
    assert any(lunar_day(year, 2, 10) in holiday.days for holiday in lunar if "Giỗ Tổ" in holiday.name)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_newsroom_toml_has_the_fixed_holidays(year: int) -> None:
    """1 January, 30 April, 1 May and 2 September with a day beside it close the channels, weekends made up for."""
    days = read_config(REPOSITORY / "newsroom.toml", {}).calendar.days
    fixed = [date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    assert set(fixed) <= days
    assert {date(year, 9, 1), date(year, 9, 3)} & days
    for day in (*fixed, lunar_day(year, 2, 10)):
        if day.weekday() >= 5:
            made_up = (day + timedelta(days=n) for n in range(1, 5))
            assert next(one for one in made_up if one.weekday() < 5 and one not in fixed) in days
