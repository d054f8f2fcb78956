"""The pen for print: draws a sheet with reportlab, text as text, in fonts that travel with the file."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.outputs.font_metrics import font_path, metrics
from newsroom.outputs.poster_png import STAMP_ANGLE, STAMP_COLOUR, STAMP_OPACITY, STAMP_SHARE, cropped
from newsroom.outputs.qr_code import modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from newsroom.outputs.font_metrics import Weight
    from newsroom.outputs.picture_source import Original
    from newsroom.outputs.poster_sheet import Area, Code, Line, Photo, Sheet, TextBlock

_DOTS_PER_INCH = 300
_BEYOND = 3.0
_WEIGHTS: tuple[Weight, ...] = ("Regular", "SemiBold", "Bold")


@dataclass(frozen=True, slots=True)
class PdfTitle:
    """What a reader shows for the file."""

    title: str
    author: str
    subject: str


def draw_pdf(sheet: Sheet, picture: Original | None, title: PdfTitle) -> bytes:
    """Draw a sheet as PDF; the same input gives the same bytes, and nothing tells of machine or hour."""
    _register_fonts()
    with _in_bytes():
        return _drawn(sheet, picture, title)


def _drawn(sheet: Sheet, picture: Original | None, title: PdfTitle) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    # invariant: no time of making and no random name in the file. Without a first font, Helvetica would be named.
    canvas = Canvas(
        out, (sheet.width, sheet.height), invariant=1, pageCompression=1, initialFontName=_name("Regular"), lang="vi"
    )
    canvas.setTitle(title.title)
    canvas.setAuthor(title.author)
    canvas.setSubject(title.subject)
    canvas.setCreator(title.author)
    for area in sheet.ground:
        _fill(canvas, area, sheet)
    if sheet.photo is not None and picture is not None:
        _picture(canvas, picture, sheet.photo, sheet.height)
    for area in sheet.over:
        _fill(canvas, area, sheet)
    for block in sheet.texts:
        _write(canvas, block, sheet.height)
    _code(canvas, sheet.code, sheet.height)
    if sheet.stamp:
        _stamp(canvas, sheet.stamp, sheet)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@contextlib.contextmanager
def _in_bytes() -> Iterator[None]:
    """Keep reportlab from spelling everything in ASCII, which takes it seconds and makes files a quarter larger."""
    from reportlab import rl_config

    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for weight in _WEIGHTS:
        if _name(weight) not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(_name(weight), str(font_path(weight))))


def _name(weight: Weight) -> str:
    return f"BeVietnamPro-{weight}"


def _fill(canvas: Canvas, area: Area, sheet: Sheet) -> None:
    """Fill an area; one that ends at the paper's edge goes a little beyond, or a white hair would show there."""
    box = area.box
    left, right = box.left - _BEYOND * (box.left <= 0), box.right + _BEYOND * (box.right >= sheet.width)
    top, bottom = box.top - _BEYOND * (box.top <= 0), box.bottom + _BEYOND * (box.bottom >= sheet.height)
    canvas.setFillColor(area.colour)
    canvas.rect(left, sheet.height - bottom, right - left, bottom - top, stroke=0, fill=1)


def _picture(canvas: Canvas, picture: Original, photo: Photo, height: float) -> None:
    """Put the picture in at 300 dots an inch, or in the pixels it has: more would be invented."""
    from reportlab.lib.utils import ImageReader

    box = photo.box
    left, top, right, bottom = photo.crop
    wide = min(round(box.width / 72 * _DOTS_PER_INCH), round((right - left) * picture.size[0]))
    high = min(round(box.height / 72 * _DOTS_PER_INCH), round((bottom - top) * picture.size[1]))
    data = io.BytesIO()
    cropped(picture, photo, (max(1, wide), max(1, high))).save(data, "JPEG", quality=92, subsampling=0)
    data.seek(0)
    canvas.drawImage(ImageReader(data), box.left, height - box.bottom, box.width, box.height)


def _write(canvas: Canvas, block: TextBlock, height: float) -> None:
    canvas.setFillColor(block.colour)
    for line in block.lines:
        text = canvas.beginText()
        text.setFont(_name(block.weight), block.size)
        for run, shift in _runs(line, block.weight):
            text.setTextOrigin(line.left + shift * block.size, height - line.baseline)
            text.textOut(run)
        canvas.drawText(text)


def _runs(line: Line, weight: Weight) -> list[tuple[str, float]]:
    """Part a line behind blanks and where letters are kerned; within a run the font's own advances hold."""
    font, text = metrics(weight), line.text
    places = font.places(text)
    starts = [0, *(n for n in range(1, len(text)) if text[n - 1] == " " or font.kern(text[n - 1], text[n]))]
    return [(text[a:b], places[a]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _code(canvas: Canvas, code: Code, height: float) -> None:
    rows = modules(code.target)
    box = code.box
    step = box.width / len(rows)
    canvas.setFillColor("#ffffff")
    canvas.rect(box.left, height - box.bottom, box.width, box.height, stroke=0, fill=1)
    canvas.setFillColor("#000000")
    path = canvas.beginPath()
    for row, line in enumerate(rows):
        for start, end in _dark(line):
            path.rect(box.left + start * step, height - box.top - (row + 1) * step, (end - start) * step, step)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.linkURL(code.target, (box.left, height - box.bottom, box.right, height - box.top))


def _dark(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where dark modules begin and end in a row."""
    edges = [n for n in range(1, len(line)) if line[n] != line[n - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _stamp(canvas: Canvas, words: str, sheet: Sheet) -> None:
    diagonal = (sheet.width**2 + sheet.height**2) ** 0.5
    size = diagonal * STAMP_SHARE / metrics("Bold").width(words)
    canvas.saveState()
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(STAMP_ANGLE)
    canvas.setFillColor(STAMP_COLOUR)
    canvas.setFillAlpha(STAMP_OPACITY / 255)
    canvas.setFont(_name("Bold"), size)
    canvas.drawCentredString(0, -size * 0.35, words)
    canvas.restoreState()
