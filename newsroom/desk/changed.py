"""Which stories differ from a commit: what a pull request brings, and what lies in the working tree on top of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError, UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.story.read import StoryFile

_TIMEOUT_SECONDS = 60


def changed_stories(files: Sequence[StoryFile], stories: Path, base: str) -> list[StoryFile]:
    """Return the stories of which any file differs from where this branch left `base`, committed or not.

    Stories that are gone since then are not among them.

    Raises:
        ConfigurationError: there is no Git, or the folder is no repository.
        UsageError: Git does not know `base`.

    """
    top = Path(_git(stories, "rev-parse", "--show-toplevel").strip())
    if base.startswith("-"):
        raise UsageError(_NO_BASE, _NO_BASE_REMEDY, base=base)
    try:
        # Where both sides came from; a clone without that history compares with `base` as it is.
        _git(stories, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    except _Refused:
        raise UsageError(_NO_BASE, _NO_BASE_REMEDY, base=base) from None
    try:
        since = _git(stories, "merge-base", base, "HEAD").strip()
    except _Refused:
        since = base
    listed = _git(stories, "diff", "--name-only", "-z", "--no-renames", since, "--", ".")
    listed += _git(stories, "ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", ".")
    changed = {os.path.realpath(top / name) for name in listed.split("\0") if name}
    return [file for file in files if _holds(os.path.realpath(file.folder), changed)]


def _holds(folder: str, changed: set[str]) -> bool:
    return any(path.startswith(folder + os.sep) for path in changed)


class _Refused(Exception):
    pass


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and `base` cannot begin with a dash
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the person's own git
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigurationError(_NO_GIT, _NO_GIT_REMEDY, folder=folder, reason=error) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        if arguments[0] in {"rev-parse", "merge-base"} and "--show-toplevel" not in arguments:
            raise _Refused(reason)
        raise ConfigurationError(_NO_GIT, _NO_GIT_REMEDY, folder=folder, reason=reason or done.returncode)
    return done.stdout.decode("utf-8", "surrogateescape")


_NO_GIT = Words("Không xem được lịch sử Git của {folder}: {reason}.", "Git cannot tell about {folder}: {reason}.")
_NO_GIT_REMEDY = Words(
    "Chạy lệnh trong bản sao Git của kho bài, hoặc nêu tên bài thay cho --changed.",
    "Run it in a Git clone of the newsroom, or name stories instead of --changed.",
)
_NO_BASE = Words("Git không biết “{base}”.", 'Git does not know "{base}".')
_NO_BASE_REMEDY = Words(
    "Ghi tên nhánh hoặc commit, ví dụ origin/main; trên máy chủ CI hãy lấy đủ lịch sử (fetch-depth: 0).",
    "Name a branch or commit, such as origin/main; in CI fetch the whole history (fetch-depth: 0).",
)
