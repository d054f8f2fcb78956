"""A commit takes what is sound and keeps out what is not: real `git commit`, real hook, a newsroom of one story."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.cli.main import run

REPOSITORY = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.vn", "GIT_COMMITTER_NAME": "A"} | {
    "GIT_COMMITTER_EMAIL": "a@example.vn",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
TOKEN = "EAA" + "Bz1Q" * 12


def git(root: Path, *arguments: str, code: int = 0) -> str:
    """Run git as a person of the office would, and return everything it says."""
    environment = {**os.environ, **WHO, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "LANG": "vi_VN.UTF-8"}
    done = subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def clone(newsroom: Path) -> Path:
    """Return a clone with the hook switched on and everything committed."""
    git(newsroom, "init", "--quiet", "--initial-branch=main")
    (newsroom / ".gitignore").write_text("/build/\n/var/\n", encoding="utf-8")
    git(newsroom, "config", "core.hooksPath", str(REPOSITORY / "tools" / "hooks"))
    git(newsroom, "add", "-A")
    git(newsroom, "commit", "--quiet", "--no-verify", "--message", "Bắt đầu")
    return newsroom


def commits(root: Path) -> int:
    return int(git(root, "rev-list", "--count", "HEAD"))


def add_key(story: Path, line: str) -> None:
    text = story.read_text(encoding="utf-8")
    assert "status:" in text
    story.write_text(text.replace("status:", f"{line}\nstatus:", 1), encoding="utf-8")


def test_a_staged_slip_stops_the_commit_even_when_it_is_mended_beside(clone: Path, story_file: Path):
    """What counts is the index: mending the working tree alone does not let the slip through; staging it does."""
    sound = story_file.read_text(encoding="utf-8")
    add_key(story_file, "titel: Nhầm")
    git(clone, "add", "-A")
    story_file.write_text(sound, encoding="utf-8")
    said = git(clone, "commit", "-m", "Sửa bài", code=1)
    assert "stories/2026/giu-loi-hen/index.md" in said
    assert "S004" in said
    assert "Commit dừng lại" in said
    assert commits(clone) == 1
    (clone / "ghi-chu.txt").write_text("x\n", encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-m", "Sửa xong")
    assert commits(clone) == 2


def test_a_slip_that_is_only_in_the_working_tree_stops_nothing(clone: Path, story_file: Path):
    """A person may commit one file while another one is half done, also when naming it to `git commit`."""
    add_key(story_file, "titel: Nhầm")
    (clone / "stories" / "2026" / "giu-loi-hen" / "nhap.png").write_bytes(b"no picture")
    (clone / "ghi-chu.txt").write_text("x\n", encoding="utf-8")
    git(clone, "add", "ghi-chu.txt")
    git(clone, "commit", "-m", "Ghi chú")
    assert commits(clone) == 2
    assert "S004" in git(clone, "commit", "-m", "Bài", "stories", code=1)
    assert commits(clone) == 2


def test_a_picture_that_was_not_added_is_missing(clone: Path, story_file: Path):
    """A file that lies in the folder but not in the index will not be in the commit, and the check says so."""
    git(clone, "rm", "--quiet", "--cached", "stories/2026/giu-loi-hen/anh.png")
    assert (story_file.parent / "anh.png").exists()
    said = git(clone, "commit", "-m", "Bỏ ảnh", code=1)
    assert "P001" in said
    assert commits(clone) == 1


def test_credentials_in_any_file_stop_the_commit(clone: Path):
    """Credentials never reach Git's history, whatever file they stand in; the message does not repeat them."""
    for name, content in {
        "ghi-chu.md": f"Mã trang: {TOKEN}\n",
        "tools/run.env": "ZALO_" + "APP_SECRET=q7Rk_q7Rk_q7Rk_q7Rk\n",
        "kho-cu/vault.key": "Qk1hQk1hQk1hQk1hQk1hQk1hQk1hQk1hQk1hQk1hQk0=\n",
        "khoa": "-----BEGIN OPENSSH" + " PRIVATE KEY-----\nb3BlbnNzaA\n",
        "newsroom.toml": "# mailtos://toasoan:" + "Cau-Hien-Luong-1967" + "@smtp.example.vn\n",
    }.items():
        path = clone / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + content, encoding="utf-8")
    git(clone, "add", "-A", "--force")
    said = git(clone, "commit", "-m", "Thêm", code=1)
    places = ("ghi-chu.md:1:11", "tools/run.env:1:17", "kho-cu/vault.key:1:1", "khoa:1:1")
    for place, code in zip(places, ("S020", "S021", "S022", "S023"), strict=True):
        assert f"{place}  lỗi {code}" in said
    assert "S024" in said
    assert TOKEN not in said
    assert "Hien-Luong" not in said
    assert commits(clone) == 1


