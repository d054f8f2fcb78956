"""The list of ordered pictures: `year/slug<TAB>file<TAB>scene [wish …]`, one picture a line."""

import re
from dataclasses import dataclass
from pathlib import Path

from scenes.catalogue import Scene
from studio.palette import LIGHTS

COLUMNS = 3
STORY = re.compile(r"20\d\d/[a-z0-9]+(-[a-z0-9]+)*")
FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.jpg")


@dataclass(frozen=True)
class Order:
    """One picture to draw; wishes are words of its scene or the name of a light, such as `evening`."""

    story: str
    file: str
    scene: str
    wishes: frozenset[str]

    @property
    def seed(self) -> str:
        """Return what decides every chance in the picture: `<year>/<slug>/<file>`."""
        return f"{self.story}/{self.file}"


def read_orders(path: Path, known: dict[str, Scene]) -> tuple[list[Order], list[str]]:
    """Return the orders of a list and, for all lines that are wrong, what is wrong with them."""
    orders: list[Order] = []
    faults: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != COLUMNS or not parts[2].split():
            faults.append(f"{path}:{number}: expected story, file and scene with tabs between them")
            continue
        scene, *wishes = parts[2].split()
        order = Order(parts[0], parts[1], scene, frozenset(wishes))
        wrong = [*_faults(order, known), *([f"{order.seed} is listed twice"] if order.seed in seen else [])]
        faults += [f"{path}:{number}: {fault}" for fault in wrong]
        seen.add(order.seed)
        orders.append(order)
    return orders, faults


def _faults(order: Order, known: dict[str, Scene]) -> list[str]:
    faults = []
    if not STORY.fullmatch(order.story):
        faults.append(f"{order.story!r} is not a story of the form 2026/slug")
    if not FILE.fullmatch(order.file):
        faults.append(f"{order.file!r} is not a plain .jpg file name")
    if order.scene not in known:
        return [*faults, f"no scene {order.scene!r}; there are: {', '.join(sorted(known))}"]
    allowed = known[order.scene].wishes | LIGHTS
    strange = sorted(order.wishes - allowed)
    if strange:
        faults.append(f"{order.scene} does not know {', '.join(strange)}; it knows: {', '.join(sorted(allowed))}")
    return faults
