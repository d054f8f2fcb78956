"""Break Vietnamese into lines and fit it into a box: where a line may end, which size fits, what is cut when none does.

Vietnamese writes a blank between syllables, so that almost any blank may end a line. Some must not: between an
honorific and the name, a number and its unit, an abbreviation and what it shortens; and a last line of one syllable
looks torn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.outputs.font_metrics import metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.outputs.font_metrics import Weight

# Costs of ending a line at a blank, beside the square of the room left over (at most 1 a line).
_NEVER, _BADLY, _UNGLADLY = 60.0, 4.0, 0.35
_LINE = 2.5
"""The cost of one more line: less than tearing what must stay together."""
_TORN = 1.5
"""The cost of a last line of one syllable."""

_HONORIFIC_WORDS = """ông bà anh chị em cô chú bác cụ thầy mẹ má ths tskh ts bs ks gs pgs cn
    đồng_chí luật_sư bác_sĩ kỹ_sư"""
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
# What stands before a number and belongs to it: "ngày 19", "Điều 5", "số 123/QĐ-UBND".
_NUMBERED = """ngày tháng năm quý số điều khoản khóa khoá kỳ lần thứ tổ xóm thôn ấp khu phường quận đội lớp hạng cấp
    qua hơn gần trên dưới"""
_BEFORE_NUMBERS = frozenset(_NUMBERED.split())
# "TP.", "ThS.", "P.", "TT.": a short run of letters with a capital, ended by a full stop that ends no sentence.
_ABBREVIATION = re.compile(r"[(“\"]?(?=\w*[A-ZĐ])\w{1,4}\.(?:\w{1,4}\.)*\Z")
_HAS_NUMBER = re.compile(r"\d")
_LONE_MARK = re.compile(r"[–—\-+&/·…]\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\"’)]*\Z")
_CLAUSE_END = re.compile(r"[,;:][”\"’)]*\Z")
_PARTS = re.compile(r"[^/\-._]*[/\-._]+|[^/\-._]+")
_ENDING_MARKS = " .,;:–—-…"
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: its weight, and the sizes it may take, largest first; the last is the smallest legible."""

    weight: Weight
    sizes: tuple[float, ...]
    leading: float = 1.3
    """From baseline to baseline, in sizes."""
    balanced: bool = False
    """Lines of about equal width, as a headline has."""

    def at(self, share: float) -> float:
        """Return the size at a share of the way from the largest (0) to the smallest (1)."""
        return self.sizes[round(share * (len(self.sizes) - 1))]


def drawable(text: str, weight: Weight) -> str:
    """Return the text without letters that the font lacks (emoji), blanks made single."""
    font = metrics(weight)
    kept = "".join(letter if letter.isspace() or font.has(letter) else "" for letter in text)
    return " ".join(kept.split())


def break_lines(text: str, style: Type, size: float, width: float) -> tuple[str, ...]:
    """Break text into as few lines as fit into `width`, at the best blanks; a word wider than that is cut in pieces."""
    return _broken(text, style.weight, round(width / size, 4), is_balanced=style.balanced)


@lru_cache(maxsize=1024)
def _broken(text: str, weight: Weight, room: float, *, is_balanced: bool) -> tuple[str, ...]:
    words = [piece for word in text.split() for piece in _pieces(word, weight, room)]
    if not words:
        return ()
    costs = [_cost(words, index) for index in range(len(words) - 1)]
    spans = _best(_edges(words, weight), costs, room, is_balanced=is_balanced)
    return tuple(" ".join(words[start:end]) for start, end in spans)


def _edges(words: Sequence[str], weight: Weight) -> list[tuple[float, float]]:
    """Return where each word begins and ends when all stand on one endless line, in em."""
    font, edges, pen = metrics(weight), [], 0.0
    for index, word in enumerate(words):
        if index:
            pen += font.kern(words[index - 1][-1], " ") + font.advance(" ") + font.kern(" ", word[0])
        edges.append((pen, pen + font.width(word)))
        pen = edges[-1][1]
    return edges


def _best(
    edges: Sequence[tuple[float, float]], costs: Sequence[float], room: float, *, is_balanced: bool
) -> list[tuple[int, int]]:
    """Choose the breaks with the least cost, from the end of the text backwards."""
    count = len(edges)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] * (count + 1)
    for start in range(count - 1, -1, -1):
        choices = []
        for end in range(start + 1, count + 1):
            taken = edges[end - 1][1] - edges[start][0]
            if taken > room and end > start + 1:
                break
            lines, cost, _ = best[end]
            if end < count:
                cost += costs[end - 1]
            elif end - start == 1 and start:
                cost += _TORN
            if is_balanced or end < count:
                cost += max(0.0, 1 - taken / room) ** 2
            choices.append((lines + 1, cost, end))
        best[start] = _least(choices)
    return _path(best)


def _least(choices: Sequence[tuple[int, float, int]]) -> tuple[int, float, int]:
    """Prefer fewer lines, unless that would tear what must stay together."""
    return min(choices, key=lambda choice: (choice[0] * _LINE + choice[1], choice[2]))


def _path(best: Sequence[tuple[int, float, int]]) -> list[tuple[int, int]]:
    spans, start = [], 0
    while start < len(best) - 1:
        end = best[start][2]
        spans.append((start, end))
        start = end
    return spans


