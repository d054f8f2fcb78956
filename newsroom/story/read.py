"""Find the stories under a folder and read each one; what is wrong with one never hides another."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.story.front_matter import FrontMatter, FrontMatterError, Position, parse
from newsroom.story.model import Story

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

# A Markdown story of this size is a mistake (a whole book, or a picture pasted as text).
_MOST_BYTES = 2_000_000


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
    front: FrontMatter | None
    story: Story | None
    problem: FrontMatterError | None = None
    """Why the file could not be split and parsed."""
    invalid: ValidationError | None = None
    """Why the front matter is not a story."""

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

    def picture_digests(self) -> dict[str, str]:
        """Return the SHA-256 of each listed picture's bytes; a picture that cannot be read has none."""
        digests: dict[str, str] = {}
        for picture in self.story.pictures if self.story else ():
            try:
                digests[picture.file] = hashlib.sha256((self.folder / picture.file).read_bytes()).hexdigest()
            except (OSError, ValueError):
                continue
        return digests


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
    name = str(path.relative_to(shown_from)) if path.is_relative_to(shown_from) else str(path)
    year, folder_name = path.parent.parent.name, path.parent.name

    def unread(problem: FrontMatterError, text: str = "") -> StoryFile:
        return StoryFile(path, name, year, folder_name, text, None, None, problem)

    try:
        raw = path.read_bytes()
    except OSError as error:
        return unread(FrontMatterError("S010", Position(1, 1), reason=error.strerror))
    if len(raw) > _MOST_BYTES:
        return unread(FrontMatterError("S011", Position(1, 1), size=len(raw), limit=_MOST_BYTES))
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Position(before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return unread(FrontMatterError("S001", place, byte=f"0x{raw[error.start]:02X}"))
    try:
        front = parse(text)
    except FrontMatterError as error:
        return unread(error, text)
    try:
        story = Story.model_validate(front.data, context={"zone": zone})
    except ValidationError as error:
        return StoryFile(path, name, year, folder_name, text, front, None, invalid=error)
    return StoryFile(path, name, year, folder_name, text, front, story)


_NO_STORIES = Words(
    "Không đọc được thư mục bài viết {path}: {reason}.", "The stories' folder {path} cannot be read: {reason}."
)
_NO_STORIES_REMEDY = Words(
    "Kiểm tra đường dẫn sau --stories hoặc [stories] path trong newsroom.toml.",
    "Check the path after --stories, or [stories] path in newsroom.toml.",
)
