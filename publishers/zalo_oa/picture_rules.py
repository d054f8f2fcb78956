"""What Zalo takes as a picture of an article: fetched from a public address, at most 1 MB, JPEG (or PNG in the body).

An upload cannot serve: the upload call gives an id for messages, not an address (2026-05).
"""

from __future__ import annotations

import math
from pathlib import Path

from publishers.contract import Photo, Problem

MOST_BYTES = 1_000_000
"""Zalo says "1 MB"; the smaller reading of it is used."""
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"


def picture_problems(photo: Photo, vi: str, en: str, *, jpeg_only: bool = False) -> list[Problem]:
    """Return why Zalo would refuse the picture. One that is not drawn yet (`path` or `url` empty) is not looked at."""
    found: list[Problem] = []
    if photo.url and not photo.url.startswith(("https://", "http://")):
        found.append(
            Problem(
                f"{vi} không có địa chỉ công khai: {photo.url}",
                f"{en} has no public address: {photo.url}",
            )
        )
    path = Path(photo.path)
    if not photo.path or not path.is_file():
        return found
    name = Path(photo.url).name or path.name
    size = path.stat().st_size
    if size > MOST_BYTES:
        found.append(
            Problem(
                f"{vi} {name} nặng {_megabytes(size, ',')} MB, Zalo nhận tối đa 1 MB: dùng ảnh nhỏ hơn",
                f"{en} {name} has {_megabytes(size, '.')} MB, Zalo takes at most 1 MB: use a smaller one",
            )
        )
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(_JPEG) and (jpeg_only or head != _PNG):
        kinds = "JPEG" if jpeg_only else "JPEG hoặc PNG"
        found.append(
            Problem(
                f"{vi} {name} không phải {kinds}",
                f"{en} {name} is no {kinds.replace('hoặc', 'or')}",
            )
        )
    return found


def _megabytes(size: int, point: str) -> str:
    # Rounded up: "1.00 MB" would not explain a refusal.
    return f"{math.ceil(size / 10_000) / 100:.2f}".replace(".", point)
