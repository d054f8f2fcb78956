"""Recognise personal data in Vietnamese text: numbers and addresses that must not be made public by a story.

What counts is Decree 356/2025/NĐ-CP (basic personal data) and article 16 of Law 91/2025/QH15 (making public needs
consent). Text is read as a person would read it: composed or decomposed, with full-width digits, with dots, dashes or
any kind of blank between digits. How each kind is written stands in `personal_numbers`, `birth_dates` and
`home_addresses`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks import birth_dates, home_addresses
from newsroom.checks import personal_numbers as numbers
from newsroom.checks.folding import fold, places_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsroom.checks.pattern import Pattern


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


# As long as what it stands for, so that places stay; all but the blank is invisible.
_HARD_BLANK = " " + "\u200b" * (len("&nbsp;") - 1)
# A page's address may hold any number; that of a chat is a telephone.
_URL = re.compile(r"(?:https?://(?!(?:zalo|wa)\.me/|api\.whatsapp)|\bdoi:\s?)[^\s)>\]\"']+")
_DIGIT_OR_AT = re.compile(r"[\d@\uff20]")
# Without a digit only a village's name, an address said aloud or a number in words can be personal data.
_WORTH_A_LOOK = tuple(
    form
    for word in ("xã", "phường", "trấn", "thôn", "phố", "thon", "at)", "at]", "còng", "cong", "không", "nghìn")
    for form in dict.fromkeys((word, unicodedata.normalize("NFD", word)))
)


def find_personal_data(text: str, *, allowed: frozenset[str] = frozenset(), year: int) -> list[Found]:
    """Return every piece of personal data in `text`, in the order of the text.

    `allowed` are the office's own contacts (addresses, telephones, mail domains), which may be public; `year` is the
    present one, by which a citizen id's year of birth is judged.
    """
    # Folding letter by letter takes longer than everything else, and most paragraphs hold no number at all.
    if not _DIGIT_OR_AT.search(text) and not _says_one_of(text.lower(), _WORTH_A_LOOK):
        return []
    # Blanks for an address, letter by letter, so that places stay.
    written = _URL.sub(lambda match: " " * len(match[0]), text.replace("&nbsp;", _HARD_BLANK))
    folded = fold(written)
    known = _bares(allowed)
    taken = bytearray(len(folded))
    found: list[Found] = []
    for one in _recognise(folded, year):
        if taken.find(1, one.start, one.end) < 0 and not _is_own(one.kind, folded[one.start : one.end], known, allowed):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    if not found:
        return []
    places = places_in(written)
    return [
        one._replace(start=places[one.start], end=places[one.end - 1] + 1)
        for one in _whole(sorted(found, key=lambda one: one.start), folded)
    ]


def _recognise(folded: str, year: int) -> Iterator[Found]:
    """Return all that any recogniser takes for personal data, in their order; places are those in the folded text."""
    # Names of front matter fields are labels too: ngay_sinh, so_tai_khoan.
    spaced = folded.replace("_", " ")
    lower = spaced.lower()
    asked: dict[Pattern, bool] = {}
    for recogniser in _RECOGNISERS:
        if recogniser.cues and not _says_one_of(lower, recogniser.cues):
            continue
        if (needs := recogniser.needs) is not None:
            if needs not in asked:
                asked[needs] = needs.search(spaced) is not None
            if not asked[needs]:
                continue
        for match in recogniser.pattern.finditer(folded if recogniser.kind is Kind.EMAIL else spaced):
            if recogniser.is_meant(match, year):
                # Each pattern has one named group in each of its branches: what is to be kept from the public.
                yield Found(recogniser.kind, *match.span(str(match.lastgroup)))


# Between the parts of one address: số nhà 27, ngõ 114; ngách 3, ngõ Chùa, tiểu khu 8.
_BETWEEN_PARTS = re.compile(
    r"[ ,\-]{1,3}(?:nha |(?:ngo|hem|kiet|ngach|duong|pho) \w+(?: \w+){0,3}[ ,\-]{1,3}){0,2}", re.IGNORECASE
)


def _whole(found: list[Found], folded: str) -> list[Found]:
    """Return `found` with the parts of one address, which belong together, as one."""
    whole: list[Found] = []
    for one in found:
        last = whole[-1] if whole else None
        if (
            last is not None
            and one.kind is last.kind is Kind.HOME_ADDRESS
            and _BETWEEN_PARTS.fullmatch(folded, last.end, one.start)
        ):
            whole[-1] = last._replace(end=one.end)
        else:
            whole.append(one)
    return whole


def _says_one_of(text: str, cues: tuple[str, ...]) -> bool:
    for cue in cues:  # noqa: SIM110 - asked a million times for a hundred stories; a generator takes twice as long
        if cue in text:
            return True
    return False


@lru_cache(maxsize=8)
def _bares(contacts: frozenset[str]) -> frozenset[str]:
    """Return the office's own contacts, the same for every line of every story, in the form they are compared in."""
    return frozenset(filter(None, map(_bare, contacts)))


