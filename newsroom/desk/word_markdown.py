"""Write what was read of a Word file as the Markdown of a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.desk.word_reading import Block, Piece, WordText

_SPECIAL = re.compile(r"[\\`*\[\]]|_(?=\w)(?<!\w_)|(?<=\w)_(?!\w)|<(?=[A-Za-z/!?])")
_AT_START = re.compile(r"(?P<sign>#{1,6}(?=\s)|>|[+-](?=\s)|={3,}|-{3,})|(?P<number>\d{1,9})(?P<point>[.)])(?=\s)")
_HAND_MADE_ITEM = re.compile(r"\s*([-–—+•●▪◦*·])\s+")
_DASHES = "-–—"
_NOTE = re.compile("\ue000(\\d+)\ue001")
_NOTE_SIGNS = re.compile("[\ue000\ue001]")
_INDENT = "    "


def markdown(text: WordText, pictures: Mapping[int, str]) -> str:
    """Return the whole text; `pictures` has what to write for the picture blocks, by their places."""
    parts: list[str] = []
    highest = min((block.level for block in text.blocks if block.kind == "heading"), default=1)
    before: Block | None = None
    for place, block in enumerate(text.blocks):
        written = pictures.get(place, "") if block.kind == "picture" else _block(block, highest)
        if not written:
            continue
        # Items follow each other without a blank line, or each is a list of its own.
        tight = (
            before is not None
            and before.kind == block.kind == "item"
            and (before.is_numbered == block.is_numbered or before.level != block.level)
        )
        parts.append(("\n" if tight else "\n\n") + written)
        before = block
    notes = [f"[^{mark}]: {_inline(pieces).strip()}" for mark, pieces in text.footnotes.items()]
    return "".join([*parts, *(f"\n\n{note}" for note in notes)]).strip() + "\n"


def as_items(blocks: Sequence[Block]) -> None:
    """Make items of paragraphs that begin with a hand-typed dot, or, several in a row, with a dash.

    One dash alone begins what somebody says.
    """
    found = [_HAND_MADE_ITEM.match(one.pieces[0].text) if one.kind == "paragraph" else None for one in blocks]
    for place, (block, begins) in enumerate(zip(blocks, found, strict=True)):
        beside = (found[place - 1] if place else None) or (found[place + 1] if place + 1 < len(found) else None)
        if begins and (beside or begins[1] not in _DASHES):
            block.kind = "item"
            block.pieces[0] = block.pieces[0]._replace(text=block.pieces[0].text[begins.end() :])


def _block(block: Block, highest: int) -> str:
    if block.kind == "table":
        return _table(block.rows)
    words = _inline(block.pieces, plain=block.kind == "heading").strip()
    if not words:
        return ""
    if block.kind == "heading":
        # The page's own heading is the story's title.
        return "#" * min(6, block.level - highest + 2) + " " + " ".join(words.split())
    if block.kind == "item":
        sign = "1." if block.is_numbered else "-"
        return _INDENT * block.level + f"{sign} " + words.replace("\n", f"\n{_INDENT * (block.level + 1)}")
    return "\n".join(_not_at_start(line) for line in words.split("\n"))


def _table(rows: Sequence[Sequence[Sequence[Piece]]]) -> str:
    width = max(len(row) for row in rows)
    written = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in written]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(pieces: Sequence[Piece]) -> str:
    return " ".join(_inline(pieces).replace("|", "\\|").split())


def _inline(pieces: Sequence[Piece], *, plain: bool = False) -> str:
    return "".join(_written(piece, plain=plain) for piece in _parted(pieces)).replace("\n", "  \n")


def _parted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join what Markdown tells alike, whatever its font."""
    last: Piece | None = None
    for piece in pieces:
        text = piece.text
        if last is not None and _set(last) == _set(piece):
            last = last._replace(text=last.text + text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _set(piece: Piece) -> tuple[bool, bool, str]:
    return piece.look.bold, piece.look.italic, piece.link


def _written(piece: Piece, *, plain: bool) -> str:
    text = piece.text
    inner = text.strip()
    if not inner:
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    marks = "" if plain else "**" * piece.look.bold + "*" * piece.look.italic
    said = _escaped(inner)
    if marks:
        # Marks do not reach across lines.
        said = "\n".join(f"{marks}{line.strip()}{marks[::-1]}" if line.strip() else line for line in said.split("\n"))
    if piece.link:
        said = f"[{said}]({_address(piece.link)})"
    return start + said + end


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(lambda sign: "&lt;" if sign[0] == "<" else "\\" + sign[0], text)
    return _NOTE_SIGNS.sub("", _NOTE.sub(r"[^\1]", escaped))


def _address(link: str) -> str:
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def _not_at_start(line: str) -> str:
    """Keep a line from becoming a heading, a quotation or an item that nobody meant."""

    def escape(found: re.Match[str]) -> str:
        return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['point']}"

    return _AT_START.sub(escape, line, count=1) if _AT_START.match(line) else line
