"""River, sea and flood: boats on a karst river, on the beach, nets, a bridge, rescue in high water."""

from dataclasses import replace
from random import Random

from studio import buildings, people, plants, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import DARK_WOOD, MUSTARD, STEEL, STRAW, TERRACOTTA, WOOD, Color, Palette, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point

LIFE_JACKET = "#ee7433"


def _water(canvas: Canvas, rng: Random, palette: Palette, level: float, color: Color | None = None) -> None:
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
        tone = lighter(deep, 0.55) if rng.random() < 0.6 else darker(deep, 0.25)
        canvas.taper([(x, y), (x + wide / 2, y), (x + wide, y)], [1, 1.5 + (y - level) * 0.008, 1], tone, 0.4)


def _mirror_of(canvas: Canvas, at: Point, width: float, tall: float, color: Color) -> None:
    x, y = at
    for k in range(7):
        half = width / 2 * (1 - k * 0.09)
        canvas.box((x - half, y + tall * k / 7), (half * 2, tall / 9), color, 0.3 - k * 0.035, radius=tall / 18)


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
    _water(canvas, rng, palette, horizon, emerald)
    for x, wide, tall in ((90, 400, 200), (1500, 440, 210), (1230, 230, 110), (370, 220, 100)):
        _mirror_of(canvas, (x, horizon + 4), wide, tall, darker(color, 0.2))
    for x in range(-20, WIDTH + 60, 95):
        plants.draw_bush(canvas, rng, (x, horizon + 12), rng.uniform(90, 150), palette.leaf)
    plants.draw_bamboo(canvas, rng, (60, horizon + 16), 210, palette.leaf)
    boats = [(560, 640, 330), (1090, 720, 430)]
    for i, (x, y, size) in enumerate(boats):
        x += rng.uniform(-50, 50)
        _mirror_of(canvas, (x, y), size * 0.8, 60, darker(emerald, 0.55))
        vehicles.draw_tour_boat(canvas.at((x, y), mirror=i == 1), rng, (0, 0), size)
    _rower(canvas, rng, (560, 880), emerald)


def _rower(canvas: Canvas, rng: Random, at: Point, water: Color) -> None:
    _mirror_of(canvas, at, 430, 60, darker(water, 0.55))
    view = canvas.at((at[0] - 70, at[1] - 22), 4.2)
    person = replace(people.farmer(rng, woman=True), hat="conical")
    view.stroke([(4, -62), (52, 8)], 1.7, WOOD)
    view.taper([(46, 0), (56, 14)], [3, 4.6], WOOD)
    draw_figure(
        view, person, Pose(hands=((10, -52), (17, -45)), elbows=(1, 1), side=True, lean=12, gaze=Gaze(turn=0.5))
    )
    vehicles.draw_sampan(canvas, at, 520, mix(WOOD, DARK_WOOD, 0.3))


