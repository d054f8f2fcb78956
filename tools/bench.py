"""Measure what a person waits for and what it costs; write docs/performance.md.

Each command runs as its own process, some times after a warm-up; medians are quoted. The ratios compare with plain
MkDocs rendering the same staged pages in the same run, so that they mean something on another machine; publishing is
compared with a bare loop of the same requests (bench_publishing.py).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bench_checks
import bench_posters
import bench_site
import bench_stories

from newsroom.story.sensitive import SENSITIVE

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
STORIES = 161
RUNS = 5


@dataclass(frozen=True)
class Figure:
    """Medians over the runs of one command."""

    seconds: float
    slowest: float
    megabytes: float
    """The largest of its processes."""


def measure(command: list[str], before: Callable[[], None] | None = None, runs: int = RUNS) -> Figure:
    """Run a command several times; `before` sets the stage each time and is not measured."""
    walls: list[float] = []
    peaks: list[float] = []
    for run in range(runs + 1):
        if before is not None:
            before()
        apart = [sys.executable, "-I", "-S", str(ROOT / "tools" / "bench_command.py"), *command]
        done = subprocess.run(apart, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        wall, megabytes, code = json.loads(done.stdout)
        # `check` ends with 1 when the texts have errors; everything else must succeed.
        if code not in ({0, 1} if "check" in command else {0}):
            sys.exit(f"{' '.join(command)} ended with {code}")
        if run:
            walls.append(wall)
            peaks.append(megabytes)
    return Figure(statistics.median(walls), max(walls), statistics.median(peaks))


def prepare(corpus: Path | None, folder: Path) -> Path:
    """Lay an approved copy of the corpus into `folder`; without one, multiply the sample stories."""
    stories = folder / "stories"
    if corpus is not None:
        shutil.copytree(corpus, stories, copy_function=shutil.copyfile)
        _consent_to_all(stories)
    else:
        _multiply(stories)
    if not (stories / "terms").is_dir():
        shutil.copytree(ROOT / "stories" / "terms", stories / "terms")
    approve(folder)
    return stories


def _consent_to_all(stories: Path) -> None:
    """Let the copies' consents cover what is sensitive; nothing is published, and all stories are to be measured."""
    for path in stories.glob("20*/*/index.md"):
        text = path.read_text(encoding="utf-8")
        whole = f"sensitive: [{', '.join(SENSITIVE)}]"
        widened = re.sub(
            r"^(consent: .*), pictures: true\}", rf"\1, pictures: true, {whole}}}", text, flags=re.MULTILINE
        )
        path.write_text(widened, encoding="utf-8")


