"""How numbers that belong to a person are written in Vietnamese text: patterns over folded text.

The forms are those in use in 2026-11 and those before them that are still printed: identity cards of nine digits,
telephones of eleven, plates with four.
"""

from __future__ import annotations

import re

from newsroom.checks.pattern import Pattern

# One separator may stand between two digits: 0912.345.678, 0912 345 678, 0912-345-678.
_GAP = r"[ .\-]?"
# Where a label says what the number is, separators may be wider: 0912 - 345 - 678.
_WIDE = r"(?: ?[.,/\-] ?| {1,2})?"
START = r"(?<![\w/])(?<!\d[.,\-])(?<!isbn )(?<!isbn: )(?<!issn )"
END = r"(?![\w/]|[.,\-]\d)"
# Where a label may begin; said first, it lets a blob of digits pass quickly.
WORD = r"\b(?=[a-z])"
# What follows an amount: 84.912.345.678 đồng is money, not a telephone. In lower case only, and whole words: Hồ, Tạ and
# Yến are names, a comrade (đồng chí, đ/c) and a bank (ngân hàng) are no units.
UNITS = (
    r"(?!\s?(?-i:dong\b(?! chi)|[vV][nN][dD]|d\b(?!/c)|usd|USD|trieu|ty\b|nghin|ngan\b(?! hang)|%"
    r"|m2|m3|ha\b|kg|kWh|tan\b|ta\b|yen\b|km|met|lit|luot|nguoi|ho\b|byte|cay\b|co phieu))"
)
# 1.234.567: thousands set off by dots are an amount, whatever its label.
NO_AMOUNT = r"(?!\d{1,3}(?:\.\d{3})+\b)"


def compiled(*branches: str) -> Pattern:
    """Return what any of `branches` matches; the case of letters matters only where a branch says so."""
    return Pattern("|".join(branches), re.IGNORECASE | re.ASCII)


def _digits(count: str, gap: str = _GAP) -> str:
    return rf"\d(?:{gap}\d){{{count}}}"


# Between a label and its number may stand a year or a day (số CMND đã cấp năm 2009 là …), or of how many digits the
# number is (CMND loại 9 số, tài khoản 14 chữ số).
_SINCE = (
    r"(?:\b(?:nam (?:19|20)\d\d|cap (?:(?:ngay|hom|tu|nam) ){0,2}(?:\d{1,2}[/.\-]){0,2}(?:19|20)\d\d"
    r"|\d{1,2} (?:(?:chu |con )?so|ky tu))\b[^\d\n.;!?]{0,16}?)?"
)
# Where the number cannot be mistaken, any small number may: làm hộ chiếu cho cụ bà 92 tuổi, số …
_PAST_SMALL = r"(?:\b(?:\d{1,2}|nam (?:19|20)\d\d)\b[^\d\n.;!?]{0,40}?)??"


def near(words: str, number: str, between: int = 24, name: str = "it", past: str = _SINCE) -> str:
    """Return a pattern for a number that follows one of `words` closely, in the same sentence.

    In names of files and keys the words of a label are joined: ho-chieu-B1234567, sotaikhoan.
    """
    label = words.replace(" ", r"[ \-]?")
    return rf"{WORD}(?:{label})(?![a-z])(?:\.| no\.)?[^\d\n.;!?]{{0,{between}}}?{past}(?P<{name}>{number})"


def _before(number: str, words: str, name: str) -> str:
    """Return a pattern for a number that says after itself what it is: 4520183746 là mã BHXH của chị."""
    return (
        rf"{START}(?<!\d )(?P<{name}>{number}+)(?=[ \"'*|]{{0,3}}[,(:|\-]?[ \"'*|]{{0,3}}"
        rf"(?:(?:la|chinh la|day la|do la|chinh) )?(?:(?:day|so|ma|the|cuon) ){{0,3}}(?:{words})(?![a-z])"
        # Another number after it is the one that is meant.
        rf"(?![^\d\n.;!?]{{0,24}}\d))"
    )


