"""A story's Markdown as blocks of plain text with line numbers.

The website's generator renders the Markdown; this reading serves everything that needs words instead of
HTML: checks that point at a line, the search copy, and channels that know paragraphs but no markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "quote", "image", "table", "code"]

_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_IMAGE_LINE = re.compile(r"^\s*!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)\s*(?:\{[^}]*\})?\s*$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{2,3}|~~|`)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=\S)(.+?)(?<=\S)_(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_MARKUP = re.compile(r"[\\*_`~<\[]")
_WORD = re.compile(r"\S*\w\S*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind, its words without markup, and the body line (from 0) where it begins.

    An image's `text` is its alternative text and `target` its path.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture inside the Markdown: its target, and where it stands (from 0)."""

    target: str
    text: str
    line: int
    column: int
    is_picture: bool


def plain(text: str) -> str:
    """Return a line of Markdown as the words a reader sees."""
    if not _MARKUP.search(text):
        return " ".join(text.split())
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _FOOTNOTE.sub("", text)
    text = _TAG.sub("", text)
    previous = None
    while previous != text:
        previous = text
        text = _UNDERSCORE.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def blocks(body: str) -> list[Block]:
    """Split the body into blocks, in order."""
    found: list[Block] = []
    pending: list[str] = []
    started = 0
    kind: Kind = "paragraph"
    fenced = False

    def flush() -> None:
        words = plain(" ".join(pending))
        if words:
            found.append(Block(kind, words, started))
        pending.clear()

    for number, line in enumerate(body.split("\n")):
        if _FENCE.match(line):
            flush()
            fenced = not fenced
            continue
        if fenced:
            found.append(Block("code", line.strip(), number))
            continue
        stripped = line.strip()
        single = _single_line_block(stripped, line, number)
        if single or not stripped or _TABLE_RULE.match(line):
            flush()
            kind = "paragraph"
            found.extend(single)
            continue
        item = _ITEM.match(line)
        quote = stripped.startswith(">")
        if item or (quote and kind != "quote"):
            flush()
            kind = "item" if item else "quote"
        if not pending:
            started = number
        pending.append(item[1] if item else stripped.lstrip("> ") if quote else stripped)
    flush()
    return found


def _single_line_block(stripped: str, line: str, number: int) -> list[Block]:
    if heading := _HEADING.match(line):
        return [Block("heading", plain(heading[2]), number, level=len(heading[1]))]
    if image := _IMAGE_LINE.match(line):
        return [Block("image", plain(image[1]), number, target=image[2])]
    if stripped.startswith("|") and stripped.endswith("|") and not _TABLE_RULE.match(line):
        cells = ", ".join(plain(cell) for cell in stripped.strip("|").split("|") if cell.strip())
        return [Block("table", cells, number)] if cells else []
    return []


def references(body: str) -> list[Reference]:
    """Return every inline link and picture with its place, code left out."""
    found: list[Reference] = []
    fenced = False
    for number, line in enumerate(body.split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        for pattern, is_picture in ((_IMAGE, True), (_LINK, False)):
            found += [Reference(m[2], m[1], number, m.start(), is_picture) for m in pattern.finditer(line)]
    return found


def word_count(body: str) -> int:
    """Count words as Vietnamese editors do: runs of text between blanks, pictures left out."""
    return len(_WORD.findall(_IMAGE.sub("", body)))
