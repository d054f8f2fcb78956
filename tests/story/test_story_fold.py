"""Folding finds a word however it was typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.story.fold import fold, name_key

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ "


@pytest.mark.parametrize("typed", ["Hòa", "Hoà", "HOÀ", "hoa", " hòa ", "ho\u0300a", "hoa\u0300", "hòa\u200a"])
def test_both_tone_styles_fold_alike(typed: str):
    """hòa, hoà and hoa are one word to a hurried reader, composed or not."""
    assert fold(typed) == "hoa"


@pytest.mark.parametrize("typed", ["Đồng Hới", "đồng  hới", "Ðồng Hới", "dong hoi", "ĐỒNG\u00a0HỚI"])
def test_d_with_a_bar_is_d(typed: str):
    """Đ has no decomposition and is folded by hand, the eth typed for it too."""
    assert fold(typed) == "dong hoi"


@given(st.text(VIETNAMESE + VIETNAMESE.upper(), max_size=40))
def test_vietnamese_folds_to_ascii_in_any_form(text: str):
    """Any Vietnamese text folds to plain ASCII, the same in form C and D, and folding again changes nothing."""
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower()
    assert fold(unicodedata.normalize("NFD", text)) == folded == fold(folded)
    assert fold(text.upper()) == folded
    assert "  " not in folded


@pytest.mark.parametrize(
    "spelling",
    ["Trần Thị Hoà", "TRẦN THỊ HÒA", " Trần  Thị\u00a0Hòa ", unicodedata.normalize("NFD", "Trần Thị Hòa")],
)
def test_spellings_of_one_name_share_a_key(spelling: str):
    """Tone style, case, blanks and composed form do not make another person."""
    assert name_key(spelling) == name_key("Trần Thị Hòa")


def test_names_that_sound_unlike_keep_their_own_key():
    """An accent or a đ makes another name."""
    names = [
        "Hoa",
        "Hòa",
        "Hóa",
        "Hoá Hóa",
        "Dung",
        "Đung",
        "Dũng",
        "Tuân",
        "Tuấn",
        "Thủy",
        "Thùy",
        "Thúy",
        "Phương",
        "Phượng",
    ]
    assert len({name_key(name) for name in names}) == len(names)
    assert name_key("Ðông") == name_key("Đông")
