"""Lay staged files into a folder, writing only those whose bytes changed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.files import write_bytes, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsroom.outputs.staged import Staged


@dataclass(frozen=True, slots=True)
class Change:
    """What laying out did: the staged paths whose bytes are new, and those no longer there."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def lay_out(files: Sequence[Staged], folder: Path, memory: Path) -> Change:
    """Make `folder` hold exactly `files`, writing only what differs from the last time.

    `memory` keeps the digest of each laid-out file. A file that was deleted by hand is laid out again.

    Raises:
        ConfigurationError: the disk is full or the folder may not be written to.

    """
    known = read_memory(memory)
    present = _files_below(folder)
    digests = {file.path: file.digest() for file in files}
    changed = [file for file in files if known.get(file.path) != digests[file.path] or file.path not in present]
    removed = sorted(present - digests.keys())
    if changed or removed:
        # Forget first: if we are stopped half-way, the next run must not believe an old memory.
        write_text(memory, json.dumps({p: d for p, d in known.items() if p not in {c.path for c in changed}}))
        for file in changed:
            write_bytes(folder / file.path, file.content())
        for path in removed:
            (folder / path).unlink(missing_ok=True)
        if removed:
            _remove_empty_folders(folder)
        write_text(memory, json.dumps(digests, indent=0, sort_keys=True))
    return Change(tuple(file.path for file in changed), tuple(removed))


def _files_below(folder: Path) -> set[str]:
    # os.walk: pathlib asks about every single file, which takes a tenth of an unchanged build.
    found: set[str] = set()
    for place, _, names in os.walk(folder):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        found |= {name if inside == "." else f"{inside}/{name}" for name in names}
    return found


def read_memory(memory: Path) -> dict[str, str]:
    """Return path → digest of what was laid out or rendered last; empty when unknown."""
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), key=lambda p: -len(p.parts)):
        if not any(path.iterdir()):
            path.rmdir()
