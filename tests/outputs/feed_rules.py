"""What RFC 4287, RSS 2.0 and JSON Feed 1.1 ask of a feed, written down from those texts and checked by other code."""

from __future__ import annotations

import re
from collections import Counter
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# RFC 3339 with an offset, as RFC 4287 section 3.3 wants it: capital T and Z.
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")

# RFC 4287, sections 4.1.1 and 4.1.2: how often each child must or may stand; an Atom element not named is forbidden.
MANY = 10_000
FEED = {
    "author": (0, MANY), "category": (0, MANY), "contributor": (0, MANY), "generator": (0, 1), "icon": (0, 1),
    "id": (1, 1), "link": (0, MANY), "logo": (0, 1), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1),
    "updated": (1, 1), "entry": (0, MANY),
}  # fmt: skip
ENTRY = {
    "author": (0, MANY), "category": (0, MANY), "content": (0, 1), "contributor": (0, MANY), "id": (1, 1),
    "link": (0, MANY), "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1), "title": (1, 1),
    "updated": (1, 1),
}  # fmt: skip
PERSON = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
LINK_ATTRIBUTES = {"href", "rel", "type", "hreflang", "title", "length"}
CATEGORY_ATTRIBUTES = {"term", "scheme", "label"}

# The RSS 2.0 specification: required and optional children of channel and item.
CHANNEL = {
    "title": (1, 1), "link": (1, 1), "description": (1, 1), "language": (0, 1), "copyright": (0, 1),
    "managingEditor": (0, 1), "webMaster": (0, 1), "pubDate": (0, 1), "lastBuildDate": (0, 1), "category": (0, MANY),
    "generator": (0, 1), "docs": (0, 1), "cloud": (0, 1), "ttl": (0, 1), "image": (0, 1), "rating": (0, 1),
    "textInput": (0, 1), "skipHours": (0, 1), "skipDays": (0, 1), "item": (0, MANY),
}  # fmt: skip
ITEM = {
    "title": (0, 1), "link": (0, 1), "description": (0, 1), "author": (0, 1), "category": (0, MANY),
    "comments": (0, 1), "enclosure": (0, 1), "guid": (0, 1), "pubDate": (0, 1), "source": (0, 1),
}  # fmt: skip
IMAGE = {"url": (1, 1), "title": (1, 1), "link": (1, 1), "width": (0, 1), "height": (0, 1), "description": (0, 1)}


def assert_atom(data: bytes, base: str) -> ET.Element:
    """Check a document against RFC 4287's requirements, and that every address is absolute and on `base`."""
    feed = ET.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    _count(feed, FEED, ATOM)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _count(entry, ENTRY, ATOM)
        # Section 4.1.2: an entry without author needs one on the feed; without content, an alternate link.
        assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    for person in feed.iter(f"{ATOM}author"):
        _count(person, PERSON, ATOM)
        assert (person.findtext(f"{ATOM}name") or "").strip()
    for date in [*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")]:
        assert DATE.match(date.text or "")
    for link in feed.iter(f"{ATOM}link"):
        assert set(link.keys()) <= LINK_ATTRIBUTES
        assert link.get("href", "").startswith(base)
    for category in feed.iter(f"{ATOM}category"):
        assert set(category.keys()) <= CATEGORY_ATTRIBUTES
        assert category.get("term")
        _assert_absolute(category.get("scheme", ""))
    for holder in [feed, *entries]:
        # Section 4.1.1: no two alternate links of one type and language.
        alternates = holder.findall(f"{ATOM}link[@rel='alternate']")
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates) == 1
        _assert_absolute(holder.findtext(f"{ATOM}id") or "")
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identities)) == len(identities)
    newest = max((entry.findtext(f"{ATOM}updated") or "" for entry in entries), default=None)
    assert newest is None or feed.findtext(f"{ATOM}updated") == newest
    return feed


