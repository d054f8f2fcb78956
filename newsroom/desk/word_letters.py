"""Bring the letters of a Word file to Unicode: fonts from before it (.VnTime, VNI-Times) tell how to read them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsroom.desk.word_reading import Block, Piece, WordText
from newsroom.story.legacy_encodings import NAMES, convert, font_of, remains

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.story.legacy_encodings import Encoding

# Letters that no font from before Unicode has: the text is Unicode whatever its font is called.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_SOFT_HYPHEN = "\xad"


class Conversion(NamedTuple):
    """One paragraph before and after."""

    before: str
    after: str


class Converted(NamedTuple):
    """A text in Unicode, and what became of it on the way."""

    text: WordText
    changed: tuple[Conversion, ...]
    encodings: tuple[str, ...]
    """The old encodings that were met, by their names."""


def to_unicode(text: WordText) -> Converted:
    """Convert what is in an old encoding; composed letters and nothing invisible come out either way."""
    met: dict[Encoding, int] = {}
    changed: list[Conversion] = []

    def through(pieces: list[Piece]) -> list[Piece]:
        joined = _joined(pieces)
        made = [_converted(piece, met) for piece in joined]
        before, after = _words(joined), _words(made)
        if unicodedata.normalize("NFC", before).replace(_SOFT_HYPHEN, "") != after:
            changed.append(Conversion(before, after))
        return made

    blocks = [_with(block, through) for block in text.blocks]
    notes = {mark: through(pieces) for mark, pieces in text.footnotes.items()}
    names = tuple(NAMES[encoding] for encoding in sorted(met, key=lambda one: -met[one]))
    return Converted(WordText(blocks, notes, text.counts), tuple(changed), names)


def as_it_is(text: WordText) -> WordText:
    """Leave letters of old encodings alone, for whoever does not want them converted."""

    def through(pieces: list[Piece]) -> list[Piece]:
        return [_tidy(piece) for piece in _joined(pieces)]

    notes = {mark: through(pieces) for mark, pieces in text.footnotes.items()}
    return WordText([_with(block, through) for block in text.blocks], notes, text.counts)


def _with(block: Block, through: Callable[[list[Piece]], list[Piece]]) -> Block:
    return replace(block, pieces=through(block.pieces), rows=[[through(cell) for cell in row] for row in block.rows])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join what is set alike: Word parts a word where somebody once put the cursor, and VNI writes a vowel in two."""
    found: list[Piece] = []
    for piece in pieces:
        if found and (found[-1].look, found[-1].link) == (piece.look, piece.link):
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _converted(piece: Piece, met: dict[Encoding, int]) -> Piece:
    font = font_of(piece.look.font)
    text = piece.text
    if font is not None and not _UNICODE.search(text):
        made = convert(text, font.encoding)
        if made != text:
            met[font.encoding] = met.get(font.encoding, 0) + 1
        return _tidy(piece._replace(text=made.upper() if font.capitals else made))
    for rest in reversed(remains(text)):
        text = text[: rest.start] + rest.converted + text[rest.end :]
        met[rest.encoding] = met.get(rest.encoding, 0) + 1
    return _tidy(piece._replace(text=text))


def _tidy(piece: Piece) -> Piece:
    return piece._replace(text=unicodedata.normalize("NFC", piece.text).replace(_SOFT_HYPHEN, ""))


def _words(pieces: list[Piece]) -> str:
    return " ".join("".join(piece.text for piece in pieces).split())
