"""Open a Word file without trusting it: what it is, how large it becomes, and nothing in it that runs or reaches out.

A .docx is a ZIP of XML parts (ISO/IEC 29500). The bounds are far above any story and far below what hurts a machine.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MOST_FILE_BYTES = 200_000_000
_MOST_UNPACKED_BYTES = 600_000_000
_MOST_XML_BYTES = 80_000_000
_MOST_PARTS = 10_000
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# No part of an Office file may have a DTD (ISO/IEC 29500-2, 9.1.4); with one, entities multiply or read files.
_DTD = re.compile(b"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y|\0<\0!\0D\0O\0C\0T\0Y")
# What zipfile says of a damaged archive, and its decompressors (bzip2 by OSError) of what lies in it. It raises
# NotImplementedError itself for a way of packing or a version that it does not know.
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
# What lxml says of a part that is no XML (its XMLSyntaxError is a SyntaxError), and python-docx of parts that do not
# fit together: it trusts names, roots, relations and their depth.
_BROKEN_PARTS = (SyntaxError, KeyError, ValueError, TypeError, AttributeError, RecursionError)
_FOREIGN = (("content.xml", "OpenDocument"), ("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part of the file points to."""

    kind: str
    """The last word of its type: image, hyperlink, comments …"""
    target: str
    """An address when it lies outside, else the part's name."""
    is_external: bool
    part: Any = None


@dataclass(frozen=True, slots=True)
class WordFile:
    """An opened Word file."""

    root: Any
    """The parsed main part."""
    relations: Mapping[str, Relation]
    """Those of the main part, by id."""
    names: frozenset[str]
    """Every part's name."""

    def part(self, kind: str) -> Any | None:
        """Return the parsed part of a kind, `styles` or `footnotes`; None when the file has none.

        Raises:
            SyntaxError: the part is no XML; only the main one was parsed when the file was opened.

        """
        for relation in self.relations.values():
            if relation.kind == kind and relation.part is not None:
                return _parsed(relation.part.blob)
        return None

    @property
    def has_macros(self) -> bool:
        """Tell whether the file brings programs along."""
        return any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self.names)


