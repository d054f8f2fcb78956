"""Animals of field, hill and pond, facing right unless their view is mirrored."""

from random import Random

from studio import shapes
from studio.canvas import Canvas
from studio.palette import Color, darker, lighter, mix
from studio.shapes import Point

COATS = ("#b9764a", "#c98d5a", "#9a5f3f", "#d9b083")
HIDE = "#5e5a60"


def draw_cow(canvas: Canvas, rng: Random, foot: Point, size: float, *, grazing: bool = False) -> None:
    """Draw a yellow cow standing or grazing; size is its height at the back."""
    _cattle(canvas.at(foot, size / 60), rng.choice(COATS), grazing=grazing, horns=8)


def draw_buffalo(canvas: Canvas, foot: Point, size: float, *, grazing: bool = False) -> None:
    """Draw a grey water buffalo with wide horns."""
    _cattle(canvas.at(foot, size / 60), HIDE, grazing=grazing, horns=17)


def _cattle(view: Canvas, coat: Color, *, grazing: bool, horns: float) -> None:
    horn_color = "#3b383c" if coat == HIDE else "#e5dcc6"
    view.oval((0, 0), (46, 5), "#1f2a2a", 0.2)
    shade = darker(coat, 0.25)
    for x in (-25, 21):
        view.taper([(x, -38), (x + 1.5, -18), (x, -1)], [12, 6.5, 5], shade)
    tail = shapes.smooth([(-38, -58), (-45, -44), (-42, -20)], closed=False)
    view.taper(tail, [2.5] * (len(tail) - 2) + [4.5, 3], shade)
    body = shapes.smooth([(-39, -60), (-20, -64), (6, -62), (26, -68), (38, -58), (37, -44), (22, -33), (-6, -29),
                          (-32, -35), (-41, -46)])  # fmt: skip
    view.fill(body, coat)
    with view.within(body) as inside:
        inside.fill(shapes.smooth([(-50, -44), (0, -39), (50, -52), (50, -20), (-50, -20)]), shade, 0.45)
    for x in (-33, 29):
        view.taper([(x, -42), (x - 1.5, -19), (x, -2)], [14, 7.5, 5.4], coat)
        view.taper([(x, -4), (x + 0.6, -1)], [5.6, 6.4], "#3a3232")
    head = (60.0, -20.0) if grazing else (60.0, -70.0)
    view.taper([(31, -56), shapes.between((31, -56), head, 0.86)], [24, 13], coat)
    face = view.at(head, 1.08, turn=38 if grazing else 4)
    for s in (-1, 1):
        ear = shapes.smooth([(-4, -3), (-13, -8 + s * 3), (-15, -3 + s * 3), (-6, 2)])
        face.fill(ear, shade if s > 0 else coat)
    horn = shapes.smooth([(-1, -6), (-6, -8 - horns * 0.5), (1 - horns * 0.35, -8 - horns)], closed=False)
    face.taper(horn, [3.2 - 2.4 * i / (len(horn) - 1) for i in range(len(horn))], horn_color)
    face.fill(shapes.smooth([(-8, -7), (4, -8), (16, 2), (17, 9), (9, 12), (-6, 7)]), coat)
    face.fill(shapes.smooth([(10, 1), (17, 4), (18, 9), (11, 12), (8, 7)]), mix(coat, "#f3d9c4", 0.5))
    face.oval((2.5, -1.5), (1.7, 1.9), "#261f1f")
    face.oval((14.5, 5), (1.1, 0.9), "#4a3430")


def draw_egret(canvas: Canvas, foot: Point, height: float) -> None:
    """Draw a white egret standing."""
    view = canvas.at(foot, height / 100)
    for x in (-2, 5):
        view.stroke([(x, 0), (x + 1, -38)], 1.8, "#4d4a46")
    view.fill(shapes.smooth([(-32, -34), (-10, -54), (14, -60), (18, -46), (6, -34), (-14, -30)]), "#fbfaf4")
    view.fill(shapes.smooth([(-32, -34), (-8, -44), (8, -38), (-14, -30)]), "#c9d3d3", 0.7)
    neck = shapes.smooth([(13, -52), (22, -66), (12, -80), (20, -92)], closed=False)
    view.taper(neck, [9 - 4 * i / (len(neck) - 1) for i in range(len(neck))], "#fbfaf4")
    view.oval((22, -93), (6, 4.6), "#fbfaf4")
    view.fill([(26, -95), (43, -91), (26, -90.5)], "#e0a63b")
    view.oval((23.5, -94), (1.1, 1.1), "#2a2a2a")


def draw_hen(canvas: Canvas, rng: Random, foot: Point, size: float) -> None:
    """Draw a hen pecking about."""
    view = canvas.at(foot, size / 40)
    coat = rng.choice(["#b5683c", "#d9a05a", "#f3ead8", "#7d4a35"])
    for x in (-3, 4):
        view.stroke([(x, 0), (x, -10)], 1.5, "#d99a3b")
    view.fill(shapes.smooth([(-22, -30), (-12, -20), (6, -22), (13, -32), (18, -24), (10, -9), (-10, -8)]), coat)
    view.fill(shapes.smooth([(-12, -18), (2, -20), (4, -13), (-6, -11)]), darker(coat, 0.2))
    view.oval((15, -33), (5, 5), coat)
    view.oval((15, -38), (3.4, 2.4), "#c63a30")
    view.fill([(19, -34), (25, -32), (19, -31)], "#e0a63b")
    view.oval((16.5, -34), (0.9, 0.9), "#222222")


def draw_fish(canvas: Canvas, at: Point, length: float, color: Color, turn: float = 0.0) -> None:
    """Draw a fish from the side, as it leaps or lies in a basket."""
    view = canvas.at(at, length / 100, turn=turn)
    view.fill(shapes.smooth([(-30, 0), (-10, -17), (24, -15), (46, 0), (24, 14), (-10, 15)]), color)
    view.fill(shapes.smooth([(-30, 2), (0, 5), (40, 3), (24, 14), (-10, 15)]), lighter(color, 0.55), 0.8)
    view.fill([(-26, 0), (-50, -17), (-44, 0), (-50, 16)], darker(color, 0.15))
    view.fill([(-4, -15), (10, -24), (18, -15)], darker(color, 0.15))
    view.oval((32, -4), (3, 3), "#fbf6ea")
    view.oval((32.6, -4), (1.6, 1.6), "#222222")
    view.stroke(shapes.smooth([(22, -10), (18, 0), (22, 9)], closed=False), 1.4, darker(color, 0.3), 0.7)
