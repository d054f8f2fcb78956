"""Signs of a story's files: what the disk says of them without reading them.

As Git does for its own index: size, inode and both times. What was changed while it was being read, or within two
seconds before, has no sign that could be trusted, because some file systems count in whole seconds or two.
"""

from __future__ import annotations

import os
import stat
import tempfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_RACY = 2_000_000_000
"""Nanoseconds."""


class Sign(NamedTuple):
    """What the disk says of some files, and when the youngest of them was changed, in nanoseconds since 1970."""

    text: str
    changed_ns: int

    def trusted(self, mark: int | None) -> str:
        """Return the sign for keeping when reading began at `mark`; empty, and equal to no sign, when it is racy."""
        return "" if mark is None or self.changed_ns >= mark - _RACY else self.text


def find_stories(stories: str) -> Iterator[tuple[str, str]]:
    """Yield the year and name of every folder that may hold a story, in the order of `find_story_files`.

    Raises:
        OSError: a folder cannot be listed.

    """
    with os.scandir(stories) as listed:
        years = sorted(entry.name for entry in listed if entry.name.isdigit() and entry.is_dir())
    for year in years:
        for name in sorted(os.listdir(f"{stories}/{year}")):  # noqa: PTH208 - one object less for each of thousands
            yield year, name


def sign_of(folder: str, watched: Sequence[str]) -> str | None:
    """Return the sign of a story whose listed pictures are `watched`; None when there is no index.md."""
    text = sign_of_text(folder)
    if text is None:
        return None
    return text.text + sign_of_pictures(folder, watched).text if watched else text.text


def sign_of_text(folder: str) -> Sign | None:
    """Return the sign of a story's index.md, or None when there is none."""
    try:
        found = os.stat(f"{folder}/index.md")  # noqa: PTH116 - asked ten thousand times
    except OSError:
        return None
    return _sign(found)


def sign_of_pictures(folder: str, watched: Sequence[str]) -> Sign:
    """Return the sign of the listed pictures, and of whether they lie inside the folder."""
    signs = [_picture(folder, name) for name in watched]
    return Sign("".join(sign.text for sign in signs), max((sign.changed_ns for sign in signs), default=0))


def _picture(folder: str, name: str) -> Sign:
    path = f"{folder}/{name}"
    try:
        found = os.lstat(path)
        if "/" not in name and not stat.S_ISLNK(found.st_mode):
            return _sign(found)
        # Somewhere on the way may be a link; where it leads decides as much as what is there.
        sign = _sign(os.stat(path))  # noqa: PTH116 - beside os.lstat
    except (OSError, ValueError):  # the latter: a name that no disk can hold
        sign = Sign("|-", 0)
    return Sign(f"{sign.text}>{os.path.realpath(path)}<{os.path.realpath(folder)}", sign.changed_ns)


def _sign(found: os.stat_result) -> Sign:
    changed, renamed = found.st_mtime_ns, found.st_ctime_ns
    return Sign(f"|{changed}.{renamed}.{found.st_size}.{found.st_ino}", max(changed, renamed))


def present_mark(folder: Path) -> int | None:
    """Return the present moment by the clock of the disk that `folder` is on, or None when it cannot be written to.

    A file's times come from that clock, which need not be this machine's.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
            file.flush()
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return None
