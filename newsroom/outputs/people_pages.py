"""Pages of people and collectives: one for each, and the rolls that lead to them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import COLLECTIVES, PEOPLE, ROLLS
from newsroom.outputs.awards import award_data, shown_awards
from newsroom.outputs.collection import collection_page
from newsroom.outputs.names import by_given_name, by_letters, first_letter, given_name_address, letter_code
from newsroom.outputs.wording import named, number_text, unit_then_and_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.addresses import Roll
    from newsroom.outputs.people import Appearance, Directory, Portrayed
    from newsroom.outputs.staged import Staged
    from newsroom.outputs.story_list import Cards
    from newsroom.terms import Terms

# More than this on one page is too long to look through on a phone: the page then leads to one for each name.
_ON_ONE_PAGE = 300


def people_pages(
    directory: Directory, cards: Cards, config: Config, terms: Terms, *, on_one_page: int = _ON_ONE_PAGE
) -> Iterator[Staged]:
    """Stage the rolls of people and of collectives, and a page for everybody on them."""
    for roll in ROLLS:
        order = by_given_name if roll is PEOPLE else by_letters
        everybody = sorted(directory.everybody(roll), key=lambda s: (order(s.name), s.address))
        yield from _roll(roll, everybody, config, terms, on_one_page)
        for somebody in everybody:
            yield _person(somebody, directory, cards, config, terms)


def _roll(
    roll: Roll, everybody: Sequence[Portrayed], config: Config, terms: Terms, on_one_page: int
) -> Iterator[Staged]:
    by_letter = [(letter, list(group)) for letter, group in groupby(everybody, lambda s: first_letter(_leading(s)))]
    is_split = len(everybody) > on_one_page
    other = COLLECTIVES if roll is PEOPLE else PEOPLE
    data: dict[str, Any] = {
        "label": roll.label,
        "intro": roll.intro,
        "count": number_text(len(everybody)),
        "counted": roll.counted,
        "other": {"label": other.label, "url": f"{other.folder}/"},
        "letters": [
            {
                "letter": letter,
                "id": f"chu-{letter_code(letter)}",
                "names": _names(roll, group) if is_split else [],
                "people": [] if is_split else [_line(somebody, config, terms) for somebody in group],
            }
            for letter, group in by_letter
        ],
    }
    above = (roll.label, f"{roll.folder}/")
    yield collection_page("roll.html", roll.label, roll.intro, [above], config, roll=data)
    if is_split:
        for address, group in _by_name(everybody).items():
            label = _name_label(group)
            named_alike = {
                "label": f"Tên {label}" if roll is PEOPLE else label,
                "counted": roll.counted,
                "count": number_text(len(group)),
                "upper": {"label": roll.label, "url": f"{roll.folder}/"},
                "letters": [
                    {"letter": None, "names": [], "people": [_line(somebody, config, terms) for somebody in group]}
                ],
            }
            title = f"{roll.label}: {label}"
            way = [above, (label, f"{roll.folder}/ten/{address}/")]
            yield collection_page("roll.html", title, roll.intro, way, config, roll=named_alike)


def _leading(somebody: Portrayed) -> str:
    """Return the word a name is listed under: a person's given name, a collective's first word."""
    words = somebody.name.split()
    return words[-1] if somebody.roll is PEOPLE else words[0]


def _by_name(everybody: Sequence[Portrayed]) -> dict[str, list[Portrayed]]:
    found: dict[str, list[Portrayed]] = {}
    for somebody in everybody:
        found.setdefault(given_name_address(_leading(somebody)), []).append(somebody)
    return found


def _name_label(group: Sequence[Portrayed]) -> str:
    """Name a group: names that differ only in their marks share a page, `Hoa, Hòa`."""
    return ", ".join(dict.fromkeys(_leading(somebody) for somebody in group))


def _names(roll: Roll, group: Sequence[Portrayed]) -> list[dict[str, Any]]:
    return [
        {"label": _name_label(named), "url": f"{roll.folder}/ten/{address}/", "count": number_text(len(named))}
        for address, named in _by_name(group).items()
    ]


def _line(somebody: Portrayed, config: Config, terms: Terms) -> dict[str, Any]:
    post = _post(somebody.latest, config, terms)
    return {
        "name": somebody.name,
        "url": somebody.address,
        "about": ", ".join(word for word in (post["role"], post["unit"]) if word),
        "count": number_text(len(somebody.appearances)),
    }


def _person(somebody: Portrayed, directory: Directory, cards: Cards, config: Config, terms: Terms) -> Staged:
    newest_first = list(reversed(somebody.appearances))
    posts = [_post(appearance, config, terms) for appearance in newest_first]
    # One line for each post held, under the newest story that names it.
    held = {(post["role"], post["unit"]): post for post in reversed(posts)}
    subject = somebody.latest.subject
    data = {
        "name": somebody.name,
        "named": named(subject),
        "kind": terms.subject_types.label(subject.type),
        "upper": {"label": somebody.roll.label, "url": f"{somebody.roll.folder}/"},
        "posts": [
            post for post in posts if held[post["role"], post["unit"]] is post and (post["role"] or post["unit"])
        ],
        "fictional": all(appearance.story.story.fictional for appearance in newest_first),
        "awards": _awards(newest_first, config, terms),
        "namesakes": [_line(other, config, terms) for other in directory.namesakes(somebody)],
        "count": number_text(len(newest_first)),
        "cards": [cards.of(appearance.story) for appearance in newest_first],
    }
    about = "; ".join(", ".join(word for word in (post["role"], post["unit"]) if word) for post in posts[:1])
    description = f"{somebody.name}{f', {about}' if about else ''}. {config.site.title}, {config.office.name}."
    way = [(somebody.roll.label, f"{somebody.roll.folder}/"), (somebody.name, somebody.address)]
    shown = [appearance.story for appearance in newest_first]
    return collection_page("person.html", somebody.name, description, way, config, shown, person=data)


def _post(appearance: Appearance, config: Config, terms: Terms) -> dict[str, Any]:
    subject, day = appearance.subject, appearance.story.day(config.zone)
    then, now = unit_then_and_now(terms.units[subject.unit], day) if subject.unit else (None, None)
    return {
        "role": subject.role,
        "unit": then,
        "unit_now": now,
        "unit_url": f"don-vi/{subject.unit}/" if subject.unit else None,
        "year": day.year,
    }


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
