"""The slideshow for lobby screens: a page that plays by itself, and the list of slides it looks at every minute.

What a screen may show stands in `slides.json`; a story that leaves it leaves the running screens within a minute.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from newsroom.outputs.poster_words import FICTIONAL
from newsroom.outputs.sharing import QR_NAME
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.subject_lines import subject_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

ADDRESS = "trinh-chieu/"
# A screen shows as many unless told otherwise; without JavaScript they are the page's list.
_NEWEST = 12
# Any of these can be chosen by field, unit or id. More would make the list heavy to look at every minute.
_MOST = 300
_MACHINE = ("assets/slideshow.js", "assets/slideshow.css", "assets/slideshow-worker.js", "overrides/slideshow.html")
_TITLE = "Trình chiếu trên màn hình"


def slideshow(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage the page, its list of slides, and the worker that keeps it running without a network."""
    site = config.root / "site"
    slides = [_slide(story, config, terms) for story in reversed(stories[-_MOST:])]
    machine = _machine(site)
    document = {"machine": machine, "newest": _NEWEST, "slides": slides}
    yield Staged(f"{ADDRESS}slides.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    yield page(
        f"{ADDRESS}index.md",
        "slideshow.html",
        _TITLE,
        f"Gương điển hình tiên tiến của {config.office.name}, trình chiếu tự động trên màn hình tại sảnh.",
        robots="noindex",
        show={"machine": machine, "slides": [_without_revision(slide) for slide in slides[:_NEWEST]]},
    )
    worker = site / _MACHINE[2]
    if worker.is_file():
        # Beside the page: a worker answers only for what lies below its own address.
        yield Staged(f"{ADDRESS}ngoai-tuyen.js", worker.read_bytes())


def _machine(site: Path) -> str:
    """Name what the page is made of besides its slides; screens load themselves anew when it changes."""
    parts = [site / name for name in _MACHINE]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts if part.is_file())).hexdigest()[:16]


def _slide(story: PublishedStory, config: Config, terms: Terms) -> dict[str, Any]:
    text, address = story.story, story.address
    named = subject_lines(text, terms)
    return {
        "id": text.id,
        "revision": story.revision,
        "url": address,
        "title": text.title,
        "kicker": terms.kinds.label(text.kind),
        "name": named.name,
        "role": named.role,
        "text": text.summary,
        "fields": list(text.fields),
        "unit": text.unit,
        "qr": address + QR_NAME,
        "address": (config.site.url + address).split("://", 1)[-1].rstrip("/"),
        "picture": _picture(story),
        "note": FICTIONAL if text.fictional else "",
    }


def _without_revision(slide: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only the running screens read: with it, the page would be rendered for every edited word."""
    return {key: value for key, value in slide.items() if key != "revision"}


def _picture(story: PublishedStory) -> dict[str, Any] | None:
    if not story.story.pictures:
        return None
    cover = story.story.pictures[0]
    made = story.pictures.large[cover.file]
    return {
        "src": story.address + made.name,
        "alt": cover.alt,
        "credit": f"Ảnh: {cover.credit}" if cover.credit else "",
        "width": made.width,
        "height": made.height,
        "focus": list(cover.focus) if cover.focus else None,
    }
