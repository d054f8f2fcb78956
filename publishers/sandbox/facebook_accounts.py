"""The Graph calls about tokens and accounts: exchange, debug, a person's Pages, the Page itself."""

import hashlib
import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_errors import GraphError, missing_object
from publishers.sandbox.facebook_fields import limit_of, wanted_fields
from publishers.sandbox.facebook_tokens import revoked
from publishers.sandbox.store import next_number
from publishers.sandbox.world import Visit

_TASKS = ["ANALYZE", "ADVERTISE", "MODERATE", "CREATE_CONTENT", "MANAGE"]
_CATEGORY = "Government organization"
_CATEGORIES = [{"id": "161422927240513", "name": _CATEGORY}]
_USER_NAME = "Cán bộ diễn tập"


def issue_token(db: sqlite3.Connection, kind: str, now: float, seconds: float | None, *, short: bool = False) -> str:
    """Make a new token of `kind` (PAGE or USER) with all permissions; without `seconds` it never expires."""
    number = next_number(db, f"facebook {kind} token")
    mark = hashlib.sha256(f"dien-tap {kind} {number}".encode()).hexdigest()[:24].upper()
    token = f"DIEN-TAP-{kind}-TOKEN-{number}-{mark}"
    expires_at = None if seconds is None else now + seconds
    row = (token, kind, " ".join(seed.FACEBOOK_SCOPES), now, expires_at, int(short))
    db.execute("INSERT INTO fb_tokens VALUES (?, ?, ?, NULL, ?, ?, ?)", row)
    return token


def page_id(visit: Visit) -> str:
    """Return the id of the Page that the token belongs to."""
    return str(visit.world.settings["facebook_token_page_id"]) or seed.FACEBOOK_PAGE_ID


