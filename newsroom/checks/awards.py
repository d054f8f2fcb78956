"""Awards are proved by a decision that can be looked up, are given to whom they may be given, and are there once."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from newsroom.award_register import award_register, contradictions, holders_of, is_for, issuer_key
from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Award, Story
    from newsroom.story.read import StoryFile

# 123/QĐ-UBND, 123/2025/QĐ-UBND (administrative, NĐ 30/2020), 64-QĐ/ĐU (the Party's), 45-KT/CTN (older orders of merit).
_LETTERS = r"[A-ZĐÂÊÔƠƯ]"
_DECISION = re.compile(
    rf"(?:[Ss]ố:?\s*)?\d{{1,5}}[a-z]?\s*[-/]\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?{_LETTERS}{{2,4}}\s*[-/]\s*"
    rf"{_LETTERS}[{_LETTERS[1:-1]}a-zđ&.\- ]{{1,19}}"
)
_NAMES = {
    "decision": Words("số quyết định", "the decision's number"),
    "date": Words("ngày quyết định", "the decision's date"),
    "issuer": Words("cơ quan ban hành", "the issuer"),
}
_MINISTRY = re.compile(
    r"\b(?:bo (?!may|phan|doi|chi huy|mon)[a-z]|tong lien doan|ban chap hanh trung uong|trung uong (?:dang|doan|hoi))"
)
_COMMUNE = re.compile(r"\bubnd (?:xa|phuong|thi tran|dac khu)\b")
_DISTRICT = re.compile(r"\bubnd (?:huyen|quan|thi xa)\b")
_PROVINCE = re.compile(r"^(?:(?:pho )?chu tich )?(?:ubnd|hdnd) tinh\b|^(?:ban thuong vu )?tinh uy\b")
_STATE = re.compile(r"^(?:pho )?(?:chu tich nuoc|thu tuong|chinh phu|uy ban thuong vu quoc hoi)\b")
_DEPARTMENT = re.compile(r"(?:giam doc |pho giam doc )?so [a-z]")
# Which issuers an award of a level never comes from. What cannot be told from the issuer's words is let pass.
_IMPOSSIBLE: dict[str, frozenset[str]] = {
    "nha-nuoc": frozenset({"bo-nganh-tw", "tinh", "so-nganh", "huyen", "xa"}),
    "bo-nganh-tw": frozenset({"nha-nuoc", "tinh", "so-nganh", "huyen", "xa"}),
    "tinh": frozenset({"nha-nuoc", "so-nganh", "huyen", "xa"}),
    "so-nganh": frozenset({"nha-nuoc", "huyen", "xa"}),
    "xa": frozenset({"nha-nuoc", "bo-nganh-tw", "tinh", "so-nganh"}),
    "co-so": frozenset({"nha-nuoc"}),
}
_LEVELS = {
    "nha-nuoc": Words("cấp Nhà nước", "the State"),
    "bo-nganh-tw": Words("cấp bộ, ngành trung ương", "a ministry"),
    "tinh": Words("cấp tỉnh", "the province"),
    "so-nganh": Words("cấp sở, ngành", "a department"),
    "xa": Words("cấp xã", "the commune"),
    "co-so": Words("cấp cơ sở", "a unit"),
}


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Look at each award by itself."""
    story = file.story or file.readable
    if story is None:
        return
    for index, award in enumerate(story.awards):
        yield from _evidence(file, index, award, given)
        yield from _whose(file, index, award, story, given)
        if award.status == "huy-bo":
            yield in_field(file, "K007", ("awards", index, "status"), award=_label(award, given))


def check_register(files: Sequence[StoryFile], given: CheckInput) -> Iterator[Finding]:
    """Look for awards that are there twice, or in two ways, in all stories together."""
    names = {file.name: file for file in files}
    for code, later, earlier in contradictions(award_register(files, given.terms), given.terms):
        yield in_field(
            names[later.path],
            code,
            ("awards", later.index),
            name=later.names,
            award=_label(later.award, given),
            year=later.award.year,
            decision=later.award.decision or "–",
            here=_paper(later.award),
            there=_paper(earlier.award),
            other=earlier.path,
        )


