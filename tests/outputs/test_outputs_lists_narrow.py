"""Long lists are narrowed by links; ended terms keep their lists; every list can be reached; a new story moves few."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from office_kit import Office
from published_kit import TODAY, data_of, office_terms, person, published, settings, staged_lists

from newsroom.build.stage import collect_docs, collect_stories
from newsroom.outputs.addresses import fixed_addresses
from newsroom.outputs.published import PublishedStory

FIELDS = [term.code for term in office_terms().fields]
KINDS = [term.code for term in office_terms().kinds]
UNITS = [term.code for term in office_terms().units]
GIVEN_NAMES = ["An", "Bình", "Cúc", "Đào", "Hòa", "Mai", "Yến"]
AWARDS = [term.code for term in office_terms().awards]


def many(count: int) -> list[PublishedStory]:
    """Return stories spread over fields, kinds, units, awards and four years, the same ones each time."""
    return [
        published(
            number,
            datetime(2023, 1, 2, 1, tzinfo=UTC) + timedelta(days=1400 * number / count),
            fields=[FIELDS[number % 3], FIELDS[3 + number % 2]] if number % 4 else [FIELDS[number % 3]],
            kind=KINDS[number % 2],
            unit=UNITS[number * 7 % 5],
            subjects=[person(f"Lê Số {number} {GIVEN_NAMES[number % 7]}")],
            awards=[{"title": AWARDS[number % 2], "year": 2023 + number % 3, "decision": f"{number}/QĐ"}],
        )
        for number in range(count)
    ]


def ways(pages: dict[str, bytes], address: str, label: str) -> dict[str, tuple[str, str]]:
    """Return where one choice of a list leads, by label: address and count."""
    groups = data_of(pages, address, "list")["choices"]
    (group,) = [group for group in groups if group["label"] == label]
    return {way["label"]: (way["url"], way["count"]) for way in group["ways"]}


def links(page: bytes) -> set[str]:
    """Return the addresses of pages that a staged page hands to its template."""
    return set(re.findall(r'"(?:url|older|newer|oldest|newest|without|unit_url)": "([^"]*/)"', page.decode()))


def test_a_short_list_is_not_narrowed() -> None:
    """While everything fits one page there are neither choices nor narrower lists."""
    pages = staged_lists(many(12))
    assert data_of(pages, "linh-vuc/xay-dung-dang/", "list")["choices"] == []
    assert [address for address in pages if address.count("/") == 4 and not address.startswith("khen-thuong")] == []


def test_a_long_list_is_narrowed_by_links_with_counts() -> None:
    """Each way of a choice leads to a list of exactly as many stories as it says, and their sum is the whole list."""
    stories = many(120)
    pages = staged_lists(stories)
    in_field = [story for story in stories if "xay-dung-dang" in story.story.fields]
    for label, key in (
        ("Năm", lambda story: str(story.published_at.year)),
        ("Loại gương", lambda story: office_terms().kinds.label(story.story.kind)),
        ("Đơn vị", lambda story: office_terms().units.label(story.story.unit)),
    ):
        expected: dict[str, int] = {}
        for story in in_field:
            expected[key(story)] = expected.get(key(story), 0) + 1
        found = ways(pages, "linh-vuc/xay-dung-dang/", label)
        assert {value: int(count) for value, (_, count) in found.items()} == expected
        assert {data_of(pages, url, "list")["count"] for url, _ in found.values()} == set(map(str, expected.values()))
    assert list(ways(pages, "linh-vuc/xay-dung-dang/", "Năm")) == ["2026", "2025", "2024", "2023"]
    # The same narrower list serves both lists it is a part of.
    of_year = ways(pages, "nam/2024/", "Lĩnh vực")[office_terms().fields.label("xay-dung-dang")]
    assert of_year == ways(pages, "linh-vuc/xay-dung-dang/", "Năm")["2024"]


def test_a_narrower_list_says_what_it_is_narrowed_by() -> None:
    """Each of its two conditions can be taken away by a link, and the years beside it are one step away."""
    data = data_of(staged_lists(many(120)), "linh-vuc/xay-dung-dang/nam/2024/", "list")
    field = office_terms().fields.label("xay-dung-dang")
    assert data["label"] == f"{field}, năm 2024"
    assert data["filters"] == [
        {"kind": "Lĩnh vực", "label": field, "without": "nam/2024/"},
        {"kind": "Năm", "label": "Năm 2024", "without": "linh-vuc/xay-dung-dang/"},
    ]
    assert data["before"]["url"] == "linh-vuc/xay-dung-dang/nam/2023/"
    assert data["after"]["url"] == "linh-vuc/xay-dung-dang/nam/2025/"


def test_months_follow_one_another() -> None:
    """A month lists its stories by the office's day, and leads to the months before and after that have any."""
    stories = [
        published(1, datetime(2025, 12, 31, 16, 59, tzinfo=UTC)),
        published(2, datetime(2025, 12, 31, 17, 0, tzinfo=UTC)),
        published(3, datetime(2026, 3, 1, 2, 0, tzinfo=UTC)),
    ]
    pages = staged_lists(stories)
    assert [card["title"] for card in data_of(pages, "nam/2026/thang-01/", "list")["cards"]] == ["Bài số 2"]
    january = data_of(pages, "nam/2026/thang-01/", "list")
    assert (january["before"]["url"], january["after"]["url"]) == ("nam/2025/thang-12/", "nam/2026/thang-03/")
    index = data_of(pages, "nam/", "terms")["terms"]
    assert [(year["label"], year["count"], [month["label"] for month in year["within"]]) for year in index] == [
        ("Năm 2026", "2", ["Tháng 1", "Tháng 3"]),
        ("Năm 2025", "1", ["Tháng 12"]),
    ]


