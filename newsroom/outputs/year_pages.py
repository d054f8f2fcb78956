"""Lists of stories by year and month, and the index that leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.outputs.addresses import YEARS, month_address
from newsroom.outputs.collection import collection_page
from newsroom.outputs.list_pages import choices
from newsroom.outputs.story_list import Choice, StoryList, Way, story_list_pages
from newsroom.outputs.wording import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config import Config
    from newsroom.outputs.sorting import SortedStories
    from newsroom.outputs.staged import Staged
    from newsroom.outputs.story_list import Cards
    from newsroom.terms import Terms


def year_pages(found: SortedStories, cards: Cards, config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage the index of years, and every year and month in which a story was published."""
    years = sorted(found.lists[YEARS.folder])
    yield _index(found, years, config)
    for place, year in enumerate(years):
        whole = StoryList(
            home=_year_address(year),
            label=f"Năm {year}",
            kicker=YEARS.label,
            trail=(Way(YEARS.label, f"{YEARS.folder}/"),),
            stories=found.stories(YEARS.folder, year),
            description=f"Các bài đăng năm {year}. {config.site.title}, {config.office.name}.",
            choices=(Choice("Tháng", _months(found, year), is_open=True), *choices(found, YEARS, year, terms)),
            before=_year(years[place - 1]) if place else None,
            after=_year(years[place + 1]) if place + 1 < len(years) else None,
        )
        yield from story_list_pages(whole, cards, config)
    months = sorted(found.months)
    for place, (year_number, month) in enumerate(months):
        of_month = StoryList(
            home=month_address(year_number, month),
            label=f"Tháng {month} năm {year_number}",
            kicker="Tháng",
            trail=(Way(YEARS.label, f"{YEARS.folder}/"), _year(str(year_number))),
            stories=found.months[year_number, month],
            description=f"Các bài đăng tháng {month} năm {year_number}. {config.site.title}, {config.office.name}.",
            here=f"Tháng {month}",
            before=_month(months[place - 1]) if place else None,
            after=_month(months[place + 1]) if place + 1 < len(months) else None,
        )
        yield from story_list_pages(of_month, cards, config)


def _index(found: SortedStories, years: list[str], config: Config) -> Staged:
    entries = [
        {
            "label": f"Năm {year}",
            "url": _year_address(year),
            "count": number_text(len(found.stories(YEARS.folder, year))),
            "within": [way.data() for way in _months(found, year)],
        }
        for year in reversed(years)
    ]
    data = {"label": YEARS.label, "intro": YEARS.intro, "unit": "bài", "terms": entries}
    way = [(YEARS.label, f"{YEARS.folder}/")]
    return collection_page("terms.html", YEARS.label, YEARS.intro, way, config, terms=data)


def _months(found: SortedStories, year: str) -> tuple[Way, ...]:
    months = [month for of_year, month in sorted(found.months) if of_year == int(year)]
    return tuple(
        Way(f"Tháng {month}", month_address(int(year), month), len(found.months[int(year), month])) for month in months
    )


def _year_address(year: str) -> str:
    return f"{YEARS.folder}/{year}/"


def _year(year: str) -> Way:
    return Way(f"Năm {year}", _year_address(year))


def _month(month: tuple[int, int]) -> Way:
    return Way(f"Tháng {month[1]}/{month[0]}", month_address(*month))
