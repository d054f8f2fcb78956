"""How text is cut into words for searching, and what makes two spellings the same word.

A word is known by its `spelling`, which keeps every accent but not where the tone mark stands (`hòa` and `hoà` are
one), and by its folded form, which keeps none (`hoa`). site/assets/search-words.js does the same to what a reader
types; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsroom.story.fold import fold

# Marks that have no composed letter stay with the letter before them.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in lower case and normal form C."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


# A language has few words: some thousands of syllables make up ten thousand stories.
@lru_cache(maxsize=100_000)
def spelling(word: str) -> str:
    """Return one spelling for all ways to write a word: its tone marks moved to the end."""
    apart = unicodedata.normalize("NFD", word)
    tones = _TONES.findall(apart)
    return unicodedata.normalize("NFC", _TONES.sub("", apart)) + "".join(tones) if tones else word


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return a word without any accent."""
    return fold(word)