# Between a label and its number the person may be named: số hộ chiếu của kỹ sư Nguyễn Đăng Triều là …
_NAMED = 60

_ID_CARD = (
    r"cmnd|cmtnd|cmt|gcmnd|chung minh(?: nhan dan| thu| thu nhan dan)?|giay chung minh|cccd|can cuoc(?: cong dan)?"
    r"|the can cuoc|giay to tuy than|(?-i:CC)"
)
# In a long row of digits set apart none is an id.
CITIZEN_ID = compiled(rf"{START}(?<!\d \d )(?P<it>{_digits('11')}){END}(?! \d){UNITS}")
OLD_ID = compiled(near(_ID_CARD, _digits("8", _WIDE), _NAMED) + END + UNITS)
NAMED_ID = compiled(
    near(rf"{_ID_CARD}|(?:so |ma )?dinh danh(?: ca nhan)?|so ddcn|ddcn|sdd", _digits("11", _WIDE), _NAMED) + END + UNITS
)

# A telephone may hang on its label (SĐT0912…, zalo.me/0912…), and on another telephone by a slash.
_DIAL = (
    rf"(?=[(+08])(?<!\d)(?:{START}|(?<=\bsdt)|(?<=\bdt)|(?<=\btel)|(?<=\bzalo)|(?<=\bzalo\.me/)|(?<=\bwa\.me/)"
    r"|(?<=\bphone)|(?<=\blh)|(?<=\d\d\d/))"
)
_HUNG_UP = r"(?!\w|/(?!\(?0)|[.,\-]\d)"
_ABROAD = rf"\(?(?:\+|00)84\)?{_GAP}(?:\(0\)|0(?=[ .\-]?[35789]))?{_GAP}"
# 09.12.2024 17 is a day and what comes after it.
_NO_DAY = r"(?!\d\d(?:-\d\d-|\.\d\d\.)(?:19|20)\d\d\b)"
MOBILE = compiled(
    rf"{_DIAL}{_NO_DAY}(?:(?P<it>(?:{_ABROAD}|\(?84[\- ]?|0(?: |\.(?=\d{{3}}\.))?)\)?[35789](?:\)?{_GAP}\d){{8}})"
    r"|(?P<spaced>0[35789]\d\d? - \d{3} - \d{3,4}|0[35789]\d\d/\d{3}[. ]?\d{3}"
    r"|0[35789]\d\d?(?: ?\(\d{3}\) ?|\*\d{3}\*|~\d{3}~|:\d{3}:|'\d{3}'|--\d{3}--)\d{3,4})"
    rf"|(?P<bracketed>\(0[35789]\d(?:\)(?:{_GAP}\d)|\d\)){_GAP}\d(?:{_GAP}\d){{5}})"
    # Numbers of eleven digits, from before 2018.
    rf"|(?P<old>01(?:2\d|6[2-9]|8[68]|99)(?:{_GAP}\d){{7}})){_HUNG_UP}{UNITS}",
    rf"(?=\+){START}(?P<foreign>\+(?!84)(?!\d{{1,3}}(?:\.\d{{3}})+\b)[1-9]\d{{0,2}}{_GAP}\(?\d\)?(?:{_GAP}\d){{7,11}})"
    rf"{END}{UNITS}",
)
# Eleven digits in all: 024 and 028 with eight, other areas with seven.
LANDLINE = compiled(
    rf"{_DIAL}(?P<it>(?:{_ABROAD}|\(?0)(?:2[48]\)?{_GAP}\d|2\d\d\)?){_GAP}\d(?:{_GAP}\d){{6}}){_HUNG_UP}{UNITS}"
)
_TELEPHONE = (
    r"(?:so )?(?:dien thoai|sdt|s d t|dt|dtdd|dtcd|dd|di dong|may ban|tel|fax|mobile|phone|cell|hotline|zalo|viber"
    r"|whatsapp|so may|so lien he|lien he|goi|alo|a lo|nhan tin|sim)"
)
_AT_HOME = r"may (?:ban|le)|(?:dt|dien thoai|so) (?:ban|nha|co dinh|nha rieng)"
NAMED_PHONE = compiled(
    # What is printed without its 0, or with an area code from before 2015 (053…); only the label tells them.
    near(
        _TELEPHONE,
        rf"{_NO_DAY}(?:(?:\+?84{_WIDE})?\(?0(?:\)?{_WIDE}\d){{8,10}}|[35789](?:{_WIDE}\d){{8}})",
        _NAMED,
    )
    + END
    + UNITS,
    near(_AT_HOME, rf"[2-9](?:{_WIDE}\d){{5,6}}", name="local") + END + UNITS,
)
PARTED_LIKE = compiled(r"0\d{1,3}\)?[ .\-]?[(|]\(?\d")
PARTED_PHONE = compiled(
    # Parts in brackets, wherever they stand: 0945(337)218, (0233)(3852)117; or between bars.
    near(
        _TELEPHONE,
        r"\(?0(?:(?:[ .\-]?[()]{1,2}[ .\-]?|[ .\-])?\d){9,10}\)?|0\d{2,3}\|\d{3}\|\d{3,4}",
        _NAMED,
        "parted",
    )
    + END
    + UNITS,
)
_SPOKEN_DIGIT = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
SPOKEN_PHONE = compiled(rf"\b(?P<it>khong(?:[ ,.\-]{{1,3}}{_SPOKEN_DIGIT}){{9,10}})\b")

