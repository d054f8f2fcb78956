"""What readers of a story read, piece by piece, each with its place: title, summary, captions, and the text's lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsroom.checks.finding import Finding, in_body, in_field
from newsroom.story.body import without_code
from newsroom.story.syllable import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.story.read import StoryFile

# What is no prose: addresses, where links and pictures lead, HTML, attributes. Bounded, as in newsroom.story.body.
_NO_PROSE = re.compile(
    r"\]\([^()\n]{0,2000}\)|<[A-Za-z/!][^<>\n]{0,2000}>|\{[^{}\n]{0,500}\}|(?:https?://|www\.)[^\s)\]>]{1,2000}"
)
_NO_PROSE_SIGN = re.compile(r"\]\(|[<{]|https?:|www\.")
_MARKED = re.compile(r"[À-ỹ][^\W\d_]*")
# Of ordinary Vietnamese words more than half carry a mark.
_FEWEST_MARKED = 5
# A full stop ends a sentence before a blank and a capital, unless an abbreviation or an initial carries it.
_SENTENCE_END = re.compile(
    rf"(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\bGS)(?<!\bTS)(?<!\bBS)(?<!\bThS)(?<!\bPGS)(?<![\s.(][A-ZĐ])"
    rf"[.!?…]+[”\"’)]*\s+(?=[\"“‘(]*[{CAPITALS}])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words that stand together, and where."""

    file: StoryFile
    text: str
    """The words; what is no prose is blanked out, so that columns stay right."""
    line: int = -1
    """The line of the body, from 0; -1 for a value of the front matter."""
    path: tuple[str | int, ...] = ()

    def finding(self, code: str, column: int, /, **values: Any) -> Finding:
        """Make a finding about the words at `column`, from 0."""
        if self.line < 0:
            return in_field(self.file, code, self.path, **values)
        return in_body(self.file, code, self.line, column, **values)

    @property
    def is_vietnamese(self) -> bool:
        """Tell whether a good part of the words is Vietnamese."""
        return is_vietnamese(self.text)

    def is_as_typed(self, start: int, end: int) -> bool:
        """Tell whether blanks stand there in the file as well, and not something that is no prose."""
        if self.line < 0:
            return True
        return self.file.body.split("\n", self.line + 1)[self.line][start:end].isspace()


def passages(file: StoryFile) -> Iterator[Passage]:
    """Return the words of a sound story in the order in which they stand in the file."""
    story = file.story
    if story is None:
        return
    yield Passage(file, story.title, path=("title",))
    yield Passage(file, story.summary, path=("summary",))
    for index, picture in enumerate(story.pictures):
        if picture.caption is not None:
            yield Passage(file, picture.caption, path=("pictures", index, "caption"))
    for number, text in prose_lines(file.body):
        yield Passage(file, text, number)


# Every check of words asks for the same text, one story after another.
@lru_cache(maxsize=2)
def prose_lines(body: str) -> tuple[tuple[int, str], ...]:
    """Return each line with words, and its number from 0; code, addresses and HTML are blanked out."""
    found = []
    for number, line in enumerate(without_code(body).split("\n")):
        if line and not line.isspace():
            found.append((number, _NO_PROSE.sub(_blank, line) if _NO_PROSE_SIGN.search(line) else line))
    return tuple(found)


def is_vietnamese(text: str) -> bool:
    """Tell whether a good part of the words is Vietnamese; titles of foreign books and links are not."""
    return len(_MARKED.findall(text)) * _FEWEST_MARKED >= text.count(" ") + 1


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence with `text[start:end]` begins and ends."""
    first, last = 0, len(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.end()
            break
    return first, last


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
