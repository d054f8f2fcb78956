"""The 1200×630 picture that stands for a story when its address is shared."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, ImageOps

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from newsroom.outputs.pictures import CardText

_FONTS = Path(__file__).parent / "fonts"
SIZE = _WIDTH, _HEIGHT = 1200, 630
_RED, _DARK_RED, _CREAM, _INK, _MUTED = "#9b1c1c", "#7a1414", "#fbf7f1", "#241a17", "#6b5a52"
_MARGIN = 64
_TITLE_SIZES = (64, 58, 52, 47, 42, 38, 34)
_TITLE_BOTTOM = 470


def draw_card(text: CardText, cover: Path | None) -> bytes:
    """Draw a card as JPEG bytes; the same input gives the same bytes.

    The title is set as large as fits into its box and is never cut while it fits at the smallest size.
    """
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _CREAM)
    draw = ImageDraw.Draw(image)
    right = _WIDTH
    if cover is not None:
        right = 700
        with Image.open(cover) as opened:
            fitted = ImageOps.fit(opened.convert("RGB"), (_WIDTH - right, _HEIGHT), Image.Resampling.LANCZOS)
        image.paste(fitted, (right, 0))
    else:
        _ornament(draw)
    draw.rectangle((0, 0, 18, _HEIGHT), fill=_RED)
    _words(draw, text, right - _MARGIN if cover else 1010)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _words(draw: ImageDraw.ImageDraw, text: CardText, right: int) -> None:
    left = _MARGIN + 10
    width = right - left
    kicker_font = _font("SemiBold", 26)
    draw.text((left, 58), fit_line(text.kicker.upper(), kicker_font, width), font=kicker_font, fill=_RED)
    top = 108
    font, lines = fit_title(text.title, width, _TITLE_BOTTOM - top)
    step = round(_size(font) * 1.24)
    for number, line in enumerate(lines):
        draw.text((left, top + number * step), line, font=font, fill=_INK)
    who_font = _font("Regular", 27)
    below = top + len(lines) * step + 24
    draw.text((left, min(below, 486)), fit_line(text.who, who_font, width), font=who_font, fill=_MUTED)
    draw.line((left, 548, left + 88, 548), fill=_RED, width=4)
    office_font = _font("SemiBold", 23)
    signature = f"{text.column} · {text.office}"
    if length_of(signature, office_font) > width:
        signature = text.office  # whose word it is counts more than what the column is called
    draw.text((left, 562), fit_line(signature, office_font, width), font=office_font, fill=_DARK_RED)


def _ornament(draw: ImageDraw.ImageDraw) -> None:
    """Draw quiet bands at the right where a cover would stand."""
    for index, colour in enumerate(("#f3e6d8", "#ecd3bd", "#dfa98f", "#b5443a", _RED)):
        left = 1050 + index * 34
        draw.polygon([(left + 120, 0), (_WIDTH, 0), (_WIDTH, _HEIGHT), (left - 60, _HEIGHT)], fill=colour)


def fit_title(title: str, width: int, height: int) -> tuple[FreeTypeFont, list[str]]:
    """Return the largest type at which the title fits into the box, with its lines.

    A title too long even for the smallest type ends with an ellipsis on its last line that fits.
    """
    for size in _TITLE_SIZES:
        font = _font("Bold", size)
        lines = break_lines(title, font, width)
        if len(lines) * round(size * 1.24) <= height and all(length_of(line, font) <= width for line in lines):
            return font, lines
    # Too long, or one word wider than the box: such a word is cut into pieces.
    pieces = " ".join(piece for word in title.split() for piece in _pieces(word, font, width))
    lines = break_lines(pieces, font, width)
    most = height // round(_TITLE_SIZES[-1] * 1.24)
    if len(lines) > most:
        lines = [*lines[: most - 1], fit_line(" ".join(lines[most - 1 :]), font, width)]
    return font, lines


def break_lines(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """Break text into lines at blanks, as evenly as the number of lines allows.

    Vietnamese writes a blank between syllables, so any blank may end a line; a last line of one syllable looks
    torn, hence the even widths.
    """
    blank = length_of(" ", font)
    words = [(word, length_of(word, font)) for word in text.split()]
    greedy = _greedy(words, blank, width)
    if len(greedy) <= 1:
        return greedy
    low, high = width // 2, width
    while high - low > 4:
        middle = (low + high) // 2
        if len(_greedy(words, blank, middle)) <= len(greedy):
            high = middle
        else:
            low = middle
    return _greedy(words, blank, high)


def _greedy(words: list[tuple[str, float]], blank: float, width: int) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for word, length in words:
        if lines and used + blank + length <= width:
            lines[-1] = f"{lines[-1]} {word}"
            used += blank + length
        else:
            lines.append(word)
            used = length
    return lines


def _pieces(word: str, font: FreeTypeFont, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and length_of(pieces[-1] + letter, font) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def fit_line(text: str, font: FreeTypeFont, width: int) -> str:
    """Return the text, shortened with an ellipsis at a blank when it is wider than `width`."""
    if length_of(text, font) <= width:
        return text
    words = text.split()
    while len(words) > 1 and length_of(" ".join(words) + "…", font) > width:
        words.pop()
    shortened = " ".join(words).rstrip(",;·- ")
    while shortened and length_of(shortened + "…", font) > width:
        shortened = shortened[:-1]
    return shortened + "…"


def length_of(text: str, font: FreeTypeFont) -> float:
    """Return how long a line is. Without shaping it is the sum of its letters, which is asked for hundreds of times."""
    return sum(_advance(letter, font) for letter in text)


@lru_cache(maxsize=8192)
def _advance(letter: str, font: FreeTypeFont) -> float:
    return font.getlength(letter)


@lru_cache
def _font(weight: str, size: int) -> FreeTypeFont:
    # The basic layout engine is the same on every machine; Vietnamese in form C needs no shaping.
    path = str(_FONTS / f"BeVietnamPro-{weight}.ttf")
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _size(font: FreeTypeFont) -> float:
    return font.size
