"""Frames around tables."""

from __future__ import annotations

from newsroom.outputs.table_frames import frame_tables

NARROW = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
WIDE = "<table><tr>" + "<td>x</td>" * 4 + "</tr></table>"


def test_a_wide_table_scrolls_in_a_named_region_that_keys_reach() -> None:
    """Four columns get a focusable region, numbered among all tables; a narrow table gets a plain frame."""
    framed = frame_tables(f"<p>a</p>{NARROW}<p>b</p>{WIDE}<p>c</p>")
    assert framed == (
        f'<p>a</p><div class="table">{NARROW}</div><p>b</p>'
        f'<div class="table table--wide" role="region" aria-label="Bảng 2" tabindex="0">{WIDE}</div><p>c</p>'
    )


def test_a_table_in_a_table_has_no_frame_of_its_own() -> None:
    """Only the outermost table scrolls, and text without tables stays as it is."""
    nested = f"<table><tr><td>{WIDE}</td></tr></table>"
    assert frame_tables(nested).count("<div") == 1
    assert frame_tables(nested).startswith('<div class="table')
    assert frame_tables("<p>x &lt;table&gt;</p>") == "<p>x &lt;table&gt;</p>"
