"""Work under a roof: a workshop, a market stall, the kitchen of a guesthouse."""

from dataclasses import replace
from random import Random

from studio import furniture, people, plants, shapes
from studio.animals import draw_fish
from studio.canvas import WIDTH, Canvas, Fade
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
    Color,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.shapes import Point


def draw_workshop(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a craftsman at a bench before a wall of tools."""
    furniture.draw_room(canvas, replace(palette, wall=mix(palette.wall, "#c9b08a", 0.5), floor="#a98c6c"), 800)
    furniture.draw_window(canvas, rng, palette, (100, 120), (320, 330))
    _tool_board(canvas, (560, 90), (620, 330))
    for i in range(7):
        x, tall = 1270 + i * 38, rng.uniform(420, 640)
        canvas.fill([(x, 820), (x + 26, 820), (x + 44, 820 - tall), (x + 18, 820 - tall)],
                    rng.choice(["#c79a6b", "#b98556", "#d9b183", "#a8714a"]))  # fmt: skip
    person = people.technician(rng, woman=rng.random() < 0.25) if rng.random() < 0.6 else people.elder(rng, woman=False)
    person = replace(person, beard=False)
    view = canvas.at((760, 1120), 8.6)
    pose = Pose(hip=(0, -36), hands=((-7, -47), (17, -47)), waist_up=True, reach=0.9, lean=5,
                gaze=Gaze(turn=0.35, smile=0.9, fine=True), tilt=6)  # fmt: skip
    draw_figure(view, person, pose)
    view.fill(shapes.smooth([(-7, -64), (7, -64), (9, -40), (-9, -40)], steps=4), "#7d5a3c")
    for s in (-1, 1):
        view.stroke([(6 * s, -64), (4.4 * s, -71)], 1.1, "#5f432d")
    furniture.draw_table(canvas, (240, 735), (1120, 300), "#b07d50")
    _bench_work(canvas, rng)
    furniture.draw_sunbeam(canvas, palette, (100, 120), (320, 330), (340, 330))


def _tool_board(canvas: Canvas, corner: Point, size: Point) -> None:
    (x, y), (w, h) = corner, size
    canvas.box(corner, size, "#8d6a4a", radius=6)
    canvas.box((x + 12, y + 12), (w - 24, h - 24), "#a98460")
    iron, grip = "#59636c", TERRACOTTA
    for k in range(4):
        left = x + 60 + k * 46
        canvas.taper([(left, y + 50), (left, y + 130 + 12 * k)], [8, 7], iron)
        canvas.taper([(left, y + 140 + 12 * k), (left, y + 190 + 12 * k)], [16, 13], grip if k % 2 else MUSTARD)
    canvas.stroke([(x + 300, y + 70), (x + 300, y + 220)], 12, WOOD)
    canvas.box((x + 258, y + 48), (84, 36), iron, radius=6)
    saw = [(x + 380, y + 60), (x + 570, y + 96), (x + 570, y + 118), (x + 380, y + 128)]
    canvas.fill(saw, "#b9c2c7")
    canvas.fill(shapes.smooth([(x + 352, y + 54), (x + 392, y + 56), (x + 392, y + 132), (x + 350, y + 126)]), WOOD)
    ring = shapes.ellipse((x + 520, y + 210), (48, 48))
    canvas.stroke([*ring, ring[0]], 12, "#c98d3f")
    for turn in (-22, 22):
        tip = shapes.rotated((0, 86), turn)
        canvas.taper([(x + 420, y + 180), shapes.shifted(tip, (x + 420, y + 190))], [9, 13], iron if turn < 0 else BRICK)


def _bench_work(canvas: Canvas, rng: Random) -> None:
    canvas.box((430, 706), (620, 30), "#d9b183", radius=3)
    canvas.box((430, 722), (620, 14), "#b98556", radius=3)
    canvas.fill([(840, 676), (950, 676), (966, 706), (826, 706)], "#7d5238")
    canvas.taper([(858, 676), (846, 644)], [20, 15], "#a8714a")
    canvas.box((930, 664), (14, 20), STEEL)
    for _ in range(16):
        at = (rng.uniform(640, 1080), rng.uniform(722, 738))
        canvas.stroke(shapes.ellipse(at, (rng.uniform(6, 12), 6), sweep=(180, 420)), 3, "#ecd2a6")
    canvas.box((1130, 676), (96, 60), BRICK, radius=6)
    canvas.box((1150, 656), (56, 22), darker(BRICK, 0.2), radius=6)
    canvas.oval((350, 700), (40, 36), TEAL)
    canvas.box((310, 700), (80, 36), TEAL)
    for k, color in enumerate((MUSTARD, TERRACOTTA, STEEL)):
        canvas.taper([(334 + 16 * k, 690), (328 + 22 * k, 610 - 12 * (k % 2))], [8, 5], color)


def draw_market_stall(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a seller behind heaps of fruit and vegetables under a striped awning, and a buyer."""
    canvas.box((0, 0), (WIDTH, 620), Fade(palette.sky[1], palette.sky[2]))
    plants.draw_tree(canvas, rng, (90, 640), 470, palette.leaf)
    plants.draw_tree(canvas, rng, (1530, 640), 430, palette.leaf)
    for x, color in ((300, "#d9c49a"), (640, "#c9b7a0"), (1010, "#d0b08f"), (1320, "#bfc6ba")):
        canvas.box((x - 190, 270), (380, 370), mix(color, palette.haze, 0.3))
        canvas.box((x - 210, 250), (420, 50), mix(TERRACOTTA, palette.haze, 0.45))
        canvas.box((x - 90, 380), (180, 260), mix(darker(color, 0.35), palette.haze, 0.2))
    canvas.box((0, 620), (WIDTH, 380), Fade(lighter(palette.earth, 0.2), palette.earth))
    canvas.soften(2.6)
    for x in (250, 1340):
        canvas.box((x, 160), (18, 760), darker(WOOD, 0.2))
    seller = people.farmer(rng, woman=True)
    pose = Pose(hands=((-12, -54), (20, -62)), elbows=(1, 1), gaze=Gaze(turn=0.4, smile=1.3, fine=True))
    draw_figure(canvas.at((640, 1010), 7.0), seller, pose)
    _stall_front(canvas, rng)
    _awning(canvas, rng)
    buyer = replace(people.someone(rng), sleeves="short")
    view = canvas.at((1120, 1170), 8.6, mirror=True)
    pose = Pose(hands=((-2, -56), (17, -67)), side=True, elbows=(1, 1), gaze=Gaze(turn=0.55, smile=1.2, fine=True))
    draw_figure(view, buyer, pose)
    view.fill(shapes.smooth([(-11, -50), (9, -50), (8, -30), (-9, -30)], steps=4), "#c9a06c")
    view.stroke(shapes.ellipse((-1, -50), (7, 9), sweep=(180, 360)), 1.2, "#a97d4a")
    for x in (-6, -1, 4):
        view.oval((x, -51.5), (3.6, 3.4), rng.choice([LEAF, "#7da35a"]))


def _awning(canvas: Canvas, rng: Random) -> None:
    main = rng.choice([TERRACOTTA, TEAL, "#3f6f9a"])
    canvas.fill([(230, 60), (1380, 60), (1460, 220), (150, 220)], lighter(main, 0.7))
    for k in range(0, 12, 2):
        a, b = k / 12, (k + 1) / 12
        canvas.fill([(230 + 1150 * a, 60), (230 + 1150 * b, 60), (150 + 1310 * b, 220), (150 + 1310 * a, 220)], main)
    for k in range(12):
        x = 150 + 1310 * k / 12
        wide = 1310 / 12
        lobe = shapes.ellipse((x + wide / 2, 218), (wide / 2, 40), sweep=(0, 180))
        canvas.fill(lobe, darker(main if k % 2 == 0 else lighter(main, 0.7), 0.1))
    canvas.box((150, 216), (1310, 8), darker(main, 0.4), 0.35)


def _stall_front(canvas: Canvas, rng: Random) -> None:
    fruit: tuple[tuple[Color, float], ...] = (("#d9512f", 19), ("#e8a53a", 22), ("#6f9f4a", 21), ("#b03a48", 17), ("#e3c94f", 20),
                                              ("#8a5a8c", 18))  # fmt: skip
    heaps = rng.sample(fruit, 5)
    canvas.box((214, 712), (1172, 90), darker(WOOD, 0.5))
    canvas.box((200, 770), (1200, 260), Fade(darker(WOOD, 0.1), darker(WOOD, 0.35)))
    for k in range(1, 6):
        canvas.box((200 + 200 * k, 790), (5, 240), darker(WOOD, 0.45), 0.6)
    for k, (color, size) in enumerate(heaps):
        x = 315 + 242 * k
        _heap(canvas, rng, (x, 756), color, size)
        _basket(canvas, (x, 790), 214)
    canvas.box((185, 786), (1230, 26), lighter(WOOD, 0.15), radius=6)


def _heap(canvas: Canvas, rng: Random, at: Point, color: Color, size: float) -> None:
    for row in range(4):
        count = 6 - row
        for k in range(count):
            x = at[0] + (k - (count - 1) / 2) * size * 1.75 + rng.uniform(-2, 2)
            y = at[1] - row * size * 1.3
            tone = mix(color, rng.choice(["#f3d27a", "#5a2a2a"]), rng.uniform(0, 0.16))
            canvas.oval((x, y), (size, size * 0.95), darker(tone, 0.12))
            canvas.oval((x - 2, y - 2), (size * 0.85, size * 0.8), tone)
            canvas.oval((x - size * 0.35, y - size * 0.35), (size * 0.2, size * 0.16), "#fff6df", 0.55)


def _basket(canvas: Canvas, foot: Point, width: float) -> None:
    x, y = foot
    color = "#bb8c55"
    canvas.fill([(x - width / 2, y - 46), (x + width / 2, y - 46), (x + width * 0.4, y + 6), (x - width * 0.4, y + 6)], color)
    for k in range(3):
        canvas.stroke([(x - width * (0.48 - 0.03 * k), y - 34 + 15 * k), (x + width * (0.48 - 0.03 * k), y - 34 + 15 * k)],
                      3.5, darker(color, 0.28), 0.6)  # fmt: skip
    canvas.stroke([(x - width / 2, y - 46), (x + width / 2, y - 46)], 11, lighter(color, 0.15))


def draw_guesthouse_kitchen(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw the host at the stove of a guesthouse kitchen, pans on the wall, dishes ready on the table."""
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
        canvas.box((x, 200), (48, 68), rng.choice([BRICK, TEAL, MUSTARD, "#e9dfc8"]), radius=10)
        canvas.box((x + 6, 192 - 2 * (k % 2)), (36, 14), darker(WOOD, 0.2), radius=4)
    plants.draw_pot_plant(canvas, rng, (250, 446), 110, palette.leaf)
    cook = replace(people.someone(rng, woman=True), hair="bun", sleeves="short", badge=False)
    furniture.draw_table(canvas, (690, 640), (830, 330), "#d8c8ae")
    _stove(canvas)
    view = canvas.at((850, 1080), 8.0)
    pose = Pose(hands=((-9, -58), (17, -62)), elbows=(1, 1), gaze=Gaze(turn=0.45, smile=1.2, fine=True), tilt=5, reach=0.9)
    draw_figure(view, cook, pose)
    apron = rng.choice([TERRACOTTA, TEAL, "#7d8f5a", NAVY])
    view.fill(shapes.smooth([(-5, -70), (5, -70), (8, -54), (10, -22), (-10, -22), (-8, -54)], steps=5), apron)
    view.stroke([(-8, -53), (8, -53)], 1.2, darker(apron, 0.3))
    for s in (-1, 1):
        view.stroke([(4.6 * s, -69.5), (3.4 * s, -79)], 0.9, darker(apron, 0.2))
    view.stroke([(18, -63), (27, -56)], 1.5, WOOD)
    _served_table(canvas, rng)


def _stove(canvas: Canvas) -> None:
    canvas.box((1010, 622), (230, 24), "#4b535b", radius=6)
    canvas.fill([(1032, 560), (1218, 560), (1200, 624), (1050, 624)], "#6f7a84")
    canvas.oval((1125, 560), (94, 17), "#4f5a63")
    canvas.oval((1125, 560), (82, 12), "#c9803f")
    for k in range(3):
        x = 1085 + 40 * k
        steam = shapes.smooth([(x, 535), (x + 18, 490), (x - 12, 440), (x + 10, 385)], closed=False)
        canvas.taper(steam, [4 + 9 * i / len(steam) for i in range(len(steam))], "#ffffff", 0.3)
    canvas.box((1300, 560), (120, 84), "#d9d3c4", radius=12)
    canvas.box((1290, 548), (140, 16), "#b8b2a4", radius=7)


def _served_table(canvas: Canvas, rng: Random) -> None:
    furniture.draw_table(canvas, (90, 800), (620, 260), WOOD)
    for x, color in ((210, "#8fb05a"), (395, "#d9803f"), (580, "#e9e2cf")):
        canvas.oval((x, 796), (82, 18), "#2a2430", 0.2)
        canvas.oval((x, 786), (80, 20), "#fbf7ec")
        canvas.oval((x, 779), (62, 15), "#dfe6e4")
        for _ in range(9):
            canvas.oval((x + rng.uniform(-40, 40), 774 - rng.uniform(0, 14)), (14, 9), mix(color, LEAF, rng.uniform(0, 0.4)))
    draw_fish(canvas, (395, 762), 118, "#8a8f8a", -4)
    canvas.taper([(470, 800), (660, 776)], [5, 3], STRAW)
    canvas.taper([(478, 806), (664, 786)], [5, 3], STRAW)
