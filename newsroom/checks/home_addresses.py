"""How the place where somebody lives is written in Vietnamese text, over folded text.

A home address is what leads to a door: the number of a house, an alley, a flat; or, where houses have no numbers, the
village of a person together with its commune (residence is basic personal data, Decree 356/2025/NĐ-CP; commune or
ward alone is what a story may name). Addresses of offices, schools and other houses of the public are none.
"""

from __future__ import annotations

from newsroom.checks.birth_dates import NAME, PERSON
from newsroom.checks.personal_numbers import WORD, compiled

# 15/3, 9A, K69/12 (kiệt 69).
_NUMBER = r"[kh]?\d{1,4}[a-z]?(?:/\d{1,4}[a-z]?)*"
_ALLEY = r"(?:ngo|hem|kiet|ngach)"
_WAY = rf"(?:duong|pho|quoc lo|tinh lo|dai lo|{_ALLEY})"
# Sống tại 12 Đồn Biên phòng: so many of them, not a number in a street.
_NO_STREET = r"(?:don bien|chi (?:hoi|bo|doan)|tram|nguoi|ho dan)\b"
# After the number of a house stands the street: by its kind, or its name alone, words with capitals.
_STREET = rf"(?:so )?{_NUMBER},? (?:{_WAY}(?: \w+){{1,3}}|(?!{_NO_STREET}){NAME}(?: {NAME})+)"

# Mở rộng ngõ 5, tuyến kiệt 45: works on a way, nobody's door.
_NO_WORKS = r"(?<!tuyen )(?<!duong )(?<!doan )(?<!mo rong )(?<!cac )"
HOUSE = compiled(
    rf"\b(?=[snhk])(?P<house>(?:so nha|nha so|{_NO_WORKS}{_ALLEY}(?: so)?) {_NUMBER})"
    r"(?!\d|\s?(?:%|nam\b|nha tro|ho\b|can\b|met\b|m\b|cua du an))",
    # Số 205/4B khu phố Long Thới: only houses are numbered by an alley's.
    rf"\bso (?P<slashed>\d{{1,4}}[a-z]?(?:/\d{{1,4}}[a-z]?)+,? (?:{_WAY}|khu pho|to|ap|khom|thon|xom)) ",
    rf"\b(?-i:SN|Sn) (?P<short>{_NUMBER},? (?:{_WAY}|thon|to|xom|khu))\b",
    # With a year, SN is a day of birth: a house has three digits at most here.
    rf"\bsn (?P<named>\d{{1,3}}[a-z]?(?:/\d{{1,4}})* {NAME}(?: {NAME})+)",
)
_FLAT_NUMBER = r"(?:[a-z]{0,2}\d{0,2}[.\-]?)?\d{1,4}[a-z]?(?:/\d{1,4})?"
FLAT = compiled(
    rf"\b(?P<flat>(?:can(?: ho)?|phong|p\.?) ?(?:so )?{_FLAT_NUMBER}(?:,? tang \d+)?,? (?:o |cua )?"
    r"(?:(?:toa(?! an)|block|lo|don nguyen) \w+,? )?"
    r"(?:chung cu|toa(?! an)|block|khu tap the|khu nha|nha tap the|khu do thi|ky tuc xa|ktx|nha [a-z]\d?\b"
    rf"|{_WAY} \w))",
    r"\b(?P<plot>lo (?:so )?[a-z]?\d{1,3}[a-z]?(?:-?\d{1,3})?,? khu (?:dan cu|tai dinh cu|do thi)) ",
)

