"""The search index of one block of stories: files small enough that a query loads only the few that hold its words.

    bai.json    the block's stories in order, what they are filtered by, and which files of words there are
    t.json      the words that begin with `t` without accents; a large file is divided by the next letters

A file of words holds, for each folded word, its spellings, and for each spelling a row of numbers: for each story the
step from the story before, then how often the word occurs, its first place, and the steps to the others.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsroom.outputs.search_words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.outputs.search_entry import SearchEntry, Words

# In characters. Small enough for a slow line, large enough that a block is not thousands of files.
_MOST_IN_A_FILE = 24_000
_MOST_LETTERS = 3


def block_files(entries: Sequence[SearchEntry], words: Sequence[Words]) -> dict[str, bytes]:
    """Return file name → bytes of the index of these stories, oldest first, whose words are `words`."""
    groups = _divided(_rows(words), 1)
    stories = {
        "ids": [entry.key for entry in entries],
        "starts": [found.starts for found in words],
        "filters": {name: _column([entry.filters[name] for entry in entries]) for name in entries[0].filters},
        "files": sorted(groups),
    }
    files = {"bai.json": json.dumps(stories, ensure_ascii=False, separators=(",", ":")).encode()}
    for letters, found in groups.items():
        files[file_name(letters)] = _written(found)
    return files


def file_name(letters: str) -> str:
    """Name the file of the words that begin with `letters`; letters outside of a-z and 0-9 go by their numbers."""
    plain = letters.isascii() and letters.isalnum()
    return f"{letters}.json" if plain else f"_{'_'.join(f'{ord(letter):x}' for letter in letters)}.json"


def _rows(words: Sequence[Words]) -> dict[str, dict[str, str]]:
    """Return folded word → spelling → its row of numbers."""
    by_spelling: dict[str, list[str]] = {}
    before: dict[str, int] = {}
    for number, found in enumerate(words):
        for spelling, places in found.places.items():
            row = by_spelling.get(spelling)
            if row is None:
                by_spelling[spelling] = [f"{number},{places}"]
            else:
                row.append(f"{number - before[spelling]},{places}")
            before[spelling] = number
    rows: dict[str, dict[str, str]] = {}
    for spelling in sorted(by_spelling):
        rows.setdefault(folded(spelling), {})[spelling] = ",".join(by_spelling[spelling])
    return dict(sorted(rows.items()))


def _divided(rows: dict[str, dict[str, str]], length: int) -> dict[str, dict[str, dict[str, str]]]:
    """Return the first letters of each file → the folded words in it."""
    groups: dict[str, dict[str, dict[str, str]]] = {}
    for word, spellings in rows.items():
        groups.setdefault(word[:length], {})[word] = spellings
    divided: dict[str, dict[str, dict[str, str]]] = {}
    for letters, found in groups.items():
        size = sum(len(numbers) for spellings in found.values() for numbers in spellings.values())
        too_large = size > _MOST_IN_A_FILE and length < _MOST_LETTERS
        divided.update(_divided(found, length + 1) if too_large else {letters: found})
    return divided


def _written(found: dict[str, dict[str, str]]) -> bytes:
    # By hand: the numbers are text already, and there are hundreds of thousands.
    lines = []
    for word, spellings in found.items():
        rows = ",".join(f"{_text(spelling)}:[{numbers}]" for spelling, numbers in spellings.items())
        lines.append(f"{_text(word)}:{{{rows}}}")
    return ("{" + ",\n".join(lines) + "}").encode()


def _text(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _column(codes: Sequence[tuple[str, ...]]) -> dict[str, list[object]]:
    """Write each story's codes as numbers of a table."""
    table = sorted({code for row in codes for code in row})
    number = {code: index for index, code in enumerate(table)}
    return {"codes": list(table), "of": [[number[code] for code in row] for row in codes]}
