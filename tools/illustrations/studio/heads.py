"""Heads: faces with few quiet features, hair and hats, in units of half a face (chin at y = 1)."""

from dataclasses import dataclass

from studio import shapes
from studio.canvas import Canvas
from studio.palette import Color, darker, lighter, mix
from studio.people import Person
from studio.shapes import Point, Points

WARM = "#c4574a"
PROFILE = 0.7
EAR_HIDDEN = 0.35
EYE_HIDDEN = 0.7


@dataclass(frozen=True)
class Gaze:
    """Where a head looks: turn runs from -1 (left) to 1 (right); `fine` adds what only a close view shows."""

    turn: float = 0.0
    back: bool = False
    smile: float = 1.0
    fine: bool = False


def draw_head(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    """Draw a head round the origin, seen from the front or, with gaze.back, from behind.

    Hair that falls behind the neck is drawn before the body, by draw_hair_behind.
    """
    if gaze.back:
        _back_of_head(canvas, person)
    else:
        _face(canvas, person, gaze)
        _hair_before(canvas, person, gaze)
    if person.hat != "none":
        _hat(canvas, person, gaze)


def _outline(person: Person) -> Points:
    jaw, chin = (0.6, 0.3) if person.woman else (0.66, 0.36)
    if person.age == "child":
        jaw, chin = 0.7, 0.36
    right = [(0.5, -0.88), (0.77, -0.4), (0.77, 0.12), (jaw, 0.6), (chin, 0.9)]
    left = [(-x, y) for x, y in reversed(right)]
    return shapes.smooth([(0.0, -1.0), *right, (0.0, 1.0), *left])


def _face(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    outline = _outline(person)
    shade = darker(person.skin, 0.16)
    for side in (-1, 1):
        if gaze.turn * side < EAR_HIDDEN:
            canvas.oval((0.78 * side - gaze.turn * 0.12, 0.12), (0.14, 0.22), shade)
            canvas.oval((0.77 * side - gaze.turn * 0.12, 0.1), (0.1, 0.17), person.skin)
    if abs(gaze.turn) > PROFILE:
        side = 1 if gaze.turn > 0 else -1
        nose = [(0.7 * side, -0.15), (0.98 * side, 0.3), (0.7 * side, 0.42)]
        canvas.fill(shapes.smooth(nose), person.skin)
    canvas.fill(outline, person.skin)
    away = -1 if gaze.turn > 0 else 1
    with canvas.within(outline) as inside:
        inside.fill([(0.42 * away, -1.2), (0.3 * away, 0.2), (0.16 * away, 1.2), (1.4 * away, 1.2), (1.4 * away, -1.2)],
                    shade, 0.42)  # fmt: skip
    if person.woman and person.age != "child" and gaze.fine:
        for side in (-1, 1):
            if gaze.turn * side < EAR_HIDDEN:
                canvas.oval((0.8 * side - gaze.turn * 0.12, 0.34), (0.045, 0.055), "#e3b04b")
    _features(canvas, person, gaze)


def _features(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    ink = "#2b2322"
    line = mix(darker(person.skin, 0.3), "#8a4030", 0.4)
    slide = gaze.turn * 0.36
    narrow = 1 - abs(gaze.turn) * 0.22
    for side in (-1, 1):
        x = slide + 0.33 * side * narrow
        if abs(x) > EYE_HIDDEN:
            continue
        canvas.oval((slide * 0.9 + 0.45 * side * narrow, 0.4), (0.17, 0.12), WARM, 0.2)
        _eye(canvas, (x, 0.08), side, person, gaze)
        brow = mix(person.hair_color, ink, 0.3 if person.age == "elder" else 0.6)
        lift = -0.03 if person.woman else 0.0
        canvas.taper(
            [(x - 0.16 * side, -0.16 + lift), (x + 0.03 * side, -0.21 + lift), (x + 0.17 * side, -0.14 + lift)],
            [0.07, 0.075, 0.03], brow, 0.9,
        )  # fmt: skip
    lean = 1 if gaze.turn >= 0 else -1
    nose = [
        (slide * 1.15 + 0.05 * lean, 0.12),
        (slide * 1.2 + 0.12 * lean, 0.38),
        (slide * 1.15 - 0.02 * lean, 0.42),
    ]
    canvas.stroke(shapes.smooth(nose, closed=False), 0.05, line, 0.75)
    _mouth(canvas, person, gaze, slide)
    if person.age == "elder":
        _lines_of_age(canvas, line, slide)
    if person.glasses:
        _glasses(canvas, slide, narrow)
    if person.beard:
        beard = [(-0.34, 0.8), (0.0, 0.87), (0.34, 0.8), (0.24, 1.06), (0.0, 1.2), (-0.24, 1.06)]
        canvas.fill(shapes.smooth([(x + slide, y) for x, y in beard]), lighter(person.hair_color, 0.35))


def _eye(canvas: Canvas, at: Point, side: int, person: Person, gaze: Gaze) -> None:
    x, y = at
    ink = "#2b2322"
    if not gaze.fine:
        canvas.oval((x, y), (0.075, 0.1), ink)
        return
    lid = shapes.smooth([(x - 0.17, y + 0.03), (x - 0.05, y - 0.1), (x + 0.08, y - 0.09), (x + 0.17, y + 0.02)],
                        closed=False)  # fmt: skip
    white = [
        *lid,
        *shapes.smooth([(x + 0.17, y + 0.02), (x + 0.02, y + 0.09), (x - 0.17, y + 0.03)], closed=False),
    ]
    canvas.fill(white, "#f6efe6")
    iris = x + gaze.turn * 0.03
    with canvas.within(white) as inside:
        inside.oval((iris, y - 0.01), (0.085, 0.1), "#38261f")
        inside.oval((iris + 0.03, y - 0.045), (0.025, 0.028), "#fdfaf4")
    canvas.stroke(lid, 0.05 if person.woman else 0.04, ink)
    if person.woman and person.age != "elder":
        canvas.stroke([(x + 0.16 * side, y), (x + 0.22 * side, y - 0.04)], 0.035, ink)
    fold = [(px, py - 0.09) for px, py in lid[4:-4]]
    canvas.stroke(fold, 0.02, darker(person.skin, 0.35), 0.6)


def _mouth(canvas: Canvas, person: Person, gaze: Gaze, slide: float) -> None:
    lips = "#b4534c" if person.woman else "#9c5145"
    rise = 0.07 * gaze.smile
    half = 0.2 if person.woman else 0.23
    arc = [(slide - half, 0.64 - rise), (slide - half * 0.55, 0.66 + rise * 0.3), (slide, 0.68 + rise * 0.6),
           (slide + half * 0.55, 0.66 + rise * 0.3), (slide + half, 0.64 - rise)]  # fmt: skip
    curve = shapes.smooth(arc, closed=False)
    if gaze.smile > 1:
        side, low = half * 0.6, 0.72 + rise * 0.7
        lip = [arc[4], (slide + side, low), (slide, 0.76 + rise), (slide - side, low), arc[0]]
        lower = shapes.smooth(lip, closed=False)
        canvas.fill([*curve, *lower], "#8f3f3a")
        teeth = shapes.smooth([arc[4], (slide, 0.72 + rise * 0.8), arc[0]], closed=False)
        canvas.fill([*curve, *teeth], "#fbf6ec")
    canvas.stroke(curve, 0.045, lips)
    if gaze.fine and person.woman:
        low = 0.74 + rise * 0.5
        under = shapes.smooth([(slide - 0.1, low), (slide, low + 0.06), (slide + 0.1, low)], closed=False)
        canvas.stroke(under, 0.05, lips, 0.55)


def _lines_of_age(canvas: Canvas, line: Color, slide: float) -> None:
    for side in (-1, 1):
        fold = [(slide + 0.2 * side, 0.4), (slide + 0.32 * side, 0.54), (slide + 0.34 * side, 0.7)]
        canvas.stroke(shapes.smooth(fold, closed=False), 0.03, line, 0.6)
        for k in (-1, 1):
            start = (slide * 0.9 + 0.56 * side, 0.08 + 0.02 * k)
            canvas.stroke([start, (start[0] + 0.1 * side, start[1] + 0.06 * k)], 0.025, line, 0.55)
    for y in (-0.42, -0.54):
        canvas.stroke(shapes.arc_between((slide - 0.26, y), (slide + 0.26, y), -0.03), 0.025, line, 0.45)


def _glasses(canvas: Canvas, slide: float, narrow: float) -> None:
    frame = "#3a3436"
    for side in (-1, 1):
        x = slide + 0.34 * side * narrow
        ring = shapes.rectangle((x - 0.24, -0.1), (0.48, 0.4), 0.17)
        canvas.fill(ring, "#f4f7f5", 0.22)
        canvas.stroke([*ring, ring[0]], 0.04, frame)
    canvas.stroke([(slide - 0.1, 0.05), (slide + 0.1, 0.05)], 0.04, frame)


def draw_hair_behind(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    """Draw the hair that falls behind the neck; it belongs before the body and the head are drawn."""
    color = darker(person.hair_color, 0.15)
    lean = -gaze.turn * 0.2
    if person.hair == "long":
        mass = [(-0.8, -0.6), (0.0, -1.1), (0.8, -0.6), (0.92, 0.4), (0.95, 1.5), (0.5, 2.1), (-0.5, 2.1),
                (-0.95, 1.5), (-0.92, 0.4)]  # fmt: skip
        canvas.fill(shapes.smooth([(x + lean * 0.7, y) for x, y in mass]), color)
    elif person.hair == "bob":
        mass = [(-0.8, -0.6), (0.0, -1.12), (0.8, -0.6), (1.0, 0.2), (0.92, 0.85), (0.0, 0.95), (-0.92, 0.85),
                (-1.0, 0.2)]  # fmt: skip
        canvas.fill(shapes.smooth([(x + lean * 0.7, y) for x, y in mass]), color)
    elif person.hair == "tail":
        side = -1 if gaze.turn > 0 else 1
        tail = [(0.2 * side, -0.6), (0.95 * side, -0.2), (1.15 * side, 0.6), (0.95 * side, 1.5)]
        canvas.taper(shapes.smooth(tail, closed=False), [0.5] * 8 + [0.44] * 8 + [0.3] * 8 + [0.1], color)
    elif person.hair == "bun" and person.hat == "none":
        canvas.oval((lean * 2.2, -1.08), (0.38, 0.34), color)


def _back_of_head(canvas: Canvas, person: Person) -> None:
    for side in (-1, 1):
        canvas.oval((0.77 * side, 0.12), (0.12, 0.2), darker(person.skin, 0.1))
    low = 0.75 if person.woman else 0.5
    skull = [(0.0, -1.12), (0.62, -0.9), (0.86, -0.3), (0.74, 0.3), (0.45, low), (0.0, low + 0.06), (-0.45, low),
             (-0.74, 0.3), (-0.86, -0.3), (-0.62, -0.9)]  # fmt: skip
    canvas.fill(_outline(person), darker(person.skin, 0.12))
    canvas.fill(shapes.smooth(skull), person.hair_color)
    sheen = shapes.smooth([(-0.5, -0.6), (-0.1, -0.85), (0.35, -0.75)], closed=False)
    canvas.stroke(sheen, 0.07, lighter(person.hair_color, 0.25), 0.5)
    if person.hair in {"long", "tail"}:
        wide = 0.78 if person.hair == "long" else 0.26
        fall = [
            (-wide, 0.0),
            (wide, 0.0),
            (wide * 1.1, 1.3),
            (wide * 0.6, 2.0),
            (-wide * 0.6, 2.0),
            (-wide * 1.1, 1.3),
        ]
        canvas.fill(shapes.smooth(fall), person.hair_color)
    elif person.hair == "bob":
        canvas.fill(shapes.smooth([(-0.86, -0.3), (0.86, -0.3), (0.95, 0.8), (0.0, 0.95), (-0.95, 0.8)]),
                    person.hair_color)  # fmt: skip
    elif person.hair == "bun":
        canvas.oval((0.0, 0.3), (0.4, 0.36), darker(person.hair_color, 0.3))
        canvas.oval((0.0, 0.26), (0.36, 0.32), lighter(person.hair_color, 0.08))
    elif person.hair == "headscarf":
        canvas.fill(shapes.smooth(skull), person.accent)


def _hair_before(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    color = person.hair_color
    crown: Points = [
        (-0.86, 0.0),
        (-0.88, -0.45),
        (-0.6, -0.98),
        (0.0, -1.16),
        (0.6, -0.98),
        (0.88, -0.45),
        (0.86, 0.0),
    ]
    lean = gaze.turn * 0.12
    fringe: Points
    if person.hair == "headscarf":
        _headscarf(canvas, person)
        return
    if person.hair == "receding":
        for side in (-1, 1):
            patch = [(0.84, 0.1), (0.88, -0.4), (0.62, -0.84), (0.56, -0.55), (0.7, -0.2)]
            canvas.fill(shapes.smooth([(x * side, y) for x, y in patch]), color)
        top = [(-0.6, -0.8), (0.0, -1.08), (0.6, -0.8), (0.3, -0.9), (0.0, -0.95), (-0.3, -0.9)]
        canvas.fill(shapes.smooth(top), color, 0.85)
        return
    if person.hair == "short":
        fringe = [(0.7, -0.1), (0.64, -0.5), (0.3, -0.66), (-0.3, -0.66), (-0.64, -0.5), (-0.7, -0.1)]
    elif person.hair == "parted":
        fringe = [(0.7, -0.05), (0.68, -0.42), (0.3, -0.5), (-0.25, -0.74), (-0.62, -0.55), (-0.7, -0.1)]
    elif person.hair == "swept":
        fringe = [(0.7, -0.1), (0.66, -0.5), (0.35, -0.78), (-0.1, -0.6), (-0.6, -0.44), (-0.7, -0.1)]
    elif person.hair == "bob":
        crown = [(-0.92, 0.75), (-1.0, 0.1), (-0.9, -0.5), *crown[2:5], (0.9, -0.5), (1.0, 0.1), (0.92, 0.75)]
        fringe = [
            (0.72, 0.62),
            (0.74, 0.0),
            (0.55, -0.36),
            (0.0, -0.42),
            (-0.55, -0.36),
            (-0.74, 0.0),
            (-0.72, 0.62),
        ]
    else:
        fringe = [
            (0.72, 0.05),
            (0.66, -0.35),
            (0.3, -0.66),
            (-0.16, -0.84),
            (-0.5, -0.6),
            (-0.68, -0.3),
            (-0.72, 0.05),
        ]
    moved = [(x + lean, y) for x, y in fringe]
    canvas.fill(shapes.smooth(crown, closed=False) + shapes.smooth(moved, closed=False), color)
    sheen = shapes.smooth([(-0.52, -0.82), (-0.2, -0.97), (0.2, -0.98)], closed=False)
    canvas.stroke(sheen, 0.06, lighter(color, 0.3), 0.45)


def _headscarf(canvas: Canvas, person: Person) -> None:
    for side in (-1, 1):
        lock = [(0.0, -0.66), (0.5, -0.56), (0.84, -0.2), (0.8, 0.28), (0.68, 0.02), (0.42, -0.3), (0.0, -0.42)]
        canvas.fill(shapes.smooth([(x * side, y) for x, y in lock]), person.hair_color)
    wrap = [(-0.86, -0.1), (-0.92, -0.6), (-0.55, -1.12), (0.1, -1.26), (0.66, -1.05), (0.94, -0.55), (0.86, -0.1),
            (0.5, -0.48), (0.0, -0.58), (-0.5, -0.48)]  # fmt: skip
    canvas.fill(shapes.smooth(wrap), person.accent)
    for y in (-0.66, -0.86):
        band = shapes.smooth([(-0.88, y + 0.22), (0.0, y), (0.88, y + 0.22)], closed=False)
        canvas.stroke(band, 0.06, lighter(person.accent, 0.45), 0.9)


def _hat(canvas: Canvas, person: Person, gaze: Gaze) -> None:
    color = person.hat_color
    if person.hat == "conical":
        _conical_hat(canvas, color, gaze)
        return
    brim = 0.0 if gaze.back else gaze.turn * 0.5
    dome = [
        (-0.9, -0.42),
        (-0.84, -0.85),
        (-0.5, -1.22),
        (0.0, -1.3),
        (0.5, -1.22),
        (0.84, -0.85),
        (0.9, -0.42),
    ]
    if person.hat == "bucket":
        rim = [
            (-1.25, -0.25),
            (-0.9, -0.5),
            (0.9, -0.5),
            (1.25, -0.25),
            (0.6, -0.36),
            (0.0, -0.4),
            (-0.6, -0.36),
        ]
        canvas.fill(shapes.smooth(dome, closed=False), color)
        canvas.fill(shapes.smooth(rim), darker(color, 0.18))
        return
    canvas.fill(shapes.smooth(dome, closed=False), color)
    canvas.fill([(0.2, -1.29), *shapes.smooth(dome[3:], closed=False), (0.4, -0.42)], darker(color, 0.2), 0.6)
    if person.hat == "helmet":
        canvas.stroke([(-0.95, -0.42), (0.95, -0.42)], 0.13, darker(color, 0.25))
        canvas.stroke([(-0.7, -0.3), (-0.5, 0.6), (0.0, 1.02), (0.5, 0.6), (0.7, -0.3)], 0.05, "#3a3436", 0.8)
    elif not gaze.back:
        peak = [(brim - 0.75, -0.5), (brim + 0.75, -0.5), (brim * 1.7 + 0.6, -0.3), (brim * 1.7 - 0.6, -0.3)]
        canvas.fill(shapes.smooth(peak), darker(color, 0.25))


def _conical_hat(canvas: Canvas, color: Color, gaze: Gaze) -> None:
    rim, radius, rise = -0.36, 1.95, -1.75
    if not gaze.back:
        with canvas.within(shapes.ellipse((0.0, 0.0), (0.8, 1.0))) as inside:
            inside.box((-1.0, -1.0), (2.0, 1.02), "#3a2230", 0.28)
        strap = shapes.smooth([(-0.72, -0.1), (-0.5, 0.75), (0.0, 1.06), (0.5, 0.75), (0.72, -0.1)], closed=False)
        canvas.stroke(strap, 0.05, "#c2586a", 0.9)
        canvas.oval((0.0, rim), (radius, 0.3), darker(color, 0.42))
    front = shapes.ellipse((0.0, rim), (radius, 0.26), sweep=(0, 180)) if gaze.back else [(radius, rim), (-radius, rim)]
    dip = shapes.arc_between((radius, rim), (-radius, rim), 0.16) if not gaze.back else front
    canvas.fill([(-radius, rim), (-0.1, rise), (0.1, rise), (radius, rim), *dip], color)
    canvas.fill([(0.0, rise), (0.1, rise), (radius, rim), *dip[: len(dip) // 2]], darker(color, 0.22), 0.55)
    for share in (0.25, 0.5, 0.75):
        half, y = radius * share, rise + (rim - rise) * share
        canvas.stroke(shapes.arc_between((-half, y), (half, y), 0.13 * share), 0.028, darker(color, 0.3), 0.4)
