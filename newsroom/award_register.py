"""The register of awards: every award of every story with whose it is, what it lacks, and what contradicts it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom.story.fold import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.story.model import Award, Story, Subject
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

EVIDENCE = ("decision", "date", "issuer")
_BLANKS = re.compile(r"\s+")
_NUMBER_WORD = re.compile(r"^so[:. ]*(?=\d)")


@dataclass(frozen=True, slots=True)
class Entered:
    """One award of one story."""

    path: str
    index: int
    story: Story
    award: Award
    holders: tuple[Subject, ...]
    """Whose it is; several when the story does not say."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a reader cannot check it by."""
        return tuple(key for key in EVIDENCE if getattr(self.award, key) is None)

    @property
    def names(self) -> str:
        """Whose it is, in words."""
        return "; ".join(subject.name for subject in self.holders)


class Contradiction(NamedTuple):
    """Two entries that cannot both be right; `later` is the one to tell about it."""

    code: str
    later: Entered
    earlier: Entered


def award_register(files: Iterable[StoryFile], terms: Terms) -> list[Entered]:
    """Return every award of every sound story, in the order of the stories."""
    return [
        Entered(file.name, index, file.story, award, holders_of(award, file.story, terms))
        for file in files
        if file.story is not None
        for index, award in enumerate(file.story.awards)
    ]


def holders_of(award: Award, story: Story, terms: Terms) -> tuple[Subject, ...]:
    """Return whose an award is: the subject it names, or those of a type that the award is for, or all."""
    if award.subject is not None:
        wanted = name_key(award.subject)
        return tuple(subject for subject in story.subjects if name_key(subject.name) == wanted)
    fitting = tuple(subject for subject in story.subjects if is_for(award.title, subject, terms))
    return fitting or story.subjects


def is_for(code: str, subject: Subject, terms: Terms) -> bool:
    """Tell whether an award may be given to a subject of this type; a model's award is its makers'."""
    types = terms.awards[code].extra.get("for") if code in terms.awards else None
    return not types or subject.type in types or subject.type not in _GIVEN_TO


_GIVEN_TO = frozenset({"ca-nhan", "tap-the", "ho-gia-dinh"})


def contradictions(register: Sequence[Entered], terms: Terms) -> Iterator[Contradiction]:
    """Go through everything in the register that is there twice, or in two ways."""
    yield from _twice(register, terms)
    yield from _one_number_two_papers(register)


def _twice(register: Sequence[Entered], terms: Terms) -> Iterator[Contradiction]:
    """Find one award given to somebody twice: listed twice in a story, or a yearly title by two decisions."""
    seen: dict[tuple[str, str, int], list[Entered]] = defaultdict(list)
    for one in register:
        if len(one.holders) != 1:
            continue
        (holder,) = one.holders
        before = seen[name_key(holder.name), one.award.title, one.award.year]
        for other in before:
            if _differ(holder.unit or one.story.unit, other.holders[0].unit or other.story.unit):
                continue  # two people of one name
            is_same_paper = not _differ(*(decision_key(e.award.decision) for e in (one, other)))
            if (is_same_paper and one.story is other.story) or (not is_same_paper and _is_yearly(one, terms)):
                yield Contradiction("K008", one, other)
                break
        before.append(one)


def _one_number_two_papers(register: Sequence[Entered]) -> Iterator[Contradiction]:
    """Find one number of a decision with two days or two issuers."""
    seen: dict[tuple[str, int], list[Entered]] = defaultdict(list)
    for one in register:
        number, day = decision_key(one.award.decision), one.award.date
        # Without the issuer nobody knows whose number it is; that it is missing has a finding of its own.
        if not number or day is None or not one.award.issuer:
            continue
        # Each body begins its numbers anew each year.
        before = seen[number, day.year]
        for other in before:
            if _is_one_issuer(one.award.issuer, other.award.issuer) != (day == other.award.date):
                yield Contradiction("K009", one, other)
                break
        before.append(one)


def _is_yearly(one: Entered, terms: Terms) -> bool:
    return one.award.title in terms.awards and bool(terms.awards[one.award.title].extra.get("yearly"))


def decision_key(decision: str | None) -> str:
    """Return what two ways to write one decision's number share."""
    return _BLANKS.sub("", _NUMBER_WORD.sub("", fold(decision or "")))


def issuer_key(issuer: str | None) -> str:
    """Return what two ways to write one issuer share."""
    return fold(issuer or "").replace("uy ban nhan dan", "ubnd").replace(",", " ")


def _is_one_issuer(one: str | None, other: str | None) -> bool:
    a, b = issuer_key(one), issuer_key(other)
    return a in b or b in a


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
