"""JSON-LD on every kind of page: parsable, with what search engines require, and with nothing private."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from office_kit import Office
from page_head import Head

from newsroom.outputs.structured_data import as_script

BASE = "https://guong.example.vn/"
ADDRESSES = {"url", "item", "@id", "mainEntityOfPage"}


def things(office: Office, page: str) -> dict[str, dict[str, Any]]:
    """Return a page's described things by their type, having checked every address in them."""
    (data,) = Head(office.page(f"{page}index.html")).data
    assert data["@context"] == "https://schema.org"
    for thing in _all(data["@graph"]):
        for key in ADDRESSES & thing.keys():
            address = thing[key].partition("#")[0]
            assert address.startswith(BASE), address
            path = office.site / address.removeprefix(BASE)
            assert (path / "index.html").is_file() or path.is_file(), address
    return {thing["@type"]: thing for thing in data["@graph"]}


def _all(value: Any) -> list[dict[str, Any]]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [thing for child in children for thing in _all(child)]
    return [value, *found] if isinstance(value, dict) else found


def described(page: bytes) -> dict[str, Any]:
    front = yaml.safe_load(page.decode().split("\n---\n")[0])
    return json.loads(front["structured_data"])["@graph"][0]


def trail(thing: dict[str, Any]) -> list[tuple[int, str, str]]:
    steps = thing["itemListElement"]
    assert all(step["@type"] == "ListItem" for step in steps)
    return [(step["position"], step["name"], step["item"].removeprefix(BASE)) for step in steps]


def test_a_story_is_an_article(published: Office) -> None:
    """A story's data has every property that search engines ask of an article, as the page shows them."""
    page = "2025/bai-7/"
    found = things(published, page)
    article = found["Article"]
    head = Head(published.page(f"{page}index.html"))
    assert article["headline"] == "Chuyện “một cửa” & <người> giữ lửa"
    assert article["description"] == head.meta["description"]
    assert article["url"] == BASE + page
    assert article["datePublished"] == head.meta["article:published_time"] == "2025-01-01T07:30:00+07:00"
    assert article["dateModified"] == head.meta["article:modified_time"] == "2025-03-01T08:00:00+07:00"
    assert [author["name"] for author in article["author"]] == ["Trần Văn Bình", "Lê Hoa"]
    assert {author["@type"] for author in article["author"]} == {"Person"}
    publisher = article["publisher"]
    assert (publisher["@type"], publisher["name"]) == ("GovernmentOrganization", "Văn phòng UBND tỉnh")
    assert (published.site / publisher["logo"]["url"].removeprefix(BASE)).is_file()
    assert [image["@type"] for image in article["image"]] == ["ImageObject", "ImageObject"]
    assert all(image["width"] >= 696 for image in article["image"])
    assert article["image"][0]["creditText"] == "Minh"
    (subject,) = article["about"]
    assert subject == {
        "@type": "Person",
        "name": "Nguyễn Thị Hạnh",
        "honorificPrefix": "chị",
        "affiliation": {"@type": "Organization", "name": "Phòng Một cửa"},
    }
    assert [note["text"] for note in article["correction"]] == ["Sửa số liệu."]
    assert trail(found["BreadcrumbList"]) == [
        (1, "Trang chủ", ""),
        (2, "Lĩnh vực", "linh-vuc/"),
        (3, "Giáo dục", "linh-vuc/giao-duc/"),
        (4, article["headline"], page),
    ]


def test_subjects_awards_and_sources(office: Office) -> None:
    """Collectives and households are organisations, a model is a thing; a valid award counts; a source is named."""
    office.write(
        1,
        subjects=[{"name": "Tổ Một cửa", "type": "tap-the", "unit": "vp-hai"}],
        authors=[{"name": "Phòng Một cửa"}, {"name": "Lê Hoa", "unit": "vp-mot"}],
        awards=[
            {"title": "bang-khen-tinh", "year": 2024, "decision": "1/QĐ", "date": "2024-03-01", "status": "con"},
            {"title": "bang-khen-tinh", "year": 2023, "decision": "2/QĐ", "date": "2023-03-01", "status": "huy-bo"},
        ],
        source={"kind": "trich-dan", "name": "Báo Quảng Trị", "link": "https://bao.example/a", "date": "2024-12-30"},
        fictional=True,
    )
    office.write(2, subjects=[{"name": "Cây cầu hỏi đáp", "type": "mo-hinh"}, {"name": "Tổ A", "type": "tap-the"}])
    staged = office.staged()
    article, model = (described(staged[f"2025/bai-{number}/index.md"]) for number in (1, 2))
    (team,) = article["about"]
    # The name the unit bore on the day of publication, before it became "Phòng Hai mới".
    assert (team["@type"], team["parentOrganization"]["name"]) == ("Organization", "Phòng Hai cũ")
    assert len(team["award"]) == 1
    assert "2024" in team["award"][0]
    assert team["disambiguatingDescription"] == "Nhân vật hư cấu"
    assert [author["@type"] for author in article["author"]] == ["Organization", "Person"]
    assert article["author"][1]["affiliation"]["name"] == "Phòng Một cửa"
    assert article["isBasedOn"]["url"] == "https://bao.example/a"
    assert [subject["@type"] for subject in model["about"]] == ["Thing", "Organization"]


@pytest.mark.parametrize("page", ["linh-vuc/giao-duc/", "linh-vuc/giao-duc/trang/1/", "linh-vuc/", "nam/2025/"])
def test_a_list_names_its_stories_and_the_way_to_it(published: Office, page: str) -> None:
    """A list's data names the stories in the order shown, and each step of the way from the home page."""
    found = things(published, page)
    steps = trail(found["BreadcrumbList"])
    assert steps[0] == (1, "Trang chủ", "")
    assert steps[-1][2] == page
    assert [position for position, _, _ in steps] == list(range(1, len(steps) + 1))
    listed = found["CollectionPage"].get("mainEntity", {"itemListElement": []})["itemListElement"]
    markup = published.page(f"{page}index.html").partition("<main")[2]
    order = [markup.index(f'/2025/{item["url"].removeprefix(BASE + "2025/")}"') for item in listed]
    assert order == sorted(order)
    assert bool(listed) == (page != "linh-vuc/")


def test_the_home_page_describes_site_search_and_office(published: Office) -> None:
    """The home page names the website with its search address and the office with what it has filled in."""
    found = things(published, "")
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{BASE}tim-kiem/?q={{search_term_string}}"
    assert (published.site / "tim-kiem" / "index.html").is_file()
    office = found["GovernmentOrganization"]
    assert (office["parentOrganization"]["name"], office["email"]) == ("UBND tỉnh", "vp@example.vn")


def test_no_word_ends_the_script() -> None:
    """Tags, ampersands and line separators in a title stay inside the script, and come back as they were."""
    title = "</script><script>alert(1)</script> <!-- & \u2028 \u2029"
    text = as_script({"name": title})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == title
