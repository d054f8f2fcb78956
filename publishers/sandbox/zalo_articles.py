"""Articles of the OA: jobs that make and change them, and reading them back."""

import base64
import hashlib
import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.settings import Settings
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit
from publishers.sandbox.zalo_article_rules import Draft, read_draft
from publishers.sandbox.zalo_errors import ARTICLE_QUOTA, ZaloError, invalid

VIETNAM_OFFSET = timedelta(hours=7)
_LARGEST_LIMIT = 10
_DETAIL = [
    "type",
    "title",
    "author",
    "description",
    "status",
    "body",
    "comment",
    "cite",
    "related_medias",
    "tracking_link",
    "video_id",
    "avatar",
]


def settle(db: sqlite3.Connection, now: float) -> None:
    """Finish the jobs whose time has come: put their articles on the wall."""
    query = "SELECT * FROM zalo_jobs WHERE settled = 0 AND ready_at <= ? ORDER BY ready_at, number"
    for job in db.execute(query, (now,)).fetchall():
        db.execute("UPDATE zalo_jobs SET settled = 1 WHERE token = ?", (job["token"],))
        if job["error_code"]:
            continue
        payload = json.loads(job["payload"])
        if job["kind"] == "create":
            row = (job["article_id"], job["number"], payload["type"], payload["status"], job["payload"])
            db.execute(
                "INSERT INTO zalo_articles (id, number, type, status, payload, created_at, updated_at, media)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, job["created_at"], job["created_at"], job["media"]),
            )
        else:
            db.execute(
                "UPDATE zalo_articles SET type = ?, status = ?, payload = ?, media = ?, updated_at = ? WHERE id = ?",
                (payload["type"], payload["status"], job["payload"], job["media"], now, job["article_id"]),
            )


def create_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/create`: answers a job token. Sending it twice makes two articles, as in life."""
    draft = read_draft(visit.call.body, visit.fetched, visit.world.settings)
    _refuse_bad_media(draft, visit.world.settings)
    if _created_this_month(visit) >= visit.world.settings["zalo_article_quota"]:
        raise ZaloError(-223, ARTICLE_QUOTA)
    number = next_number(visit.db, "zalo articles")
    article_id = hashlib.sha256(f"dien-tap article {number}".encode()).hexdigest()[:20]
    return {"token": _start_job(visit, "create", article_id, draft)}


def update_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/update`: the whole payload plus `id`; the id stays the same."""
    article_id = visit.call.body.get("id")
    if not isinstance(article_id, str) or not _exists(visit, article_id):
        raise invalid(field="id")
    draft = read_draft(visit.call.body, visit.fetched, visit.world.settings)
    _refuse_bad_media(draft, visit.world.settings)
    draft.payload.pop("id")
    return {"token": _start_job(visit, "update", article_id, draft)}


def _refuse_bad_media(draft: Draft, settings: Settings) -> None:
    """Report a bad picture now, unless a switch leaves that to `verify`; life's choice is not known."""
    if draft.failure and settings["zalo_media_failure_at"] != "verify":
        raise ZaloError(-201, draft.failure)


def _created_this_month(visit: Visit) -> int:
    """Count from the 1st, Vietnam time. In life the month begins on the day of subscription."""
    local = datetime.fromtimestamp(visit.now, UTC) + VIETNAM_OFFSET
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - VIETNAM_OFFSET
    query = "SELECT count(*) FROM zalo_jobs WHERE kind = 'create' AND created_at >= ? AND error_code = 0"
    return int(visit.db.execute(query, (first.timestamp(),)).fetchone()[0])


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


def get_detail(visit: Visit) -> dict[str, Any]:
    """`GET /v2.0/article/getdetail?id=`."""
    row = _find(visit, visit.call.query.get("id"))
    payload = json.loads(row["payload"])
    media = json.loads(row["media"])
    detail = {name: payload[name] for name in _DETAIL if name in payload}
    if isinstance(payload.get("cover"), dict):
        detail["cover"] = {
            **payload["cover"],
            "photo_url": _hosted(visit, media, payload["cover"].get("photo_url")),
        }
    if isinstance(payload.get("body"), list):
        detail["body"] = [
            {**block, "url": _hosted(visit, media, block["url"])} if block["type"] == "image" else block
            for block in payload["body"]
        ]
    return {"id": row["id"], **detail, **_numbers(visit, row), "action_link": {"url": "", "label": ""}}


