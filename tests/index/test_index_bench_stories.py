"""The stories that speed is measured with are what they claim to be."""

import subprocess
import sys
from pathlib import Path

from office_kit import NOW, REPOSITORY, tree

from newsroom.config import read_config
from newsroom.index import open_index


def _write(folder: Path) -> Path:
    command = [sys.executable, "tools/bench_stories.py", str(folder), "--count", "12"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def test_the_stories_to_measure_with_are_approved_and_the_same_each_time(tmp_path: Path) -> None:
    """Every story may be on every channel, and two runs write the same bytes."""
    first, second = _write(tmp_path / "first"), _write(tmp_path / "second")
    assert tree(first) == tree(second)
    entries = open_index(read_config(first / "newsroom.toml", {}), NOW)
    verdicts = [entries.verdict(entry, name) for entry in entries.all() for name in ("website", "facebook", "zalo")]
    assert [verdict.reason for verdict in verdicts] == [None] * 36
