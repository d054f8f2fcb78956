"""Computer screens: monitor and laptop, and what is seen on them, without any readable word."""

import math
from collections.abc import Callable
from random import Random

from studio import shapes
from studio.canvas import Canvas, Fade
from studio.palette import MUSTARD, TEAL, TERRACOTTA, Color, darker
from studio.people import SKINS
from studio.shapes import Point

PALE = "#eef3f2"
GREY = "#b4c0c4"
GREEN = "#5aa17f"
CALM = "#6fa3a3"
PICKED = 2
HEARD = 0.45
Show = Callable[[Canvas, Point, Point], None]


def draw_monitor(canvas: Canvas, corner: Point, size: Point, show: Show | None = None) -> None:
    """Draw a flat monitor on its foot; without anything to show it is seen from behind."""
    (x, y), (w, h) = corner, size
    middle = x + w / 2
    canvas.fill([(middle - w * 0.06, y + h), (middle + w * 0.06, y + h), (middle + w * 0.08, y + h * 1.2),
                 (middle - w * 0.08, y + h * 1.2)], "#5b646d")  # fmt: skip
    canvas.box((middle - w * 0.22, y + h * 1.18), (w * 0.44, h * 0.05), "#454d56", radius=h * 0.02)
    canvas.box(corner, size, "#39424c", radius=h * 0.04)
    if show is None:
        canvas.box((x + w * 0.02, y + h * 0.03), (w * 0.96, h * 0.9), Fade("#6b757f", "#4d565f"), radius=h * 0.03)
        canvas.oval((middle, y + h * 0.45), (h * 0.07, h * 0.07), "#8c969e")
        return
    show(canvas, (x + w * 0.025, y + h * 0.04), (w * 0.95, h * 0.88))


def draw_laptop(canvas: Canvas, at: Point, width: float) -> None:
    """Draw an open laptop from behind; at is the middle of its hinge."""
    view = canvas.at(at, width / 100)
    view.fill([(-44, -58), (44, -58), (50, 0), (-50, 0)], Fade("#c3cbd0", "#9aa5ad"))
    view.oval((0, -30), (5, 5), "#e6ebed")
    view.box((-52, 0), (104, 4), "#7f8a93", radius=2)


def _frame(canvas: Canvas, corner: Point, size: Point, color: Color = TEAL) -> Canvas:
    w, h = size
    canvas.box(corner, size, PALE)
    canvas.box(corner, (w, h * 0.12), color)
    view = canvas.at(corner, h / 100)
    for k in range(3):
        view.oval((5 + 6 * k, 6), (2, 2), "#e8efe9")
    return view


def show_panels(canvas: Canvas, corner: Point, size: Point) -> None:
    """Show an office system: a list, a chart and a tick."""
    view = _frame(canvas, corner, size)
    wide = size[0] / size[1] * 100
    view.box((0, 12), (wide * 0.2, 88), "#d7e2e0")
    for k in range(5):
        view.box(
            (wide * 0.03, 20 + 13 * k),
            (wide * (0.13 if k % 2 else 0.1), 5),
            TERRACOTTA if k == 1 else "#a9bcb9",
            radius=2,
        )
    for k in range(5):
        top = 20 + 15 * k
        view.box((wide * 0.25, top), (wide * 0.36, 10), "#ffffff", radius=2)
        view.oval((wide * 0.285, top + 5), (2.8, 2.8), MUSTARD if k % 3 == 1 else GREEN)
        view.box((wide * 0.32, top + 4), (wide * (0.24 - 0.03 * (k % 3)), 2.5), GREY)
    view.box((wide * 0.66, 20), (wide * 0.29, 37), "#ffffff", radius=2)
    for k, (tall, color) in enumerate(((10, CALM), (17, CALM), (14, CALM), (23, CALM), (27, TERRACOTTA))):
        view.box((wide * (0.685 + 0.05 * k), 53 - tall), (wide * 0.032, tall), color)
    ring = (wide * 0.805, 76)
    view.oval(ring, (13, 13), GREEN)
    view.stroke([(ring[0] - 6, 76), (ring[0] - 1.5, 81), (ring[0] + 6.5, 71)], 2.8, "#ffffff")


def show_table(canvas: Canvas, corner: Point, size: Point) -> None:
    """Show a table of data with one row picked out and its source in a bubble."""
    view = _frame(canvas, corner, size, "#2f5f93")
    wide = size[0] / size[1] * 100
    view.box((wide * 0.06, 18), (wide * 0.6, 8), "#ffffff", radius=4)
    view.oval((wide * 0.62, 22), (2.4, 2.4), TERRACOTTA)
    view.box((wide * 0.06, 31), (wide * 0.88, 8), "#c9d8e2")
    for row in range(7):
        top = 40 + 7.8 * row
        picked = row == PICKED
        view.box(
            (wide * 0.06, top),
            (wide * 0.88, 7),
            "#f6dfa8" if picked else ("#ffffff" if row % 2 else "#f5f8f8"),
        )
        for k, (start, long) in enumerate(((0.09, 0.1), (0.25, 0.2), (0.5, 0.15), (0.72, 0.18))):
            length = wide * long * (1 - 0.12 * ((row + k) % 3))
            view.box((wide * start, top + 2.4), (length, 2.2), TERRACOTTA if picked and k == 1 else GREY, radius=1)


