"""`newsroom approve`: exactly the content that was seen, all or none, and every other byte left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsroom.cli.main import run
from newsroom.config import read_config
from newsroom.gate import Reason
from newsroom.workspace import open_workspace

APPROVER = "Lê Thị Thu"


def _run(newsroom: Path, *arguments: str) -> int:
    return run(["--config", str(newsroom / "newsroom.toml"), *arguments])


def _approve(newsroom: Path, *arguments: str, by: str = APPROVER) -> int:
    return _run(newsroom, "approve", "--by", by, *arguments)


def _codes(newsroom: Path, capsys) -> list[str]:
    capsys.readouterr()
    _run(newsroom, "check", "--json")
    return [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def _unapproved(file: Path) -> bytes:
    file.write_bytes(re.sub(rb"(?m)^approval: .*\r?\n", b"", file.read_bytes()))
    return file.read_bytes()


def _verdict(newsroom: Path):
    from datetime import UTC, datetime

    workspace = open_workspace(read_config(newsroom / "newsroom.toml", {}), datetime.now(UTC))
    return workspace.verdict(workspace.files[0], "website").reason


def test_approve_then_check_is_clean_and_one_letter_later_it_is_void(newsroom: Path, story_file: Path, capsys):
    """An approval holds for exactly the content: one letter more and the check and the gate refuse."""
    _unapproved(story_file)
    assert _codes(newsroom, capsys) == ["A001"]
    assert _verdict(newsroom) is Reason.NO_APPROVAL
    assert _approve(newsroom, "GS-2026-0001") == 0
    assert _codes(newsroom, capsys) == []
    assert _verdict(newsroom) is None
    _change(story_file, "Sáng thứ Hai", "Sáng thứ Ba")
    assert _codes(newsroom, capsys) == ["A002"]
    assert _verdict(newsroom) is Reason.APPROVAL_VOID
    assert _approve(newsroom, "giu-loi-hen") == 0
    assert _codes(newsroom, capsys) == []


def test_a_changed_picture_voids_the_approval(newsroom: Path, story_file: Path, capsys):
    """One byte of a picture is content too."""
    picture = story_file.with_name("anh.png")
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert _codes(newsroom, capsys) == ["A002"]


@pytest.mark.parametrize("windows", [False, True], ids=["LF", "CR LF and byte order mark"])
def test_every_other_byte_stays(newsroom: Path, story_file: Path, windows: bool, capsys):
    """Only the lines `status` and `approval` differ afterwards; line ends and the byte order mark are the author's."""
    before = _unapproved(story_file).replace(b"status: approved", b"status: edited   # anh H\xc3\xb9ng xem")
    if windows:
        before = b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
    story_file.write_bytes(before)
    assert _approve(newsroom, "GS-2026-0001") == 0
    after = story_file.read_bytes()
    end = b"\r\n" if windows else b"\n"
    approval = re.compile(rb"^approval: \{by: [^\r\n]*\}" + end, re.MULTILINE)
    assert len(approval.findall(after)) == 1
    assert approval.sub(b"", after) == before.replace(b"status: edited", b"status: approved")
    assert _codes(newsroom, capsys) == []


def test_approving_enters_the_id_into_the_register(newsroom: Path, story_file: Path, capsys):
    """From the first approval on, the id belongs to the address: a new slug without redirect is refused."""
    _unapproved(story_file)
    assert _approve(newsroom, "GS-2026-0001", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"approved": ["GS-2026-0001"]}
    register = (newsroom / "stories" / "register.tsv").read_text(encoding="utf-8")
    assert register.splitlines()[1:] == ["GS-2026-0001\t2026/giu-loi-hen/"]
    _change(story_file, "slug: giu-loi-hen", "slug: giu-loi")
    story_file.parent.rename(story_file.parent.with_name("giu-loi"))
    assert "I003" in _codes(newsroom, capsys)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("verified: {unit: vp-hcc, by: Phan Văn An, date: 2026-11-18, no_pending_case: true}\n", "", "A005"),
        ("publish:\n  website: {at: 2026-11-20 08:00}\n", "", "D004"),
        ("title: Tổ", "titel: Tổ", None),
    ],
    ids=["not verified", "no time for the website", "not even a story"],
)
def test_nothing_is_approved_that_would_be_unsound_once_approved(
    newsroom: Path, story_file: Path, old, new, code, capsys
):
    """An edited story is held to the rules for approved ones before its approval is written."""
    _unapproved(story_file)
    _change(story_file, "status: approved", "status: edited")
    _change(story_file, old, new)
    before = story_file.read_bytes()
    assert _approve(newsroom, "GS-2026-0001") == (1 if code else 2)
    assert story_file.read_bytes() == before
    assert not (newsroom / "stories" / "register.tsv").exists()
    assert (code or "GS-2026-0001") in capsys.readouterr().err


