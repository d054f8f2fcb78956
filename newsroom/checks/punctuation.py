"""One blank between words, and Vietnamese quotation marks: “…”, and ‘…’ within them."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from newsroom.checks.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.finding import Finding
    from newsroom.checks.prose import Passage
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

# At the beginning of a line blanks indent, at its end they break it.
_BLANKS = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")
_TABLE = re.compile(r"\s*\|")
_MARKER = re.compile(r"\s*(?:[-*+>]|#{1,6}|\d{1,3}[.)])\s+")
PAIR = re.compile(r'(?<![\w"\\=])"(?=[^\s"])([^"\n]{1,1000}?)(?<=[^\s"])(?<!\\)"(?![\w"])')
"""Words between two straight marks that can only be quotation marks."""
_LOW = re.compile("[„‟]|''|,,(?=\\w)")
_REVERSED = re.compile(r"(?:^|[\s(])”(?=\w)|(?<=\w)“(?=[\s.,;:!?)]|$)")
_SIGN = re.compile("[\"„‟”“]|''|,,")
# A text typed with straight marks throughout needs one command, not a hundred lines.
_MOST_PER_CODE = 3


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Look at every line for blanks and quotation marks."""
    for look in (_blanks, _marks):
        yield from islice(chain.from_iterable(map(look, passages(file))), _MOST_PER_CODE)


def blanks_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where several blanks stand between words; tables, lists and headings set their blanks as they like."""
    if ("  " not in text and "\u00a0" not in text) or _TABLE.match(text):
        return
    marker = _MARKER.match(text)
    for found in _BLANKS.finditer(text, marker.end() if marker else 0):
        yield found.span()


def _blanks(passage: Passage) -> Iterator[Finding]:
    for start, end in blanks_in(passage.text):
        if passage.is_as_typed(start, end):
            yield passage.finding("X010", start, before=passage.text[max(0, start - 20) : start].rpartition(" ")[2])


def _marks(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if not _SIGN.search(text) or not passage.is_vietnamese:
        return
    for found in PAIR.finditer(text):
        yield passage.finding("X011", found.start(), words=_short(found[0]), right=f"“{_short(found[1])}”")
    for found in _LOW.finditer(text):
        yield passage.finding(
            "X011", found.start(), words=_short(text[found.start() : found.start() + 40]), right="“…”"
        )
    for found in _REVERSED.finditer(text):
        around = text[max(0, found.start() - 12) : found.end() + 12].strip()
        yield passage.finding("X011", found.start(), words=around, right="“…”")


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:29].rstrip()}…"
