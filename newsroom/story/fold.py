"""Fold Vietnamese text to what a hurried reader types: no marks, no đ, one case.

Both tone styles fold alike (hòa, hoà → hoa), composed or decomposed. Used for search, for comparing names
and for addresses; never to rewrite what an author wrote.
"""

from __future__ import annotations

import re
import unicodedata

# Đ and the eth typed for it have no decomposition: dropping non-ASCII would lose the letter.
_MARKS = re.compile("[\u0300-\u036f]")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})
_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def fold(text: str) -> str:
    """Return `text` in lower case without tone and vowel marks, đ as d, blanks collapsed."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return " ".join(_MARKS.sub("", decomposed).lower().split())


def name_key(name: str) -> str:
    """Return what two spellings of one person's or body's name share: case, blanks, form and tone style aside.

    Unlike `fold` it keeps accents: Hoa and Hòa are two people, Hòa and Hoà are one.
    """
    decomposed = unicodedata.normalize("NFD", name.translate(_ETH)).casefold()
    return " ".join(_tones_last(word) for word in decomposed.split())


def _tones_last(word: str) -> str:
    letters = "".join(c for c in word if c not in _TONES)
    return unicodedata.normalize("NFC", letters) + "".join(c for c in word if c in _TONES)
