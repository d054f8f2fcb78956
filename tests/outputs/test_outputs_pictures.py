"""What leaves of a picture: upright, in RGB, and nothing of the camera, the place or the editor's machine."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from office_kit import Office, jpeg
from PIL import Image, ImageCms, PngImagePlugin

from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_cleaning import cleaned
from newsroom.outputs.pictures import CardText, OrderedPicture, PictureOrder, make_pictures
from newsroom.outputs.staged import Staged

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
FORMS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic", "GIF": "gif"}
# Tables, frame, scans and the JFIF head: a JPEG with nothing to tell.
PLAIN = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}
TEXT = CardText("Tiêu đề", "Giáo dục", "Chị Hạnh", "Văn phòng", "Gương")


def encoded(image: Image.Image, form: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def large(data: bytes, folder: Path, name: str = "anh.jpg") -> Image.Image:
    """Send one picture through and return its large form."""
    (folder / name).write_bytes(data)
    cache = folder / "cache"
    cache.mkdir()
    made = make_pictures(PictureOrder(folder, (OrderedPicture(name, "digest"),), "", TEXT), PictureCache(cache))
    with Image.open(made.large[name].path) as image:
        image.load()
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert (made.large[name].width, made.large[name].height) == image.size
    return image


def tell_tales() -> dict[str, Any]:
    """Return what a picture may carry besides its dots, each with a tell-tale word."""
    exif = Image.Exif()
    exif[MAKE] = "RIENGMAY"
    exif[GPS] = {1: "N", 2: (17.0, 28.0, 6.0), 29: "RIENGGPS"}
    thumbnail = encoded(Image.new("RGB", (16, 12), "red"), "JPEG", comment=b"RIENGTHUMB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"RGBX")
    return {
        "exif": exif.tobytes() + thumbnail,
        "icc_profile": profile + b"RIENGICC",
        "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>RIENGXMP</x:xmpmeta>",
    }


def telling(form: str) -> bytes:
    """Return a picture of a format with everything that the format can carry."""
    options = tell_tales()
    image = Image.new("RGB", (1000, 700), "#406080")
    image.paste("#b08040", (300, 200, 700, 500))
    if form == "JPEG":
        data = encoded(image, form, comment=b"RIENGCOMMENT", **options)
        # IPTC, as Photoshop keeps it, is a segment that Pillow does not write.
        return data[:2] + b"\xff\xed\x00\x1cPhotoshop 3.0\x00RIENGIPTC\x00\x00\x00" + data[2:]
    if form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", "RIENGTEXT")
        words.add_itxt("Author", "RIENGITXT")
        return encoded(image, form, pnginfo=words, exif=options["exif"], icc_profile=options["icc_profile"])
    if form == "GIF":
        return encoded(image, form, comment=b"RIENGCOMMENT")
    if form == "HEIF":
        pillow_heif.register_heif_opener()
    return encoded(image, form, **options)


@pytest.fixture(scope="module")
def telling_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Build a newsroom whose stories and fixed pages show pictures of every format, full of what must not leave."""
    office = Office(tmp_path_factory.mktemp("telling") / "office")
    for number, (form, suffix) in enumerate(FORMS.items(), 1):
        data = telling(form)
        assert b"RIENG" in data, form
        office.write(number, approve=False, pictures=[{"file": f"anh.{suffix}", "alt": "Chị Hạnh"}])
        folder = office.stories / "2025" / f"bai-{number}"
        (folder / "anh.jpg").unlink()
        (folder / f"anh.{suffix}").write_bytes(data)
        office.approve(folder / "index.md")
        if form != "HEIF":
            (office.root / "site" / "pages" / f"so-do.{suffix}").write_bytes(data)
            (office.root / "site" / "assets" / f"bieu-trung.{suffix}").write_bytes(data)
    office.build()
    return office


def test_nothing_but_dots_is_in_any_built_file(telling_office: Office) -> None:
    """EXIF with place and small copy, XMP, IPTC, comments and profiles of source pictures are in no built file.

    Sources of every accepted format, in stories and beside fixed pages; PDF and compressed PNG text are opened too.
    """
    built = telling_office.tree()
    made = {path for path in built if path.startswith("2025/") and path.endswith((".jpg", ".avif", ".webp"))}
    assert len(made) >= 8 * len(FORMS)
    for path, data in built.items():
        for part in (data, *inflated(data)):
            assert b"RIENG" not in part, path
        if path.endswith((".jpg", ".png", ".webp", ".avif", ".gif")):
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                assert not image.getexif(), path
                assert image.info.keys().isdisjoint({"exif", "icc_profile", "xmp", "comment", "photoshop"}), path
        if path.endswith(".jpg"):
            assert [marker for marker in segments(data) if marker not in PLAIN] == [], path


