"""Abbreviations are known to everyone or explained in the story."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.checks.pattern import Pattern
from newsroom.checks.prose import passages
from newsroom.story.syllable import CAPITALS, is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.finding import Finding
    from newsroom.checks.prose import Passage
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

_CAPITAL = "A-ZĐĂÂÊÔƠƯ"
# Not in a document's number (123/QĐ-UBND), a model's name (F-16, T4G), or a longer word.
_ABBREVIATION = re.compile(rf"(?<![\w/&.\-])[{_CAPITAL}]{{2,7}}(?![\w/&’']|-\w|\.[A-Za-zĐ])")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
# Words in capitals beside capitals are a heading or a name written large.
_CAPITALS_BEFORE = re.compile(rf"(?<![{CAPITALS}])[{CAPITALS}]{{2,}}[ \-–]+\Z")
_CAPITALS_AFTER = re.compile(rf"[ \-–]+[{CAPITALS}]{{2,}}(?!\w)")
# Named so, it is a name: a newspaper, a band, a ship.
_CALLED = Pattern(
    r"\b(?:(?:tạp chí|hãng|ban nhạc|ca khúc|thương hiệu|nhãn hiệu|phim|bài hát|album|ngôn ngữ lập trình|hệ điều hành)"
    r"(?:\s+(?-i:[a-zà-ỹđ]+)){0,4}"
    r"|báo|tờ|kênh|đài|seri|nhóm|cúp|giải|tàu|phần mềm|hệ thống|ngôn ngữ|ngân hàng|công ty|tập đoàn|sân khấu"
    r"|câu lạc bộ(?: bóng đá)?|đội|mẫu hạm|tên(?: là)?|gọi là)\s+[*_“\"]*\Z",
    re.IGNORECASE,
)
# “Fire” của BTS: who made what is quoted; JFK (1991): a work in a list of them.
_MADE_BY = re.compile(r"[”\"’'*_]\s+của\s+\Z")
_IN_A_LIST = re.compile(r"[\s*_\-+“\"]*\Z")
_YEAR_BEHIND = re.compile(r"[*_”\"]*\s*\((?:1[5-9]|20)\d\d\)")
_BEFORE = re.compile(r"([^\W\d_]+)[ \-–]+\Z")
_BEHIND = re.compile(r"[ \-–]+([^\W\d_]+)")
_MOST_PER_STORY = 5
_WORD = re.compile(r"[^\W\d_]+")


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Name each abbreviation once, where it stands first, when neither the story nor the office's list explains it."""
    known = known_to_everyone(given.terms)
    pieces = list(passages(file))
    seen: set[str] = set()
    for passage in pieces:
        if not _ABBREVIATION.search(passage.text) or not passage.is_vietnamese:
            continue
        for found in _ABBREVIATION.finditer(passage.text):
            word = found[0]
            if word in known or word in seen or _ROMAN.match(word) or _is_in_a_name(passage.text, found):
                continue
            seen.add(word)
            if len(seen) > _MOST_PER_STORY:
                return
            if not (_is_explained(word, pieces) or _is_named(word, file) or _is_called_so(word, pieces)):
                yield passage.finding("X012", found.start(), word=word)


@lru_cache(maxsize=4)
def _known(*lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for one in lists for word in one)


def known_to_everyone(terms: Terms) -> frozenset[str]:
    """Return the abbreviations that the office's lists have: those of its own list, and those within labels."""
    if not terms.abbreviations.terms:
        return frozenset()
    listed = tuple(code.upper() for code in terms.abbreviations.terms)
    labels = tuple(
        word
        for one in (terms.units, terms.programmes, terms.awards, terms.fields)
        for term in one
        for name in term.names
        for word in _ABBREVIATION.findall(name.label)
    )
    shorts = tuple(
        str(term.extra["short"]) for one in (terms.units, terms.awards) for term in one if "short" in term.extra
    )
    return _known(listed, labels, shorts)


def _is_in_a_name(text: str, found: re.Match[str]) -> bool:
    """Tell whether it stands among capitals, or is a name or part of a foreign one: `báo TIME`, `AS Monaco`."""
    before, behind = text[max(0, found.start() - 32) : found.start()], text[found.end() : found.end() + 24]
    if _CAPITALS_BEFORE.search(before) or _CAPITALS_AFTER.match(behind) or _CALLED.search(before):
        return True
    if _MADE_BY.search(before) or (_IN_A_LIST.match(text[: found.start()]) and _YEAR_BEHIND.match(behind)):
        return True
    neighbours = (_BEFORE.search(before), _BEHIND.match(behind))
    return any(one is not None and one[1][0].isupper() and not is_syllable(one[1]) for one in neighbours)


def _is_called_so(word: str, pieces: list[Passage]) -> bool:
    """Tell whether the story calls something `word` anywhere: what is `báo TIME` once stays a name."""
    for passage in pieces:
        start = passage.text.find(word)
        while start >= 0:
            if _CALLED.search(passage.text, max(0, start - 32), start):
                return True
            start = passage.text.find(word, start + 1)
    return False


def _is_explained(word: str, pieces: list[Passage]) -> bool:
    """Tell whether the story says what `word` stands for, before or behind it, in brackets or with `viết tắt`."""
    behind = re.compile(
        rf"(?:viết tắt|gọi tắt)[^.;]{{0,40}}\b{word}\b|\b{word}\b[^.;]{{0,20}}(?:viết tắt|tức)", re.IGNORECASE
    )
    in_brackets = re.compile(
        rf"\([^()]{{0,60}}\b{word}\b[^()]{{0,40}}\)|\b{word}\b[*_]{{0,3}}\s*[(:–—-]\s*[\"“*_]?[^\W\d_]{{2,}}"
    )
    for passage in pieces:
        if word in passage.text and (behind.search(passage.text) or in_brackets.search(passage.text)):
            return True
    return _is_spelt_out(word, pieces)


def _is_spelt_out(word: str, pieces: list[Passage]) -> bool:
    """Tell whether words stand in the story whose initials are `word`: `tổ công nghệ số` explains TCNS."""
    wanted = word.lower()
    for passage in pieces:
        words = _WORD.findall(passage.text)
        initials = "".join(one[0] for one in words).lower()
        start = initials.find(wanted)
        while start >= 0:
            if all(len(one) > 1 for one in words[start : start + len(wanted)]):
                return True
            start = initials.find(wanted, start + 1)
    return False


def _is_named(word: str, file: StoryFile) -> bool:
    """Tell whether a subject, author or award of the story is called so."""
    story = file.story
    if story is None:
        return False
    names = [subject.name for subject in story.subjects] + [author.name for author in story.authors]
    names += [story.source.name or "", *(award.issuer or "" for award in story.awards)]
    return any(word in _WORD.findall(name) for name in names)
