"""Feeds, sitemap and the tags that portals and social networks read."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from office_kit import Office

from newsroom.approval import revision

BASE = "https://guong.example.vn/"
ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4287, sections 4.1.1 and 4.1.2: how often each child must or may stand.
FEED_CHILDREN = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "subtitle": (0, 1)}
ENTRY_CHILDREN = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (0, 1),
    "summary": (0, 1),
    "author": (0, 99),
}
# RFC 3339 with an offset, as section 3.3 wants it.
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")


class Head(HTMLParser):
    """Collects a page's meta and link tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (key := given.get("property") or given.get("name")):
            assert key not in self.meta, f"{key} twice"
            self.meta[key] = given.get("content") or ""
        if tag == "link":
            self.links.append(given)


def assert_atom(data: bytes) -> ET.Element:
    """Check a document against RFC 4287's requirements."""
    feed = ET.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element, table in [(feed, FEED_CHILDREN), *((entry, ENTRY_CHILDREN) for entry in entries)]:
        count = Counter(child.tag.removeprefix(ATOM) for child in element)
        for name, (least, most) in table.items():
            assert least <= count[name] <= most, name
        for name in ("updated", "published"):
            for child in element.findall(ATOM + name):
                assert DATE.match(child.text or "")
        identity = element.findtext(f"{ATOM}id") or ""
        assert urlsplit(identity).scheme in {"https", "tag"}
        assert all(child.findtext(f"{ATOM}name") for child in element.findall(f"{ATOM}author"))
        links = element.findall(f"{ATOM}link")
        assert all(link.get("href", "").startswith(BASE) for link in links)
        alternates = [link for link in links if link.get("rel") == "alternate"]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates) == 1
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [f"{BASE}feed.xml"]
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identities)) == len(identities)
    return feed


def test_atom(published: Office) -> None:
    """The Atom feed has what RFC 4287 requires, newest first, with the titles as written."""
    feed = assert_atom((published.site / "feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 7
    assert entries[0].findtext(f"{ATOM}title") == "Chuyện “một cửa” & <người> giữ lửa"
    assert [a.findtext(f"{ATOM}name") for a in entries[0].findall(f"{ATOM}author")] == ["Trần Văn Bình", "Lê Hoa"]
    times = [datetime.fromisoformat(e.findtext(f"{ATOM}published") or "") for e in entries]
    assert times == sorted(times, reverse=True)
    assert entries[0].findtext(f"{ATOM}updated") == "2025-03-01T01:00:00Z"
    newest = max(e.findtext(f"{ATOM}updated") or "" for e in entries)
    assert feed.findtext(f"{ATOM}updated") == newest


def test_json_feed(published: Office) -> None:
    """The JSON Feed has version 1.1's required keys and absolute addresses."""
    feed = json.loads(published.page("feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}feed.json"
    assert len(feed["items"]) == 7
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert "content_text" in item or "content_html" in item
        assert item["url"].startswith(BASE)
        assert (published.site / item["url"].removeprefix(BASE) / "index.html").is_file()
        assert (published.site / item["image"].removeprefix(BASE)).is_file()
        assert DATE.match(item["date_published"])
        assert DATE.match(item["date_modified"])
        assert all(author["name"] for author in item["authors"])


def test_an_entry_keeps_its_identity(office: Office) -> None:
    """A story that moves to a new address keeps its id in both feeds."""
    path = office.write(1)
    office.build()
    before = [item["id"] for item in json.loads(office.page("feed.json"))["items"]]
    path.rename(path.with_name("tam.md"))
    office.write(1, slug="ten-moi")
    office.build()
    feed = json.loads(office.page("feed.json"))
    assert feed["items"][0]["url"] == f"{BASE}2025/ten-moi/"
    assert [item["id"] for item in feed["items"]] == before


def test_feeds_of_an_empty_site(office: Office) -> None:
    """Feeds and sitemap of a newsroom without stories are valid, only empty."""
    office.build()
    assert assert_atom((office.site / "feed.xml").read_bytes()).findall(f"{ATOM}entry") == []
    assert json.loads(office.page("feed.json"))["items"] == []
    ET.fromstring((office.site / "sitemap.xml").read_bytes())


def test_no_letter_breaks_a_feed_or_a_page(office: Office) -> None:
    """Control characters that YAML can write and XML cannot hold neither break the feed nor the page's front matter."""
    path = office.write(1, title="Bài TITLE", approve=False)
    odd = r"Bài \x08một\x7f cửa\u2028và\x85nữa\ufeff"
    path.write_text(path.read_text(encoding="utf-8").replace("Bài TITLE", odd), encoding="utf-8")
    office.approve(path)
    from dataclasses import replace

    from newsroom.build.site import build_site

    build_site(replace(office.workspace(), unsound=frozenset()))
    assert_atom((office.site / "feed.xml").read_bytes())
    page = office.page("2025/bai-1/index.html")
    assert "story__title" in page
    assert "cửa\u2028và\x85nữa" in page


def test_sitemap_lists_every_page_once(published: Office) -> None:
    """Every page but the search page is in the sitemap once; stories carry date and picture, all addresses absolute."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}
    root = ET.fromstring((published.site / "sitemap.xml").read_bytes())
    listed = [url.findtext("s:loc", "", space) for url in root.findall("s:url", space)]
    pages = [BASE + p.relative_to(published.site).as_posix() for p in published.site.rglob("index.html")]
    built = {page.removesuffix("index.html") for page in pages} - {f"{BASE}tim-kiem/"}
    assert sorted(listed) == sorted(built)
    for url in root.findall("s:url", space):
        address = url.findtext("s:loc", "", space)
        if "/2025/" in address and "/nam/" not in address:
            assert DATE.match(url.findtext("s:lastmod", "", space))
            image = url.findtext("i:image/i:loc", "", space)
            assert image.startswith(address)
            assert (published.site / image.removeprefix(BASE)).is_file()
    assert f"Sitemap: {BASE}sitemap.xml" in published.page("robots.txt")


def test_a_story_s_tags(published: Office) -> None:
    """A story page has canonical address, revision and Open Graph tags with a 1200×630 picture that exists."""
    workspace = published.workspace()
    for file in workspace.files:
        head = Head(published.page(f"{file.address}index.html"))
        assert file.story is not None
        address = BASE + file.address
        assert [link["href"] for link in head.links if link.get("rel") == "canonical"] == [address]
        assert head.meta["story-revision"] == revision(workspace.fingerprint(file))
        assert head.meta["og:title"] == file.story.title
        assert head.meta["og:description"] == head.meta["description"] == file.story.summary
        assert (head.meta["og:type"], head.meta["og:url"]) == ("article", address)
        assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630")
        assert (published.site / head.meta["og:image"].removeprefix(BASE)).is_file()
        assert head.meta["og:image:alt"] == file.story.title
        assert head.meta["og:locale"] == "vi_VN"
        assert head.meta["twitter:card"] == "summary_large_image"
        assert DATE.match(head.meta["article:published_time"])


@pytest.mark.parametrize("page", ["index.html", "linh-vuc/giao-duc/index.html", "gioi-thieu/index.html"])
def test_every_page_s_tags(published: Office, page: str) -> None:
    """Other pages have canonical address, description and both feeds."""
    head = Head(published.page(page))
    canonical = [link["href"] for link in head.links if link.get("rel") == "canonical"]
    assert canonical == [BASE + page.removesuffix("index.html")]
    assert head.meta["description"]
    kinds = [link.get("type") for link in head.links if link.get("rel") == "alternate"]
    assert kinds == ["application/atom+xml", "application/feed+json"]