def open_word(path: Path) -> WordFile:
    """Open a .docx, or a .docm for its text alone.

    Raises:
        UsageError: it is no Word file that can be read; the sentence says what it is and what to do.

    """
    try:
        if path.exists() and not path.is_file():
            # A folder; or a pipe, which would be waited for.
            raise UsageError(_UNREADABLE, _UNREADABLE_REMEDY, path=path, reason=_NO_FILE)
        if path.stat().st_size > _MOST_FILE_BYTES:
            raise UsageError(_TOO_LARGE, _TOO_LARGE_REMEDY, path=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(_UNREADABLE, _UNREADABLE_REMEDY, path=path, reason=error.strerror) from error
    _refuse_other_kinds(path, data)
    try:
        names = _look_over(path, data)
        return _opened(data, names)
    except (*_BROKEN_ZIP, *_BROKEN_PARTS) as error:
        raise damaged(path) from error


def damaged(path: Path) -> UsageError:
    """Word that a file cannot be read."""
    return UsageError(_DAMAGED, _DAMAGED_REMEDY, path=path.name)


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UsageError(_LOCKED, _LOCKED_REMEDY, path=path.name)
        raise UsageError(_OLD, _OLD_REMEDY, path=path.name)
    for start, kind in ((b"{\\rtf", "RTF"), (b"%PDF", "PDF")):
        if data.lstrip()[:8].startswith(start):
            raise UsageError(_OTHER, _OLD_REMEDY, path=path.name, kind=kind)


def _look_over(path: Path, data: bytes) -> frozenset[str]:
    """Refuse what would blow up, before any of it is parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        names = frozenset(part.filename for part in parts)
        for name, kind in _FOREIGN:
            if name in names:
                raise UsageError(_OTHER, _OLD_REMEDY, path=path.name, kind=kind)
        if any(part.flag_bits & 1 for part in parts):
            raise UsageError(_LOCKED, _LOCKED_REMEDY, path=path.name)
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
        too_large = sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES or len(parts) > _MOST_PARTS
        if too_large or sum(part.file_size for part in xml) > _MOST_XML_BYTES:
            raise UsageError(_BOMB, _BOMB_REMEDY, path=path.name)
        # The library reads at most what the entry claims, so the sums above hold.
        for part in xml:
            if _DTD.search(packed.read(part)):
                raise UsageError(_TRAP, _BOMB_REMEDY, path=path.name)
    return names


def _opened(data: bytes, names: frozenset[str]) -> WordFile:
    # Not docx.Document: it refuses files with macros, whose text is as good as any.
    from docx.package import Package

    package = Package.open(io.BytesIO(data))
    main = package.main_document_part
    root = _parsed(main.blob)
    if root.tag != f"{{{_WORD}}}document":
        raise UsageError(_STRICT, _OLD_REMEDY)
    return WordFile(root, dict(_relations(main)), names)


def _relations(part: Any) -> Iterator[tuple[str, Relation]]:
    for identity, relation in part.rels.items():
        kind = (relation.reltype or "").rsplit("/", 1)[-1]
        if relation.is_external:
            yield identity, Relation(kind, relation.target_ref, is_external=True)
        else:
            yield (
                identity,
                Relation(kind, str(relation.target_part.partname), is_external=False, part=relation.target_part),
            )


def _parsed(blob: bytes) -> Any:
    from docx.oxml.parser import parse_xml

    # It resolves no entities, and libxml2 itself bounds depth and length; the sizes were looked at before.
    return parse_xml(blob)


_UNREADABLE = Words("Không đọc được {path}: {reason}.", "{path} cannot be read: {reason}.")
_UNREADABLE_REMEDY = Words("Kiểm tra đường dẫn và quyền đọc của tệp.", "Check the path and the file's permissions.")
_NO_FILE = Words("không phải là tệp", "it is no file")
_TOO_LARGE = Words("{path} lớn hơn 200 MB.", "{path} is larger than 200 MB.")
_TOO_LARGE_REMEDY = Words(
    "Nén ảnh trong Word (Picture Format → Compress Pictures) rồi lưu lại.",
    "Compress its pictures in Word (Picture Format → Compress Pictures) and save it again.",
)
_LOCKED = Words("{path} có mật khẩu, không mở được.", "{path} is locked by a password.")
_LOCKED_REMEDY = Words(
    "Mở trong Word bằng mật khẩu, bỏ mật khẩu (File → Info → Protect Document) rồi lưu lại.",
    "Open it in Word, take the password off (File → Info → Protect Document) and save it again.",
)
_OLD = Words("{path} là tệp Word đời cũ (.doc).", "{path} is a Word file of the old kind (.doc).")
_OLD_REMEDY = Words(
    "Mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) → Word Document (.docx), rồi nhập tệp mới.",
    "Open it in Word or LibreOffice, save it as Word Document (.docx), and import that.",
)
_OTHER = Words("{path} là tệp {kind}, không phải Word (.docx).", "{path} is {kind}, not Word (.docx).")
_STRICT = Words(
    "Tệp được lưu dạng Strict Open XML, chưa đọc được.", "The file is saved as Strict Open XML, which is not read."
)
_DAMAGED = Words("{path} bị hỏng hoặc không phải tệp Word (.docx).", "{path} is damaged or is no Word file (.docx).")
_DAMAGED_REMEDY = Words(
    "Mở thử bằng Word; nếu Word cũng báo lỗi, xin đơn vị gửi lại tệp. Chưa có gì được ghi.",
    "Try it in Word; if Word complains too, ask the unit to send it again. Nothing was written.",
)
_BOMB = Words(
    "{path} bung ra lớn bất thường, có thể là tệp phá hoại.", "{path} unpacks to an unusual size; it may be an attack."
)
_TRAP = Words(
    "{path} có khai báo thực thể XML mà Word không bao giờ ghi, có thể là tệp phá hoại.",
    "{path} declares XML entities, which Word never writes; it may be an attack.",
)
_BOMB_REMEDY = Words(
    "Không mở tệp này; hỏi lại người gửi và báo bộ phận công nghệ thông tin.",
    "Do not open it; ask who sent it, and tell your IT people.",
)
