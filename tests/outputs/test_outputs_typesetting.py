"""Where a Vietnamese line may end, and what is cut when nothing fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.outputs.font_metrics import metrics
from newsroom.outputs.typesetting import Type, break_lines, drawable, shorten

HEADLINE = Type("Bold", (30.0,), 1.2, balanced=True)
PLAIN = Type("Regular", (12.0,), 1.4)
WIDTHS = range(260, 620, 20)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Chuyến xe đưa bà con ra TP. Hồ Chí Minh chữa bệnh", ["TP. Hồ", "Hồ Chí", "Chí Minh"]),
        ("Buôn làng góp 2.500 m đất trong 24 giờ để mở đường mới", ["2.500 m", "24 giờ"]),
        ("Những tờ giấy đọc một lần là hiểu của chị Cao Hồng", ["chị Cao", "Cao Hồng"]),
        ("Từ ngày 19 tháng 5 năm 2026 bà con có thêm một trạm y tế", ["ngày 19", "tháng 5", "năm 2026"]),
        ("Lời hứa giữ tròn theo Điều 5 của quy ước thôn bản vùng cao", ["Điều 5"]),
        ("Công trình nhỏ - niềm vui lớn của bà con xóm biển quê tôi", ["nhỏ -"]),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, together: list[str]) -> None:
    """Names with their honorific, numbers with their unit and abbreviations are not parted at any usual width."""
    for width in WIDTHS:
        lines = break_lines(text, HEADLINE, 26.0, width)
        assert " ".join(lines) == text
        for pair in together:
            assert any(pair in line for line in lines), (width, lines)


@settings(max_examples=60)
@given(st.lists(st.text("aăbcđeghikmnơưyạệT", min_size=1, max_size=7), min_size=2, max_size=40), st.integers(120, 600))
def test_lines_lose_nothing_and_fit(words: list[str], width: int) -> None:
    """Broken lines hold every letter in order and none is wider than its room."""
    text = " ".join(words)
    lines = break_lines(text, PLAIN, 12.0, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(metrics("Regular").width(line) * 12.0 <= width + 0.01 for line in lines)


def test_no_headline_ends_in_a_lone_syllable() -> None:
    """A headline's last line has more than one syllable wherever another break is possible."""
    text = "Người giữ lửa ở bộ phận một cửa phường Đồng Hới"
    for width in WIDTHS:
        assert " " in break_lines(text, HEADLINE, 30.0, width)[-1], width


def test_an_address_breaks_behind_its_slashes() -> None:
    """An address wider than its room is cut behind a slash or hyphen, into pieces of about one width."""
    lines = break_lines("guong.quangtri.example/2026/nguoi-giu-lua-mot-cua-o-phuong", PLAIN, 12.0, 250)
    assert len(lines) == 2
    assert lines[0][-1] in "/-"
    widths = [metrics("Regular").width(line) for line in lines]
    assert min(widths) > max(widths) * 0.4


def test_texts_are_cut_behind_a_clause() -> None:
    """A text that does not fit ends behind a sentence or clause with an ellipsis; an open quotation is closed."""
    text = "Ba mươi năm nay ông đo mưa, ghi mực nước; từ đó 312 hộ quanh vùng có thêm một lời báo sớm."
    assert shorten(text, lambda cut: len(cut) <= 60) == "Ba mươi năm nay ông đo mưa, ghi mực nước…"
    assert shorten(text, lambda cut: len(cut) <= 200) == text
    assert shorten(f"“{text}”", lambda cut: len(cut) <= 60) == "“Ba mươi năm nay ông đo mưa, ghi mực nước…”"
    assert shorten("không có dấu nào ở đây cả", lambda cut: len(cut) <= 15) == "không có dấu…"
    assert shorten("dài", lambda cut: len(cut) <= 2) == "d…"
    assert shorten("dài", lambda cut: False) == ""


def test_letters_are_kerned_as_the_font_says() -> None:
    """Pairs are moved together by the font's own table, those of two subsets as their base letters are."""
    font = metrics("Bold")
    assert font.kern("T", "o") == pytest.approx(-0.102)
    assert font.kern("V", "à") == pytest.approx(-0.060)
    assert font.kern("T", "ổ") == font.kern("T", "o")
    assert font.kern("n", "n") == 0
    assert font.width("Tô") == pytest.approx(font.advance("T") + font.advance("ô") - 0.102)


def test_letters_the_font_lacks_are_left_out() -> None:
    """Emoji would be printed as empty boxes; they are left out, every Vietnamese letter stays."""
    assert drawable("Chúc mừng 🎉 chị  Hạnh 👏🏽", "Bold") == "Chúc mừng chị Hạnh"
    assert drawable("ĐƯỜNG Ỷ Ỹ ỡ ượ “…” – 100 m²", "Bold") == "ĐƯỜNG Ỷ Ỹ ỡ ượ “…” – 100 m²"
