"""What a picture file really is, found out without trusting it."""

from __future__ import annotations

import contextlib
import json
import struct
import warnings
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError
from newsroom.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEGAPIXELS = 25
"""Larger pictures cost memory and gain nothing: the site shows at most 1,600 pixels across."""
# A telephone's MPO opens as JPEG; naming it makes Pillow fail on every file that is none of the others.
_FORMATS = ("JPEG", "PNG", "WEBP")


class PictureProblem(StrEnum):
    """Why a file cannot be used."""

    MISSING = "missing"
    NOT_A_PICTURE = "not-a-picture"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    BOMB = "bomb"


@dataclass(frozen=True, slots=True)
class Probe:
    """The size of a picture in pixels, upright, or its problem."""

    width: int = 0
    height: int = 0
    problem: PictureProblem | None = None


class KnownPictures:
    """Remembers what was found about unchanged files, so that a check does not decode them again.

    Keyed by path, size and time of change; losing the memory costs time, never correctness.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Load the memory from `path` when there is one."""
        self._path = path
        self._known: dict[str, dict[str, object]] = {}
        self._changed = False
        if path is not None:
            try:
                known = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError, RecursionError):
                known = None
            self._known = known if isinstance(known, dict) else {}

    def get(self, key: str) -> Probe | None:
        """Return what is known under `key`."""
        known = self._known.get(key)
        if not isinstance(known, dict):
            return None
        problem = known.get("problem")
        width, height = known.get("width"), known.get("height")
        if not isinstance(width, int) or not isinstance(height, int):
            return None
        if problem is not None and problem not in set(PictureProblem):
            return None
        return Probe(width, height, PictureProblem(str(problem)) if problem else None)

    def put(self, key: str, found: Probe) -> None:
        """Remember `found`."""
        self._known[key] = asdict(found)
        self._changed = True

    def save(self) -> None:
        """Write the memory when it has grown; where nothing may be written, the next check looks again."""
        if self._path is None or not self._changed:
            return
        with contextlib.suppress(ConfigurationError):
            write_text(self._path, json.dumps(self._known, indent=0, sort_keys=True))


def probe(path: Path, known: KnownPictures) -> Probe:
    """Decode a picture completely and say what it is; nothing is raised for a bad file."""
    try:
        stat = path.stat()
        if not path.is_file():
            return Probe(problem=PictureProblem.NOT_A_PICTURE)
    except (OSError, ValueError):
        return Probe(problem=PictureProblem.MISSING)
    key = f"{path}|{stat.st_size}|{stat.st_mtime_ns}|{stat.st_ctime_ns}|{stat.st_ino}"
    found = known.get(key)
    if found is None:
        found = _decode(path)
        known.put(key, found)
    return found


def _decode(path: Path) -> Probe:
    # Heavy, and most commands never open a picture.
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Our own findings are worded for editors; Pillow's warnings would reach their terminal.
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=_FORMATS) as image:
                width, height = image.size
                if width * height > MOST_MEGAPIXELS * 1_000_000:
                    return Probe(width, height, PictureProblem.TOO_LARGE)
                image.load()
                if image.getexif().get(_ORIENTATION, 1) in _TURNED:
                    width, height = height, width
                return Probe(width, height)
        except UnidentifiedImageError:
            return Probe(problem=PictureProblem.NOT_A_PICTURE)
        except Image.DecompressionBombError:
            return Probe(problem=PictureProblem.BOMB)
        except _DAMAGED:
            return Probe(problem=PictureProblem.TRUNCATED)


# What Pillow's readers raise for damaged files, seen by feeding them some: they parse what the file claims.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    ArithmeticError,
    LookupError,
    MemoryError,
    struct.error,
)
_ORIENTATION = 0x0112
_TURNED = {5, 6, 7, 8}
