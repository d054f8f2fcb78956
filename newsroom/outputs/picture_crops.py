"""Parts of a picture in a fixed form: square and upright for channels, and the place beside a share card's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.config import Channel
    from newsroom.story.model import Story

# Faces stand above the middle; who wants another point says so with `focus`.
_FOCUS = (50, 42)


@dataclass(frozen=True, slots=True)
class Crop:
    """A form that pictures are cut to, with the size in dots that is wanted and never exceeded."""

    name: str
    width: int
    height: int


SQUARE = Crop("1x1", 1080, 1080)
UPRIGHT = Crop("4x5", 1080, 1350)
BESIDE_WORDS = Crop("beside-words", 500, 630)
"""The right part of a share card; never leaves by itself."""
CHANNEL_CROPS = {"1:1": SQUARE, "4:5": UPRIGHT}
"""By what a story or newsroom.toml calls them."""


def crop_for(story: Story, channel: str, channels: Mapping[str, Channel]) -> Crop | None:
    """Return how the pictures of a story's post are cut; None: they stay whole."""
    announced = story.publish[channel].crop
    return CHANNEL_CROPS.get(announced or (channels[channel].crop if channel in channels else ""))


def crops_for(story: Story, channels: Mapping[str, Channel]) -> tuple[Crop, ...]:
    """Return every form that some channel wants of all the story's pictures."""
    wanted = {crop_for(story, channel, channels) for channel in story.publish}
    return tuple(crop for crop in CHANNEL_CROPS.values() if crop in wanted)


def box_of(size: tuple[int, int], crop: Crop, focus: tuple[int, int] | None) -> tuple[float, float, float, float]:
    """Return the largest part of a picture that has the crop's form, as near around the focus as the edges allow.

    `focus` is in hundredths of width and height.
    """
    width, height = size
    part = min(width, height * crop.width / crop.height), min(height, width * crop.height / crop.width)
    at = focus or _FOCUS
    left, top = (
        min(max(0.0, whole * hundredths / 100 - piece / 2), whole - piece)
        for whole, piece, hundredths in zip(size, part, at, strict=True)
    )
    return left, top, left + part[0], top + part[1]


def size_of(box: tuple[float, float, float, float], crop: Crop) -> tuple[int, int]:
    """Return the size at which a box is drawn: the crop's, or the box's own when it has fewer dots."""
    width, height = box[2] - box[0], box[3] - box[1]
    share = min(1.0, crop.width / width)
    return max(1, round(width * share)), max(1, round(height * share))
