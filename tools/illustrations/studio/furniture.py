"""What stands in rooms: windows, desks, shelves, folders, chairs and small things on tables."""

from random import Random

from studio import shapes
from studio.canvas import WIDTH, Canvas, Fade
from studio.lots import chance
from studio.palette import (
    NAVY,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    Color,
    Palette,
    darker,
    lighter,
    mix,
)
from studio.shapes import Point

BINDINGS = ("#2b6a6c", "#c4633f", "#24385a", "#e0a63b", "#7f9a8a", "#b9514c", "#e7ddc8", "#5a7da5", "#6f5a78")


def draw_room(canvas: Canvas, palette: Palette, floor_at: float) -> None:
    """Cover the canvas with a wall and a floor that meet at the given height."""
    canvas.box((0, 0), (WIDTH, floor_at), Fade(lighter(palette.wall, 0.25), darker(palette.wall, 0.05)))
    canvas.box((0, floor_at), (WIDTH, 1000 - floor_at), Fade(palette.floor, darker(palette.floor, 0.12)))
    canvas.box((0, floor_at - 14), (WIDTH, 14), lighter(palette.wall, 0.6))
    canvas.box((0, floor_at), (WIDTH, 5), darker(palette.floor, 0.4), 0.4)


def draw_window(canvas: Canvas, rng: Random, palette: Palette, corner: Point, size: Point) -> None:
    """Draw a window onto hills and trees, with two casements."""
    (x, y), (w, h) = corner, size
    frame = "#faf5ea"
    canvas.box((x - 14, y - 14), (w + 28, h + 28), darker(palette.wall, 0.14))
    canvas.box((x - 10, y - 10), (w + 20, h + 20), frame)
    pane = shapes.rectangle(corner, size)
    with canvas.within(pane) as inside:
        inside.box(corner, size, Fade(palette.sky[0], palette.sky[2]))
        for i, depth in enumerate((0.3, 0.75)):
            line = shapes.ridge(rng, (x - 10, x + w + 10), (y + h * (0.62 + 0.13 * i), h * 0.1))
            inside.fill(shapes.down_to(line, y + h), mix(palette.haze, palette.hill, depth))
        for _ in range(5):
            cx, r = rng.uniform(x, x + w), rng.uniform(0.12, 0.2) * h
            inside.oval((cx, y + h), (r * 1.3, r), darker(palette.leaf, rng.uniform(0, 0.2)))
        inside.fill([(x, y + h * 0.5), (x + w * 0.45, y), (x + w * 0.65, y), (x, y + h * 0.75)], "#ffffff", 0.14)
    for k in (0.5,):
        canvas.box((x + w * k - 5, y), (10, h), frame)
    canvas.box((x, y + h * 0.36), (w, 7), frame)
    canvas.box((x - 22, y + h + 10), (w + 44, 13), lighter(frame, 0.3))
    canvas.box((x - 22, y + h + 23), (w + 44, 8), darker(palette.wall, 0.3), 0.35)


def draw_sunbeam(canvas: Canvas, palette: Palette, corner: Point, size: Point, reach: Point) -> None:
    """Lay the light that falls from a window across the room; reach is how far it is carried."""
    if palette.rain:
        return
    (x, y), (w, h) = corner, size
    beam = [
        (x, y + h * 0.1),
        (x + w, y + h * 0.1),
        (x + w + reach[0], y + h + reach[1]),
        (x + reach[0], y + h + reach[1]),
    ]
    canvas.fill(beam, Fade("#fff3cc", "#fff3cc", opacity=(0.28, 0.02)))


def draw_table(canvas: Canvas, corner: Point, size: Point, color: Color = WOOD) -> None:
    """Draw a table or counter seen from the front: a thick top over a closed panel."""
    (x, y), (w, h) = corner, size
    canvas.box((x + 14, y + 20), (w - 28, h - 20), Fade(darker(color, 0.12), darker(color, 0.3)))
    canvas.box((x, y), (w, 24), lighter(color, 0.18), radius=5)
    canvas.box((x, y + 16), (w, 9), darker(color, 0.18), radius=4)
    canvas.box((x + 14, y + 25), (w - 28, 12), "#1d1a22", 0.18)


def draw_papers(canvas: Canvas, rng: Random, at: Point, width: float, sheets: int = 6) -> None:
    """Draw a stack of files; at is the middle of its bottom edge."""
    x, y = at
    for i in range(sheets):
        tall = width * rng.uniform(0.07, 0.12)
        y -= tall
        left = x - width / 2 + rng.uniform(-0.05, 0.05) * width
        color = rng.choice(["#f6f0e2", "#efe5cf", *BINDINGS[:6]])
        canvas.box((left, y), (width, tall), color, radius=2)
        canvas.box((left, y + tall * 0.7), (width, tall * 0.3), darker(color, 0.25), 0.4)
        if i % 2:
            canvas.box((left + width * 0.08, y + tall * 0.25), (width * 0.16, tall * 0.4), "#fffaf0", 0.8)


