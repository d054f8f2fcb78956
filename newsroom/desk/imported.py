"""From a unit's Word file to a story that has begun: what is certain is filled in, the rest is left to the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.desk.draft import Draft, one_line
from newsroom.desk.word_letters import as_it_is, to_unicode
from newsroom.desk.word_markdown import as_items, markdown
from newsroom.desk.word_names import as_title, caption_and_credit, is_caption, is_same, named, signed_by, without_role
from newsroom.desk.word_package import damaged, open_word
from newsroom.desk.word_pictures import Refused, take
from newsroom.desk.word_reading import read_text
from newsroom.language import Words

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from newsroom.desk.word_letters import Conversion
    from newsroom.desk.word_package import WordFile
    from newsroom.desk.word_reading import Block, WordText

_AUTOMATIC = ("automatically generated", "tự động", "machine generated")
_LONGEST_TITLE = 150
_NEAR_THE_HEAD = 4


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of a Word file."""

    draft: Draft
    changed: tuple[Conversion, ...]
    """Paragraphs whose letters were brought to Unicode."""
    encodings: tuple[str, ...]


@dataclass(slots=True)
class _Pictures:
    """The pictures taken so far."""

    entries: list[dict[str, str]]
    files: dict[str, bytes]
    written: dict[int, str]
    used: dict[str, str]


def read_word(path: Path, *, convert: bool = True) -> Imported:
    """Read a Word file; nothing is written.

    Raises:
        UsageError: it is no Word file that can be read.

    """
    file = open_word(path)
    try:
        raw = read_text(file)
    except SyntaxError as error:  # parts beside the main one are parsed only now
        raise damaged(path) from error
    converted = to_unicode(raw)
    text = converted.text if convert else as_it_is(raw)
    notes = _notes(file, raw.counts)
    if converted.encodings and not convert:
        notes.append(_filled(_KEPT, encodings=", ".join(converted.encodings)))
    pictures = _place_pictures(file, text.blocks, notes)
    title, author = _head(path, text, notes)
    as_items(text.blocks)
    body = markdown(text, pictures.written)
    if pictures.files:
        notes.append(_SHRUNK)
    draft = Draft(
        title=title,
        authors=({"name": author},) if author else (),
        pictures=tuple(pictures.entries),
        files=pictures.files,
        body=body,
        notes=tuple(notes),
    )
    return Imported(draft, converted.changed if convert else (), converted.encodings)


def _head(path: Path, text: WordText, notes: list[Words]) -> tuple[str, str]:
    """Find title and author, and take the lines that only repeat them out of the text."""
    rule = named(path.stem)
    lines = [block for block in text.blocks if block.kind in {"paragraph", "heading"}][:_NEAR_THE_HEAD]
    styled = next((block.text for block in lines if block.is_title), "")
    if rule is not None:
        title, is_certain = as_title(rule.title, [block.text for block in lines])
        if not is_certain:
            notes.append(_CAPITALS)
    else:
        first = next((b.text for b in lines[:1] if b.kind == "heading" or b.text.isupper() or b.is_centred), "")
        title, is_certain = as_title(styled or first or path.stem, [])
        notes.append(_BY_FIRST_LINE if styled or first else _BY_FILE_NAME)
    ends = [block for block in text.blocks if block.kind == "paragraph"][-2:]
    signed = (signed_by(block.text, is_bold=_is_bold(block)) for block in reversed(ends))
    author = rule.author if rule is not None else next(filter(None, signed), "")
    if rule is None and author:
        notes.append(_BY_SIGNATURE)
    repeated = [block for block in lines if is_same(block.text, title)][:1]
    repeated += [block for block in (*lines, *ends) if author and is_same(without_role(block.text), author)]
    text.blocks[:] = [_emptied(block) if any(block is one for one in repeated) else block for block in text.blocks]
    if len(title) > _LONGEST_TITLE:
        notes.append(_LONG_TITLE)
    return one_line(title), one_line(author)


def _is_bold(block: Block) -> bool:
    return all(piece.look.bold for piece in block.pieces if piece.text.strip())


def _emptied(block: Block) -> Block:
    # The places of pictures are counted, so the block stays.
    block.pieces = []
    block.kind = "picture"
    return block


def _place_pictures(file: WordFile, blocks: list[Block], notes: list[Words]) -> _Pictures:
    """Take every picture with its caption; the first is the cover, which the page shows by itself."""
    found = _Pictures([], {}, {}, {})
    why: list[str] = []
    places = 0
    for place, block in enumerate(blocks):
        if block.kind != "picture" or block.image is None:
            continue
        known = found.used.get(block.image.relation)
        taken = take(file, block.image.relation) if known is None else None
        if isinstance(taken, Refused):
            why.append(taken.why)
            continue
        caption, credit = _caption(blocks, place)
        if taken is not None:
            number = len(found.files) + 1
            known = f"anh-bia.{taken.suffix}" if number == 1 else f"anh-{number}.{taken.suffix}"
            places += taken.had_place
            found.files[known] = taken.data
            found.used[block.image.relation] = known
            entry = {"file": known, "alt": _description(block.image.description), "caption": caption, "credit": credit}
            found.entries.append({key: value for key, value in entry.items() if value or key == "alt"})
        if known is not None and not known.startswith("anh-bia."):
            found.written[place] = f"![{_description(block.image.description)}]({known})"
    for kind, words in _REFUSED.items():
        if why.count(kind):
            notes.append(_filled(words, count=why.count(kind)))
    if places:
        notes.append(_filled(_PLACES, count=places))
    return found


