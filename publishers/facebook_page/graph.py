"""Calls to the Graph API: address, token, proof, and what the headers of an answer tell.

Facts: Meta's Graph API v26.0 (released 2026-07-29), as seen in 2026-11.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from publishers.contract import Problem
from publishers.errors import NotAuthorized, PublishError, Rejected
from publishers.facebook_page.answers import DEFAULT_PAUSE, read_answer, usage_percent

if TYPE_CHECKING:
    from publishers.http import Http

DEFAULT_GRAPH_URL = "https://graph.facebook.com"
VERSION = "v26.0"
# A proof is good for five minutes (Meta's security guide, seen 2026-11).
_CLOCK_MAY_DIFFER = timedelta(minutes=4)


class WrongClock(NotAuthorized):
    """A call was refused because this machine's clock is wrong; no payload is at fault."""


class Graph:
    """Access to the Graph API with one token.

    After any call `served_version` names the version that answered, `server_time` the platform's clock, and
    `usage` the percentage of the call allowance that is used up; empty, None and 0 while unknown.
    """

    def __init__(
        self,
        *,
        http: Http,
        base: str,
        token: str,
        secret: str | None,
        now: Callable[[], datetime],
        pause: timedelta = DEFAULT_PAUSE,
    ) -> None:
        """Keep the token and, when the app's secret is known, sign every call with it."""
        self._http = http
        self._root = base.rstrip("/")
        self._token = token
        self._secret = secret
        self._now = now
        self._pause = pause
        self.served_version = ""
        self.server_time: datetime | None = None
        self.usage = 0

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Read; raises a `PublishError`, never `OutcomeUnknown`."""
        return self._call("GET", path, writes=False, params={**parameters, **self._proof()})

    def get_with_secrets(self, path: str, **parameters: str) -> dict[str, Any]:
        """Read with credentials among the parameters, which Meta takes only in the address for these calls.

        The errors of the HTTP library show addresses, so that chain is cut: no traceback holds a secret.
        """
        try:
            return self.get(path, **parameters)
        except PublishError as error:
            clean = _without(error, *parameters.values())
        raise clean from None

    def post(self, path: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Write with a JSON body; raises a `PublishError`."""
        return self._call("POST", path, writes=True, json={**parameters, **self._proof()})

    def upload(self, path: str, parameters: Mapping[str, str], data: bytes) -> dict[str, Any]:
        """Write with one file; raises a `PublishError`."""
        files = {"source": ("anh.jpg", data, "image/jpeg")}
        return self._call("POST", path, writes=True, data={**parameters, **self._proof()}, files=files)

    def delete(self, path: str) -> dict[str, Any]:
        """Delete an object; raises a `PublishError`."""
        return self._call("DELETE", path, writes=True, params=self._proof())

    def scrape(self, address: str) -> dict[str, Any]:
        """Have the preview of an address read again; a lost answer is `Unavailable`: nobody sees a preview alone."""
        parameters = {"id": address, "scrape": "true", **self._proof()}
        return self._call("POST", "", writes=False, params=parameters)

    def with_token(self, token: str) -> Graph:
        """Return access with another token of the same app."""
        return self._another(token, self._secret)

    def as_app(self, app_id: str | None) -> Graph | None:
        """Return access as the app itself, None without its id or secret; the app's own token needs no proof."""
        return self._another(f"{app_id}|{self._secret}", None) if app_id and self._secret else None

    def _another(self, token: str, secret: str | None) -> Graph:
        return Graph(http=self._http, base=self._root, token=token, secret=secret, now=self._now, pause=self._pause)

    def _call(self, method: str, path: str, *, writes: bool, **request: Any) -> dict[str, Any]:
        # The token goes into a header: addresses reach logs.
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = self._http.ask(method, f"{self._root}/{VERSION}/{path}", writes=writes, headers=headers, **request)
        self._note(answer.headers)
        try:
            return read_answer(answer, writes=writes, pause=self._pause)
        except PublishError as error:
            clean = _without(error, self._token, self._secret or "")
        raise self._wrong_clock(clean) or clean from None

    def _note(self, headers: Mapping[str, str]) -> None:
        # A version that has ended is not refused: the oldest usable one answers, and only this header tells.
        self.served_version = headers.get("facebook-api-version") or self.served_version
        self.usage = usage_percent(headers) or self.usage
        try:
            self.server_time = parsedate_to_datetime(headers["Date"])
        except (KeyError, ValueError, TypeError):
            return

    def _wrong_clock(self, error: PublishError) -> PublishError | None:
        """Return what a refused proof really means when this machine's clock is wrong: no payload is at fault."""
        if not isinstance(error, Rejected) or not self._secret or self.server_time is None:
            return None
        behind = self.server_time - self._now()
        if abs(behind) <= _CLOCK_MAY_DIFFER:
            return None
        said = clock_problem(round(behind.total_seconds() / 60))
        return WrongClock(f"{said.vi} ({error.message})", error.code, error.trace)

    def _proof(self) -> dict[str, str]:
        """Return the timed proof, valid for five minutes (Meta's security guide, seen 2026-11)."""
        if not self._secret:
            return {}
        seconds = int(self._now().timestamp())
        message = f"{self._token}|{seconds}".encode()
        digest = hmac.new(self._secret.encode(), message, hashlib.sha256).hexdigest()
        return {"appsecret_proof": digest, "appsecret_time": str(seconds)}


def clock_problem(minutes: int) -> Problem:
    """Say how far the platform's clock is ahead of this machine's, and what that does."""
    return Problem(
        f"Đồng hồ Facebook lệch {minutes:+d} phút so với máy này nên chữ ký bị từ chối; chỉnh lại giờ của máy "
        "rồi chạy lại",
        f"Facebook's clock is {minutes:+d} minutes from this machine's, so the signature is refused; set this "
        "machine's clock and run again",
    )


def _without(error: PublishError, *secrets: str) -> PublishError:
    """Return the same error without the secrets that a platform may repeat in its message."""
    message = error.message
    for secret in filter(None, secrets):
        message = message.replace(secret, "***")
    return type(error)(message, error.code, error.trace, error.retry_after_seconds)