def inflated(data: bytes) -> list[bytes]:
    """Return every zlib stream in a file, as PDF and PNG keep theirs."""
    found = []
    for start in (m.start() for m in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(data[start:], 1_000_000))
    return found


def segments(data: bytes) -> list[int]:
    """Return a JPEG's markers up to the first scan."""
    found, place = [], 2
    while data[place] == 0xFF:
        found.append(data[place + 1])
        if data[place + 1] == 0xDA:
            break
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return found


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    """A picture the camera held in any of the eight ways stands upright: red left, blue right, green at the bottom."""
    upright = Image.new("RGB", (300, 200), "red")
    upright.paste("blue", (150, 0, 300, 200))
    upright.paste("lime", (0, 150, 300, 200))
    # What the sensor saw is the inverse of how a viewer turns it.
    turn = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    stored = upright if turn is None else upright.transpose(Image.Transpose(turn))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = large(encoded(stored, "JPEG", exif=exif, quality=95), tmp_path)
    assert image.size == (300, 200)
    for place, wanted in (((30, 30), (255, 0, 0)), ((270, 30), (0, 0, 255)), ((150, 190), (0, 255, 0))):
        assert max(abs(a - b) for a, b in zip(image.getpixel(place), wanted, strict=True)) < 40


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_white(tmp_path: Path, mode: str) -> None:
    """The transparent part of a PNG is white, whatever colour lies below it."""
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    image.paste((10, 10, 10, 255), (100, 0, 200, 200))
    shown = large(encoded(image.convert(mode), "PNG"), tmp_path, "anh.png")
    assert min(shown.getpixel((20, 100))) > 245
    assert max(shown.getpixel((180, 100))) < 30


def test_cmyk_keeps_its_colours(tmp_path: Path) -> None:
    """A CMYK JPEG from a print shop comes out in the colours it had."""
    image = large(encoded(Image.new("RGB", (200, 100), (200, 30, 30)).convert("CMYK"), "JPEG", quality=95), tmp_path)
    red, green, blue = image.getpixel((100, 50))
    assert red > 150
    assert max(green, blue) < 80


@pytest.mark.parametrize("size", [(1, 1), (9000, 2), (2, 4000)])
def test_odd_sizes(tmp_path: Path, size: tuple[int, int]) -> None:
    """A picture of one dot and a very thin strip come out whole."""
    image = large(encoded(Image.new("RGB", size, "navy"), "PNG"), tmp_path, "anh.png")
    assert image.width == min(size[0], 1600)
    assert image.height >= 1


def test_odd_exif_is_no_obstacle(tmp_path: Path) -> None:
    """EXIF that cannot be written again, as some phones make it, does not stop a picture."""
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00"
    exif += b"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
    # An ASCII tag that says it is longer than the whole block.
    exif += b"\x0f\x01\x02\x00\xff\xff\x00\x00\xff\xff\x00\x00\x00\x00\x00\x00"
    assert large(encoded(Image.new("RGB", (300, 200)), "JPEG", exif=exif), tmp_path).size == (200, 300)


@pytest.mark.parametrize("options", [{"quality": 62}, {"lossless": True}])
def test_a_webp_of_nothing_but_dots_leaves_as_it_is(tmp_path: Path, options: dict[str, Any]) -> None:
    """A picture beside a fixed page that has nothing to tell is not drawn anew; one byte more and it is."""
    cache = PictureCache(tmp_path)
    data = encoded(Image.effect_noise((61, 43), 90).convert("RGB"), "WEBP", **options)
    assert cleaned([Staged("anh.webp", data)], cache)[0].content() == data
    for hiding in (
        data + b"RIENG",
        data + b"EXIF\x05\0\0\0RIENG\0",
        encoded(Image.new("RGB", (9, 9)), "WEBP", xmp=b"RIENG"),
    ):
        (staged,) = cleaned([Staged("anh.webp", hiding)], cache)
        assert b"RIENG" not in staged.content()


def test_names_follow_content(office: Office) -> None:
    """A new picture under the old file name gets a new address; an unchanged one keeps its own."""
    office.write(1)
    office.build()
    before = {path for path in office.tree() if path.endswith(".jpg") and path.startswith("2025")}
    office.write(1, title="Tiêu đề khác")
    office.build()
    kept = {path for path in office.tree() if path.endswith(".jpg") and path.startswith("2025")}
    assert {path for path in before if "chia-se" not in path} == {path for path in kept if "chia-se" not in path}
    office.write(1, picture=jpeg("#123456"))
    office.build()
    assert before.isdisjoint(office.tree())
