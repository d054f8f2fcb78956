"""Villages of the mountains: stilt houses, terraces, weaving."""

from random import Random

from studio import animals, buildings, people, plants, shapes, skies
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import MUSTARD, NAVY, WOOD, Palette, darker, lighter, mix
from studio.shapes import Point

from scenes.countryside import draw_road

SMOKING = frozenset({190, 330})
"""The houses, by their width, that always have a fire burning."""


def draw_mountain_village(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a village of stilt houses among wooded mountains, terraces and morning mist."""
    skies.draw_sky(canvas, rng, palette, 480)
    for base, swing, near in ((300, 170, 0.3), (390, 150, 0.65)):
        line = shapes.ridge(rng, (-20, WIDTH + 20), (base, swing), waves=4)
        color = mix(palette.haze, palette.hill, near)
        canvas.fill(shapes.down_to(line, 640), Fade(color, mix(color, palette.haze, 0.55)))
        skies.draw_mist(canvas, rng, palette, base + 80, 3)
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
    path: list[Point] = [(800, 640), (806, 720), (790, 830), (800, 1040)]
    draw_road(canvas, palette, path, [14, 46, 90, 230])
    houses = [
        (330, 640, 200),
        (620, 610, 150),
        (1040, 630, 190),
        (1330, 690, 260),
        (170, 800, 330),
        (1090, 830, 360),
    ]
    for x, y, size in houses:
        plants.draw_tree(canvas, rng, (x + size * 0.62, y + 4), size * rng.uniform(0.7, 0.95), palette.leaf)
        buildings.draw_stilt_house(canvas.at((x, y), mirror=chance(rng, 0.5)), rng, (0, 0), size)
        plants.draw_bush(canvas, rng, (x - size * 0.5, y + 8), size * 0.4, palette.leaf)
        if size in SMOKING or chance(rng, 0.3):
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
    bends = [(0.0, 0.0), (0.04, 0.2), (-0.03, 0.42), (0.07, 0.66)]
    curl = shapes.smooth([(x + size * dx, y - size * dy) for dx, dy in bends], closed=False)
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
