"""A picture's tint: a few words that the style sheet turns into soft colours while the picture is on its way.

A blurred copy as a `data:` address would need a style attribute, which the site's content policy forbids, or a second
image, which text browsers and reader views show. The words name one colour and how bright each of six fields is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_FIELDS = "stuxyz"
"""Three fields above, three below."""
_STEPS = 4
"""How bright a field can be: from 0, darker than the picture, to 3."""
_FAR = 56
"""A field that differs by this much from the middle is as dark or as bright as the style sheet makes it."""


def tint_of(image: Image.Image) -> str:
    """Name the tint of an RGB picture: three digits for red, green and blue (0 to 7), six for the fields."""
    from PIL import Image as Images

    colour = image.resize((1, 1), Images.Resampling.BOX).getpixel((0, 0))
    grey = image.resize((3, 2), Images.Resampling.BOX).convert("L")
    values = [int(_number(grey.getpixel((x, y)))) for y in range(2) for x in range(3)]
    middle = sum(values) / len(values)
    base = "".join(str(round(channel * 7 / 255)) for channel in (colour if isinstance(colour, tuple) else ()))
    return base + "".join(str(_step(value - middle)) for value in values)


def tint_words(tint: str) -> str:
    """Return a tint as the page's `data-tint` has it: `r5 g3 b2 s1 t0 …`, one word for each rule of the style sheet."""
    colours = (f"{name}{digit}" for name, digit in zip("rgb", tint[:3], strict=True))
    fields = (f"{name}{digit}" for name, digit in zip(_FIELDS, tint[3:], strict=True))
    return " ".join((*colours, *fields))


def _step(difference: float) -> int:
    return min(_STEPS - 1, max(0, int((difference / _FAR + 1) / 2 * _STEPS)))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