def _bare(contact: str) -> str:
    """Return a telephone as its digits from the national 0 on, anything else in lower case."""
    digits = re.sub(r"\D", "", contact)
    if "@" in contact or len(digits) < 8:
        return contact.strip().lower()
    return "0" + digits.removeprefix("84") if digits.startswith("84") else digits


def _is_own(kind: Kind, words: str, known: frozenset[str], allowed: frozenset[str]) -> bool:
    """Judge whether this is a contact of the office: one it named, or an address of its mail domain."""
    if _bare(words) in known:
        return True
    if kind is not Kind.EMAIL:
        return False
    return any(_domain(words) == _domain(own) for own in allowed if "@" in own)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()


# Places of registration in a citizen id: 001 to 096, in use before and after the merger of 2025.
_PLACES = range(1, 97)


def _is_citizen_id(match: re.Match[str], year: int) -> bool:
    """Judge 3 digits of place, 1 of century and sex, 2 of the year of birth, 6 of chance (Decree 137/2015/NĐ-CP)."""
    digits = re.sub(r"\D", "", match["it"])
    if int(digits[:3]) not in _PLACES or int(digits[3]) > 3:
        return False
    return 1900 <= 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6]) <= year


def _always(_match: re.Match[str], _year: int) -> bool:
    return True


def _before(match: re.Match[str]) -> str:
    """Return as much of what stands before `match` as tells whose it is."""
    return match.string[max(0, match.start() - 120) : match.start()]


def _is_birth(match: re.Match[str], year: int) -> bool:
    group = str(match.lastgroup)
    return birth_dates.is_a_birth(group, match[group], _before(match), year)


def _is_home(match: re.Match[str], _year: int) -> bool:
    return home_addresses.is_a_home(str(match.lastgroup), _before(match))


class _Recogniser(NamedTuple):
    """One kind in one way of writing, and what must stand in a text for it to be worth the cost of looking."""

    kind: Kind
    pattern: Pattern
    is_meant: Callable[[re.Match[str], int], bool] = _always
    needs: Pattern | None = numbers.LONG_NUMBER
    cues: tuple[str, ...] = ()


def _joined(*labels: str) -> tuple[str, ...]:
    """Return `labels` as they stand in sentences, in names of files and in keys."""
    return tuple(dict.fromkeys(label.replace(" ", by) for label in labels for by in (" ", "-", "")))


