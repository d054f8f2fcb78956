"""Sort the stories once into all lists, and into the narrower lists that two of them have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.outputs.addresses import DIMENSIONS, PAIRS, YEARS, terms_of
from newsroom.outputs.pagination import archive_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from newsroom.outputs.addresses import Dimension
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

Stories = list["PublishedStory"]


def codes_of(dimension: Dimension, story: PublishedStory, zone: ZoneInfo) -> tuple[str, ...]:
    """Return the codes under which a story stands in a dimension."""
    if dimension is YEARS:
        return (str(story.day(zone).year),)
    used: str | tuple[str, ...] = getattr(story.story, _KEYS[dimension.folder])
    return (used,) if isinstance(used, str) else used


_KEYS = {
    "linh-vuc": "fields",
    "chu-de": "themes",
    "loai-guong": "kind",
    "don-vi": "unit",
    "chuong-trinh": "programme",
}


def grouped(dimension: Dimension, stories: Sequence[PublishedStory], zone: ZoneInfo) -> dict[str, Stories]:
    """Return code → its stories, in the order given."""
    groups: dict[str, Stories] = {}
    for story in stories:
        for code in codes_of(dimension, story, zone):
            groups.setdefault(code, []).append(story)
    return groups


@dataclass(frozen=True, slots=True)
class SortedStories:
    """Every list's stories, oldest first."""

    page_size: int
    lists: dict[str, dict[str, Stories]] = field(default_factory=dict)
    """By folder and code."""
    common: dict[tuple[str, str], dict[tuple[str, str], Stories]] = field(default_factory=dict)
    """Of each pair of folders, by both codes."""
    months: dict[tuple[int, int], Stories] = field(default_factory=dict)
    values: dict[tuple[str, str, str], dict[str, int]] = field(default_factory=dict)
    """By folder, code and another folder: what the list holds of each of the other folder's codes."""

    def stories(self, folder: str, code: str) -> Stories:
        """Return a list's stories; a term nobody used has none."""
        return self.lists[folder].get(code, [])

    def offers(self, folder: str, code: str, other: str) -> bool:
        """Tell whether a list is worth narrowing: it does not fit on one page, and there is something to choose."""
        if not archive_pages(len(self.stories(folder, code)), self.page_size):
            return False
        return len(self.values.get((folder, code, other), ())) > 1


def sort_stories(stories: Sequence[PublishedStory], zone: ZoneInfo, page_size: int) -> SortedStories:
    """Sort stories, given oldest first, in one pass."""
    found = SortedStories(
        page_size, {dimension.folder: {} for dimension in DIMENSIONS}, {_folders(p): {} for p in PAIRS}
    )
    for story in stories:
        codes = {dimension.folder: codes_of(dimension, story, zone) for dimension in DIMENSIONS}
        for folder, used in codes.items():
            for code in used:
                found.lists[folder].setdefault(code, []).append(story)
        for pair in found.common:
            first, second = pair
            for one in codes[first]:
                for other in codes[second]:
                    found.common[pair].setdefault((one, other), []).append(story)
                    _count(found.values, (first, one, second), other)
                    _count(found.values, (second, other, first), one)
        day = story.day(zone)
        found.months.setdefault((day.year, day.month), []).append(story)
    return found


def _folders(pair: tuple[Dimension, Dimension]) -> tuple[str, str]:
    return pair[0].folder, pair[1].folder


def _count(values: dict[tuple[str, str, str], dict[str, int]], key: tuple[str, str, str], code: str) -> None:
    counts = values.setdefault(key, {})
    counts[code] = counts.get(code, 0) + 1


def in_order(dimension: Dimension, codes: Iterable[str], terms: Terms) -> list[str]:
    """Put codes in the order of the office's list; years newest first."""
    listed = terms_of(dimension, terms)
    if listed is None:
        return sorted(codes, reverse=True)
    wanted = frozenset(codes)
    return [term.code for term in listed if term.code in wanted]
