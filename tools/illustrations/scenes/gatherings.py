"""People together: a handshake, three colleagues, volunteers at work, a ceremony on a stage."""

from dataclasses import replace
from random import Random

from studio import buildings, furniture, people, plants, shapes, skies
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.palette import BRICK, DARK_WOOD, FLAG_RED, MUSTARD, STEEL, WOOD, Palette, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point


def draw_handshake(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw an officer and a villager who shake hands in a green yard before a house."""
    _yard(canvas, rng, palette, house_at=1230)
    official = people.official(rng)
    maker = rng.choice([people.farmer, people.elder, people.highlander, people.someone])
    villager = replace(maker(rng), sleeves="long")
    left, right = (official, villager) if rng.random() < 0.5 else (villager, official)
    for person, x, mirror in ((left, 590, False), (right, 1010, True)):
        view = canvas.at((x, 1420), 11.0, mirror=mirror)
        pose = Pose(hands=((-3, -47), (19.2, -60)), elbows=(1, 1), side=True, lean=3, tilt=3,
                    gaze=Gaze(turn=0.62, smile=1.25, fine=True))  # fmt: skip
        draw_figure(view, replace(person, hat="none"), pose)
    grip = canvas.at((800, 1420 - 60 * 11.0), 11.0)
    for person, side in ((left, -1), (right, 1)):
        grip.taper([(2.6 * side, 0.3), (-1.6 * side, 0.2)], [4.0, 4.6], darker(person.skin, 0.03))
    for k in range(3):
        grip.taper([(-0.2, -1.2 + k * 1.3), (2.2, -0.9 + k * 1.3)], [1.4, 1.3], darker(left.skin, 0.08))
    grip.taper([(-1.6, -1.6), (0.8, -2.6)], [1.7, 1.4], darker(right.skin, 0.02))


def _yard(canvas: Canvas, rng: Random, palette: Palette, house_at: float) -> None:
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 600, layers=2)
    canvas.box((0, 590), (WIDTH, 410), Fade(palette.grass, darker(palette.grass, 0.2)))
    for x in (60, 330, 560):
        plants.draw_areca(canvas, rng, (x, 640), rng.uniform(340, 440), palette.leaf)
    plants.draw_banana(canvas, rng, (200, 660), 260, palette.leaf)
    buildings.draw_house(canvas, rng, (house_at, 690), 620)
    plants.draw_tree(canvas, rng, (1560, 700), 460, palette.leaf)
    for x in (40, 420, 760, 1000, 1480):
        plants.draw_bush(canvas, rng, (x, 700), rng.uniform(120, 220), palette.leaf)
    canvas.fill([(0, 730), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)], Fade(palette.earth, darker(palette.earth, 0.12)))
    canvas.soften(2.6)


def draw_group_of_three(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw three people of one team side by side before a public building."""
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 590, layers=2)
    canvas.box((0, 590), (WIDTH, 410), Fade(lighter(palette.earth, 0.25), palette.earth))
    plants.draw_tree(canvas, rng, (160, 650), 420, palette.leaf)
    plants.draw_tree(canvas, rng, (1470, 640), 380, palette.leaf)
    buildings.draw_public_house(canvas, rng, (800, 650), 1080)
    for x in (90, 270, 1340, 1530):
        plants.draw_bush(canvas, rng, (x, 670), 220, palette.leaf)
    canvas.soften(2.4)
    makers = rng.choice([
        (people.official, people.official, people.official),
        (people.technician, people.official, people.technician),
        (people.someone, people.official, people.youth),
    ])  # fmt: skip
    women = rng.choice([(True, False, True), (False, True, False), (False, False, True), (True, True, False)])
    for i, (maker, woman, x) in enumerate(zip(makers, women, (500, 1100, 800), strict=True)):
        person = replace(maker(rng, woman=woman), hat="none")
        hands: tuple[Point, Point] = ((-12.5, -47), (12.5, -47))
        if i == 2 and rng.random() < 0.7:
            hands = ((-5, -62), (5, -59))
        scale = 9.6 if i == 2 else 9.2
        gaze = Gaze(turn=(0.22, -0.22, 0.0)[i], smile=1.25, fine=True)
        draw_figure(canvas.at((x, 1190), scale), person, Pose(hands=hands, gaze=gaze, tilt=(2, -2, 0)[i]))
        if hands[0][1] < -60:
            furniture.draw_folder(canvas.at((x, 1190), scale), (-11, -74), (21, 15), rng.choice([MUSTARD, BRICK, "#5a7da5"]))


