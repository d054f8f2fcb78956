"""What leaves of a story's pictures: upright, in sRGB, without metadata, at the widths the layout uses.

Every output is named by its content, so that caches (Facebook keeps a picture by its address) never show an old one,
and is kept in the build cache, so that unchanged pictures cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.outputs.picture_crops import BESIDE_WORDS, CHANNEL_CROPS, Crop, crops_for
from newsroom.outputs.picture_sizes import SHOWN_WIDTH
from newsroom.outputs.picture_tint import tint_words
from newsroom.outputs.picture_widths import FORMATS, JPEG, Format, Rendition, renditions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsroom.config import Channel
    from newsroom.outputs.picture_cache import Kept, PictureCache
    from newsroom.story.read import StoryFile

_SMALL_WIDTH = 640


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
    """One file that leaves: its name below the story's address, where it lies in the cache, and its size in dots."""

    name: str
    path: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureSet:
    """One picture in all its widths and formats: a folder beside the story's page."""

    name: str
    """The folder's name, which follows the picture's content."""
    kept: Kept

    def files(self, form: Format) -> list[MadePicture]:
        """Return the picture in one format, narrowest first."""
        return [self._file(made) for made in self._renditions(form)]

    @property
    def large(self) -> MadePicture:
        """The JPEG for channels and whoever knows no other: at most 1,600 dots wide and 1 MB."""
        return self._file(self._renditions(JPEG)[-1])

    @property
    def small(self) -> MadePicture:
        """The JPEG for lists."""
        wanted = min(_SMALL_WIDTH, self.kept.width)
        return self._file(next(made for made in self._renditions(JPEG) if made.width >= wanted))

    def image(self, address: str, alt: str, src: MadePicture | None = None) -> dict[str, Any]:
        """Return what the macro `picture` shows; `address` is that of the story's page, from the site's root."""
        sources = [{"type": form.mime, "srcset": self._srcset(form, address)} for form in FORMATS[:-1]]
        width = min(self.kept.width, SHOWN_WIDTH)
        return {
            "src": address + (src or self.large).name,
            "alt": alt,
            "width": width,
            "height": max(1, round(self.kept.height * width / self.kept.width)),
            "sources": sources,
            "srcset": self._srcset(FORMATS[-1], address),
            "tint": tint_words(self.kept.tint),
        }

    def _srcset(self, form: Format, address: str) -> list[dict[str, Any]]:
        folder = f"{address}{self.name}/"
        return [{"src": folder + made.name, "width": made.width} for made in self._renditions(form)]

    def _renditions(self, form: Format) -> tuple[Rendition, ...]:
        return renditions(form, (self.kept.width, self.kept.height))

    def _file(self, made: Rendition) -> MadePicture:
        return MadePicture(f"{self.name}/{made.name}", self.kept.path / made.name, made.width, made.height)


@dataclass(frozen=True, slots=True)
class StoryPictures:
    """Everything drawn for one story."""

    sets: dict[str, PictureSet]
    """By the file name the editor gave."""
    crops: dict[str, dict[Crop, MadePicture]]
    """The cover square and upright, and what channels want of the others; by the editor's file name."""
    card: MadePicture
    cover: str | None
    cover_alt: str

    @property
    def large(self) -> dict[str, MadePicture]:
        """Each picture as the JPEG that channels take, by the editor's file name."""
        return {name: found.large for name, found in self.sets.items()}

    @property
    def small(self) -> dict[str, MadePicture]:
        """Each picture as a JPEG for lists, by the editor's file name."""
        return {name: found.small for name, found in self.sets.items()}

    def all_files(self) -> list[MadePicture]:
        """Return every file that must be on the site."""
        sets = [made for found in self.sets.values() for form in FORMATS for made in found.files(form)]
        return [*sets, *self.single_files()]

    def single_files(self) -> list[MadePicture]:
        """Return those of them that are not in a picture's folder: crops and the share card."""
        return [*(made for crops in self.crops.values() for made in crops.values()), self.card]

    def thumbnail_for_card(self, address: str) -> dict[str, Any]:
        """Return the picture a list shows: the cover, else the share card."""
        if self.cover is not None:
            found = self.sets[self.cover]
            return found.image(address, self.cover_alt, found.small)
        card = self.card
        return {"src": address + card.name, "alt": self.cover_alt, "width": card.width, "height": card.height}


@dataclass(frozen=True, slots=True)
class OrderedPicture:
    """One picture that has to be drawn."""

    file: str
    digest: str
    """SHA-256 of the editor's file."""
    crops: tuple[Crop, ...] = ()
    focus: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What has to be drawn for one story; plain data, so that worker processes can be handed it."""

    folder: Path
    pictures: tuple[OrderedPicture, ...]
    cover_alt: str
    text: CardText


def order_of(file: StoryFile, text: CardText, channels: Mapping[str, Channel]) -> PictureOrder:
    """Say what has to be drawn for a story that goes to `channels`."""
    digests = file.picture_digests()
    listed = file.story.pictures if file.story else ()
    wanted = crops_for(file.story, channels) if file.story else ()
    of_cover = (BESIDE_WORDS, *CHANNEL_CROPS.values())
    pictures = tuple(
        OrderedPicture(picture.file, digests[picture.file], of_cover if picture is listed[0] else wanted, picture.focus)
        for picture in listed
    )
    return PictureOrder(file.folder, pictures, listed[0].alt if listed else "", text)


def make_pictures(order: PictureOrder, cache: PictureCache) -> StoryPictures:
    """Draw what is not in the cache yet and return everything the story needs.

    Raises:
        ConfigurationError: the cache cannot be written.

    """
    from newsroom.outputs.picture_drawing import card_of, crop_of, set_of

    sets: dict[str, PictureSet] = {}
    crops: dict[str, dict[Crop, MadePicture]] = {}
    for picture in order.pictures:
        stem = _stem(picture.file)
        kept = set_of(order.folder, picture, cache)
        sets[picture.file] = PictureSet(f"{stem}-{kept.key[:8]}", kept)
        crops[picture.file] = {
            crop: _single(f"{stem}-{crop.name}", crop_of(order.folder, picture, crop, cache))
            for crop in picture.crops
            if crop != BESIDE_WORDS
        }
    cover = order.pictures[0] if order.pictures else None
    beside = crop_of(order.folder, cover, BESIDE_WORDS, cache) if cover else None
    card = card_of(order.text, beside, cache)
    return StoryPictures(sets, crops, _single("chia-se", card), cover.file if cover else None, order.cover_alt)


def _single(stem: str, kept: Kept) -> MadePicture:
    return MadePicture(f"{stem}-{kept.key[:8]}.jpg", kept.path, kept.width, kept.height)


def _stem(name: str) -> str:
    from slugify import slugify

    return slugify(name.rsplit(".", 1)[0]) or "anh"
