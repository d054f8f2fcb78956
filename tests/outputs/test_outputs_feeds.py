"""Feeds in three formats, judged by the rules of their texts and by an independent parser."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import jsonschema
import pytest
from feed_rules import ATOM, DUBLIN_CORE, JSON_FEED, MEDIA, assert_atom, assert_rss
from office_kit import Office
from page_head import Head
from PIL import Image

import newsroom.outputs.feeds

BASE = "https://guong.example.vn/"
LISTS = ["", "linh-vuc/giao-duc/", "linh-vuc/chuyen-doi-so/", "chu-de/dam-nghi-dam-lam/", "don-vi/vp-mot/"]
EMPTY_LISTS = ["don-vi/vp-hai/", "chu-de/hoc-tap-lam-theo-bac/"]
MAIN_TITLE = "Chuyện “một cửa” & <người> giữ lửa"


@pytest.mark.parametrize("address", [*LISTS, *EMPTY_LISTS])
def test_every_list_has_three_valid_feeds(published: Office, address: str) -> None:
    """The feeds of all stories and of each field, theme and unit hold to RFC 4287, RSS 2.0 and JSON Feed 1.1."""
    atom = assert_atom((published.site / address / "feed.xml").read_bytes(), BASE)
    assert [link.get("href") for link in atom.findall(f"{ATOM}link[@rel='self']")] == [f"{BASE}{address}feed.xml"]
    assert [link.get("href") for link in atom.findall(f"{ATOM}link[@rel='alternate']")] == [BASE + address]
    channel = assert_rss((published.site / address / "rss.xml").read_bytes(), BASE)
    assert channel.find(f"{ATOM}link").get("href") == f"{BASE}{address}rss.xml"
    feed = json.loads(published.page(f"{address}feed.json"))
    jsonschema.Draft202012Validator(JSON_FEED).validate(feed)
    assert feed["feed_url"] == f"{BASE}{address}feed.json"
    assert feed["home_page_url"] == BASE + address
    ids = [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
    assert ids == [item.findtext("guid") for item in channel.findall("item")] == [item["id"] for item in feed["items"]]
    assert bool(ids) == (address in LISTS)


def test_the_schema_notices_a_wrong_feed() -> None:
    """The transcription of JSON Feed 1.1 refuses an item without id or content and a key that is not the format's."""
    check = jsonschema.Draft202012Validator(JSON_FEED)
    good = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "1", "content_text": "x"}]}
    assert check.is_valid(good)
    for item in ({"content_text": "x"}, {"id": "1"}, {"id": "1", "content_text": "x", "author": {"name": "A"}}):
        assert not check.is_valid(good | {"items": [item]})


