"""Public services: the waiting room, the clinic and the classroom."""

from dataclasses import replace
from random import Random

from studio import buildings, furniture, people, plants, screens, shapes
from studio.canvas import Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import (
    BRICK,
    MUSTARD,
    NAVY,
    STEEL,
    TEAL,
    TERRACOTTA,
    WHITE,
    WOOD,
    Palette,
    darker,
    lighter,
)
from studio.people import Person
from studio.shapes import Point

from scenes.countryside import Wishes


def seated(person: Person, *, gaze: Gaze, hands: tuple[Point, Point] | None = None) -> Pose:
    """Return the pose of someone who sits facing the viewer, on a seat 29 units high."""
    apart = 4.4 if person.woman else 6.4
    return Pose(
        hip=(0.0, -31.0), feet=((-apart, -3.0), (apart, -3.0)), knees=((-apart - 0.6, -25.0), (apart + 0.6, -25.0)),
        hands=hands or ((-5.5, -34.0), (5.5, -34.0)), reach=0.9, gaze=gaze,
    )  # fmt: skip


def draw_citizens_waiting(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw people of several ages on a row of seats below a call display."""
    furniture.draw_room(canvas, palette, 770)
    furniture.draw_window(canvas, rng, palette, (110, 120), (330, 330))
    furniture.draw_clock(canvas, (1430, 200), 58)
    canvas.box((590, 90), (560, 170), "#20262d", radius=14)
    for k in range(2):
        canvas.box((625 + 270 * k, 120), (220, 110), "#313a44", radius=8)
        for j in range(3):
            canvas.box(
                (650 + 270 * k + 58 * j, 140),
                (40, 70),
                rng.choice(["#f0674f", "#f3b24a", "#5ecf95"]),
                radius=8,
            )
    _tea_table(canvas)
    plants.draw_pot_plant(canvas, rng, (80, 850), 330, palette.leaf)
    places = (330, 565, 800, 1035, 1270)
    _row_of_seats(canvas, places, rng.choice([TEAL, "#4a6f9a", TERRACOTTA]))
    makers = [people.elder, people.farmer, people.someone, people.highlander, people.someone]
    rng.shuffle(makers)
    empty = rng.choice([0, 4, None, None])
    for i, (maker, x) in enumerate(zip(makers, places, strict=True)):
        person = replace(maker(rng), hat="none")
        if i != empty:
            _waiting(canvas.at((x, 950), 6.3), rng, palette, person, with_papers=i % 2 == 0)


def _row_of_seats(canvas: Canvas, places: tuple[int, ...], color: str) -> None:
    canvas.box((200, 800), (1200, 16), STEEL)
    for x in places:
        canvas.box((x - 94, 560), (188, 200), darker(color, 0.12), radius=24)
        canvas.box((x - 98, 746), (196, 44), lighter(color, 0.1), radius=18)
    for x in (250, 800, 1350):
        canvas.stroke([(x, 800), (x - 40, 940)], 13, STEEL)
        canvas.stroke([(x, 800), (x + 40, 940)], 13, STEEL)


def _waiting(view: Canvas, rng: Random, palette: Palette, person: Person, *, with_papers: bool) -> None:
    view.oval((0, 0), (13, 2), palette.shadow, 0.25)
    draw_figure(view, person, seated(person, gaze=Gaze(turn=rng.choice([-0.35, 0.0, 0.35]), fine=True)))
    if with_papers:
        furniture.draw_folder(view, (-7.5, -42), (15, 11), rng.choice([MUSTARD, "#8fb8c4", BRICK]))
        for s in (-1, 1):
            view.taper([(7.6 * s, -36), (5.6 * s, -34.6)], [3.6, 3.0], person.skin)
    elif chance(rng, 0.7):
        _bag(view, rng, (15, 0))


def _tea_table(canvas: Canvas) -> None:
    canvas.box((1420, 760), (170, 18), lighter(WOOD, 0.1), radius=6)
    for x in (1438, 1560):
        canvas.box((x, 776), (12, 130), darker(WOOD, 0.2))
    canvas.box((1432, 640), (62, 122), "#cfe3ea", 0.9, radius=12)
    canvas.box((1432, 690), (62, 72), "#9cc8d6", 0.8, radius=12)
    canvas.box((1444, 622), (38, 22), "#3f6f9a", radius=5)
    furniture.draw_tea(canvas, (1545, 762), 92)


def _bag(view: Canvas, rng: Random, at: Point) -> None:
    x, y = at
    color = rng.choice([TERRACOTTA, "#6f8f72", "#8a6f9c", MUSTARD])
    view.stroke(shapes.ellipse((x, y - 14), (4, 7), sweep=(180, 360)), 1.2, darker(color, 0.3))
    view.fill(shapes.smooth([(x - 7, y - 14), (x + 7, y - 14), (x + 8.5, y), (x - 8.5, y)], steps=4), color)
    view.stroke([(x - 7, y - 9), (x + 7.4, y - 9)], 1, lighter(color, 0.35))


def draw_clinic(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a medic (`woman`: a woman) with a patient in a health station; `table`: across a table, pressure taken."""
    furniture.draw_room(canvas, replace(palette, wall="#e6f0ea", floor="#c4d2cc"), 770)
    furniture.draw_window(canvas, rng, palette, (180, 120), (340, 320))
    _medicine_cabinet(canvas, rng, (1180, 130), (290, 430))
    canvas.oval((850, 180), (70, 70), WHITE)
    for size in ((26, 92), (92, 26)):
        canvas.box((850 - size[0] / 2, 180 - size[1] / 2), size, "#3f9a78", radius=5)
    patient = people.elder(rng) if chance(rng, 0.75) else people.farmer(rng)
    doctor = people.medic(rng, woman=True if "woman" in wishes else None)
    if "table" in wishes:
        _across_table(canvas, replace(patient, hat="none"), doctor)
        return
    canvas.stroke([(60, 220), (60, 900)], 9, STEEL)
    canvas.fill(shapes.smooth([(20, 240), (110, 240), (128, 560), (96, 820), (14, 820), (30, 560)]), "#b9d6cf", 0.9)
    _bed(canvas)
    _examined(canvas, replace(patient, hat="none"))
    _with_clipboard(canvas.at((960, 965), 7.5), doctor)
    _desk_corner(canvas, rng)


def _examined(canvas: Canvas, patient: Person) -> None:
    canvas.box((560, 735), (160, 26), "#5f7f8c", radius=8)
    for x in (578, 702):
        canvas.stroke([(x, 760), (x, 948)], 10, STEEL)
    draw_figure(canvas.at((640, 955), 7.4), patient, seated(patient, gaze=Gaze(turn=0.35, fine=True)))


def _with_clipboard(view: Canvas, doctor: Person) -> None:
    pose = Pose(hands=((-22, -64), (3, -61)), elbows=(-1, -1), lean=-6, reach=0.94,
                gaze=Gaze(turn=-0.45, smile=1.2, fine=True))  # fmt: skip
    draw_figure(view, doctor, pose)
    clip = view.at((0, -62), turn=-12)
    clip.box((-8, -7), (15, 19), "#8d6a4a", radius=0.8)
    clip.box((-6.8, -5), (12.6, 16), "#fbf7ec")
    clip.box((-3, -8), (5, 2.4), STEEL, radius=0.6)
    for k in range(4):
        clip.box((-5, -2 + 3 * k), (8.6 - k % 2 * 2, 0.8), "#a9b1b5")
    view.taper([(7, -59), (3.4, -57.6)], [3.6, 3.0], doctor.skin)


def _across_table(canvas: Canvas, patient: Person, doctor: Person) -> None:
    for person, x, mirror, hand in (
        (patient, 480, False, (21.0, -44.0)),
        (doctor, 1120, True, (24.0, -45.0)),
    ):
        view = canvas.at((x, 1105), 8.6, mirror=mirror)
        pose = Pose(hip=(0, -30), hands=((12, -41), hand), elbows=(1, 1), side=True, lean=5, waist_up=True,
                    gaze=Gaze(turn=0.5, smile=1.2, fine=True))  # fmt: skip
        canvas.box((x - 90, 690), (180, 330), NAVY, radius=30)
        draw_figure(view, person, pose)
        if person is patient:
            view.taper([(12, -49), (18, -46)], [6.6, 6.2], "#3f6f9a")
            view.stroke([(15, -46), (15, -42), (24, -40)], 0.8, "#2c3036")
    furniture.draw_table(canvas, (350, 758), (900, 280), "#c9a67d")
    canvas.box((740, 690), (130, 66), "#eef1ef", radius=10)
    canvas.box((754, 702), (70, 42), "#9fc0b4", radius=4)
    for k in range(2):
        canvas.box((764, 710 + 16 * k), (42 - 10 * k, 9), "#2f4a44", radius=2)
    canvas.oval((846, 723), (12, 12), TERRACOTTA)
    canvas.fill([(930, 752), (1060, 752), (1074, 766), (922, 766)], "#fdfaf1")
    canvas.stroke([(1010, 754), (1036, 728)], 6, NAVY)


def _medicine_cabinet(canvas: Canvas, rng: Random, corner: Point, size: Point) -> None:
    (x, y), (w, h) = corner, size
    canvas.box((x - 10, y - 10), (w + 20, h + 20), "#f7faf6", radius=6)
    canvas.box(corner, size, "#b9d2cc")
    for row in range(4):
        board = y + h * (row + 1) / 4
        left = x + 18
        while left < x + w - 40:
            wide, tall = rng.uniform(20, 40), rng.uniform(40, 74)
            color = rng.choice(["#f7f3e6", "#d9876a", "#6f9fb8", "#e0c069", "#7fae92"])
            canvas.box((left, board - tall - 6), (wide, tall), color, radius=4)
            canvas.box((left, board - tall * 0.66), (wide, tall * 0.26), lighter(color, 0.6), 0.9)
            left += wide + rng.uniform(7, 16)
        canvas.box((x, board - 8), (w, 8), "#f7faf6")
    canvas.box((x + w / 2 - 5, y), (10, h), "#f7faf6")
    canvas.fill([(x, y + h * 0.6), (x + w * 0.4, y), (x + w * 0.6, y), (x, y + h * 0.9)], "#ffffff", 0.2)


def _bed(canvas: Canvas) -> None:
    for x in (150, 520):
        canvas.stroke([(x, 700), (x, 930)], 12, STEEL)
    canvas.box((110, 668), (450, 58), "#f6f4ea", radius=18)
    canvas.box((110, 706), (450, 34), "#7fb4a8", radius=10)
    canvas.box((128, 630), (130, 52), "#fdfbf4", radius=22)


def _desk_corner(canvas: Canvas, rng: Random) -> None:
    furniture.draw_table(canvas, (1130, 740), (480, 270), "#c9a67d")
    screens.draw_laptop(canvas, (1420, 738), 170)
    furniture.draw_papers(canvas, rng, (1230, 742), 120, 3)
    canvas.box((1300, 708), (26, 34), "#6f9fb8", radius=4)
    canvas.stroke([(1308, 712), (1302, 676)], 4, TERRACOTTA)
    canvas.stroke([(1318, 712), (1324, 680)], 4, NAVY)


def draw_school_classroom(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a teacher at the blackboard and pupils, seen from the back of the room; `empty` leaves the benches free."""
    furniture.draw_room(canvas, palette, 720)
    canvas.box((370, 110), (860, 420), WOOD, radius=6)
    canvas.box((388, 128), (824, 384), Fade("#2f5f50", "#27493f"))
    buildings.draw_star(canvas, (800, 62), 30)
    _chalk(canvas, rng)
    canvas.box((360, 526), (880, 16), lighter(WOOD, 0.2))
    furniture.draw_window(canvas, rng, palette, (60, 150), (220, 330))
    furniture.draw_window(canvas, rng, palette, (1320, 150), (220, 330))
    teacher = people.in_ao_dai(rng, people.someone(rng, woman=True)) if chance(rng, 0.7) else people.official(rng)
    pose = Pose(hands=((-28, -84), (12, -47)), elbows=(-1, -1), gaze=Gaze(turn=0.2, smile=1.3, fine=True), tilt=-3)
    draw_figure(canvas.at((1010, 775), 5.5), replace(teacher, badge=False), pose)
    for y, size, gap in ((900, 4.7, 330), (1100, 6.2, 450)):
        for i in range(4):
            x = 800 + (i - 1.5) * gap
            wide = gap * 0.84
            top = y - 44 * size
            furniture.draw_table(canvas, (x - wide / 2, top), (wide, 46 * size), "#c08f5f")
            canvas.box((x + 13 * size, top - 8), (13 * size, 9), rng.choice([TERRACOTTA, TEAL, MUSTARD]), radius=2)
            if "empty" not in wishes:
                _pupil(canvas.at((x, y), size), rng)
            bench = "#a3744c"
            canvas.box((x - wide * 0.4, y - 33 * size), (wide * 0.8, 6.5 * size), lighter(bench, 0.12), radius=5)
            canvas.box((x - wide * 0.4, y - 28.5 * size), (wide * 0.8, 2.2 * size), darker(bench, 0.25), radius=3)
            for side in (-1, 1):
                canvas.box((x + side * wide * 0.36 - 8, y - 28 * size), (16, 40 * size), darker(bench, 0.2))
            canvas.box((x - wide * 0.36, y - 24 * size), (wide * 0.72, 40 * size), "#2a2430", 0.3)


def _pupil(view: Canvas, rng: Random) -> None:
    pupil = people.child(rng)
    writing: tuple[tuple[Point, Point], Point] = (((-9, -36), (9, -36)), (1, -1))
    left: tuple[tuple[Point, Point], Point] = (((-12, -92), (9, -36)), (-1, -1))
    right: tuple[tuple[Point, Point], Point] = (((-9, -36), (12, -92)), (1, 1))
    hands, elbows = rng.choice([writing, writing, left, right])
    pose = Pose(hip=(0, -30), hands=hands, elbows=elbows, waist_up=True, reach=0.86,
                gaze=Gaze(back=True), tilt=rng.uniform(-6, 6))  # fmt: skip
    draw_figure(view, pupil, pose)


def _chalk(canvas: Canvas, rng: Random) -> None:
    chalk = "#e9efe4"
    kind = rng.choice(["geometry", "leaf"])
    if kind == "geometry":
        canvas.stroke([(460, 450), (640, 450), (460, 270), (460, 450)], 5, chalk, 0.85)
        canvas.stroke([(460, 428), (482, 428), (482, 450)], 3, chalk, 0.8)
        ring = shapes.ellipse((1120, 260), (66, 66))
        canvas.stroke([*ring, ring[0]], 5, "#f3d27a", 0.85)
        canvas.stroke([(1120, 260), (1180, 236)], 4, "#f3d27a", 0.8)
    else:
        leaf = shapes.smooth([(460, 420), (500, 300), (600, 240), (640, 330), (570, 410)])
        canvas.stroke([*leaf, leaf[0]], 5, "#bfe0a8", 0.9)
        canvas.stroke(shapes.smooth([(440, 460), (520, 370), (620, 270)], closed=False), 5, "#bfe0a8", 0.9)
        for k in range(5):
            tip = shapes.shifted(shapes.rotated((0, -70), k * 72), (1120, 270))
            canvas.oval(tip, (34, 34), chalk, 0.25)
        canvas.oval((1120, 270), (30, 30), "#f3d27a", 0.8)
    for k in range(3):
        wide = rng.uniform(120, 190)
        canvas.stroke(shapes.smooth([(700, 220 + 54 * k), (700 + wide / 2, 217 + 54 * k), (700 + wide, 221 + 54 * k)],
                                    closed=False), 5, chalk, 0.6)  # fmt: skip
