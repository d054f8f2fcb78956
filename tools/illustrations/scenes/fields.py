"""Fields and hills: rice, harvest, herbs, cattle, fish pond and young trees."""

from dataclasses import replace
from random import Random

from studio import animals, buildings, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import BRICK, MUSTARD, STEEL, STRAW, WOOD, Color, Palette, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point


Wishes = frozenset[str]


def stooping(reach: Point = (22.0, -20.0)) -> Pose:
    """Return the pose of someone who bends over the ground, seen from the side."""
    return Pose(
        hip=(-6.0, -45.0), lean=68, hands=((reach[0] - 4, reach[1] + 2), reach), elbows=(-1, -1),
        feet=((-9.0, -3.0), (0.0, -3.0)), bends=(-1, -1), side=True, tilt=-18, gaze=Gaze(turn=0.5),
    )  # fmt: skip


def _country(canvas: Canvas, rng: Random, palette: Palette, horizon: float) -> None:
    skies.draw_sky(canvas, rng, palette, horizon)
    if rng.random() < 0.55:
        skies.draw_karst(canvas, rng, palette, horizon, rows=2)
    else:
        skies.draw_hills(canvas, rng, palette, horizon, layers=3)
    skies.draw_birds(canvas, rng, (rng.uniform(400, 1200), horizon * 0.35), rng.randint(0, 6))


def _far_village(canvas: Canvas, rng: Random, palette: Palette, level: float) -> None:
    canvas.box((-10, level - 4), (WIDTH + 20, 44), mix(palette.grass, palette.haze, 0.2))
    for _ in range(26):
        plants.draw_bush(canvas, rng, (rng.uniform(-40, WIDTH + 40), level + rng.uniform(-2, 10)), rng.uniform(80, 170),
                         mix(palette.leaf, palette.haze, 0.3))  # fmt: skip
    for x in sorted(rng.sample(range(60, 1560, 110), 5)):
        buildings.draw_house(canvas, rng, (x, level + 14), rng.uniform(90, 150), rng.choice(["#c4633f", BRICK]))
    for _ in range(6):
        plants.draw_areca(canvas, rng, (rng.uniform(0, WIDTH), level + 12), rng.uniform(90, 150), palette.leaf)
    for _ in range(14):
        plants.draw_bush(canvas, rng, (rng.uniform(-40, WIDTH + 40), level + 20), rng.uniform(60, 120), palette.leaf)


