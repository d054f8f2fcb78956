"""People together: a handshake, three of one team, volunteers at work."""

from dataclasses import replace
from random import Random

from studio import buildings, furniture, people, plants, screens, shapes, skies, vehicles
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, MUSTARD, STEEL, WOOD, Palette, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point

from scenes.countryside import Wishes

Arms = tuple[tuple[Point, Point], Point]
"""Where both hands are, and to which side the elbows bend."""


def draw_handshake(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw an officer and a villager who shake hands in a green yard before a house."""
    _yard(canvas, rng, palette, house_at=1230)
    official = people.official(rng)
    maker = rng.choice([people.farmer, people.elder, people.highlander, people.someone])
    villager = replace(maker(rng), sleeves="long")
    left, right = (official, villager) if chance(rng, 0.5) else (villager, official)
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
    canvas.fill(
        [(0, 730), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)],
        Fade(palette.earth, darker(palette.earth, 0.12)),
    )
    canvas.soften(2.6)


def draw_group_of_three(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw three people of one team side by side, the middle one with papers.

    `workers` are men in work clothes, `farmers` stand by their field with a notebook, `villagers` on the shore,
    `indoors` officers in their office; `envelopes` are held instead of papers.
    """
    team = _team(rng, wishes)
    if "farmers" in wishes:
        _field_side(canvas, rng, palette)
    elif "villagers" in wishes:
        _shore(canvas, rng, palette)
    elif "indoors" in wishes:
        _office(canvas, rng, palette)
    else:
        _before_public_house(canvas, rng, palette)
    canvas.soften(2.4)
    for i, (person, x) in enumerate(zip(team, (500, 1100, 800), strict=True)):
        middle = x == WIDTH / 2
        hands: tuple[Point, Point] = ((-6, -59), (6, -59)) if middle else ((-12.5, -47), (12.5, -47))
        gaze = Gaze(turn=(0.3, -0.3, 0.0)[i], smile=1.25, fine=True)
        view = canvas.at((x, 1190), 9.6 if middle else 9.2)
        draw_figure(view, person, Pose(hands=hands, gaze=gaze, tilt=(3, -3, 0)[i], reach=0.9 if middle else 1.0))
        if middle:
            _held(view, rng, person, wishes)


def _held(view: Canvas, rng: Random, person: Person, wishes: Wishes) -> None:
    if "envelopes" in wishes:
        for k in range(4):
            paper = view.at((0, -61 - k), turn=-6 + 4 * k)
            paper.box((-10, -7), (20, 12), darker("#f3e3c0", 0.05 * (3 - k)), radius=0.5)
            paper.stroke([(-10, -7), (0, -0.5), (10, -7)], 0.5, "#b9a27a")
    elif "farmers" in wishes:
        view.fill([(0, -60), (-13, -64), (-12, -53), (0, -49), (12, -53), (13, -64)], "#fbf7ec")
        view.stroke([(0, -60), (0, -49)], 0.5, "#b4a88f")
        for k in range(3):
            view.stroke([(-10.6, -60.4 + 2.6 * k), (-2, -57.6 + 2.6 * k)], 0.5, "#a9b1b5")
            view.stroke([(10.6, -60.4 + 2.6 * k), (2, -57.6 + 2.6 * k)], 0.5, "#a9b1b5")
    elif "indoors" in wishes:
        furniture.draw_sheet(view, (-8, -73), (16, 20))
    else:
        furniture.draw_folder(view, (-11, -72), (22, 15), rng.choice([MUSTARD, BRICK, "#5a7da5"]))
    for s in (-1, 1):
        view.taper([(9.6 * s, -57), (6.8 * s, -56)], [3.8, 3.2], person.skin)


def _team(rng: Random, wishes: Wishes) -> list[Person]:
    women = rng.choice([(True, False, True), (False, True, False), (False, False, True), (True, True, False)])
    if "workers" in wishes:
        return [people.technician(rng, woman=False) for _ in range(3)]
    if "farmers" in wishes:
        return [
            people.farmer(rng, woman=woman, elder=old) for woman, old in zip(women, (False, False, True), strict=True)
        ]
    if "villagers" in wishes:
        makers = (people.someone, people.farmer, people.someone)
    elif "indoors" in wishes:
        makers = (people.official, people.official, people.official)
    else:
        makers = rng.choice([
            (people.official, people.official, people.official),
            (people.technician, people.official, people.technician),
            (people.someone, people.official, people.youth),
        ])  # fmt: skip
    return [replace(maker(rng, woman=woman), hat="none") for maker, woman in zip(makers, women, strict=True)]


def _before_public_house(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 560)
    skies.draw_hills(canvas, rng, palette, 590, layers=2)
    canvas.box((0, 590), (WIDTH, 410), Fade(lighter(palette.earth, 0.25), palette.earth))
    plants.draw_tree(canvas, rng, (160, 650), 420, palette.leaf)
    plants.draw_tree(canvas, rng, (1470, 640), 380, palette.leaf)
    buildings.draw_public_house(canvas, rng, (800, 650), 1080, flag=False)
    for x in (90, 270, 1340, 1530):
        plants.draw_bush(canvas, rng, (x, 670), 220, palette.leaf)


def _field_side(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 480)
    skies.draw_hills(canvas, rng, palette, 480, layers=3)
    canvas.box((0, 480), (WIDTH, 520), Fade(mix(palette.rice, palette.haze, 0.3), palette.rice))
    for k in range(13):
        y = 500 + 9 * k + k * k * 2.6
        plants.draw_rice_row(canvas, rng, ((-20, y), (WIDTH + 20, y)), 14 + 3.4 * k, palette.rice)
    buildings.draw_house(canvas, rng, (250, 510), 230)
    plants.draw_tree(canvas, rng, (1420, 530), 260, palette.leaf)


def _shore(canvas: Canvas, rng: Random, palette: Palette) -> None:
    skies.draw_sky(canvas, rng, palette, 500)
    sea = mix(palette.water, "#2f8fa8", 0.3)
    canvas.box((0, 500), (WIDTH, 260), Fade(lighter(sea, 0.25), darker(sea, 0.15)))
    vehicles.draw_fishing_boat(canvas, rng, (270, 610), 380)
    vehicles.draw_fishing_boat(canvas.at((1390, 590), mirror=True), rng, (0, 0), 330)
    line = shapes.smooth([(-20, 740), (500, 710), (1100, 750), (1620, 700)], closed=False)
    canvas.fill(shapes.down_to(line, HEIGHT), mix("#ecd9ae", palette.earth, 0.4))
    vehicles.draw_basket_boat(canvas, (1420, 900), 330)
    vehicles.draw_basket_boat(canvas, (150, 900), 300)


def _office(canvas: Canvas, rng: Random, palette: Palette) -> None:
    furniture.draw_room(canvas, palette, 720)
    furniture.draw_window(canvas, rng, palette, (110, 110), (300, 340))
    furniture.draw_shelf(canvas, rng, (1150, 110), (360, 460), 4)
    furniture.draw_clock(canvas, (800, 150), 56)
    for x in (60, 660, 1240):
        furniture.draw_table(canvas, (x, 640), (420, 260), WOOD)
        screens.draw_monitor(canvas, (x + 60, 500), (180, 118))
        furniture.draw_papers(canvas, rng, (x + 340, 642), 100, 4)


def draw_youth_volunteers(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw young people in blue shirts who mend a village road or, `standing`, pose side by side on it."""
    skies.draw_sky(canvas, rng, palette, 470)
    skies.draw_hills(canvas, rng, palette, 500, layers=3)
    canvas.box((0, 495), (WIDTH, 505), Fade(palette.grass, darker(palette.grass, 0.15)))
    buildings.draw_house(canvas, rng, (280, 560), 380)
    buildings.draw_house(canvas, rng, (1330, 550), 340, BRICK)
    plants.draw_palm(canvas, rng, (560, 570), 400, palette.leaf)
    plants.draw_banana(canvas, rng, (80, 590), 220, palette.leaf)
    plants.draw_areca(canvas, rng, (1090, 560), 330, palette.leaf)
    plants.draw_tree(canvas, rng, (1540, 590), 380, palette.leaf)
    canvas.fill(
        [(720, 505), (860, 505), (1720, HEIGHT), (-120, HEIGHT)],
        Fade(lighter(palette.earth, 0.2), palette.earth),
    )
    plants.draw_grass(canvas, rng, ((-20, 620), (330, 980)), palette.grass, 30)
    plants.draw_grass(canvas, rng, ((1330, 620), (1620, 980)), palette.grass, 30)
    if "standing" in wishes:
        _side_by_side(canvas, rng, palette)
        return
    crew = [people.youth(rng, woman=chance(rng, 0.5)) for _ in range(4)]
    _digger(canvas.at((330, 900), 5.0), crew[0])
    _sweeper(canvas.at((640, 880), 5.0), crew[1])
    _digger(canvas.at((1290, 900), 5.0, mirror=True), crew[2])
    _carrier(canvas.at((965, 910), 5.2), rng, crew[3])


def _side_by_side(canvas: Canvas, rng: Random, palette: Palette) -> None:
    start = rng.randrange(2)
    still: Arms = (((-12.5, -47), (12.5, -47)), (1, -1))
    folded: Arms = (((-4, -54), (4, -54)), (1, -1))
    wave_left: Arms = (((-20, -92), (12.5, -47)), (-1, -1))
    wave_right: Arms = (((-12.5, -47), (20, -92)), (1, 1))
    row = (
        (365, 0.25, wave_left),
        (1235, -0.25, wave_right),
        (580, 0.25, still),
        (1020, -0.25, still),
        (800, 0.0, folded),
    )
    for i, (x, turn, (hands, elbows)) in enumerate(row):
        person = people.youth(rng, woman=(i + start) % 2 == 0)
        view = canvas.at((x, 930 + 14 * i), 5.7 + 0.18 * i)
        view.oval((0, 0), (18, 2.6), palette.shadow, 0.3)
        gaze = Gaze(turn=turn, smile=1.3, fine=True)
        draw_figure(view, person, Pose(hands=hands, elbows=elbows, gaze=gaze, tilt=rng.uniform(-3, 3)))


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
        view.oval(
            (rng.uniform(-8, 8), -64 - rng.uniform(0, 3)),
            (5, 4),
            rng.choice(["#5b8a4b", "#7da35a", "#3f7a53"]),
        )
    view.fill([(-13, -64), (13, -64), (10, -50), (-10, -50)], basket)
    for y in (-61, -57, -53):
        view.stroke([(-12, y), (12, y)], 0.8, darker(basket, 0.3), 0.5)
    for s in (-1, 1):
        view.taper([(11.6 * s, -56), (9 * s, -53)], [3.6, 3.0], person.skin)
