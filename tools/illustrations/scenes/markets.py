"""A stall under an awning."""

from dataclasses import replace
from random import Random

from studio import people, plants, shapes
from studio.canvas import WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import (
    LEAF,
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

from scenes.countryside import Wishes

LEAFY = 30.0


FRUIT: tuple[tuple[Color, float], ...] = (
    ("#d9512f", 19), ("#e8a53a", 22), ("#6f9f4a", 21), ("#b03a48", 17), ("#e3c94f", 20), ("#8a5a8c", 18),
)  # fmt: skip


GREENS: tuple[tuple[Color, float], ...] = (
    ("#5b8a4b", 40), ("#7da35a", 40), ("#3f7a53", 40), ("#d9512f", 18), ("#8fb05a", 40), ("#8a5a8c", 19),
)  # fmt: skip


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
        [
            (x - width / 2, y - 46),
            (x + width / 2, y - 46),
            (x + width * 0.4, y + 6),
            (x - width * 0.4, y + 6),
        ],
        color,
    )
    for k in range(3):
        half, level = width * (0.48 - 0.03 * k), y - 34 + 15 * k
        canvas.stroke([(x - half, level), (x + half, level)], 3.5, darker(color, 0.28), 0.6)
    canvas.stroke([(x - width / 2, y - 46), (x + width / 2, y - 46)], 11, lighter(color, 0.15))
