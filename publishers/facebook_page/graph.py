"""Calls to the Graph API: address, token, proof, and the meaning of every answer.

Facts: Meta's Graph API v26.0 (released 2026-07-29) and its error handling guide, as seen in 2026-11.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

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

DEFAULT_GRAPH_URL = "https://graph.facebook.com"
VERSION = "v26.0"
_MINUTE = 60.0
_PAUSE_AFTER_BLOCK = 24 * 60 * _MINUTE
_TOKEN_CODES = {102, 104, 190}
_LIMIT_CODES = {4, 17, 32, 341, 613, 80001}
_PERMISSION_CODES = {3, 10, 283, *range(200, 300)}
_UNCLEAR_CODES = {1, 2}
# 506: the same text twice in a row; 368/1404082: already posted. An earlier try may have got through.
_REPEATED = {(506, None), (368, 1404082)}
_TOO_FAST = {(368, 1390008)}
_LOOKS_LIKE_TOKEN = re.compile(r"\b(EAA\w{10,}|[A-Za-z0-9_-]{60,})\b")


class Graph:
    """One Page's access to the Graph API."""

    def __init__(self, *, http: Http, base: str, token: str, secret: str | None, now: Callable[[], datetime]) -> None:
        """Keep the token and, when the app's secret is known, sign every call with it."""
        self._http = http
        self._base = f"{base.rstrip('/')}/{VERSION}"
        self._token = token
        self._secret = secret
        self._now = now

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Read; raises a `PublishError`, never `OutcomeUnknown`."""
        return self._call("GET", path, writes=False, params={**parameters, **self._proof()})

    def post(self, path: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Write with a JSON body; raises a `PublishError`."""
        return self._call("POST", path, writes=True, json={**parameters, **self._proof()})

    def upload(self, path: str, parameters: Mapping[str, str], data: bytes) -> dict[str, Any]:
        """Write with one file; raises a `PublishError`."""
        files = {"source": ("anh.jpg", data, "image/jpeg")}
        return self._call("POST", path, writes=True, data={**parameters, **self._proof()}, files=files)

    def _call(self, method: str, path: str, *, writes: bool, **request: Any) -> dict[str, Any]:
        # The token goes into a header: addresses reach logs.
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = self._http.ask(method, f"{self._base}/{path}", writes=writes, headers=headers, **request)
        return read_answer(answer, writes=writes)

    def _proof(self) -> dict[str, str]:
        """Return the timed proof, valid for five minutes (Meta's security guide, seen 2026-11)."""
        if not self._secret:
            return {}
        seconds = int(self._now().timestamp())
        message = f"{self._token}|{seconds}".encode()
        digest = hmac.new(self._secret.encode(), message, hashlib.sha256).hexdigest()
        return {"appsecret_proof": digest, "appsecret_time": str(seconds)}


def read_answer(answer: Answer, *, writes: bool) -> dict[str, Any]:
    """Return the JSON object of a successful answer, or raise what the answer means.

    Anything that is not a JSON object is no answer: 502 pages and 200s saying `Service Unavailable` were seen
    after posts that did get through.
    """
    lost: type[PublishError] = OutcomeUnknown if writes else Unavailable
    body = answer.body
    if body is None:
        raise lost(f"HTTP {answer.status} without a JSON answer: {_safe(answer.text)}")
    error = body.get("error")
    if error is None:
        if answer.status >= 300:
            raise lost(f"HTTP {answer.status} without an error object")
        return body
    raise classify(error if isinstance(error, dict) else {"message": str(error)}, answer, writes=writes)


def classify(error: Mapping[str, Any], answer: Answer, *, writes: bool) -> PublishError:
    """Map an error object to what must happen next, by code and subcode, never by text."""
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    shown = f"{code}/{subcode}" if subcode else str(code or "")
    message = _safe(str(error.get("error_user_msg") or error.get("message") or "no message"))
    given = _Given(message, shown, str(error.get("fbtrace_id") or ""))
    if (code, None) in _REPEATED or (code, subcode) in _REPEATED or code in _UNCLEAR_CODES or code is None:
        return OutcomeUnknown(*given) if writes else Unavailable(*given)
    if code in _TOKEN_CODES or code in _PERMISSION_CODES:
        return NotAuthorized(*given)
    if code in _LIMIT_CODES:
        return RateLimited(*given, _wait(answer.headers))
    if (code, subcode) in _TOO_FAST:
        return RateLimited(*given, _PAUSE_AFTER_BLOCK)
    # 368: blocked for now, or a person has to confirm something on facebook.com.
    if code == 368:
        return NotAuthorized(*given)
    # Our page could not be scraped; nothing was written.
    if code == 1609005:
        return Unavailable(*given)
    # Meta's own word for "try again"; a new code must not fail a post for good.
    if error.get("is_transient") is True:
        return OutcomeUnknown(*given) if writes else Unavailable(*given)
    return Rejected(*given)


class _Given(NamedTuple):
    message: str
    code: str
    trace: str


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds the usage header asks for; the value is an object of arrays, minutes inside."""
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", ""))
        minutes = [entry["estimated_time_to_regain_access"] for entries in usage.values() for entry in entries]
        return max(float(max(minutes)), 1.0) * _MINUTE
    except (ValueError, KeyError, TypeError, AttributeError):
        return 15 * _MINUTE


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _safe(text: str) -> str:
    return _LOOKS_LIKE_TOKEN.sub("***", text)
