"""Portraits: one person from the chest up before a place that fits them, out of focus."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from studio import buildings, furniture, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import STEEL, WOOD, Palette, darker, lighter, mix
from studio.people import Person

from scenes.countryside import Wishes

Backdrop = Callable[[Canvas, Random, Palette], None]


def draw_portrait_man(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a man of middle age; `guard` in uniform at a gate, `official` in white indoors, `plain` in a shirt."""
    if "guard" in wishes:
        person = replace(people.someone(rng, woman=False), top_color="#6f9cc0", bottom="#2c3848", sleeves="long",
                         hat="cap", hat_color="#2f4a6b", glasses=False)  # fmt: skip
        _portrait(canvas, rng, palette, person, _gateway)
        return
    maker: Callable[..., Person] = rng.choice([people.someone, people.technician, people.farmer, people.highlander])
    if "official" in wishes:
        maker = people.official
    elif "plain" in wishes:
        maker = people.someone
    _portrait(canvas, rng, palette, maker(rng, woman=False), _place_of(rng, maker))


def draw_portrait_woman(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a young or middle-aged woman; `official` shows her indoors."""
    maker = rng.choice([people.someone, people.farmer, people.highlander, people.official])
    if "official" in wishes:
        maker = people.official
    _portrait(canvas, rng, palette, maker(rng, woman=True), _place_of(rng, maker))


def draw_portrait_elder_man(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw an old man; `pillar` sets him in brown beside a wooden pillar with the marks of floods."""
    person = people.elder(rng, woman=False)
    if "pillar" in wishes:
        person = replace(person, top_color="#7d5a3f", hair_color="#e3ded6", beard=False)
        _portrait(canvas, rng, palette, person, _old_house)
        return
    _portrait(canvas, rng, palette, person, _outdoors(rng))


def draw_portrait_elder_woman(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw an old woman with a bun; `teacher` gives her glasses and a wall of books."""
    person = people.elder(rng, woman=True)
    if "teacher" in wishes:
        _portrait(canvas, rng, palette, replace(person, glasses=True, top="shirt", top_color="#8a6f9c"), _study)
        return
    _portrait(canvas, rng, palette, person, _outdoors(rng))


def _outdoors(rng: Random) -> Backdrop:
    return rng.choice([_garden, _fields, _shore])


def _place_of(rng: Random, maker: Callable[..., Person]) -> Backdrop:
    at_home: dict[Callable[..., Person], Backdrop] = {people.official: _study, people.highlander: _mountains}
    return at_home.get(maker) or _outdoors(rng)


def _portrait(canvas: Canvas, rng: Random, palette: Palette, person: Person, backdrop: Backdrop) -> None:
    backdrop(canvas, rng, palette)
    canvas.soften(5.5)
    turn = rng.choice([-0.34, -0.18, 0.18, 0.34])
    wide_hat = person.hat == "conical"
    size = 18.5 if wide_hat else 20.5
    top = 250 if wide_hat else 165
    view = canvas.at((800 - turn * 60, top + 100 * size), size)
    pose = Pose(hands=((-13.5, -44), (13.5, -44)), waist_up=True, tilt=turn * 7,
                gaze=Gaze(turn=turn, smile=rng.choice([0.9, 1.0, 1.3]), fine=True))  # fmt: skip
    draw_figure(view, person, pose)


def _study(canvas: Canvas, rng: Random, palette: Palette) -> None:
    furniture.draw_room(canvas, palette, 960)
    furniture.draw_shelf(canvas, rng, (1020, 60), (520, 720), 4)
    furniture.draw_window(canvas, rng, palette, (110, 110), (420, 520))
    plants.draw_pot_plant(canvas, rng, (240, 930), 420, palette.leaf)
    furniture.draw_sunbeam(canvas, palette, (110, 110), (420, 520), (400, 500))


def _garden(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 620)
    canvas.box((0, 600), (WIDTH, 400), Fade(palette.grass, darker(palette.grass, 0.2)))
    for x in range(-40, WIDTH + 80, 150):
        plants.draw_bush(canvas, rng, (x, 680), rng.uniform(240, 380), darker(palette.leaf, 0.12))
    plants.draw_banana(canvas, rng, (240, 820), 620, palette.leaf)
    plants.draw_areca(canvas, rng, (1180, 760), 700, palette.leaf)
    plants.draw_tree(canvas, rng, (1450, 860), 760, palette.leaf)
    for _ in range(12):
        at = (rng.uniform(0, WIDTH), rng.uniform(60, 700))
        canvas.oval(at, (rng.uniform(14, 34),) * 2, lighter(palette.leaf, 0.55), 0.25)


def _fields(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_karst(canvas, rng, palette, 570, rows=2)
    canvas.box((0, 565), (WIDTH, 440), Fade(mix(palette.rice, palette.haze, 0.3), palette.rice))
    for k in range(6):
        y = 600 + k * k * 13
        canvas.fill(
            [(0, y), (WIDTH, y - 20), (WIDTH, y - 8 + 3 * k), (0, y + 12 + 3 * k)],
            darker(palette.rice, 0.16),
            0.7,
        )
    buildings.draw_house(canvas, rng, (260, 600), 250)
    plants.draw_areca(canvas, rng, (420, 610), 280, palette.leaf)
    plants.draw_tree(canvas, rng, (1420, 640), 330, palette.leaf)


def _shore(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 520)
    sea = mix(palette.water, "#2f8fa8", 0.3)
    canvas.box((0, 520), (WIDTH, 260), Fade(lighter(sea, 0.25), darker(sea, 0.15)))
    vehicles.draw_fishing_boat(canvas, rng, (310, 620), 420)
    vehicles.draw_fishing_boat(canvas.at((1360, 590), mirror=True), rng, (0, 0), 330)
    sand = mix("#ecd9ae", palette.earth, 0.35)
    shore = shapes.smooth([(-20, 760), (500, 730), (1100, 770), (1620, 720)], closed=False)
    canvas.fill(shapes.down_to(shore, HEIGHT), sand)
    vehicles.draw_basket_boat(canvas, (1330, 900), 420)


def _mountains(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 600, layers=5)
    canvas.box((0, 620), (WIDTH, 380), Fade(mix(palette.leaf, palette.haze, 0.2), palette.leaf))
    for x in range(-20, WIDTH + 60, 130):
        plants.draw_bush(canvas, rng, (x, 660), rng.uniform(160, 260), mix(palette.leaf, palette.haze, 0.2))
    buildings.draw_stilt_house(canvas, rng, (300, 790), 480)
    plants.draw_tree(canvas, rng, (1400, 830), 560, palette.leaf)


def _gateway(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 620)
    canvas.box((0, 640), (WIDTH, 360), Fade(lighter(palette.earth, 0.25), palette.earth))
    buildings.draw_public_house(canvas, rng, (800, 690), 1000, flag=False)
    for x in (130, 1470):
        plants.draw_tree(canvas, rng, (x, 720), 430, palette.leaf)
    for x in (330, 1150):
        canvas.box((x, 240), (120, 700), "#efe2c6")
        canvas.box((x - 16, 210), (152, 44), "#b5573c")
        canvas.box((x + 84, 254), (36, 686), darker("#efe2c6", 0.25), 0.5)
    for x in range(0, 330, 44):
        canvas.stroke([(x, 430), (x, 950)], 9, STEEL)
        canvas.stroke([(x + 1290, 430), (x + 1290, 950)], 9, STEEL)


def _old_house(canvas: Canvas, rng: Random, palette: Palette) -> None:
    canvas.box((0, 0), (WIDTH, HEIGHT), Fade("#b98a5c", "#8d6240"))
    for x in range(0, WIDTH, 160):
        canvas.box((x, 0), (6, HEIGHT), "#6f4a30", 0.6)
    furniture.draw_window(canvas, rng, palette, (180, 150), (360, 430))
    canvas.box((1090, 0), (190, HEIGHT), Fade(lighter(WOOD, 0.12), darker(WOOD, 0.35), across=True))
    for k in range(9):
        y = 210 + k * 74 + rng.uniform(-16, 16)
        canvas.box((1090, y), (rng.choice([70, 100, 130]), 9), "#f3e6c8", 0.85)
