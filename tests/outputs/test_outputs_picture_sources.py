"""Whatever an editor lays beside a story: every mode, colour space, format and shape comes out sane."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms

from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_crops import UPRIGHT
from newsroom.outputs.picture_drawing import crop_of, set_of
from newsroom.outputs.picture_encoding import MOST_JPEG_BYTES
from newsroom.outputs.picture_file import KnownPictures, probe
from newsroom.outputs.picture_widths import FORMATS
from newsroom.outputs.pictures import OrderedPicture, PictureSet

RED, BLUE = (200, 40, 40), (40, 60, 200)


def drawn(folder: Path, data: bytes, name: str = "anh.png") -> PictureSet:
    """Send a file through and return its renditions, each of which opens at the size it is said to have."""
    (folder / name).write_bytes(data)
    found = PictureSet("anh", set_of(folder, OrderedPicture(name, "digest"), PictureCache(folder / "cache")))
    for form in FORMATS:
        for made in found.files(form):
            with Image.open(made.path) as image:
                image.load()
                assert (image.size, image.mode) == ((made.width, made.height), "RGB")
    checked = probe(folder / name, KnownPictures())
    assert checked.problem is None
    assert found.kept.width <= checked.width
    assert found.kept.height <= checked.height
    return found


def colour(found: PictureSet, across: float, down: float) -> tuple[int, int, int]:
    """Return the colour at a place of the JPEG, in shares of its size."""
    with Image.open(found.large.path) as image:
        return image.getpixel((int(image.width * across), int(image.height * down)))


def near(found: tuple[int, ...], wanted: tuple[int, ...], most: int = 40) -> bool:
    return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= most


def halves(size: tuple[int, int] = (120, 60)) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("GIF", {"save_all": True, "append_images": [Image.new("RGB", (120, 60), "lime")]}),
        ("WEBP", {"save_all": True, "append_images": [Image.new("RGB", (120, 60), "lime")], "lossless": True}),
        ("PNG", {"save_all": True, "append_images": [Image.new("RGB", (120, 60), "lime")]}),
        ("AVIF", {"quality": 90}),
    ],
)
def test_formats_and_first_frames(tmp_path: Path, form: str, options: dict) -> None:
    """Progressive JPEG, AVIF and the first frame of animations come out as they look."""
    found = drawn(tmp_path, saved(halves(), form, **options))
    assert near(colour(found, 0.2, 0.5), RED)
    assert near(colour(found, 0.8, 0.5), BLUE)


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "I;16", "RGBA"])
def test_modes_keep_what_they_show(tmp_path: Path, mode: str) -> None:
    """Palettes, bits, greys of 8 and 16 bits and transparency: dark stays dark and bright stays bright."""
    image = Image.new("L", (120, 60), 30)
    image.paste(225, (60, 0, 120, 60))
    if mode == "I;16":
        deep = image.convert("I").point(lambda value: value * 256)
        image = deep.convert("I;16")
    elif mode == "1":
        image = image.point(lambda value: 255 * (value > 128)).convert(mode)
    else:
        image = image.convert(mode)
    found = drawn(tmp_path, saved(image))
    assert max(colour(found, 0.2, 0.5)) < 60
    assert min(colour(found, 0.8, 0.5)) > 190


def swapped_profile() -> bytes:
    """Return a colour profile like sRGB whose red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack(">I", profile[128:132])[0]
    table = (
        profile[132 : 132 + 12 * count].replace(b"rXYZ", b"tmp_").replace(b"gXYZ", b"rXYZ").replace(b"tmp_", b"gXYZ")
    )
    named = profile[132 + 12 * count :].replace("sRGB".encode("utf-16-be"), "Thử".ljust(4).encode("utf-16-be"))
    return profile[:132] + table + named


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_other_colour_spaces_become_srgb(tmp_path: Path, form: str) -> None:
    """A picture with a colour profile of its own is shown in the colours the profile means."""
    pillow_heif.register_heif_opener()
    found = drawn(tmp_path, saved(Image.new("RGB", (64, 64), (210, 30, 30)), form, icc_profile=swapped_profile()))
    assert near(colour(found, 0.5, 0.5), (30, 210, 30))


def test_a_broken_profile_is_no_obstacle(tmp_path: Path) -> None:
    """With a profile that cannot be read a picture is taken for sRGB."""
    found = drawn(tmp_path, saved(halves(), icc_profile=b"no profile at all"))
    assert near(colour(found, 0.2, 0.5), RED)


def telephone_heic() -> bytes:
    """Return a HEIC as telephones make them: turned by a box of its own, with EXIF that says so as well."""
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy"
    data = saved(halves(), "HEIF", quality=95, exif=exif)
    # Pillow's plugin writes no such box; the one that crops to an odd size makes room for it.
    start = data.index(b"clap") - 4
    length = struct.unpack(">I", data[start : start + 4])[0]
    turn = struct.pack(">I4sB", 9, b"irot", 3) + struct.pack(">I4s", length - 9, b"free") + bytes(length - 17)
    return data[:start] + turn + data[start + length :]


def test_a_telephone_heic_stands_upright(tmp_path: Path) -> None:
    """A HEIC that was taken upright comes out upright, turned once: what was left is above."""
    found = drawn(tmp_path, telephone_heic(), "anh.heic")
    assert found.kept.height > found.kept.width
    assert near(colour(found, 0.4, 0.1), RED)
    assert near(colour(found, 0.4, 0.8), BLUE)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [((1, 1), (1, 1)), ((5000, 500), (1600, 160)), ((400, 4000), (400, 4000)), ((500, 12_000), (267, 6400))],
)
def test_shapes(tmp_path: Path, size: tuple[int, int], wanted: tuple[int, int]) -> None:
    """One dot, a panorama, a tall picture and an endless one keep their form, are never enlarged, and can be cut."""
    found = drawn(tmp_path, saved(Image.new("L", size, 90)))
    assert (found.kept.width, found.kept.height) == wanted
    cut = crop_of(tmp_path, OrderedPicture("anh.png", "digest"), UPRIGHT, PictureCache(tmp_path / "cache"))
    assert cut.width <= size[0]
    assert cut.height <= size[1]


def test_widths_are_never_beyond_the_picture(tmp_path: Path) -> None:
    """Of a picture 700 wide there are 360 and 700, not 640 beside 700; JPEG and WebP have the same largest one."""
    found = drawn(tmp_path, saved(Image.new("RGB", (700, 300))))
    assert [[made.width for made in found.files(form)] for form in FORMATS] == [[360, 700], [700], [700]]


def test_a_photo_full_of_grain_fits_zalo(tmp_path: Path) -> None:
    """A JPEG for channels has at most 1 MB, even when every dot differs from the next."""
    grain = Image.merge("RGB", [Image.effect_noise((1700, 1275), 120) for _ in range(3)])
    found = drawn(tmp_path, saved(grain, "JPEG", quality=85), "anh.jpg")
    assert found.large.path.stat().st_size <= MOST_JPEG_BYTES
    assert found.large.width == 1600
    cut = crop_of(tmp_path, OrderedPicture("anh.jpg", "digest"), UPRIGHT, PictureCache(tmp_path / "cache"))
    assert cut.path.stat().st_size <= MOST_JPEG_BYTES


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """Drawn twice, each rendition is byte for byte the same."""
    data = saved(halves((900, 600)), "JPEG")
    kept = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        found = drawn(tmp_path / name, data, "anh.jpg")
        kept.append(
            {path.name: path.read_bytes() for path in found.kept.path.iterdir()} | {"": found.kept.tint.encode()}
        )
    assert kept[0] == kept[1]
