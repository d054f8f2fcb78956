"""The pen for pixels: draws a sheet with Pillow."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from newsroom.outputs.font_metrics import font_path, metrics
from newsroom.outputs.qr_code import modules

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from newsroom.outputs.font_metrics import Weight
    from newsroom.outputs.picture_source import Original
    from newsroom.outputs.poster_sheet import Box, Code, Photo, Sheet, TextBlock


class Pixels(NamedTuple):
    """The size of the picture to draw, and how many dots an inch it claims to have."""

    width: int
    height: int
    dots_per_inch: int


def draw_png(sheet: Sheet, picture: Original | None, size: Pixels) -> bytes:
    """Draw a sheet as PNG; the same input gives the same bytes."""
    out = io.BytesIO()
    dots = (size.dots_per_inch, size.dots_per_inch)
    # Stronger compression takes seconds on an A3 sheet and saves a few per cent.
    draw_image(sheet, picture, size).save(out, "PNG", dpi=dots, compress_level=4)
    return out.getvalue()


def draw_jpeg(sheet: Sheet, picture: Original | None, size: Pixels) -> bytes:
    """Draw a sheet as JPEG."""
    out = io.BytesIO()
    draw_image(sheet, picture, size).save(out, "JPEG", quality=90, optimize=True, subsampling=0)
    return out.getvalue()


def draw_image(sheet: Sheet, picture: Original | None, size: Pixels) -> Image.Image:
    """Draw a sheet in pixels."""
    scale = size.width / sheet.width
    image = Image.new("RGB", (size.width, size.height), "white")
    draw = ImageDraw.Draw(image)
    for area in sheet.ground:
        _fill(draw, area.box, area.colour, scale, size)
    if sheet.photo is not None and picture is not None:
        _paste(image, picture, sheet.photo, scale)
    for area in sheet.over:
        _fill(draw, area.box, area.colour, scale, size)
    for block in sheet.texts:
        _write(draw, block, scale)
    _code(draw, sheet.code, scale)
    if sheet.stamp:
        image = _stamped(image, sheet.stamp)
    return image


def _fill(draw: ImageDraw.ImageDraw, box: Box, colour: str, scale: float, size: Pixels) -> None:
    left, top = round(box.left * scale), round(box.top * scale)
    right, bottom = max(left + 1, round(box.right * scale)), max(top + 1, round(box.bottom * scale))
    draw.rectangle((left, top, min(right, size.width) - 1, min(bottom, size.height) - 1), fill=colour)


def _paste(image: Image.Image, picture: Original, photo: Photo, scale: float) -> None:
    left, top = round(photo.box.left * scale), round(photo.box.top * scale)
    size = round(photo.box.right * scale) - left, round(photo.box.bottom * scale) - top
    image.paste(cropped(picture, photo, size), (left, top))


def cropped(picture: Original, photo: Photo, size: tuple[int, int]) -> Image.Image:
    """Return the part of the picture that is shown, in dots of the given number."""
    (width, height), (left, top, right, bottom) = picture.size, photo.crop
    return picture.drawn(size, (left * width, top * height, right * width, bottom * height))


def _write(draw: ImageDraw.ImageDraw, block: TextBlock, scale: float) -> None:
    font = _font(block.weight, block.size * scale)
    for line in block.lines:
        baseline = round(line.baseline * scale)
        # Letter by letter: Pillow's own advances are rounded to whole pixels, which small type shows.
        for letter, place in zip(line.text, metrics(block.weight).places(line.text), strict=False):
            if letter != " ":
                left = (line.left + place * block.size) * scale
                draw.text((left, baseline), letter, font=font, fill=block.colour, anchor="ls")


def _code(draw: ImageDraw.ImageDraw, code: Code, scale: float) -> None:
    """Draw the code in whole pixels a module, or a scanner would see uneven ones."""
    rows = modules(code.target)
    left, top, side = round(code.box.left * scale), round(code.box.top * scale), round(code.box.width * scale)
    draw.rectangle((left, top, left + side - 1, top + side - 1), fill="white")
    step = side // len(rows)
    shift = (side - step * len(rows)) // 2
    for row, line in enumerate(rows):
        for column, is_dark in enumerate(line):
            if is_dark:
                x, y = left + shift + column * step, top + shift + row * step
                draw.rectangle((x, y, x + step - 1, y + step - 1), fill="black")


def _stamped(image: Image.Image, words: str) -> Image.Image:
    """Write the words across the page, light on dark and dark on light."""
    diagonal = (image.width**2 + image.height**2) ** 0.5
    width = metrics("Bold").width(words)
    font = _font("Bold", diagonal * STAMP_SHARE / width)
    mask = Image.new("L", image.size, 0)
    layer = Image.new("L", (round(diagonal), round(font.size * 1.4)), 0)
    ImageDraw.Draw(layer).text((layer.width / 2, layer.height / 2), words, font=font, fill=STAMP_OPACITY, anchor="mm")
    turned = layer.rotate(STAMP_ANGLE, Image.Resampling.BICUBIC, expand=True)
    mask.paste(turned, ((image.width - turned.width) // 2, (image.height - turned.height) // 2))
    image.paste(Image.new("RGB", image.size, STAMP_COLOUR), mask=mask)
    return image


STAMP_SHARE, STAMP_ANGLE, STAMP_OPACITY, STAMP_COLOUR = 0.7, 50.0, 120, "#8a8a8a"
"""How much of the page's diagonal a stamp takes, how it is turned, and how it covers what is below."""


@lru_cache(maxsize=64)
def _font(weight: Weight, size: float) -> FreeTypeFont:
    return ImageFont.truetype(str(font_path(weight)), size, layout_engine=ImageFont.Layout.BASIC)
