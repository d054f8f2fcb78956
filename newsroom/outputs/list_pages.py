"""Lists of stories by field, theme, kind, unit and programme, and the lists that narrow one by another.

A narrower list (`linh-vuc/giao-duc/nam/2026/`) exists where it holds a story and one of its two lists is worth
narrowing. So a small site has none, and a large one few more pages than it has stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import (
    DIMENSIONS,
    FOLLOWED,
    PAIRS,
    PROGRAMMES,
    YEARS,
    Dimension,
    feed_addresses,
    terms_of,
)
from newsroom.outputs.collection import collection_page
from newsroom.outputs.sorting import in_order
from newsroom.outputs.story_list import Choice, Filter, StoryList, Way, story_list_pages
from newsroom.outputs.wording import date_text, number_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newsroom.config import Config
    from newsroom.outputs.sorting import SortedStories
    from newsroom.outputs.staged import Staged
    from newsroom.outputs.story_list import Cards
    from newsroom.terms import Term, Terms


def list_pages(found: SortedStories, cards: Cards, config: Config, terms: Terms, today: date) -> Iterator[Staged]:
    """Stage every list of a term, every narrower list, and every index of terms.

    A term without stories has a page too, saying so, and one whose last day has passed keeps its own.
    """
    for dimension in DIMENSIONS:
        listed = terms_of(dimension, terms)
        if listed is None:
            continue
        yield _index(dimension, found, config, terms, today)
        for term in listed:
            whole = _term_list(dimension, term, found, config, terms, today)
            yield from story_list_pages(whole, cards, config)
    for first, second in PAIRS:
        for one, other in found.common[first.folder, second.folder]:
            if is_offered(found, first, one, second, other):
                narrower = _narrower_list(found, (first, one), (second, other), config, terms)
                yield from story_list_pages(narrower, cards, config)


def is_offered(found: SortedStories, first: Dimension, one: str, second: Dimension, other: str) -> bool:
    """Tell whether the narrower list of two codes has a page."""
    return found.offers(first.folder, one, second.folder) or found.offers(second.folder, other, first.folder)


def choices(found: SortedStories, dimension: Dimension, code: str, terms: Terms) -> Iterator[Choice]:
    """Return the ways to narrow a list, one choice for each dimension in which it is worth it."""
    for first, second in PAIRS:
        if dimension not in {first, second}:
            continue
        other = second if dimension is first else first
        if not found.offers(dimension.folder, code, other.folder):
            continue
        counts = found.values[dimension.folder, code, other.folder]
        ways = [
            Way(
                value if other is YEARS else label_of(other, value, terms),
                narrower_address(first, code, second, value)
                if dimension is first
                else narrower_address(first, value, second, code),
                counts[value],
            )
            for value in in_order(other, counts, terms)
        ]
        yield Choice(other.label, tuple(ways))


def narrower_address(first: Dimension, one: str, second: Dimension, other: str) -> str:
    """Return where the stories stand that two lists have in common."""
    return f"{first.folder}/{one}/{second.folder}/{other}/"


def label_of(dimension: Dimension, code: str, terms: Terms) -> str:
    """Name a code as lists do."""
    listed = terms_of(dimension, terms)
    return f"Năm {code}" if listed is None else listed.label(code)


def _index(dimension: Dimension, found: SortedStories, config: Config, terms: Terms, today: date) -> Staged:
    listed = terms_of(dimension, terms) or ()
    counts = {term.code: len(found.stories(dimension.folder, term.code)) for term in listed}
    groups: dict[str, list[dict[str, Any]]] = {"used": [], "ended": [], "unused": []}
    for term in listed:
        ended = term.until is not None and term.until < today
        # A closed programme is looked for in its own right; of other terms only those without stories step back.
        group = "ended" if ended and dimension is PROGRAMMES else "used" if counts[term.code] else "unused"
        notes = [*_dated_names(term), *([_validity(dimension, term)] if ended or dimension is PROGRAMMES else [])]
        groups[group].append(
            {
                "label": term.label,
                "url": f"{dimension.folder}/{term.code}/",
                "count": number_text(counts[term.code]),
                "note": "; ".join(notes),
            }
        )
    data = {
        "label": dimension.label,
        "intro": dimension.intro,
        "unit": "bài",
        "terms": groups["used"],
        "ended": groups["ended"],
        "unused": groups["unused"],
    }
    way = [(dimension.label, f"{dimension.folder}/")]
    return collection_page("terms.html", dimension.label, dimension.intro, way, config, terms=data)


def _term_list(
    dimension: Dimension, term: Term, found: SortedStories, config: Config, terms: Terms, today: date
) -> StoryList:
    home = f"{dimension.folder}/{term.code}/"
    return StoryList(
        home=home,
        label=term.label,
        kicker=dimension.label,
        trail=(Way(dimension.label, f"{dimension.folder}/"),),
        stories=found.stories(dimension.folder, term.code),
        description=f"{dimension.label}: {term.label}. {config.site.title}, {config.office.name}.",
        legal_bases=tuple(terms.legal.label(document) for document in term.extra.get("legal", ())),
        dated_names=tuple(_dated_names(term)),
        ended=dimension.ended.format(day=date_text(term.until)) if term.until and term.until < today else None,
        choices=tuple(choices(found, dimension, term.code, terms)),
        feeds=feed_addresses(home) if dimension.folder in FOLLOWED else None,
    )


def _narrower_list(
    found: SortedStories, one: tuple[Dimension, str], other: tuple[Dimension, str], config: Config, terms: Terms
) -> StoryList:
    (first, first_code), (second, second_code) = one, other
    first_label, second_label = label_of(first, first_code, terms), label_of(second, second_code, terms)
    upper = Way(first_label, f"{first.folder}/{first_code}/")
    lower = Way(second_label, f"{second.folder}/{second_code}/")
    label = f"{first_label}, {second_label.lower()}" if second is YEARS else f"{first_label}: {second_label}"
    years = sorted(found.values[first.folder, first_code, second.folder]) if second is YEARS else []

    def year_beside(step: int) -> Way | None:
        place = years.index(second_code) + step if years else -1
        if not 0 <= place < len(years):
            return None
        year = years[place]
        is_there = is_offered(found, first, first_code, second, year)
        return (
            Way(label_of(second, year, terms), narrower_address(first, first_code, second, year)) if is_there else None
        )

    return StoryList(
        home=narrower_address(first, first_code, second, second_code),
        label=label,
        kicker=first.label,
        trail=(Way(first.label, f"{first.folder}/"), upper),
        stories=found.common[first.folder, second.folder][first_code, second_code],
        description=f"{label}. {config.site.title}, {config.office.name}.",
        here=second_label,
        filters=(
            Filter(first.label, first_label, lower.url),
            Filter(second.label, second_label, upper.url),
        ),
        before=year_beside(-1),
        after=year_beside(1),
    )


def _validity(dimension: Dimension, term: Term) -> str:
    if term.until is None:
        return f"từ {date_text(term.since)}"
    if dimension is PROGRAMMES:
        return f"{date_text(term.since)} – {date_text(term.until)}"
    return f"đến {date_text(term.until)}"


def _dated_names(term: Term) -> list[str]:
    """Tell earlier names of a term with their last day; empty when it never changed."""
    return [f"{name.label} (đến {date_text(name.until)})" for name in term.names[:-1] if name.until is not None]
