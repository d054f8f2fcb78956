"""The two pens and the command: what lies on disk, for whom, and when it is made again."""

from __future__ import annotations

import base64
import io
import json
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import segno
from office_kit import Office, jpeg
from PIL import Image, ImageChops, ImageStat

from newsroom.cli.main import run

QUOTE = "Tôi tiết kiệm bút, mực, giấy, chỗ ngồi. Phút thì tôi không tiết kiệm được cho họ."


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("posters") / "office")
    office.write(1, title="Cây cột ghi nước của nhà ông Hoành", quote=QUOTE, picture=jpeg(size=(1800, 1200)))
    assert poster(office, "bai-1", "--format", "pdf", "--format", "png", "--layout", "anh-lon") == 0
    assert poster(office, "bai-1", "--slides") == 0
    return office


def poster(office: Office, *arguments: str) -> int:
    return run(["--config", str(office.root / "newsroom.toml"), "poster", *arguments])


def made(office: Office) -> dict[str, bytes]:
    folder = office.root / "build" / "posters"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def streams(pdf: bytes) -> list[bytes]:
    """Return the decoded streams of a PDF of reportlab's."""
    found = []
    for match in re.finditer(rb"<<([^>]*(?:>(?!>)[^>]*)*)>>\s*stream\r?\n(.*?)\r?\n?endstream", pdf, re.DOTALL):
        data = match[2]
        if b"DCTDecode" in match[1]:
            continue
        if b"ASCII85Decode" in match[1]:
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
        if b"FlateDecode" in match[1]:
            data = zlib.decompress(data)
        found.append(data)
    return found


def test_the_pdf_can_be_searched(shown: Office) -> None:
    """The fonts travel with the PDF, cut down to the letters used, and say which Vietnamese letter each glyph is."""
    pdf = made(shown)["2025/bai-1/anh-lon-a4.pdf"]
    decoded = streams(pdf)
    maps = [data for data in decoded if b"beginbfrange" in data or b"beginbfchar" in data]
    letters = {int(code, 16) for data in maps for code in re.findall(rb"<[0-9A-Fa-f]{2}>\s*<([0-9A-Fa-f]{4})>", data)}
    letters |= {int(c, 16) for d in maps for row in re.findall(rb"\[(.*?)\]", d, re.DOTALL)
                for c in re.findall(rb"<([0-9A-Fa-f]{4})>", row)}  # fmt: skip
    assert set("Câycộtghinướcnhàông“”Chị").issubset({chr(code) for code in letters})
    assert set(re.findall(rb"/BaseFont /\w+\+(\S+)", pdf)) == {
        b"BeVietnamPro-Bold", b"BeVietnamPro-Regular", b"BeVietnamPro-SemiBold",
    }  # fmt: skip
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == 3


def test_files_tell_nothing_of_machine_or_hour(shown: Office, tmp_path: Path) -> None:
    """No time of making, no path and no picture metadata is in a file, and the same story gives the same bytes."""
    files = made(shown)
    for data in files.values():
        assert str(shown.root).encode() not in data
        assert str(datetime.now(UTC).year).encode() + b"-" not in data[:2000]
    assert b"CreationDate (D:20000101" in files["2025/bai-1/anh-lon-a4.pdf"]
    with Image.open(io.BytesIO(files["2025/bai-1/anh-lon-a4.png"])) as image:
        assert set(image.info) == {"dpi"}
    again = shown.copy(tmp_path / "again")
    poster(again, "bai-1", "--layout", "anh-lon")
    poster(again, "bai-1", "--slides")
    assert made(again).items() <= files.items()
    assert len(made(again)) == 3


def test_pictures_have_the_size_of_the_paper_at_300_dots_an_inch(shown: Office) -> None:
    """A4 has 2480 × 3508 pixels and says 300 dots an inch; slides fill an HD and a 4K screen."""
    files = made(shown)
    sizes = {}
    for name, data in files.items():
        if not name.endswith(".pdf"):
            with Image.open(io.BytesIO(data)) as image:
                sizes[name.rsplit("/", 1)[1]] = image.size, round(image.info["dpi"][0]) if "dpi" in image.info else None
    assert sizes["anh-lon-a4.png"] == ((2480, 3508), 300)
    assert {name: size for name, (size, _) in sizes.items() if name.startswith("man-hinh")} == {
        "man-hinh-1920x1080.jpg": (1920, 1080),
        "man-hinh-3840x2160.jpg": (3840, 2160),
    }


