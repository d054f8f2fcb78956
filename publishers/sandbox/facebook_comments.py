"""Comments under the Page's posts, written by the Page."""

import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_errors import GraphError, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, limit_of, text_of, wanted_fields
from publishers.sandbox.facebook_nodes import comment_node
from publishers.sandbox.facebook_posts import find_post
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit

_FIRST_NUMBER = 900_000_000
_DEFAULT_FIELDS = "created_time,from,message,id"


def create_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{post}/comments` or `/{comment}/comments`: answers `{post-number}_{comment-number}`."""
    parent_id = None if _is_post(node) else node
    post_id = node if parent_id is None else _find(visit, node)["post_id"]
    find_post(visit, post_id)
    given = visit.call.parameters
    message = text_of(given, "message")
    attachment = text_of(given, "attachment_url") or text_of(given, "attachment_share_url")
    if not (message.strip() or attachment or given.get("attachment_id")):
        text = "A comment needs a message or an attachment"
        raise invalid(text)
    number = _FIRST_NUMBER + next_number(visit.db, "facebook comments")
    comment_id = f"{post_id.partition('_')[2]}_{number}"
    visit.db.execute(
        "INSERT INTO fb_comments (id, number, post_id, parent_id, message, attachment_url, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (comment_id, number, post_id, parent_id, message, attachment, visit.now),
    )
    return {"id": comment_id}


def list_comments(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{post}/comments`: oldest first; replies are listed only under their parent."""
    given = visit.call.parameters
    wanted = wanted_fields(text_of(given, "fields"), "Comment", _DEFAULT_FIELDS)
    if _is_post(node):
        find_post(visit, node)
        query = "SELECT * FROM fb_comments WHERE post_id = ? AND parent_id IS NULL ORDER BY number LIMIT ?"
    else:
        _find(visit, node)
        query = "SELECT * FROM fb_comments WHERE parent_id = ? ORDER BY number LIMIT ?"
    rows = visit.db.execute(query, (node, limit_of(given))).fetchall()
    return {"data": [comment_node(visit, row, wanted) for row in rows]}


def get_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{comment}`."""
    row = _find(visit, node)
    wanted = wanted_fields(text_of(visit.call.parameters, "fields"), "Comment", _DEFAULT_FIELDS)
    return comment_node(visit, row, wanted)


def update_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{comment}`: change the text; a Page cannot hide its own comment (403, code 200)."""
    _find(visit, node)
    given = visit.call.parameters
    if boolean(given, "is_hidden", default=False):
        raise GraphError(200, message="(#200) You don't have permission to hide this comment")
    if "message" in given:
        visit.db.execute("UPDATE fb_comments SET message = ? WHERE id = ?", (text_of(given, "message"), node))
    return {"success": True}


def delete_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`DELETE /{comment}`: its replies go with it."""
    _find(visit, node)
    visit.db.execute("DELETE FROM fb_comments WHERE id = ? OR parent_id = ?", (node, node))
    return {"success": True}


def _is_post(node: str) -> bool:
    return node.startswith(f"{seed.FACEBOOK_PAGE_ID}_")


def _find(visit: Visit, comment_id: str) -> sqlite3.Row:
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_comments WHERE id = ?", (comment_id,)).fetchone()
    if row is None:
        raise missing_object(visit.call.method, comment_id)
    return row
