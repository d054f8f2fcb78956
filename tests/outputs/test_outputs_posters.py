"""Posters: whatever a story brings, every word is inside the page, legible, and in nobody's way."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.outputs.font_metrics import metrics
from newsroom.outputs.poster_layouts import LAYOUTS, PAGES, SLIDE, PictureSize, slide
from newsroom.outputs.poster_sheet import Box, Sheet, crop_to
from newsroom.outputs.poster_words import PosterWords

WORDS = PosterWords(
    office="Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh Quảng Trị",
    column="Gương điển hình tiên tiến",
    kicker="Người tốt, việc tốt",
    title="Cây cột ghi nước của nhà ông Hoành",
    name="Chị Nguyễn Thị Hạnh",
    role="Chuyên viên, phụ trách bộ phận một cửa, Phòng Hành chính - Tổ chức",
    deed="Ba mươi năm nay, ngày nào gia đình ông cũng đo mưa, ghi mực nước; 312 hộ quanh vùng có thêm một lời báo sớm.",
    quote="“Tôi tiết kiệm bút, mực, giấy, chỗ ngồi. Phút thì tôi không tiết kiệm được cho họ.”",
    quote_by="",
    credit="Ảnh: Trần Minh",
    note="",
    target="https://guong.example.vn/2026/cay-cot-ghi-nuoc/",
    address="guong.example.vn/2026/cay-cot-ghi-nuoc",
)
LONGEST_TITLES = [
    "Gặp mặt các tập thể, cá nhân điển hình tiên tiến trong phong trào thi đua yêu nước và học tập làm theo Bác 2026",
    "Nữ Bí thư Chi bộ kiêm Trưởng thôn vận động 100% hộ dân hiến 12.500 m² đất mở đường vào Tà Rụt - A Ngo - A Bung",
    "Trung tá, ThS. Nguyễn Thị Phương Thảo: 25 năm lặng thầm đi tìm đồng đội, quy tập 1.264 hài cốt liệt sĩ về nước",
    "NGƯỜI “GIỮ LỬA” PHONG TRÀO TOÀN DÂN ĐOÀN KẾT XÂY DỰNG ĐỜI SỐNG VĂN HÓA Ở KHU DÂN CƯ PHƯỜNG ĐỒNG HỚI 2021 - 2026",
    "Nghiêng " * 17 + "nghiêng",
    "Về",
]
# The least sizes at which a poster is still read, on A4.
FLOORS = {
    "title": 18, "quote": 16, "deed": 14, "name": 16, "role": 12, "said-by": 12, "kicker": 12,
    "scan": 11, "column": 11, "address": 8, "office": 9, "credit": 7, "note": 7,
}  # fmt: skip
SLIDE_FLOORS = {"title": 36, "quote": 28, "deed": 28, "name": 30, "role": 22}
PICTURES = [None, (1600, 1000), (800, 1600), (6000, 900), (40, 40)]

letters = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyạệỗửỹ BĐHNTỸẬW0123456789.,;:!?“”()-–/…")
texts = st.text(letters, max_size=300).map(lambda text: " ".join(text.split()))
titles = st.text(letters, min_size=1, max_size=150).map(lambda text: " ".join(text.split())).filter(bool)


def overlap(one: Box, other: Box) -> bool:
    slack = 0.01
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > slack and down > slack


def assert_sound(sheet: Sheet, floors: dict[str, float], unit: float) -> None:
    boxes = [block.box for block in sheet.texts] + [sheet.code.box]
    if sheet.photo is not None:
        boxes.append(sheet.photo.box)
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one, other), (one, other)
    for box in boxes:
        assert box.left >= -0.01
        assert box.top >= -0.01
        assert box.right <= sheet.width + 0.01
        assert box.bottom <= sheet.height + 0.01
    for block in sheet.texts:
        assert block.size >= floors.get(block.role, 12) * unit - 0.001, block.role
        assert block.size >= block.floor
        for line in block.lines:
            assert line.left >= block.box.left - 0.01
            right = line.left + metrics(block.weight).width(line.text) * block.size
            assert right <= block.box.right + 0.1, line
            assert block.box.top < line.baseline < block.box.bottom


def sheets(words: PosterWords) -> list[Sheet]:
    found = []
    for given_size in PICTURES:
        picture = PictureSize(*given_size, (0.5, 0.36)) if given_size else None
        for name, layout in LAYOUTS.items():
            page = PAGES["a3" if name == "anh-lon" else "a4"]
            sheet = layout(words, picture, page)
            assert_sound(sheet, FLOORS, page.unit)
            found.append(sheet)
        screen = slide(words, picture, SLIDE)
        assert_sound(screen, SLIDE_FLOORS, 1.0)
        found.append(screen)
    return found


def said(sheet: Sheet, role: str) -> str:
    return " ".join(line.text for block in sheet.texts if block.role == role for line in block.lines)


@settings(max_examples=15)
@given(titles, titles, texts, texts, texts.map(lambda text: text[:220]), texts)
@example("Về", "Y", "", "", "", "")
def test_any_words_fit_every_layout(title: str, name: str, role: str, deed: str, quote: str, more: str) -> None:
    """With any words and any picture, texts stay on the page and apart, and none is smaller than can be read."""
    words = replace(
        WORDS, title=title, name=name, role=role, deed=deed, quote=quote and f"“{quote}”", quote_by=more[:60],
        note=more[:80], office=more[:120] or "Sở", address="guong.example.vn/2026/" + "ten-rat-dai-" * 9,
    )  # fmt: skip
    sheets(words)


@pytest.mark.parametrize("title", LONGEST_TITLES)
def test_the_longest_titles_fit(title: str) -> None:
    """The longest titles fit every layout with all other texts present, and none is cut."""
    title = " ".join(title.split())
    long = replace(WORDS, title=title, deed=(WORDS.deed * 3)[:300])
    assert {said(sheet, "title") for sheet in sheets(long)} == {title}


@pytest.mark.parametrize("title", ["W" * 150, "sáu mươi chữ " * 20])
def test_an_impossible_title_is_cut(title: str) -> None:
    """A title that no checks would pass, endless or of sixty words, still fits; what is left out is marked."""
    for sheet in sheets(replace(WORDS, title=title.strip())):
        shown = said(sheet, "title").replace(" ", "")
        assert shown == title.replace(" ", "") or shown.endswith("…")


def test_an_ordinary_story_loses_no_word() -> None:
    """Of an ordinary story, title, name, role and quote (or deed) stand whole on every layout."""
    for sheet in sheets(WORDS):
        for role in ("title", "name", "role"):
            assert said(sheet, role) == getattr(WORDS, role), role
        assert said(sheet, "quote") == WORDS.quote
    for sheet in sheets(replace(WORDS, quote="")):
        assert said(sheet, "deed") == WORDS.deed


def test_what_is_not_there_leaves_no_hole() -> None:
    """Without quote, role, credit and picture no empty line of text is set."""
    bare = replace(WORDS, quote="", role="", credit="", note="", deed="")
    for sheet in sheets(bare):
        assert all(block.lines and all(line.text for line in block.lines) for block in sheet.texts)


def test_a_crop_keeps_proportions_and_the_focus() -> None:
    """The part of a picture that is shown has the box's form, stays inside, and holds the focal point."""
    for width, height in ((1600, 1000), (800, 1600), (6000, 900)):
        for box in (Box(0, 0, 595, 300), Box(0, 0, 300, 595)):
            for focus in ((0.5, 0.36), (0.0, 0.0), (1.0, 1.0), (0.8, 0.1)):
                left, top, right, bottom = crop_to(box, width, height, focus)
                assert (right - left) * width / ((bottom - top) * height) == pytest.approx(box.width / box.height)
                assert 0 <= left <= focus[0] <= right <= 1.0001
                assert 0 <= top <= focus[1] <= bottom <= 1.0001
