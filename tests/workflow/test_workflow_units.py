"""Whose stories a unit head may move: those of the own units and of the units below them, and no others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from newsroom.moves import Facts, Step, Wrong, WrongMove, wrong_moves
from newsroom.units import lineage
from newsroom.workflow import Workflow

PARENTS = {"phong": "so", "to": "phong", "so": "tinh", "phong-khac": "so-khac", "so-khac": "tinh"}
DAY = "2026-11-20"
VERIFY = ("submitted", "verified")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def _workflow(**more: Any) -> Workflow:
    """Return a table whose An is head of `so`, with a deputy, Lan, for some days."""
    deputies = [{"email": "lan@x.vn", "from": "2026-11-20", "until": "2026-11-21"}]
    an = {"name": "An", "email": "an@x.vn", "roles": ["unit-head"], "units": ["so"], "deputies": deputies, **more}
    lan = {"name": "Lan", "email": "lan@x.vn", "roles": ["unit-head"], "units": ["so-khac"]}
    officer = {"name": "Chi", "email": "chi@x.vn", "roles": ["emulation-officer"]}
    author = {"name": "Hà", "email": "ha@x.vn", "roles": ["author"]}
    return Workflow.model_validate({"people": [an, lan, officer, author]})


def _judged(
    who: str, unit: str, workflow: Workflow, *, day: str = DAY, move: tuple[str, str] = VERIFY
) -> list[WrongMove]:
    """Return what is wrong when somebody moves a story of a unit."""
    source, target = move
    at = int(datetime.fromisoformat(f"{day}T02:00:00+00:00").astimezone(UTC).timestamp())
    step = Step("c", f"{who}@x.vn", at, at, Facts(source, unit, "", "r"), Facts(target, unit, "", "r"))
    return list(wrong_moves([step], workflow, ZONE, PARENTS))


def _wrongs(found: list[WrongMove]) -> list[Wrong]:
    return [one.wrong for one in found]


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        ("so", []),
        ("phong", []),
        ("to", []),
        ("tinh", [Wrong.NOT_THE_UNIT]),
        ("so-khac", [Wrong.NOT_THE_UNIT]),
        ("phong-khac", [Wrong.NOT_THE_UNIT]),
        ("so-k", [Wrong.NOT_THE_UNIT]),
        ("", [Wrong.NOT_THE_UNIT]),
    ],
)
@pytest.mark.parametrize(
    "move",
    [VERIFY, ("submitted", "returned"), ("draft", "submitted"), ("submitted", "draft")],
    ids="-".join,
)
def test_a_head_moves_stories_of_the_own_unit_and_of_those_below(unit: str, wrong: list[Wrong], move: tuple[str, str]):
    """Every move of the role is held to the units: not above, not beside, not one of no unit."""
    found = _judged("an", unit, _workflow(), move=move)
    assert _wrongs(found) == wrong
    assert all((one.units, one.step.after.unit) == (("so",), unit) for one in found)


@pytest.mark.parametrize("unit", ["so", "so-khac", "tinh", "la"])
def test_a_head_without_units_moves_all(unit: str):
    """A small office that gives no units limits nobody."""
    workflow = Workflow.model_validate({"people": [{"name": "An", "email": "an@x.vn", "roles": ["unit-head"]}]})
    assert _judged("an", unit, workflow) == []
    assert not workflow.asks_for_units


def test_only_the_role_of_a_unit_head_is_limited():
    """An emulation officer who is a unit head too verifies stories of any unit; so does an officer alone."""
    assert _judged("chi", "so-khac", _workflow()) == []
    assert _judged("an", "so-khac", _workflow(roles=["unit-head", "emulation-officer"])) == []
    author = _workflow(roles=["unit-head", "author"])
    assert _judged("an", "so-khac", author, move=("draft", "submitted")) == []
    assert _wrongs(_judged("an", "so-khac", author)) == [Wrong.NOT_THE_UNIT]


@pytest.mark.parametrize(
    ("unit", "day", "wrong"),
    [
        ("phong", "2026-11-20", []),
        ("phong-khac", "2026-11-20", []),
        ("tinh", "2026-11-20", [Wrong.NOT_THE_UNIT]),
        ("phong", "2026-11-22", [Wrong.DEPUTY_OUTSIDE_DATES]),
        ("phong-khac", "2026-11-22", []),
        ("tinh", "2026-11-22", [Wrong.NOT_THE_UNIT]),
    ],
)
def test_a_deputy_acts_within_the_limits_of_whom_the_deputy_stands_in_for(unit: str, day: str, wrong: list[Wrong]):
    """On the days given the units of both, afterwards the own ones; the reason told is the one that can be mended."""
    found = _judged("lan", unit, _workflow(), day=day)
    assert _wrongs(found) == wrong
    if wrong == [Wrong.NOT_THE_UNIT]:
        assert set(found[0].units) == ({"so", "so-khac"} if day == "2026-11-20" else {"so-khac"})


HEADS_IN_TURN = ["so-khac", {"code": "so", "until": "2026-11-20"}, {"code": "tinh", "from": "2026-11-21"}]


@pytest.mark.parametrize(
    ("unit", "day", "wrong"),
    [
        ("phong", "2026-11-20", []),
        ("phong-khac", "2026-11-20", []),
        ("tinh", "2026-11-20", [Wrong.NOT_THE_UNIT]),
        ("tinh", "2026-11-21", []),
        ("phong-khac", "2026-11-21", []),
    ],
)
def test_who_changes_to_another_unit_has_each_for_its_days(unit: str, day: str, wrong: list[Wrong]):
    """What a head did for the unit of that time stays right when the head has become another unit's."""
    assert _wrongs(_judged("an", unit, _workflow(units=HEADS_IN_TURN), day=day)) == wrong


