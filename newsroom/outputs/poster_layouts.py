"""Three posters and a slide: where everything stands on a sheet, whatever the story brings.

Measures are those of an A4 sheet in points and grow with the paper; the smallest size of each text is what can still
be read from where a poster is read: the deed from a metre, the quote and the name from two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from newsroom.outputs.poster_sheet import Area, Box, Code, Column, Photo, Piece, Sheet, TextBlock, block_height, crop_to
from newsroom.outputs.typesetting import Type, break_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.outputs.font_metrics import Weight
    from newsroom.outputs.poster_words import PosterWords

_RED, _DARK_RED, _CREAM, _PAPER = "#9b1c1c", "#7d1414", "#fbf7f1", "#ffffff"
_INK, _SOFT, _GOLD, _PALE_GOLD, _ROSE = "#241a17", "#5f4f48", "#c8992e", "#f0cf86", "#f3dcd2"
_COMFORTABLE = 0.75
"""How far texts may shrink before a picture gives way."""
_SCAN = "Quét mã để đọc toàn bài"


class PictureSize(NamedTuple):
    """A picture's pixels, and the point that must stay in view, as shares of width and height."""

    width: int
    height: int
    focus: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """The paper, in points."""

    width: float
    height: float

    @property
    def unit(self) -> float:
        """One point of an A4 sheet on this paper."""
        return min(self.width, self.height) / _A4[0]


_MM = 72 / 25.4
_A4 = 210 * _MM, 297 * _MM
PAGES = {"a4": Page(*_A4), "a3": Page(297 * _MM, 420 * _MM)}
SLIDE = Page(1440.0, 810.0)
"""A screen of 16:9; a point is 4/3 of a pixel at 1920×1080."""


class _Faces:
    """The type of every role, on paper of a given unit."""

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self.title = self._bold(46, 42, 38, 34, 31, 28, 25, 22, 20, 18)
        self.large_quote = self._type("SemiBold", 1.32, 36, 33, 30, 27, 24, 22, 20, 18, 17, 16)
        self.quote = self._type("SemiBold", 1.36, 22, 20, 18, 17, 16)
        self.deed = self._type("Regular", 1.42, 18, 17, 16, 15, 14)
        self.centred_deed = replace(self.deed, balanced=True)
        self.name = self._bold(25, 23, 21, 20, 18, 16)
        self.role = self._type("Regular", 1.32, 15, 14, 13, 12)
        self.kicker = self._type("SemiBold", 1.3, 14, 13, 12)
        self.office = self._type("SemiBold", 1.25, 13, 12, 11, 10, 9)
        self.scan = self._type("SemiBold", 1.3, 12, 11)
        self.address = self._type("Regular", 1.3, 10.5, 9.5, 8.5, 8)
        self.credit = self._type("Regular", 1.3, 8, 7.5, 7)

    def _bold(self, *sizes: float) -> Type:
        return Type("Bold", tuple(size * self._unit for size in sizes), 1.2, balanced=True)

    def _type(self, weight: Weight, leading: float, *sizes: float) -> Type:
        scaled = tuple(size * self._unit for size in sizes)
        return Type(weight, scaled, leading, balanced=weight != "Regular")


