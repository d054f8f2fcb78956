"""Repairing a story's file touches what is safe, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.mending import mend
from newsroom.story.front_matter import FrontMatterError, parse

_HEAD = """---
id: GS-2026-0001
title: Tổ một cửa giữ lời hẹn
subjects:
  - {{name: '{name}', type: ca-nhan}}   # ghi chú  của biên tập
authors: [{{name: '{name}'}}]
---

"""
_PIECES = st.sampled_from(
    [
        "Chị Mai",
        "Trần  Hòa",
        'Đội "Quyết thắng"',
        "\u200b",
        "\u00ad",
        "e\u0302\u0301",
        "o\u031b\u0300",
        '"hẹn nhé"',
        "  ",
        " ",
        "\n\n",
        "\r\n",
        "`a  b`",
        "- ",
        "| a  | b |",
        "[x](https://vi.example/a  )",
        "th\xadëng cña tØnh",
        "\ufeff",
        "**đậm**",
        "—",
        '"',
        "\u200d",
        "👨\u200d👩",
        "ngày 12/10",
    ]
)
_NAMES = st.sampled_from(["Trần  Hòa", 'Đội "Quyết thắng"', "Tổ\u200bmột", "Mai", "Nguye\u0302\u0303n"])


def _seen(text: str) -> str:
    """Return what a reader sees: letters and signs, whatever their form, marks and blanks aside."""
    plain = unicodedata.normalize("NFC", re.sub("[\u00ad\u200b-\u200f\ufeff]", "", text))
    return re.sub(r"[ \u00a0]+", " ", re.sub('[“”"]', '"', plain))


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join), _NAMES)
@example('Anh gọi "Đội "Quyết thắng"" ra  sân', 'Đội "Quyết thắng"')
@example("Trần  Hòa mở  sổ", "Trần  Hòa")
def test_a_repair_is_done_once_keeps_names_and_changes_nothing_that_is_seen(body: str, name: str) -> None:
    """Repairing twice is repairing once; names stay to the letter, line ends stay, and readers see the same words."""
    text = _HEAD.format(name=name) + body
    mended = mend(text)
    assert mend(mended.text) == (mended.text, ())
    before, after = parse(text), parse(mended.text)
    assert after.data["subjects"] == before.data["subjects"]
    assert after.data["authors"] == before.data["authors"]
    composed = unicodedata.normalize("NFC", name)
    if composed == name:
        assert mended.text.count(name) >= text.count(name)
    assert mended.text.count("\r\n") == text.count("\r\n")
    assert mended.text.count("\n") == text.count("\n")
    assert _seen(mended.text) == _seen(text)
    if not mended.codes:
        assert mended.text == text


@pytest.mark.parametrize(
    ("body", "mended", "codes"),
    [
        ('Chị nói: "Hẹn nhé" rồi đi.', "Chị nói: “Hẹn nhé” rồi đi.", ("X011",)),
        ("Mở  sổ  sớm.", "Mở sổ sớm.", ("X010",)),
        ("Tie\u0302\u0301ng nói", "Tiếng nói", ("X001",)),
        ("Tổ\u200b một cửa", "Tổ một cửa", ("X003",)),
        ('Ống 1/2" ở kho', 'Ống 1/2" ở kho', ()),
        ("th\xadëng cña tØnh", "th\xadëng cña tØnh", ()),
        ("Dòng này  \nxuống hàng", "Dòng này  \nxuống hàng", ()),
        ('Ba dấu "một" hai" đã ghi', 'Ba dấu "một" hai" đã ghi', ()),
        ('`a  "b"` của máy', '`a  "b"` của máy', ()),
        ("Gia đình 👨\u200d👩 vui", "Gia đình 👨\u200d👩 vui", ()),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_each_repair(body: str, mended: str, codes: tuple[str, ...], end: str, mark: str) -> None:
    """Each repair by itself, in files from Windows too: a byte order mark and CR LF stay."""
    head = mark + _HEAD.format(name="Mai")
    text = (head + body + "\n").replace("\n", end)
    assert mend(text) == ((head + mended + "\n").replace("\n", end), codes)


def test_a_missing_id_is_written_where_stories_have_it() -> None:
    """The id comes on the first line; an empty key gets it in its place; a story that has one keeps it."""
    text = _HEAD.format(name="Mai")
    without = text.replace("id: GS-2026-0001\n", "")
    assert mend(without, new_id=lambda: "GS-2026-0001") == (text, ("S005",))
    empty = text.replace("id: GS-2026-0001", "id:   # cấp sau")
    assert mend(empty, new_id=lambda: "GS-2026-0007").text == text.replace("GS-2026-0001", "GS-2026-0007   # cấp sau")
    assert mend(text, new_id=lambda: "GS-2026-0009") == (text, ())


@pytest.mark.parametrize("text", ["", "không có gì", "---\na: [\n---\n\nMở  sổ", '---\n- a\n---\n"x"  y'])
def test_a_file_that_cannot_be_read_stays_as_it_is(text: str) -> None:
    """Front matter that is broken is mended by a person first."""
    with pytest.raises(FrontMatterError):
        parse(text)
    assert mend(text, new_id=lambda: "GS-2026-0001") == (text, ())


def test_official_names_keep_their_marks() -> None:
    """A name from the office's lists stays as the list has it, quotation marks and all."""
    text = _HEAD.format(name="Mai") + 'Giải "Gương sáng" và lời "hẹn nhé" của tổ.\n'
    assert 'Giải "Gương sáng" và lời “hẹn nhé”' in mend(text, ['Giải "Gương sáng"']).text


def test_the_sample_stories_need_no_repair() -> None:
    """Nothing of the repository's own stories is changed: they are written as they should be."""
    for path in sorted((Path(__file__).parents[2] / "stories").glob("*/*/index.md")):
        text = path.read_bytes().decode()
        assert mend(text) == (text, ())
