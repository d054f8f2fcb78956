"""The office's lists: names by date, and nothing malformed is let in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from newsroom.errors import ConfigurationError
from newsroom.terms import Terms, read_terms

REAL = Path(__file__).parents[2] / "stories" / "terms"
TWO_NAMES = "- code: u\n  names:\n    - {label: Cũ, from: 2010-01-01, until: %s}\n    - {label: Mới, from: %s}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "terms"))


def _read(folder: Path, units: str | bytes) -> Terms:
    (folder / "units.yml").write_bytes(units if isinstance(units, bytes) else units.encode())
    return read_terms(folder)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2009, 12, 31), None),
        (date(2010, 1, 1), "Cũ"),
        (date(2025, 6, 30), "Cũ"),
        (date(2025, 7, 1), "Mới"),
        (date(2099, 1, 1), "Mới"),
    ],
)
def test_a_name_holds_on_its_first_and_on_its_last_day(folder: Path, day: date, name: str | None):
    """At the merger of the provinces, 30 June 2025 still has the old name and 1 July the new one."""
    units = _read(folder, TWO_NAMES % ("2025-06-30", "2025-07-01")).units
    assert units["u"].name_on(day) == name
    assert units.label("u", day) == (name or "Mới")
    assert (units["u"].since, units["u"].until, units["u"].label) == (date(2010, 1, 1), None, "Mới")
    assert units.label("lạ") == "lạ"


def test_a_gap_between_two_names_is_no_validity(folder: Path):
    """Between the end of one name and the beginning of the next the term was not valid."""
    unit = _read(folder, TWO_NAMES % ("2025-06-30", "2025-08-01")).units["u"]
    assert unit.name_on(date(2025, 7, 1)) is None
    assert unit.name_on(date(2025, 8, 1)) == "Mới"


def test_the_real_lists_know_the_merger(folder: Path):
    """The office's own list changes the province's name on 1 July 2025."""
    office = read_terms(folder).units["vp-ubnd"]
    assert office.name_on(date(2025, 6, 30)) == "Văn phòng UBND tỉnh Quảng Bình"
    assert office.name_on(date(2025, 7, 1)) == "Văn phòng UBND tỉnh Quảng Trị"


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (TWO_NAMES % ("2025-07-01", "2025-07-01"), "overlap"),
        (TWO_NAMES % ("2025-07-02", "2025-07-01"), "overlap"),
        (TWO_NAMES % ("2009-01-01", "2025-07-01"), "overlap"),
        ("- code: u\n  names: [{label: A, from: 2010-01-01}, {label: B, from: 2011-01-01}]\n", "overlap"),
        ("- {code: u, label: A, from: 2010-01-02, until: 2010-01-01}\n", "overlap"),
        ("- {code: u, label: A, from: 2010-01-01}\n- {code: u, label: B, from: 2010-01-01}\n", "u twice"),
        ("- {label: A, from: 2010-01-01}\n", "code"),
        ("- {code: 12, label: A, from: 2010-01-01}\n", "code"),
        ("- {code: u, from: 2010-01-01}\n", "label"),
        ("- {code: u, label: ' ', from: 2010-01-01}\n", "label"),
        ("- {code: u, label: A}\n", "dates"),
        ("- {code: u, label: A, from: hôm nay}\n", "dates"),
        ("- {code: u, label: A, from: 2010-01-01 08:00:00}\n", "dates"),
        ("- {code: u, label: A, from: 2010-01-01, until: 2011-01-01 08:00:00}\n", "dates"),
        ("- {code: u, label: A, from: 2010-02-30}\n", "day is out of range"),
        ("- {code: u, label: A, from: 2010-01-01, needs_consnt: true}\n", "needs_consnt"),
        ("- {code: u, label: A, from: 2010-01-01, needs_consent: 'no'}\n", "needs_consent"),
        ("- {code: u, label: A, from: 2010-01-01, needs_consent: }\n", "needs_consent"),
        ("- {code: u, label: A, from: 2010-01-01, yearly: 1}\n", "yearly"),
        ("- {code: u, label: A, from: 2010-01-01, for: 5}\n", "for"),
        ("- {code: u, label: A, from: 2010-01-01, for: ca-nhan}\n", "for"),
        ("- {code: u, label: A, from: 2010-01-01, for: [ca-nhan, 5]}\n", "for"),
        ("- {code: u, label: A, from: 2010-01-01, legal: 5}\n", "legal"),
        ("- {code: u, label: A, from: 2010-01-01, level: [tinh]}\n", "level"),
        ("- {code: u, label: A, from: 2010-01-01, parent: true}\n", "parent"),
        ("- {code: u, names: abc}\n", "names"),
        ("- {code: u, names: [abc]}\n", "names"),
        ("- chỉ chữ\n", "code"),
        ("code: u\n", "list"),
        ("", "list"),
        ("- {code: u, label: A\n", "line"),
        (b"- {code: u, label: \xff}\n", "utf-8"),
    ],
)
def test_what_is_no_well_formed_list_is_refused(folder: Path, units: str | bytes, said: str):
    """What is no list of terms stops everything with the file's name and the reason: dates, keys, values, syntax."""
    with pytest.raises(ConfigurationError) as caught:
        _read(folder, units)
    for language in ("vi", "en"):
        assert "units.yml" in caught.value.sentence(language)
        assert said in caught.value.sentence(language)
        assert caught.value.advice(language)


def test_a_missing_list_is_named(folder: Path):
    """Each list must be there."""
    (folder / "subject-types.yml").unlink()
    with pytest.raises(ConfigurationError, match=r"subject-types\.yml"):
        read_terms(folder)


def test_the_order_of_the_file_is_kept(folder: Path):
    """Lists are shown in the order in which the office wrote them, with what more each entry says."""
    units = _read(
        folder, "- {code: b, label: B, from: 2010-01-01, parent: a}\n- {code: a, label: A, from: 2010-01-01}\n"
    ).units
    assert [unit.code for unit in units] == ["b", "a"]
    assert units["b"].extra == {"parent": "a"}
    assert "a" in units
    assert "c" not in units
