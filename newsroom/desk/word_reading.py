"""Read a Word file's text in order: what a reader of the finished document sees, and a count of what was left out.

Deleted text of tracked changes and hidden text never come along; inserted text does. Whatever is skipped is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newsroom.desk.word_styles import Look, Styles, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.desk.word_package import WordFile

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = {f"{W}del", f"{W}moveFrom"}
_INSERTED = {f"{W}ins", f"{W}moveTo"}
# Their children are what counts.
_OPEN = {
    *_INSERTED,
    *(f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")),
}
# Nested deeper, a document is a trap for programs.
_DEEPEST = 60
_FIRST_NOTE = 1


class Piece(NamedTuple):
    """A stretch of text set one way."""

    text: str
    look: Look
    link: str = ""


class Image(NamedTuple):
    """A picture where it stands."""

    relation: str
    description: str


@dataclass(slots=True)
class Block:
    """A paragraph, heading, item, table or picture."""

    kind: Literal["paragraph", "heading", "item", "table", "picture"]
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    is_numbered: bool = False
    is_title: bool = False
    is_caption: bool = False
    is_centred: bool = False
    rows: list[list[list[Piece]]] = field(default_factory=list)
    image: Image | None = None

    @property
    def text(self) -> str:
        """The bare words."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True, slots=True)
class WordText:
    """All that was read of a file."""

    blocks: list[Block]
    footnotes: dict[str, list[Piece]]
    """By the mark that stands in the text."""
    counts: Counter[str]
    """What was met and left out or changed: deleted, inserted, hidden, comments, boxes, objects, linked-pictures …"""


