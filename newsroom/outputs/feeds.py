"""Atom (RFC 4287), JSON Feed 1.1, the sitemap and robots.txt, written by us: the generator has no part in them."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from newsroom.outputs.staged import Staged
from newsroom.outputs.wording import who_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

_ENTRIES = 20
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# YAML can write what XML cannot hold; one such letter would break the whole feed.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"


def feeds(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> list[Staged]:
    """Stage the two feeds of the newest stories."""
    newest = list(reversed(stories[-_ENTRIES:]))
    return [
        Staged("feed.xml", _atom(newest, config, terms)),
        Staged("feed.json", _json_feed(newest, config, terms)),
    ]


def _changed_at(story: PublishedStory) -> datetime:
    return max(story.published_at, story.updated_at or story.published_at)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _identifier(story: PublishedStory, config: Config) -> str:
    """Return an entry's identity, which must outlive a change of address (RFC 4287 section 4.2.6)."""
    host = config.site.url.split("//", 1)[1].split("/")[0].split(":")[0]
    # The year in the id is fixed; the day of publication may still be moved.
    return f"tag:{host},{story.story.id.split('-')[1]}:{story.story.id}"


def _atom(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> bytes:
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})

    def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
        child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
        child.text = _NOT_XML.sub("", text) if text else None
        return child

    add(feed, "title", config.site.title)
    add(feed, "subtitle", config.site.description)
    add(feed, "id", config.site.url)
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{config.site.url}feed.xml")
    add(feed, "link", rel="alternate", type="text/html", href=config.site.url)
    # An empty feed still needs a time; the beginning of the programme says "nothing yet" without a clock.
    newest = max((_changed_at(story) for story in stories), default=None)
    add(feed, "updated", _utc(newest) if newest else "2022-12-09T00:00:00Z")
    add(add(feed, "author"), "name", config.office.name)
    for story in stories:
        entry = add(feed, "entry")
        add(entry, "title", story.story.title)
        add(entry, "id", _identifier(story, config))
        add(entry, "link", rel="alternate", type="text/html", href=config.site.url + story.address)
        add(entry, "published", _utc(story.published_at))
        add(entry, "updated", _utc(_changed_at(story)))
        for author in story.story.authors:
            add(add(entry, "author"), "name", author.name)
        add(entry, "summary", story.story.summary, type="text")
        for code in story.story.fields:
            add(entry, "category", term=code, label=terms.fields.label(code))
    ET.indent(feed)
    xml: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _json_feed(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.site.title,
        "description": config.site.description,
        "home_page_url": config.site.url,
        "feed_url": f"{config.site.url}feed.json",
        "language": "vi",
        "authors": [{"name": config.office.name, "url": config.site.url}],
        "items": [
            {
                "id": _identifier(story, config),
                "url": config.site.url + story.address,
                "title": story.story.title,
                "summary": story.story.summary,
                "content_text": f"{who_line(story.story)}. {story.story.summary}",
                "image": config.site.url + story.address + story.pictures.card.name,
                "date_published": story.published_at.astimezone(config.zone).isoformat(timespec="seconds"),
                "date_modified": _changed_at(story).astimezone(config.zone).isoformat(timespec="seconds"),
                "authors": [{"name": author.name} for author in story.story.authors],
                "tags": [terms.fields.label(code) for code in story.story.fields],
                "language": "vi",
            }
            for story in stories
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(pages: Sequence[str], stories: Sequence[PublishedStory], config: Config) -> list[Staged]:
    """Stage sitemap.xml for the given addresses and robots.txt that names it; stories carry date and picture."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("image", _IMAGE)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    by_address = {story.address: story for story in stories}
    for address in pages:
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = config.site.url + address
        story = by_address.get(address)
        if story is not None:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = _utc(_changed_at(story))
            image = ET.SubElement(url, f"{{{_IMAGE}}}image")
            ET.SubElement(image, f"{{{_IMAGE}}}loc").text = config.site.url + story.address + story.pictures.card.name
    ET.indent(root)
    xml = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {config.site.url}sitemap.xml\n"
    return [Staged("sitemap.xml", xml), Staged("robots.txt", robots.encode())]
