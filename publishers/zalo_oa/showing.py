"""What readers of the account will see of a payload: the article's head, its cover and its blocks. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from publishers.abilities import Face, Shown
from publishers.contract import Paragraph, Payload, Problem
from publishers.zalo_oa.article import MOST_DESCRIPTION, MOST_TITLE
from publishers.zalo_oa.options import MOST_AUTHOR
from publishers.zalo_oa.words import CLOSING

_TEXTS = (
    ("title", Problem("tiêu đề", "the title"), MOST_TITLE),
    ("author", Problem("tác giả", "the author"), MOST_AUTHOR),
    ("description", Problem("lời dẫn", "the description"), MOST_DESCRIPTION),
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_TAG = re.compile(r"<[^>]+>")
_KINDS = {"<p><strong>": "heading", "<p><em>": "quote"}


def face(payload: Payload) -> Face:
    """Take a payload of `compose` apart."""
    data = payload.data
    texts = ((name, label, str(data[name]), limit) for name, label, limit in _TEXTS)
    body = tuple(part for block in data["body"] for part in _parts(block))
    closing = next((part.text for part in reversed(body) if part.text.startswith(CLOSING)), "")
    link = _ADDRESS.search(closing)
    return Face(
        texts=tuple(Shown(name, label, text, len(text), limit) for name, label, text, limit in texts),
        pictures=(str(data["cover"]["photo_url"]),),
        body=body,
        link=link[0] if link else "",
    )


def _parts(block: Mapping[str, Any]) -> Iterator[Paragraph]:
    kind = block["type"]
    if kind == "text":
        content = str(block["content"])
        style = next((name for start, name in _KINDS.items() if content.startswith(start)), "paragraph")
        yield Paragraph(style, html.unescape(_TAG.sub("", content.replace("<br>", "\n"))))
    elif kind == "image":
        yield Paragraph("image", str(block.get("caption") or ""), url=str(block["url"]))
    else:
        yield Paragraph(kind, "", url=str(block["url"]))
