"""A ceremony or a performance on the stage of a meeting hall."""

from dataclasses import replace
from random import Random

from studio import buildings, people, plants, shapes
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, DARK_WOOD, FLAG_RED, MUSTARD, WOOD, Palette, darker, lighter, mix
from studio.shapes import Point

from scenes.countryside import Wishes

Arms = tuple[tuple[Point, Point], Point]
"""Where both hands are, and to which side the elbows bend."""


def draw_meeting_hall_stage(canvas: Canvas, rng: Random, palette: Palette, wishes: Wishes = frozenset()) -> None:
    """Draw a ceremony or a `performance` of folk songs on a stage with red curtain and flag, before an audience."""
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
    if "performance" in wishes:
        _singers(canvas, rng)
    else:
        _lectern(canvas, rng)
        _honoured(canvas, rng)
    for row, (y, size) in enumerate(((985, 5.6), (1120, 7.2))):
        for i in range(8 - row):
            person = people.official(rng) if chance(rng, 0.6) else people.someone(rng)
            person = replace(person, hat="none", top_color=darker(person.top_color, 0.25))
            x = 110 + i * 200 + row * 90 + rng.uniform(-14, 14)
            pose = Pose(hip=(0, 0), waist_up=True, gaze=Gaze(back=True), hands=((-14, 2), (14, 2)))
            draw_figure(canvas.at((x, y + 130), size), person, pose)


def _singers(canvas: Canvas, rng: Random) -> None:
    left: Arms = (((-12, -50), (18, -78)), (1, 1))
    right: Arms = (((-18, -78), (12, -50)), (-1, -1))
    lead: Arms = (((-12, -50), (4, -79)), (1, -1))
    for i, x in enumerate((420, 610, 800, 990, 1180)):
        person = people.someone(rng, woman=i % 2 == 0)
        if person.woman:
            person = replace(people.in_ao_dai(rng, person), badge=False)
        else:
            person = replace(person, top="ao-ba-ba", top_color=rng.choice(["#6d4630", "#4f3f52"]), bottom="#2e2f38")
        view = canvas.at((x, 728 + 10 * (i % 2)), 4.7)
        hands, elbows = (left, left, lead, right, right)[i]
        draw_figure(view, person, Pose(hands=hands, elbows=elbows, gaze=Gaze(turn=0.25 * (2 - i) / 2, smile=1.4)))
        if hands is lead[0]:
            view.taper([(4.6, -80), (3.0, -84)], [1.6, 2.6], "#2c3036")


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
