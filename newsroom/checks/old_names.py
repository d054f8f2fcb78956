"""Places and units are called what they were called on the day of the story, or said to be former names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.prose import passages, sentence_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.finding import Finding
    from newsroom.checks.prose import Passage
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

# A sentence with one of these speaks of the past, or tells the change itself.
_PAST = re.compile(
    r"\b(?:cũ|trước đây|trước kia|trước khi|trước sáp nhập|ngày trước|hồi (?:ấy|đó|xưa|trước)|thuở"
    r"|thời (?:kỳ|đó|ấy|điểm đó)|nay là|nay thuộc|bây giờ là|hiện là|nguyên là|khi ấy|khi đó|lúc đó|lúc ấy"
    r"|lúc bấy giờ|bấy giờ|năm xưa|cựu|sáp nhập|hợp nhất|sắp xếp|chia tách|tách tỉnh|tái lập|đổi tên|thành lập"
    r"|giải thể|về một nhà)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?![\d.,]\d|\d)")


# Sentences of a story are shorter; a pasted blob has none.
_AROUND = 600
# Of a list that names a former district in every line, the first lines tell.
_MOST_LOOKED_AT = 50


class _Old(NamedTuple):
    """A name that ended, and what there is now."""

    name: str
    ended: date
    now: str | None
    code: str


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Name each former name once, where it stands first without any word of the past in its sentence."""
    story = file.story
    if story is None:
        return
    day = (story.published_at or given.now).astimezone(given.config.zone).date()
    written = f"{story.title}\n{story.summary}\n{file.body}"
    here = [old for old in old_names(given.terms) if old.ended < day and _tail(old.name) in written]
    for old in here:
        # "Trung tâm Phục vụ hành chính công tỉnh Quảng Bình" is one slip, and its longer name tells it.
        others = [other.name for other in here if other is not old and old.name in other.name]
        for passage in passages(file):
            place = _spoken_of_now(passage, old, others)
            if place is None:
                continue
            since = f"{old.ended + timedelta(days=1):%d/%m/%Y}"
            if old.now is None:
                yield passage.finding("T006", place, name=old.name, since=since)
            else:
                yield passage.finding(old.code, place, name=old.name, now=old.now, since=since)
            break


def old_names(terms: Terms) -> list[_Old]:
    """Return every name of a place or unit that has an end, with its successor."""
    found: dict[str, _Old] = {}
    current = {term.label for one in (terms.places, terms.units) for term in one if term.until is None}
    for one, code in ((terms.units, "T005"), (terms.places, "T004")):
        for term in one:
            for name in term.names:
                if name.until is not None and name.label not in current:
                    now = term.label if term.until is None else None
                    found.setdefault(name.label, _Old(name.label, name.until, now, code))
    return list(found.values())


def _tail(name: str) -> str:
    """Return a name without its first letter, which a sentence may begin with as a capital."""
    return name[1:]


def _spoken_of_now(passage: Passage, old: _Old, longer: list[str]) -> int | None:
    """Return where a passage uses a former name as if it were the present one."""
    text, tail = passage.text, _tail(old.name)
    start = text.find(tail)
    for _ in range(_MOST_LOOKED_AT):
        if start < 0:
            break
        begin, end = start - 1, start + len(tail)
        whole = text[begin:end]
        is_it = begin >= 0 and whole[0].lower() == old.name[0].lower() and not text[end : end + 1].isalpha()
        before = text[max(0, begin - 1) : begin]
        covered = any(_covers(text, name, begin, end) for name in longer)
        if is_it and not before.isalpha() and not covered:
            first = max(0, begin - _AROUND)
            if not _is_past(text[first : end + _AROUND], begin - first, end - first, old.ended):
                return begin
        start = text.find(tail, end)
    return None


def _covers(text: str, name: str, begin: int, end: int) -> bool:
    place = text.find(name, max(0, end - len(name)))
    return 0 <= place <= begin and place + len(name) >= end


def _is_past(text: str, begin: int, end: int, ended: date) -> bool:
    """Tell whether the sentence, or the one before it, speaks of the time of the name."""
    first, last = sentence_around(text, begin, end)
    before, _ = sentence_around(text, max(0, first - 2), max(0, first - 1)) if first else (0, 0)
    if _PAST.search(text[first:last]):
        return True
    return any(int(year[1]) <= ended.year for year in _YEAR.finditer(text, before, last))