def draw_beach_boats(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a sandy river mouth with fishing boats, basket boats and people who carry the catch."""
    horizon = 430.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_birds(canvas, rng, (900, 200), 6)
    far = shapes.smooth([(-20, horizon - 46), (150, horizon - 62), (330, horizon - 30), (480, horizon - 40), (690, horizon + 4)],
                        closed=False)  # fmt: skip
    canvas.fill(shapes.down_to(far, horizon + 4), mix(palette.hill, palette.haze, 0.5))
    _water(canvas, rng, palette, horizon, mix(palette.water, "#2f8fa8", 0.3))
    for x, y, size, flip in ((1130, 545, 400, True), (560, 500, 250, False), (1440, 480, 190, False)):
        x += rng.uniform(-40, 40)
        _mirror_of(canvas, (x, y), size * 0.8, size * 0.16, "#1f4a5f")
        vehicles.draw_fishing_boat(canvas.at((x, y), mirror=flip), rng, (0, 0), size)
    sand = mix("#ecd9ae", palette.earth, 0.35)
    shore = shapes.smooth([(-20, 660), (300, 640), (700, 700), (1150, 690), (1620, 600)], closed=False)
    foam = [(x, y - 12) for x, y in shore]
    canvas.fill(shapes.down_to(foam, HEIGHT), "#f6fbf7", 0.75)
    canvas.fill(shapes.down_to(shore, HEIGHT), Fade(darker(sand, 0.1), lighter(sand, 0.2)))
    for _ in range(70):
        x, y = rng.uniform(0, WIDTH), rng.uniform(730, 995)
        canvas.taper([(x, y), (x + 16, y - 2), (x + 34, y)], [1, 2.6, 1], darker(sand, 0.2), 0.4)
    plants.draw_casuarina(canvas, rng, (1510, 730), 520, palette.leaf, 0.15)
    plants.draw_casuarina(canvas, rng, (1590, 760), 460, palette.leaf, 0.15)
    vehicles.draw_basket_boat(canvas, (1180, 870), 350)
    vehicles.draw_basket_boat(canvas, (210, 800), 270)
    _carriers(canvas, rng, palette)


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
    _water(canvas, rng, palette, horizon)
    for x in range(-30, WIDTH + 60, 110):
        plants.draw_bush(canvas, rng, (x, horizon + 8), rng.uniform(80, 140), mix(palette.leaf, palette.haze, 0.3))
    vehicles.draw_fishing_boat(canvas, rng, (1330, 540), 210)
    at = (520.0, 800.0)
    _mirror_of(canvas, at, 560, 90, darker(palette.water, 0.6))
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
    _water(canvas, rng, palette, horizon)
    _cable_bridge(canvas, rng, palette)
    for bx, by, size, flip in ((1180, 860, 460, True), (420, 760, 270, False)):
        bx += rng.uniform(-60, 60)
        _mirror_of(canvas, (bx, by), size * 0.8, size * 0.15, "#1f4a5f")
        vehicles.draw_fishing_boat(canvas.at((bx, by), mirror=flip), rng, (0, 0), size)


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
        _mirror_of(canvas, (x, 672), wide, 90, darker(palette.water, 0.45))
    for _ in range(4):
        x = rng.uniform(60, WIDTH - 60)
        y = 541 - (x - 640) * 0.032
        canvas.box((x, y - 19), (40, 15), rng.choice([TERRACOTTA, "#3f6f9a", MUSTARD, "#f3efe4"]), radius=5)
        canvas.oval((x + 9, y - 4), (4, 4), "#2c3036")
        canvas.oval((x + 31, y - 4), (4, 4), "#2c3036")


def draw_flood_boat(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw rescuers who row villagers through a flooded village in the rain."""
    horizon = 430.0
    skies.draw_sky(canvas, rng, palette, horizon)
    skies.draw_hills(canvas, rng, palette, horizon, layers=3)
    for x, foot, size in ((270, 610, 460), (1370, 590, 430), (800, 500, 250)):
        buildings.draw_house(canvas, rng, (x, foot), size, rng.choice([TERRACOTTA, "#8f4a38", "#a85a3f"]))
    plants.draw_areca(canvas, rng, (560, 560), 330, palette.leaf)
    plants.draw_palm(canvas, rng, (1130, 570), 380, palette.leaf, 0.18)
    plants.draw_banana(canvas, rng, (60, 590), 240, palette.leaf)
    mud = mix("#a58a63", palette.water, 0.35)
    _water(canvas, rng, replace(palette, rain=True), 490, mud)
    for x, y, wide in ((270, 492, 390), (1370, 492, 370), (800, 490, 210)):
        _mirror_of(canvas, (x, y), wide, 90, "#5f4a40")
    for x in (90, 700, 1530):
        plants.draw_bush(canvas, rng, (x, 500), 150, palette.leaf)
    _rescue_boat(canvas, rng)
    for _ in range(46):
        x, y = rng.uniform(0, WIDTH), rng.uniform(520, 990)
        ring = shapes.ellipse((x, y), (12 + y * 0.012, 3 + y * 0.004))
        canvas.stroke([*ring, ring[0]], 1.8, "#eef4f2", 0.5)


def _rescue_boat(canvas: Canvas, rng: Random) -> None:
    at = (800.0, 850.0)
    _mirror_of(canvas, at, 760, 100, "#3f3a3a")
    crew: list[tuple[Person, float, Pose]] = []
    rower = Pose(hands=((13, -50), (19, -42)), elbows=(1, 1), side=True, lean=12, gaze=Gaze(turn=0.55))
    sitting = Pose(hip=(0, -22), hands=((-5, -30), (6, -30)), waist_up=True, reach=0.86, gaze=Gaze(turn=0.2))
    crew.append((people.youth(rng, woman=False), 520, rower))
    crew.append((people.elder(rng, woman=True), 700, sitting))
    crew.append((people.child(rng), 826, sitting))
    crew.append((people.elder(rng, woman=False), 950, sitting))
    crew.append((people.youth(rng), 1100, replace(sitting, hip=(0, -26), hands=((-12, -30), (9, -36)))))
    for person, x, pose in crew:
        size = 4.0 if person.age == "child" else 5.0
        view = canvas.at((x, 858 if pose is rower else 905), size)
        if pose is rower:
            view.stroke([(4, -62), (44, 14)], 1.9, WOOD)
            view.taper([(38, 4), (48, 20)], [3.6, 5.4], MUSTARD)
        draw_figure(view, replace(person, hat="bucket" if person.age == "young" else "none"), pose)
        _life_jacket(view, pose)
    hull = shapes.smooth([(400, 800), (440, 852), (520, 876), (1110, 876), (1200, 838), (1250, 760)], closed=False)
    hull += shapes.smooth([(1250, 760), (1120, 800), (800, 812), (400, 800)], closed=False)
    color = rng.choice(["#c9542f", "#2f6f9f", "#4f7f5a"])
    canvas.fill(hull, color)
    with canvas.within(hull) as inside:
        inside.stroke(shapes.smooth([(400, 812), (800, 826), (1120, 814), (1250, 774)], closed=False), 10, "#f6f0e0")
        inside.box((380, 850), (900, 60), darker(color, 0.4), 0.6)
    canvas.oval((1010, 838), (30, 30), "#f6f0e0")
    canvas.oval((1010, 838), (15, 15), darker(color, 0.2))


def _life_jacket(view: Canvas, pose: Pose) -> None:
    body = view.at(pose.hip, turn=pose.lean)
    wide = 0.72 if pose.side else 1.0
    for s in (-1, 1):
        panel = shapes.smooth(
            [(1 * s, -28), (4.4 * s, -34), (7.6 * s, -32), (8.8 * s, -20), (8.6 * s, -4), (1 * s, -4)], steps=5
        )
        body.fill([(x * wide, y) for x, y in panel], LIFE_JACKET)
    for y in (-22, -12):
        body.box((-9 * wide, y), (18 * wide, 2), "#f6e3a0")
    body.stroke([(0, -28), (0, -4)], 0.8, darker(LIFE_JACKET, 0.4))
    body.box((-2 * wide, -17), (4 * wide, 2.6), STEEL, radius=0.6)
