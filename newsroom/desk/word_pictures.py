"""Take the pictures out of a Word file: as files a story can have, without where they were taken."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsroom.desk.word_package import WordFile

# As they are; others are drawn anew as JPEG.
_TAKEN = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
_DRAWINGS = (".emf", ".wmf", ".emz", ".wmz", ".svg")
_SMALLEST = 60
"""Pictures that are less high or wide are lines, dots and logos."""


class Taken(NamedTuple):
    """One picture, ready to lie beside a story."""

    data: bytes
    suffix: str
    had_place: bool
    """It told where it was taken."""


class Refused(NamedTuple):
    """A picture that was left out, and why: drawing, small, broken."""

    why: str


def take(file: WordFile, relation: str) -> Taken | Refused:
    """Return the picture that a relation of the main part leads to."""
    found = file.relations.get(relation)
    if found is None or found.part is None:
        return Refused("broken")
    if found.target.lower().endswith(_DRAWINGS):
        return Refused("drawing")
    return _cleaned(found.part.blob)


def _cleaned(data: bytes) -> Taken | Refused:
    # Heavy, and most commands never open a picture.
    from PIL.Image import DecompressionBombError

    from newsroom.outputs.picture_cleaning import drawn_anew
    from newsroom.outputs.picture_file import DAMAGED
    from newsroom.outputs.picture_metadata import read_metadata
    from newsroom.outputs.picture_source import bare, opened, quiet, upright

    try:
        with quiet(), opened(io.BytesIO(data)) as image:
            form = image.format or ""
            if min(image.size) < _SMALLEST:
                return Refused("small")
            told = read_metadata(image)
            image.load()
            if form not in _TAKEN:
                out = io.BytesIO()
                bare(upright(image), None).convert("RGB").save(out, "JPEG", quality=92)
                return Taken(out.getvalue(), "jpg", told.has_place)
    except (*DAMAGED, DecompressionBombError):
        return Refused("broken")
    if told.has_place or told.words or form == "MPO":
        anew = drawn_anew(data)
        if anew is None:
            return Refused("broken")
        return Taken(anew[0], _TAKEN[form], told.has_place)
    return Taken(data, _TAKEN[form], had_place=False)
