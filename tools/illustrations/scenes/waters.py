"""River and sea: boats between karst towers, on the beach, a cast net, a bridge."""

from dataclasses import replace
from random import Random

from studio import people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import (
    DARK_WOOD,
    MUSTARD,
    STRAW,
    TERRACOTTA,
    WOOD,
    Color,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.shapes import Point

from scenes.countryside import draw_reflection, draw_water


def draw_karst_river(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a green river between limestone towers, with tour boats and a rower."""
    horizon = 520.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_karst(canvas, rng, palette, horizon + 4, rows=2)
    color = mix(palette.hill, palette.leaf, 0.45)
    for x, wide, tall in ((90, 420, 470), (1500, 460, 520), (1230, 260, 300), (370, 240, 250)):
        skies.draw_tower(
            canvas, rng, (x + rng.uniform(-30, 30), horizon + 8), (wide, tall * rng.uniform(0.85, 1.0)), color
        )
    skies.draw_mist(canvas, rng, palette, horizon - 30, 2)
    emerald = mix(palette.water, "#2f9a8c", 0.55)
    draw_water(canvas, rng, palette, horizon, emerald)
    for x, wide, tall in ((90, 400, 200), (1500, 440, 210), (1230, 230, 110), (370, 220, 100)):
        draw_reflection(canvas, (x, horizon + 4), wide, tall, darker(color, 0.2))
    for x in range(-20, WIDTH + 60, 95):
        plants.draw_bush(canvas, rng, (x, horizon + 12), rng.uniform(90, 150), palette.leaf)
    plants.draw_bamboo(canvas, rng, (60, horizon + 16), 210, palette.leaf)
    boats = [(560, 640, 330), (1090, 720, 430)]
    for i, (middle, y, size) in enumerate(boats):
        x = middle + rng.uniform(-50, 50)
        draw_reflection(canvas, (x, y), size * 0.8, 60, darker(emerald, 0.55))
        vehicles.draw_tour_boat(canvas.at((x, y), mirror=i == 1), rng, (0, 0), size)
    _rower(canvas, rng, (560, 880), emerald)


def _rower(canvas: Canvas, rng: Random, at: Point, water: Color) -> None:
    draw_reflection(canvas, at, 430, 60, darker(water, 0.55))
    view = canvas.at((at[0] - 70, at[1] - 22), 4.2)
    person = replace(people.farmer(rng, woman=True), hat="conical")
    view.stroke([(4, -62), (52, 8)], 1.7, WOOD)
    view.taper([(46, 0), (56, 14)], [3, 4.6], WOOD)
    draw_figure(
        view,
        person,
        Pose(hands=((10, -52), (17, -45)), elbows=(1, 1), side=True, lean=12, gaze=Gaze(turn=0.5)),
    )
    vehicles.draw_sampan(canvas, at, 520, mix(WOOD, DARK_WOOD, 0.3))


def draw_beach_boats(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a sandy river mouth with fishing boats, basket boats and people who carry the catch."""
    horizon = 430.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_birds(canvas, rng, (900, 200), 6)
    cape = [(-20.0, 46.0), (150.0, 62.0), (330.0, 30.0), (480.0, 40.0), (690.0, -4.0)]
    far = shapes.smooth([(x, horizon - rise) for x, rise in cape], closed=False)
    canvas.fill(shapes.down_to(far, horizon + 4), mix(palette.hill, palette.haze, 0.5))
    draw_water(canvas, rng, palette, horizon, mix(palette.water, "#2f8fa8", 0.3))
    for middle, y, size, flip in ((1000, 508, 290, True), (460, 520, 270, False), (1400, 474, 170, False)):
        x = middle + rng.uniform(-40, 40)
        draw_reflection(canvas, (x, y), size * 0.8, size * 0.16, "#1f4a5f")
        vehicles.draw_fishing_boat(canvas.at((x, y), mirror=flip), rng, (0, 0), size)
    sand = mix("#ecd9ae", palette.earth, 0.35)
    shore = shapes.smooth([(-20, 660), (300, 640), (700, 700), (1150, 690), (1620, 600)], closed=False)
    foam = [(x, y - 12) for x, y in shore]
    canvas.fill(shapes.down_to(foam, HEIGHT), "#f6fbf7", 0.75)
    canvas.fill(shapes.down_to(shore, HEIGHT), Fade(darker(sand, 0.1), lighter(sand, 0.2)))
    for _ in range(70):
        x, y = rng.uniform(0, WIDTH), rng.uniform(730, 995)
        canvas.taper([(x, y), (x + 16, y - 2), (x + 34, y)], [1, 2.6, 1], darker(sand, 0.2), 0.4)
    plants.draw_casuarina(canvas, rng, (1510, 730), 520, palette.leaf, bend=0.15)
    plants.draw_casuarina(canvas, rng, (1590, 760), 460, palette.leaf, bend=0.15)
    _beached(canvas, rng, palette, (1240, 815))
    vehicles.draw_basket_boat(canvas, (1400, 945), 300)
    vehicles.draw_basket_boat(canvas, (210, 800), 270)
    _carriers(canvas, rng, palette)


def _beached(canvas: Canvas, rng: Random, palette: Palette, foot: Point) -> None:
    x, y = foot
    canvas.oval((x, y + 12), (300, 22), palette.shadow, 0.3)
    for prop in (-150, 130):
        canvas.stroke([(x + prop, y - 40), (x + prop * 1.25, y + 14)], 9, WOOD)
    vehicles.draw_fishing_boat(canvas.at((x, y), mirror=True), rng, (0, 0), 580)
    for log in (-130, 0, 120):
        canvas.oval((x + log, y + 17), (15, 13), darker(WOOD, 0.25))
        canvas.oval((x + log, y + 16), (9, 8), lighter(WOOD, 0.2))


def _carriers(canvas: Canvas, rng: Random, palette: Palette) -> None:
    for x, y, size, flip in ((620, 915, 5.0, False), (880, 870, 4.5, True)):
        person = people.farmer(rng, woman=not flip)
        view = canvas.at((x, y), size, mirror=flip)
        view.oval((2, 0), (24, 3), palette.shadow, 0.25)
        if flip:
            pose = Pose(hands=((-8, -55), (8, -55)), gaze=Gaze(turn=0.35, smile=1.3), reach=0.86)
            draw_figure(view, person, pose)
            _fish_basket(view, rng, (0, -50))
            continue
        view.stroke(shapes.smooth([(-32, -76), (0, -83), (34, -76)], closed=False), 1.8, "#b98a52")
        pose = Pose(hands=((6, -74), (20, -78)), elbows=(1, 1), side=True, lean=5, gaze=Gaze(turn=0.5),
                    feet=((-9, -3), (9, -3)), bends=(-1, -1))  # fmt: skip
        draw_figure(view, person, pose)
        for bx in (-31, 33):
            view.stroke([(bx, -76), (bx - 8, -34)], 0.6, STRAW)
            view.stroke([(bx, -76), (bx + 8, -34)], 0.6, STRAW)
            _fish_basket(view, rng, (bx, -24))


def _fish_basket(view: Canvas, rng: Random, at: Point) -> None:
    x, y = at
    for _ in range(7):
        view.oval(
            (x + rng.uniform(-8, 8), y - 10 - rng.uniform(0, 3)),
            (5, 2),
            rng.choice(["#c3ced3", "#9fb0ba", "#dfe6e6"]),
            turn=rng.uniform(-30, 30),
        )
    view.fill([(x - 12, y - 9), (x + 12, y - 9), (x + 9, y + 5), (x - 9, y + 5)], "#b07f4a")
    for k in range(3):
        view.stroke([(x - 11 + k, y - 6 + 4 * k), (x + 11 - k, y - 6 + 4 * k)], 0.8, "#7d5632", 0.7)


def draw_fishing_net(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a fisherman who casts a wide net from a small boat over still water."""
    horizon = 470.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon - 10, layers=3)
    draw_water(canvas, rng, palette, horizon)
    for x in range(-30, WIDTH + 60, 110):
        plants.draw_bush(canvas, rng, (x, horizon + 8), rng.uniform(80, 140), mix(palette.leaf, palette.haze, 0.3))
    vehicles.draw_fishing_boat(canvas, rng, (1330, 540), 210)
    at = (520.0, 800.0)
    draw_reflection(canvas, at, 560, 90, darker(palette.water, 0.6))
    _cast_net(canvas, (650, 470), (1050, 620))
    person = people.farmer(rng, woman=False)
    view = canvas.at((500, 775), 5.2)
    pose = Pose(hands=((24, -70), (29, -64)), elbows=(1, 1), side=True, lean=14, feet=((-11, -3), (10, -3)),
                bends=(-1, -1), gaze=Gaze(turn=0.55))  # fmt: skip
    draw_figure(view, replace(person, hat="conical", hat_color=STRAW), pose)
    vehicles.draw_sampan(canvas, at, 680, mix(WOOD, "#3f6f7a", rng.uniform(0, 0.6)))
    canvas.fill([(300, 760), (380, 760), (372, 796), (306, 796)], "#b07f4a")


def _cast_net(canvas: Canvas, hand: Point, centre: Point) -> None:
    tone = "#fbf6e6"
    rim = shapes.ellipse(centre, (270, 96), turn=14)
    canvas.fill(rim, tone, 0.14)
    crown = (centre[0] - 60, centre[1] - 150)
    canvas.fill([crown, *rim[len(rim) // 2 :]], tone, 0.08)
    canvas.stroke(shapes.arc_between(hand, crown, 26), 3, tone, 0.9)
    for i in range(0, len(rim), 2):
        canvas.stroke([crown, rim[i]], 1.7, tone, 0.6)
    for t in (0.3, 0.5, 0.68, 0.84):
        ring = [shapes.between(crown, p, t) for p in rim]
        canvas.stroke([*ring, ring[0]], 1.7, tone, 0.6)
    canvas.stroke([*rim, rim[0]], 4.5, tone, 0.95)
    for x, y in rim[::2]:
        canvas.oval((x, y), (5, 5), "#6c7780")


def draw_bridge(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a cable-stayed bridge over the wide river mouth, boats below, the town behind."""
    horizon = 560.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_birds(canvas, rng, (500, 260), 5)
    far = shapes.ridge(rng, (-20, WIDTH + 20), (horizon - 60, 40), waves=3)
    canvas.fill(shapes.down_to(far, horizon), mix(palette.hill, palette.haze, 0.55))
    x = -10.0
    while x < WIDTH:
        wide, tall = rng.uniform(44, 96), rng.uniform(26, 78)
        tone = mix(rng.choice(["#f0dfae", "#e3d6c4", "#dbb08f", "#c9d6d6"]), palette.haze, 0.35)
        canvas.box((x, horizon - tall), (wide, tall + 4), tone)
        canvas.box((x - 4, horizon - tall - 9), (wide + 8, 11), mix(TERRACOTTA, palette.haze, 0.3))
        for k in range(int(wide // 20)):
            canvas.box((x + 8 + k * 20, horizon - tall + 12), (8, 11), mix("#5b7f8c", palette.haze, 0.3))
        x += wide + rng.uniform(-6, 40)
    for _ in range(20):
        plants.draw_bush(
            canvas,
            rng,
            (rng.uniform(0, WIDTH), horizon + 6),
            rng.uniform(60, 130),
            mix(palette.leaf, palette.haze, 0.2),
        )
    draw_water(canvas, rng, palette, horizon)
    _cable_bridge(canvas, rng, palette)
    for middle, y, size, flip in ((1180, 860, 460, True), (420, 760, 270, False)):
        x = middle + rng.uniform(-60, 60)
        draw_reflection(canvas, (x, y), size * 0.8, size * 0.15, "#1f4a5f")
        vehicles.draw_fishing_boat(canvas.at((x, y), mirror=flip), rng, (0, 0), size)


def _cable_bridge(canvas: Canvas, rng: Random, palette: Palette) -> None:
    steel = "#f3efe4"
    top, foot = (700.0, 110.0), (640.0, 590.0)
    for k in range(9):
        canvas.stroke([shapes.between(top, foot, 0.03 + 0.025 * k), (770 + 92 * k, 533 - 3 * k)], 3, steel, 0.9)
        canvas.stroke([shapes.between(top, foot, 0.03 + 0.025 * k), (566 - 66 * k, 541 + 2 * k)], 3, steel, 0.9)
    canvas.fill(
        [(-20, 560), (640, 536), (WIDTH + 20, 506), (WIDTH + 20, 532), (640, 566), (-20, 588)],
        Fade("#e6dfcf", "#b9b1a2"),
    )
    canvas.stroke([(-20, 552), (640, 528), (WIDTH + 20, 498)], 3, steel)
    canvas.fill([(686, 100), (716, 104), (672, 690), (606, 690)], Fade(lighter(steel, 0.2), "#c9c1b0", across=True))
    for x in (150, 1040, 1400):
        canvas.fill([(x, 545), (x + 44, 543), (x + 38, 668), (x + 6, 668)], Fade("#cfc7b6", "#9a9488"))
    for x, wide in ((640, 110), (172, 50), (1062, 50), (1422, 50)):
        draw_reflection(canvas, (x, 672), wide, 90, darker(palette.water, 0.45))
    for _ in range(4):
        x = rng.uniform(60, WIDTH - 60)
        y = 541 - (x - 640) * 0.032
        canvas.box((x, y - 19), (40, 15), rng.choice([TERRACOTTA, "#3f6f9a", MUSTARD, "#f3efe4"]), radius=5)
        canvas.oval((x + 9, y - 4), (4, 4), "#2c3036")
        canvas.oval((x + 31, y - 4), (4, 4), "#2c3036")