def _multiply(stories: Path) -> None:
    samples = sorted((ROOT / "stories").glob("20*/*/index.md"))
    texts = [text for text in (path.read_text(encoding="utf-8") for path in samples) if "\nstatus: approved" in text]
    for number in range(STORIES):
        text = texts[number % len(texts)]
        slug = f"bai-{number:04}"
        text = re.sub(r"^pictures:\n(  .*\n)+", "", text, flags=re.MULTILINE)
        text = re.sub(r"^!\[.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^approval:.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^id: .*", f"id: BM-2026-{number:04}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"^slug: .*", f"slug: {slug}", text, count=1, flags=re.MULTILINE)
        text = re.sub(r"\]\(/20\d\d/[^)]*\)", "](/gioi-thieu/)", text)
        year = re.search(r"website: \{at: (\d{4})", text)
        target = stories / (year[1] if year else "2026") / slug / "index.md"
        target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8")


def newsroom(folder: Path, *arguments: str) -> list[str]:
    """Return the command line of the product on the copy."""
    return [str(BIN / "newsroom"), "--stories", str(folder / "stories"), "--state", str(folder), *arguments]


def approve(folder: Path) -> None:
    """Approve everything that waits."""
    done = subprocess.run(newsroom(folder, "approve", "--all", "--by", "Người Duyệt"), cwd=ROOT, check=False)
    if done.returncode:
        sys.exit("the stories could not be approved")


def edit_one(folder: Path) -> None:
    """Change one word of one story and have it approved again."""
    path = min((folder / "stories").glob("20*/*/index.md"))
    text = path.read_text(encoding="utf-8").rstrip("\n")
    head, _, last = text.rpartition("\n")
    changed = last.removesuffix(" Hết.") if last.endswith(" Hết.") else f"{last} Hết."
    path.write_text(f"{head}\n{changed}\n", encoding="utf-8")
    subprocess.run(
        newsroom(folder, "approve", "--all", "--by", "Người Duyệt"), cwd=ROOT, check=True, capture_output=True
    )


def run_all(folder: Path) -> dict[str, Figure]:
    """Measure every line of the table."""

    def forget() -> None:
        for name in ("build", "var"):
            shutil.rmtree(folder / name, ignore_errors=True)

    found = {"newsroom --help": measure([str(BIN / "newsroom"), "--help"])}
    found["check, all stories, for the first time"] = measure(newsroom(folder, "check"), forget, runs=3)
    found["check, all stories"] = measure(newsroom(folder, "check"))
    found["check after one edit"] = measure(newsroom(folder, "check"), lambda: edit_one(folder))
    found["clean build with share cards and search"] = measure(newsroom(folder, "build"), forget, runs=3)
    found["build after one edit"] = measure(newsroom(folder, "build"), lambda: edit_one(folder))
    found["build, nothing changed"] = measure(newsroom(folder, "build"))
    found["plain MkDocs rendering the same pages (baseline)"] = measure(_baseline(folder), runs=3)
    return found


def _baseline(folder: Path) -> list[str]:
    """Return plain MkDocs on the staged pages, without our staging, cards or search."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"^hooks:.*$", "", settings, flags=re.MULTILINE)
    settings = re.sub(r"^docs_dir:.*$", f"docs_dir: {folder / 'build' / 'docs'}", settings, flags=re.MULTILINE)
    settings = re.sub(r"^site_dir:.*$", f"site_dir: {folder / 'plain'}", settings, flags=re.MULTILINE)
    settings = settings.replace("custom_dir: site", f"custom_dir: {ROOT / 'site'}")
    settings = settings.replace("extra: {generator: false}", "extra: {generator: false, office: {name: x}}")
    settings = settings.replace("watch: [stories, site, newsroom.toml]", "")
    (folder / "plain.yml").write_text(settings, encoding="utf-8")
    return [str(BIN / "mkdocs"), "build", "--quiet", "--config-file", str(folder / "plain.yml")]


_LIMITS = {
    "newsroom --help": 0.3,
    "check, all stories, for the first time": 3.0,
    "check, all stories": 2.0,
    "check after one edit": 0.3,
    "clean build with share cards and search": 10.0,
    "build after one edit": 1.5,
    "build, nothing changed": 1.0,
}


def plan_of_many(count: int) -> tuple[Figure, Figure]:
    """Measure `newsroom plan` over `count` stories, all of them posted on both channels, with a warm index.

    The second figure is that of `newsroom --help`, which only starts the program: a yardstick for the machine.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name) / "office"
        bench_stories.write_newsroom(folder, count)
        bench_stories.post_all(folder)
        command = [str(BIN / "newsroom"), "--config", str(folder / "newsroom.toml"), "plan"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        time.sleep(3)  # an index does not trust files that were written a moment ago
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return measure(command), measure([str(BIN / "newsroom"), "--help"])


def publishing(what: str, channel: str, count: int) -> dict[str, Any]:
    """Run one measurement of the relay in a process of its own."""
    command = [sys.executable, str(ROOT / "tools" / "bench_publishing.py"), what, channel, str(count)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def publishing_page(posts: int, many: int, stories: int) -> list[str]:
    """Return the second part of docs/performance.md."""
    lines = [
        "",
        "## Publishing",
        "",
        f"{posts:,} due deliveries a channel to the loopback platforms, which run in a process of their own,",
        "as does the website whose page and cover are looked at before each.",
        "The bare loop makes the very same requests on one connection, with no outbox, no ledger and no checks.",
        "Target: at least 60 % of the bare loop.",
        "",
        "| channel | requests a delivery | relay | bare loop | ratio |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for channel in ("facebook", "zalo"):
        speed = publishing("speed", channel, posts)
        lines.append(
            f"| {channel} | {speed['requests']:.1f} | {speed['relay']:.1f} a second | {speed['bare']:.1f} a second |"
            f" {speed['ratio']:.2f} |"
        )
    memory = publishing("memory", "facebook", many)
    lines += [
        "",
        (
            f"Memory of the relay: {memory['tenth']:.0f} MB after {many // 10:,} deliveries,"
            f" {memory['all']:.0f} MB after {many:,} (ratio {memory['ratio']:.2f})."
        ),
    ]
    plan, started = plan_of_many(stories)
    lines += [
        "",
        (
            f"`newsroom plan` over {stories:,} stories, all posted on both channels, warm index: {plan.seconds:.2f} s"
            f" (slowest {plan.slowest:.2f} s, {plan.megabytes:.0f} MB; target 1 s),"
            f" {plan.seconds / started.seconds:.1f} times `newsroom --help` ({started.seconds:.2f} s)."
        ),
    ]
    return lines


def pictures_page() -> list[str]:
    """Return the part of docs/performance.md about pictures."""
    command = [sys.executable, str(ROOT / "tools" / "bench_pictures.py")]
    found = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    rows = [
        ("one plain JPEG of a 12-megapixel photo: decode, resize, save (baseline)", "baseline", "baseline", ""),
        ("the photo in all widths and formats, with its three crops", "set", "baseline", "1,500 ms"),
        ("one plain JPEG of a share card's size (baseline)", "card_baseline", "card_baseline", ""),
        ("a share card with picture", "card", "card_baseline", "15 ms"),
        ("a story whose pictures did not change", "unchanged", "baseline", "0"),
    ]
    return [
        "",
        "## Pictures",
        "",
        (
            f"Processor time of one core; a made-up photo full of grain, {found['megabytes']:.1f} MB. From it come"
            f" {found['files']} files of {found['kilobytes']:,.0f} kB together; a telephone loads one of about"
            f" {found['phone_kilobytes']:.0f} kB."
        ),
        "",
        "| what | median | ratio | target |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {what} | {found[key] * 1000:,.1f} ms | {found[key] / found[base]:.2f} | {target} |"
            for what, key, base, target in rows
        ),
    ]


def page(found: dict[str, Figure], count: int, *, real: bool) -> str:
    """Return the first part of docs/performance.md."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    baseline = found["plain MkDocs rendering the same pages (baseline)"].seconds
    kind = (
        "real Vietnamese biographies of 250 to 3,000 words, without pictures" if real else "multiplied sample stories"
    )
    lines = [
        "# Performance",
        "",
        "Written by `make bench`; each command is a whole process, medians of five runs (three for the long ones).",
        (
            f"{count} stories ({kind}); {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()},"
            f" {platform.system()} {platform.machine()}, {datetime.now(UTC):%Y-%m-%d}."
        ),
        "Ratios are against plain MkDocs rendering the same pages in the same run.",
        "Memory is the largest of a command's processes; no command may pass 400 MB.",
        "",
        "| what | median | slowest | ratio | target | peak memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, figure in found.items():
        target = f"{_LIMITS[name]} s" if name in _LIMITS else ""
        lines.append(
            f"| {name} | {figure.seconds:.2f} s | {figure.slowest:.2f} s | {figure.seconds / baseline:.2f} |"
            f" {target} | {figure.megabytes:.0f} MB |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of stories instead of the multiplied samples")
    parser.add_argument("--posts", type=int, default=1000, help="deliveries a channel to time")
    parser.add_argument("--many", type=int, default=10_000, help="deliveries to watch the memory over")
    parser.add_argument("--stories", type=int, default=10_000, help="stories to plan over")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        stories = prepare(given.corpus, folder)
        count = len(list(stories.glob("20*/*/index.md")))
        found = run_all(folder)
    text = page(found, count, real=given.corpus is not None)
    text += bench_checks.section()
    text += "\n".join(pictures_page()) + "\n"
    text += bench_posters.section()
    # The samples have pictures, which other stories may lack.
    subprocess.run([BIN / "newsroom", "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    text += "\n".join(bench_site.lines(ROOT / "build" / "site")) + "\n"
    text += "\n".join(publishing_page(given.posts, given.many, given.stories)) + "\n"
    (ROOT / "docs" / "performance.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
