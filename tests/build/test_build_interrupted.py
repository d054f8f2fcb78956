"""A build that is stopped or fails leaves a site that can be read, and the next one makes it whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from office_kit import NOW, Office

from newsroom.build import render
from newsroom.build.site import _place, build_site
from newsroom.errors import ConfigurationError, NewsroomError

KIT = Path(__file__).parent


class Killed(BaseException):
    """Stands for Ctrl+C, a shutdown, the end of memory."""


@dataclass
class Stop:
    """Counts the moves of files and stops at the n-th, before or after it."""

    at: int
    after: bool = False
    count: int = 0
    seen: list[str] = field(default_factory=list)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("replace", "rename", "unlink"):
            patch.setattr(Path, name, self._wrapped(name))

    def _wrapped(self, name: str):
        real = getattr(Path, name)

        def move(path: Path, *given, **options):
            self.count += 1
            if self.count == self.at and not self.after:
                raise Killed
            result = real(path, *given, **options)
            if self.count == self.at:
                raise Killed
            return result

        return move


def edited(root: Path, cache: Path, *, template: bool) -> Office:
    """Return a built newsroom whose sources then changed: a new, a changed and a deleted story."""
    office = Office(root)
    for number in range(1, 4):
        office.write(number)
    shutil.copytree(cache, root / "build" / "cache")
    office.build()
    office.write(1, title="Hòa nhạc ở Đồng Hới")
    shutil.rmtree(office.stories / "2025" / "bai-2")
    office.write(4)
    if template:
        with (root / "site" / "overrides" / "main.html").open("a") as file:
            file.write("<!-- mới -->")
    return office


Prepared = tuple[Office, dict[str, bytes], int]


@pytest.fixture(scope="session")
def preparations() -> dict[bool, Prepared]:
    """Keep what was prepared: in random order a fixture with parameters would be made again and again."""
    return {}


@pytest.fixture(params=[False, True], ids=["pages", "whole site"])
def prepared(
    request: pytest.FixtureRequest,
    preparations: dict[bool, Prepared],
    warm_cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Prepared:
    """Return a newsroom to be built, the site it must become, and how many files such a build moves."""
    if request.param in preparations:
        return preparations[request.param]
    folder = tmp_path_factory.mktemp("interrupted")
    office = edited(folder / "office", warm_cache, template=request.param)
    twin = office.copy(folder / "twin")
    shutil.copytree(office.root / "build", twin.root / "build")
    counted = Stop(at=-1)
    with pytest.MonkeyPatch.context() as patch:
        counted.install(patch)
        twin.build()
    fresh = office.copy(folder / "fresh")
    fresh.build()
    assert twin.tree() == fresh.tree()
    preparations[request.param] = office, fresh.tree(), counted.count
    return preparations[request.param]


@pytest.mark.parametrize("share", [0.01, 0.5, 0.93, 0.98, 1.0])
def test_a_stopped_build_is_taken_up_again(prepared: Prepared, tmp_path: Path, share: float) -> None:
    """An exception at any point of placing files leaves a readable site; the next build gives the clean bytes."""
    source, wanted, moves = prepared
    office = source.copy(tmp_path / "office")
    shutil.copytree(source.root / "build", office.root / "build")
    with pytest.MonkeyPatch.context() as patch:
        Stop(at=max(1, round(moves * share)), after=share in {0.93, 1.0}).install(patch)
        with pytest.raises(Killed):
            office.build()
    assert "Người giữ lửa" in office.page("index.html")
    assert (office.site / "tim-kiem" / "du-lieu" / "muc-luc.json").is_file()
    assert not list((office.root / "build").glob(".render.*"))
    office.build()
    assert office.tree() == wanted


def test_a_stopped_build_of_an_edit_that_is_taken_back(office: Office) -> None:
    """When a build stopped after placing a page and the edit is then undone, the old page comes back."""
    path = office.write(1)
    office.build()
    before, text = office.tree(), path.read_bytes()
    office.write(1, title="Hòa nhạc ở Đồng Hới")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsroom.build.site._place", _place_and_stop)
        with pytest.raises(Killed):
            office.build()
    assert "Hòa nhạc" in office.page("2025/bai-1/index.html")
    path.write_bytes(text)
    office.build()
    assert office.tree() == before


def _place_and_stop(*given: Any, **options: Any) -> None:
    _place(*given, **options)
    raise Killed


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from office_kit import Office
office = object.__new__(Office)
office.root = Path(sys.argv[2])
office.stories = office.root / "stories"
real, moved = Path.replace, []
def replace(path, target):
    moved.append(path)
    if "site" in Path(target).parts and len(moved) > 8:
        os._exit(9)
    return real(path, target)
Path.replace = replace
office.build()
"""


