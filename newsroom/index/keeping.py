"""The file in which stories are remembered: a line that vouches for the rest, then a line of JSON for each story.

Only a cache: a file that is missing, damaged, or from another version is as good as none, and where nothing may be
written nothing is. It is replaced in one step, so that of several writers one wins and no reader sees half.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from newsroom.index.known import Known
from newsroom.index.surroundings import Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsroom.config import Config

_HEAD = b"newsroom stories 1 "
# The facts follow a tab and are not read with the rest: JSON has no tab and no line end outside of blanks.
_FACTS = "\t"


class Kept(NamedTuple):
    """All that is remembered."""

    around: Surroundings
    sources: list[str]
    """Folders and files of further code that the answers depend on."""
    stories: dict[tuple[str, str], Known]
    """By year and folder."""


def memory_path(config: Config) -> Path:
    """Return where stories are remembered between runs."""
    return config.build / "cache" / "stories.jsonl"


def load(path: Path) -> Kept | None:
    """Return what is remembered at `path`; None when there is nothing, or nothing that can be relied on."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
        if head != _head(rest):
            return None
        first, *lines = rest.decode("utf-8", "surrogatepass").split("\n")
        around, sources = json.loads(first)
        decode = json.JSONDecoder().raw_decode
        stories = {}
        for line in lines:
            (year, folder, watched, sign, only_on, quarrels), end = decode(line)
            facts = line[end + 1 :]
            stories[year, folder] = Known(year, folder, watched, sign, only_on, quarrels, facts)
        return Kept(Surroundings(*around), sources, stories)
    except (OSError, ValueError, TypeError, LookupError, RecursionError, MemoryError):
        return None


def save(path: Path, around: Surroundings, sources: Sequence[str], stories: Sequence[Known]) -> None:
    """Remember `stories`; where nothing may be written, the next run reads them again."""
    # Only imported where something is written.
    from newsroom.errors import ConfigurationError
    from newsroom.files import write_bytes

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = [encode((around, sources)), *(encode(known[:-1]) + _FACTS + known.facts for known in stories)]
    rest = "\n".join(lines).encode("utf-8", "surrogatepass")
    with suppress(ConfigurationError):
        write_bytes(path, _head(rest) + b"\n" + rest)


def _head(rest: bytes) -> bytes:
    return _HEAD + f"{zlib.crc32(rest):08x} {len(rest)}".encode()
