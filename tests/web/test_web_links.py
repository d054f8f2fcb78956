"""Every link of the built site leads somewhere on it, every anchor exists, and every page can be reached from home."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from office_kit import Office

BASE = "https://guong.example.vn/"
_WITH_ADDRESS = {"href", "src", "data-large", "data-copy-link", "data-share", "content"}
_IN_TEXT = re.compile(r"https://guong\.example\.vn/[^\s\"'<>\\)\]]*")


class Document(HTMLParser):
    """The addresses a page names, and the ids it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        # Redirects and withdrawn notices: reached by whoever still has the old address.
        self.notice = 'http-equiv="refresh"' in text or 'name="robots" content="noindex"' in text
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        for name in _WITH_ADDRESS & given.keys():
            if name != "content" or given[name].startswith(BASE):
                self.addresses.append(given[name])
        for candidate in given.get("srcset", "").split(","):
            self.addresses += candidate.split()[:1]


def target(page: str, address: str) -> tuple[str, str] | None:
    """Return the path and the anchor that an address on `page` leads to, or None when it leaves the site."""
    whole = urlsplit(urljoin(BASE + page.removesuffix("index.html"), address))
    if f"{whole.scheme}://{whole.netloc}/" != BASE:
        return None
    path = unquote(whole.path).lstrip("/")
    return (f"{path}index.html" if not path or path.endswith("/") else path), unquote(whole.fragment)


@pytest.fixture(scope="module")
def pages(web_office: Office) -> dict[str, Document]:
    """Return every HTML file of the site, read."""
    site = web_office.site
    return {p.relative_to(site).as_posix(): Document(p.read_text("utf-8")) for p in sorted(site.rglob("*.html"))}


def _missing(site: Path, page: str, addresses: list[str]) -> list[str]:
    goals = [(address, target(page, address)) for address in addresses]
    return [f"{page}: {address}" for address, goal in goals if goal and not (site / goal[0]).is_file()]


def test_every_address_on_a_page_is_there(web_office: Office, pages: dict[str, Document]) -> None:
    """Links, pictures of every size, styles, scripts and social cards of every page lead to a file of the site."""
    assert sum(len(page.addresses) for page in pages.values()) > 1000
    # The page for 404 stands at every depth, so its addresses begin at the root.
    missing = [line for name, page in pages.items() for line in _missing(web_office.site, name, page.addresses)]
    assert missing == []


def test_every_anchor_is_there_once(pages: dict[str, Document]) -> None:
    """A link to a part of a page finds that part, and no page has an id twice."""
    broken = []
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for address in page.links:
            goal = target(name, address)
            if goal and goal[1] and goal[1] not in pages[goal[0]].ids:
                broken.append(f"{name}: {address}")
    assert broken == []


def test_every_page_is_reached_from_home(pages: dict[str, Document]) -> None:
    """Following links from the home page one comes to every page but those made for elsewhere."""
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for address in pages[name].links:
            goal = target(name, address)
            if goal and goal[0] in pages and goal[0] not in reached:
                reached.add(goal[0])
                waiting.append(goal[0])
    orphans = pages.keys() - reached
    elsewhere = {name for name in orphans if name == "404.html" or pages[name].notice}
    assert orphans - elsewhere == set()


def test_what_machines_read_leads_to_pages(web_office: Office) -> None:
    """Every address of ours in feeds, sitemap, robots, JSON and JSON-LD is a file of the site."""
    site = web_office.site
    files = [p for p in sorted(site.rglob("*")) if p.suffix in {".xml", ".json", ".txt"}]
    assert {"feed.xml", "sitemap.xml", "stories.json", "robots.txt"} <= {p.name for p in files}
    seen, missing = 0, []
    for path in files:
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            text = json.dumps(json.loads(text), ensure_ascii=False)
        for found in _IN_TEXT.findall(unescape(text)):
            seen += 1
            name = path.relative_to(site).as_posix()
            missing += _missing(site, name, [found.split("#")[0]])
    assert seen > 100
    assert missing == []


def test_headings_have_whole_words_for_anchors(pages: dict[str, Document]) -> None:
    """`Điển hình` has the anchor `dien-hinh`, never `ien-hinh`, on stories and on fixed pages; ids are plain ASCII."""
    assert "muc-noi-dung" in pages["2025/bai-7/index.html"].ids
    for name, page in pages.items():
        assert [found for found in page.ids if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", found)] == [], name
