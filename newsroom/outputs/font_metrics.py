"""How wide letters are, read from the font itself: advances and kerning, the same for every pen and machine.

Pillow kerns only with a library that not every machine has, and reportlab not at all, so both are told where each
letter goes.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

Weight = Literal["Regular", "SemiBold", "Bold"]

_FONTS = Path(__file__).parent / "fonts"
_PAIRS, _EXTENSION = 2, 9
_ADVANCE = 0x0004
"""The bit of a GPOS value record that moves what follows."""
_WIDER_BLANK = 0.04
"""Vietnamese has a blank between syllables; in large type the font's own runs them together."""
_LAST_OF_LATIN = "\xff"
"""Up to here all letters come from one subset, whose pairs of no kerning are meant so."""


def font_path(weight: Weight) -> Path:
    """Return the font's file."""
    return _FONTS / f"BeVietnamPro-{weight}.ttf"


@lru_cache
def metrics(weight: Weight) -> FontMetrics:
    """Return the metrics of a weight; the file is read once."""
    return FontMetrics(font_path(weight).read_bytes())


class FontMetrics:
    """A TrueType font's advances and kerning, in em."""

    def __init__(self, data: bytes) -> None:
        """Find the tables of a font file."""
        self._data = data
        count = self.u16(4)
        records = (struct.unpack_from(">4s4xII", data, 12 + 16 * index) for index in range(count))
        self._tables = {tag.decode("ascii"): offset for tag, offset, _ in records}
        self._em = self.u16(self._tables["head"] + 18)
        self._last_advance = self.u16(self._tables["hhea"] + 34) - 1
        self._known: dict[tuple[str, str], float] = {}
        self._advances: dict[str, float] = {}

    def has(self, letter: str) -> bool:
        """Tell whether the font can draw a letter."""
        return ord(letter) in self._glyphs

    def advance(self, letter: str) -> float:
        """Return how far a letter moves the pen; one that the font lacks takes no room."""
        if letter not in self._advances:
            glyph = self._glyphs.get(ord(letter))
            place = 0 if glyph is None else self._tables["hmtx"] + 4 * min(glyph, self._last_advance)
            wider = _WIDER_BLANK if letter == " " else 0.0
            self._advances[letter] = self.u16(place) / self._em + wider if place else 0.0
        return self._advances[letter]

    def kern(self, left: str, right: str) -> float:
        """Return by how much two neighbours move together (negative) or apart.

        The files are merged from subsets, so letters of two subsets have no pair of their own ("Tổ"); they are
        kerned as their base letters are ("To").
        """
        pair = (left, right)
        if pair not in self._known:
            found = self._pair(left, right)
            if not found and max(pair) > _LAST_OF_LATIN:
                found = self._pair(_base(left), _base(right))
            self._known[pair] = (found or 0) / self._em
        return self._known[pair]

    def places(self, text: str) -> list[float]:
        """Return where each letter of a line begins, and where the line ends, in em."""
        places, pen = [], 0.0
        for index, letter in enumerate(text):
            if index:
                pen += self.kern(text[index - 1], letter)
            places.append(pen)
            pen += self.advance(letter)
        return [*places, pen]

    def width(self, text: str) -> float:
        """Return how wide a line is, in em."""
        return self.places(text)[-1]

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        """Character → glyph, from the table of the basic plane."""
        start = self._tables["cmap"]
        for index in range(self.u16(start + 2)):
            table = start + self.u32(start + 4 + 8 * index + 4)
            if self.u16(table) == 4:
                return self._segments(table)
        return {}

    def _segments(self, table: int) -> dict[int, int]:
        count = self.u16(table + 6) // 2
        ends, starts = table + 14, table + 16 + 2 * count
        deltas, ranges = starts + 2 * count, starts + 4 * count
        found: dict[int, int] = {}
        for segment in range(count):
            first, last = self.u16(starts + 2 * segment), self.u16(ends + 2 * segment)
            delta, place = self.u16(deltas + 2 * segment), ranges + 2 * segment
            shift = self.u16(place)
            for code in range(first, last + 1):
                glyph = self.u16(place + shift + 2 * (code - first)) if shift else code
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
                if glyph and code != 0xFFFF:
                    found[code] = glyph
        return found

    def _pair(self, left: str, right: str) -> int | None:
        first, second = self._glyphs.get(ord(left)), self._glyphs.get(ord(right))
        if first is None or second is None:
            return None
        values = [value for lookup in self._kerning if (value := _first(lookup, first, second)) is not None]
        return sum(values) if values else None

    @cached_property
    def _kerning(self) -> list[list[_PairTable]]:
        """The subtables of each lookup that the feature "kern" names."""
        start = self._tables["GPOS"]
        features, lookups = start + self.u16(start + 6), start + self.u16(start + 8)
        wanted: set[int] = set()
        for index in range(self.u16(features)):
            record = features + 2 + 6 * index
            if self._data[record : record + 4] == b"kern":
                feature = features + self.u16(record + 4)
                wanted |= {self.u16(feature + 4 + 2 * n) for n in range(self.u16(feature + 2))}
        return [self._lookup(lookups + self.u16(lookups + 2 + 2 * index)) for index in sorted(wanted)]

    def _lookup(self, place: int) -> list[_PairTable]:
        kind = self.u16(place)
        tables = [place + self.u16(place + 6 + 2 * index) for index in range(self.u16(place + 4))]
        if kind == _EXTENSION:
            kind = self.u16(tables[0] + 2)
            tables = [table + self.u32(table + 4) for table in tables]
        return [_PairTable(self, table) for table in tables] if kind == _PAIRS else []

    def u16(self, place: int) -> int:
        """Return the unsigned number at a place in the file."""
        return int.from_bytes(self._data[place : place + 2], "big")

    def u32(self, place: int) -> int:
        """Return the long unsigned number at a place in the file."""
        return int.from_bytes(self._data[place : place + 4], "big")

    def s16(self, place: int) -> int:
        """Return the signed number at a place in the file."""
        return int.from_bytes(self._data[place : place + 2], "big", signed=True)


