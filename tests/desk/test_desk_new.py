"""`newsroom new`: an id and a folder that nobody has, a file that guides its editor, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from desk_kit import Desk
from office_kit import NOW

from newsroom.config import read_config
from newsroom.desk.beginning import begin, slug_of
from newsroom.desk.draft import Draft, suggested_times
from newsroom.errors import UsageError
from newsroom.story.edit import set_keys
from newsroom.story.read import read_story
from newsroom.terms import read_terms

GIVEN = ("--unit", "Phòng Một cửa", "--field", "giao-duc", "--theme", "dam-nghi-dam-lam")
PEOPLE = ("--subject", "Nguyễn Thị Hạnh", "--author", "Trần Văn Bình")


def _new(desk: Desk, title: str, *arguments: str):
    return desk.json("new", "--title", title, *arguments, "--yes")


def test_a_story_begun_without_questions_lacks_only_what_nobody_said(desk: Desk) -> None:
    """With everything given, `check` names the text alone; the file reads back as what was given."""
    made = _new(desk, "Người giữ lửa ở Đồng Hới", *GIVEN, *PEOPLE, "--summary", "Một câu chuyện.")
    assert desk.code == 0
    assert made["path"] == "stories/2026/nguoi-giu-lua-o-dong-hoi/index.md"
    assert {finding["code"] for finding in made["findings"] if finding["level"] == "error"} == {"S012"}
    file = read_story(desk.office.root / made["path"], desk.office.config().zone, shown_from=desk.office.root)
    assert file.story is not None
    assert file.story.title == "Người giữ lửa ở Đồng Hới"
    assert file.story.unit == "vp-mot"
    assert file.story.programme == "dien-hinh"
    assert file.story.status == "draft"
    assert [subject.type for subject in file.story.subjects] == ["ca-nhan"]


def test_what_is_left_empty_is_named_by_check(desk: Desk) -> None:
    """Each key that nobody filled in has its own finding on its own line."""
    made = _new(desk, "Chuyến đò ngang")
    text = (desk.office.root / made["path"]).read_text(encoding="utf-8").splitlines()
    named = {text[finding["line"] - 1].split(":")[0] for finding in made["findings"]}
    assert {"summary", "unit", "subjects", "fields", "themes", "authors"} <= named


@pytest.mark.parametrize(
    "title",
    [
        "Dấu \" và ' và #thẻ: thử",
        "- gạch đầu dòng",
        "{a: b}",
        "Có\ttab và\nxuống dòng\x07",
        "*sao* & <b>",
        "yes",
        "2026",
    ],
)
def test_any_title_makes_a_well_formed_file(desk: Desk, title: str) -> None:
    """Whatever was typed, the file is YAML that gives the title back as one line of NFC."""
    made = _new(desk, title, *GIVEN, *PEOPLE)
    text = (desk.office.root / made["path"]).read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert str(front["title"]) == " ".join(title.replace("\x07", " ").split())
    # The keys stand one under another, so that approving and withdrawing can write into it.
    assert "status: submitted" in set_keys(text, {"status": "submitted"})


def test_letters_with_marks_make_a_plain_address(desk: Desk) -> None:
    """đ is d, tone styles and composition are one, a long title is cut between words."""
    import unicodedata

    assert slug_of("Đường về Đồng Hới") == "duong-ve-dong-hoi"
    assert slug_of(unicodedata.normalize("NFD", "Hoà giải")) == slug_of("Hòa giải") == "hoa-giai"
    long = slug_of("Nghiêng mình " * 20)
    assert len(long) <= 80
    assert long.endswith(("nghieng", "minh"))


@pytest.mark.parametrize("title", ["“…” – !!!", "🎉🎉", "   ", "漢字"])
def test_a_title_without_letters_is_refused(desk: Desk, title: str) -> None:
    """Symbols alone make no address: one sentence, nothing written; with --slug it works."""
    before = desk.tree()
    assert desk.run("new", "--title", title, "--yes") == 2
    assert desk.tree() == before
    if title.strip():
        assert _new(desk, title, "--slug", "ky-hieu")["slug"] == "ky-hieu"


def test_ids_are_never_given_twice(desk: Desk) -> None:
    """The next id is above the register, the folders (drafts too) and what stood there before it was deleted."""
    desk.office.write(41, id="GS-2026-0041", slug="nhap", status="draft", approve=False, picture=b"")
    (desk.stories / "register.tsv").write_text("GS-2026-0057\t2026/da-xoa/\nGS-2025-0900\t2025/cu/\n", encoding="utf-8")
    assert [_new(desk, "Bài mới")["id"] for _ in range(2)] == ["GS-2026-0058", "GS-2026-0059"]


def test_the_offices_own_prefix_goes_on(desk: Desk) -> None:
    """An office whose ids begin otherwise keeps them."""
    (desk.stories / "register.tsv").write_text("TGB-2025-0003\t2025/cu/\n", encoding="utf-8")
    assert _new(desk, "Bài mới")["id"] == "TGB-2026-0001"


def test_a_colleagues_branch_keeps_its_id(desk: Desk) -> None:
    """An id on another branch that Git knows is taken, though the folder is not here."""

    def git(*arguments: str) -> None:
        settings = ["-c", "user.name=B", "-c", "user.email=b@example.vn", "-c", "core.hooksPath=/dev/null"]
        subprocess.run(["git", *settings, *arguments], cwd=desk.office.root, check=True, capture_output=True)

    git("init", "-qb", "main")
    git("add", "-A")
    git("commit", "-qm", "Đầu")
    git("checkout", "-qb", "cua-hanh")
    assert _new(desk, "Bài của Hạnh")["id"] == "GS-2026-0001"
    git("add", "-A")
    git("commit", "-qm", "Bài của Hạnh")
    git("checkout", "-q", "main")
    assert _new(desk, "Bài của Bình")["id"] == "GS-2026-0002"


def test_an_existing_folder_is_left_alone(desk: Desk) -> None:
    """Same title, same name: the second story gets another address, and the person is told."""
    taken = desk.stories / "2026" / "chuyen-do"
    taken.mkdir(parents=True)
    (taken / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    (desk.stories / "register.tsv").write_text("GS-2026-0001\t2026/chuyen-do-2/\n", encoding="utf-8")
    desk.run("new", "--title", "Chuyến đò", "--yes")
    assert "chuyen-do-3" in desk.out
    assert [p.name for p in taken.iterdir()] == ["ghi-chu.txt"]


def test_two_people_at_once_get_two_stories(desk: Desk) -> None:
    """Eight begin one title at the same moment: eight ids, eight folders, none half made."""
    config = desk.office.config()
    terms = read_terms(config.terms_path)

    def work(_number: int) -> str:
        return begin(Draft("Cùng một lúc"), suggested_times(config, NOW), config, terms, NOW)[0].id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(work, range(8)))
    assert sorted(ids) == [f"GS-2026-{number:04d}" for number in range(1, 9)]
    made = [p for p in (desk.stories / "2026").iterdir() if (p / "index.md").is_file()]
    assert len(made) == 8


def test_a_full_disk_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails half-way, neither folder, nor year, nor a hidden rest stays."""
    before = sorted(str(p) for p in desk.stories.rglob("*"))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    assert desk.run("new", "--title", "Đầy đĩa", "--yes") == 3
    assert sorted(str(p) for p in desk.stories.rglob("*")) == before


