"""What a story's verdict depends on besides the story: settings, lists, register, fixed pages, and the program."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zoneinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import newsroom
import publishers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config

_INSTALLED = (".dist-info", ".egg-info")


class Surroundings(NamedTuple):
    """Digests of everything that is not a story. Equal digests mean equal answers for equal stories."""

    whole: str
    """Settings, lists and program: when it differs, nothing remembered counts."""
    among_others: str
    """Register and fixed pages: when it differs, only what stories have to do with each other is looked at again."""


def look_around(config: Config, sources: Sequence[str]) -> Surroundings:
    """Take the digests; `sources` are folders and files of further code, where the channels' publishers come from.

    Raises:
        OSError: a list, a signers' file or the register cannot be read.

    """
    whole = hashlib.sha256()
    for part in (
        sys.version,
        str(os.geteuid()) if hasattr(os, "geteuid") else "",  # what one may read, another may not
        config.model_dump_json(),
        str(config.root),
        _zone(config.zone_name),
        *_installed(),
        *(sign for place in (*_OWN, *sources) for sign in _program(place)),
    ):
        whole.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for path in sorted(config.terms_path.glob("*.yml")):
        whole.update(f"{path.name}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    for path in config.signer_files:
        whole.update(_bytes_of(path) + b"\0")
    return Surroundings(whole.hexdigest(), _among_others(config))


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that need not exist."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _among_others(config: Config) -> str:
    # Imported here: its errors speak two languages, and nothing else of it is needed.
    from newsroom.story.register import register_path

    pages = config.root / "site" / "pages"
    names = sorted(str(page.relative_to(pages)) for page in pages.rglob("*.md")) if pages.is_dir() else []
    digest = hashlib.sha256(json.dumps(names).encode())
    try:
        digest.update(register_path(config.stories_path).read_bytes())
    except FileNotFoundError:
        digest.update(b"none")
    return digest.hexdigest()


_OWN = (str(Path(newsroom.__file__).parent), str(Path(publishers.__file__).parent))


def _program(place: str) -> Iterator[str]:
    """Sign every source file below `place`: an installed program of one version never changes, a developer's does."""
    if place.endswith(".py"):
        yield _source(place)
    for root, folders, names in os.walk(place):
        folders.sort()
        yield from (_source(f"{root}/{name}") for name in sorted(names) if name.endswith(".py"))


def _source(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 - hundreds of files each time
    except FileNotFoundError:
        return f"{path} is gone"
    return f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def _installed() -> Iterator[str]:
    """Sign every installed distribution: libraries that read stories, and publishers found by entry point."""
    for folder in dict.fromkeys(os.path.realpath(entry) for entry in sys.path):
        try:
            with os.scandir(folder) as listed:
                found = sorted((e.name, e.stat().st_mtime_ns) for e in listed if e.name.endswith(_INSTALLED))
        except OSError:  # a ZIP file, or a folder that is not there
            continue
        yield from (f"{name} {changed}" for name, changed in found)


def _zone(name: str) -> str:
    """Sign the zone's rules, by which a time without an offset becomes a moment."""
    for folder in zoneinfo.TZPATH:
        try:
            found = os.stat(f"{folder}/{name}")  # noqa: PTH116 - as above
        except OSError:
            continue
        return f"{found.st_size} {found.st_mtime_ns}"
    return ""  # the package tzdata has them, and is signed as installed
