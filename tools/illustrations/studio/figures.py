"""Whole people: a simple skeleton in units of a hundredth of a standing adult, feet at y = 0, head up to -100."""

from dataclasses import dataclass, field

from studio import clothes, shapes
from studio.canvas import Canvas
from studio.heads import Gaze, draw_hair_behind, draw_head
from studio.palette import Color, darker
from studio.people import Person
from studio.shapes import Point

UPPER_ARM, FOREARM = 15.5, 14.5
THIGH, SHIN = 21.9, 21.2
HEAD_SIZE = 8.0


@dataclass(frozen=True)
class Pose:
    """Where hips, hands and feet are; elbows and knees follow.

    Pairs name the limb at the picture's left first; bends are -1 or 1 and choose the side of elbow and knee.
    A reach below 1 shortens the arms, as they look when they point at or away from the viewer.
    """

    hip: Point = (0.0, -47.0)
    lean: float = 0.0
    hands: tuple[Point, Point] = ((-12.5, -46.0), (12.5, -46.0))
    feet: tuple[Point, Point] = ((-5.0, -3.0), (5.0, -3.0))
    knees: tuple[Point, Point] | None = None
    elbows: Point = (1.0, -1.0)
    reach: float = 1.0
    bends: Point = (1.0, -1.0)
    gaze: Gaze = field(default_factory=Gaze)
    tilt: float = 0.0
    side: bool = False
    waist_up: bool = False
    hands_behind: bool = False


def draw_figure(canvas: Canvas, person: Person, pose: Pose) -> None:
    """Draw a person in a pose; the view's origin is the ground between the feet."""
    shade_far = pose.side
    if not pose.waist_up:
        for i in (0, 1):
            _leg(canvas, person, pose, i, shaded=shade_far and i == 0)
    arms = [_arm_points(person, pose, i) for i in (0, 1)]
    before = pose.gaze.back or pose.hands_behind
    if before or pose.side:
        _arm(canvas, person, arms[0], shaded=True)
    if before:
        _arm(canvas, person, arms[1], shaded=True)
    body = canvas.at(pose.hip, turn=pose.lean)
    if not pose.gaze.back:
        draw_hair_behind(head_view(canvas, person, pose), person, pose.gaze)
    _neck(body, person)
    clothes.draw_top(body, person, side=pose.side, back=pose.gaze.back, skirt=not pose.waist_up)
    draw_head(head_view(canvas, person, pose), person, pose.gaze)
    if not before:
        if not pose.side:
            _arm(canvas, person, arms[0], shaded=False)
        _arm(canvas, person, arms[1], shaded=False)


def head_view(canvas: Canvas, person: Person, pose: Pose) -> Canvas:
    """Return the view in which the pose's head is drawn, for things worn on or held to the head."""
    size = HEAD_SIZE * (1.22 if person.age == "child" else 1.0)
    nod = pose.lean * 0.55 + pose.tilt
    neck = shapes.shifted(pose.hip, shapes.rotated((0.0, -36.0), pose.lean))
    centre = shapes.shifted(neck, shapes.rotated((0.0, -1.0 - size), nod))
    return canvas.at(centre, size, turn=nod)


def _neck(body: Canvas, person: Person) -> None:
    width = 5.4 if person.woman else 6.6
    body.taper([(0.0, -33.0), (0.0, -40.0)], [width + 1, width], darker(person.skin, 0.14))


def _arm_points(person: Person, pose: Pose, which: int) -> tuple[Point, Point, Point]:
    side = -1 if which == 0 else 1
    half = 0.8 if pose.side else clothes.shoulder(person) - 2.2
    root = shapes.shifted(pose.hip, shapes.rotated((half * side, -31.0), pose.lean))
    elbow, hand = shapes.joint(
        root, pose.hands[which], (UPPER_ARM * pose.reach, FOREARM * pose.reach), pose.elbows[which]
    )
    return root, elbow, hand


def _arm(canvas: Canvas, person: Person, points: tuple[Point, Point, Point], *, shaded: bool) -> None:
    root, elbow, hand = points
    slim = 0.88 if person.woman else 1.0
    depth = 0.1 if shaded else 0.0
    skin = darker(person.skin, depth + 0.03)
    cloth = darker(person.top_color, depth + 0.07)
    wide = 1.25 if person.top in {"ao-ba-ba", "coat", "vest"} else 1.0
    canvas.taper([elbow, hand], [4.6 * slim, 3.4 * slim], skin)
    _hand(canvas, elbow, hand, skin)
    if person.sleeves == "short" or person.top == "tee":
        end = shapes.between(root, elbow, 0.72)
        canvas.taper([end, elbow], [4.8 * slim, 4.6 * slim], skin)
        canvas.taper([root, end], [7.0 * slim, 6.9 * slim], cloth)
        return
    cuff = shapes.between(elbow, hand, 0.88)
    canvas.taper([root, elbow, cuff], [7.0 * slim, 5.8 * slim * wide, 4.6 * slim * wide], cloth)
    canvas.stroke([root, elbow], 0.5, darker(cloth, 0.2), 0.25)


def _hand(canvas: Canvas, elbow: Point, hand: Point, skin: Color) -> None:
    gap = max(shapes.distance(elbow, hand), 1e-6)
    dx, dy = (hand[0] - elbow[0]) / gap, (hand[1] - elbow[1]) / gap
    tip = (hand[0] + dx * 3.2, hand[1] + dy * 3.2)
    canvas.taper([hand, tip], [3.9, 2.9], skin)
    thumb = (hand[0] + dx * 1.8 + dy * 1.9, hand[1] + dy * 1.8 - dx * 1.9)
    canvas.taper([hand, thumb], [1.7, 1.3], skin)


def _leg(canvas: Canvas, person: Person, pose: Pose, which: int, *, shaded: bool) -> None:
    side = -1 if which == 0 else 1
    root = (pose.hip[0] + (0.6 if pose.side else 3.9) * side, pose.hip[1] + 1)
    foot = pose.feet[which]
    if pose.knees:
        knee = pose.knees[which]
    else:
        knee, foot = shapes.joint(root, foot, (THIGH, SHIN), pose.bends[which])
    cloth = darker(person.bottom, 0.14 if shaded else 0.0)
    shoe = darker(person.shoes, 0.1 if shaded else 0.0)
    if pose.side:
        canvas.taper([(foot[0] - 1, foot[1] + 1.2), (foot[0] + 5.5, foot[1] + 1.6)], [4.2, 2.8], shoe)
    else:
        canvas.taper([foot, (foot[0] + 1.2 * side, foot[1] + 1.4)], [4.6, 4.4], shoe)
    loose = person.top in {"ao-dai", "ao-ba-ba"}
    widths = [9.4, 8.2, 7.4] if loose else [9.4, 7.4, 5.6]
    if person.woman and not loose:
        widths = [9.0, 6.8, 5.0]
    canvas.taper([root, knee, foot], widths, cloth)
    if not shaded:
        canvas.stroke([shapes.between(root, knee, 0.4), knee, shapes.between(knee, foot, 0.8)], 0.6,
                      darker(cloth, 0.25), 0.3)  # fmt: skip
