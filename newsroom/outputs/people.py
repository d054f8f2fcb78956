"""Who is who: the people and collectives that stories are about, each with one address.

The same person in several stories is one; two people of one name stay apart. A birth year decides when both stories
give one (it is compared here and shown nowhere), else the unit does, and where nothing tells two subjects of one name
apart they are one. Whoever came first, by story id, keeps the plain address, and keeps it after the story is
withdrawn: an address must not come to mean somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from newsroom.outputs.addresses import COLLECTIVES, PEOPLE, ROLLS
from newsroom.outputs.names import address_part
from newsroom.story.fold import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.outputs.addresses import Roll
    from newsroom.outputs.published import PublishedStory
    from newsroom.story.model import Story, Subject

# Folders below a roll that are no person's address.
_RESERVED = frozenset({"ten", "don-vi"})


@dataclass(frozen=True, slots=True)
class Appearance:
    """One story about somebody, and what it calls them."""

    story: PublishedStory
    subject: Subject


@dataclass(slots=True)
class Portrayed:
    """A person or collective."""

    roll: Roll
    address: str
    units: set[str | None] = field(default_factory=set)
    birth_years: set[int] = field(default_factory=set)
    appearances: list[Appearance] = field(default_factory=list)
    """In the stories that are shown, oldest first."""

    @property
    def latest(self) -> Appearance:
        """What the newest story says."""
        return self.appearances[-1]

    @property
    def name(self) -> str:
        """The name as the newest story writes it."""
        return self.latest.subject.name


class Addresses(Protocol):
    """Knows where the people of a story have their pages."""

    def address(self, story: Story, index: int, /) -> str:
        """Return the address of a story's subject."""


class Directory:
    """Everybody that stories are about."""

    def __init__(self, stories: Sequence[PublishedStory], withdrawn: Iterable[Story] = ()) -> None:
        """Take the stories that are shown, oldest first, and those that were shown once."""
        self._of_name: dict[tuple[str, str], list[Portrayed]] = {}
        self._of_subject: dict[tuple[str, int], Portrayed] = {}
        self._taken: dict[str, set[str]] = {roll.folder: set(_RESERVED) for roll in ROLLS}
        told = sorted([*(shown.story for shown in stories), *withdrawn], key=lambda story: story.id)
        for story in told:
            for index, subject in enumerate(story.subjects):
                self._of_subject[story.id, index] = self._recognise(subject, _distinguishing_unit(subject, story))
        for shown in stories:
            for index, subject in enumerate(shown.story.subjects):
                somebody = self._of_subject[shown.story.id, index]
                # Named twice in one story is still one story.
                if not somebody.appearances or somebody.latest.story is not shown:
                    somebody.appearances.append(Appearance(shown, subject))

    def address(self, story: Story, index: int) -> str:
        """Return the address of a story's subject."""
        return self._of_subject[story.id, index].address

    def everybody(self, roll: Roll) -> Iterator[Portrayed]:
        """Return all of a roll who are in a story that is shown."""
        for of_name in self._of_name.values():
            yield from (somebody for somebody in of_name if somebody.roll is roll and somebody.appearances)

    def namesakes(self, somebody: Portrayed) -> list[Portrayed]:
        """Return the others of the same name."""
        of_name = self._of_name[somebody.roll.folder, name_key(somebody.name)]
        return [other for other in of_name if other is not somebody and other.appearances]

    def _recognise(self, subject: Subject, unit: str | None) -> Portrayed:
        roll = roll_of(subject)
        of_name = self._of_name.setdefault((roll.folder, name_key(subject.name)), [])
        somebody = _same(of_name, subject.birth_year, unit)
        if somebody is None:
            somebody = Portrayed(roll, self._give_address(roll, subject.name, unit))
            of_name.append(somebody)
        somebody.units.add(unit)
        if subject.birth_year is not None:
            somebody.birth_years.add(subject.birth_year)
        return somebody

    def _give_address(self, roll: Roll, name: str, unit: str | None) -> str:
        taken = self._taken[roll.folder]
        plain = address_part(name)
        longer = f"{plain}-{address_part(unit)}" if unit else plain
        number = 2
        part = plain if plain not in taken else longer
        while part in taken:
            part, number = f"{longer}-{number}", number + 1
        taken.add(part)
        return f"{roll.folder}/{part}/"


def roll_of(subject: Subject) -> Roll:
    """Return the roll a subject stands on."""
    return PEOPLE if subject.type == "ca-nhan" else COLLECTIVES


def unit_of(appearance: Appearance) -> str | None:
    """Return the unit somebody belongs to in a story, as far as it tells them from others of their name."""
    return _distinguishing_unit(appearance.subject, appearance.story.story)


def _distinguishing_unit(subject: Subject, story: Story) -> str | None:
    # Every unit has a "Tổ Một cửa": a collective without a unit of its own belongs to the one that proposed it.
    return subject.unit or (story.unit if roll_of(subject) is COLLECTIVES else None)


def _same(of_name: Sequence[Portrayed], birth_year: int | None, unit: str | None) -> Portrayed | None:
    """Find who of one name is meant, or nobody."""
    if birth_year is not None:
        born = next((somebody for somebody in of_name if birth_year in somebody.birth_years), None)
        if born is not None:
            return born
        of_name = [somebody for somebody in of_name if not somebody.birth_years]
    there = next((somebody for somebody in of_name if unit in somebody.units), None)
    if there is None and len(of_name) == 1 and (unit is None or of_name[0].units == {None}):
        return of_name[0]
    return there
