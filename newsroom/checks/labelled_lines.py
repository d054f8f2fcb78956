"""Read lines one after the other for personal data, and let the heading of a column label the cells below it.

In a table the number stands bare, and its label once above it: | Họ tên | Số điện thoại | CCCD |. The same holds for a
list in front matter under its key.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.folding import fold
from newsroom.checks.pattern import Pattern
from newsroom.checks.personal_data import find_personal_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.checks.personal_data import Found


class _Cell(NamedTuple):
    """A part of a line, and the label that another line gives it."""

    start: int
    end: int
    label: str


_BAR = re.compile(r"(?<!\\)\|")
_BELOW_HEADINGS = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_KEY = re.compile(r"[ \t]*(?:- )?[\"']?(?P<key>[\w ]+)[\"']?:[ \t]*(?:[>|][+-]?\d?)?[ \t]*$")
_ITEM = re.compile(r"[ \t]+(?:- )?[ \t]*(?=\S)|- ")
# However a heading is put (Số điện thoại liên hệ, ĐT/Zalo), what it means is said with one label.
_HEADINGS = tuple(
    (Pattern(rf"\b(?:{words})\b", re.ASCII), label)
    for words, label in (
        (r"dien thoai|sdt|so dt|dt|dtdd|di dong|zalo|phones?|tel|mobile|so may|lien he|contacts?", "SĐT"),
        (r"cccd|can cuoc|cmnd|cmtnd?|chung minh|dinh danh|so giay to|giay to tuy than|id card|citizen id", "CCCD"),
        (r"bhxh|bhyt|bao hiem", "Số BHXH"),
        (r"mst|ma so thue|ma thue|tax", "MST"),
        (r"stk|so tk|tai khoan|tk|accounts?", "STK"),
        (r"ho chieu|passports?", "Hộ chiếu"),
        (r"bien so|bien kiem soat|bks|so xe|plates?", "Biển số"),
        (r"ngay sinh|ngay thang nam sinh|nam sinh|ntns|sinh|birth ?da(?:te|y)|dob|born", "Ngày sinh"),
        (r"dia chi|noi o|cho o|thuong tru|tam tru|tru quan|noi cu tru|ho khau|address|residence", "Địa chỉ"),
        (r"e-?mail|thu dien tu", "Email"),
    )
)
# Below "Số tài khoản đã mở" stands how many there are.
_COUNTED = re.compile(
    r"\b(?:so luong|so luot|so nguoi|so ho|so the|so thue bao|tong|ty le|da mo|da cap|kich hoat|cap moi)\b|%"
)
# 1.250.000 below "Số tài khoản đã mở" counts accounts; telephones are written like that as well.
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
# As much of a row before a cell as tells whether an address is an office's.
_ROW = 80


def find_in_lines(
    lines: Iterable[str], *, allowed: frozenset[str] = frozenset(), year: int
) -> Iterator[tuple[int, Found]]:
    """Return the number of the line, from 1, and what was found in it, in the order of the text.

    See `find_personal_data` for `allowed` and `year`.
    """
    labels = _Labels()
    for number, line in enumerate(lines, 1):
        found = find_personal_data(line, allowed=allowed, year=year)
        for cell in labels.read(line):
            for one in _find_in_cell(line, cell, allowed=allowed, year=year):
                if not any(one.start < other.end and other.start < one.end for other in found):
                    found.append(one)
        for one in sorted(found, key=lambda one: one.start):
            yield number, one


def _find_in_cell(line: str, cell: _Cell, *, allowed: frozenset[str], year: int) -> Iterator[Found]:
    words = line[cell.start : cell.end]
    if cell.label != "SĐT" and _AMOUNT.fullmatch(words.strip()):
        return
    before = f"{line[max(0, cell.start - _ROW) : cell.start]}{cell.label}: "
    shift = cell.start - len(before)
    for one in find_personal_data(before + words, allowed=allowed, year=year):
        if one.start >= len(before):
            yield one._replace(start=one.start + shift, end=one.end + shift)


class _Labels:
    """What the lines read so far say about the next one: the headings of its table, the key of its list."""

    def __init__(self) -> None:
        self._headings: list[str] = []
        self._row_above: list[str] = []
        self._key = ""

    def read(self, line: str) -> list[_Cell]:
        """Take in one line, and return its cells that have a label elsewhere."""
        if "|" in line:
            return self._read_row(line)
        self._headings, self._row_above = [], []
        return self._read_item(line)

    def _read_row(self, line: str) -> list[_Cell]:
        bars = [match.start() for match in _BAR.finditer(line)]
        edges = [-1, *bars, len(line)]
        spans = [(start + 1, end) for start, end in pairwise(edges)]
        if not line[: edges[1]].strip():
            del spans[0]
        if _BELOW_HEADINGS.match(line):
            self._headings = [_label_in(heading) for heading in self._row_above]
            return []
        self._row_above = [line[start:end] for start, end in spans]
        return [
            _Cell(start, end, label)
            for (start, end), label in zip(spans, self._headings, strict=False)
            if label and line[start:end].strip()
        ]

    def _read_item(self, line: str) -> list[_Cell]:
        if key := _KEY.match(line):
            self._key = _label_in(key["key"])
            return []
        item = _ITEM.match(line) if self._key else None
        if item is None:
            self._key = ""
            return []
        return [_Cell(item.end(), len(line), self._key)]


def _label_in(heading: str) -> str:
    """Return the label that `heading` stands for, or nothing when no personal data is to be expected below it."""
    words = fold(heading).replace("_", " ").lower()
    if _COUNTED.search(words):
        return ""
    return next((label for pattern, label in _HEADINGS if pattern.search(words)), "")
