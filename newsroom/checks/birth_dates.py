"""How a day of birth is written in Vietnamese text: in figures, in words, in English; over folded text."""

from __future__ import annotations

import re

from newsroom.checks.personal_numbers import WORD, compiled

_NUMBER_WORD = r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|linh|le|ram)"
_YEAR = r"(?:19|20)\d{2}"
_YEAR_IN_WORDS = (
    rf"(?:mot (?:nghin|ngan) chin tram|hai (?:nghin|ngan)(?: khong tram)?|mot chin)(?: {_NUMBER_WORD}){{1,3}}"
)
_MONTH = r"(?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?|chap|mot)"
_DAY_IN_WORDS = rf"{_NUMBER_WORD}(?: {_NUMBER_WORD}){{0,2}}"
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ROMAN_MONTH = r"(?-i:XI{0,2}|IX|IV|VI{0,3}|I{1,3})"
_DASH = r"\s?[/.\-]\s?"
_SEPARATOR = r"\s?[/.,\-|]\s?"
_DAY = "|".join(
    (
        rf"{_YEAR}{_DASH}\d{{1,2}}{_DASH}\d{{1,2}}",
        rf"\d{{1,2}}(?:{_SEPARATOR}| thang ){_MONTH}(?:{_SEPARATOR}|,? nam |,? )(?:{_YEAR}|\d{{2}}(?![:h]))",
        rf"\d{{1,2}}(?:{_SEPARATOR}| thang ){_MONTH},? nam {_YEAR_IN_WORDS}",
        rf"{_DAY_IN_WORDS},? thang {_MONTH},? (?:nam )?(?:{_YEAR}|{_YEAR_IN_WORDS})",
        rf"thang {_MONTH},? ngay \d{{1,2}},? nam {_YEAR}",
        rf"nam {_YEAR},? thang {_MONTH},? ngay \d{{1,2}}",
        rf"\d{{1,2}}(?:st|nd|rd|th)?[ \-](?:of )?{_ENGLISH_MONTH},?[ \-]{_YEAR}",
        rf"{_ENGLISH_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"\d{{1,2}}{_SEPARATOR}{_ROMAN_MONTH}{_SEPARATOR}{_YEAR}",
        rf"\d\d \d\d {_YEAR}|[0-3]\d[01]\d{_YEAR}|{_YEAR}[01]\d[0-3]\d",
    )
)


def _day(name: str) -> str:
    return rf"(?P<{name}>{_DAY})(?!\d)"


