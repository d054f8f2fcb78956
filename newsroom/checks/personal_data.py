"""Recognise personal data in Vietnamese text: numbers and addresses that must not be made public by a story.

What counts is Decree 356/2025/NĐ-CP (basic personal data) and article 16 of Law 91/2025/QH15 (making public needs
consent); the forms of the numbers are those in use in 2026-11. Text is read as a person would read it: composed or
decomposed, with full-width digits, with dots, dashes or any kind of blank between digits.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(StrEnum):
    """What was recognised; the values are the catalogue's codes."""

    CITIZEN_ID = "R001"
    PHONE = "R002"
    EMAIL = "R003"
    BANK_ACCOUNT = "R004"
    PLATE = "R005"
    INSURANCE = "R006"
    TAX = "R007"
    PASSPORT = "R008"
    BIRTH_DATE = "R009"
    HOME_ADDRESS = "R010"


class Found(NamedTuple):
    """One piece of personal data: what it is, and where it stands in the text as written."""

    kind: Kind
    start: int
    end: int


class _Folded(NamedTuple):
    """Text without marks, in lower case, ASCII digits and blanks; `places` lead back to the text as written."""

    text: str
    places: list[int]


_LETTERS = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        letters.append(plain)
        places.extend([place] * len(plain))
    return _Folded("".join(letters), places)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return what a letter is without its marks, width and case; nothing for what cannot be seen."""
    if _INVISIBLE.match(letter):
        return ""
    parts = unicodedata.normalize("NFKD", _LETTERS.get(letter, letter))
    plain = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    if plain != "\n" and plain.isspace():
        return " "
    return "-" if _DASHES.match(plain) else plain


# One separator may stand between two digits: 0912.345.678, 0912 345 678, 0912-345-678.
_GAP = r"[ .\-]?"
_START = r"(?<![\w/])(?<!\d[.,\-])(?<!isbn )(?<!isbn: )(?<!issn )"
_END = r"(?![\w/]|[.,\-]\d)"
# What follows an amount: 84.912.345.678 đồng is money, not a telephone.
_UNITS = (
    r"(?!\s?(?:dong|vnd|d\b|usd|m2|m3|ha\b|kg|tan\b|ta\b|yen\b|km|met|lit|luot|nguoi|ho\b|trieu|ty\b|nghin|ngan\b|%))"
)


def _digits(count: str) -> str:
    return rf"\d(?:{_GAP}\d){{{count}}}"


def _near(words: str, number: str, between: int = 24) -> str:
    """Return a pattern for a number that follows one of `words` closely, in the same sentence."""
    return rf"\b(?:{words})\b[^\d\n.;!?]{{0,{between}}}?(?P<it>{number})"


_CITIZEN_ID = re.compile(rf"{_START}(?P<it>{_digits('11')}){_END}{_UNITS}")
_OLD_ID = re.compile(_near(r"cmnd|cmtnd|cmt|chung minh(?: nhan dan| thu)?|giay chung minh", _digits("8")) + rf"{_END}")
_NAMED_ID = re.compile(_near(r"cccd|can cuoc(?: cong dan)?|so dinh danh(?: ca nhan)?", _digits("11")) + rf"{_END}")
_MOBILE = re.compile(rf"{_START}(?P<it>(?:\(?\+?84\)?{_GAP}(?:\(0\))?|0)[35789](?:{_GAP}\d){{8}}){_END}{_UNITS}")
_LANDLINE = re.compile(
    rf"{_START}(?P<it>(?:\(\+?84\){_GAP}2\d{{1,2}}|\+84{_GAP}2\d{{1,2}}|\(?02\d{{1,2}}\)?)"
    rf"{_GAP}\d(?:{_GAP}\d){{6,7}}){_END}{_UNITS}"
)
_EMAIL = re.compile(r"(?<![\w.+\-])(?P<it>[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+)")
_BANK = re.compile(
    _near(r"stk|so tk|tk ngan hang|so tai khoan|tai khoan(?: ngan hang| so)?", _digits("5,18"), 40) + rf"{_END}{_UNITS}"
)
_PLATE = re.compile(
    rf"{_START}(?P<it>\d{{2}}[ \-]?[a-z](?:[a-z]|\d)?[ \-]\d{{3}}\.\d{{2}}){_END}"
    r"|\b(?:bien so(?: xe)?|bien kiem soat|bks|xe mang bien)\b[^\d\n;]{0,12}"
    rf"(?P<near>\d{{2}}[ \-]?[a-z](?:[a-z]|\d)?[ \-.]?\d{{3}}[.]?\d{{1,2}}){_END}"
)
_INSURANCE = re.compile(
    _near(
        r"(?:ma )?so (?:so |the )?(?:bhxh|bhyt|bao hiem(?: xa hoi| y te)?)|(?:the |ma )(?:bhyt|bhxh)(?: so)?",
        rf"(?:[a-z]{{2}}{_GAP}\d{_GAP})?{_digits('9,12')}",
    )
    + rf"{_END}"
)
_TAX = re.compile(_near(r"mst|ma so thue(?: ca nhan)?", rf"{_digits('9')}(?:-?\d{{3}})?") + rf"{_END}")
_PASSPORT = re.compile(_near(r"ho chieu|passport", r"[a-z]{1,2}\d{6,8}") + rf"{_END}")
_DAY = r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d{2}|\d{1,2} thang \d{1,2}(?:,)? nam (?:19|20)\d{2}"
# hoc sinh ngày …, hy sinh ngày …, khai sinh ngày …: other words that end in "sinh".
_OTHERS = "hoc|hy|hi|khai|giang|ve|phat|tuyen|thi|ho|dan|tai|nu|mon|giao|moi|nhan|song"
_OTHER_SINH = "".join(rf"(?<!\b{word} )" for word in _OTHERS.split("|"))
_BIRTH = re.compile(
    rf"(?:\b{_OTHER_SINH}sinh(?: vao)?(?: ngay)?|\bngay(?:,? thang(?:,? nam)?)? sinh|\bchao doi ngay|\bdob)\s?:?\s?"
    rf"(?P<it>{_DAY})(?!\d)"
)
_LIVES = (
    r"tru tai|thuong tru(?: tai)?|tam tru(?: tai)?|ngu tai|ngu o|cho o(?: hien nay)?|nha rieng(?: o)?|song tai|o tai"
    r"|dia chi nha(?: rieng)?"
)
_STREET = r"(?:so )?\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*,? (?:duong|pho|quoc lo|ngo|hem|kiet)(?: \w+){1,3}"
_HOUSE = r"(?:so nha|nha so|ngo|hem|kiet|ngach) \d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*"
_ADDRESS = re.compile(
    rf"\b(?P<it>{_HOUSE})(?!\d|\s?(?:nha tro|ho\b|can\b))"
    rf"|\b(?:{_LIVES})\s?:?\s?(?P<near>{_STREET})"
)
_URL = re.compile(r"(?:https?://|\bdoi:\s?)[^\s)>\]\"']+")


def find_personal_data(text: str, *, allowed: frozenset[str] = frozenset(), year: int) -> list[Found]:
    """Return every piece of personal data in `text`, in the order of the text.

    `allowed` are the office's own contacts (addresses, telephones, mail domains), which may be public; `year` is the
    present one, by which a citizen id's year of birth is judged.
    """
    if not _worth_a_look(text):
        return []
    folded = _fold(_URL.sub(lambda match: " " * len(match[0]), text))
    known = frozenset(filter(None, (_bare(contact) for contact in allowed)))
    found: list[Found] = []
    for kind, pattern, is_meant in _RECOGNISED:
        for match in pattern.finditer(folded.text):
            # Each pattern has one named group in each of its branches: what is to be kept from the public.
            start, end = match.span(str(match.lastgroup))
            words = folded.text[start:end]
            if _bare(words) in known or not is_meant(words, year) or _is_own_mail(kind, words, allowed):
                continue
            one = Found(kind, folded.places[start], folded.places[end - 1] + 1)
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _worth_a_look(text: str) -> bool:
    # Folding letter by letter takes longer than everything else, and most paragraphs hold no number at all.
    return any(letter.isdigit() or letter == "@" for letter in text) or "[at]" in text or "(at)" in text


def _bare(contact: str) -> str:
    """Return a telephone as its digits from the national 0 on, anything else in lower case."""
    digits = re.sub(r"\D", "", contact)
    if "@" in contact or len(digits) < 8:
        return contact.strip().lower()
    return "0" + digits.removeprefix("84") if digits.startswith("84") else digits


def _is_own_mail(kind: Kind, words: str, allowed: frozenset[str]) -> bool:
    if kind is not Kind.EMAIL:
        return False
    domain = words.rpartition("@")[2].strip()
    return any(domain == own.rpartition("@")[2].strip().lower() for own in allowed if "@" in own)


# Places of registration in a citizen id: 001 to 096, in use before and after the merger of 2025.
_PLACES = range(1, 97)


def _is_citizen_id(words: str, year: int) -> bool:
    """Judge 3 digits of place, 1 of century and sex, 2 of the year of birth, 6 of chance (Decree 137/2015/NĐ-CP)."""
    digits = re.sub(r"\D", "", words)
    if int(digits[:3]) not in _PLACES or int(digits[3]) > 3:
        return False
    return 1900 <= 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6]) <= year


def _always(_words: str, _year: int) -> bool:
    return True


def _is_a_day(words: str, year: int) -> bool:
    day, month, born = (int(part) for part in re.findall(r"\d+", words))
    return 1 <= day <= 31 and 1 <= month <= 12 and year - 110 <= born <= year


# In this order: what is recognised first keeps its place in the text.
_RECOGNISED: tuple[tuple[Kind, re.Pattern[str], Callable[[str, int], bool]], ...] = (
    (Kind.EMAIL, _EMAIL, _always),
    (Kind.BIRTH_DATE, _BIRTH, _is_a_day),
    (Kind.CITIZEN_ID, _NAMED_ID, _always),
    (Kind.CITIZEN_ID, _OLD_ID, _always),
    (Kind.INSURANCE, _INSURANCE, _always),
    (Kind.TAX, _TAX, _always),
    (Kind.BANK_ACCOUNT, _BANK, _always),
    (Kind.PASSPORT, _PASSPORT, _always),
    (Kind.CITIZEN_ID, _CITIZEN_ID, _is_citizen_id),
    (Kind.PHONE, _MOBILE, _always),
    (Kind.PHONE, _LANDLINE, _always),
    (Kind.PLATE, _PLATE, _always),
    (Kind.HOME_ADDRESS, _ADDRESS, _always),
)
