"""Who is calling: Graph access tokens, their proofs and permissions, and the calls about tokens."""

import hashlib
import hmac
import re
import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.exchange import Call
from publishers.sandbox.facebook_errors import GraphError
from publishers.sandbox.facebook_fields import wanted_fields
from publishers.sandbox.world import Visit

_PROOF_SECONDS = 300
_TASKS = ["ANALYZE", "ADVERTISE", "MODERATE", "CREATE_CONTENT", "MANAGE"]
_CATEGORY = "Government organization"

# The permission without which a call is refused (facts seen 2026-11).
_NEEDED = {
    "feed.create": "pages_manage_posts",
    "photos.create": "pages_manage_posts",
    "post.update": "pages_manage_posts",
    "post.delete": "pages_manage_posts",
    "photo.delete": "pages_manage_posts",
    "comments.create": "pages_manage_engagement",
    "comment.update": "pages_manage_engagement",
    "comment.delete": "pages_manage_engagement",
    "feed.list": "pages_read_engagement",
    "published_posts.list": "pages_read_engagement",
    "posts.list": "pages_read_engagement",
    "scheduled_posts.list": "pages_read_engagement",
    "insights.list": "read_insights",
}


def token_of(call: Call) -> str:
    """Return the token from the header or the parameters, empty when there is none."""
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() in {"bearer", "oauth"} and token:
        return token.strip()
    return str(call.parameters.get("access_token", ""))


def check_token(visit: Visit) -> sqlite3.Row:
    """Return the token's row. Raises GraphError 104, 190, 100 (proof) or 200 (permission)."""
    if not visit.token:
        message = "An access token is required to request this resource."
        raise GraphError(104, message=message)
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_tokens WHERE token = ?", (visit.token,)).fetchone()
    if row is None:
        raise GraphError(190)
    if row["subcode"] is not None:
        raise GraphError(190, row["subcode"])
    if row["expires_at"] is not None and row["expires_at"] <= visit.now:
        raise GraphError(190, 463)
    _check_proof(visit)
    needed = _NEEDED.get(visit.call.name)
    if needed and (needed not in row["scopes"].split() or needed in _revoked(visit)):
        raise GraphError(200, message=f"(#200) Requires {needed} permission to manage the object")
    return row


def _revoked(visit: Visit) -> list[str]:
    return list(visit.world.settings["facebook_revoked_permissions"])


def _check_proof(visit: Visit) -> None:
    """Verify both forms: `{token}|{time}` with a time of at most five minutes ago, or the token alone."""
    parameters = visit.call.parameters
    proof, at = str(parameters.get("appsecret_proof", "")), str(parameters.get("appsecret_time", ""))
    if not proof:
        if visit.world.settings["facebook_require_proof"]:
            message = "API calls from the server require an appsecret_proof argument"
            raise GraphError(100, message=message)
        return
    signed = f"{visit.token}|{at}" if at else visit.token
    right = hmac.new(seed.FACEBOOK_APP_SECRET.encode(), signed.encode(), hashlib.sha256).hexdigest()
    # A moved sandbox clock must not make a client with the true time look late.
    moments = (visit.now, visit.world.clock.unmoved().timestamp())
    fresh = not at or (
        re.fullmatch(r"[0-9]{1,12}", at) is not None and min(abs(m - int(at)) for m in moments) <= _PROOF_SECONDS
    )
    if not (hmac.compare_digest(proof.encode(), right.encode()) and fresh):
        message = "Invalid appsecret_proof provided in the API argument"
        raise GraphError(100, message=message)


