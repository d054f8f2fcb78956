"""Find the stories under a folder and read each one; what is wrong with one never hides another."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pydantic import ValidationError

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.story.front_matter import FrontMatter, FrontMatterError, FrontMatterKept, Position, parse
from newsroom.story.model import Story
from newsroom.story.salvage import read_what_is_valid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

# A Markdown story of this size is a mistake (a whole book, or a picture pasted as text).
_MOST_BYTES = 2_000_000
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One index.md as it was found: its text, and the story when its front matter is sound."""

    path: Path
    """The file."""
    name: str
    """The path to show people, relative to the newsroom."""
    year: str
    folder_name: str
    text: str
    front: FrontMatter | FrontMatterKept | None
    story: Story | None
    problem: FrontMatterError | None = None
    """Why the file could not be split and parsed."""
    invalid: ValidationError | None = None
    """Why the front matter is not a story."""
    readable: Story | None = None
    """What can be read of an invalid story: checks look at it, nothing else does."""
    known_digests: Mapping[str, str] | None = field(default=None, compare=False)
    """The pictures' digests, when the files are known to be those that were read before."""

    @property
    def folder(self) -> Path:
        """The story's folder, where its pictures lie."""
        return self.path.parent

    @property
    def body(self) -> str:
        """The Markdown text in Unicode normal form C."""
        return unicodedata.normalize("NFC", self.front.body) if self.front else ""

    @property
    def address(self) -> str:
        """The page's address relative to the site's root: `2026/<slug>/`."""
        return f"{self.year}/{self.story.slug if self.story else self.folder_name}/"

    def picture_path(self, name: str) -> Path | None:
        """Return where a picture of this story lies; None when the name, or a link it is, leaves the story's folder."""
        if not stays_inside(name):
            return None
        # Not Path.resolve: of a link that leads to itself it raises in Python 3.11 and 3.12 and not in 3.13.
        path = Path(os.path.realpath(self.folder / name))
        return path if path.is_relative_to(os.path.realpath(self.folder)) else None

    @property
    def old_addresses(self) -> tuple[str, ...]:
        """The addresses that lead here by redirect, in the form of `address`."""
        return tuple(redirect.strip("/") + "/" for redirect in (self.story.redirects if self.story else ()))

    def picture_digests(self) -> dict[str, str]:
        """Return the SHA-256 of each listed picture's bytes; a picture that cannot be read has none."""
        if self.known_digests is not None:
            return dict(self.known_digests)
        digests: dict[str, str] = {}
        for picture in self.story.pictures if self.story else ():
            path = self.picture_path(picture.file)
            try:
                # Only a plain file inside the folder: /dev/zero would be read for ever.
                if path is not None and path.is_file():
                    with path.open("rb") as opened:
                        digests[picture.file] = hashlib.file_digest(opened, "sha256").hexdigest()
            except OSError:
                continue
        return digests


def stays_inside(name: str) -> bool:
    """Tell whether a relative name stays below its folder, as written; Windows' paths and drives are seen too."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name and "\x00" not in name


def find_story_files(stories: Path) -> list[Path]:
    """Return every `<year>/<folder>/index.md`, oldest year first.

    Raises:
        ConfigurationError: the folder does not exist or cannot be read.

    """
    try:
        years = sorted(p for p in stories.iterdir() if p.is_dir() and p.name.isdigit())
        return [file for year in years for file in sorted(year.glob("*/index.md"))]
    except OSError as error:
        raise ConfigurationError(_NO_STORIES, _NO_STORIES_REMEDY, path=stories, reason=error.strerror) from error


def read_stories(stories: Path, zone: ZoneInfo, *, shown_from: Path | None = None) -> list[StoryFile]:
    """Read every story below `stories`; names are shown relative to `shown_from`."""
    base = shown_from or stories.parent
    return [read_story(path, zone, shown_from=base) for path in find_story_files(stories)]


def read_story(path: Path, zone: ZoneInfo, *, shown_from: Path) -> StoryFile:
    """Read one file; problems are kept in the result, not raised."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _unread(path, shown_from, FrontMatterError("S010", Position(1, 1), reason=error.strerror))
    return story_of(path, raw, zone, shown_from=shown_from)


def story_of(path: Path, raw: bytes, zone: ZoneInfo, *, shown_from: Path) -> StoryFile:
    """Read bytes as if they lay at `path`; nothing but pictures is looked up on disk."""

    def unread(problem: FrontMatterError, text: str = "") -> StoryFile:
        return _unread(path, shown_from, problem, text)

    if len(raw) > _MOST_BYTES:
        return unread(FrontMatterError("S011", Position(1, 1), size=len(raw), limit=_MOST_BYTES))
    try:
        text = normal_lines(raw)
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "ignore")
        place = Position(before.count(b"\n") + 1, len(line) + 1)
        return unread(FrontMatterError("S001", place, byte=f"0x{raw[error.start]:02X}"))
    try:
        front = parse(text)
    except FrontMatterError as error:
        return unread(error, text)
    found = replace(_unread(path, shown_from, None, text), front=front)
    try:
        story = Story.model_validate(front.data, context={"zone": zone})
    except ValidationError as error:
        return replace(found, invalid=error, readable=read_what_is_valid(front.data, zone))
    return replace(found, story=story)


def normal_lines(raw: bytes) -> str:
    """Return a file's text with plain line ends and without a byte order mark.

    Raises:
        UnicodeDecodeError: it is not UTF-8.

    """
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _unread(path: Path, shown_from: Path, problem: FrontMatterError | None, text: str = "") -> StoryFile:
    name = str(path.relative_to(shown_from)) if path.is_relative_to(shown_from) else str(path)
    year, folder = printable(path.parent.parent.name), printable(path.parent.name)
    return StoryFile(path, printable(name), year, folder, text, None, None, problem)


def printable(name: str) -> str:
    """Return what an author wrote as a terminal can show it.

    Folders from an old ZIP may be named in another encoding, and control characters could clear the screen or
    begin a line that looks like one of ours.
    """
    return _CONTROL.sub("\ufffd", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


_NO_STORIES = Words(
    "Không đọc được thư mục bài viết {path}: {reason}.", "The stories' folder {path} cannot be read: {reason}."
)
_NO_STORIES_REMEDY = Words(
    "Kiểm tra đường dẫn sau --stories hoặc [stories] path trong newsroom.toml.",
    "Check the path after --stories, or [stories] path in newsroom.toml.",
)
