"""Zalo's rotating tokens: one refresher at a time, the new pair on disk before it is used, nothing lost silently.

An access token lives 25 hours; a refresh token 3 months and works once; a refresh also kills the old access token at
once (Zalo's OAuth v4 for Official Accounts, as transcribed 2026-10). Before a refresh is asked for, the vault records
that it began and with which token, so that a process that dies between answer and save leaves the reason behind.

The vault's records: `zalo/<oa>` the pair with its times, `zalo/<oa>/refresh` the refresh begun last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from publishers.contract import Problem
from publishers.errors import NotAuthorized, OutcomeUnknown, Unavailable
from publishers.zalo_oa.token_endpoint import CONSENT, Pair, Refused, TokenEndpoint

if TYPE_CHECKING:
    from publishers.vault import Vault

_RENEW_BEFORE = timedelta(hours=2)
# The chain of refresh tokens breaks when none is used for three months; a quiet office must not lose it.
_RENEW_AT_LEAST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ages:
    """When the tokens were got and when they end."""

    expires_at: datetime
    renewed_at: datetime
    obtained_by: str
    """`login`, `seed` or `refresh`."""
    interrupted_at: datetime | None
    """When a refresh began whose answer was lost; None when the last one ended well."""


class Tokens:
    """The current access token of one Official Account."""

    def __init__(
        self,
        *,
        endpoint: TokenEndpoint,
        vault: Vault,
        account: str,
        seed: str | None,
        now: Callable[[], datetime],
    ) -> None:
        """Bind to the account's record in the vault; `seed` is the environment's refresh token."""
        self._endpoint = endpoint
        self._vault = vault
        self._name = record_name(account)
        self._seed = seed or None
        self._seed_error: NotAuthorized | None = None
        self._now = now

    def known(self) -> bool:
        """Tell whether the vault holds tokens of this account."""
        return self._vault.read(self._name) is not None

    def ages(self) -> Ages | None:
        """Return how old the stored tokens are, None when there are none."""
        record = self._vault.read(self._name)
        if record is None:
            return None
        begun = self._vault.read(f"{self._name}/refresh") or {}
        lost = begun.get("token") == digest(record.get("refresh_token"))
        return Ages(
            datetime.fromisoformat(record["expires_at"]),
            datetime.fromisoformat(record["renewed_at"]),
            str(record.get("by") or "refresh"),
            datetime.fromisoformat(begun["begun_at"]) if lost else None,
        )

    @property
    def seed_refused(self) -> bool:
        """Tell whether the environment's refresh token was refused while the stored one still serves."""
        return self._seed_error is not None

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

    def _is_due(self, record: Mapping[str, Any]) -> bool:
        now = self._now()
        expires = datetime.fromisoformat(record["expires_at"])
        renewed = datetime.fromisoformat(record["renewed_at"])
        return now >= expires - _RENEW_BEFORE or now >= renewed + _RENEW_AT_LEAST or self._has_new_seed(record)

    def _has_new_seed(self, record: Mapping[str, Any]) -> bool:
        # Every seed works once: one that was used before must not be tried again, though it still stands in the
        # environment of another machine or was left out of it for a while.
        return self._seed is not None and self._seed_error is None and digest(self._seed) not in _seeds(record)

    def _renew(self, still_needed: Callable[[Mapping[str, Any]], bool]) -> str:
        with self._vault.locked():
            held = self._vault.read(self._name)
            if held is not None and not still_needed(held):
                return str(held["access_token"])
            if held is not None and self._has_new_seed(held):
                try:
                    return self._spend(str(self._seed), held, "seed")
                except NotAuthorized as error:
                    # A consent of long ago left in the environment must not stop a chain that works.
                    self._seed_error = error
                    if not still_needed(held):
                        return str(held["access_token"])
            if held is not None:
                return self._spend_held(held)
            if self._seed is not None and (found := self._stored_under_another_id()) is not None:
                self._vault.write(self._name, found)
                return self._spend_held(found) if self._is_due(found) else str(found["access_token"])
            if self._seed is None:
                raise NotAuthorized(_both(Problem("chưa có refresh token", "no refresh token is known"), CONSENT))
            return self._spend(self._seed, {}, "seed")

    def _stored_under_another_id(self) -> dict[str, Any] | None:
        """Return the pair that this seed was spent for while ZALO_OA_ID named another account, if there is one.

        Whose it is, the account check says before anything is posted with it.
        """
        spent = self._vault.read(_seed_record(self._seed)) or {}
        return self._vault.read(str(spent["record"])) if spent else None

    def _spend_held(self, held: Mapping[str, Any]) -> str:
        try:
            return self._spend(str(held["refresh_token"]), held, "refresh")
        except NotAuthorized as error:
            if self._seed_error is None:
                raise
            # Both are refused: the newer one's story is what the person wants to hear.
            said = f"ZALO_REFRESH_TOKEN: {self._seed_error.message}"
            raise NotAuthorized(f"{error.message}; {said}", code=error.code) from error

    def _spend(self, refresh_token: str, held: Mapping[str, Any], by: str) -> str:
        """Spend a refresh token and store what comes back before anybody can use it; the vault is locked."""
        # The answer holds the only copy of the next refresh token.
        self._vault.check_writable()
        name, token = f"{self._name}/refresh", digest(refresh_token)
        earlier = self._vault.read(name) or {}
        again = earlier.get("token") == token
        begun_at = str(earlier["begun_at"]) if again else self._now().isoformat()
        self._vault.write(name, {"token": token, "begun_at": begun_at})
        try:
            pair = self._endpoint.refresh(refresh_token)
        except Refused as refused:
            if not again and not refused.incomplete:
                self._vault.write(name, {"token": "", "begun_at": begun_at})  # refused, but not lost
            raise self._final(refused, begun_at if again else None) from refused
        except OutcomeUnknown as lost:
            # Not "unknown" to the relay, which posted nothing: the next run tries the same token and hears whether
            # it was spent.
            raise Unavailable(f"the answer to a token refresh was lost: {lost.message}") from lost
        except Unavailable:
            if not again:
                self._vault.write(name, {"token": "", "begun_at": begun_at})  # nobody heard of it
            raise
        record = stored(pair, self._now(), by)
        record["seeds"] = sorted({*_seeds(held), *([digest(self._seed)] if by == "seed" else ())})
        self._vault.write(self._name, record)
        if by == "seed":
            # A wrong ZALO_OA_ID must not cost the consent: once the id is corrected the pair is found again.
            self._vault.write(_seed_record(refresh_token), {"record": self._name})
        return pair.access_token

    def _final(self, refused: Refused, lost_at: str | None) -> NotAuthorized:
        """Say why it is over, and whether an answer that got lost is the reason."""
        if lost_at is None:
            return NotAuthorized(_both(refused.reason, CONSENT), code=refused.code)
        at = f"{datetime.fromisoformat(lost_at):%Y-%m-%d %H:%M %Z}"
        lost = Problem(
            f"lần đổi mã bắt đầu lúc {at} đã mất hoặc thiếu câu trả lời, nên mã cũ không còn dùng được",
            f"a refresh was begun at {at} and its answer was lost or incomplete, so the old token serves no longer",
        )
        return NotAuthorized(_both(refused.reason, lost, CONSENT), code=refused.code)


def record_name(account: str) -> str:
    """Return the name of the account's record in the vault."""
    return f"zalo/{account}"


def stored(pair: Pair, now: datetime, by: str) -> dict[str, Any]:
    """Return the record of a pair; the vault keeps the one before beside it."""
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "expires_at": pair.expires_at.isoformat(),
        "renewed_at": now.isoformat(),
        "by": by,
    }


def _seed_record(seed: str | None) -> str:
    return f"zalo/seed/{digest(seed)}"


def digest(token: str | None) -> str:
    """Name a token without telling it."""
    return hashlib.sha256((token or "").encode()).hexdigest()[:16]


def _seeds(record: Mapping[str, Any]) -> set[str]:
    """Return the digests of all seeds used so far; records once held only the latest, as `seed`."""
    return {*record.get("seeds", ()), *filter(None, [record.get("seed")])}


def _both(*problems: Problem) -> str:
    """Join sentences, first in Vietnamese, then in English: an error has one message."""
    return "; ".join(p.vi for p in problems) + " · " + "; ".join(p.en for p in problems)