_IDENTITY_CARD = _joined("cm", "cccd", "can cuoc", "chung minh", "giay to tuy than", "cc")
_ALLEY = ("ngo", "hem", "kiet", "ngach")
# In this order: what is recognised first keeps its place in the text.
_RECOGNISERS = (
    _Recogniser(
        Kind.EMAIL,
        numbers.EMAIL,
        needs=None,
        cues=(
            "@",
            "at)",
            "at]",
            "at}",
            "[a]",
            "(a)",
            "at>",
            "at )",
            "a cong",
            "a-cong",
            "a moc",
            " at gmail",
            " at yahoo",
            " at outlook",
        ),
    ),
    _Recogniser(
        Kind.BIRTH_DATE,
        birth_dates.BIRTH,
        _is_birth,
        needs=None,
        cues=("sinh",),
    ),
    _Recogniser(
        Kind.BIRTH_DATE,
        birth_dates.BIRTH_LABEL,
        _is_birth,
        needs=None,
        cues=(
            *("sn", "ns", "s.", "birth", "born", "dob", "d.o.b", "ntns"),
            *("ra doi", "chao doi", "lot long", " de ", "tieng khoc", "sinh ra", "me sinh"),
        ),
    ),
    _Recogniser(Kind.BIRTH_DATE, birth_dates.COMES_INTO_THE_WORLD, _is_birth, needs=None, cues=("ra doi",)),
    _Recogniser(
        Kind.BIRTH_DATE, birth_dates.BIRTH_IN_BRACKETS, _is_birth, needs=birth_dates.DAY_IN_BRACKETS, cues=("(",)
    ),
    _Recogniser(Kind.CITIZEN_ID, numbers.NAMED_ID, cues=(*_IDENTITY_CARD, *_joined("dinh danh", "ddcn", "sdd"))),
    _Recogniser(Kind.CITIZEN_ID, numbers.OLD_ID, cues=_IDENTITY_CARD),
    _Recogniser(Kind.INSURANCE, numbers.INSURANCE),
    _Recogniser(Kind.TAX, numbers.TAX, cues=("mst", "thue", "tncn", "tax", "tin", "pit")),
    _Recogniser(
        Kind.BANK_ACCOUNT,
        numbers.BANK,
        cues=_joined("stk", "tk", "tai khoan", "acc", "a/c", "so the", "the atm", "the ngan hang", "iban", "9704"),
    ),
    _Recogniser(
        Kind.PASSPORT, numbers.PASSPORT, needs=None, cues=_joined("ho chieu", "passport", "pp", "hc", "thong hanh")
    ),
    _Recogniser(Kind.BANK_ACCOUNT, numbers.ID_AT_BANK, needs=numbers.ID_LIKE, cues=numbers.BANK_CUES),
    _Recogniser(Kind.CITIZEN_ID, numbers.CITIZEN_ID, _is_citizen_id),
    _Recogniser(Kind.PHONE, numbers.MOBILE),
    _Recogniser(Kind.PHONE, numbers.LANDLINE, cues=("02", "84")),
    _Recogniser(Kind.PHONE, numbers.NAMED_PHONE),
    _Recogniser(Kind.PHONE, numbers.PARTED_PHONE, needs=numbers.PARTED_LIKE),
    _Recogniser(Kind.PHONE, numbers.SPOKEN_PHONE, needs=None, cues=("khong",)),
    _Recogniser(Kind.BANK_ACCOUNT, numbers.AT_BANK, cues=numbers.BANK_CUES),
    _Recogniser(Kind.PLATE, numbers.PLATE, needs=numbers.PLATE_LIKE),
    _Recogniser(Kind.HOME_ADDRESS, home_addresses.HOUSE, _is_home, needs=None, cues=("so ", "sn ", *_ALLEY)),
    _Recogniser(
        Kind.HOME_ADDRESS,
        home_addresses.FLAT,
        needs=None,
        cues=("chung cu", "toa", "block", "tap the", "khu ", "lo ", "nha ", *_ALLEY),
    ),
    _Recogniser(Kind.HOME_ADDRESS, home_addresses.AT_STREET, _is_home, needs=home_addresses.STREET),
    _Recogniser(Kind.HOME_ADDRESS, home_addresses.AT_VILLAGE, _is_home, needs=home_addresses.VILLAGE),
)