def draw_youth_volunteers(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw young people in blue shirts who clean and mend a village road."""
    skies.draw_sky(canvas, rng, palette, 470)
    skies.draw_hills(canvas, rng, palette, 500, layers=3)
    canvas.box((0, 495), (WIDTH, 505), Fade(palette.grass, darker(palette.grass, 0.15)))
    buildings.draw_house(canvas, rng, (280, 560), 380)
    buildings.draw_house(canvas, rng, (1330, 550), 340, BRICK)
    plants.draw_palm(canvas, rng, (560, 570), 400, palette.leaf)
    plants.draw_banana(canvas, rng, (80, 590), 220, palette.leaf)
    plants.draw_areca(canvas, rng, (1090, 560), 330, palette.leaf)
    plants.draw_tree(canvas, rng, (1540, 590), 380, palette.leaf)
    canvas.fill([(720, 505), (860, 505), (1720, HEIGHT), (-120, HEIGHT)], Fade(lighter(palette.earth, 0.2), palette.earth))
    plants.draw_grass(canvas, rng, ((-20, 620), (330, 980)), palette.grass, 30)
    plants.draw_grass(canvas, rng, ((1330, 620), (1620, 980)), palette.grass, 30)
    crew = [people.youth(rng, woman=rng.random() < 0.5) for _ in range(4)]
    _digger(canvas.at((330, 900), 5.0), crew[0])
    _sweeper(canvas.at((640, 880), 5.0), crew[1])
    _digger(canvas.at((1290, 900), 5.0, mirror=True), crew[2])
    _carrier(canvas.at((965, 910), 5.2), rng, crew[3])


def _digger(view: Canvas, person: Person) -> None:
    view.oval((4, -1), (26, 3), "#22303a", 0.22)
    pose = Pose(hip=(-2, -45), lean=24, hands=((17, -50), (24, -36)), elbows=(-1, -1), feet=((-8, -3), (9, -3)),
                bends=(-1, -1), side=True, gaze=Gaze(turn=0.5))  # fmt: skip
    view.stroke([(12, -62), (31, -12)], 1.7, WOOD)
    view.fill(shapes.smooth([(28, -16), (34, -14), (38, -1), (32, -2)]), STEEL)
    draw_figure(view, person, pose)
    for x, y, r in ((34, -2, 7), (43, -1, 6), (39, -5, 5)):
        view.oval((x, y), (r, r * 0.6), "#9a7652")


def _sweeper(view: Canvas, person: Person) -> None:
    view.oval((2, -1), (24, 3), "#22303a", 0.22)
    view.stroke([(4, -74), (17, -16)], 1.4, WOOD)
    for k in range(7):
        view.taper([(16.5, -18), (12 + k * 2.4, -1)], [2.2, 1.2], darker("#d9b565", 0.06 * (k % 3)))
    draw_figure(view, person, Pose(hands=((5.4, -69), (9.5, -50)), lean=4, gaze=Gaze(turn=0.4, smile=1.3), tilt=5))


def _carrier(view: Canvas, rng: Random, person: Person) -> None:
    view.oval((0, -1), (20, 3), "#22303a", 0.22)
    draw_figure(view, person, Pose(hands=((-8, -56), (8, -56)), gaze=Gaze(turn=-0.3, smile=1.3), reach=0.86))
    basket = "#b88a58"
    for _ in range(6):
        view.oval((rng.uniform(-8, 8), -64 - rng.uniform(0, 3)), (5, 4), rng.choice(["#5b8a4b", "#7da35a", "#3f7a53"]))
    view.fill([(-13, -64), (13, -64), (10, -50), (-10, -50)], basket)
    for y in (-61, -57, -53):
        view.stroke([(-12, y), (12, y)], 0.8, darker(basket, 0.3), 0.5)
    for s in (-1, 1):
        view.taper([(11.6 * s, -56), (9 * s, -53)], [3.6, 3.0], person.skin)


def draw_meeting_hall_stage(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a ceremony: a speaker at a lectern, another person honoured, flag and red curtain, the audience before."""
    curtain = rng.choice(["#9c2f2f", "#a33a34", "#8c2f3a"])
    canvas.box((0, 0), (WIDTH, HEIGHT), darker(curtain, 0.25))
    for i in range(20):
        x = i * 82 - 10
        canvas.box((x, 0), (84, 690), Fade(lighter(curtain, 0.06), darker(curtain, 0.3), across=True))
    canvas.glow((800, 320), 640, "#ffdca0", 0.45)
    canvas.box((520, 90), (560, 330), FLAG_RED)
    buildings.draw_star(canvas, (800, 262), 118)
    for i in range(21):
        a = (i * 80.0, 0.0)
        canvas.fill(shapes.smooth([a, (a[0] + 40, 62), (a[0] + 80, 0)], closed=False), darker(MUSTARD, 0.05 * (i % 2)))
    wood = mix(WOOD, DARK_WOOD, 0.3)
    canvas.box((0, 660), (WIDTH, 110), Fade(lighter(wood, 0.3), wood))
    canvas.box((0, 765), (WIDTH, 70), darker(wood, 0.35))
    for x in range(40, WIDTH, 105):
        plants.draw_bush(canvas, rng, (x, 800), 104, palette.leaf)
        for _ in range(5):
            at = (x + rng.uniform(-40, 40), 780 - rng.uniform(0, 20))
            canvas.oval(at, (8, 8), rng.choice(["#e8b23f", "#f3e7d6", "#d9626a"]))
    _lectern(canvas, rng)
    _honoured(canvas, rng)
    for row, (y, size) in enumerate(((985, 5.6), (1120, 7.2))):
        for i in range(8 - row):
            person = people.official(rng) if rng.random() < 0.6 else people.someone(rng)
            person = replace(person, hat="none", top_color=darker(person.top_color, 0.25))
            x = 110 + i * 200 + row * 90 + rng.uniform(-14, 14)
            pose = Pose(hip=(0, 0), waist_up=True, gaze=Gaze(back=True), hands=((-14, 2), (14, 2)))
            draw_figure(canvas.at((x, y + 130), size), person, pose)


def _lectern(canvas: Canvas, rng: Random) -> None:
    view = canvas.at((480, 720), 4.9)
    draw_figure(view, people.speaker(rng), Pose(hands=((-9, -56), (13, -62)), gaze=Gaze(turn=0.2, smile=1.2)))
    view.fill([(-17, -58), (17, -58), (13, 2), (-13, 2)], Fade("#b07d54", "#7d5238"))
    view.box((-19, -61), (38, 4), "#c79a6b", radius=1)
    view.oval((0, -34), (6.5, 6.5), MUSTARD)
    buildings.draw_star(view, (0, -34), 4.5, BRICK)
    view.stroke(shapes.smooth([(-7, -60), (-8, -70), (-5, -74)], closed=False), 0.9, "#2c3036")
    view.oval((-4.6, -75), (1.6, 2.2), "#2c3036")
    for x, color in ((7, "#e8b23f"), (11, "#f3e7d6"), (14, "#d9626a"), (9.5, "#d9626a")):
        view.oval((x, -64 - (x % 3)), (2.6, 2.6), color)


def _honoured(canvas: Canvas, rng: Random) -> None:
    for x, turn in ((960, 0.3), (1180, -0.3)):
        person = people.speaker(rng)
        view = canvas.at((x, 735), 4.9)
        hands: tuple[Point, Point] = ((-6, -56), (6, -56))
        draw_figure(view, person, Pose(hands=hands, gaze=Gaze(turn=turn, smile=1.3), reach=0.85))
        if turn > 0:
            view.box((-11, -66), (22, 15), "#a5762f", radius=1)
            view.box((-9.4, -64.4), (18.8, 11.8), "#fbf4df")
            view.oval((0, -61), (1.7, 1.7), FLAG_RED)
            for k in range(2):
                view.box((-6 + k, -58.2 + k * 2.2), (12 - 2 * k, 0.9), "#b9a27a")
        else:
            for fx, fy, color in ((-4, -68, "#e8b23f"), (4, -69, "#d9626a"), (0, -73, "#f3d9d2"), (-6, -63, "#d9626a"),
                                  (6, -63, "#e8b23f"), (0, -65, "#e58f5a")):  # fmt: skip
                view.oval((fx, fy), (4, 4), color)
                view.oval((fx, fy), (1.5, 1.5), lighter(color, 0.4))
            view.fill([(-7, -61), (7, -61), (1.5, -48), (-1.5, -48)], "#dfe9d2")
