"""`newsroom move`, `return` and `workflow`: the table at the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsroom.cli.main import run

PEOPLE = """
[[workflow.people]]
name = "Trần Minh Hà"
email = "ha@guong.example"
roles = ["author"]
[[workflow.people]]
name = "Hồ Thị Bình"
email = "binh@guong.example"
roles = ["editor"]
[[workflow.people]]
name = "Lê Thị Thu"
email = "thu@guong.example"
roles = ["approver"]
deputies = [{email = "binh@guong.example", from = 2026-11-23, until = 2026-11-24}]
"""


def _run(newsroom: Path, *arguments: str) -> int:
    return run(["--config", str(newsroom / "newsroom.toml"), "--lang", "vi", *arguments])


def _to(story_file: Path, status: str) -> bytes:
    raw = story_file.read_bytes().replace(b"status: approved", f"status: {status}".encode())
    story_file.write_bytes(re.sub(rb"(?m)^approval: .*\r?\n", b"", raw))
    return story_file.read_bytes()


@pytest.mark.parametrize("windows", [False, True], ids=["LF", "CR LF and byte order mark"])
def test_returning_writes_the_reason_and_keeps_every_other_byte(
    newsroom: Path, story_file: Path, windows: bool, capsys
):
    """The state and a record of who, when and why; the approval is gone; every other byte is the author's."""
    before = story_file.read_bytes()
    if windows:
        before = b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
        story_file.write_bytes(before)
    assert _run(newsroom, "return", "GS-2026-0001", "--reason", "Thiếu số: bao nhiêu hồ sơ?", "--by", "Lê Thị Thu") == 0
    after = story_file.read_bytes()
    end = b"\r\n" if windows else b"\n"
    record = '\nreturned: {at: 2026-11-23 09:00, reason: "Thiếu số: bao nhiêu hồ sơ?", by: Lê Thị Thu}'.encode()
    assert record.replace(b"\n", end) in after
    plain = re.sub(rb"(?m)^returned: .*\n", b"", after)
    assert plain == re.sub(rb"(?m)^approval: .*\n", b"", before).replace(b"status: approved", b"status: returned")
    assert "giu-loi-hen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "target"), [("draft", "submitted"), ("submitted", "verified"), ("verified", "edited")]
)
def test_a_story_moves_one_step_at_a_time(newsroom: Path, story_file: Path, source: str, target: str, capsys):
    """Each step changes the one word; a step that is skipped is refused with the ways there are."""
    before = _to(story_file, source)
    assert _run(newsroom, "move", "giu-loi-hen", "--to", target, "--by", "Ai Đó", "--json") == 0
    assert json.loads(capsys.readouterr().out)["status"] == target
    assert story_file.read_bytes() == before.replace(f"status: {source}".encode(), f"status: {target}".encode())
    changed = _to(story_file, source)
    story_file.write_bytes(changed.replace(f"status: {target}".encode(), f"status: {source}".encode()))
    if source != "verified":
        skipped = "edited"
        assert _run(newsroom, "move", "giu-loi-hen", "--to", skipped, "--by", "Ai Đó") == 2
        assert "chờ xác minh" in capsys.readouterr().err


def test_who_lacks_the_role_moves_nothing(newsroom: Path, story_file: Path, capsys):
    """With people named, each step is for its role; a deputy may while the dates last."""
    toml = newsroom / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8") + PEOPLE, encoding="utf-8")
    before = _to(story_file, "verified")
    assert _run(newsroom, "move", "GS-2026-0001", "--to", "edited", "--by", "Trần Minh Hà") == 1
    assert "biên tập viên" in capsys.readouterr().err
    assert story_file.read_bytes() == before
    assert _run(newsroom, "move", "GS-2026-0001", "--to", "edited", "--by", "Hồ Thị Bình") == 0


HEADS = """
[[workflow.people]]
name = "Phan Văn An"
email = "an@guong.example"
roles = ["unit-head", "author"]
units = ["vp-tin-hoc", "vp-tiep-dan"]
deputies = [{email = "mai@guong.example", from = 2026-11-23, until = 2026-11-24}]
[[workflow.people]]
name = "Trần Thị Mai"
email = "mai@guong.example"
[[workflow.people]]
name = "Đỗ Quang Vinh"
email = "vinh@guong.example"
roles = ["unit-head"]
units = ["vp-ubnd"]
[[workflow.people]]
name = "Vũ Thị Sáu"
email = "sau@guong.example"
roles = ["unit-head"]
units = [{code = "vp-hcc", until = 2026-11-22}]
[[workflow.people]]
name = "Ngô Văn Bảy"
email = "bay@guong.example"
roles = ["unit-head"]
"""


def _with_heads(newsroom: Path) -> None:
    toml = newsroom / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8") + HEADS, encoding="utf-8")


