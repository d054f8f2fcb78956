"""Vietnamese text in the encodings from before Unicode: recognise what is left of it, and convert it.

Documents set in .VnTime, VNI-Times or a VISCII font hold the bytes of those fonts, and what opens them today shows
each byte as the letter Windows-1252 has there: "Céng hoµ x· héi". TCVN3 is TCVN 5712:1993, VISCII is RFC 1456, VNI
writes a vowel and its marks as two letters ("coäng hoøa"). Two traps of TCVN3: its ư is byte AD, the soft hyphen that
programs hide or drop; and it has no capitals with tones, which come from a second font with H at the end of its name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from newsroom.story.syllable import is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

Encoding = Literal["tcvn3", "vni", "viscii"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
NAMES: dict[Encoding, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII"}


class Font(NamedTuple):
    """What a font's name says of the text set in it."""

    encoding: Encoding
    capitals: bool
    """It shows small letters as capitals."""


class Remains(NamedTuple):
    """A piece of text in an old encoding: where it stands, and what it says."""

    start: int
    end: int
    encoding: Encoding
    converted: str


# From 80 on, as `iconv -f TCVN5712-1` and `iconv -f VISCII` of glibc read them. The five marks of TCVN5712-1 that
# stand for themselves (B0 to B4) are left out: the fonts do not have them, and ° and ± are what people mean there.
_TCVN3 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\xb0\xb1\xb2\xb3\xb4àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# What Windows-1252 shows for 80 to 9F; the rest of that range it leaves as it is.
_WINDOWS_80 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
# Punctuation of that range is punctuation: curly quotes and dashes stand in documents of every age.
_PUNCTUATION = "…‘’“”•–—™"

# VNI: a vowel, then its marks as one letter. The columns are bare, sắc, huyền, hỏi, ngã, nặng.
_VNI_MARKS = {
    "": " ùøûõï",
    "\u0302": "âáàåãä",
    "\u0306": "êéèúüë",
}
_VNI_COLUMNS = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_VOWELS = {"": "aeouyôö", "\u0302": "aeo", "\u0306": "a"}

# Letters and signs that words in Unicode Vietnamese do not have.
_STRANGE = re.compile("[\x80-\x9f\xa1-\xbfÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿƒŒœŠšŽžŸˆ˜†‡‰€‹›]")
# Without one of these, or two letters that only VNI writes together, there is nothing to look into.
_SUSPECT = re.compile(_STRANGE.pattern + "|[aA][âáàãêéèúùõÂÁÀÃÊÉÈÚÙÕ]|[eE][âáàãùõÂÁÀÃÙÕ]|[oO][âùõÂÙÕ]|[uUyY][ùõÙÕ]")
_LATIN = r"A-Za-z\x80-\x9f\xa1-\xff"
_WORD = re.compile(f"[{_LATIN}ƒŒœŠšŽžŸˆ˜†‡‰€‹›‚„\u0100-\u01b0\u1ea0-\u1ef9]+")
_MODERN = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# VNI's longest syllable, nghieâng with its tone.
_LONGEST = 10
# m², µm, « and × say nothing, whatever letter an encoding has there.
_UNIT_OR_SIGN = re.compile(r"(?:[kcdmh]?[ma][²³]|µ\w{0,2}|[^A-Za-z]+)\Z")
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})
_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"\.vn", re.IGNORECASE), "tcvn3"),
    (re.compile(r"vni[- ]", re.IGNORECASE), "vni"),
    (re.compile(r"vi(?:scii)?[- ](?!et)", re.IGNORECASE), "viscii"),
)


def convert(text: str, encoding: Encoding) -> str:
    """Return `text` with the letters of an old encoding as Vietnamese in Unicode (NFC); the rest stays as it is."""
    if encoding == "vni":
        pairs, alone = _vni()
        return pairs.sub(lambda found: alone[found[0]], text)
    return text.translate(_table(encoding))


def may_be_old(text: str) -> bool:
    """Tell whether it is worth looking for remains: a quick question that Vietnamese in Unicode answers with no."""
    return _SUSPECT.search(text) is not None


def recognise(text: str) -> Encoding | None:
    """Return the old encoding that makes Vietnamese of `text`, or None when it reads as it is."""
    if not may_be_old(text):
        return None
    return _encoding_of([word[0] for word in _WORD.finditer(text) if not _MODERN.search(word[0])], None)


