"""Measure what pictures cost, in seconds of one core, beside the plainest thing Pillow can do with the same photo.

Prints JSON; `tools/bench.py` makes a section of docs/performance.md of it.
"""

from __future__ import annotations

import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_crops import BESIDE_WORDS, CHANNEL_CROPS
from newsroom.outputs.picture_drawing import crop_of, draw_missing
from newsroom.outputs.pictures import CardText, OrderedPicture, PictureOrder, make_pictures
from newsroom.outputs.share_card import draw_card

WIDTH, HEIGHT = 4032, 3024
TEXT = CardText(
    "Người giữ lửa ở bộ phận một cửa phường Đồng Hới và những buổi sáng thứ Hai",
    "Cải cách hành chính",
    "Chị Nguyễn Thị Hạnh, Chuyên viên",
    "Văn phòng UBND tỉnh Quảng Trị",
    "Gương điển hình tiên tiến",
)


def photo() -> Image.Image:
    """Make up a photo of 12 megapixels: large soft forms, finer ones, and a sensor's grain over all."""

    def field(cell: int, strength: float) -> Image.Image:
        noise = Image.effect_noise((WIDTH // cell, HEIGHT // cell), strength)
        return noise.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)

    forms, finer, finest = field(32, 90), field(8, 60), field(4, 40)
    colours = Image.merge("RGB", (forms, ImageChops.blend(forms, finer, 0.3), ImageChops.blend(forms, finest, 0.4)))
    grain = Image.merge("RGB", [Image.effect_noise((WIDTH, HEIGHT), 12) for _ in range(3)])
    return ImageChops.add(colours, grain, 1, -128)


def seconds(work: Callable[[Path], object], runs: int) -> float:
    """Return the median processor time of some runs, each with an empty folder, after a warm-up."""
    found = []
    for _ in range(runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            work(Path(folder))
            found.append(time.process_time() - started)
    return statistics.median(found[1:])


def plain(source: Path, size: tuple[int, int]) -> None:
    """Decode, resize, save: one JPEG."""
    with Image.open(source) as image:
        image.resize(size, Image.Resampling.LANCZOS).save(io.BytesIO(), "JPEG", quality=82)


def measure(folder: Path) -> dict[str, Any]:
    """Measure every line of the section."""
    image = photo()
    image.save(folder / "anh.jpg", quality=90)
    cover = OrderedPicture("anh.jpg", "digest", (BESIDE_WORDS, *CHANNEL_CROPS.values()))
    cache = PictureCache(folder / "cache")
    beside = crop_of(folder, cover, BESIDE_WORDS, cache).path
    order = PictureOrder(folder, (cover,), "", TEXT)
    whole = make_pictures(order, cache)
    files = whole.all_files()
    return {
        "megabytes": (folder / "anh.jpg").stat().st_size / 1e6,
        "files": len(files),
        "kilobytes": sum(made.path.stat().st_size for made in files) / 1e3,
        "phone_kilobytes": next(iter(whole.sets.values())).kept.path.joinpath("960.avif").stat().st_size / 1e3,
        "baseline": seconds(lambda _: plain(folder / "anh.jpg", (1600, 1200)), 5),
        "set": seconds(lambda place: draw_missing(folder, cover, PictureCache(place)), 5),
        "card_baseline": seconds(lambda _: plain(beside, (1200, 630)), 15),
        "card": seconds(lambda _: draw_card(TEXT, beside), 15),
        "unchanged": seconds(lambda _: make_pictures(order, PictureCache(folder / "cache")), 15),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        print(json.dumps(measure(Path(name))))