def test_the_code_leads_to_the_story(shown: Office) -> None:
    """The code drawn on the poster is, module by module, the standard's code of the story's address."""
    expected = [list(row) for row in segno.make_qr("https://guong.example.vn/2025/bai-1/", error="m").matrix]
    with Image.open(io.BytesIO(made(shown)["2025/bai-1/anh-lon-a4.png"])) as image:
        corner = image.convert("L").crop((1860, 2900, 2480, 3480))
    dark = corner.point(lambda value: 255 if value < 40 else 0)
    left, top, right, bottom = dark.getbbox()
    step = (right - left) / len(expected)
    assert right - left == bottom - top
    read = [
        [int(dark.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) > 0) for x in range(len(row))]
        for y, row in enumerate(expected)
    ]
    assert read == expected


def test_three_posters_by_default_and_none_made_twice(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Without options three A4 PDFs are made and named; unchanged ones are left alone, an edit makes them anew."""
    path = office.write(1)
    assert poster(office, "GS-2025-0001") == 0
    said = capsys.readouterr().out
    assert [name.split("/")[-1] for name in made(office)] == [
        "anh-lon-a4.pdf",
        "trang-trong-a4.pdf",
        "trich-dan-a4.pdf",
    ]
    assert all(str(office.root / "build/posters" / name) in said for name in made(office))
    times = {p: p.stat().st_mtime_ns for p in (office.root / "build/posters").rglob("*.pdf")}
    assert poster(office, "--all") == 0
    assert {p: p.stat().st_mtime_ns for p in (office.root / "build/posters").rglob("*.pdf")} == times
    path.write_text(path.read_text(encoding="utf-8").replace("cán bộ tận tụy", "người tận tụy"), encoding="utf-8")
    office.approve(path)
    capsys.readouterr()
    assert poster(office, "bai-1", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [p["new"] for p in document["posters"]] == [True, True, True]
    assert [p["layout"] for p in document["posters"] if p["soft"]] == ["anh-lon", "trich-dan"]


def test_a_story_not_approved_gets_only_a_stamped_draft(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """A story that the website may not show gets no poster; with --draft one that says across the page what it is."""
    office.write(1, approve=False)
    assert poster(office, "bai-1") == 2
    assert "--draft" in capsys.readouterr().err
    assert made(office) == {}
    assert poster(office, "bai-1", "--draft", "--format", "png", "--layout", "anh-lon") == 0
    name = "2025/bai-1/anh-lon-a4-ban-nhap.png"
    assert list(made(office)) == [name]
    stamped = made(office)[name]
    office.approve(office.stories / "2025/bai-1/index.md")
    poster(office, "bai-1", "--format", "png", "--layout", "anh-lon")
    clean = made(office)["2025/bai-1/anh-lon-a4.png"]
    with Image.open(io.BytesIO(stamped)) as draft, Image.open(io.BytesIO(clean)) as final:
        differs = ImageChops.difference(draft.reduce(20), final.reduce(20)).convert("L").point(lambda v: 255 * (v > 8))
    assert ImageStat.Stat(differs).mean[0] / 255 > 0.025


def test_a_withdrawn_story_s_posters_are_taken_away(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """A withdrawn story is refused even as a draft, and what was printed of it is deleted by the next run."""
    office.write(1)
    office.write(2)
    assert poster(office, "--all", "--layout", "trang-trong") == 0
    office.write(1, withdrawal={"at": "2026-01-01 08:00", "reason": "Theo yêu cầu", "by": "Lê Hoa"})
    assert poster(office, "bai-1", "--draft") == 2
    assert "đã gỡ" in capsys.readouterr().err
    assert list(made(office)) == ["2025/bai-2/trang-trong-a4.pdf"]


def test_a_small_picture_is_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture with fewer than 150 dots an inch on the paper is used, and the editor told."""
    office.write(1, picture=jpeg(size=(600, 400)))
    assert poster(office, "bai-1", "--layout", "anh-lon") == 0
    assert "điểm/inch" in capsys.readouterr().err


def test_a_picture_on_its_side_is_upright_and_without_metadata(office: Office) -> None:
    """A picture is turned as its camera says, and nothing of its metadata is in a poster."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "MAY ANH BI MAT"
    office.write(1, picture=jpeg(size=(900, 600), exif=exif.tobytes()))
    poster(office, "bai-1", "--layout", "trang-trong", "--format", "pdf", "--format", "png")
    for data in made(office).values():
        assert b"MAY ANH BI MAT" not in data


def test_what_to_make_must_be_said(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a story nor --all, or a story that is not there, is told in one sentence with its remedy."""
    office.write(1)
    assert poster(office) == 2
    assert poster(office, "khong-co") == 2
    assert "Cách xử lý" in capsys.readouterr().err
    assert not Path(office.root / "build" / "posters").exists()