# Words after which comes the place where somebody lives. "Thường trú" is also what an office of a newspaper is called.
_RESIDES = (
    r"(?:(?<!thuong )(?<!luu )tru (?:tai|o)|(?<!phong )(?<!quan )(?<!doan )thuong tru(?: tai| o)?|tam tru(?: tai| o)?"
    r"|hktt|ho khau(?: thuong tru)?|cu tru|cu ngu(?: tai| o)?|ngu tai|ngu o|(?:cho|noi) o(?: hien (?:nay|tai))?"
    r"|(?:nuong nau|nuong nho|tru ngu|sinh song)\b[^\d\n.,;!?]{0,40}? (?:o|tai)"
    r"|(?:sinh )?song (?:(?:mot minh |don doc )?(?:trong [^\d\n.,;!?]{1,40}? )?|(?:cung|voi) [^\d\n.,;!?]{1,24}? )"
    r"(?:o|tai)"
    r"|(?:hien|dang|van|(?<!ba )con) (?:o|tru)(?: tai)?|o tai|ve o|(?:don|chuyen) (?:ve|den|sang|toi)(?: o)?"
    r"|thue (?:mot |can )?(?:tro|nha|phong)(?: o| tai)?|o (?:nha |phong )?tro(?: o| tai| so)?|tro (?:o|tai)"
    r"|(?:den|ve|tim) nha(?: o| tai)?|nha rieng(?: o| tai)?|dia chi nha(?: rieng)?"
    r"|home address|address|lives? (?:at|in))\b"
)
# Twelve houses, or many, are nobody's.
_ONE = r"(?<!\d )(?<!cac )(?<!nhung )(?<!nhieu )(?<!chuc )(?<!tram )"
_HOME = (
    r"(?:nha (?:tui|toi|minh|o|rieng|chung toi|vo chong|cua|em|anh|chi|ong|ba|bac|chu|co|cu|mu|me|thay)"
    rf"|{_ONE}(?:can|ngoi) nha)"
)
# Many of them live nowhere in particular: các cụ ở …, anh em ở …; and định cư is no cụ.
_SOMEBODY = rf"(?<!cac )(?<!nhung )(?<!anh )(?<!chi )(?!cu(?<=dinh cu)){PERSON}"
_FAMILY_OF = r"(?:gia dinh|(?:hai )?vo chong|(?:\w+ )?me con|(?:hai )?ong ba|\w+ ba chau)"
# ngôi nhà nhỏ của gia đình chị …, hộ bà …
_OWNED = (
    rf"(?:(?:{_ONE}(?:can|ngoi|mai) nha|tup leu|can (?:choi|leu))(?: \w+){{0,3}}|nha(?: cua)?|gia dinh|ho)"
    rf"(?: {_FAMILY_OF})? {PERSON}\b"
)
# vợ chồng anh Pả Hoan dựng nhà sàn tại …; houses for all (nhà văn hóa), for work (nhà lưới) are none to live in.
_BUILDS = (
    r"(?:dung|lam|cat|xay|mua|tau)(?: (?:duoc|lai|them|tam|mot|can|ngoi|cai)){0,3} nha"
    r"(?: (?:san|rieng|tranh|ngoi|moi|nho|go|tre|tam|la|cua|lau|kien co|de o|cap \w+|\w+ (?:tang|gian))){0,3}"
)
_SETTLES = (
    r"(?:lap nghiep|dinh cu|an cu|lam dau|lam re|lay chong|lay vo|o rieng|bam tru)"
    r"(?: (?:o|tai|ve|tren|len|ra|vao)){1,2}"
)
_LIVES = rf"(?:{_RESIDES}|(?:nha|gia dinh|{_SOMEBODY}(?: {NAME}){{0,5}})(?: hien| dang)? o\b)"
_AFTER = r"[\s:*|\"']{0,5}(?:tai |o )?"
_LABEL = (
    r"(?:dia chi|d/c|dc|nha|nha o|noi (?:cu tru|(?:dang ky |dk )?thuong tru|o(?: hien nay| hien tai)?)"
    r"|cho o(?: hien nay)?|thuong tru|tam tru|tru quan|hktt|nha rieng|ho khau|author address|home)"
    r"(?! (?:trao|to chuc|trang|web|thi\b|hop|du an|cong trinh|kham))(?: [a-z ]{1,20})?\s?[:|]\s?[*\"' ]{0,3}"
)
# A number in a street, whoever lives there; asked first, it spares most lines the patterns below.
STREET = compiled(rf"\d[a-z]?,? (?:{_WAY} |{NAME} {NAME})")
AT_STREET = compiled(
    rf"{WORD}{_LIVES}{_AFTER}(?P<near>{_STREET})",
    rf"{WORD}(?:{_RESIDES}|{_HOME})[^\d\n.;!?]{{0,30}}?(?P<far>(?:so )?{_NUMBER},? {_WAY} \w+)",
    rf"\b(?=[cn])(?:can|ngoi) (?:nha|phong)\b[^\d\n.;!?]{{0,30}}?\b(?:o|tai) (?P<within>{_STREET})",
    rf"{WORD}{_LABEL}(?P<labelled>{_STREET})",
    rf"\b(?=[skh\d])(?P<whose>{_STREET})(?=[, (\-]{{1,3}}nha (?:anh|chi|ong|ba|bac|chu|co|cu|em|thay)\b)",
    rf"{WORD}{_SOMEBODY}(?: {NAME}){{1,5}} ?[,(\-] ?(?P<beside>{_STREET})"
    r"(?=, ?(?:phuong|xa|tp|thanh pho|khu pho|to)\b)",
)

