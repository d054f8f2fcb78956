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
    """Text without marks, with ASCII digits and blanks; `places` lead back to the text as written."""

    text: str
    places: list[int]


_LETTERS = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
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
    """Return what a letter is without its marks and width; nothing for what cannot be seen."""
    if _INVISIBLE.match(letter):
        return ""
    parts = unicodedata.normalize("NFKD", _LETTERS.get(letter, letter))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    if plain != "\n" and plain.isspace():
        return " "
    return "-" if _DASHES.match(plain) else plain


# One separator may stand between two digits: 0912.345.678, 0912 345 678, 0912-345-678.
_GAP = r"[ .\-]?"
_START = r"(?<![\w/])(?<!\d[.,\-])(?<!isbn )(?<!isbn: )(?<!issn )"
_END = r"(?![\w/]|[.,\-]\d)"
# Where a label may begin; said first, it lets a blob of digits pass quickly.
_WORD = r"\b(?=[a-z])"
# What follows an amount: 84.912.345.678 đồng is money, not a telephone. In lower case only, and whole words: Hồ, Tạ and
# Yến are names, a comrade (đồng chí, đ/c) and a bank (ngân hàng) are no units.
_UNITS = (
    r"(?!\s?(?-i:dong\b(?! chi)|[vV][nN][dD]|d\b(?!/c)|usd|USD|trieu|ty\b|nghin|ngan\b(?! hang)|%"
    r"|m2|m3|ha\b|kg|tan\b|ta\b|yen\b|km|met|lit|luot|nguoi|ho\b))"
)


def _digits(count: str) -> str:
    return rf"\d(?:{_GAP}\d){{{count}}}"


def _near(words: str, number: str, between: int = 24) -> str:
    """Return a pattern for a number that follows one of `words` closely, in the same sentence."""
    return rf"{_WORD}(?:{words})(?![a-z])(?: no\.)?[^\d\n.;!?]{{0,{between}}}?(?P<it>{number})"


def _compile(*branches: str) -> re.Pattern[str]:
    """Return what any of `branches` matches; the case of letters matters only where a branch says so."""
    return re.compile("|".join(branches), re.IGNORECASE | re.ASCII)


_CITIZEN_ID = _compile(rf"{_START}(?P<it>{_digits('11')}){_END}{_UNITS}")
_OLD_ID = _compile(_near(r"cmnd|cmtnd|cmt|chung minh(?: nhan dan| thu)?|giay chung minh", _digits("8")) + _END)
_NAMED_ID = _compile(_near(r"cccd|can cuoc(?: cong dan)?|so dinh danh(?: ca nhan)?", _digits("11")) + _END)

# A telephone may hang on its label (SĐT0912…, zalo.me/0912…), and on another telephone by a slash.
_DIAL = (
    rf"(?=[(+08])(?:{_START}|(?<=\bsdt)|(?<=\bdt)|(?<=\btel)|(?<=\bzalo)|(?<=\bzalo\.me/)|(?<=\bwa\.me/)|(?<=\d\d\d/))"
)
_HUNG_UP = r"(?!\w|/(?!\(?0)|[.,\-]\d)"
_ABROAD = rf"\(?(?:\+|00)84\)?{_GAP}(?:\(0\))?"
_MOBILE = _compile(rf"{_DIAL}(?P<it>(?:{_ABROAD}|84{_GAP}|0)[35789](?:{_GAP}\d){{8}}){_HUNG_UP}{_UNITS}")
_LANDLINE = _compile(rf"{_DIAL}(?P<it>(?:{_ABROAD}2|\(?02)\d{{1,2}}\)?{_GAP}\d(?:{_GAP}\d){{6,7}}){_HUNG_UP}{_UNITS}")
# Numbers from before 2018 (0169…, 053…) are still printed; only their label tells them.
_NAMED_PHONE = _compile(
    _near(r"dien thoai|sdt|dt|tel|fax|di dong|may ban|hotline", rf"\(?0\d{{1,3}}\)?(?:{_GAP}\d){{7,8}}") + _END
)
_EMAIL = _compile(r"(?<![\w.+\-])(?P<it>[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+)")

