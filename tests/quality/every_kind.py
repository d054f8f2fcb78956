"""An office whose site has a page of every kind: the odd stories, one with a real camera's picture, one taken down."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from odd_stories import write_odd_stories
from PIL import Image, ImageChops

if TYPE_CHECKING:
    from office_kit import Office


def write_every_kind(office: Office) -> None:
    """Write stories from which every kind of page comes."""
    write_odd_stories(office)
    office.write(98, slug="photograph", picture=photograph())
    office.write(
        99,
        slug="da-go",
        status="withdrawn",
        withdrawal={"at": "2025-06-01 08:00", "reason": "Theo đề nghị của nhân vật", "by": "Lê Thị Chi"},
    )


def photograph(width: int = 1800, height: int = 1200) -> bytes:
    """Draw what costs as much as a photograph of leaves and faces: detail of every size, the finest the faintest."""
    chance = random.Random(4)
    image = Image.new("RGB", (width, height), "#808080")
    for octave in range(2, 10):
        grain = (3 * 2**octave // 2, 2**octave)
        noise = Image.frombytes("RGB", grain, chance.randbytes(3 * grain[0] * grain[1]))
        strength = 0.9**octave * 0.5
        spread = noise.resize((width, height), Image.Resampling.BICUBIC).point(lambda v, s=strength: round(v * s))
        image = ImageChops.add(image, spread, offset=-round(127.5 * strength))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
