"""What our posts are recognised by: the story's address, its number, or exactly our words. Pure.

A mark is a short text. A post carries the address of every link in its words and its preview, the number after
`Mã bài:`, and its words as a whole. What counts visits (`utm_…`, `fbclid`) belongs to no address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

STORY_LABEL, LINK_LABEL = "Mã bài:", "Đọc bài:"
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_STORY = re.compile(rf"{STORY_LABEL}\s*([\w-]+)", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?…)]}»’'"


def nfc(text: str) -> str:
    """Return the text composed; Vietnamese comes in two spellings that look the same."""
    return unicodedata.normalize("NFC", text)


def page_of(address: str) -> str:
    """Return an address without what counts visits and without its fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:
        # What people paste need not be an address.
        return address
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _counts(name)]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(query), ""))


def without_counting(text: str) -> str:
    """Return a text in which no address counts visits."""
    return _ADDRESS.sub(lambda match: _each(match[0]), text)


def story_line(story_id: str) -> str:
    """Return the line by which a post without its link is found again."""
    return f"{STORY_LABEL} {story_id}"


def link_line(link: str) -> str:
    """Return the line that leads to the story's page."""
    return f"{LINK_LABEL} {link}"


def link_of(text: str) -> str:
    """Return the address in the line of ours that leads to the story's page, else the first address; empty: none."""
    ours = [line for line in text.splitlines() if line.startswith(LINK_LABEL)]
    return next((address for part in (*ours, text) for address in _addresses(part)), "")


def has_our_form(text: str) -> bool:
    """Tell whether a text holds a line that we end our posts with; what a colleague writes leads there otherwise.

    A text of ours in which an editor wrote the address into the story's own words has no such line.
    """
    return any(line.startswith((LINK_LABEL, STORY_LABEL)) for line in nfc(text).splitlines())


def wanted_marks(story_id: str, link: str, message: str, known_as: Iterable[str] = ()) -> frozenset[str]:
    """Return the marks of which one makes a post this story's; `known_as` are the addresses it had before."""
    links = (_link_mark(address) for address in (link, *known_as))
    return frozenset(filter(None, (*links, f"story {story_id.casefold()}", _text_mark(message))))


def marks_in(text: str) -> frozenset[str]:
    """Return the marks that a text carries."""
    text = nfc(text)
    links = {_link_mark(address) for address in _addresses(text)}
    stories = {f"story {found.casefold()}" for found in _STORY.findall(text)}
    return frozenset(filter(None, links | stories | {_text_mark(text)}))


def marks_of(entry: Mapping[str, Any]) -> frozenset[str]:
    """Return the marks of a post as the Graph API describes it."""
    links = {_link_mark(link) for link in attached_links(entry)}
    return marks_in(str(entry.get("message") or "")) | links


def attached_links(entry: Mapping[str, Any]) -> set[str]:
    """Return the pages that a post's preview leads to, without what counts visits."""
    found = set()
    for attachment in _attachments(entry):
        target = attachment.get("target")
        aims = [attachment.get("unshimmed_url"), attachment.get("url")]
        aims.append(target.get("url") if isinstance(target, dict) else None)
        found |= {page_of(_unwrapped(str(address))) for address in aims if address}
    return found


def attached_photos(entry: Mapping[str, Any]) -> list[str]:
    """Return the ids of a post's photos in their order; empty when the answer does not tell."""
    found = []
    for attachment in _attachments(entry):
        target = attachment.get("target")
        is_photo = attachment.get("media_type", "photo") == "photo" and not attachment.get("subattachments")
        if is_photo and isinstance(target, dict) and target.get("id"):
            found.append(str(target["id"]))
    return found


def same_words(left: object, right: object) -> bool:
    """Compare two texts by their words: platforms change white space."""
    return nfc(str(left or "")).split() == nfc(str(right or "")).split()


def time_of(value: Any) -> datetime | None:
    """Read a time as the Graph API writes it, `2026-09-05T14:33:01+0000`."""
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None


def _counts(name: str) -> bool:
    return name.startswith("utm_") or name == "fbclid"


def _each(address: str) -> str:
    end = address.rstrip(_AFTER_ADDRESS)
    return page_of(end) + address[len(end) :]


def _addresses(text: str) -> list[str]:
    return [found.rstrip(_AFTER_ADDRESS) for found in _ADDRESS.findall(text)]


def _link_mark(address: str) -> str:
    return f"link {page_of(address)}" if address else ""


def _text_mark(text: str) -> str:
    words = " ".join(nfc(text).split())
    return f"text {words}" if words else ""


def _attachments(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Go through the attachments and what an album holds."""
    for attachment in _data(entry.get("attachments")):
        yield attachment
        yield from _data(attachment.get("subattachments"))


def _data(edge: Any) -> list[dict[str, Any]]:
    data = edge.get("data") if isinstance(edge, dict) else None
    return [item for item in data or () if isinstance(item, dict)]


def _unwrapped(address: str) -> str:
    """Return where Facebook's redirect `l.facebook.com/l.php?u=…` leads, as previews are given."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if (parts.hostname or "").endswith("facebook.com") and parts.path == "/l.php":
        return parse_qs(parts.query).get("u", [address])[0]
    return address
