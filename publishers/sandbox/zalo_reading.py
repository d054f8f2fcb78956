"""Articles of the OA as the API shows them: detail, list, and the OA's own profile."""

import json
import re
import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.world import Visit
from publishers.sandbox.zalo_errors import ZaloError, invalid

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


def find_article(visit: Visit, article_id: object, *, to_write: bool = False) -> sqlite3.Row:
    """Return an article's row. Raises ZaloError -201; `to_write` also for one whose removal is only lagging."""
    query = "SELECT * FROM zalo_articles WHERE id = ?"
    row: sqlite3.Row | None = visit.db.execute(query, (str(article_id),)).fetchone()
    if row is None or (to_write and row["gone_at"] is not None):
        raise invalid(field="id")
    return row


def get_detail(visit: Visit) -> dict[str, Any]:
    """`GET /v2.0/article/getdetail?id=`."""
    row = find_article(visit, visit.call.query.get("id"))
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
    numbers = _numbers(visit, row)
    if not visit.world.settings["zalo_detail_update_date"]:
        del numbers["update_date"]
    return {"id": row["id"], **detail, **numbers, "action_link": {"url": "", "label": ""}}


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
        "total_share": row["shares"],
        "total_like": row["likes"],
        "total_comment": row["comments"],
        "create_date": int(row["created_at"] * 1000),
        "update_date": int(row["updated_at"] * 1000),
        "link_view": f"{visit.world.base_url}/zalo/articles/{row['id']}",
    }


def _hosted(visit: Visit, media: dict[str, str], url: object) -> object:
    """Return the re-hosted picture's address, or the given one when it was not fetched."""
    return f"{visit.world.base_url}/zalo/media/{media[url]}" if isinstance(url, str) and url in media else url


def _number(given: dict[str, str], name: str, smallest: int, largest: int) -> int:
    text = given.get(name, "")
    if not re.fullmatch(r"[0-9]{1,10}", text) or not smallest <= int(text) <= largest:
        raise invalid(field=name)
    return int(text)


def get_oa(visit: Visit) -> dict[str, Any]:
    """`GET /v2.0/oa/getoa`: the OA's profile."""
    settings = visit.world.settings
    paid = settings["zalo_paid_package"]
    return {
        "oaid": settings["zalo_oa_id"] or seed.ZALO_OA_ID,
        "name": settings["zalo_oa_name"],
        "description": "Official Account diễn tập, không phải Zalo thật.",
        "oa_alias": "vpubnd-dien-tap",
        "is_verified": settings["zalo_verified"],
        "oa_type": 4,
        "cate_name": "Cơ quan nhà nước",
        "num_follower": 1280,
        "avatar": f"{visit.world.base_url}/zalo/",
        "cover": f"{visit.world.base_url}/zalo/",
        "package_name": settings["zalo_package_name"] if paid else "Basic",
        "package_valid_through_date": "31/12/2027" if paid else "",
        "package_auto_renew_date": "",
        "linked_ZCA": "",
    }
