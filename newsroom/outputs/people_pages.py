"""Pages of people and collectives: one for each, and the rolls that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import ROLLS
from newsroom.outputs.awards import award_data, shown_awards
from newsroom.outputs.collection import collection_page
from newsroom.outputs.rolls import in_roll_order, line, post_of, roll_pages
from newsroom.outputs.wording import named, number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.people import Appearance, Directory, Portrayed
    from newsroom.outputs.staged import Staged
    from newsroom.outputs.story_list import Cards
    from newsroom.terms import Terms

# More than this on one page is too long to look through on a phone.
_ON_ONE_PAGE = 300


def people_pages(
    directory: Directory, cards: Cards, config: Config, terms: Terms, *, on_one_page: int = _ON_ONE_PAGE
) -> Iterator[Staged]:
    """Stage the rolls of people and of collectives, and a page for everybody on them."""
    for roll in ROLLS:
        everybody = in_roll_order(roll, directory.everybody(roll))
        yield from roll_pages(roll, everybody, config, terms, on_one_page)
        for somebody in everybody:
            yield _person(somebody, directory, cards, config, terms)


def _person(somebody: Portrayed, directory: Directory, cards: Cards, config: Config, terms: Terms) -> Staged:
    newest_first = list(reversed(somebody.appearances))
    held: dict[tuple[Any, Any], dict[str, Any]] = {}
    for appearance in newest_first:
        post = post_of(appearance, config, terms)
        if post["role"] or post["unit"]:
            held.setdefault((post["role"], post["unit"]), post)
    subject = somebody.latest.subject
    data = {
        "name": somebody.name,
        "named": named(subject),
        "kind": terms.subject_types.label(subject.type),
        "upper": {"label": somebody.roll.label, "url": f"{somebody.roll.folder}/"},
        "posts": list(held.values()),
        "fictional": all(appearance.story.story.fictional for appearance in newest_first),
        "awards": _awards(newest_first, config, terms),
        "namesakes": [line(other, config, terms) for other in directory.namesakes(somebody)],
        "count": number_text(len(newest_first)),
        "cards": [cards.of(appearance.story) for appearance in newest_first],
    }
    about = line(somebody, config, terms)["about"]
    description = f"{somebody.name}{f', {about}' if about else ''}. {config.site.title}, {config.office.name}."
    way = [(somebody.roll.label, f"{somebody.roll.folder}/"), (somebody.name, somebody.address)]
    shown = [appearance.story for appearance in newest_first]
    return collection_page("person.html", somebody.name, description, way, config, shown, person=data)


def _awards(newest_first: Sequence[Appearance], config: Config, terms: Terms) -> list[dict[str, Any]]:
    """Return a person's awards, newest first, each once.

    A story says whose awards it names only when it is about one subject: with two, either could be meant.
    """
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for appearance in newest_first:
        story = appearance.story.story
        if len(story.subjects) == 1:
            for award in shown_awards(story, config):
                found.setdefault((award.title, award.year, award.decision), award_data(award, terms))
    return sorted(found.values(), key=lambda award: -award["year"])
