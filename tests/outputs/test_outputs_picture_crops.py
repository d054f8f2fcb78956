"""Crops: the right form, around the right point, never larger than the picture, on the site and in posts."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_kit import Office
from PIL import Image

from newsroom.build.stage import collect_stories
from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_crops import BESIDE_WORDS, CHANNEL_CROPS, SQUARE, UPRIGHT, box_of, size_of
from newsroom.outputs.picture_drawing import crop_of
from newsroom.outputs.pictures import OrderedPicture
from newsroom.outputs.post import post

sides = st.integers(1, 9000)
hundredths = st.integers(0, 100)
forms = st.sampled_from([SQUARE, UPRIGHT, BESIDE_WORDS])


@settings(max_examples=200, deadline=None)
@given(sides, sides, forms, st.none() | st.tuples(hundredths, hundredths))
def test_a_crop_is_the_largest_part_of_its_form_that_holds_the_focus(width, height, crop, focus) -> None:
    """Of any picture the part lies inside, touches two edges, has the form, holds the focus and is not enlarged."""
    left, top, right, bottom = box_of((width, height), crop, focus)
    assert -1e-6 <= left < right <= width + 1e-6
    assert -1e-6 <= top < bottom <= height + 1e-6
    assert right - left == pytest.approx(width) or bottom - top == pytest.approx(height)
    assert (right - left) / (bottom - top) == pytest.approx(crop.width / crop.height)
    if focus is not None:
        assert left - 1e-6 <= width * focus[0] / 100 <= right + 1e-6
        assert top - 1e-6 <= height * focus[1] / 100 <= bottom + 1e-6
    size = size_of((left, top, right, bottom), crop)
    assert 1 <= size[0] <= min(crop.width, max(1, round(right - left)))
    assert 1 <= size[1] <= crop.height


@pytest.mark.parametrize(("focus", "side"), [((10, 50), "left"), ((90, 50), "right")])
def test_the_focus_decides_what_is_kept(tmp_path: Path, focus: tuple[int, int], side: str) -> None:
    """Of a wide picture, red on the left and blue on the right, the square keeps the side the editor named."""
    image = Image.new("RGB", (900, 300), "red")
    image.paste("blue", (450, 0, 900, 300))
    image.save(tmp_path / "anh.png")
    kept = crop_of(tmp_path, OrderedPicture("anh.png", "x", (), focus), SQUARE, PictureCache(tmp_path / "cache"))
    with Image.open(kept.path) as cut:
        assert cut.size == (kept.width, kept.height) == (300, 300)
        red, _, blue = cut.convert("RGB").getpixel((150, 150))
    assert (red > 200, blue > 200) == (side == "left", side == "right")


@pytest.fixture(scope="module")
def cropping(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Build a newsroom with one story of two pictures that wants upright pictures on Facebook."""
    office = Office(tmp_path_factory.mktemp("cropping") / "office")
    path = office.write(1, approve=False, body="Chị nói.\n\n![hai](hai.jpg)\n")
    image = io.BytesIO()
    Image.new("RGB", (640, 480), "#335577").save(image, "JPEG")
    (path.parent / "hai.jpg").write_bytes(image.getvalue())
    office.write(
        1,
        body="Chị nói.\n\n![hai](hai.jpg)\n",
        pictures=[{"file": "anh.jpg", "alt": "Chị Hạnh", "focus": [20, 40]}, {"file": "hai.jpg", "alt": "Hai"}],
        publish={
            "website": {"at": "2025-01-01 08:00"},
            "facebook": {"at": "2025-01-02 08:00", "crop": "4:5"},
            "zalo": {"at": "2025-01-02 09:00"},
        },
    )
    office.build()
    return office


def test_crops_stand_on_the_site_and_in_the_open_data(cropping: Office) -> None:
    """The cover's square and upright forms are files of the site, named with their size in stories.json."""
    url = cropping.config().site.url
    [story] = json.loads(cropping.page("stories.json"))["stories"]
    assert len(story["cover_crops"]) == len(CHANNEL_CROPS)
    for crop in story["cover_crops"]:
        with Image.open(cropping.site / crop["url"].removeprefix(url)) as image:
            assert (image.format, image.size) == ("JPEG", (crop["width"], crop["height"]))
    assert [(crop["width"], crop["height"]) for crop in story["cover_crops"]] == [(600, 600), (480, 600)]


def test_a_post_shows_what_its_story_or_the_office_asks_for(cropping: Office) -> None:
    """Facebook's photos are cut as the story says, Zalo's stay whole; the office's rule holds where it is silent.

    Pictures inside the text are never cut, and every cut one stands at its public address.
    """
    config = cropping.config()
    [story] = collect_stories(cropping.workspace())
    facebook, zalo = post(story, "facebook", config), post(story, "zalo", config)
    assert [_size(photo.path) for photo in facebook.photos] == [(480, 600), (384, 480)]
    assert [_size(photo.path) for photo in zalo.photos] == [(900, 600), (640, 480)]
    assert [p.photo.path for p in facebook.body if p.photo] == [zalo.photos[1].path]
    for photo in (*facebook.photos, *zalo.photos):
        assert (cropping.site / photo.url.removeprefix(config.site.url)).is_file()
    channels = {"zalo": config.channels["zalo"].model_copy(update={"crop": "1:1"})}
    office_rule = config.model_copy(update={"channels": channels})
    square = replace(story.pictures, crops={file: {SQUARE: made} for file, made in story.pictures.large.items()})
    assert post(replace(story, pictures=square), "zalo", office_rule).cover.path == str(
        story.pictures.large["anh.jpg"].path
    )


def _size(path: str) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size
