"""The fake Zalo: its OAuth host and its API host, told apart by their prefix."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.exchange import Answer, Call, json_answer
from publishers.sandbox.faults import Fault
from publishers.sandbox.fetching import Fetched, fetch
from publishers.sandbox.store import calls_since
from publishers.sandbox.world import Visit, World
from publishers.sandbox.zalo_article_rules import picture_urls
from publishers.sandbox.zalo_articles import (
    create_article,
    remove_article,
    settle,
    update_article,
    verify_article,
)
from publishers.sandbox.zalo_calls import name_call
from publishers.sandbox.zalo_consent import permission_page
from publishers.sandbox.zalo_errors import OAuthError, ZaloError
from publishers.sandbox.zalo_messages import message_quota, send_message, upload
from publishers.sandbox.zalo_oauth import kill_tokens, token_endpoint
from publishers.sandbox.zalo_reading import get_detail, get_oa, get_slice

_FETCHER = "ZaloBot (dien tap)"

_HANDLERS: dict[str, Callable[[Visit], Any]] = {
    "article.create": create_article,
    "article.verify": verify_article,
    "article.update": update_article,
    "article.remove": remove_article,
    "article.getslice": get_slice,
    "article.getdetail": get_detail,
    "getoa": get_oa,
    "message.send": send_message,
    "upload.image": upload,
    "upload.gif": upload,
    "upload.file": upload,
    "quota.message": message_quota,
}
# What a package and a verified account are needed for; reading the profile is not among it.
_PAID = ("article.", "message.")


_BEHIND = {
    "article.verify": "SELECT payload FROM zalo_jobs WHERE token = ?",
    "article.remove": "SELECT payload FROM zalo_articles WHERE id = ?",
    "article.getdetail": "SELECT payload FROM zalo_articles WHERE id = ?",
    "article.update": "SELECT payload FROM zalo_articles WHERE id = ?",
}


class ZaloPlatform:
    """One app with one Official Account."""

    name = "zalo"

    def __init__(self, world: World) -> None:
        """Serve the OA in `world`."""
        self._world = world

    def name_call(self, call: Call) -> str:
        """Return the short name of the call; `unknown` for an address the sandbox does not have."""
        return name_call(call)

    def text_of(self, call: Call) -> str:
        """Return the article's words."""
        return _words(call.body) if call.name in {"article.create", "article.update"} else ""

    def text_behind(self, call: Call) -> str:
        """Return the words of the article that the call is about."""
        query = _BEHIND.get(call.name)
        if query is None:
            return ""
        named = call.parameters.get("token" if call.name == "article.verify" else "id")
        row = self._world.store.connection().execute(query, (str(named),)).fetchone()
        return _words(json.loads(row["payload"])) if row else ""

    def serve(self, call: Call) -> Answer:
        """Carry the call out."""
        if call.name == "token":
            return token_endpoint(self._world, call)
        if call.name == "permission":
            return permission_page(self._world, call)
        try:
            document = {"error": 0, "message": "Success", "data": self._handle(call)}
        except ZaloError as error:
            document = self._refusal(error)
        return self._with_headers(document)

    def server_error(self) -> Answer:
        """Return a gateway's page: Zalo itself always answers 200 (facts seen 2026-11)."""
        return Answer(500, b"<html><body><h1>500 Internal Server Error</h1></body></html>", "text/html")

    def refuse(self, call: Call, fault: Fault) -> Answer:
        """Return the refusal a fault asks for."""
        if fault.kind == "token_killed":
            with self._world.store.transaction() as db:
                kill_tokens(db)
            return self.serve(call)
        if call.name in {"token", "permission"}:
            code = fault.code[0] if fault.code else -14014
            return json_answer(OAuthError(code).document)
        spoken = {
            "rate_limited": ZaloError(-32),
            "bad_token": ZaloError(-216),
            "token_expired": ZaloError(-220),
        }
        default = ZaloError(-201, f"{'title' if call.name.startswith('article.') else 'parameter'} is invalid!")
        error = ZaloError(fault.code[0]) if fault.code else spoken.get(fault.kind, default)
        return self._with_headers(self._refusal(error))

    def _refusal(self, error: ZaloError) -> dict[str, Any]:
        text_codes = self._world.settings["zalo_string_error_codes"]
        return {"error": str(error.code) if text_codes else error.code, "message": error.text}

    def _with_headers(self, document: dict[str, Any]) -> Answer:
        limit = self._world.settings["zalo_calls_per_minute"]
        now = self._world.clock.timestamp()
        used = calls_since(self._world.store.connection(), self.name, now) + 1
        headers = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remain": str(max(0, limit - used))}
        if self._world.settings["zalo_extra_fields"]:
            document = {**document, "trace": "dien-tap", "server_time": int(now * 1000)}
        return json_answer(document, headers=headers)

    def _handle(self, call: Call) -> Any:
        if call.name == "unknown":
            raise ZaloError(-209)
        fetched = _prefetch(call)
        with self._world.store.transaction() as db:
            now = self._world.clock.timestamp()
            settle(db, now)
            visit = Visit(self._world, db, call, now, fetched, call.headers.get("access_token", ""))
            self._check(visit)
            return _HANDLERS[call.name](visit)

    def _check(self, visit: Visit) -> None:
        """Refuse in Zalo's order: token, proof, app, permission, verification, package."""
        settings, name = self._world.settings, visit.call.name
        if calls_since(visit.db, self.name, visit.now) >= settings["zalo_calls_per_minute"]:
            raise ZaloError(-32)
        self._check_token(visit)
        _check_proof(visit)
        if not settings["zalo_app_active"]:
            raise ZaloError(-209)
        if not settings["zalo_authorized"]:
            raise ZaloError(-223)
        if name.startswith(_PAID) and not settings["zalo_verified"]:
            raise ZaloError(-221)
        if name.startswith(_PAID) and not settings["zalo_paid_package"]:
            raise ZaloError(-224)

    def _check_token(self, visit: Visit) -> None:
        query = "SELECT * FROM zalo_tokens WHERE token = ? AND kind = 'access'"
        row = visit.db.execute(query, (visit.token,)).fetchone()
        if row is None:
            raise ZaloError(-216)
        if row["state"] != "current":
            raise ZaloError(self._world.settings["zalo_superseded_code"])
        if row["expires_at"] <= visit.now:
            raise ZaloError(-220)


def _words(article: Mapping[str, Any]) -> str:
    body = article.get("body")
    blocks = [block.get("content", "") for block in body if isinstance(block, dict)] if isinstance(body, list) else []
    return " ".join(str(part) for part in (article.get("title", ""), article.get("description", ""), *blocks))


def _check_proof(visit: Visit) -> None:
    proof = visit.call.headers.get("appsecret_proof", "")
    if not proof and not visit.world.settings["zalo_require_proof"]:
        return
    right = hmac.new(seed.ZALO_APP_SECRET.encode(), visit.token.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(proof.encode(), right.encode()):
        raise ZaloError(-242)


def _prefetch(call: Call) -> dict[str, Fetched]:
    """Fetch an article's pictures that lie on this machine, as Zalo's servers would."""
    if call.name not in {"article.create", "article.update"}:
        return {}
    return {url: fetch(url, _FETCHER) for url in dict.fromkeys(picture_urls(call.body))}
