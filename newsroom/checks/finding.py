"""A finding: what is wrong with a story, exactly where, and how to mend it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.checks.catalogue import CATALOGUE
from newsroom.story.read import printable

if TYPE_CHECKING:
    from newsroom.language import Language
    from newsroom.story.front_matter import Position
    from newsroom.story.read import StoryFile


class Level(StrEnum):
    """An error keeps the story out of every channel; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. Its sentence and remedy come from the catalogue by `code`."""

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    """The front-matter key, dotted: `pictures.0.alt`; empty for the text."""
    values: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def level(self) -> Level:
        """Whether it stops the story."""
        return Level(CATALOGUE[self.code].level)

    def sentence(self, language: Language) -> str:
        """Say what is wrong."""
        return CATALOGUE[self.code].sentence.say(language, field=self.field, **self._shown())

    def remedy(self, language: Language) -> str:
        """Say how to mend it."""
        return CATALOGUE[self.code].remedy.say(language, field=self.field, **self._shown())

    def _shown(self) -> dict[str, Any]:
        return {key: printable(value) if isinstance(value, str) else value for key, value in self.values.items()}


def in_field(file: StoryFile, code: str, path: tuple[str | int, ...], /, **values: Any) -> Finding:
    """Make a finding about a front-matter value."""
    place = _place(file, path)
    return Finding(file.name, place[0], place[1], code, ".".join(map(str, path)), values)


def in_body(file: StoryFile, code: str, line: int, column: int = 0, /, **values: Any) -> Finding:
    """Make a finding about the text; `line` and `column` count from 0 within the body."""
    first = file.front.body_line if file.front else 1
    return Finding(file.name, first + line, column + 1, code, "", values)


def at(file: StoryFile, code: str, position: Position, /, **values: Any) -> Finding:
    """Make a finding about a place in the file."""
    return Finding(file.name, position.line, position.column, code, "", values)


def _place(file: StoryFile, path: tuple[str | int, ...]) -> tuple[int, int]:
    if file.front is None:
        return 1, 1
    position = file.front.position(path)
    return position.line, position.column
