"""How posts look when they are read back; all parts of a listing are read in one query each."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_comment_nodes import comment_node, from_page
from publishers.sandbox.facebook_fields import Wanted, graph_time, inner_fields, limit_of
from publishers.sandbox.facebook_pictures import photos_by_post
from publishers.sandbox.world import Visit

_APPLICATION = {"name": "Diễn tập", "id": seed.FACEBOOK_APP_ID}
_WITH_PHOTOS = frozenset({"attachments", "status_type", "full_picture", "picture"})
_COMMENT_FIELDS = "created_time,from,message,id"


def photo_url(base_url: str, photo_id: str) -> str:
    """Return where the sandbox serves an uploaded photo."""
    return f"{base_url}/facebook/photos/{photo_id}.jpg"


@dataclass(frozen=True)
class _Parts:
    """What belongs to the posts of one answer: photos by post, previews by link, comments and their counts by post."""

    visit: Visit
    photos: Mapping[str, list[sqlite3.Row]] = field(default_factory=dict)
    previews: Mapping[str, sqlite3.Row] = field(default_factory=dict)
    comments: Mapping[str, list[sqlite3.Row]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def post_node(visit: Visit, row: sqlite3.Row, wanted: Mapping[str, Wanted]) -> dict[str, Any]:
    """Return the fields asked for; what a post does not have is left out, as in life."""
    return post_nodes(visit, [row], wanted)[0]


def post_nodes(visit: Visit, rows: list[sqlite3.Row], wanted: Mapping[str, Wanted]) -> list[dict[str, Any]]:
    """Return the fields asked for of many posts."""
    parts = _gather(visit, rows, wanted)
    return [_node(parts, row, wanted) for row in rows]


def _node(parts: _Parts, row: sqlite3.Row, wanted: Mapping[str, Wanted]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for name, how in wanted.items():
        # A field without a reader, or without a value, is left out; shares, for one, is absent while it is zero.
        value = _READERS[name](parts, row, how) if name in _READERS else None
        if value is not None:
            node[name] = value
    return node


def _gather(visit: Visit, rows: list[sqlite3.Row], wanted: Mapping[str, Wanted]) -> _Parts:
    photos: dict[str, list[sqlite3.Row]] = {}
    previews: dict[str, sqlite3.Row] = {}
    comments: dict[str, list[sqlite3.Row]] = {}
    counts: dict[str, int] = {}
    ids = [row["id"] for row in rows]
    if _WITH_PHOTOS & wanted.keys():
        photos = photos_by_post(visit.db, ids)
        previews = _previews(visit.db, {row["link"] for row in rows if row["link"]})
    if "comments" in wanted:
        limit = limit_of(wanted["comments"].modifiers)
        marks = ", ".join("?" * len(ids))
        query = f"SELECT * FROM fb_comments WHERE post_id IN ({marks}) ORDER BY post_id, number"  # noqa: S608 - question marks
        for row in visit.db.execute(query, ids):
            counts[row["post_id"]] = counts.get(row["post_id"], 0) + 1
            shown = comments.setdefault(row["post_id"], [])
            if row["parent_id"] is None and len(shown) < limit:
                shown.append(row)
    return _Parts(visit, photos, previews, comments, counts)


def _previews(db: sqlite3.Connection, links: set[str]) -> dict[str, sqlite3.Row]:
    if not links:
        return {}
    columns = "url, title, description, image IS NOT NULL AS has_image"
    marks = ", ".join("?" * len(links))
    query = f"SELECT {columns} FROM fb_previews WHERE url IN ({marks})"  # noqa: S608 - question marks
    return {row["url"]: row for row in db.execute(query, sorted(links))}


def _status_type(parts: _Parts, row: sqlite3.Row, _how: Wanted) -> str:
    if parts.photos.get(row["id"]):
        return "added_photos"
    return "shared_story" if row["link"] else "mobile_status_update"


def _picture(parts: _Parts, row: sqlite3.Row, _how: Wanted) -> str | None:
    photos = parts.photos.get(row["id"])
    if photos:
        return photo_url(parts.visit.world.base_url, photos[0]["id"])
    preview = parts.previews.get(row["link"])
    if preview is not None and preview["has_image"]:
        return _preview_image(parts, row)
    return None


def _preview_image(parts: _Parts, row: sqlite3.Row) -> str:
    return f"{parts.visit.world.base_url}/facebook/previews/{row['number']}"


def _attachments(parts: _Parts, row: sqlite3.Row, how: Wanted) -> dict[str, Any] | None:
    base = parts.visit.world.base_url
    photos = parts.photos.get(row["id"])
    if photos:
        members = [_photo_attachment(base, photo) for photo in photos]
        whole = members[0]
        if len(members) > 1:
            album = {"media_type": "album", "type": "album", "subattachments": {"data": members}}
            target = {"id": row["id"], "url": f"{base}/facebook/posts/{row['id']}"}
            first = {**album, "media": members[0]["media"], "target": target, "url": target["url"]}
            whole = {**first, "unshimmed_url": target["url"], "title": parts.visit.world.settings["facebook_page_name"]}
    elif row["link"]:
        whole = _link_attachment(parts, row)
    else:
        return None
    names = inner_fields(how.inner)
    return {"data": [{name: value for name, value in whole.items() if not names or name in names}]}


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


def _link_attachment(parts: _Parts, row: sqlite3.Row) -> dict[str, Any]:
    preview = parts.previews.get(row["link"])
    link: dict[str, Any] = {
        "media_type": "link",
        "target": {"url": row["link"]},
        "title": preview["title"] if preview else row["link"],
        "type": "share",
        "url": row["link"],
        "unshimmed_url": row["link"],
    }
    if preview is None:
        return link
    if preview["has_image"]:
        link["media"] = {"image": {"height": 630, "src": _preview_image(parts, row), "width": 1200}}
    return {**link, "description": preview["description"]}


def _comments(parts: _Parts, row: sqlite3.Row, how: Wanted) -> dict[str, Any]:
    names = inner_fields(how.inner) or inner_fields(_COMMENT_FIELDS)
    shown = parts.comments.get(row["id"], [])
    comments: dict[str, Any] = {"data": [comment_node(parts.visit, one, ["id", *names]) for one in shown]}
    if how.modifiers.get("summary", "") in {"true", "1", "total_count"}:
        total = parts.counts.get(row["id"], 0)
        comments["summary"] = {"order": "chronological", "total_count": total, "can_comment": True}
    return comments


def _scheduled(_parts: _Parts, row: sqlite3.Row, _how: Wanted) -> int | None:
    waiting = row["scheduled_at"] is not None and not row["is_published"]
    return int(row["scheduled_at"]) if waiting else None


def _reactions(_parts: _Parts, row: sqlite3.Row, how: Wanted) -> dict[str, Any]:
    """Name nobody: who reacted is shown to nobody without further permissions."""
    reactions: dict[str, Any] = {"data": []}
    if how.modifiers.get("summary", "") in {"true", "1", "total_count"}:
        reactions["summary"] = {"total_count": row["likes"], "viewer_reaction": "NONE"}
    return reactions


_READERS: dict[str, Callable[[_Parts, sqlite3.Row, Wanted], Any]] = {
    "id": lambda _parts, row, _: row["id"],
    "message": lambda _parts, row, _: row["message"] or None,
    "created_time": lambda _parts, row, _: graph_time(row["created_at"]),
    "updated_time": lambda _parts, row, _: graph_time(row["updated_at"]),
    "is_published": lambda _parts, row, _: bool(row["is_published"]),
    "is_hidden": lambda _parts, row, _: bool(row["is_hidden"]),
    "is_expired": lambda _parts, _row, _: False,
    "is_eligible_for_promotion": lambda _parts, row, _: bool(row["is_published"]),
    "scheduled_publish_time": _scheduled,
    "permalink_url": lambda parts, row, _: f"{parts.visit.world.base_url}/facebook/posts/{row['id']}",
    "promotable_id": lambda _parts, row, _: row["id"],
    "timeline_visibility": lambda _parts, row, _: "hidden" if row["is_hidden"] else "normal",
    "privacy": lambda _parts, _row, _: {"value": "EVERYONE", "description": "Public", "allow": "", "deny": ""},
    "from": lambda parts, _row, _: from_page(parts.visit),
    "application": lambda _parts, row, _: {**_APPLICATION, "id": row["app_id"]},
    "admin_creator": lambda _parts, row, _: {**_APPLICATION, "id": row["app_id"]},
    "status_type": _status_type,
    "full_picture": _picture,
    "picture": _picture,
    "attachments": _attachments,
    "comments": _comments,
    "reactions": _reactions,
    "likes": _reactions,
    "shares": lambda _parts, row, _: {"count": row["shares"]} if row["shares"] else None,
}


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
        "from": from_page(visit),
        "can_delete": row["post_id"] is None,
        # Set for unpublished photos too: it does not prove publication (facts seen 2026-11).
        "page_story_id": row["post_id"] or f"{seed.FACEBOOK_PAGE_ID}_{row['id']}",
    }
    if row["caption"]:
        facts["name"] = row["caption"]
    if row["alt_text"]:
        facts["alt_text"] = facts["alt_text_custom"] = row["alt_text"]
    return {name: facts[name] for name in wanted if name in facts}
