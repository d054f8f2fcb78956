"""Which built pages stand for all others: as few as show everything that the site's pages are made of."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Parts(HTMLParser):
    """Collects what a page is made of: its elements with each of their classes, kinds and states."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.leads_on = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.leads_on |= (tag, (given.get("http-equiv") or "").lower()) == ("meta", "refresh")
        self.found.add(tag)
        self.found.update(f"{tag}.{name}" for name in (given.get("class") or "").split())
        self.found.update(f"{tag}[{key}={given[key]}]" for key in ("type", "role", "aria-current") if key in given)
        self.found.update(f"{tag}[{key}]" for key in given if key.startswith(("aria-", "data-")) or key == "hidden")


def chosen_pages(site: Path) -> list[str]:
    """Return addresses of built pages that together hold every part any page has; a new kind of page comes by itself.

    Pages that lead on at once are left out: nobody reads them.
    """
    parts: dict[str, set[str]] = {}
    for path in sorted(site.rglob("*.html")):
        page = Parts(path.read_text(encoding="utf-8"))
        if not page.leads_on:
            parts[path.relative_to(site).as_posix().removesuffix("index.html")] = page.found
    missing = set().union(*parts.values())
    chosen = []
    while missing:
        best = max(parts, key=lambda address: (len(parts[address] & missing), -len(address), address))
        chosen.append(best)
        missing -= parts[best]
    return sorted(chosen)
