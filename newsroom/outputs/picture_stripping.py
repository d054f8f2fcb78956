"""Take out of a picture's file what it tells besides its dots, without decoding it: the dots stay bit for bit.

A camera's note on which side is up is kept, alone: without it a telephone's portrait would lie on its side. So is the
colour profile. JPEG: ITU-T T.81 and Exif 2.3; PNG: W3C PNG third edition; WebP: RIFF container (developers.google.com).
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_TELLING_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_TELLING_WEBP = {b"EXIF", b"XMP "}
# Of the flags in a WebP's head: it has EXIF, it has XMP.
_WEBP_FLAGS = 0x08 | 0x04
_SOS, _EOI, _COMMENT = 0xDA, 0xD9, 0xFE


class CannotStrip(ValueError):
    """The file is not of a form that can be stripped, or not well-formed."""


def strip(data: bytes, turned: int) -> bytes:
    """Return the file without its metadata; `turned` is its orientation of 1 to 8 (Exif tag 0x0112), which is kept.

    Raises:
        CannotStrip: a HEIC, AVIF or GIF, or a file whose parts do not fit together.

    """
    try:
        if data.startswith(_JPEG):
            return b"".join(_jpeg(data, turned))
        if data.startswith(_PNG):
            return b"".join(_png(data, turned))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data, turned)
    except (struct.error, IndexError) as error:
        raise CannotStrip from error
    raise CannotStrip


def _orientation(turned: int) -> bytes:
    """Return EXIF with nothing but the orientation."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)


def _jpeg(data: bytes, turned: int) -> Iterator[bytes]:
    yield _JPEG
    if turned != 1:
        exif = b"Exif\0\0" + _orientation(turned)
        yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    place = 2
    while True:
        while data[place + 1] == 0xFF:  # fill bytes
            place += 1
        if data[place] != 0xFF:
            raise CannotStrip
        marker = data[place + 1]
        if marker == _EOI:
            yield b"\xff\xd9"
            return  # what a telephone hangs behind its picture (a second one, a film) is dropped
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(data):
            raise CannotStrip
        if not _tells(marker, data[place + 4 : end]):
            yield data[place:end]
        place = end
        if marker == _SOS:
            end = _end_of_scan(data, place)
            yield data[place:end]
            place = end


def _tells(marker: int, payload: bytes) -> bool:
    if marker == _COMMENT:
        return True
    # Kept: JFIF, colour profile, Adobe's colour transform.
    kept = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
    return 0xE0 <= marker <= 0xEF and not payload.startswith(kept.get(marker, b"\0no such payload"))


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands; within a scan FF is followed by 00 or by a restart marker."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise CannotStrip
        following = data[place + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2


def _png(data: bytes, turned: int) -> Iterator[bytes]:
    yield _PNG
    place = len(_PNG)
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise CannotStrip
        if kind == b"IDAT" and turned != 1:
            exif = _orientation(turned)
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
            turned = 1
        if kind not in _TELLING_PNG:
            yield data[place:end]
        place = end
        if kind == b"IEND":
            return
    raise CannotStrip


def _webp(data: bytes, turned: int) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise CannotStrip
    parts: list[bytes] = []
    place = 12
    while place + 8 <= size + 8:
        kind, length = struct.unpack_from("<4sI", data, place)
        end = place + 8 + length + length % 2
        part = data[place:end]
        if kind == b"VP8X":
            flags = part[8] & ~_WEBP_FLAGS | (0x08 if turned != 1 else 0)
            part = part[:8] + bytes([flags]) + part[9:]
        if kind not in _TELLING_WEBP:
            parts.append(part)
        place = end
    if turned != 1:
        exif = _orientation(turned)
        parts.append(b"EXIF" + struct.pack("<I", len(exif)) + exif)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
