"""Pictures that the office lays beside its fixed pages leave as they are, but for what they tell besides their dots."""

from __future__ import annotations

import hashlib
import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from newsroom.outputs.picture_cache import PictureCache

# Raised when pictures are cleaned differently, so that kept ones are cleaned again.
_RECIPE = "1"
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif"}
_FRAME_MILLISECONDS = 100
# The heads of a WebP and of its first part.
_SMALLEST = 20
_QUALITIES = {"JPEG": 90, "WEBP": 90, "AVIF": 80, "HEIF": 80}


def cleaned(files: Sequence[Staged], cache: PictureCache) -> list[Staged]:
    """Return the staged files with every picture among them free of metadata, upright and in sRGB."""
    return [_clean(file, cache) if PurePosixPath(file.path).suffix.lower() in _SUFFIXES else file for file in files]


def _clean(file: Staged, cache: PictureCache) -> Staged:
    data = file.content()
    if is_bare(data):
        return file
    key = hashlib.sha256(f"clean|{_RECIPE}|".encode() + data).hexdigest()[:16]
    kept = cache.find(key)
    if kept is None:
        found = drawn_anew(data)
        if found is None:
            return file
        kept = cache.keep_file(key, found[1], found[0])
    return Staged(file.path, source=kept.path, version=kept.key)


def is_bare(data: bytes) -> bool:
    """Tell of a WebP that it holds its dots and nothing else: no room for metadata, a turn or a profile.

    Such a file is one part, "VP8 " or "VP8L" (RIFF container, developers.google.com); drawing it anew would only lose
    sharpness, and time in every clean build.
    """
    whole = data[:4] == b"RIFF" and data[8:16] in {b"WEBPVP8 ", b"WEBPVP8L"} and len(data) >= _SMALLEST
    if not whole:
        return False
    held, dots = int.from_bytes(data[4:8], "little"), int.from_bytes(data[16:20], "little")
    return len(data) == held + 8 == dots + dots % 2 + _SMALLEST


def drawn_anew(data: bytes) -> tuple[bytes, tuple[int, int]] | None:
    """Return a picture's bytes without metadata, and its size; None for what is no picture."""
    from newsroom.outputs.picture_file import DAMAGED
    from newsroom.outputs.picture_source import bare, opened, quiet, upright

    with quiet():
        try:
            with opened(io.BytesIO(data)) as image:
                image.load()
                form = image.format or ""
                frames = _frames(image) if getattr(image, "is_animated", False) and form != "HEIF" else []
                profile = image.info.get("icc_profile")
                still = bare(upright(image), profile if isinstance(profile, bytes) else None)
        except DAMAGED:
            return None
        form = "JPEG" if form == "MPO" else form
        options: dict[str, object] = {"quality": _QUALITIES[form]} if form in _QUALITIES else {"optimize": True}
        if frames:
            durations = [frame.info.pop("duration", _FRAME_MILLISECONDS) for frame in frames]
            options |= {"save_all": True, "append_images": frames[1:], "loop": 0, "duration": durations}
        out = io.BytesIO()
        (frames[0] if frames else still).save(out, form, **options)
    return out.getvalue(), still.size


def _frames(image: Image.Image) -> list[Image.Image]:
    from PIL import ImageSequence

    from newsroom.outputs.picture_source import bare

    frames = []
    for frame in ImageSequence.Iterator(image):
        still = bare(frame.convert("RGBA"), None)
        still.info["duration"] = frame.info.get("duration", _FRAME_MILLISECONDS)
        frames.append(still)
    return frames
