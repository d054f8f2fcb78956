"""Text in the encodings from before Unicode."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from newsroom.story.legacy_encodings import Font, convert, font_of, recognise, remains
from newsroom.story.syllable import is_syllable

if TYPE_CHECKING:
    from newsroom.story.legacy_encodings import Encoding

_MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam, thưởng cho đơn vị ưu tú"
# The first three as glibc's iconv writes them, read back as Windows-1252 shows them.
_WRITTEN: dict[Encoding, str] = {
    "tcvn3": "Céng hßa x· héi chñ nghÜa ViÖt Nam, th\xadëng cho ®¬n vÞ \xadu tó",
    "viscii": "Cµng hòa xã hµi chü nghîa Vi®t Nam, thß·ng cho ð½n v¸ ßu tú",
    "vni": "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, thöôûng cho ñôn vò öu tuù",
}


@pytest.mark.parametrize("encoding", _WRITTEN)
def test_each_encoding_is_recognised_and_converted(encoding: Encoding) -> None:
    """The same words in each old encoding are recognised and become the same Unicode text in form C."""
    assert recognise(_WRITTEN[encoding]) == encoding
    assert convert(_WRITTEN[encoding], encoding) == _MOTTO
    assert unicodedata.is_normalized("NFC", convert(_WRITTEN[encoding], encoding))


def test_the_soft_hyphen_of_tcvn3_is_a_letter() -> None:
    """Byte AD becomes ư: programs show it as a soft hyphen, and dropping it would turn `ưu tú` into `u tú`."""
    assert convert("\xadu tó", "tcvn3") == "ưu tú"
    assert recognise("§\xadêng phè \xadu tó") == "tcvn3"


@pytest.mark.parametrize(("written", "meant"), [("ÑAÛNG BOÄ", "ĐẢNG BỘ"), ("Oâng Nguyeãn", "Ông Nguyễn"), ("Yù", "Ý")])
def test_vni_knows_capitals(written: str, meant: str) -> None:
    """A capital's mark may be small or capital in VNI; both are read."""
    assert convert(written, "vni") == meant


@pytest.mark.parametrize(
    "text",
    [
        _MOTTO,
        unicodedata.normalize("NFD", _MOTTO),
        "Ông Müller đi từ Zürich tới «Nhà hát Hà Nội», mua 5 m² vải, nặng ½ kg, ±3 °C × 2",
        "Chị H'Ön Niê hát bài El Niño với Noël, Thérèse, François và naïve café",
        "Ðảng ủy xã Ðông Hà",
        "Trois études de M. le gouverneur général (« Colonisation »)",
        "5 µm, 12 m², 3 km²",
        "plain ASCII text",
        "",
    ],
)
def test_unicode_is_left_alone(text: str) -> None:
    """Vietnamese in Unicode, foreign names, units and French quotation marks are no remains of anything."""
    assert recognise(text) is None
    assert remains(text) == []


def test_remains_in_a_line_that_is_otherwise_unicode() -> None:
    """Only the old piece is converted; what is Unicode around it stays, although its letters mean others in TCVN3."""
    line = "Bà Nguyễn Thị Hà được tÆng b»ng khen cña tØnh, là gương sáng."
    found = remains(line)
    assert [(piece.encoding, piece.converted) for piece in found] == [("tcvn3", "tặng bằng khen của tỉnh")]
    assert line[found[0].start : found[0].end] == "tÆng b»ng khen cña tØnh"


def test_the_encoding_of_the_whole_decides_about_a_few_words() -> None:
    """`Thª chiªn` can be read in two encodings; the one that the story is in is taken."""
    assert [piece.converted for piece in remains("Thª chiªn I", "viscii")] == ["Thế chiến I"]
    assert [piece.converted for piece in remains("Thª chiªn I", "tcvn3")] == ["Thê chiên I"]


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", Font("tcvn3", capitals=False)),
        (".VnTimeH", Font("tcvn3", capitals=True)),
        ("VNI-Times", Font("vni", capitals=False)),
        ("VI Times", Font("viscii", capitals=False)),
        ("Times New Roman", None),
        ("Vivaldi", None),
        ("Viet Sans", None),
    ],
)
def test_fonts_name_their_encoding(name: str, font: Font | None) -> None:
    """A font's name says the encoding, and whether its small letters look like capitals."""
    assert font_of(name) == font


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True),
        ("Quảng", True),
        ("quốc", True),
        ("giếng", True),
        ("gì", True),
        ("HÒA", True),
        ("hoà", True),
        ("khuỷu", True),
        ("yêu", True),
        ("thuở", True),
        ("céng", False),
        ("hàc", False),
        ("ngi", False),
        ("of", False),
        ("York", False),
        ("hOà", False),
    ],
)
def test_a_syllable_is_told_from_other_letters(word: str, is_one: bool) -> None:
    """Consonant, rime and tone must be ones that Vietnamese writes together."""
    assert is_syllable(word) is is_one
