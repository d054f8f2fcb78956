"""What leaves of a story's pictures: upright JPEGs without metadata, at the widths the layout uses.

Every output is named by its content, so that caches (Facebook keeps a picture by its address) never show an
old one, and is kept in the build cache, so that unchanged pictures cost nothing.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from newsroom.story.read import StoryFile

_WIDTHS = {"large": 1600, "small": 640}
_QUALITY = 84
# Raised when the way pictures are made changes, so that cached ones are made again.
_RECIPE = "4"
CARD_WIDTH, CARD_HEIGHT = 1200, 630
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class CardText:
    """The words on a card."""

    title: str
    kicker: str
    """The field or kind, in small letters above the title."""
    who: str
    office: str
    column: str
    """The name of the column or site."""


@dataclass(frozen=True, slots=True)
class MadePicture:
    """One file that leaves: its name on the site, where it lies in the cache, and its size in pixels."""

    name: str
    path: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StoryPictures:
    """Everything drawn for one story."""

    large: dict[str, MadePicture]
    """By the file name the editor gave."""
    small: dict[str, MadePicture]
    card: MadePicture
    cover: str | None
    cover_alt: str

    def thumbnail_for_card(self, address: str) -> dict[str, Any]:
        """Return the picture a list shows: the cover, else the share card."""
        made = self.small[self.cover] if self.cover else self.card
        return {"src": address + made.name, "alt": self.cover_alt, "width": made.width, "height": made.height}

    def all_files(self) -> list[MadePicture]:
        """Return every file that must be on the site."""
        return [*self.large.values(), *self.small.values(), self.card]


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What has to be drawn for one story; plain data, so that worker processes can be handed it."""

    folder: Path
    files: tuple[tuple[str, str], ...]
    """File name and SHA-256 of each listed picture."""
    cover_alt: str
    text: CardText


def order_of(file: StoryFile, text: CardText) -> PictureOrder:
    """Say what has to be drawn for a story."""
    digests = file.picture_digests()
    story_pictures = file.story.pictures if file.story else ()
    cover_alt = story_pictures[0].alt if story_pictures else ""
    return PictureOrder(file.folder, tuple((p.file, digests[p.file]) for p in story_pictures), cover_alt, text)


def make_pictures(order: PictureOrder, cache: Path) -> StoryPictures:
    """Draw what is not in the cache yet and return everything the story needs.

    Raises:
        ConfigurationError: the cache cannot be written.

    """
    large: dict[str, MadePicture] = {}
    small: dict[str, MadePicture] = {}
    for name, digest in order.files:
        for size, made in (("large", large), ("small", small)):
            made[name] = _resized(order.folder / name, digest, size, cache)
    cover = order.files[0][0] if order.files else None
    card = _card(order, large[cover].path if cover else None, cache)
    return StoryPictures(large, small, card, cover, order.cover_alt)


def _resized(source: Path, digest: str, size: str, cache: Path) -> MadePicture:
    width = _WIDTHS[size]
    key = hashlib.sha256(f"{_RECIPE}|{digest}|{width}|{_QUALITY}".encode()).hexdigest()[:16]
    stem = _stem(source.name)
    known = next(iter(cache.glob(f"{key}.*.jpg")), None)
    if known is None:
        data, made_width, made_height = _encode(source, width)
        known = cache / f"{key}.{made_width}x{made_height}.jpg"
        write_bytes(known, data)
    width_text, _, height_text = known.name.split(".")[1].partition("x")
    return MadePicture(f"{stem}-{size[0]}-{key[:8]}.jpg", known, int(width_text), int(height_text))


def _encode(source: Path, width: int) -> tuple[bytes, int, int]:
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow complains of EXIF it cannot read; none of it leaves anyway.
        warnings.simplefilter("ignore", UserWarning)
        with Image.open(source) as opened:
            image = _upright(opened)
    if image.mode != "RGB":
        flat = Image.new("RGB", image.size, "white")
        rgba = image.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        image = flat
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # No exif=, no icc_profile=: nothing of the camera, the place or the editor's machine leaves. Pillow copies a
    # JPEG's comment unasked (12.0, seen 2026-11); whatever else it carries along is in `info` too.
    image.info.clear()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), image.width, image.height


def _upright(image: Image.Image) -> Image.Image:
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
    turn = turns.get(image.getexif().get(_ORIENTATION, 1))
    return image.copy() if turn is None else image.transpose(turn)


def _card(order: PictureOrder, cover: Path | None, cache: Path) -> MadePicture:
    from newsroom.outputs.share_card import RECIPE, draw_card

    digest = order.files[0][1] if order.files else ""
    key = hashlib.sha256(f"{RECIPE}|{_RECIPE}|{digest}|{order.text!r}".encode()).hexdigest()[:16]
    path = cache / f"{key}.{CARD_WIDTH}x{CARD_HEIGHT}.jpg"
    if not path.exists():
        write_bytes(path, draw_card(order.text, cover))
    return MadePicture(f"chia-se-{key[:8]}.jpg", path, CARD_WIDTH, CARD_HEIGHT)


def _stem(name: str) -> str:
    from slugify import slugify

    return slugify(name.rsplit(".", 1)[0]) or "anh"
