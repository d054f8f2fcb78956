"""Who is named with a title: people, and not the streets, schools and offices that are called after them."""

from __future__ import annotations

import unicodedata

import pytest
from growth import growth, is_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from newsroom.story.titled_names import is_among, short_names, titled_names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Chị Nguyễn Thị Hoa và anh Trần Văn Bình.", ["chị Nguyễn Thị Hoa", "anh Trần Văn Bình"]),
        (unicodedata.normalize("NFD", "ông Nguyễn Văn Hai"), ["ông Nguyễn Văn Hai"]),
        ("các anh Lê Văn An, Trần Bá Hòa và Hồ Pin, Hồ Văn Mơ", ["anh Lê Văn An", "anh Trần Bá Hòa"]),
        ("thầy giáo nghỉ hưu Dương Văn Chất", ["thầy giáo Dương Văn Chất"]),
        ("PGS.TS. Nguyễn Thị Lan", ["TS. Nguyễn Thị Lan"]),
        ("Chủ tịch UBND xã Trọng Hóa Hồ Văn Thông", ["chủ tịch Hồ Văn Thông"]),
        ("Phó Giám đốc Sở Y tế Đỗ Quốc Tiệp", ["phó giám đốc Đỗ Quốc Tiệp"]),
        ("ông Lê Văn Nam Trưởng thôn Cát", ["ông Lê Văn Nam"]),
        ("anh Mai Xuân Trường, bà Lê Thị Thành", ["anh Mai Xuân Trường", "bà Lê Thị Thành"]),
        (
            "O Lê Thị Lý, ThS. Trần Bá Hòa, Phó Tổng Giám đốc Võ Tạo",
            ["o Lê Thị Lý", "ThS. Trần Bá Hòa", "phó tổng giám đốc Võ Tạo"],
        ),
        ("già làng Hồ Pin, ông Kăn Sương", ["già làng Hồ Pin", "ông Kăn Sương"]),
        ("ông Trần Quốc Tuấn, bảo vệ cơ quan", ["ông Trần Quốc Tuấn"]),
        ("Chủ tịch Hồ Chí Minh, Bác Hồ, Đại tướng Võ Nguyên Giáp", []),
        ("đường Bà Huyện Thanh Quan, phố Ông Ích Khiêm, Hoàng Anh Gia Lai, Bà Rịa - Vũng Tàu", []),
        ("Hiệu trưởng Trường THPT Lê Quý Đôn, Bí thư Chi đoàn Lê Văn Tám", []),
        ("Bí thư Đảng ủy xã Hồ Xá, cán bộ Thành ủy Hà Nội, văn thư Đông Hà", []),
        ("cán bộ Đoàn Thanh niên, chuyên viên Phòng Hành chính, nhạc sĩ Việt Nam", []),
        ("vua anh Edward IV, ông Hồ Chí Minh City FC, Chủ tịch Hội họ Nguyễn Việt Nam", []),
        ("anh em Bru Vân Kiều, chị em Cơ Tu, ông Frederick Miller", []),
        ("chị. Nguyễn Thị Hoa", []),
    ],
)
def test_people_are_told_from_what_is_called_after_them(text: str, people: list[str]) -> None:
    """A title makes a name a person's, however its letters are composed; places, bodies and heroes are not found."""
    assert [f"{one.title} {one.name}" for one in titled_names(text)] == people


def test_short_names_are_given_names_with_a_title() -> None:
    """Whoever is called by the last word of the name is found each time, and full names are not."""
    assert list(short_names("Ông Lợi cười. Cô giúp ông Lợi, bà Hồ Thị Mơ về.")) == ["Lợi", "Lợi"]


def test_somebody_is_known_in_part_and_within_a_household() -> None:
    """Part of a name, another tone style and a household's name stand for the same person; another accent does not."""
    assert is_among("Thanh Hoà", ["Phan Thị Thanh Hòa"])
    assert is_among("Mai Xuân Trường", ["Gia đình anh Mai Xuân Trường"])
    assert not is_among("Thanh Hoa", ["Phan Thị Thanh Hòa"])
    assert not is_among("Thị Thanh", ["Lê Thị Thanhh"])


@given(
    st.lists(
        st.sampled_from(
            [
                "ông",
                "Bà",
                "em",
                "Chủ tịch",
                "xã",
                "TS.",
                "Nguyễn",
                "Văn",
                "Hồ",
                "Chí",
                "Minh",
                "Trưởng",
                ",",
                "và",
                "\u0301",
            ]
        )
    )
)
def test_any_text_is_read(words: list[str]) -> None:
    """Whatever stands behind whatever, names are found or not, and every one found stands in the text."""
    text = unicodedata.normalize("NFC", " ".join(words).replace(" ,", ","))
    for one in titled_names(text):
        assert one.name in text
        assert one.title in text.lower() or one.title in text


@pytest.mark.parametrize(
    "piece", ["A", "A ", "Đ ", "ông A ", "chị Lê Thị, ", "Giám đốc a b c ", "bác sĩ a b c d ", "TS. Lê A "]
)
def test_a_pasted_blob_is_read_in_proportion(piece: str) -> None:
    """Two hundred thousand letters that look like the beginning of names do not hang an approval."""
    seconds = growth(lambda text: (titled_names(text), list(short_names(text))), piece, 200_000 // len(piece))
    assert is_in_proportion(seconds), seconds
