"""Fold Vietnamese text to plain ASCII letters, digits and blanks, so that one pattern reads every way of writing it."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
# Dots between digits are drawn in more ways than one.
_DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def fold(text: str) -> str:
    """Return `text` without marks and widths; composed or decomposed makes no difference."""
    return text if text.isascii() else text.translate(_PLAIN)


def places_in(text: str) -> list[int]:
    """Return for each letter of the folded text where it stands in `text`."""
    return [place for place, letter in enumerate(text) for _ in _PLAIN[ord(letter)]]


class _Plain(dict[int, str]):
    """What each letter is without its marks and width, worked out when first met."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < 4096:
            self[code] = plain
        return plain


def _plain(letter: str) -> str:
    """Return what a letter is without its marks and width; nothing for what cannot be seen."""
    if _INVISIBLE.match(letter):
        return ""
    parts = unicodedata.normalize("NFKD", _LETTERS.get(letter, letter))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    if plain != "\n" and plain.isspace():
        return " "
    if _DASHES.match(plain):
        return "-"
    return "." if _DOTS.match(plain) else plain


_PLAIN = _Plain()
