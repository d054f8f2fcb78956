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
_LUNAR = rf"(?:mong |mung |ram )?\d{{0,2}} ?thang {_MONTH}[^\d\n;!?]{{0,24}}?"
# ngày sinh 25 tháng Chạp, tức …
_BY_THE_MOON = rf"(?:{_LUNAR}\b(?:tuc|nham|la)\b[^\d\n;!?]{{0,16}}?)?"
# sinh ngày rằm tháng Bảy, dương lịch là …
_BY_THE_SUN = rf"(?:{_LUNAR}\b(?:tuc|duong lich|lich tay|tay lich)\b[^\d\n;!?]{{0,16}}?)?"
# giấy khai sinh ghi …
_PAPER_SAYS = (
    r"(?: (?:cua )?(?:toi|tui|minh|anh|chi|em|ong|ba|be|chau|co|me|cu|no)\b)?(?: (?:thi|lai|chi|van|deu)){0,2}"
    r" (?:ghi|de|viet|chep|khai)(?: (?:ro|la|lai|nham|sai|tron|chung|rang)){0,2}"
)
_PAPERS = r"(?:giay to|ho khau|can cuoc|cccd|chung minh|cmnd|ly lich|hoc ba|ho so|duong lich|lich tay)"
# One day after any of several beginnings: its pattern is long, and compiling a copy takes as long as checking a story.
BIRTH = compiled(
    "(?:"
    rf"{_SINH}(?! hoat){_HOW}{_WHEN}{_BY_THE_SUN}"
    rf"|{WORD}{PERSON} {NAME} sinh{_WHEN}"
    # sinh năm Ất Sửu, ngày …; sinh lúc 3 giờ sáng ngày …
    rf"|{_SINH} (?:(?:dung|luc|nham|hom|dip|trung) |nam (?!\d))[^\n.;!?]{{0,30}}?\bngay "
    # A great man's jubilee (120 năm Ngày sinh …) is no secret.
    r"|\b(?=[bdn])(?:(?<!nam )ngay[ \-]?(?:,? thang(?:,? nam)? )?sinh(?! hoat| nhat)|ng\.? ?sinh|n\.? ?sinh|nam sinh)"
    rf"\b[^\d\n;!?]{{0,40}}?{_BY_THE_MOON}"
    f"){_day('it')}",
    # A day that is named with who gave the paper is the paper's own.
    rf"\bkhai sinh{_PAPER_SAYS}{_WHEN}{_day('registered')}(?! (?:do|tai)\b|,? (?:uy ban|ubnd))",
    rf"{_SINH}(?! (?:hoat|vien|thai|ke|hoc|song|dong|san)\b)"
    rf"[^\d\n.;!?]{{1,60}}? {_PAPERS}(?:{_PAPER_SAYS}| la){_WHEN}{_day('papers')}",
    # The year first: sinh năm 1975 (ngày 3 tháng 2).
    rf"{_SINH} nam (?P<apart>{_YEAR}[ ,(]{{1,3}}(?:vao )?(?:dung )?ngay \d{{1,2}}(?:/| thang )\d{{1,2}})"
    # A day with a year of its own is another one: sinh năm 1985, ngày 12/3/2024 được kết nạp Đảng.
    r"(?!\d|[/.\-]\d|,? nam \d)",
    rf"\bsinh nhat\b(?! (?:bac|dang|doan|doi|hoi|chu tich)\b)[^\n;!?]{{0,40}}?\b{_day('feast')}",
)
_CHILD = r"(?:be (?:trai|gai)|(?:dua |nguoi )?con(?: trai| gai)?|chau)"
_IS_BORN = (
    r"(?:cat tieng khoc|duoc sinh ra|lot long|me sinh(?: ra)?|(?:anh|chi|ong|ba|co|toi|tui|em) (?:chao doi|ra doi)"
    rf"|{_CHILD}\b[^\d\n.;!?]{{0,20}} cua [^\d\n.;!?]{{0,30}}? (?:ra|chao) doi)\b"
)
_CRIES = r"(?:chao doi|lot long(?: me)?|cat tieng khoc(?: (?:chao doi|dau (?:tien|doi|long)|oe oe|oa oa))?)"
BIRTH_LABEL = compiled(
    "(?:"
    r"\b(?=[bdn])(?:ntns|birth ?da(?:te|y)|date of birth|d\.?o\.?b|born(?: on)?)\b[^\d\n;!?]{0,24}?"
    rf"|\b(?=[csln])(?:{_CRIES}|sn|ns|(?-i:s)\.|s\.n){_HOW}{_WHEN}"
    # chào đời lúc 3 giờ 20 phút ngày …
    rf"|\b(?=[cl]){_CRIES} (?:vao luc|luc|khoang|cach nhau)\b[^\n.;!?]{{0,30}}?\b(?:ngay|hom) "
    # Mẹ đẻ tôi đúng hôm 30-4-1975.
    r"|\b(?=[btm])(?:me|ba|tui|toi) de (?:ra )?(?:toi|tui|no|em|chau|con|anh|chi|ra)\b"
    r"(?:[^\n;!?]{0,24}? dung)?(?: vao)? (?:ngay|hom) "
    f"){_day('labelled')}",
    rf"\b(?=[hn])(?:ngay|hom) {_day('cried')},? [^\d\n.;!?]{{0,40}}?{_IS_BORN}",
    rf"\bnam (?P<turned>{_YEAR},? ngay \d{{1,2}}(?:/| thang )\d{{1,2}}),? [^\d\n.;!?]{{0,40}}?{_IS_BORN}",
)
# Who a story calls by what they are, with what may stand before the name: bác sĩ chuyên khoa II, nghệ nhân ưu tú.
_TITLED = (
    rf"(?:{_ROLE}|thac si|truong (?:thon|ban|xom)|gia lang|bi thu|chu tich|giam doc|nha (?:van|bao)|nhac si|hoa si"
    r"|ca si|ngu dan|cuu binh|vdv)(?: (?:chuyen khoa(?: cap)?(?: (?:ii?|[12])\b)?|uu tu|nhan dan|chuyen nghiep|dan gian"
    r"|chi bo|thon|ban|xom|chinh))?"
)
_COMMON_FAMILY = "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho(?! chi minh)|ngo|duong|ly|dinh"
# Asked only where "ra đời" is said, since nearly every word may be the first of who was born.
COMES_INTO_THE_WORLD = compiled(
    rf"{WORD}(?<!cua )(?<!do )(?:{PERSON}(?: {NAME}){{0,5}}|{_TITLED}(?: {NAME}){{1,5}}) ra doi{_WHEN}{_day('came')}",
    rf"(?:^|(?<=[.!?] ))(?:{_COMMON_FAMILY})(?: {NAME}){{2,3}} ra doi{_WHEN}{_day('begun')}",
)
# Bác sĩ Hải (27/7/1976).
DAY_IN_BRACKETS = compiled(rf"\((?:{_DAY})\)")
BIRTH_IN_BRACKETS = compiled(rf"{WORD}(?:{PERSON}|{_ROLE})(?: {NAME}){{1,5}} \({_day('bracketed')}\)")


# A day beside a name or a feast may be this year's as well; only one long past tells of a birth.
_OF_GROWN_UPS = {"feast", "bracketed", "registered", "papers"}
# What bears somebody's name, or was made by them, comes into the world as well: Trường Lê Văn Tám ra đời ngày …
_NAMED_AFTER = compiled(
    r"\b(?:(?<!con )(?<!trai )(?<!gai )(?<!dau )(?<!ut )cua|truong (?!thon|ban|xom|phong|khoa|doi|doan|tram|nhom)\w"
    r"|nha van hoa|cau lac bo|clb|quy|giai|to hop tac|hop tac xa|htx|mo hinh|bai|(?:doi|hoi) (?!truong|vien)\w)"
    r"[^,.;!?]*$"
)


def is_a_birth(group: str, words: str, before: str, year: int) -> bool:
    """Judge whether somebody alive in `year` was born on the day that `words` name.

    `group` is what found them, `before` what stands before that in the line.
    """
    if group == "came" and _NAMED_AFTER.search(before[-60:]):
        return False
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
