"""Trees and plants of the coast and the hills, each standing on its foot at the given point."""

import math
from random import Random

from studio import shapes
from studio.canvas import Canvas
from studio.palette import DARK_WOOD, STRAW, Color, darker, lighter, mix
from studio.shapes import Point, Points

TRUNK = "#7c5a44"


def draw_tree(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color) -> None:
    """Draw a broad-leaved tree with a round crown of lit and shaded lumps."""
    view = canvas.at(foot, height / 100)
    view.taper([(0, 0), (rng.uniform(-2, 2), -30), (0, -55)], [9, 6.5, 4], TRUNK)
    view.taper([(0, -34), (13, -56)], [4, 2], TRUNK)
    view.taper([(0, -30), (-14, -52)], [4, 2], TRUNK)
    lumps = [(rng.uniform(-24, 24), rng.uniform(-84, -50), rng.uniform(14, 22)) for _ in range(9)]
    lumps += [(0, -68, 26), (-20, -58, 17), (20, -58, 17)]
    for x, y, r in lumps:
        view.oval((x + 2, y + 4), (r, r * 0.85), darker(leaf, 0.22))
    for x, y, r in lumps:
        view.oval((x - 1, y - 1), (r * 0.86, r * 0.72), leaf)
    for x, y, r in lumps[:7]:
        view.oval((x - 5, y - 5), (r * 0.42, r * 0.3), lighter(leaf, 0.2), 0.7)


def draw_palm(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color, *, bend: float = 0.0) -> None:
    """Draw a coconut palm; bend leans trunk and crown to the right (1 is a storm)."""
    view = canvas.at(foot, height / 100)
    sway = rng.uniform(-9, 9) * (1 - abs(bend)) + 42 * bend
    spine = shapes.smooth([(0, 0), (sway * 0.1, -32), (sway * 0.45, -62), (sway, -86)], closed=False)
    view.taper(spine, [6.5 - 3.2 * i / (len(spine) - 1) for i in range(len(spine))], "#8a6b52")
    for i in range(3, len(spine) - 2, 2):
        x, y = spine[i]
        view.stroke([(x - 1.6, y), (x + 1.6, y + 0.5)], 0.7, DARK_WOOD, 0.35)
    top = spine[-1]
    for i in range(4):
        view.oval((top[0] + (i - 1.5) * 2.4, top[1] + 3), (2.3, 2.6), "#8f7a45")
    for i in range(9):
        angle = -180 + i * 22.5 + rng.uniform(-6, 6)
        if bend:
            angle = angle * (1 - 0.72 * bend) + 12 * bend
        _frond(view, top, (angle, rng.uniform(32, 40), 0.4 * (1 - bend)), darker(leaf, 0.1 + 0.16 * (i % 2)))


def _frond(view: Canvas, root: Point, reach: tuple[float, float, float], color: Color) -> None:
    angle, long, droop = reach
    rad = math.radians(angle)
    tip = (root[0] + math.cos(rad) * long, root[1] + math.sin(rad) * long * 0.75 + long * droop)
    middle = shapes.between(root, tip, 0.5)
    spine = shapes.smooth([root, (middle[0], middle[1] - long * 0.16), tip], closed=False)
    last = len(spine) - 1
    widths = [1 + 7.5 * math.sin(math.pi * (i / last) ** 0.7) for i in range(last + 1)]
    view.fill(shapes.ribbon(spine, widths), color)
    for i in range(4, len(spine) - 2, 2):
        x, y = spine[i]
        view.stroke([(x, y), (x + math.cos(rad) * 2, y + 5.2)], 0.8, color)
    view.stroke(spine, 0.5, lighter(color, 0.35), 0.6)


