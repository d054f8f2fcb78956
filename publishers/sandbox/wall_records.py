"""What stands on the walls, as plain records; all times are aware, UTC."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class WallCall:
    """One call received. `status` is 0 when the connection was closed; `fault` is empty without one."""

    id: int
    at: datetime
    platform: str
    name: str
    method: str
    path: str
    parameters: dict[str, Any]
    status: int
    fault: str
    answer: str


@dataclass(frozen=True)
class WallPhoto:
    """One uploaded photo; `post_id` is None while no post uses it."""

    id: str
    caption: str
    alt_text: str
    mime: str
    width: int
    height: int
    size_bytes: int
    published: bool
    temporary: bool
    post_id: str | None
    created_at: datetime


@dataclass(frozen=True)
class WallComment:
    """One comment; `parent_id` is set for a reply, `author` names a person and is empty for the Page."""

    id: str
    post_id: str
    parent_id: str | None
    message: str
    attachment_url: str
    created_at: datetime
    author: str
    is_hidden: bool


@dataclass(frozen=True)
class WallPost:
    """One post of the Page, seen or not, with its photos in order and its comments.

    `edited_at` is when its text was changed after it had become public.
    """

    id: str
    message: str
    link: str
    is_published: bool
    is_hidden: bool
    scheduled_at: datetime | None
    created_at: datetime
    updated_at: datetime
    app_id: str
    photo_ids: tuple[str, ...]
    comments: tuple[WallComment, ...]
    edited_at: datetime | None
    likes: int
    shares: int
    views: int
    clicks: int


@dataclass(frozen=True)
class WallArticle:
    """One article of the OA; `media` maps a picture's given address to its re-hosted id."""

    id: str
    type: str
    title: str
    description: str
    author: str
    status: str
    cover: dict[str, Any]
    body: list[dict[str, Any]]
    media: dict[str, str]
    created_at: datetime
    updated_at: datetime
    views: int
    edited_at: datetime | None
    likes: int
    shares: int
    comments: int


@dataclass(frozen=True)
class WallJob:
    """One create or update job; `ready_at` is None for a job that never ends."""

    token: str
    kind: str
    article_id: str
    title: str
    settled: bool
    error: str
    created_at: datetime
    ready_at: datetime | None


@dataclass(frozen=True)
class WallBroadcast:
    """One broadcast and the articles in it."""

    id: str
    article_ids: tuple[str, ...]
    target: dict[str, Any]
    sent_at: datetime


def time_of(timestamp: float) -> datetime:
    """Return Unix seconds as an aware time, UTC."""
    return datetime.fromtimestamp(timestamp, UTC)


def _maybe_time(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else time_of(timestamp)


def call_of(row: sqlite3.Row) -> WallCall:
    """Return a recorded call."""
    facts = dict(row)
    return WallCall(**{**facts, "at": time_of(row["at"]), "parameters": json.loads(row["parameters"])})


def photo_of(row: sqlite3.Row) -> WallPhoto:
    """Return a photo, from a row with its `mime` in it."""
    return WallPhoto(
        row["id"],
        row["caption"],
        row["alt_text"],
        row["mime"],
        row["width"],
        row["height"],
        row["size"],
        bool(row["published"]),
        bool(row["temporary"]),
        row["post_id"],
        time_of(row["created_at"]),
    )


def comment_of(row: sqlite3.Row) -> WallComment:
    """Return a comment."""
    return WallComment(
        row["id"],
        row["post_id"],
        row["parent_id"],
        row["message"],
        row["attachment_url"],
        time_of(row["created_at"]),
        row["author"],
        bool(row["is_hidden"]),
    )


def post_of(row: sqlite3.Row, photos: list[sqlite3.Row], comments: list[WallComment]) -> WallPost:
    """Return a post with what belongs to it."""
    return WallPost(
        row["id"],
        row["message"],
        row["link"],
        bool(row["is_published"]),
        bool(row["is_hidden"]),
        _maybe_time(row["scheduled_at"]),
        time_of(row["created_at"]),
        time_of(row["updated_at"]),
        row["app_id"],
        tuple(photo["id"] for photo in photos),
        tuple(comments),
        _maybe_time(row["edited_at"]),
        row["likes"],
        row["shares"],
        row["views"],
        row["clicks"],
    )


def article_of(row: sqlite3.Row) -> WallArticle:
    """Return an article."""
    payload = json.loads(row["payload"])
    return WallArticle(
        row["id"],
        row["type"],
        payload["title"],
        payload.get("description", ""),
        payload.get("author", ""),
        row["status"],
        payload.get("cover") or {},
        payload.get("body") or [],
        json.loads(row["media"]),
        time_of(row["created_at"]),
        time_of(row["updated_at"]),
        row["views"],
        _maybe_time(row["edited_at"]),
        row["likes"],
        row["shares"],
        row["comments"],
    )


def job_of(row: sqlite3.Row) -> WallJob:
    """Return a job."""
    return WallJob(
        row["token"],
        row["kind"],
        row["article_id"],
        json.loads(row["payload"])["title"],
        bool(row["settled"]),
        row["error_message"],
        time_of(row["created_at"]),
        _maybe_time(row["ready_at"]),
    )


def broadcast_of(row: sqlite3.Row) -> WallBroadcast:
    """Return a broadcast."""
    return WallBroadcast(
        row["id"], tuple(json.loads(row["articles"])), json.loads(row["target"]), time_of(row["sent_at"])
    )
