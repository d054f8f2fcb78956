"""`newsroom import`: title, author and credit, as file names and captions tell them."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_kit import Desk
from word_kit import paragraph, run, write_word

from newsroom.desk.word_names import as_title, caption_and_credit, named, signed_by


@pytest.mark.parametrize(
    ("stem", "title", "author"),
    [
        ("NGƯỜI GIỮ LỬA - NGUYỄN VĂN AN", "NGƯỜI GIỮ LỬA", "Nguyễn Văn An"),
        ("Người giữ lửa – Nguyễn Văn An (2)", "Người giữ lửa", "Nguyễn Văn An"),
        ("72 GIỜ - TRỤ SỞ TỰ CHỦ - LÊ NA", "72 GIỜ - TRỤ SỞ TỰ CHỦ", "Lê Na"),
        ("NGƯỜI_GIỮ_LỬA_-_LÊ_THỊ_NA", "NGƯỜI GIỮ LỬA", "Lê Thị Na"),
        ("bai gui 2026", None, None),
        ("Bài - tháng 11 2026", None, None),
        ("Covid-19 ở xã", None, None),
    ],
)
def test_the_rule_for_file_names(stem: str, title: str | None, author: str | None) -> None:
    """TÊN TÁC PHẨM - TÊN TÁC GIẢ, and nothing is guessed of other names."""
    found = named(stem)
    assert (found and found.title, found and found.author) == (title, author)


def test_a_title_takes_its_capitals_from_the_text() -> None:
    """The file name's capitals tell nothing; the heading's do, and without one the editor is asked to look."""
    assert as_title("NGƯỜI Ở ĐỒNG HỚI", ["Người ở Đồng Hới"]) == ("Người ở Đồng Hới", True)
    assert as_title("NGƯỜI Ở ĐỒNG HỚI", ["NGƯỜI Ở ĐỒNG HỚI"]) == ("Người ở đồng hới", False)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Chị Hạnh bên quầy. Ảnh: Trần Minh", "Chị Hạnh bên quầy.", "Trần Minh"),
        ("Chị Hạnh bên quầy (Ảnh: Trần Minh).", "Chị Hạnh bên quầy", "Trần Minh"),
        ("Ảnh: TTXVN", "", "TTXVN"),
        ("Sân trụ sở – ẢNH : Internet", "Sân trụ sở", ""),
        ("Chị giữ bức ảnh của mẹ", "Chị giữ bức ảnh của mẹ", ""),
    ],
)
def test_credits_at_the_end_of_captions(line: str, caption: str, credit: str) -> None:
    """What follows "Ảnh:" is the credit; "Internet" names nobody."""
    assert caption_and_credit(line) == (caption, credit)


@pytest.mark.parametrize(
    ("line", "is_bold", "author"),
    [
        ("Văn Minh", True, "Văn Minh"),
        ("ĐOÀN THỊ HẠNH", True, "Đoàn Thị Hạnh"),
        ("Bài, ảnh: Văn Minh", False, "Văn Minh"),
        ("Văn Minh", False, ""),
        ("Văn phòng Đảng ủy", True, ""),
        ("VĂN PHÒNG HĐND", True, ""),
        ("Xã Hải Lăng", True, ""),
        ("Một ngày ở xã", True, ""),
        ("Hải Lăng, tháng 3", True, ""),
        ("Hạnh", True, ""),
    ],
)
def test_who_signs_at_the_end(line: str, is_bold: bool, author: str) -> None:
    """A person's name in bold, or behind the word that says so, is the author's; a unit's, a place or a sentence no."""
    assert signed_by(line, is_bold=is_bold) == author


def test_the_signature_names_the_author_and_leaves_the_text(desk: Desk, tmp_path: Path) -> None:
    """Where the file's name tells no author, the line that signs the text does, and the editor is told so."""
    path = write_word(tmp_path / "bai gui.docx", paragraph("Chữ thường."), paragraph(run("Văn Minh", "<w:b/>")))
    document = desk.json("import", str(path), "--title", "Có tên")
    text = (desk.stories / "2026" / "co-ten" / "index.md").read_text(encoding="utf-8")
    assert "  - {name: Văn Minh}" in text
    assert text.endswith("---\n\nChữ thường.\n")
    assert any("dòng ký" in note for note in document["notes"])


def test_a_file_without_a_title_is_refused_with_the_way_out(desk: Desk, tmp_path: Path) -> None:
    """Symbols as a name and no heading: --title is asked for, and works."""
    path = write_word(tmp_path / "!!!.docx", paragraph("Chữ thường."))
    assert desk.run("import", str(path), "--yes") == 2
    assert "--title" in desk.err
    assert desk.run("import", str(path), "--yes", "--title", "Có tên", "--unit", "Phòng Một cửa") == 0
    assert "unit: vp-mot" in (desk.stories / "2026" / "co-ten" / "index.md").read_text(encoding="utf-8")
