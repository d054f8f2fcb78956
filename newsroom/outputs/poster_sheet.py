"""A printed sheet or a slide as data: areas, a picture, lines of text with their places, and a code to scan.

Layouts make it (poster_layouts); two pens draw it (poster_png, poster_pdf). Lengths are in points, 1/72 inch, from the
top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsroom.outputs.font_metrics import metrics
from newsroom.outputs.typesetting import Type, break_lines, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.outputs.font_metrics import Weight

Align = Literal["left", "centre"]
# Above and below the baseline, in sizes: capitals with two marks, and a dot below.
_ABOVE, _BELOW = 1.0, 0.25


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def inset(self, by: float) -> Box:
        """Return the box made smaller on every side."""
        return Box(self.left + by, self.top + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle filled with one colour."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Photo:
    """The story's picture; `crop` is the part shown, as shares of its width and height: left, top, right, bottom."""

    box: Box
    crop: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, beginning at `left` on `baseline`."""

    text: str
    left: float
    baseline: float


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of one size in a box that holds every mark above and below its letters."""

    role: str
    box: Box
    weight: Weight
    size: float
    colour: str
    lines: tuple[Line, ...]
    floor: float
    """The smallest legible size for this role."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, its quiet margin included, on white."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on one page, in the order in which it is drawn: ground, picture, text, code."""

    width: float
    height: float
    ground: tuple[Area, ...]
    photo: Photo | None
    texts: tuple[TextBlock, ...]
    code: Code
    over: tuple[Area, ...] = ()
    """Areas drawn on the picture, below the text."""
    stamp: str | None = None
    """Set across the page, so that a draft is not taken for the approved poster."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that has to find its place in a column."""

    role: str
    text: str
    style: Type
    colour: str
    gap: float = 0.0
    """Room above it."""
    is_needed: bool = True
    """Whether it is at least shown in part, however little room there is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A box into which pieces are set one below the other, as large as all of them fit."""

    box: Box
    align: Align = "left"
    anchor: float = 0.0
    """Where the pieces stand when room is left over: 0 at the top, 1 at the bottom."""

    def set(self, pieces: Sequence[Piece]) -> list[TextBlock]:
        """Set the pieces; when even the smallest sizes are too large, the least needed texts are cut, then dropped."""
        shown = [piece for piece in pieces if piece.text]
        share = self.share(shown)
        if share is None:
            shown = self._cut(shown)
            share = self.share(shown)
        return self._place(shown, 1.0 if share is None else share)

    def share(self, pieces: Sequence[Piece]) -> float | None:
        """Return how far the pieces must shrink to fit: 0 not at all, 1 to the smallest; None when still too large."""
        shown = [piece for piece in pieces if piece.text]
        steps = max((len(piece.style.sizes) for piece in shown), default=1) - 1
        shares = [step / max(1, steps) for step in range(steps + 1)]
        return next((share for share in shares if self._height(shown, share) <= self.box.height), None)

    def _cut(self, pieces: list[Piece]) -> list[Piece]:
        """Shorten, at the smallest sizes, from the last piece that may be missing to the first that may not."""
        order = [p for p in reversed(pieces) if not p.is_needed] + [p for p in reversed(pieces) if p.is_needed]
        for piece in order:
            excess = self._height(pieces, 1.0) - self.box.height
            if excess <= 0:
                break
            size = piece.style.at(1.0)
            step = piece.style.leading * size
            lines = len(break_lines(piece.text, piece.style, size, self.box.width))
            most = lines - int(-(-excess // step))
            index = pieces.index(piece)
            if most < (1 if piece.is_needed else 2):
                most = 1 if piece.is_needed else 0
            short = self._shortened(piece, size, most) if most else ""
            pieces = [*pieces[:index], *([replace(piece, text=short)] if short else []), *pieces[index + 1 :]]
        return pieces

    def _shortened(self, piece: Piece, size: float, most: int) -> str:
        return shorten(piece.text, lambda text: len(break_lines(text, piece.style, size, self.box.width)) <= most)

    def _height(self, pieces: Sequence[Piece], share: float) -> float:
        height = 0.0
        for index, piece in enumerate(pieces):
            size = piece.style.at(share)
            lines = len(break_lines(piece.text, piece.style, size, self.box.width))
            height += block_height(lines, size, piece.style) + (piece.gap if index else 0.0)
        return height

    def _place(self, pieces: Sequence[Piece], share: float) -> list[TextBlock]:
        spare = max(0.0, self.box.height - self._height(pieces, share))
        top = self.box.top + spare * self.anchor
        blocks = []
        for index, piece in enumerate(pieces):
            top += piece.gap if index else 0.0
            block = set_block(piece, piece.style.at(share), self.box.left, top, self.box.width, self.align)
            blocks.append(block)
            top = block.box.bottom
        return blocks


def block_height(lines: int, size: float, style: Type) -> float:
    """Return the height of some lines, with the marks on the first and below the last."""
    return ((lines - 1) * style.leading + _ABOVE + _BELOW) * size if lines else 0.0


def set_block(piece: Piece, size: float, left: float, top: float, width: float, align: Align) -> TextBlock:
    """Set a piece at a size; its box is as high as its lines."""
    broken = break_lines(piece.text, piece.style, size, width)
    lines = []
    for number, text in enumerate(broken):
        taken = metrics(piece.style.weight).width(text) * size
        shift = (width - taken) / 2 if align == "centre" else 0.0
        baseline = top + (_ABOVE + number * piece.style.leading) * size
        lines.append(Line(text, left + shift, baseline))
    box = Box(left, top, width, block_height(len(broken), size, piece.style))
    return TextBlock(piece.role, box, piece.style.weight, size, piece.colour, tuple(lines), piece.style.sizes[-1])


def crop_to(box: Box, width: int, height: int, focus: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the largest part of a picture with the box's proportions, around its focal point."""
    wanted = box.width / box.height
    given = width / height
    part_width, part_height = min(1.0, wanted / given), min(1.0, given / wanted)
    left = min(max(0.0, focus[0] - part_width / 2), 1 - part_width)
    top = min(max(0.0, focus[1] - part_height / 2), 1 - part_height)
    return left, top, left + part_width, top + part_height
