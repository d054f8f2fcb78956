"""Links and pictures of a text are found wherever the website would make one."""

from __future__ import annotations

import markdown
import pytest
from growth import growth, is_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.story.body import references, word_count

PIECES = [
    "[", "]", "(", ")", "![", "](", "](x)", "[1]", "[1]: javascript:a", "\n", "\n\n", " ", "`", "``", "```", "```\n",
    "~~~\n", "\\", "javascript:a", "<javascript:a>", "a", "> ", "- ", "1. ", "    ", '"t"', "*", "[a](javascript:a)",
]  # fmt: skip


def _targets(body: str) -> list[str]:
    return [reference.target for reference in references(body)]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_link_of_the_generator_is_missed(body: str):
    """Whenever the Markdown library makes a link that runs code, the checks have seen that target."""
    html = markdown.markdown(body, extensions=["fenced_code", "tables", "footnotes", "attr_list"])
    if 'href="javascript:' in html:
        assert any(target.startswith("javascript:") for target in _targets(body)), html


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](/b/)", [("/b/", 0, 0, False)]),
        ("x\n\n![a](b.png)", [("b.png", 2, 0, True)]),
        ("[![a](b.png)](/c/)", [("/c/", 0, 0, False), ("b.png", 0, 1, True)]),
        ("[a [b] c](/d/)", [("/d/", 0, 0, False)]),
        ("[a\nb](/c/)", [("/c/", 0, 0, False)]),
        ("[a](</b c/>)", [("/b c/", 0, 0, False)]),
        ('[a](/b/ "nhan đề")', [("/b/", 0, 0, False)]),
        ("[a][1]\n\n[1]: /b/", [("/b/", 2, 0, False)]),
        ("`[a](/b/)`", []),
        ("Gõ `[a](/b/)` và `x`.", []),
        ("a ` b\nc ` [d](/e/) ` f `", [("/e/", 1, 4, False)]),
        ("``\n`[a](/b/)` x", [("/b/", 1, 1, False)]),
        ("```\n[a](/b/)\n```", []),
        ("```\n[a](/b/)", [("/b/", 1, 0, False)]),
        ("~~~ md\n[a](/b/)\n~~~\n[c](/d/)", [("/d/", 3, 0, False)]),
        (r"\[a](/b/)", []),
        ("lời [của ông]: thế thôi [1]", []),
        ("[^1]: ghi chú", []),
        ("*[UBND]: Ủy ban", []),
    ],
)
def test_references_with_their_places(body: str, found: list[tuple[str, int, int, bool]]):
    """Each link and picture has its target and the line and column where it begins; code has none."""
    assert [(r.target, r.line, r.column, r.is_picture) for r in references(body)] == found


@pytest.mark.parametrize("piece", ["[", "![", "](", "[a](", "`", "```a\n", "[x]: ", "\\", ".", "[" * 50 + "](x)"])
def test_a_pasted_blob_is_read_in_proportion(piece: str):
    """A hundred thousand of the same sign are read in a moment: no pattern goes back over them."""
    seconds = growth(lambda body: (references(body), word_count(body)), piece, 100_000 // len(piece))
    assert is_in_proportion(seconds), seconds


def test_words_are_counted_as_editors_do():
    """Runs between blanks count, lone dashes and pictures do not."""
    assert word_count("Một hai - ba.\n\n![bốn năm](a.png) 6/7 “tám”… —") == 5