_PROVIDERS = r"(?:gmail|yahoo|hotmail|outlook|icloud|live|proton|protonmail|ymail)"
_AT = r"\s?(?:@|[(\[{<]\s?(?:at?|@|a[ \-]cong|a[ \-]moc)\s?[)\]}>])\s?"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot|cham)\s?[)\]}]\s?| dot | cham |\s?[.,]\s?(?=(?:com|vn|net|org|edu)\b))"
_NO_FILE = r"(?![a-z\d\-]+(?:\.[a-z\d\-]+)?\.(?:png|jpe?g|webp|gif|svg|avif|ico|css|js|mp4|pdf)\b)"
EMAIL = compiled(
    rf"(?<![\w.+\-])(?!git@)(?P<it>[\w.+\-]+{_AT}(?:{_NO_FILE}[\w\-]+(?:{_DOT}(?!\d+\b)[\w\-]+)+|{_PROVIDERS}\b))",
    # Said aloud: "bui ke a còng gmail chấm com".
    rf"(?<![\w.+\-])(?P<said>[\w.+\-]+ (?:at|a[ \-]cong|a[ \-]moc) {_PROVIDERS}(?:{_DOT}(?:com|me|vn))+)\b",
)

_ACCOUNT = (
    r"stk|so tk|so tai khoan|tk ngan hang|tai khoan(?: ngan hang| so| ca nhan| nhan tien)?|bank account|account"
    r"|account n(?:umber|o)|acc|acct|a/c|so the(?: atm| ngan hang)?|the atm|the ngan hang|iban"
)
_BANKS = (
    r"(?:bank|\bbidv|\bvcb|\bacb|\bshb|\bvib|\bmb|\btcb|\bctg|\bocb|\bvpb|\bstb|\bmsb|\bvietcom|\bviettin|\bsacom|\bagri"
    r"|\btechcom|\bngan hang|\bquy tin dung)(?![a-z])"
)
BANK_CUES = (
    *("bank", "bidv", "vcb", "acb", "shb", "vib", "mb", "tcb", "ctg", "ocb", "vpb", "stb", "msb", "vietcom", "viettin"),
    *("sacom", "agri", "techcom", "ngan hang", "quy tin dung", "tk", "ck", "chuyen", "tai khoan"),
)
# Beside a bank's name only a long number is an account, and none that is written like an amount or a hotline.
_LONG = rf"{NO_AMOUNT}(?!1[89]00){_digits('8,18')}"


