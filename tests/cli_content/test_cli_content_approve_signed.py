"""`newsroom approve` with keys, lists and questions, and what check, plan and the index say of the result."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.cli.main import run
from newsroom.config import read_config
from newsroom.gate import Reason
from newsroom.index import open_index
from newsroom.workspace import open_workspace

PEOPLE = """
[workflow]
people = [
  {name = "Trần Minh Hà", emails = ["ha@guong.example", "thu.cu@guong.example"], roles = ["author", "approver"]},
  {name = "Hồ Thị Bình", email = "binh@guong.example", roles = ["editor"]},
  {name = "Lê Thị Thu", email = "thu@guong.example", roles = ["approver"], until = 2026-11-30},
]
"""


def _run(newsroom: Path, *arguments: str) -> int:
    return run(["--config", str(newsroom / "newsroom.toml"), *arguments])


def _reasons(newsroom: Path) -> set[Reason | None]:
    """Return what workspace and index say of the first story on the website; they must agree."""
    config, now = read_config(newsroom / "newsroom.toml", {}), datetime.now(UTC)
    both = (open_workspace(config, now).entries(), open_index(config, now), open_index(config, now))
    return {entries.verdict(entries.all()[0], "website").reason for entries in both}


def _codes(newsroom: Path, capsys) -> list[str]:
    capsys.readouterr()
    _run(newsroom, "check", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    return [finding["code"] for finding in found if finding["level"] == "error"]


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("khoa") / "thu"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "x", "-f", path], check=True)
    return path


@pytest.fixture
def signed(newsroom: Path, story_file: Path, key: Path) -> Path:
    """Ask for signatures, allow one key, and take the story's approval away."""
    toml = newsroom / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8").replace("unsigned = true", "unsigned = false"), encoding="utf-8")
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    (newsroom / "stories" / "allowed_signers").write_text(f"thu@guong.example {public}", encoding="utf-8")
    story_file.write_bytes(re.sub(rb"(?m)^approval: .*\n", b"", story_file.read_bytes()))
    return newsroom


def _approve(newsroom: Path, key: Path, *more: str) -> int:
    who = ("--by", "Lê Thị Thu", "--email", "thu@guong.example", "--key", str(key))
    return _run(newsroom, "approve", "GS-2026-0001", *who, *more)


def test_a_signed_approval_holds_until_its_signer_is_removed_or_revoked(
    signed: Path, story_file: Path, key: Path, capsys
):
    """A key out of the list, ended before, or revoked voids for check, workspace and index, each with its word."""
    assert _approve(signed, key) == 0
    assert "signature: " in story_file.read_text(encoding="utf-8")
    assert _codes(signed, capsys) == []
    assert _reasons(signed) == {None}
    allowed = signed / "stories" / "allowed_signers"
    line = allowed.read_text(encoding="utf-8")
    for text, code, reason in (
        ("", "A023", Reason.SIGNER_UNKNOWN),
        (line.replace("thu@", "binh@"), "A026", Reason.SIGNED_BY_ANOTHER),
        (line.replace(" ssh", ' valid-before="20261101" ssh', 1), "A025", Reason.SIGNER_EXPIRED),
    ):
        allowed.write_text(text, encoding="utf-8")
        assert _codes(signed, capsys) == [code]
        assert _reasons(signed) == {reason}
    allowed.write_text(line, encoding="utf-8")
    assert _reasons(signed) == {None}
    (signed / "stories" / "revoked_signers").write_text(line, encoding="utf-8")
    assert _codes(signed, capsys) == ["A024"]
    assert _reasons(signed) == {Reason.SIGNER_REVOKED}


def test_revoked_keys_that_cannot_be_read_stop_everything(signed: Path, key: Path, capsys):
    """A Windows mark hides no revoked key; a form that we cannot read is told, never taken for an empty list."""
    assert _approve(signed, key) == 0
    assert _reasons(signed) == {None}
    revoked, public = signed / "stories" / "revoked_signers", key.with_suffix(".pub").read_bytes()
    subprocess.run(["ssh-keygen", "-q", "-k", "-f", str(revoked), str(key.with_suffix(".pub"))], check=True)
    for raw in (revoked.read_bytes(), public.decode().encode("utf-16"), b"SHA256:abc\n", b"\n" + public[:50]):
        revoked.write_bytes(raw)
        for command in ("check", "plan"):
            assert _run(signed, command) == 3
            assert "revoked_signers" in capsys.readouterr().err
    revoked.unlink()
    revoked.mkdir()
    assert (_run(signed, "check"), _run(signed, "plan")) == (3, 3)
    revoked.rmdir()
    revoked.write_bytes(b"\xef\xbb\xbf" + public)
    assert _reasons(signed) == {Reason.SIGNER_REVOKED}


