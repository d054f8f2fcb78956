"""`newsroom login zalo`: a new consent by the OA's administrator, or a pair of tokens pasted from Zalo's API Explorer.

A failed login never touches the tokens that are stored. After a consent the new pair is written down before it is
tried, as a pair on probation; when trying fails for want of a network, the next login goes on with it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from publishers.contract import Account, LoginDesk, LoginFailed, Problem, Surroundings
from publishers.errors import NotAuthorized, PublishError
from publishers.vault import Vault
from publishers.zalo_oa.account import check
from publishers.zalo_oa.consent import challenge_of, check_callback, new_verifier, other_account
from publishers.zalo_oa.openapi import OpenApi
from publishers.zalo_oa.options import Options, read_options
from publishers.zalo_oa.settings import Credentials, read_credentials
from publishers.zalo_oa.token_endpoint import Pair, Refused
from publishers.zalo_oa.tokens import digest, record_name, stored

_PASTED_LIVES = timedelta(hours=3)
"""A pasted access token is of unknown age, 25 hours at most; it is renewed in about an hour."""


def login(options: Mapping[str, Any], surroundings: Surroundings, desk: LoginDesk) -> Account:
    """Obtain a pair of tokens with a person's help and store it. Raises NotConfigured, LoginFailed, VaultError."""
    given = read_credentials(surroundings.environment)
    read, _ = read_options(options)
    session = _Session(given, read, surroundings, desk)
    # Nothing is asked of anybody when the answer could not be kept.
    with session.vault.locked():
        session.vault.check_writable()
    return session.go_on() or session.begin()


