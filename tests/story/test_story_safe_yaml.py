"""Lists and freezes are read as carefully as stories: what nests without end is told, and ends no process."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from newsroom.errors import ConfigurationError
from newsroom.freezes import read_freezes
from newsroom.safe_yaml import compose, load
from newsroom.terms import read_terms

DEEP = "[" * 50_000


@pytest.mark.parametrize("read", [compose, load])
def test_what_nests_without_end_is_refused_at_its_place(read):
    """Fifty thousand brackets are a YAML error with the column of the first one too many."""
    with pytest.raises(yaml.MarkedYAMLError, match="nested too deeply") as caught:
        read(f"a: {DEEP}")
    assert caught.value.problem_mark is not None
    assert (caught.value.problem_mark.line, caught.value.problem_mark.column) == (0, 42)


def test_plain_values_are_read_and_nothing_else_is_made():
    """Values are plain; a tag that would make an object is refused."""
    assert load("- {a: 1, b: [x, true]}") == [{"a": 1, "b": ["x", True]}]
    assert load("") is None
    assert compose("") is None
    with pytest.raises(yaml.YAMLError):
        load("!!python/object/apply:os.getcwd []")


def test_a_list_and_a_book_of_freezes_that_nest_without_end_are_one_sentence(tmp_path: Path):
    """Both are configuration that cannot be read, with what to do."""
    (tmp_path / "freezes.yml").write_text(DEEP, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="nested too deeply"):
        read_freezes(tmp_path, lambda: ())
    for name in (path.name for path in (Path(__file__).parents[2] / "stories" / "terms").glob("*.yml")):
        (tmp_path / name).write_text(DEEP, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="nested too deeply"):
        read_terms(tmp_path)
