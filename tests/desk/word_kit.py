"""Word files made of raw XML, with everything in them that a unit's file may bring."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from newsroom.desk.imported import read_word

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """Return where a unit's file is to lie, named as the office asks for it."""
    return tmp_path / "NGƯỜI GIỮ LỬA - NGUYỄN VĂN AN.docx"


def body_of(path: Path) -> str:
    return read_word(path).draft.body


def notes_of(path: Path) -> str:
    return "\n".join(note.vi for note in read_word(path).draft.notes)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def paragraph(*inside: str, properties: str = "") -> str:
    whole = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{whole}</w:p>"


def picture(relation: str, description: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def jpeg(colour: str = "red", size: tuple[int, int] = (320, 200), *, place: bool = False) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 28.0, 0.0), 3: "E", 4: (106.0, 37.0, 0.0)})
        exif[0x010F] = "Máy ảnh"
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def write_word(
    path: Path,
    *paragraphs: str,
    parts: dict[str, bytes] | None = None,
    relations: dict[str, tuple[str, str]] | None = None,
    content_type: str = _PLAIN,
    document: str | None = None,
) -> Path:
    """Write a .docx; `relations` are id → (kind, target), a target with a scheme lies outside."""
    body = document or f'<?xml version="1.0"?><w:document {_SPACES}><w:body>{"".join(paragraphs)}</w:body></w:document>'
    linked = "".join(
        f'<Relationship Id="{identity}" Type="{_R}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for identity, (kind, target) in (relations or {}).items()
    )
    spaces = "http://schemas.openxmlformats.org/package/2006"
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'<?xml version="1.0"?><Types xmlns="{spaces}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="bin" ContentType="application/octet-stream"/>'
            '<Default Extension="emf" ContentType="image/x-emf"/>'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
        ),
        "_rels/.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{spaces}/relationships"><Relationship Id="rId1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{spaces}/relationships">{linked}</Relationships>'
        ),
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def part(tag: str, inside: str) -> bytes:
    """Return a part such as comments or footnotes."""
    return f'<?xml version="1.0"?><w:{tag} {_SPACES}>{inside}</w:{tag}>'.encode()
