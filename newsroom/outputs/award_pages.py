"""Lists of awards: who was given each, when and by which decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.outputs.addresses import AWARDS_FOLDER
from newsroom.outputs.awards import award_data, is_annulled, shown_awards
from newsroom.outputs.collection import collection_page
from newsroom.outputs.pagination import archive_pages, leaves
from newsroom.outputs.story_list import Choice, Way
from newsroom.outputs.wording import named, number_text, unit_then_and_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.people import Directory
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.staged import Staged
    from newsroom.story.model import Award
    from newsroom.terms import Term, Terms

_LABEL, _INTRO = "Khen thưởng", "Danh hiệu thi đua và hình thức khen thưởng của các điển hình được giới thiệu."
_LEVELS = {"nha-nuoc": "Cấp Nhà nước", "tinh": "Cấp tỉnh", "co-so": "Cấp cơ sở", "xa": "Cấp xã"}
# A line of this list takes a quarter of a story's card.
_LINES_A_CARD = 4


class Given(NamedTuple):
    """One award that a story names."""

    award: Award
    story: PublishedStory


def award_pages(
    stories: Sequence[PublishedStory], directory: Directory, config: Config, terms: Terms
) -> Iterator[Staged]:
    """Stage the index of awards, each award's list, and where that is long one list for each year."""
    given: dict[str, list[Given]] = {}
    for story in stories:
        for award in shown_awards(story.story, config):
            given.setdefault(award.title, []).append(Given(award, story))
    yield _index(given, config, terms)
    size = config.site.page_size * _LINES_A_CARD
    for term in terms.awards:
        entries = given.get(term.code, [])
        years: dict[int, list[Given]] = {}
        for entry in entries:
            years.setdefault(entry.award.year, []).append(entry)
        if len(years) < 2 or not archive_pages(len(entries), size):  # nothing to narrow
            years = {}
        yield from _list(term, None, entries, years, directory, config, terms)
        for year, of_year in sorted(years.items()):
            yield from _list(term, year, of_year, {}, directory, config, terms)


def _index(given: dict[str, list[Given]], config: Config, terms: Terms) -> Staged:
    groups: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for term in terms.awards:
        entries = given.get(term.code, [])
        annulled = sum(is_annulled(entry.award) for entry in entries)
        level = _LEVELS.get(str(term.extra.get("level", "")))
        notes = [*([level] if level else []), *([f"{number_text(annulled)} đã hủy bỏ"] if annulled else [])]
        groups[bool(entries)].append(
            {
                "label": term.label,
                "url": _address(term, None),
                "count": number_text(len(entries) - annulled),
                "note": "; ".join(notes),
            }
        )
    data = {"label": _LABEL, "intro": _INTRO, "unit": "lượt", "terms": groups[True], "unused": groups[False]}
    return collection_page("terms.html", _LABEL, _INTRO, [(_LABEL, f"{AWARDS_FOLDER}/")], config, terms=data)


def _address(term: Term, year: int | None) -> str:
    return f"{AWARDS_FOLDER}/{term.code}/" + (f"nam/{year}/" if year else "")


def _list(
    term: Term,
    year: int | None,
    entries: Sequence[Given],
    years: dict[int, list[Given]],
    directory: Directory,
    config: Config,
    terms: Terms,
) -> Iterator[Staged]:
    label = f"{term.label}, năm {year}" if year else term.label
    trail = [Way(_LABEL, f"{AWARDS_FOLDER}/"), *([Way(term.label, _address(term, None))] if year else [])]
    ways = [Way(str(one), _address(term, one), len(of_year)) for one, of_year in sorted(years.items(), reverse=True)]
    annulled = sum(is_annulled(entry.award) for entry in entries)
    for leaf in leaves(_address(term, year), entries, config.site.page_size * _LINES_A_CARD):
        data: dict[str, Any] = {
            "label": label,
            "trail": [way.data() for way in trail],
            **leaf.ways,
            "given": [_line(entry, directory, config, terms) for entry in leaf.part.entries],
        }
        if leaf.is_newest:
            data |= {
                "count": number_text(len(entries) - annulled),
                "annulled": number_text(annulled) if annulled else None,
                "choices": [Choice("Năm", tuple(ways), is_open=True).data()] if ways else [],
            }
        title, way = label, [*((step.label, step.url) for step in trail), (label, _address(term, year))]
        if not leaf.is_newest:
            title = f"{label} - trang {leaf.part.number}"
            way.append((f"Trang {leaf.part.number}", leaf.address))
        description = f"{_LABEL}: {label}. {config.site.title}, {config.office.name}."
        shown = list({entry.story.address: entry.story for entry in leaf.part.entries}.values())
        yield collection_page("award.html", title, description, way, config, shown, list=data)


def _line(entry: Given, directory: Directory, config: Config, terms: Terms) -> dict[str, Any]:
    story, day = entry.story.story, entry.story.day(config.zone)
    return {
        **award_data(entry.award, terms),
        "people": [
            {
                "name": named(subject),
                "url": directory.address(story, index),
                "unit": unit_then_and_now(terms.units[subject.unit], day)[0] if subject.unit else None,
            }
            for index, subject in enumerate(story.subjects)
        ],
        "story": {"title": story.title, "url": entry.story.address},
    }