def test_an_approval_moved_to_another_story_or_time_is_void(signed: Path, story_file: Path, key: Path, capsys):
    """The signature covers story, content, approver and time; none of them can be replaced by hand."""
    assert _approve(signed, key) == 0
    text = story_file.read_text(encoding="utf-8")
    for old, new in (("by: Lê Thị Thu", "by: Lê Thị Thư"), ("at: 2026-11-23 09", "at: 2026-11-22 09")):
        assert old in text
        story_file.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert _codes(signed, capsys) == ["A021"]
        assert _reasons(signed) == {Reason.BAD_SIGNATURE}
    story_file.write_text(text.replace("\n\nSáng thứ Hai", "\n\nSáng, thứ Hai", 1), encoding="utf-8")
    assert _codes(signed, capsys) == ["A002"]
    assert _reasons(signed) == {Reason.APPROVAL_VOID}


def test_a_signature_that_would_not_count_is_not_written(signed: Path, story_file: Path, key: Path, capsys):
    """A key that is not allowed, a missing key and a broken one are refused before anything is written."""
    before = story_file.read_bytes()
    (signed / "stories" / "allowed_signers").write_text("", encoding="utf-8")
    assert _approve(signed, key) == 1
    assert "allowed_signers" in capsys.readouterr().err
    assert _approve(signed, key.with_name("khong-co")) == 3
    assert "khong-co" in capsys.readouterr().err
    assert story_file.read_bytes() == before
    assert not (signed / "stories" / "register.tsv").exists()


def test_only_an_approver_approves_and_nobody_the_own_story(newsroom: Path, story_file: Path, capsys):
    """With people named, the editor may not; an author may not by any name or address of hers; the approver may."""
    toml = newsroom / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8") + PEOPLE, encoding="utf-8")
    before = story_file.read_bytes()
    assert _run(newsroom, "approve", "GS-2026-0001", "--by", "Hồ Thị Bình") == 1
    assert "A027" in capsys.readouterr().err
    assert _run(newsroom, "approve", "GS-2026-0001", "--by", "tran minh ha") == 1
    assert _run(newsroom, "approve", "GS-2026-0001", "--by", "Người Khác", "--email", "thu.cu@guong.example") == 1
    assert story_file.read_bytes() == before
    assert _run(newsroom, "approve", "GS-2026-0001", "--by", "Lê Thị Thu") == 0
    assert _reasons(newsroom) == {None}
    toml.write_text(toml.read_text("utf-8").replace("until = 2026-11-30", "until = 2026-11-20"), encoding="utf-8")
    assert _reasons(newsroom) == {Reason.NOT_AN_APPROVER}