def read_text(file: WordFile) -> WordText:
    """Read the body, its text boxes and its notes."""
    reader = _Reader(file)
    body = file.root.find(f"{W}body")
    blocks = reader.blocks(body, 0) if body is not None else []
    comments = file.part("comments")
    reader.counts["comments"] = len(comments.findall(f"{W}comment")) if comments is not None else 0
    return WordText(blocks, reader.footnotes(), reader.counts)


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._styles = Styles(file.part("styles"), file.part("numbering"))
        self.counts: Counter[str] = Counter()
        self._notes: dict[tuple[str, str], str] = {}
        self._images: list[Image] = []
        self._boxes: list[Any] = []

    def blocks(self, parent: Any, depth: int) -> list[Block]:
        found: list[Block] = []
        if depth > _DEEPEST:
            return found
        for child in parent:
            if child.tag == f"{W}p":
                found += self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                found += self._table(child, depth)
            elif child.tag in _OPEN:
                found += self.blocks(child, depth + 1)
            elif child.tag in _DELETED:
                self.counts["deleted"] += 1
        return found

    def footnotes(self) -> dict[str, list[Piece]]:
        """Return the notes that the text refers to; a note in a note is not followed."""
        found: dict[str, list[Piece]] = {}
        for kind in ("footnote", "endnote"):
            part = self._file.part(f"{kind}s")
            notes = {} if part is None else {one.get(f"{W}id"): one for one in part.findall(f"{W}{kind}")}
            for (of, identity), mark in list(self._notes.items()):
                if of == kind and identity in notes:
                    blocks = self.blocks(notes[identity], 1)
                    pieces = [piece for block in blocks for piece in (*block.pieces, Piece(" ", Look()))]
                    found[mark] = pieces
        return found

    def _paragraph(self, paragraph: Any, depth: int) -> list[Block]:
        before_images, before_boxes = len(self._images), len(self._boxes)
        pieces = list(self._pieces(paragraph, paragraph, "", depth))
        if _mark_is_deleted(paragraph):
            self.counts["deleted"] += 1
        found: list[Block] = []
        if "".join(piece.text for piece in pieces).strip():
            item, level = self._styles.item(paragraph), self._styles.heading(paragraph)
            block = Block("paragraph", pieces)
            block.is_title = self._styles.is_title(paragraph)
            block.is_caption = self._styles.is_caption(paragraph)
            block.is_centred = self._styles.is_centred(paragraph)
            if level is not None:
                block.kind, block.level = "heading", level
            elif item is not None:
                block.kind, block.is_numbered, block.level = "item", item[0] == "number", item[1]
            found.append(block)
        # A picture set into a paragraph's line stands above its words: there, units put it and write its caption.
        images = [Block("picture", image=image) for image in self._images[before_images:]]
        found = [*images, *found]
        for box in self._boxes[before_boxes:]:
            self.counts["boxes"] += 1
            found += self.blocks(box, depth + 1)
        return found

    def _pieces(self, parent: Any, paragraph: Any, link: str, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, paragraph, link, depth)
            elif child.tag == f"{W}hyperlink":
                yield from self._pieces(child, paragraph, self._address(child), depth + 1)
            elif child.tag in _OPEN:
                self.counts["inserted"] += child.tag in _INSERTED
                yield from self._pieces(child, paragraph, link, depth + 1)
            elif child.tag in _DELETED:
                self.counts["deleted"] += 1

    def _address(self, link: Any) -> str:
        relation = self._file.relations.get(link.get(f"{_R}id") or "")
        if relation is None or not relation.is_external or not relation.target.startswith(("http://", "https://")):
            return ""
        return relation.target

    def _run(self, run: Any, paragraph: Any, link: str, depth: int) -> Iterator[Piece]:
        look = self._styles.look(run, paragraph)
        text = "".join(self._signs(run, depth, is_hidden=look.hidden))
        if look.hidden:
            self.counts["hidden"] += bool(text.strip())
        elif text:
            yield Piece(text, look, link)

    def _signs(self, run: Any, depth: int, *, is_hidden: bool) -> Iterator[str]:
        for child in run:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in {"footnoteReference", "endnoteReference"} and not is_hidden:
                yield self._mark(name.removesuffix("Reference"), child.get(f"{W}id"))
            elif name == "sym":
                self.counts["symbols"] += 1
            elif name == "object":
                self.counts["objects"] += 1
            elif not is_hidden and (name in {"drawing", "pict"} or child.tag == f"{_MC}AlternateContent"):
                self._look_into(child, depth)

    def _mark(self, kind: str, identity: str | None) -> str:
        known = self._notes.setdefault((kind, identity or ""), str(len(self._notes) + _FIRST_NOTE))
        return f"\ue000{known}\ue001"

    def _look_into(self, drawing: Any, depth: int) -> None:
        """Note the pictures and text boxes of a drawing; of two ways to show it, the newer one."""
        chosen = drawing.find(f"{_MC}Choice") if drawing.tag == f"{_MC}AlternateContent" else drawing
        for found in self._within(chosen, depth) if chosen is not None else ():
            if found.tag == f"{W}txbxContent":
                self._boxes.append(found)
            else:
                self._note_picture(found, chosen)

    def _within(self, parent: Any, depth: int) -> Iterator[Any]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag in {f"{W}txbxContent", f"{_A}blip", f"{_VML}imagedata"}:
                yield child
            elif child.tag == f"{_MC}AlternateContent":
                yield from self._within(child[0], depth + 1) if len(child) else ()
            else:
                yield from self._within(child, depth + 1)

    def _note_picture(self, picture: Any, drawing: Any) -> None:
        identity = picture.get(f"{_R}embed") or picture.get(f"{_R}id")
        if identity is None:
            self.counts["linked-pictures"] += picture.get(f"{_R}link") is not None
            return
        relation = self._file.relations.get(identity)
        if relation is None or relation.is_external:
            self.counts["linked-pictures"] += 1
            return
        described = next(drawing.iter(_DOCPR), None)
        self._images.append(Image(identity, (described.get("descr") or "") if described is not None else ""))

    def _table(self, table: Any, depth: int) -> list[Block]:
        """Return a table; one that only places pictures and words beside each other comes apart."""
        rows = [[self._cell(cell, depth) for cell in _cells(row)] for row in _rows(table)]
        whole = [block for row in rows for cell in row for block in cell]
        is_layout = any(block.kind == "picture" for block in whole) or max(map(len, rows), default=0) < 2
        if is_layout or any(block.kind == "table" for block in whole):
            return whole
        block = Block("table")
        block.rows = [
            [[piece for one in cell for piece in (*one.pieces, Piece(" ", Look()))] for cell in row] for row in rows
        ]
        return [block]

    def _cell(self, cell: Any, depth: int) -> list[Block]:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val") != "restart":
            return []
        return self.blocks(cell, depth + 1)


_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}


def _rows(table: Any) -> Iterator[Any]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: Any) -> Iterator[Any]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _mark_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
