"""Where drawn pictures are kept between builds: a picture that did not change is neither read nor looked at.

What is kept is named by what it was made from, and its size and tint stand in the name too, so that one listing
of the cache tells everything about ten thousand pictures. An entry appears whole, by renaming, or not at all.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from newsroom.files import disk_trouble, write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry: a file, or a folder of one picture's renditions."""

    key: str
    path: Path
    width: int
    height: int
    tint: str
    """Empty for a file."""


class PictureCache:
    """The cache in one folder. Each part of it is listed once, when something in it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        self.folder = folder
        self._listed: dict[str, dict[str, Kept]] = {}
        self._lock = Lock()

    def find(self, key: str) -> Kept | None:
        """Return what is kept under `key`."""
        with self._lock:
            return self._part(key[:2]).get(key)

    def keep_file(self, key: str, size: tuple[int, int], data: bytes) -> Kept:
        """Keep one file.

        Raises:
            ConfigurationError: the cache cannot be written.

        """
        name = f"{key}.{size[0]}x{size[1]}.jpg"
        write_bytes(self.folder / key[:2] / name, data)
        return self._remember(key, name)

    def keep_folder(self, key: str, size: tuple[int, int], tint: str, files: Mapping[str, bytes]) -> Kept:
        """Keep a picture's renditions by their names.

        Raises:
            ConfigurationError: the cache cannot be written.

        """
        name = f"{key}.{size[0]}x{size[1]}.{tint}"
        target = self.folder / key[:2] / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".part.") as place:
                part = Path(place) / name
                for file, data in files.items():
                    write_bytes(part / file, data)
                target.parent.mkdir(exist_ok=True)
                # Another build may have drawn the same; a folder with something in it cannot be replaced.
                if not target.is_dir():
                    part.rename(target)
        except OSError as error:
            if not target.is_dir():
                raise disk_trouble(target, error) from error
        return self._remember(key, name)

    def _remember(self, key: str, name: str) -> Kept:
        kept = self._read(key[:2], name)
        if kept is None:
            msg = f"{name} is no name of an entry"
            raise ValueError(msg)
        with self._lock:
            self._part(key[:2])[key] = kept
        return kept

    def _part(self, part: str) -> dict[str, Kept]:
        if part not in self._listed:
            self._listed[part] = self._list(part)
        return self._listed[part]

    def _list(self, part: str) -> dict[str, Kept]:
        try:
            names = os.listdir(self.folder / part)  # noqa: PTH208 - names are all there is to know
        except OSError:
            return {}
        found = (self._read(part, name) for name in names)
        return {kept.key: kept for kept in found if kept is not None}

    def _read(self, part: str, name: str) -> Kept | None:
        key, _, rest = name.partition(".")
        size, _, last = rest.partition(".")
        width, _, height = size.partition("x")
        if len(key) != _KEY_LETTERS or not width.isdigit() or not height.isdigit() or not last:
            return None
        tint = "" if last == "jpg" else last
        return Kept(key, self.folder / part / name, int(width), int(height), tint)