def test_a_reviewed_list_approves_what_is_still_as_reviewed(newsroom: Path, story_file: Path, tmp_path: Path, capsys):
    """Of a list, text or JSON, a story that changed since is named and left; the others are approved."""
    text = re.sub(r"(?m)^approval: .*\n", "", story_file.read_text(encoding="utf-8"))
    story_file.write_text(text, encoding="utf-8")
    other = story_file.parent.with_name("khac")
    other.mkdir()
    (other / "anh.png").write_bytes(story_file.with_name("anh.png").read_bytes())
    again = text.replace("GS-2026-0001", "GS-2026-0002").replace("slug: giu-loi-hen", "slug: khac")
    (other / "index.md").write_text(again.replace("status: approved", "status: edited"), encoding="utf-8")
    for form in ((), ("--json",)):
        capsys.readouterr()
        assert _run(newsroom, "approve", "--waiting", *form) == 0
        (tmp_path / f"list{len(form)}").write_text(capsys.readouterr().out, encoding="utf-8")
    story_file.write_text(text + "Thêm.\n", encoding="utf-8")
    assert _run(newsroom, "approve", "--list", str(tmp_path / "list0"), "--by", "Lê Thị Thu") == 1
    assert "GS-2026-0001" in capsys.readouterr().err
    assert "approval: " in (other / "index.md").read_text(encoding="utf-8")
    assert "approval: " not in story_file.read_text(encoding="utf-8")
    story_file.write_text(text, encoding="utf-8")
    assert _run(newsroom, "approve", "--list", str(tmp_path / "list1"), "--by", "Lê Thị Thu", "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] == []
    assert _codes(newsroom, capsys) == []


@pytest.mark.parametrize("text", [None, "", "GS-2026-0001\n", "GS-2026-0001 abc\n", '{"x": 1}', "[1]", "\udcff"])
def test_a_list_that_is_none_approves_nothing(
    newsroom: Path, story_file: Path, tmp_path: Path, text: str | None, capsys
):
    """A file that is not there, empty, without fingerprints or no text is wrong usage."""
    before = story_file.read_bytes()
    path = tmp_path / "danh-sach.txt"
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert _run(newsroom, "approve", "--list", str(path), "--by", "Lê Thị Thu") == 2
    said = capsys.readouterr().err
    assert str(path) in said
    assert ("danh sách trống" in said) is (text == "")
    assert story_file.read_bytes() == before


def _at_a_terminal(newsroom: Path, answer: str) -> tuple[int, str]:
    """Run the real command at a terminal of its own, and answer its question once it has been asked."""
    command = "from newsroom.cli.main import main; main()"
    words = [
        "--config",
        str(newsroom / "newsroom.toml"),
        "--lang",
        "vi",
        "approve",
        "GS-2026-0001",
        "--by",
        "Lê Thị Thu",
    ]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", command, *words])
    said = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
        if "Gõ “có” để duyệt".encode() in said and answer:
            os.write(terminal, f"{answer}\n".encode())
            answer = ""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode("utf-8", "replace")


def test_at_a_terminal_everything_is_shown_and_no_means_no(newsroom: Path, story_file: Path):
    """The question comes after the page, each channel's words, the papers and the warnings; anything but yes is no."""
    before = re.sub(rb"(?m)^approval: .*\n", b"", story_file.read_bytes())
    before = before.replace(
        b"  website: {at: 2026-11-20 08:00}", b"  website: {at: 2026-11-20 08:00}\n  zalo: {at: 2026-11-20 09:00}"
    )
    before = before.replace(b"alt: ", "people: [Trần Thị Mai], alt: ".encode()) + "\nÔng Hồ Văn Mơ kể.\n".encode()
    story_file.write_bytes(before)
    code, said = _at_a_terminal(newsroom, "không")
    assert code == 1
    assert story_file.read_bytes() == before
    for shown in ("Tổ một cửa giữ lời hẹn", "ZALO OA", "tiêu đề (22/149)", "sha256:", "VĂN BẢN ĐỒNG Ý", "CẢNH BÁO"):
        assert shown in said
    assert "NGƯỜI KHÁC ĐƯỢC NÊU TÊN TRONG BÀI: 1\r\n  ông Hồ Văn Mơ (1 lần)" in said
    assert "[trong ảnh: Trần Thị Mai]" in said
    code, said = _at_a_terminal(newsroom, "có")
    assert code == 0, said
    assert b"approval: {by: L" in story_file.read_bytes()


def test_what_changes_while_it_is_looked_at_is_not_approved(newsroom: Path, story_file: Path, monkeypatch, capsys):
    """Text or picture changed by somebody between the look and the yes: nothing is written, nothing is lost."""
    from newsroom.cli import approve

    story_file.write_bytes(re.sub(rb"(?m)^approval: .*\n", b"", story_file.read_bytes()))
    picture = story_file.with_name("anh.png")
    real = approve.carry_out
    for path in (story_file, picture):
        before = path.read_bytes()

        def meanwhile(workspace, made, approver, path=path):
            path.write_bytes(path.read_bytes() + b"\n")
            return real(workspace, made, approver)

        monkeypatch.setattr(approve, "carry_out", meanwhile)
        assert _run(newsroom, "approve", "GS-2026-0001", "--by", "Lê Thị Thu") == 1
        assert "giu-loi-hen" in capsys.readouterr().err
        assert path.read_bytes() == before + b"\n"
        assert b"approval: " not in story_file.read_bytes()
        path.write_bytes(before)
