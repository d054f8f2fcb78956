"""newsroom build: stage, render what changed, and put the result in place file by file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.build.laying import lay_out, read_memory
from newsroom.build.picture_files import place, staged_pictures, stands, take_off
from newsroom.build.stage import collect_docs, collect_server_maps, collect_stories
from newsroom.errors import ConfigurationError
from newsroom.files import disk_trouble, write_text
from newsroom.language import Words
from newsroom.outputs import anchors, content_security

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.config import Config
    from newsroom.outputs.staged import Staged
    from newsroom.workspace import Workspace

# python-slugify makes the headings' anchors.
_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "jinja2",
    "python-slugify",
    "newsroom",
)
# A key of site.json beside the staged paths, which never begin with a colon.
_MACHINERY = ":machinery"
# Far longer than any build takes.
_ABANDONED_SECONDS = 6 * 3600


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    site: Path
    stories: int
    pages: int
    """All pages of the site."""
    rendered: int
    """Pages rendered in this run."""
    removed: int


def build_site(workspace: Workspace, *, clean: bool = False) -> Built:
    """Bring build/site up to date with the stories at the workspace's moment.

    An incremental build gives the same bytes as a clean one. Whatever fails, the site stays as it was.

    Raises:
        ConfigurationError: a template or the generator failed, or the disk is full.

    """
    config = workspace.config
    if clean:
        # Not the site: it stands until the new one is whole.
        for name in ("docs", "nginx", "docs.json", "nginx.json", "site.json"):
            _delete(config.build / name)
    try:
        return _build(workspace)
    except OSError as error:
        raise disk_trouble(config.build, error) from error


def _build(workspace: Workspace) -> Built:
    config = workspace.config
    build, site = config.build, config.build / "site"
    machinery = _machinery(config)
    _sweep(build)
    memory = read_memory(build / "site.json")
    full = memory.get(_MACHINERY) != machinery or not site.is_dir()
    stories = collect_stories(workspace)
    lay_out(collect_server_maps(workspace, stories), build / "nginx", build / "nginx.json")
    docs = collect_docs(workspace, stories)
    lay_out(docs, build / "docs", build / "docs.json")
    files = {file.path: file for file in (*docs, *staged_pictures(stories))}
    wanted = {path: file.digest() for path, file in files.items()}
    stale = [
        path
        for path, file in files.items()
        if full or memory.get(path) != wanted[path] or not stands(file, site / _target(path))
    ]
    pages = [path for path in stale if path.endswith(".md")]
    removed = [] if full else _gone(memory, wanted)
    if stale or removed:
        # Forget what is about to change: a build stopped here must be taken up again, not believed.
        kept = {path: name for path, name in memory.items() if path not in {*stale, *removed, _MACHINERY}}
        write_text(build / "site.json", json.dumps(kept))
        others = [files[path] for path in stale if not path.endswith(".md")]
        _place(config, others, pages, removed, full=full)
        write_text(build / "site.json", json.dumps({_MACHINERY: machinery, **wanted}, indent=0, sort_keys=True))
    page_count = sum(path.endswith(".md") for path in wanted)
    return Built(site, len(stories), page_count, len(pages), len(removed))


def _place(config: Config, others: Sequence[Staged], pages: list[str], removed: list[str], *, full: bool) -> None:
    site = config.build / "site"
    with tempfile.TemporaryDirectory(dir=config.build, prefix=".render.") as name:
        folder = Path(name)
        if pages or full:
            # Heavy: only a build that renders pays for loading the generator.
            from newsroom.build.render import render

            parts = render(config, folder, None if full else pages, os.cpu_count() or 1)
        else:
            parts = []
        fresh = folder / "whole"
        fresh.mkdir()
        into = fresh if full else site
        for part in parts:
            _move_all(part, into)
        for file in others:
            place(file.source or config.build / "docs" / file.path, into / file.path)
        if full:
            _replace_folder(fresh, site, folder)
        for path in removed:
            take_off(site / _target(path))
            _prune((site / _target(path)).parent, site)


def _move_all(source: Path, target: Path) -> None:
    """Move every file, replacing each in one step, so that a reader never meets half a page."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            to = target / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)


def _replace_folder(fresh: Path, site: Path, aside: Path) -> None:
    """Put the freshly built site in place of the old one."""
    if not site.exists():
        fresh.rename(site)
        return
    try:
        site.rename(aside / "old")
        fresh.rename(site)
    except BaseException:
        # `aside` is about to be deleted: better an old site than none.
        if not site.exists():
            (aside / "old").rename(site)
        raise


def _target(path: str) -> str:
    """Return where a staged file stands on the site."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem.rsplit("/", 1)[-1] == "index" else f"{stem}/index.html"


def _gone(memory: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """Return the staged paths to take off the site; one whose place another page now takes stays."""
    taken = {_target(path) for path in wanted}
    return [path for path in memory if not path.startswith(":") and path not in wanted and _target(path) not in taken]


def _sweep(build: Path) -> None:
    """Remove the working folders of builds that were killed a good while ago; a younger one may still be at work."""
    for folder in build.glob(".render.*"):
        if time.time() - folder.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _prune(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _machinery(config: Config) -> str:
    """Name everything besides the staged pages that decides a page's bytes: settings, templates, versions."""
    seen = hashlib.sha256(config.model_dump_json(include={"office", "site"}).encode())
    for path in _watched(config.root):
        name = path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else path.name
        seen.update(f"{name}\0".encode() + path.read_bytes())
    for package in _PACKAGES:
        seen.update(f"{package}={version(package)}".encode())
    return seen.hexdigest()


def _watched(root: Path) -> Iterable[Path]:
    if not (root / "mkdocs.yml").is_file():
        raise ConfigurationError(_NO_SETTINGS, _NO_SETTINGS_REMEDY, path=root / "mkdocs.yml")
    yield root / "mkdocs.yml"
    # Fixed pages may link to each other, and MkDocs follows such a link only when it renders both.
    for folder in ("overrides", "pages"):
        yield from sorted(p for p in (root / "site" / folder).rglob("*") if p.is_file())
    yield Path(__file__).with_name("render.py")
    yield Path(anchors.__file__)
    yield Path(content_security.__file__)


_NO_SETTINGS = Words("Thiếu tệp {path}.", "The file {path} is missing.")
_NO_SETTINGS_REMEDY = Words(
    "Khôi phục mkdocs.yml từ Git, đặt cạnh newsroom.toml.", "Restore mkdocs.yml from Git, beside newsroom.toml."
)
