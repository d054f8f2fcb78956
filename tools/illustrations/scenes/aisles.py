"""Rooms of rows: the archive, the server room and the library."""

from dataclasses import dataclass, replace
from random import Random

from studio import furniture, people, plants, screens, shapes
from studio.canvas import HEIGHT, WIDTH, Canvas, Fade
from studio.figures import Gaze, Pose, draw_figure
from studio.lots import chance
from studio.palette import BRICK, MUSTARD, STEEL, TEAL, TERRACOTTA, WOOD, Color, Palette, darker, lighter, mix
from studio.shapes import Point, Points

VANISHING: Point = (800.0, 400.0)


@dataclass(frozen=True)
class Wall:
    """One side of an aisle that runs away from the viewer; x, top and floor are where it meets the picture's plane."""

    x: float
    top: float
    floor: float

    def spot(self, depth: float, height: float) -> Point:
        """Return the picture point at a depth (0 is nearest) and a height (0 floor, 1 top)."""
        near = (self.x, self.floor + (self.top - self.floor) * height)
        return shapes.between(near, VANISHING, depth / (depth + 2.2))

    def panel(self, depths: Point, heights: Point) -> Points:
        """Return the outline of a part of the wall between two depths and two heights."""
        (near, far), (low, high) = depths, heights
        return [self.spot(near, low), self.spot(near, high), self.spot(far, high), self.spot(far, low)]


