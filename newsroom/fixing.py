"""Find out what `newsroom check --fix` would change, and change it: each file whole or not at all.

Nothing is written here without having been shown: a repair holds the bytes before and after, and is only carried out
while the file still has the bytes that it was made from.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.approval import fingerprint, fingerprint_of
from newsroom.files import write_bytes
from newsroom.mending import mend
from newsroom.story.read import story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

# What a picture's file tells besides its dots.
_TELLING = {"P019", "P021"}
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Repair:
    """One file, before and after."""

    path: Path
    name: str
    """The path to show people."""
    before: bytes
    after: bytes
    codes: tuple[str, ...]
    """The findings that it answers."""
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class StoryRepairs:
    """All repairs of one story."""

    file: StoryFile
    repairs: tuple[Repair, ...]
    voids_approval: bool
    """The story is approved as it stands, and must be approved again afterwards."""
    left: tuple[str, ...]
    """Pictures that ought to be repaired and are of a kind that cannot be."""


def find_repairs(workspace: Workspace, next_id: Callable[[int], str]) -> list[StoryRepairs]:
    """Return what can be repaired, story by story; `next_id` gives an id of a year that nobody has."""
    names = _official_names(workspace)
    telling = _telling(workspace)
    registered = {address: identity for identity, address in workspace.given.register.items()}
    given: dict[int, str] = {}
    found = []
    for file in workspace.files:

        def new_id(file: StoryFile = file) -> str:
            return registered.get(file.address) or _after(given, int(file.year), next_id)

        repairs = [*_of_text(file, names, new_id)]
        pictures, left = _of_pictures(file, telling.get(file.name, {}))
        if repairs or pictures or left:
            voids = bool(repairs or pictures) and _voids(file, workspace, repairs, pictures)
            found.append(StoryRepairs(file, (*repairs, *pictures), voids, tuple(left)))
    return found


def carry_out(repair: Repair) -> bool:
    """Write one repair; False when the file has changed since it was looked at, and nothing was written.

    Raises:
        ConfigurationError: the disk refuses; the old file is intact.

    """
    try:
        if repair.path.is_symlink() or repair.path.read_bytes() != repair.before:
            return False
    except OSError:
        return False
    write_bytes(repair.path, repair.after)
    return True


def _of_text(file: StoryFile, names: frozenset[str], new_id: Callable[[], str]) -> Iterator[Repair]:
    try:
        raw = file.path.read_bytes()
        text = raw.decode("utf-8") if len(raw) <= _LARGEST else ""
    except (OSError, UnicodeDecodeError):
        return  # has its own finding
    mended = mend(text, names, new_id)
    if mended.text != text:
        yield Repair(file.path, file.name, raw, mended.text.encode(), mended.codes)


def _of_pictures(file: StoryFile, telling: dict[str, set[str]]) -> tuple[list[Repair], list[str]]:
    from newsroom.outputs.picture_stripping import CannotStrip, strip

    repairs, left = [], []
    for name, codes in telling.items():
        path = file.picture_path(name)
        if path is None:
            continue
        try:
            raw = path.read_bytes()
            after = strip(raw, _turned(raw))
        except OSError:
            continue
        except CannotStrip:
            left.append(name)
            continue
        if after != raw and _same_dots(raw, after):
            shown = f"{file.name.rpartition('/')[0]}/{name}"
            repairs.append(Repair(path, shown, raw, after, tuple(sorted(codes)), is_picture=True))
        elif after != raw:
            left.append(name)
    return repairs, left


def _telling(workspace: Workspace) -> dict[str, dict[str, set[str]]]:
    """Return story by story the pictures whose files tell too much, with the findings that say so."""
    found: dict[str, dict[str, set[str]]] = {}
    for finding in workspace.findings:
        if finding.code in _TELLING:
            found.setdefault(finding.path, {}).setdefault(str(finding.values["file"]), set()).add(finding.code)
    return found


def _turned(data: bytes) -> int:
    """Return a picture's orientation, 1 when it says none."""
    from newsroom.outputs.picture_file import DAMAGED
    from newsroom.outputs.picture_source import opened, quiet, turn_of

    with quiet():
        try:
            with opened(io.BytesIO(data)) as image:
                return turn_of(image)
        except DAMAGED:
            return 1


def _same_dots(before: bytes, after: bytes) -> bool:
    """Decode both: whatever a strange file does to the stripping, no dot may change."""
    from newsroom.outputs.picture_file import DAMAGED
    from newsroom.outputs.picture_source import opened, quiet, turn_of

    with quiet():
        try:
            with opened(io.BytesIO(before)) as one, opened(io.BytesIO(after)) as other:
                same_way = turn_of(one) == turn_of(other) and one.mode == other.mode and one.size == other.size
                return same_way and one.tobytes() == other.tobytes()
        except DAMAGED:
            return False


def _voids(file: StoryFile, workspace: Workspace, texts: list[Repair], pictures: list[Repair]) -> bool:
    story = file.story
    if story is None or story.approval is None or story.approval.fingerprint != workspace.fingerprint(file):
        return False
    if pictures:
        return True
    config = workspace.config
    after = story_of(file.path, texts[0].after, config.zone, shown_from=config.root)
    if after.story is None:
        return True
    return fingerprint(after.story, after.body, file.picture_digests()) != fingerprint_of(file)


def _official_names(workspace: Workspace) -> frozenset[str]:
    terms = workspace.terms
    lists = (terms.units, terms.awards, terms.programmes, terms.places)
    return frozenset(name.label for one in lists for term in one for name in term.names)


def _after(given: dict[int, str], year: int, next_id: Callable[[int], str]) -> str:
    """Return the next id of a year: the one that nobody has, or the one after the last that was given here."""
    last = given.get(year)
    if last is None:
        given[year] = next_id(year)
    else:
        given[year] = re.sub(r"\d{4}\Z", lambda number: f"{int(number[0]) + 1:04}", last)
    return given[year]
