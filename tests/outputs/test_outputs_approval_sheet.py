"""The approval sheet: a Word file in the decree's form, with all that goes out and nothing that may not."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt
from office_kit import Office

from newsroom.cli.main import run
from newsroom.workspace import Workspace

TIMES = {
    "website": {"at": "2025-01-01 08:30"},
    "facebook": {"at": "2025-01-01 09:00", "text": "Chị Hạnh, 15 năm & một quầy.", "hashtags": ["guong"]},
    "zalo": {"at": "2025-01-01 09:30"},
}
BODY = "Chị nói về việc & người.\n\n## Một ngày\n\n- Sáng\n\n> Làm hết việc.\n\n![Chị Hạnh](anh.jpg)\n"


def _sheet(office: Office, *more: str) -> Path:
    target = office.root / "phieu.docx"
    config = str(office.root / "newsroom.toml")
    assert run(["--config", config, "sheet", "GS-2025-0001", "--out", str(target), *more]) == 0
    return target


def _words(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _workspace(office: Office) -> Workspace:
    return office.workspace()


def test_the_page_is_the_decrees(office: Office):
    """A4, the margins of Decree 30/2020, Times New Roman, the nation's title and motto, numbers from page two on."""
    office.write(1, publish=TIMES, body=BODY)
    document = Document(str(_sheet(office)))
    section = document.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(13))
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    words = _words(office.root / "phieu.docx")
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "VĂN PHÒNG UBND TỈNH"):
        assert said in words


def test_everything_an_approver_must_know_is_on_it(office: Office):
    """Facts, every channel's words, pictures, consents' scope, exceptions, findings, fingerprint, room to sign."""
    exceptions = [{"code": "R002", "reason": "Đường dây nóng của tổ, đã công bố."}]
    body = BODY + "\nGọi 0912 345 678. Bà Lê Thị Nga đã gọi.\n"
    pictures = [{"file": "anh.jpg", "alt": "Chị Hạnh ở quầy", "people": ["Nguyễn Thị Hạnh"]}]
    path = office.write(1, publish=TIMES, body=body, exceptions=exceptions, pictures=pictures)
    words = _words(_sheet(office))
    workspace = _workspace(office)
    fingerprint = workspace.fingerprint(workspace.files[0])
    for said in (
        "GS-2025-0001",
        "Chị nói về việc & người.",
        "Chị Hạnh, 15 năm & một quầy.",
        "#guong",
        "/149 ký tự)",
        "như toàn văn trên trang web",
        "Mô tả: Chị Hạnh ở quầy",
        "DY-1",
        "có hình ảnh",
        "Người nhận ra được: Nguyễn Thị Hạnh",
        "Người khác được nêu tên trong bài: bà Lê Thị Nga (1 lần)",
        "Đường dây nóng của tổ",
        fingerprint,
        fingerprint[7:23],
        "NGƯỜI TRÌNH",
        "NGƯỜI DUYỆT",
        "không vướng mắc",
    ):
        assert said in words, said
    assert path.exists()
    with zipfile.ZipFile(office.root / "phieu.docx") as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2  # the cover, and the QR code


def test_a_channel_without_consent_is_marked(office: Office):
    """Where the consent does not reach, the sheet says above the words that they will not be posted."""
    consent = [
        {"ref": "DY-1", "subject": "Nguyễn Thị Hạnh", "date": "2024-12-01", "channels": ["website"], "pictures": True}
    ]
    office.write(1, publish=TIMES, body=BODY, consent=consent)
    assert _words(_sheet(office)).count("KHÔNG ĐĂNG: chưa có văn bản đồng ý của Nguyễn Thị Hạnh") == 2


def test_the_same_story_gives_the_same_bytes(office: Office, capsys):
    """Two sheets of one story are one file; one comma later it is another, with another fingerprint."""
    path = office.write(1, publish=TIMES, body=BODY)
    first = _sheet(office).read_bytes()
    capsys.readouterr()
    again = _sheet(office, "--json")
    assert again.read_bytes() == first
    before = json.loads(capsys.readouterr().out)["fingerprint"]
    path.write_text(path.read_text(encoding="utf-8").replace("Chị nói", "Chị, nói"), encoding="utf-8")
    changed = _sheet(office, "--json").read_bytes()
    assert json.loads(capsys.readouterr().out)["fingerprint"] != before
    assert changed != first
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(2020, 1, 15, 0, 0, 0)}


@pytest.mark.parametrize("story", ["GS-2025-0009", "khong-co"])
def test_a_story_that_is_not_there_is_wrong_usage(office: Office, story: str, capsys):
    """An unknown story is exit code 2, and no file is written."""
    office.write(1, publish=TIMES, body=BODY)
    target = office.root / "phieu.docx"
    assert run(["--config", str(office.root / "newsroom.toml"), "sheet", story, "--out", str(target)]) == 2
    assert story in capsys.readouterr().err
    assert not target.exists()


def test_pictures_that_cannot_be_drawn_are_told(office: Office, capsys):
    """A story whose picture is none gets no sheet but a sentence."""
    office.write(1, publish=TIMES, body=BODY, picture=b"no picture")
    target = office.root / "phieu.docx"
    assert run(["--config", str(office.root / "newsroom.toml"), "sheet", "GS-2025-0001", "--out", str(target)]) == 1
    assert "2025/bai-1/index.md" in capsys.readouterr().err
    assert not target.exists()
