"""Persons whom a text names with a title: "bà Hồ Thị Nhung", "Chủ tịch UBND xã Trọng Hóa Trần Văn Bình".

A Vietnamese name has no sign of its own: streets, schools and prizes are called after people, and whole headings have
capitals. What makes it a person's is the word before it, so names without one are not looked for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from newsroom.story.fold import name_key
from newsroom.story.syllable import CAPITALS, is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORMS_OF_ADDRESS = """
ông | bà | anh | chị | em | cháu | bé | cô | chú | bác | cậu | dì | cụ | thầy | o | mệ | mợ | thím | bạn
| đồng chí | đ/c
"""
_CALLINGS = """
cô giáo | thầy giáo | nhà giáo | giáo viên | giảng viên | học sinh | sinh viên | nghệ nhân | nghệ sĩ | già làng
| bác sĩ | bác sỹ | y sĩ | y sỹ | y tá | điều dưỡng | hộ sinh | dược sĩ | kỹ sư | luật sư | thạc sĩ | tiến sĩ | giáo sư
| nhà báo | nhà văn | nhà thơ | nhạc sĩ | họa sĩ | ca sĩ | vận động viên | huấn luyện viên | công nhân | nông dân
| ngư dân | thương binh | bệnh binh | cựu chiến binh | đoàn viên | hội viên | đảng viên | chiến sĩ | cán bộ
| chuyên viên | công chức | viên chức | nhân viên | văn thư | kế toán | lái xe | bảo vệ | chủ hộ | chủ cơ sở
| đầu bếp | bếp trưởng | phụ bếp | phóng viên | thiếu úy | trung úy | thượng úy
| đại úy | thiếu tá | trung tá | thượng tá | đại tá | thiếu tướng | trung tướng
| thượng tướng
"""
_DEGREES = frozenset(("GS", "PGS", "TS", "ThS", "BS", "KS"))
_OFFICES = """
chủ tịch | bí thư | chủ nhiệm | giám đốc | hiệu trưởng | hiệu phó | trưởng phòng | trưởng ban | trưởng khoa
| trưởng trạm | trưởng thôn | trưởng bản | tổ trưởng | đội trưởng | nhóm trưởng | chánh văn phòng | chánh thanh tra
| viện trưởng | cục trưởng | bộ trưởng | thứ trưởng | chính ủy | chỉ huy trưởng | đồn trưởng | trạm trưởng
| trưởng công an | ủy viên | đại biểu | thư ký
"""
_FAMILY_NAMES = """
An Âu Bạch Bùi Cao Cấn Chu Cù Cung Dương Doãn Đàm Đặng Đào Đinh Đoàn Đỗ Giang Giàng Giáp Hà Hạng Hồ Hoàng Huỳnh Hứa
Kiều Kim Khổng Khuất La Lại Lâm Lầu Lê Liêu Lò Lục Lương Lường Lưu Lù Lý Ma Mã Mai Mạc Nghiêm Ngô Nguyễn Ngụy Ninh Nông
Phạm Phan Phùng Quách Quản Sùng Tạ Tăng Thạch Thái Thân Thào Tô Tôn Tống Trà Trần Triệu Trịnh Trương Từ Vàng Vi Võ Vũ
Vương
"""
# A name behind one of these is what a street, a school or a prize is called.
_CALLED_AFTER = """
đường | phố | đại lộ | ngõ | cầu | trường | THPT | THCS | TH | tiểu học | mầm non | bệnh viện | công viên | quảng trường
| bảo tàng | nhà lưu niệm | khu lưu niệm | đền | miếu | lăng | tượng | tượng đài | quỹ | giải | giải thưởng | học bổng
| chi đoàn | lớp | tàu | chợ | họ | mang tên | TNHH | MTV | công ty | doanh nghiệp | hợp tác xã | HTX | cơ sở | cửa hàng
"""
# With a capital they begin an office or a body, and end the name that stands before them.
_ENDS_NAME = frozenset(
    ["Chủ", "Chánh", "Giám", "Trưởng", "Phó", "Tổng", "Ủy", "Uỷ", "Đảng", "Sở", "Phòng", "Ban", "Huyện", "Xã", "Phường",
     "Thôn", "Trạm", "Cục"]
)  # fmt: skip
# Whom nobody asks for consent any more, and after whom hardly anybody is named: "ông Trần Quốc Tuấn" is a neighbour.
_OF_HISTORY = """
Hồ Chí Minh | Nguyễn Ái Quốc | Nguyễn Tất Thành | Nguyễn Sinh Cung | Nguyễn Sinh Sắc | Tôn Đức Thắng | Võ Nguyên Giáp
| Trường Chinh | Lê Duẩn | Nguyễn Chí Thanh | Nguyễn Thị Minh Khai | Võ Thị Sáu | Nguyễn Văn Trỗi | Trần Hưng Đạo
| Lý Thường Kiệt | Nguyễn Trãi | Phan Bội Châu | Phan Châu Trinh | Hàn Mặc Tử | Huyện Thanh Quan | Hồ Xuân Hương
| Ích Khiêm | Chúa Xứ | Chúa Kho
"""
# Places and bodies that begin like a person's name.
_NO_PERSONS = """
Hà Nội | Hà Tĩnh | Hà Nam | Hà Giang | Hà Lan | Cao Bằng | Lâm Đồng | Thái Bình | Thái Nguyên | Thái Lan | Ninh Bình
| Ninh Thuận | An Giang | Hoàng Sa | Hồ Xá | La Môn | Đoàn Thanh | Đoàn Chủ | Đoàn Việt Nam
"""
_OF_MANY = ("anh ", "Anh ", "chị ", "Chị ")
_AROUND = 30
_WORD = rf"[{CAPITALS}][^\W\d_{CAPITALS}]*"
# From the start of a word only: within a pasted blob of capitals every letter would be a start.
_TWO_CAPITALS = re.compile(rf"(?<!\w)[{CAPITALS}]\w* [{CAPITALS}]")
_FEWEST_CERTAIN = 3
"""Words of a name that nothing but its length tells from a place: xã Hồ Xá, Thành ủy Hà Nội."""


class Titled(NamedTuple):
    """Somebody whom a text names with a title."""

    title: str
    name: str


def titled_names(text: str) -> list[Titled]:
    """Return whom a text names with a title, as often and in the order in which it does."""
    composed = unicodedata.normalize("NFC", text)
    if not _TWO_CAPITALS.search(composed):
        return []
    found, patterns = dict[int, Titled](), _patterns()
    for match in patterns.direct.finditer(composed):
        before = composed[max(0, match.start() - _AROUND) : match.start()]
        is_of_many = match["title"] == "em" and before.endswith(_OF_MANY)
        # "đường Bà Huyện Thanh Quan", "Hoàng Anh Gia Lai": the title is part of what something is called.
        is_of_a_name = match["title"][0].isupper() and patterns.inside.search(before)
        if not is_of_many and not is_of_a_name:
            _take(found, match, match["title"], fewest=2)
    for match in chain(patterns.called.finditer(composed), patterns.office.finditer(composed)):
        if not patterns.called_after.search(match["of"]):
            _take(found, match, match["title"], fewest=_FEWEST_CERTAIN if match["of"].strip() else 2)
    for start, one in list(found.items()):
        end = start + len(one.name)
        while (more := patterns.listed.match(composed, end)) is not None:
            if not _take(found, more, one.title, fewest=_FEWEST_CERTAIN):
                break
            end = more.start("name") + len(found[more.start("name")].name)
    return [one for _, one in sorted(found.items())]


def short_names(text: str) -> Iterator[str]:
    """Go through the given names by which a text calls people: "Lợi" for every "ông Lợi"."""
    for match in _patterns().short.finditer(unicodedata.normalize("NFC", text)):
        yield match["name"]


def is_among(name: str, known: Iterable[str]) -> bool:
    """Tell whether somebody is one of `known`, who may be called in part, or stand within a household's name."""
    words = f" {name_key(name)} "
    return any(words in f" {name_key(one)} " for one in known)


