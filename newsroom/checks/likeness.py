"""Stories that say the same thing, and people who are held up twice in one programme.

Texts are compared by shingles: all runs of five words, hashed; of a text's hashes the smallest stand for it (a
bottom-k sketch, Broder 1997), so that ten thousand stories are compared without reading them. A sketch depends on its
story only and is kept between runs; who resembles whom is settled anew each time.
"""

from __future__ import annotations

import re
import zlib
from array import array
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.finding import Finding, in_field
from newsroom.story.fold import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_WORD = re.compile(r"\w+")
_SHINGLE = 5
# Shorter texts, and texts that repeat themselves, have too little of their own to be compared by.
_FEWEST_SHINGLES = 120
_SKETCH = 64
# Longer than any story: what comes behind is a list or a pasted blob.
_MOST_LETTERS = 100_000
# Of two texts that share half of their shingles, at least one of this many smallest is almost surely the same.
_KEYS = 6
_MOST_ALIKE = 0.5
# A hundred stories from one template: each is compared with the first few.
_MOST_CANDIDATES = 4


class Person(NamedTuple):
    """Someone a story holds up, as another story may name them too."""

    number: int
    """Which of the story's subjects."""
    key: tuple[str, str, str]
    """Programme, name, and unit or role."""


class Likeness(NamedTuple):
    """What a story is compared by."""

    sketch: bytes
    """The smallest hashes in order, four bytes each; empty when there is too little text."""
    people: tuple[Person, ...]
    is_withdrawn: bool


def likeness(file: StoryFile, given: CheckInput) -> Likeness:
    """Return what a story is compared by; it depends on the story and the lists only."""
    story = file.story
    if story is None:
        return Likeness(b"", (), is_withdrawn=False)
    people: list[Person] = []
    for index, subject in enumerate(story.subjects):
        term = given.terms.subject_types.terms.get(subject.type)
        if term is None or not term.extra.get("needs_consent"):
            continue
        places = filter(None, (subject.unit, subject.role and name_key(subject.role)))
        people += [Person(index, (story.programme, name_key(subject.name), place)) for place in places]
    return Likeness(sketch_of(file.body), tuple(people), is_withdrawn=story.withdrawal is not None)


def sketch_of(text: str) -> bytes:
    """Return the sketch of a text."""
    words = [word.encode() for word in _WORD.findall(text[:_MOST_LETTERS].lower())]
    runs = zip(*(words[start:] for start in range(_SHINGLE)), strict=False)
    hashes = {zlib.crc32(b" ".join(run)) for run in runs}
    return array("I", sorted(hashes)[:_SKETCH]).tobytes() if len(hashes) >= _FEWEST_SHINGLES else b""


def alike(one: bytes, other: bytes) -> float:
    """Estimate from two sketches how much of their shingles two texts share, from 0 to 1."""
    first, second = set(array("I", one)), set(array("I", other))
    smallest = sorted(first | second)[:_SKETCH]
    return sum(value in first and value in second for value in smallest) / len(smallest) if smallest else 0.0


class Resemblance(NamedTuple):
    """One story resembles another that stands before it."""

    code: str
    path: tuple[str | int, ...]
    values: dict[str, str | int]


def resemblances(files: Sequence[StoryFile], known: Mapping[Path, Likeness]) -> dict[Path, list[Resemblance]]:
    """Compare every story with those before it; `files` are in the order of their paths."""
    found: dict[Path, list[Resemblance]] = {}
    with_hash: dict[int, list[int]] = {}
    with_person: dict[tuple[str, str, str], StoryFile] = {}
    sketches = [known[file.path].sketch for file in files]
    for number, file in enumerate(files):
        mine = known[file.path]
        if mine.is_withdrawn:
            continue
        told = [*_same_people(file, mine, with_person)]
        if (same := _same_text(number, sketches, with_hash)) is not None:
            other, percent = files[same[0]].name, round(100 * same[1])
            told.append(Resemblance("I005", ("title",), {"other": other, "percent": percent}))
        if told:
            found[file.path] = told
    return found


def findings(file: StoryFile, found: Mapping[Path, Sequence[Resemblance]]) -> Iterator[Finding]:
    """Say of a story whom it resembles."""
    for one in found.get(file.path, ()):
        yield in_field(file, one.code, one.path, **one.values)


def _same_text(number: int, sketches: Sequence[bytes], with_hash: dict[int, list[int]]) -> tuple[int, float] | None:
    """Return the story before this one whose text is most like it, and how much; None when none is."""
    keys = array("I", sketches[number][: _KEYS * 4])
    candidates = dict.fromkeys(other for key in keys for other in with_hash.get(key, ()))
    for key in keys:
        listed = with_hash.setdefault(key, [])
        if len(listed) < _MOST_CANDIDATES:
            listed.append(number)
    best, most = number, 0.0
    for other in list(candidates)[: 2 * _MOST_CANDIDATES]:
        if sketches[other] == sketches[number]:
            return other, 1.0
        share = alike(sketches[number], sketches[other])
        if share > most:
            best, most = other, share
    return (best, most) if most >= _MOST_ALIKE else None


def _same_people(
    file: StoryFile, mine: Likeness, with_person: dict[tuple[str, str, str], StoryFile]
) -> Iterator[Resemblance]:
    told: set[int] = set()
    for person in mine.people:
        other = with_person.setdefault(person.key, file)
        if other is not file and person.number not in told:
            told.add(person.number)
            subjects = file.story.subjects if file.story else ()
            name = subjects[person.number].name
            yield Resemblance("I006", ("subjects", person.number), {"name": name, "other": other.name})
