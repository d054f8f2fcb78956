"""Skies and what stands far off: sun, clouds, birds, rain, rolling hills and karst towers."""

from random import Random

from studio import shapes
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.lots import chance
from studio.palette import Palette, darker, lighter, mix
from studio.shapes import Point, Points


def draw_sky(canvas: Canvas, rng: Random, palette: Palette, horizon: float) -> None:
    """Cover the canvas with the sky of the hour down to the horizon, with sun or rain clouds."""
    top, middle, low = palette.sky
    canvas.box((0, 0), (WIDTH, horizon * 0.55 + 2), Fade(top, middle))
    canvas.box((0, horizon * 0.55), (WIDTH, horizon * 0.45 + 40), Fade(middle, low))
    canvas.box((0, horizon + 38), (WIDTH, HEIGHT - horizon), low)
    if palette.rain or palette.overcast:
        tone = mix(palette.sky[0], palette.sky[1], 0.25) if palette.rain else "#f0f1ea"
        for _ in range(5 if palette.rain else 8):
            at = (rng.uniform(-50, WIDTH), rng.uniform(20, horizon * 0.45))
            _cloud(canvas, rng, at, tone, rng.uniform(1.3, 2.1))
        return
    sun = (WIDTH * palette.sun_at, horizon * palette.sun_height)
    canvas.glow(sun, 420, palette.sun, 0.4 if palette.name in {"evening", "night"} else 0.75)
    if palette.disc:
        canvas.oval(sun, (palette.disc, palette.disc), lighter(palette.sun, 0.3))
    if palette.name == "night":
        for _ in range(70):
            canvas.oval(
                (rng.uniform(0, WIDTH), rng.uniform(0, horizon * 0.8)),
                (1.6, 1.6),
                "#f4f1dc",
                rng.uniform(0.3, 0.9),
            )
    for _ in range(rng.randint(2, 4)):
        at = (rng.uniform(40, WIDTH - 40), rng.uniform(0.1, 0.5) * horizon)
        _cloud(
            canvas,
            rng,
            at,
            mix(palette.sky[1], "#fffaf0", 0.6 if palette.name != "night" else 0.15),
            rng.uniform(0.7, 1.3),
        )


def _cloud(canvas: Canvas, rng: Random, at: Point, color: str, size: float) -> None:
    view = canvas.at(at, size)
    wide = rng.uniform(90, 160)
    lumps = [(rng.uniform(-0.6, 0.6) * wide, rng.uniform(20, 44)) for _ in range(4)]
    with view.within(shapes.rectangle((-wide * 2, -100), (wide * 4, 112))) as inside:
        inside.box((-wide, -14), (wide * 2, 26), color, radius=13)
        for dx, r in lumps:
            inside.oval((dx, -6), (r * 1.3, r * 0.8), color)
    view.box((-wide * 0.9, 2), (wide * 1.8, 10), darker(color, 0.25), 0.14, radius=5)


def draw_birds(canvas: Canvas, rng: Random, around: Point, count: int = 5) -> None:
    """Draw a few distant birds on the wing around a point."""
    for _ in range(count):
        x, y = around[0] + rng.gauss(0, 150), around[1] + rng.gauss(0, 36)
        span = rng.uniform(9, 16)
        half = span / 2
        wings = [(x - span, y - 3), (x - half, y - 7), (x, y), (x + half, y - 7), (x + span, y - 3)]
        canvas.stroke(shapes.smooth(wings, closed=False), 2.2, "#51616b", 0.8)


def draw_rain(canvas: Canvas, rng: Random, *, slant: float = 0.12, amount: int = 420) -> None:
    """Draw rain over the whole picture; slant is how far it is driven to the right."""
    for _ in range(amount):
        x, y = rng.uniform(-200, WIDTH + 100), rng.uniform(-60, HEIGHT)
        drop = rng.uniform(22, 62)
        canvas.stroke([(x, y), (x + drop * slant, y + drop)], 1.5, "#eef4f5", rng.uniform(0.18, 0.5))


def draw_hills(canvas: Canvas, rng: Random, palette: Palette, base: float, layers: int = 3) -> None:
    """Draw rolling mountains, the farthest palest, standing on the base line."""
    for i in range(layers):
        near = (i + 1) / layers
        color = mix(palette.haze, palette.hill, 0.25 + 0.6 * near)
        line = shapes.ridge(rng, (-20, WIDTH + 20), (base - 150 * (1 - near) - 55, 85 - 25 * near), waves=4)
        tint = mix(color, palette.haze, 0.55)
        canvas.fill(shapes.down_to(line, base + 30), Fade(color, tint))
    canvas.box((-10, base + 28), (WIDTH + 20, 120), mix(palette.hill, palette.haze, 0.5))


