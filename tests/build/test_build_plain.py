"""Plain `mkdocs build` works too, and `site/` is the website's look, never its output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from office_kit import REPOSITORY, Office, tree

from newsroom.config import read_config


def mkdocs(folder: Path, *options: str) -> None:
    """Run `mkdocs build --strict` as a developer would."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSROOM", "COVERAGE"))}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_plain_mkdocs_gives_the_same_site(office: Office, warm_cache: Path) -> None:
    """`mkdocs build --strict` in a newsroom writes exactly the bytes that `newsroom build` writes."""
    shutil.copytree(warm_cache, office.root / "build" / "cache")
    office.write(1, body="Xem ảnh ![ảnh](anh.jpg) và [bài hai](/2025/bai-2/).")
    office.write(2)
    office.build()
    ours = office.tree()
    mkdocs(office.root)
    assert office.tree() == ours
    office.build()
    assert office.tree() == ours


def test_plain_mkdocs_between_two_builds_hides_nothing(office: Office) -> None:
    """After an edit that only plain MkDocs built and that was then undone, old memory is not trusted."""
    path = office.write(1)
    office.build()
    ours, text = office.tree(), path.read_bytes()
    office.write(1, title="Tiêu đề khác hẳn")
    mkdocs(office.root)
    path.write_bytes(text)
    office.build()
    assert office.tree() == ours


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh copy of what Git tracks, without tests and tools, and with two of its stories."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=30
    ).stdout
    folder = tmp_path_factory.mktemp("clone") / "newsroom-clone"
    names = [name for name in listed.split("\0") if name and not name.startswith(("tests/", "tools/", "docs/"))]
    # Drawing the pictures of all stories would take longer than all other tests together.
    kept = sorted({name.rsplit("/", 1)[0] for name in names if name.startswith("stories/2")})[:2]
    for name in names:
        source = REPOSITORY / name
        wanted = not name.startswith("stories/2") or name.rsplit("/", 1)[0] in kept
        if source.is_file() and wanted:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)
    return folder


@pytest.mark.slow
def test_a_fresh_copy_builds_with_plain_mkdocs(clone: Path) -> None:
    """On a fresh copy of the repository plain `mkdocs build --strict` works and gives `newsroom build`'s pages."""
    before = tree(clone / "site")
    mkdocs(clone)
    plain = tree(clone / "build" / "site")
    shutil.rmtree(clone / "build" / "site")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "from newsroom.cli.main import main; main(['build'])"],
        cwd=clone,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert tree(clone / "build" / "site") == plain
    assert {"index.html", "404.html", "feed.xml", "sitemap.xml", "gioi-thieu/index.html"} <= plain.keys()
    after = {name: data for name, data in tree(clone / "site").items() if "__pycache__" not in name}
    assert after == before


def test_builds_leave_site_untouched(office: Office) -> None:
    """Neither a clean nor an incremental build writes anything below site/ or stories/."""
    office.write(1)
    before = tree(office.root / "site") | tree(office.stories)
    office.build()
    office.write(2)
    office.build(clean=True)
    shutil.rmtree(office.stories / "2025" / "bai-2")
    assert tree(office.root / "site") | tree(office.stories) == before


def test_site_is_no_package_and_no_output() -> None:
    """site/ holds no `__init__.py`, is tracked by Git, and is not where MkDocs or we write."""
    assert not list((REPOSITORY / "site").rglob("__init__.py"))
    ignored = subprocess.run(
        ["git", "check-ignore", "site", "site/overrides/base.html", "site/assets/site.css"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (ignored.returncode, ignored.stdout) == (1, "")
    assert "site_dir: build/site\n" in (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    config = read_config(REPOSITORY / "newsroom.toml", {})
    assert config.build == REPOSITORY / "build"


def test_python_s_own_site_is_imported_in_the_checkout() -> None:
    """With the checkout as working folder, `import site` is still Python's own module."""
    done = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert not Path(done.stdout.strip()).is_relative_to(REPOSITORY / "site")
