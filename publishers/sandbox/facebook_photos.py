"""Photos of the Page: uploading, reading, deleting."""

import sqlite3
from typing import Any

from publishers.sandbox.facebook_errors import GraphError, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, limit_of, text_of, wanted_fields
from publishers.sandbox.facebook_nodes import photo_node
from publishers.sandbox.facebook_pictures import COLUMNS, drop_photos
from publishers.sandbox.facebook_post_rules import check_message, read_plan
from publishers.sandbox.facebook_posts import insert_post
from publishers.sandbox.fetching import Fetched, grey_picture, look_at
from publishers.sandbox.store import keep_picture, next_number
from publishers.sandbox.world import Visit

_FIRST_NUMBER = 122_200_000_000_000
_FORMATS = {"JPEG", "PNG", "GIF", "BMP", "TIFF", "MPO"}  # MPO: what many phones call their JPEG


def create_photo(visit: Visit, _node: str) -> dict[str, Any]:
    """`POST /{page}/photos`: `{id, post_id}` when published, `{id}` otherwise.

    Raises GraphError 324 for what is no picture, 100/1366046 above the size limit.
    """
    given = visit.call.parameters
    plan = read_plan(visit)
    temporary = boolean(given, "temporary", default=False)
    if temporary and (plan.published or plan.scheduled_at is not None):
        message = "temporary needs published=false and no scheduled_publish_time"
        raise invalid(message)
    content = _content(visit)
    if len(content) > visit.world.settings["facebook_photo_limit_bytes"]:
        raise GraphError(100, 1366046)
    picture = look_at(content)
    formats = _FORMATS | ({"WEBP"} if visit.world.settings["facebook_accept_webp"] else set())
    if picture is None or picture.kind not in formats:
        raise GraphError(324)
    caption = text_of(given, "caption") or text_of(given, "message") or text_of(given, "name")
    check_message(visit, caption, published=plan.published)
    story = (plan.published and not boolean(given, "no_story", default=False)) or plan.scheduled_at is not None
    post_id = insert_post(visit, caption, "", plan) if story else None
    number = _FIRST_NUMBER + next_number(visit.db, "facebook photos")
    visit.db.execute(
        "INSERT INTO fb_photos (id, number, caption, alt_text, digest, size, width, height, published,"
        " temporary, post_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(number),
            number,
            caption,
            text_of(given, "alt_text_custom"),
            keep_picture(visit.db, content, picture.mime),
            len(content),
            picture.width,
            picture.height,
            plan.published,
            temporary,
            post_id,
            visit.now,
        ),
    )
    return {"id": str(number), "post_id": post_id} if post_id else {"id": str(number)}


def _content(visit: Visit) -> bytes:
    """Return the picture's bytes from the file part (any name) or from `url`."""
    if visit.call.uploads:
        return visit.call.uploads[0].content
    url = text_of(visit.call.parameters, "url")
    if not url:
        message = "(#324) Requires upload file"
        raise GraphError(324, message=message)
    if not url.startswith(("http://", "https://")):
        raise GraphError(324)
    fetched = visit.fetched.get(url)
    if fetched is None:  # elsewhere: the sandbox leaves this machine alone and believes it
        return grey_picture()
    return _fetched_content(fetched)


def _fetched_content(fetched: Fetched) -> bytes:
    if fetched.reason:
        raise GraphError(324, message=f"(#324) Missing or invalid image file: {fetched.reason}")
    return fetched.content


def _find(visit: Visit, photo_id: str) -> sqlite3.Row:
    query = f"SELECT {COLUMNS} FROM fb_photos WHERE id = ?"  # noqa: S608 - constant
    row: sqlite3.Row | None = visit.db.execute(query, (photo_id,)).fetchone()
    if row is None:
        raise missing_object(visit.call.method, photo_id)
    return row


def get_photo(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{photo}`."""
    row = _find(visit, node)
    return photo_node(visit, row, wanted_fields(text_of(visit.call.parameters, "fields"), "Photo", "created_time,id"))


def delete_photo(visit: Visit, node: str) -> dict[str, Any]:
    """`DELETE /{photo}`: a photo that a post uses cannot go alone (100/33)."""
    if _find(visit, node)["post_id"]:
        raise missing_object(visit.call.method, node)
    drop_photos(visit.db, "id = ?", node)
    return {"success": True}


def list_photos(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /{page}/photos`: published photos, newest first (one page of the list only)."""
    given = visit.call.parameters
    wanted = wanted_fields(text_of(given, "fields"), "Photo", "created_time,id")
    query = (
        f"SELECT {COLUMNS} FROM fb_photos p WHERE published = 1 OR EXISTS"  # noqa: S608 - constant
        " (SELECT 1 FROM fb_posts WHERE fb_posts.id = p.post_id AND is_published = 1)"
        " ORDER BY number DESC LIMIT ?"
    )
    rows = visit.db.execute(query, (limit_of(given),)).fetchall()
    return {"data": [photo_node(visit, row, wanted) for row in rows]}
