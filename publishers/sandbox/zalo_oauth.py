"""Zalo's OAuth v4 for the Official Account: consent, code exchange, rotating refresh."""

import base64
import hashlib
import hmac
import sqlite3
from html import escape
from typing import Any
from urllib.parse import urlencode

from publishers.sandbox import seed
from publishers.sandbox.exchange import Answer, Call, html_answer, json_answer
from publishers.sandbox.store import next_number
from publishers.sandbox.world import World
from publishers.sandbox.zalo_errors import OAuthError

_CODE_SECONDS = 600
# No table of codes is published; only -14002, -14003 and -14014 were seen (facts seen 2026-11).
_BAD_APP, _BAD_SECRET, _BAD_GRANT, _BAD_CODE, _BAD_REFRESH = -14002, -14004, -14005, -14006, -14014


def issue(db: sqlite3.Connection, kind: str, now: float, seconds: float, challenge: str = "") -> str:
    """Make a new token of `kind` (access, refresh or code), living `seconds`."""
    number = next_number(db, f"zalo {kind}")
    mark = hashlib.sha256(f"dien-tap {kind} {number}".encode()).hexdigest()[:24].upper()
    token = f"DIEN-TAP-ZALO-{kind.upper()}-{number}-{mark}"
    row = (token, kind, "current", now, now + seconds, challenge)
    db.execute("INSERT INTO zalo_tokens VALUES (?, ?, ?, ?, ?, ?)", row)
    return token


def consent_again(world: World) -> str:
    """Return a fresh refresh token, as an OA administrator's new consent would give; old ones die."""
    with world.store.transaction() as db:
        _supersede(db)
        return issue(db, "refresh", world.clock.timestamp(), seed.ZALO_REFRESH_SECONDS)


def _supersede(db: sqlite3.Connection) -> None:
    """Kill the access token at once and mark the refresh token as spent (facts seen 2026-11)."""
    db.execute("UPDATE zalo_tokens SET state = 'superseded' WHERE kind = 'access' AND state = 'current'")
    db.execute("UPDATE zalo_tokens SET state = 'spent' WHERE kind = 'refresh' AND state = 'current'")


def token_endpoint(world: World, call: Call) -> Answer:
    """`POST /access_token`: refresh or code exchange; errors come with HTTP 200 too."""
    try:
        with world.store.transaction() as db:
            return json_answer(_grant(world, db, call))
    except OAuthError as error:
        return json_answer(error.document) if error.code else Answer(200, b"", summary="empty body")


def _grant(world: World, db: sqlite3.Connection, call: Call) -> dict[str, Any]:
    given = call.body
    if call.method != "POST":
        raise OAuthError(_BAD_GRANT, "The method must be POST")
    if given.get("app_id") != seed.ZALO_APP_ID:
        raise OAuthError(_BAD_APP, "Invalid appId")
    if not world.settings["zalo_app_active"]:
        raise OAuthError(_BAD_APP, "The app is not active")
    if not hmac.compare_digest(call.headers.get("secret_key", "").encode(), seed.ZALO_APP_SECRET.encode()):
        raise OAuthError(_BAD_SECRET, "Invalid secret key")
    now = world.clock.timestamp()
    match given.get("grant_type"):
        case "refresh_token":
            _spend_refresh(world, db, str(given.get("refresh_token", "")), now)
        case "authorization_code":
            _spend_code(db, given, now)
        case _:
            raise OAuthError(_BAD_GRANT, "Invalid grant_type")
    _supersede(db)
    access = issue(db, "access", now, seed.ZALO_ACCESS_SECONDS)
    refresh = issue(db, "refresh", now, seed.ZALO_REFRESH_SECONDS)
    # `expires_in` is text (facts seen 2026-11).
    pair = {"access_token": access, "refresh_token": refresh, "expires_in": str(seed.ZALO_ACCESS_SECONDS)}
    if world.settings["zalo_omit_refresh_token"]:
        del pair["refresh_token"]
    return {**pair, "refresh_token_expires_in": "7776000"} if world.settings["zalo_extra_fields"] else pair


def _spend_refresh(world: World, db: sqlite3.Connection, token: str, now: float) -> None:
    row = _find(db, token, "refresh")
    if row is not None and row["state"] == "spent" and world.settings["zalo_spent_refresh_answer"] == "empty":
        raise OAuthError(0)
    if row is None or row["state"] != "current" or row["expires_at"] <= now:
        raise OAuthError(_BAD_REFRESH, "Invalid refresh token.")


def _spend_code(db: sqlite3.Connection, given: dict[str, Any], now: float) -> None:
    code = str(given.get("code", ""))
    row = _find(db, code, "code")
    if row is None or row["state"] != "current" or row["expires_at"] <= now:
        raise OAuthError(_BAD_CODE, "Invalid authorization code")
    verifier = str(given.get("code_verifier", ""))
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if row["challenge"] and digest != row["challenge"]:
        raise OAuthError(_BAD_CODE, "Invalid code_verifier")
    db.execute("UPDATE zalo_tokens SET state = 'spent' WHERE token = ?", (code,))


def _find(db: sqlite3.Connection, token: str, kind: str) -> sqlite3.Row | None:
    query = "SELECT * FROM zalo_tokens WHERE token = ? AND kind = ?"
    row: sqlite3.Row | None = db.execute(query, (token, kind)).fetchone()
    return row


def permission_page(world: World, call: Call) -> Answer:
    """`GET /permission`: the page where an OA administrator consents; its one link carries the code."""
    given = call.query
    if given.get("app_id") != seed.ZALO_APP_ID:
        return json_answer(OAuthError(_BAD_APP).document)
    if not given.get("redirect_uri", "").startswith(("http://", "https://")):
        return json_answer(OAuthError(-14003).document)
    with world.store.transaction() as db:
        now = world.clock.timestamp()
        code = issue(db, "code", now, _CODE_SECONDS, given.get("code_challenge", ""))
    back = {"code": code, "oa_id": seed.ZALO_OA_ID}
    if "state" in given:
        back["state"] = given["state"]
    joint = "&" if "?" in given["redirect_uri"] else "?"
    target = escape(f"{given['redirect_uri']}{joint}{urlencode(back)}")
    page = (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cấp quyền (diễn tập)</title>'
        '<body style="font:16px/1.6 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem">'
        f"<h1>Cấp quyền cho ứng dụng</h1><p>{escape(seed.ZALO_OA_NAME)} cho phép ứng dụng quản lý bài viết,"
        " gửi tin nhắn và xem thông tin OA.</p><p><strong>Diễn tập – không phải Zalo thật.</strong></p>"
        f'<p><a href="{target}">Đồng ý</a></p></body></html>'
    )
    answer = html_answer(page)
    answer.summary = "consent page"
    return answer
