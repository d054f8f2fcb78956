"""Upper garments, in figure units with the origin between the hips (shoulders at y = -31, neck at -36)."""

from studio import shapes
from studio.canvas import Canvas
from studio.palette import Color, darker, lighter
from studio.people import Person
from studio.shapes import Points

CARD = "#f7f3ea"


def shoulder(person: Person) -> float:
    """Return half the width of the shoulders."""
    half = 8.8 if person.woman else 10.4
    return half * person.build * (0.86 if person.age == "child" else 1.0)


def draw_top(body: Canvas, person: Person, *, side: bool, back: bool, skirt: bool) -> None:
    """Draw the torso in its garment, seen from the front, the side or behind; what hangs lower only with a skirt."""
    if skirt:
        _skirt(body, person, side=side)
    outline = _side_outline() if side else _front_outline(person)
    color = person.top_color
    body.fill(outline, color)
    with body.within(outline) as inside:
        inside.fill([(3, -40), (14, -40), (14, 8), (4.5, 8)], darker(color, 0.2), 0.35)
        inside.stroke([(-7, -20), (-4.4, -16.5)], 0.7, darker(color, 0.3), 0.25)
        if side:
            inside.fill([(-2, -40), (6, -40), (5, -33), (0, -33)], darker(color, 0.15), 0.5)
        elif not back:
            _front(inside, person)
        elif person.top in {"shirt", "coat", "jacket", "suit"}:
            inside.fill([(-4, -37), (4, -37), (4.4, -34), (-4.4, -34)], lighter(color, 0.25))
    if not back:
        _worn(body, person, side=side)
    if person.top in {"shirt", "tee"} and not person.woman and not side:
        body.box((-8.4 * person.build, -0.6), (16.8 * person.build, 1.7), darker(person.bottom, 0.35), radius=0.6)


def _skirt(body: Canvas, person: Person, *, side: bool) -> None:
    color = person.top_color
    if person.top == "ao-dai":
        _panels(body, person, side=side)
    elif person.top == "coat":
        skirt = [(-8.6, -8), (8.6, -8), (10.4, 16), (-10.4, 16)]
        body.fill([(x * (0.75 if side else 1.0), y) for x, y in skirt], color)
        body.stroke([(0.0, -4.0), (0.4, 16.0)], 0.6, darker(color, 0.25))
    elif person.top in {"ao-ba-ba", "vest"}:
        body.fill([(-8.4, -6), (8.4, -6), (9.6, 6), (-9.6, 6)], color)


def _worn(body: Canvas, person: Person, *, side: bool) -> None:
    if person.age == "child":
        _scarf(body, person.accent, side=side)
    if person.badge and not side:
        _badge(body, person)


def _front_outline(person: Person) -> Points:
    wide = shoulder(person)
    if person.woman:
        half = [(2.6, -36.3), (wide * 0.72, -34.4), (wide, -31), (wide * 0.87, -22), (6.4, -13), (8.6, 1)]
    else:
        half = [(2.9, -36.3), (wide * 0.74, -34.4), (wide, -31), (wide * 0.92, -22), (8.6, -12), (8.7, 1)]
    if person.top in {"ao-ba-ba", "coat", "vest", "jacket"}:
        half[4] = (8.2, -13)
    stretch = person.build if person.age != "child" else 0.9
    right = [*half[:3], *((x * stretch, y) for x, y in half[3:])]
    left = [(-x, y) for x, y in reversed(right)]
    return shapes.smooth([*right, *left], steps=6)


def _side_outline() -> Points:
    return shapes.smooth(
        [(2.6, -36.4), (5.0, -32), (6.4, -24), (5.8, -12), (6.4, 1), (-6.4, 1), (-5.4, -13), (-6.2, -25),
         (-5.2, -32), (-2.4, -36.4)], steps=6,
    )  # fmt: skip


def _front(body: Canvas, person: Person) -> None:
    draw = {"shirt": _shirt, "tee": _tee, "ao-dai": _ao_dai, "ao-ba-ba": _ao_ba_ba, "vest": _woven}
    draw.get(person.top, _open_front)(body, person, darker(person.skin, 0.06), darker(person.top_color, 0.28))


def _shirt(body: Canvas, person: Person, skin: Color, seam: Color) -> None:
    body.fill([(-2.6, -38), (2.6, -38), (0, -31.5)], skin)
    for s in (-1, 1):
        collar = [(0, -31.4), (3.2 * s, -37.2), (5.0 * s, -34.6), (2.4 * s, -30.6)]
        body.fill(collar, lighter(person.top_color, 0.3))
        body.stroke([(0, -31.4), (2.4 * s, -30.6), (5.0 * s, -34.6)], 0.35, seam, 0.7)
    body.stroke([(0, -31), (0, 1)], 0.4, seam, 0.6)
    for y in (-26, -20, -14, -8):
        body.oval((0.8, y), (0.4, 0.4), seam, 0.7)
    body.stroke([(3.6, -24), (7.0, -24), (7.0, -18.8), (3.6, -18.8), (3.6, -24)], 0.35, seam, 0.45)


def _tee(body: Canvas, _person: Person, skin: Color, _seam: Color) -> None:
    body.oval((0, -36.6), (4.0, 2.6), skin)


