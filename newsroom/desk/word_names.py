"""What a unit's file name and a caption's end tell: title and author, and who took the picture."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from newsroom.story.fold import fold

_PARTS = re.compile(r"\s+[-–—]\s+|\s*_[-–—]_\s*")
_COPY = re.compile(r"\s*(?:\(\d+\)|[-_ ]+(?:copy|bản sao|final|cuối|v\d+))+\Z", re.IGNORECASE)
_CREDIT = re.compile(
    r"[\s(\[.,–-]*(?<!\w)(?:ảnh|hình)\s*(?:của\s+)?[:：]\s*(?P<credit>[^:\n]{2,60}?)[\s.)\]]*\Z", re.IGNORECASE
)
_NO_NAME = {"internet", "st", "sưu tầm", "suu tam"}
_LONGEST_CAPTION = 250
_LONGEST_NAME = 5
_ROLES = ("tác giả:", "bài viết:", "bài và ảnh:", "bài, ảnh:", "bài:", "người viết:", "tác giả")
# Units sign at the end as well. Đoàn, Công and Trung are names of people, too.
_OF_A_UNIT = re.compile(
    r"(?:văn )?phòng\b|(?:ban|sở|ubnd|hđnd|xã|phường|thị|tỉnh|huyện|thành|trường|trạm|hội|ủy|uỷ|đảng|tổ|bệnh|chi)\b"
    r"|(?:trung tâm|công an|công ty|đoàn thanh|hợp tác|nơi nhận)\b"
)


class Named(NamedTuple):
    """What a file's name says: "TÊN TÁC PHẨM - TÊN TÁC GIẢ"."""

    title: str
    author: str


def named(stem: str) -> Named | None:
    """Read the office's rule for file names; None when the name does not follow it."""
    clean = _COPY.sub("", " ".join(unicodedata.normalize("NFC", stem).split()))
    parts = [part.strip(" _") for part in _PARTS.split(clean)]
    if len(parts) < 2 or not parts[-1] or not _is_name(parts[-1]):
        return None
    return Named(" - ".join(parts[:-1]).replace("_", " "), _as_name(parts[-1].replace("_", " ")))


def as_title(title: str, headings: list[str]) -> tuple[str, bool]:
    """Return a title as the text itself writes it, and whether its capitals are certain."""
    same = [heading for heading in headings if is_same(heading, title) and not heading.isupper()]
    if same:
        return same[0], True
    if not title.isupper():
        return title, True
    return title[:1] + title[1:].lower(), False


def signed_by(line: str, *, is_bold: bool) -> str:
    """Return who signs a story with this line at its end; nothing when the line may be something else.

    A name alone has to be set in bold, as units set it; one behind "Tác giả:" need not.
    """
    name = without_role(line)
    words = name.split()
    if not (is_bold or name != line) or not 2 <= len(words) <= _LONGEST_NAME:
        return ""
    if not all(word.isalpha() and word[0].isupper() for word in words) or _OF_A_UNIT.match(name.lower()):
        return ""
    return _as_name(name)


def without_role(line: str) -> str:
    """Return what stands behind "Bài, ảnh:" and the like at the start of a line."""
    for word in _ROLES:
        if line.lower().startswith(word):
            return line[len(word) :].strip(" .:")
    return line


def is_same(one: str, other: str) -> bool:
    """Tell whether two lines say the same but for case, marks and signs."""
    return bool(_letters(one)) and _letters(one) == _letters(other)


def caption_and_credit(text: str) -> tuple[str, str]:
    """Part a caption from "Ảnh: Tên" at its end; a name that names nobody is left to the editor."""
    found = _CREDIT.search(text)
    if found is None:
        return text.strip(), ""
    credit = found["credit"].strip(" .")
    before = text[: found.start()].rstrip(" -–(")
    # Cutting "Ảnh:" off must not take the sentence's own full stop along.
    if before and text[found.start() : found.start() + 1] == ".":
        before += "."
    return before, "" if fold(credit) in {fold(one) for one in _NO_NAME} else credit


def is_caption(text: str, *, is_styled: bool, is_apart: bool) -> bool:
    """Tell whether the line below a picture is its caption: set as one, ending in a credit, or centred in italics."""
    return len(text) <= _LONGEST_CAPTION and (is_styled or is_apart or _CREDIT.search(text) is not None)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _is_name(text: str) -> bool:
    words = text.replace("_", " ").split()
    return 1 <= len(words) <= 7 and not any(sign.isdigit() for sign in text)


def _as_name(text: str) -> str:
    return " ".join(word[:1] + word[1:].lower() for word in text.split()) if text.isupper() else text
