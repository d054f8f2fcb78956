"""Whole stories, remembered between builds: a website needs all of every story, but few of them have changed.

What is kept is what `open_workspace` would find out again: the story as it was read, its fingerprint, its pictures'
digests, and the findings that last. It counts as long as size, times and inodes of the story's files, the lists, the
settings and the program are the same, as in the index; what depends on other stories or the time is checked anew.
"""

from __future__ import annotations

import pickle
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom.approval import fingerprint_of
from newsroom.checks.run import Lasting, check_lasting
from newsroom.index.learning import Learner, learn_all, make_learner, watched_pictures
from newsroom.index.opening import collector_at_rest
from newsroom.index.signs import find_stories, present_mark, sign_of, sign_of_pictures, sign_of_text
from newsroom.index.surroundings import look_around
from newsroom.story.front_matter import FrontMatterKept
from newsroom.story.read import StoryFile, read_story
from newsroom.workspace import Known, open_workspace, workspace_of

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.approval import Fault
    from newsroom.config import Config
    from newsroom.workspace import Workspace

_HEAD = b"newsroom whole stories 2 "


class _Whole(NamedTuple):
    """All of one story that lasts."""

    file: StoryFile
    """Without its front matter, which is parsed again when somebody asks for it."""
    body_line: int
    body_size: int
    fingerprint: str
    lasting: Lasting
    fault: Fault | None
    """What is wrong with its approval."""


class _Row(NamedTuple):
    """One story as it is kept."""

    watched: list[str]
    """The pictures it lists, as far as they lie in its folder."""
    sign: str
    """What the disk said of its files; empty when that cannot be trusted."""
    only_on: str
    """The day for which this holds, when the checks looked at the calendar; else empty."""
    whole: bytes
    """A pickled `_Whole`, only read when it is known to be of this program."""


def open_known_workspace(config: Config, now: datetime) -> Workspace:
    """Return exactly what `open_workspace(config, now)` returns, reading only stories that changed.

    What is learnt is kept below `config.build`; deleting it loses nothing but time.

    Raises:
        ConfigurationError: a list, the register or the stories' folder cannot be read.

    """
    try:
        with collector_at_rest():
            return _Reading(config, now).open()
    except OSError:
        # It words what cannot be read, or finds a way around it.
        return open_workspace(config, now)


class _Reading:
    def __init__(self, config: Config, now: datetime) -> None:
        self._config = config
        self._today = now.astimezone(config.zone).date().isoformat()
        self._now = now
        self._path = config.build / "cache" / "whole-stories"
        self._files: list[StoryFile] = []
        self._known = Known({}, {}, {})

    def open(self) -> Workspace:
        around, sources, remembered = _load(self._path)
        whole = look_around(self._config, sources).whole
        if whole != around:
            remembered = {}
        learner = make_learner(self._config, self._now)
        mark = present_mark(self._path.parent)
        places = list(find_stories(str(self._config.stories_path)))
        found: dict[tuple[str, str], _Row | StoryFile | None] = {
            place: row for place in places if (row := remembered.get(place)) and self._stands(row, place)
        }
        strange = [place for place in places if place not in found]
        learnt = learn_all(learner, strange, lambda place: self._learn(place, learner, mark))
        found.update(zip(strange, learnt, strict=True))
        learner.finish()
        rows: dict[tuple[str, str], _Row] = {}
        for place in places:
            one = found[place]
            if isinstance(one, _Row):
                rows[place] = one
                self._take(one)
            elif one is not None:
                self._files.append(one)
        # Lists, settings or program may have changed while they were read; then nobody knows which of them was used.
        if rows != remembered and mark is not None and look_around(self._config, sources).whole == whole:
            sources = learner.sources()
            _save(self._path, look_around(self._config, sources).whole, sources, rows)
        return workspace_of(self._files, self._known, learner.terms, self._config, self._now)

    def _stands(self, row: _Row, place: tuple[str, str]) -> bool:
        """Tell whether nothing of a story has changed."""
        if row.only_on not in {"", self._today} or not row.sign:
            return False
        return sign_of(self._folder(place), row.watched) == row.sign

    def _folder(self, place: tuple[str, str]) -> str:
        return f"{self._config.stories_path}/{place[0]}/{place[1]}"

    def _take(self, row: _Row) -> None:
        whole: _Whole = pickle.loads(row.whole)  # noqa: S301 - ours, like the compiled templates beside it
        front = FrontMatterKept(whole.file.text, whole.body_line, whole.body_size)
        file = replace(whole.file, front=front)
        self._files.append(file)
        self._known.fingerprints[file.path] = whole.fingerprint
        self._known.lasting[file.path] = whole.lasting
        self._known.faults[file.path] = whole.fault

    def _learn(self, place: tuple[str, str], learner: Learner, mark: int | None) -> _Row | StoryFile | None:
        """Read and check a story; a file without a sound story is not worth keeping, where there is none is None."""
        text_sign = sign_of_text(self._folder(place))
        if text_sign is None:
            return None
        file = read_story(Path(self._folder(place), "index.md"), self._config.zone, shown_from=self._config.root)
        if file.story is None or file.front is None:
            return file
        watched = watched_pictures(file.story)
        # Before the pictures are read: what changes afterwards then differs from its sign.
        picture_sign = sign_of_pictures(self._folder(place), watched)
        only_on = "" if file.story.published_at else self._today
        front, file = file.front, replace(file, known_digests=file.picture_digests())
        fingerprint = fingerprint_of(file)
        lasting = check_lasting(file, learner.given)
        fault = learner.given.fault(file)
        signs = text_sign.trusted(mark), picture_sign.trusted(mark)
        sign = "".join(signs) if signs[0] and (signs[1] or not watched) else ""
        whole = _Whole(replace(file, front=None), front.body_line, len(front.body), fingerprint, lasting, fault)
        return _Row(watched, sign, only_on, pickle.dumps(whole, pickle.HIGHEST_PROTOCOL))


def _load(path: Path) -> tuple[str, list[str], dict[tuple[str, str], _Row]]:
    """Return what is remembered: the surroundings' digest, sources of further code, and the stories."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
        if head == _head(rest):
            around, sources, rows = pickle.loads(rest)  # noqa: S301 - as above, and whole
            return around, sources, {place: _Row(*row) for place, row in rows.items()}
    except (OSError, ValueError, MemoryError):
        pass
    return "", [], {}


def _save(path: Path, around: str, sources: list[str], rows: dict[tuple[str, str], _Row]) -> None:
    """Remember; where nothing may be written, the next run reads again."""
    from newsroom.errors import ConfigurationError
    from newsroom.files import write_bytes

    plain = {place: tuple(row) for place, row in rows.items()}
    rest = pickle.dumps((around, sources, plain), pickle.HIGHEST_PROTOCOL)
    with suppress(ConfigurationError):
        write_bytes(path, _head(rest) + b"\n" + rest)


def _head(rest: bytes) -> bytes:
    return _HEAD + f"{zlib.crc32(rest):08x} {len(rest)}".encode()