def test_fingerprints_old_lines_and_marked_lines_stop_nothing(clone: Path):
    """No false alarm on a fingerprint, on a marked line of a program, or on a line that was there before."""
    program = clone / "program.py"
    program.write_text(f'GIA = "{TOKEN}"\n', encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "--no-verify", "-m", "Như đã có")
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    marked = f'MAU = "{TOKEN}"  # pragma: allowlist secret\n'
    program.write_text(f'GIA = "{TOKEN}"\nX = "sha256:{digest}"\n{marked}', encoding="utf-8")
    git(clone, "add", "-A")
    git(clone, "commit", "-m", "Thêm dấu vân tay")
    assert commits(clone) == 3


def check_staged(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    capsys.readouterr()
    run(["--config", str(root / "newsroom.toml"), "check", "--staged", "--json"])
    return [(f["path"], f["code"]) for f in json.loads(capsys.readouterr().out)["findings"]]


def test_only_what_the_commit_touches_is_told(clone: Path, story_file: Path, capsys):
    """An old slip of another story is not this commit's; a list or a move that breaks other stories is."""
    other = clone / "stories" / "2026" / "bai-cu"
    other.mkdir()
    text = story_file.read_text(encoding="utf-8").replace("slug: giu-loi-hen", "slug: bai-cu")
    (other / "index.md").write_text(text.replace("GS-2026-0001", "GS-2026-0002").replace("unit: vp-hcc", "unit: la"))
    (other / "anh.png").write_bytes((story_file.parent / "anh.png").read_bytes())
    git(clone, "add", "-A")
    git(clone, "commit", "--no-verify", "-m", "Bài cũ có lỗi")
    (clone / "ghi-chu.txt").write_text("x\n", encoding="utf-8")
    git(clone, "add", "-A")
    assert check_staged(clone, capsys) == []
    fields = clone / "terms" / "fields.yml"
    fields.write_text(fields.read_text(encoding="utf-8") + "\n# sửa\n", encoding="utf-8")
    git(clone, "add", "-A")
    assert {path for path, _ in check_staged(clone, capsys)} == {"stories/2026/bai-cu/index.md"}


def test_changed_since_a_branch_tells_of_that_branch(clone: Path, story_file: Path, capsys):
    """`--changed` reports the stories that differ from where the branch began, committed or not, and no other."""
    config = ["--config", str(clone / "newsroom.toml"), "check", "--changed", "main"]
    git(clone, "checkout", "--quiet", "-b", "sua")
    assert run(config) == 0
    assert "0 bài" in capsys.readouterr().out
    add_key(story_file, "titel: Nhầm")
    assert run(config) == 1
    git(clone, "commit", "--quiet", "--all", "--no-verify", "-m", "Sửa")
    capsys.readouterr()
    assert run(config) == 1
    assert "S004" in capsys.readouterr().out
    for wrong in ("khong-co", "--output=x"):
        assert run(["--config", str(clone / "newsroom.toml"), "check", "--changed", wrong]) == 2


def test_outside_of_git_it_says_so(newsroom: Path, capsys):
    """Without a repository `--staged` is one sentence with a remedy, not a traceback."""
    assert run(["--config", str(newsroom / "newsroom.toml"), "check", "--staged"]) == 3
    assert "không nằm trong kho Git" in capsys.readouterr().err


def test_a_newsroom_below_the_repository_is_checked_alike(clone: Path, capsys):
    """The newsroom may be a folder of a larger repository, and names may hold blanks and accents."""
    inside = clone / "Tòa soạn số 1"
    inside.mkdir()
    for name in ("newsroom.toml", "stories", "terms"):
        git(clone, "mv", name, f"{inside.name}/{name}")
    git(clone, "commit", "--quiet", "--no-verify", "-m", "Dời")
    story = inside / "stories" / "2026" / "giu-loi-hen" / "index.md"
    add_key(story, "titel: Nhầm")
    git(clone, "add", "-A")
    add_key(story, "titell: Nhầm nữa")
    assert ("stories/2026/giu-loi-hen/index.md", "S004") in check_staged(inside, capsys)
    assert len(check_staged(inside, capsys)) == len(set(check_staged(inside, capsys)))
