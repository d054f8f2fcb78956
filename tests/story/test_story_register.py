"""The register of identities survives being edited by people and merged by Git."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.errors import ConfigurationError
from newsroom.story.register import read_register, register_path, write_register


def test_what_is_written_is_read_back_sorted(tmp_path: Path):
    """One line an id, in order, so that a diff shows what was added."""
    given = {"GS-2026-0002": "2026/b/", "GS-2025-0001": "2025/a/"}
    write_register(tmp_path, given)
    assert read_register(tmp_path) == given
    lines = register_path(tmp_path).read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["GS-2025-0001\t2025/a/", "GS-2026-0002\t2026/b/"]


def test_a_newsroom_that_never_approved_has_an_empty_one(tmp_path: Path):
    """No file is no ids."""
    assert read_register(tmp_path) == {}


@pytest.mark.parametrize("text", ["\n\n# x\nA-1\ta/\n", "A-1\ta/\r\n", "A-1\ta/\nA-1\ta/\n"])
def test_comments_blank_lines_and_repeats_are_harmless(tmp_path: Path, text: str):
    """What people and merges leave behind is read, as long as it is unambiguous."""
    register_path(tmp_path).write_bytes(text.encode())
    assert read_register(tmp_path) == {"A-1": "a/"}


@pytest.mark.parametrize("text", [b"A-1 a/\n", b"A-1\t\n", b"<<<<<<< HEAD\n", b"A-1\ta/\nA-1\tb/\n", b"\xff\n"])
def test_a_damaged_register_stops_everything(tmp_path: Path, text: bytes):
    """A register that cannot be trusted is said to be broken, with the line; nothing is guessed."""
    register_path(tmp_path).write_bytes(text)
    with pytest.raises(ConfigurationError) as caught:
        read_register(tmp_path)
    for language in ("vi", "en"):
        assert "register.tsv" in caught.value.sentence(language)