def _beside_a_bank(number: str) -> tuple[str, str]:
    """Return patterns for a `number` after and before a bank's name.

    Before the name it is possessive (+): what follows it is no digit, so trying it shorter would be in vain.
    """
    return (
        rf"(?:{_BANKS}|\bck\b|\bchuyen khoan\b|\bchuyen tien\b)[^\d\n.;!?]{{0,24}}?(?P<after>{number}){END}{UNITS}",
        rf"{START}(?P<before>{number}+)[ (|,\-\"'*]{{1,4}}(?:(?:tai|mo tai|o|cua|thuoc) )?\w*{_BANKS}",
    )


# Accounts of twelve digits, as some banks have, often look like a citizen id.
ID_LIKE = compiled(rf"\b0\d{_GAP}\d{_GAP}[0-3](?:{_GAP}\d){{8}}")
ID_AT_BANK = compiled(*_beside_a_bank(NO_AMOUNT + _digits("11")))
BANK = compiled(
    # All of a number or none of it (?>): 125 000 000 đồng is not an account of six digits.
    near(_ACCOUNT, rf"(?>{_digits('5,18')})|\d{{3}}[a-z]\d{{8}}", _NAMED) + END + UNITS,
    near("tk|ctk", _LONG, name="short") + END + UNITS,
    # A card tells itself: 9704 is the country's own prefix.
    rf"{START}(?P<card>9704(?:{_GAP}\d){{12}}(?:(?:{_GAP}\d){{3}})?){END}",
)
AT_BANK = compiled(
    # All of a number or none of it (?>): 125 000 000 đồng is not an account of six digits.
    # ACB's own numbers have eight digits, as a day written in one has.
    rf"\b(?:acb|vcb|bidv|mb|[a-z]+bank) (?P<bare>(?!1[89]00|(?:19|20)\d\d[01])\d{{8}}){END}{UNITS}",
    *_beside_a_bank(_LONG),
    rf"{START}(?P<owned>{_LONG}+)[ (|,\-\"'*]{{1,4}}(?:(?:la|day la) )?(?:stk|(?:so |chu )?tk|(?:so )?tai khoan|ctk)\b",
)

_SERIES = r"[1-9]\d[ \-]?[a-z]{1,2}\d?"
_TAIL = r"\d{3}[. \-]?\d{2}"
_VEHICLE = (
    r"xe|chiec|o to|oto|mo to|moto|taxi|honda|yamaha|suzuki|wave|dream|sirius|winner|exciter|vision|future"
    r"|air ?blade|lead|sh|vespa|jupiter|cub|ro-?mooc|container|cong nong|ban tai|vinfast|toyota|kia|hyundai|mazda"
    r"|vehicle|car|motorbike"
)
# What any plate looks like; asked first, it spares most lines the patterns below.
PLATE_LIKE = compiled(r"\d\d[ \-]?[a-z][a-z]?\d?[ \-.]{0,3}\d\d\d|[a-z][a-z][ \-.]{1,3}\d\d[ \-.]{1,3}\d\d")
PLATE = compiled(
    rf"{START}(?P<new>{_SERIES}(?: ?[\-.] ?| )\d{{3}}[. ]\d{{2}}){END}{UNITS}",
    rf"{START}(?P<whole>\d{{2}}-?(?-i:[A-Z]{{1,2}})\d?(?: ?- ?)\d{{5}}){END}{UNITS}",
    near(
        r"(?:mang |deo )?bien(?: so| kiem soat| ks| so dang ky| xe)*|bks|bsx|bs|so xe|license plate|plate",
        rf"(?:\d{{2}}[ \-]?[a-z]{{1,2}}\d?[ \-.]{{0,3}}(?:{_TAIL}|\d{{4}})"
        # Of the army: TM-12-34.
        r"|[a-z]{2}[ \-.]{1,3}\d\d[ \-.]{1,3}\d\d)",
        20,
        "named",
    )
    + END,
    # A class and its school year (10A1-2025) look like a plate from before 2010.
    rf"{WORD}(?:{_VEHICLE})\b[^\d\n.;!?]{{0,30}}?"
    rf"(?P<old>\d{{2}}[ \-]?[a-z]\w?[ \-.]{{0,3}}(?!(?:19|20)\d\d\b)(?:{_TAIL}|\d{{4}})){END}{UNITS}",
)

