"""Whom a freeze finds, and what a history of freezes comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.errors import ConfigurationError
from newsroom.freezes import FREEZE, THAW, Act, Freezes, Named, freezes_path, read_freezes
from newsroom.terms import read_terms

PARENTS = {"phong": "so", "so": "tinh"}
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
UNITS = read_terms(Path(__file__).parents[2] / "stories" / "terms").units


def act(person: str | None = None, unit: str | None = None, what: str = FREEZE, *, hides_page: bool = False) -> Act:
    return Act(what, person, unit, AT, "Chánh Văn phòng", "Đang xác minh", hides_page)


def hits(one: Act, *names: str, unit: str = "phong", of: str | None = None) -> bool:
    named = Named(unit, tuple((name, of) for name in names))
    return any(True for _ in Freezes((one,), PARENTS).on(named))


@pytest.mark.parametrize(
    ("typed", "name", "is_found"),
    [
        ("Lê Văn Hoành", "Lê Văn Hoành", True),
        ("le van hoanh", "Lê Văn Hoành", True),
        ("LÊ VĂN HOÀNH", "Lê Văn Hoành", True),
        ("Phan Thị Hoà", "Phan Thị Hòa", True),  # both tone styles
        ("Phan Thi\u0323 Ho\u0300a", "Phan Thị Hòa", True),  # decomposed
        ("Phan Thị Hòa", "Phan Thi Hoa", True),  # the story has no accents
        ("Lê Văn Hoành", "Gia đình ông Lê Văn Hoành", True),
        ("Lê Văn Hoành", "Gia đình ông Lê Văn Hoành, bà Mai", True),
        ("le van hoanh", "Nghệ nhân “Lê Văn Hoành”", True),
        ("Phan Thị Hoà", "Vợ chồng Phan Thị Hòa–Hồ Nam", True),
        ("H’Hen Niê", "Gia đình H'Hen Niê (buôn Sứt)", True),
        ("Lê Văn Hoành", "Lê Văn, Hoàng Mai", False),
        ("Phan Thị Hòa", "Phan Thị Hoa", False),  # two people
        ("Hòa", "Phan Thị Hòa", False),  # a given name alone is not enough
        ("Lê Văn Ho", "Lê Văn Hoành", False),
        ("Văn Hoành Lê", "Lê Văn Hoành", False),
        ("Đỗ Thị Đào", "Do Thi Dao", True),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(typed: str, name: str, is_found: bool):
    """Accents, case, tone style and form do not matter, a longer name holds a shorter one, other people stay free."""
    assert hits(act(typed), "Tổ một cửa", name) is is_found


@pytest.mark.parametrize(
    ("one", "unit", "of", "is_found"),
    [
        (act(unit="so"), "so", None, True),
        (act(unit="so"), "phong", None, True),
        (act(unit="so"), "tinh", None, False),
        (act(unit="so"), "tinh", "phong", True),
        (act("Lê Văn Hoành", "so"), "tinh", "phong", True),
        (act("Lê Văn Hoành", "so"), "phong", None, True),
        (act("Lê Văn Hoành", "so"), "tinh", "tinh", False),
        (act("Trần Văn Bảo", "so"), "phong", "phong", False),
    ],
)
def test_a_unit_holds_those_below_it(one: Act, unit: str, of: str | None, is_found: bool):
    """A unit's freeze reaches its own units, not the one above; with a person it only narrows down which one."""
    assert hits(one, "Lê Văn Hoành", unit=unit, of=of) is is_found


def test_units_that_lie_below_each_other_end_somewhere():
    """A list in which two units lie below each other does not hang the gate."""
    freezes = Freezes((act(unit="c"),), {"a": "b", "b": "a"})
    assert list(freezes.on(Named("a", ()))) == []


def test_the_history_decides_what_is_in_force():
    """Frozen, thawed and frozen again is frozen; a thaw lifts exactly what it names, and no namesake."""
    mai, so = act("Hồ Thị Mai"), act(unit="so")
    assert Freezes((mai, so)).active == (mai, so)
    assert Freezes((mai, so, act("HỒ Thị Mai", what=THAW))).active == (so,)
    assert Freezes((mai, act("Hồ Thị Mai", "so", THAW))).active == (mai,)
    assert Freezes((act("Phan Thị Hòa"), act("Phan Thị Hoa"))).active == (act("Phan Thị Hòa"), act("Phan Thị Hoa"))
    assert Freezes((mai, act("Hồ Thị Mái", what=THAW))).active == (mai,)
    again = act("Hồ Thị Mai", hides_page=True)
    assert Freezes((mai, act("Hồ Thị Mai", what=THAW), again)).active == (again,)
    assert Freezes((mai, again)).active == (again,)


def test_a_freeze_said_again_lets_nothing_out():
    """What two branches both froze holds since the first of both, and pages stay hidden if one of them hides them."""
    first, later = act("Hồ Thị Mai", hides_page=True), replace(act("Hồ Thị Mai"), at=AT + timedelta(days=2))
    for acts in ((first, later), (later, first)):
        (found,) = Freezes(acts).active
        assert (found.at, found.hides_page) == (AT, True)
    assert Freezes((first, act("Hồ Thị Mai", what=THAW), later)).active == (later,)


@pytest.mark.parametrize(
    "text",
    [
        "- {act: freeze, person: A B",
        "act: freeze",
        "- freeze",
        "- {act: halt, person: A B, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: freeze, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: freeze, person: ' ', at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: freeze, person: A B, at: '2026-11-23T08:00:00+07:00', by: C}",
        "- {act: freeze, person: A B, at: '2026-11-23 08:00', by: C, reason: D}",
        "- {act: freeze, person: A B, at: 2026-11-23, by: C, reason: D}",
        "- {act: freeze, person: A B, at: hôm nay, by: C, reason: D}",
        "- {act: freeze, person: 12, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: freeze, people: A B, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: freeze, person: A B, hide_page: có, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "- {act: [freeze], person: A B, at: '2026-11-23T08:00:00+07:00', by: C, reason: D}",
        "<<<<<<< HEAD\n- {act: freeze}",
        "[" * 5000,
    ],
)
def test_a_history_that_cannot_be_read_stops_everything(text: str, tmp_path: Path):
    """Who is frozen is never guessed: anything not understood is an operator's error with the line."""
    freezes_path(tmp_path).write_text(f"# Sổ tạm dừng\n{text}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_freezes(tmp_path, lambda: UNITS)
    assert str(freezes_path(tmp_path)) in caught.value.sentence("vi")


@pytest.mark.parametrize("text", ["", "# chỉ có lời ghi chú\n", "[]\n"])
def test_an_empty_history_freezes_nobody(text: str, tmp_path: Path):
    """A file with nothing in it is as good as none."""
    freezes_path(tmp_path).write_text(text, encoding="utf-8")
    assert read_freezes(tmp_path, lambda: UNITS).active == ()
