"""Posters and slides of a story, drawn when something on them has changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsroom.files import write_bytes, write_text
from newsroom.outputs.picture_file import KnownPictures, probe
from newsroom.outputs.poster_layouts import LAYOUTS, PAGES, SLIDE, PictureSize, slide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsroom.outputs.picture_source import Original
    from newsroom.outputs.poster_sheet import Sheet
    from newsroom.outputs.poster_words import PosterWords
    from newsroom.story.read import StoryFile

Form = Literal["pdf", "png", "jpg"]

RECIPE = "2"
"""Raised when the drawing changes, so that posters are drawn again."""
FEWEST_DOTS_PER_INCH = 150
"""Below this a printed picture looks soft."""
DRAFT = "BẢN NHÁP"
_DRAFT_MARK = "-ban-nhap"
# Faces stand above the middle, in an upright picture well above.
_FOCUS, _UPRIGHT_FOCUS = (0.5, 0.36), (0.5, 0.27)
_DOTS_PER_INCH = 300
_PIXELS = {"a4": (2480, 3508), "a3": (3508, 4961)}
SLIDE_LAYOUT = "man-hinh"
SLIDE_PIXELS = {"1920x1080": (1920, 1080), "3840x2160": (3840, 2160)}


class Wanted(NamedTuple):
    """What an editor asks for: a layout, a size and a form."""

    layout: str
    size: str
    form: Form


@dataclass(frozen=True, slots=True)
class PosterOrder:
    """One file to make: the words, the picture, the layout and the form."""

    words: PosterWords
    picture: Path | None
    digest: str
    """The picture's SHA-256."""
    focus: tuple[float, float]
    layout: str
    """A name in LAYOUTS, or SLIDE_LAYOUT for a slide."""
    size: str
    form: Form
    is_draft: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.layout}-{self.size}{_DRAFT_MARK if self.is_draft else ''}.{self.form}"

    @property
    def is_printed(self) -> bool:
        """Tell a sheet of paper from a slide."""
        return self.size in PAGES

    @property
    def key(self) -> str:
        """Names everything that decides the file's bytes."""
        content = replace(self, picture=None)
        return hashlib.sha256(f"{RECIPE}|{content!r}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Poster:
    """A file that was made or stood already, and how sharp its picture prints (None without one)."""

    path: Path
    order: PosterOrder
    is_new: bool
    dots_per_inch: int | None

    @property
    def is_soft(self) -> bool:
        """Tell whether the picture has too few pixels for the paper."""
        return self.order.is_printed and self.dots_per_inch is not None and self.dots_per_inch < FEWEST_DOTS_PER_INCH


class MadePosters:
    """The posters of a newsroom on disk, and what is known of how they were made."""

    def __init__(self, folder: Path, memory: Path) -> None:
        """Keep posters below `folder`, and what they were made of in the file `memory`."""
        self._folder, self._memory = folder, memory
        self._known = _read(memory)

    def make(self, address: str, orders: Sequence[PosterOrder]) -> Iterator[Poster]:
        """Make a story's posters, those that stand already and would come out the same left alone.

        Raises:
            ConfigurationError: the disk is full or the folder may not be written to.

        """
        opened: dict[Path, Original] = {}
        for order in orders:
            name = f"{address}{order.name}"
            known = self._known.get(name, {})
            path = self._folder / name
            if known.get("key") == order.key and path.is_file():
                yield Poster(path, order, is_new=False, dots_per_inch=known.get("dots_per_inch"))
                continue
            if order.picture is not None and order.picture not in opened:
                opened[order.picture] = open_picture(order.picture)
            picture = opened[order.picture] if order.picture is not None else None
            sheet = lay_out_sheet(order, picture)
            write_bytes(path, draw(order, sheet, picture))
            dots = _dots_per_inch(sheet, picture)
            self._known[name] = {"key": order.key, "dots_per_inch": dots}
            write_text(self._memory, json.dumps(self._known, indent=0, sort_keys=True))
            yield Poster(path, order, is_new=True, dots_per_inch=dots)

    def remove(self, address: str, *, drafts: bool) -> int:
        """Delete the posters of a story that may not be shown, its drafts only when told; return how many."""
        gone = [name for name in self._known if name.startswith(address) and (drafts or f"{_DRAFT_MARK}." not in name)]
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)
            del self._known[name]
        if gone:
            write_text(self._memory, json.dumps(self._known, indent=0, sort_keys=True))
        return len(gone)

    def addresses(self) -> list[str]:
        """Return the addresses of the stories that have posters."""
        return sorted({name.rsplit("/", 1)[0] + "/" for name in self._known})


def _read(memory: Path) -> dict[str, dict[str, Any]]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _dots_per_inch(sheet: Sheet, picture: Original | None) -> int | None:
    if sheet.photo is None or picture is None:
        return None
    left, _, right, _ = sheet.photo.crop
    return round((right - left) * picture.size[0] / (sheet.photo.box.width / 72))


def orders(file: StoryFile, words: PosterWords, wanted: Sequence[Wanted], *, is_draft: bool) -> list[PosterOrder]:
    """Say what has to be made for a story; a picture that cannot be used is left out."""
    cover = file.story.pictures[0] if file.story and file.story.pictures else None
    chosen = (cover.focus[0] / 100, cover.focus[1] / 100) if cover and cover.focus else None
    path = file.picture_path(cover.file) if cover else None
    digest = file.picture_digests().get(cover.file, "") if cover else ""
    found = probe(path, KnownPictures()) if path is not None and digest else None
    if found is None or found.problem is not None:
        return [PosterOrder(words, None, "", _FOCUS, *one, is_draft) for one in wanted]
    usual = _UPRIGHT_FOCUS if found.height > found.width else _FOCUS
    return [PosterOrder(words, path, digest, chosen or usual, *one, is_draft) for one in wanted]


def open_picture(path: Path) -> Original:
    """Open a story's picture in all its dots."""
    from newsroom.outputs.picture_source import quiet, read_original

    with quiet():
        return read_original(path, whole=True)


def lay_out_sheet(order: PosterOrder, picture: Original | None) -> Sheet:
    """Lay an order's sheet out."""
    size = PictureSize(*picture.size, order.focus) if picture is not None else None
    if order.layout == SLIDE_LAYOUT:
        sheet = slide(order.words, size, SLIDE)
    else:
        sheet = LAYOUTS[order.layout](order.words, size, PAGES[order.size])
    return replace(sheet, stamp=DRAFT) if order.is_draft else sheet


def draw(order: PosterOrder, sheet: Sheet, picture: Original | None) -> bytes:
    """Draw an order's bytes."""
    from newsroom.outputs.poster_png import Pixels, draw_jpeg, draw_png

    if order.form == "pdf":
        from newsroom.outputs.poster_pdf import PdfTitle, draw_pdf

        return draw_pdf(sheet, picture, PdfTitle(order.words.title, order.words.office, order.words.column))
    pixels = SLIDE_PIXELS.get(order.size) or _PIXELS[order.size]
    pen = draw_jpeg if order.form == "jpg" else draw_png
    return pen(sheet, picture, Pixels(*pixels, _DOTS_PER_INCH if order.size in _PIXELS else 96))