def draw_karst(canvas: Canvas, rng: Random, palette: Palette, base: float, rows: int = 3) -> None:
    """Draw rows of steep limestone towers, the farthest palest, standing on the base line."""
    for row in range(rows):
        near = (row + 1) / rows
        color = mix(palette.haze, mix(palette.hill, palette.leaf, 0.35), 0.3 + 0.6 * near)
        x = rng.uniform(-120, 0)
        while x < WIDTH + 60:
            wide = rng.uniform(130, 260) * (0.75 + 0.35 * near)
            tall = rng.uniform(0.75, 1.7) * wide * rng.choice([0.75, 1.0, 1.15])
            if chance(rng, 0.85):
                draw_tower(canvas, rng, (x, base), (wide, min(tall, base * 0.72)), color)
            x += wide * rng.uniform(0.55, 1.05) + (90 if row == rows - 1 else 0)
        canvas.box((-10, base - 60), (WIDTH + 20, 62), Fade(palette.haze, palette.haze, opacity=(0.0, 0.45)))


def draw_tower(canvas: Canvas, rng: Random, foot: Point, size: Point, color: str) -> None:
    """Draw one limestone tower: steep green flanks, pale bare cliffs, shade on the right."""
    (x, base), (wide, tall) = foot, size
    lean = rng.uniform(-0.08, 0.08)
    profile = [(-0.52, 0.0), (-0.46, 0.35), (-0.38, 0.72), (-0.2, 0.95), (0.02, 1.0), (0.22, 0.9), (0.37, 0.66),
               (0.43, 0.35), (0.52, 0.0)]  # fmt: skip
    rough = [(px + rng.uniform(-0.03, 0.03) + lean * py, py * rng.uniform(0.96, 1.03)) for px, py in profile]
    points: Points = [(x + px * wide, base - py * tall) for px, py in rough]
    outline = [*shapes.smooth(points, closed=False, steps=7), (x, base + 4)]
    canvas.fill(outline, color)
    with canvas.within(outline) as inside:
        edge = [(0.06, 1.05), (0.14, 0.7), (0.03, 0.4), (0.16, 0.0)]
        shade = shapes.smooth([(x + dx * wide, base - dy * tall) for dx, dy in edge], closed=False)
        inside.fill([*shade, (x + wide, base), (x + wide, base - tall * 1.1)], darker(color, 0.3), 0.45)
        for _ in range(int(wide / 55) + 1):
            cx, cy = x + rng.uniform(-0.36, 0.3) * wide, base - rng.uniform(0.3, 0.8) * tall
            _bare_cliff(inside, rng, (cx, cy), tall * rng.uniform(0.1, 0.2), lighter(color, 0.5))


def _bare_cliff(canvas: Canvas, rng: Random, at: Point, tall: float, color: str) -> None:
    x, y = at
    wide = tall * rng.uniform(0.35, 0.6)
    patch = [(x - wide / 2, y - tall / 2), (x + wide / 3, y - tall * 0.6), (x + wide / 2, y + tall * 0.2),
             (x + wide / 5, y + tall / 2), (x - wide / 3, y + tall * 0.35)]  # fmt: skip
    canvas.fill(shapes.smooth(patch, steps=4), color, 0.45)


def draw_mist(canvas: Canvas, rng: Random, palette: Palette, level: float, bands: int = 3) -> None:
    """Lay long soft banks of mist round a height."""
    pale = lighter(palette.haze, 0.55)
    for _ in range(bands):
        y = level + rng.uniform(-50, 50)
        x, wide = rng.uniform(-100, WIDTH * 0.8), rng.uniform(300, 600)
        for k in range(4):
            high = 10 + 12 * k
            left = [(x - wide, y), (x, y - high / 2), (x, y + high / 2)]
            right = [(x + wide, y), (x, y + high / 2), (x, y - high / 2)]
            canvas.fill(left, Fade(pale, pale, across=True, opacity=(0.0, 0.24)))
            canvas.fill(right, Fade(pale, pale, across=True, opacity=(0.24, 0.0)))
