"""How the place where somebody lives is written in Vietnamese text, over folded text.

A home address is what leads to a door: the number of a house, an alley, a flat; or, where houses have no numbers, the
village of a person together with its commune (residence is basic personal data, Decree 356/2025/NĐ-CP; commune or
ward alone is what a story may name). Addresses of offices, schools and other houses of the public are none.
"""

from __future__ import annotations

from newsroom.checks.birth_dates import PERSON
from newsroom.checks.personal_numbers import WORD, compiled

_NAME = r"(?-i:[A-Z]\w*)"
# 15/3, 9A, K69/12 (kiệt 69).
_NUMBER = r"[kh]?\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*"
_WAY = r"(?:duong|pho|quoc lo|tinh lo|ngo|hem|kiet|ngach|dai lo)"
# Sống tại 12 Đồn Biên phòng: so many of them, not a number in a street.
_NO_STREET = r"(?:don bien|chi (?:hoi|bo|doan)|tram|nguoi|ho dan)\b"
# After the number of a house stands the street: by its kind, or its name alone, words with capitals.
_STREET = rf"(?:so )?{_NUMBER},? (?:{_WAY}(?: \w+){{1,3}}|(?!{_NO_STREET}){_NAME}(?: {_NAME})+)"

HOUSE = compiled(
    r"\b(?=[snhk])(?P<house>(?:so nha|nha so|(?<!tuyen )(?<!duong )(?<!doan )(?<!mo rong )(?<!cac )(?:ngo|hem|kiet|ngach)(?: so)?)"
    rf" {_NUMBER})(?!\d|\s?(?:%|nam\b|nha tro|ho\b|can\b|met\b|m\b))",
    rf"\b(?-i:SN|Sn) (?P<short>{_NUMBER},? (?:{_WAY}|thon|to|xom|khu))\b",
    rf"\bsn (?P<named>\d{{1,3}}[a-z]?(?:/\d{{1,4}})* {_NAME}(?: {_NAME})+)",
)
_FLAT_NUMBER = r"(?:[a-z]{0,2}\d{0,2}[.\-]?)?\d{1,4}[a-z]?(?:/\d{1,4})?"
FLAT = compiled(
    rf"\b(?P<flat>(?:can(?: ho)?|phong|p\.?) ?(?:so )?{_FLAT_NUMBER}(?:,? tang \d+)?,? (?:o |cua )?(?:(?:toa(?! an)|block|lo|don nguyen) \w+,? )?"
    rf"(?:chung cu|toa(?! an)|block|khu tap the|khu nha|nha tap the|khu do thi|ky tuc xa|ktx|nha [a-z]\d?\b|{_WAY} \w))",
    r"\b(?P<plot>lo (?:so )?[a-z]?\d{1,3}[a-z]?(?:-?\d{1,3})?,? khu (?:dan cu|tai dinh cu|do thi)) ",
)

