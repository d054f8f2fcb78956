"""What is laid into the staging folder: bytes we wrote, or a file from the build cache."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


# Good JSON, but YAML refuses these or takes them for line breaks, and the page would lose its front matter.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


# Made once: a large site has tens of thousands of pages.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Staged:
    """One staged file: its path below the staging folder, and its bytes, or how to get them."""

    path: str
    data: bytes = b""
    source: Path | None = None
    """Where to copy the bytes from; a folder stands for all files in it."""
    make: Callable[[], bytes] | None = None
    """How to make the bytes."""
    version: str = ""
    """For copied and made files: a name of their content, so that an unchanged one is neither read nor made."""
    modified_at: datetime | None = None
    """For pages: when what they show last changed, as the sitemap tells it."""

    @property
    def address(self) -> str | None:
        """The address at which the generator puts a page; None for other files."""
        if not self.path.endswith(".md"):
            return None
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem.rsplit("/", 1)[-1] == "index" else f"{stem}/"

    def content(self) -> bytes:
        """Return the bytes."""
        if self.source is not None:
            return self.source.read_bytes()
        return self.make() if self.make is not None else self.data

    def digest(self) -> str:
        """Name the content."""
        return self.version or hashlib.sha256(self.data).hexdigest()


def page(
    path: str,
    template: str,
    title: str,
    description: str,
    body: str = "",
    *,
    modified_at: datetime | None = None,
    **meta: Any,
) -> Staged:
    """Stage a Markdown page whose template finds all its data in the front matter.

    JSON is YAML too, and is written and read faster. `robots="noindex"` keeps a page out of the sitemap as well.
    """
    front = {"template": template, "title": title, "description": description, "hide": ["navigation", "toc"], **meta}
    lines = "\n".join(f"{key}: {_JSON.encode(value)}" for key, value in front.items())
    written = _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", lines)
    return Staged(path, f"---\n{written}\n---\n\n{body.strip()}\n".encode(), modified_at=modified_at)