_INSURED = r"bhxh|bhyt|bhtn|bao hiem(?: xa hoi| y te)?|vssid"
INSURANCE = compiled(
    near(
        rf"(?:(?:ma|so|the|cuon) ){{1,3}}(?:{_INSURED})(?: so)?",
        rf"(?:[a-z]{{2}}{_GAP}\d{_GAP})?{_digits('9,12')}",
        40,
    )
    + END
    + UNITS,
    # Without "mã số" the number must be as long as a code is, and no telephone of the insurance's office.
    near(
        _INSURED,
        rf"{NO_AMOUNT}(?!0[2-9]|1[89]00)(?:[a-z]{{2}}{_GAP}\d{_GAP}\d{_GAP}\d{_GAP})?{_digits('9')}",
        name="weak",
        past=_PAST_SMALL,
    )
    + END
    + UNITS,
    _before(rf"{NO_AMOUNT}{_digits('9')}", rf"{_INSURED}|bao hiem", "before"),
    # A card needs no label: two letters for whom it covers, a digit for how much, twelve digits for who.
    rf"{START}(?P<card>(?-i:(?!TK)[A-Z]{{2}}){_GAP}[1-5](?:{_GAP}\d){{12}}){END}",
)
_TAXED = (
    r"mst|mstcn|(?:ma )?so thue(?: ca nhan)?|ma thue|thue(?: tncn)?|tncn|tax (?:code|id|n(?:umber|o))|(?-i:TIN|PIT)"
)
TAX = compiled(
    near(r"mst|mstcn|ma so thue(?: ca nhan)?|tax (?:code|id|n(?:umber|o))", rf"{_digits('9')}(?:-?\d{{3}})?", _NAMED)
    + END,
    near(
        _TAXED,
        rf"{NO_AMOUNT}(?!0[35789]|(?:19|20)\d\d-\d\d-\d\d){_digits('9')}(?:-\d{{3}})?",
        name="weak",
        past=_PAST_SMALL,
    )
    + END
    + UNITS,
    _before(rf"{NO_AMOUNT}{_digits('9')}", r"mst|(?:ma )?so thue|ma thue", "before"),
)
PASSPORT = compiled(
    near(
        r"ho chieu|passport|ppt?|(?-i:HC)|giay thong hanh",
        rf"\b(?:(?:[a-z]{{1,2}}|(?-i:[A-Z]{{1,2}})[ \-]){_digits('5,7')}|{NO_AMOUNT}\d{{8,9}}"
        # Other countries: 19CV40268.
        r"|(?-i:(?=[A-Z\d]{0,4}\d{4})[A-Z\d]{8,9}))",
        _NAMED,
        past=_PAST_SMALL,
    )
    + END
    + UNITS,
    _before(r"[a-z]{1,2} ?\d{6,8}", r"ho chieu|passport", "before"),
    # Told as a story, the number stands far from the word: hộ chiếu của hai vị khách …, cuốn của người vợ ghi số …
    rf"{WORD}(?:ho chieu|passport)\b[^\d\n]{{0,120}}?\bso (?:hieu )?(?P<far>(?-i:[A-Z]) ?\d{{7}}"
    rf"|(?-i:\d\d[A-Z]{{2}}\d{{5}}|(?=[A-Z])(?=(?:[A-Z]{{0,4}}\d){{4}})[A-Z\d]{{9}})){END}{UNITS}",
)
# Most lines with a number hold only a year or an amount; asking that once spares them most patterns.
LONG_NUMBER = compiled(
    rf"{_digits('5', '(?: ?[.-] ?| {1,2})?')}|\d{{3}}[,/]\d{{3}}[,/]\d{{3}}",
    r"0\d{2,3}[ \-)]{0,2}[(*~|:'\-]{1,2}\d{3}",
)
