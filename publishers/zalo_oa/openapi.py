"""Calls to openapi.zalo.me: the token header, one renewal after a refusal, and what every answer tells besides.

Failures come with HTTP 200 and `error` ≠ 0; the table of codes is in `codes.py`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Protocol

from publishers.errors import OutcomeUnknown, PublishError, Unavailable
from publishers.zalo_oa.codes import PROCESSING, TOKEN_CODES, as_error

if TYPE_CHECKING:
    # Rendering needs no HTTP library; `newsroom check` renders every post.
    from publishers.http import Answer, Http

DEFAULT_API_URL = "https://openapi.zalo.me"


class AccessTokens(Protocol):
    """Where access tokens come from."""

    def current(self) -> str:
        """Return a token to call with. Raises a `PublishError`."""

    def after_refusal(self, refused: str) -> str:
        """Return another token than the refused one. Raises a `PublishError`."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What the last answer said about calls per minute; None where it said nothing readable."""

    limit: int | None
    left: int | None


class OpenApi:
    """One account's access to the API."""

    def __init__(self, http: Http, base: str, tokens: AccessTokens, secret: str | None) -> None:
        """Use `tokens`; with `secret` every call carries its proof."""
        self._http = http
        self._base = base.rstrip("/")
        self._tokens = tokens
        self._secret = secret
        self.rate = Rate(None, None)
        self._date: str | None = None

    @property
    def server_time(self) -> datetime | None:
        """Zalo's clock, from the `Date` header of the last answer."""
        return _moment(self._date)

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Read; returns the answer's whole object. Raises a `PublishError`, never `OutcomeUnknown`."""
        return self._call("GET", path, writes=False, params=parameters)

    def post(self, path: str, body: Mapping[str, Any], *, writes: bool = True) -> dict[str, Any]:
        """Send a JSON body; returns the answer's whole object. Raises a `PublishError`."""
        return self._call("POST", path, writes=writes, json=dict(body))

    def _call(self, method: str, path: str, *, writes: bool, **request: Any) -> dict[str, Any]:
        token = self._tokens.current()
        answer = self._send(method, path, token, writes=writes, **request)
        if code_of(answer.body) in TOKEN_CODES:
            # Another worker's refresh kills our token at once; nothing was written, so one more try is safe.
            token = self._tokens.after_refusal(token)
            answer = self._send(method, path, token, writes=writes, **request)
        return read_answer(answer, writes=writes, hide=(token, self._secret or ""))

    def _send(self, method: str, path: str, token: str, *, writes: bool, **request: Any) -> Answer:
        headers = {"access_token": token}
        if self._secret:
            proof = hmac.new(self._secret.encode(), token.encode(), hashlib.sha256)
            headers["appsecret_proof"] = proof.hexdigest()
        answer = self._http.ask(method, f"{self._base}{path}", writes=writes, headers=headers, **request)
        told = Rate(_count(answer.headers.get("X-RateLimit-Limit")), _count(answer.headers.get("X-RateLimit-Remain")))
        self.rate = told if told != Rate(None, None) else self.rate
        self._date = answer.headers.get("Date")
        return answer


def read_answer(answer: Answer, *, writes: bool, hide: Sequence[str] = ()) -> dict[str, Any]:
    """Return the answer's object when `error` is 0 or -214, or raise what it means.

    What is to `hide` (a token that the platform repeats in its text) never gets into an error.
    """
    lost: type[PublishError] = OutcomeUnknown if writes else Unavailable
    if answer.body is None or (answer.body.get("error") is None and "data" not in answer.body):
        raise lost(f"HTTP {answer.status} without a JSON answer: {_without(answer.text, hide)[:120]}")
    code = code_of(answer.body)
    if code in (0, PROCESSING):
        return answer.body
    raise as_error(code, _without(str(answer.body.get("message") or "no message"), hide), writes=writes)


def is_processing(body: Mapping[str, Any]) -> bool:
    """Tell whether an answer says that the job is still running."""
    return code_of(body) == PROCESSING


def code_of(body: Mapping[str, Any] | None) -> int | None:
    """Read `error`, which is sometimes a quoted number (seen 2026-08)."""
    if body is None:
        return None
    try:
        return int(body.get("error", 0))
    except (TypeError, ValueError):
        return None


def _without(text: str, hide: Sequence[str]) -> str:
    for secret in filter(None, hide):
        text = text.replace(secret, "…")
    return text


def _count(header: str | None) -> int | None:
    return int(header) if header and header.isascii() and header.isdigit() else None


def _moment(header: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
