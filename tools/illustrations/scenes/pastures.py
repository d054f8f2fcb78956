"""Hill, pond and plantation: cattle, fish, young trees."""

from random import Random

from studio import animals, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import MUSTARD, STEEL, STRAW, WOOD, Palette, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point

from scenes.countryside import Wishes, draw_country, draw_far_village, draw_watering_can


def draw_cattle_hill(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw cattle that graze on a grassy slope, a herder among them, mountains behind."""
    horizon = 470.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon + 20, layers=4)
    skies.draw_mist(canvas, rng, palette, horizon - 40, 2)
    back = shapes.ridge(rng, (-20, WIDTH + 20), (500, 70), waves=2)
    canvas.fill(shapes.down_to(back, HEIGHT), Fade(mix(palette.grass, palette.haze, 0.35), palette.grass))
    for _ in range(9):
        x, y = rng.choice(back)
        plants.draw_tree(canvas, rng, (x, y + 14), rng.uniform(60, 120), mix(palette.leaf, palette.haze, 0.25))
    line = shapes.smooth([(-20, 690), (300, 610), (760, 640), (1200, 700), (1620, 640)], closed=False)
    canvas.fill(shapes.down_to(line, HEIGHT), Fade(lighter(palette.grass, 0.12), darker(palette.grass, 0.22)))
    plants.draw_grass(canvas, rng, ((-20, 690), (1620, 1000)), palette.grass, 70)
    plants.draw_tree(canvas, rng, (1440, 700), 330, palette.leaf)
    herd = [(300, 700, 84), (980, 745, 96), (1230, 720, 84), (520, 830, 150), (1120, 890, 165)]
    for i, (x, y, size) in enumerate(herd):
        view = canvas.at((x + rng.uniform(-25, 25), y), mirror=chance(rng, 0.5))
        grazing = chance(rng, 0.5)
        if chance(rng, 0.2) and i:
            animals.draw_buffalo(view, (0, 0), size, grazing=grazing)
        else:
            animals.draw_cow(view, rng, (0, 0), size, grazing=grazing)
    herder = people.farmer(rng) if chance(rng, 0.5) else people.highlander(rng)
    view = canvas.at((800, 900), 4.3)
    view.oval((0, 0), (18, 2.6), palette.shadow, 0.3)
    view.stroke([(15, -66), (19, -1)], 1.4, WOOD)
    draw_figure(
        view,
        herder,
        Pose(hands=((-12, -46), (15.4, -58)), gaze=Gaze(turn=rng.choice([-0.3, 0.3]), smile=1.2)),
    )
    plants.draw_grass(canvas, rng, ((-20, 930), (1620, 1030)), darker(palette.grass, 0.1), 40)


def draw_fish_pond(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a farm pond with a paddle aerator; the farmer on the bank throws feed and fish leap."""
    horizon = 360.0
    draw_country(canvas, rng, palette, horizon)
    draw_far_village(canvas, rng, palette, horizon + 4)
    canvas.box((0, horizon + 20), (WIDTH, 300), palette.rice)
    for k in range(6):
        y = horizon + 34 + k * 15
        plants.draw_rice_row(canvas, rng, ((-20, y), (WIDTH + 20, y)), 15 + 2.5 * k, palette.rice)
    plants.draw_palm(canvas, rng, (1450, 490), 360, palette.leaf)
    plants.draw_banana(canvas, rng, (110, 500), 230, palette.leaf)
    bank = shapes.smooth([(-20, 500), (400, 462), (1000, 458), (1620, 500), (1620, 960), (1000, 1020), (-20, 1000)])
    canvas.fill(bank, darker(palette.earth, 0.15))
    pond = shapes.smooth([(-30, 522), (400, 480), (1000, 476), (1630, 520), (1640, 1060), (-40, 1060)])
    canvas.fill(pond, Fade(mix(palette.sky[2], palette.water, 0.5), darker(palette.water, 0.22)))
    with canvas.within(pond) as inside:
        for _ in range(46):
            y = rng.uniform(500, 990)
            wide = (y - 440) * rng.uniform(0.12, 0.4)
            x = rng.uniform(-50, WIDTH)
            inside.taper([(x, y), (x + wide / 2, y), (x + wide, y)], [1, 3.5, 1], "#f4fbf8", 0.35)
    _net_fence(canvas, (1160, 492), (1640, 538))
    _aerator(canvas, rng, (1080, 640))
    for x, y in ((760, 720), (930, 800)):
        for k in range(3):
            ring = shapes.ellipse((x, y + 6), (34 + 30 * k, 8 + 7 * k))
            canvas.stroke([*ring, ring[0]], 2.5, "#f4fbf8", 0.5 - 0.12 * k)
        animals.draw_fish(canvas, (x + 6, y - 40), 92, rng.choice(["#7f8f98", "#a5806a"]), -48)
        for _ in range(6):
            canvas.oval((x + rng.uniform(-36, 36), y - rng.uniform(0, 50)), (4, 5), "#f4fbf8", 0.8)
    canvas.fill(shapes.smooth([(-60, 900), (240, 870), (560, 905), (760, 1040), (-60, 1080)]),
                Fade(lighter(palette.grass, 0.1), darker(palette.grass, 0.2)))  # fmt: skip
    plants.draw_grass(canvas, rng, ((-20, 900), (560, 1010)), palette.grass, 36)
    _tub_of_fish(canvas, rng, (170, 930))
    _feeder(canvas.at((440, 945), 5.6), rng)


def _net_fence(canvas: Canvas, start: Point, end: Point) -> None:
    tall = 84
    outline = [start, end, (end[0], end[1] - tall), (start[0], start[1] - tall)]
    canvas.fill(outline, "#e9efe6", 0.25)
    for k in range(25):
        x, y = shapes.between(start, end, k / 24)
        canvas.stroke([(x, y), (x, y - tall)], 1.5, "#f4f7ee", 0.75)
        if k % 4 == 0:
            canvas.stroke([(x, y + 6), (x, y - tall - 12)], 7, darker(STRAW, 0.35))
    for k in range(1, 7):
        lift = tall * k / 6
        canvas.stroke([(start[0], start[1] - lift), (end[0], end[1] - lift)], 1.5, "#f4f7ee", 0.75)


def _tub_of_fish(canvas: Canvas, rng: Random, foot: Point) -> None:
    x, y = foot
    canvas.oval((x, y), (130, 16), "#22303a", 0.25)
    for k in range(5):
        color = rng.choice(["#8f9fa8", "#a5907a", "#7f8f98"])
        animals.draw_fish(canvas, (x - 62 + 31 * k, y - 108 - 10 * (k % 2)), 104, color, rng.uniform(-40, 20))
    canvas.fill([(x - 120, y - 104), (x + 120, y - 104), (x + 96, y), (x - 96, y)], Fade("#4f88ad", "#356a8c"))
    canvas.box((x - 126, y - 112), (252, 16), "#6fa3c4", radius=8)


def _feeder(view: Canvas, rng: Random) -> None:
    person = people.farmer(rng)
    view.oval((0, 0), (18, 2.6), "#22303a", 0.3)
    draw_figure(
        view,
        person,
        Pose(hands=((-3, -54), (31, -74)), elbows=(-1, 1), lean=4, gaze=Gaze(turn=0.5, smile=1.2)),
    )
    view.fill([(-11, -58), (9, -58), (7, -42), (-9, -42)], "#d9dfe0")
    view.fill([(2, -58), (9, -58), (7, -42), (1, -42)], "#a9b6bb")
    view.oval((-1, -58), (10, 2.4), "#8a6a45")
    view.taper([(-6, -56), (-3, -51)], [3.6, 3.0], person.skin)
    for _ in range(26):
        t = rng.random()
        view.oval((36 + 34 * t, -76 + 52 * t * t + rng.uniform(-5, 5)), (0.8, 0.8), "#8a6a45")


def _aerator(canvas: Canvas, rng: Random, at: Point) -> None:
    view = canvas.at(at, 1.5)
    for x in (-60, 60):
        view.box((x - 24, -6), (48, 14), MUSTARD, radius=7)
        for k in range(6):
            tip = shapes.rotated((0, -30), k * 60)
            view.taper([(x, -16), (x + tip[0], -16 + tip[1])], [4, 8], "#e9eef0")
        view.oval((x, -16), (7, 7), STEEL)
        for _ in range(16):
            view.oval((x + rng.uniform(-44, 44), -rng.uniform(0, 52)), (3.4, 4), "#ffffff", 0.75)
        view.oval((x, 8), (62, 10), "#ffffff", 0.45)
    view.stroke([(-60, -16), (60, -16)], 4, "#59636c")
    view.box((-17, -36), (34, 24), "#3f6f9a", radius=4)


def draw_tree_planting(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw people who plant saplings on a bare slope or a sandy `coast`: one digs, one kneels, one waters."""
    horizon = 440.0
    skies.draw_sky(canvas, rng, palette, horizon)
    slope = shapes.smooth([(-20, 560), (420, 480), (900, 500), (1620, 430)], closed=False)
    if "coast" in wishes:
        canvas.box((0, horizon - 30), (WIDTH, 200), Fade(lighter(palette.water, 0.2), darker(palette.water, 0.15)))
        vehicles.draw_fishing_boat(canvas, rng, (1080, horizon + 6), 170)
        sand = mix("#ecd9ae", palette.earth, 0.3)
        canvas.fill(shapes.down_to([(x, y - 9) for x, y in slope], HEIGHT), "#f6fbf7", 0.8)
        canvas.fill(shapes.down_to(slope, HEIGHT), Fade(darker(sand, 0.08), lighter(sand, 0.15)))
    else:
        skies.draw_hills(canvas, rng, palette, horizon + 30, layers=3)
        ground = Fade(mix(palette.grass, palette.haze, 0.2), mix(palette.grass, palette.earth, 0.5))
        canvas.fill(shapes.down_to(slope, HEIGHT), ground)
    for row, y in enumerate((545, 590, 645)):
        for k in range(16 - 3 * row):
            x = 40 + k * (104 + 24 * row) + rng.uniform(-10, 10)
            plants.draw_sapling(canvas, (x, y + 26 * (k % 2) * 0.5), 44 + 18 * row, palette.leaf)
    if "coast" in wishes:
        plants.draw_casuarina(canvas, rng, (1500, 660), 480, palette.leaf, bend=0.1)
        plants.draw_casuarina(canvas, rng, (110, 680), 430, palette.leaf, bend=0.1)
    else:
        plants.draw_tree(canvas, rng, (1500, 640), 420, palette.leaf)
    plants.draw_grass(canvas, rng, ((-20, 640), (1620, 1000)), palette.grass, 20 if "coast" in wishes else 60)
    _planters(canvas, rng, palette, young=1.0 if "coast" in wishes else 0.6)


def _planters(canvas: Canvas, rng: Random, palette: Palette, young: float) -> None:
    crew: list[Person] = [people.youth(rng) if chance(rng, young) else people.farmer(rng) for _ in range(3)]
    soil = "#8a6242"
    for x, y in ((800, 905), (1180, 850)):
        canvas.oval((x, y), (86, 20), darker(soil, 0.2))
        canvas.oval((x, y - 4), (70, 14), soil)
    plants.draw_sapling(canvas, (800, 905), 270, palette.leaf)
    plants.draw_sapling(canvas, (1180, 850), 215, palette.leaf)
    views = [
        canvas.at((540, 930), 5.3),
        canvas.at((965, 925), 5.3, mirror=True),
        canvas.at((1330, 880), 4.9, mirror=True),
    ]
    for view in views:
        view.oval((2, 0), (25, 3), palette.shadow, 0.3)
    digger, third = views[0], views[2]
    digger.stroke([(12, -64), (38, -8)], 1.7, WOOD)
    digger.fill([(35, -14), (41, -14), (44, 0), (38, 0)], STEEL)
    dig = Pose(hip=(-2, -45), lean=24, hands=((17, -53), (26, -33)), elbows=(-1, -1), side=True,
               feet=((-8, -3), (9, -3)), bends=(-1, -1), gaze=Gaze(turn=0.5))  # fmt: skip
    kneel = Pose(hip=(-4, -26), lean=20, hands=((22, -20), (25, -24)), elbows=(1, 1), side=True,
                 feet=((-24, -3), (10, -3)), knees=((-2, -4), (15, -24)), gaze=Gaze(turn=0.5, smile=1.2))  # fmt: skip
    pour = Pose(hands=((8, -50), (17, -54)), elbows=(1, 1), side=True, lean=8, gaze=Gaze(turn=0.5))
    for view, person, pose in zip(views, crew, (dig, kneel, pour), strict=True):
        draw_figure(view, person, pose)
    draw_watering_can(third, (22, -46))
