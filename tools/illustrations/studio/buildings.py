"""Houses of the coast and the hills, public buildings and their flag, each standing on its foot line."""

from random import Random

from studio import shapes
from studio.canvas import Canvas, Fade
from studio.palette import (
    BRICK,
    DARK_WOOD,
    FLAG_RED,
    FLAG_STAR,
    STRAW,
    TERRACOTTA,
    WOOD,
    Color,
    darker,
    lighter,
    mix,
)
from studio.shapes import Point

WALLS = ("#f2e3c4", "#e9c98f", "#cfdcd6", "#e8b796", "#f4efe2", "#b9cfd6")
GLASS = "#5b7f8c"


def draw_house(canvas: Canvas, rng: Random, foot: Point, width: float, roof: Color = TERRACOTTA) -> None:
    """Draw a one-storey house with a tiled roof, a door and two windows; foot is its bottom centre."""
    view = canvas.at(foot, width / 100)
    wall = rng.choice(WALLS)
    view.box((-40, -36), (80, 36), wall)
    view.box((14, -36), (26, 36), darker(wall, 0.2), 0.35)
    view.box((-40, -36), (80, 6), darker(wall, 0.35), 0.35)
    view.box((-40, -4), (80, 4), mix(wall, BRICK, 0.45))
    shutter = rng.choice(["#3f7a74", "#4f7fa5", "#8a5a3c", "#5e8a5a"])
    view.box((-8, -26), (16, 26), darker(shutter, 0.3))
    view.box((-7, -25), (6.6, 25), shutter)
    view.box((0.4, -25), (6.6, 25), shutter)
    for x in (-31, 17):
        view.box((x, -25), (14, 13), "#f4efe2")
        view.box((x + 1, -24), (12, 11), darker(GLASS, 0.25))
        view.box((x + 1, -24), (3.4, 11), shutter)
        view.box((x + 9.6, -24), (3.4, 11), shutter)
    draw_tiles(view, (-50, 50), (-34, 34), (-33, -62), roof)
    view.box((-10, -1.5), (20, 1.5), "#b8aa96")


def draw_tiles(canvas: Canvas, eaves: Point, ridge: Point, levels: Point, color: Color) -> None:
    """Draw a roof slope of tiles between eaves and ridge (x from, x to), levels being their y."""
    low, high = levels
    outline = [(eaves[0], low), (ridge[0], high), (ridge[1], high), (eaves[1], low)]
    canvas.fill(outline, Fade(lighter(color, 0.1), darker(color, 0.06)))
    with canvas.within(outline) as inside:
        rows = 6
        for i in range(1, rows):
            y = high + (low - high) * i / rows
            inside.stroke([(eaves[0], y), (eaves[1], y)], 0.7, darker(color, 0.3), 0.4)
        for i in range(1, 16):
            t = i / 16
            top = (ridge[0] + (ridge[1] - ridge[0]) * t, high)
            bottom = (eaves[0] + (eaves[1] - eaves[0]) * t, low)
            inside.stroke([top, bottom], 0.6, darker(color, 0.3), 0.28)
        inside.fill([(ridge[1] - 22, high), (eaves[1], high), (eaves[1], low), (eaves[1] - 22, low)],
                    darker(color, 0.3), 0.22)  # fmt: skip
    canvas.box((eaves[0], low), (eaves[1] - eaves[0], 1.8), darker(color, 0.4), radius=0.8)
    canvas.box((ridge[0] - 1, high - 1.4), (ridge[1] - ridge[0] + 2, 2.6), darker(color, 0.2), radius=1.2)


def draw_public_house(canvas: Canvas, rng: Random, foot: Point, width: float, *, flag: bool = True) -> None:
    """Draw a two-storey public building, cream with a tiled roof and porch, and the flag above its middle."""
    view = canvas.at(foot, width / 100)
    wall = rng.choice(["#f0dfae", "#efe2c0", "#f2e8d2"])
    trim = "#fbf7ec"
    view.box((-48, -44), (96, 44), wall)
    view.box((20, -44), (28, 44), darker(wall, 0.2), 0.25)
    draw_tiles(view, (-52, 52), (-44, 44), (-43.5, -54), rng.choice([TERRACOTTA, BRICK]))
    view.box((-49, -23.5), (98, 2.4), trim)
    view.box((-48, -3), (96, 3), "#b9a48a")
    for x in (-43, -31, 21, 33):
        for y in (-38, -18):
            view.box((x, y), (9, 12), trim)
            view.box((x + 0.8, y + 0.8), (7.4, 10.4), GLASS)
            view.fill([(x + 0.8, y + 11.2), (x + 0.8, y + 5), (x + 6, y + 0.8), (x + 8.2, y + 0.8)], "#a9c7cd", 0.45)
    view.box((-15, -50), (30, 50), lighter(wall, 0.35))
    view.fill([(-17, -50), (0, -60), (17, -50)], lighter(wall, 0.2))
    view.fill([(-13.5, -51), (0, -58.6), (13.5, -51)], darker(wall, 0.12))
    for x in (-11, -3.5, 4):
        view.box((x, -44), (7, 14), trim)
        view.box((x + 0.7, -43.3), (5.6, 12.6), GLASS)
    view.box((-10, -21), (20, 21), darker(GLASS, 0.25))
    view.box((-0.4, -21), (0.8, 21), trim)
    for x in (-14, 11.4):
        view.box((x, -24), (2.6, 24), trim)
    view.box((-18, -26), (36, 3), trim)
    for i in range(3):
        view.box((-18 - i * 2, -2.4 + i * 1.2), (36 + i * 4, 1.4), darker("#cdbfa8", 0.06 * i))
    if flag:
        draw_flag(view, (0, -60), 26)