_RESIDES = (
    r"(?:(?<!thuong )(?<!luu )tru (?:tai|o)|(?<!phong )(?<!quan )(?<!doan )thuong tru(?: (?:tai|o))?|hktt|ho khau(?: thuong tru)?"
    r"|cu tru|cu ngu(?: tai| o)?|tam tru(?: tai| o)?|ngu tai|ngu o|(?:cho|noi) o(?: hien (?:nay|tai))?|nha rieng(?: (?:o|tai))?"
    r"|(?:sinh )?song (?:(?:mot minh|don doc|(?:cung|voi) [^\d\n.,;!?]{1,24}?) )?(?:o|tai)|(?:hien|dang|van|con) (?:o|tru)(?: tai)?"
    r"|thue (?:(?:mot |can )?(?:tro|nha|phong))(?: (?:o|tai))?|o (?:nha|phong) tro(?: (?:o|tai|so))?|tro (?:o|tai)|(?:den|ve|tim) nha(?: (?:o|tai))?|(?:don|chuyen) (?:ve|den|sang|toi)(?: o)?|ve o|o tai|o tro (?:o|tai)?"
    r"|dia chi nha(?: rieng)?|home address|address|lives? (?:at|in))\b"
)
_HOME = (
    r"(?:nha (?:tui|toi|minh|o|rieng|chung toi|vo chong|cua|em|anh|chi|ong|ba|bac|chu|co|cu|mu|me|thay)|can nha|ngoi nha)"
)
_LABEL = (
    r"(?:dia chi|d/c|dc|nha|nha o|noi (?:cu tru|(?:dang ky |dk )?thuong tru|o(?: hien nay| hien tai)?)|cho o(?: hien nay)?"
    r"|thuong tru|tam tru|tru quan|hktt|nha rieng|ho khau|author address|home)"
)
# Many of them live nowhere in particular: các cụ ở …, anh em ở …
_SOMEBODY = rf"(?<!cac )(?<!nhung )(?<!anh )(?<!chi ){PERSON}"
_LIVES = rf"(?:{_RESIDES}|(?:nha|gia dinh|{_SOMEBODY}(?: {_NAME}){{0,5}})(?: hien| dang)? o\b)"
_AFTER_LABEL = r"[\s:*|\"']{0,5}(?:tai |o )?"
# A number in a street, whoever lives there; what a pattern below asks first.
STREET = compiled(rf"\d[a-z]?,? (?:{_WAY} |{_NAME} {_NAME})")
AT_STREET = compiled(
    rf"{WORD}{_LIVES}{_AFTER_LABEL}(?P<near>{_STREET})",
    rf"{WORD}(?:{_RESIDES}|{_HOME})[^\d\n.;!?]{{0,30}}?(?P<far>(?:so )?{_NUMBER},? {_WAY} \w+)",
    rf"\b(?=[cn])(?:can|ngoi) (?:nha|phong)\b[^\d\n.;!?]{{0,30}}?\b(?:o|tai) (?P<within>{_STREET})",
    rf"{WORD}{_LABEL}(?: [a-z ]{{1,20}})?\s?[:|]\s?[*\"' ]{{0,3}}(?P<labelled>{_STREET})",
    rf"\b(?=[skh\d])(?P<whose>{_STREET})(?=[, (\-]{{1,3}}nha (?:anh|chi|ong|ba|bac|chu|co|cu|em|thay)\b)",
    rf"{WORD}{_SOMEBODY}(?: {_NAME}){{1,5}} ?[,(\-] ?(?P<beside>{_STREET})(?=, ?(?:phuong|xa|tp|thanh pho|khu pho|to)\b)",
)

