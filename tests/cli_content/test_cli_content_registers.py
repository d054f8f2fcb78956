"""`newsroom awards` and `newsroom review`: what the office keeps an eye on across all stories."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from invalid_cases import HERE, lay_out

from newsroom.checks.awards import issuer_level
from newsroom.cli.main import run
from newsroom.reviewing import months_after, review_day
from newsroom.story.read import story_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def _asked(newsroom: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["--config", str(newsroom / "newsroom.toml"), "--lang", "vi", *arguments]) == 0
    said = capsys.readouterr().out
    return json.loads(said) if "--json" in arguments else said


@pytest.fixture
def contradictory(tmp_path: Path) -> Path:
    lay_out(HERE / "cases" / "awards-told-twice-and-in-two-ways", tmp_path)
    return tmp_path


def test_the_register_of_awards_has_all_of_them_with_their_gaps(contradictory: Path, capsys):
    """Every award of every story is there with whose it is and its evidence, and beside it what is wrong with it."""
    found = _asked(contradictory, capsys, "awards", "--json")
    assert (found["total"], found["with_gaps"], len(found["awards"])) == (5, 4, 5)
    last = found["awards"][-1]
    assert [one["name"] for one in last["holders"]] == ["Tổ một cửa"]
    assert (last["level"], last["decision"], last["date"], last["missing"]) == (
        "co-so", "97/QĐ-VPUBND", "2025-12-24", []
    )  # fmt: skip
    assert {one["code"] for award in found["awards"] for one in award["findings"]} == {"K004", "K008", "K009"}
    said = _asked(contradictory, capsys, "awards", "--gaps")
    assert ("5 khen thưởng, 4 cần xem lại." in said, said.count("GS-2026-000")) == (True, 4)


def test_a_number_without_its_issuer_contradicts_nothing(contradictory: Path, capsys):
    """Another body may have given the same number on another day, whichever of the two stories comes first."""
    first, second = (contradictory / "stories/2026" / name / "index.md" for name in ("giu-loi-hen", "giu-loi-hen-hai"))
    for path in (first, second):
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace(", issuer: Chánh Văn phòng UBND tỉnh", ""), encoding="utf-8")
        found = _asked(contradictory, capsys, "awards", "--json")["awards"]
        told = [
            (award["issuer"], award["date"]) for award in found for one in award["findings"] if one["code"] == "K009"
        ]
        path.write_text(before, encoding="utf-8")
        assert told == (
            [] if path == first else [("Văn phòng UBND tỉnh", "2025-12-25"), ("Giám đốc Sở Y tế", "2025-12-24")]
        )


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Chủ tịch nước", "nha-nuoc"),
        ("Phó Thủ tướng Chính phủ", "nha-nuoc"),
        ("Bộ trưởng Bộ Y tế", "bo-nganh-tw"),
        ("Ủy ban nhân dân tỉnh Quảng Trị", "tinh"),
        ("Chủ tịch UBND Tỉnh", "tinh"),
        ("Giám đốc Sở Y tế", "so-nganh"),
        ("Chánh Văn phòng UBND tỉnh", "so-nganh"),
        ("Chủ tịch UBND huyện Lệ Thủy", "huyen"),
        ("UBND phường Đồng Hới", "xa"),
        ("UBND thành phố Đồng Hới", None),  # a city below a province, or one of its rank
        ("Văn phòng Chính phủ", "so-nganh"),
        ("Bộ Chỉ huy Quân sự tỉnh", None),
        ("Công đoàn Viên chức tỉnh", None),
        (None, None),
    ],
)
def test_an_issuers_level_is_read_from_its_words(issuer: str | None, level: str | None):
    """Only what an issuer's words plainly say counts; of the others nothing is claimed."""
    assert issuer_level(issuer) == level


def test_review_lists_what_is_due(newsroom: Path, story_file: Path, capsys):
    """A story is listed when its day comes near; a later `review_on` takes it off, and voids no approval."""
    assert _asked(newsroom, capsys, "review", "--json")["stories"] == []
    text = story_file.read_text(encoding="utf-8")
    story_file.write_text(text.replace("status: approved", "status: approved\nreview_on: 2026-12-01"), encoding="utf-8")
    (due,) = _asked(newsroom, capsys, "review", "--json")["stories"]
    assert (due["id"], due["subjects"], due["review_on"], due["is_due"]) == (
        "GS-2026-0001", ["Tổ một cửa"], "2026-12-01", False
    )  # fmt: skip
    assert "còn 8 ngày" in _asked(newsroom, capsys, "review")
    assert "Không bài nào" in _asked(newsroom, capsys, "review", "--within", "7")
    assert "Không có lỗi" in _asked(newsroom, capsys, "check")


@pytest.mark.parametrize(
    ("more", "months", "day"),
    [
        ("", 12, date(2027, 2, 28)),
        ("", 0, None),
        ("fictional: true\n", 12, None),
        ("fictional: true\nreview_on: 2026-05-01\n", 12, date(2026, 5, 1)),
        ("review_on: 2030-05-01\n", 0, date(2030, 5, 1)),
        ("withdrawal: {at: 2026-05-01 08:00, reason: Sai, by: C}\n", 12, None),
    ],
)
def test_the_day_of_a_review(story_file: Path, more: str, months: int, day: date | None):
    """It is the story's own, else so many months after publication; what is made up or withdrawn has none."""
    text = story_file.read_text(encoding="utf-8").replace("at: 2026-11-20 08:00", "at: 2026-02-28 00:30")
    story = story_of(
        story_file, text.replace("status:", f"{more}status:", 1).encode(), HANOI, shown_from=story_file
    ).story
    assert story is not None
    assert review_day(story, months, datetime(2026, 6, 1, tzinfo=UTC), HANOI) == day
    assert review_day(story, months, datetime(2026, 1, 1, tzinfo=UTC), HANOI) is None


def test_a_month_without_that_day_ends_earlier():
    """A year after a leap day, and a month after the 31st, is the month's last day."""
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
