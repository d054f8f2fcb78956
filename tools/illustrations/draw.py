#!/usr/bin/env python3
"""Draw the pictures of the stories: python tools/illustrations/draw.py [--stories DIR] [--only YEAR/SLUG].

The pictures to draw are listed in pictures.tsv beside this script. The same line always gives the same bytes.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from press.orders import Order, read_orders
from press.printing import contact_sheet, draw_picture, encode
from scenes.catalogue import Scene, scenes

LIST = Path(__file__).with_name("pictures.tsv")
FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw what is listed and return the exit code: 0 done, 1 a wrong list or a missing story folder."""
    options = _options(arguments)
    known = scenes()
    faults: list[str] = []
    if options.sample:
        orders = _samples(known)
    else:
        orders, faults = read_orders(LIST, known)
        orders = [order for order in orders if options.only in {None, order.story}]
    if not options.contact_sheet:
        faults += [f"{story}: no such folder below {options.stories}" for story in _homeless(orders, options.stories)]
    if not orders:
        faults.append(f"nothing to draw for {options.only or LIST}")
    if faults:
        sys.stderr.write("".join(f"error: {fault}\n" for fault in faults))
        return FAILED
    if options.contact_sheet:
        contact_sheet([draw_picture(order, known[order.scene]) for order in orders]).save(options.contact_sheet)
        return 0
    for order in orders:
        _write(order, known[order.scene], options.stories)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Draw the pictures listed in pictures.tsv into the story folders.")
    parser.add_argument(
        "--stories", type=Path, default=Path("stories"), help="folder of the stories (default: stories)"
    )
    parser.add_argument("--only", metavar="YEAR/SLUG", help="draw the pictures of one story")
    parser.add_argument("--contact-sheet", type=Path, metavar="PNG", help="put them on one sheet; write no story")
    parser.add_argument("--sample", action="store_true", help="one picture of every scene, for a contact sheet")
    options = parser.parse_args(arguments)
    if options.sample and not options.contact_sheet:
        parser.error("--sample needs --contact-sheet")
    return options


def _samples(known: dict[str, Scene]) -> list[Order]:
    return [Order("2026/sample", f"{name}.jpg", name, frozenset()) for name in sorted(known)]


def _homeless(orders: Sequence[Order], stories: Path) -> list[str]:
    return sorted({order.story for order in orders if not (stories / order.story).is_dir()})


def _write(order: Order, scene: Scene, stories: Path) -> None:
    data = encode(draw_picture(order, scene))
    path = stories / order.story / order.file
    path.write_bytes(data)
    sys.stdout.write(f"{path}  {len(data) // 1000} kB\n")


if __name__ == "__main__":
    sys.exit(main())
