"""Draw what the cache does not hold yet: renditions, crops and share cards, each under a key of all it is made from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.outputs.picture_crops import box_of, size_of
from newsroom.outputs.picture_widths import AVIF, FORMATS, largest, renditions

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from newsroom.outputs.picture_cache import Kept, PictureCache
    from newsroom.outputs.picture_crops import Crop
    from newsroom.outputs.picture_source import Original
    from newsroom.outputs.pictures import CardText, OrderedPicture

# Raised when the way pictures are drawn changes, so that kept ones are drawn again.
_RECIPE = "5"
_CARD_RECIPE = "7"


def is_drawn(picture: OrderedPicture, cache: PictureCache) -> bool:
    """Tell whether everything wanted of a picture is kept."""
    keys = [_set_key(picture), *(_crop_key(picture, crop) for crop in picture.crops)]
    return all(cache.find(key) is not None for key in keys)


def set_of(folder: Path, picture: OrderedPicture, cache: PictureCache) -> Kept:
    """Return a picture's renditions, drawn now when they are not kept."""
    key = _set_key(picture)
    return cache.find(key) or _draw_one(folder, replace(picture, crops=()), cache)[key]


def crop_of(folder: Path, picture: OrderedPicture, crop: Crop, cache: PictureCache) -> Kept:
    """Return a part of a picture, drawn now when it is not kept."""
    key = _crop_key(picture, crop)
    return cache.find(key) or _draw_one(folder, replace(picture, crops=(crop,)), cache)[key]


def card_of(text: CardText, beside: Kept | None, cache: PictureCache) -> Kept:
    """Return a share card with a crop of the cover beside its words, drawn now when it is not kept."""
    key = _key("card", _CARD_RECIPE, beside.key if beside else "", repr(text))
    found = cache.find(key)
    if found is None:
        # Fonts and all of Pillow: only a story that is new or has new words needs them.
        from newsroom.outputs.share_card import SIZE, draw_card

        found = cache.keep_file(key, SIZE, draw_card(text, beside.path if beside else None))
    return found


def draw_missing(folder: Path, picture: OrderedPicture, cache: PictureCache) -> dict[str, Kept]:
    """Return the renditions and the crops of a picture by their keys, reading it once for all that is missing."""
    from newsroom.outputs.picture_source import read_original

    original = read_original(folder / picture.file)
    key = _set_key(picture)
    found = {key: cache.find(key) or _draw_set(original, key, cache)}
    for crop in picture.crops:
        key = _crop_key(picture, crop)
        found[key] = cache.find(key) or _draw_crop(original, picture, crop, key, cache)
    return found


def _draw_one(folder: Path, picture: OrderedPicture, cache: PictureCache) -> dict[str, Kept]:
    from newsroom.outputs.picture_source import quiet

    with quiet():
        return draw_missing(folder, picture, cache)


def _draw_set(original: Original, key: str, cache: PictureCache) -> Kept:
    from newsroom.outputs.picture_encoding import encode
    from newsroom.outputs.picture_tint import tint_of

    size = largest(original.size)
    image = whole = original.drawn(size)
    files: dict[str, bytes] = {}
    # Widest first, each drawn from the one before: from the original it would cost ten times as much.
    for made in reversed(renditions(AVIF, size)):
        if image.size != (made.width, made.height):
            image = _smaller(image, (made.width, made.height))
        for form in FORMATS:
            name = f"{made.width}.{form.suffix}"
            if any(name == other.name for other in renditions(form, size)):
                files[name] = encode(image, form)
    return cache.keep_folder(key, size, tint_of(whole), files)


def _draw_crop(original: Original, picture: OrderedPicture, crop: Crop, key: str, cache: PictureCache) -> Kept:
    from newsroom.outputs.picture_crops import BESIDE_WORDS
    from newsroom.outputs.picture_encoding import jpeg, jpeg_to_work_on

    box = box_of(original.size, crop, picture.focus)
    size = size_of(box, crop)
    image = original.drawn(size, box)
    return cache.keep_file(key, size, jpeg_to_work_on(image) if crop == BESIDE_WORDS else jpeg(image))


def _smaller(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL import Image as Images

    return image.resize(size, Images.Resampling.LANCZOS)


def _set_key(picture: OrderedPicture) -> str:
    return _key("set", _RECIPE, picture.digest)


def _crop_key(picture: OrderedPicture, crop: Crop) -> str:
    return _key("crop", _RECIPE, picture.digest, repr(crop), repr(picture.focus))


def _key(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
