"""Lay a new story into the stories' folder: an id and an address that nobody has, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import git
from newsroom.desk.draft import Place, index_text
from newsroom.errors import ConfigurationError, UsageError
from newsroom.file_lock import wait_for
from newsroom.files import disk_trouble, write_bytes, write_text
from newsroom.gate import WEBSITE
from newsroom.git import GitRefused
from newsroom.language import Words
from newsroom.outputs.names import address_part
from newsroom.story.fold import fold
from newsroom.story.read import find_story_files
from newsroom.story.register import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.desk.draft import Draft
    from newsroom.terms import Terms

_ID = re.compile(r"([A-Z]{2,4})-([0-9]{4})-([0-9]{4})(?![0-9])")
_ID_LINE = re.compile(rf"^[ \t]*[\"']?id[\"']?[ \t]*:[ \t]*[\"']?({_ID.pattern})", re.MULTILINE)
_FIRST_PREFIX = "GS"
_LAST_NUMBER = 9999
_LONGEST_SLUG = 80
# Where an id stands in a file: near its head.
_HEAD_BYTES = 4096


def slug_of(title: str) -> str:
    """Return the address's last part for a title, đ as d, cut between words.

    Raises:
        UsageError: the title has no letter or digit that an address can have.

    """
    if not re.search("[a-z0-9]", fold(title)):
        raise UsageError(_NO_LETTERS, _NO_LETTERS_REMEDY, title=title)
    whole = address_part(title)
    return (
        whole if len(whole) <= _LONGEST_SLUG else whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]
    )


def begin(
    draft: Draft, times: Mapping[str, datetime], config: Config, terms: Terms, now: datetime, slug: str | None = None
) -> tuple[Place, Path]:
    """Lay the story down and return its identity and its index.md. Two who begin at once get two ids and folders.

    Raises:
        UsageError: no address can be made of the title.
        ConfigurationError: the folder cannot be written, or the register is broken; nothing is left behind.

    """
    wanted = slug or slug_of(draft.title)
    local = now.astimezone(config.zone)
    year = times[WEBSITE].astimezone(config.zone).year if WEBSITE in times else local.year
    stories = config.stories_path
    try:
        with _alone(stories):
            place = Place(next_id(config, year), year, _free_slug(config, year, wanted))
            text = index_text(draft, place, times, terms, local)
            return place, _lay_down(stories, place, text, draft.files)
    except OSError as error:
        raise disk_trouble(stories, error) from error


@contextlib.contextmanager
def _alone(stories: Path) -> Iterator[None]:
    """Let one begin after the other; the lock goes with the process."""
    handle = os.open(stories, os.O_RDONLY)
    try:
        wait_for(handle)
        yield
    finally:
        os.close(handle)


def _lay_down(stories: Path, place: Place, text: str, files: Mapping[str, bytes]) -> Path:
    # Beside the years, not inside one: whoever looks for stories must not find half of one.
    part = Path(tempfile.mkdtemp(dir=stories, prefix=".new."))
    year = stories / str(place.year)
    is_first = not year.exists()
    try:
        part.chmod(0o755)
        for name, data in files.items():
            write_bytes(part / name, data)
        write_text(part / "index.md", text)
        year.mkdir(exist_ok=True)
        part.rename(year / place.slug)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if is_first:
            with contextlib.suppress(OSError):
                year.rmdir()
        raise
    return year / place.slug / "index.md"


def _free_slug(config: Config, year: int, wanted: str) -> str:
    taken = {address.split("/")[1] for address in read_register(config.stories_path).values() if _is_of(address, year)}
    slug, number = wanted, 2
    while slug in taken or os.path.lexists(config.stories_path / str(year) / slug):
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _is_of(address: str, year: int) -> bool:
    return address.startswith(f"{year}/") and address.count("/") > 1


def next_id(config: Config, year: int) -> str:
    """Return the id after the highest of the year: in the register, on the disk, or on any branch that Git knows."""
    stories = config.stories_path
    known = [_ID.fullmatch(identity) for identity in read_register(stories)]
    known += [_ID.match(found[1]) for text in _texts(stories, year) for found in _ID_LINE.finditer(text)]
    ids = [found for found in known if found is not None]
    prefixes = Counter(found[1] for found in ids)
    prefix = prefixes.most_common(1)[0][0] if prefixes else _FIRST_PREFIX
    # Of every prefix: two stories of one year that differ by it alone are taken for each other.
    last = max((int(found[3]) for found in ids if int(found[2]) == year), default=0)
    if last >= _LAST_NUMBER:
        raise ConfigurationError(_NO_IDS, _NO_IDS_REMEDY, year=year)
    return f"{prefix}-{year}-{last + 1:04d}"


def _texts(stories: Path, year: int) -> Iterator[str]:
    """Yield the heads of all stories here, and the lines with ids of the year's stories on other branches."""
    for path in find_story_files(stories):
        with contextlib.suppress(OSError), path.open("rb") as file:
            yield file.read(_HEAD_BYTES).decode("utf-8", "replace")
    yield _on_branches(stories, year)


def _on_branches(stories: Path, year: int) -> str:
    """Return the lines with ids on every branch that was fetched; without Git, none: `check` finds what is double."""
    with contextlib.suppress(GitRefused, ConfigurationError):
        listed = git.ask(stories, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
        branches = os.fsdecode(listed).split()
        if branches:
            found = git.ask(stories, "grep", "-h", "-E", r"^[ \t]*.?id.?[ \t]*:", *branches, "--", f"{year}/*/index.md")
            return found.decode("utf-8", "replace")
    return ""


_NO_LETTERS = Words(
    "Tiêu đề “{title}” không có chữ cái hay chữ số nào để làm đường dẫn.",
    'The title "{title}" has no letter or digit to make an address of.',
)
_NO_LETTERS_REMEDY = Words(
    "Ghi tiêu đề bằng chữ, hoặc đặt đường dẫn bằng --slug (không dấu, nối bằng dấu gạch).",
    "Write a title in letters, or give the address by --slug (plain letters and hyphens).",
)
_NO_IDS = Words("Năm {year} đã cấp hết mã hồ sơ.", "All ids of {year} are given.")
_NO_IDS_REMEDY = Words(
    "Dùng tiền tố khác cho mã hồ sơ (ví dụ GT thay cho GS).", "Use another prefix for ids (GT in place of GS)."
)
