"""The fingerprint covers everything that leaves the office, and nothing else."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.approval import fingerprint, fingerprint_of, is_approved, revision
from newsroom.story.read import StoryFile, story_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TEXT = """---
id: GS-2026-0001
title: Tổ một cửa
slug: to-mot-cua
summary: Đúng hẹn.
kind: dien-hinh-tien-tien
programme: dien-hinh-thuong-xuyen
subjects: [{name: Trần Thị Mai, type: ca-nhan, honorific: chị, role: chuyên viên, unit: vp-hcc, birth_year: 1990}]
unit: vp-hcc
fields: [y-te]
themes: [dam-nghi-dam-lam]
criteria: [{code: TC-03, evidence: Giảm nửa}]
stage: tuyen-truyen
replicated_at: [vp-tin-hoc]
awards: [{title: giay-khen, year: 2025, decision: 12/QĐ}]
authors: [{name: An}]
source: {kind: tu-viet}
pictures: [{file: a.png, alt: Quầy, caption: Sáng, credit: An, kind: tu-lieu}]
consent: [{ref: DY-1, subject: Trần Thị Mai, date: 2026-10-01, channels: [website, facebook], pictures: true}]
verified: {unit: vp-hcc, by: Bình, date: 2026-11-01, no_pending_case: true}
status: edited
publish:
  website: {at: 2026-11-20 08:00}
  facebook: {at: 2026-11-20 09:00, text: Mời đọc, hashtags: [Mai]}
redirects: [/2026/cu/]
corrections: [{at: 2026-11-21 08:00, note: Sửa tên}]
---

