"""What Git says: which files differ, and what is about to be committed. The one place that runs `git`."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from newsroom.errors import ConfigurationError, UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TIMEOUT_SECONDS = 120


class GitRefused(Exception):
    """Git said no, in its own words."""


class Change(NamedTuple):
    """One file that differs: its path relative to the newsroom, and `A`, `M`, `D` or `T` as Git says it."""

    path: str
    kind: str

    @property
    def is_there(self) -> bool:
        """Tell whether the file exists after the change."""
        return self.kind != "D"


def changes_since(root: Path, base: str) -> list[Change]:
    """Return what differs below `root` from where this branch left `base`: committed, staged, changed or new.

    Raises:
        ConfigurationError: there is no Git, or `root` lies in no repository.
        UsageError: Git does not know `base`.

    """
    _check_repository(root)
    if base.startswith("-") or not _knows(root, base):
        raise UsageError(_NO_BASE, _NO_BASE_REMEDY, base=base)
    try:
        since = ask(root, "merge-base", base, "HEAD").strip().decode()
    except GitRefused:  # a shallow clone does not know where the two parted
        since = base
    found = _changes(ask(root, *_DIFF, since, "--", "."))
    listed = ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return found + [Change(name, "A") for name in _names(listed)]


def staged_changes(root: Path) -> list[Change]:
    """Return what the next commit changes below `root`.

    Raises:
        ConfigurationError: there is no Git, or `root` lies in no repository.

    """
    _check_repository(root)
    return _changes(ask(root, *_DIFF, "--cached", "--", "."))


def unlike_index(root: Path, stories: str) -> set[str]:
    """Return the files of the working tree that are not as in the index.

    Changed and deleted ones, and below `stories` those that it does not know, ignored or not: a check must not take
    a picture for one that is committed.
    """
    changed = ask(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "--", ".")
    return {*_names(changed), *_names(ask(root, "ls-files", "--others", "-z", "--", stories))}


def files_in_index(root: Path, below: Sequence[str]) -> list[str]:
    """Return the paths of the files in the index, relative to `root`."""
    return sorted(set(_names(ask(root, "ls-files", "--cached", "-z", "--", *below))))


def write_from_index(root: Path, paths: Sequence[str], into: Path) -> Path:
    """Write files as the index has them below `into`; return the folder there that stands for `root`."""
    listed = b"".join(os.fsencode(path) + b"\0" for path in paths)
    ask(root, "checkout-index", "--force", "-z", "--stdin", f"--prefix={into}{os.sep}", given=listed)
    return into / os.fsdecode(ask(root, "rev-parse", "--show-prefix")).strip("\n")


def blobs(root: Path, names: Sequence[str], *, alone: bool = False) -> list[bytes | None]:
    """Return the bytes of each object, named as Git names it (`HEAD:./path`, `:./path`); None for one that is not."""
    names = [name.replace("\n", "\0") for name in names]  # a line end in a path cannot be asked for, and is no text
    answer = ask(root, "cat-file", "--batch", given=b"".join(os.fsencode(name) + b"\n" for name in names), alone=alone)
    found: list[bytes | None] = []
    at = 0
    for _ in names:
        end = answer.index(b"\n", at)
        head = answer[at:end].split(b" ")
        at = end + 1
        if head[-1] == b"missing" or len(head) < 3 or not head[-1].isdigit():
            found.append(None)
            continue
        size = int(head[-1])
        found.append(answer[at : at + size] if head[-2] == b"blob" else None)
        at += size + 1
    return found


_DIFF = ("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative")


def _knows(root: Path, commit: str) -> bool:
    try:
        ask(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except GitRefused:
        return False
    return True


def _check_repository(root: Path) -> None:
    try:
        ask(root, "rev-parse", "--is-inside-work-tree")
    except GitRefused as error:
        raise ConfigurationError(_NO_REPOSITORY, _NO_REPOSITORY_REMEDY, folder=root, reason=error) from error


def ask(folder: Path, *words: str, given: bytes = b"", seconds: int = _TIMEOUT_SECONDS, alone: bool = False) -> bytes:
    """Run `git` in `folder` and return what it printed.

    `words` are ours; what a person gave stands behind an option or was refused before. `alone`: a hook's surroundings
    and replaced objects take no part, because what is read is kept.

    Raises:
        GitRefused: Git said no.
        ConfigurationError: there is no Git, or it did not answer in time.

    """
    environment = _environment()
    command = ["git", "-C", str(folder)]
    if alone:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        command += ["-c", "core.quotePath=false", "-c", "log.showSignature=false", "--no-replace-objects"]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and `words` are ours
            [*command, *words], input=given, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigurationError(_NO_GIT, _NO_GIT_REMEDY, reason=error) from error
    if done.returncode:
        raise GitRefused(done.stderr.decode("utf-8", "replace").strip() or f"git {words[0]}: {done.returncode}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Return the environment with a hook's paths made absolute: Git gives them relative to where the hook runs."""
    found = dict(os.environ)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        if found.get(name):
            found[name] = os.path.abspath(found[name])  # noqa: PTH100 - links must stay as they are
    return found


def _names(listed: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listed.split(b"\0") if name)


def _changes(listed: bytes) -> list[Change]:
    words = list(_names(listed))
    return [Change(path, kind) for kind, path in zip(words[::2], words[1::2], strict=True)]


_NO_GIT = Words("Không chạy được git: {reason}.", "git does not run: {reason}.")
_NO_GIT_REMEDY = Words("Cài Git rồi chạy lại.", "Install Git and run it again.")
_NO_REPOSITORY = Words("{folder} không nằm trong kho Git: {reason}.", "{folder} lies in no Git repository: {reason}.")
_NO_REPOSITORY_REMEDY = Words(
    "Chạy lệnh trong bản sao Git của tòa soạn; để kiểm tra mọi bài thì bỏ --staged và --changed.",
    "Run it in a Git clone of the newsroom; to check all stories leave out --staged and --changed.",
)
_NO_BASE = Words("Git không biết “{base}”.", 'Git does not know "{base}".')
_NO_BASE_REMEDY = Words(
    "Ghi tên nhánh hoặc commit, ví dụ origin/main; trên máy chủ CI phải lấy đủ lịch sử (fetch-depth: 0).",
    "Name a branch or commit, such as origin/main; in CI fetch the whole history (fetch-depth: 0).",
)
