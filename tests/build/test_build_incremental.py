"""Whatever happens between two builds, the site is the one a clean build makes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from office_kit import NOW, Built, Office, jpeg, tree

from newsroom.build import render

Edit = tuple[str, int]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of stories fill several blocks of the search index."""
    monkeypatch.setattr("newsroom.build.search_index.BLOCK_SIZE", 2)


def start(root: Path, cache: Path) -> Office:
    """Lay out six stories, the sixth due in an hour, and build them once."""
    office = Office(root)
    for number in range(1, 6):
        office.write(number, body=f"Bài {number}. Xem [bài ba](/2025/bai-3/).")
    office.write(6, publish={"website": {"at": f"{NOW + timedelta(hours=1):%Y-%m-%d %H:%M:%S+00:00}"}}, folder="bai-6")
    late = office.stories / "2026"
    late.mkdir()
    (office.stories / "2025" / "bai-6").rename(late / "bai-6")
    shutil.copytree(cache, root / "build" / "cache")
    office.build()
    return office


def folder_of(office: Office, number: int) -> Path:
    return office.stories / "2025" / f"bai-{number}"


def rename(office: Office, number: int) -> None:
    shutil.rmtree(folder_of(office, number), ignore_errors=True)
    office.write(number, slug=f"ten-moi-{number}")


def replace_in(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def fixed_page(office: Office, name: str, text: str) -> None:
    (office.root / "site" / "pages" / name).write_text(text, encoding="utf-8")


def move_fixed_page(office: Office, _number: int) -> None:
    pages = office.root / "site" / "pages"
    if (pages / "gioi-thieu.md").exists():
        (pages / "gioi-thieu").mkdir()
        (pages / "gioi-thieu.md").rename(pages / "gioi-thieu" / "index.md")
        (pages / "lien-he.md").unlink(missing_ok=True)


TAKEN_DOWN = {"at": "2025-06-01 08:00", "reason": "Theo yêu cầu", "by": "Lê An"}
TWO_PAGES = "# Liên hệ\n\nXem [giới thiệu](gioi-thieu.md).\n"
STEPS: dict[str, Callable[[Office, int], object]] = {
    "add": lambda o, n: o.write(n + 10, fields=["chuyen-doi-so"] if n % 2 else ["giao-duc"]),
    "body": lambda o, n: o.write(n, body=f"Bài {n} viết lại. Đồng Hới.\n\n![Ảnh](anh.jpg)"),
    "title": lambda o, n: o.write(n, title="Hòa nhạc", unit="vp-hai", themes=["hoc-tap-lam-theo-bac"]),
    "rename": rename,
    "withdraw": lambda o, n: o.write(n, withdrawal=TAKEN_DOWN),
    "delete": lambda o, n: shutil.rmtree(folder_of(o, n), ignore_errors=True),
    "picture": lambda o, n: o.write(n, picture=jpeg("#204060")),
    "draft": lambda o, n: o.write(n, status="draft"),
    "error": lambda o, n: o.write(n, fields=["khong-co"]),
    "back-date": lambda o, n: o.write(n, publish={"website": {"at": "2025-01-01 00:01"}}),
    "label": lambda o, n: replace_in(o.stories / "terms" / "fields.yml", "Giáo dục", f"Giáo dục {n}"),
    "fixed page": lambda o, n: fixed_page(o, "gioi-thieu.md", f"# Giới thiệu {n}\n"),
    "new fixed page": lambda o, _: fixed_page(o, "lien-he.md", TWO_PAGES),
    "move fixed page": move_fixed_page,
    "asset": lambda o, n: (o.root / "site" / "assets" / "site.css").write_text(f"/* {n} */"),
    "template": lambda o, n: replace_in(o.root / "site" / "overrides" / "main.html", "<article", f"<!--{n}--><article"),
    "setting": lambda o, n: replace_in(o.root / "newsroom.toml", 'phone = "', f'phone = "{n}'),
    "clock": lambda _o, _n: None,
}


def change(office: Office, step: Edit) -> timedelta:
    """Do one thing that an editor, a developer or the clock does; return how far the clock moves."""
    kind, number = step
    STEPS[kind](office, number)
    return timedelta(minutes=15 * number) if kind == "clock" else timedelta()


def assert_like_clean(office: Office, cache: Path, now: timedelta = timedelta()) -> None:
    """Compare with a clean build of the same sources in another folder."""
    twin = office.copy(office.root.with_name("twin"))
    shutil.copytree(cache, twin.root / "build" / "cache")
    twin.build(NOW + now)
    ours, clean = office.tree(), twin.tree()
    assert sorted(ours) == sorted(clean)
    assert [path for path in clean if ours[path] != clean[path]] == []


@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 6)), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    )
)
@example([[("clock", 6)], [("add", 1), ("rename", 2), ("withdraw", 3)], [("delete", 1), ("label", 1)]])
@example([[("new fixed page", 1)], [("fixed page", 2)], [("move fixed page", 1), ("asset", 3)]])
@example([[("template", 1), ("delete", 2)], [("picture", 3), ("setting", 1)], [("error", 1), ("back-date", 5)]])
def test_incremental_equals_clean(warm_cache: Path, rounds: list[list[Edit]]) -> None:
    """After any edits in any order, each followed by a build, every byte equals a clean build, the search included."""
    with tempfile.TemporaryDirectory() as name:
        office = start(Path(name) / "office", warm_cache)
        passed = timedelta()
        for steps in rounds:
            for step in steps:
                passed += change(office, step)
            office.build(NOW + passed)
        assert_like_clean(office, warm_cache, passed)


def test_an_unchanged_newsroom_renders_nothing(office: Office) -> None:
    """A second build of the same stories renders no page and touches no file."""
    office.write(1)
    first = office.build()
    times = {p: p.stat().st_mtime_ns for p in office.site.rglob("*")}
    assert office.build() == Built(office.site, 1, first.pages, 0, 0)
    assert {p: p.stat().st_mtime_ns for p in office.site.rglob("*")} == times


def test_one_edit_renders_few_pages(office: Office) -> None:
    """Editing one story's text alone renders that story's page and no other."""
    for number in range(1, 6):
        office.write(number)
    office.build()
    office.write(2, body="Chữ khác hẳn.")
    assert office.build().rendered == 1


@pytest.mark.parametrize("clean", [False, True])
def test_workers_change_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, clean: bool
) -> None:
    """Pages rendered by several processes are the bytes that one process renders, cross-linked fixed pages too."""
    change(office, ("new fixed page", 1))
    office.write(1)
    office.build()
    one = office.tree()
    twin = office.copy(tmp_path / "twin")
    monkeypatch.setattr(render, "_WORTH_WORKERS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    if clean:
        twin.build()
    assert twin.build(clean=clean).site == twin.site
    assert twin.tree() == one


def test_a_file_deleted_by_hand_comes_back(office: Office) -> None:
    """A page or picture missing from the built site is put back by the next build."""
    office.write(1)
    office.build()
    whole = office.tree()
    for path in (office.site / "2025" / "bai-1").rglob("*.*"):
        path.unlink()
    (office.site / "gioi-thieu" / "index.html").unlink()
    (office.root / "build" / "docs" / "index.md").unlink()
    office.build()
    assert office.tree() == whole


def test_two_clean_builds_are_equal_with_cold_caches(office: Office, tmp_path: Path) -> None:
    """Nothing of the machine or the moment is in the bytes: pictures, cards and index repeat from nothing."""
    for number in range(1, 4):
        office.write(number)
    office.build()
    twin = office.copy(tmp_path / "elsewhere" / "twin")
    twin.build()
    assert tree(twin.site) == office.tree()
