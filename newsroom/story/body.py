"""A story's Markdown as blocks of plain text with line numbers.

The website's generator renders the Markdown; this reading serves everything that needs words instead of
HTML: checks that point at a line, the search copy, and channels that know paragraphs but no markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "quote", "image", "table", "code"]

_FENCE = re.compile(r"^\s{0,3}(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_TABLE_RULE = re.compile(r"^(?=.[^|]*\|)[\s:|-]+$")
_IMAGE_LINE = re.compile(r"^\s*!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)\s*(?:\{[^}]*\})?\s*$")
# Bounded: without an end these would read a pasted blob once for every bracket in it.
_IMAGE = re.compile(r"!\[([^\]]{0,1000})\]\(\s{0,99}<?([^)\s>]+)>?[^)]{0,1000}\)")
_LINK = re.compile(r"(?<!!)\[([^\]]{0,1000})\]\(\s{0,99}<?([^)\s>]*)>?[^)]{0,1000}\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{2,3}|~~|`)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=\S)(.+?)(?<=\S)_(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_MARKUP = re.compile(r"[\\*_`~<\[]")
_LETTER = re.compile(r"\w")
_OPENS_CODE = re.compile(r"( {0,3}(?:`{3,}|~{3,}))[ \t]*[\w#.+-]*[ \t]*\Z")
_CODE = re.compile(r"`[^`\n]+`")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TARGET = re.compile(r"\(\s{0,99}(?:<([^<>\n]{0,2000})>|([^)\s]{0,2000}))")
_DEFINITION = re.compile(
    r"^[ \t>+*\-\d.)]{0,20}(?<!\*)\[([^\]\[^\n][^\]\[\n]{0,200})\]:\s{0,99}<?([^\s>]{1,2000})", re.MULTILINE
)
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


# Each story's text is asked for twice in a row, by the checks of pictures and of links.
@lru_cache(maxsize=2)
def references(body: str) -> tuple[Reference, ...]:
    """Return every link and picture with its place, code left out; a definition `[1]: target` counts as a link.

    What the website's generator turns into a link must be found here, since the checks refuse dangerous targets:
    links over two lines, brackets inside brackets, fences that never close.
    """
    text = without_code(body)
    found = [(m.start(), m[2], m[1], False) for m in _DEFINITION.finditer(text)]
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif bracket[0] == "]" and opened:
            start = opened.pop()
            if goal := _TARGET.match(text, bracket.end()):
                is_picture = text[start - 1 : start] == "!"
                found.append(
                    (start - is_picture, goal[1] or goal[2] or "", text[start + 1 : bracket.start()], is_picture)
                )
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    placed = []
    for place, target, label, is_picture in sorted(found):
        line = bisect_right(starts, place) - 1
        placed.append(Reference(target, label, line, place - starts[line], is_picture))
    return tuple(placed)


def without_code(body: str) -> str:
    """Blank out code, length kept. In doubt it is no code: a finding too many is better than a link unseen."""
    lines = body.split("\n")
    closings: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if _OPENS_CODE.match(line):
            closings.setdefault(line.rstrip(), []).append(number)
    after = 0
    for number, line in enumerate(lines):
        fence = _OPENS_CODE.match(line) if number >= after else None
        ends = closings.get(fence[1], []) if fence else []
        if (index := bisect_right(ends, number)) < len(ends):
            after = ends[index] + 1
            lines[number:after] = [" " * len(inside) for inside in lines[number:after]]
    return "\n\n".join(_without_inline_code(paragraph) for paragraph in "\n".join(lines).split("\n\n"))


def _without_inline_code(paragraph: str) -> str:
    # One sign too many shifts what is code to the end of the paragraph; then nothing is taken for code.
    if "``" in paragraph or "\\`" in paragraph or any(line.count("`") % 2 for line in paragraph.split("\n")):
        return paragraph
    return _CODE.sub(lambda code: " " * len(code[0]), paragraph)


def word_count(body: str) -> int:
    """Count words as Vietnamese editors do: runs of text between blanks, pictures left out."""
    words = _IMAGE.sub("", body).split() if "![" in body else body.split()
    return sum(1 for word in words if word[0].isalnum() or _LETTER.search(word))
