"""The kitchen of the guesthouse: the cook at the stove, the store of water and dry food."""

from dataclasses import replace
from random import Random

from studio import furniture, people, plants, shapes
from studio.animals import draw_fish
from studio.canvas import Canvas
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import (
    BRICK,
    LEAF,
    MUSTARD,
    NAVY,
    STEEL,
    STRAW,
    TEAL,
    TERRACOTTA,
    WOOD,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.people import Person
from studio.shapes import Point

from scenes.countryside import Wishes

SHELF_END = 1420


def draw_guesthouse_kitchen(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a cook at the stove, pans on the wall, dishes on the table; `storeroom`: two people stack supplies."""
    if "storeroom" in wishes:
        _storeroom(canvas, rng, palette)
        return
    furniture.draw_room(canvas, replace(palette, wall=mix(palette.wall, "#e9c9a0", 0.4)), 790)
    furniture.draw_window(canvas, rng, palette, (180, 110), (420, 330))
    canvas.box((694, 324), (792, 330), "#fbf6ea", radius=4)
    for row in range(4):
        for k in range(9):
            tile = rng.choice(["#e9e2d0", "#dfe6dd", "#d3e0dc", "#e6d3bf"])
            canvas.box((700 + k * 87, 330 + row * 80), (82, 75), tile, radius=3)
    canvas.box((700, 270), (780, 16), WOOD)
    for k, x in enumerate((760, 860, 950, 1050)):
        canvas.stroke([(x, 286), (x, 316)], 5, STEEL)
        canvas.oval((x, 352), (40 - 4 * (k % 2), 38 - 4 * (k % 2)), rng.choice(["#4b535b", "#b9703f", "#6f7a84"]))
        canvas.oval((x - 8, 344), (16, 14), "#ffffff", 0.14)
    for k, x in enumerate((1150, 1220, 1290, 1360)):
        canvas.box((x, 200), (48, 68), rng.choice([BRICK, TEAL, MUSTARD]), radius=10)
        canvas.box((x + 6, 192 - 2 * (k % 2)), (36, 14), darker(WOOD, 0.2), radius=4)
    plants.draw_pot_plant(canvas, rng, (250, 446), 110, palette.leaf)
    furniture.draw_table(canvas, (690, 640), (830, 330), "#d8c8ae")
    _stove(canvas)
    _vegetable_basket(canvas, rng, (1385, 644))
    _cook(canvas.at((850, 1080), 8.0), rng)
    _served_table(canvas, rng)


def _cook(view: Canvas, rng: Random) -> None:
    cook = replace(people.someone(rng, woman=True), hair="bun", sleeves="short", badge=False)
    pose = Pose(
        hands=((-9, -58), (17, -62)),
        elbows=(1, 1),
        gaze=Gaze(turn=0.45, smile=1.2, fine=True),
        tilt=5,
        reach=0.9,
    )
    draw_figure(view, cook, pose)
    _apron(view, rng.choice([TERRACOTTA, TEAL, "#7d8f5a", NAVY]))
    view.stroke([(18, -63), (27, -56)], 1.5, WOOD)


def _apron(view: Canvas, color: str) -> None:
    view.fill(shapes.smooth([(-5, -70), (5, -70), (8, -54), (10, -22), (-10, -22), (-8, -54)], steps=5), color)
    view.stroke([(-8, -53), (8, -53)], 1.2, darker(color, 0.3))
    for s in (-1, 1):
        view.stroke([(4.6 * s, -69.5), (3.4 * s, -79)], 0.9, darker(color, 0.2))


def _vegetable_basket(canvas: Canvas, rng: Random, foot: Point) -> None:
    x, y = foot
    for k in range(7):
        turn = -66 + 22 * k
        dx, dy = shapes.rotated((0, -46), turn)
        canvas.oval((x + dx, y - 62 + dy * 0.7), (17, 44), mix(LEAF, "#a9c46a", rng.random() * 0.6), turn=turn)
    for k, color in enumerate(("#d9512f", "#e8a53a", "#8a5a8c")):
        canvas.oval((x - 44 + 42 * k, y - 66), (23, 22), color)
    weave = "#bb8c55"
    canvas.fill([(x - 88, y - 66), (x + 88, y - 66), (x + 70, y), (x - 70, y)], weave)
    for k in range(3):
        canvas.stroke(
            [(x - 80 + 5 * k, y - 50 + 18 * k), (x + 80 - 5 * k, y - 50 + 18 * k)],
            4,
            darker(weave, 0.28),
            0.6,
        )
    canvas.stroke([(x - 88, y - 66), (x + 88, y - 66)], 11, lighter(weave, 0.15))


def _storeroom(canvas: Canvas, rng: Random, palette: Palette) -> None:
    furniture.draw_room(canvas, replace(palette, wall=mix(palette.wall, "#dfe6dd", 0.5)), 800)
    furniture.draw_window(canvas, rng, palette, (80, 130), (220, 320))
    for y in (210, 430, 650):
        canvas.box((380, y), (1140, 18), STEEL, radius=4)
        canvas.box((380, y + 18), (1140, 8), "#1f2a33", 0.2)
        x = 410.0
        while x < SHELF_END:
            wide = _supply(canvas, rng, (x, y))
            x += wide + rng.uniform(8, 26)
    for x in (380, 940, 1502):
        canvas.box((x, 110), (18, 760), "#6c7780")
    crew: list[tuple[Person, float, tuple[Point, Point]]] = [
        (people.someone(rng, woman=True), 620, ((-9, -105), (9, -105))),
        (people.someone(rng, woman=False), 1060, ((-9, -60), (9, -60))),
    ]
    for person, x, hands in crew:
        view = canvas.at((x, 985), 6.4)
        view.oval((0, 0), (18, 2.6), palette.shadow, 0.3)
        lifted = person is crew[0][0]
        look = replace(person, sleeves="short", badge=False, hair="bun" if person.woman else person.hair)
        draw_figure(view, look, Pose(hands=hands, elbows=(-1, 1) if lifted else (1, -1), reach=0.9,
                    gaze=Gaze(back=lifted, turn=0.0 if lifted else -0.35, smile=1.2, fine=True)))  # fmt: skip
        if not lifted:
            _apron(view, rng.choice([TEAL, NAVY, TERRACOTTA]))
        view.box((-14, hands[0][1] - 14), (28, 18), "#c9a06c", radius=1)
        view.box((-2, hands[0][1] - 14), (4, 18), "#e9d9b0", 0.9)
        for s in (-1, 1):
            view.taper([(12.6 * s, hands[0][1] + 3), (10.6 * s, hands[0][1] + 0.5)], [4, 3.4], person.skin)


def _supply(canvas: Canvas, rng: Random, at: Point) -> float:
    x, y = at
    kind = rng.choice(["water", "water", "carton", "tins"])
    if kind == "water":
        canvas.box((x, y - 132), (78, 132), "#a9d3e0", 0.95, radius=14)
        canvas.box((x, y - 92), (78, 30), "#5f9fc0", 0.8)
        canvas.box((x + 12, y - 126), (10, 110), "#ffffff", 0.5, radius=5)
        canvas.box((x + 22, y - 152), (34, 24), "#3f6f9a", radius=5)
        return 78
    if kind == "carton":
        tall = rng.choice([84, 108])
        canvas.box((x, y - tall), (128, tall), "#c9a06c", radius=3)
        canvas.box((x + 56, y - tall), (16, tall), "#e9d9b0", 0.9)
        canvas.box((x, y - tall), (128, 8), darker("#c9a06c", 0.2), 0.6)
        return 128
    for row in range(2):
        for k in range(3):
            color = rng.choice([TERRACOTTA, MUSTARD, TEAL, BRICK])
            canvas.box((x + 38 * k, y - 52 * (row + 1)), (35, 50), color, radius=5)
            canvas.box((x + 38 * k, y - 52 * (row + 1) + 14), (35, 20), "#f7f1e2", 0.9)
    return 112


def _stove(canvas: Canvas) -> None:
    canvas.box((1010, 622), (230, 24), "#4b535b", radius=6)
    canvas.fill([(1032, 560), (1218, 560), (1200, 624), (1050, 624)], "#6f7a84")
    canvas.oval((1125, 560), (94, 17), "#4f5a63")
    canvas.oval((1125, 560), (82, 12), "#c9803f")
    for k in range(3):
        x = 1085 + 40 * k
        steam = shapes.smooth([(x, 535), (x + 18, 490), (x - 12, 440), (x + 10, 385)], closed=False)
        canvas.taper(steam, [4 + 9 * i / len(steam) for i in range(len(steam))], "#ffffff", 0.3)


def _served_table(canvas: Canvas, rng: Random) -> None:
    furniture.draw_table(canvas, (90, 800), (620, 260), WOOD)
    for x, color in ((210, "#8fb05a"), (395, "#d9803f"), (580, "#e9e2cf")):
        canvas.oval((x, 796), (82, 18), "#2a2430", 0.2)
        canvas.oval((x, 786), (80, 20), "#fbf7ec")
        canvas.oval((x, 779), (62, 15), "#dfe6e4")
        for _ in range(9):
            canvas.oval(
                (x + rng.uniform(-40, 40), 774 - rng.uniform(0, 14)),
                (14, 9),
                mix(color, LEAF, rng.uniform(0, 0.4)),
            )
    draw_fish(canvas, (395, 762), 118, "#8a8f8a", -4)
    canvas.taper([(470, 800), (660, 776)], [5, 3], STRAW)
    canvas.taper([(478, 806), (664, 786)], [5, 3], STRAW)