def big_picture(words: PosterWords, picture: PictureSize | None, page: Page) -> Sheet:
    """Lay a poster out with the picture across its upper half, and the story below on light ground."""
    u, face = page.unit, _Faces(page.unit)
    margin = 42 * u
    inner = page.width - 2 * margin
    head = Box(margin, 10 * u, inner, 36 * u)
    ground = [
        Area(Box(0, 0, page.width, page.height), _CREAM),
        Area(Box(0, 0, page.width, 56 * u), _DARK_RED),
    ]
    texts = Column(head, anchor=0.5).set([Piece("office", words.office, face.office, _PAPER)])
    foot = _foot(words, face, Box(margin, page.height - 132 * u, inner, 100 * u))
    ground.append(Area(Box(margin, page.height - 146 * u, inner, 1 * u), _GOLD))
    pieces = _story(words, face, u)
    shown = None
    body = _between(margin, 76 * u, inner, page.height - 160 * u)
    if picture is not None:
        tall = min(max(page.width * picture.height / picture.width, 0.36 * page.height), 0.5 * page.height)
        # Much to say takes room from the picture before it takes legibility from the words.
        for height in (tall, 0.95 * tall, 0.9 * tall, 0.85 * tall, 0.34 * page.height):
            box = Box(0, 56 * u, page.width, height)
            body = _between(margin, box.bottom + 25 * u, inner, page.height - 160 * u)
            if (Column(body).share(pieces) or 1.0) <= _COMFORTABLE:
                break
        shown = Photo(box, crop_to(box, *picture))
        ground.append(Area(Box(0, box.bottom, page.width, 5 * u), _GOLD))
    texts += foot.texts + Column(body, anchor=0.1 if picture else 0.35).set(pieces)
    return Sheet(page.width, page.height, tuple(ground), shown, tuple(texts), foot.code)


def _story(words: PosterWords, face: _Faces, u: float) -> list[Piece]:
    return [
        Piece("kicker", words.kicker.upper(), face.kicker, _RED),
        Piece("title", words.title, face.title, _DARK_RED, 4 * u),
        Piece("name", words.name, face.name, _INK, 10 * u),
        Piece("role", words.role, face.role, _SOFT, 1 * u),
        Piece("deed", words.deed, face.deed, _INK, 9 * u, is_needed=not words.quote),
        Piece("quote", words.quote, face.quote, _RED, 10 * u, is_needed=False),
        Piece("said-by", words.quote_by, face.role, _SOFT, 0, is_needed=False),
    ]


def big_quote(words: PosterWords, picture: PictureSize | None, page: Page) -> Sheet:
    """Lay a poster out with the quote, or without one the title, in large light type on red."""
    u, face = page.unit, _Faces(page.unit)
    margin = 42 * u
    inner = page.width - 2 * margin
    below = (
        Piece("title", words.title, _smaller(face.title, 24 * u), _DARK_RED)
        if words.quote
        else Piece("deed", words.deed, face.deed, _INK)
    )
    lines = len(break_lines(below.text, below.style, below.style.at(1.0), inner))
    lower_height = min(max(56 * u, block_height(lines, below.style.at(1.0), below.style)), 130 * u)
    foot_height = lower_height + 152 * u
    foot_top = page.height - foot_height
    photo_height = 0.0
    shown = None
    if picture is not None:
        photo_height = min(max(page.width * picture.height / picture.width, 0.26 * page.height), 0.34 * page.height)
        box = Box(0, foot_top - photo_height, page.width, photo_height)
        shown = Photo(box, crop_to(box, *picture))
    ground = [
        Area(Box(0, 0, page.width, page.height), _DARK_RED),
        Area(Box(0, foot_top, page.width, foot_height), _CREAM),
        Area(Box(margin, 62 * u, inner, 1 * u), _GOLD),
        Area(Box(0, foot_top - 5 * u, page.width, 5 * u), _GOLD),
    ]
    texts = Column(Box(margin, 16 * u, inner, 40 * u), anchor=0.5).set(
        [Piece("office", words.office, face.office, _PAPER)]
    )
    upper = Box(margin, 82 * u, inner, foot_top - photo_height - 82 * u - 26 * u)
    said_by = words.quote_by or words.name
    statement = [
        Piece("kicker", words.kicker.upper(), face.kicker, _PALE_GOLD),
        Piece("quote", words.quote, face.large_quote, _PAPER, 10 * u)
        if words.quote
        else Piece("title", words.title, face.title, _PAPER, 10 * u),
        Piece("name", said_by, face.name, _PALE_GOLD, 16 * u),
        Piece("role", "" if words.quote_by else words.role, face.role, _ROSE, 1 * u),
    ]
    texts += Column(upper, anchor=0.4).set(statement)
    foot = _foot(words, face, Box(margin, page.height - 124 * u, inner, 92 * u))
    texts += foot.texts
    texts += Column(Box(margin, foot_top + 16 * u, inner, lower_height), anchor=0.3).set([below])
    return Sheet(page.width, page.height, tuple(ground), shown, tuple(texts), foot.code)


