"""What several country scenes share: open land, a village far off, water, roads, people at work."""

from random import Random

from studio import buildings, plants, shapes, skies
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose
from studio.lots import chance
from studio.palette import BRICK, Color, Palette, darker, lighter, mix
from studio.shapes import Point

Wishes = frozenset[str]
"""What an order asks of a scene beyond its name."""


def draw_country(canvas: Canvas, rng: Random, palette: Palette, horizon: float) -> None:
    """Draw sky, mountains or karst towers down to the horizon, and perhaps birds."""
    skies.draw_sky(canvas, rng, palette, horizon)
    if chance(rng, 0.55):
        skies.draw_karst(canvas, rng, palette, horizon, rows=2)
    else:
        skies.draw_hills(canvas, rng, palette, horizon, layers=3)
    skies.draw_birds(canvas, rng, (rng.uniform(400, 1200), horizon * 0.35), rng.randint(0, 6))


def draw_far_village(canvas: Canvas, rng: Random, palette: Palette, level: float) -> None:
    """Draw a line of small houses, palms and bushes along a level."""
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


def draw_road(canvas: Canvas, palette: Palette, bends: list[Point], widths: list[float]) -> None:
    """Draw an earth road along its bends, nearest last, each with the width of the road there."""
    centre = shapes.smooth(bends, closed=False)
    steps = len(centre) - 1
    spread = [_between_all(widths, i / steps) for i in range(steps + 1)]
    canvas.fill(shapes.ribbon(centre, [w * 1.12 for w in spread]), darker(palette.grass, 0.14))
    canvas.fill(
        shapes.ribbon(centre, spread),
        Fade(mix(palette.earth, palette.haze, 0.25), lighter(palette.earth, 0.2)),
    )


def _between_all(values: list[float], t: float) -> float:
    place = t * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def draw_water(canvas: Canvas, rng: Random, palette: Palette, level: float, color: Color | None = None) -> None:
    """Cover the canvas from a level down with rippled water that mirrors the light of the sky."""
    deep = color or palette.water
    canvas.box((0, level), (WIDTH, HEIGHT - level), Fade(mix(palette.sky[2], deep, 0.45), darker(deep, 0.25)))
    if not palette.rain:
        x = WIDTH * palette.sun_at
        for k in range(26):
            y = level + 6 + k * k * 0.8
            if y > HEIGHT:
                break
            wide = 50 + k * 9 + rng.uniform(-20, 20)
            at = x + rng.uniform(-14, 14)
            canvas.taper([(at - wide, y), (at, y), (at + wide, y)], [1, 2 + k * 0.26, 1], palette.sun, 0.4)
    for _ in range(64):
        y = level + (HEIGHT - level) * rng.random() ** 1.5
        wide = (30 + (y - level) * 0.42) * rng.uniform(0.5, 1.3)
        x = rng.uniform(-80, WIDTH)
        tone = lighter(deep, 0.55) if chance(rng, 0.6) else darker(deep, 0.25)
        canvas.taper([(x, y), (x + wide / 2, y), (x + wide, y)], [1, 1.5 + (y - level) * 0.008, 1], tone, 0.4)


def draw_reflection(canvas: Canvas, at: Point, width: float, tall: float, color: Color) -> None:
    """Draw the broken reflection of something that stands in the water at a point."""
    x, y = at
    for k in range(7):
        half = width / 2 * (1 - k * 0.09)
        canvas.box((x - half, y + tall * k / 7), (half * 2, tall / 9), color, 0.3 - k * 0.035, radius=tall / 18)


def stooping(reach: Point = (22.0, -20.0)) -> Pose:
    """Return the pose of someone who bends over the ground, seen from the side."""
    return Pose(
        hip=(-6.0, -45.0), lean=68, hands=((reach[0] - 4, reach[1] + 2), reach), elbows=(-1, -1),
        feet=((-9.0, -3.0), (0.0, -3.0)), bends=(-1, -1), side=True, tilt=-18, gaze=Gaze(turn=0.5),
    )  # fmt: skip


def draw_watering_can(view: Canvas, at: Point) -> None:
    """Draw a watering can held at a point of the figure, pouring to the right."""
    can = view.at(at, turn=24)
    can.fill([(-8, -6), (7, -6), (8, 9), (-9, 9)], "#5a8fa8")
    can.fill([(2, -6), (7, -6), (8, 9), (3, 9)], "#3f6f88")
    can.stroke(shapes.ellipse((-1, -6), (6, 7), sweep=(180, 360)), 1.5, "#3f6f88")
    can.taper([(8, 4), (20, -5)], [3, 2], "#5a8fa8")
    can.fill([(18, -8), (23, -4), (21, -1), (17, -4)], "#3f6f88")
    for k in range(8):
        x, y = at[0] + 21, at[1] + 4
        drop = shapes.smooth([(x, y), (x + 6 + k, y + 10), (x + 6 + k * 2.2, y + 32)], closed=False)
        view.stroke(drop[k % 3 :], 0.55, "#dff1f6", 0.85)
