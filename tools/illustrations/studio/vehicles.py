"""Boats, bicycles and motorbikes, heading right unless their view is mirrored."""

import math
from random import Random

from studio import shapes
from studio.canvas import Canvas
from studio.palette import DARK_WOOD, FLAG_RED, STEEL, WOOD, Color, darker, lighter
from studio.shapes import Point

TYRE = "#2c3036"


def draw_fishing_boat(canvas: Canvas, rng: Random, water: Point, length: float) -> None:
    """Draw a blue wooden fishing boat with cabin, masts and flag; water is the middle of its water line."""
    view = canvas.at(water, length / 100)
    hull = rng.choice(["#2f6f9f", "#2b8388", "#3a5f94"])
    for x, tall in ((-20, 46), (24, 34)):
        view.stroke([(x, -12), (x, -tall)], 0.9, DARK_WOOD)
    view.stroke([(-20, -44), (4, -30), (24, -33)], 0.35, "#4a4a4a", 0.7)
    view.stroke([(24, -33), (47, -17)], 0.35, "#4a4a4a", 0.7)
    view.box((-34, -27), (24, 14), "#e9dfc8")
    view.box((-34, -27), (24, 4), "#c9644a")
    view.box((-37, -29), (30, 2.6), "#f5efe0", radius=1)
    for x in (-31, -23, -15.5):
        view.box((x, -21.5), (4.6, 4.4), "#3d5a68", radius=0.6)
    outline = shapes.smooth([(-48, -15), (-46, -4), (-40, 2), (30, 2), (42, -6), (50, -20)], closed=False)
    outline += shapes.smooth([(50, -20), (34, -14), (0, -11.5), (-30, -12), (-48, -15)], closed=False)
    view.fill(outline, hull)
    with view.within(outline) as inside:
        inside.fill([(-60, -3), (60, -3), (60, 6), (-60, 6)], "#a5463c")
        inside.stroke(shapes.smooth([(-48, -12), (0, -9), (34, -11.5), (50, -17.5)], closed=False), 1.6, "#f1e6cd")
        inside.fill([(-60, -6), (60, -6), (60, -2.6), (-60, -2.6)], darker(hull, 0.25), 0.6)
    view.oval((40.5, -11.5), (2.0, 1.5), "#f8f4ea", turn=-25)
    view.oval((40.9, -11.5), (0.9, 0.9), "#22262c")
    view.fill([(-20, -46), (-20, -40), (-29, -41.5), (-29, -46.5)], FLAG_RED)
    view.box((-4, -16), (12, 5), "#d8b46a", radius=1)
    view.box((10, -15), (8, 4), "#6f8f6a", radius=1)


def draw_basket_boat(canvas: Canvas, at: Point, width: float) -> None:
    """Draw a round woven basket boat, seen a little from above."""
    view = canvas.at(at, width / 100)
    weave = "#9a6f45"
    view.oval((0, 4), (50, 22), "#22303a", 0.2)
    bowl = [
        *shapes.ellipse((0, -22), (50, 15), sweep=(0, 180)),
        (-44, -8),
        (-26, 6),
        (0, 9),
        (26, 6),
        (44, -8),
    ]
    view.fill([(50, -22), (46, -6), (28, 6), (0, 9), (-28, 6), (-46, -6), (-50, -22)], weave)
    with view.within(bowl) as inside:
        for i in range(-9, 10):
            inside.stroke([(i * 8, -30), (i * 6 + 9, 12)], 1.0, darker(weave, 0.35), 0.5)
            inside.stroke([(i * 8, -30), (i * 6 - 9, 12)], 1.0, lighter(weave, 0.25), 0.4)
    view.oval((0, -22), (50, 15), darker(weave, 0.15))
    view.oval((0, -22), (46, 12.5), darker(weave, 0.45))
    view.oval((0, -19), (42, 9), darker(weave, 0.3))
    view.stroke([(-44, -17), (44, -17)], 2.6, lighter(weave, 0.2))


def draw_sampan(canvas: Canvas, water: Point, length: float, color: Color = WOOD) -> None:
    """Draw a slim rowing boat; water is the middle of its water line."""
    view = canvas.at(water, length / 100)
    outline = shapes.smooth([(-50, -12), (-40, -3), (-24, 2), (24, 2), (40, -3), (50, -12)], closed=False)
    outline += shapes.smooth([(50, -12), (24, -7), (-24, -7), (-50, -12)], closed=False)
    view.fill(outline, color)
    with view.within(outline) as inside:
        inside.stroke(
            shapes.smooth([(-50, -10), (-24, -5), (24, -5), (50, -10)], closed=False),
            1.5,
            lighter(color, 0.35),
        )
        inside.box((-50, -1.5), (100, 6), darker(color, 0.35), 0.6)


