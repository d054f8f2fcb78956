"""`newsroom cms` starts nothing that could lose work, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from cms_scene import GitOffice

from newsroom.cli.main import run


@pytest.fixture
def office(tmp_path: Path, node_modules: Path, cms_programs: None) -> GitOffice:
    """Return an office with one story."""
    office = GitOffice(tmp_path / "office")
    office.write(1)
    return office


def refused(office: GitOffice, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(["--config", str(office.root / "newsroom.toml"), "--lang", "vi", "cms", "--port=0"])
    return code, capsys.readouterr().err


def test_outside_a_repository(office: GitOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a repository there is nothing to save into."""
    code, said = refused(office, capsys)
    assert code == 2
    assert "không nằm trong kho Git nào" in said


def test_over_uncommitted_changes(office: GitOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """Saving changes branches, so work that is not committed is not put at risk."""
    office.commit()
    settings = office.root / "newsroom.toml"
    settings.write_text(settings.read_text("utf-8") + "# đang sửa\n", encoding="utf-8")
    code, said = refused(office, capsys)
    assert code == 2
    assert "chưa commit" in said


def test_on_no_branch(office: GitOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a commit and no branch is checked out, the sentence says so: there is nothing to merge stories into."""
    office.commit()
    office.git("switch", "--quiet", "--detach")
    code, said = refused(office, capsys)
    assert code == 2
    assert "không đứng ở nhánh nào" in said
    assert "git switch main" in said


def test_without_its_programs(office: GitOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the form's program was not fetched, the sentence says how to."""
    (office.root / ".tools").unlink()
    code, said = refused(office, capsys)
    assert code == 3
    assert "make cms" in said
