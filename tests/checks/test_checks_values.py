"""Every finding that the small newsrooms give can be said in both languages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invalid_cases import cases, heard, lay_out

from newsroom.config import read_config
from newsroom.errors import ConfigurationError
from newsroom.workspace import open_workspace

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "case", [c for c in cases("cases") if not list(c.glob("*newsroom.toml"))], ids=lambda c: c.name
)
def test_every_finding_has_both_languages_and_a_place_in_the_file(case: Path, tmp_path: Path):
    """Each finding's values fit its sentence and remedy in both languages, and its line exists in the file."""
    config = lay_out(case, tmp_path)
    if case.name.startswith(("a-register", "freezes-that-cannot")):
        with pytest.raises(ConfigurationError) as caught:
            open_workspace(read_config(config, {}), NOW)
        assert caught.value.sentence("vi") != caught.value.sentence("en")
        assert caught.value.advice("vi") != caught.value.advice("en")
        return
    workspace = open_workspace(read_config(config, {}), NOW)
    files = {file.name: file for file in workspace.files}
    for finding in workspace.findings:
        vi, en = finding.sentence("vi"), finding.sentence("en")
        assert vi != en
        assert "{" not in vi.replace("{at: …}", "").replace("{a: b}", "")
        assert finding.remedy("vi") != finding.remedy("en")
        known = files.get(finding.path)
        # Findings are of lists and settings too.
        text = known.text if known is not None else (tmp_path / finding.path).read_text(encoding="utf-8")
        if text:  # a file that is too large or not UTF-8 has none
            assert finding.line <= text.count("\n") + 1
            assert finding.column <= len(text.split("\n")[finding.line - 1]) + 1


def test_the_json_form_says_the_same_as_the_text_form(tmp_path: Path):
    """Both forms of the output hold the same findings in the same order."""
    case = next(c for c in cases("cases") if c.name == "misspelt-keys")
    _, text = heard(case, tmp_path / "a")
    _, document = heard(case, tmp_path / "b", "--json")
    findings = json.loads(document)["findings"]
    said = [line for line in text.splitlines() if ".md:" in line]
    assert [f"{f['path']}:{f['line']}:{f['column']}  lỗi {f['code']}  {f['sentence']}" for f in findings] == said
