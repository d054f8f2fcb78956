"""Zalo's OAuth v4 for the Official Account: code exchange and rotating refresh."""

import base64
import hashlib
import hmac
import sqlite3
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.exchange import Answer, Call, json_answer
from publishers.sandbox.store import next_number
from publishers.sandbox.world import World
from publishers.sandbox.zalo_errors import OAuthError

# No table of codes is published; only -14002, -14003 and -14014 were seen (facts seen 2026-11).
BAD_APP, BAD_REDIRECT, BAD_GRANT = -14002, -14003, -14005
_BAD_SECRET, _BAD_CODE, _BAD_REFRESH = -14004, -14006, -14014


def issue(db: sqlite3.Connection, kind: str, now: float, seconds: float, challenge: str = "") -> str:
    """Make a new token of `kind` (access, refresh or code), living `seconds`."""
    number = next_number(db, f"zalo {kind}")
    mark = hashlib.sha256(f"dien-tap {kind} {number}".encode()).hexdigest()[:24].upper()
    token = f"DIEN-TAP-ZALO-{kind.upper()}-{number}-{mark}"
    row = (token, kind, "current", now, now + seconds, challenge)
    db.execute("INSERT INTO zalo_tokens VALUES (?, ?, ?, ?, ?, ?)", row)
    return token


def consent_again(world: World) -> tuple[str, str]:
    """Return a fresh access and refresh token, as Zalo's API Explorer hands them to an administrator; old ones die."""
    with world.store.transaction() as db:
        return _new_pair(db, world.clock.timestamp())


def _new_pair(db: sqlite3.Connection, now: float) -> tuple[str, str]:
    _supersede(db)
    access = issue(db, "access", now, seed.ZALO_ACCESS_SECONDS)
    return access, issue(db, "refresh", now, seed.ZALO_REFRESH_SECONDS)


def _supersede(db: sqlite3.Connection) -> None:
    """Kill the access token at once and mark the refresh token as spent (facts seen 2026-11)."""
    db.execute("UPDATE zalo_tokens SET state = 'superseded' WHERE kind = 'access' AND state = 'current'")
    db.execute("UPDATE zalo_tokens SET state = 'spent' WHERE kind = 'refresh' AND state = 'current'")


def kill_tokens(db: sqlite3.Connection) -> None:
    """Make every token useless: an administrator withdrew the consent. Only a new consent helps."""
    db.execute("UPDATE zalo_tokens SET state = 'superseded' WHERE kind = 'access' AND state = 'current'")
    db.execute("UPDATE zalo_tokens SET state = 'revoked' WHERE kind = 'refresh' AND state = 'current'")


def token_endpoint(world: World, call: Call) -> Answer:
    """`POST /access_token`: refresh or code exchange; errors come with HTTP 200 too."""
    try:
        with world.store.transaction() as db:
            return json_answer(_grant(world, db, call))
    except OAuthError as error:
        if not error.code:
            return Answer(200, b"", summary="empty body")
        texts = world.settings["zalo_string_error_codes"]
        return json_answer({**error.document, "error": str(error.code)} if texts else error.document)


def _grant(world: World, db: sqlite3.Connection, call: Call) -> dict[str, Any]:
    given = call.body
    if call.method != "POST":
        raise OAuthError(BAD_GRANT, "The method must be POST")
    if given.get("app_id") != seed.ZALO_APP_ID:
        raise OAuthError(BAD_APP, "Invalid appId")
    if not world.settings["zalo_app_active"]:
        raise OAuthError(BAD_APP, "The app is not active")
    if not hmac.compare_digest(call.headers.get("secret_key", "").encode(), seed.ZALO_APP_SECRET.encode()):
        raise OAuthError(_BAD_SECRET, "Invalid secret key")
    now = world.clock.timestamp()
    match given.get("grant_type"):
        case "refresh_token":
            _spend_refresh(world, db, str(given.get("refresh_token", "")), now)
        case "authorization_code":
            _spend_code(world, db, given, now)
        case _:
            raise OAuthError(BAD_GRANT, "Invalid grant_type")
    access, refresh = _new_pair(db, now)
    # `expires_in` is text (facts seen 2026-11).
    seconds: Any = seed.ZALO_ACCESS_SECONDS
    lifetime = seconds if world.settings["zalo_numeric_expires_in"] else str(seconds)
    pair = {"access_token": access, "refresh_token": refresh, "expires_in": lifetime}
    if world.settings["zalo_omit_refresh_token"]:
        del pair["refresh_token"]
    return {**pair, "refresh_token_expires_in": "7776000"} if world.settings["zalo_extra_fields"] else pair


def _spend_refresh(world: World, db: sqlite3.Connection, token: str, now: float) -> None:
    row = _find(db, token, "refresh")
    if row is not None and row["state"] == "spent" and world.settings["zalo_spent_refresh_answer"] == "empty":
        raise OAuthError(0)
    if row is None or row["state"] != "current" or row["expires_at"] <= now:
        raise OAuthError(_BAD_REFRESH, "Invalid refresh token.")


def _spend_code(world: World, db: sqlite3.Connection, given: dict[str, Any], now: float) -> None:
    code = str(given.get("code", ""))
    row = _find(db, code, "code")
    if row is None or row["state"] != "current" or row["expires_at"] <= now:
        raise OAuthError(_BAD_CODE, "Invalid authorization code")
    verifier = str(given.get("code_verifier", ""))
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    challenge = world.settings["zalo_saved_challenge"] or row["challenge"]
    if challenge and digest != challenge:
        raise OAuthError(_BAD_CODE, "Invalid code_verifier")
    db.execute("UPDATE zalo_tokens SET state = 'spent' WHERE token = ?", (code,))


def _find(db: sqlite3.Connection, token: str, kind: str) -> sqlite3.Row | None:
    query = "SELECT * FROM zalo_tokens WHERE token = ? AND kind = ?"
    row: sqlite3.Row | None = db.execute(query, (token, kind)).fetchone()
    return row
