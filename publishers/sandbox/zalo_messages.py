"""Broadcasts of articles, uploads for messages, and quota calls."""

import json
from datetime import UTC, datetime
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.fetching import look_at
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit
from publishers.sandbox.zalo_articles import VIETNAM_OFFSET
from publishers.sandbox.zalo_errors import ZaloError, invalid

_FIRST_HOUR, _LAST_HOUR = 6, 21  # 06:00 to 21:59, Vietnam time assumed
_MOST_ARTICLES = 5
_TARGET_KEYS = {"ages", "gender", "locations", "cities", "platform"}
_UPLOADS = {"image": 1_048_576, "gif": 5_242_880, "file": 5_242_880}


def send_message(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/oa/message`: broadcast one to five finished, shown articles."""
    elements = _elements(visit.call.body)
    articles = [_article_of(visit, element) for element in elements]
    target = _target_of(visit.call.body)
    local = datetime.fromtimestamp(visit.now, UTC) + VIETNAM_OFFSET
    if not _FIRST_HOUR <= local.hour <= _LAST_HOUR:
        raise ZaloError(-234)
    # Which of the two codes stands for which allowance is not known (facts seen 2026-11).
    month = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - VIETNAM_OFFSET
    if _sent_since(visit, month) >= visit.world.settings["zalo_broadcast_quota"]:
        raise ZaloError(-211)
    today = local.replace(hour=0, minute=0, second=0, microsecond=0) - VIETNAM_OFFSET
    if _sent_since(visit, today) >= visit.world.settings["zalo_broadcasts_per_day"]:
        raise ZaloError(-218)
    number = next_number(visit.db, "zalo broadcasts")
    message_id = f"dien-tap-broadcast-{number}"
    row = (message_id, number, json.dumps(articles), json.dumps(target), visit.now)
    visit.db.execute("INSERT INTO zalo_broadcasts VALUES (?, ?, ?, ?, ?)", row)
    parts = [(article_id, message_id) for article_id in articles]
    visit.db.executemany("INSERT OR IGNORE INTO zalo_broadcast_articles VALUES (?, ?)", parts)
    return {"message_id": message_id}


def _sent_since(visit: Visit, moment: datetime) -> int:
    query = "SELECT count(*) FROM zalo_broadcasts WHERE sent_at >= ?"
    return int(visit.db.execute(query, (moment.timestamp(),)).fetchone()[0])


def _elements(body: dict[str, Any]) -> list[Any]:
    message = body.get("message")
    if isinstance(message, dict) and "text" in message:
        raise ZaloError(-240)
    try:
        payload = body["message"]["attachment"]["payload"]
        kind, elements = payload["template_type"], payload["elements"]
    except (KeyError, TypeError) as error:
        raise invalid(field="message") from error
    if kind != "media" or not isinstance(elements, list) or not 1 <= len(elements) <= _MOST_ARTICLES:
        raise invalid(field="elements")
    return elements


def _article_of(visit: Visit, element: object) -> str:
    if not isinstance(element, dict) or element.get("media_type") != "article":
        raise invalid(field="media_type")
    query = "SELECT status FROM zalo_articles WHERE id = ? AND gone_at IS NULL"
    row = visit.db.execute(query, (str(element.get("attachment_id")),)).fetchone()
    if row is None or row["status"] != "show":
        raise invalid(field="attachment_id")
    return str(element["attachment_id"])


def _target_of(body: dict[str, Any]) -> dict[str, Any]:
    """Read the audience: each value may be text, a number or a list; an empty object is everyone."""
    recipient = body.get("recipient")
    target = recipient.get("target") if isinstance(recipient, dict) else None
    if not isinstance(target, dict):
        raise invalid(field="recipient")
    for key, value in target.items():
        if key not in _TARGET_KEYS or not isinstance(value, str | int | list):
            raise invalid(field=key)
    return target


def upload(visit: Visit) -> dict[str, Any]:
    """`POST /v2.0/oa/upload/image|gif|file`: an id for messages; it is not an address for articles."""
    kind = visit.call.name.partition(".")[2]
    if len(visit.call.uploads) != 1:
        raise invalid(field="file")
    content = visit.call.uploads[0].content
    if len(content) > _UPLOADS[kind]:
        raise ZaloError(-210)
    picture = look_at(content)
    wanted = {"image": {"JPEG", "PNG"}, "gif": {"GIF"}}.get(kind)
    if wanted and (picture is None or picture.kind not in wanted):
        raise invalid(field="file")
    upload_id = f"dien-tap-upload-{next_number(visit.db, 'zalo uploads')}"
    row = (upload_id, kind, len(content), visit.now)
    visit.db.execute("INSERT INTO zalo_uploads VALUES (?, ?, ?, ?)", row)
    return {"token" if kind == "file" else "attachment_id": upload_id}


def message_quota(visit: Visit) -> Any:
    """`POST /v2.0|v3.0/oa/quota/message`: numbers about one-to-one messages, never about articles."""
    body = visit.call.body
    if visit.call.path.startswith("/zalo-api/v2.0/"):
        return {"type": str(body.get("type", "promotion")), "remain": 1000, "total": 1000}
    if "user_id" in body:
        at = str(int(visit.now * 1000))
        promotion = {"daily_remain": 1, "daily_total": 1, "monthly_remain": 4, "monthly_total": 4}
        return {"last_interaction": at, "promotion": promotion}
    if body.get("quota_owner") not in ("OA", "APP"):
        raise invalid(field="quota_owner")
    asset = {
        "asset_id": f"dien-tap-{seed.ZALO_OA_ID}",
        "valid_through": "31/12/2027",
        "total": 1000,
        "remain": 1000,
    }
    kinds = {
        "product_type": body.get("product_type", "cs"),
        "quota_type": body.get("quota_type", "sub_quota"),
    }
    return [{**asset, **kinds}]
