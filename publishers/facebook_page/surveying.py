"""Looking the Page over for what people did there by hand, and counting how a post was received. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publishers.abilities import Sighting, Standing
from publishers.contract import Payload
from publishers.errors import Gone, NotAuthorized, Rejected
from publishers.facebook_page.codes import MISSING
from publishers.facebook_page.graph import Graph
from publishers.facebook_page.marks import nfc, same_words
from publishers.facebook_page.page import Page, receipt_of

_MOST_SHOWN = 80
_COUNTS = "shares,reactions.summary(true).limit(0),comments.summary(true).limit(0)"
METRICS = {
    "post_media_view": "views",
    "post_total_media_view_unique": "viewers",
    "post_clicks": "clicks",
    "post_reactions_by_type_total": "reactions",
}
"""The insight metrics that still exist, and what we call them (measured or documented 2026-09).

Meta retired everything named `post_impressions…` between 2025-11 and 2026-07; one dead name fails a whole call, so
this table is the only place that names a metric.
"""
_INVALID = "100"


def survey(page: Page, known: Mapping[str, Payload], since: datetime) -> list[Sighting]:
    """Compare the public posts with what we sent, and name those of others. Raises a `PublishError`."""
    listed: dict[str, Mapping[str, Any]] = {}
    for entry in page.posts(since.replace(microsecond=0)):
        listed[str(entry["id"])] = entry
    ours = [_ours(page, post_id, payload, listed.get(post_id)) for post_id, payload in known.items()]
    return ours + [_sighting(entry, Standing.FOREIGN) for post_id, entry in listed.items() if post_id not in known]


def _ours(page: Page, post_id: str, payload: Payload, entry: Mapping[str, Any] | None) -> Sighting:
    """Say how one of our posts stands; one that is not listed is asked for by its id."""
    seen = entry or page.look(post_id)
    if seen is None:
        return Sighting(post_id, Standing.GONE)
    if seen.get("is_hidden") is True or seen.get("is_published") is False:
        return _sighting(seen, Standing.HIDDEN)
    is_same = same_words(seen.get("message"), payload.data.get("message"))
    return _sighting(seen, Standing.AS_SENT if is_same else Standing.EDITED)


def _sighting(entry: Mapping[str, Any], standing: Standing) -> Sighting:
    receipt = receipt_of(entry)
    text = " ".join(nfc(str(entry.get("message") or "")).split())
    shown = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
    return Sighting(receipt.remote_id, standing, receipt.url, shown, receipt.posted_at)


def measure(graph: Graph, post_id: str) -> dict[str, int]:
    """Count reactions, comments and shares, and what insights still tell. Raises a `PublishError`."""
    try:
        entry = graph.get(post_id, fields=_COUNTS)
    except Rejected as error:
        if error.code == MISSING:
            raise Gone(f"post {post_id} is no longer on the Page", error.code, error.trace) from error
        raise
    # `shares` is absent while it is zero (measured 2026-09).
    counts = {"shares": _number(entry.get("shares"), "count")}
    for name in ("reactions", "comments"):
        edge = entry.get(name)
        counts[name] = _number(edge.get("summary") if isinstance(edge, dict) else None, "total_count")
    return counts | _insights(graph, post_id)


def _insights(graph: Graph, post_id: str) -> dict[str, int]:
    """Ask for all metrics at once; when Meta has retired one of them, for each by itself."""
    try:
        return _read(graph, post_id, *METRICS)
    except NotAuthorized:
        # Counting works without `read_insights`; the rest is a bonus.
        return {}
    except Rejected as error:
        if error.code != _INVALID:
            # Among others 2874008: too few followers (documented 100, a Page with 64 got answers, 2026-09).
            return {}
    found: dict[str, int] = {}
    for metric in METRICS:
        try:
            found |= _read(graph, post_id, metric)
        except (NotAuthorized, Rejected):
            continue
    return found


def _read(graph: Graph, post_id: str, *metrics: str) -> dict[str, int]:
    answer = graph.get(f"{post_id}/insights", metric=",".join(metrics))
    counts: dict[str, int] = {}
    for entry in answer.get("data") or ():
        name = METRICS.get(str(entry.get("name"))) if isinstance(entry, dict) else None
        values = entry.get("values") if name else None
        if name and isinstance(values, list) and values and isinstance(values[-1], dict):
            counts |= _counted(name, values[-1].get("value"))
    return counts


def _counted(name: str, value: Any) -> dict[str, int]:
    """Return a plain number under its name, and an object such as `{"like": 3}` as `reactions_like`."""
    if isinstance(value, dict):
        return {f"{name}_{kind}": int(count) for kind, count in value.items() if isinstance(count, (int, float))}
    return {name: int(value)} if isinstance(value, (int, float)) else {}


def _number(holder: Any, name: str) -> int:
    value = holder.get(name) if isinstance(holder, dict) else None
    return int(value) if isinstance(value, (int, float)) else 0