def _cost(words: Sequence[str], index: int) -> float:
    """Return how bad it is to end a line after the word at `index`."""
    word, following = words[index], words[index + 1]
    bare = word.strip("“”\"'‘’(),;:").lower()
    pair = f"{words[index - 1].lower()}_{bare}" if index else bare
    if _ABBREVIATION.match(word) or _LONE_MARK.match(following):
        return _NEVER
    if _LONE_MARK.match(word):
        return _UNGLADLY * 4
    if word[-1] in ",;:.!?…”)":
        return 0.0
    if _HAS_NUMBER.search(following) and bare in _BEFORE_NUMBERS:
        return _BADLY
    # "24 giờ", but "ngày 19 | tháng 5".
    if _HAS_NUMBER.search(word) and following not in _BEFORE_NUMBERS:
        return _BADLY
    if following[:1].isupper():
        if bare in _HONORIFICS or pair in _HONORIFICS:
            return _BADLY
        # A name of some syllables; the first word of a sentence is no name.
        before = words[index - 1] if index else ""
        if word[:1].isupper() and (_ABBREVIATION.match(before) or not _SENTENCE_END.search(before)):
            return _BADLY
    return 0.0 if _CLAUSE_END.search(word) else _UNGLADLY * _in_compound(bare, following)


# Pairs that readers take for one word, and that titles of this kind are full of.
_ONE_WORD = """điển_hình tiên_tiến hành_trình bộ_phận mộ_chí cải_cách hành_chính thủ_tục một_cửa chuyển_đổi nông_thôn
    gương_mẫu tiêu_biểu xuất_sắc tận_tụy tận_tâm sáng_tạo đổi_mới sáng_kiến tình_nguyện cộng_đồng phát_triển
    xây_dựng phong_trào thi_đua yêu_nước học_tập đạo_đức phong_cách cán_bộ công_chức viên_chức đảng_viên chi_bộ
    nhân_dân đồng_bào gia_đình hạnh_phúc tập_thể cá_nhân đơn_vị cơ_quan văn_phòng ủy_ban uỷ_ban phục_vụ hiệu_quả
    kinh_tế xã_hội văn_hóa giáo_dục môi_trường bảo_vệ hòa_giải nghiên_cứu khoa_học công_nghệ sản_xuất trách_nhiệm
    kinh_nghiệm tư_tưởng nhiệm_vụ hội_viên phụ_nữ thanh_niên cựu_chiến chiến_binh nông_dân học_sinh giáo_viên
    trưởng_thôn người_dân vượt_khó thoát_nghèo làm_giàu hiến_đất từ_thiện nhân_đạo hiến_máu bao_giờ bây_giờ hôm_nay
    ngày_mai"""
_COMPOUNDS = frozenset(_ONE_WORD.split())


def _in_compound(word: str, following: str) -> float:
    pair = f"{word}_{following.lower().strip('.,;:!?…”)')}"
    return 4.0 if pair in _COMPOUNDS else 0.1


@lru_cache(maxsize=4096)
def _is_wider(word: str, weight: Weight, room: float) -> bool:
    return metrics(weight).width(word) > room


def _pieces(word: str, weight: Weight, room: float) -> list[str]:
    """Cut a word wider than the line into pieces of about equal width; addresses behind their slashes and hyphens."""
    if not _is_wider(word, weight, room):
        return [word]
    pieces = _cut(word, weight, room)
    for share in range(10, 20):
        narrower = room * share / 20
        if len(even := _cut(word, weight, narrower)) == len(pieces):
            return even
    return pieces


def _cut(word: str, weight: Weight, room: float) -> list[str]:
    font, pieces = metrics(weight), [""]
    for part in _PARTS.findall(word):
        if pieces[-1] and font.width(pieces[-1] + part) > room:
            pieces.append("")
        taken = font.width(pieces[-1])
        for letter in part:
            taken += font.advance(letter) + (font.kern(pieces[-1][-1], letter) if pieces[-1] else 0.0)
            if pieces[-1] and taken > room:
                pieces.append("")
                taken = font.advance(letter)
            pieces[-1] += letter
    return pieces


def shorten(text: str, fits: Callable[[str], bool]) -> str:
    """Return the text, or as much of it as fits, cut behind a sentence, else a clause, else a word, with an ellipsis.

    Empty when not even one letter fits.
    """
    if fits(text):
        return text
    words = text.split() or [""]
    fallback = ""
    for count in range(len(words) - 1, 0, -1):
        cut = " ".join(words[:count]).rstrip(_ENDING_MARKS) + _ELLIPSIS
        if not fits(cut):
            continue
        fallback = fallback or cut
        # A clause's end further back is worth losing up to half of what would fit.
        if len(cut) * 2 < len(fallback):
            break
        if _SENTENCE_END.search(words[count - 1]) or _CLAUSE_END.search(words[count - 1]):
            return _close(cut)
    return _close(fallback) if fallback else _first_letters(words[0], fits)


def _first_letters(word: str, fits: Callable[[str], bool]) -> str:
    cuts = (word[:count] + _ELLIPSIS for count in range(len(word) - 1, 0, -1))
    return next((cut for cut in cuts if fits(cut)), "")


def _close(text: str) -> str:
    """Close a quotation mark that the cut left open."""
    return text + "”" if text.count("“") > text.count("”") else text