def draw_shelf(canvas: Canvas, rng: Random, corner: Point, size: Point, rows: int) -> None:
    """Draw an open shelf filled with books and files."""
    (x, y), (w, h) = corner, size
    wood = mix(WOOD, "#c79a6b", 0.4)
    canvas.box(corner, size, darker(wood, 0.45))
    step = h / rows
    for row in range(rows):
        board = y + step * (row + 1)
        left = x + 10
        while left < x + w - 14:
            thick = rng.uniform(0.1, 0.2) * step
            tall = rng.uniform(0.6, 0.86) * step
            if chance(rng, 0.08):
                left += thick * 2
                continue
            thick = min(thick, x + w - 10 - left)
            color = rng.choice(BINDINGS)
            canvas.box((left, board - tall), (thick, tall), color)
            canvas.box((left + thick * 0.72, board - tall), (thick * 0.28, tall), darker(color, 0.3), 0.5)
            canvas.box(
                (left + thick * 0.15, board - tall * 0.8),
                (thick * 0.6, tall * 0.09),
                lighter(color, 0.6),
                0.8,
            )
            left += thick + 1
        canvas.box((x, board - 6), (w, 12), wood)
        canvas.box((x + 8, board + 6), (w - 16, 10), "#14141c", 0.25)
    for edge in (x - 6, x + w - 8):
        canvas.box((edge, y - 6), (14, h + 12), wood)
    canvas.box((x - 6, y - 10), (w + 14, 14), lighter(wood, 0.15))


def draw_tea(canvas: Canvas, at: Point, size: float) -> None:
    """Draw a small teapot with two cups on a tray; at is the middle of the tray's bottom."""
    view = canvas.at(at, size / 100)
    glaze = "#f4efe3"
    view.box((-50, -5), (100, 5), "#8a5a3c", radius=2)
    view.oval((-12, -24), (22, 19), glaze)
    view.oval((-4, -22), (14, 16), darker(glaze, 0.12), 0.5)
    view.taper([(8, -26), (22, -38)], [7, 4], glaze)
    handle = shapes.ellipse((-34, -25), (9, 10), sweep=(80, 290))
    view.stroke(handle, 3.4, glaze)
    view.oval((-12, -43), (9, 3.5), darker(glaze, 0.1))
    view.oval((-12, -47), (3, 3), "#3f6f9a")
    view.stroke(shapes.ellipse((-12, -24), (15, 5), sweep=(20, 160)), 2, "#3f6f9a", 0.8)
    for x in (22, 39):
        view.fill([(x - 7, -18), (x + 7, -18), (x + 5, -5), (x - 5, -5)], glaze)
        view.stroke([(x - 6, -13), (x + 6, -13)], 1.6, "#3f6f9a", 0.8)


def draw_chair(canvas: Canvas, foot: Point, height: float, color: Color = NAVY) -> None:
    """Draw an office chair from behind or before; foot is the middle of its base."""
    view = canvas.at(foot, height / 100)
    view.box((-23, -100), (46, 52), color, radius=9)
    view.box((-23, -100), (46, 52), Fade(color, "#000000", opacity=(0.0, 0.18)), radius=9)
    view.box((-26, -46), (52, 10), darker(color, 0.2), radius=5)
    view.box((-3, -37), (6, 27), STEEL)
    for x in (-22, 0, 22):
        view.stroke([(0, -11), (x, -4)], 4, "#59626b")
        view.oval((x, -2.5), (3.4, 3.4), "#30353b")


def draw_glass(canvas: Canvas, foot: Point, height: float) -> None:
    """Draw a glass of water."""
    view = canvas.at(foot, height / 100)
    view.fill([(-26, -100), (26, -100), (20, 0), (-20, 0)], "#eef7f8", 0.6)
    view.fill([(-23.5, -62), (23.5, -62), (20, -2), (-20, -2)], "#a9d3dc", 0.75)
    view.oval((0, -62), (23.5, 5), "#cfe9ee", 0.9)
    view.stroke([(-15, -88), (-11, -16)], 3, "#ffffff", 0.8)
    view.stroke([(-26, -100), (26, -100)], 3, "#ffffff", 0.9)


def draw_clock(canvas: Canvas, centre: Point, radius: float) -> None:
    """Draw a wall clock without figures."""
    canvas.oval((centre[0] + 4, centre[1] + 6), (radius, radius), "#1f2430", 0.15)
    canvas.oval(centre, (radius, radius), "#3d4a57")
    canvas.oval(centre, (radius * 0.86, radius * 0.86), WHITE)
    for k in range(12):
        mark = shapes.shifted(shapes.rotated((0, -radius * 0.7), k * 30), centre)
        canvas.oval(mark, (radius * 0.04, radius * 0.04), "#3d4a57")
    for angle, reach in ((240, 0.42), (48, 0.6)):
        tip = shapes.shifted(shapes.rotated((0, -radius * reach), angle), centre)
        canvas.stroke([centre, tip], radius * 0.07, "#2b333c")


def draw_sheet(canvas: Canvas, corner: Point, size: Point, color: Color = "#fbf7ec", accent: Color = TEAL) -> None:
    """Draw a sheet of paper with grey lines that stand for words."""
    (x, y), (w, h) = corner, size
    canvas.box((x + w * 0.03, y + h * 0.03), size, "#1d1a22", 0.14)
    canvas.box(corner, size, color)
    canvas.box((x + w * 0.25, y + h * 0.09), (w * 0.5, h * 0.06), accent)
    for k in range(7):
        wide = w * (0.76 if k % 3 else 0.6)
        canvas.box((x + w * 0.12, y + h * (0.24 + 0.1 * k)), (wide, h * 0.03), "#a9b1b5", 0.85)


def draw_folder(canvas: Canvas, corner: Point, size: Point, color: Color) -> None:
    """Draw a closed folder of papers."""
    (x, y), (w, h) = corner, size
    canvas.box((x + w * 0.06, y - h * 0.04), (w * 0.9, h * 0.5), "#fbf7ec")
    canvas.fill(
        [
            (x, y),
            (x + w * 0.4, y),
            (x + w * 0.48, y + h * 0.1),
            (x + w, y + h * 0.1),
            (x + w, y + h),
            (x, y + h),
        ],
        color,
    )
    canvas.box((x + w * 0.2, y + h * 0.38), (w * 0.6, h * 0.2), lighter(color, 0.55), 0.9)