def show_document(canvas: Canvas, corner: Point, size: Point) -> None:
    """Show a page of paper enlarged beside a video call."""
    view = _frame(canvas, corner, size)
    wide = size[0] / size[1] * 100
    view.box((wide * 0.08, 18), (wide * 0.46, 76), "#ffffff")
    view.box((wide * 0.2, 24), (wide * 0.22, 4), TEAL)
    for k in range(8):
        view.box((wide * 0.13, 34 + 6 * k), (wide * (0.36 if k % 3 else 0.28), 2.2), GREY)
    view.oval((wide * 0.45, 84), (6.5, 6.5), "#d2544a", 0.75)
    lens = (wide * 0.38, 53)
    view.oval(lens, (15, 15), "#39424c")
    view.oval(lens, (13.4, 13.4), "#fbfdfc")
    for k in range(3):
        view.box((lens[0] - 9, 46 + 6 * k), (18 - 4 * (k % 2), 3), "#7f8d94")
    view.taper([(lens[0] + 10, 63), (lens[0] + 19, 73)], [3.5, 5], "#39424c")
    _caller(view, (wide * 0.6, 18), (wide * 0.34, 46), 1)
    view.box((wide * 0.6, 70), (wide * 0.34, 24), "#d7e2e0", radius=2)
    for k in range(3):
        view.box((wide * 0.63, 75 + 5.5 * k), (wide * (0.26 - 0.05 * k), 2.2), "#8fa8a6")


def show_tiles(canvas: Canvas, corner: Point, size: Point) -> None:
    """Show a video call of nine people."""
    view = _frame(canvas, corner, size, "#2b3138")
    wide = size[0] / size[1] * 100
    for row in range(3):
        for k in range(3):
            _caller(view, (wide * (0.03 + 0.32 * k), 16 + 28 * row), (wide * 0.3, 26), row * 3 + k)


def _caller(view: Canvas, corner: Point, size: Point, which: int) -> None:
    (x, y), (w, h) = corner, size
    walls = ("#cfe0dc", "#e9d9bd", "#d5dce8", "#e6cfc4")
    shirts = ("#fbf8f1", TEAL, "#7e9bb3", "#cf8a5b", "#b9514c")
    with view.within(shapes.rectangle(corner, size, h * 0.07)) as inside:
        inside.box(corner, size, walls[which % 4])
        centre = x + w / 2
        hair = ("#2a2528", "#2a2528", "#2a2528", "#b9b3ad")[which % 4]
        if which % 2:
            inside.oval((centre, y + h * 0.5), (h * 0.24, h * 0.32), hair)
        inside.oval((centre, y + h * 1.06), (h * 0.42, h * 0.36), shirts[which % 5])
        inside.box((centre - h * 0.07, y + h * 0.55), (h * 0.14, h * 0.2), darker(SKINS[which % 3], 0.12))
        inside.oval((centre, y + h * 0.43), (h * 0.17, h * 0.21), SKINS[which % 3])
        cap = shapes.ellipse((centre, y + h * 0.4), (h * 0.19, h * 0.21), sweep=(180, 360))
        inside.fill([*cap, (centre + h * 0.13, y + h * 0.33), (centre - h * 0.1, y + h * 0.3)], hair)
        for side in (-1, 1):
            inside.oval((centre + side * h * 0.065, y + h * 0.44), (h * 0.017, h * 0.022), "#2b2322")
        smile = shapes.ellipse((centre, y + h * 0.51), (h * 0.06, h * 0.04), sweep=(20, 160))
        inside.stroke(smile, h * 0.014, "#a2524a")


def show_sound(canvas: Canvas, corner: Point, size: Point) -> None:
    """Show the wave of a voice above lines that stand for what was said."""
    view = _frame(canvas, corner, size, "#34405a")
    wide = size[0] / size[1] * 100
    view.box((wide * 0.05, 18), (wide * 0.9, 36), "#22304a", radius=2)
    rng = Random(7)  # noqa: S311 - the wave of a voice, not a secret
    bars = 58
    for k in range(bars):
        t = k / bars
        swell = abs(math.sin(t * 11)) * abs(math.sin(t * 3.1 + 0.4))
        tall = 2 + 26 * swell * rng.uniform(0.6, 1.0)
        x = wide * (0.08 + 0.84 * t)
        view.box((x, 36 - tall / 2), (wide * 0.008, tall), MUSTARD if t < HEARD else "#7fc4c0", radius=0.6)
    view.stroke([(wide * 0.458, 20), (wide * 0.458, 52)], 0.9, "#f0674f")
    for k in range(5):
        top = 61 + 7.4 * k
        view.oval((wide * 0.08, top + 1.5), (1.8, 1.8), MUSTARD if k > PICKED else GREEN)
        view.box(
            (wide * 0.11, top),
            (wide * (0.74 - 0.13 * (k % 3)), 2.8),
            "#f6dfa8" if k == PICKED else GREY,
            radius=1,
        )
