"""HTML in a story's text: whatever the website takes out is told, and nothing else."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from growth import growth, is_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.checks.markup import check
from newsroom.outputs.story_text import clean, render


def found(body: str) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and the part that is named, for each finding on a text."""
    file = cast("Any", SimpleNamespace(body=body, name="bai", front=SimpleNamespace(body_line=1)))
    return [(f.code, f.line, f.column, f.values["what"]) for f in check(file, cast("Any", None))]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("a\n\nb <script>x</script>", [("X006", 3, 3, "<script>")]),
        ("<b\nonclick=1>x</b>", [("X006", 2, 1, "onclick=…")]),
        ('<a href="java&#115;cript:x">y</a>', [("X006", 1, 4, "href=…")]),
        ("chữ[^1]\n\n[^1]: <iframe>", [("X006", 3, 7, "<iframe>")]),
        ("<font>a</font> <FONT>b</FONT>", [("X007", 1, 1, "<font>"), ("X007", 1, 16, "<font>")]),
        ("`<u>` rồi <u id=a>b</u>", [("X007", 1, 14, "id=…")]),
        ("<!-- ghi chú -->", [("X007", 1, 1, "<!-- … -->")]),
        ("\\<script>x\\</script>", [("X006", 1, 2, "<script>")]),
    ],
)
def test_what_is_removed_is_told_with_its_place(body: str, told: list[tuple[str, int, int, str]]) -> None:
    """Each removed element, attribute or comment is named at the line and column where it was typed."""
    assert found(body) == told


PARTS = ["<b>", "</b>", "<u class=a>", "a < b", "<3", "`", "```\n", "\n\n", "<tên cơ quan>", "> ", "- ", "*", "[x](#y)"]
REMOVED = ["<script>", "</script>", "<p onclick=x>", "<!-- x -->", "<svg>", "<font>", "<?x ?>", '<i style="a">']


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PARTS + REMOVED), max_size=12))
def test_nothing_is_removed_in_silence(parts: list[str]) -> None:
    """Where cleaning a rendered text loses a tag or an attribute that somebody typed, there is a finding."""
    body = "".join(parts)
    made = render(body)
    lost = {
        name for name in ("script", "svg", "font") if re.search(rf"<{name}\b", made) and f"<{name}" not in clean(made)
    }
    if lost:
        assert found(body), ascii(body)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["a < b ", "<3 ", "`<script>` ", "<tên> ", "<https://x.vn> ", "x<y ", "*", "\n\n", "- "]))
)
def test_near_misses_stay_silent(parts: list[str]) -> None:
    """Signs that only look like markup, in any order, give no finding and all stand on the page."""
    body = "".join(parts)
    assert found(body) == []
    assert clean(render(body)).count("&lt;3") == body.count("<3 ")


@pytest.mark.parametrize("sign", ["<a ", "<a\n", "<![CDATA[", "[a", "![a", "[a](", "[", "<!--", "- ", "> ", "<div>"])
def test_a_pasted_blob_is_read_in_proportion(sign: str) -> None:
    """Two thousand signs that open and never close cost nobody the build: no reader goes back over them."""
    seconds = growth(lambda text: clean(render(text)), sign, 2000)
    assert is_in_proportion(seconds), seconds
