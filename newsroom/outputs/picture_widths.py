"""Which sizes of a picture are made, in which formats, and under which names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# A card beside its text on a telephone, a card, the story's column, a telephone's full width three dots to the
# pixel, and the cover on a desk with two.
_WIDTHS = (360, 640, 960, 1280, 1600)
# Browsers that know no AVIF are few (2026-11: one in twenty), those without WebP fewer; they choose among three.
_FEW_WIDTHS = (640, 960, 1600)
# Next to a wider one that is hardly wider, a width is not worth its file.
_HARDLY_WIDER = 0.85
_MOST_HEIGHT = 6400
"""Infographics are read by scrolling; WebP ends at 16,383."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture: its name in the picture's folder and its size in dots."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Format:
    """A format that pictures are made in."""

    suffix: str
    mime: str
    widths: tuple[int, ...]


AVIF = Format("avif", "image/avif", _WIDTHS)
WEBP = Format("webp", "image/webp", _FEW_WIDTHS)
JPEG = Format("jpg", "image/jpeg", _FEW_WIDTHS)
FORMATS = (AVIF, WEBP, JPEG)
"""Best first: a browser takes the first it knows."""


def largest(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the largest rendition of an upright picture; it is never larger than the picture."""
    width, height = size
    share = min(1.0, _WIDTHS[-1] / width, _MOST_HEIGHT / height)
    return max(1, round(width * share)), max(1, round(height * share))


@lru_cache(maxsize=1024)
def renditions(form: Format, size: tuple[int, int]) -> tuple[Rendition, ...]:
    """Return what is made in one format of a picture whose largest rendition has `size`, narrowest first."""
    width, height = size
    narrower = [rung for rung in form.widths if rung < width * _HARDLY_WIDER]
    return tuple(
        Rendition(f"{rung}.{form.suffix}", rung, max(1, round(height * rung / width))) for rung in (*narrower, width)
    )