def framed(words: PosterWords, picture: PictureSize | None, page: Page) -> Sheet:
    """Lay a poster out as an official notice: a frame, everything on its middle line."""
    u, face = page.unit, _Faces(page.unit)
    outer, inner_edge = 20 * u, 33 * u
    margin = 64 * u
    inner = page.width - 2 * margin
    whole = Box(0, 0, page.width, page.height)
    ground = [
        Area(whole, _RED),
        Area(whole.inset(outer), _CREAM),
        *_outline(whole.inset(inner_edge), 1.2 * u, _GOLD),
    ]
    texts = Column(Box(margin, 48 * u, inner, 58 * u), align="centre", anchor=0.5).set(
        [
            Piece("office", words.office.upper(), face.office, _DARK_RED),
            Piece("column", words.column, face.kicker, _SOFT, 3 * u),
        ]
    )
    ground.append(Area(Box(page.width / 2 - 30 * u, 112 * u, 60 * u, 2 * u), _GOLD))
    top = 130 * u
    shown = None
    if picture is not None:
        ratio = min(max(picture.width / picture.height, 0.8), 1.9)
        height = min(inner / ratio, 0.32 * page.height)
        width = height * ratio
        box = Box((page.width - width) / 2, top + 5 * u, width, height)
        shown = Photo(box, crop_to(box, *picture))
        ground += [*_outline(box.inset(-6 * u), 1.2 * u, _GOLD)]
        top = box.bottom + 18 * u
    code = Box(page.width / 2 - 43 * u, page.height - 168 * u, 86 * u, 86 * u)
    texts += Column(Box(margin, code.bottom + 2 * u, inner, 40 * u), align="centre").set(
        [
            Piece("address", words.address, face.address, _INK),
            Piece("credit", " · ".join(filter(None, (words.credit, words.note))), face.credit, _SOFT, 0),
        ]
    )
    body = Box(margin, top, inner, code.top - 12 * u - top)
    pieces = [
        Piece("kicker", words.kicker.upper(), face.kicker, _RED),
        Piece("title", words.title, face.title, _DARK_RED, 4 * u),
        Piece("name", words.name, face.name, _INK, 12 * u),
        Piece("role", words.role, face.role, _SOFT, 1 * u),
        Piece("quote", words.quote, face.quote, _RED, 12 * u, is_needed=False)
        if words.quote
        else Piece("deed", words.deed, face.centred_deed, _INK, 12 * u),
        Piece("said-by", words.quote_by, face.role, _SOFT, 0, is_needed=False),
    ]
    texts += Column(body, align="centre", anchor=0.45).set(pieces)
    return Sheet(page.width, page.height, tuple(ground), shown, tuple(texts), Code(code, words.target))


