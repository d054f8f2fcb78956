"""Sensitive things that a text tells of a story's own people: which kind, and where.

A word list alone would stop half of all stories: nurses look after the sick, villages belong to peoples, offices have
"tôn giáo" in their names. So a word counts only where the sentence says it of the person: after the person's name or a
pronoun with nothing between that turns it to others, or before it in a clause that opens the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.pattern import Pattern
from newsroom.checks.sensitive_lists import HINTS, PEOPLE_HINT, TRIGGERS, either
from newsroom.story.sensitive import ETHNICITY, FAMILY, RELIGION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.story.model import Subject


SOMEBODY = -1


class Told(NamedTuple):
    """A place in a text that tells something sensitive."""

    kind: str
    start: int
    end: int
    subject: int
    """The subject's place in the list; `SOMEBODY` when a pronoun stands for one of several."""


_CAPITAL = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?=\S)[^.!?…\n]+)*")
_PRONOUNS = ("ông", "bà", "anh", "chị", "cô", "thầy", "bác", "chú", "cụ", "em", "cháu")
_SMALL_PRONOUN = re.compile(rf"(?<= )({'|'.join(_PRONOUNS)}) (?![{_CAPITAL}])")
_BOTH = re.compile(r"\b(?:[Hh]ai người|[Hh]ọ|[Vv]ợ chồng)\b")
_PARENTS = re.compile(r"\W*(?:\w+ ){0,6}?(?:cha mẹ|bố mẹ|ba mẹ|cha|mẹ|bố|ba|chồng|vợ)\b", re.IGNORECASE)
_KIN = either("""
    cha | mẹ | bố | ba | má | mạ | vợ | chồng | con | trai | gái | anh | em | chị | ông | bà | nội | ngoại
    | gia đình | nhà | họ | bạn | cháu | thân | tên | chú | bác | cô | dì | mình | sinh
""")
_OF_A_PLACE = re.compile(r" (?:của|và) ", re.IGNORECASE)
_KIN_INSIDE = re.compile(r"\b(?:cha|mẹ|bố|vợ|chồng)\b")
_CAPITALISED = re.compile(rf"(?:[{_CAPITAL}][\w’'.-]*[ ]?)+$")
_OF_SOMEBODY_ELSE = Pattern(rf"(?:\bcủa|\b{_KIN}|\b{_KIN} của) $", re.IGNORECASE)
_OTHERS = either("""
    cho | tặng | giúp | hỗ trợ | thăm | chăm | chữa | trị | nghiên cứu | về | phục vụ | vận động | cứu | những
    | các | nhiều | bệnh nhân | đồng bào | bà con | học sinh | trẻ | dạy | của | cha | mẹ | bố | vợ | chồng
    | con | phim | vai | không | chưa | sách | kể | viết | nói | trường | ngăn | phòng | chống | tham gia
    | tác giả | người ta | nhận | đỡ đầu | nuôi | cưu mang | hộ | làng
""")
_TURNS_AWAY = Pattern(rf"\b{_OTHERS}\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:ông|bà|anh|chị|cô|thầy|cháu|em)\b", re.IGNORECASE)
_FARTHEST = 60
_OPENING = 25
_HONORIFIC = re.compile(r"\b(?:ông|bà|anh|chị|cô|thầy|bác|chú|cụ|em|cháu|mệ|o) $", re.IGNORECASE)
_HONORIFIC_SIZE = 8


