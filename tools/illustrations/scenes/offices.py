"""Office scenes: a desk, the one-stop counter, a meeting, a screen, a bulletin board."""

from dataclasses import replace
from random import Random

from studio import furniture, people, plants, screens, shapes
from studio.buildings import draw_star
from studio.canvas import WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure, head_view
from studio.palette import (
    BRICK,
    FLAG_RED,
    MUSTARD,
    NAVY,
    STEEL,
    TEAL,
    TERRACOTTA,
    WOOD,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.shapes import Point

from scenes.countryside import Wishes

NONE: Wishes = frozenset()


def draw_office_desk(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = NONE) -> None:
    """Draw an officer at a desk with papers and a screen, beside a window; `sheet` puts a note by the screen."""
    furniture.draw_room(canvas, palette, 800)
    window = ((120, 110), (400, 350))
    furniture.draw_window(canvas, rng, palette, *window)
    furniture.draw_shelf(canvas, rng, (1120, 120), (360, 420), 3)
    furniture.draw_clock(canvas, (850, 150), 52)
    plants.draw_pot_plant(canvas, rng, (250, 850), 330, palette.leaf)
    furniture.draw_chair(canvas, (740, 1120), 720, rng.choice([NAVY, TEAL, "#5a5560"]))
    person = people.official(rng)
    pose = Pose(hip=(0, -28), hands=((-7, -37.5), (9, -37.5)), waist_up=True, reach=0.86,
                gaze=Gaze(turn=rng.choice([0.0, 0.3]), fine=True), tilt=2)  # fmt: skip
    draw_figure(canvas.at((740, 1130), 9.8), person, pose)
    furniture.draw_table(canvas, (250, 762), (1150, 330), rng.choice([WOOD, "#b98a5e", "#8d6a52"]))
    canvas.fill([(560, 750), (730, 750), (720, 764), (540, 764)], "#fbf7ec")
    canvas.stroke([(672, 726), (690, 752)], 7, NAVY)
    furniture.draw_papers(canvas, rng, (400, 764), 200, rng.randint(6, 10))
    screens.draw_monitor(canvas, (930, 458), (360, 245))
    furniture.draw_tea(canvas, (1335, 764), 140)
    canvas.box((770, 752), (160, 12), "#d9dedf", radius=4)
    furniture.draw_glass(canvas, (520, 764), 74)
    if "sheet" in wishes:
        note = canvas.at((1200, 560), turn=4)
        furniture.draw_sheet(note, (0, 0), (150, 200), accent=TERRACOTTA)
        for y, wide in ((64, 90), (104, 60), (146, 100)):
            note.stroke(
                shapes.smooth([(22, y), (22 + wide / 2, y - 5), (22 + wide, y + 2)], closed=False),
                4,
                "#c9403a",
                0.8,
            )
    furniture.draw_sunbeam(canvas, palette, *window, reach=(300, 420))


def draw_one_stop_counter(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = NONE) -> None:
    """Draw officers behind a long counter; the one in the middle (`woman`: a woman) hands out a slip.

    `camera` puts a stand on the counter that looks down at papers.
    """
    furniture.draw_room(canvas, palette, 720)
    _wall_of_counter(canvas, rng)
    for i, x in enumerate((270, 800, 1340)):
        middle = i == 1
        officer = people.official(rng, woman=True if middle and "woman" in wishes else None)
        gaze = Gaze(turn=0.3 if middle else rng.choice([-0.3, 0.0, 0.3]), smile=1.2 if middle else 1.0, fine=True)
        hands: tuple[Point, Point] = ((-7, -43), (22, -54)) if middle else ((-7, -43), (7, -43))
        pose = Pose(
            hip=(0, -34),
            hands=hands,
            elbows=(1, 1) if middle else (1, -1),
            waist_up=True,
            reach=0.86,
            gaze=gaze,
        )
        place = (x - 40 if middle else x - 20, 905)
        draw_figure(canvas.at(place, 6.4 if middle else 6.0), officer, pose)
        screens.draw_monitor(canvas, (x - 220 if middle else x + 60, 500), (150, 105))
        canvas.box((x + 225, 420), (12, 225), "#cfe3e2", 0.55)
        canvas.box((x + 225, 420), (12, 8), STEEL)
    slip = canvas.at((905, 548), turn=-14)
    slip.box((-4, -30), (64, 46), "#fdfaf1", radius=2)
    slip.box((4, -22), (34, 6), TEAL)
    for k in range(3):
        slip.box((4, -11 + 8 * k), (46 - 10 * (k % 2), 3.5), "#a9b1b5")
    color = rng.choice([WOOD, "#b98a5e", "#8f7b63"])
    furniture.draw_table(canvas, (-20, 632), (WIDTH + 40, 300), color)
    for x in (35, 535, 1065, 1575):
        canvas.box((x - 3, 668), (6, 262), darker(color, 0.3), 0.5)
    canvas.box((-20, 905), (WIDTH + 40, 26), darker(color, 0.4))
    for x in (130, 1190, 1500):
        furniture.draw_papers(canvas, rng, (x, 634), 90, 3)
    if "camera" in wishes:
        _document_camera(canvas, (760, 636))
    _citizens_at_counter(canvas, rng)


def _document_camera(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    canvas.fill([(x - 70, y - 8), (x + 64, y - 8), (x + 80, y + 6), (x - 88, y + 6)], "#fdfaf1")
    canvas.box((x - 120, y - 12), (60, 14), "#3c444d", radius=5)
    canvas.stroke([(x - 92, y - 10), (x - 92, y - 150), (x - 8, y - 166)], 10, "#59636c")
    canvas.box((x - 26, y - 178), (50, 30), "#2b3138", radius=8)
    canvas.oval((x, y - 146), (13, 8), "#7fb8c9")
    canvas.fill([(x - 10, y - 142), (x + 10, y - 142), (x + 60, y - 4), (x - 60, y - 4)],
                Fade("#eafaff", "#eafaff", opacity=(0.45, 0.1)))  # fmt: skip


def _wall_of_counter(canvas: Canvas, rng: Random) -> None:
    board = rng.choice([TEAL, "#2f5f93", BRICK])
    canvas.box((0, 84), (WIDTH, 148), board)
    canvas.box((0, 222), (WIDTH, 10), MUSTARD)
    canvas.oval((800, 158), (54, 54), FLAG_RED)
    draw_star(canvas, (800, 160), 36)
    for x in (270, 1340):
        for k, wide in enumerate((210, 150)):
            canvas.box((x - wide / 2, 130 + 36 * k), (wide, 14), lighter(board, 0.45), 0.75, radius=7)
    for x in (270, 800, 1340):
        canvas.stroke([(x - 10, 232), (x - 10, 268)], 4, STEEL)
        canvas.box((x - 75, 266), (130, 52), "#2b3138", radius=8)
        for k in range(rng.randint(2, 3)):
            canvas.box((x - 52 + 32 * k, 279), (20, 26), "#f0674f", radius=4)


def _citizens_at_counter(canvas: Canvas, rng: Random) -> None:
    makers = [people.someone, people.farmer, people.elder]
    rng.shuffle(makers)
    for maker, x in zip(makers[:2], (500, 1110), strict=True):
        person = replace(maker(rng), hat="none")
        side = 1 if x > WIDTH / 2 else -1
        furniture.draw_folder(
            canvas, (x + 168 * side - 58, 578), (116, 80), rng.choice([MUSTARD, "#6f9fb8", TERRACOTTA])
        )
        hands: tuple[Point, Point] = ((-21, -70), (13, -47)) if side < 0 else ((-13, -47), (21, -70))
        pose = Pose(hands=hands, gaze=Gaze(back=True), tilt=3 * side, reach=0.84)
        draw_figure(canvas.at((x, 1190), 7.6), person, pose)


def draw_meeting(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = NONE) -> None:
    """Draw six officers round a table who listen to one of them, who may be `pointing` at a paper."""
    furniture.draw_room(canvas, palette, 640)
    furniture.draw_window(canvas, rng, palette, (60, 120), (250, 300))
    furniture.draw_window(canvas, rng, palette, (1290, 120), (250, 300))
    _wall_chart(canvas, rng, (500, 60), (600, 310))
    speaking = rng.randrange(4)
    women = rng.sample((True, True, False, False), 4)
    for i, x in enumerate((425, 670, 930, 1175)):
        person = people.official(rng, woman=women[i])
        turn = 0.4 if i < speaking else -0.4
        hands: tuple[Point, Point] = ((-7, -43), (8, -43))
        gaze = Gaze(turn=turn, smile=0.8, fine=True)
        if i == speaking:
            hands, gaze = ((-7, -43), (19, -57)), Gaze(smile=1.3, fine=True)
            if "pointing" in wishes:
                hands = ((-7, -43), (19, -46))
        elbows = (1, 1) if i == speaking else (1, -1)
        pose = Pose(hip=(0, -34), hands=hands, elbows=elbows, waist_up=True, reach=0.84, gaze=gaze)
        draw_figure(canvas.at((x, 915), 6.3), person, pose)
    _long_table(canvas, rng)
    for x in (225, 1375):
        person = people.official(rng)
        pose = Pose(hip=(0, -36), hands=((-12, -46), (12, -46)), waist_up=True, reach=0.8,
                    gaze=Gaze(back=True), tilt=5 if x < WIDTH / 2 else -5)  # fmt: skip
        draw_figure(canvas.at((x, 1240), 7.6), person, pose)
        canvas.box((x - 94, 890), (188, 230), NAVY, radius=26)
        canvas.box((x - 94, 890), (188, 230), Fade("#ffffff", NAVY, opacity=(0.12, 0.0)), radius=26)


def _long_table(canvas: Canvas, rng: Random) -> None:
    wood = rng.choice(["#b07d54", "#9a6b4a", "#c09468"])
    top = [(300, 655), (1300, 655), (1480, 850), (120, 850)]
    canvas.fill(top, Fade(lighter(wood, 0.25), wood))
    canvas.fill([(120, 850), (1480, 850), (1470, 905), (130, 905)], darker(wood, 0.25))
    for x, y in ((425, 690), (670, 690), (930, 690), (1175, 690)):
        canvas.fill([(x - 44, y - 8), (x + 44, y - 8), (x + 52, y + 32), (x - 52, y + 32)], "#fbf7ec")
        canvas.stroke([(x - 30, y + 6), (x + 20, y + 6)], 3, "#a9b1b5")
        canvas.stroke([(x - 32, y + 17), (x + 30, y + 17)], 3, "#a9b1b5")
        canvas.box((x + 66, y - 26), (22, 34), "#d8e8ea", 0.85, radius=3)
        canvas.oval((x + 77, y - 26), (11, 4), "#f3f8f8")
    plants.draw_pot_plant(canvas, rng, (800, 818), 130, "#5b8a4b")
    for x, y, color in (
        (764, 748, "#d98a86"),
        (800, 722, "#f1e3df"),
        (838, 746, MUSTARD),
        (782, 730, "#d98a86"),
    ):
        canvas.oval((x, y), (14, 13), color)
        canvas.oval((x, y), (5, 5), darker(color, 0.15))


def _wall_chart(canvas: Canvas, rng: Random, corner: Point, size: Point) -> None:
    (x, y), (w, h) = corner, size
    canvas.box((x - 10, y - 10), (w + 20, h + 20), "#5b646d", radius=8)
    canvas.box(corner, size, "#f4f7f3")
    base = y + h * 0.84
    canvas.stroke([(x + w * 0.1, base), (x + w * 0.62, base)], 4, STEEL)
    tall = 0.22
    for k, color in enumerate((TEAL, TEAL, TEAL, TEAL, TERRACOTTA)):
        tall += rng.uniform(0.04, 0.13)
        canvas.box((x + w * (0.13 + 0.1 * k), base - h * tall), (w * 0.062, h * tall), color)
    ring = (x + w * 0.8, y + h * 0.46)
    canvas.oval(ring, (h * 0.24, h * 0.24), MUSTARD)
    canvas.fill([ring, *shapes.ellipse(ring, (h * 0.24, h * 0.24), sweep=(-90, 110))], TEAL)
    canvas.oval(ring, (h * 0.12, h * 0.12), "#f4f7f3")
    for k in range(3):
        canvas.box((x + w * 0.7, y + h * (0.79 + 0.06 * k)), (w * (0.2 - 0.03 * k), h * 0.025), "#b4c0c4")


def draw_computer_screen(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = NONE) -> None:
    """Draw a large screen and, from behind, the person who works at it.

    The screen shows an office system, or a `table`, a `document` beside a call, `tiles` of a call, or the wave of a
    `sound`; `headphones` go with a young woman.
    """
    furniture.draw_room(canvas, palette, 760)
    furniture.draw_window(canvas, rng, palette, (70, 90), (260, 330))
    furniture.draw_shelf(canvas, rng, (1370, 190), (260, 400), 3)
    furniture.draw_table(canvas, (-20, 770), (WIDTH + 40, 320), rng.choice([WOOD, "#b98a5e", "#96755b"]))
    shows: dict[str, screens.Show] = {
        "document": screens.show_document, "sound": screens.show_sound, "table": screens.show_table,
        "tiles": screens.show_tiles,
    }  # fmt: skip
    wished = [shows[name] for name in sorted(wishes) if name in shows]
    screens.draw_monitor(canvas, (430, 120), (800, 520), wished[0] if wished else screens.show_panels)
    canvas.glow((830, 400), 560, "#e9f6f2", 0.16)
    furniture.draw_papers(canvas, rng, (300, 774), 190, rng.randint(6, 9))
    furniture.draw_tea(canvas, (1390, 776), 150)
    plants.draw_pot_plant(canvas, rng, (150, 790), 190, palette.leaf)
    _keyboard(canvas)
    listening = "headphones" in wishes
    person = people.official(rng, woman=True if listening else None)
    pose = Pose(hands=((-13, -58), (17, -63)), gaze=Gaze(back=True), tilt=4, waist_up=True, reach=0.82)
    view = canvas.at((rng.choice([560, 600]), 1560), 10.6)
    draw_figure(view, person, pose)
    if listening:
        head = head_view(view, person, pose)
        head.stroke(shapes.ellipse((0, -0.1), (0.98, 1.16), sweep=(180, 360)), 0.14, "#3c444d")
        for side in (-1, 1):
            head.oval((0.98 * side, 0.08), (0.2, 0.34), "#3c444d")
            head.oval((0.92 * side, 0.08), (0.12, 0.26), MUSTARD)


def _keyboard(canvas: Canvas) -> None:
    canvas.fill([(640, 772), (1020, 772), (1060, 822), (600, 822)], "#dfe3e2")
    for row in range(3):
        for k in range(13):
            canvas.box((646 - row * 12 + k * (28.4 + row * 1.8), 778 + row * 14), (22, 9), "#aeb8bc", radius=2)


def draw_bulletin_board(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw a public notice board with pinned papers; one person pins, others read."""
    furniture.draw_room(canvas, palette, 790)
    frame = mix(WOOD, BRICK, rng.uniform(0, 0.4))
    canvas.box((290, 110), (1060, 510), darker(frame, 0.25), radius=8)
    canvas.box((280, 100), (1060, 510), frame, radius=8)
    canvas.box((304, 124), (1012, 462), rng.choice(["#5f8a72", "#c9a06c", "#50757f"]))
    canvas.box((304, 124), (1012, 14), "#101820", 0.18)
    for row in range(2):
        _pinned_row(canvas, rng, 156 + 218 * row)
    plants.draw_pot_plant(canvas, rng, (1450, 900), 330, palette.leaf)
    plants.draw_pot_plant(canvas, rng, (150, 900), 300, palette.leaf)
    first, second, third = people.someone(rng), people.official(rng), people.elder(rng)
    draw_figure(canvas.at((1080, 985), 6.6), second, Pose(hands=((-29, -92), (12, -47)), elbows=(-1, -1), tilt=-5,
                gaze=Gaze(turn=-0.5, fine=True)))  # fmt: skip
    draw_figure(canvas.at((520, 1010), 6.4), third, Pose(gaze=Gaze(back=True), tilt=4))
    draw_figure(canvas.at((750, 1000), 6.7), first, Pose(hands=((-12, -47), (17, -83)),
                elbows=(1, 1), gaze=Gaze(back=True), tilt=-3))  # fmt: skip


def _pinned_row(canvas: Canvas, rng: Random, y: float) -> None:
    colors = ["#fbf7ec", "#fbf7ec", "#f7e6b4", "#dcebea", "#f3d9cf"]
    accents = [TEAL, TERRACOTTA, FLAG_RED, MUSTARD, NAVY]
    x = 336.0
    for _ in range(6):
        wide, tall = rng.uniform(105, 136), rng.uniform(150, 190)
        sheet = canvas.at((x, y), turn=rng.uniform(-3, 3))
        furniture.draw_sheet(sheet, (0, 0), (wide, tall), rng.choice(colors), rng.choice(accents))
        sheet.oval((wide / 2, 7), (7, 7), rng.choice(accents))
        x += wide + rng.uniform(22, 34)
