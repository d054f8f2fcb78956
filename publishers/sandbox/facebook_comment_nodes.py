"""How comments look when they are read back."""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_fields import graph_time
from publishers.sandbox.world import Visit


def from_page(visit: Visit) -> dict[str, str]:
    """Return the Page as an author."""
    return {"name": visit.world.settings["facebook_page_name"], "id": seed.FACEBOOK_PAGE_ID}


def comment_node(visit: Visit, row: sqlite3.Row, wanted: Iterable[str]) -> dict[str, Any]:
    """Return a comment's fields; `wanted` holds their names."""
    names = set(wanted)
    url = f"{visit.world.base_url}/facebook/posts/{row['post_id']}#{row['id']}"
    facts: dict[str, Any] = {
        "id": row["id"],
        "message": row["message"],
        "created_time": graph_time(row["created_at"]),
        "from": _person(row["author"]) if row["author"] else from_page(visit),
        "can_comment": True,
        "can_hide": bool(row["author"]),  # a Page cannot hide its own comment (facts seen 2026-11)
        "can_like": True,
        "can_remove": True,
        "like_count": row["likes"],
        "is_hidden": bool(row["is_hidden"]),
        "permalink_url": url,
        "object": {"id": row["post_id"]},
    }
    if "comment_count" in names:
        query = "SELECT count(*) FROM fb_comments WHERE parent_id = ?"
        facts["comment_count"] = visit.db.execute(query, (row["id"],)).fetchone()[0]
    if row["parent_id"]:
        facts["parent"] = {"id": row["parent_id"]}
    if row["attachment_url"]:
        facts["attachment"] = {"type": "share", "url": row["attachment_url"], "target": {"url": row["attachment_url"]}}
    return {name: value for name, value in facts.items() if name in names}


def _person(name: str) -> dict[str, str]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:6])
    return {"name": name, "id": str(900_000_000_000_000 + number % 10**14)}
