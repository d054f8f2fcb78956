"""Read from Git who changed the stories: one `git log` for all of them, and after that only what is new.

What is learnt is kept below `build/cache` by commit; deleting it loses nothing but time. A folder that is no Git
checkout, one with a part of the history only, and a machine without Git are no errors: they are told as a finding.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom import git
from newsroom.errors import ConfigurationError
from newsroom.git import GitRefused
from newsroom.moves import Facts, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.config import Config

_FORMAT = "newsroom moves 2"
_STORY = re.compile(r"\d+/[^/]+/index\.md\Z")
# Alone on its line at the head of the front matter; written by people and by us, never deeper.
_STATUS = re.compile(r"^([ ]*)[\"']?status[\"']?[ ]*:[ ]*[\"']?([a-z]+)", re.MULTILINE)
_UNIT = re.compile(r"^([ ]*)[\"']?unit[\"']?[ ]*:[ ]*[\"']?([^\"'#\n]*)", re.MULTILINE)
_NO_BLOB = re.compile(r"0+\Z")


class NoHistory(StrEnum):
    """Why nothing is known of who moved the stories."""

    NO_GIT = "no-git"
    NO_CHECKOUT = "no-checkout"
    SHALLOW = "shallow"


class Moves(NamedTuple):
    """What Git knows of the stories, by `<year>/<folder>`, oldest step first; or why it knows nothing."""

    steps: Mapping[str, tuple[Step, ...]]
    missing: NoHistory | None = None


class _Change(NamedTuple):
    """One file in one commit: the versions before (one for each parent) and after, and its earlier path."""

    kind: str
    before: tuple[str, ...]
    after: str
    path: str
    old_path: str


class _Commit(NamedTuple):
    name: str
    email: str
    at: int
    committed_at: int
    changes: tuple[_Change, ...]


class _Log(NamedTuple):
    """All commits that touched stories, newest first, and what the versions of the files say."""

    head: str
    names: str
    """A digest of .mailmap, by which the addresses were read."""
    commits: list[_Commit]
    facts: dict[str, Facts]


def read_moves(config: Config) -> Moves | None:
    """Return who moved which story; None when nobody is held to the workflow."""
    if not config.workflow.is_on:
        return None
    try:
        return _read(config.stories_path, config.build / "cache")
    except (GitRefused, ConfigurationError):
        return Moves({}, NoHistory.NO_GIT)


def _read(stories: Path, cache: Path) -> Moves:
    words = ("rev-parse", "--is-shallow-repository", "HEAD", "--show-toplevel", "--show-prefix")
    try:
        said = git.ask(stories, *words, alone=True)
    except GitRefused:
        return Moves({}, NoHistory.NO_CHECKOUT)
    shallow, head, top, prefix, *_ = [*os.fsdecode(said).split("\n"), ""]
    if shallow == "true":
        return Moves({}, NoHistory.SHALLOW)
    folded = cache / "moves.json"
    known = _load(folded)
    names = _digest_of(Path(top) / ".mailmap")
    if known is not None and known[:2] == [head, names]:
        return Moves({place: tuple(_step(row) for row in rows) for place, rows in known[2].items()})
    log = _bring_up_to_date(stories, head, prefix, names, cache / "moves-log.json")
    steps = fold_log(log.commits, log.facts)
    _save(folded, [head, names, steps])
    return Moves(steps)


def _bring_up_to_date(stories: Path, head: str, prefix: str, names: str, kept: Path) -> _Log:
    before = _load(kept)
    old = _Log("", names, [], {})
    if before and before[1] == names and _is_ancestor(stories, before[0], head):
        rows, facts = before[2:]
        commits = [
            _Commit(
                name, email, at, committed_at, tuple(_Change(kind, tuple(blobs), *rest) for kind, blobs, *rest in found)
            )
            for name, email, at, committed_at, found in rows
        ]
        old = _Log(before[0], names, commits, {blob: Facts(*values) for blob, values in facts.items()})
    new = _read_log(stories, f"{old.head}..{head}" if old.head else head, prefix)
    wanted = {blob for commit in new for change in commit.changes for blob in (*change.before, change.after)}
    facts = old.facts | _read_facts(stories, wanted - old.facts.keys())
    log = _Log(head, names, [*new, *old.commits], facts)
    _save(kept, list(log))
    return log


def _is_ancestor(stories: Path, commit: str, head: str) -> bool:
    try:
        git.ask(stories, "merge-base", "--is-ancestor", commit, head, alone=True)
    except GitRefused:
        return False
    return True


def _read_log(stories: Path, span: str, prefix: str) -> list[_Commit]:
    """Ask for all commits at once; of a merge, only files that differ from every parent: what the merger made."""
    said = git.ask(
        stories,
        "log",
        "-z",
        "--topo-order",
        "--raw",
        "--no-abbrev",
        "--find-renames=40%",
        "--diff-merges=combined",
        "--combined-all-paths",
        "--format=%x01%H%x00%aE%x00%at%x00%ct",
        span,
        "--",
        ".",
        alone=True,
    )
    parts = said.decode("utf-8", "surrogateescape").split("\x01")
    return [_commit(part, prefix) for part in parts if part]


def _commit(text: str, prefix: str) -> _Commit:
    name, email, at, committed_at, *rest = text.split("\0")
    return _Commit(name, email.strip().lower(), int(at), int(committed_at.strip()), tuple(_changes(rest, prefix)))


def _changes(fields: list[str], prefix: str) -> Iterator[_Change]:
    waiting = [field.lstrip("\n") for field in reversed(fields)]
    while waiting:
        field = waiting.pop()
        if not field.startswith(":"):
            continue
        parents = len(field) - len(field.lstrip(":"))
        words = field.lstrip(":").split(" ")
        blobs, kind = words[parents + 1 : -1], words[-1]
        # Two names after a rename or copy; of a merge, one for each parent and the result's.
        count = parents + 1 if parents > 1 else 2 if kind[0] in "RC" else 1
        names = [waiting.pop().removeprefix(prefix) for _ in range(count)]
        if _STORY.match(names[-1]) or _STORY.match(names[0]):
            yield _Change(kind[0], tuple(blobs[:-1]), blobs[-1], names[-1], names[0])


def _read_facts(stories: Path, blobs: Iterable[str]) -> dict[str, Facts]:
    wanted = [blob for blob in blobs if not _NO_BLOB.match(blob)]
    if not wanted:
        return {}
    raw = git.blobs(stories, wanted, alone=True)
    return {blob: facts_of(version) for blob, version in zip(wanted, raw, strict=True) if version is not None}


def facts_of(raw: bytes) -> Facts:
    """Read what a version of a story's file says of the workflow, without parsing it: there are thousands."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    _, _, behind = text.partition("---")
    front, _, body = behind.partition("\n---")
    found = min(_STATUS.finditer(front), key=lambda match: len(match[1]), default=None)
    indent = found[1] if found is not None else ""
    unit = next((match[2].strip() for match in _UNIT.finditer(front) if match[1] == indent), "")
    approval = re.search(rf"^{indent}approval[ ]*:.*(?:\n{indent}[ ]+.*)*", front, re.MULTILINE)
    rest = front
    for match in sorted(filter(None, (found, approval)), key=lambda match: -match.start()):
        end = rest.find("\n", match.end())
        rest = rest[: match.start()] + (rest[end + 1 :] if end >= 0 else "")
    status, approved = found[2] if found else "", _digest(approval[0]) if approval else ""
    return Facts(status, unit, approved, _digest(rest + "\n---" + body))


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def fold_log(commits: Iterable[_Commit], facts: Mapping[str, Facts]) -> dict[str, tuple[Step, ...]]:
    """Follow each story back through its renames; `commits` are newest first."""
    steps: dict[str, list[Step]] = {}
    # Where a path of the past is found today; None: nowhere, its story was deleted, or another stands there now.
    today: dict[str, str | None] = {}
    for commit in commits:
        for change in commit.changes:
            place = today.get(change.path, change.path)
            if change.kind == "D":
                today[change.path] = None
                continue
            after = facts.get(change.after)
            if place is not None and after is not None:
                steps.setdefault(place, []).append(
                    Step(
                        commit.name, commit.email, commit.at, commit.committed_at, _before(change, facts, after), after
                    )
                )
            if change.kind == "A":
                today[change.path] = None
            elif change.old_path != change.path:
                today[change.path], today[change.old_path] = None, place
    return {place.removesuffix("/index.md"): tuple(reversed(found)) for place, found in steps.items()}


def _before(change: _Change, facts: Mapping[str, Facts], after: Facts) -> Facts | None:
    """Return what was there before; of a merge, the parent whose state the merger kept, if there is one."""
    known = [facts[blob] for blob in change.before if blob in facts]
    return next((one for one in known if one.status == after.status), known[0] if known else None)


def _step(row: list[Any]) -> Step:
    commit, email, at, committed_at, before, after = row
    return Step(commit, email, at, committed_at, Facts(*before) if before is not None else None, Facts(*after))


def _load(path: Path) -> list[Any] | None:
    with suppress(OSError, ValueError, LookupError, TypeError):
        rest: list[Any]
        head, *rest = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
        return rest if head == _FORMAT else None
    return None


def _save(path: Path, document: Sequence[object]) -> None:
    from newsroom.files import write_bytes

    text = json.dumps([_FORMAT, *document], ensure_ascii=True, separators=(",", ":"))
    with suppress(ConfigurationError):
        write_bytes(path, text.encode("utf-8", "surrogateescape"))
