"""The share card: its size, its bytes, its letters, and titles that always fit."""

from __future__ import annotations

import io
import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from office_kit import jpeg
from PIL import Image, ImageChops, ImageFont, ImageStat

from newsroom.outputs import share_card
from newsroom.outputs.picture_sizes import CARD_HEIGHT, CARD_WIDTH
from newsroom.outputs.pictures import CardText

TEXT = CardText(
    "Người giữ lửa ở bộ phận một cửa phường Đồng Hới",
    "Cải cách hành chính",
    "Chị Nguyễn Thị Hạnh, Chuyên viên",
    "Văn phòng UBND tỉnh Quảng Trị",
    "Gương điển hình tiên tiến",
)
# The 33 letters an office writes with (the Vietnamese alphabet, and f j w z of names and units), each vowel in
# six tones, in both cases.
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LETTERS = [unicodedata.normalize("NFC", v + t) for v, t in itertools.product(VOWELS, TONES)] + ["đ"]
# The box of a title beside a cover, as share_card lays it out.
BOX_WIDTH, BOX_HEIGHT = 562, 362

syllables = st.text(alphabet=st.sampled_from("bcdđghklmnpqrstvxBĐHNT" + "".join(LETTERS)), min_size=1, max_size=7)
titles = st.lists(syllables, min_size=1, max_size=40).map(lambda words: " ".join(words)[:150].strip())
long_words = st.text(alphabet=st.sampled_from("WMĐƯƠmw-/.0"), min_size=20, max_size=150)


def test_there_are_146_letters() -> None:
    """The table above holds all 146 accented and plain letters of Vietnamese vowels and đ."""
    assert len(LETTERS) * 2 == 146
    assert len({letter for plain in LETTERS for letter in (plain, plain.upper())}) == 146


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_every_vietnamese_letter_has_its_own_glyph(weight: str) -> None:
    """No Vietnamese letter is drawn as the font's empty box, and no two letters look the same."""
    font = share_card._font(weight, 40)
    box = bytes(font.getmask("\uffff"))
    drawn: dict[tuple, str] = {}
    for letter in {letter for plain in LETTERS for letter in (plain, plain.upper())}:
        mask = font.getmask(letter)
        assert bytes(mask) != box, letter
        key = (mask.size, font.getbbox(letter), bytes(mask))
        assert key not in drawn, (letter, drawn[key])
        drawn[key] = letter
    for sign in "“”‘’–—…·&%₫":
        assert bytes(font.getmask(sign)) != box, sign


@pytest.mark.parametrize("cover", [False, True])
def test_size_and_repeatable_bytes(tmp_path: Path, *, cover: bool) -> None:
    """A card is a 1200×630 JPEG, and drawing it again gives the same bytes."""
    picture = tmp_path / "cover.jpg"
    picture.write_bytes(jpeg())
    path = picture if cover else None
    first = share_card.draw_card(TEXT, path)
    assert share_card.draw_card(TEXT, path) == first
    with Image.open(io.BytesIO(first)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (CARD_WIDTH, CARD_HEIGHT), "RGB")
        assert not image.getexif()


def assert_fits(title: str, width: int, height: int) -> list[str]:
    font, lines = share_card.fit_title(title, width, height)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert lines
    assert all(lines)
    assert len(lines) * round(font.size * 1.24) <= height
    assert max(font.getlength(line) for line in lines) <= width
    return lines


@settings(max_examples=60, deadline=None)
@given(titles)
@example("Những tờ giấy đọc một lần là hiểu của chị Cao Thị Hồng Diệp")
def test_titles_fit_and_lose_nothing(title: str) -> None:
    """A Vietnamese title of up to 150 letters stays in its box with every word in place."""
    lines = assert_fits(title, BOX_WIDTH, BOX_HEIGHT)
    assert " ".join(lines).split() == title.split()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(long_words, syllables), min_size=1, max_size=5).map(lambda words: " ".join(words)[:150]))
@example("W" * 150)
@example("a" * 60)
@example("Trang https://motcua.quangtri.gov.vn/huong-dan/" + "x" * 60)
def test_long_words_never_leave_the_box(title: str) -> None:
    """A word wider than the box is cut into pieces; what does not fit ends with an ellipsis."""
    lines = assert_fits(title, BOX_WIDTH, BOX_HEIGHT)
    letters = "".join("".join(lines).split())
    whole = "".join(title.split())
    assert letters == whole or (letters.endswith("…") and whole.startswith(letters[:-1]))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(str.strip), st.integers(60, 900))
def test_a_line_is_never_wider_than_its_room(text: str, width: int) -> None:
    """Names and units too long for their line are shortened with an ellipsis."""
    font = share_card._font("Regular", 27)
    fitted = share_card.fit_line(text, font, width)
    assert font.getlength(fitted) <= width
    assert fitted == text or fitted.endswith("…")


def test_the_card_looks_as_it_did() -> None:
    """The card of a known story differs from the stored one by no more than another JPEG encoder would make."""
    golden = Path(__file__).parent / "golden" / "share-card.png"
    with Image.open(golden) as stored, Image.open(io.BytesIO(share_card.draw_card(TEXT, None))) as drawn:
        small = drawn.resize(stored.size, Image.Resampling.BOX)
        difference = ImageStat.Stat(ImageChops.difference(small, stored.convert("RGB")))
    assert max(difference.mean) < 1
    assert max(difference.rms) < 4
