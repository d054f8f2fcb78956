"""What machines read stays valid with stories that try its patience."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import jsonschema
from feed_rules import ATOM, JSON_FEED, assert_atom, assert_rss
from odd_stories import LONG_TITLE
from office_kit import Office
from page_head import Head

BASE = "https://guong.example.vn/"
Odd = tuple[Office, dict[str, str]]


def test_every_feed_is_valid(odd: Odd) -> None:
    """Markup, emoji, right-to-left words and sixty words in a title leave every feed valid, and come out as written."""
    site = odd[0].site
    for path in site.rglob("feed.xml"):
        assert_atom(path.read_bytes(), BASE)
    for path in site.rglob("rss.xml"):
        assert_rss(path.read_bytes(), BASE)
    for path in site.rglob("feed.json"):
        jsonschema.Draft202012Validator(JSON_FEED).validate(json.loads(path.read_bytes()))
    entries = ET.fromstring((site / "feed.xml").read_bytes()).iter(f"{ATOM}entry")
    titles = {entry.findtext(f"{ATOM}title") for entry in entries}
    assert LONG_TITLE in titles
    assert any(title and "{{ page }} {% raw %}" in title and "<b>" in title for title in titles)


def test_open_data_and_sitemap_are_valid(odd: Odd) -> None:
    """The index of stories holds to its schema, and the sitemap is XML that names every picture once."""
    office = odd[0]
    rules = json.loads(office.page("du-lieu/stories.schema.json"))
    stories = json.loads(office.page("stories.json"))
    jsonschema.Draft202012Validator(rules).validate(stories)
    pictures = [picture["url"] for story in stories["stories"] for picture in story["pictures"]]
    places = ET.fromstring((office.site / "sitemap.xml").read_bytes()).iter(
        "{http://www.google.com/schemas/sitemap-image/1.1}loc"
    )
    assert sorted(place.text or "" for place in places) == sorted(set(pictures))


def test_structured_data_of_every_page_is_valid(odd: Odd) -> None:
    """Every page's structured data parses as it stands in the page, whatever words are in it."""
    kinds = set()
    for path in odd[0].site.rglob("index.html"):
        for data in Head(path.read_text(encoding="utf-8")).data:
            kinds |= {thing["@type"] for thing in data["@graph"]}
    assert {"Article", "BreadcrumbList", "CollectionPage", "WebSite", "Dataset"} <= kinds