def test_a_killed_process_is_taken_up_again(prepared: Prepared, tmp_path: Path) -> None:
    """After a kill without any clean-up, the next build gives the clean bytes."""
    source, wanted, _ = prepared
    office = source.copy(tmp_path / "office")
    shutil.copytree(source.root / "build", office.root / "build")
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(KIT), str(office.root)], check=False, capture_output=True, timeout=60
    )
    assert killed.returncode in {0, 9}, killed.stderr.decode()
    office.build()
    assert office.tree() == wanted


def test_what_killed_builds_left_is_swept(office: Office) -> None:
    """Working folders of builds killed long ago go away; one of a build that may still run stays."""
    office.write(1)
    old, young = office.root / "build" / ".render.old", office.root / "build" / ".render.young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    office.build()
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize(
    ("mistake", "workers"),
    [
        ("{{ nothing.at.all }}", False),
        ("{{ nothing.at.all }}", True),
        ("{% if %}", False),
        ("{{ 1 + 'a' }}", True),
        ("{% include 'partials/no.html' %}", False),
    ],
)
def test_a_failing_template_leaves_the_old_site(
    office: Office, warm_cache: Path, monkeypatch: pytest.MonkeyPatch, mistake: str, *, workers: bool
) -> None:
    """A mistake in a template is told in one sentence, even from a worker process, and the old site stays whole."""
    if workers:
        monkeypatch.setattr(render, "_WORTH_WORKERS", 1)
        monkeypatch.setattr("os.cpu_count", lambda: 2)
    shutil.copytree(warm_cache, office.root / "build" / "cache")
    office.write(1)
    office.build()
    before = office.tree()
    template = office.root / "site" / "overrides" / "story.html"
    sound = template.read_text(encoding="utf-8")
    template.write_text(sound.replace("{% block content %}", "{% block content %}" + mistake), encoding="utf-8")
    for clean in (False, True) if workers else (False,):
        with pytest.raises(ConfigurationError) as caught:
            office.build(clean=clean)
        sentence = caught.value.sentence("vi")
        assert sentence.startswith("Không dựng được trang web: ")
        assert "\n" not in sentence
        assert office.tree() == before
    template.write_text(sound, encoding="utf-8")
    office.build()
    assert office.tree() == before


def test_one_story_never_stops_the_others(office: Office) -> None:
    """Whatever link or picture of a story's text the checks overlook, the website is built."""
    body = "\n".join(
        [
            "Ảnh ![trong dòng](anh.jpg) và [neo sai](#khong-co) và [bài](/2025/bai-1/#khong-co).",
            "[a][1] [b[c]](khong-co.md) [hai",
            "dòng](khong-co.md) chú[^9].",
            "",
            "[1]: khong-co.md",
            "> " * 200 + "sâu",
        ]
    )
    office.write(1, body=body)
    office.write(2)
    overlooked = replace(office.workspace(), unsound=frozenset())
    assert build_site(overlooked).stories == 2


def test_a_missing_mkdocs_yml_is_named(office: Office) -> None:
    """Without mkdocs.yml the sentence says so instead of speaking of the disk."""
    (office.root / "mkdocs.yml").unlink()
    with pytest.raises(NewsroomError) as caught:
        office.build(NOW)
    assert "mkdocs.yml" in caught.value.sentence("vi")
