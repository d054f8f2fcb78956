"""Stories' pages as they were staged last: one that depends on nothing that changed is not composed again.

What a page may depend on is what `KnownPages.staged` hands to `story_page`, and all of it is in the page's key.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import newsroom
from newsroom.build.laying import read_memory
from newsroom.files import write_text
from newsroom.outputs.sitemap import is_indexed
from newsroom.outputs.staged import Staged
from newsroom.outputs.story_page import story_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.config import Config
    from newsroom.outputs.people import Directory
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.story_text import KnownTexts
    from newsroom.story.model import Story
    from newsroom.terms import Terms

_AROUND = ":around"
# Whatever in a text could be an address on the site.
_ADDRESS = re.compile(r"/[^\s()<>\"'#?]*")


# What composes a page beside our own code.
_PACKAGES = ("markdown", "nh3", "pydantic", "python-slugify")


def _around(config: Config, texts: KnownTexts) -> str:
    """Name everything besides the stories that decides a page's bytes: settings, lists, program."""
    seen = hashlib.sha256("|".join([config.model_dump_json(), sys.version, *sorted(texts.taken)]).encode())
    for path in sorted(config.terms_path.glob("*.yml")):
        seen.update(f"{path.name}\0".encode() + path.read_bytes())
    for folder, _, names in sorted(os.walk(Path(newsroom.__file__).parent)):
        for name in sorted(names):
            if name.endswith(".py"):
                found = os.stat(f"{folder}/{name}")  # noqa: PTH116 - hundreds of files each time
                seen.update(f"{folder}/{name} {found.st_size} {found.st_mtime_ns}".encode())
    seen.update("|".join(f"{package}={version(package)}" for package in _PACKAGES).encode())
    return seen.hexdigest()


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the people of one story have their pages."""

    of_subjects: tuple[str, ...]

    def address(self, _story: Story, index: int, /) -> str:
        return self.of_subjects[index]


class KnownPages:
    """Stages stories' pages; losing its memory costs time, never correctness."""

    def __init__(self, memory: Path, texts: KnownTexts, config: Config, terms: Terms) -> None:
        """Take what is remembered at `memory`, unless settings, lists or the program are others now."""
        self._memory, self._texts, self._config, self._terms = memory, texts, config, terms
        self._around = _around(config, texts)
        self._kept = read_memory(memory)
        self._known = self._kept if self._kept.get(_AROUND) == self._around else {}
        self._now = {_AROUND: self._around}
        self._signs: dict[str, str] = {}
        self._composed = 0

    def staged(
        self,
        story: PublishedStory,
        *,
        directory: Directory,
        shown: frozenset[str],
        beside: tuple[PublishedStory | None, PublishedStory | None],
        related: Sequence[PublishedStory],
    ) -> Staged:
        """Stage a story's page, see `story_page`."""
        addresses = tuple(directory.address(story.story, index) for index in range(len(story.story.subjects)))
        named = {f"{path}/" if (path := found.strip("/")) else "" for found in _ADDRESS.findall(story.file.text)}
        basis = [
            self._sign(story),
            addresses,
            sorted(named & shown),
            [self._sign(other) if other else None for other in beside],
            [self._sign(other) for other in related],
        ]
        key = hashlib.sha256(json.dumps(basis).encode()).hexdigest()
        compose = partial(
            story_page,
            story,
            texts=self._texts,
            config=self._config,
            terms=self._terms,
            directory=_Addresses(addresses),
            shown=shown,
            beside=beside,
            related=related,
        )
        path = f"{story.address}index.md"
        before, _, digest = self._known.get(path, "").partition(" ")
        if before == key and digest:
            self._now[path] = f"{key} {digest}"
            return Staged(path, version=digest, make=lambda: compose().content(), modified_at=story.changed_at)
        self._composed += 1
        page = compose()
        # Of a page that is known, nobody sees the front matter any more.
        if is_indexed(page):
            self._now[path] = f"{key} {page.digest()}"
        return page

    def save(self) -> None:
        """Write down what was staged, and the texts."""
        self._texts.save(is_complete=self._composed == len(self._signs))
        if self._now != self._kept:
            write_text(self._memory, json.dumps(self._now, indent=0, sort_keys=True))

    def _sign(self, story: PublishedStory) -> str:
        """Name all of a story."""
        sign = self._signs.get(story.story.id)
        if sign is None:
            drawn = story.pictures
            kept = [
                (file, found.name, found.kept.width, found.kept.height, found.kept.tint)
                for file, found in sorted(drawn.sets.items())
            ]
            whole = [story.file.text, story.address, story.fingerprint, story.published_at.isoformat(), drawn.card.name]
            crops = [
                (file, sorted((repr(crop), made.name, made.width, made.height) for crop, made in cut.items()))
                for file, cut in sorted(drawn.crops.items())
            ]
            text = json.dumps([whole, kept, crops, drawn.cover, drawn.cover_alt])
            sign = self._signs[story.story.id] = hashlib.sha256(text.encode()).hexdigest()
        return sign
