"""What stands in a page's head."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any


class Head(HTMLParser):
    """Collects a page's meta and link tags and its structured data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.data: list[Any] = []
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (key := given.get("property") or given.get("name")):
            assert key not in self.meta, f"{key} twice"
            self.meta[key] = given.get("content") or ""
        if tag == "link":
            self.links.append(given)
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def alternates(self) -> dict[str | None, str | None]:
        """Return the feeds offered, by type; the first of each type wins, as in browsers."""
        found: dict[str | None, str | None] = {}
        for link in self.links:
            if link.get("rel") == "alternate":
                found.setdefault(link.get("type"), link.get("href"))
        return found
