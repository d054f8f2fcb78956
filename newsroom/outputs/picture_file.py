"""What a picture file really is, found out without trusting it."""

from __future__ import annotations

import contextlib
import json
import struct
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError
from newsroom.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from newsroom.outputs.picture_metadata import Told

MOST_MEGAPIXELS = 25
"""Larger pictures cost memory and gain nothing: the site shows at most 1,600 pixels across."""


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
    moves: bool = False
    """It has several frames, of which the site shows the first."""
    has_place: bool = False
    """Its file says where it was taken."""
    words: str = ""
    """What its file tells in words besides its dots, a line each."""


class KnownPictures:
    """Remembers what was found about unchanged files, so that a check does not decode them again.

    Keyed by path, size and time of change; losing the memory costs time, never correctness.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Load the memory from `path` when there is one."""
        self._path = path
        self._known: dict[str, dict[str, object]] = {}
        self._news: dict[str, Probe] = {}
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
        width, height, moves = known.get("width"), known.get("height"), known.get("moves")
        if not isinstance(width, int) or not isinstance(height, int) or not isinstance(moves, bool):
            return None
        has_place, words = known.get("has_place"), known.get("words")
        if not isinstance(has_place, bool) or not isinstance(words, str):
            return None
        if problem is not None and problem not in set(PictureProblem):
            return None
        return Probe(width, height, PictureProblem(str(problem)) if problem else None, moves, has_place, words)

    def put(self, key: str, found: Probe) -> None:
        """Remember `found`."""
        self._known[key] = asdict(found)
        self._news[key] = found

    @property
    def news(self) -> dict[str, Probe]:
        """What was found out since the memory was loaded."""
        return self._news

    def save(self) -> None:
        """Write the memory when it has grown; where nothing may be written, the next check looks again."""
        if self._path is None or not self._news:
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

    from newsroom.outputs.picture_source import draft, is_turned, opened, quiet

    with quiet():
        try:
            with opened(path) as image:
                width, height = image.size
                if width * height > MOST_MEGAPIXELS * 1_000_000:
                    return Probe(width, height, PictureProblem.TOO_LARGE)
                moves = image.format in _MOVING and bool(getattr(image, "is_animated", False))
                # Every byte of a JPEG is read at an eighth of its size too, in a third of the time.
                is_draft = draft(image, 1)
                image.load()
                if not is_draft:
                    # Only the decoder knows how a HEIC is turned.
                    width, height = image.size
                if is_turned(image):
                    width, height = height, width
                return Probe(width, height, None, moves, *_told(image))
        except UnidentifiedImageError:
            return Probe(problem=PictureProblem.NOT_A_PICTURE)
        except Image.DecompressionBombError:
            return Probe(problem=PictureProblem.BOMB)
        except DAMAGED:
            return Probe(problem=PictureProblem.TRUNCATED)


def _told(image: Image.Image) -> Told:
    """Read what else the file tells; a picture is no worse for metadata that nobody can read."""
    from newsroom.outputs.picture_metadata import Told, read_metadata

    try:
        return read_metadata(image)
    except DAMAGED:
        return Told(has_place=False, words="")


# A telephone's JPEG and HEIC may hold several pictures, none of which moves.
_MOVING = {"GIF", "WEBP", "PNG", "AVIF"}
# What Pillow's readers raise for damaged files, seen by feeding them some: they parse what the file claims.
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    ArithmeticError,
    LookupError,
    MemoryError,
    RuntimeError,
    struct.error,
)
