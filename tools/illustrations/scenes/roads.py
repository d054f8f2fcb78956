"""On the road: through the village, by bicycle, by motorbike over the mountains."""

from dataclasses import replace
from random import Random

from studio import animals, buildings, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, MUSTARD, NAVY, STEEL, TEAL, TERRACOTTA, Palette, darker, lighter, mix
from studio.shapes import Point

from scenes.countryside import Wishes, draw_road


def draw_village_road(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a village road between tiled houses, areca palms and a gate, with people on their way."""
    horizon = 440.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon, layers=2)
    canvas.box(
        (0, horizon + 10),
        (WIDTH, HEIGHT),
        Fade(mix(palette.grass, palette.haze, 0.25), darker(palette.grass, 0.15)),
    )
    for _ in range(20):
        plants.draw_bush(
            canvas,
            rng,
            (rng.uniform(0, WIDTH), horizon + 22),
            rng.uniform(90, 170),
            mix(palette.leaf, palette.haze, 0.2),
        )
    bends: list[Point] = [(838, horizon + 14), (848, 520), (800, 650), (810, 1040)]
    draw_road(canvas, palette, bends, [36, 80, 250, 780])
    buildings.draw_gate(canvas, (846, 520), 190)
    houses = [
        (300, 570, 330),
        (1300, 560, 320),
        (560, 510, 180),
        (1120, 505, 170),
        (90, 720, 470),
        (1530, 720, 470),
    ]
    for x, y, size in sorted(houses, key=lambda h: h[1]):
        plants.draw_areca(canvas, rng, (x + size * 0.5, y - 4), size * rng.uniform(0.9, 1.2), palette.leaf)
        buildings.draw_house(canvas, rng, (x, y), size, rng.choice([TERRACOTTA, BRICK, "#b5573c"]))
        plants.draw_bush(canvas, rng, (x - size * 0.42, y + 8), size * 0.34, palette.leaf)
        if chance(rng, 0.6):
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
    view = canvas.at((815, 660), 2.2, mirror=chance(rng, 0.5))
    vehicles.draw_bicycle(view, (0, -14), 26, TEAL)
    draw_figure(view, people.someone(rng), _cycling(hip=(-7, -43)))


def _cycling(hip: Point) -> Pose:
    return Pose(hip=hip, lean=22, hands=((10, -52), (12, -51)), elbows=(1, 1), feet=((3, -9), (2, -17)),
                bends=(-1, -1), side=True, gaze=Gaze(turn=0.55, smile=1.25), tilt=-8)  # fmt: skip


def draw_bicycle_road(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw someone who cycles along a dyke road under trees, fields and mountains behind."""
    horizon = 470.0
    skies.draw_sky(canvas, rng, palette, horizon)
    if chance(rng, 0.5):
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
    """Draw a rider with a box, perhaps `medical`, on a mountain pass; the rider is a `man`, a `woman` or either."""
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 600, layers=5)
    skies.draw_mist(canvas, rng, palette, 520, 3)
    valley = shapes.smooth([(-20, 610), (300, 560), (700, 650), (1200, 600), (1620, 520)], closed=False)
    canvas.fill(shapes.down_to(valley, HEIGHT), Fade(mix(palette.leaf, palette.haze, 0.35), palette.leaf))
    for x, y in ((230, 590), (360, 605), (1010, 640), (1120, 632), (1330, 590)):
        plants.draw_tree(canvas, rng, (x, y), rng.uniform(90, 140), mix(palette.leaf, palette.haze, 0.15))
    buildings.draw_stilt_house(canvas, rng, (560, 660), 120)
    buildings.draw_stilt_house(canvas, rng, (700, 676), 100)
    skies.draw_tower(canvas, rng, (1590, 900), (860, 760), mix(palette.leaf, palette.hill, 0.4))
    skies.draw_tower(canvas, rng, (1330, 880), (330, 330), mix(palette.leaf, palette.hill, 0.25))
    road = shapes.smooth([(-20, 800), (500, 785), (1000, 800), (1640, 760)], closed=False)
    canvas.fill(
        shapes.down_to(road, HEIGHT),
        Fade(mix("#a9a59c", palette.earth, 0.4), mix("#8d8a84", palette.earth, 0.3)),
    )
    for k in range(9):
        x = k * 200 - 60
        canvas.box((x, 872), (100, 9), "#f3efe4", 0.75)
    for k in range(9):
        x = k * 195 + 20
        canvas.box((x, 722), (26, 74), "#f3efe4", radius=4)
        canvas.box((x, 740), (26, 18), "#c63a30")
    canvas.box((-20, 742), (WIDTH + 40, 12), STEEL, 0.9, radius=4)
    _rider(canvas, rng, palette, wishes)
    plants.draw_grass(canvas, rng, ((-20, 960), (1640, 1030)), palette.leaf, 46)


def _rider(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes) -> None:
    view = canvas.at((800, 915), 5.6)
    view.oval((0, 0), (56, 4), palette.shadow, 0.35)
    maker = rng.choice([people.official, people.technician, people.youth, people.medic])
    asked = {"man": False, "woman": True}
    woman = next((asked[word] for word in sorted(wishes & set(asked))), None)
    person = replace(
        maker(rng, woman=woman),
        hat="helmet",
        hat_color=rng.choice(["#c9542f", "#e9e2d0", "#2f6f9f", MUSTARD]),
        badge=False,
    )
    if person.top in {"ao-dai", "coat"}:
        person = replace(person, top="jacket", top_color="#4f7568", accent=MUSTARD, bottom=NAVY)
    box = rng.choice(["#b07f4a", TEAL, TERRACOTTA])
    view.box((-54, -66), (27, 22), box, radius=1.5)
    view.box((-54, -66), (27, 4), lighter(box, 0.25), radius=1.5)
    if "medical" in wishes:
        view.box((-54, -66), (27, 22), "#f6f8f4", radius=1.5)
        view.box((-43, -62), (5, 14), "#c9403a")
        view.box((-47.5, -57.5), (14, 5), "#c9403a")
    else:
        view.box((-45, -58), (9, 7), "#fbf7ec")
    vehicles.draw_motorbike(view, (0, 0), 108, rng.choice(["#b8433b", "#3f6f9a", "#4f7f5a", "#5b6068"]))
    pose = Pose(hip=(-14, -49), lean=12, hands=((17, -66), (20, -67)), elbows=(1, 1), feet=((6, -16), (8, -15)),
                bends=(-1, -1), side=True, gaze=Gaze(turn=0.55, smile=1.2), tilt=-4)  # fmt: skip
    draw_figure(view, person, pose)