@pytest.mark.parametrize("count", [1, 30, 200])
def test_every_list_can_be_reached_and_no_link_is_dead(count: int) -> None:
    """From the indexes every list page is found by links, and every link among the lists leads to a page."""
    stories = many(count)
    pages = staged_lists(stories, settings(page_size=6))
    elsewhere = {story.address for story in stories}
    starts = [address for address in pages if address.count("/") == 1]
    reached, waiting = set(starts), list(starts)
    while waiting:
        for link in links(pages[waiting.pop()]) - elsewhere - reached:
            assert link in pages, link
            reached.add(link)
            waiting.append(link)
    assert pages.keys() - reached == set()


def test_pages_grow_with_the_stories_and_a_new_one_changes_a_fixed_number() -> None:
    """There are never more than three list pages a story; one more story changes as few in a large site."""
    changes = []
    for count in (150, 600):
        stories = many(count + 1)[:-1]
        new = published(9999, stories[-1].published_at + timedelta(hours=1))
        before, after = staged_lists(stories), staged_lists([*stories, new])
        assert len(before) < 3 * count + 200
        changes.append(len([address for address in before if before[address] != after.get(address)]))
        assert before.keys() <= after.keys()
    assert changes[1] <= changes[0] + 3
    assert max(changes) <= 26


def test_a_letter_of_the_text_changes_no_list() -> None:
    """Another revision of a story leaves all lists as they are; another title changes the lists that show it."""
    stories = many(60)
    before = staged_lists(stories)
    stories[30] = replace(stories[30], fingerprint="sha256:" + "f" * 64)
    assert staged_lists(stories) == before
    stories[30] = replace(stories[30], story=stories[30].story.model_copy(update={"title": "Tên khác"}))
    after = staged_lists(stories)
    changed = {address for address in before if before[address] != after[address]}
    assert changed == {address for address in after if b"T\xc3\xaan kh\xc3\xa1c" in after[address]}


def test_an_ended_programme_keeps_its_list_and_says_so() -> None:
    """From the day after its last one a programme is marked as ended, with its dates; addresses and pages stay."""
    stories = [published(number) for number in range(40)]
    last_day = staged_lists(stories, today=date(2025, 12, 31))
    next_day = staged_lists(stories, today=date(2026, 1, 1))
    assert last_day.keys() == next_day.keys()
    home = "chuong-trinh/dien-hinh-2022-2025/"
    assert data_of(last_day, home, "list")["ended"] is None
    ended = data_of(next_day, home, "list")["ended"]
    assert ended == "Đã kết thúc ngày 31/12/2025. Các bài đã đăng và đường dẫn được giữ nguyên."
    changed = {address for address in last_day if last_day[address] != next_day[address]}
    assert changed == {"chuong-trinh/", home, "chuong-trinh/dien-hinh-2021-2025/"}
    entry = next(term for term in data_of(next_day, "chuong-trinh/", "terms")["ended"] if term["url"] == home)
    assert (entry["note"], entry["count"]) == ("01/01/2022 – 31/12/2025", "40")


