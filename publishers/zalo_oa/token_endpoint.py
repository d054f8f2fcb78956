"""Zalo's token endpoint: a code or a refresh token in, a pair of tokens out; every way it is known to fail.

Failures come with HTTP 200, an `error` that is a number or a text, and names in `error_name`; a spent refresh token
was also answered with an empty body (2026-08). Gateways answer with HTML pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from publishers.contract import Problem
from publishers.errors import OutcomeUnknown

if TYPE_CHECKING:
    from publishers.http import Answer, Http

DEFAULT_OAUTH_URL = "https://oauth.zaloapp.com/v4/oa"

CONSENT = Problem(
    "quản trị viên OA phải cấp quyền lại: chạy `newsroom login zalo` (hoặc đặt ZALO_REFRESH_TOKEN mới)",
    "an administrator of the OA has to consent again: run `newsroom login zalo` (or set a new ZALO_REFRESH_TOKEN)",
)

_SPENT = -14014
_SECRETS = ("refresh_token", "code", "code_verifier")


@dataclass(frozen=True, slots=True)
class Pair:
    """What the endpoint gives out; the refresh token is its only copy."""

    access_token: str
    refresh_token: str
    expires_at: datetime


class Refused(Exception):
    """Zalo refused the grant: what was offered is spent, unknown or belongs to another app or secret."""

    def __init__(self, reason: Problem, code: str = "", *, incomplete: bool = False) -> None:
        """Keep why; `incomplete`: the answer is empty or lacks a token, and the grant may have been taken."""
        super().__init__(reason.en)
        self.reason = reason
        self.code = code
        self.incomplete = incomplete


class TokenEndpoint:
    """The endpoint of one app."""

    def __init__(self, *, http: Http, base: str, app_id: str, secret: str, now: Callable[[], datetime]) -> None:
        """Bind to an app."""
        self._http = http
        self._base = base.rstrip("/")
        self.app_id = app_id
        self._secret = secret
        self._now = now

    @property
    def permission_page(self) -> str:
        """Return where an administrator consents."""
        return f"{self._base}/permission"

    def refresh(self, refresh_token: str) -> Pair:
        """Spend a refresh token. Raises as `_ask`."""
        return self._ask({"refresh_token": refresh_token, "app_id": self.app_id, "grant_type": "refresh_token"})

    def exchange(self, code: str, verifier: str) -> Pair:
        """Spend an authorization code. Raises as `_ask`."""
        grant = {"code": code, "app_id": self.app_id, "grant_type": "authorization_code", "code_verifier": verifier}
        return self._ask(grant)

    def _ask(self, grant: Mapping[str, str]) -> Pair:
        """Send one grant.

        Raises:
            Refused: Zalo says no, or answers with less than a pair.
            Unavailable: nobody was reached; the grant is not spent.
            OutcomeUnknown: no reliable answer came back; the grant may be spent.

        """
        asked_at = self._now()
        headers = {"secret_key": self._secret}
        answer = self._http.ask("POST", f"{self._base}/access_token", writes=True, headers=headers, data=dict(grant))
        return _pair(answer, asked_at, hide=(self._secret, *(grant[name] for name in _SECRETS if name in grant)))


def _pair(answer: Answer, asked_at: datetime, hide: Sequence[str] = ()) -> Pair:
    body = answer.body
    if body is None:
        if answer.status == 200 and not answer.raw.strip():
            raise Refused(
                Problem(
                    "Zalo trả lời rỗng: refresh token đã được dùng rồi",
                    "Zalo answered with nothing: the refresh token was used before",
                ),
                incomplete=True,
            )
        raise OutcomeUnknown(f"HTTP {answer.status} from the token endpoint without JSON")
    access, refresh = body.get("access_token"), body.get("refresh_token")
    if access and refresh:
        return Pair(str(access), str(refresh), asked_at + timedelta(seconds=seconds(body.get("expires_in"))))
    if access or refresh:
        # Not known whether the old refresh token still serves then (2026-10); half a pair is never stored.
        missing = "refresh_token" if access else "access_token"
        raise Refused(
            Problem(f"câu trả lời của Zalo thiếu {missing}", f"Zalo's answer lacks the {missing}"), incomplete=True
        )
    if answer.status >= 500:
        raise OutcomeUnknown(f"HTTP {answer.status} from the token endpoint")
    raise Refused(_said(body, hide), str(body.get("error") or ""))


def _said(body: Mapping[str, Any], hide: Sequence[str]) -> Problem:
    code = str(body.get("error") or "")
    text = next(
        (str(body[name]) for name in ("error_description", "error_name", "error_reason", "message") if body.get(name)),
        "no token in the answer",
    )
    for secret in filter(None, hide):
        text = text.replace(secret, "…")
    if code == str(_SPENT):
        return Problem(
            f"refresh token đã dùng, hết hạn hoặc không thuộc ứng dụng này ({text})",
            f"the refresh token is spent, too old or not of this app ({text})",
        )
    return Problem(f"Zalo từ chối cấp mã truy cập ({text})", f"Zalo refuses to give a token ({text})")


def seconds(value: Any) -> float:
    """Read `expires_in`, a text or number of seconds; older material says 3600, so one hour is the safe guess."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        return 3600.0
    return found if 0 < found < 10**9 else 3600.0
