"""Storm and flood: bent palms, a lit office at night, rescue by boat."""

from dataclasses import replace
from random import Random

from studio import buildings, people, plants, shapes, skies
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure, head_view
from studio.palette import (
    MUSTARD,
    STEEL,
    TERRACOTTA,
    WOOD,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.people import Person

from scenes.countryside import Wishes, draw_reflection, draw_water

LIFE_JACKET = "#ee7433"


def draw_storm_trees(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw palms bent by a storm on the shore, a house held down with sandbags, people who help in raincoats.

    `office` draws a public building with one lit window instead of the house and the people.
    """
    horizon = 560.0
    skies.draw_sky(canvas, rng, palette, horizon)
    for k in range(4):
        y = 60 + 95 * k
        line = shapes.ridge(rng, (-20, WIDTH + 20), (y, 40), waves=3)
        canvas.fill([*line, *[(x, yy + 70) for x, yy in line[::-1]]], darker(palette.sky[0], 0.25 - 0.05 * k), 0.35)
    sea = mix(palette.water, "#4f6f78", 0.5)
    canvas.box((0, horizon), (WIDTH, 200), Fade(lighter(sea, 0.1), darker(sea, 0.25)))
    for k in range(5):
        y = horizon + 18 + 26 * k
        for i in range(12):
            x = i * 150 - 70 + 60 * (k % 2) + rng.uniform(-20, 20)
            crest = shapes.smooth([(x, y), (x + 50, y - 16 - 3 * k), (x + 100, y)], closed=False)
            canvas.taper(crest, [1, *[5.0 + k] * (len(crest) - 2), 1], "#eef4f2", 0.65)
    shore = shapes.smooth([(-20, 730), (500, 690), (1000, 710), (1620, 680)], closed=False)
    canvas.fill(
        shapes.down_to(shore, HEIGHT),
        Fade(mix(palette.grass, palette.earth, 0.4), darker(palette.grass, 0.25)),
    )
    if "office" in wishes:
        _lit_office(canvas, rng, palette)
        skies.draw_rain(canvas, rng, slant=0.75, amount=260)
        return
    for x, foot, tall in ((140, 760, 560), (420, 720, 480), (760, 715, 430), (1560, 760, 560)):
        plants.draw_palm(canvas, rng, (x, foot), tall, palette.leaf, bend=rng.uniform(0.7, 0.95))
    plants.draw_casuarina(canvas, rng, (1000, 720), 360, palette.leaf, bend=0.9)
    buildings.draw_house(canvas, rng, (1200, 800), 460)
    for k in range(6):
        x, y = 1010 + k * 66, 640 - (35 if 0 < k < 5 else 0)
        canvas.taper([(x, y), (x + 44, y + 2)], [30, 30], "#d8cbaa")
        canvas.stroke([(x + 20, y - 12), (x + 26, y + 12)], 3, "#a99a76")
    _blown_leaves(canvas, rng, palette)
    _in_raincoats(canvas, rng)
    skies.draw_rain(canvas, rng, slant=0.75, amount=260)


def _blown_leaves(canvas: Canvas, rng: Random, palette: Palette) -> None:
    for _ in range(16):
        x, y = rng.uniform(0, WIDTH), rng.uniform(200, 900)
        canvas.oval((x, y), (11, 4), darker(palette.leaf, 0.1), 0.85, turn=rng.uniform(-40, 20))


def _lit_office(canvas: Canvas, rng: Random, palette: Palette) -> None:
    canvas.box((0, 560), (WIDTH, 200), Fade(mix(palette.hill, palette.haze, 0.3), darker(palette.grass, 0.25)))
    for x in range(-20, WIDTH + 60, 120):
        plants.draw_bush(canvas, rng, (x, 740), rng.uniform(150, 230), darker(palette.leaf, 0.15))
    buildings.draw_public_house(canvas, rng, (860, 760), 870)
    canvas.box((0, 0), (WIDTH, HEIGHT), "#0d1428", 0.15)
    window = canvas.at((860, 760), 8.7).at((21, -38))
    window.glow((4.5, 6), 34, "#ffb84d", 0.6)
    window.box((0, 0), (9, 12), "#fff3cf")
    window.box((0.8, 0.8), (7.4, 10.4), "#ffd566")
    window.box((4.2, 0.8), (0.7, 10.4), "#c99a4a")
    for x, foot, tall in ((110, 830, 640), (360, 880, 560), (1390, 860, 600)):
        plants.draw_palm(canvas, rng, (x, foot), tall, palette.leaf, bend=rng.uniform(0.7, 0.95))
    plants.draw_casuarina(canvas, rng, (620, 900), 430, palette.leaf, bend=0.9)
    _blown_leaves(canvas, rng, palette)


def _in_raincoats(canvas: Canvas, rng: Random) -> None:
    coats = rng.sample(["#e0a63b", "#3f7fb0", "#c9542f", "#4f8f7a"], 2)
    for (x, size), coat in zip(((560, 5.4), (830, 5.0)), coats, strict=True):
        person = replace(people.someone(rng), top="coat", top_color=coat, accent=coat, sleeves="long", hair="short",
                         hat="none", bottom="#3b4350", shoes="#2c3036", glasses=False)  # fmt: skip
        view = canvas.at((x, 955), size)
        view.oval((0, 0), (24, 3), "#1b2a33", 0.35)
        pose = Pose(hands=((16, -52), (21, -47)), elbows=(1, 1), side=True, lean=16, feet=((-10, -3), (10, -3)),
                    bends=(-1, -1), gaze=Gaze(turn=0.5, smile=0.3))  # fmt: skip
        _raincoat(view, person, pose)
        view.fill(shapes.smooth([(13, -58), (32, -60), (36, -46), (30, -38), (14, -40)], steps=5), "#d8cbaa")
        view.stroke([(22, -58), (24, -40)], 0.8, "#a99a76")
        view.taper([(17, -52), (20, -48)], [4, 3.4], person.skin)


def _raincoat(view: Canvas, person: Person, pose: Pose) -> None:
    draw_figure(view, person, pose)
    head = head_view(view, person, pose)
    hood = shapes.smooth([(-0.2, 1.12), (-0.95, 0.9), (-1.1, 0.0), (-0.8, -0.95), (0.0, -1.3), (0.62, -1.02),
                          (0.5, -0.6), (0.1, -0.5), (-0.12, 0.1), (0.02, 0.75)])  # fmt: skip
    head.fill(hood, person.top_color)
    head.stroke(shapes.smooth([(0.55, -0.95), (0.1, -0.5), (-0.12, 0.1), (0.02, 0.8)], closed=False), 0.09,
                darker(person.top_color, 0.25))  # fmt: skip


def draw_flood_boat(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw rescuers who row villagers through a flooded village in the rain."""
    horizon = 430.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon, layers=3)
    for x, foot, size in ((270, 610, 460), (1370, 590, 430), (800, 500, 250)):
        buildings.draw_house(canvas, rng, (x, foot), size, rng.choice([TERRACOTTA, "#8f4a38", "#a85a3f"]))
    plants.draw_areca(canvas, rng, (560, 560), 330, palette.leaf)
    plants.draw_palm(canvas, rng, (1130, 570), 380, palette.leaf, bend=0.18)
    plants.draw_banana(canvas, rng, (60, 590), 240, palette.leaf)
    mud = mix("#a58a63", palette.water, 0.35)
    draw_water(canvas, rng, replace(palette, rain=True), 490, mud)
    for x, y, wide in ((270, 492, 390), (1370, 492, 370), (800, 490, 210)):
        draw_reflection(canvas, (x, y), wide, 90, "#5f4a40")
    for x in (90, 700, 1530):
        plants.draw_bush(canvas, rng, (x, 500), 150, palette.leaf)
    _rescue_boat(canvas, rng)
    for _ in range(46):
        x, y = rng.uniform(0, WIDTH), rng.uniform(520, 990)
        ring = shapes.ellipse((x, y), (12 + y * 0.012, 3 + y * 0.004))
        canvas.stroke([*ring, ring[0]], 1.8, "#eef4f2", 0.5)


def _rescue_boat(canvas: Canvas, rng: Random) -> None:
    at = (800.0, 850.0)
    draw_reflection(canvas, at, 760, 100, "#3f3a3a")
    crew: list[tuple[Person, float, Pose]] = []
    rower = Pose(hands=((13, -50), (19, -42)), elbows=(1, 1), side=True, lean=12, gaze=Gaze(turn=0.55))
    sitting = Pose(hip=(0, -22), hands=((-5, -30), (6, -30)), waist_up=True, reach=0.86, gaze=Gaze(turn=0.2))
    crew.append((people.youth(rng, woman=False), 520, rower))
    crew.append((people.elder(rng, woman=True), 700, sitting))
    crew.append((people.child(rng), 826, sitting))
    crew.append((people.elder(rng, woman=False), 950, sitting))
    crew.append((people.youth(rng), 1100, replace(sitting, hip=(0, -26), hands=((-12, -30), (9, -36)))))
    for person, x, pose in crew:
        size = 4.0 if person.age == "child" else 5.0
        view = canvas.at((x, 858 if pose is rower else 905), size)
        if pose is rower:
            view.stroke([(4, -62), (44, 14)], 1.9, WOOD)
            view.taper([(38, 4), (48, 20)], [3.6, 5.4], MUSTARD)
        draw_figure(view, replace(person, hat="bucket" if person.age == "young" else "none"), pose)
        _life_jacket(view, pose)
    hull = shapes.smooth([(400, 800), (440, 852), (520, 876), (1110, 876), (1200, 838), (1250, 760)], closed=False)
    hull += shapes.smooth([(1250, 760), (1120, 800), (800, 812), (400, 800)], closed=False)
    color = rng.choice(["#c9542f", "#2f6f9f", "#4f7f5a"])
    canvas.fill(hull, color)
    with canvas.within(hull) as inside:
        inside.stroke(shapes.smooth([(400, 812), (800, 826), (1120, 814), (1250, 774)], closed=False), 10, "#f6f0e0")
        inside.box((380, 850), (900, 60), darker(color, 0.4), 0.6)
    canvas.oval((1010, 838), (30, 30), "#f6f0e0")
    canvas.oval((1010, 838), (15, 15), darker(color, 0.2))


def _life_jacket(view: Canvas, pose: Pose) -> None:
    body = view.at(pose.hip, turn=pose.lean)
    wide = 0.72 if pose.side else 1.0
    for s in (-1, 1):
        panel = shapes.smooth(
            [(1 * s, -28), (4.4 * s, -34), (7.6 * s, -32), (8.8 * s, -20), (8.6 * s, -4), (1 * s, -4)],
            steps=5,
        )
        body.fill([(x * wide, y) for x, y in panel], LIFE_JACKET)
    for y in (-22, -12):
        body.box((-9 * wide, y), (18 * wide, 2), "#f6e3a0")
    body.stroke([(0, -28), (0, -4)], 0.8, darker(LIFE_JACKET, 0.4))
    body.box((-2 * wide, -17), (4 * wide, 2.6), STEEL, radius=0.6)
