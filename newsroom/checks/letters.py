"""Letters are what they look like: composed, Vietnamese, visible."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from newsroom.checks.finding import Finding, at, in_field
from newsroom.story.front_matter import Position
from newsroom.story.legacy_encodings import NAMES, may_be_old, recognise, remains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.legacy_encodings import Encoding
    from newsroom.story.read import StoryFile

INVISIBLE = re.compile("[\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Characters that nobody sees and no story needs."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_ETH = re.compile("[Ðð]")
_MARK = re.compile("[\u0300-\u036f]")
# Words are found first and looked into then: a pattern for "a word with such a letter" takes minutes on a pasted blob.
_WORD = re.compile(r"\w+")
_WORD_WITH_MARKS = re.compile("[\\w\u0300-\u036f]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]")
# Icelandic and Faroese names carry a real eth beside letters Vietnamese does not have, or within: đ only begins a word.
_NOT_VIETNAMESE = re.compile(r"[ÞþÆæŒœØøÅåÄäÖöÜüßfjwzFJWZ]|(?<=\w)ð")
# A story with a hundred of the same slip needs one editor's action, not a hundred lines.
_MOST_PER_CODE = 5


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Read the whole file, front matter included, letter by letter."""
    yield from _escaped(file)
    seen: dict[str, int] = {}
    # Most files are clean; one look at the whole text spares reading its lines.
    suspicious = not unicodedata.is_normalized("NFC", file.text) or any(
        pattern.search(file.text) for pattern in (INVISIBLE, _CONTROL, _ETH, _FOREIGN)
    )
    is_old = may_be_old(file.text)
    if not suspicious and not is_old:
        return
    likely = recognise(file.text) if is_old else None
    for number, line in enumerate(file.text.split("\n"), 1):
        old = list(_old(line, likely)) if is_old else []
        # In the old encodings a soft hyphen or a control character is a letter: to delete it would lose the letter.
        for code, column, values in old or (_line(line) if suspicious else ()):
            seen[code] = seen.get(code, 0) + 1
            if seen[code] <= _MOST_PER_CODE:
                yield at(file, code, Position(number, column + 1), **values)


def _escaped(file: StoryFile) -> Iterator[Finding]:
    """Find control characters that YAML can write as escapes; a feed cannot hold them."""
    if file.front is None or "\\" not in file.text:
        return
    for path in file.front.positions:
        value: Any = file.front.data
        for step in path:
            value = value[step]
        for character in _CONTROL.findall(value) if isinstance(value, str) else ():
            if character not in file.text:
                yield in_field(file, "X005", path, name=_name(character))


def _old(line: str, likely: Encoding | None) -> Iterator[tuple[str, int, dict[str, str]]]:
    for piece in remains(line, likely):
        shown = line[piece.start : piece.end]
        values = {"encoding": NAMES[piece.encoding], "shown": _cut(shown), "converted": _cut(piece.converted)}
        yield "X008", piece.start, values


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def _line(line: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    if not unicodedata.is_normalized("NFC", line):
        match = next((m for m in _WORD_WITH_MARKS.finditer(line) if _MARK.search(m[0])), None)
        word, column = (match[0], match.start()) if match else (line.strip()[:20], 0)
        yield "X001", column, {"word": unicodedata.normalize("NFC", word)}
    if _ETH.search(line):
        for match in _WORD.finditer(line):
            if _ETH.search(match[0]) and not _NOT_VIETNAMESE.search(match[0]):
                yield "X002", match.start(), {"word": match[0], "right": match[0].translate(_TO_D)}
    for match in INVISIBLE.finditer(line):
        yield "X003", match.start(), {"name": _name(match[0]), "before": line[: match.start()][-12:].strip()}
    for match in _CONTROL.finditer(line):
        yield "X005", match.start(), {"name": _name(match[0])}
    if _FOREIGN.search(line):
        for match in _WORD.finditer(line):
            foreign = _FOREIGN.search(match[0])
            if foreign and _LATIN.search(match[0]):
                yield (
                    "X004",
                    match.start(),
                    {"word": match[0], "script": unicodedata.name(foreign[0]).split()[0].title()},
                )


_TO_D = str.maketrans({"Ð": "Đ", "ð": "đ"})


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