class _PairTable:
    """One GPOS subtable of pairs: by glyphs (form 1) or by classes of glyphs (form 2)."""

    def __init__(self, font: FontMetrics, place: int) -> None:
        self._place = place
        self._u16, self._s16 = font.u16, font.s16
        self._form = self._u16(place)
        formats = self._u16(place + 4), self._u16(place + 6)
        self._sizes = formats[0].bit_count() * 2, formats[1].bit_count() * 2
        self._advance = (formats[0] & (_ADVANCE - 1)).bit_count() * 2 if formats[0] & _ADVANCE else None
        self._covered = self._coverage(place + self._u16(place + 2))
        if self._form == 2:
            self._left = self._classes(place + self._u16(place + 8))
            self._right = self._classes(place + self._u16(place + 10))
            self._columns = self._u16(place + 14)

    def find(self, left: int, right: int) -> int | None:
        """Return the pair's value in font units, or None when this table says nothing of it."""
        row = self._covered.get(left)
        if row is None or self._advance is None:
            return None
        record = self._by_class(left, right) if self._form == 2 else self._by_glyph(row, right)
        return None if record is None else self._s16(record + self._advance)

    def _by_class(self, left: int, right: int) -> int:
        index = self._left.get(left, 0) * self._columns + self._right.get(right, 0)
        return self._place + 16 + index * sum(self._sizes)

    def _by_glyph(self, row: int, right: int) -> int | None:
        pairs = self._place + self._u16(self._place + 10 + 2 * row)
        size = 2 + sum(self._sizes)
        for index in range(self._u16(pairs)):
            if self._u16(pairs + 2 + index * size) == right:
                return pairs + 4 + index * size
        return None

    def _coverage(self, place: int) -> dict[int, int]:
        """Return glyph → its row."""
        count = self._u16(place + 2)
        if self._u16(place) == 1:
            return {self._u16(place + 4 + 2 * index): index for index in range(count)}
        return {
            glyph: row + glyph - first
            for first, last, row in self._ranges(place + 4, count)
            for glyph in range(first, last + 1)
        }

    def _classes(self, place: int) -> dict[int, int]:
        """Return glyph → its class; glyphs not named are of class 0."""
        if self._u16(place) == 1:
            first = self._u16(place + 2)
            return {first + index: self._u16(place + 6 + 2 * index) for index in range(self._u16(place + 4))}
        ranges = self._ranges(place + 4, self._u16(place + 2))
        return {glyph: name for first, last, name in ranges for glyph in range(first, last + 1)}

    def _ranges(self, place: int, count: int) -> list[tuple[int, int, int]]:
        places = range(place, place + 6 * count, 6)
        return [(self._u16(at), self._u16(at + 2), self._u16(at + 4)) for at in places]


def _first(tables: list[_PairTable], left: int, right: int) -> int | None:
    return next((value for table in tables if (value := table.find(left, right)) is not None), None)


@lru_cache(maxsize=512)
def _base(letter: str) -> str:
    """Return a letter without its marks; the horn of ơ and ư is one."""
    return unicodedata.normalize("NFD", letter)[0]
