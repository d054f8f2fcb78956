"""The rolls of people and of collectives: everybody on one page, or where that grows too long, one page for each name.

People are divided by given name and collectives by unit, never by counting: a new one changes only the pages that
show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.outputs.addresses import COLLECTIVES, PEOPLE
from newsroom.outputs.collection import collection_page
from newsroom.outputs.names import by_given_name, by_letters, first_letter, given_name_address, letter_code
from newsroom.outputs.people import unit_of
from newsroom.outputs.wording import number_text, unit_then_and_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.addresses import Roll
    from newsroom.outputs.people import Appearance, Portrayed
    from newsroom.outputs.staged import Staged
    from newsroom.terms import Terms


class Part(NamedTuple):
    """Some of a roll, on a page of their own."""

    label: str
    address: str
    people: list[Portrayed]


def in_roll_order(roll: Roll, everybody: Iterable[Portrayed]) -> list[Portrayed]:
    """Put people in the order of their given names, collectives in the order of the alphabet."""
    order = by_given_name if roll is PEOPLE else by_letters
    return sorted(everybody, key=lambda somebody: (order(somebody.name), somebody.address))


def roll_pages(
    roll: Roll, everybody: Sequence[Portrayed], config: Config, terms: Terms, on_one_page: int
) -> Iterator[Staged]:
    """Stage a roll; `everybody` comes in its order."""
    other = COLLECTIVES if roll is PEOPLE else PEOPLE
    parts: list[Part] = []
    if len(everybody) > on_one_page:
        parts = _by_given_name(roll, everybody) if roll is PEOPLE else _by_unit(roll, everybody, terms)
    data = {
        "label": roll.label,
        "intro": roll.intro,
        "count": number_text(len(everybody)),
        "counted": roll.counted,
        "other": {"label": other.label, "url": f"{other.folder}/"},
        "letters": _letters_of_parts(roll, parts) if parts else _letters(everybody, config, terms),
    }
    above = (roll.label, f"{roll.folder}/")
    yield collection_page("roll.html", roll.label, roll.intro, [above], config, roll=data)
    for part in parts:
        some = {
            "label": f"Tên {part.label}" if roll is PEOPLE else part.label,
            "counted": roll.counted,
            "count": number_text(len(part.people)),
            "upper": {"label": roll.label, "url": f"{roll.folder}/"},
            "letters": [_group(None, people=[line(somebody, config, terms) for somebody in part.people])],
        }
        way = [above, (part.label, part.address)]
        yield collection_page("roll.html", f"{roll.label}: {part.label}", roll.intro, way, config, roll=some)


def line(somebody: Portrayed, config: Config, terms: Terms) -> dict[str, Any]:
    """Return what a roll shows of somebody: the name, and the newest post that tells them from others of that name."""
    post = post_of(somebody.latest, config, terms)
    return {
        "name": somebody.name,
        "url": somebody.address,
        "about": ", ".join(word for word in (post["role"], post["unit"]) if word),
        "count": number_text(len(somebody.appearances)),
    }


def post_of(appearance: Appearance, config: Config, terms: Terms) -> dict[str, Any]:
    """Return the post a story gives somebody, the unit as it was named then and as it is now."""
    subject, day = appearance.subject, appearance.story.day(config.zone)
    then, now = unit_then_and_now(terms.units[subject.unit], day) if subject.unit else (None, None)
    return {
        "role": subject.role,
        "unit": then,
        "unit_now": now,
        "unit_url": f"don-vi/{subject.unit}/" if subject.unit else None,
        "year": day.year,
    }


def _leading(somebody: Portrayed) -> str:
    """Return the word a name is listed under: a person's given name, a collective's first word."""
    words = somebody.name.split()
    return words[-1] if somebody.roll is PEOPLE else words[0]


def _letters(everybody: Sequence[Portrayed], config: Config, terms: Terms) -> list[dict[str, Any]]:
    groups = _grouped(everybody, lambda somebody: first_letter(_leading(somebody)))
    return [
        _group(letter, people=[line(somebody, config, terms) for somebody in people])
        for letter, people in groups.items()
    ]


def _letters_of_parts(roll: Roll, parts: Sequence[Part]) -> list[dict[str, Any]]:
    letters: dict[str | None, list[Part]] = {}
    for part in parts:
        letters.setdefault(first_letter(part.label) if roll is PEOPLE else None, []).append(part)
    return [
        _group(
            letter,
            names=[{"label": p.label, "url": p.address, "count": number_text(len(p.people))} for p in of_letter],
        )
        for letter, of_letter in letters.items()
    ]


def _group(letter: str | None, **shown: list[dict[str, Any]]) -> dict[str, Any]:
    anchor = f"chu-{letter_code(letter)}" if letter else None
    return {"letter": letter, "id": anchor, "names": [], "people": [], **shown}


def _by_given_name(roll: Roll, everybody: Sequence[Portrayed]) -> list[Part]:
    """Divide by given name; names that differ only in their marks share a page, `Hoa, Hòa`."""
    groups = _grouped(everybody, lambda somebody: given_name_address(_leading(somebody)))
    return [
        Part(", ".join(dict.fromkeys(map(_leading, people))), f"{roll.folder}/ten/{address}/", people)
        for address, people in groups.items()
    ]


def _by_unit(roll: Roll, everybody: Sequence[Portrayed], terms: Terms) -> list[Part]:
    groups = _grouped(everybody, lambda somebody: unit_of(somebody.latest) or "")
    return [
        Part(term.label, f"{roll.folder}/don-vi/{term.code}/", groups[term.code])
        for term in terms.units
        if term.code in groups
    ]


def _grouped(everybody: Sequence[Portrayed], key: Callable[[Portrayed], str]) -> dict[str, list[Portrayed]]:
    groups: dict[str, list[Portrayed]] = {}
    for somebody in everybody:
        groups.setdefault(key(somebody), []).append(somebody)
    return groups
