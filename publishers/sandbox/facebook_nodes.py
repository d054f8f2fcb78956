"""How posts, photos and comments look when they are read back."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_fields import Wanted, graph_time, limit_of
from publishers.sandbox.world import Visit

FROM_PAGE = {"name": seed.FACEBOOK_PAGE_NAME, "id": seed.FACEBOOK_PAGE_ID}
_APPLICATION = {"name": "Diễn tập", "id": seed.FACEBOOK_APP_ID}


def photo_url(base_url: str, photo_id: str) -> str:
    """Return where the sandbox serves an uploaded photo."""
    return f"{base_url}/facebook/photos/{photo_id}.jpg"


def photos_of(db: sqlite3.Connection, post_id: str) -> list[sqlite3.Row]:
    """Return a post's photos in their order, without their bytes."""
    columns = "id, caption, alt_text, mime, width, height, created_at"
    query = f"SELECT {columns} FROM fb_photos WHERE post_id = ? ORDER BY position"  # noqa: S608 - constant
    return db.execute(query, (post_id,)).fetchall()


def post_node(visit: Visit, row: sqlite3.Row, wanted: Mapping[str, Wanted]) -> dict[str, Any]:
    """Return the fields asked for; what a post does not have is left out, as in life."""
    node: dict[str, Any] = {}
    for name, how in wanted.items():
        # A field without a reader is never set here; shares, for one, is absent while it is zero.
        value = _POST_READERS[name](visit, row, how) if name in _POST_READERS else None
        if value is not None:
            node[name] = value
    return node


def _status_type(visit: Visit, row: sqlite3.Row, _how: Wanted) -> str:
    if photos_of(visit.db, row["id"]):
        return "added_photos"
    return "shared_story" if row["link"] else "mobile_status_update"


def _picture(visit: Visit, row: sqlite3.Row, _how: Wanted) -> str | None:
    photos = photos_of(visit.db, row["id"])
    if photos:
        return photo_url(visit.world.base_url, photos[0]["id"])
    preview = preview_of(visit.db, row["link"])
    if preview is not None and preview["image"] is not None:
        return f"{visit.world.base_url}/facebook/previews/{row['number']}"
    return None


