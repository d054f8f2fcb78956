"""A page as it must be to open from a disk: folders name their index.html, and what a disk cannot serve is gone.

A browser gives every file from a disk an origin of its own: it refuses modules, preloaded fonts and policies that
speak of the page's own host, and it opens no folder.
"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_TAG = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"\s+([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_ADDRESSES = {"href", "src", "action", "poster"}
# Addresses that only a program follows, or that a browser refuses to load from a disk.
_DROPPED_LINKS = {"preload", "prefetch", "alternate", "manifest", "modulepreload"}
# Of a picture one size of one kind stays: a copy to hand on must not be three times as large.
_DROPPED_ATTRIBUTES = ("crossorigin", "srcset", "sizes", "integrity")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg", ".gif")


@dataclass(frozen=True, slots=True)
class Website:
    """The website as it was built: where it stands, and every file of it by its path."""

    url: str
    files: frozenset[str]


def offline_page(text: str, path: str, website: Website) -> tuple[str, set[str]]:
    """Make the page at `path` ready; return it with the files, other than pages, that it shows."""
    needed: set[str] = set()

    def tag(match: re.Match[str]) -> str:
        name = match[1].lower()
        given = {key.lower(): _value(value) for key, value in _ATTRIBUTE.findall(match[2])}
        if _is_dropped(name, given):
            return ""
        for key in _DROPPED_ATTRIBUTES:
            given.pop(key, None)
        for key, value in given.items():
            if key in _ADDRESSES and value is not None:
                given[key], file = _address(value, path, website, is_link=name == "a")
                needed.update(file)
        return f"<{match[1]}{''.join(_attribute(key, value) for key, value in given.items())}>"

    return _TAG.sub(tag, text), needed


def _address(value: str, path: str, website: Website, *, is_link: bool) -> tuple[str, set[str]]:
    """Return an address as it must be on the disk, and the file that it shows, if it shows one.

    Links to feeds, data and documents lead to the website, which has them up to date.
    """
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or not parts.path:
        return value, set()
    folder = posixpath.dirname(path)
    goal = posixpath.normpath(posixpath.join(folder, unquote(parts.path))).removeprefix(".")
    rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    index = f"{goal}/index.html".lstrip("/")
    if index in website.files:
        goal = index
    elif is_link and not goal.endswith((".html", *_PICTURES)):
        return website.url + quote(goal) + rest, set()
    on_disk = quote(posixpath.relpath(goal, folder or ".")) + rest
    return on_disk, set() if goal.endswith(".html") else {goal}


def files_in_style(text: str, path: str) -> set[str]:
    """Return the files that a style sheet at `path` loads."""
    folder = posixpath.dirname(path)
    return {
        posixpath.normpath(posixpath.join(folder, url)) for url in _CSS_URL.findall(text) if not urlsplit(url).scheme
    }


def _is_dropped(name: str, given: dict[str, str | None]) -> bool:
    if name == "link":
        return bool(_DROPPED_LINKS & set((given.get("rel") or "").lower().split()))
    if name == "meta":
        return (given.get("http-equiv") or "").lower() == "content-security-policy"
    return name == "source"


def _attribute(key: str, value: str | None) -> str:
    return f" {key}" if value is None else f' {key}="{html.escape(value)}"'


def _value(written: str) -> str | None:
    if not written:
        return None
    return html.unescape(written[1:-1] if written[0] in "\"'" else written)