def remains(text: str, likely: Encoding | None = None) -> list[Remains]:
    """Return each piece of `text` in an old encoding; words that are Vietnamese in Unicode part the pieces.

    A few words can be right in two encodings; then the one that is `likely`, because more of the story is in it, is
    taken.
    """
    if not may_be_old(text):
        return []
    words = list(_WORD.finditer(text))
    is_mixed = any(map(_MODERN.search, (word[0] for word in words)))
    found: list[Remains] = []
    piece: list[re.Match[str]] = []
    for word in [*words, None]:
        if word is not None and not _MODERN.search(word[0]):
            piece.append(word)
            continue
        found += _in_piece(text, piece, likely, is_mixed=is_mixed)
        piece = []
    return found


def font_of(name: str) -> Font | None:
    """Return what a font's name says: .VnTime and .VnTimeH are TCVN3, VNI-Times is VNI, VI Times is VISCII."""
    for pattern, encoding in _FONTS:
        if pattern.match(name.strip()):
            return Font(encoding, encoding == "tcvn3" and name.strip().endswith("H"))
    return None


def _in_piece(text: str, piece: list[re.Match[str]], likely: Encoding | None, *, is_mixed: bool) -> Iterator[Remains]:
    encoding = _encoding_of([one[0] for one in piece], likely)
    if encoding is None:
        return
    # "Hà" before a piece is Hà, unless everything on the line can be read in the old encoding.
    if is_mixed or any(_speaks_against(one[0], encoding) for one in piece):
        piece = [one for one in piece if _speaks_for(one[0], encoding)]
    start, end = piece[0].start(), piece[-1].end()
    yield Remains(start, end, encoding, convert(text[start:end], encoding))


def _encoding_of(words: list[str], likely: Encoding | None) -> Encoding | None:
    foreign = {word for word in words if not word.isascii()}
    best: Encoding | None = None
    most = 0
    for encoding in sorted(ENCODINGS, key=lambda one: one != likely):
        for_it = {word for word in foreign if _speaks_for(word, encoding)}
        strange = {word for word in for_it if _STRANGE.search(word)}
        against = sum(_speaks_against(word, encoding) for word in foreign - for_it)
        # One short word may be chance; a name such as Müller or Zürich makes no syllable in any of them.
        is_plain = len(for_it) > 1 or any(len(word) > 2 for word in strange)
        weight = len(for_it) + len(strange)
        if is_plain and weight > max(most, against):
            best, most = encoding, weight
    return best


def _speaks_for(word: str, encoding: Encoding) -> bool:
    """Tell whether a word becomes a Vietnamese syllable, which it is not as it stands."""
    if len(word) > _LONGEST or word.isascii() or _UNIT_OR_SIGN.match(word) or not is_syllable(convert(word, encoding)):
        return False
    # An eth typed for Đ is another slip, and has its own finding.
    return not is_syllable(word.translate(_ETH))


def _speaks_against(word: str, encoding: Encoding) -> bool:
    """Tell whether a word is Vietnamese as it stands and would not be in the encoding."""
    return (
        len(word) <= _LONGEST
        and not word.isascii()
        and is_syllable(word.translate(_ETH))
        and not is_syllable(convert(word, encoding))
    )


@lru_cache(maxsize=2)
def _table(encoding: Encoding) -> dict[int, str]:
    letters = _TCVN3 if encoding == "tcvn3" else _VISCII
    table = {0x80 + place: letter for place, letter in enumerate(letters)}
    if encoding == "viscii":
        table |= _VISCII_LOW
    shown = {ord(sign): letters[place] for place, sign in enumerate(_WINDOWS_80) if sign not in _PUNCTUATION}
    return shown | table


@lru_cache(maxsize=1)
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for everything VNI writes in its own way, and what each is."""
    table = dict(_VNI_ALONE)
    for shape, marks in _VNI_MARKS.items():
        for vowel in _VNI_VOWELS[shape]:
            plain = _VNI_ALONE.get(vowel, vowel)
            for mark, tone in zip(marks, _VNI_COLUMNS, strict=True):
                if mark != " ":
                    table[vowel + mark] = unicodedata.normalize("NFC", plain + shape + tone)
    for written, letter in list(table.items()):
        for form in {written.upper(), written[0].upper() + written[1:]}:
            table[form] = letter.upper()
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table