def _paper(award: Award) -> str:
    parts = (award.decision, f"{award.date:%d/%m/%Y}" if award.date else None, award.issuer)
    return ", ".join(part for part in parts if part)


def _label(award: Award, given: CheckInput) -> str:
    return given.terms.awards.label(award.title, award.date)


def _evidence(file: StoryFile, index: int, award: Award, given: CheckInput) -> Iterator[Finding]:
    where, label = ("awards", index), _label(award, given)
    if award.decision is None:
        yield in_field(file, "K001", where, award=label)
    lacking = [_NAMES[key] for key in ("date", "issuer") if getattr(award, key) is None]
    if lacking:
        said = {f"missing_{tongue}": ", ".join(words.say(tongue) for words in lacking) for tongue in ("vi", "en")}
        yield in_field(file, "K003", where, award=label, **said)
    written = _DECISION.fullmatch(unicodedata.normalize("NFC", (award.decision or "").strip()))
    if award.decision is not None and written is None:
        yield in_field(file, "K002", (*where, "decision"), decision=award.decision)
    numbered = written["year"] if written else None
    yield from _years(file, where, award, int(numbered) if numbered else None)
    level = str(given.terms.awards[award.title].extra.get("level", "")) if award.title in given.terms.awards else ""
    found = issuer_level(award.issuer)
    if level in _IMPOSSIBLE and found in _IMPOSSIBLE[level]:
        yield in_field(file, "K005", (*where, "issuer"), award=label, issuer=award.issuer, level=_LEVELS[level])


def _years(file: StoryFile, where: tuple[str | int, ...], award: Award, numbered: int | None) -> Iterator[Finding]:
    day: date | None = award.date
    # A year's titles are decided at its end, or at the beginning of the next one.
    if day is not None and not award.year <= day.year <= award.year + 1:
        yield in_field(file, "K004", (*where, "date"), year=award.year, shown=f"{day:%d/%m/%Y}")
    elif numbered is not None and day is not None and numbered != day.year:
        yield in_field(file, "K004", (*where, "decision"), year=day.year, shown=award.decision)


def _whose(file: StoryFile, index: int, award: Award, story: Story, given: CheckInput) -> Iterator[Finding]:
    where = ("awards", index, "subject" if award.subject is not None else "title")
    holders = holders_of(award, story, given.terms)
    label = _label(award, given)
    if not holders:
        near = did_you_mean(difflib.get_close_matches(str(award.subject), [s.name for s in story.subjects], n=1))
        vi = f"“{award.subject}” không có trong subjects{near['near_vi']}"
        en = f'"{award.subject}" is not among the subjects{near["near_en"]}'
        yield in_field(file, "K006", where, award=label, why_vi=vi, why_en=en)
    elif not any(is_for(award.title, holder, given.terms) for holder in holders):
        types = given.terms.awards[award.title].extra["for"]
        said = ", ".join(given.terms.subject_types.label(code).lower() for code in types)
        name = "; ".join(holder.name for holder in holders)
        yield in_field(file, "K006", where, award=label, why_vi=f"chỉ tặng cho {said}, không cho “{name}”.",
                       why_en=f'it is for {said} only, not for "{name}".')  # fmt: skip


def issuer_level(issuer: str | None) -> str | None:
    """Return the level that an issuer's words plainly name, or None."""
    said = issuer_key(issuer)
    if not said:
        return None
    if _STATE.search(said):
        return "nha-nuoc"
    if _DEPARTMENT.match(said) or "van phong" in said:
        return "so-nganh"
    for level, pattern in (("xa", _COMMUNE), ("huyen", _DISTRICT), ("tinh", _PROVINCE), ("bo-nganh-tw", _MINISTRY)):
        if pattern.search(said):
            return level
    return None
