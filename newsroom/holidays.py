"""Whether the list of holidays in newsroom.toml still reaches far enough, said before it matters.

The list is dates, not rules: the lunar ones move, and the Prime Minister decides each year which days beside them are
off (Labour Code 45/2019/QH14, article 112). Somebody has to write each year down, and forgets.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.config import Config, Holiday

AHEAD = timedelta(days=60)
# The lunar new year falls from 21 January to 20 February; its eve is a day off too.
_TET_EARLIEST = (1, 20)
_TET_LATEST = (2, 20)


def calendar_gaps(config: Config, today: date) -> list[Words]:
    """Say what the list of holidays lacks for the 60 days from `today`, in the office's zone; nothing when it is whole.

    Told are: a year without any holiday, a year whose Tết is near and not listed, and holidays near whose days off were
    not decided when they were written down. An office whose channels all post on holidays needs no list.
    """
    if not any(channel.enabled and channel.window.on_holidays == "closed" for channel in config.channels.values()):
        return []
    until = today + AHEAD
    holidays = config.calendar.holidays
    gaps: list[Words] = []
    for year in range(today.year, until.year + 1):
        of_year = [holiday for holiday in holidays if holiday.first.year <= year <= holiday.last.year]
        if not of_year:
            gaps.append(Words(_NO_YEAR.vi.format(year=year), _NO_YEAR.en.format(year=year)))
        elif _tet_is_near(year, today, until) and not any(_is_tet(holiday, year) for holiday in of_year):
            gaps.append(Words(_NO_TET.vi.format(year=year), _NO_TET.en.format(year=year)))
    gaps += [_undecided(holiday) for holiday in holidays if not holiday.decided and today <= holiday.first <= until]
    return gaps


def _tet_is_near(year: int, today: date, until: date) -> bool:
    return date(year, *_TET_EARLIEST) <= until and today <= date(year, *_TET_LATEST)


def _is_tet(holiday: Holiday, year: int) -> bool:
    return holiday.lunar and holiday.first <= date(year, *_TET_LATEST) and date(year, *_TET_EARLIEST) <= holiday.last


def _undecided(holiday: Holiday) -> Words:
    # A name may hold braces, and these sentences are finished: nothing is put into them later.
    name = holiday.name.replace("{", "{{").replace("}", "}}")
    days = f"{holiday.first:%d/%m/%Y}"
    if holiday.last != holiday.first:
        days += f"–{holiday.last:%d/%m/%Y}"
    return Words(_UNDECIDED.vi.format(name=name, days=days), _UNDECIDED.en.format(name=name, days=days))


_NO_YEAR = Words(
    "danh sách ngày nghỉ trong newsroom.toml chưa có năm {year}; "
    "thêm các mục [[calendar.holidays]] theo thông báo nghỉ lễ, tết của Chính phủ",
    "the holidays in newsroom.toml do not cover {year}; add [[calendar.holidays]] as the Government announced them",
)
_NO_TET = Words(
    "danh sách ngày nghỉ trong newsroom.toml chưa có Tết Nguyên đán năm {year}; "
    "thêm một mục [[calendar.holidays]] với lunar = true",
    "the holidays in newsroom.toml have no lunar new year of {year}; "
    "add an entry [[calendar.holidays]] with lunar = true",
)
_UNDECIDED = Words(
    "ngày nghỉ “{name}” ({days}) trong newsroom.toml còn ghi là chưa có quyết định; "
    "đối chiếu thông báo của Chính phủ, sửa ngày rồi bỏ dòng decided = false",
    'the holiday "{name}" ({days}) in newsroom.toml is still marked as not decided; '
    "compare it with the Government's announcement, mend the dates and drop decided = false",
)
