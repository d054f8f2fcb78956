"""The words by which something sensitive is told, in Vietnamese; `sensitive_words` finds out of whom."""

from __future__ import annotations

import re

from newsroom.checks.pattern import Pattern
from newsroom.story.sensitive import ETHNICITY, FAMILY, HEALTH, RELIGION


def either(alternatives: str) -> str:
    """Join alternatives that are written over several lines, `a | b`, into one expression."""
    return "(?:" + "|".join(one.strip() for one in alternatives.split("|")) + ")"


_PEOPLES = either("""
    Tày | Thái | Mường | Khmer | Khơ[- ]?me | Hoa | Nùng | H[’'ʼ]?[Mm]ông | Mông | Dao | Gia[- ]?[Rr]ai
    | J[’']?rai | Ê[- ]?[Đđ]ê | Ba[- ]?[Nn]a | Sán Chay | Sán Dìu | Chăm | Chàm | Cơ[- ][Hh]o | K[’']ho
    | Xơ[- ]?[Đđ]ăng | H[’']?rê | Ra[- ]?[Gg]lai | M[’']?[Nn]ông | Thổ | X?[’']?[Ss]tiêng | Khơ Mú
    | Bru(?:\\s*[-–]\\s*Vân Kiều)? | Vân Kiều | Pa[- ][KkCc]ô | Cơ[- ]?[Tt]u | Giáy | Tà[- ][ÔO]i
    | Giẻ[- ]Triêng | Chơ[- ]Ro | Xinh Mun | Hà Nhì | Chu Ru | Lào | La Chí | Kháng | Phù Lá | La Hủ | La Ha
    | Pà Thẻn | Lự | Ngái | Chứt | Lô Lô | Mảng | Cơ Lao | Bố Y | Cống | Si La | Pu Péo | Rơ Măm | Brâu | Ơ Đu
    | Rục | A[- ]?[Rr]em | Mã Liềng | Ma[- ]Coong | Khùa
""")
# Also nations, or words of their own: only "dân tộc" before them makes them a people of the country.
_NATIONS = either("Thái | Hoa | Lào | Thổ | Cống | Lự | Kháng")
_FAITHS = either("""
    Công giáo | Thiên Chúa(?: giáo)? | Tin Lành | Phật(?: giáo)? | Hồi(?: giáo)? | Ki-?tô(?: giáo)?
    | Cơ Đốc(?: giáo)? | Do Thái(?: giáo)? | Hòa Hảo | Hoà Hảo | Cao Đài | Anh giáo | Chính thống
""")
_ILLNESS = either("""
    bệnh(?! viện|nhân|án|xá|dịch) | ung thư | HIV | AIDS | tai biến | đột qu[ỵị] | trầm cảm | bại liệt | mù\\b
    | điếc | câm\\b | liệt | tiểu đường | suy (?:tim|thận|gan) | chất độc | da cam | tâm thần | cụt | khuyết tật
    | dị tật | tàn tật | thương tật | khiếm thị | khiếm thính | tật (?:ở )?(?:chân|tay|mắt) | u não | viêm gan
    | lao phổi | động kinh
""")
_SUFFERS = either("""
    bị | mắc | nhiễm | mang | chống chọi với | chiến đấu với | chẩn đoán(?: nhầm)?(?: là|bị|mắc|với)?
""")
_BELIEVER = either("người | tín đồ | giáo dân | con chiên | vị Thánh")
_CLERIC = either("""
    giáo dân | phật tử | tín đồ | linh mục | mục sư | giám mục | nữ tu | tu sĩ | nhà sư | ni sư | người có đạo
    | người vô thần
""")

TRIGGERS: dict[str, Pattern] = {
    HEALTH: Pattern(
        rf"\b{_SUFFERS}(?: phải)? (?:[^.,;]{{0,25}}?\b)??{_ILLNESS}"
        r"|\b(?:vì|do|bởi)(?: chứng)?(?: căn)? (?:bệnh(?! viện| nhân| dịch)|ung thư|suy tim|tai biến)"
        r"|\blà (?:một )?(?:nữ )?thương binh|\bthương binh (?:hạng |loại )?\d\s*/\s*\d"
        r"|\b(?:là|có) (?:một )?(?:người )?khuyết tật|\btỷ lệ thương tật|\bthương tật \d"
    ),
    RELIGION: Pattern(
        rf"\btheo (?:đạo(?! lý| đức| hiếu| làm| nghĩa)|{_FAITHS})"
        rf"|\b(?:là|thành) (?:một )?(?:{_BELIEVER} )+(?:theo đạo |đạo )?{_FAITHS}"
        rf"|\b(?:là|thành) (?:một )?{_CLERIC}|\bcải (?:sang )?đạo|\bngười (?:có đạo|{_FAITHS})\b"
        rf"|\bgia đình (?:\w+ ){{0,3}}(?:{_FAITHS}|theo đạo|có đạo)"
    ),
    ETHNICITY: Pattern(rf"\b(?:dân tộc (?:{_PEOPLES}|thiểu số)\b|(?:người|gốc) (?!{_NATIONS}\b){_PEOPLES}\b)"),
    FAMILY: Pattern(
        r"\bmồ côi|\bl[yi] (?:hôn|dị)\b|\bg(?:óa|oá) (?:chồng|vợ|bụa)|\b(?:làm mẹ|mẹ) đơn thân|\bmột mình nuôi con"
        r"|\blàm con nuôi|\bngoài giá thú|\b(?:thuộc|diện|là) hộ (?:cận )?nghèo|\bmất sớm"
        r"|\bhoàn cảnh (?:gia đình )?(?:\w+ ){0,2}(?:khó khăn|éo le|ngặt nghèo)"
    ),
}
"""By kind, the words that tell it of somebody; a sentence is looked at with a small first letter."""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split("|"))


_BEGINNINGS = {re.split(r"\W", name)[0][:3].lower() for name in _PEOPLES[3:-1].split("|")} - {""}
PEOPLE_HINT = re.compile(rf"dân tộc |(?:người|gốc) (?:{'|'.join(sorted(_BEGINNINGS))})")
"""The same for the peoples, who are too many to look for one by one."""
HINTS: dict[str, tuple[str, ...]] = {
    HEALTH: _listed("""
        bệnh | ung thư | hiv | aids | tai biến | đột qu | trầm cảm | liệt | mù | điếc | câm | tiểu đường
        | suy tim | suy thận | suy gan | chất độc | da cam | tâm thần | cụt | tật | khiếm t | u não | viêm gan
        | lao phổi | động kinh | thương binh
    """),
    RELIGION: _listed("""
        theo đạo | sang đạo | cải đạo | có đạo | đạo phật | đạo tin | đạo thiên | đạo công | công giáo
        | phật giáo | hồi giáo | tô giáo | đốc | anh giáo | chúa | giáo dân | phật tử | tín đồ | linh mục
        | mục sư | giám mục | nữ tu | tu sĩ | nhà sư | ni sư | vô thần | tin lành | cao đài | hòa hảo | hoà hảo
        | do thái | chính thống
    """),
    FAMILY: _listed("""
        mồ côi | ly hôn | li hôn | ly dị | li dị | góa | goá | đơn thân | nuôi con | con nuôi | ngoài giá thú
        | hộ nghèo | hộ cận nghèo | hoàn cảnh | mất sớm
    """),
}
"""What a text must hold, in small letters, before anything is looked at closely: most hold none of it."""
