"""What a picture's file tells besides its dots: where it was taken, and words that a camera or a program wrote in."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL import Image


class Told(NamedTuple):
    """What a file tells."""

    has_place: bool
    """It has the coordinates of where it was taken."""
    words: str
    """Its captions, names and comments, a line each, cut short."""


_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
# ImageDescription, Artist, Copyright, and Windows' title, comment, author, keywords, subject.
_MAIN_TEXTS = (0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
# UserComment, CameraOwnerName.
_EXIF_TEXTS = (0x9286, 0xA430)
_LATITUDE = 2
_XMP_PLACE = re.compile(r"GPS(?:Latitude|Position)")
_XML = re.compile(r"<[^>]*>")
_XMP_VALUE = re.compile(r'(?:dc|photoshop|Iptc4xmpCore|exif|aux):[A-Za-z]+="([^"]{3,500})"')
_MOST_LETTERS = 4000
_CHARACTER_CODES = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"\0" * 8: "utf-8"}


def read_metadata(image: Image.Image) -> Told:
    """Return what an opened picture tells; metadata that nobody can read tells nothing."""
    exif = image.getexif()
    place = bool(exif.get_ifd(_GPS_IFD).get(_LATITUDE))
    inner = exif.get_ifd(_EXIF_IFD)
    texts = [_text(exif.get(tag)) for tag in _MAIN_TEXTS] + [_text(inner.get(tag)) for tag in _EXIF_TEXTS]
    xmp = _xmp(image.info)
    if xmp:
        place = place or _XMP_PLACE.search(xmp) is not None
        texts += [html.unescape(text) for text in (*_XMP_VALUE.findall(xmp), *_XML.split(xmp))]
    texts += _iptc(image)
    # A JPEG's comment, a PNG's text chunks.
    texts += [_text(value) for key, value in image.info.items() if key == "comment" or isinstance(value, str)]
    words = dict.fromkeys(" ".join(text.split()) for text in texts)
    return Told(place, "\n".join(filter(None, words))[:_MOST_LETTERS])


def _xmp(info: dict[Any, Any]) -> str:
    for key in ("xmp", "XML:com.adobe.xmp"):
        value = info.get(key)
        if isinstance(value, (bytes, str)):
            return value if isinstance(value, str) else value.decode("utf-8", "replace")
    return ""


def _iptc(image: Image.Image) -> list[str]:
    from PIL import ImageFile, IptcImagePlugin

    if "photoshop" not in image.info or not isinstance(image, ImageFile.ImageFile):
        return []
    fields = IptcImagePlugin.getiptcinfo(image) or {}
    values = [one for value in fields.values() for one in (value if isinstance(value, list) else [value])]
    return [_text(value) for value in values]


def _text(value: Any) -> str:
    """Read a value as text: EXIF has ASCII that is UTF-8 in practice, UTF-16 for Windows, and comments with a code."""
    if isinstance(value, tuple):
        value = bytes(part for part in value if isinstance(part, int) and 0 <= part < 256)
    if isinstance(value, bytes):
        code = _CHARACTER_CODES.get(value[:8])
        if code is not None:
            value = value[8:].decode(code, "replace")
        else:
            value = value.decode("utf-16-le" if value[1:2] == b"\0" else "utf-8", "replace")
    return value.replace("\0", " ") if isinstance(value, str) else ""
