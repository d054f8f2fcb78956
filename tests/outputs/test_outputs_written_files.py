"""Files are written whole, and only in the place of files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsroom.errors import ConfigurationError
from newsroom.files import write_bytes


def test_nothing_is_put_in_the_place_of_a_folder_or_a_device(tmp_path: Path) -> None:
    """A folder and a pipe given for a file are refused in a sentence, and stay what they were, with nothing beside."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(ConfigurationError):
            write_bytes(tmp_path / name, b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]
    assert (tmp_path / "pipe").is_fifo()
