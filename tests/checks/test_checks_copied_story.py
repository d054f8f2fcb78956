"""Copying a story to start a new one never takes the original off the site."""

from __future__ import annotations

import shutil
from pathlib import Path

from newsroom.cli.main import run


def test_the_copy_is_told_and_the_original_stays(newsroom: Path, story_file: Path, capsys) -> None:
    """With id and slug still the original's, every finding is about the copy, whatever the order of their names."""
    copy = newsroom / "stories" / "2026" / "a-copy"
    shutil.copytree(story_file.parent, copy)

    code = run(["--config", str(newsroom / "newsroom.toml"), "--lang", "en", "check", "--quiet"])

    shown = capsys.readouterr().out
    assert code == 1
    assert "2026/a-copy/index.md" in shown
    assert "2026/giu-loi-hen/index.md:" not in shown