@pytest.mark.parametrize(("day", "wrong"), [("2026-11-20", []), ("2026-11-22", [Wrong.NOT_THE_UNIT])])
def test_a_head_whose_units_have_ended_is_not_head_of_all(day: str, wrong: list[Wrong]):
    """Units that no longer hold leave none, not every unit."""
    found = _judged("an", "so", _workflow(units=[{"code": "so", "until": "2026-11-21"}], deputies=[]), day=day)
    assert _wrongs(found) == wrong
    assert all(one.units == () for one in found)


def test_somebody_without_the_role_is_told_of_the_role():
    """Who may not verify at all is not told of units."""
    assert _wrongs(_judged("ha", "so-khac", _workflow())) == [Wrong.NOT_THE_ROLE]


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde")), st.sampled_from("abcde"))
def test_a_unit_lies_below_itself_and_all_above_even_in_a_ring(parents: dict[str, str], unit: str):
    """The way up ends, names each unit once, and begins with the unit; a head of any unit on it is reached."""
    above = lineage(unit, parents)
    assert above[0] == unit
    assert len(set(above)) == len(above)
    assert all(parents[below] == upper for below, upper in pairwise(above))
    assert parents.get(above[-1]) in {None, *above}
    for head in "abcde":
        people = [{"name": "A", "email": "a@x.vn", "roles": ["unit-head"], "units": [head]}]
        workflow = Workflow.model_validate({"people": people})
        (held,) = workflow.held(date(2026, 11, 20))
        assert held.reaches(above) is (head in above)


@pytest.mark.parametrize(
    "wrong",
    [
        {"units": []},
        {"units": "so"},
        {"units": [" "]},
        {"units": ["so"], "roles": ["editor"]},
        {"unit": ["so"]},
        {"units": [{"code": "so", "from": "2026-02-02", "until": "2026-02-01"}]},
        {"units": [{"from": "2026-02-02"}]},
        {"from": "2026-02-02", "until": "2026-02-01"},
    ],
)
def test_units_that_say_nothing_are_refused(wrong: dict[str, Any]):
    """An empty list, or units of somebody who is no unit head, is an error of newsroom.toml, not a silent gap."""
    with pytest.raises(ValidationError):
        _workflow(**wrong)