def test_a_channel_added_while_approving_must_be_able_to_say_it(newsroom: Path, story_file: Path, capsys):
    """`--also-on` sets a time on the channel, and what the channel cannot hold is refused before writing."""
    _unapproved(story_file)
    before = story_file.read_bytes()
    summary = next(line for line in story_file.read_text(encoding="utf-8").splitlines() if line.startswith("summary:"))
    _change(story_file, summary, "summary: " + "ờ" * 300)
    too_long = story_file.read_bytes()
    assert _approve(newsroom, "--all", "--also-on", "zalo") == 1
    assert "C002" in capsys.readouterr().err
    assert story_file.read_bytes() == too_long
    story_file.write_bytes(before)
    assert _approve(newsroom, "--all", "--also-on", "zalo") == 0
    text = story_file.read_text(encoding="utf-8")
    assert "publish: {website: {at: 2026-11-20 08:00}, zalo: {at: 2026-11-23 09:00}}\n" in text
    assert _codes(newsroom, capsys) == []


def test_all_or_none(newsroom: Path, story_file: Path, capsys):
    """One unsound story among those chosen, and no file and no register is written."""
    good = _unapproved(story_file)
    other = story_file.parent.with_name("khac")
    other.mkdir()
    text = good.decode().replace("GS-2026-0001", "GS-2026-0002").replace("slug: giu-loi-hen", "slug: khac")
    (other / "index.md").write_text(text, encoding="utf-8")
    assert _approve(newsroom, "--all") == 1
    assert "khac/index.md" in capsys.readouterr().err
    assert story_file.read_bytes() == good
    (other / "anh.png").write_bytes(story_file.with_name("anh.png").read_bytes())
    assert _approve(newsroom, "--all") == 0
    assert _codes(newsroom, capsys) == []


@pytest.mark.parametrize("by", ["", "  ", "A\nB"])
def test_an_approver_without_a_name_is_refused(newsroom: Path, story_file: Path, by: str, capsys):
    """An empty name would make the story unreadable, so nothing is written."""
    before = _unapproved(story_file)
    assert _approve(newsroom, "--all", by=by) == 2
    assert story_file.read_bytes() == before
    assert "--by" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["Trần Minh Hà", "tran minh ha"])
def test_an_author_cannot_approve(newsroom: Path, story_file: Path, by: str, capsys):
    """Four eyes: the author's name is known however it is typed."""
    before = _unapproved(story_file)
    assert _approve(newsroom, "--all", by=by) == 1
    assert story_file.read_bytes() == before
    assert by in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--all"),
        (("GS-2026-0001", "--all"), "--all"),
        (("khong-co",), "khong-co"),
        (("--all", "--also-on", "tiktok"), "tiktok"),
    ],
)
def test_wrong_usage_says_what_was_meant(newsroom: Path, arguments, said: str, capsys):
    """What the command cannot do is exit code 2 with the word it stumbled over."""
    assert _approve(newsroom, *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_name_of_two_stories_approves_neither(newsroom: Path, story_file: Path, capsys):
    """The same slug in two years is ambiguous; the id is asked for."""
    text = _unapproved(story_file).decode()
    other = newsroom / "stories" / "2025" / "giu-loi-hen"
    other.mkdir(parents=True)
    (other / "index.md").write_text(text.replace("GS-2026", "GS-2025"), encoding="utf-8")
    assert _approve(newsroom, "giu-loi-hen") == 2
    assert "2025/giu-loi-hen" in capsys.readouterr().err
    assert story_file.read_text(encoding="utf-8") == text


def test_one_story_named_twice_is_approved_once(newsroom: Path, story_file: Path, capsys):
    """Id and slug of the same story count as one."""
    _unapproved(story_file)
    assert _approve(newsroom, "GS-2026-0001", "giu-loi-hen", "--json") == 0
    assert json.loads(capsys.readouterr().out)["approved"] == ["GS-2026-0001"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: approved", "status: draft"),
        ("status: approved", "status: approved\nwithdrawal: {at: 2026-11-22 08:00, reason: Sai, by: Thu}"),
    ],
    ids=["a draft", "a withdrawn story"],
)
def test_a_story_that_is_not_ready_is_not_approved(newsroom: Path, story_file: Path, old: str, new: str, capsys):
    """Drafts go through verification first, and what was withdrawn stays withdrawn."""
    _unapproved(story_file)
    _change(story_file, old, new)
    before = story_file.read_bytes()
    assert _approve(newsroom, "GS-2026-0001") == 2
    assert story_file.read_bytes() == before
    assert "GS-2026-0001" in capsys.readouterr().err


def test_unsigned_approvals_need_the_configurations_word(newsroom: Path, story_file: Path, capsys):
    """Where no protected branch vouches for the approver, the command refuses."""
    before = _unapproved(story_file)
    _change(newsroom / "newsroom.toml", "unsigned = true", "unsigned = false")
    assert _approve(newsroom, "--all") == 2
    assert story_file.read_bytes() == before
    assert "unsigned" in capsys.readouterr().err


def test_front_matter_in_one_flow_is_refused_not_damaged(newsroom: Path, story_file: Path, capsys):
    """Keys that do not stand one under another cannot be edited by line; the file stays as it is."""
    import yaml

    text = _unapproved(story_file).decode()
    _, block, body = text.split("---\n", 2)
    flow = json.dumps(yaml.load(block, yaml.BaseLoader), ensure_ascii=False).replace('"true"', "true")
    story_file.write_text(f"---\n{flow}\n---\n{body}", encoding="utf-8")
    assert _codes(newsroom, capsys) == ["A001"]
    before = story_file.read_bytes()
    assert _approve(newsroom, "--all") == 1
    assert story_file.read_bytes() == before
    assert "giu-loi-hen/index.md" in capsys.readouterr().err
