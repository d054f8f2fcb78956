"""What people did to our articles by hand, what others posted there, and how articles were received; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publishers.abilities import Sighting, Standing
from publishers.contract import Payload
from publishers.errors import Gone
from publishers.zalo_oa.articles import Articles, is_recent
from publishers.zalo_oa.words import differences, moment, plain

COUNTS = ("total_view", "total_like", "total_share", "total_comment")
_MOST_TEXT = 120


def survey(articles: Articles, known: Mapping[str, Payload], since: datetime) -> list[Sighting]:
    """Compare our articles with what was last sent, word by word, and name what others show since then.

    Pictures are not compared: Zalo hosts them at addresses of its own. Hidden articles of others are their drafts.
    """
    found = [_sighting(article, articles.detail(article), payload) for article, payload in known.items()]
    for kind in ("normal", "video"):
        for entry in articles.listed(kind, since):
            if entry.id not in known and entry.shown and is_recent(entry, since):
                text = _line(entry.title)
                found.append(Sighting(entry.id, Standing.FOREIGN, entry.url, text, entry.created))
    return found


def measure(articles: Articles, article: str) -> dict[str, int]:
    """Return views, likes, shares and comments as Zalo counts them today; what it does not tell is absent."""
    detail = articles.detail(article)
    if detail is None:
        raise Gone(f"article {article} is no longer there")
    return {name: count for name in COUNTS if (count := _count(detail.get(name))) is not None}


def _sighting(article: str, detail: Mapping[str, Any] | None, sent: Payload) -> Sighting:
    if detail is None:
        return Sighting(article, Standing.GONE, text=_line(sent.data.get("title")))
    standing = Standing.AS_SENT
    if detail.get("status") != "show":
        standing = Standing.HIDDEN
    elif differences(sent.data, detail):
        standing = Standing.EDITED
    url, text = str(detail.get("link_view") or ""), _line(detail.get("title"))
    return Sighting(article, standing, url, text, moment(detail.get("create_date")))


def _line(text: Any) -> str:
    words = plain(text)
    return words if len(words) <= _MOST_TEXT else f"{words[: _MOST_TEXT - 1]}…"


def _count(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
