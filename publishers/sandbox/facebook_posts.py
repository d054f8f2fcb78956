"""Posts of the Page: creating, publishing, scheduling, editing, deleting."""

import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_errors import GraphError, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, media_ids, moment, text_of, wanted_fields
from publishers.sandbox.facebook_links import keep_preview
from publishers.sandbox.facebook_nodes import post_node
from publishers.sandbox.facebook_pictures import drop_photos, drop_unused, photos_of
from publishers.sandbox.facebook_post_rules import (
    Plan,
    attach,
    check_link,
    check_media,
    check_message,
    check_schedule,
    read_plan,
)
from publishers.sandbox.settings import Settings
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit

_UNUSED_PHOTO_SECONDS = 86_400
_FIRST_NUMBER = 122_100_000_000_000


def settle(db: sqlite3.Connection, settings: Settings, now: float) -> None:
    """Do what time has done: publish what was scheduled, forget what was deleted, drop photos unused for 24 hours."""
    due = db.execute("SELECT id FROM fb_posts WHERE is_published = 0 AND scheduled_at <= ?", (now,)).fetchall()
    for row in due:
        if settings["facebook_scheduled_vanish"]:
            remove_post(db, row["id"])
            continue
        db.execute(
            "UPDATE fb_posts SET is_published = 1, created_at = scheduled_at, updated_at = scheduled_at,"
            " written_at = scheduled_at WHERE id = ?",
            (row["id"],),
        )
    for row in db.execute("SELECT id FROM fb_posts WHERE gone_at <= ?", (now,)).fetchall():
        remove_post(db, row["id"])
    drop_unused(db, now - _UNUSED_PHOTO_SECONDS)


def create_post(visit: Visit, _node: str) -> dict[str, Any]:
    """`POST /{page}/feed`: answers `id`, and `fields=` if asked for."""
    given = visit.call.parameters
    message, link = text_of(given, "message"), text_of(given, "link")
    media = media_ids(given)
    plan = read_plan(visit)
    if not (message.strip() or link or media):
        raise GraphError(197)
    check_message(visit, message, published=plan.published)
    if link:
        check_link(visit, link)
        keep_preview(visit, link)
    scheduled_type = given.get("unpublished_content_type") == "SCHEDULED"
    if media and plan.scheduled_at is not None and not scheduled_type:
        text = "unpublished_content_type must be SCHEDULED for a scheduled post with photos"
        raise invalid(text)
    check_media(visit, media)
    post_id = insert_post(visit, message, link, plan)
    attach(visit.db, post_id, media)
    answer: dict[str, Any] = {"id": post_id, "post_supports_client_mutation_id": True}
    if given.get("fields"):
        wanted = wanted_fields(str(given["fields"]), "PagePost", "id")
        answer |= post_node(visit, find_post(visit, post_id), wanted)
    return answer


def insert_post(visit: Visit, message: str, link: str, plan: Plan, app_id: str = seed.FACEBOOK_APP_ID) -> str:
    """Put a post on the wall and return its id, `{page}_{number}`."""
    number = _FIRST_NUMBER + next_number(visit.db, "facebook")
    post_id = f"{seed.FACEBOOK_PAGE_ID}_{number}"
    now = visit.now
    visit.db.execute(
        "INSERT INTO fb_posts (id, number, message, link, is_published, scheduled_at, created_at, updated_at,"
        " app_id, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (post_id, number, message, link, plan.published, plan.scheduled_at, now, now, app_id, now),
    )
    return post_id


def find_post(visit: Visit, post_id: str, *, to_write: bool = False) -> sqlite3.Row:
    """Return a post's row. Raises GraphError 100/33; `to_write` also for one whose deletion is only lagging."""
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_posts WHERE id = ?", (post_id,)).fetchone()
    if row is None or (to_write and row["gone_at"] is not None):
        raise missing_object(visit.call.method, post_id)
    return row


