"""`newsroom freeze` and `newsroom thaw`, as an office types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsroom.cli.main import run

WHY = ("--reason", "Đang xác minh: “đơn thư”", "--by", "Lê Thị Thu")


@pytest.fixture
def office(newsroom: Path, capsys: pytest.CaptureFixture[str]):
    def type_in(*arguments: str) -> tuple[int, str, str]:
        code = run(["--config", str(newsroom / "newsroom.toml"), "--lang", "vi", *arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return type_in


@pytest.fixture
def history(newsroom: Path) -> Path:
    return newsroom / "stories" / "freezes.yml"


def test_the_history_only_grows(office, history: Path):
    """Every act is one more line with who, when and why; what stood before stays byte for byte."""
    code, said, _ = office("freeze", "--person", "to mot cua", *WHY)
    first = history.read_bytes()
    assert (code, "GS-2026-0001" in said, "không còn lịch nào" in said) == (0, True, True)
    assert office("freeze", "--unit", "vp-hcc", *WHY)[0] == 0
    assert office("thaw", "--person", "Tổ Một Cửa", *WHY)[0] == 0
    assert history.read_bytes().startswith(first)
    lines = [line for line in history.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line.split('"')[1] for line in lines] == ["freeze", "freeze", "thaw"]
    assert all("2026-11-23T09:00:00+07:00" in line and "Lê Thị Thu" in line for line in lines)
    code, said, _ = office("freeze", "--json")
    (left,) = json.loads(said)["frozen"]
    assert (left["person"], left["unit"], left["reason"]) == (None, "vp-hcc", "Đang xác minh: “đơn thư”")
    assert left["stories"] == ["GS-2026-0001"]


def test_saying_it_twice_writes_it_once(office, history: Path):
    """A freeze that is in force already is not written again; hiding the page, too, is news."""
    office("freeze", "--person", "Tổ một cửa", *WHY)
    before = history.read_bytes()
    code, said, _ = office("freeze", "--person", "TỔ một  cửa", *WHY, "--json")
    assert (code, json.loads(said)["was_frozen"], history.read_bytes()) == (0, True, before)
    assert office("freeze", "--person", "Tổ một cửa", "--hide-page", *WHY)[0] == 0
    assert json.loads(office("freeze", "--json")[1])["frozen"][0]["hide_page"] is True


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("freeze", "--person", "Tổ một của xã", *WHY), "--ahead"),
        (("freeze", "--unit", "vp-hcd", *WHY), "vp-hcc"),
        (("freeze", "--person", "Tổ một cửa", "--reason", " ", "--by", "A"), "--by"),
        (("freeze", "--person", "Tổ một cửa", "--reason", "B"), "--by"),
        (("thaw", "--person", "Tổ một cửa", *WHY), "Không ai"),
        (("thaw", *WHY), "newsroom freeze"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], answer: str, office, history: Path):
    """A name no story has, an unknown unit, no reason or nobody to thaw: one sentence, code 2, nothing written."""
    code, _, said = office(*arguments)
    assert (code, answer in said, history.exists()) == (2, True, False)


def test_a_thaw_must_be_clear(office):
    """Of two freezes of one name a thaw without the unit lifts neither; with it, the right one."""
    office("freeze", "--person", "Tổ một cửa", "--unit", "vp-hcc", *WHY)
    office("freeze", "--person", "Tổ một cửa", "--unit", "vp-hctc", "--ahead", *WHY)
    assert office("thaw", "--person", "Tổ một cửa", *WHY)[0] == 2
    assert office("thaw", "--person", "Tổ một cửa", "--unit", "vp-hctc", *WHY)[0] == 0
    assert [one["unit"] for one in json.loads(office("freeze", "--json")[1])["frozen"]] == ["vp-hcc"]
    assert office("thaw", "--person", "to mot cua", *WHY)[0] == 0
    assert json.loads(office("freeze", "--json")[1])["frozen"] == []


def test_somebody_without_a_story_is_frozen_ahead(office):
    """With --ahead a person of whom no story tells yet is frozen, and `check` says so until there is one."""
    assert office("freeze", "--person", "Hồ Thị Mai", "--ahead", *WHY)[0] == 0
    assert "A014" in office("check")[1]