def draw_areca(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color) -> None:
    """Draw a slim areca palm, straight and ringed."""
    view = canvas.at(foot, height / 100)
    view.taper([(0, 0), (0.5, -70)], [3.4, 2.4], "#a59a86")
    for y in range(-66, -4, 6):
        view.stroke([(-1.2, y), (1.4, y)], 0.6, "#6f6658", 0.45)
    view.taper([(0.5, -68), (0.5, -78)], [3.0, 2.2], mix(leaf, "#c7c36a", 0.4))
    for i in range(7):
        angle = -165 + i * 25 + rng.uniform(-5, 5)
        _frond(view, (0.5, -77), (angle, rng.uniform(19, 24), 0.3), darker(leaf, 0.06 + 0.16 * (i % 2)))


def draw_banana(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color) -> None:
    """Draw a banana plant with broad arching leaves."""
    view = canvas.at(foot, height / 100)
    fresh = mix(leaf, "#9fc25c", 0.45)
    view.taper([(0, 0), (1, -46)], [9, 6], mix(fresh, "#b9a878", 0.45))
    for i, angle in enumerate((-150, -30, -122, -62, -92)):
        rad = math.radians(angle + rng.uniform(-8, 8))
        long = rng.uniform(44, 56)
        tip = (math.cos(rad) * long * 0.9, -44 + math.sin(rad) * long * 0.9 + abs(math.cos(rad)) * 20)
        middle = (tip[0] * 0.5, (tip[1] - 44) / 2 - 13 * abs(math.cos(rad)))
        spine = shapes.smooth([(0, -42), middle, tip], closed=False)
        widths = [2 + 13 * math.sin(math.pi * min(k / (len(spine) - 1) * 1.02, 1) ** 0.8) for k in range(len(spine))]
        view.fill(shapes.ribbon(spine, widths), darker(fresh, 0.05 + 0.1 * (i % 3)))
        view.stroke(spine, 0.9, lighter(fresh, 0.4), 0.8)


def draw_bamboo(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color) -> None:
    """Draw a clump of bamboo, its tips bowing outward."""
    view = canvas.at(foot, height / 100)
    stem = mix(leaf, "#b8b45e", 0.45)
    for i in range(9):
        x = (i - 4) * 3.2 + rng.uniform(-1, 1)
        bow = (i - 4) * 6.5 + rng.uniform(-5, 5)
        spine = shapes.smooth(
            [(x, 0), (x + bow * 0.25, -45), (x + bow * 0.7, -80), (x + bow * 1.35, -96)], closed=False
        )
        tone = darker(stem, 0.25 * rng.random())
        view.taper(spine, [2.0 - 1.5 * k / (len(spine) - 1) for k in range(len(spine))], tone)
        for k in range(8, len(spine), 2):
            px, py = spine[k]
            for _ in range(2):
                a = rng.uniform(0.2, 2.6)
                tip = (px + math.cos(a) * 9 + bow * 0.1, py + abs(math.sin(a)) * 6)
                view.taper([(px, py), shapes.between((px, py), tip, 0.5), tip], [0.8, 2.3, 0.4],
                           darker(leaf, 0.25 * rng.random()))  # fmt: skip


def draw_casuarina(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color, *, bend: float = 0.0) -> None:
    """Draw a casuarina of the sandy shore, feathery and tall."""
    view = canvas.at(foot, height / 100)
    sway = 30 * bend
    view.taper([(0, 0), (sway * 0.3, -45), (sway, -92)], [4.5, 3, 1], TRUNK)
    needle = darker(mix(leaf, "#6f8a6a", 0.4), 0.1)
    for i in range(26):
        t = 0.25 + 0.75 * i / 25
        x, y = sway * t * t, -94 * t
        for side in (-1, 1):
            reach = (1.15 - t) * 26 * rng.uniform(0.6, 1.1)
            tip = (x + side * reach + sway * 0.5, y - 5 + rng.uniform(-4, 6))
            view.taper([(x, y), tip], [3.2, 0.8], mix(needle, lighter(leaf, 0.2), rng.random() * 0.5))


def draw_bush(canvas: Canvas, rng: Random, foot: Point, width: float, leaf: Color) -> None:
    """Draw a low bush."""
    view = canvas.at(foot, width / 100)
    lumps = [(rng.uniform(-38, 38), rng.uniform(-26, -8), rng.uniform(14, 24)) for _ in range(8)]
    with view.within(shapes.rectangle((-80, -80), (160, 82))) as inside:
        for x, y, r in lumps:
            inside.oval((x, y + 4), (r, r * 0.9), darker(leaf, 0.2))
        for x, y, r in lumps:
            inside.oval((x - 2, y), (r * 0.8, r * 0.66), leaf)


