"""Pure geometry: outlines as lists of points, in whatever units the caller uses (y grows downwards)."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Points = list[Point]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 8) -> Points:
    """Return a Catmull-Rom curve through all points; an open one ends exactly at its end points."""
    count = len(points)
    if closed:
        spans = [[points[(i + k) % count] for k in (-1, 0, 1, 2)] for i in range(count)]
    else:
        padded = [points[0], *points, points[-1]]
        spans = [padded[i : i + 4] for i in range(count - 1)]
    curve = [_catmull(span, step / steps) for span in spans for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _catmull(span: Sequence[Point], t: float) -> Point:
    before, start, end, after = span

    def along(axis: int) -> float:
        a, b, c, d = before[axis], start[axis], end[axis], after[axis]
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)

    return along(0), along(1)


def ellipse(centre: Point, radii: Point, *, turn: float = 0.0, sweep: Point = (0.0, 360.0)) -> Points:
    """Return an ellipse, or the part of it between two angles in degrees (0 is right, 90 is down)."""
    start, end = sweep
    steps = max(12, int(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    flat = [(radii[0] * math.cos(a), radii[1] * math.sin(a)) for a in angles]
    return [shifted(rotated(p, turn), centre) for p in flat]


def rectangle(corner: Point, size: Point, radius: float = 0.0) -> Points:
    """Return a rectangle from its top left corner and size, with rounded corners if a radius is given."""
    (x, y), (w, h) = corner, size
    r = min(radius, abs(w) / 2, abs(h) / 2)
    if r <= 0:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    quarters = [
        ((x + w - r, y + r), 270.0),
        ((x + w - r, y + h - r), 0.0),
        ((x + r, y + h - r), 90.0),
        ((x + r, y + r), 180.0),
    ]
    return [p for centre, start in quarters for p in ellipse(centre, (r, r), sweep=(start, start + 90))]


def rotated(point: Point, degrees: float) -> Point:
    """Return the point turned about the origin, clockwise on screen."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    return point[0] * c - point[1] * s, point[0] * s + point[1] * c


def shifted(point: Point, by: Point) -> Point:
    """Return the point moved by a vector."""
    return point[0] + by[0], point[1] + by[1]


def between(a: Point, b: Point, t: float) -> Point:
    """Return the point a share t of the way from a to b."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def distance(a: Point, b: Point) -> float:
    """Return how far two points are apart."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def joint(root: Point, target: Point, lengths: Point, bend: float) -> tuple[Point, Point]:
    """Return elbow and hand of a two-bone limb that reaches for the target.

    A target out of reach is approached as far as the bones go; bend chooses the elbow's side (-1 or 1).
    """
    upper, lower = lengths
    gap = max(distance(root, target), 1e-6)
    reach = min(gap, (upper + lower) * 0.999)
    reach = max(reach, abs(upper - lower) + 1e-3)
    hand = between(root, target, reach / gap)
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    away = math.sqrt(max(upper * upper - along * along, 0.0)) * bend
    dx, dy = (hand[0] - root[0]) / reach, (hand[1] - root[1]) / reach
    return (root[0] + dx * along - dy * away, root[1] + dy * along + dx * away), hand


def ridge(rng: Random, span: Point, height: Point, waves: int = 3) -> Points:
    """Return a rolling skyline from span[0] to span[1]; height is (base line, swing)."""
    phases = [(rng.uniform(0, math.tau), rng.uniform(0.6, 1.4)) for _ in range(waves)]
    left, right = span
    steps = 60
    line = []
    for i in range(steps + 1):
        t = i / steps
        swing = sum(math.sin(phase + t * math.tau * pace * (k + 1)) / (k + 1) for k, (phase, pace) in enumerate(phases))
        line.append((left + (right - left) * t, height[0] - height[1] * swing * 0.6))
    return line


def down_to(line: Iterable[Point], floor: float) -> Points:
    """Return the area between a skyline and a horizontal floor line."""
    top = list(line)
    return [*top, (top[-1][0], floor), (top[0][0], floor)]


def ribbon(centre: Sequence[Point], widths: Sequence[float]) -> Points:
    """Return the outline of a band that follows a centre line, with its own width at every point."""
    left: Points = []
    right: Points = []
    for i, (point, width) in enumerate(zip(centre, widths, strict=True)):
        a, b = centre[max(i - 1, 0)], centre[min(i + 1, len(centre) - 1)]
        gap = max(distance(a, b), 1e-6)
        nx, ny = -(b[1] - a[1]) / gap, (b[0] - a[0]) / gap
        left.append((point[0] + nx * width / 2, point[1] + ny * width / 2))
        right.append((point[0] - nx * width / 2, point[1] - ny * width / 2))
    return left + right[::-1]


def arc_between(a: Point, b: Point, sag: float, steps: int = 14) -> Points:
    """Return a hanging line from a to b whose middle lies sag below the straight one."""
    line = [between(a, b, i / steps) for i in range(steps + 1)]
    return [(x, y + sag * 4 * (i / steps) * (1 - i / steps)) for i, (x, y) in enumerate(line)]


def length(line: Sequence[Point]) -> float:
    """Return the length of a line through the points."""
    return sum(distance(a, b) for a, b in pairwise(line))
