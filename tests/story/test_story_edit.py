"""Keys are set by line; every other byte stays as its author wrote it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsroom.story.edit import flow, set_keys
from newsroom.story.front_matter import FrontMatterError, parse

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda t: unicodedata.normalize("NFC", t))
leaves = st.one_of(texts, st.booleans(), st.integers(-(10**17), 10**17), st.none())
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
# Pieces of front matter as people write it, one key each.
PIECES = {
    "id": "id: GS-2026-0001   # cấp ngày 1/11",
    "title": 'title: "Một: hai # ba"',
    "status": "status: draft  # chờ anh Hùng",
    "summary": "summary: >-\n  Dòng một\n  # không phải ghi chú\n\n  dòng hai\n",
    "publish": "publish:\n  website: {at: 2026-11-20 08:00}\n  facebook:\n    text: |\n      Chào\n\n      #NguoiTot",
    "fields": "fields:\n- a\n- b\n# ghi chú của tác giả về phần dưới",
    "authors": "authors: [{name: A},\n  {name: B}]",
    "empty": "empty:",
    "comment": "\n# ----\n\ncomment: 'a\n\n  b'",
}


@st.composite
def files(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(st.sampled_from(sorted(PIECES)), min_size=1, unique=True))
    indent = draw(st.sampled_from(["", " "]))
    block = "\n".join(PIECES[key] for key in chosen)
    block = "\n".join(indent + line if line.strip() else line for line in block.split("\n"))
    return f"---\n{block}\n---\n\nThân bài\n---\nstatus: không phải khai báo\n"


@given(files(), st.sampled_from([*PIECES, "new", "approval", "withdrawal"]), values, st.sampled_from(["\n", "\r\n"]))
def test_a_key_is_set_and_nothing_else_changes(text: str, key: str, value: object, end: str):
    """The key reads back equal, every other key and the text are equal, and the lines outside the key are the same."""
    text = text.replace("\n", end)
    before = parse(text)
    assume(value is not None or before.data.keys() != {key})  # without any key there is no front matter
    after_text = set_keys(text, {key: value})
    after = parse(after_text)
    assert after.data.get(key) == value
    assert (key in after.data) is (value is not None)
    others = {k: v for k, v in before.data.items() if k != key}
    assert {k: v for k, v in after.data.items() if k != key} == others
    assert after.body == before.body
    lines, changed = text.split("\n"), after_text.split("\n")
    first, behind, _ = before.spans.get(key, (len(lines) + 1, len(lines) + 1, ""))
    kept = lines[: first - 1] + lines[behind - 1 :]
    remaining = iter(changed)
    assert all(line in remaining for line in kept), "a line outside the key was changed or moved"
    assert after_text.count("\r\n") == (after_text.count("\n") if end == "\r\n" else 0)


@given(files(), values.filter(lambda value: value is not None))
def test_a_new_key_set_and_removed_again_leaves_the_same_bytes(text: str, value: object):
    """Setting what was not there and taking it out again is no change at all."""
    assert set_keys(set_keys(text, {"approval": value}), {"approval": None}) == text


@given(values)
def test_flow_reads_back_equal(value: object):
    """Any value written as one line of YAML is the same value when read, and it is one line."""
    written = flow({"a": value})
    assert "\n" not in written
    assert parse(f"---\nx: {written}\n---\n").data == {"x": {"a": value}}


def test_comments_behind_and_below_a_value_stay():
    """What an author noted behind a value or above the next key is the author's."""
    text = "---\nstatus: draft # chờ\n\n# về tiêu đề\ntitle: x\n---\n"
    assert set_keys(text, {"status": "approved"}) == text.replace("draft", "approved")


def test_a_hashtag_at_the_end_of_a_text_goes_with_its_key():
    """The last line of a text written with | may begin with #; it is no comment to be left behind."""
    text = "---\npublish:\n  facebook:\n    text: |\n      Chào\n      #NguoiTot\nid: x\n---\n"
    assert set_keys(text, {"publish": {"a": 1}}) == "---\npublish: {a: 1}\nid: x\n---\n"


def test_new_keys_stand_where_people_look_for_them():
    """An approval stands below the status, a schedule below the approval."""
    text = set_keys("---\nid: x\nstatus: approved\ntitle: y\n---\n", {"approval": {"by": "A"}, "publish": {"b": 1}})
    assert text == "---\nid: x\nstatus: approved\napproval: {by: A}\npublish: {b: 1}\ntitle: y\n---\n"


@pytest.mark.parametrize("block", ["{id: x, status: draft}", "status: &s draft\nid: *s"])
def test_front_matter_that_lines_cannot_express_is_refused(block: str):
    """Where replacing a line would damage another key, nothing is returned."""
    with pytest.raises(FrontMatterError):
        set_keys(f"---\n{block}\n---\n", {"status": "approved"})


def test_blank_lines_below_a_list_stay():
    """The blank line and the comment between a list and the next key are the author's, not the list's."""
    text = "---\nfields:\n- a\n\n# ghi chú\n\nid: y\n---\n"
    assert set_keys(text, {"fields": ["b"]}) == text.replace("fields:\n- a", "fields: [b]")