def draw_archive_shelves(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw an aisle between shelves of file boxes, with the archivist carrying one."""
    canvas.box((0, 0), (WIDTH, HEIGHT), Fade(lighter(palette.wall, 0.3), palette.wall))
    canvas.fill([VANISHING, (-700, HEIGHT), (2300, HEIGHT)], Fade(darker(palette.floor, 0.25), palette.floor))
    canvas.box((530, 150), (540, 459), lighter(palette.wall, 0.4))
    furniture.draw_window(canvas, rng, palette, (710, 275), (180, 160))
    for wall in (Wall(-260, -420, 1240), Wall(1860, -420, 1240)):
        _shelves(canvas, rng, wall)
    canvas.glow((800, 380), 420, "#fff6dd", 0.35)
    for depth in (0.6, 2.4, 6.0):
        a, b = Wall(500, -420, 1240).spot(depth, 1.0), Wall(1100, -420, 1240).spot(depth, 1.0)
        canvas.stroke([a, b], 22 / (1 + depth), "#fffdf2")
    _trolley(canvas, rng, (1000, 905))
    person = people.official(rng)
    pose = Pose(hands=((-8, -60), (8, -60)), gaze=Gaze(turn=rng.choice([-0.3, 0.3]), fine=True), reach=0.86)
    view = canvas.at((700, 950), 6.9)
    canvas.oval((700, 955), (130, 18), palette.shadow, 0.25)
    draw_figure(view, person, replace(pose, hands_behind=True))
    color = rng.choice([TERRACOTTA, "#b88a58", "#6f8f8a"])
    _file_box(view, (-13, -71), (26, 17), color)
    for side in (-1, 1):
        view.taper([(12.4 * side, -62), (10.6 * side, -57.5)], [4.2, 3.4], person.skin)


def _shelves(canvas: Canvas, rng: Random, wall: Wall) -> None:
    canvas.fill(wall.panel((0, 6.63), (0, 1)), "#4a4f58")
    boxes = ("#c9a06c", "#b9855a", "#d8c096", "#7f9a94", "#a9674c", "#8699a8", "#c4b28e")
    for bay in range(11, -1, -1):
        near, far = bay * 0.55, bay * 0.55 + 0.55
        dim = min(bay * 0.05, 0.45)
        for row in range(5):
            low, high = row * 0.2 + 0.025, row * 0.2 + rng.choice([0.15, 0.165])
            for k in range(3):
                a, b = near + 0.03 + k * 0.17, near + 0.18 + k * 0.17
                if chance(rng, 0.08):
                    continue
                color = mix(darker(rng.choice(boxes), 0.12), "#e9dfc8", dim)
                canvas.fill(wall.panel((a, b), (low, high)), color)
                canvas.fill(wall.panel((a + 0.04, b - 0.04), (low + 0.05, low + 0.095)), "#f7f1e2", 0.9)
            canvas.fill(wall.panel((near, far), (row * 0.2, row * 0.2 + 0.022)), mix("#8f9aa2", "#e9dfc8", dim))
        canvas.fill(wall.panel((near - 0.02, near + 0.03), (0, 1)), mix("#6c7780", "#e9dfc8", dim))


def _trolley(canvas: Canvas, rng: Random, foot: Point) -> None:
    view = canvas.at(foot, 2.6)
    view.oval((0, 2), (64, 7), "#1f2430", 0.22)
    for y in (-18, -66):
        view.box((-52, y), (104, 6), STEEL, radius=2)
    for x in (-50, 46):
        view.box((x, -104), (5, 96), "#6c7780", radius=2)
        view.oval((x + 2.5, -4), (7, 7), "#2c3036")
    for y in (-18, -66):
        x = -44.0
        for wide in rng.sample((14.0, 16.0, 18.0, 20.0, 15.5), 5):
            _file_box(view, (x, y - 34), (wide, 34), rng.choice([TERRACOTTA, "#b88a58", TEAL, MUSTARD, "#d8c096"]))
            x += wide + 1.5


def _file_box(canvas: Canvas, corner: Point, size: Point, color: Color) -> None:
    (x, y), (w, h) = corner, size
    canvas.box(corner, size, color, radius=h * 0.04)
    canvas.box(corner, (w, h * 0.24), lighter(color, 0.15), radius=h * 0.04)
    canvas.box((x, y + h * 0.24), (w, h * 0.04), darker(color, 0.3), 0.6)
    canvas.box((x + w * 0.3, y + h * 0.42), (w * 0.4, h * 0.28), "#f7f1e2")


def draw_server_room(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw an aisle between racks of servers with small lights, and a technician with a laptop."""
    deep = rng.choice(["#16263a", "#152b33", "#1f2440"])
    cool = mix("#5fa8c4", palette.sky[0], 0.3)
    canvas.box((0, 0), (WIDTH, HEIGHT), Fade(darker(deep, 0.1), lighter(deep, 0.1)))
    canvas.fill([VANISHING, (-900, HEIGHT), (2500, HEIGHT)], Fade(mix(deep, cool, 0.35), mix(deep, cool, 0.6)))
    canvas.box((570, 190), (460, 388), mix(deep, cool, 0.4))
    canvas.box((690, 290), (220, 288), mix(deep, cool, 0.75))
    left, right = Wall(-180, -300, 1180), Wall(1780, -300, 1180)
    for wall in (left, right):
        _racks(canvas, rng, wall, deep)
    for depth in (0.15, 1.2, 3.2, 7.5):
        a, b = Wall(560, -300, 1180).spot(depth, 1.0), Wall(1040, -300, 1180).spot(depth, 1.0)
        canvas.stroke([a, b], 26 / (1 + depth), "#e6f6f8")
    for depth in (0.3, 0.9, 1.9, 3.6, 7.0):
        canvas.stroke([left.spot(depth, 0), right.spot(depth, 0)], 3, lighter(cool, 0.3), 0.3)
    canvas.glow((800, 420), 520, "#bfeaf2", 0.3)
    x = rng.choice([720, 860])
    canvas.oval((x, 948), (140, 18), "#0c1420", 0.4)
    person = people.technician(rng) if chance(rng, 0.6) else people.official(rng)
    view = canvas.at((x, 945), 7.0)
    draw_figure(view, person, Pose(hands=((-7, -58), (8, -60)), gaze=Gaze(turn=0.25, fine=True), tilt=4, reach=0.86))
    screens.draw_laptop(view, (0, -59), 21)
    canvas.glow((x, 430), 190, "#cfeff5", 0.16)


def _racks(canvas: Canvas, rng: Random, wall: Wall, deep: Color) -> None:
    canvas.fill(wall.panel((0, 7.45), (0, 0.92)), darker(deep, 0.3))
    for bay in range(9, -1, -1):
        near, far = bay * 0.75, bay * 0.75 + 0.7
        dim = min(bay * 0.06, 0.4)
        canvas.fill(wall.panel((near, far), (0.02, 0.92)), mix("#2c3b4e", "#7fb0c4", dim))
        for unit in range(15):
            low = 0.06 + unit * 0.056
            face = mix(rng.choice(["#3d4f63", "#364659", "#46586b"]), "#8fbccb", dim)
            canvas.fill(wall.panel((near + 0.06, far - 0.06), (low, low + 0.044)), face)
            canvas.fill(wall.panel((near + 0.3, far - 0.1), (low + 0.014, low + 0.03)), darker(face, 0.4))
            for k in range(3):
                light = rng.choice(["#63e0a8", "#63e0a8", "#5bc8f0", "#f3c24f"])
                spot = wall.panel((near + 0.09 + 0.06 * k, near + 0.125 + 0.06 * k), (low + 0.014, low + 0.03))
                canvas.fill(spot, light)


def draw_library_bookshelf(canvas: Canvas, rng: Random, palette: Palette) -> None:
    """Draw readers at a table before a wall of books with a ladder."""
    furniture.draw_room(canvas, palette, 800)
    furniture.draw_shelf(canvas, rng, (90, 70), (660, 700), 5)
    furniture.draw_shelf(canvas, rng, (770, 70), (500, 700), 5)
    furniture.draw_window(canvas, rng, palette, (1340, 130), (210, 360))
    for x in (1010, 1120):
        canvas.stroke([(x, 90), (x + 55, 850)], 13, lighter(WOOD, 0.15))
    for k in range(8):
        t = (k + 0.6) / 8.4
        y = 90 + 760 * t
        canvas.stroke([(1010 + 55 * t, y), (1120 + 55 * t, y)], 10, WOOD)
    plants.draw_pot_plant(canvas, rng, (1450, 880), 330, palette.leaf)
    makers = [people.youth, people.someone, people.elder, people.someone]
    rng.shuffle(makers)
    for maker, x, turn in zip(makers[:2], (520, 960), (0.3, -0.3), strict=True):
        person = replace(maker(rng), hat="none")
        view = canvas.at((x, 1105), 8.2)
        pose = Pose(hip=(0, -30), hands=((-8, -44), (8, -44)), waist_up=True, reach=0.86,
                    gaze=Gaze(turn=turn, fine=True), tilt=5 if turn > 0 else -5)  # fmt: skip
        draw_figure(view, person, pose)
        _open_book(view, (0, -43), 24, rng.choice([TEAL, TERRACOTTA, BRICK]))
    furniture.draw_table(canvas, (220, 800), (1080, 260), rng.choice([WOOD, "#b98a5e", "#9a6b4a"]))
    furniture.draw_papers(canvas, rng, (740, 804), 150, rng.randint(3, 5))
    furniture.draw_papers(canvas, rng, (300, 804), 130, 2)
    _lamp(canvas, (1190, 804))


def _open_book(canvas: Canvas, at: Point, width: float, cover: Color) -> None:
    x, y = at
    h = width * 0.52
    canvas.fill([(x, y - h * 0.86), (x - width / 2, y - h), (x - width / 2, y), (x, y + h * 0.14), (x + width / 2, y),
                 (x + width / 2, y - h)], cover)  # fmt: skip
    canvas.stroke([(x, y - h * 0.84), (x, y + h * 0.12)], width * 0.025, darker(cover, 0.35))
    canvas.box((x + width * 0.14, y - h * 0.66), (width * 0.24, h * 0.2), lighter(cover, 0.55), 0.9)


def _lamp(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    canvas.box((x - 44, y - 12), (88, 12), "#b08a4a", radius=5)
    canvas.stroke([(x, y - 10), (x, y - 120)], 8, "#b08a4a")
    canvas.glow((x, y - 90), 210, "#fff0bf", 0.5)
    canvas.fill([(x - 34, y - 178), (x + 34, y - 178), (x + 66, y - 108), (x - 66, y - 108)], "#3f7a63")