Thân bài một.
"""
DIGESTS = {"a.png": "0" * 64}


def _file(text: str) -> StoryFile:
    file = story_of(Path("/n/stories/2026/to-mot-cua/index.md"), text.encode(), HANOI, shown_from=Path("/n"))
    assert file.story, file.invalid or file.problem
    return file


def _print(text: str, digests: dict[str, str] | None = None) -> str:
    file = _file(text)
    return fingerprint(file.story, file.body, digests or DIGESTS)


def _changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Tổ một cửa", "title: Tổ một cưa"),
        ("Đúng hẹn.", "Đúng hẹn"),
        ("slug: to-mot-cua", "slug: to"),
        ("Thân bài một.", "Thân bài một,"),
        ("Thân bài một.", "Thân bài  một."),
        ("alt: Quầy", "alt: quầy"),
        ("caption: Sáng", "caption: Chiều"),
        ("credit: An,", "credit: Ân,"),
        ("kind: tu-lieu", "kind: chan-dung"),
        ("kind: tu-lieu", "kind: tu-lieu, people: [Lê Văn Ba]"),
        ("file: a.png", "file: b.png"),
        ("text: Mời đọc", "text: Mời xem"),
        ("hashtags: [Mai]", "hashtags: [Mai, Hai]"),
        ("facebook: {at: 2026-11-20 09:00", "facebook: {at: 2026-11-20 09:01"),
        ("facebook: {at: 2026-11-20 09:00", "facebook: {at: 2026-11-20T09:00Z"),
        ("website: {at: 2026-11-20 08:00}", "website: {at: 2026-11-20 08:00:01}"),
        ("  website: {at: 2026-11-20 08:00}", "  website: {at: 2026-11-20 08:00}\n  zalo: {at: 2026-11-20 08:00}"),
        ("channels: [website, facebook]", "channels: [website, facebook, zalo]"),
        ("channels: [website, facebook], pictures: true", "channels: [website, facebook]"),
        ("date: 2026-10-01", "date: 2026-10-02"),
        ("ref: DY-1", "ref: DY-2"),
        ("pictures: true}]", "pictures: true, guardian: Bà Hai}]"),
        ("name: Trần Thị Mai, type", "name: Trần Mai, type"),
        ("birth_year: 1990", "birth_year: 1991"),
        ("evidence: Giảm nửa", "evidence: Giảm"),
        ("year: 2025, decision", "year: 2024, decision"),
        ("decision: 12/QĐ", "decision: 12/QĐ, status: huy-bo"),
        ("authors: [{name: An}]", "authors: [{name: An}, {name: Ba}]"),
        ("source: {kind: tu-viet}", "source: {kind: trich-dan}"),
        ("source: {kind: tu-viet}", "source: {kind: tu-viet}\nfictional: true"),
        ("note: Sửa tên", "note: Sửa tuổi"),
        ("redirects: [/2026/cu/]", "redirects: []"),
        ("fields: [y-te]", "fields: [giao-duc]"),
        ("replicated_at: [vp-tin-hoc]", "replicated_at: []"),
    ],
)
def test_any_change_of_what_leaves_the_office_changes_it(old: str, new: str):
    """One sign of any public text, time, picture or consent, and the approval no longer fits."""
    assert _print(_changed(old, new)) != _print(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: edited", "status: approved"),
        ("status: edited", "status: correction"),
        ("status: edited", "status: approved\napproval: {by: C, at: 2026-11-19 08:00, fingerprint: x, signature: y}"),
        ("verified: {unit: vp-hcc, by: Bình, date: 2026-11-01, no_pending_case: true}\n", ""),
        ("by: Bình", "by: Chi"),
        ("pictures: true}]", "pictures: true, withdrawn: 2026-11-22}]"),
        ("status: edited", "status: withdrawn\nwithdrawal: {at: 2026-11-22 08:00, reason: Sai, by: C}"),
        ("status: edited", "status: returned\nreturned: {at: 2026-11-22 08:00, reason: Sai, by: C}"),
        ("fictional", "fictional"),
    ],
)
def test_the_workflow_itself_is_no_content(old: str, new: str):
    """Status, approval, verification, and a consent's or the story's withdrawal do not change the fingerprint."""
    assert _print(_changed(old, new) if old != new else TEXT) == _print(TEXT)


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("title: Tổ một cửa", 'title: "Tổ một cửa"  # nhan đề'),
        TEXT.replace("2026-11-20 09:00,", "2026-11-20T02:00:00Z,"),
        TEXT.replace("source: {kind: tu-viet}", "source: {kind: tu-viet}\nfictional: false"),
        TEXT.replace("---\n\nThân", "---\n\n\n\nThân") + "\n\n",
        TEXT.replace("\n", "\r\n"),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("unit: vp-hcc\nfields: [y-te]", "fields: [y-te]\nunit: vp-hcc"),
    ],
    ids=["quotes", "zone", "default", "blank lines", "line ends", "letters' form", "order of keys"],
)
def test_the_same_content_written_otherwise_is_the_same(same: str):
    """How a value is written (quotes, zone, order, line ends, form of letters) is no content."""
    assert _print(same) == _print(TEXT)


def test_one_byte_of_a_picture_is_content(tmp_path: Path):
    """The bytes of each picture count, on disk as they lie; a picture that is not there counts as gone."""
    path = tmp_path / "2026" / "to-mot-cua" / "index.md"
    path.parent.mkdir(parents=True)
    prints = set()
    for data in (b"a", b"b", b"a\0", None):
        if data is None:
            (path.parent / "a.png").unlink()
        else:
            (path.parent / "a.png").write_bytes(data)
        prints.add(fingerprint_of(story_of(path, TEXT.encode(), HANOI, shown_from=tmp_path)))
    assert len(prints) == 4


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_no_two_texts_share_it(added: str):
    """Whatever is added to the text that is more than blanks at its ends changes the fingerprint."""
    file = _file(TEXT)
    same = not unicodedata.normalize("NFC", added).strip()
    assert (fingerprint(file.story, file.body + added, DIGESTS) == _print(TEXT)) is same


def test_the_algorithm_stays_what_it_was():
    """A fingerprint written years ago must still fit, so its value for a known story is fixed here."""
    assert _print(TEXT) == "sha256:af068488589a94b19593c9ffeed4518c0fbc5bd32e1dde9a70d43c1f130f3e6b"


def test_only_exactly_this_fingerprint_approves():
    """An approval holds for the very fingerprint it names; a page carries the first 16 digits of it."""
    current = _print(TEXT)
    approved = _file(
        TEXT.replace(
            "status: edited", f"status: approved\napproval: {{by: C, at: 2026-11-19 08:00, fingerprint: {current}}}"
        )
    )
    assert is_approved(approved.story, current)
    assert not is_approved(approved.story, current[:-1])
    assert not is_approved(_file(TEXT).story, current)
    assert revision(current) == current[7:23]
    assert approved.story.approval.at == datetime(2026, 11, 19, 1, tzinfo=UTC)