# Below the commune: where a house has no number, this leads to it.
_UNITS = (
    "(?:thon|ban|xom|lang|ap|buon|khom|khoi(?: pho)?|to(?: dan pho| dan cu)?|tdp|khu pho|kp|tieu khu|doi|cum dan cu"
    "|khu dan cu|khu)"
)
_UNIT_NAME = rf"(?:so )?(?:\d{{1,3}}[a-z]?\b|{_NAME}(?: {_NAME}){{0,4}}(?: \d{{1,2}}\b)?)"
_COMMUNE = rf"(?:xa|phuong|thi tran|thi xa|huyen|quan|dac khu|thanh pho|tp|tx|tt)\.? (?:{_NAME}|\d)"
_RURAL = (
    rf"{_UNITS} {_UNIT_NAME}(?: cu)?(?:\s?[,\-(]\s?| )(?:thuoc )?(?:(?-i:{_UNITS}) {_UNIT_NAME}|{_COMMUNE})"
)
_AGED = r"(?:\s?[,(]\s?(?:sinh nam |sn:? )?\d{2,4}(?: tuoi)?\)?)?(?:,? dan toc [^\d\n.;!?,]{2,16})?"
VILLAGE = compiled(rf"\b(?=[abdkltx]){_RURAL}", rf"[:|]\s?[*\"' ]{{0,3}}{_UNITS} {_UNIT_NAME}[ ,\-]")
# Family names of the Kinh, Bru - Vân Kiều, Pa Kô and others; what begins with one is a person, not a bridge.
_FAMILY = (
    "(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong(?= (?:thi|van)\b)|ly|dao|doan|vuong|trinh|truong|dinh|lam|phung"
    "|mai|to|ha|cao|luong|luu|chau|ta|thai|quach|mac|nghiem|tong|tang|kieu|lai|bach|tu|ton|ong|diep|giap|khuc|khuong|lu"
    "|ninh|nong|quan|tieu|trieu|vi|blup|kray|pa|kan|hoi|cu|sung|lo|giang|thao|cung|le|thach|son|danh|kim|y|a|k)"
)
_FULL_NAME = rf"(?=[A-Z])(?:{_FAMILY}) {_NAME}(?: {_NAME}){{0,3}}"
_WHERE = r"(?: (?:nam|o|ngay|tai|giua|cuoi|dau|sat|gan|ben|trong|tren|mai|tan)){0,4}"
AT_VILLAGE = compiled(
    rf"{WORD}{_LABEL}(?: [a-z ]{{1,20}})?\s?[:|]\s?[*\"' ]{{0,3}}(?P<labelled>{_UNITS} {_UNIT_NAME}[ ,\-])",
    rf"{WORD}(?:{_RESIDES}|{_HOME}(?: {_NAME}){{0,5}},?{_WHERE}|gia dinh(?: \w+){{0,5}} o|{_SOMEBODY}(?: {_NAME}){{0,5}}(?: hien| dang| van)? o\b"
    rf"|{_SOMEBODY}(?: {_NAME}){{0,5}},? (?:thuong |tam )?tru){_AFTER_LABEL}(?P<rural>{_RURAL})",
    rf"{WORD}{_SOMEBODY} {_NAME}(?: {_NAME}){{0,4}}{_AGED},? ?[(\-]?\s?"
    rf"(?:(?:hien |dang )?(?:o|tru|thuong tru|song|ngu|nguoi|dan)(?: tai| o)? ){{0,2}}(?P<villager>{_RURAL})",
    # Em Lê Văn An, học sinh lớp 5, ở thôn …
    rf"{WORD}(?:{_SOMEBODY}(?: {_NAME}){{1,5}}|{_FULL_NAME}),[^\n.;!?()|]{{2,50}}?, (?:hien |dang )?(?:o|tru|cu tru|thuong tru|song)(?: tai| o)? (?P<later>{_RURAL})",
    rf"\b{_FULL_NAME}{_AGED}(?:,? ?[(\-]\s?|, | ?\| ?| )(?:(?:hien |dang )?(?:o|tru|thuong tru|song|ngu|nguoi|dan)(?: tai| o)? ){{0,2}}"
    rf"(?P<far>{_RURAL})",
)
_PUBLIC = compiled(
    r"\b(?:ubnd|hdnd|uy ban|tru so|truong (?:thcs|thpt|tieu hoc|mam non|hoc|dai|cao)|benh vien|tram y te|buu dien"
    r"|so (?:noi vu|y te|tu phap|giao duc|van hoa|xay dung|tai chinh|cong thuong|nong nghiep|khoa hoc)|cong ty|van phong"
    r"|chi nhanh|ngan hang|thu vien|bao tang|nha van hoa|nha hang|nha may|co quan|trung tam|chi cuc|cuc thue|doanh nghiep"
    r"|khach san|hop tac xa|htx|truong|duong|cau|cho|khu di tich|nghia trang|den tho)\b"
)


# A house of the public that has the name of a person: nhà lưu niệm ông Lê Duẩn ở làng …
_MEMORIAL = compiled(r"\b(?:nha (?:tho|luu niem|tuong niem)|khu (?:luu niem|mo|di tich)|lang mo|tuong dai|den tho|dinh lang|nha chua)\b[^.;!?]*$")


def is_a_home(before: str, *, surely: bool) -> bool:
    """Judge by what stands `before` an address whether it is a home; `surely` when somebody is said to live there."""
    if _MEMORIAL.search(before[-40:]):
        return False
    return surely or _PUBLIC.search(before[-80:]) is None