def slide(words: PosterWords, picture: PictureSize | None, page: Page) -> Sheet:
    """Lay a slide out for a lobby's screen: the picture at the left, few words in large type at the right."""
    u = page.height / 810
    split = page.width * 0.5 if picture is not None else 26 * u
    margin = 56 * u
    right = Box(split + margin, 52 * u, page.width - split - 2 * margin, page.height - 104 * u)
    ground = [Area(Box(0, 0, page.width, page.height), _CREAM)]
    shown = None
    if picture is not None:
        box = Box(0, 0, split, page.height)
        shown = Photo(box, crop_to(box, *picture))
    ground.append(Area(Box(split - 10 * u if picture else 0, 0, 10 * u if picture else 26 * u, page.height), _RED))
    title = Type("Bold", tuple(size * u for size in (64, 60, 56, 52, 48, 44, 40, 36)), 1.18, balanced=True)
    name = Type("Bold", tuple(size * u for size in (36, 34, 32, 30)), 1.2, balanced=True)
    text = Type("Regular", tuple(size * u for size in (31, 30, 29, 28)), 1.4)
    small = Type("SemiBold", tuple(size * u for size in (22, 21, 20, 19, 18, 17, 16)), 1.3, balanced=True)
    role = Type("Regular", tuple(size * u for size in (25, 24, 23, 22)), 1.3, balanced=True)
    fine = Type("Regular", tuple(size * u for size in (15, 14, 13, 12)), 1.3, balanced=True)
    code = Box(right.right - 170 * u, right.bottom - 170 * u, 170 * u, 170 * u)
    foot = Box(right.left, code.top, right.width - code.width - 28 * u, code.height)
    texts = Column(foot, anchor=1.0).set(
        [
            Piece("scan", _SCAN, small, _RED),
            Piece("address", words.address, fine, _INK, 2 * u),
            Piece("office", words.office, small, _DARK_RED, 8 * u),
            Piece("credit", " · ".join(filter(None, (words.credit, words.note))), fine, _SOFT, 2 * u),
        ]
    )
    body = Box(right.left, right.top, right.width, code.top - 24 * u - right.top)
    texts += Column(body).set(
        [
            Piece("kicker", words.kicker.upper(), small, _RED),
            Piece("title", words.title, title, _DARK_RED, 4 * u),
            Piece("name", words.name, name, _INK, 16 * u),
            Piece("role", words.role, role, _SOFT, 2 * u),
            Piece("quote" if words.quote else "deed", words.quote or words.deed, text, _INK, 16 * u, is_needed=False),
        ]
    )
    return Sheet(
        page.width, page.height, tuple(ground[:1]), shown, tuple(texts), Code(code, words.target), tuple(ground[1:])
    )


class _Foot(NamedTuple):
    texts: list[TextBlock]
    code: Code


def _foot(words: PosterWords, face: _Faces, box: Box) -> _Foot:
    """Set the code at the right of a strip and, beside it, how to read on, the column and the credits."""
    code = Box(box.right - box.height, box.top, box.height, box.height)
    column = Column(Box(box.left, box.top, box.width - code.width - 18 * (code.width / 92), box.height), anchor=0.5)
    gap = code.height / 30
    texts = column.set(
        [
            Piece("scan", _SCAN, face.scan, _RED),
            Piece("address", words.address, face.address, _INK, 0),
            Piece("column", words.column, face.scan, _INK, 2 * gap),
            Piece("note", words.note, face.credit, _SOFT, gap),
            Piece("credit", words.credit, face.credit, _SOFT, 0),
        ]
    )
    return _Foot(texts, Code(code, words.target))


def _between(left: float, top: float, width: float, bottom: float) -> Box:
    return Box(left, top, width, bottom - top)


def _smaller(style: Type, most: float) -> Type:
    return Type(
        style.weight, tuple(s for s in style.sizes if s <= most) or style.sizes[-1:], style.leading, style.balanced
    )


def _outline(box: Box, thickness: float, colour: str) -> list[Area]:
    return [
        Area(Box(box.left, box.top, box.width, thickness), colour),
        Area(Box(box.left, box.bottom - thickness, box.width, thickness), colour),
        Area(Box(box.left, box.top, thickness, box.height), colour),
        Area(Box(box.right - thickness, box.top, thickness, box.height), colour),
    ]


LAYOUTS: dict[str, Callable[[PosterWords, PictureSize | None, Page], Sheet]] = {
    "anh-lon": big_picture,
    "trich-dan": big_quote,
    "trang-trong": framed,
}