_ACCOUNT = r"stk|so tk|tk ngan hang|so tai khoan|tai khoan(?: ngan hang| so)?|bank account|account n(?:umber|o)"
_BANK = _compile(_near(_ACCOUNT, _digits("5,18"), 40) + _END + _UNITS)
# Beside a bank's name only a long number is an account, and none that is written like an amount or a hotline.
# Before the name the number is possessive (+): what follows it is no digit, so trying it shorter would be in vain.
_BANKS = r"(?:bank|\bbidv|\bvcb|\bacb|\bshb|\bvib|\bngan hang)(?![a-z])"
_LONG = rf"(?!\d{{1,3}}(?:\.\d{{3}})+\b|1[89]00){_digits('8,18')}"
_AT_BANK = _compile(
    rf"(?:{_BANKS}|\btk\b|\bchuyen khoan\b)[^\d\n.;!?]{{0,24}}?(?P<after>{_LONG}){_END}{_UNITS}",
    rf"{_START}(?P<before>{_LONG}+)[ (|,\-]{{1,4}}(?:tai |mo tai |o )?\w*{_BANKS}",
)

_SERIES = r"\d{2}[ \-]?[a-z]{1,2}\d?"
_PLATE = _compile(
    rf"{_START}(?P<new>{_SERIES}(?: ?- ?| )\d{{3}}\.\d{{2}}){_END}",
    _near(r"bien(?: so| kiem soat)?(?: xe)?|bks", rf"{_SERIES}[ \-.]{{0,3}}\d{{3}}\.?\d{{1,2}}", 12) + _END,
    # A class and its school year (10A1-2025) look like a plate from before 2010.
    rf"{_WORD}(?:xe|chiec)\b[^\d\n.;!?]{{0,24}}?(?P<old>\d{{2}}[a-z]\d?-?(?!(?:19|20)\d\d\b)\d{{4,5}}){_END}",
)
_INSURANCE = _compile(
    _near(
        r"(?:(?:ma|so|the) ){1,3}(?:bhxh|bhyt|bao hiem(?: xa hoi| y te)?)(?: so)?",
        rf"(?:[a-z]{{2}}{_GAP}\d{_GAP})?{_digits('9,12')}",
    )
    + _END
    + _UNITS,
    # A card needs no label: two letters for whom it covers, a digit for how much, twelve digits for who.
    rf"{_START}(?P<card>(?-i:(?!TK)[A-Z]{{2}})[1-5](?:{_GAP}\d){{12}}){_END}",
)
_TAX = _compile(
    _near(r"mst|ma so thue(?: ca nhan)?|tax (?:code|id|n(?:umber|o))", rf"{_digits('9')}(?:-?\d{{3}})?") + _END
)
_PASSPORT = _compile(_near(r"ho chieu|passport", rf"\b(?:[a-z]{{1,2}}|(?-i:[A-Z]{{1,2}}) ){_digits('5,7')}") + _END)

_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?|chap)"
_DAY = (
    rf"{_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:\s?[/.\-]\s?| thang ){_MONTH}(?:\s?[/.\-]\s?|,? nam )(?:{_YEAR}|\d{{2}})"
)
# What people are called by, before their names.
_PERSON = r"(?:anh|chi|ong|ba|co|chu|bac|thay|em|be|chau|cu|me|(?-i:Van|Thi))"
# hoc sinh ngày …, hy sinh ngày …, khai sinh ngày …: other words that end in "sinh".
_OTHERS = "hoc|hy|hi|khai|giang|ve|phat|tuyen|thi|ho|dan|tai|nu|mon|giao|moi|so|san|chieu|cuu|khang|vo"
# Some are names as well: "An sinh ngày …" tells of a birth, "an sinh ngày …" of welfare.
_OR_NAMES = "an|song|nhan|hoi|phuc|lam|duong"
_OTHER_SINH = "".join(
    [rf"(?<!\b{word} )" for word in _OTHERS.split("|")] + [rf"(?<!\b(?-i:{word}) )" for word in _OR_NAMES.split("|")]
)
_AFTER_LABEL = r"[\s:*|\"']{0,5}"
_BIRTH = _compile(
    rf"{_WORD}(?:(?:(?=sinh){_OTHER_SINH}|{_PERSON} (?-i:[A-Z])\w+ )sinh(?: vao| hom)?(?: ngay)?(?: mong| mung)?"
    r"|ngay(?:,? thang(?:,? nam)?)? sinh|chao doi(?: vao)? ngay|sn|dob|birth ?date|date of birth)"
    rf"{_AFTER_LABEL}(?P<it>{_DAY})(?!\d)"
)

