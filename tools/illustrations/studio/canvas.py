"""The sheet that scenes are drawn on: filled outlines, strokes, fades and glows, measured in picture pixels."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Self

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from studio import shapes
from studio.palette import Color
from studio.shapes import Point, Points

WIDTH, HEIGHT = 1600, 1000
OVERSAMPLING = 3
OPAQUE = 0.999

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Fade:
    """A paint that runs from one colour to another over the painted outline, each end with its own opacity."""

    start: Color
    end: Color
    across: bool = False
    opacity: tuple[float, float] = (1.0, 1.0)


Paint = Color | Fade


class Canvas:
    """A picture under way; `at` gives a view of it with its own origin, size and direction."""

    def __init__(self, sheet: Image.Image, matrix: Matrix) -> None:
        """Draw on the given sheet; matrix takes the caller's units to the sheet's pixels."""
        self._sheet = sheet
        self._pen = ImageDraw.Draw(sheet)
        self._matrix = matrix
        a, b, c, d, _, _ = matrix
        self._zoom = math.sqrt(abs(a * d - b * c))

    @classmethod
    def blank(cls, color: Color) -> Self:
        """Return a new canvas of 1600 x 1000 picture pixels in one colour."""
        sheet = Image.new("RGB", (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), color)
        return cls(sheet, (OVERSAMPLING, 0.0, 0.0, OVERSAMPLING, 0.0, 0.0))

    def at(self, origin: Point, scale: float = 1.0, *, mirror: bool = False, turn: float = 0.0) -> Self:
        """Return a view whose (0, 0) lies at origin, enlarged, turned clockwise and perhaps mirrored."""
        a, b, c, d, _, _ = self._matrix
        x, y = self._mapped(origin)
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        flip = -1.0 if mirror else 1.0
        ux, uy, vx, vy = cos * flip, sin * flip, -sin, cos
        matrix = (a * ux + c * uy, b * ux + d * uy, a * vx + c * vy, b * vx + d * vy, x, y)
        return type(self)(self._sheet, matrix)

    def fill(self, outline: Sequence[Point], paint: Paint, alpha: float = 1.0) -> None:
        """Paint the inside of an outline."""
        points = self._all_mapped(outline)
        self._put(points, 0.0, paint, alpha, lambda pen, at, ink: pen.polygon(at(points), fill=ink))

    def oval(self, centre: Point, radii: Point, paint: Paint, alpha: float = 1.0, turn: float = 0.0) -> None:
        """Paint an ellipse, turned clockwise by some degrees."""
        self.fill(shapes.ellipse(centre, radii, turn=turn), paint, alpha)

    def box(self, corner: Point, size: Point, paint: Paint, alpha: float = 1.0, *, radius: float = 0.0) -> None:
        """Paint a rectangle from its top left corner, perhaps with rounded corners."""
        self.fill(shapes.rectangle(corner, size, radius), paint, alpha)

    def stroke(self, line: Sequence[Point], width: float, paint: Paint, alpha: float = 1.0) -> None:
        """Paint a line of even width with round ends and joints."""
        self.taper(line, [width] * len(line), paint, alpha)

    def taper(self, line: Sequence[Point], widths: Sequence[float], paint: Paint, alpha: float = 1.0) -> None:
        """Paint a line that has its own width at every point, with round ends and joints."""
        points = self._all_mapped(line)
        radii = [max(width * self._zoom / 2, 0.5) for width in widths]

        def draw(pen: ImageDraw.ImageDraw, at: Callable[[Points], Points], ink: Color | int) -> None:
            moved = at(points)
            for i, ((x, y), r) in enumerate(zip(moved, radii, strict=True)):
                pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)
                if i:
                    pen.polygon(_quad(moved[i - 1], (x, y), radii[i - 1], r), fill=ink)

        self._put(points, max(radii), paint, alpha, draw)

    def glow(self, centre: Point, radius: float, color: Color, alpha: float) -> None:
        """Lay a soft round light over the picture, strongest in its middle."""
        x, y = self._mapped(centre)
        r = max(int(radius * self._zoom), 1)
        light = ImageChops.invert(Image.radial_gradient("L")).resize((2 * r, 2 * r))
        # Pillow's gradient still has 74 of 255 at the middle of its edges; a light must end before them.
        light = light.point([round((max(v - 75, 0) / 180) ** 1.5 * 255 * alpha) for v in range(256)])
        self._sheet.paste(color, (int(x) - r, int(y) - r), light)

    @contextmanager
    def within(self, outline: Sequence[Point]) -> Iterator[Self]:
        """Give a canvas in the same units that keeps what is drawn on it to the inside of an outline."""
        points = self._all_mapped(outline)
        left, top, right, bottom = _bounds(points, 1)
        seen = (max(left, 0), max(top, 0), min(right, self._sheet.width), min(bottom, self._sheet.height))
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            seen = (0, 0, 1, 1)
        part = self._sheet.crop(seen)
        a, b, c, d, e, f = self._matrix
        yield type(self)(part, (a, b, c, d, e - seen[0], f - seen[1]))
        mask = Image.new("L", part.size, 0)
        ImageDraw.Draw(mask).polygon([(x - seen[0], y - seen[1]) for x, y in points], fill=255)
        self._sheet.paste(part, seen, mask)

    def soften(self, radius: float) -> None:
        """Blur everything drawn so far, as a lens does with what lies far behind."""
        small = self._sheet.reduce(4).filter(ImageFilter.GaussianBlur(radius * self._zoom / 4))
        self._sheet.paste(small.resize(self._sheet.size, Image.Resampling.BICUBIC))

    def finished(self, rng: Random, grade: Color, strength: float) -> Image.Image:
        """Return the picture at its own size, tinted by the light of the day and with a light grain."""
        picture = self._sheet.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        tinted = ImageChops.multiply(picture, Image.new("RGB", picture.size, grade))
        picture = Image.blend(picture, tinted, strength)
        return _grained(picture, rng)

    def _mapped(self, point: Point) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f

    def _all_mapped(self, points: Sequence[Point]) -> Points:
        return [self._mapped(p) for p in points]

    def _put(
        self,
        points: Points,
        margin: float,
        paint: Paint,
        alpha: float,
        draw: Callable[[ImageDraw.ImageDraw, Callable[[Points], Points], Color | int], None],
    ) -> None:
        if isinstance(paint, str) and alpha >= OPAQUE:
            draw(self._pen, lambda at: at, paint)
            return
        left, top, right, bottom = _bounds(points, margin)
        seen = (max(left, 0), max(top, 0), min(right, self._sheet.width), min(bottom, self._sheet.height))
        if seen[0] >= seen[2] or seen[1] >= seen[3]:
            return
        mask = Image.new("L", (seen[2] - seen[0], seen[3] - seen[1]), 0)
        pen = ImageDraw.Draw(mask)
        draw(pen, lambda at: [(x - seen[0], y - seen[1]) for x, y in at], round(255 * alpha))
        if isinstance(paint, str):
            self._sheet.paste(paint, seen, mask)
            return
        part = (seen[0] - left, seen[1] - top, seen[2] - left, seen[3] - top)
        run = _run((right - left, bottom - top), across=paint.across).crop(part)
        colors = Image.composite(Image.new("RGB", mask.size, paint.end), Image.new("RGB", mask.size, paint.start), run)
        first, last = paint.opacity
        veil = run.point([round(255 * (first + (last - first) * v / 255)) for v in range(256)])
        self._sheet.paste(colors, seen, ImageChops.multiply(mask, veil))


def _bounds(points: Points, margin: float) -> tuple[int, int, int, int]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (
        math.floor(min(xs) - margin),
        math.floor(min(ys) - margin),
        math.ceil(max(xs) + margin) + 1,
        math.ceil(max(ys) + margin) + 1,
    )


def _run(size: tuple[int, int], *, across: bool) -> Image.Image:
    gradient = Image.linear_gradient("L")
    if across:
        gradient = gradient.transpose(Image.Transpose.ROTATE_90)
    return gradient.resize(size, Image.Resampling.BILINEAR)


def _quad(a: Point, b: Point, ra: float, rb: float) -> Points:
    gap = max(shapes.distance(a, b), 1e-6)
    nx, ny = -(b[1] - a[1]) / gap, (b[0] - a[0]) / gap
    return [
        (a[0] + nx * ra, a[1] + ny * ra),
        (b[0] + nx * rb, b[1] + ny * rb),
        (b[0] - nx * rb, b[1] - ny * rb),
        (a[0] - nx * ra, a[1] - ny * ra),
    ]


def _grained(picture: Image.Image, rng: Random, swing: int = 2) -> Image.Image:
    # The tile is repeated: the eye does not see it, and drawing 1.6 million random bytes would take longer.
    side = 400
    tile = Image.frombytes("L", (side, side), rng.randbytes(side * side))
    tile = tile.point([round(v / 255 * 2 * swing) for v in range(256)])
    noise = Image.new("L", picture.size)
    for x in range(0, picture.width, side):
        for y in range(0, picture.height, side):
            noise.paste(tile, (x, y))
    return ImageChops.add(picture, Image.merge("RGB", [noise] * 3), offset=-swing)