def exchange_token(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /oauth/access_token`: a long-lived user token for a short-lived one."""
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
    if given.get("grant_type") != "fb_exchange_token" or given.get("fb_exchange_token") != seed.FACEBOOK_USER_TOKEN:
        raise GraphError(190, 463)
    return {"access_token": seed.FACEBOOK_USER_TOKEN, "token_type": "bearer", "expires_in": 5_183_944}


def debug_token(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /debug_token`: what a token may do and until when; needs the app token `{id}|{secret}`."""
    app_token = f"{seed.FACEBOOK_APP_ID}|{seed.FACEBOOK_APP_SECRET}"
    known = visit.db.execute("SELECT 1 FROM fb_tokens WHERE token = ?", (visit.token,)).fetchone()
    if visit.token != app_token and known is None:
        raise GraphError(190)
    about = str(visit.call.parameters.get("input_token", ""))
    row = visit.db.execute("SELECT * FROM fb_tokens WHERE token = ?", (about,)).fetchone()
    if row is None:
        return {"data": {"is_valid": False, "scopes": [], "error": _problem(190, None)}}
    scopes = [scope for scope in row["scopes"].split() if scope not in _revoked(visit)]
    expired = row["expires_at"] is not None and row["expires_at"] <= visit.now
    problem = row["subcode"] or (463 if expired else None)
    data: dict[str, Any] = {
        "app_id": seed.FACEBOOK_APP_ID,
        "type": row["kind"],
        "application": "Diễn tập",
        "data_access_expires_at": 0,
        "expires_at": int(row["expires_at"] or 0),
        "is_valid": problem is None,
        "issued_at": int(row["issued_at"]),
        "scopes": scopes,
        "granular_scopes": [{"scope": scope, "target_ids": [seed.FACEBOOK_PAGE_ID]} for scope in scopes],
        "user_id": seed.FACEBOOK_USER_ID,
    }
    if row["kind"] == "PAGE":
        data["profile_id"] = seed.FACEBOOK_PAGE_ID
    if problem is not None:
        data["error"] = _problem(190, problem)
    return {"data": data}


def _problem(code: int, subcode: int | None) -> dict[str, Any]:
    error = GraphError(code, subcode).envelope("")["error"]
    return {"code": code, "message": error["message"], "subcode": subcode or 0}


def list_accounts(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /me/accounts`: the Pages of a user; an empty list is not an error."""
    if visit.world.settings["facebook_accounts_hidden"]:
        return {"data": []}
    account = {
        "access_token": seed.FACEBOOK_PAGE_TOKEN,
        "category": _CATEGORY,
        "category_list": [{"id": "161422927240513", "name": _CATEGORY}],
        "name": seed.FACEBOOK_PAGE_NAME,
        "id": seed.FACEBOOK_PAGE_ID,
        "tasks": _TASKS,
    }
    return {"data": [account], "paging": {"cursors": {"before": "QVFI", "after": "QVFI"}}}


def get_page(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /{page-id}`: the Page; `access_token` and `tasks` only when asked for."""
    wanted = wanted_fields(str(visit.call.parameters.get("fields", "")), "Page", "id,name")
    base = visit.world.base_url
    facts: dict[str, Any] = {
        "id": seed.FACEBOOK_PAGE_ID,
        "name": seed.FACEBOOK_PAGE_NAME,
        "link": f"{base}/facebook/",
        "username": "vpubnd.dientap",
        "about": "Trang diễn tập, không phải Facebook thật.",
        "category": _CATEGORY,
        "category_list": [{"id": "161422927240513", "name": _CATEGORY}],
        "fan_count": 1250,
        "followers_count": 1310,
        "access_token": seed.FACEBOOK_PAGE_TOKEN,
        "tasks": _TASKS,
        "is_published": True,
        "picture": {"data": {"url": f"{base}/facebook/", "is_silhouette": True}},
        "verification_status": "not_verified",
    }
    return {name: facts[name] for name in wanted if name in facts}


def get_user(visit: Visit, _node: str) -> dict[str, Any]:
    """`GET /me` with a user token."""
    wanted_fields(str(visit.call.parameters.get("fields", "")), "User", "id,name")
    return {"id": seed.FACEBOOK_USER_ID, "name": "Cán bộ diễn tập"}


def not_the_page() -> GraphError:
    """Return the refusal of a user token for a published post."""
    message = (
        "(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin"
        " with sufficient administrative permission"
    )
    return GraphError(200, message=message)
