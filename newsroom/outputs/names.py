"""Vietnamese names: their order in a list, and where they stand in addresses.

A list goes by the given name, the last word; then by the words between; then by the family name. Letters go in the
order of the alphabet, in which ă, â, đ, ê, ô, ơ and ư are letters of their own; of equal letters the tone decides.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsroom.story.fold import fold

# f, j, w and z are of names from other languages.
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
# ngang (no mark), huyền, hỏi, ngã, sắc, nặng
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TELEX = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_OTHER = len(_LETTERS) + 1
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})

Word = tuple[tuple[int, ...], tuple[int, ...]]


@lru_cache(maxsize=4096)
def _spelling(word: str) -> tuple[str, tuple[int, ...]]:
    """Split a word into its letters, in lower case without tones, and its tones wherever the marks were set."""
    marked = unicodedata.normalize("NFD", word.translate(_ETH).lower())
    tones = tuple(_TONES[mark] for mark in marked if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES)), tones


def _word(word: str) -> Word:
    letters, tones = _spelling(word)
    # Quotes and brackets around a name have no place in the alphabet.
    return tuple(_LETTERS.get(letter, _OTHER + ord(letter)) for letter in letters if letter.isalnum()), tones


def by_given_name(name: str) -> tuple[Word, ...]:
    """Return a person's place in a list: given name, then what stands between, then family name."""
    words = [_word(word) for word in name.split()]
    return (*words[-1:], *words[1:-1], *words[:1])


def by_letters(name: str) -> tuple[Word, ...]:
    """Return a collective's place in a list: its words as they stand."""
    return tuple(_word(word) for word in name.split())


def first_letter(word: str) -> str:
    """Return the letter of the alphabet under which a word stands, or `#`."""
    letters, _ = _spelling(word)
    first = next((letter for letter in letters if letter.isalnum()), "")
    return first.upper() if first in _LETTERS else "#"


def letter_code(letter: str) -> str:
    """Return a letter as it is typed (Telex): `Đ` is `dd`, so that every letter has an address of its own."""
    return _TELEX.get(letter.lower(), letter.lower()) if letter != "#" else "khac"


def address_part(text: str) -> str:
    """Return a name as it stands in addresses: `nguyen-thi-hoa`; never empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "khong-ten"


def given_name_address(given: str) -> str:
    """Return the address of all people of a given name, whose first letter stays apart: `An` is not under `Â`."""
    letter = first_letter(given)
    # The letter's own first sign is replaced by how it is typed, so `Đức` is `dduc` and `Dục` is `duc`.
    return letter_code(letter) + address_part(given)[1:] if letter != "#" else address_part(given)