def test_questions_are_answered_by_number_code_and_words(desk: Desk, typed) -> None:
    """Numbers, words of a label without accents and Enter all choose; nothing is asked that was given."""
    answers = ["Cô giáo vùng lũ", "2", "Nguyễn Thị Hạnh", "", "cô", "Giáo viên", "", "hai", "giao-duc, 2", "hoc tap"]
    typed(*answers, "", "Trần Văn Bình", "c")
    assert desk.run("new") == 0, desk.err
    (path,) = (desk.stories / "2026").glob("*/index.md")
    front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    assert front["unit"] == "vp-hai"
    assert front["fields"] == ["giao-duc", "chuyen-doi-so"]
    assert front["themes"] == ["hoc-tap-lam-theo-bac"]
    assert front["subjects"] == [{"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "honorific": "cô", "role": "Giáo viên"}]
    # The unit's name of today, not the one it had.
    assert "Phòng Hai mới" in desk.out
    assert "Phòng Hai cũ" not in desk.out


def test_wrong_answers_are_asked_again(desk: Desk, typed) -> None:
    """A number that is not there, words that match nothing and an empty title lead to the question again."""
    answers = ["", "", "Tiêu đề", "99", "không có", "2", "", "1", "1,1", "1", "", ""]
    typed(*answers, "c")
    assert desk.run("new") == 0, desk.err
    assert desk.out.count("Không có “") == 2


@pytest.mark.parametrize("after", range(0, 11, 2))
def test_stopping_at_any_question_writes_nothing(desk: Desk, typed, after: int) -> None:
    """Ctrl+C at every question, the last one too, leaves the folder as it was."""
    import click

    before = desk.tree()
    answers = ["Tiêu đề", "", "Hạnh", "", "", "", "", "1", "1", "1", "", ""]
    typed(*answers[:after], click.Abort)
    assert desk.run("new") == 130
    assert "chưa ghi gì" in desk.err
    assert desk.tree() == before


def test_a_no_at_the_end_writes_nothing(desk: Desk, typed) -> None:
    """Who says no to the last question is believed."""
    before = desk.tree()
    typed("Tiêu đề", "", "", "1", "1", "1", "", "", "k")
    assert desk.run("new") == 0
    assert desk.tree() == before


def test_ctrl_c_at_a_real_terminal_ends_quietly(desk: Desk) -> None:
    """A process at a terminal that gets Ctrl+C says so in one line, with code 130 and nothing written."""
    before = desk.tree()
    # Tests that run in the background ignore Ctrl+C, and so would their children.
    code = "import signal; signal.signal(2, signal.default_int_handler); from newsroom.cli.main import main; main()"
    command = [sys.executable, "-c", code]
    leader, follower = pty.openpty()
    settings = ["--config", str(desk.office.root / "newsroom.toml"), "new"]
    with subprocess.Popen([*command, *settings], stdin=follower, stdout=follower, stderr=follower) as process:
        os.close(follower)
        seen = b""
        while "Tiêu đề".encode() not in seen.split(b"\n")[-1]:
            assert select.select([leader], [], [], 30)[0]
            seen += os.read(leader, 4096)
        with contextlib.suppress(OSError):  # the far end is closed when the process has ended
            for _ in range(30):
                # As people do: Python forgets a signal that comes just before it begins to read a line.
                process.send_signal(signal.SIGINT)
                while select.select([leader], [], [], 1)[0]:
                    seen += os.read(leader, 4096)
        process.kill()
        assert process.wait() == 130, seen
    os.close(leader)
    assert b"Traceback" not in seen
    assert desk.tree() == before


def test_wrong_options_are_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown codes are answered with those there are, a slug that is none, no title, and nobody to ask."""
    before = desk.tree()
    assert desk.run("new", "--title", "A", "--unit", "phong mot", "--yes") == 2
    assert "vp-mot" in desk.err
    assert desk.run("new", "--title", "A", "--slug", "../etc", "--yes") == 2
    assert desk.run("new", "--yes") == 2
    assert desk.run("new") == 2
    assert "--yes" in desk.err
    assert desk.tree() == before


def test_the_suggested_day_is_a_working_day(tmp_path: Path, desk: Desk) -> None:
    """A week ahead, but neither a weekend nor a holiday; the channels follow the website one after the other."""
    config = read_config(Path(__file__).parents[2] / "newsroom.toml", {})
    from datetime import UTC, datetime

    times = suggested_times(config, datetime(2026, 12, 25, 3, tzinfo=UTC))
    # 1 January is a holiday, 2 and 3 January are the weekend.
    assert [f"{at:%Y-%m-%d %H:%M}" for at in times.values()] == [
        "2027-01-04 08:00",
        "2027-01-04 08:30",
        "2027-01-04 09:00",
    ]
    terms = read_terms(config.terms_path)
    place, path = begin(Draft("Năm mới"), times, desk.office.config(), terms, datetime(2026, 12, 25, 3, tzinfo=UTC))
    assert (place.id, path.parent.parent.name) == ("GS-2027-0001", "2027")


def test_a_slug_that_is_asked_for_must_be_one() -> None:
    """No letters, no address."""
    with pytest.raises(UsageError):
        slug_of("…")
    assert re.fullmatch("[a-z0-9-]+", slug_of("Ngày 30/4: 1975"))
