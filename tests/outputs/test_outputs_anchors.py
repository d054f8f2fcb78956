"""Anchors of headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.outputs.anchors import anchor, ids_in_templates

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Điển hình", "dien-hinh"),
        ("ĐỒNG HỚI, Đắk Lắk", "dong-hoi-dak-lak"),
        ("Số 7: “Một cửa” – 100 %", "so-7-mot-cua-100"),
        ("Nội dung", "muc-noi-dung"),
        ("👩🏽‍⚕️", ""),
    ],
)
def test_an_anchor_keeps_every_letter(words: str, made: str) -> None:
    """Every Vietnamese letter stands in the anchor by its ASCII neighbour, and an id in use is not taken again."""
    assert anchor(words, taken={"noi-dung"}) == made


def test_ids_of_templates_are_found(tmp_path: Path) -> None:
    """Ids written out in any template below the folder are found; those that a template computes are not."""
    (tmp_path / "partials").mkdir()
    (tmp_path / "base.html").write_text('<main id="noi-dung"><p class="x" id="a-1">', encoding="utf-8")
    (tmp_path / "partials" / "b.html").write_text('<p id="{{ x }}" data-id="khong">', encoding="utf-8")
    assert ids_in_templates(tmp_path) == {"noi-dung", "a-1"}
