"""Claims that nobody can top (the first, the only, the best of the country) stand on something a reader can check.

The programme asks for truth without inflated achievement (Decision 1526/QĐ-TTg of 09/12/2022). A claim is fine with a
number, a source, or a decision in its sentence or the ones beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.checks.pattern import Pattern
from newsroom.checks.prose import passages, sentence_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.finding import Finding
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_SCOPE = (
    r"(?:cả nước|toàn quốc|toàn tỉnh|toàn ngành|toàn vùng|toàn huyện|toàn xã|toàn cầu|thế giới|châu lục|hành tinh"
    r"|Việt Nam|Đông Nam Á|châu Á|khu vực|miền Trung|miền Bắc|miền Nam|Bắc Trung Bộ"
    r"|(?:của |trong |ở )?(?:tỉnh|huyện|thành phố|ngành|vùng|địa phương)(?! (?:ủy|uỷ|lẻ|đoàn|đội|khác)))"
)
_JOIN = r"(?: (?:của|ở|tại|trong|trên|khắp|do|thuộc|cấp|là))?(?: (?:cả|toàn))?"
_CLAIM = Pattern(
    rf"\b(?:(?:đầu tiên|duy nhất|hàng đầu|đứng đầu|dẫn đầu|số một|số 1){_JOIN} {_SCOPE}"
    rf"|(?:giỏi|tốt|hay|lớn|cao|nhiều|nhanh|mạnh|đẹp|hiện đại|tiên tiến|tiêu biểu|hiệu quả|thành công|xuất sắc)"
    rf" nhất{_JOIN} {_SCOPE}|nhất (?:cả nước|toàn quốc|toàn tỉnh|Việt Nam|thế giới|hành tinh)"
    r"|có một không hai|độc nhất vô nhị|vô tiền khoáng hậu|chưa từng có tiền lệ|chưa từng có trong lịch sử"
    r"|vang dội khắp|kỳ tích (?:vĩ đại|phi thường))\b",
    re.IGNORECASE,
)
# Cheap to look for, and one is in every claim.
_SIGNS = (
    "nhất",
    "đầu tiên",
    "hàng đầu",
    "đứng đầu",
    "dẫn đầu",
    "số 1",
    "một không hai",
    "chưa từng",
    "vang dội",
    "kỳ tích",
)
# Sentences of a story are shorter; a pasted blob has none.
_AROUND = 600
# What stands before a claim and makes it a wish, a share of the honour, or the name of a prize, a list, a rank.
_HEDGE = Pattern(
    r"\b(?:danh sách|bảng|vị trí|ngôi|thứ hạng|tay vợt|cầu thủ|diễn viên|thủ môn|huấn luyện viên|HLV|bàn thắng|phim"
    r"|một trong (?:những|các|số)|một trong|trong số những|thuộc (?:nhóm|tốp|top)|mong|ước|phấn đấu|mục tiêu|muốn"
    r"|hướng tới|hướng đến|sẽ|chưa phải|không phải|không ai|thế nào là|ai cũng|có lẽ|dường như)\b",
    re.IGNORECASE,
)
_EVIDENCE = Pattern(
    r"theo (?!đuổi|dõi|học|chân|cha|mẹ|anh|chị|chồng|vợ|gót|kịp|lối)\w|nguồn:|công bố|công nhận|xác nhận|xác lập|kỷ lục"
    r"|bình chọn|xếp hạng|xếp thứ|bảng xếp hạng|thống kê|đánh giá|ghi nhận|điều tra|khảo sát|quyết định số|số \d+/"
    r"|(?:được|đã) (?:trao|tặng|phong|nhận)|huân chương|huy chương|bằng khen|giấy khen|cờ thi đua|danh hiệu|giải thưởng"
    r"|giải (?:nhất|nhì|ba|vàng|bạc|đặc biệt)|chứng nhận|bằng sáng chế|giải nobel|giải quả|cúp"
    r"|vô địch|cuộc thi|liên hoan",
    re.IGNORECASE,
)
_NUMBER = Pattern(r"\d+(?:[.,]\d+)?\s*(?:%|[^\W\d_])|\d{1,3}(?:\.\d{3})+|\d+,\d+")
_YEAR = re.compile(r"(?:năm|tháng|ngày|thế kỷ|mùa|tuổi|khóa|kỳ|lần)\s*(?:thứ\s*)?[\d/]+|\b(?:1[5-9]|20)\d\d\b|số 1\b")
_MOST_PER_STORY = 3


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Name claims without anything beside them that a reader could check."""
    told = 0
    for passage in passages(file):
        text = passage.text
        lower = text.lower()
        if not any(sign in lower for sign in _SIGNS) and "số một" not in lower:
            continue
        for found in _CLAIM.finditer(text):
            first = max(0, found.start() - _AROUND)
            near = text[first : found.end() + _AROUND]
            start, end = sentence_around(near, found.start() - first, found.end() - first)
            if _HEDGE.search(near[start : found.start() - first]) or _is_backed(near, start, end):
                continue
            yield passage.finding("X013", found.start(), words=found[0])
            told += 1
            if told == _MOST_PER_STORY:
                return


def _is_backed(text: str, start: int, end: int) -> bool:
    """Look for evidence in the sentence and the ones before and behind it, all in one paragraph."""
    before, _ = sentence_around(text, max(0, start - 2), max(0, start - 1)) if start else (0, 0)
    _, behind = sentence_around(text, end, min(len(text), end + 1)) if end < len(text) else (0, end)
    around = text[before:behind]
    return bool(_EVIDENCE.search(around) or _NUMBER.search(_YEAR.sub(" ", around)))