def _ao_dai(body: Canvas, person: Person, _skin: Color, seam: Color) -> None:
    body.box((-3.1, -38), (6.2, 3.4), lighter(person.top_color, 0.12), radius=1)
    body.stroke(shapes.smooth([(0.6, -34.6), (3.4, -32), (7.6, -27)], closed=False), 0.45, seam, 0.7)
    for x, y in ((-4, -24), (3.4, -22), (-1, -17), (4, -12), (-4.4, -10), (0, -5)):
        body.oval((x, y), (0.75, 0.75), person.accent, 0.7)


def _ao_ba_ba(body: Canvas, person: Person, skin: Color, seam: Color) -> None:
    body.fill(shapes.smooth([(-3.6, -38), (3.6, -38), (2.4, -34), (0, -31.6), (-2.4, -34)]), skin)
    body.stroke([(0, -31.6), (0, 8)], 0.4, seam, 0.7)
    for y in (-27, -20, -13, -6):
        body.oval((0.9, y), (0.5, 0.5), lighter(person.top_color, 0.4))


def _woven(body: Canvas, person: Person, skin: Color, _seam: Color) -> None:
    body.fill([(-2.8, -38), (2.8, -38), (0, -30)], skin)
    for s in (-1, 1):
        body.taper([(3.2 * s, -37), (1.4 * s, -28), (1.4 * s, 8)], [1.6, 1.6, 1.6], person.accent)
    for y, color in ((-4.0, person.accent), (-1.4, "#e8c66a")):
        body.stroke([(-10, y), (10, y)], 0.9, color)
    for x in (-8, -4, 0, 4, 8):
        body.oval((x, -2.7), (0.5, 0.5), "#e8dcc0")


def _open_front(body: Canvas, person: Person, skin: Color, seam: Color) -> None:
    color = person.top_color
    if person.top == "jacket":
        body.fill([(-2.6, -38), (2.6, -38), (0, -33)], skin)
        for s in (-1, 1):
            body.fill([(0, -33), (3.0 * s, -37.4), (4.8 * s, -34.6), (2.0 * s, -31.6)], darker(color, 0.2))
        body.stroke([(0, -33), (0, 2)], 0.7, seam)
        body.stroke([(-12, -19), (12, -19)], 1.8, person.accent, 0.85)
        return
    inner = "#f4f1e8" if person.top == "suit" else person.accent
    body.fill([(-3.4, -38), (3.4, -38), (1.6, -16), (-0.6, -16)], inner)
    body.fill([(-2.4, -38), (2.4, -38), (0, -33)], skin)
    if person.top == "suit":
        body.fill([(-0.9, -33.4), (0.9, -33.4), (1.3, -20), (0, -18), (-1.2, -20)], person.accent)
    for s in (-1, 1):
        body.fill([(2.6 * s, -37.6), (5.4 * s, -30.5), (0.4 * s, -17)], lighter(color, 0.12))
        body.stroke([(5.4 * s, -30.5), (0.4 * s, -17)], 0.45, seam, 0.8)
    body.stroke([(0.2, -17), (0.2, 2)], 0.5, seam, 0.8)
    if person.top == "coat":
        tube = shapes.smooth([(-3.6, -36.5), (-4.4, -28), (-1.6, -23.5), (2.4, -24), (4.2, -29), (3.6, -36.5)],
                             closed=False)  # fmt: skip
        body.stroke(tube, 0.8, "#3d4a57")
        body.oval((-1.6, -22.6), (1.3, 1.3), "#8b98a3")


def _panels(body: Canvas, person: Person, *, side: bool) -> None:
    wide = 0.72 if side else 1.0
    back = [(-6.8, -12), (6.8, -12), (9.6, 10), (10.4, 33), (-10.4, 33), (-9.6, 10)]
    body.fill([(x * wide, y) for x, y in back], darker(person.top_color, 0.22))
    front = shapes.smooth([(-6.2, -12), (-8.4, 0), (-6.4, 14), (-6.8, 34)], closed=False)
    front += shapes.smooth([(7.0, 34), (6.8, 14), (8.4, 0), (6.2, -12)], closed=False)
    body.fill([(x * wide, y) for x, y in front], person.top_color)
    for x in (-2.5, 2.8):
        body.stroke([(x, 6), (x * 1.3, 32)], 0.5, darker(person.top_color, 0.3), 0.4)


def _scarf(body: Canvas, color: Color, *, side: bool) -> None:
    x = 2.0 if side else 0.0
    for s in (-1, 1):
        body.fill([(x, -33), (x + 4.2 * s, -36.6), (x + 4.6 * s, -34.6), (x + 0.4 * s, -31)], color)
        body.fill([(x, -33), (x + 1.4 * s, -33), (x + 2.8 * s, -24), (x + 0.4 * s, -25.5)], darker(color, 0.08))
    body.oval((x, -32.8), (1.3, 1.2), darker(color, 0.2))


def _badge(body: Canvas, person: Person) -> None:
    strap = "#2f6fa8" if person.top != "ao-dai" else "#b8433b"
    for s in (-1, 1):
        body.stroke([(3.4 * s, -36), (0, -20.5)], 0.7, strap, 0.95)
    body.box((-2.2, -20.6), (4.4, 5.8), CARD, radius=0.5)
    body.box((-1.5, -19.8), (1.6, 2.2), "#d9a780")
    body.box((-1.5, -16.8), (3.0, 0.5), "#8a949c")
    body.box((-2.2, -20.6), (4.4, 1.0), strap, radius=0.4)
