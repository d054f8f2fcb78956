"""One blank between words, and Vietnamese quotation marks: “…”, and ‘…’ within them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.checks.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.finding import Finding
    from newsroom.checks.prose import Passage
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

BLANKS = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")
"""Several blanks between words; at the beginning of a line they indent, at its end they break it."""
_MARKER = re.compile(r"\s*(?:[-*+>]|#{1,6}|\d{1,3}[.)])\s+")
PAIR = re.compile(r'(?<![\w"\\=])"(?=[^\s"])([^"\n]{1,1000}?)(?<=[^\s"])(?<!\\)"(?![\w"])')
"""Words between two straight marks that can only be quotation marks."""
_LOW = re.compile("[„‟]|''|``|,,(?=\\w)")
_REVERSED = re.compile(r"(?:^|[\s(])”(?=\w)|(?<=\w)“(?=[\s.,;:!?)]|$)")
_SIGN = re.compile("[\"„‟”“]|''|``|,,")
# A text typed with straight marks throughout needs one command, not a hundred lines.
_MOST_PER_CODE = 3


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Look at every line for blanks and quotation marks."""
    seen: dict[str, int] = {}
    for passage in passages(file):
        for finding in (*_blanks(passage), *_marks(passage)):
            seen[finding.code] = seen.get(finding.code, 0) + 1
            if seen[finding.code] <= _MOST_PER_CODE:
                yield finding


def _blanks(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if ("  " not in text and "\u00a0" not in text) or passage.is_table:
        return
    marker = _MARKER.match(text) if passage.line >= 0 else None
    for found in BLANKS.finditer(text, marker.end() if marker else 0):
        # What is blanked out (an address, a link's goal) leaves a gap that nobody typed.
        if not is_typed(passage, found.start(), found.end()):
            continue
        yield passage.finding("X010", found.start(), before=text[: found.start()][-20:].split(" ")[-1])


def is_typed(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the author typed what stands there, and it was not blanked out as no prose."""
    if passage.line < 0 or passage.file.front is None:
        return True
    line = passage.file.body.split("\n", passage.line + 1)[passage.line]
    return line[start:end].isspace()


def _marks(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if not _SIGN.search(text) or not passage.is_vietnamese:
        return
    for found in PAIR.finditer(text):
        yield passage.finding("X011", found.start(), words=_short(found[0]), right=f"“{_short(found[1])}”")
    for found in _LOW.finditer(text):
        yield passage.finding("X011", found.start(), words=_short(text[found.start() :]), right="“…”")
    for found in _REVERSED.finditer(text):
        around = text[max(0, found.start() - 12) : found.end() + 12].strip()
        yield passage.finding("X011", found.start(), words=around, right="“…”")


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:29].rstrip()}…"
