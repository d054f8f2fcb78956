"""Numbers about posts and the Page: a few metrics that live, many that Meta retired."""

import hashlib
import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_errors import GraphError, invalid
from publishers.sandbox.facebook_fields import text_of
from publishers.sandbox.facebook_posts import find_post
from publishers.sandbox.world import Visit

# Metrics that answered or were documented as replacements in 2026-09; all others are refused.
_POST_METRICS = {
    "post_clicks",
    "post_reactions_by_type_total",
    "post_media_view",
    "post_total_media_view_unique",
}
_PAGE_METRICS = {
    "page_post_engagements",
    "page_views_total",
    "page_follows",
    "page_daily_follows_unique",
    "page_media_view",
    "page_total_media_view_unique",
    "page_video_views",
}


def list_insights(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{post}/insights` and `/{page}/insights`: the post's own counters; invented numbers for the Page."""
    on_page = node in {seed.FACEBOOK_PAGE_ID, "me"}
    row = None if on_page else find_post(visit, node)
    names = [name.strip() for name in text_of(visit.call.parameters, "metric").split(",") if name.strip()]
    if not names:
        raise GraphError(3001, 1504028)
    if not set(names) <= (_PAGE_METRICS if on_page else _POST_METRICS):
        message = "The value must be a valid insights metric"
        raise invalid(message)
    period = text_of(visit.call.parameters, "period") or ("day" if on_page else "lifetime")
    counts = _page_counts(node) if on_page else _post_counts(row)
    data = [_metric(node, name, period, counts[name]) for name in names]
    here = f"{visit.world.base_url}{visit.call.path}"
    return {"data": data, "paging": {"previous": here, "next": here}}


def _page_counts(node: str) -> dict[str, Any]:
    return {name: int.from_bytes(hashlib.sha256(f"{node}{name}".encode()).digest()[:2]) % 900 for name in _PAGE_METRICS}


def _post_counts(row: sqlite3.Row | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "post_clicks": row["clicks"],
        "post_reactions_by_type_total": {"like": row["likes"]} if row["likes"] else {},
        "post_media_view": row["views"],
        # Nobody looks twice at a rehearsal.
        "post_total_media_view_unique": row["views"],
    }


def _metric(node: str, name: str, period: str, value: Any) -> dict[str, Any]:
    return {
        "name": name,
        "period": period,
        "values": [{"value": value}],
        "title": name.replace("_", " ").capitalize(),
        "description": "Số liệu diễn tập",
        "id": f"{node}/insights/{name}/{period}",
    }
