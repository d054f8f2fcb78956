"""Jobs that make and change the OA's articles, and removing them."""

import base64
import hashlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from publishers.sandbox.settings import Settings
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit
from publishers.sandbox.zalo_article_rules import Draft, read_draft
from publishers.sandbox.zalo_errors import ARTICLE_QUOTA, ZaloError, invalid
from publishers.sandbox.zalo_reading import find_article

VIETNAM_OFFSET = timedelta(hours=7)


def settle(db: sqlite3.Connection, now: float) -> None:
    """Finish the jobs whose time has come: put their articles on the wall; forget what was removed."""
    query = "SELECT * FROM zalo_jobs WHERE settled = 0 AND ready_at <= ? ORDER BY ready_at, number"
    for job in db.execute(query, (now,)).fetchall():
        db.execute("UPDATE zalo_jobs SET settled = 1 WHERE token = ?", (job["token"],))
        if not job["error_code"]:
            _finish(db, job, now)
    db.execute("DELETE FROM zalo_articles WHERE gone_at <= ?", (now,))


def _finish(db: sqlite3.Connection, job: sqlite3.Row, now: float) -> None:
    payload = json.loads(job["payload"])
    if job["kind"] == "create":
        row = (job["article_id"], job["number"], payload["type"], payload["status"], job["payload"])
        db.execute(
            "INSERT INTO zalo_articles (id, number, type, status, payload, created_at, updated_at, media)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, job["created_at"], job["created_at"], job["media"]),
        )
        return
    before = db.execute("SELECT payload, status FROM zalo_articles WHERE id = ?", (job["article_id"],)).fetchone()
    if before is None:
        return
    edited = before["status"] == "show" and _words(json.loads(before["payload"])) != _words(payload)
    db.execute(
        "UPDATE zalo_articles SET type = ?, status = ?, payload = ?, media = ?, updated_at = ?,"
        " edited_at = CASE WHEN ? THEN ? ELSE edited_at END WHERE id = ?",
        (payload["type"], payload["status"], job["payload"], job["media"], now, edited, now, job["article_id"]),
    )


def _words(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in payload.items() if name not in {"status", "comment"}}


def create_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/create`: answers a job token. Sending it twice makes two articles, as in life."""
    draft = read_draft(visit.call.body, visit.fetched, visit.world.settings)
    _refuse_bad_media(draft, visit.world.settings)
    month = f"zalo articles {_month(visit.now)}"
    used = visit.db.execute("SELECT value FROM sequences WHERE name = ?", (month,)).fetchone()
    if (used["value"] if used else 0) >= visit.world.settings["zalo_article_quota"]:
        raise ZaloError(-223, ARTICLE_QUOTA)
    if not draft.failure:
        next_number(visit.db, month)
    number = next_number(visit.db, "zalo articles")
    article_id = hashlib.sha256(f"dien-tap article {number}".encode()).hexdigest()[:20]
    return {"token": _start_job(visit, "create", article_id, draft)}


def _month(now: float) -> str:
    """Name the month, Vietnam time. In life it begins on the day of subscription, not on the 1st."""
    return (datetime.fromtimestamp(now, UTC) + VIETNAM_OFFSET).strftime("%Y-%m")


def update_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/update`: the whole payload plus `id`; the id stays the same."""
    article_id = visit.call.body.get("id")
    if not isinstance(article_id, str):
        raise invalid(field="id")
    find_article(visit, article_id, to_write=True)
    draft = read_draft(visit.call.body, visit.fetched, visit.world.settings)
    _refuse_bad_media(draft, visit.world.settings)
    draft.payload.pop("id")
    return {"token": _start_job(visit, "update", article_id, draft)}


def _refuse_bad_media(draft: Draft, settings: Settings) -> None:
    """Report a bad picture now, unless a switch leaves that to `verify`; life's choice is not known."""
    if draft.failure and settings["zalo_media_failure_at"] != "verify":
        raise ZaloError(-201, draft.failure)


def _start_job(visit: Visit, kind: str, article_id: str, draft: Draft) -> str:
    number = next_number(visit.db, "zalo jobs")
    # Base64 with +, / and =, like the real tokens: it belongs into a JSON body only.
    digest = hashlib.sha256(f"dien-tap job {number}".encode()).digest()
    token = "+/" + base64.b64encode(digest).decode()
    seconds = visit.world.settings["zalo_processing_seconds"]
    ready_at = None if seconds < 0 else visit.now + seconds
    media = {url: _keep_picture(visit.db, url, *picture) for url, picture in draft.pictures.items()}
    payload = json.dumps(draft.payload, ensure_ascii=False)
    failed = (-201, draft.failure) if draft.failure else (0, "")
    visit.db.execute(
        "INSERT INTO zalo_jobs (token, number, kind, article_id, payload, media, created_at, ready_at,"
        " error_code, error_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (token, number, kind, article_id, payload, json.dumps(media), visit.now, ready_at, *failed),
    )
    return token


def _keep_picture(db: sqlite3.Connection, url: str, content: bytes, mime: str) -> str:
    media_id = hashlib.sha256(content).hexdigest()[:24]
    db.execute("INSERT OR IGNORE INTO zalo_media VALUES (?, ?, ?, ?)", (media_id, content, mime, url))
    return media_id


def verify_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/verify`: -214 until the job is done, then the article's id."""
    token = visit.call.body.get("token")
    job = visit.db.execute("SELECT * FROM zalo_jobs WHERE token = ?", (str(token),)).fetchone()
    if job is None:
        raise invalid(field="token")
    if not job["settled"]:
        raise ZaloError(-214)
    if job["error_code"]:
        raise ZaloError(job["error_code"], job["error_message"])
    return {"id": job["article_id"]}


def remove_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/remove`: a second removal is -201 (not known); by a switch it can be read a while longer."""
    article_id = visit.call.body.get("id")
    find_article(visit, article_id, to_write=True)
    lag = visit.world.settings["zalo_delete_lag_seconds"]
    if lag:
        visit.db.execute("UPDATE zalo_articles SET gone_at = ? WHERE id = ?", (visit.now + lag, article_id))
    else:
        visit.db.execute("DELETE FROM zalo_articles WHERE id = ?", (article_id,))
    return {}