def draw_rice_field(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a young rice field with farmers who transplant, water shining between the rows, hills behind."""
    horizon = rng.uniform(400, 450)
    _country(canvas, rng, palette, horizon)
    _far_village(canvas, rng, palette, horizon + 8)
    shine = mix(palette.sky[1], palette.water, 0.45)
    canvas.box((0, horizon + 20), (WIDTH, HEIGHT), Fade(mix(palette.rice, palette.sky[2], 0.3), shine))
    y, step = horizon + 36, 16.0
    while y < HEIGHT + 40:
        near = (y - horizon) / (HEIGHT - horizon)
        for _ in range(3):
            x, wide = rng.uniform(-100, WIDTH), rng.uniform(60, 260) * near
            canvas.taper([(x, y + 3), (x + wide / 2, y + 3), (x + wide, y + 3)], [1, 5 * near, 1], "#f6fbf4", 0.4)
        tone = mix(palette.rice, palette.leaf, 0.3 * near)
        plants.draw_rice_row(canvas, rng, ((-20, y), (WIDTH + 20, y)), 15 + 34 * near, tone)
        y += step
        step = 16 + 46 * near
    _dyke(canvas, rng, palette, horizon)
    spots = [(rng.uniform(1230, 1420), 640.0), (rng.uniform(420, 560), 700.0), (rng.uniform(880, 1040), 850.0)]
    for i, (x, line) in enumerate(spots):
        near = (line - horizon) / (HEIGHT - horizon)
        _transplanter(canvas, rng, (x, line), 1.5 + 4.6 * near, mirror=i != 1)
        ends = ((x - 130 * near, line + 10 * near), (x + 130 * near, line + 10 * near))
        plants.draw_rice_row(canvas, rng, ends, 15 + 34 * near, mix(palette.rice, palette.leaf, 0.3 * near))
    if rng.random() < 0.7:
        animals.draw_egret(canvas, (rng.uniform(200, 330), 820), 130)


def _dyke(canvas: Canvas, rng: Random, palette: Palette, horizon: float) -> None:
    side = rng.choice([-1, 1])
    a, b = 800 + side * 120, 800 + side * 900
    path = [(a, horizon + 22), (a + 14, horizon + 22), (b + 130, HEIGHT), (b - 110, HEIGHT)]
    canvas.fill(path, Fade(palette.grass, darker(palette.grass, 0.18)))


def _transplanter(canvas: Canvas, rng: Random, at: Point, size: float, *, mirror: bool) -> None:
    view = canvas.at(at, size, mirror=mirror)
    person = people.farmer(rng, woman=rng.random() < 0.75)
    person = replace(person, hat="conical", hat_color=STRAW)
    view.oval((4, 0), (26, 3), "#22414a", 0.3)
    draw_figure(view, person, stooping())
    for lean in (-3, 0, 3):
        view.taper([(24, -17), (24 + lean, -27)], [1.6, 0.4], "#8fbf4f")


def draw_harvest(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a ripe field with reapers, sheaves and a loaded cart."""
    horizon = rng.uniform(390, 440)
    _country(canvas, rng, palette, horizon)
    _far_village(canvas, rng, palette, horizon + 6)
    gold = mix("#dcae45", palette.rice, 0.25)
    canvas.box((0, horizon + 20), (WIDTH, HEIGHT), Fade(lighter(gold, 0.25), darker(gold, 0.08)))
    y, step = horizon + 30, 8.0
    while y < 640:
        near = (y - horizon) / 400
        plants.draw_rice_row(
            canvas, rng, ((-20, y), (WIDTH + 20, y)), 10 + 26 * near, mix(gold, "#b98a2f", 0.25 * rng.random())
        )
        y += step
        step += 1.4
    canvas.fill(
        [(0, 640), (WIDTH, 620), (WIDTH, HEIGHT), (0, HEIGHT)], Fade(lighter(gold, 0.3), mix(gold, palette.earth, 0.5))
    )
    for row in range(9):
        line = 665 + row * row * 4.4
        for k in range(70):
            x = k * 24 + rng.uniform(-6, 6)
            canvas.taper([(x, line), (x + rng.uniform(-3, 3), line - 6 - row)], [3, 1.2], darker(gold, 0.18))
    _cart(canvas.at((1260, 790), 3.4, mirror=rng.random() < 0.5), rng, gold)
    for x, yy, size in ((140, 770, 1.1), (330, 880, 1.5), (980, 730, 0.9), (1480, 900, 1.5)):
        _sheaf(canvas, rng, (x + rng.uniform(-20, 20), yy), size, gold)
    view = canvas.at((560, 850), 4.6)
    person = replace(people.farmer(rng, woman=True), hat="conical")
    view.oval((4, 0), (26, 3), palette.shadow, 0.25)
    draw_figure(view, person, stooping((24, -22)))
    _stalks(view, (26, -20), gold)
    person = people.farmer(rng)
    view = canvas.at((870, 905), 5.2)
    view.oval((0, 0), (18, 2.6), palette.shadow, 0.25)
    draw_figure(view, person, Pose(hands=((-8, -60), (9, -64)), gaze=Gaze(turn=rng.choice([-0.3, 0.3]), smile=1.3)))
    _bundle(view, (0, -58), gold)
    for s in (-1, 1):
        view.taper([(9 * s, -60), (5 * s, -58)], [3.8, 3.2], person.skin)


def _stalks(view: Canvas, at: Point, gold: Color) -> None:
    for k in range(7):
        view.taper([at, (at[0] - 6 + k * 2.4, at[1] - 15 + abs(k - 3))], [1.2, 2.0], darker(gold, 0.06 * (k % 3)))
    view.taper([at, (at[0] + 2, at[1] + 14)], [3, 5], darker(gold, 0.12))


def _bundle(view: Canvas, at: Point, gold: Color) -> None:
    tilted = view.at(at, turn=-62)
    for k in range(9):
        x = (k - 4) * 1.3
        tilted.taper([(x * 0.6, 20), (x * 0.4, 0), (x * 2.2, -24)], [1.8, 1.6, 2.6], darker(gold, 0.07 * (k % 3)))
    tilted.box((-4.4, -1.6), (8.8, 3.2), darker(gold, 0.4), radius=1.4)


def _sheaf(canvas: Canvas, rng: Random, foot: Point, size: float, gold: Color) -> None:
    view = canvas.at(foot, size)
    view.oval((0, 0), (52, 9), "#4a3520", 0.22)
    for k in range(15):
        x = (k - 7) * 5.0
        tone = darker(gold, 0.05 + 0.07 * (k % 3))
        view.taper([(x, 0), (x * 0.35, -52), (x * 1.2 + rng.uniform(-4, 4), -104)], [8, 6, 9], tone)
    view.box((-19, -60), (38, 11), darker(gold, 0.42), radius=5)


def _cart(view: Canvas, rng: Random, gold: Color) -> None:
    view.oval((0, 0), (74, 7), "#4a3520", 0.25)
    view.fill(
        shapes.smooth([(-58, -30), (-62, -60), (-34, -84), (10, -88), (46, -78), (60, -52), (54, -30)]),
        darker(gold, 0.08),
    )
    for _ in range(70):
        x, y = rng.uniform(-54, 50), rng.uniform(-78, -34)
        view.stroke(
            [(x, y), (x + rng.uniform(6, 14), y + rng.uniform(-5, 5))],
            1.6,
            mix(lighter(gold, 0.35), BRICK, 0.25 * rng.random()),
        )
    view.box((-62, -34), (124, 9), WOOD, radius=2)
    for x in (-50, -18, 14, 46):
        view.stroke([(x, -30), (x, -50)], 2.6, darker(WOOD, 0.2))
    for x in (-30, 30):
        ring = shapes.ellipse((x, -16), (16, 16))
        view.stroke([*ring, ring[0]], 4.4, "#33302f")
        for k in range(4):
            tip = shapes.rotated((15, 0), 45 * k)
            view.stroke([(x - tip[0], -16 - tip[1]), (x + tip[0], -16 + tip[1])], 1.4, STEEL)
        view.oval((x, -16), (3.4, 3.4), "#33302f")
    view.taper([(62, -30), (104, -20)], [4, 3], darker(WOOD, 0.1))


def draw_herb_garden(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw beds of herbs and vegetables that run to the horizon, and gardeners who water and pick."""
    horizon = 390.0
    _country(canvas, rng, palette, horizon)
    _far_village(canvas, rng, palette, horizon + 6)
    soil = mix("#8a6242", palette.earth, 0.3)
    canvas.box((0, horizon + 16), (WIDTH, HEIGHT), Fade(mix(soil, palette.haze, 0.3), soil))
    tones = [
        palette.leaf,
        mix(palette.leaf, "#b7d36a", 0.5),
        mix(palette.leaf, "#7a4f6a", 0.35),
        mix(palette.grass, "#e2e59a", 0.3),
    ]
    rng.shuffle(tones)
    for i, spread in enumerate((-1500, -900, -300, 300, 900, 1500)):
        near = [(800 + spread - 215, HEIGHT + 60), (800 + spread + 215, HEIGHT + 60)]
        far = [(800 + spread * 0.17 - 30, horizon + 18), (800 + spread * 0.17 + 30, horizon + 18)]
        canvas.fill([far[0], far[1], near[1], near[0]], darker(soil, 0.2))
        _bed_of_herbs(canvas, rng, (far, near), tones[i % len(tones)])
    waterer = people.farmer(rng, woman=True)
    view = canvas.at((640, 935), 5.7)
    view.oval((2, 0), (22, 3), palette.shadow, 0.3)
    draw_figure(view, waterer, Pose(hands=((8, -50), (17, -54)), elbows=(1, 1), side=True, lean=8, gaze=Gaze(turn=0.5)))
    _watering_can(view, (22, -46))
    picker = replace(people.farmer(rng), hat="conical")
    view = canvas.at((1130, 770), 3.9, mirror=True)
    view.oval((4, 0), (26, 3), palette.shadow, 0.3)
    draw_figure(view, picker, stooping())
    view.fill([(26, -12), (46, -12), (43, 1), (29, 1)], "#b98a52")
    for k in range(5):
        view.oval((28 + k * 4, -13), (4, 3.6), tones[k % len(tones)])


def _bed_of_herbs(canvas: Canvas, rng: Random, edges: tuple[list[Point], list[Point]], tone: Color) -> None:
    far, near = edges
    for row in range(17):
        t = (row / 16) ** 2.1
        a, b = shapes.between(far[0], near[0], t), shapes.between(far[1], near[1], t)
        size = 5 + 40 * t
        count = 5
        for k in range(count):
            x, y = shapes.between(a, b, (k + 0.5) / count)
            x += rng.uniform(-0.15, 0.15) * size
            canvas.oval((x, y), (size * 0.8, size * 0.42), darker(tone, 0.28))
            for turn in (-50, -18, 18, 50):
                dx, dy = shapes.rotated((0, -size * 0.62), turn)
                leaf = darker(tone, 0.12) if abs(turn) > 30 else tone
                canvas.oval((x + dx * 0.8, y + dy * 0.75), (size * 0.2, size * 0.42), leaf, turn=turn)
            canvas.oval((x, y - size * 0.3), (size * 0.16, size * 0.34), lighter(tone, 0.22))


def _watering_can(view: Canvas, at: Point) -> None:
    can = view.at(at, turn=24)
    can.fill([(-8, -6), (7, -6), (8, 9), (-9, 9)], "#5a8fa8")
    can.fill([(2, -6), (7, -6), (8, 9), (3, 9)], "#3f6f88")
    can.stroke(shapes.ellipse((-1, -6), (6, 7), sweep=(180, 360)), 1.5, "#3f6f88")
    can.taper([(8, 4), (20, -5)], [3, 2], "#5a8fa8")
    can.fill([(18, -8), (23, -4), (21, -1), (17, -4)], "#3f6f88")
    for k in range(8):
        drop = shapes.smooth([(at[0] + 21, at[1] + 4), (at[0] + 27 + k, at[1] + 14), (at[0] + 27 + k * 2.2, at[1] + 36)],
                             closed=False)  # fmt: skip
        view.stroke(drop[k % 3 :], 0.55, "#dff1f6", 0.85)


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
        view = canvas.at((x + rng.uniform(-25, 25), y), mirror=rng.random() < 0.5)
        grazing = rng.random() < 0.5
        if rng.random() < 0.2 and i:
            animals.draw_buffalo(view, (0, 0), size, grazing=grazing)
        else:
            animals.draw_cow(view, rng, (0, 0), size, grazing=grazing)
    herder = people.farmer(rng) if rng.random() < 0.5 else people.highlander(rng)
    view = canvas.at((800, 900), 4.3)
    view.oval((0, 0), (18, 2.6), palette.shadow, 0.3)
    view.stroke([(15, -66), (19, -1)], 1.4, WOOD)
    draw_figure(view, herder, Pose(hands=((-12, -46), (15.4, -58)), gaze=Gaze(turn=rng.choice([-0.3, 0.3]), smile=1.2)))
    plants.draw_grass(canvas, rng, ((-20, 930), (1620, 1030)), darker(palette.grass, 0.1), 40)


def draw_fish_pond(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a farm pond with a paddle aerator; the farmer on the bank throws feed and fish leap."""
    horizon = 360.0
    _country(canvas, rng, palette, horizon)
    _far_village(canvas, rng, palette, horizon + 4)
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
        view, person, Pose(hands=((-3, -54), (31, -74)), elbows=(-1, 1), lean=4, gaze=Gaze(turn=0.5, smile=1.2))
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
        plants.draw_casuarina(canvas, rng, (1500, 660), 480, palette.leaf, 0.1)
        plants.draw_casuarina(canvas, rng, (110, 680), 430, palette.leaf, 0.1)
    else:
        plants.draw_tree(canvas, rng, (1500, 640), 420, palette.leaf)
    plants.draw_grass(canvas, rng, ((-20, 640), (1620, 1000)), palette.grass, 20 if "coast" in wishes else 60)
    young = 1.0 if "coast" in wishes else 0.6
    crew: list[Person] = [people.youth(rng) if rng.random() < young else people.farmer(rng) for _ in range(3)]
    soil = "#8a6242"
    for x, y in ((800, 905), (1180, 850)):
        canvas.oval((x, y), (86, 20), darker(soil, 0.2))
        canvas.oval((x, y - 4), (70, 14), soil)
    plants.draw_sapling(canvas, (800, 905), 270, palette.leaf)
    plants.draw_sapling(canvas, (1180, 850), 215, palette.leaf)
    digger = canvas.at((540, 930), 5.3)
    digger.oval((4, 0), (26, 3), palette.shadow, 0.3)
    digger.stroke([(12, -64), (38, -8)], 1.7, WOOD)
    digger.fill([(35, -14), (41, -14), (44, 0), (38, 0)], STEEL)
    draw_figure(digger, crew[0], Pose(hip=(-2, -45), lean=24, hands=((17, -53), (26, -33)), elbows=(-1, -1), side=True,
                feet=((-8, -3), (9, -3)), bends=(-1, -1), gaze=Gaze(turn=0.5)))  # fmt: skip
    kneeling = canvas.at((965, 925), 5.3, mirror=True)
    kneeling.oval((0, 0), (26, 3), palette.shadow, 0.3)
    draw_figure(kneeling, crew[1], Pose(hip=(-4, -26), lean=20, hands=((22, -20), (25, -24)), elbows=(1, 1), side=True,
                feet=((-24, -3), (10, -3)), knees=((-2, -4), (15, -24)), gaze=Gaze(turn=0.5, smile=1.2)))  # fmt: skip
    third = canvas.at((1330, 880), 4.9, mirror=True)
    third.oval((0, 0), (22, 3), palette.shadow, 0.3)
    draw_figure(
        third, crew[2], Pose(hands=((8, -50), (17, -54)), elbows=(1, 1), side=True, lean=8, gaze=Gaze(turn=0.5))
    )
    _watering_can(third, (22, -46))
