"""The newsroom as the next commit will have it: laid out beside the working tree, from Git's index.

What lies in the working tree decides nothing: a slip mended but not staged is still a slip. A folder that is as in the
index is linked, not copied, so that what is known of unchanged stories counts here too and a check takes no longer than
one in the working tree.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from newsroom import git
from newsroom.checks.credentials import ALLOWED, in_text
from newsroom.checks.finding import Finding
from newsroom.config import read_config
from newsroom.file_lock import wait_for
from newsroom.files import disk_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.config import Config
    from newsroom.git import Change

_MOST_BYTES = 2_000_000
"""A larger text is no program and no document; a picture is looked at by nobody here."""


class Staged(NamedTuple):
    """What is about to be committed."""

    config: Config
    """Its root is the layout; its state is kept there from one commit to the next."""
    changes: list[Change]


@contextmanager
def staged_newsroom(config_path: Path, environment: Mapping[str, str], state: Path) -> Iterator[Staged]:
    """Lay out what is staged below `state` while nobody else does.

    Raises:
        ConfigurationError: there is no Git, the disk is full, or the staged newsroom.toml says something impossible.

    """
    root, name = config_path.absolute().parent, config_path.name
    changes = git.staged_changes(root)
    try:
        state.mkdir(parents=True, exist_ok=True)
        with (state / "lock").open("w") as lock:
            wait_for(lock.fileno())
            tree = state / "tree"
            shutil.rmtree(tree, ignore_errors=True)
            tree.mkdir()
            yield Staged(_lay_out(root, name, tree, environment, state), changes)
    except OSError as error:
        raise disk_trouble(state, error) from error


def _lay_out(root: Path, name: str, tree: Path, environment: Mapping[str, str], state: Path) -> Config:
    here = git.write_from_index(root, git.files_in_index(root, [name]), tree)
    here.mkdir(parents=True, exist_ok=True)
    if not (here / name).exists():  # an office's settings that are not in Git hold all the same
        shutil.copyfile(root / name, here / name)
    config = read_config(here / name, environment, state=state)
    stories = PurePosixPath(config.stories.path.as_posix())
    _lay_files(root, tree, here, stories, name)
    # Git knows no empty folders; a newsroom without stories is one all the same.
    (here / stories).mkdir(parents=True, exist_ok=True)
    return config


def _lay_files(root: Path, tree: Path, here: Path, stories: PurePosixPath, keep: str) -> None:
    listed = git.files_in_index(root, ["."])
    unlike = {_unit(path, stories) for path in git.unlike_index(root, str(stories))}
    written: list[str] = []
    done: set[str] = set()
    for path in listed:
        unit = _unit(path, stories)
        if path == keep or unit in done:
            continue
        if unit not in unlike and _link(root / unit, here / unit):
            done.add(unit)
        else:
            written.append(path)
    if written:
        git.write_from_index(root, written, tree)


def _unit(path: str, stories: PurePosixPath) -> str:
    """Return what is linked or written as one: a story's folder, a file among stories, a folder of anything else."""
    parts = PurePosixPath(path).parts
    depth = len(stories.parts)
    if parts[:depth] == stories.parts:
        is_story = len(parts) > depth + 2 and parts[depth].isdigit()
        return "/".join(parts[: depth + 2]) if is_story else path
    return path if parts[0] == stories.parts[0] else parts[0]


def _link(target: Path, place: Path) -> bool:
    """Link; tell whether it was possible: Windows asks for a privilege."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)
    except OSError:
        return False
    return True


def find_new_credentials(root: Path, changes: Sequence[Change], config: Config) -> Iterator[Finding]:
    """Look into every staged file that no check reads for credentials that were not there before."""
    stories = PurePosixPath(config.stories.path.as_posix())
    read = [c.path for c in changes if c.is_there and not _is_checked(PurePosixPath(c.path), stories)]
    contents = git.blobs(root, [f"{where}:./{path}" for path in read for where in ("", "HEAD")])
    for path, now, before in zip(read, contents[::2], contents[1::2], strict=True):
        if PurePosixPath(path).name == "vault.key":
            yield Finding(path, 1, 1, "S022", "", {"shown": path, "name": ""})
        text = _text(now)
        if text is None:
            continue
        lines, old = text.split("\n"), set((_text(before) or "").split("\n"))
        for finding in in_text(path, text, most=len(lines)):
            line = lines[finding.line - 1]
            if line not in old and ALLOWED not in line:
                yield finding


def _is_checked(path: PurePosixPath, stories: PurePosixPath) -> bool:
    inside = path.is_relative_to(stories)
    return str(path) == "newsroom.toml" or (inside and (path.name == "index.md" or path.suffix == ".yml"))


def _text(content: bytes | None) -> str | None:
    if content is None or len(content) > _MOST_BYTES or b"\0" in content:
        return None
    return content.decode("utf-8", "replace")