@pytest.mark.parametrize("file", ["feed.xml", "rss.xml", "linh-vuc/giao-duc/feed.xml", "linh-vuc/giao-duc/rss.xml"])
def test_an_independent_parser_reads_it(published: Office, file: str) -> None:
    """A parser of other hands finds no fault and reads title, times, people, terms, picture and identity as given."""
    read = feedparser.parse((published.site / file).read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == ("atom10" if file.endswith("feed.xml") else "rss20")
    assert read.feed.language == "vi"
    assert read.feed.rights == "Ghi rõ nguồn."
    first = read.entries[0]
    assert first.title in {MAIN_TITLE, MAIN_TITLE.replace("<người>", "&lt;người&gt;")}
    assert first.id == "tag:guong.example.vn,2025:GS-2025-0007"
    assert first.link == f"{BASE}2025/bai-7/"
    assert first.summary == "Câu chuyện thứ 7 về một cán bộ tận tụy."
    assert first.published_parsed[:5] == (2025, 1, 1, 0, 30)
    assert first.updated_parsed[:5] == (2025, 3, 1, 1, 0)
    assert {author.name for author in first.authors} == {"Trần Văn Bình", "Lê Hoa"}
    labels = {tag.label or tag.term for tag in first.tags}
    assert labels == {"Giáo dục", "Dám nghĩ, dám làm", "Phòng Một cửa"}
    (enclosure,) = first.enclosures
    picture = published.site / enclosure.href.removeprefix(BASE)
    assert (enclosure.type, int(enclosure.length)) == ("image/jpeg", picture.stat().st_size)
    assert first.media_content[0]["url"] == enclosure.href


def test_the_picture_is_the_cover_with_size_words_and_credit(published: Office) -> None:
    """The picture in a feed is the cover as it lies on the site, with its true size, description and photographer."""
    feed = assert_atom((published.site / "feed.xml").read_bytes(), BASE)
    picture = feed.find(f"{ATOM}entry/{MEDIA}content")
    with Image.open(published.site / picture.get("url", "").removeprefix(BASE)) as image:
        assert (picture.get("width"), picture.get("height")) == (str(image.width), str(image.height))
        assert image.format == "JPEG"
    assert picture.findtext(f"{MEDIA}description") == "Chị Hạnh ở quầy"
    assert picture.findtext(f"{MEDIA}credit") == "Minh"
    item = json.loads(published.page("feed.json"))["items"][0]
    assert item["image"] == picture.get("url") == item["attachments"][0]["url"]


def test_newest_first_in_the_office_s_time(published: Office) -> None:
    """Entries stand newest first, and JSON Feed tells times with the office's offset."""
    feed = json.loads(published.page("feed.json"))
    assert len(feed["items"]) == 7
    times = [datetime.fromisoformat(item["date_published"]) for item in feed["items"]]
    assert times == sorted(times, reverse=True)
    assert all(item["date_published"].endswith("+07:00") for item in feed["items"])
    assert feed["items"][0]["date_modified"] == "2025-03-01T08:00:00+07:00"
    rss = assert_rss((published.site / "rss.xml").read_bytes(), BASE)
    assert [e.text for e in rss.find("item").findall(f"{DUBLIN_CORE}creator")] == ["Trần Văn Bình", "Lê Hoa"]


@pytest.mark.parametrize(("page", "address"), [("", ""), ("gioi-thieu/", ""), *((at, at) for at in LISTS[1:])])
def test_pages_offer_their_feeds(published: Office, page: str, address: str) -> None:
    """The first feeds that a page's head offers are those of its own list, and they are there."""
    offered = Head(published.page(f"{page}index.html")).alternates()
    assert list(offered) == ["application/atom+xml", "application/rss+xml", "application/feed+json"]
    for href, name in zip(offered.values(), ["feed.xml", "rss.xml", "feed.json"], strict=True):
        assert urljoin(BASE + page, href) == f"{BASE}{address}{name}"
        assert (published.site / address / name).is_file()


def test_a_new_story_changes_only_the_feeds_of_its_lists(office: Office) -> None:
    """Publishing a story rewrites the feeds of all stories and of its own field, theme and unit, and no other."""
    office.write(1, fields=["chuyen-doi-so"], unit="vp-hai")
    office.write(2)
    before = office.staged()
    office.write(3)
    after = office.staged()
    names = {"feed.xml", "rss.xml", "feed.json"}
    changed = {str(Path(path).parent) for path in after if Path(path).name in names and before[path] != after[path]}
    assert changed == {".", "linh-vuc/giao-duc", "chu-de/dam-nghi-dam-lam", "don-vi/vp-mot"}


def test_a_feed_holds_only_the_newest(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more stories than a feed holds, which is twenty, it shows the newest."""
    assert newsroom.outputs.feeds._ENTRIES == 20
    monkeypatch.setattr(newsroom.outputs.feeds, "_ENTRIES", 3)
    for number in range(1, 6):
        office.write(number, picture=b"")
    ids = [item["id"][-4:] for item in json.loads(office.staged()["feed.json"])["items"]]
    assert ids == ["0005", "0004", "0003"]


def test_an_entry_keeps_its_identity(office: Office) -> None:
    """A story that moves to a new address keeps its id in every feed."""
    path = office.write(1)
    before = [item["id"] for item in json.loads(office.staged()["feed.json"])["items"]]
    path.rename(path.with_name("tam.md"))
    office.write(1, slug="ten-moi")
    feed = json.loads(office.staged()["feed.json"])
    assert feed["items"][0]["url"] == f"{BASE}2025/ten-moi/"
    assert [item["id"] for item in feed["items"]] == before


def test_no_letter_breaks_a_feed_or_a_page(office: Office) -> None:
    """Control characters that YAML can write and XML cannot hold neither break the feed nor the page's front matter."""
    path = office.write(1, title="Bài TITLE", approve=False)
    odd = r"Bài \x08một\x7f cửa\u2028và\x85nữa\ufeff"
    path.write_text(path.read_text(encoding="utf-8").replace("Bài TITLE", odd), encoding="utf-8")
    office.approve(path)
    from dataclasses import replace

    from newsroom.build.site import build_site

    build_site(replace(office.workspace(), unsound=frozenset()))
    assert_atom((office.site / "feed.xml").read_bytes(), BASE)
    assert_rss((office.site / "rss.xml").read_bytes(), BASE)
    page = office.page("2025/bai-1/index.html")
    assert "story__title" in page
    assert "cửa\u2028và\x85nữa" in page
