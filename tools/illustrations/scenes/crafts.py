"""Skilled work: the workshop, solar panels on a roof."""

from dataclasses import replace
from random import Random

from studio import buildings, furniture, people, plants, shapes, skies, vehicles
from studio.canvas import WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, MUSTARD, STEEL, TEAL, TERRACOTTA, WOOD, Palette, darker, lighter, mix
from studio.shapes import Point

from scenes.countryside import Wishes


def draw_workshop(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a craftsman at a bench before a wall of tools.

    `bicycle` has bicycles under repair; `pipes` an old technician among painted pipes and valves.
    """
    furniture.draw_room(canvas, replace(palette, wall=mix(palette.wall, "#c9b08a", 0.5), floor="#a98c6c"), 800)
    furniture.draw_window(canvas, rng, palette, (100, 120), (320, 330))
    _tool_board(canvas, (560, 90), (620, 330))
    if "pipes" in wishes:
        _pipes(canvas)
    elif "bicycle" in wishes:
        vehicles.draw_bicycle(canvas, (1420, 770), 190, TEAL)
    else:
        for i in range(7):
            x, tall = 1270 + i * 38, rng.uniform(420, 640)
            canvas.fill([(x, 820), (x + 26, 820), (x + 44, 820 - tall), (x + 18, 820 - tall)],
                        rng.choice(["#c79a6b", "#b98556", "#d9b183", "#a8714a"]))  # fmt: skip
    old = "pipes" in wishes or chance(rng, 0.35)
    person = people.technician(rng, woman=chance(rng, 0.25))
    if old:
        person = replace(people.elder(rng, woman=False), top="jacket", top_color="#3f6784", accent=MUSTARD, beard=False)
    view = canvas.at((760, 1120), 8.6)
    pose = Pose(hip=(0, -36), hands=((-7, -47), (17, -47)), waist_up=True, reach=0.9, lean=5,
                gaze=Gaze(turn=0.35, smile=0.9, fine=True), tilt=6)  # fmt: skip
    draw_figure(view, person, pose)
    view.fill(shapes.smooth([(-7, -64), (7, -64), (9, -40), (-9, -40)], steps=4), "#7d5a3c")
    for s in (-1, 1):
        view.stroke([(6 * s, -64), (4.4 * s, -71)], 1.1, "#5f432d")
    furniture.draw_table(canvas, (240, 735), (1120, 300), "#b07d50")
    _bench_work(canvas, rng)
    if "bicycle" in wishes:
        _on_stand(canvas, rng)
    furniture.draw_sunbeam(canvas, palette, (100, 120), (320, 330), (340, 330))


def _on_stand(canvas: Canvas, rng: Random) -> None:
    wheel = (500.0, 622.0)
    rim = shapes.ellipse(wheel, (104, 104))
    canvas.stroke([*rim, rim[0]], 13, "#2c3036")
    for k in range(9):
        tip = shapes.rotated((98, 0), k * 20)
        canvas.stroke([(wheel[0] - tip[0], wheel[1] - tip[1]), (wheel[0] + tip[0], wheel[1] + tip[1])], 2, STEEL)
    canvas.oval(wheel, (13, 13), STEEL)
    canvas.stroke([(500, 736), (500, 630)], 9, "#59636c")
    vehicles.draw_bicycle(canvas, (1080, 890), 158, rng.choice([BRICK, "#3f6f9a", "#5a7d4f"]))


def _pipes(canvas: Canvas) -> None:
    for k, color in enumerate(("#c9403a", "#3f7fb0", "#d9a441")):
        x = 1270 + k * 105
        pipe = Fade(lighter(color, 0.3), darker(color, 0.25), across=True)
        canvas.box((x, 60), (40, 760), pipe)
        for y in (180, 470, 700):
            canvas.box((x - 9, y), (58, 24), darker(color, 0.12), radius=5)
        y = 330 + 70 * (k % 2)
        canvas.box((x - 12, y), (64, 44), STEEL, radius=6)
        canvas.stroke([(x + 20, y), (x + 20, y - 34)], 9, "#59636c")
        ring = shapes.ellipse((x + 20, y - 40), (38, 13))
        canvas.stroke([*ring, ring[0]], 8, color)
    canvas.box((1200, 560), (400, 30), Fade("#a9b3b9", "#737e86"))


def _tool_board(canvas: Canvas, corner: Point, size: Point) -> None:
    (x, y), (w, h) = corner, size
    canvas.box(corner, size, "#8d6a4a", radius=6)
    canvas.box((x + 12, y + 12), (w - 24, h - 24), "#a98460")
    iron, grip = "#59636c", TERRACOTTA
    for k in range(4):
        left = x + 60 + k * 46
        canvas.taper([(left, y + 50), (left, y + 130 + 12 * k)], [8, 7], iron)
        canvas.taper([(left, y + 140 + 12 * k), (left, y + 190 + 12 * k)], [16, 13], grip if k % 2 else MUSTARD)
    canvas.stroke([(x + 300, y + 70), (x + 300, y + 220)], 12, WOOD)
    canvas.box((x + 258, y + 48), (84, 36), iron, radius=6)
    saw = [(x + 380, y + 60), (x + 570, y + 96), (x + 570, y + 118), (x + 380, y + 128)]
    canvas.fill(saw, "#b9c2c7")
    canvas.fill(shapes.smooth([(x + 352, y + 54), (x + 392, y + 56), (x + 392, y + 132), (x + 350, y + 126)]), WOOD)
    ring = shapes.ellipse((x + 520, y + 210), (48, 48))
    canvas.stroke([*ring, ring[0]], 12, "#c98d3f")
    for turn in (-22, 22):
        tip = shapes.rotated((0, 86), turn)
        canvas.taper(
            [(x + 420, y + 180), shapes.shifted(tip, (x + 420, y + 190))],
            [9, 13],
            iron if turn < 0 else BRICK,
        )


def _bench_work(canvas: Canvas, rng: Random) -> None:
    canvas.box((430, 706), (620, 30), "#d9b183", radius=3)
    canvas.box((430, 722), (620, 14), "#b98556", radius=3)
    canvas.fill([(840, 676), (950, 676), (966, 706), (826, 706)], "#7d5238")
    canvas.taper([(858, 676), (846, 644)], [20, 15], "#a8714a")
    canvas.box((930, 664), (14, 20), STEEL)
    for _ in range(16):
        at = (rng.uniform(640, 1080), rng.uniform(722, 738))
        canvas.stroke(shapes.ellipse(at, (rng.uniform(6, 12), 6), sweep=(180, 420)), 3, "#ecd2a6")
    canvas.box((1130, 676), (96, 60), BRICK, radius=6)
    canvas.box((1150, 656), (56, 22), darker(BRICK, 0.2), radius=6)
    canvas.oval((350, 700), (40, 36), TEAL)
    canvas.box((310, 700), (80, 36), TEAL)
    for k, color in enumerate((MUSTARD, TERRACOTTA, STEEL)):
        canvas.taper([(334 + 16 * k, 690), (328 + 22 * k, 610 - 12 * (k % 2))], [8, 5], color)


def draw_solar_roof(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw technicians who mount solar panels on a tiled roof above the village."""
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 560, layers=3)
    canvas.box((0, 560), (WIDTH, 440), palette.grass)
    for _ in range(16):
        plants.draw_bush(
            canvas,
            rng,
            (rng.uniform(0, WIDTH), 590),
            rng.uniform(120, 220),
            mix(palette.leaf, palette.haze, 0.2),
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
    for x, y, flip in ((1200, 812, True), (395, 880, False)):
        maker = people.technician(rng)
        person = replace(maker, hat="helmet", hat_color=rng.choice([MUSTARD, "#e9e2d0", "#c9542f"]), sleeves="long")
        view = canvas.at((x, y), 5.2, mirror=flip)
        view.oval((4, 0), (26, 3), "#2a1a1a", 0.3)
        if flip:
            kneel = Pose(hip=(-4, -26), lean=22, hands=((24, -24), (29, -30)), elbows=(1, 1), side=True,
                         feet=((-24, -3), (10, -3)), knees=((-2, -4), (15, -24)), gaze=Gaze(turn=0.5))  # fmt: skip
            draw_figure(view, person, kneel)
            view.taper([(29, -30), (37, -26)], [2.2, 1.6], STEEL)
        else:
            draw_figure(
                view,
                person,
                Pose(hands=((-12, -46), (16, -60)), elbows=(1, 1), gaze=Gaze(turn=0.4, smile=1.2)),
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
    inner = [(x + (8 if i in {0, 3} else -8), y + (7 if i < 2 else -8)) for i, (x, y) in enumerate(quad)]
    canvas.fill(inner, Fade("#2f5f96", "#1d3a66"))
    for i in range(1, 4):
        t = i / 4
        canvas.stroke(
            [shapes.between(inner[0], inner[1], t), shapes.between(inner[3], inner[2], t)],
            2.5,
            "#8fb4d6",
            0.7,
        )
        canvas.stroke(
            [shapes.between(inner[0], inner[3], t), shapes.between(inner[1], inner[2], t)],
            2.5,
            "#8fb4d6",
            0.7,
        )
    canvas.fill(
        [inner[0], shapes.between(inner[0], inner[1], 0.5), shapes.between(inner[0], inner[3], 0.7)],
        "#ffffff",
        0.16,
    )
