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
    """One comment by the Page; `parent_id` is set for a reply."""

    id: str
    post_id: str
    parent_id: str | None
    message: str
    attachment_url: str
    created_at: datetime


@dataclass(frozen=True)
class WallPost:
    """One post of the Page, seen or not, with its photos in order and its comments."""

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


def call_of(row: sqlite3.Row) -> WallCall:
    """Return a recorded call."""
    facts = dict(row)
    return WallCall(**{**facts, "at": time_of(row["at"]), "parameters": json.loads(row["parameters"])})


def photo_of(row: sqlite3.Row) -> WallPhoto:
    """Return a photo, from a row with `size_bytes` in it."""
    return WallPhoto(
        row["id"],
        row["caption"],
        row["alt_text"],
        row["mime"],
        row["width"],
        row["height"],
        row["size_bytes"],
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
        None if row["ready_at"] is None else time_of(row["ready_at"]),
    )