def exchange_token(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /oauth/access_token`: a long-lived user token for a live one; an expired one cannot be exchanged."""
    given = visit.call.parameters
    if (given.get("client_id"), given.get("client_secret")) != (
        seed.FACEBOOK_APP_ID,
        seed.FACEBOOK_APP_SECRET,
    ):
        raise GraphError(
            1,
            message="Error validating application. Cannot get application info due to a system error.",
            status=400,
        )
    if given.get("grant_type") != "fb_exchange_token":
        raise GraphError(100, message="(#100) Missing or unknown grant_type")
    row = _token(visit, str(given.get("fb_exchange_token", "")))
    if row is None or row["kind"] != "USER":
        raise GraphError(190)
    if row["subcode"] is not None or _is_expired(visit, row):
        raise GraphError(190, row["subcode"] or 463)
    token = row["token"]
    if row["short"]:
        token = issue_token(visit.db, "USER", visit.now, seed.FACEBOOK_LONG_SECONDS)
    return {"access_token": token, "token_type": "bearer", "expires_in": seed.FACEBOOK_LONG_SECONDS}


def debug_token(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /debug_token`: what a token may do and until when; needs the app token `{id}|{secret}`."""
    app_token = f"{seed.FACEBOOK_APP_ID}|{seed.FACEBOOK_APP_SECRET}"
    if visit.token != app_token and _token(visit, visit.token) is None:
        raise GraphError(190)
    row = _token(visit, str(visit.call.parameters.get("input_token", "")))
    if row is None:
        return {"data": {"is_valid": False, "scopes": [], "error": _problem(190, None)}}
    as_page = row["kind"] == "PAGE" and not visit.world.settings["facebook_user_token"]
    scopes = [scope for scope in row["scopes"].split() if scope not in revoked(visit)]
    problem = row["subcode"] or (463 if _is_expired(visit, row) else None)
    data: dict[str, Any] = {
        "app_id": seed.FACEBOOK_APP_ID,
        "type": "PAGE" if as_page else "USER",
        "application": "Diễn tập",
        "data_access_expires_at": int(row["issued_at"]) + 90 * 86_400,
        "expires_at": int(row["expires_at"] or 0),
        "is_valid": problem is None,
        "issued_at": int(row["issued_at"]),
        "scopes": scopes,
        "granular_scopes": [{"scope": scope, "target_ids": [page_id(visit)]} for scope in scopes],
        "user_id": seed.FACEBOOK_USER_ID,
    }
    if as_page:
        data["profile_id"] = page_id(visit)
    if problem is not None:
        data["error"] = _problem(190, problem)
    return {"data": data}


def _token(visit: Visit, token: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_tokens WHERE token = ?", (token,)).fetchone()
    return row


def _is_expired(visit: Visit, row: sqlite3.Row) -> bool:
    return row["expires_at"] is not None and row["expires_at"] <= visit.now


def _problem(code: int, subcode: int | None) -> dict[str, Any]:
    error = GraphError(code, subcode).envelope("")["error"]
    return {"code": code, "message": error["message"], "subcode": subcode or 0}


def list_accounts(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /me/accounts`: the Pages of a person, page by page; an empty list is not an error."""
    given = visit.call.parameters
    wanted_fields(str(given.get("fields", "")), "Page", "id,name")
    settings = visit.world.settings
    pages = [_other_page(number) for number in range(1, settings["facebook_other_pages"] + 1)]
    if not settings["facebook_accounts_hidden"]:
        pages.append(_our_page(visit))
    start, limit = _place(str(given.get("after", ""))), limit_of(given)
    shown = pages[start : start + limit]
    if not shown:
        return {"data": []}
    paging: dict[str, Any] = {"cursors": {"before": f"trang-{start}", "after": f"trang-{start + len(shown)}"}}
    if start + len(shown) < len(pages):
        here = f"{visit.world.base_url}{visit.call.path}"
        paging["next"] = f"{here}?access_token={visit.token}&limit={limit}&after={paging['cursors']['after']}"
    return {"data": shown, "paging": paging}


def _place(cursor: str) -> int:
    number = cursor.removeprefix("trang-")
    if cursor and not (number.isdigit() and len(number) < 9):
        raise GraphError(100, message="(#100) Invalid cursors values")
    return int(number or 0)


def _our_page(visit: Visit) -> dict[str, Any]:
    facts = {"access_token": page_token(visit), "category": _CATEGORY, "category_list": _CATEGORIES}
    return {**facts, "name": visit.world.settings["facebook_page_name"], "id": page_id(visit), "tasks": _TASKS}


def _other_page(number: int) -> dict[str, Any]:
    facts = {"access_token": f"DIEN-TAP-TRANG-KHAC-{number}", "category": _CATEGORY, "category_list": _CATEGORIES}
    return {
        **facts,
        "name": f"Trang khác {number} (diễn tập)",
        "id": str(104_000_000_001_000 + number),
        "tasks": _TASKS,
    }


def page_token(visit: Visit) -> str:
    """Return a live Page token for the caller.

    A long-lived caller gets one without expiry, always the same while it lives, as in life; a short-lived user token
    gives a Page token that dies with it.
    """
    caller = _token(visit, visit.token)
    if caller is not None and caller["kind"] == "PAGE":
        return visit.token
    if caller is not None and caller["short"]:
        return issue_token(visit.db, "PAGE", visit.now, caller["expires_at"] - visit.now, short=True)
    query = (
        "SELECT token FROM fb_tokens WHERE kind = 'PAGE' AND subcode IS NULL AND short = 0 AND expires_at IS NULL"
        " ORDER BY issued_at, token LIMIT 1"
    )
    row = visit.db.execute(query).fetchone()
    return str(row["token"]) if row else issue_token(visit.db, "PAGE", visit.now, None)


def get_page(visit: Visit, node: str) -> dict[str, Any]:
    """`GET /{page-id}`: the Page; `access_token` and `tasks` only when asked for."""
    wanted = wanted_fields(str(visit.call.parameters.get("fields", "")), "Page", "id,name")
    base = visit.world.base_url
    facts: dict[str, Any] = {
        "id": page_id(visit) if node == "me" else seed.FACEBOOK_PAGE_ID,
        "name": visit.world.settings["facebook_page_name"],
        "link": f"{base}/facebook/",
        "username": "vpubnd.dientap",
        "about": "Trang diễn tập, không phải Facebook thật.",
        "category": _CATEGORY,
        "category_list": _CATEGORIES,
        "fan_count": 1250,
        "followers_count": 1310,
        "tasks": _TASKS,
        "is_published": True,
        "picture": {"data": {"url": f"{base}/facebook/", "is_silhouette": True}},
        "verification_status": "not_verified",
    }
    if "access_token" in wanted:
        facts["access_token"] = page_token(visit)
    return {name: facts[name] for name in wanted if name in facts}


def get_user(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /me` with a user token: only the person's id and name; asking for a Page's field is an error."""
    wanted = wanted_fields(str(visit.call.parameters.get("fields", "")), "User", "id,name")
    facts = {"id": seed.FACEBOOK_USER_ID, "name": _USER_NAME}
    return {name: facts[name] for name in wanted}


def check_target(visit: Visit, node: str) -> None:
    """Refuse our Page to a token that belongs to another one: to that one it does not exist (100/33)."""
    if page_id(visit) != seed.FACEBOOK_PAGE_ID:
        raise missing_object(visit.call.method, node)
