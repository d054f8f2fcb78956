"""Measure how long a poster takes: layout and drawing, without starting the program.

bench_posters.py [RUNS]    print the section of docs/performance.md
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from newsroom.outputs.poster_words import PosterWords
from newsroom.outputs.posters import PosterOrder, draw, lay_out_sheet, open_picture

WORDS = PosterWords(
    office="Văn phòng UBND tỉnh",
    column="Gương điển hình tiên tiến",
    kicker="Người tốt, việc tốt",
    title="Cây cột ghi nước của nhà ông Hoành",
    name="Gia đình ông Lê Văn Hoành",
    role="Hộ gia đình ở xã Lệ Thủy",
    deed="Ba mươi năm nay, ngày nào gia đình ông cũng đo mưa, ghi mực nước; 312 hộ có thêm một lời báo sớm.",
    quote="“Người ta chạy lụt thì ngại đi qua buồng mình. Để ngoài cho họ khỏi ngại.”",
    quote_by="",
    credit="Ảnh: Trần Minh",
    note="",
    target="https://guong.example.vn/2026/cay-cot-ghi-nuoc/",
    address="guong.example.vn/2026/cay-cot-ghi-nuoc",
)
KINDS = [("a4", "pdf"), ("a4", "png"), ("a3", "pdf"), ("a3", "png")]


def section(runs: int = 3) -> str:
    """Draw each kind some times, with a photo of twelve megapixels, and return the table."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        photo = Path(name) / "photo.jpg"
        noise = Image.effect_noise((4000, 3000), 60).convert("RGB")
        noise.save(photo, "JPEG", quality=88)
        for size, form in KINDS:
            order = PosterOrder(WORDS, photo, "", (0.5, 0.36), "anh-lon", size, form)
            times = [_times(order, photo) for _ in range(runs)]
            read, laid, drawn = (statistics.median(column) for column in zip(*times, strict=True))
            rows.append(f"| {size} {form} | {laid * 1000:.0f} ms | {read:.2f} s | {drawn:.2f} s | {drawn / read:.1f} |")
    lines = [
        "",
        "## Posters",
        "",
        "Processor time of one core, with a photo of twelve megapixels; ratios are drawing against reading the photo.",
        "",
        "| poster | layout | photo read (baseline) | drawing | ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _times(order: PosterOrder, photo: Path) -> tuple[float, float, float]:
    started = time.process_time()
    picture = open_picture(photo)
    read = time.process_time()
    sheet = lay_out_sheet(order, picture)
    laid = time.process_time()
    draw(order, sheet, picture)
    return read - started, laid - read, time.process_time() - laid


if __name__ == "__main__":
    print(section(*map(int, sys.argv[1:])))
