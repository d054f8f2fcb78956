"""`newsroom import`: files that are damaged, locked, of another kind or an attack are one sentence and nothing more."""

from __future__ import annotations

import contextlib
import os
import random
import re
import zipfile
from pathlib import Path

import pytest
from desk_kit import Desk
from word_kit import MACROS, font, jpeg, paragraph, part, picture, run, write_word

from newsroom.desk.imported import read_word
from newsroom.errors import UsageError


def test_macros_are_left_behind(desk: Desk, tmp_path: Path) -> None:
    """A .docm, and a .docx that hides a program, give their text; the program goes nowhere and is told."""
    for name, kind in (("BÀI - AN.docm", MACROS), ("BÀI - AN.docx", None)):
        path = tmp_path / name
        options = {"content_type": kind} if kind else {}
        write_word(path, paragraph("Chữ."), parts={"word/vbaProject.bin": b"Sub AutoOpen()"}, **options)
        document = desk.json("import", str(path))
        assert "macro" in document["notes"][0]
        folder = (desk.office.root / document["path"]).parent
        assert [p.name for p in folder.iterdir()] == ["index.md"]
        assert b"AutoOpen" not in (folder / "index.md").read_bytes()


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(write_word(path, paragraph("x")), "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/lon.xml", b"<a>" + b" " * 90_000_000 + b"</a>")


def _billion_laughs(path: Path) -> None:
    entities = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    write_word(path, document=f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&b;</x>')


def _external(path: Path) -> None:
    write_word(path, document='<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')


def _utf16_trap(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    write_word(path, paragraph("x"), parts={"word/styles.xml": text.encode("utf-16")})


def _cut_short(path: Path) -> None:
    path.write_bytes(write_word(path, paragraph("x")).read_bytes()[:-200])


def _half_a_part(path: Path) -> None:
    write_word(path, document='<?xml version="1.0"?><w:document')


def _flipped(path: Path) -> None:
    data = bytearray(write_word(path, paragraph("x" * 4000)).read_bytes())
    place = data.index(b"word/document.xml") + 40
    data[place : place + 20] = bytes(20)
    path.write_bytes(data)


def _without_a_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("la.txt", "x")


def _excel(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<x/>")


def _deep(path: Path) -> None:
    write_word(path, "<w:sdt><w:sdtContent>" * 3000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 3000)


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BAD = {
    "not a ZIP": (lambda path: path.write_bytes(b"xin chao" * 99), "hỏng"),
    "empty": (lambda path: path.write_bytes(b""), "hỏng"),
    "cut short": (_cut_short, "hỏng"),
    "half a part": (_half_a_part, "hỏng"),
    "bytes flipped": (_flipped, "hỏng"),
    "no document": (_without_a_document, "hỏng"),
    "too deep": (_deep, "hỏng"),
    "a ZIP bomb": (_bomb, "phá hoại"),
    "an XML bomb": (_billion_laughs, "phá hoại"),
    "external entities": (_external, "phá hoại"),
    "entities in UTF-16": (_utf16_trap, "phá hoại"),
    "old Word": (lambda path: path.write_bytes(_OLE + bytes(600) + "WordDocument".encode("utf-16-le")), ".doc"),
    "locked": (lambda path: path.write_bytes(_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "mật khẩu"),
    "RTF": (lambda path: path.write_bytes(b"{\\rtf1 x}"), "RTF"),
    "PDF": (lambda path: path.write_bytes(b"%PDF-1.7"), "PDF"),
    "Excel": (_excel, "Excel"),
    "not there": (lambda _path: None, "Không đọc được"),
    "a folder": (lambda path: path.mkdir(), "Không đọc được"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_one_sentence(desk: Desk, word: Path, kind: str) -> None:
    """Whatever is handed in, there is one clear sentence with what to do, code 2, and nothing written."""
    make, said = BAD[kind]
    make(word)
    before = desk.tree()
    assert desk.run("import", str(word), "--yes") == 2
    assert said in desk.err
    assert "Cách xử lý" in desk.err
    assert "Traceback" not in desk.err + desk.out
    assert desk.tree() == before


def test_damaged_xml_never_raises_anything_else(tmp_path: Path, word: Path) -> None:
    """A file with attributes, elements and bytes changed at random is read or refused, and nothing else happens."""
    whole = write_word(
        word,
        paragraph(picture("a", "x"), run("Chữ", font(".VnTime")), properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>",
        paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>', properties='<w:pStyle w:val="A"/>'),
        parts={
            "word/media/a.jpeg": jpeg(),
            "word/styles.xml": part(
                "styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
            ),
            "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph("x")}</w:footnote>'),
            "word/numbering.xml": part("numbering", '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
        },
        relations={
            "a": ("image", "media/a.jpeg"),
            "b": ("styles", "styles.xml"),
            "c": ("footnotes", "footnotes.xml"),
            "d": ("numbering", "numbering.xml"),
        },
    )
    with zipfile.ZipFile(whole) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    chance = random.Random(26)
    read = 0
    for _ in range(80):
        changed = dict(parts)
        name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
        pieces = re.split(rb'(<[^>]*>|="[^"]*")', changed[name])
        place = chance.randrange(len(pieces))
        pieces[place] = chance.choice([b"", b'="-1"', b'=""', b"<w:p/>", b"</w:p>", b"\x00", pieces[place] * 2])
        changed[name] = b"".join(pieces)
        with zipfile.ZipFile(tmp_path / "B - A.docx", "w") as packed:
            for one, data in changed.items():
                packed.writestr(one, data)
        with contextlib.suppress(UsageError):
            read += bool(read_word(tmp_path / "B - A.docx").draft.title)
    assert 10 < read < 80


def test_a_file_nobody_may_read_is_told(desk: Desk, word: Path) -> None:
    """A pipe or device is no file; nothing waits for it."""
    os.mkfifo(word)
    assert desk.run("import", str(word), "--yes") == 2
