"""Folding finds a word however it was typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.story.fold import fold

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
