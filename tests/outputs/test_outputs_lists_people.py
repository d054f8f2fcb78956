"""People stand under their given name in the order of the alphabet; two of one name are told apart, one is one."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_kit import data_of, office_terms, person, published, settings, staged_lists

from newsroom.outputs.names import by_given_name, by_letters, first_letter, given_name_address
from newsroom.outputs.people import Directory
from newsroom.outputs.people_pages import people_pages
from newsroom.outputs.story_list import Cards

# Given name first, then the words between, then the family name; letters before tones.
IN_ORDER = [
    "Nguyễn Văn An",
    "Trần Văn An",
    "Nguyễn Thị Ánh",
    "Lê Ân",
    "Phan Bình",
    "Cao Thị Hồng Diệp",
    "Lê Dương",
    "Nguyễn Văn Đạt",
    "Bùi Đức",
    "Võ Thị Hoa",
    "Phan Thị Thanh Hòa",
    "Lê Hỏa",
    "Lê Hõa",
    "Lê Hóa",
    "Lê Họa",
    "Đỗ Oanh",
    "Hồ Thị Ô",
    "Y Ơn",
    "Mai Tú",
    "Lê Văn Tư",
    "Trương Mỹ Uyên",
    "Ngô Ước",
]


def names_on(pages: dict[str, bytes], address: str) -> list[str]:
    return [one["name"] for group in data_of(pages, address, "roll")["letters"] for one in group["people"]]


@given(st.permutations(IN_ORDER))
def test_names_go_by_given_name_in_vietnamese_order(names: list[str]) -> None:
    """Whatever the order they come in, names are sorted by given name, alphabet and tone, then the other words."""
    assert sorted(names, key=by_given_name) == IN_ORDER


def test_spelling_makes_no_difference_to_the_order() -> None:
    """Tone style, composed or decomposed letters, upper case, quotes and eth do not move a name."""
    for one, other in (
        ("Lê Hoà", "Lê Hòa"),
        ("LÊ HÒA", "Lê Hòa"),
        ("Ðặng Ðức", "Đặng Đức"),
        ("Lê Hòa", "Lê Ho\u0300a"),
    ):
        assert by_given_name(one) == by_given_name(other)
    assert by_letters("“Bàn gỡ rối”") == by_letters("Bàn gỡ rối")
    assert [first_letter(word) for word in ("Đức", "Ân", "“Ước”", "7A", "Øystein")] == ["Đ", "Â", "Ư", "#", "#"]


def test_letters_have_addresses_of_their_own() -> None:
    """The address of a given name keeps its first letter apart, as it is typed; later marks do not count."""
    assert [given_name_address(name) for name in ("Đức", "Dức", "An", "Ân", "Hòa", "Hoà", "Ước", "Ơn")] == [
        "dduc",
        "duc",
        "an",
        "aan",
        "hoa",
        "hoa",
        "uwoc",
        "own",
    ]


def addresses(*subjects: dict[str, Any]) -> list[str]:
    """Return the addresses that the subjects get, each in a story of its own, in the order of the stories."""
    stories = [published(number, subjects=[subject]) for number, subject in enumerate(subjects, 1)]
    directory = Directory(stories)
    return [directory.address(story.story, 0).removeprefix("nhan-vat/").rstrip("/") for story in stories]


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        ([person("Lê Thị Hòa"), person("Lê Thị Hoà")], ["le-thi-hoa", "le-thi-hoa"]),
        ([person("Lê Thị Hòa"), person("Lê Thị Hoa")], ["le-thi-hoa", "le-thi-hoa-vp-hctc"]),
        ([person("Lê An"), person("Lê An", "vp-hcc")], ["le-an", "le-an-vp-hcc"]),
        ([person("Lê An"), person("Lê An", None)], ["le-an", "le-an"]),
        ([person("Lê An", None), person("Lê An")], ["le-an", "le-an"]),
        ([person("Lê An"), person("Lê An", "vp-hcc"), person("Lê An", None)], ["le-an", "le-an-vp-hcc", "le-an-2"]),
        ([person("Lê An", birth_year=1960), person("Lê An", "vp-hcc", birth_year=1960)], ["le-an", "le-an"]),
        ([person("Lê An", birth_year=1960), person("Lê An", birth_year=1990)], ["le-an", "le-an-vp-hctc"]),
        ([person("Ten")], ["ten-vp-hctc"]),
        ([person("李")], ["khong-ten"]),
    ],
    ids=[
        "two tone styles",
        "two names that fold alike",
        "two units",
        "a unit and none",
        "no unit and one",
        "none of two",
        "one birth year in two units",
        "two birth years in one unit",
        "a name that is a folder",
        "no Latin letter",
    ],
)
def test_who_is_who(subjects: list[dict[str, Any]], expected: list[str]) -> None:
    """Subjects of one name are one person unless a birth year or a unit tells them apart; addresses are unique."""
    assert addresses(*subjects) == expected


@given(st.lists(st.tuples(st.sampled_from(["Lê An", "Lê Ân", "Võ Hòa"]), st.sampled_from(["vp-hctc", "vp-hcc", None]))))
def test_a_new_story_moves_nobody(people: list[tuple[str, str | None]]) -> None:
    """However many stories follow, whoever was there before keeps the address."""
    subjects = [person(name, unit) for name, unit in people]
    every = addresses(*subjects)
    for count in range(len(subjects)):
        assert addresses(*subjects[:count]) == every[:count]


def test_an_address_never_comes_to_mean_somebody_else() -> None:
    """When the first of two namesakes is withdrawn, the second does not take over the plain address."""
    first = published(1, subjects=[person("Lê An")])
    second = published(2, subjects=[person("Lê An", "vp-hcc")])
    pages = staged_lists([second], withdrawn=(first.story,))
    assert "nhan-vat/le-an/" not in pages
    assert data_of(pages, "nhan-vat/le-an-vp-hcc/", "person")["namesakes"] == []


def test_a_persons_page_tells_posts_stories_and_own_awards() -> None:
    """One page gathers all stories, every post held with the unit as named then and now, and each award once.

    An award of a story about two people is nobody's here: either could be meant.
    """
    award = {"title": "giay-khen", "year": 2024, "decision": "5/QĐ"}
    hoa = person("Phan Thị Hòa", "vp-hcc", honorific="chị", role="Chuyên viên")
    stories = [
        published(1, datetime(2024, 3, 1, 1, tzinfo=UTC), subjects=[hoa], awards=[award]),
        published(2, datetime(2026, 3, 1, 1, tzinfo=UTC), subjects=[hoa | {"role": "Phó Giám đốc"}], awards=[award]),
        published(
            3,
            datetime(2026, 4, 1, 1, tzinfo=UTC),
            subjects=[hoa, person("Lê An")],
            awards=[{"title": "bang-khen-tinh", "year": 2026}],
        ),
    ]
    data = data_of(staged_lists(stories), "nhan-vat/phan-thi-hoa/", "person")
    assert data["named"] == "Chị Phan Thị Hòa"
    assert [card["title"] for card in data["cards"]] == ["Bài số 3", "Bài số 2", "Bài số 1"]
    assert [(post["role"], post["unit"], post["unit_now"]) for post in data["posts"]] == [
        ("Chuyên viên", "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị", None),
        ("Phó Giám đốc", "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị", None),
        (
            "Chuyên viên",
            "Trung tâm Phục vụ hành chính công tỉnh Quảng Bình",
            "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị",
        ),
    ]
    assert [(award["label"], award["decision"]) for award in data["awards"]] == [("Giấy khen", "5/QĐ")]
    assert "birth" not in staged_lists(stories)["nhan-vat/phan-thi-hoa/"].decode()


def test_people_and_collectives_stand_apart() -> None:
    """Only people are on the roll of people; collectives, households and models have their own, under their names."""
    subjects = [
        person("Võ Thị Hoa"),
        {"name": "Tổ Một cửa", "type": "tap-the"},
        {"name": "Hộ bà Lê Ân", "type": "ho-gia-dinh"},
        {"name": "“Ấm chè”", "type": "mo-hinh"},
    ]
    pages = staged_lists([published(1, subjects=subjects)])
    assert names_on(pages, "nhan-vat/") == ["Võ Thị Hoa"]
    assert names_on(pages, "tap-the/") == ["“Ấm chè”", "Hộ bà Lê Ân", "Tổ Một cửa"]
    assert {"tap-the/to-mot-cua/", "tap-the/ho-ba-le-an/", "tap-the/am-che/"} <= pages.keys()


def rolls(stories: list[Any]) -> dict[str, bytes]:
    """Return the pages of people with rolls that are split above ten."""
    config, terms = settings(), office_terms()
    pages = people_pages(Directory(stories), Cards(config, terms), config, terms, on_one_page=10)
    return {page.address or "": page.content() for page in pages}


def test_a_long_roll_leads_to_a_page_for_each_name() -> None:
    """Above the limit the roll lists given names with counts; each person is on exactly one of their pages."""
    family, given_names = ["Lê", "Võ", "Đỗ", "Hồ"], ["Hoa", "Hòa", "Đức", "An", "Ân"]
    names = [f"{one} Thị {other}" for one, other in itertools.product(family, given_names)]
    random.Random(5).shuffle(names)
    stories = [published(number, subjects=[person(name)]) for number, name in enumerate(names)]
    pages = rolls(stories)
    letters = data_of(pages, "nhan-vat/", "roll")["letters"]
    assert [(g["letter"], [(n["label"], n["url"], n["count"]) for n in g["names"]]) for g in letters] == [
        ("A", [("An", "nhan-vat/ten/an/", "4")]),
        ("Â", [("Ân", "nhan-vat/ten/aan/", "4")]),
        ("Đ", [("Đức", "nhan-vat/ten/dduc/", "4")]),
        ("H", [("Hoa, Hòa", "nhan-vat/ten/hoa/", "8")]),
    ]
    parts = [page for page in pages if page.startswith("nhan-vat/ten/")]
    assert sorted(name for part in parts for name in names_on(pages, part)) == sorted(names)


def test_a_new_person_changes_three_pages_of_a_long_roll() -> None:
    """Of twenty people's pages a new one changes the roll and the page of the given name, and adds an own page."""
    stories = [published(number, subjects=[person(f"Lê Số {name}")]) for number, name in enumerate("ABCDEGHIKLMNOP")]
    before, after = rolls(stories), rolls([*stories, published(99, subjects=[person("Võ Thị G")])])
    assert {page for page in before if before[page] != after[page]} == {"nhan-vat/", "nhan-vat/ten/g/"}
    assert after.keys() - before.keys() == {"nhan-vat/vo-thi-g/"}


def test_a_long_roll_of_collectives_is_divided_by_unit() -> None:
    """Collectives, of which thousands begin with one word, are found by the unit they belong to."""
    stories = [
        published(n, unit="vp-hcc" if n % 3 else "vp-hctc", subjects=[{"name": f"Tổ {n}", "type": "tap-the"}])
        for n in range(12)
    ]
    pages = rolls(stories)
    (group,) = data_of(pages, "tap-the/", "roll")["letters"]
    assert [(name["url"], name["count"]) for name in group["names"]] == [
        ("tap-the/don-vi/vp-hctc/", "4"),
        ("tap-the/don-vi/vp-hcc/", "8"),
    ]
