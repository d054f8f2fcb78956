"""Posts of the Page: creating, publishing, scheduling, editing, deleting."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_errors import GraphError, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, media_ids, moment, text_of, wanted_fields
from publishers.sandbox.facebook_links import keep_preview
from publishers.sandbox.facebook_nodes import photos_of, post_node
from publishers.sandbox.facebook_tokens import not_the_page
from publishers.sandbox.fetching import is_loopback, is_web_address
from publishers.sandbox.settings import Settings
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit

LONGEST_MESSAGE = 63_206
_SOONEST_SECONDS = 600
_UNUSED_PHOTO_SECONDS = 86_400
_FIRST_NUMBER = 122_100_000_000_000
_NOT_ON_PAGE = "Unpublished posts must be posted to a page as the page itself."


@dataclass(frozen=True)
class Plan:
    """When a new post is to be seen."""

    published: bool
    scheduled_at: float | None


def settle(db: sqlite3.Connection, settings: Settings, now: float) -> None:
    """Do what time has done: publish what was scheduled, drop photos nobody used for 24 hours."""
    due = db.execute("SELECT id FROM fb_posts WHERE scheduled_at <= ? AND is_published = 0", (now,)).fetchall()
    for row in due:
        if settings["facebook_scheduled_vanish"]:
            _remove(db, row["id"])
            continue
        db.execute(
            "UPDATE fb_posts SET is_published = 1, created_at = scheduled_at, updated_at = scheduled_at,"
            " written_at = scheduled_at WHERE id = ?",
            (row["id"],),
        )
    stale = "post_id IS NULL AND published = 0 AND created_at <= ?"
    if db.execute(f"SELECT 1 FROM fb_photos WHERE {stale}", (now - _UNUSED_PHOTO_SECONDS,)).fetchone():  # noqa: S608 - constant
        db.execute(f"DELETE FROM fb_photos WHERE {stale}", (now - _UNUSED_PHOTO_SECONDS,))  # noqa: S608 - constant


def read_plan(visit: Visit) -> Plan:
    """Read `published` and `scheduled_publish_time`. Raises GraphError 100 when they do not fit."""
    given = visit.call.parameters
    published = boolean(given, "published", default=True)
    scheduled_at = moment(given, "scheduled_publish_time")
    if scheduled_at is None:
        return Plan(published, None)
    if published:
        message = "You cannot specify a scheduled publish time on a published post"
        raise invalid(message)
    check_schedule(visit, scheduled_at)
    return Plan(published, scheduled_at)


def check_schedule(visit: Visit, scheduled_at: float) -> None:
    """Refuse a time less than ten minutes or more than 30 days (a switch) ahead."""
    latest = visit.now + visit.world.settings["facebook_schedule_max_days"] * 86_400
    if not visit.now + _SOONEST_SECONDS <= scheduled_at <= latest:
        message = "The specified scheduled publish time is invalid."
        raise invalid(message)


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
        _check_link(visit, link)
        keep_preview(visit, link)
    scheduled_type = given.get("unpublished_content_type") == "SCHEDULED"
    if media and plan.scheduled_at is not None and not scheduled_type:
        text = "unpublished_content_type must be SCHEDULED for a scheduled post with photos"
        raise invalid(text)
    _check_media(visit, media)
    post_id = insert_post(visit, message, link, plan)
    for position, photo_id in enumerate(media):
        row = (post_id, position, photo_id)
        visit.db.execute("UPDATE fb_photos SET post_id = ?, position = ? WHERE id = ?", row)
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


def require_page_for(token: sqlite3.Row, *, published: bool) -> None:
    """Refuse a user token: the Page must post as itself."""
    if token["kind"] == "PAGE":
        return
    raise not_the_page() if published else GraphError(200, message=f"(#200) {_NOT_ON_PAGE}")


def check_message(visit: Visit, message: str, *, published: bool) -> None:
    """Refuse a text that is too long (100) or, by a switch, the same as the last one (506)."""
    if len(message) > LONGEST_MESSAGE:
        text = f"Param message must be at most {LONGEST_MESSAGE} characters"
        raise invalid(text)
    if not (published and message and visit.world.settings["facebook_duplicate_check"]):
        return
    query = "SELECT message FROM fb_posts WHERE is_published = 1 ORDER BY created_at DESC, number DESC LIMIT 1"
    last = visit.db.execute(query).fetchone()
    if last is not None and last["message"] == message:
        raise GraphError(506)


def _check_link(visit: Visit, link: str) -> None:
    local = visit.world.settings["facebook_refuse_local_links"] and is_loopback(link)
    if local or not is_web_address(link):
        raise GraphError(1500)


def _check_media(visit: Visit, media: list[str]) -> None:
    """Each photo must exist and be free; which code Meta answers is not known, 100/33 is Graph's usual."""
    for photo_id in media:
        row = visit.db.execute("SELECT post_id, published FROM fb_photos WHERE id = ?", (photo_id,)).fetchone()
        if row is None:
            raise missing_object(visit.call.method, photo_id)
        if row["published"] or row["post_id"]:
            message = f"Photo {photo_id} is already part of a post"
            raise invalid(message)
    if len(set(media)) != len(media):
        message = "attached_media holds the same photo twice"
        raise invalid(message)