def _take(found: dict[int, Titled], match: re.Match[str], title: str, *, fewest: int) -> bool:
    """Put a person's name where it stands; tell whether it is one."""
    words = match["name"].split()
    end = next((number for number, word in enumerate(words) if number > 1 and word in _ENDS_NAME), len(words))
    name = " ".join(words[:end])
    # "Hồ Chí Minh City": three words are enough to know him by.
    is_nobody = not _nobody().isdisjoint({name_key(name), name_key(" ".join(words[:3]))})
    # Names of the mountain peoples are spelt in many ways; in those of other countries no word is Vietnamese.
    is_a_persons = not is_nobody and end >= fewest and 2 * sum(map(is_syllable, words[:end])) >= end
    if is_a_persons:
        found.setdefault(match.start("name"), Titled(title if title.rstrip(".") in _DEGREES else title.lower(), name))
    return is_a_persons


class _Patterns(NamedTuple):
    direct: re.Pattern[str]
    called: re.Pattern[str]
    """A calling, up to three words more of it, and a name."""
    office: re.Pattern[str]
    """An office, whose it is, and a name."""
    listed: re.Pattern[str]
    """What goes on behind a name."""
    short: re.Pattern[str]
    called_after: re.Pattern[str]
    inside: re.Pattern[str]
    """What stands before a title that is part of a name."""


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    family = "|".join(sorted(_FAMILY_NAMES.split(), key=len, reverse=True))
    run, full = rf"(?P<name>{_WORD}(?: {_WORD}){{1,5}})(?!\w)", rf"(?P<name>(?:{family})(?: {_WORD}){{1,4}})(?!\w)"
    address, office = _any_case(_FORMS_OF_ADDRESS), f"(?:[Pp]hó )?(?:[Tt]ổng )?(?:{_any_case(_OFFICES)})"
    called_after = _any_case(_CALLED_AFTER)
    called = f"(?:(?:{_any_case(_CALLINGS)})|(?:{'|'.join(sorted(_DEGREES))})\\.?)"
    return _Patterns(
        direct=re.compile(rf"(?<![\w/])(?P<title>{address}) {run}"),
        called=re.compile(rf"(?<!\w)(?P<title>{called})(?P<of>(?: [^\W\d_{CAPITALS}]+){{0,3}}? ){full}"),
        office=re.compile(rf"(?<!\w)(?P<title>{office})(?P<of>(?: [^\s,.;:()“”\"]{{1,20}}){{0,9}}? ){full}"),
        listed=re.compile(rf"(?:,| và|, và| cùng) {full}"),
        short=re.compile(rf"(?<!\w)(?:{address}) (?P<name>{_WORD})(?! ?[{CAPITALS}])\b"),
        called_after=re.compile(rf"(?<!\w)(?:{called_after}) $"),
        inside=re.compile(rf"(?<!\w)(?:{called_after}|{_WORD}) $"),
    )


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    return frozenset(name_key(name) for name in f"{_OF_HISTORY}|{_NO_PERSONS}".split("|"))


def _any_case(words: str) -> str:
    """Return an expression for words, the longest first, each with a small or a capital first letter."""
    listed = sorted((word.strip() for word in words.split("|")), key=len, reverse=True)
    return "|".join(f"[{word[0].lower()}{word[0].upper()}]{re.escape(word[1:])}" for word in listed)
