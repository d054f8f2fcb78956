"""An editor's picture, opened to be drawn: upright, in sRGB, and free of everything but its dots."""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

# A telephone's MPO opens as JPEG; naming it makes Pillow fail on every file that is none of the others.
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF")
"""What Pillow may take a file for: every further reader is one more way in for a hostile file."""
_ORIENTATION = 0x0112
# Decoding a large JPEG at a half or a quarter of its size is fast, and leaves at least as many dots across.
_DRAFT_WIDTH = 1600
# Deep grey values are cut off at 255 by Pillow's own conversion (13.0, seen 2026-11).
_DEEP_GREY = {"I", "I;16", "I;16B", "I;16L", "I;16N"}


@contextlib.contextmanager
def opened(source: Path | io.BytesIO) -> Iterator[Image.Image]:
    """Open a picture of any accepted format; its dots are decoded when they are asked for."""
    from PIL import Image

    _know_heif()
    with Image.open(source, formats=FORMATS) as image:
        yield image


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Silence Pillow, which complains of EXIF it cannot read: findings are worded for editors, and none of it leaves.

    For the whole process, so not inside one of several threads.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@lru_cache(maxsize=1)
def _know_heif() -> None:
    import pillow_heif

    # A telephone's file also holds small copies, depth maps and more, which are not the picture.
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def is_turned(image: Image.Image) -> bool:
    """Tell whether the camera lay on its side, so that width and height change places."""
    return turn_of(image) in {5, 6, 7, 8}


def draft(image: Image.Image, width: int) -> bool:
    """Have a JPEG decoded at a half, a quarter or an eighth of its size, at least `width` across when upright."""
    if image.format not in {"JPEG", "MPO"}:
        return False
    whole = image.size
    share = width / (whole[1] if is_turned(image) else whole[0])
    image.draft("RGB", (math.ceil(whole[0] * share), math.ceil(whole[1] * share)))
    return image.size != whole


@dataclass(frozen=True, slots=True)
class Original:
    """A decoded picture, upright, with the colour profile it came with."""

    image: Image.Image
    profile: bytes | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots as decoded, which may be fewer than the file has."""
        return self.image.size

    def drawn(self, size: tuple[int, int], box: tuple[float, float, float, float] | None = None) -> Image.Image:
        """Return the picture, or the part of it inside `box`, at `size`, in sRGB without any metadata."""
        from PIL import Image

        image = self.image
        if box is not None or image.size != size:
            image = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
        # Few dots are left by now, which makes colours cheap to convert.
        return _bare(_in_srgb(image, self.profile))


def read_original(source: Path, *, whole: bool = False) -> Original:
    """Decode a picture, a large JPEG at a fraction of its size unless the `whole` is wanted; the first of frames."""
    with opened(source) as image:
        if not whole:
            draft(image, _DRAFT_WIDTH)
        image.load()
        profile = image.info.get("icc_profile")
        return Original(_flat(upright(image)), profile if isinstance(profile, bytes) else None)


def turn_of(image: Image.Image) -> int:
    """Return which way up a camera held it, 1 to 8 as in EXIF; 1 when nothing is said."""
    turn = image.getexif().get(_ORIENTATION, 1)
    return turn if isinstance(turn, int) else 1


def upright(image: Image.Image) -> Image.Image:
    """Turn a picture as its camera says. Pillow's `exif_transpose` also rewrites the EXIF, and fails on odd ones."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(turn_of(image))
    return image.copy() if turn is None else image.transpose(turn)


def _flat(image: Image.Image) -> Image.Image:
    """Return the picture as RGB, L or CMYK: what was transparent is white, deep greys keep their steps."""
    from PIL import Image

    if image.mode in _DEEP_GREY:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGB", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode in {"L", "1"} and "transparency" not in image.info:
        return image.convert("L")
    rgba = image.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from the picture's own colour space; without a profile, or with a broken one, it is taken for sRGB."""
    if profile is not None and not _is_srgb(profile):
        from PIL import ImageCms

        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            found = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                _srgb(),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            if found is not None:
                return found
    return image.convert("RGB")


@lru_cache(maxsize=64)
def _is_srgb(profile: bytes) -> bool:
    from PIL import ImageCms

    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).startswith("sRGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return True


@lru_cache(maxsize=1)
def _srgb() -> Any:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def bare(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB with nothing but its dots; one with transparent parts or a palette keeps them."""
    if image.mode == "CMYK" or (image.mode in {"RGB", "L"} and profile is not None):
        image = _in_srgb(image, profile)
    transparency = image.info.get("transparency")
    image = _bare(image)
    if transparency is not None:
        image.info["transparency"] = transparency
    return image


def _bare(image: Image.Image) -> Image.Image:
    # Pillow copies profile, XMP and a JPEG's comment from `info` into what it saves, unasked (13.0, seen 2026-11).
    image.info.clear()
    return image