def preview_of(db: sqlite3.Connection, link: str) -> sqlite3.Row | None:
    """Return what was scraped from a link, None when nothing was."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM fb_previews WHERE url = ?", (link,)).fetchone()
    return row


def _attachments(visit: Visit, row: sqlite3.Row, how: Wanted) -> dict[str, Any] | None:
    base = visit.world.base_url
    photos = photos_of(visit.db, row["id"])
    if photos:
        parts = [_photo_attachment(base, photo) for photo in photos]
        whole = parts[0]
        if len(parts) > 1:
            album = {"media_type": "album", "type": "album", "subattachments": {"data": parts}}
            target = {"id": row["id"], "url": f"{base}/facebook/posts/{row['id']}"}
            whole = {**album, "media": parts[0]["media"], "target": target, "url": target["url"]}
    elif row["link"]:
        whole = _link_attachment(visit, row)
    else:
        return None
    names = [name.strip() for name in how.inner.split(",") if name.strip()]
    bare = [name.partition("{")[0].partition(".")[0] for name in names]
    return {"data": [{name: value for name, value in whole.items() if not bare or name in bare}]}


def _photo_attachment(base: str, photo: sqlite3.Row) -> dict[str, Any]:
    url = photo_url(base, photo["id"])
    return {
        "description": photo["caption"],
        "media": {"image": {"height": photo["height"], "src": url, "width": photo["width"]}},
        "media_type": "photo",
        "target": {"id": photo["id"], "url": url},
        "type": "photo",
        "url": url,
        "unshimmed_url": url,
    }


def _link_attachment(visit: Visit, row: sqlite3.Row) -> dict[str, Any]:
    preview = preview_of(visit.db, row["link"])
    link: dict[str, Any] = {
        "media_type": "link",
        "target": {"url": row["link"]},
        "title": preview["title"] if preview else row["link"],
        "type": "share",
        "url": row["link"],
        "unshimmed_url": row["link"],
    }
    return {**link, "description": preview["description"]} if preview else link


def _comments(visit: Visit, row: sqlite3.Row, how: Wanted) -> dict[str, Any]:
    post_id = row["id"]
    limit = limit_of(how.modifiers)
    query = "SELECT * FROM fb_comments WHERE post_id = ? AND parent_id IS NULL ORDER BY number LIMIT ?"
    rows = visit.db.execute(query, (post_id, limit)).fetchall()
    shown = ("created_time", "from", "message", "id")
    comments: dict[str, Any] = {"data": [comment_node(visit, one, shown) for one in rows]}
    if how.modifiers.get("summary", "") in {"true", "1", "total_count"}:
        query = "SELECT count(*) FROM fb_comments WHERE post_id = ?"
        total = visit.db.execute(query, (post_id,)).fetchone()[0]
        comments["summary"] = {"order": "chronological", "total_count": total, "can_comment": True}
    return comments


def _scheduled(_visit: Visit, row: sqlite3.Row, _how: Wanted) -> int | None:
    waiting = row["scheduled_at"] is not None and not row["is_published"]
    return int(row["scheduled_at"]) if waiting else None


def _reactions(_visit: Visit, _row: sqlite3.Row, _how: Wanted) -> dict[str, Any]:
    return {"data": [], "summary": {"total_count": 0, "viewer_reaction": "NONE"}}


_POST_READERS: dict[str, Callable[[Visit, sqlite3.Row, Wanted], Any]] = {
    "id": lambda _visit, row, _: row["id"],
    "message": lambda _visit, row, _: row["message"] or None,
    "created_time": lambda _visit, row, _: graph_time(row["created_at"]),
    "updated_time": lambda _visit, row, _: graph_time(row["updated_at"]),
    "is_published": lambda _visit, row, _: bool(row["is_published"]),
    "is_hidden": lambda _visit, row, _: bool(row["is_hidden"]),
    "is_expired": lambda _visit, _row, _: False,
    "is_eligible_for_promotion": lambda _visit, row, _: bool(row["is_published"]),
    "scheduled_publish_time": _scheduled,
    "permalink_url": lambda visit, row, _: f"{visit.world.base_url}/facebook/posts/{row['id']}",
    "promotable_id": lambda _visit, row, _: row["id"],
    "timeline_visibility": lambda _visit, row, _: "hidden" if row["is_hidden"] else "normal",
    "privacy": lambda _visit, _row, _: {
        "value": "EVERYONE",
        "description": "Public",
        "allow": "",
        "deny": "",
    },
    "from": lambda _visit, _row, _: FROM_PAGE,
    "application": lambda _visit, row, _: {**_APPLICATION, "id": row["app_id"]},
    "admin_creator": lambda _visit, row, _: {**_APPLICATION, "id": row["app_id"]},
    "status_type": _status_type,
    "full_picture": _picture,
    "picture": _picture,
    "attachments": _attachments,
    "comments": _comments,
    "reactions": _reactions,
    "likes": _reactions,
}


def comment_node(visit: Visit, row: sqlite3.Row, wanted: Iterable[str]) -> dict[str, Any]:
    """Return a comment's fields; `wanted` holds their names."""
    url = f"{visit.world.base_url}/facebook/posts/{row['post_id']}#{row['id']}"
    facts: dict[str, Any] = {
        "id": row["id"],
        "message": row["message"],
        "created_time": graph_time(row["created_at"]),
        "from": FROM_PAGE,
        "can_comment": True,
        "can_hide": False,  # a Page cannot hide its own comment (facts seen 2026-11)
        "can_like": True,
        "can_remove": True,
        "comment_count": 0,
        "like_count": 0,
        "is_hidden": bool(row["is_hidden"]),
        "permalink_url": url,
        "object": {"id": row["post_id"]},
    }
    if row["parent_id"]:
        facts["parent"] = {"id": row["parent_id"]}
    if row["attachment_url"]:
        facts["attachment"] = {"type": "share", "url": row["attachment_url"]}
    return {name: facts[name] for name in wanted if name in facts}


def photo_node(visit: Visit, row: sqlite3.Row, wanted: Mapping[str, Wanted]) -> dict[str, Any]:
    """Return the fields of a photo."""
    url = photo_url(visit.world.base_url, row["id"])
    facts: dict[str, Any] = {
        "id": row["id"],
        "created_time": graph_time(row["created_at"]),
        "updated_time": graph_time(row["created_at"]),
        "width": row["width"],
        "height": row["height"],
        "images": [{"height": row["height"], "source": url, "width": row["width"]}],
        "link": url,
        "picture": url,
        "source": url,
        "from": FROM_PAGE,
        "can_delete": row["post_id"] is None,
        # Set for unpublished photos too: it does not prove publication (facts seen 2026-11).
        "page_story_id": row["post_id"] or f"{seed.FACEBOOK_PAGE_ID}_{row['id']}",
    }
    if row["caption"]:
        facts["name"] = row["caption"]
    if row["alt_text"]:
        facts["alt_text"] = facts["alt_text_custom"] = row["alt_text"]
    return {name: facts[name] for name in wanted if name in facts}