def draw_tour_boat(canvas: Canvas, rng: Random, water: Point, length: float) -> None:
    """Draw a long river boat with a roof over its benches."""
    view = canvas.at(water, length / 100)
    roof = rng.choice(["#c9644a", "#d9a441", "#2f7f86"])
    for x in (-30, -12, 6, 24):
        view.stroke([(x, -8), (x, -24)], 1.1, "#efe6d2")
    for x in (-24, -16, -4, 4, 14):
        view.oval((x, -13.5), (2.2, 2.5), rng.choice(["#e8b98f", "#cf976c"]))
        view.box((x - 3, -11.5), (6, 6), rng.choice(["#e8743f", "#e8743f", "#f0a04a"]), radius=2)
    view.fill([(-36, -23), (-33, -28), (28, -28), (32, -23)], roof)
    view.box((-36, -24), (68, 2), lighter(roof, 0.4))
    draw_sampan(view, (0, 0), 100, rng.choice(["#3f7f8c", "#6a8f58", "#4f6f9a"]))


def draw_bicycle(canvas: Canvas, axle: Point, size: float, color: Color) -> None:
    """Draw a bicycle; axle is its bottom bracket, size the diameter of a wheel; saddle at (-0.3, -0.95) sizes."""
    view = canvas.at(axle, size)
    rear, front = (-0.72, 0.08), (0.82, 0.08)
    for centre in (rear, front):
        rim = shapes.ellipse(centre, (0.48, 0.48))
        view.stroke([*rim, rim[0]], 0.055, TYRE)
        for k in range(6):
            tip = shapes.shifted(shapes.rotated((0.46, 0), k * 30), centre)
            view.stroke([tip, shapes.shifted(shapes.rotated((-0.46, 0), k * 30), centre)], 0.012, STEEL, 0.8)
        view.oval(centre, (0.06, 0.06), STEEL)
    head, seat = (0.56, -0.72), (-0.3, -0.74)
    for line in ([rear, (0, 0), seat, rear], [seat, head, (0, 0)], [head, front]):
        view.stroke(line, 0.06, color)
    view.stroke([seat, (-0.33, -0.88)], 0.05, STEEL)
    view.taper([(-0.46, -0.9), (-0.16, -0.9)], [0.13, 0.07], "#33302f")
    view.stroke([head, (0.54, -0.95), (0.4, -1.0)], 0.05, STEEL)
    view.oval((0, 0), (0.12, 0.12), "#3c4148")
    view.stroke([(0, 0), (0.06, 0.2)], 0.045, "#3c4148")
    view.stroke([(-0.02, 0.22), (0.16, 0.22)], 0.06, "#3c4148")


def draw_motorbike(canvas: Canvas, ground: Point, length: float, color: Color) -> None:
    """Draw a scooter; ground is the point below its middle; seat at (-12, -41), handle at (22, -62)."""
    view = canvas.at(ground, length / 100)
    for x in (-34, 36):
        view.oval((x, -14), (14, 14), TYRE)
        view.oval((x, -14), (8, 8), "#b9c0c4")
        view.oval((x, -14), (3, 3), TYRE)
    view.taper([(36, -14), (28, -40), (24, -58)], [4, 5, 5], STEEL)
    body = shapes.smooth([(-50, -36), (-44, -42), (-8, -40), (4, -26), (18, -26), (24, -48), (30, -50), (31, -30),
                          (20, -13), (-14, -12), (-30, -24), (-46, -28)])  # fmt: skip
    view.fill(body, color)
    view.fill(shapes.smooth([(-44, -30), (-12, -30), (0, -16), (-14, -13), (-30, -24)]), darker(color, 0.3), 0.6)
    view.taper([(-46, -43), (-8, -42)], [7, 6.5], "#2d2b2e")
    view.fill(shapes.smooth([(22, -62), (30, -58), (34, -46), (28, -44), (23, -50)]), lighter(color, 0.15))
    view.oval((32, -53), (4, 4.4), "#fff4cf")
    view.stroke([(24, -60), (17, -64)], 2.6, "#33363b")
    view.stroke([(20, -64), (17, -72)], 1.0, STEEL)
    view.oval((16, -74), (4, 2.6), "#3c4148")
    view.taper([(-16, -12), (-40, -10)], [4, 5], "#8a9299")
    view.oval((-50, -35), (2.6, 2.6), "#d2433a")
    view.fill(shapes.ellipse((36, -16), (16, 16), sweep=(190, 320)), color)


def draw_truck_wheel(canvas: Canvas, centre: Point, radius: float) -> None:
    """Draw a cart or trolley wheel with spokes."""
    rim = shapes.ellipse(centre, (radius, radius))
    canvas.stroke([*rim, rim[0]], radius * 0.16, TYRE)
    for k in range(4):
        a = math.radians(k * 45)
        dx, dy = math.cos(a) * radius, math.sin(a) * radius
        canvas.stroke([(centre[0] - dx, centre[1] - dy), (centre[0] + dx, centre[1] + dy)], radius * 0.08, DARK_WOOD)
    canvas.oval(centre, (radius * 0.2, radius * 0.2), STEEL)
