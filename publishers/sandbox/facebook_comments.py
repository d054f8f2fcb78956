"""Comments under the Page's posts: the Page's own, and those of people."""

import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_comment_nodes import comment_node
from publishers.sandbox.facebook_errors import GraphError, coded, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, cursor, limit_of, read_cursor, text_of, wanted_fields
from publishers.sandbox.facebook_posts import find_post
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit

_FIRST_NUMBER = 900_000_000
_DEFAULT_FIELDS = "created_time,from,message,id"


def create_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{post}/comments` or `/{comment}/comments`: answers `{post-number}_{comment-number}`."""
    parent_id = None if _is_post(node) else node
    post_id = node if parent_id is None else str(_find(visit, node)["post_id"])
    find_post(visit, post_id, to_write=True)
    code = visit.world.settings["facebook_comment_code"]
    if code:
        raise coded(code)
    given = visit.call.parameters
    message = text_of(given, "message")
    attachment = text_of(given, "attachment_url") or text_of(given, "attachment_share_url")
    if not (message.strip() or attachment or given.get("attachment_id")):
        text = "A comment needs a message or an attachment"
        raise invalid(text)
    comment_id = insert_comment(visit.db, post_id, message, visit.now, attachment=attachment, parent_id=parent_id)
    answer: dict[str, Any] = {"id": comment_id}
    if given.get("fields"):
        wanted = wanted_fields(str(given["fields"]), "Comment", "id")
        answer |= comment_node(visit, _find(visit, comment_id), wanted)
    return answer


def insert_comment(
    db: sqlite3.Connection,
    post_id: str,
    message: str,
    now: float,
    *,
    author: str = "",
    attachment: str = "",
    parent_id: str | None = None,
) -> str:
    """Put a comment below a post and return its id; `author` is a person's name, empty for the Page."""
    number = _FIRST_NUMBER + next_number(db, "facebook comments")
    comment_id = f"{post_id.partition('_')[2]}_{number}"
    db.execute(
        "INSERT INTO fb_comments (id, number, post_id, parent_id, message, attachment_url, created_at, author)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (comment_id, number, post_id, parent_id, message, attachment, now, author),
    )
    return comment_id


def list_comments(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{post}/comments`: oldest first unless `order` asks otherwise; replies only under their parent."""
    given = visit.call.parameters
    wanted = wanted_fields(text_of(given, "fields"), "Comment", _DEFAULT_FIELDS)
    if _is_post(node):
        find_post(visit, node)
        which = "post_id = ?" if given.get("filter") == "stream" else "post_id = ? AND parent_id IS NULL"
    else:
        _find(visit, node)
        which = "parent_id = ?"
    back = given.get("order") == "reverse_chronological"
    limit = limit_of(given)
    place: list[object] = [node]
    if given.get("after"):
        which += f" AND number {'<' if back else '>'} ?"
        place.append(read_cursor(text_of(given, "after"))[1])
    query = f"SELECT * FROM fb_comments WHERE {which} ORDER BY number {'DESC' if back else 'ASC'} LIMIT ?"  # noqa: S608 - our words
    rows = visit.db.execute(query, (*place, limit + 1)).fetchall()
    shown = rows[:limit]
    answer: dict[str, Any] = {"data": [comment_node(visit, row, wanted) for row in shown]}
    if shown:
        answer["paging"] = _paging(visit, shown, more=len(rows) > limit)
    if given.get("summary") in ("true", "1", True, "total_count"):
        total = visit.db.execute("SELECT count(*) FROM fb_comments WHERE post_id = ?", (node,)).fetchone()[0]
        answer["summary"] = {"order": "chronological", "total_count": total, "can_comment": True}
    return answer


def _paging(visit: Visit, shown: list[sqlite3.Row], *, more: bool) -> dict[str, Any]:
    ends = {"before": cursor(0.0, shown[0]["number"]), "after": cursor(0.0, shown[-1]["number"])}
    here = f"{visit.world.base_url}{visit.call.path}?after={ends['after']}"
    return {"cursors": ends, "next": here} if more else {"cursors": ends}


def get_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{comment}`."""
    row = _find(visit, node)
    wanted = wanted_fields(text_of(visit.call.parameters, "fields"), "Comment", _DEFAULT_FIELDS)
    return comment_node(visit, row, wanted)


def update_comment(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{comment}`: change our text, or hide another's; a Page cannot hide its own comment (403, code 200)."""
    row = _find(visit, node)
    given = visit.call.parameters
    hide = boolean(given, "is_hidden", default=bool(row["is_hidden"]))
    if hide and not row["author"]:
        raise GraphError(200, message="(#200) You don't have permission to hide this comment")
    if "message" in given and row["author"]:
        raise GraphError(200, message="(#200) You don't have permission to edit this comment")
    text = text_of(given, "message") if "message" in given else row["message"]
    visit.db.execute("UPDATE fb_comments SET message = ?, is_hidden = ? WHERE id = ?", (text, hide, node))
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
