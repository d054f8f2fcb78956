"""Roads and villages: on foot, by bicycle, by motorbike over the mountains, in the storm, on a roof."""

from dataclasses import replace
from random import Random

from studio import animals, buildings, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure, head_view
from studio.palette import (
    BRICK,
    MUSTARD,
    NAVY,
    STEEL,
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


Wishes = frozenset[str]


def _road(canvas: Canvas, palette: Palette, bends: list[Point], widths: list[float]) -> None:
    centre = shapes.smooth(bends, closed=False)
    steps = len(centre) - 1
    spread = [_between_all(widths, i / steps) for i in range(steps + 1)]
    canvas.fill(shapes.ribbon(centre, [w * 1.12 for w in spread]), darker(palette.grass, 0.14))
    canvas.fill(
        shapes.ribbon(centre, spread), Fade(mix(palette.earth, palette.haze, 0.25), lighter(palette.earth, 0.2))
    )


def _between_all(values: list[float], t: float) -> float:
    place = t * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def draw_village_road(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a village road between tiled houses, areca palms and a gate, with people on their way."""
    horizon = 440.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon, layers=2)
    canvas.box(
        (0, horizon + 10), (WIDTH, HEIGHT), Fade(mix(palette.grass, palette.haze, 0.25), darker(palette.grass, 0.15))
    )
    for _ in range(20):
        plants.draw_bush(
            canvas,
            rng,
            (rng.uniform(0, WIDTH), horizon + 22),
            rng.uniform(90, 170),
            mix(palette.leaf, palette.haze, 0.2),
        )
    bends: list[Point] = [(820, horizon + 14), (860, 520), (760, 640), (840, 1040)]
    _road(canvas, palette, bends, [34, 80, 240, 820])
    buildings.draw_gate(canvas, (846, 520), 190)
    houses = [(300, 570, 330), (1300, 560, 320), (560, 510, 180), (1120, 505, 170), (90, 720, 470), (1530, 720, 470)]
    for x, y, size in sorted(houses, key=lambda h: h[1]):
        plants.draw_areca(canvas, rng, (x + size * 0.5, y - 4), size * rng.uniform(0.9, 1.2), palette.leaf)
        buildings.draw_house(canvas, rng, (x, y), size, rng.choice([TERRACOTTA, BRICK, "#b5573c"]))
        plants.draw_bush(canvas, rng, (x - size * 0.42, y + 8), size * 0.34, palette.leaf)
        if rng.random() < 0.6:
            plants.draw_banana(canvas, rng, (x - size * 0.56, y + 6), size * 0.62, palette.leaf)
    buildings.draw_fence(canvas, (-20, 800), (300, 740), 60)
    buildings.draw_fence(canvas, (1330, 740), (1640, 800), 60)
    for _ in range(3):
        animals.draw_hen(canvas, rng, (rng.uniform(400, 560), rng.uniform(860, 950)), 44)
    _walkers(canvas, rng, palette)
    plants.draw_grass(canvas, rng, ((-20, 820), (330, 1010)), palette.grass, 30)
    plants.draw_grass(canvas, rng, ((1330, 820), (1640, 1010)), palette.grass, 30)


def _walkers(canvas: Canvas, rng: Random, palette: Palette) -> None:
    walk = Pose(hands=((-11, -48), (9, -50)), feet=((-9, -3), (8, -3)), side=True, bends=(-1, -1), elbows=(1, 1),
                gaze=Gaze(turn=0.5, smile=1.2), lean=3)  # fmt: skip
    for x, y, size, flip in ((700, 800, 3.6, False), (960, 880, 4.7, True)):
        person = rng.choice([people.someone, people.farmer, people.elder])(rng)
        view = canvas.at((x, y), size, mirror=flip)
        view.oval((0, 0), (20, 2.6), palette.shadow, 0.28)
        draw_figure(view, person, walk)
    view = canvas.at((815, 660), 2.2, mirror=rng.random() < 0.5)
    vehicles.draw_bicycle(view, (0, -14), 26, TEAL)
    draw_figure(view, people.someone(rng), _cycling(hip=(-7, -43)))


def _cycling(hip: Point) -> Pose:
    return Pose(hip=hip, lean=22, hands=((10, -52), (12, -51)), elbows=(1, 1), feet=((3, -9), (2, -17)),
                bends=(-1, -1), side=True, gaze=Gaze(turn=0.55, smile=1.25), tilt=-8)  # fmt: skip


def draw_bicycle_road(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw someone who cycles along a dyke road under trees, fields and mountains behind."""
    horizon = 470.0
    skies.draw_sky(canvas, rng, palette, horizon)
    if rng.random() < 0.5:
        skies.draw_karst(canvas, rng, palette, horizon, rows=2)
    else:
        skies.draw_hills(canvas, rng, palette, horizon, layers=3)
    skies.draw_birds(canvas, rng, (600, 200), 5)
    canvas.box((0, horizon), (WIDTH, HEIGHT), Fade(mix(palette.rice, palette.haze, 0.35), palette.rice))
    for k in range(7):
        y = horizon + 14 + k * k * 6.5
        canvas.stroke([(-20, y), (WIDTH + 20, y - 12)], 2 + k * 1.2, darker(palette.rice, 0.2), 0.5)
    for x in range(-20, WIDTH, 120):
        plants.draw_bush(canvas, rng, (x, horizon + 10), rng.uniform(80, 150), mix(palette.leaf, palette.haze, 0.25))
    buildings.draw_house(canvas, rng, (rng.uniform(1050, 1350), horizon + 18), 190)
    canvas.fill(
        [(-20, 740), (WIDTH + 20, 720), (WIDTH + 20, HEIGHT), (-20, HEIGHT)],
        Fade(palette.grass, darker(palette.grass, 0.2)),
    )
    for x in (140, 470, 1180, 1500):
        plants.draw_tree(canvas, rng, (x + rng.uniform(-30, 30), 770), rng.uniform(430, 520), palette.leaf)
    canvas.fill([(-20, 800), (WIDTH + 20, 782), (WIDTH + 20, 930), (-20, 950)],
                Fade(lighter(palette.earth, 0.3), palette.earth))  # fmt: skip
    for k in range(6):
        x = k * 290 - 40
        canvas.oval((x, 865 + 8 * (k % 2)), (130, 16), palette.shadow, 0.12)
    makers = [people.official, people.someone, people.youth, people.farmer]
    count = rng.choice([1, 1, 2])
    for x in (800,) if count == 1 else (600, 1030):
        person = rng.choice(makers)(rng)
        view = canvas.at((x, 900), 5.4)
        view.oval((0, 0), (40, 3), palette.shadow, 0.3)
        vehicles.draw_bicycle(view, (0, -15.5), 27, rng.choice([TEAL, BRICK, NAVY, "#5a7d4f"]))
        draw_figure(view, person, _cycling(hip=(-8, -45)))
        view.box((20.5, -53), (15, 12), "#b07f4a", radius=1.5)
        view.stroke([(20.5, -49), (35.5, -49)], 0.8, "#7d5632")
        view.oval((25, -54), (4, 3), palette.leaf)
        view.oval((31, -54), (4, 3), MUSTARD)
    plants.draw_grass(canvas, rng, ((-20, 940), (1640, 1020)), palette.grass, 50)


def draw_motorbike_mountain(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a rider with a box, which may be `medical`, on a mountain pass, deep valleys behind."""
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 600, layers=5)
    skies.draw_mist(canvas, rng, palette, 520, 3)
    valley = shapes.smooth([(-20, 610), (300, 560), (700, 650), (1200, 600), (1620, 520)], closed=False)
    canvas.fill(shapes.down_to(valley, HEIGHT), Fade(mix(palette.leaf, palette.haze, 0.35), palette.leaf))
    for x, y in ((230, 590), (360, 605), (1010, 640), (1120, 632), (1330, 590)):
        plants.draw_tree(canvas, rng, (x, y), rng.uniform(90, 140), mix(palette.leaf, palette.haze, 0.15))
    buildings.draw_stilt_house(canvas, rng, (560, 660), 120)
    buildings.draw_stilt_house(canvas, rng, (700, 676), 100)
    cliff = shapes.smooth([(1250, 860), (1340, 560), (1420, 330), (1530, 190), (1640, 120)], closed=False)
    canvas.fill([*cliff, (1640, 900)], mix("#8d8a78", palette.hill, 0.35))
    with canvas.within([*cliff, (1640, 900)]) as inside:
        for k in range(22):
            x = 1300 + k * 15 + rng.uniform(-12, 12)
            plants.draw_bush(
                inside, rng, (x, 860 - (x - 1250) * rng.uniform(0.0, 1.9)), rng.uniform(110, 190), palette.leaf
            )
    for k in range(5):
        plants.draw_bush(
            canvas, rng, (1370 + 60 * k, 560 - 105 * k + rng.uniform(-10, 10)), rng.uniform(90, 150), palette.leaf
        )
    road = shapes.smooth([(-20, 800), (500, 785), (1000, 800), (1640, 760)], closed=False)
    canvas.fill(
        shapes.down_to(road, HEIGHT), Fade(mix("#a9a59c", palette.earth, 0.4), mix("#8d8a84", palette.earth, 0.3))
    )
    for k in range(9):
        x = k * 200 - 60
        canvas.box((x, 872), (100, 9), "#f3efe4", 0.75)
    for k in range(9):
        x = k * 195 + 20
        canvas.box((x, 722), (26, 74), "#f3efe4", radius=4)
        canvas.box((x, 740), (26, 18), "#c63a30")
    canvas.box((-20, 742), (WIDTH + 40, 12), STEEL, 0.9, radius=4)
    _rider(canvas, rng, palette, medical="medical" in wishes)
    plants.draw_grass(canvas, rng, ((-20, 960), (1640, 1030)), palette.leaf, 46)


def _rider(canvas: Canvas, rng: Random, palette: Palette, *, medical: bool) -> None:
    view = canvas.at((800, 915), 5.6)
    view.oval((0, 0), (56, 4), palette.shadow, 0.35)
    maker = rng.choice([people.official, people.technician, people.youth, people.medic])
    person = replace(
        maker(rng), hat="helmet", hat_color=rng.choice(["#c9542f", "#e9e2d0", "#2f6f9f", MUSTARD]), badge=False
    )
    if person.top in {"ao-dai", "coat"}:
        person = replace(person, top="jacket", top_color="#4f7568", accent=MUSTARD, bottom=NAVY)
    box = rng.choice(["#b07f4a", TEAL, TERRACOTTA])
    view.box((-54, -66), (27, 22), box, radius=1.5)
    view.box((-54, -66), (27, 4), lighter(box, 0.25), radius=1.5)
    if medical:
        view.box((-54, -66), (27, 22), "#f6f8f4", radius=1.5)
        view.box((-43, -62), (5, 14), "#c9403a")
        view.box((-47.5, -57.5), (14, 5), "#c9403a")
    else:
        view.box((-45, -58), (9, 7), "#fbf7ec")
    vehicles.draw_motorbike(view, (0, 0), 108, rng.choice(["#b8433b", "#3f6f9a", "#4f7f5a", "#5b6068"]))
    pose = Pose(hip=(-14, -49), lean=12, hands=((17, -66), (20, -67)), elbows=(1, 1), feet=((6, -16), (8, -15)),
                bends=(-1, -1), side=True, gaze=Gaze(turn=0.55, smile=1.2), tilt=-4)  # fmt: skip
    draw_figure(view, person, pose)


def draw_mountain_village(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a village of stilt houses among wooded mountains, terraces and morning mist."""
    skies.draw_sky(canvas, rng, palette, 480)
    skies.draw_hills(canvas, rng, palette, 470, layers=5)
    skies.draw_mist(canvas, rng, palette, 400, 3)
    for i, (base, tone) in enumerate(((470, 0.4), (540, 0.2))):
        line = shapes.ridge(rng, (-20, WIDTH + 20), (base, 50), waves=3)
        color = mix(palette.leaf, palette.haze, tone)
        canvas.fill(shapes.down_to(line, HEIGHT), Fade(color, mix(color, palette.grass, 0.5)))
        for _ in range(34):
            x, y = rng.choice(line)
            plants.draw_bush(canvas, rng, (x + rng.uniform(-15, 15), y + 12), rng.uniform(46, 90), darker(color, 0.12))
        if i == 0:
            skies.draw_mist(canvas, rng, palette, base + 30, 2)
    _terraces(canvas, rng, palette)
    path: list[Point] = [(760, 600), (900, 690), (700, 800), (820, 1040)]
    _road(canvas, palette, path, [14, 46, 90, 230])
    houses = [(330, 640, 200), (620, 610, 150), (1040, 630, 190), (1330, 690, 260), (170, 800, 330), (1090, 830, 360)]
    for x, y, size in houses:
        plants.draw_tree(canvas, rng, (x + size * 0.62, y + 4), size * rng.uniform(0.7, 0.95), palette.leaf)
        buildings.draw_stilt_house(canvas.at((x, y), mirror=rng.random() < 0.5), rng, (0, 0), size)
        plants.draw_bush(canvas, rng, (x - size * 0.5, y + 8), size * 0.4, palette.leaf)
        if rng.random() < 0.4:
            _smoke(canvas, (x + size * 0.1, y - size * 0.88), size)
    plants.draw_banana(canvas, rng, (1460, 930), 300, palette.leaf)
    plants.draw_bamboo(canvas, rng, (60, 980), 420, palette.leaf)
    for x, y, size, flip in ((690, 900, 3.0, False), (800, 905, 3.1, True)):
        view = canvas.at((x, y), size, mirror=flip)
        view.oval((0, 0), (18, 2.6), palette.shadow, 0.3)
        draw_figure(view, people.highlander(rng, woman=flip), Pose(gaze=Gaze(turn=0.4, smile=1.2)))
    plants.draw_grass(canvas, rng, ((-20, 900), (1640, 1020)), palette.grass, 46)


def _terraces(canvas: Canvas, rng: Random, palette: Palette) -> None:
    for k in range(8):
        y = 590 + k * 26 + k * k * 4.5
        line = shapes.ridge(rng, (-20, WIDTH + 20), (y, 16 + 3 * k), waves=2)
        tone = mix(palette.rice, palette.grass, 0.25 + 0.09 * k)
        canvas.fill(shapes.down_to(line, HEIGHT), tone)
        canvas.stroke(line, 2 + k * 0.5, darker(tone, 0.22), 0.6)


def _smoke(canvas: Canvas, at: Point, size: float) -> None:
    x, y = at
    curl = shapes.smooth([(x, y), (x + size * 0.1, y - size * 0.2), (x - size * 0.05, y - size * 0.42), (x + size * 0.12, y - size * 0.66)],
                         closed=False)  # fmt: skip
    canvas.taper(curl, [size * (0.02 + 0.07 * i / len(curl)) for i in range(len(curl))], "#f3f3ee", 0.4)


def draw_stilt_house(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw one large stilt house at the foot of the mountains, its people before it."""
    skies.draw_sky(canvas, rng, palette, 520)
    skies.draw_hills(canvas, rng, palette, 540, layers=4)
    skies.draw_mist(canvas, rng, palette, 480, 2)
    canvas.box((0, 560), (WIDTH, 440), Fade(mix(palette.grass, palette.haze, 0.2), darker(palette.grass, 0.2)))
    for x in range(-20, WIDTH + 60, 90):
        plants.draw_bush(canvas, rng, (x, 590), rng.uniform(110, 200), mix(palette.leaf, palette.haze, 0.15))
    plants.draw_areca(canvas, rng, (230, 680), 480, palette.leaf)
    plants.draw_areca(canvas, rng, (330, 670), 420, palette.leaf)
    plants.draw_tree(canvas, rng, (1460, 700), 480, palette.leaf)
    yard = shapes.smooth([(120, 800), (520, 750), (1150, 750), (1560, 810), (1620, 1060), (-20, 1060)])
    canvas.fill(yard, Fade(lighter(palette.earth, 0.2), palette.earth))
    canvas.oval((800, 812), (430, 34), palette.shadow, 0.3)
    buildings.draw_stilt_house(canvas, rng, (800, 815), 800)
    _smoke(canvas, (960, 110), 230)
    plants.draw_banana(canvas, rng, (1330, 830), 330, palette.leaf)
    for k in range(3):
        animals.draw_hen(canvas.at((1010 + 90 * k, 890 + 30 * (k % 2)), mirror=k == 1), rng, (0, 0), 46)
    _weaver(canvas.at((470, 915), 4.7), rng, palette)
    carrier = people.highlander(rng, woman=True)
    view = canvas.at((1200, 965), 5.0, mirror=True)
    view.oval((0, 0), (20, 2.8), palette.shadow, 0.3)
    view.fill([(-22, -80), (-8, -80), (-9, -52), (-19, -52)], "#b07f4a")
    for y in (-74, -66, -58):
        view.stroke([(-21, y), (-8, y)], 0.9, "#7d5632", 0.7)
    pose = Pose(hands=((3, -66), (6, -62)), elbows=(1, 1), side=True, lean=6, feet=((-8, -3), (8, -3)), bends=(-1, -1),
                gaze=Gaze(turn=0.5, smile=1.2))  # fmt: skip
    draw_figure(view, carrier, pose)


def _weaver(view: Canvas, rng: Random, palette: Palette) -> None:
    person = people.highlander(rng, woman=True)
    view.oval((8, 0), (46, 5), palette.shadow, 0.28)
    view.box((-12, -19), (20, 5), WOOD, radius=1)
    for x in (-9, 5):
        view.stroke([(x, -15), (x, 0)], 2, darker(WOOD, 0.25))
    for x in (24, 50):
        view.stroke([(x, 0), (x, -58)], 2.2, WOOD)
    view.stroke([(22, -56), (53, -56)], 2.2, lighter(WOOD, 0.1))
    view.stroke([(22, -10), (53, -10)], 2.2, lighter(WOOD, 0.1))
    for k in range(14):
        color = (palette.earth, "#b8433b", MUSTARD, NAVY)[k % 4]
        view.stroke([(25.5 + k * 1.8, -55), (25.5 + k * 1.8, -11)], 1.2, color)
    for k in range(6):
        view.stroke([(25, -12 - k * 3), (50, -12 - k * 3)], 1.5, ("#b8433b", "#f3e6c8")[k % 2], 0.85)
    pose = Pose(hip=(-3, -22), lean=10, hands=((22, -40), (25, -32)), elbows=(1, 1), feet=((12, -3), (16, -3)),
                knees=((14, -24), (17, -23)), side=True, gaze=Gaze(turn=0.5))  # fmt: skip
    draw_figure(view, person, pose)


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
        shapes.down_to(shore, HEIGHT), Fade(mix(palette.grass, palette.earth, 0.4), darker(palette.grass, 0.25))
    )
    if "office" in wishes:
        _lit_office(canvas, rng, palette)
        skies.draw_rain(canvas, rng, slant=0.75, amount=260)
        return
    for x, foot, tall in ((140, 760, 560), (420, 720, 480), (760, 715, 430), (1560, 760, 560)):
        plants.draw_palm(canvas, rng, (x, foot), tall, palette.leaf, rng.uniform(0.7, 0.95))
    plants.draw_casuarina(canvas, rng, (1000, 720), 360, palette.leaf, 0.9)
    buildings.draw_house(canvas, rng, (1200, 800), 460)
    for k in range(6):
        x, y = 1010 + k * 66, 640 - (35 if 0 < k < 5 else 0)  # noqa: PLR2004 - the two ends lie lower on the roof
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
    canvas.box((0, 0), (WIDTH, HEIGHT), "#0d1428", 0.35)
    window = canvas.at((860, 760), 8.7).at((21, -38))
    window.glow((4.5, 6), 34, "#ffb84d", 0.6)
    window.box((0, 0), (9, 12), "#fff3cf")
    window.box((0.8, 0.8), (7.4, 10.4), "#ffd566")
    window.box((4.2, 0.8), (0.7, 10.4), "#c99a4a")
    for x, foot, tall in ((110, 830, 640), (360, 880, 560), (1390, 860, 600)):
        plants.draw_palm(canvas, rng, (x, foot), tall, palette.leaf, rng.uniform(0.7, 0.95))
    plants.draw_casuarina(canvas, rng, (620, 900), 430, palette.leaf, 0.9)
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
    hood = shapes.smooth([(-0.2, 1.12), (-0.95, 0.9), (-1.1, 0.0), (-0.8, -0.95), (0.0, -1.3), (0.62, -1.02), (0.5, -0.6),
                          (0.1, -0.5), (-0.12, 0.1), (0.02, 0.75)])  # fmt: skip
    head.fill(hood, person.top_color)
    head.stroke(shapes.smooth([(0.55, -0.95), (0.1, -0.5), (-0.12, 0.1), (0.02, 0.8)], closed=False), 0.09,
                darker(person.top_color, 0.25))  # fmt: skip


def draw_solar_roof(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw technicians who mount solar panels on a tiled roof above the village."""
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 560, layers=3)
    canvas.box((0, 560), (WIDTH, 440), palette.grass)
    for _ in range(16):
        plants.draw_bush(
            canvas, rng, (rng.uniform(0, WIDTH), 590), rng.uniform(120, 220), mix(palette.leaf, palette.haze, 0.2)
        )
    for x, size in ((120, 210), (1500, 230)):
        buildings.draw_house(canvas, rng, (x, 640), size)
    plants.draw_areca(canvas, rng, (1390, 690), 330, palette.leaf)
    plants.draw_areca(canvas, rng, (240, 690), 300, palette.leaf)
    buildings.draw_tiles(canvas.at((0, 0), 10.0), (-8, 168), (22, 138), (104, 44), rng.choice([TERRACOTTA, BRICK]))
    for row in range(2):
        for k in range(4):
            _panel(canvas, row, k)
    if not palette.rain:
        canvas.glow((560, 520), 240, "#ffffff", 0.3)
    for x, y, flip in ((1255, 800, True), (330, 870, False)):
        maker = people.technician(rng)
        person = replace(maker, hat="helmet", hat_color=rng.choice([MUSTARD, "#e9e2d0", "#c9542f"]), sleeves="long")
        view = canvas.at((x, y), 5.2, mirror=flip)
        view.oval((4, 0), (26, 3), "#2a1a1a", 0.3)
        if flip:
            draw_figure(view, person, Pose(hip=(-4, -26), lean=22, hands=((24, -24), (29, -30)), elbows=(1, 1), side=True,
                        feet=((-24, -3), (10, -3)), knees=((-2, -4), (15, -24)), gaze=Gaze(turn=0.5)))  # fmt: skip
            view.taper([(29, -30), (37, -26)], [2.2, 1.6], STEEL)
        else:
            draw_figure(
                view, person, Pose(hands=((-12, -46), (16, -60)), elbows=(1, 1), gaze=Gaze(turn=0.4, smile=1.2))
            )
            view.box((12, -68), (13, 17), "#39424c", radius=1.2)
            view.box((13.2, -66.8), (10.6, 14.6), "#bfe3ea")
            view.taper([(15, -58), (18, -60)], [3.4, 3], person.skin)


def _panel(canvas: Canvas, row: int, k: int) -> None:
    top, bottom = (490.0, 655.0) if row == 0 else (665.0, 850.0)

    def x_at(y: float, t: float) -> float:
        spread = 230 + (y - 490) * 0.17
        return 800 + (t - 2) * spread

    quad = [
        (x_at(top, k) + 8, top),
        (x_at(top, k + 1) - 8, top),
        (x_at(bottom, k + 1) - 8, bottom),
        (x_at(bottom, k) + 8, bottom),
    ]
    canvas.fill([(x + 6, y + 14) for x, y in quad], "#2a1a1a", 0.25)
    canvas.fill(quad, "#dfe6e8")
    inner = [(x + (8 if i in {0, 3} else -8), y + (7 if i < 2 else -8)) for i, (x, y) in enumerate(quad)]  # noqa: PLR2004
    canvas.fill(inner, Fade("#2f5f96", "#1d3a66"))
    for i in range(1, 4):
        t = i / 4
        canvas.stroke(
            [shapes.between(inner[0], inner[1], t), shapes.between(inner[3], inner[2], t)], 2.5, "#8fb4d6", 0.7
        )
        canvas.stroke(
            [shapes.between(inner[0], inner[3], t), shapes.between(inner[1], inner[2], t)], 2.5, "#8fb4d6", 0.7
        )
    canvas.fill(
        [inner[0], shapes.between(inner[0], inner[1], 0.5), shapes.between(inner[0], inner[3], 0.7)], "#ffffff", 0.16
    )