def find_post(visit: Visit, post_id: str) -> sqlite3.Row:
    """Return a post's row. Raises GraphError 100/33."""
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_posts WHERE id = ?", (post_id,)).fetchone()
    if row is None:
        raise missing_object(visit.call.method, post_id)
    return row


def get_post(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{post}`."""
    row = find_post(visit, node)
    wanted = wanted_fields(str(visit.call.parameters.get("fields", "")), "PagePost", "id,message,created_time")
    return post_node(visit, row, wanted)


def update_post(visit: Visit, node: str) -> dict[str, Any]:
    """`POST /{post}`: edit, publish, reschedule, hide. Publishing what is published changes nothing."""
    row = find_post(visit, node)
    _check_owner(row)
    given = visit.call.parameters
    changes = _changes(visit, row)
    if media := media_ids(given):
        _check_media(visit, [photo for photo in media if photo not in _ids(visit, node)])
        visit.db.execute("UPDATE fb_photos SET post_id = NULL WHERE post_id = ?", (node,))
        for position, photo_id in enumerate(media):
            values = (node, position, photo_id)
            visit.db.execute("UPDATE fb_photos SET post_id = ?, position = ? WHERE id = ?", values)
    if changes:
        changes |= {"updated_at": visit.now}
        columns = ", ".join(f"{name} = ?" for name in changes)
        query = f"UPDATE fb_posts SET {columns} WHERE id = ?"  # noqa: S608 - names come from _changes
        visit.db.execute(query, (*changes.values(), node))
    return {"success": True}


def _ids(visit: Visit, post_id: str) -> list[str]:
    return [photo["id"] for photo in photos_of(visit.db, post_id)]


def _changes(visit: Visit, row: sqlite3.Row) -> dict[str, Any]:
    given = visit.call.parameters
    changes: dict[str, Any] = {}
    if "message" in given:
        changes["message"] = text_of(given, "message")
        empty = not (changes["message"].strip() or row["link"] or _ids(visit, row["id"]))
        if empty:
            raise GraphError(197)
        check_message(visit, changes["message"], published=False)
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
    """`DELETE /{post}`: its photos and comments go with it."""
    find_post(visit, node)
    _remove(visit.db, node)
    return {"success": True}


def _remove(db: sqlite3.Connection, post_id: str) -> None:
    db.execute("DELETE FROM fb_comments WHERE post_id = ?", (post_id,))
    db.execute("DELETE FROM fb_photos WHERE post_id = ?", (post_id,))
    db.execute("DELETE FROM fb_posts WHERE id = ?", (post_id,))
