"""What leaves of a story's pictures: upright, in sRGB, without metadata, at the widths the layout uses.

Every output is named by its content, so that caches (Facebook keeps a picture by its address) never show an old one,
and is kept in the build cache, so that unchanged pictures cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.outputs.picture_crops import BESIDE_WORDS, Crop
from newsroom.outputs.picture_tint import tint_words
from newsroom.outputs.picture_widths import FORMATS, JPEG, Format, Rendition, renditions

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom.outputs.picture_cache import Kept, PictureCache
    from newsroom.story.read import StoryFile

CARD_WIDTH, CARD_HEIGHT = 1200, 630
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
        return [self._file(made) for made in renditions(form, (self.kept.width, self.kept.height))]

    @property
    def large(self) -> MadePicture:
        """The JPEG for channels and whoever knows no other: at most 1,600 dots wide and 1 MB."""
        return self.files(JPEG)[-1]

    @property
    def small(self) -> MadePicture:
        """The JPEG for lists."""
        return next(made for made in self.files(JPEG) if made.width >= min(_SMALL_WIDTH, self.kept.width))

    def image(self, address: str, alt: str, src: MadePicture | None = None) -> dict[str, Any]:
        """Return what the macro `picture` shows; `address` is that of the story's page, from the site's root."""
        sources = [{"type": form.mime, "srcset": self._srcset(form, address)} for form in FORMATS[:-1]]
        return {
            "src": address + (src or self.large).name,
            "alt": alt,
            "width": self.kept.width,
            "height": self.kept.height,
            "sources": sources,
            "srcset": self._srcset(FORMATS[-1], address),
            "tint": tint_words(self.kept.tint),
        }

    def _srcset(self, form: Format, address: str) -> list[dict[str, Any]]:
        return [{"src": address + made.name, "width": made.width} for made in self.files(form)]

    def _file(self, made: Rendition) -> MadePicture:
        return MadePicture(f"{self.name}/{made.name}", self.kept.path / made.name, made.width, made.height)


@dataclass(frozen=True, slots=True)
class StoryPictures:
    """Everything drawn for one story."""

    sets: dict[str, PictureSet]
    """By the file name the editor gave."""
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
        return [*(made for found in self.sets.values() for form in FORMATS for made in found.files(form)), self.card]

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


def order_of(file: StoryFile, text: CardText) -> PictureOrder:
    """Say what has to be drawn for a story."""
    digests = file.picture_digests()
    listed = file.story.pictures if file.story else ()
    pictures = tuple(
        OrderedPicture(picture.file, digests[picture.file], (BESIDE_WORDS,) if picture is listed[0] else ())
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
    for picture in order.pictures:
        kept = set_of(order.folder, picture, cache)
        sets[picture.file] = PictureSet(f"{_stem(picture.file)}-{kept.key[:8]}", kept)
    cover = order.pictures[0] if order.pictures else None
    beside = crop_of(order.folder, cover, BESIDE_WORDS, cache) if cover else None
    card = card_of(order.text, beside, cache)
    made = MadePicture(f"chia-se-{card.key[:8]}.jpg", card.path, card.width, card.height)
    return StoryPictures(sets, made, cover.file if cover else None, order.cover_alt)


def _stem(name: str) -> str:
    from slugify import slugify

    return slugify(name.rsplit(".", 1)[0]) or "anh"