# Below the commune: where a house has no number, this leads to it.
_UNITS = (
    r"(?:thon|ban|xom|lang|ap|buon|khom|khoi(?: pho)?|to(?: dan pho| dan cu)?|tdp|khu pho|kp|tieu khu|doi|cum dan cu"
    r"|khu dan cu|khu)"
)
_UNIT_NAME = rf"(?:so )?(?:\d{{1,3}}[a-z]?\b|{NAME}(?: {NAME}){{0,4}}(?: \d{{1,2}}\b)?)"
_COMMUNE = (
    r"(?:xa|phuong|thi tran|thi xa|huyen|quan|dac khu|thanh pho|tp|tx|tt)\.? "
    rf"(?:{NAME}(?: {NAME}){{0,3}}|\d{{1,2}}\b)(?: cu\b)?"
)
_VILLAGE = rf"{_UNITS} {_UNIT_NAME}"
# The inner unit is written small, or every name with "Dơi" or "Bản" in it would be two.
_RURAL = rf"{_VILLAGE}(?: cu)?(?:\s?[,\-(]\s?| )(?:thuoc )?(?:(?-i:{_UNITS}) {_UNIT_NAME}|{_COMMUNE})"
# Family names; what begins with one is a person, not a bridge. Tô and Dương are also a group and a road without marks.
_FAMILY = (
    r"(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|ly|dao|doan|vuong|trinh|truong|dinh|lam|phung|mai"
    r"|ha|cao|luong|luu|chau|ta|thai|quach|mac|nghiem|tong|tang|kieu|lai|bach|tu|ton|ong|diep|giap|khuc|khuong|lu|ninh"
    r"|nong|tieu|trieu|vi|blup|kray|pa|kan|cu|sung|lo|giang|thao|cung|thach|son|danh|kim|y|a|k"
    r"|(?:duong|to)(?= (?:thi|van)\b))"
)
_FULL_NAME = rf"(?=[A-Z])(?:{_FAMILY}) {NAME}(?: {NAME}){{0,3}}"
_AGED = r"(?:\s?[,(]\s?(?:sinh nam |sn:? )?\d{2,4}(?: tuoi)?\)?)?(?:,? dan toc [^\d\n.;!?,]{2,16})?"
_LIVING = r"(?:(?:hien |dang )?(?:o|tru|cu tru|thuong tru|song|ngu|nguoi|dan)(?: tai| o)? )"
_WHERE = r"(?: (?:nam|o|ngay|tai|giua|cuoi|dau|sat|gan|ben|trong|tren|mai|tan)){0,4}"
# Who builds or settles: anh Pả Hoan, đôi vợ chồng trẻ Lan và Phước, Hồ Phơi.
_SETTLER = (
    rf"(?:{_SOMEBODY}(?: {NAME}){{1,5}}|vo chong(?: tre)?(?: {NAME}){{1,4}}(?: va(?: {NAME}){{1,4}})?|{_FULL_NAME})"
)
VILLAGE = compiled(rf"\b(?=[abdkltx]){_RURAL}", rf"[:|]\s?[*\"' ]{{0,3}}{_VILLAGE}")
AT_VILLAGE = compiled(
    rf"{WORD}{_LABEL}(?P<labelled>{_RURAL}|{_VILLAGE})(?=\s*(?:[,\-|\"']|$))",
    rf"{WORD}(?:{_RESIDES}|{_HOME}(?: {NAME}){{0,5}},?{_WHERE}|gia dinh(?: \w+){{0,5}} o"
    rf"|{_SOMEBODY}(?: {NAME}){{0,5}}(?: hien| dang| van)? o\b|{_SOMEBODY}(?: {NAME}){{0,5}},? (?:thuong |tam )?tru"
    # Bà Tư Hò nhà sát bờ kênh ở tổ 12, khu phố …
    rf"|{_SOMEBODY}(?: {NAME}){{1,5}},? (?:co )?nha\b(?! van hoa| truong| may)[^\d\n.;!?]{{0,30}}? (?:o|tai))"
    rf"{_AFTER}(?P<rural>{_RURAL})",
    rf"{WORD}{_OWNED}(?: {NAME}){{0,5}}[^\d\n.,;!?]{{0,24}}? (?:o|tai) (?P<owned>{_RURAL})",
    rf"{WORD}{_SETTLER}[^\d\n.;!?]{{0,40}}? {_BUILDS}{_WHERE} (?P<built>{_RURAL})",
    rf"{WORD}{_SETTLER}[^\d\n.;!?]{{0,40}}? {_SETTLES} (?P<settled>{_RURAL})",
    rf"{WORD}{_SOMEBODY} {NAME}(?: {NAME}){{0,4}}{_AGED},? ?[(\-]?\s?{_LIVING}{{0,2}}(?P<villager>{_RURAL})",
    # Em Lê Văn An, học sinh lớp 5, ở thôn …
    rf"{WORD}(?:{_SOMEBODY}(?: {NAME}){{1,5}}|{_FULL_NAME}),[^\n.;!?()|]{{2,50}}?, {_LIVING}(?P<later>{_RURAL})",
    rf"\b{_FULL_NAME}{_AGED}(?:,? ?[(\-]\s?|, | ?\| ?| ){_LIVING}{{0,2}}(?P<neighbour>{_RURAL})",
)
# Who has a house without living in it.
_PUBLIC = compiled(
    r"\b(?:ubnd|hdnd|uy ban|tru so|truong|benh vien|tram y te|buu dien|cong ty|van phong|chi nhanh|ngan hang|thu vien"
    r"|so (?:noi vu|y te|tu phap|giao duc|van hoa|xay dung|tai chinh|cong thuong|nong nghiep|khoa hoc)|bao tang"
    r"|nha (?:van hoa|hang|may)|co quan|trung tam|chi cuc|cuc thue|doanh nghiep|khach san|hop tac xa|htx|cua hang|tiem"
    r"|duong|cau|cho|khu di tich|nghia trang|den tho)\b"
)
# A place that has to do with a person who does not live there: nhà lưu niệm ông Lê Duẩn ở làng …, quê hương …
_MEMORIAL = compiled(
    r"\b(?:nha (?:tho|luu niem|tuong niem)|khu (?:luu niem|mo|di tich)|lang mo|tuong dai|den tho|dinh lang|nha chua"
    r"|que (?:huong|goc|quan|noi|ngoai))\b[^.;!?]*$"
)
# What only looks like a home may be an office's: the groups of the patterns above that name nobody who lives there.
_DOUBTFUL = {"labelled": 80, "far": 80, "neighbour": 30}
# Houses and alleys of the public, straight after whose house it is: Trường Mầm non Hoa Sen (kiệt 20 …).
_ALLEYS = {"house", "slashed"}
_HOUSE_OF_ALL = compiled(
    r"\b(?:truong (?:mam|mau|tieu|trung|cao|dai|pho|thcs|thpt|ptdt)|nha (?:van hoa|tre|tho)|tram y te|phong kham"
    r"|benh vien|trung tam|cong ty|chi nhanh|van phong|tru so|ubnd|uy ban|chua|nha sach|thu vien|bao tang|buu dien)\b"
    r"(?: (?!tro\b|song\b|nha\b|thue\b|ngu\b|cu\b|hien\b|dang\b|van\b|ve\b)\w+){0,8}"
    r"(?P<by> ?\(| ?[,\-]| (?=o |tai )) ?(?:(?:o|tai|so|dia chi:?) ){0,2}$"
)
_PERSON_BEFORE = compiled(rf"{WORD}{PERSON} {NAME}")


def _is_of_all(before: str) -> bool:
    """Judge whether a house of the public stands straight `before` an address, and is no place of somebody's work."""
    near = before[-100:]
    public = _HOUSE_OF_ALL.search(near)
    return public is not None and (public["by"].endswith("(") or _PERSON_BEFORE.search(near[: public.start()]) is None)


def is_a_home(group: str, before: str) -> bool:
    """Judge by what stands `before` an address in its line whether somebody lives there; `group` is what found it."""
    if group in _ALLEYS:
        return not _is_of_all(before)
    return _MEMORIAL.search(before[-40:]) is None and (
        group not in _DOUBTFUL or _PUBLIC.search(before[-_DOUBTFUL[group] :]) is None
    )
