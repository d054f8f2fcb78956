"""Pictures are there, are pictures, are of a sane size, and say what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_body, in_field
from newsroom.outputs.picture_file import MOST_MEGAPIXELS, PictureProblem, probe
from newsroom.story.body import references
from newsroom.story.read import printable, stays_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_PICTURE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".avif"}


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
            yield from _look(file, picture.file, where, given)
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


def _look(file: StoryFile, name: str, where: tuple[str | int, ...], given: CheckInput) -> Iterator[Finding]:
    found = probe(file.folder / name, given.known_pictures)
    if found.problem is None:
        if found.moves:
            yield in_field(file, "P012", where, file=name)
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
