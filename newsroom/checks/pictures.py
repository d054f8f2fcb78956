"""Pictures are there, are pictures, are of a size and shape that can be shown, and tell nothing they should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_body, in_field
from newsroom.checks.personal_data import find_personal_data
from newsroom.checks.privacy import masked, office_contacts
from newsroom.outputs.picture_file import MOST_MEGAPIXELS, PictureProblem, Probe, probe
from newsroom.outputs.picture_sizes import CARD_HEIGHT, CARD_WIDTH, SHOWN_WIDTH
from newsroom.story.body import references
from newsroom.story.read import printable, stays_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile

_PICTURE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".avif"}

# Portraits of 2:3 keep a little more than this in the card, telephones' 9:16 less.
_LEAST_KEPT = 1 / 3


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Look at every picture a story lists, shows, or has lying in its folder."""
    story = file.story or file.readable
    if story is None:
        return
    listed: list[str] = []
    for index, picture in enumerate(story.pictures):
        where = ("pictures", index, "file")
        if picture.file in listed:
            yield in_field(file, "P010", where, file=picture.file)
        listed.append(picture.file)
        if not picture.alt.strip():
            yield in_field(file, "P005", ("pictures", index, "alt"), file=picture.file)
        if file.picture_path(picture.file) is None:
            yield in_field(file, "P006", where, file=picture.file)
        else:
            yield from _look(file, index, picture.file, story, given)
    # The list of a story that is not whole may be cut short; what it lacks would be said in vain.
    if file.story is not None:
        yield from _shown(file, listed)
        if not listed:
            yield in_field(file, "P008", ("title",))
        yield from _unused(file, listed)


def _shown(file: StoryFile, listed: list[str]) -> Iterator[Finding]:
    for reference in references(file.body):
        if reference.is_picture and reference.target not in listed and not _is_remote(reference.target):
            code = "P009" if stays_inside(reference.target) else "P006"
            yield in_body(file, code, reference.line, reference.column, file=reference.target)
        elif reference.is_picture and _is_remote(reference.target):
            yield in_body(file, "P009", reference.line, reference.column, file=reference.target)


def _look(file: StoryFile, index: int, name: str, story: Story, given: CheckInput) -> Iterator[Finding]:
    where = ("pictures", index, "file")
    found = probe(file.folder / name, given.known_pictures)
    if found.problem is None:
        if found.moves:
            yield in_field(file, "P012", where, file=name)
        yield from _shape(file, index, name, found)
        public_at = story.published_at or given.now
        yield from _told(file, where, name, found, public_at.astimezone(given.config.zone).year, given)
        return
    code = {
        PictureProblem.MISSING: "P001",
        PictureProblem.NOT_A_PICTURE: "P002",
        PictureProblem.TRUNCATED: "P003",
        PictureProblem.TOO_LARGE: "P004",
        PictureProblem.BOMB: "P011",
    }[found.problem]
    megapixels = f"{found.width * found.height / 1e6:.0f}"
    yield in_field(
        file,
        code,
        where,
        file=name,
        width=found.width,
        height=found.height,
        megapixels=megapixels,
        limit=MOST_MEGAPIXELS,
    )


def _shape(file: StoryFile, index: int, name: str, found: Probe) -> Iterator[Finding]:
    """Compare the size with what the site shows, and the cover's shape with the card that channels show."""
    where, width, height = ("pictures", index, "file"), found.width, found.height
    is_cover = index == 0
    if is_cover and (width < CARD_WIDTH or height < CARD_HEIGHT):
        wanted = f"{CARD_WIDTH}×{CARD_HEIGHT}"
        yield in_field(file, "P017", where, file=name, width=width, height=height, wanted=wanted)
    elif max(width, height) < SHOWN_WIDTH:
        wanted = f"{SHOWN_WIDTH}×{SHOWN_WIDTH * CARD_HEIGHT // CARD_WIDTH}"
        yield in_field(file, "P017", where, file=name, width=width, height=height, wanted=wanted)
    stretch = width * CARD_HEIGHT / (height * CARD_WIDTH)
    kept = min(stretch, 1 / stretch)
    if is_cover and kept < _LEAST_KEPT:
        shape = ("dài", "wide") if stretch > 1 else ("cao", "tall")
        yield in_field(
            file,
            "P018",
            where,
            file=name,
            width=width,
            height=height,
            kept=round(100 * kept),
            shape_vi=shape[0],
            shape_en=shape[1],
        )


def _told(
    file: StoryFile, where: tuple[str | int, ...], name: str, found: Probe, year: int, given: CheckInput
) -> Iterator[Finding]:
    """Report what the file tells besides its dots: pages and posts never have it, the repository keeps it."""
    if found.has_place:
        yield in_field(file, "P019", where, file=name)
    if not found.words:
        return
    allowed = office_contacts(given.config)
    shown: set[str] = set()
    for line in found.words.split("\n"):
        for one in find_personal_data(line, allowed=allowed, year=year):
            if one.kind not in shown:
                shown.add(one.kind)
                words = masked(line[one.start : one.end])
                yield in_field(file, "P021", where, file=name, code=str(one.kind), shown=words)


def _unused(file: StoryFile, listed: list[str]) -> Iterator[Finding]:
    try:
        names = sorted(printable(p.name) for p in file.folder.iterdir() if p.suffix.lower() in _PICTURE_SUFFIXES)
    except OSError:
        return
    for name in names:
        if name not in listed:
            yield in_field(file, "P007", ("pictures",), file=name)


def _is_remote(target: str) -> bool:
    return target.lower().startswith(("http://", "https://", "//", "data:"))
