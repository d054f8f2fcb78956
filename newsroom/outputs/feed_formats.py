"""One feed in three languages: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the picture as Media RSS has it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.outputs.public_pictures import PublicPicture

_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = "vi"
# YAML can write what XML cannot hold; one such letter would break the whole feed.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING_YET = "2022-12-09T00:00:00Z"
"""An empty Atom feed needs a time too; the day of decision 1526/QĐ-TTg says "nothing yet" without a clock."""


@dataclass(frozen=True, slots=True)
class Category:
    """One term a story stands under; `scheme` is the address of the list of such terms."""

    code: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What every format tells of a story. Times are aware."""

    identity: str
    url: str
    title: str
    summary: str
    who: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...]
    categories: tuple[Category, ...]
    picture: PublicPicture


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry in each format, so that a story that stands in five lists is written once."""

    updated_at: datetime
    atom: str
    rss: str
    json: str


@dataclass(frozen=True, slots=True)
class Channel:
    """The feed itself: of what, by whom, and where."""

    title: str
    subtitle: str
    page_url: str
    urls: dict[str, str]
    """The feed's own address by format: atom, rss, json."""
    author: str
    author_url: str
    rights: str
    icon_url: str
    large_icon_url: str
    style: str
    """The address of the style sheet that makes the XML readable for a person, relative to the feed."""


def write_entry(entry: Entry) -> WrittenEntry:
    """Write a story in every format."""
    return WrittenEntry(entry.updated_at, _atom_entry(entry), _rss_item(entry), _json_item(entry))


def atom_feed(channel: Channel, entries: Sequence[WrittenEntry]) -> bytes:
    """Write an Atom feed, entries in the given order."""
    updated = max((entry.updated_at for entry in entries), default=None)
    return _document(
        channel,
        f'<feed xmlns="{_ATOM}" xmlns:media="{_MEDIA}" xml:lang="{_LANGUAGE}">',
        _element("title", channel.title),
        _element("subtitle", channel.subtitle),
        _element("id", channel.page_url),
        f'<link rel="self" type="application/atom+xml" href="{_xml(channel.urls["atom"])}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{_LANGUAGE}" href="{_xml(channel.page_url)}"/>',
        _element("updated", _utc(updated) if updated else _NOTHING_YET),
        f"<author>{_element('name', channel.author)}{_element('uri', channel.author_url)}</author>",
        _element("icon", channel.icon_url),
        _element("rights", channel.rights),
        *(entry.atom for entry in entries),
        "</feed>",
    )


def rss_feed(channel: Channel, entries: Sequence[WrittenEntry]) -> bytes:
    """Write an RSS 2.0 feed, items in the given order."""
    updated = max((entry.updated_at for entry in entries), default=None)
    return _document(
        channel,
        f'<rss version="2.0" xmlns:atom="{_ATOM}" xmlns:dc="{_DUBLIN_CORE}" xmlns:media="{_MEDIA}">',
        "<channel>",
        _element("title", channel.title),
        _element("link", channel.page_url),
        _element("description", channel.subtitle),
        f'<atom:link rel="self" type="application/rss+xml" href="{_xml(channel.urls["rss"])}"/>',
        _element("language", _LANGUAGE),
        _element("copyright", channel.rights),
        *([_element("lastBuildDate", _mail_date(updated))] if updated else []),
        # The picture must bear the channel's own title and link, and be at most 144 wide.
        f"<image>{_element('url', channel.icon_url)}{_element('title', channel.title)}"
        f"{_element('link', channel.page_url)}<width>64</width><height>64</height></image>",
        *(entry.rss for entry in entries),
        "</channel>",
        "</rss>",
    )


def json_feed(channel: Channel, entries: Sequence[WrittenEntry]) -> bytes:
    """Write a JSON Feed, items in the given order."""
    head = _json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "description": channel.subtitle,
            "home_page_url": channel.page_url,
            "feed_url": channel.urls["json"],
            "icon": channel.large_icon_url,
            "favicon": channel.icon_url,
            "language": _LANGUAGE,
            "authors": [{"name": channel.author, "url": channel.author_url}],
        }
    )
    items = ",\n".join(entry.json for entry in entries)
    return f'{head[:-1]}, "items": [\n{items}\n]}}\n'.encode()


def _atom_entry(entry: Entry) -> str:
    picture = entry.picture
    return "\n".join(
        [
            "<entry>",
            _element("title", entry.title),
            _element("id", entry.identity),
            f'<link rel="alternate" type="text/html" hreflang="{_LANGUAGE}" href="{_xml(entry.url)}"/>',
            f'<link rel="enclosure" type="image/jpeg" length="{picture.size_bytes}" href="{_xml(picture.url)}"/>',
            _element("published", _utc(entry.published_at)),
            _element("updated", _utc(entry.updated_at)),
            *(f"<author>{_element('name', name)}</author>" for name in entry.authors),
            *(
                f'<category term="{_xml(c.code)}" scheme="{_xml(c.scheme)}" label="{_xml(c.label)}"/>'
                for c in entry.categories
            ),
            _element("summary", entry.summary),
            _media(picture),
            "</entry>",
        ]
    )


def _rss_item(entry: Entry) -> str:
    picture = entry.picture
    return "\n".join(
        [
            "<item>",
            _element("title", entry.title),
            _element("link", entry.url),
            f'<guid isPermaLink="false">{_xml(entry.identity)}</guid>',
            _element("pubDate", _mail_date(entry.published_at)),
            _element("atom:updated", _utc(entry.updated_at)),
            *(_element("dc:creator", name) for name in entry.authors),
            *(f'<category domain="{_xml(c.scheme)}">{_xml(c.label)}</category>' for c in entry.categories),
            _element("description", entry.summary),
            f'<enclosure url="{_xml(picture.url)}" length="{picture.size_bytes}" type="image/jpeg"/>',
            _media(picture),
            "</item>",
        ]
    )


def _json_item(entry: Entry) -> str:
    return _json(
        {
            "id": entry.identity,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_text": f"{entry.who}. {entry.summary}",
            "image": entry.picture.url,
            "date_published": entry.published_at.isoformat(timespec="seconds"),
            "date_modified": entry.updated_at.isoformat(timespec="seconds"),
            "authors": [{"name": name} for name in entry.authors],
            "tags": [category.label for category in entry.categories],
            "language": _LANGUAGE,
            "attachments": [
                {
                    "url": entry.picture.url,
                    "mime_type": "image/jpeg",
                    "title": entry.picture.alt or entry.title,
                    "size_in_bytes": entry.picture.size_bytes,
                }
            ],
        }
    )


def _media(picture: PublicPicture) -> str:
    words = _element("media:description", picture.alt) if picture.alt else ""
    credit = f'<media:credit role="photographer">{_xml(picture.credit)}</media:credit>' if picture.credit else ""
    return (
        f'<media:content url="{_xml(picture.url)}" type="image/jpeg" medium="image" fileSize="{picture.size_bytes}" '
        f'width="{picture.width}" height="{picture.height}">{words}{credit}</media:content>'
    )


def _document(channel: Channel, *lines: str) -> bytes:
    # Browsers drop XSLT (2026); a style sheet in CSS is what remains, and no script can hide in it.
    style = f'<?xml-stylesheet type="text/css" href="{_xml(channel.style)}"?>'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', style, *lines, ""]).encode()


def _element(name: str, text: str) -> str:
    return f"<{name}>{_xml(text)}</{name}>"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _mail_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