def assert_rss(data: bytes, base: str) -> ET.Element:
    """Check a document against the RSS 2.0 specification and return its channel."""
    rss = ET.fromstring(data)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    (channel,) = rss
    _count(channel, CHANNEL, "")
    assert channel.findtext("link", "").startswith(base)
    (itself,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert itself.get("href", "").startswith(base)
    for image in channel.findall("image"):
        _count(image, IMAGE, "")
        assert image.findtext("title") == channel.findtext("title")
        assert image.findtext("link") == channel.findtext("link")
        assert int(image.findtext("width", "88")) <= 144
        assert int(image.findtext("height", "31")) <= 400
    for date in [*channel.iter("pubDate"), *channel.iter("lastBuildDate")]:
        assert parsedate_to_datetime(date.text or "").tzinfo is not None
    for item in channel.findall("item"):
        _count(item, ITEM, "")
        assert item.findtext("title") or item.findtext("description")
        assert item.findtext("link", "").startswith(base)
        enclosure = item.find("enclosure")
        if enclosure is not None:
            assert set(enclosure.keys()) == {"url", "length", "type"}
            assert int(enclosure.get("length", "")) > 0
        assert item.findtext("guid")
    guids = [item.findtext("guid") for item in channel.findall("item")]
    assert len(set(guids)) == len(guids)
    return channel


def _count(element: ET.Element, table: dict[str, tuple[int, int]], space: str) -> None:
    # Elements of other namespaces are extensions, which both formats allow.
    own = [child.tag.removeprefix(space) for child in element if child.tag.startswith("{") == bool(space)]
    count = Counter(tag for tag in own if not tag.startswith("{"))
    assert set(count) <= set(table), f"unknown in {element.tag}: {set(count) - set(table)}"
    for name, (least, most) in table.items():
        assert least <= count[name] <= most, f"{name} in {element.tag}"


def _assert_absolute(address: str) -> None:
    assert urlsplit(address).scheme in {"https", "tag"}, address


def _strings(*names: str) -> dict[str, Any]:
    return {name: {"type": "string", "minLength": 1} for name in names}


def _addresses(*names: str) -> dict[str, Any]:
    return {name: {"type": "string", "pattern": "^https?://"} for name in names}


# JSON Feed version 1.1 (https://jsonfeed.org/version/1.1): required are version, title, items, and of an item its id
# and one of the contents; custom keys begin with an underscore.
_AUTHOR = {
    "type": "object",
    "properties": {**_strings("name"), **_addresses("url", "avatar")},
    "minProperties": 1,
    "additionalProperties": False,
}
_MOMENT = {"type": "string", "pattern": DATE.pattern.replace(r"\Z", "$")}
_ATTACHMENT = {
    "type": "object",
    "properties": {
        **_addresses("url"),
        **_strings("mime_type", "title"),
        "size_in_bytes": {"type": "integer", "minimum": 0},
        "duration_in_seconds": {"type": "number"},
    },
    "required": ["url", "mime_type"],
    "additionalProperties": False,
}
_ITEM = {
    "type": "object",
    "properties": {
        **_strings("id", "title", "content_html", "content_text", "summary", "language"),
        **_addresses("url", "external_url", "image", "banner_image"),
        "date_published": _MOMENT,
        "date_modified": _MOMENT,
        "authors": {"type": "array", "items": _AUTHOR},
        "tags": {"type": "array", "items": {"type": "string"}},
        "attachments": {"type": "array", "items": _ATTACHMENT},
    },
    "patternProperties": {"^_": {"type": "object"}},
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}
JSON_FEED = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **_strings("title", "description", "user_comment", "language"),
        **_addresses("home_page_url", "feed_url", "next_url", "icon", "favicon"),
        "authors": {"type": "array", "items": _AUTHOR},
        "expired": {"type": "boolean"},
        "hubs": {"type": "array"},
        "items": {"type": "array", "items": _ITEM},
    },
    "patternProperties": {"^_": {"type": "object"}},
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}
