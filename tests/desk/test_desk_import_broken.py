"""`newsroom import`: whatever zipfile, lxml and python-docx say of a damaged file is the same one sentence."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from word_kit import paragraph, write_word

from newsroom.desk.imported import read_word
from newsroom.errors import UsageError

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def _told(path: Path, **lies: Any) -> None:
    """Add a part and let the archive's directory tell something untrue of it."""
    with zipfile.ZipFile(write_word(path, paragraph("x")), "a") as packed:
        packed.writestr("word/them.xml", "<a/>")
        for name, value in lies.items():
            setattr(packed.infolist()[-1], name, value)


def _garbled(path: Path, method: int) -> None:
    """Write a part in a compression and put other bytes into the middle of it."""
    words = " ".join(str(number) for number in range(3000)).encode()
    with zipfile.ZipFile(write_word(path, paragraph("x")), "a", method) as packed:
        packed.writestr("word/them.xml", words)
        # Behind the part's header of 43 bytes, and the 9 in which LZMA says how it is packed.
        begin, size = packed.infolist()[-1].header_offset + 52, packed.infolist()[-1].compress_size
    data = bytearray(path.read_bytes())
    data[begin : begin + size // 2] = b"\xff" * (size // 2)
    path.write_bytes(data)


def _directory_elsewhere(path: Path) -> None:
    data = bytearray(write_word(path, paragraph("x")).read_bytes())
    data[-6:-2] = (10_000_000).to_bytes(4, "little")
    path.write_bytes(data)


def _related(path: Path, *relations: str, inside: str = "") -> None:
    root = f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}{inside}</Relationships>'
    write_word(path, paragraph("x"), parts={"_rels/.rels": root.encode()})


def _chain(path: Path) -> None:
    parts = {f"word/{number}.xml": b"<a/>" for number in range(1501)}
    for number in range(1500):
        target = f'<Relationship Id="a" Type="x/y" Target="{number + 1}.xml"/>'
        root = f'<Relationships xmlns="{_RELATIONS}">{target}</Relationships>'
        parts[f"word/_rels/{number}.xml.rels"] = root.encode()
    write_word(path, paragraph("x"), parts=parts, relations={"a": ("y", "0.xml")})


_TO_MAIN = f'<Relationship Id="a" Type="{_MAIN}" Target="word/document.xml"/>'
BROKEN = {
    "no archive": (lambda path: path.write_bytes(b"xin chao" * 99), zipfile.BadZipFile),
    "deflate": (lambda path: _garbled(path, zipfile.ZIP_DEFLATED), zlib.error),
    "LZMA": (lambda path: _garbled(path, zipfile.ZIP_LZMA), lzma.LZMAError),
    "bzip2": (lambda path: _garbled(path, zipfile.ZIP_BZIP2), OSError),
    "a part that ends early": (lambda path: _told(path, compress_size=9_000, file_size=9_000), EOFError),
    "an unknown compression": (lambda path: _told(path, compress_type=99), NotImplementedError),
    "parts before the file": (_directory_elsewhere, ValueError),
    "parts beyond all files": (lambda path: _told(path, header_offset=2**63), OverflowError),
    "half a part": (lambda path: write_word(path, document="<w:document"), SyntaxError),
    "half a part beside": (
        lambda path: write_word(
            path, paragraph("x"), parts={"word/a.xml": b"<a"}, relations={"a": ("styles", "a.xml")}
        ),
        SyntaxError,
    ),
    "a part that is not there": (
        lambda path: write_word(path, paragraph("x"), relations={"a": ("styles", "a.xml")}),
        KeyError,
    ),
    "no main part": (_related, KeyError),
    "two main parts": (lambda path: _related(path, _TO_MAIN, _TO_MAIN.replace('"a"', '"b"')), ValueError),
    "a relation to nothing": (lambda path: _related(path, re.sub(' Target="[^"]*"', "", _TO_MAIN)), TypeError),
    "another root": (
        lambda path: write_word(path, paragraph("x"), parts={"[Content_Types].xml": b"<x/>"}),
        AttributeError,
    ),
    "a chain of parts": (_chain, RecursionError),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_each_kind_of_damage_is_the_same_sentence(word: Path, kind: str) -> None:
    """What a library raises of each damage is worded for people, and the library's own words stay behind it."""
    make, raised = BROKEN[kind]
    make(word)
    with pytest.raises(UsageError) as told:
        read_word(word)
    assert "bị hỏng" in told.value.what.vi
    assert isinstance(told.value.__cause__, raised)


def test_a_relation_of_no_kind_is_passed_over(word: Path) -> None:
    """A relation that does not say what it is for takes nothing from the text."""
    relation = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Target="a.xml"/></Relationships>'
    parts = {"word/_rels/document.xml.rels": relation.encode(), "word/a.xml": b"<a/>"}
    write_word(word, paragraph("Chữ."), parts=parts)
    assert read_word(word).draft.body == "Chữ.\n"
