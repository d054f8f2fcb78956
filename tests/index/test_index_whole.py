"""Whole stories that are remembered between builds are exactly those that lie on disk."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from office_kit import NOW, jpeg

from newsroom.index.whole import open_known_workspace
from newsroom.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from office_kit import Office


def said(workspace: Workspace) -> list[Any]:
    """Return everything a command can learn from a workspace."""
    return [
        workspace.findings,
        workspace.unsound,
        workspace.unsayable,
        workspace.terms,
        [workspace.verdict(file, channel) for file in workspace.files for channel in ("website", "facebook", "zalo")],
        [
            (
                file.path,
                file.name,
                file.text,
                file.body,
                file.story,
                file.address,
                file.old_addresses,
                file.problem and file.problem.code,
                file.picture_digests(),
                (file.front.data, file.front.positions, file.front.spans, file.front.body_line) if file.front else None,
                workspace.fingerprint(file) if file.story else None,
            )
            for file in workspace.files
        ],
    ]


def compare(office: Office, now: datetime = NOW) -> Workspace:
    """Insist that what is remembered says the same as what lies on disk, and return it."""
    known = open_known_workspace(office.config(), now)
    assert said(known) == said(open_workspace(office.config(), now))
    return known


@pytest.fixture
def steady(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return a newsroom of four stories, one with errors and one unreadable, on a disk whose times are trusted."""
    monkeypatch.setattr("newsroom.index.signs._RACY", -(10**15))
    office.write(1, body="Xem [bài hai](/2025/bai-2/) và [bài bốn](/2025/bai-4/).")
    office.write(2)
    office.write(3, fields=["khong-co"], publish=None)
    office.write(4).write_bytes(b"\xff")
    compare(office)
    return office


CHANGES = {
    "nothing": lambda office: None,
    "text": lambda office: office.write(2, body="Chữ khác."),
    "text without approval": lambda office: office.write(2, body="Chữ khác.", approve=False),
    "picture": lambda office: (office.stories / "2025" / "bai-2" / "anh.jpg").write_bytes(jpeg("#113355")),
    "broken picture": lambda office: (office.stories / "2025" / "bai-2" / "anh.jpg").write_bytes(b"x"),
    "lost picture": lambda office: (office.stories / "2025" / "bai-2" / "anh.jpg").unlink(),
    "gone": lambda office: shutil.rmtree(office.stories / "2025" / "bai-2"),
    "renamed": lambda office: (office.stories / "2025" / "bai-2").rename(office.stories / "2025" / "khac"),
    "mended": lambda office: office.write(4),
    "hidden": lambda office: office.write(2, status="draft"),
    "copied": lambda office: shutil.copytree(office.stories / "2025" / "bai-2", office.stories / "2025" / "sao"),
    "list": lambda office: (office.stories / "terms" / "fields.yml").write_text(
        "- {code: khong-co, label: Có rồi, from: 2000-01-01}\n", encoding="utf-8"
    ),
    "fixed page": lambda office: (office.root / "site" / "pages" / "them.md").write_text("x"),
    "redirect": lambda office: office.write(2, slug="moi", redirects=["/2025/bai-2/"], folder="moi"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_remembered_equals_what_is_read(steady: Office, what: str) -> None:
    """After any change, findings, verdicts, stories, positions and digests are those that reading everything gives."""
    CHANGES[what](steady)
    compare(steady)
    compare(steady)


@pytest.mark.parametrize("hours", [-24 * 700, 1, 24, 24 * 400])
def test_time_passes_over_what_is_remembered(steady: Office, hours: int) -> None:
    """Dates in the future, times not due and lists of the day are judged at the moment, not when a story was read."""
    compare(steady, NOW + timedelta(hours=hours))


def test_an_unchanged_story_is_not_read_again(steady: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only stories whose files changed are read; the unreadable one is looked at each time."""
    read = []

    def counting(path: Path, *given: Any, **options: Any) -> Any:
        read.append(path.parent.name)
        return original(path, *given, **options)

    from newsroom.index import whole

    original = whole.read_story
    monkeypatch.setattr(whole, "read_story", counting)
    compare(steady)
    assert read == ["bai-4"]
    steady.write(2, body="Chữ khác.")
    compare(steady)
    assert read == ["bai-4", "bai-2", "bai-4"]


def test_a_damaged_memory_is_no_memory(steady: Office) -> None:
    """Whatever lies where stories are remembered, the answers are the same."""
    path = steady.root / "build" / "cache" / "whole-stories"
    whole = path.read_bytes()
    for damaged in (b"", b"x", whole[:-1], whole.replace(b"bai-2", b"bai-3")):
        path.write_bytes(damaged)
        compare(steady)


def test_a_file_changed_a_moment_ago_is_read_again(office: Office) -> None:
    """A story written within the last two seconds is not trusted: its next change may have the same time and size."""
    office.write(1)
    compare(office)
    path = office.stories / "2025" / "bai-1" / "index.md"
    path.write_bytes(path.read_bytes().replace("tận tụy".encode(), "tận tâm".encode()))
    compare(office)
