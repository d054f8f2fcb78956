"""Zalo's rotating tokens: one refresher at a time, the new pair on disk before it is used.

An access token lives 25 hours; a refresh token 3 months and works once; a refresh also kills the old access token
at once (Zalo's OAuth v4 for Official Accounts, as transcribed 2026-10).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from publishers.errors import NotAuthorized, Unavailable

if TYPE_CHECKING:
    from publishers.http import Http
    from publishers.vault import Vault

DEFAULT_OAUTH_URL = "https://oauth.zaloapp.com/v4/oa"
_RENEW_BEFORE = timedelta(hours=2)
# The chain of refresh tokens breaks when none is used for three months; a quiet office must not lose it.
_RENEW_AT_LEAST = timedelta(days=7)
_CONSENT = "an administrator of the OA has to consent again; then set ZALO_REFRESH_TOKEN to the new token"


class Tokens:
    """The current access token of one Official Account."""

    def __init__(
        self,
        *,
        http: Http,
        vault: Vault,
        base: str,
        account: str,
        app_id: str,
        secret: str,
        seed: str | None,
        now: Callable[[], datetime],
    ) -> None:
        """Bind to the account's record in the vault."""
        self._http = http
        self._vault = vault
        self._url = f"{base.rstrip('/')}/access_token"
        self._name = f"zalo/{account}"
        self._app_id = app_id
        self._secret = secret
        self._seed = seed
        self._now = now

    def known(self) -> bool:
        """Tell whether the vault holds tokens of this account."""
        return self._vault.read(self._name) is not None

    def current(self) -> str:
        """Return an access token that is good for some hours, renewing it when due.

        Raises:
            NotAuthorized: the refresh token is spent or refused; only a new consent helps.
            Unavailable: Zalo could not be reached.

        """
        record = self._vault.read(self._name)
        if record is not None and not self._is_due(record):
            return str(record["access_token"])
        return self._renew(self._is_due)

    def after_refusal(self, refused: str) -> str:
        """Return another token than the refused one: another worker's newer one, or a renewed one."""
        return self._renew(lambda held: held["access_token"] == refused)

    def _is_due(self, record: dict[str, Any]) -> bool:
        now = self._now()
        expires = datetime.fromisoformat(record["expires_at"])
        renewed = datetime.fromisoformat(record["renewed_at"])
        return now >= expires - _RENEW_BEFORE or now >= renewed + _RENEW_AT_LEAST or self._has_new_seed(record)

    def _has_new_seed(self, record: dict[str, Any]) -> bool:
        # Every seed works once: one that was used before must not be tried again, though it still stands in the
        # environment of another machine or was left out of it for a while.
        return bool(self._seed) and _digest(self._seed) not in _seeds(record)

    def _renew(self, still_needed: Callable[[dict[str, Any]], bool]) -> str:
        with self._vault.locked():
            held = self._vault.read(self._name)
            if held is not None and not still_needed(held):
                return str(held["access_token"])
            refresh_token = self._seed if held is None or self._has_new_seed(held) else held["refresh_token"]
            if not refresh_token:
                raise NotAuthorized(f"no refresh token is known: {_CONSENT}")
            # The answer holds the only copy of the next refresh token.
            self._vault.check_writable()
            record = self._refresh(str(refresh_token))
            record["seeds"] = sorted({*_seeds(held or {}), *([_digest(self._seed)] if self._seed else ())})
            self._vault.write(self._name, record)
            return str(record["access_token"])

    def _refresh(self, refresh_token: str) -> dict[str, Any]:
        asked_at = self._now()
        answer = self._http.ask(
            "POST",
            self._url,
            # A lost answer is not "unknown" to the relay: the next run tries the same token and hears whether
            # it was spent.
            writes=False,
            headers={"secret_key": self._secret},
            data={"refresh_token": refresh_token, "app_id": self._app_id, "grant_type": "refresh_token"},
        )
        body = answer.body
        if body is None:
            # An already spent token was answered with an empty 200 (seen in production, 2026-08).
            if answer.status == 200 and not answer.text:
                raise NotAuthorized(f"Zalo answered the refresh with nothing: the refresh token is spent; {_CONSENT}")
            raise Unavailable(f"HTTP {answer.status} from the token endpoint without JSON")
        access, renewed = body.get("access_token"), body.get("refresh_token")
        if not access or not renewed:
            # Failures come with HTTP 200, and the code may be a number or a string (seen 2026-08).
            name = body.get("error_name") or body.get("message") or "no token in the answer"
            raise NotAuthorized(f"{name}; {_CONSENT}", code=str(body.get("error") or ""))
        return {
            "access_token": str(access),
            "refresh_token": str(renewed),
            "expires_at": (asked_at + timedelta(seconds=_seconds(body.get("expires_in")))).isoformat(),
            "renewed_at": asked_at.isoformat(),
        }


def _seeds(record: dict[str, Any]) -> set[str]:
    """Return the digests of all seeds used so far; records once held only the latest, as `seed`."""
    return {*record.get("seeds", ()), *filter(None, [record.get("seed")])}


def _digest(seed: str | None) -> str:
    return hashlib.sha256((seed or "").encode()).hexdigest()[:16]


def _seconds(value: Any) -> float:
    """Read `expires_in`, a string of seconds; older material says 3600, so one hour is the safe guess."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return 3600.0
