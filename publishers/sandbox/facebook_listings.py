"""Lists of posts: newest first, cut into pages by cursors."""

import sqlite3
from typing import Any
from urllib.parse import urlencode

from publishers.sandbox.facebook_errors import invalid
from publishers.sandbox.facebook_fields import cursor, limit_of, moment, read_cursor, wanted_fields
from publishers.sandbox.facebook_nodes import post_nodes
from publishers.sandbox.world import Visit

_DEFAULT_FIELDS = "id,message,created_time"


def list_feed(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /{page}/feed`: all posts; Meta says both that unpublished ones are among them and that not."""
    if visit.world.settings["facebook_feed_lists_unpublished"]:
        return _page_of_posts(visit, "1 = 1")
    return _page_of_posts(visit, "is_published = 1")


def list_published(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /{page}/published_posts` and `/posts`."""
    return _page_of_posts(visit, "is_published = 1")


def list_scheduled(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /{page}/scheduled_posts`."""
    return _page_of_posts(visit, "is_published = 0 AND scheduled_at IS NOT NULL")


def _page_of_posts(visit: Visit, which: str) -> dict[str, Any]:
    given = visit.call.parameters
    wanted = wanted_fields(str(given.get("fields", "")), "PagePost", _DEFAULT_FIELDS)
    limit = limit_of(given)
    where, values, backwards = _bounds(visit, which)
    # Going back, the posts next to the cursor are wanted, not the newest of all.
    order = "created_at, number" if backwards else "created_at DESC, number DESC"
    query = f"SELECT * FROM fb_posts WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608 - our words
    rows = visit.db.execute(query, (*values, limit + 1)).fetchall()
    shown = rows[:limit][::-1] if backwards else rows[:limit]
    answer: dict[str, Any] = {"data": post_nodes(visit, shown, wanted)}
    if shown:
        answer["paging"] = _paging(visit, shown, more=backwards or len(rows) > limit)
    return answer


def _bounds(visit: Visit, which: str) -> tuple[str, list[float], bool]:
    """Return the condition, its values, and whether it goes back: since, until, a cursor, and the read lag."""
    given = visit.call.parameters
    conditions, values = [which], []
    for name, sign in (("since", ">="), ("until", "<=")):
        at = moment(given, name)
        if at is not None:
            conditions.append(f"created_at {sign} ?")
            values.append(at)
    for name, sign in (("after", "<"), ("before", ">")):
        if given.get(name):
            created_at, number = read_cursor(str(given[name]))
            conditions.append(f"(created_at, number) {sign} (?, ?)")
            values += [created_at, number]
    lag = visit.world.settings["facebook_read_lag_seconds"]
    if lag:
        conditions.append("written_at <= ?")
        values.append(visit.now - lag)
    if given.get("after") and given.get("before"):
        message = "Cannot use after and before together"
        raise invalid(message)
    return " AND ".join(conditions), values, bool(given.get("before"))


def _paging(visit: Visit, shown: list[sqlite3.Row], *, more: bool) -> dict[str, Any]:
    after = cursor(shown[-1]["created_at"], shown[-1]["number"])
    before = cursor(shown[0]["created_at"], shown[0]["number"])
    paging: dict[str, Any] = {"cursors": {"before": before, "after": after}}
    if more:
        # The documented sample carries the token in this address: clients must not log it.
        kept = {key: str(value) for key, value in visit.call.query.items() if key not in {"after", "before"}}
        query = urlencode({**kept, "access_token": visit.token, "after": after})
        paging["next"] = f"{visit.world.base_url}{visit.call.path}?{query}"
    return paging
