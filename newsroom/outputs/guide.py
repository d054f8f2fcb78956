"""The page of the editors' guide that explains every finding; the other pages of the guide are fixed ones."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from newsroom.checks.catalogue import CATALOGUE
from newsroom.checks.groups import GROUPS
from newsroom.outputs.addresses import GUIDE_OF_FINDINGS
from newsroom.outputs.staged import Staged, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.entry import Entry

_TITLE = "Các mã lỗi và cách sửa"
_DESCRIPTION = "Mỗi mã mà máy báo khi kiểm tra bài: nghĩa là gì, vì sao phải sửa và sửa thế nào."
_INTRO = (
    "Khi kiểm tra, máy báo mỗi chỗ cần xem bằng một mã gồm một chữ và ba số. **Lỗi** giữ bài lại: không kênh nào "
    "thấy bài cho đến khi sửa xong. **Cảnh báo** không giữ bài, nhưng biên tập viên nên đọc lại. Mã không bao giờ "
    "đổi nghĩa. Dấu … là chỗ máy ghi tên tệp, chữ hoặc số tìm thấy trong bài."
)
_LEVELS = {"error": "Lỗi", "warning": "Cảnh báo"}
_PLACE = re.compile(r"\{\w+\}")


def guide_of_findings() -> Staged:
    """Stage the page; each code is a heading whose anchor is the code in small letters."""
    return page(
        f"{GUIDE_OF_FINDINGS}index.md", "main.html", _TITLE, _DESCRIPTION, "\n".join(_lines()), robots="noindex, follow"
    )


def _lines() -> Iterator[str]:
    yield f"{_INTRO}\n"
    letters = list(GROUPS)
    group = ""
    for code, entry in sorted(CATALOGUE.items(), key=lambda item: (letters.index(item[0][0]), item[0])):
        if code[0] != group:
            group = code[0]
            yield f"## {group}: {GROUPS[group].title}\n\n{GROUPS[group].why}\n"
        yield from _finding(code, entry)


def _finding(code: str, entry: Entry) -> Iterator[str]:
    # In HTML: sentences hold what Markdown would take for markup, and none of it is.
    yield f"### {code}\n"
    yield f"<p><strong>{_LEVELS[entry.level]}.</strong> {_plain(entry.sentence.vi)}</p>\n"
    yield f"<p><strong>Cách sửa.</strong> {_plain(entry.remedy.vi)}</p>\n"


def _plain(words: str) -> str:
    """Return a sentence without its places for values, ready for HTML."""
    # Two braces are one brace of the sentence itself; between them it is no place.
    parts = words.replace("{{", "\0").replace("}}", "\1")
    parts = _PLACE.sub("…", parts.replace("{near_vi}", ".")).replace("….", "…")
    return escape(parts.replace("\0", "{").replace("\1", "}"), quote=False)