def get_post(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{post}`."""
    row = find_post(visit, node)
    wanted = wanted_fields(str(visit.call.parameters.get("fields", "")), "PagePost", "id,message,created_time")
    return post_node(visit, row, wanted)


def update_post(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{post}`: edit, publish, reschedule, hide. Publishing what is published changes nothing."""
    row = find_post(visit, node, to_write=True)
    _check_owner(row)
    given = visit.call.parameters
    changes = _changes(visit, row)
    if media := media_ids(given):
        check_media(visit, [photo for photo in media if photo not in _ids(visit, node)])
        visit.db.execute("UPDATE fb_photos SET post_id = NULL WHERE post_id = ?", (node,))
        attach(visit.db, node, media)
    if changes:
        change_post(visit.db, node, {**changes, "updated_at": visit.now})
    return {"success": True}


def change_post(db: sqlite3.Connection, post_id: str, changes: dict[str, Any]) -> None:
    """Set columns of a post."""
    columns = ", ".join(f"{name} = ?" for name in changes)
    db.execute(f"UPDATE fb_posts SET {columns} WHERE id = ?", (*changes.values(), post_id))  # noqa: S608 - our own column names


def _ids(visit: Visit, post_id: str) -> list[str]:
    return [photo["id"] for photo in photos_of(visit.db, post_id)]


def _changes(visit: Visit, row: sqlite3.Row) -> dict[str, Any]:
    given = visit.call.parameters
    changes: dict[str, Any] = {}
    if "message" in given:
        changes |= _new_message(visit, row, text_of(given, "message"))
    if "is_hidden" in given:
        changes["is_hidden"] = boolean(given, "is_hidden", default=False)
    if given.get("timeline_visibility") in ("hidden", "normal", "forced_allow"):
        changes["is_hidden"] = given["timeline_visibility"] == "hidden"
    if "scheduled_publish_time" in given:
        scheduled_at = moment(given, "scheduled_publish_time")
        if row["is_published"] or scheduled_at is None:
            message = "You cannot specify a scheduled publish time on a published post"
            raise invalid(message)
        check_schedule(visit, scheduled_at)
        changes["scheduled_at"] = scheduled_at
    if "is_published" in given:
        changes |= _publication(visit, row, publish=boolean(given, "is_published", default=False))
    return changes


def _new_message(visit: Visit, row: sqlite3.Row, message: str) -> dict[str, Any]:
    if not (message.strip() or row["link"] or _ids(visit, row["id"])):
        raise GraphError(197)
    check_message(visit, message, published=False)
    edited = {"edited_at": visit.now} if row["is_published"] and message != row["message"] else {}
    return {"message": message, **edited}


def _publication(visit: Visit, row: sqlite3.Row, *, publish: bool) -> dict[str, Any]:
    if publish == bool(row["is_published"]):
        return {}
    if not publish:
        message = "A published post cannot be unpublished"
        raise invalid(message)
    check_message(visit, row["message"], published=True)
    changes: dict[str, Any] = {"is_published": 1, "scheduled_at": None, "written_at": visit.now}
    if visit.world.settings["facebook_created_time_on_publish"]:
        changes["created_at"] = visit.now
    return changes


def _check_owner(row: sqlite3.Row) -> None:
    if row["app_id"] != seed.FACEBOOK_APP_ID:
        message = "(#200) You do not have sufficient permissions to edit a post of another application"
        raise GraphError(200, message=message)


def delete_post(visit: Visit, node: str) -> dict[str, Any]:
    """`DELETE /{post}`: its photos and comments go with it; by a switch it can be read a while longer."""
    find_post(visit, node, to_write=True)
    lag = visit.world.settings["facebook_delete_lag_seconds"]
    if lag:
        change_post(visit.db, node, {"gone_at": visit.now + lag})
    else:
        remove_post(visit.db, node)
    return {"success": True}


def remove_post(db: sqlite3.Connection, post_id: str) -> None:
    """Take a post off the wall for good, with its photos and comments."""
    db.execute("DELETE FROM fb_comments WHERE post_id = ?", (post_id,))
    drop_photos(db, "post_id = ?", post_id)
    db.execute("DELETE FROM fb_posts WHERE id = ?", (post_id,))
