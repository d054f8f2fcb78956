"""What opening a page costs a reader: bytes as a web server with gzip sends them, and what the page did meanwhile."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

# Already compressed; a web server sends them as they are.
_PACKED = (".woff2", ".avif", ".webp", ".jpg", ".png")
KILOBYTE = 1024


@dataclass
class Weight:
    """The files that a tab fetched, by address, and their weight on the line."""

    fetched: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page, address: str) -> Self:
        """Open an address in the tab, wait until it asks for nothing more, and weigh all that came."""
        answers: list[Response] = []

        def note(answer: Response) -> None:
            answers.append(answer)

        page.on("response", note)
        page.goto(address, wait_until="networkidle")
        page.remove_listener("response", note)
        weight = cls()
        for answer in answers:
            body = answer.body()
            packed = body if answer.url.endswith(_PACKED) else gzip.compress(body, 6)
            weight.fetched[answer.url] = len(packed)
            weight.kinds[answer.url] = answer.request.resource_type
        return weight

    def total(self, *without: str) -> int:
        """Return the bytes of everything but some kinds of files (`image`, `font`)."""
        return sum(size for url, size in self.fetched.items() if self.kinds[url] not in without)
