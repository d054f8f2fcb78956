"""Opening a story reads what lies on disk now, and tells when that is no longer what the entry says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from index_kit import SOCIAL
from office_kit import NOW, Office

from newsroom.entries import Entries, StoryChanged
from newsroom.index import open_index
from newsroom.story.edit import set_keys
from newsroom.workspace import open_workspace

_WAYS: list[Callable[[Office], Entries]] = [
    lambda office: open_index(office.config(), NOW),
    lambda office: open_workspace(office.config(), NOW).entries(),
]


def _with(**values: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_text(set_keys(path.read_text(encoding="utf-8"), values), encoding="utf-8")

    return change


@pytest.mark.parametrize("open_entries", _WAYS, ids=["index", "workspace"])
def test_an_unchanged_story_is_read_whole(office: Office, open_entries: Callable[[Office], Entries]) -> None:
    """What comes back is the story of the entry, text and all, also from a warm index and after a mere touch."""
    open_entries(office)
    entries = open_entries(office)
    path = office.stories / "2025" / "bai-1" / "index.md"
    path.touch()
    file = entries.open(entries.all()[1])
    assert (file.path, file.story and file.story.id) == (path, "GS-2025-0001")
    assert "Chị nói về công việc" in file.body


@pytest.mark.parametrize("open_entries", _WAYS, ids=["index", "workspace"])
@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text(path.read_text(encoding="utf-8") + "Thêm.", encoding="utf-8"),
        lambda path: path.with_name("anh.jpg").write_bytes(b"other"),
        lambda path: path.unlink(),
        lambda path: path.write_text("---\n", encoding="utf-8"),
        _with(status="withdrawn"),
        _with(status="draft"),
        _with(publish={"website": {"at": "2031-01-01 08:00"}}),
        _with(verified={"unit": "u", "by": "c", "date": "2024-12-02", "no_pending_case": False}),
        _with(withdrawal={"at": "2026-01-01 08:00", "reason": "r", "by": "b"}),
    ],
    ids=["text", "picture", "deleted", "broken", "withdrawn", "draft", "time", "pending-case", "withdrawal"],
)
def test_a_story_changed_meanwhile_is_refused(
    office: Office, open_entries: Callable[[Office], Entries], change: Callable[[Path], None]
) -> None:
    """A change after the entries were opened is told, also one that the fingerprint leaves out."""
    office.write(1, publish=SOCIAL)
    entries = open_entries(office)
    change(office.stories / "2025" / "bai-1" / "index.md")
    with pytest.raises(StoryChanged):
        entries.open(entries.all()[1])
    assert entries.open(entries.all()[0]).story is not None
