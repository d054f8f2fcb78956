"""The search index: staged from blocks of stories, of which only those with a changed story are made again.

Stories stand in blocks in the order they were published. A closed block keeps its bytes for ever, unless one of its
stories is edited, or an earlier one is taken down.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from newsroom.build.laying import read_memory
from newsroom.files import write_text
from newsroom.outputs.search_block import block_files
from newsroom.outputs.search_entry import SearchEntry, Words, search_entry
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

# A query asks every block for its words: few blocks make few requests, small blocks are quickly made again.
BLOCK_SIZE = 1000
DATA_FOLDER = "tim-kiem/du-lieu/"
ENTRIES = "bai/"
"""Below the data: one file for each story, with what a result shows."""
# Raised when the files of a block are written differently.
_RECIPE = "1"


def search_files(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage everything that the search page loads, for all published stories, oldest first."""
    cache = config.build / "cache" / "search"
    entries = [search_entry(story, config, terms) for story in stories]
    for entry in entries:
        yield Staged(f"{DATA_FOLDER}{ENTRIES}{entry.key}.json", version=entry.digest, make=entry.fragment)
    blocks = []
    for number, start in enumerate(range(0, len(entries), BLOCK_SIZE), 1):
        block = _Block(number, entries[start : start + BLOCK_SIZE], cache)
        blocks.append({"path": str(number), "version": block.digest[:12], "stories": len(block.entries)})
        yield from block.staged()
    listed = {"blocks": blocks}
    yield Staged(f"{DATA_FOLDER}muc-luc.json", json.dumps(listed, separators=(",", ":")).encode())


@dataclass
class _Block:
    """Some stories in a row and the files that their part of the index is made of."""

    number: int
    entries: Sequence[SearchEntry]
    cache: Path
    digest: str = field(init=False)
    _files: dict[str, bytes] | None = None

    def __post_init__(self) -> None:
        """Name the block by everything that decides its bytes."""
        self.digest = hashlib.sha256("|".join([_RECIPE, *(e.digest for e in self.entries)]).encode()).hexdigest()

    def staged(self) -> list[Staged]:
        """Stage the block's files; they are only made when the block was never made like this."""
        memory = self.cache / f"{self.number}.json"
        known = read_memory(memory)
        if known.pop(":block", None) != self.digest:
            known = {name: hashlib.sha256(data).hexdigest() for name, data in self._made().items()}
            write_text(memory, json.dumps({":block": self.digest, **known}, indent=0))
        return [
            Staged(f"{DATA_FOLDER}{self.number}/{name}", version=version, make=partial(self._content, name))
            for name, version in known.items()
        ]

    def _content(self, name: str) -> bytes:
        return self._made()[name]

    def _made(self) -> dict[str, bytes]:
        if self._files is None:
            self._files = block_files(self.entries, self._words())
        return self._files

    def _words(self) -> list[Words]:
        """Take apart only the stories that have changed since the block was made last."""
        memory = self.cache / f"{self.number}.words.json"
        try:
            known = json.loads(memory.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        known = known if isinstance(known, dict) else {}
        found = {}
        for entry in self.entries:
            kept = known.get(entry.digest)
            found[entry.digest] = Words(tuple(kept[0]), kept[1]) if kept else entry.take_apart()
        if found.keys() != known.keys():
            kept_words = {digest: [words.starts, words.places] for digest, words in found.items()}
            write_text(memory, json.dumps(kept_words, ensure_ascii=False, separators=(",", ":")))
        return [found[entry.digest] for entry in self.entries]