def _caption(blocks: list[Block], place: int) -> tuple[str, str]:
    """Return caption and credit from the line below a picture, which leaves the text."""
    below = next((block for block in blocks[place + 1 : place + 3] if block.kind != "picture"), None)
    if below is None or below.kind != "paragraph":
        return "", ""
    is_apart = below.is_centred and all(piece.look.italic for piece in below.pieces if piece.text.strip())
    if not is_caption(below.text, is_styled=below.is_caption, is_apart=is_apart):
        return "", ""
    text = below.text
    below.pieces, below.kind = [], "picture"
    return caption_and_credit(text)


def _description(words: str) -> str:
    """Return what a person wrote about a picture in Word; what Word itself wrote, or a path, says nothing."""
    said = one_line(words).replace("[", "(").replace("]", ")")
    is_path = "\\" in said or said.lower().endswith((".jpg", ".jpeg", ".png")) or said.startswith("http")
    return "" if is_path or any(mark in said.lower() for mark in _AUTOMATIC) else said


def _notes(file: WordFile, counts: Counter[str]) -> list[Words]:
    found = [_MACROS] if file.has_macros else []
    return found + [_filled(words, count=counts[kind]) for kind, words in _TOLD.items() if counts[kind]]


def _filled(words: Words, **values: object) -> Words:
    return Words(words.say("vi", **values), words.say("en", **values))


_MACROS = Words(
    "tệp có macro (chương trình kèm theo): chỉ lấy chữ và ảnh, macro bị bỏ",
    "the file brings macros: text and pictures were taken, the programs were not",
)
_KEPT = Words(
    "chữ bảng mã cũ ({encodings}) để nguyên, chưa chuyển sang Unicode",
    "letters in an old encoding ({encodings}) were left as they are",
)
_SHRUNK = Words(
    "ảnh lấy từ tệp Word thường đã bị thu nhỏ; xin ảnh gốc nếu cần in áp phích",
    "Word usually shrinks pictures; ask for the originals before printing posters",
)
_CAPITALS = Words(
    "tiêu đề lấy từ tên tệp viết hoa toàn bộ: xem lại chữ hoa của tên riêng",
    "the title comes from a file name in capitals: look at the names in it",
)
_BY_FIRST_LINE = Words(
    "tên tệp không theo mẫu “TÊN TÁC PHẨM - TÊN TÁC GIẢ”; tiêu đề lấy từ dòng đầu của văn bản",
    "the file is not named TITLE - AUTHOR; the title is the text's first line",
)
_BY_FILE_NAME = Words(
    "tên tệp không theo mẫu “TÊN TÁC PHẨM - TÊN TÁC GIẢ”; tiêu đề lấy từ tên tệp",
    "the file is not named TITLE - AUTHOR; the title is the file's name",
)
_BY_SIGNATURE = Words(
    "người viết lấy từ dòng ký cuối bài", "the author comes from the line that signs the text at its end"
)
_LONG_TITLE = Words("tiêu đề quá dài, hãy rút gọn", "the title is too long, shorten it")
_PLACES = Words(
    "đã xóa tọa độ nơi chụp khỏi {count} ảnh", "{count} pictures told where they were taken; that was removed"
)
_TOLD = {
    "deleted": Words(
        "tệp còn {count} chỗ xóa đang theo dõi (Track Changes): chữ đã xóa không lấy vào bài, hãy so lại",
        "{count} tracked deletions: the deleted text stayed out; compare with the unit",
    ),
    "inserted": Words(
        "tệp còn {count} chỗ thêm đang theo dõi (Track Changes), chưa ai chấp nhận: đã lấy vào bài, hãy so lại",
        "{count} tracked insertions that nobody accepted came in; compare with the unit",
    ),
    "comments": Words(
        "tệp có {count} nhận xét (comment) ở lề, không lấy vào bài: đọc trong Word trước khi biên tập",
        "{count} comments in the margin stayed out: read them in Word first",
    ),
    "hidden": Words("tệp có {count} đoạn chữ ẩn, không lấy vào bài", "{count} pieces of hidden text stayed out"),
    "boxes": Words(
        "tệp có {count} khung chữ (text box): chữ đặt ngay sau đoạn có khung, xem lại vị trí",
        "{count} text boxes: their text follows the paragraph they hang on; look where it belongs",
    ),
    "objects": Words(
        "tệp có {count} đối tượng nhúng (bảng tính, công thức, tệp đính kèm), không lấy được",
        "{count} embedded objects (sheets, formulas, files) could not be taken",
    ),
    "linked-pictures": Words(
        "{count} ảnh chỉ được liên kết chứ không nằm trong tệp, không lấy được: xin ảnh gốc",
        "{count} pictures are only linked and not in the file: ask for them",
    ),
    "symbols": Words(
        "{count} ký hiệu của phông biểu tượng (Wingdings, Symbol) bị bỏ, xem lại chỗ đó",
        "{count} signs of symbol fonts were left out; look at their places",
    ),
}
_REFUSED = {
    "drawing": Words(
        "{count} hình vẽ dạng EMF, WMF hoặc SVG không lấy được: xuất thành PNG hoặc JPEG rồi thêm vào",
        "{count} drawings (EMF, WMF, SVG) could not be taken: export them as PNG or JPEG",
    ),
    "small": Words("bỏ {count} hình quá nhỏ (nét kẻ, biểu tượng)", "{count} tiny pictures (lines, signs) stayed out"),
    "broken": Words("{count} ảnh trong tệp bị hỏng, không lấy được", "{count} pictures in the file are damaged"),
}
