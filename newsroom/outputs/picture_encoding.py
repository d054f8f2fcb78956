"""Bytes of pictures: how good, how small, and the same for the same picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from newsroom.outputs.picture_widths import AVIF, JPEG, WEBP, Format

if TYPE_CHECKING:
    from PIL import Image

MOST_JPEG_BYTES = 1_000_000
"""Zalo takes no larger picture; a photo full of grain or leaves is saved at a lower quality until it fits."""
_JPEG_QUALITIES = (82, 74, 64, 52, 38, 20)
_WEBP_QUALITY, _WEBP_METHOD = 76, 2
# Speed 8 takes four times as long for a photo and saves a hundredth of its bytes (libaom 3.14).
_AVIF_QUALITY, _AVIF_SPEED = 58, 9


def encode(image: Image.Image, form: Format) -> bytes:
    """Return a bare RGB picture in a format."""
    return {AVIF: _avif, WEBP: _webp, JPEG: jpeg}[form](image)


def jpeg(image: Image.Image) -> bytes:
    """Return a progressive JPEG that every channel takes."""
    data = b""
    for quality in _JPEG_QUALITIES:
        data = _saved(image, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(data) <= MOST_JPEG_BYTES:
            break
    return data


def jpeg_to_work_on(image: Image.Image) -> bytes:
    """Return a JPEG that is fast to read and good enough to be saved once more."""
    return _saved(image, "JPEG", quality=91)


def _webp(image: Image.Image) -> bytes:
    return _saved(image, "WEBP", quality=_WEBP_QUALITY, method=_WEBP_METHOD)


def _avif(image: Image.Image) -> bytes:
    # One thread, because pictures are drawn beside each other anyway, and bytes must not depend on the machine.
    return _saved(image, "AVIF", quality=_AVIF_QUALITY, speed=_AVIF_SPEED, max_threads=1, subsampling="4:2:0")


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