def draw_grass(canvas: Canvas, rng: Random, area: tuple[Point, Point], color: Color, count: int = 60) -> None:
    """Scatter tufts of grass over an area given by two opposite corners, larger towards the viewer."""
    (left, top), (right, bottom) = area
    spots = sorted((rng.uniform(top, bottom), rng.uniform(left, right)) for _ in range(count))
    for y, x in spots:
        size = 6 + 16 * (y - top) / max(bottom - top, 1)
        tone = mix(color, rng.choice(["#f3e7a8", "#1d4034"]), rng.uniform(0.08, 0.3))
        for lean in (-0.5, 0.05, 0.6):
            view_tip = (x + lean * size, y - size * rng.uniform(0.7, 1.1))
            canvas.taper([(x, y), view_tip], [size * 0.16, 0.6], tone)


def draw_pot_plant(canvas: Canvas, rng: Random, foot: Point, height: float, leaf: Color) -> None:
    """Draw a leafy plant in a glazed pot."""
    view = canvas.at(foot, height / 100)
    pot = rng.choice(["#b9674a", "#e9e2d2", "#4f7f86"])
    for i in range(9):
        a = math.radians(-165 + i * 19 + rng.uniform(-6, 6))
        tip = (math.cos(a) * 34, -34 + math.sin(a) * 62)
        middle = (tip[0] * 0.45, (tip[1] - 30) * 0.62 - 8)
        spine = shapes.smooth([(0, -28), middle, tip], closed=False)
        widths = [2 + 9 * math.sin(math.pi * k / (len(spine) - 1)) for k in range(len(spine))]
        view.fill(shapes.ribbon(spine, widths), darker(leaf, 0.22 * (i % 3) / 2))
    body: Points = [(-17, -32), (17, -32), (12, 0), (-12, 0)]
    view.fill(body, pot)
    view.fill([(4, -32), (17, -32), (12, 0), (5, 0)], darker(pot, 0.2), 0.5)
    view.box((-19, -35), (38, 7), lighter(pot, 0.1), radius=2)


def draw_sapling(canvas: Canvas, foot: Point, height: float, leaf: Color) -> None:
    """Draw a young tree tied to a stake."""
    view = canvas.at(foot, height / 100)
    view.stroke([(9, 0), (9, -66)], 2.2, STRAW)
    view.taper([(0, 0), (1, -50), (2, -84)], [3.2, 2.4, 1.2], TRUNK)
    view.stroke([(0, -46), (9, -48)], 1.4, "#c2586a")
    for x, y, turn in (
        (-12, -60, 25),
        (13, -66, -25),
        (-11, -76, 35),
        (12, -82, -35),
        (2, -94, 90),
        (-5, -88, 60),
    ):
        view.oval((x, y), (11, 5), darker(leaf, 0.1 if x > 0 else 0.0), turn=turn)
    for x, y in ((-2, -57), (4, -63), (-2, -74), (4, -80)):
        view.oval((x, y), (5, 4), lighter(leaf, 0.15))


def draw_rice_row(canvas: Canvas, rng: Random, span: tuple[Point, Point], size: float, color: Color) -> None:
    """Draw one row of rice clumps between two points."""
    a, b = span
    count = max(int(shapes.distance(a, b) / (size * 1.6)), 1)
    for i in range(count + 1):
        x, y = shapes.between(a, b, i / count)
        x += rng.uniform(-0.2, 0.2) * size
        tone = mix(color, rng.choice(["#f2efa0", "#2f6a46"]), rng.uniform(0.0, 0.25))
        for lean in (-0.5, 0.02, 0.5):
            canvas.taper([(x, y), (x + lean * size, y - size * (1.1 - abs(lean) * 0.5))], [size * 0.17, 0.7], tone)
