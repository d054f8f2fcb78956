"""Calls to openapi.zalo.me: the token header, one renewal after a refusal, and the meaning of every code.

Failures come with HTTP 200 and `error` ≠ 0. Codes as in Zalo's error table, transcribed 2026-10.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from publishers.errors import (
    NotAuthorized,
    OutcomeUnknown,
    PublishError,
    RateLimited,
    Rejected,
    Unavailable,
)

if TYPE_CHECKING:
    # Rendering needs no HTTP library; `newsroom check` renders every post.
    from publishers.http import Answer, Http
    from publishers.zalo_oa.tokens import Tokens

DEFAULT_API_URL = "https://openapi.zalo.me"
PROCESSING = -214
_TOKEN_CODES = {-216, -220}
_MINUTE = 60.0
_DAY = 24 * 60 * _MINUTE
_STOP_CODES = {-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321}
_QUOTA_CODES = {-211, -218}
_NIGHT = -234
_GENERIC_FAILURE = -200
_QUOTA_TEXT = "quota"


class OpenApi:
    """One account's access to the API."""

    def __init__(self, http: Http, base: str, tokens: Tokens, secret: str | None) -> None:
        """Use `tokens`; with `secret` every call carries its proof."""
        self._http = http
        self._base = base.rstrip("/")
        self._tokens = tokens
        self._secret = secret

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Read; returns the answer's whole object. Raises a `PublishError`, never `OutcomeUnknown`."""
        return self._call("GET", path, writes=False, params=parameters)

    def post(self, path: str, body: Mapping[str, Any], *, writes: bool = True) -> dict[str, Any]:
        """Send a JSON body; returns the answer's whole object. Raises a `PublishError`."""
        return self._call("POST", path, writes=writes, json=dict(body))

    def _call(self, method: str, path: str, *, writes: bool, **request: Any) -> dict[str, Any]:
        token = self._tokens.current()
        answer = self._send(method, path, token, writes=writes, **request)
        if _code(answer.body) in _TOKEN_CODES:
            # Another worker's refresh kills our token at once; nothing was written, so one more try is safe.
            token = self._tokens.after_refusal(token)
            answer = self._send(method, path, token, writes=writes, **request)
        return read_answer(answer, writes=writes)

    def _send(self, method: str, path: str, token: str, *, writes: bool, **request: Any) -> Answer:
        headers = {"access_token": token}
        if self._secret:
            proof = hmac.new(self._secret.encode(), token.encode(), hashlib.sha256)
            headers["appsecret_proof"] = proof.hexdigest()
        return self._http.ask(method, f"{self._base}{path}", writes=writes, headers=headers, **request)


def read_answer(answer: Answer, *, writes: bool) -> dict[str, Any]:
    """Return the answer's object when `error` is 0 or -214, or raise what it means."""
    lost: type[PublishError] = OutcomeUnknown if writes else Unavailable
    if answer.body is None or (answer.body.get("error") is None and "data" not in answer.body):
        raise lost(f"HTTP {answer.status} without a JSON answer: {answer.text[:120]}")
    code = _code(answer.body)
    if code in (0, PROCESSING):
        return answer.body
    raise classify(code, str(answer.body.get("message") or "no message"), writes=writes)


def is_processing(body: Mapping[str, Any]) -> bool:
    """Tell whether an answer says that the job is still running."""
    return _code(body) == PROCESSING


def classify(code: int | None, message: str, *, writes: bool) -> PublishError:
    """Map a code to what must happen next; -223 alone needs its text, having two meanings."""
    shown = str(code)
    if code in _TOKEN_CODES:
        return NotAuthorized(message, code=shown)
    # The monthly article quota is used up; any other -223 is a missing permission.
    if code == -223 and _QUOTA_TEXT in message.lower():
        return RateLimited(message, code=shown, retry_after_seconds=_DAY)
    if code in _STOP_CODES:
        return NotAuthorized(message, code=shown)
    # Calls per minute of the app or of the OA.
    if code == -32:
        return RateLimited(message, code=shown, retry_after_seconds=_MINUTE)
    if code in _QUOTA_CODES:
        return RateLimited(message, code=shown, retry_after_seconds=_DAY)
    if code == _NIGHT:
        return RateLimited(message, code=shown, retry_after_seconds=60 * _MINUTE)
    if code == _GENERIC_FAILURE or code is None:
        return OutcomeUnknown(message, code=shown) if writes else Unavailable(message, code=shown)
    return Rejected(message, code=shown)


def _code(body: Mapping[str, Any] | None) -> int | None:
    """Read `error`, which is sometimes a quoted number (seen 2026-08)."""
    if body is None:
        return None
    try:
        return int(body.get("error", 0))
    except (TypeError, ValueError):
        return None
