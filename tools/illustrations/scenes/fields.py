"""Fields: transplanting rice, harvest, beds of herbs."""

from dataclasses import replace
from random import Random

from studio import animals, people, plants, shapes
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, STEEL, STRAW, WOOD, Color, Palette, darker, lighter, mix
from studio.shapes import Point

from scenes.countryside import Wishes, draw_country, draw_far_village, draw_watering_can, stooping

STUBBLE = 640
"""Where the standing rice ends and the cut field begins."""


def draw_rice_field(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a young rice field with farmers who transplant, hills behind; `road`: a concrete road through the field."""
    horizon = rng.uniform(400, 450)
    draw_country(canvas, rng, palette, horizon)
    draw_far_village(canvas, rng, palette, horizon + 8)
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
    _dyke(canvas, rng, horizon, "#e4ded0" if "road" in wishes else palette.grass)
    spots = [
        (rng.uniform(1230, 1420), 640.0),
        (rng.uniform(420, 560), 700.0),
        (rng.uniform(880, 1040), 850.0),
    ]
    for i, (x, line) in enumerate(spots):
        near = (line - horizon) / (HEIGHT - horizon)
        _transplanter(canvas, rng, (x, line), 1.5 + 4.6 * near, mirror=i != 1)
        ends = ((x - 130 * near, line + 10 * near), (x + 130 * near, line + 10 * near))
        plants.draw_rice_row(canvas, rng, ends, 15 + 34 * near, mix(palette.rice, palette.leaf, 0.3 * near))
    if chance(rng, 0.7):
        animals.draw_egret(canvas, (rng.uniform(200, 330), 820), 130)


def _dyke(canvas: Canvas, rng: Random, horizon: float, color: Color) -> None:
    side = rng.choice([-1, 1])
    a, b = 800 + side * 120, 800 + side * 900
    path = [(a, horizon + 22), (a + 14, horizon + 22), (b + 130, HEIGHT), (b - 110, HEIGHT)]
    canvas.fill(path, Fade(color, darker(color, 0.18)))


def _transplanter(canvas: Canvas, rng: Random, at: Point, size: float, *, mirror: bool) -> None:
    view = canvas.at(at, size, mirror=mirror)
    person = people.farmer(rng, woman=chance(rng, 0.75))
    person = replace(person, hat="conical", hat_color=STRAW)
    view.oval((4, 0), (26, 3), "#22414a", 0.3)
    draw_figure(view, person, stooping())
    for lean in (-3, 0, 3):
        view.taper([(24, -17), (24 + lean, -27)], [1.6, 0.4], "#8fbf4f")


def draw_harvest(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a ripe field with reapers, sheaves and a loaded cart."""
    horizon = rng.uniform(390, 440)
    draw_country(canvas, rng, palette, horizon)
    draw_far_village(canvas, rng, palette, horizon + 6)
    gold = mix("#dcae45", palette.rice, 0.25)
    canvas.box((0, horizon + 20), (WIDTH, HEIGHT), Fade(lighter(gold, 0.25), darker(gold, 0.08)))
    y, step = horizon + 30, 8.0
    while y < STUBBLE:
        near = (y - horizon) / 400
        plants.draw_rice_row(
            canvas,
            rng,
            ((-20, y), (WIDTH + 20, y)),
            10 + 26 * near,
            mix(gold, "#b98a2f", 0.25 * rng.random()),
        )
        y += step
        step += 1.4
    canvas.fill(
        [(0, 640), (WIDTH, 620), (WIDTH, HEIGHT), (0, HEIGHT)],
        Fade(lighter(gold, 0.3), mix(gold, palette.earth, 0.5)),
    )
    for row in range(9):
        line = 665 + row * row * 4.4
        for k in range(70):
            x = k * 24 + rng.uniform(-6, 6)
            canvas.taper([(x, line), (x + rng.uniform(-3, 3), line - 6 - row)], [3, 1.2], darker(gold, 0.18))
    _cart(canvas.at((1260, 790), 3.4, mirror=chance(rng, 0.5)), rng, gold)
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
    draw_country(canvas, rng, palette, horizon)
    draw_far_village(canvas, rng, palette, horizon + 6)
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
    draw_figure(
        view,
        waterer,
        Pose(hands=((8, -50), (17, -54)), elbows=(1, 1), side=True, lean=8, gaze=Gaze(turn=0.5)),
    )
    draw_watering_can(view, (22, -46))
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
            for turn, shade in ((-50, 0.12), (-18, 0.0), (18, 0.0), (50, 0.12)):
                dx, dy = shapes.rotated((0, -size * 0.62), turn)
                leaf = darker(tone, shade)
                canvas.oval((x + dx * 0.8, y + dy * 0.75), (size * 0.2, size * 0.42), leaf, turn=turn)
            canvas.oval((x, y - size * 0.3), (size * 0.16, size * 0.34), lighter(tone, 0.22))