_LIVES = (
    r"(?<!thuong )(?<!luu )tru tai|(?<!phong )(?<!quan )thuong tru(?: tai)?|hktt|cu tru|tam tru(?: tai)?|ngu tai|ngu o"
    r"|(?:cho|noi) o(?: hien (?:nay|tai))?|nha rieng(?: o)?|song tai|o tai|dia chi nha(?: rieng)?|home address"
    rf"|(?:nha|gia dinh|{_PERSON}(?: (?-i:[A-Z])\w+){{0,4}}) o"
)
# 15/3, 9A, K69/12 (kiệt 69).
_NUMBER = r"[kh]?\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*"
# After the number of a house stands the street: by its kind, or its name alone, words with capitals.
_STREET = rf"(?:so )?{_NUMBER},? (?:(?:duong|pho|quoc lo|ngo|hem|kiet)(?: \w+){{1,3}}|(?-i:[A-Z]\w+(?: [A-Z]\w+)+))"
_HOUSE = rf"(?:so nha|nha so|(?<!tuyen )(?<!duong )(?<!doan )(?<!mo rong )(?:ngo|hem|kiet|ngach)) {_NUMBER}"
_ADDRESS = _compile(
    rf"{_WORD}(?P<house>{_HOUSE})(?!\d|\s?(?:nha tro|ho\b|can\b))",
    rf"{_WORD}(?P<flat>can ho (?:so )?[a-z]?{_NUMBER},? (?:chung cu|toa|block|khu)\b)",
    rf"{_WORD}(?:{_LIVES}){_AFTER_LABEL}(?P<near>{_STREET})",
)
# Most lines with a number hold only a year or an amount; asking that once spares them most patterns.
_LONG_NUMBER = re.compile(_digits("5"))
_WITHOUT_LONG_NUMBER = frozenset({Kind.EMAIL, Kind.BIRTH_DATE, Kind.PLATE, Kind.HOME_ADDRESS})
# A page's address may hold any number; that of a chat is a telephone.
_URL = re.compile(r"(?:https?://(?!(?:zalo|wa)\.me/)|\bdoi:\s?)[^\s)>\]\"']+")
_WORTH_A_LOOK = re.compile(r"[\d@\uff20]|[(\[]at[)\]]", re.IGNORECASE)


def find_personal_data(text: str, *, allowed: frozenset[str] = frozenset(), year: int) -> list[Found]:
    """Return every piece of personal data in `text`, in the order of the text.

    `allowed` are the office's own contacts (addresses, telephones, mail domains), which may be public; `year` is the
    present one, by which a citizen id's year of birth is judged.
    """
    # Folding letter by letter takes longer than everything else, and most paragraphs hold no number at all.
    if not _WORTH_A_LOOK.search(text):
        return []
    folded = _fold(_URL.sub(lambda match: " " * len(match[0]), text))
    known = frozenset(filter(None, (_bare(contact) for contact in allowed)))
    # Names of front matter fields are labels too: ngay_sinh, so_tai_khoan.
    spaced = folded.text.replace("_", " ")
    has_long_number = _LONG_NUMBER.search(spaced) is not None
    found: list[Found] = []
    for kind, pattern, is_meant in _RECOGNISED:
        if not has_long_number and kind not in _WITHOUT_LONG_NUMBER:
            continue
        for match in pattern.finditer(folded.text if kind is Kind.EMAIL else spaced):
            # Each pattern has one named group in each of its branches: what is to be kept from the public.
            start, end = match.span(str(match.lastgroup))
            words = folded.text[start:end]
            if _bare(words) in known or not is_meant(words, year) or _is_own_mail(kind, words, allowed):
                continue
            one = Found(kind, folded.places[start], folded.places[end - 1] + 1)
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _bare(contact: str) -> str:
    """Return a telephone as its digits from the national 0 on, anything else in lower case."""
    digits = re.sub(r"\D", "", contact)
    if "@" in contact or len(digits) < 8:
        return contact.strip().lower()
    return "0" + digits.removeprefix("84") if digits.startswith("84") else digits


def _is_own_mail(kind: Kind, words: str, allowed: frozenset[str]) -> bool:
    if kind is not Kind.EMAIL:
        return False
    domain = words.rpartition("@")[2].strip().lower()
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
    numbers = [int(part) for part in re.findall(r"\d+", words)]
    if numbers[0] > 31:
        numbers.reverse()
    # A month in words (tháng Giêng) is none of the numbers.
    day, month, born = numbers[0], numbers[1] if len(numbers) > 2 else 1, numbers[-1]
    if born < 100:
        born += 2000 if born <= year % 100 else 1900
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
    (Kind.PHONE, _NAMED_PHONE, _always),
    (Kind.BANK_ACCOUNT, _AT_BANK, _always),
    (Kind.PLATE, _PLATE, _always),
    (Kind.HOME_ADDRESS, _ADDRESS, _always),
)
