"""What an article says, whoever wrote it down: the words of a payload and of what Zalo reads back, comparable. Pure.

Zalo fetches pictures and hosts them at addresses of its own, and it may write HTML another way than it was sent; so
words are compared, never bytes, and pictures only by their order and captions.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

CLOSING = "Đọc bài và xem ảnh trên trang:"
"""With these words and the story's address every article of ours ends."""
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"https?://\S+")


def plain(text: Any) -> str:
    """Return text without tags and entities, in NFC, with single spaces."""
    bare = html.unescape(_TAG.sub(" ", str(text or "")))
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def addresses(article: Mapping[str, Any]) -> frozenset[str]:
    """Return the web addresses that stand in the body's text."""
    return frozenset(address for block in _body(article) for address in _ADDRESS.findall(plain(block.get("content"))))


def has_our_form(article: Mapping[str, Any]) -> bool:
    """Tell whether an article closes as ours do; one that a colleague wrote by hand leads to the page otherwise."""
    return any(CLOSING in plain(block.get("content")) for block in _body(article))


def differences(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> list[str]:
    """Name the fields whose words differ between what was sent and what is shown."""
    found = [name for name in ("title", "description", "author") if plain(sent.get(name)) != plain(shown.get(name))]
    # Every article has a cover; one that is not told is not taken as a difference.
    if shown.get("cover") and _cover_kind(sent) != _cover_kind(shown):
        found.append("cover")
    if _body_words(sent) != _body_words(shown):
        found.append("body")
    return found


def same_pictures(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Tell whether the pictures stand at the very addresses that were sent; after re-hosting nobody can tell."""
    return _picture_addresses(sent) == _picture_addresses(shown)


def moment(value: Any) -> datetime | None:
    """Read Zalo's milliseconds; None when there is no readable time."""
    try:
        return datetime.fromtimestamp(int(value) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _body(article: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    body = article.get("body")
    return [block for block in body if isinstance(block, Mapping)] if isinstance(body, list) else []


def _body_words(article: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List what a reader meets, in order; blocks of text next to each other may have been joined or parted."""
    found: list[tuple[str, str]] = []
    for block in _body(article):
        kind = str(block.get("type") or "text")
        words = plain(block.get("content") if kind == "text" else block.get("caption"))
        if kind != "text":
            found.append((kind, words))
        elif words and found and found[-1][0] == "text":
            found[-1] = ("text", f"{found[-1][1]} {words}")
        elif words:
            found.append(("text", words))
    return found


def _cover_kind(article: Mapping[str, Any]) -> tuple[str, str]:
    cover = article.get("cover")
    if not isinstance(cover, Mapping):
        return ("", "")
    return str(cover.get("cover_type") or ""), str(cover.get("status") or "show")


def _picture_addresses(article: Mapping[str, Any]) -> list[str]:
    cover = article.get("cover")
    first = str(cover.get("photo_url") or "") if isinstance(cover, Mapping) else ""
    return [first, *(str(block.get("url") or "") for block in _body(article) if block.get("type") == "image")]
