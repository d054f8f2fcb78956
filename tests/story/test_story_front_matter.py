"""Front matter: values, and the place of each, whatever stands around them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.story.front_matter import FrontMatterError, Position, parse

words = st.text(st.characters(categories=["Lu", "Ll", "Nd"], exclude_characters="ﬀ"), min_size=1, max_size=8)
keys = words.map(lambda word: f"k{unicodedata.normalize('NFC', word)}")
scalars = st.one_of(
    words.map(lambda word: f"'{word}'"),
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "null", "2026-11-23", "no", "~", "[a, b]", "{a: b}", "'x # y'"]),
)
gaps = st.sampled_from(["", "\n", "# ghi chú\n", "\n  # thụt vào\n\n"])


@st.composite
def front_matters(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """Draw a story file and the line of each of its top-level keys."""
    lines, places = ["---" + draw(st.sampled_from(["", "  ", "--"]))], {}
    for key in draw(st.lists(keys, min_size=1, max_size=6, unique=True)):
        lines += draw(gaps).split("\n")[:-1]
        places[key] = len(lines) + 1
        if draw(st.booleans()):
            lines.append(f"{key}: {draw(scalars)}")
        else:
            lines.append(f"{key}:")
            lines += [f"  - {draw(scalars)}" for _ in range(draw(st.integers(1, 3)))]
    blank = draw(st.sampled_from(["", "\n", "\n \n"]))
    return "\n".join([*lines, "---", blank + "Thân bài", ""]), places


@given(front_matters(), st.sampled_from(["\n", "\r\n"]))
def test_a_position_points_at_the_key_it_names(drawn: tuple[str, dict[str, int]], end: str):
    """Every top-level key is found on its own line, every item of a list at its own first letter."""
    text, places = drawn
    text = text.replace("\n", end)
    front = parse(text)
    lines = text.split("\n")
    assert list(front.data) == list(places)
    for path, position in front.positions.items():
        if len(path) == 1:
            assert position == Position(places[path[0]], 1)
            assert lines[position.line - 1].startswith(f"{path[0]}:")
        elif len(path) == 2 and isinstance(path[1], int) and lines[position.line - 1].startswith("  - "):
            assert lines[position.line - 1][position.column - 2] == " "
    assert front.body.startswith("Thân bài") or front.body.strip() == "Thân bài"
    assert lines[front.body_line - 1].strip() == front.body.split("\n")[0].strip()


def test_a_deep_value_and_one_that_is_not_there():
    """A value inside lists and mappings has its own place; what is missing is looked for at its parent."""
    front = parse("---\na:\n  - {b: 1, c: x}\n---\n")
    assert front.position(("a", 0, "c")) == Position(3, 12)
    assert front.position(("a", 0, "missing")) == Position(3, 5)
    assert front.position(("z",)) == Position(2, 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("true", True), ("False", False), ("~", None), ("", None),
        ("null", None), ("0123", "0123"), ("0x1f", "0x1f"), ("1_000", "1_000"), ("12:30", "12:30"), ("-7", -7),
        ("1.5", 1.5), (".inf", ".inf"), ("1e3", "1e3"), ("2026-11-23", "2026-11-23"), ("'12'", "12"),
        ("9" * 18, int("9" * 18)), ("9" * 5000, "9" * 5000), ("!!python/name:os.system x", "x"), ("'to\u0302'", "tô"),
    ],
)  # fmt: skip
def test_values_mean_what_an_editor_sees(written: str, read: object):
    """Only true and false are booleans, dates stay text, tags have no power, letters are composed."""
    assert parse(f"---\na: {written}\n---\n").data == {"a": read}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "S002", 1, 1),
        ("id: x", "S002", 1, 1),
        (" ---\nid: x\n---\n", "S002", 1, 1),
        ("---\n---\n", "S002", 1, 1),
        ("---\nchỉ chữ\n---\n", "S002", 1, 1),
        ("---\nid: x\n--\n", "S002", 1, 1),
        ("---\na: 1\na: 2\n---\n", "S007", 3, 1),
        ("---\nx:\n  - {a: 1, a: 2}\n---\n", "S007", 3, 12),
        ("---\n\n\na: b: c\n---\n", "S003", 4, 5),
        ("---\na: 1\nb: 'mở\nc: 2\n---\n", "S003", 3, 4),
        ("---\na: 1\nb\nc: 2\n---\n", "S003", 3, 1),
        ("---\na: 1\n\tb: 2\n---\n", "S003", 3, 1),
        ("---\nđổi: 😀\x01\n---\n", "S003", 2, 7),
        ("---\na: *khong\n---\n", "S003", 2, 4),
        ("---\n[a]: b\n---\n", "S003", 2, 1),
        ("---\na: &x [*x]\n---\n", "S003", 2, 4),
        ("---\na: " + "[" * 50_000 + "\n---\n", "S003", None, None),
        ("---\na:\n  " + "- " * 50_000 + "\n---\n", "S003", None, None),
        ("---\na: " + "{b: " * 300 + "}" * 300 + "\n---\n", "S003", None, None),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, code: str, line: int | None, column: int | None):
    """Broken front matter is one error with the line and column where an editor must look."""
    with pytest.raises(FrontMatterError) as caught:
        parse(text)
    assert caught.value.code == code
    if line is not None:
        assert caught.value.position == Position(line, column)