NAME = r"(?-i:[A-Z]\w*)"
# What people are called by, before their names.
PERSON = r"(?:anh|chi|ong|ba|co|chu|bac|thay|em|be|chau|cu|me|mu|o|di|thim|mo|dong chi|d/c|(?-i:Van|Thi))"
_ROLE = (
    r"(?:bac si|y si|duoc si|ky su|giao su|tien si|nghe nhan|nghe si|cuu chien binh|thuong binh|nha giao|luat su"
    r"|(?:co|thay) giao|hoc sinh|sinh vien|(?:dai|trung|thuong|thieu) (?:uy|ta|tuong)|nong dan|cong nhan|van dong vien)"
)
# hoc sinh ngày …, hy sinh ngày …, khai sinh ngày …: other words that end in "sinh".
_OTHERS = (
    "hoc|hy|hi|khai|giang|ve|phat|tuyen|thi|ho|dan|tai|nu|mon|giao|moi|so|san|chieu|cuu|khang|vo|phan|khi|suat|le phuc"
)
# Some are names as well: "An sinh ngày …" tells of a birth, "an sinh ngày …" of welfare.
_OR_NAMES = "an|song|nhan|hoi|phuc|lam|duong"
_SINH = (
    rf"{WORD}(?=sinh)"
    + "".join([rf"(?<!\b{word} )" for word in _OTHERS.split("|")])
    + "".join([rf"(?<!\b(?-i:{word}) )" for word in _OR_NAMES.split("|")])
    + "sinh"
)
_MARKS = r"[\s:*|\"'(_]{0,5}"
# sinh (tôi) ra (và lớn lên) tại xã Hải Lăng vào sáng …
_HOW = (
    r"(?: (?:ra |ha )?(?:toi|tui|anh|chi|em|con|chau|no|ong|ba|co)\b)?(?: ra)?(?: va lon len)?"
    r"(?: (?:tai|o|trong) [^\d\n.;!?()]{1,50}?,?)?(?: vao| dung| nham| trung)?"
    r"(?: hom| dem| sang| chieu| trua| rang sang| mua \w+)?"
)
_WHEN = rf"(?:[ :,]{{0,2}}(?:vao |dung )?(?:ngay|hom)){{0,2}}[ :]{{0,2}}(?:mong|mung|ram)?{_MARKS}"
# ngày sinh 25 tháng Chạp, tức …
_BY_THE_MOON = (
    rf"(?:(?:mong |mung |ram )?\d{{0,2}} ?thang {_MONTH}[^\d\n;!?]{{0,24}}?\b(?:tuc|nham|la)\b[^\d\n;!?]{{0,16}}?)?"
)
BIRTH = compiled(
    rf"{_SINH}(?! hoat){_HOW}{_WHEN}{_day('it')}",
    rf"{WORD}{PERSON} {NAME} sinh{_WHEN}{_day('named')}",
    # sinh năm Ất Sửu, ngày …; sinh lúc 3 giờ sáng ngày …
    rf"{_SINH} (?:(?:dung|luc|nham|hom|dip|trung) |nam (?!\d))[^\n.;!?]{{0,30}}?\bngay {_day('round')}",
    # The year first: sinh năm 1975 (ngày 3 tháng 2).
    rf"{_SINH} nam (?P<apart>{_YEAR}[ ,(]{{1,3}}(?:vao )?(?:dung )?ngay \d{{1,2}}(?:/| thang )\d{{1,2}})"
    # A day with a year of its own is another one: sinh năm 1985, ngày 12/3/2024 được kết nạp Đảng.
    r"(?!\d|[/.\-]\d|,? nam \d)",
    # A great man's jubilee (120 năm Ngày sinh …) is no secret.
    r"\b(?=[bdn])(?:(?<!nam )ngay[ \-]?(?:,? thang(?:,? nam)? )?sinh(?! hoat| nhat)|ng\.? ?sinh|n\.? ?sinh|nam sinh)"
    rf"\b[^\d\n;!?]{{0,40}}?{_BY_THE_MOON}{_day('labelled')}",
    rf"\bsinh nhat\b(?! (?:bac|dang|doan|doi|hoi|chu tich)\b)[^\n;!?]{{0,40}}?\b{_day('feast')}",
)
_CHILD = r"(?:be (?:trai|gai)|(?:dua |nguoi )?con(?: trai| gai)?|chau)"
_IS_BORN = (
    r"(?:cat tieng khoc|duoc sinh ra|lot long|me sinh(?: ra)?|(?:anh|chi|ong|ba|co|toi|tui|em) (?:chao doi|ra doi)"
    rf"|{_CHILD}\b[^\d\n.;!?]{{0,20}} cua [^\d\n.;!?]{{0,30}}? (?:ra|chao) doi)\b"
)
BIRTH_LABEL = compiled(
    r"\b(?=[bdn])(?:ntns|birth ?da(?:te|y)|date of birth|d\.?o\.?b|born(?: on)?)\b"
    rf"[^\d\n;!?]{{0,24}}?{_day('labelled')}",
    r"\b(?=[csln])(?:(?:cat tieng khoc )?chao doi|lot long(?: me)?|sn|ns|(?-i:s)\.|s\.n)"
    rf"{_HOW}{_WHEN}{_day('short')}",
    rf"\b(?=[hn])(?:ngay|hom) {_day('cried')},? [^\d\n.;!?]{{0,40}}?{_IS_BORN}",
    rf"\bnam (?P<turned>{_YEAR},? ngay \d{{1,2}}(?:/| thang )\d{{1,2}}),? [^\d\n.;!?]{{0,40}}?{_IS_BORN}",
    rf"{WORD}(?<!cua )(?<!do ){PERSON}(?: {NAME}){{0,5}} ra doi{_WHEN}{_day('came')}",
    # Mẹ đẻ tôi đúng hôm 30-4-1975.
    r"\b(?=[btm])(?:me|ba|tui|toi) de (?:ra )?(?:toi|tui|no|em|chau|con|anh|chi|ra)\b"
    r"(?:[^\n;!?]{0,24}? dung)?(?: vao)? (?:ngay|hom) "
    rf"{_day('delivered')}",
)
# Bác sĩ Hải (27/7/1976).
DAY_IN_BRACKETS = compiled(rf"\((?:{_DAY})\)")
BIRTH_IN_BRACKETS = compiled(rf"{WORD}(?:{PERSON}|{_ROLE})(?: {NAME}){{1,5}} \({_day('bracketed')}\)")


# A day beside a name or a feast may be this year's as well; only one long past tells of a birth.
_OF_GROWN_UPS = {"feast", "bracketed"}


def is_a_birth(group: str, words: str, year: int) -> bool:
    """Judge whether somebody alive in `year` was born on the day that `words` name; `group` is what found them."""
    return is_a_day(words, year - 5 if group in _OF_GROWN_UPS else year)


def is_a_day(words: str, year: int) -> bool:
    """Judge whether `words` name a day on which somebody can have been born who is alive in `year`."""
    numbers = [int(part) for part in re.findall(r"\d+", _apart(words))]
    years = [number for number in numbers if number >= 1000]
    if years:
        numbers.remove(years[0])
        born = years[0]
    elif len(numbers) == 3:
        born = numbers.pop()
        born += 2000 if born <= year % 100 else 1900
    else:
        # The year stands there in words.
        born = year
    # Day and month may be words as well; English puts the month first.
    return (
        year - 110 <= born <= year
        and all(1 <= number <= 31 for number in numbers)
        and (len(numbers) < 2 or min(numbers) <= 12)
    )


def _apart(words: str) -> str:
    """Set a day that is written in one, 12031985 or 19850312, apart as others are."""
    if re.fullmatch(r"\d{8}", words) is None:
        return words
    if words[:2] in {"19", "20"} and int(words[4:6]) <= 12:
        return f"{words[:4]}-{words[4:6]}-{words[6:]}"
    return f"{words[:2]}-{words[2:4]}-{words[4:]}"
