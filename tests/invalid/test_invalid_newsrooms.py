"""What `newsroom check` says about every small newsroom of this folder, word for word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from invalid_cases import cases, heard, lay_out

from newsroom.checks.catalogue import CATALOGUE

CODE = re.compile(r"^\S.*:\d+:\d+  (lỗi|cảnh báo) ([A-Z]\d{3})  ", re.MULTILINE)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEWSROOM_SITE_URL", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)


def _expected_exit_code(text: str) -> int:
    if text.startswith("lỗi:"):
        return 3
    return int(any(level == "lỗi" for level, _ in CODE.findall(text)))


@pytest.mark.parametrize("case", cases("cases"), ids=lambda case: case.name)
def test_a_wrong_newsroom_is_told_exactly_what_is_wrong(case: Path, tmp_path: Path):
    """Each folder's `expected.txt` is the whole output of `newsroom check`, and the exit code tells errors apart."""
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    code, said = heard(case, tmp_path)
    assert said == expected
    assert code == _expected_exit_code(expected)
    assert CODE.search(said) or code == 3, "a wrong newsroom was told nothing"


@pytest.mark.parametrize("case", cases("valid"), ids=lambda case: case.name)
def test_a_near_miss_stays_silent(case: Path, tmp_path: Path):
    """What only looks like a mistake gets no finding, not even a warning."""
    code, said = heard(case, tmp_path)
    assert said == (case / "expected.txt").read_text(encoding="utf-8")
    assert (code, CODE.findall(said)) == (0, [])


def test_every_code_has_a_newsroom_that_shows_it():
    """Each code of the catalogue is shown by at least one folder, and no folder shows a code that does not exist."""
    shown = {code for case in cases("cases") for _, code in CODE.findall((case / "expected.txt").read_text("utf-8"))}
    assert shown == set(CATALOGUE)


@pytest.mark.parametrize("group", ["cases", "valid"])
def test_every_folder_is_a_case(group: str):
    """A folder without `expected.txt` would be passed over in silence, so there is none."""
    here = Path(__file__).parent / group
    assert sorted(p for p in here.iterdir() if p.is_dir()) == cases(group)


@pytest.mark.parametrize(("name", "exit_code"), [("misspelt-keys", 1), ("yaml-that-contains-itself", 1)])
def test_the_installed_command_says_the_same(name: str, exit_code: int, tmp_path: Path):
    """A process of its own prints the same findings on standard output and nothing on standard error."""
    case = next(case for case in cases("cases") if case.name == name)
    config = lay_out(case, tmp_path)
    command = [sys.executable, "-c", "from newsroom.cli.main import main; main()", "--config", str(config)]
    done = subprocess.run(
        [*command, "--lang", "vi", "check"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (exit_code, "")
    assert done.stdout == (case / "expected.txt").read_text(encoding="utf-8")
