"""`newsroom correct`: a public note with its time, every other byte as it was, and approval anew."""

from __future__ import annotations

import json
import re

import pytest
from desk_kit import Desk

from newsroom.approval import fingerprint_of
from newsroom.desk.correcting import corrected
from newsroom.errors import FindingsError
from newsroom.story.read import read_story

NOTE = ("--note", "Sửa năm công tác từ 2010 thành 2012.", "--by", "Lê Thị Chi")


def _read(desk: Desk, path):
    return read_story(path, desk.office.config().zone, shown_from=desk.office.root)


@pytest.fixture
def story(desk: Desk):
    """Return a public story whose text was changed after its approval."""
    path = desk.office.write(1, picture=b"")
    path.write_bytes(path.read_bytes().replace(b"c\xc3\xb4ng vi\xe1\xbb\x87c", b"vi\xe1\xbb\x87c l\xc3\xa0m"))
    return path


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_only_status_and_corrections_change(desk: Desk, story, ends: bytes) -> None:
    """The note stands with its time and who wrote it; every other line keeps its bytes, line ends and order mark."""
    story.write_bytes(b"\xef\xbb\xbf" + story.read_bytes().replace(b"\n", ends))
    before = story.read_bytes().split(ends)
    document = desk.json("correct", "bai-1", *NOTE)
    assert desk.code == 0, desk.err
    after = story.read_bytes().split(ends)
    assert [line for line in after if not line.startswith((b"status", b"corrections"))] == [
        line for line in before if not line.startswith(b"status")
    ]
    (correction,) = _read(desk, story).story.corrections
    assert correction.note == "Sửa năm công tác từ 2010 thành 2012."
    assert correction.by == "Lê Thị Chi"
    assert document["status"] == "correction"
    assert document["channels"] == []


def test_it_must_be_approved_again_and_then_stands_on_the_page(desk: Desk, story) -> None:
    """Until approved anew the page is not shown; then the note is on it, and nobody's name."""
    desk.run("correct", "GS-2025-0001", *NOTE)
    assert "newsroom approve GS-2025-0001" in desk.out
    assert not desk.office.workspace().verdict(desk.office.workspace().files[0], "website").allowed
    assert desk.run("approve", "GS-2025-0001", "--by", "Phạm Duyệt") == 0, desk.err
    staged = desk.office.staged()["2025/bai-1/index.md"].decode()
    assert "Sửa năm công tác" in staged
    assert "Lê Thị Chi" not in staged


def test_notes_are_added_to_earlier_ones(desk: Desk, story) -> None:
    """A second correction keeps the first as it was."""
    desk.run("correct", "bai-1", *NOTE)
    desk.run("correct", "bai-1", "--note", "Bổ sung: tên “Đội 3”", "--by", "Hạnh")
    notes = [correction.note for correction in _read(desk, story).story.corrections]
    assert notes == ["Sửa năm công tác từ 2010 thành 2012.", "Bổ sung: tên “Đội 3”"]


def test_a_note_without_a_change_has_to_be_meant(desk: Desk) -> None:
    """A story as it was approved is refused, so that no note promises what was not done; --note-only means it."""
    path = desk.office.write(1, picture=b"")
    before = path.read_bytes()
    assert desk.run("correct", "bai-1", *NOTE) == 2
    assert "--note-only" in desk.err
    assert path.read_bytes() == before
    assert desk.run("correct", "bai-1", *NOTE, "--note-only") == 0
    assert _read(desk, path).story.corrections


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"status": "draft"}, "bản nháp"),
        ({"status": "edited"}, "chờ duyệt"),
        ({"publish": {"website": {"at": "2030-01-01 08:00"}}}, "chưa đến giờ đăng"),
        ({"publish": {}}, "chưa đến giờ đăng"),
        ({"status": "withdrawn", "withdrawal": {"at": "2026-01-01 08:00", "reason": "x", "by": "y"}}, "đã gỡ"),
    ],
)
def test_what_nobody_has_read_needs_no_correction(desk: Desk, front, said: str) -> None:
    """Drafts, stories that are not due and withdrawn ones are refused with what to do instead; the file stays."""
    path = desk.office.write(1, picture=b"", approve=False, **front)
    before = path.read_bytes()
    assert desk.run("correct", "bai-1", *NOTE) == 2
    assert said in desk.err
    assert path.read_bytes() == before


def test_slips_are_one_sentence(desk: Desk, story) -> None:
    """Empty words, a novel, an unknown story and broken front matter change nothing."""
    before = story.read_bytes()
    assert desk.run("correct", "bai-1", "--note", " \n ", "--by", "A") == 2
    assert desk.run("correct", "bai-1", "--note", "x", "--by", "\t") == 2
    assert desk.run("correct", "bai-1", "--note", "x" * 501, "--by", "A") == 2
    assert desk.run("correct", "bai-9", *NOTE) == 2
    assert story.read_bytes() == before
    story.write_bytes(re.sub(rb"(?m)^unit: .*$", b"unit:", before))
    broken = story.read_bytes()
    assert desk.run("correct", "bai-1", *NOTE) == 1
    assert story.read_bytes() == broken


def test_what_the_checks_say_of_the_note_is_told(desk: Desk, story) -> None:
    """A telephone number in the note is a finding at once, not only at the approval."""
    document = desk.json("correct", "bai-1", "--note", "Liên hệ 0912 345 678.", "--by", "Hạnh")
    assert "R002" in {finding["code"] for finding in document["findings"]}, json.dumps(document, ensure_ascii=False)


def test_the_fingerprint_covers_the_note(desk: Desk, story) -> None:
    """A note that is changed after the approval voids it."""
    desk.run("correct", "bai-1", *NOTE)
    first = fingerprint_of(_read(desk, story))
    story.write_text(story.read_text(encoding="utf-8").replace("2012", "2013"), encoding="utf-8")
    assert fingerprint_of(_read(desk, story)) != first


@pytest.mark.parametrize("meanwhile", ["---\ntitle: Chữ của người khác\n---\n".encode(), b"\xff\xfe", None])
def test_what_somebody_wrote_meanwhile_is_not_lost(desk: Desk, story, meanwhile: bytes | None) -> None:
    """A file that was changed, garbled or taken away since it was read is refused, and stays as the other left it."""
    workspace = desk.office.workspace()
    if meanwhile is None:
        story.unlink()
    else:
        story.write_bytes(meanwhile)
    with pytest.raises(FindingsError) as told:
        corrected(workspace, workspace.files[0], "Sửa tên.", "Hạnh", is_note_only=False)
    assert "vừa được người khác sửa" in told.value.what.vi