@dataclass(frozen=True, slots=True)
class _Session:
    given: Credentials
    options: Options
    surroundings: Surroundings
    desk: LoginDesk

    @property
    def vault(self) -> Vault:
        vault: Vault = self.surroundings.vault
        return vault

    @property
    def _probation(self) -> str:
        return f"{record_name(self.given.account)}/login"

    def go_on(self) -> Account | None:
        """Try the pair of a consent that was interrupted; None when there is none or it serves no more."""
        with self.vault.locked():
            record = self.vault.read(self._probation) or {}
            waiting = record.get("pair")
            if not waiting:
                return None
            self.desk.say(
                Problem(
                    "Lần đăng nhập trước bị gián đoạn sau khi đã cấp quyền; làm tiếp, không cần cấp quyền lại.",
                    "The login before was interrupted after the consent; going on without a new one.",
                )
            )
            pair = Pair(
                waiting["access_token"], waiting["refresh_token"], datetime.fromisoformat(waiting["expires_at"])
            )
            try:
                return self._try(pair)
            except LoginFailed as failed:
                if (self.vault.read(self._probation) or {}).get("pair"):
                    raise
                self.desk.say(Problem(failed.vi, failed.en))
                return None

    def begin(self) -> Account:
        """Ask which way, and go it."""
        answer = self.desk.ask(
            Problem(
                "Nhấn Enter để mở trang cấp quyền của Zalo, hoặc gõ “dan” để dán access token và refresh token lấy từ"
                " API Explorer (developers.zalo.me)",
                "Press Enter to open Zalo's consent page, or type “paste” to paste an access token and a refresh token "
                "from the API Explorer (developers.zalo.me)",
            )
        )
        return self._pasted() if answer else self._consented()

    def _consented(self) -> Account:
        verifier, state = self._verifier(), secrets.token_hex(16)

        def page(callback: str) -> str:
            self._explain(callback, verifier)
            given = {
                "app_id": self.given.app_id,
                "redirect_uri": callback,
                "code_challenge": challenge_of(verifier),
                "state": state,
            }
            return f"{self.given.endpoint(self.surroundings).permission_page}?{urlencode(given)}"

        brought = self.desk.visit(page)
        code = check_callback(brought, state, self.given.account)
        with self.vault.locked():
            return self._try(self._exchange(code, verifier))

    def _explain(self, callback: str, verifier: str) -> None:
        challenge = challenge_of(verifier)
        self.desk.say(
            Problem(
                f"Trước đó, trong cài đặt Official Account của ứng dụng (developers.zalo.me) phải lưu đúng từng ký tự:"
                f" Callback URL {callback} và Code challenge {challenge}. Trang Zalo báo -14003: callback chưa khớp;"
                " báo -14002: ứng dụng chưa hoạt động hoặc bạn không phải quản trị viên ứng dụng.",
                f"First, the Official Account settings of the app (developers.zalo.me) must hold exactly: callback URL "
                f"{callback} and code challenge {challenge}. If Zalo's page says -14003, the callback differs; if "
                "-14002, the app is not active or you are not its administrator.",
            )
        )

    def _verifier(self) -> str:
        """Return the PKCE verifier; the fixed one is made once, since its challenge is saved in the console."""
        if self.options.login_verifier == "fresh":
            return new_verifier()
        with self.vault.locked():
            record = self.vault.read(self._probation) or {}
            if not record.get("verifier"):
                record = {"verifier": new_verifier()}
                self.vault.write(self._probation, record)
            return str(record["verifier"])

    def _exchange(self, code: str, verifier: str) -> Pair:
        try:
            pair = self.given.endpoint(self.surroundings).exchange(code, verifier)
        except Refused as refused:
            raise LoginFailed(
                f"{refused.reason.vi}. Mã cấp quyền chỉ dùng một lần trong 10 phút; xem lại ZALO_APP_SECRET và code"
                " challenge đã lưu, rồi chạy lại `newsroom login zalo`.",
                f"{refused.reason.en}. A code works once, for 10 minutes; check ZALO_APP_SECRET and the code challenge "
                "saved in the console, then run `newsroom login zalo` again.",
            ) from refused
        except PublishError as error:
            raise LoginFailed(
                f"Không nhận được mã từ Zalo ({error.message}); mã đang lưu không bị thay đổi. Chạy lại.",
                f"No tokens came back from Zalo ({error.message}); what is stored was not changed. Run it again.",
            ) from error
        record = self.vault.read(self._probation) or {}
        # Its refresh token exists nowhere else: on disk before it is tried.
        self.vault.write(self._probation, {**record, "pair": stored(pair, self.surroundings.now(), "login")})
        return pair

    def _pasted(self) -> Account:
        access = self.desk.ask(Problem("Dán access token", "Paste the access token"), secret=True)
        refresh = self.desk.ask(Problem("Dán refresh token", "Paste the refresh token"), secret=True)
        if not access or not refresh:
            raise LoginFailed(
                "Cần cả access token và refresh token; mã đang lưu không bị thay đổi.",
                "Both an access token and a refresh token are needed; what is stored was not changed.",
            )
        with self.vault.locked():
            return self._try(Pair(access, refresh, self.surroundings.now() + _PASTED_LIVES))

    def _try(self, pair: Pair) -> Account:
        """See whose the access token is, and store the pair when it is ours; the refresh token is never spent on it."""
        now: datetime = self.surroundings.now()
        secret = self.given.secret if self.options.appsecret_proof else None
        api = OpenApi(self.surroundings.http, self.given.api_url, _Fixed(pair.access_token), secret)
        try:
            account = check(api, self.given.account, self.options.account_name, now)
        except NotAuthorized as error:
            self._drop_probation()
            raise LoginFailed(
                f"Zalo không nhận access token này ({error.message}); mã đang lưu không bị thay đổi.",
                f"Zalo refuses this access token ({error.message}); what is stored was not changed.",
            ) from error
        except PublishError as error:
            raise LoginFailed(
                f"Chưa hỏi được Zalo đây là OA nào ({error.message}). Chạy lại `newsroom login zalo`.",
                f"Zalo could not be asked whose tokens these are ({error.message}). Run `newsroom login zalo` again.",
            ) from error
        if not account.name and account.problems:
            raise LoginFailed(*_not_told(account.problems))
        if account.id != self.given.account:
            self._drop_probation()
            raise LoginFailed(*other_account(account.id, account.name, self.given.account))
        self._keep(pair, now)
        return account

    def _keep(self, pair: Pair, now: datetime) -> None:
        name = record_name(self.given.account)
        held = self.vault.read(name) or {}
        # A refresh token in the environment is older than this login and must not replace it.
        seeds = {*held.get("seeds", ()), *([digest(self.given.seed)] if self.given.seed else ())}
        self.vault.write(name, {**stored(pair, now, "login"), "seeds": sorted(seeds)})
        self._drop_probation()

    def _drop_probation(self) -> None:
        record = self.vault.read(self._probation)
        if record and "pair" in record:
            del record["pair"]
            self.vault.write(self._probation, record)


class _Fixed:
    """One access token, without any renewal."""

    def __init__(self, token: str) -> None:
        self._token = token

    def current(self) -> str:
        """Return the token."""
        return self._token

    def after_refusal(self, refused: str) -> str:
        """Have no other one."""
        del refused
        raise NotAuthorized("it is expired, replaced or not of this app")


def _not_told(problems: tuple[Problem, ...]) -> tuple[str, str]:
    """Say that the account's profile was refused, so that nobody knows whose tokens these are."""
    vi, en = "; ".join(p.vi for p in problems), "; ".join(p.en for p in problems)
    return (
        f"Zalo chưa cho xem đây là OA nào: {vi}. Sửa xong, chạy lại; mã đang lưu không bị thay đổi.",
        f"Zalo does not tell whose tokens these are: {en}. Mend that and run it again; what is stored was not changed.",
    )