class People:
    """The persons of a story whose consent is needed, and how a text names them."""

    def __init__(
        self, subjects: Sequence[tuple[int, Subject]], body: str, others: Sequence[tuple[int, str]] = ()
    ) -> None:
        """Take each with its place in a list, and the text that tells of them; `others` are meant by name only."""
        named = [*((index, subject.name) for index, subject in subjects), *others]
        self._names = [(index, Name(name)) for index, name in named]
        # Whom a pronoun stands for: one of several, the only one, or nobody that is looked for.
        self._alone: int | None = SOMEBODY
        if len(subjects) <= 1:
            self._alone = subjects[0][0] if subjects else None
        lower = body.lower()
        self._hints = {kind: [hint for hint in hints if hint in lower] for kind, hints in HINTS.items()}
        self._hints[ETHNICITY] = sorted(set(PEOPLE_HINT.findall(lower)))
        self._given = [subject.honorific.lower() for _, subject in subjects if subject.honorific]
        self._body = body

    @cached_property
    def _pronoun(self) -> re.Pattern[str]:
        """Match the pronouns that this text uses for its people; "Anh" elsewhere is England, or a name."""
        counts = Counter(_SMALL_PRONOUN.findall(self._body))
        most = max(counts.values(), default=0)
        used = self._given or [word for word, count in counts.items() if count * 2 > most]
        lower = "|".join(map(re.escape, used)) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{lower})\b(?! [{_CAPITAL}])")

    def tells(self, text: str) -> Iterator[Told]:
        """Go through what a part of the text, or a key beside it, says of them."""
        lower = text.lower()
        kinds = [kind for kind, hints in self._hints.items() if any(hint in lower for hint in hints)]
        for sentence in _SENTENCE.finditer(text) if kinds else ():
            said = sentence.group()
            small = _begun_small(said)
            lower = said.lower()
            for kind in kinds:
                if not any(hint in lower for hint in self._hints[kind]):
                    continue
                for found in TRIGGERS[kind].finditer(small):
                    subject = self._whose(said, small, found, kind)
                    if subject is not None:
                        yield Told(kind, sentence.start() + found.start(), sentence.start() + found.end(), subject)
                        break

    def _whose(self, said: str, small: str, found: re.Match[str], kind: str) -> int | None:
        before = said[: found.start()]
        if found.group() == "mất sớm":
            return self._alone if _orphaned(before) else None
        if _KIN_INSIDE.search(found.group()):
            return None
        named: list[tuple[int, int, int | None]] = []
        named += [(start, end, index) for index, name in self._names for start, end in name.places(before)]
        named += [(match.start(), match.end(), self._alone) for match in self._pronoun.finditer(small[: found.start()])]
        if kind == FAMILY:
            named += [(match.start(), match.end(), self._alone) for match in _BOTH.finditer(small[: found.start()])]
        if named:
            start, end, index = max(named, key=lambda one: one[1])
            if start < 0:
                return None
            gap = before[end:]
            is_theirs = len(gap) <= _FARTHEST and not _TURNS_AWAY.search(gap) and not _ANOTHER.search(gap)
            owner = _owner(before[:start], is_name=before[start].isupper())
            is_ours = owner is None or (owner == "gia đình" and kind in {FAMILY, RELIGION})
            return index if is_theirs and is_ours else None
        is_clause = len(before) <= _OPENING and not _TURNS_AWAY.search(before) and not _ANOTHER.search(before)
        return self._opened(said, found) if is_clause else None

    def _opened(self, said: str, found: re.Match[str]) -> int | None:
        """Look for the person after a clause that opens the sentence: "Là thương binh 1/4, ông Nam …"."""
        clause = said.find(",", found.end())
        rest = said[clause + 1 :].lstrip() if clause >= 0 else ""
        for index, name in self._names:
            if any(start <= _HONORIFIC_SIZE for start, _ in name.places(rest)):
                return index
        return self._alone if self._pronoun.match(rest) else None


class Name:
    """How a text names somebody: in full, or by the last word, which is a Vietnamese given name."""

    def __init__(self, name: str) -> None:
        # "Louis XIV của Pháp" is not called "Pháp".
        runs = re.findall(rf"(?:[{_CAPITAL}][\w’'.-]*(?: |$))+", _OF_A_PLACE.split(name)[0])
        self._words = max(runs, key=len, default=name).split()
        self._last = re.compile(rf"\b{re.escape(self._words[-1])}\b")

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Go through where a text names this person; -1 for a start where it is another one of the same last word."""
        for found in self._last.finditer(text):
            run = _CAPITALISED.search(text[: found.start()])
            start, others = found.start(), []
            for word in reversed(re.findall(r"\S+\s*", run.group() if run else "")):
                if word.strip() not in self._words:
                    others.append(word.strip())
                elif not others:
                    start -= len(word)
            # An honorific is no name; of any other name before it this is somebody else's last word.
            is_other = [word for word in others if word.lower() not in _PRONOUNS]
            yield (-1 if is_other else start, found.end())


def _owner(before: str, *, is_name: bool) -> str | None:
    """Return whose word it is that stands before a name or pronoun, and turns the sentence to somebody else."""
    found = _OF_SOMEBODY_ELSE.search(_HONORIFIC.sub("", before) if is_name else before)
    return found.group().strip().lower() if found else None


def _begun_small(sentence: str) -> str:
    """Return a sentence with a small first letter, and as long as before."""
    at = len(sentence) - len(sentence.lstrip(' \t-*>#“"(–'))
    first = sentence[at : at + 1].lower()
    return sentence[:at] + first + sentence[at + 1 :] if len(first) == 1 else sentence


def _orphaned(before: str) -> bool:
    kin = _PARENTS.match(before)
    return kin is not None and len(before) - kin.end() <= _FARTHEST