def get_slice(visit: Visit) -> dict[str, Any]:
    """`GET /v2.0/article/getslice?offset=&limit=&type=`: newest first, hidden ones too, under `medias`."""
    given = visit.call.query
    kind = given.get("type")
    if kind not in {"normal", "video"}:
        message = "type is invalid! type only accepts two values: normal and video"
        raise ZaloError(-201, message)
    limit = _number(given, "limit", 1, _LARGEST_LIMIT)
    offset = _number(given, "offset", 0, 10**9)
    total = visit.db.execute("SELECT count(*) FROM zalo_articles WHERE type = ?", (kind,)).fetchone()[0]
    query = "SELECT * FROM zalo_articles WHERE type = ? ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?"
    rows = visit.db.execute(query, (kind, limit, offset)).fetchall()
    return {"total": total, "medias": [_list_entry(visit, row) for row in rows]}


def _list_entry(visit: Visit, row: sqlite3.Row) -> dict[str, Any]:
    payload, media = json.loads(row["payload"]), json.loads(row["media"])
    cover = payload.get("cover") or {}
    thumb = _hosted(visit, media, cover.get("photo_url")) or payload.get("avatar", "")
    entry = {"id": row["id"], "type": row["type"], "title": payload["title"], "status": row["status"]}
    return {**entry, **_numbers(visit, row), "thumb": thumb}


def _numbers(visit: Visit, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "total_view": row["views"],
        "total_share": 0,
        "total_like": 0,
        "total_comment": 0,
        "create_date": int(row["created_at"] * 1000),
        "update_date": int(row["updated_at"] * 1000),
        "link_view": f"{visit.world.base_url}/zalo/articles/{row['id']}",
    }


def _hosted(visit: Visit, media: dict[str, str], url: object) -> object:
    """Return the re-hosted picture's address, or the given one when it was not fetched."""
    return f"{visit.world.base_url}/zalo/media/{media[url]}" if isinstance(url, str) and url in media else url


def remove_article(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/article/remove`: a second removal is -201 (not known)."""
    article_id = visit.call.body.get("id")
    _find(visit, article_id)
    visit.db.execute("DELETE FROM zalo_articles WHERE id = ?", (article_id,))
    return {}


def _exists(visit: Visit, article_id: str) -> bool:
    row = visit.db.execute("SELECT 1 FROM zalo_articles WHERE id = ?", (article_id,)).fetchone()
    return row is not None


def _find(visit: Visit, article_id: object) -> sqlite3.Row:
    query = "SELECT * FROM zalo_articles WHERE id = ?"
    row: sqlite3.Row | None = visit.db.execute(query, (str(article_id),)).fetchone()
    if row is None:
        raise invalid(field="id")
    return row


def _number(given: dict[str, str], name: str, smallest: int, largest: int) -> int:
    text = given.get(name, "")
    if not re.fullmatch(r"[0-9]{1,10}", text) or not smallest <= int(text) <= largest:
        raise invalid(field=name)
    return int(text)


def get_oa(visit: Visit) -> dict[str, Any]:
    """`GET /v2.0/oa/getoa`: the OA's profile."""
    paid = visit.world.settings["zalo_paid_package"]
    return {
        "oaid": seed.ZALO_OA_ID,
        "oa_id": seed.ZALO_OA_ID,
        "name": seed.ZALO_OA_NAME,
        "description": "Official Account diễn tập, không phải Zalo thật.",
        "oa_alias": "vpubnd-dien-tap",
        "is_verified": visit.world.settings["zalo_verified"],
        "oa_type": 4,
        "cate_name": "Cơ quan nhà nước",
        "num_follower": 1280,
        "avatar": f"{visit.world.base_url}/zalo/",
        "cover": f"{visit.world.base_url}/zalo/",
        "package_name": "Comprehensive" if paid else "Basic",
        "package_valid_through_date": "31/12/2027" if paid else "",
        "package_auto_renew_date": "",
        "linked_ZCA": "",
    }
