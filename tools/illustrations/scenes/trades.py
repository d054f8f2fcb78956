"""Trades: a workshop and a market stall."""

from dataclasses import replace
from random import Random

from studio import furniture, people, plants, shapes, vehicles
from studio.canvas import WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import (
    BRICK,
    LEAF,
    MUSTARD,
    STEEL,
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


Wishes = frozenset[str]

LEAFY = 30.0
FRUIT: tuple[tuple[Color, float], ...] = (
    ("#d9512f", 19), ("#e8a53a", 22), ("#6f9f4a", 21), ("#b03a48", 17), ("#e3c94f", 20), ("#8a5a8c", 18),
)  # fmt: skip
GREENS: tuple[tuple[Color, float], ...] = (
    ("#5b8a4b", 40), ("#7da35a", 40), ("#3f7a53", 40), ("#d9512f", 18), ("#8fb05a", 40), ("#8a5a8c", 19),
)  # fmt: skip


def draw_workshop(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a craftsman at a bench before a wall of tools.

    `bicycle` has bicycles under repair; `pipes` an old technician among painted pipes and valves.
    """
    furniture.draw_room(canvas, replace(palette, wall=mix(palette.wall, "#c9b08a", 0.5), floor="#a98c6c"), 800)
    furniture.draw_window(canvas, rng, palette, (100, 120), (320, 330))
    _tool_board(canvas, (560, 90), (620, 330))
    if "pipes" in wishes:
        _pipes(canvas)
    elif "bicycle" in wishes:
        vehicles.draw_bicycle(canvas, (1420, 770), 190, TEAL)
    else:
        for i in range(7):
            x, tall = 1270 + i * 38, rng.uniform(420, 640)
            canvas.fill([(x, 820), (x + 26, 820), (x + 44, 820 - tall), (x + 18, 820 - tall)],
                        rng.choice(["#c79a6b", "#b98556", "#d9b183", "#a8714a"]))  # fmt: skip
    old = "pipes" in wishes or rng.random() < 0.35
    person = people.technician(rng, woman=rng.random() < 0.25)
    if old:
        person = replace(people.elder(rng, woman=False), top="jacket", top_color="#3f6784", accent=MUSTARD, beard=False)
    view = canvas.at((760, 1120), 8.6)
    pose = Pose(hip=(0, -36), hands=((-7, -47), (17, -47)), waist_up=True, reach=0.9, lean=5,
                gaze=Gaze(turn=0.35, smile=0.9, fine=True), tilt=6)  # fmt: skip
    draw_figure(view, person, pose)
    view.fill(shapes.smooth([(-7, -64), (7, -64), (9, -40), (-9, -40)], steps=4), "#7d5a3c")
    for s in (-1, 1):
        view.stroke([(6 * s, -64), (4.4 * s, -71)], 1.1, "#5f432d")
    furniture.draw_table(canvas, (240, 735), (1120, 300), "#b07d50")
    _bench_work(canvas, rng)
    if "bicycle" in wishes:
        _on_stand(canvas, rng)
    furniture.draw_sunbeam(canvas, palette, (100, 120), (320, 330), (340, 330))


def _on_stand(canvas: Canvas, rng: Random) -> None:
    wheel = (500.0, 622.0)
    rim = shapes.ellipse(wheel, (104, 104))
    canvas.stroke([*rim, rim[0]], 13, "#2c3036")
    for k in range(9):
        tip = shapes.rotated((98, 0), k * 20)
        canvas.stroke([(wheel[0] - tip[0], wheel[1] - tip[1]), (wheel[0] + tip[0], wheel[1] + tip[1])], 2, STEEL)
    canvas.oval(wheel, (13, 13), STEEL)
    canvas.stroke([(500, 736), (500, 630)], 9, "#59636c")
    vehicles.draw_bicycle(canvas, (1080, 890), 158, rng.choice([BRICK, "#3f6f9a", "#5a7d4f"]))


def _pipes(canvas: Canvas) -> None:
    for k, color in enumerate(("#c9403a", "#3f7fb0", "#d9a441")):
        x = 1270 + k * 105
        pipe = Fade(lighter(color, 0.3), darker(color, 0.25), across=True)
        canvas.box((x, 60), (40, 760), pipe)
        for y in (180, 470, 700):
            canvas.box((x - 9, y), (58, 24), darker(color, 0.12), radius=5)
        y = 330 + 70 * (k % 2)
        canvas.box((x - 12, y), (64, 44), STEEL, radius=6)
        canvas.stroke([(x + 20, y), (x + 20, y - 34)], 9, "#59636c")
        ring = shapes.ellipse((x + 20, y - 40), (38, 13))
        canvas.stroke([*ring, ring[0]], 8, color)
    canvas.box((1200, 560), (400, 30), Fade("#a9b3b9", "#737e86"))


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
        canvas.taper(
            [(x + 420, y + 180), shapes.shifted(tip, (x + 420, y + 190))], [9, 13], iron if turn < 0 else BRICK
        )


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


def draw_market_stall(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a seller behind heaps of fruit and vegetables under a striped awning, and a buyer.

    `elder` makes the seller an old woman, `hats` gives both a conical hat, `vegetables` leaves the fruit out.
    """
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
    seller = people.farmer(rng, woman=True, elder="elder" in wishes)
    pose = Pose(hands=((-12, -54), (20, -62)), elbows=(1, 1), gaze=Gaze(turn=0.4, smile=1.3, fine=True))
    draw_figure(canvas.at((640, 1010), 7.0), seller, pose)
    _stall_front(canvas, rng, GREENS if "vegetables" in wishes or "elder" in wishes else FRUIT)
    _awning(canvas, rng)
    buyer = replace(people.someone(rng), sleeves="short")
    if "hats" in wishes:
        buyer = replace(people.farmer(rng, woman=True), sleeves="short")
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


def _stall_front(canvas: Canvas, rng: Random, goods: tuple[tuple[Color, float], ...]) -> None:
    heaps = rng.sample(goods, 5)
    canvas.box((214, 712), (1172, 90), darker(WOOD, 0.5))
    canvas.box((200, 770), (1200, 260), Fade(darker(WOOD, 0.1), darker(WOOD, 0.35)))
    for k in range(1, 6):
        canvas.box((200 + 200 * k, 790), (5, 240), darker(WOOD, 0.45), 0.6)
    for k, (color, size) in enumerate(heaps):
        x = 315 + 242 * k
        if size > LEAFY:
            _leaves(canvas, rng, (x, 756), color)
        else:
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


def _leaves(canvas: Canvas, rng: Random, at: Point, color: Color) -> None:
    for row in range(3):
        for k in range(4 - row):
            x, y = at[0] + (k - (3 - row) / 2) * 46, at[1] - 6 - row * 34
            for turn in (-64, -38, -14, 14, 38, 64):
                dx, dy = shapes.rotated((0, -26), turn)
                tone = darker(color, 0.05 + 0.22 * rng.random())
                canvas.oval((x + dx, y + dy), (12, 27), tone, turn=turn)
                canvas.stroke([(x, y), (x + dx * 1.5, y + dy * 1.5)], 2.2, lighter(color, 0.5), 0.8)
            canvas.box((x - 11, y - 4), (22, 9), lighter(color, 0.65), radius=4)


def _basket(canvas: Canvas, foot: Point, width: float) -> None:
    x, y = foot
    color = "#bb8c55"
    canvas.fill(
        [(x - width / 2, y - 46), (x + width / 2, y - 46), (x + width * 0.4, y + 6), (x - width * 0.4, y + 6)], color
    )
    for k in range(3):
        canvas.stroke([(x - width * (0.48 - 0.03 * k), y - 34 + 15 * k), (x + width * (0.48 - 0.03 * k), y - 34 + 15 * k)],
                      3.5, darker(color, 0.28), 0.6)  # fmt: skip
    canvas.stroke([(x - width / 2, y - 46), (x + width / 2, y - 46)], 11, lighter(color, 0.15))