@pytest.mark.parametrize(
    ("by", "is_told"),
    [("Phan Văn An", True), ("Trần Thị Mai", True), ("Đỗ Quang Vinh", False), ("Ngô Văn Bảy", False)],
    ids=["head of another unit", "a deputy of one", "head of the unit above", "head without units"],
)
def test_a_unit_head_verifies_stories_of_the_own_unit_and_those_below(
    newsroom: Path, story_file: Path, by: str, is_told: bool, capsys
):
    """Who is head of other units is told whose story it is, and whose stories that person may move."""
    _with_heads(newsroom)
    before = _to(story_file, "submitted")
    for arguments in (("move", "--to", "verified"), ("return", "--reason", "Thiếu số liệu")):
        story_file.write_bytes(before)
        assert _run(newsroom, arguments[0], "GS-2026-0001", *arguments[1:], "--by", by) == int(is_told)
        said = " ".join(capsys.readouterr().err.split())
        assert (story_file.read_bytes() == before) is is_told
        told = (
            f"Bài này của Trung tâm Phục vụ hành chính công tỉnh Quảng Trị; {by} với vai trò thủ trưởng "
            "chỉ phụ trách Trung tâm Tin học, Ban Tiếp công dân tỉnh Quảng Trị và đơn vị trực thuộc."
        )
        assert (told in said) is is_told


def test_another_role_of_a_unit_head_knows_no_units(newsroom: Path, story_file: Path):
    """Who is an author too submits a story of any unit, but does not verify it."""
    _with_heads(newsroom)
    _to(story_file, "draft")
    assert _run(newsroom, "move", "GS-2026-0001", "--to", "submitted", "--by", "Phan Văn An") == 0
    assert _run(newsroom, "move", "GS-2026-0001", "--to", "verified", "--by", "Phan Văn An") == 1


def test_the_units_of_a_head_are_shown_beside_the_name(newsroom: Path, capsys):
    """`newsroom workflow` says whose stories a head and the deputy may move; who has no units has no such words."""
    _with_heads(newsroom)
    assert _run(newsroom, "workflow") == 0
    said = " ".join(capsys.readouterr().out.split())
    units = "bài của Trung tâm Tin học, Ban Tiếp công dân tỉnh Quảng Trị và đơn vị trực thuộc"
    assert f"Phan Văn An <an@guong.example> ({units});" in said
    assert "Trần Thị Mai <mai@guong.example> (được ủy quyền thay Phan Văn An đến hết 24/11/2026; " + units + ")" in said
    assert said.index("Ngô Văn Bảy <") < said.rindex("Trần Thị Mai <"), "deputies come behind those who hold a role"
    assert "Vũ Thị Sáu <sau@guong.example> (hôm nay không phụ trách đơn vị nào);" in said
    assert "Ngô Văn Bảy <bay@guong.example>;" in said
    assert _run(newsroom, "workflow", "--json") == 0
    held = json.loads(capsys.readouterr().out)["held"]
    units_of = {(one["name"], one["role"]): one["units"] for one in held}
    assert units_of["Trần Thị Mai", "unit-head"] == ["vp-tin-hoc", "vp-tiep-dan"]
    assert units_of["Vũ Thị Sáu", "unit-head"] == []
    assert units_of["Phan Văn An", "author"] is units_of["Ngô Văn Bảy", "unit-head"] is None


def test_a_story_is_not_verified_without_the_word_that_nothing_stands_against_it(
    newsroom: Path, story_file: Path, capsys
):
    """The step to `verified` asks for the record of the managing unit."""
    raw = _to(story_file, "submitted").replace(b"no_pending_case: true", b"no_pending_case: false")
    story_file.write_bytes(raw)
    assert _run(newsroom, "move", "GS-2026-0001", "--to", "verified", "--by", "An") == 1
    assert story_file.read_bytes() == raw


@pytest.mark.parametrize(
    "arguments",
    [
        ("return", "GS-2026-0001", "--reason", " ", "--by", "A"),
        ("return", "GS-2026-0001", "--reason", "x", "--by", "A\nB"),
        ("return", "GS-2026-9999", "--reason", "x", "--by", "A"),
        ("return", "GS-2026-0001", "--by", "A"),
        ("move", "GS-2026-0001", "--to", "approved", "--by", "A"),
        ("move", "GS-2026-0001", "--to", "submitted", "--by", "A"),
    ],
)
def test_what_cannot_be_done_is_wrong_usage(newsroom: Path, story_file: Path, arguments: tuple[str, ...], capsys):
    """An empty reason, a name of two lines, an unknown story, approval by `move`, and a way that is none."""
    before = story_file.read_bytes()
    assert _run(newsroom, *arguments) == 2
    assert capsys.readouterr().err
    assert story_file.read_bytes() == before


def test_the_table_and_todays_people_are_shown(newsroom: Path, capsys):
    """`newsroom workflow` shows every move with who may make it, and the deputies with their last day."""
    assert _run(newsroom, "workflow") == 0
    assert "newsroom.toml chưa ghi ai" in capsys.readouterr().out
    toml = newsroom / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8") + PEOPLE, encoding="utf-8")
    assert _run(newsroom, "workflow") == 0
    said = capsys.readouterr().out
    assert "Hồ Thị Bình <binh@guong.example> (được ủy quyền thay Lê Thị Thu đến hết 24/11/2026)" in said
    assert _run(newsroom, "workflow", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert {"from": "edited", "to": "approved", "roles": ["approver"], "act": "duyệt"} in document["moves"]
    assert {"role": "approver", "name": "Hồ Thị Bình", "email": "binh@guong.example", "deputy_for": "Lê Thị Thu",
            "until": "2026-11-24", "units": None} in document["held"]  # fmt: skip