def draw_flag(canvas: Canvas, foot: Point, height: float) -> None:
    """Draw the national flag on a pole: red with a yellow star."""
    view = canvas.at(foot, height / 100)
    view.stroke([(0, 0), (0, -100)], 3, "#b9b4aa")
    top = shapes.smooth([(1, -98), (18, -101), (36, -95), (56, -99)], closed=False)
    bottom = shapes.smooth([(56, -63), (36, -59), (18, -65), (1, -62)], closed=False)
    view.fill([*top, *bottom], FLAG_RED)
    draw_star(view, (28, -80.5), 11.5)


def draw_star(canvas: Canvas, centre: Point, radius: float, color: Color = FLAG_STAR) -> None:
    """Draw a five-pointed star standing upright."""
    points = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.4
        points.append(shapes.shifted(shapes.rotated((0, -reach), i * 36), centre))
    canvas.fill(points, color)


def draw_stilt_house(canvas: Canvas, rng: Random, foot: Point, width: float) -> None:
    """Draw a house on stilts with a thatched roof, a veranda and a ladder."""
    view = canvas.at(foot, width / 100)
    wood = mix(WOOD, DARK_WOOD, rng.uniform(0.1, 0.5))
    for x in (-38, -20, 0, 20, 38):
        view.taper([(x, -30), (x, 0)], [2.8, 3.2], darker(wood, 0.25))
    view.box((-40, -30), (80, 10), "#1d2a2c", 0.22)
    view.box((-46, -32), (92, 3.6), darker(wood, 0.1))
    view.box((-38, -56), (76, 24), wood)
    for x in range(-36, 38, 4):
        view.stroke([(x, -55), (x, -33)], 0.4, darker(wood, 0.4), 0.5)
    view.box((12, -56), (26, 24), darker(wood, 0.3), 0.35)
    view.box((-8, -52), (14, 20), darker(wood, 0.6))
    for x in (-28, 16):
        view.box((x, -50), (11, 9), darker(wood, 0.6))
        view.stroke([(x + 5.5, -50), (x + 5.5, -41)], 0.7, wood)
    _thatch(view, rng, mix("#a48a5c", STRAW, rng.uniform(0.0, 0.35)))
    _veranda(view, wood)


def _thatch(view: Canvas, rng: Random, thatch: Color) -> None:
    roof = shapes.smooth([(-52, -50), (-40, -70), (-30, -88), (0, -91), (30, -88), (40, -70), (52, -50)], closed=False)
    view.fill(roof, Fade(lighter(thatch, 0.12), darker(thatch, 0.18)))
    with view.within(roof) as inside:
        for i in range(40):
            x = -52 + i * 2.7
            inside.stroke([(x * 0.62, -92), (x + rng.uniform(-1, 1), -49)], 0.5, darker(thatch, 0.35), 0.4)
        inside.fill([(18, -92), (60, -92), (60, -46), (26, -46)], darker(thatch, 0.3), 0.25)
    for x in range(-50, 51, 4):
        view.taper([(x, -51), (x + rng.uniform(-1, 1), -47)], [2.6, 0.8], darker(thatch, 0.15))


def _veranda(view: Canvas, wood: Color) -> None:
    for x in range(-46, -10, 7):
        view.stroke([(x, -32), (x, -40)], 0.9, darker(wood, 0.2))
    view.stroke([(-46, -40), (-10, -40)], 1.2, darker(wood, 0.15))
    for x in (-5, 4):
        view.stroke([(x, -31), (x - 9, 1)], 1.6, lighter(wood, 0.15))
    for i in range(1, 6):
        t = i / 6
        view.stroke([(-5 - 9 * t, -31 + 32 * t), (4 - 9 * t, -31 + 32 * t)], 1.3, lighter(wood, 0.15))


def draw_gate(canvas: Canvas, foot: Point, width: float) -> None:
    """Draw a village gate: two pillars and a tiled arch."""
    view = canvas.at(foot, width / 100)
    stone = "#e6d6b4"
    for x in (-44, 32):
        view.box((x, -62), (12, 62), stone)
        view.box((x + 8, -62), (4, 62), darker(stone, 0.25), 0.5)
        view.box((x - 2, -6), (16, 6), darker(stone, 0.15))
        view.box((x + 2, -50), (7, 34), "#b8433b", 0.85, radius=1)
    view.box((-52, -70), (104, 10), lighter(stone, 0.2))
    view.box((-40, -67), (80, 5), "#b8433b", 0.8)
    draw_tiles(view, (-60, 60), (-48, 48), (-69, -80), BRICK)


def draw_fence(canvas: Canvas, start: Point, end: Point, height: float) -> None:
    """Draw a low bamboo fence between two points."""
    count = max(int(shapes.distance(start, end) / (height * 0.4)), 2)
    for i in range(count + 1):
        x, y = shapes.between(start, end, i / count)
        canvas.stroke([(x, y), (x, y - height)], height * 0.09, darker(STRAW, 0.25 + 0.1 * (i % 2)))
    for share in (0.35, 0.8):
        canvas.stroke([(start[0], start[1] - height * share), (end[0], end[1] - height * share)], height * 0.08,
                      darker(STRAW, 0.18))  # fmt: skip