def test_fixed_addresses_are_those_that_are_always_there() -> None:
    """What the checks take for existing addresses is staged even when there is no story at all."""
    staged = staged_lists([]).keys()
    folders = {address.partition("/")[0] for address in staged}
    fixed = fixed_addresses(settings(), office_terms())
    assert staged == {address for address in fixed if address.partition("/")[0] in folders}


def awarded(number: int, status: str = "con", **more: Any) -> PublishedStory:
    award = {"title": "giay-khen", "year": 2024, "decision": f"{number}/QĐ-UBND", "status": status}
    return published(number, awards=[award | more])


@pytest.mark.parametrize(
    ("chosen", "shown", "counted"),
    [
        ("mark", [("2/QĐ-UBND", True), ("1/QĐ-UBND", False)], ("1", "1")),
        ("notice", [("2/QĐ-UBND", True), ("1/QĐ-UBND", False)], ("1", "1")),
        ("hide-award", [("1/QĐ-UBND", False)], ("1", None)),
    ],
)
def test_annulled_awards_are_shown_as_the_office_decides(
    chosen: str, shown: list[tuple[str, bool]], counted: tuple[str, str | None]
) -> None:
    """An award taken back is marked and not counted, or left out, on its list and on the person's page."""
    pages = staged_lists([awarded(1), awarded(2, "huy-bo")], settings(annulled_awards=chosen))
    data = data_of(pages, "khen-thuong/giay-khen/", "list")
    assert [(line["decision"], line["annulled"]) for line in data["given"]] == shown
    assert (data["count"], data["annulled"]) == counted
    own = data_of(pages, "nhan-vat/nguyen-van-so-2/", "person")["awards"]
    assert [award["annulled"] for award in own] == ([] if chosen == "hide-award" else [True])
    entry = next(e for e in data_of(pages, "khen-thuong/", "terms")["terms"] if "giay-khen" in e["url"])
    assert ("1 đã hủy bỏ" in entry["note"], entry["count"]) == (chosen != "hide-award", "1")


def test_an_award_names_who_was_given_it() -> None:
    """A line has everybody the story is about, the year, the decision and the story, by link."""
    pages = staged_lists([awarded(1, date="2024-02-09", issuer="UBND tỉnh")], today=TODAY)
    (line,) = data_of(pages, "khen-thuong/giay-khen/", "list")["given"]
    assert line["people"] == [
        {"name": "Nguyễn Văn Số 1", "url": "nhan-vat/nguyen-van-so-1/", "unit": "Phòng Hành chính - Tổ chức"}
    ]
    assert (line["year"], line["date"], line["issuer"]) == (2024, "09/02/2024", "UBND tỉnh")
    assert line["story"] == {"title": "Bài số 1", "url": "2023/bai-1/"}


@pytest.mark.parametrize(
    ("chosen", "shown", "noticed"), [("mark", 2, False), ("notice", 2, True), ("hide-award", 1, False)]
)
def test_a_storys_page_shows_annulled_awards_as_the_office_decides(
    office: Office, chosen: str, shown: int, noticed: bool
) -> None:
    """The story itself marks an award taken back, announces it at its head, or leaves it out."""
    given = [
        {"title": "giay-khen", "year": 2024, "decision": "5/QĐ-VPUBND"},
        {"title": "bang-khen-tinh", "year": 2024, "decision": "9/QĐ-UBND", "status": "huy-bo"},
    ]
    office.write(1, picture=b"", awards=given)
    settings_file = office.root / "newsroom.toml"
    text = settings_file.read_text(encoding="utf-8").replace("page_size", f'annulled_awards = "{chosen}"\npage_size')
    settings_file.write_text(text, encoding="utf-8")
    workspace = office.workspace()
    pages = {
        page.address: page.content() for page in collect_docs(workspace, collect_stories(workspace)) if page.address
    }
    story = data_of(pages, "2025/bai-1/", "story")
    assert (len(story["awards"]), story["award_notice"]) == (shown, noticed)
