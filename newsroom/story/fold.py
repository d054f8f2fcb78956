"""Fold Vietnamese text to what a hurried reader types: no marks, no đ, one case.

Both tone styles fold alike (hòa, hoà → hoa), composed or decomposed. Used for search, for comparing names
and for addresses; never to rewrite what an author wrote.
"""

from __future__ import annotations

import re
import unicodedata

# Đ and the eth typed for it have no decomposition: dropping non-ASCII would lose the letter.
_MARKS = re.compile("[\u0300-\u036f]")
_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})


def fold(text: str) -> str:
    """Return `text` in lower case without tone and vowel marks, đ as d, blanks collapsed."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return " ".join(_MARKS.sub("", decomposed).lower().split())
