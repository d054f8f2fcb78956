"""Children: a guardian's word and their own, and nothing of school, class, home or marks in public.

NĐ 56/2017/NĐ-CP, article 33, counts school, class, results and address among a child's private life; the Law on
Children 2016, articles 6 and 21, and Law 91/2025/QH15, article 24, say whose consent it takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.pattern import Pattern
from newsroom.checks.privacy import masked
from newsroom.checks.public_words import public_words
from newsroom.checks.sensitive_lists import either
from newsroom.checks.sensitive_words import Name
from newsroom.language import Words
from newsroom.papers import is_child, needs_consent, papers_of, publication_year
from newsroom.story.model import PUBLIC_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story, Subject
    from newsroom.story.read import StoryFile

_CODE = "R016"
_MOST_SHOWN = 60
_SCHOOL = either("""
    [Mm]ầm non | [Mm]ẫu giáo | [Tt]iểu học | [Tt]rung học | [Pp]hổ thông | TH | THCS | THPT | PTDT\\w* | [A-ZĐ]\\w+
""")
_PLACE = either("thôn | xóm | bản | buôn | ấp | tổ dân phố | số | ngõ | kiệt | hẻm")
_PRIVATE: dict[str, tuple[Words, Pattern]] = {
    "school": (Words("trường học", "the school"), Pattern(rf"\b[Tt]rường {_SCHOOL}\b[^.,;:()\n]{{0,40}}")),
    "class": (
        Words("lớp học", "the class"),
        Pattern(
            r"\b(?:[Ll]ớp|khối) (?:1[0-2]|[1-9])(?:\s?[A-ZĐ]\d{0,2}|/\d{1,2})?\b(?! (?:học|tập huấn|người|triệu|nghìn))"
        ),
    ),
    "address": (
        Words("nơi ở", "the address"),
        Pattern(rf"\b(?:[Nn]hà|ở|trú|sống|quê)\b[^.;:\n]{{0,25}}\b{_PLACE} (?:số )?[A-ZĐ0-9][^.,;:()\n]{{0,30}}"),
    ),
    "marks": (
        Words("kết quả học tập", "school results"),
        Pattern(
            r"\bđiểm (?:trung bình|tổng kết|thi|số)\b[^.;\n]{0,30}\d|\b\d{1,2}(?:[.,]\d+)? điểm (?:môn|trung bình)"
            r"|\b[Hh]ọc (?:sinh|lực) (?:giỏi|khá|xuất sắc|tiên tiến)"
        ),
    ),
}
_CHILDISH = re.compile(r"\b(?:[Ee]m|[Cc]háu|[Bb]é)(?: (?:bé|gái|trai))? $")
_PUPIL = Pattern(
    r"^(?:\s*[,(–-][^.,;!?]{0,9}|\s+(?:đang |hiện )?là )\b(?:học sinh|HS) "
    r"(?:lớp|trường (?:mầm non|tiểu học|TH(?:CS)?\b))",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"\b(?:sinh viên|cựu học sinh|tốt nghiệp|công nhân|cán bộ|giáo viên|vợ|chồng|khi còn|hồi còn|ngày còn|từng là)\b"
)
_YOUNG_HONORIFICS = frozenset({"em", "cháu", "bé", "em bé"})


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Look after a story's children, and ask about those that only the words make look like one."""
    story = file.story
    if story is None:
        return
    year = publication_year(story) or given.now.astimezone(given.config.zone).year
    people = [(index, one) for index, one in enumerate(story.subjects) if needs_consent(one, given.terms)]
    children = [(index, one) for index, one in enumerate(story.subjects) if is_child(one, year)]
    if children and story.status in PUBLIC_STATUSES and story.withdrawal is None:
        yield from _consent(file, story, given)
    yield from _private_life(file, story, children, are_all=len(children) >= len(people))
    unsure = [(index, one) for index, one in people if one.child is None and one.birth_year is None]
    if unsure and story.pictures:
        yield from _looks_young(file, story, unsure)


def _consent(file: StoryFile, story: Story, given: CheckInput) -> Iterator[Finding]:
    for index, paper in enumerate(papers_of(story, given.terms)):
        if paper.is_child and not any(record.has_guardian for record in paper.records):
            yield in_field(file, "R014", ("subjects", index, "name"), subject=paper.subject)
        if paper.from_seven and not any(record.child_agrees for record in paper.records):
            yield in_field(file, "R015", ("subjects", index, "name"), subject=paper.subject)


def _private_life(
    file: StoryFile, story: Story, children: Sequence[tuple[int, Subject]], *, are_all: bool
) -> Iterator[Finding]:
    """Look for school, class, home and marks: everywhere when the story is about children only, else beside a name."""
    excepted = next((number for number, one in enumerate(story.exceptions) if one.code == _CODE), None)
    names = [Name(child.name) for _, child in children]
    seen: set[str] = set()
    for words in public_words(file, story) if children else ():
        if not are_all and not any(True for name in names for start, _ in name.places(words.text) if start >= 0):
            continue
        for what, (label, pattern) in _PRIVATE.items():
            found = pattern.search(words.text)
            if found is not None and what not in seen:
                seen.add(what)
                if excepted is None:
                    yield words.finding(file, _CODE, found.start(), what=label, shown=masked(found.group().strip()))
    if excepted is not None and not seen:
        yield in_field(file, "R011", ("exceptions", excepted), code=_CODE)


def _looks_young(file: StoryFile, story: Story, unsure: Sequence[tuple[int, Subject]]) -> Iterator[Finding]:
    spoken = list(public_words(file, story))
    for index, subject in unsure:
        name = Name(subject.name)
        if (subject.honorific or "").lower() in _YOUNG_HONORIFICS:
            shown = f"{subject.honorific} {subject.name}"
            yield in_field(file, "R017", ("subjects", index, "name"), subject=subject.name, shown=shown)
            continue
        for words in spoken:
            place = next((p for p in name.places(words.text) if p[0] >= 0 and _is_said_young(words.text, *p)), None)
            if place is not None:
                shown = words.text[max(0, place[0] - 10) : place[1] + 30].strip()[:_MOST_SHOWN]
                yield words.finding(file, "R017", place[0], subject=subject.name, shown=shown)
                break


def _is_said_young(text: str, start: int, end: int) -> bool:
    begun = text[:start]
    sentence = begun[max(begun.rfind(mark) for mark in ".!?") + 1 :]
    around = sentence + text[start : end + 60]
    if _GROWN.search(around):
        return False
    return _PUPIL.search(text[end : end + 70]) is not None or _CHILDISH.search(sentence) is not None
