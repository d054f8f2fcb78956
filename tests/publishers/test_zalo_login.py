"""`newsroom login zalo`: the consent page with PKCE, the pasted pair, and what a failed login leaves behind."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from hand_made import Killed, KillingHttp
from official_account import OfficialAccount

from publishers.contract import Account, LoginFailed, Problem
from publishers.errors import NotConfigured
from publishers.http import Http
from publishers.vault import VaultError
from publishers.zalo_oa import channel
from publishers.zalo_oa.consent import challenge_of, new_verifier

CALLBACK = "http://127.0.0.1:18765/zalo"


class Desk:
    """A person who answers what was planned, and a browser that follows Zalo's redirect."""

    def __init__(self, *answers: str, change: Callable[[dict[str, str]], None] | None = None) -> None:
        self.said: list[Problem] = []
        self.secrets: list[bool] = []
        self.pages: list[str] = []
        self._answers = list(answers)
        self._change = change

    def say(self, sentence: Problem) -> None:
        assert sentence.vi
        assert sentence.en
        self.said.append(sentence)

    def ask(self, question: Problem, *, secret: bool = False) -> str:
        assert question.vi
        assert question.en
        self.secrets.append(secret)
        return self._answers.pop(0) if self._answers else ""

    def visit(self, page: Callable[[str], str]) -> Mapping[str, str]:
        address = page(CALLBACK)
        self.pages.append(address)
        answer = requests.post(address, data={"decision": "yes"}, allow_redirects=False, timeout=5)
        if answer.status_code != 302:
            raise LoginFailed("không ai quay lại", "nobody came back")
        brought = {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
        if self._change:
            self._change(brought)
        return brought

    @property
    def text(self) -> str:
        return "\n".join(f"{sentence.vi}\n{sentence.en}" for sentence in self.said)


def login(oa: OfficialAccount, desk: Desk, http: Http | None = None, **options: Any) -> Account:
    assert channel.login is not None
    return channel.login(options, oa.surroundings(http), desk)


def stored(oa: OfficialAccount) -> dict[str, Any] | None:
    return oa.vault.read(f"zalo/{oa.id}")


def test_a_consent_ends_with_a_stored_pair_that_works(oa: OfficialAccount) -> None:
    """The page is asked for with app, callback, challenge and state; then the account can be read and is named."""
    desk = Desk("")
    account = login(oa, desk)
    (page,) = desk.pages
    query = {k: v[0] for k, v in parse_qs(urlsplit(page).query).items()}
    assert set(query) == {"app_id", "redirect_uri", "code_challenge", "state"}
    assert query["redirect_uri"] == CALLBACK
    assert len(query["state"]) >= 32
    assert page.startswith(f"{oa.sandbox.environment()['NEWSROOM_ZALO_OAUTH_URL']}/permission?")
    assert (account.id, account.problems) == (oa.id, ())
    assert account.facts["gói dịch vụ / package"] == "Comprehensive"
    assert account.facts["đã xác thực / verified"] == "có / yes"
    assert CALLBACK in desk.text
    assert query["code_challenge"] in desk.text
    assert oa.connect().check_account().name == account.name
    assert [call.parameters["grant_type"] for call in oa.sandbox.zalo.calls("token")] == ["authorization_code"]


def test_no_secret_is_said_or_put_into_an_address(oa: OfficialAccount) -> None:
    """Neither tokens nor the app's secret nor the verifier appear in what is said or in the page's address."""
    desk = Desk("")
    login(oa, desk)
    record = stored(oa) or {}
    verifier = (oa.vault.read(f"zalo/{oa.id}/login") or {})["verifier"]
    shown = desk.text + "".join(desk.pages)
    for secret in (
        record["access_token"],
        record["refresh_token"],
        verifier,
        oa.sandbox.environment()["ZALO_APP_SECRET"],
    ):
        assert secret not in shown


def test_the_verifier_is_fixed_or_fresh(oa: OfficialAccount) -> None:
    """By default every login shows the same challenge, the one saved in the console; the switch makes new ones."""
    fixed = [Desk(""), Desk("")]
    for desk in fixed:
        login(oa, desk)
    challenge = [parse_qs(urlsplit(desk.pages[0]).query)["code_challenge"][0] for desk in fixed]
    assert challenge[0] == challenge[1]
    oa.sandbox.settings.change({"zalo_saved_challenge": challenge[0]})
    login(oa, Desk(""))
    fresh = Desk("")
    with pytest.raises(LoginFailed):
        login(oa, fresh, login_verifier="fresh")
    assert parse_qs(urlsplit(fresh.pages[0]).query)["code_challenge"][0] != challenge[0]
    oa.sandbox.settings.change({"zalo_saved_challenge": ""})
    assert login(oa, Desk(""), login_verifier="fresh").id == oa.id


def test_pkce_as_zalo_describes_it() -> None:
    """A verifier is 43 letters and digits; the challenge is its SHA-256 in URL-safe base64 without padding."""
    verifier = new_verifier()
    assert re.fullmatch(r"[A-Za-z0-9]{43}", verifier)
    assert new_verifier() != verifier
    expected = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert challenge_of(verifier) == expected


def test_a_stored_login_wins_over_an_older_refresh_token_in_the_environment(oa: OfficialAccount) -> None:
    """ZALO_REFRESH_TOKEN that stood there at the login is not spent afterwards; a newer one is."""
    login(oa, Desk(""))
    oa.connect().check_account()
    assert len(oa.sandbox.zalo.calls("token")) == 1
    oa.environment["ZALO_REFRESH_TOKEN"] = oa.sandbox.zalo.consent_again()
    assert oa.connect().check_account().problems == ()
    assert len(oa.sandbox.zalo.calls("token")) == 2


def forge(**changes: str) -> Callable[[dict[str, str]], None]:
    return lambda brought: brought.update(changes)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (forge(state="other"), "state"),
        (lambda brought: brought.pop("state"), "state"),
        (lambda brought: brought.pop("code"), "không cấp quyền"),
        (forge(code="", error="access_denied"), "access_denied"),
        (forge(oa_id="999"), "999"),
        (lambda brought: brought.pop("oa_id"), "ZALO_OA_ID"),
        (forge(code="made-up"), "ZALO_APP_SECRET"),
    ],
)
def test_a_callback_that_does_not_fit_changes_nothing(oa: OfficialAccount, change: Any, says: str) -> None:
    """A foreign state, no code, another account or a refused code: said clearly, and the stored tokens still work."""
    login(oa, Desk(""))
    before = stored(oa)
    with pytest.raises(LoginFailed) as failed:
        login(oa, Desk("", change=change))
    assert says in failed.value.vi
    assert failed.value.en
    assert stored(oa) == before
    assert oa.connect().check_account().problems == ()


def test_nobody_coming_back_changes_nothing(oa: OfficialAccount) -> None:
    """When the callback saved in the console is another one, Zalo never comes back; the stored tokens still work."""
    login(oa, Desk(""))
    before = stored(oa)
    oa.sandbox.settings.change({"zalo_callback": "https://office.example/cb"})
    desk = Desk("")
    with pytest.raises(LoginFailed, match="nobody came back"):
        login(oa, desk)
    assert "-14003" in desk.text
    assert stored(oa) == before


@pytest.mark.parametrize("call", ["token", "getoa"])
def test_a_network_that_fails_in_the_middle(oa: OfficialAccount, call: str) -> None:
    """A lost code exchange starts over; a pair got but not tried is kept, and the next login goes on with it."""
    oa.sandbox.faults.add("zalo", call, kind="reset_before")
    with pytest.raises(LoginFailed, match="Run"):
        login(oa, Desk(""))
    assert stored(oa) is None
    desk = Desk("")
    assert login(oa, desk).id == oa.id
    assert len(desk.pages) == (1 if call == "token" else 0)
    assert oa.connect().check_account().problems == ()


def test_a_process_that_dies_after_the_exchange_loses_nothing(oa: OfficialAccount) -> None:
    """The pair of a consent is on disk before it is tried: the next login finishes without a new consent."""
    with pytest.raises(Killed):
        login(oa, Desk(""), KillingHttp(f"{oa.sandbox.base_url}/zalo-api", 1, after=False))
    desk = Desk("")
    login(oa, desk)
    assert desk.pages == []
    assert "gián đoạn" in desk.text
    assert len(oa.sandbox.zalo.calls("token")) == 1


def test_an_interrupted_login_that_is_too_old_begins_anew(oa: OfficialAccount) -> None:
    """When the pair left behind is refused by now, it is dropped and the person is asked for a new consent."""
    with pytest.raises(Killed):
        login(oa, Desk(""), KillingHttp(f"{oa.sandbox.base_url}/zalo-api", 1, after=False))
    oa.sandbox.zalo.consent_again()
    desk = Desk("")
    assert login(oa, desk).id == oa.id
    assert len(desk.pages) == 1


def test_an_app_that_is_off_keeps_the_consent_for_later(oa: OfficialAccount) -> None:
    """When Zalo will not tell whose tokens these are, the reason is said, and the next login needs no new consent."""
    oa.sandbox.faults.add("zalo", "getoa", kind="code:-212")
    with pytest.raises(LoginFailed, match="Official Account API"):
        login(oa, Desk(""))
    assert stored(oa) is None
    desk = Desk("")
    assert login(oa, desk).id == oa.id
    assert desk.pages == []


def pasted_pair(oa: OfficialAccount) -> tuple[str, str]:
    """Return a pair as the API Explorer shows it: somebody else's exchange of a fresh consent."""
    environment = oa.sandbox.environment()
    body = (
        Http()
        .ask(
            "POST",
            f"{environment['NEWSROOM_ZALO_OAUTH_URL']}/access_token",
            writes=True,
            headers={"secret_key": environment["ZALO_APP_SECRET"]},
            data={
                "refresh_token": oa.sandbox.zalo.consent_again(),
                "app_id": environment["ZALO_APP_ID"],
                "grant_type": "refresh_token",
            },
        )
        .body
    )
    assert body is not None
    return body["access_token"], body["refresh_token"]


def test_a_pasted_pair_is_stored_without_spending_it(oa: OfficialAccount) -> None:
    """The access token is tried, the refresh token is not; both are asked for unseen; hours later it is renewed."""
    access, refresh = pasted_pair(oa)
    desk = Desk("dan", access, refresh)
    assert login(oa, desk).id == oa.id
    assert desk.secrets == [False, True, True]
    assert len(oa.sandbox.zalo.calls("token")) == 1
    record = stored(oa) or {}
    assert (record["access_token"], record["refresh_token"]) == (access, refresh)
    oa.clock.advance(hours=2)
    assert oa.connect().check_account().problems == ()
    assert len(oa.sandbox.zalo.calls("token")) == 2


@pytest.mark.parametrize("wrong", ["no access", "no refresh", "made up", "another account", "app off"])
def test_a_pasted_pair_that_does_not_serve_is_not_stored(oa: OfficialAccount, wrong: str) -> None:
    """Half a pair, a made-up token, another account's or one nobody can check: said, and nothing is stored."""
    access, refresh = pasted_pair(oa)
    if wrong == "another account":
        oa.sandbox.settings.change({"zalo_oa_id": "999"})
    if wrong == "app off":
        oa.sandbox.settings.change({"zalo_app_active": False})
    given = {"no access": ("", refresh), "no refresh": (access, ""), "made up": ("x", "y")}.get(
        wrong, (access, refresh)
    )
    with pytest.raises(LoginFailed) as failed:
        login(oa, Desk("dan", *given))
    assert failed.value.vi
    assert stored(oa) is None
    assert access not in f"{failed.value.vi}{failed.value.en}"


def test_what_is_missing_is_named_before_anybody_is_asked(oa: OfficialAccount) -> None:
    """Without the app's secret, or with a vault that cannot keep the pair, no page is opened."""
    assert channel.login is not None
    desk = Desk("")
    with pytest.raises(NotConfigured) as missing:
        channel.login({}, oa.surroundings(without=("ZALO_APP_SECRET",)), desk)
    assert missing.value.name == "ZALO_APP_SECRET"
    (oa.folder / "vault").mkdir()
    with pytest.raises(VaultError):
        login(oa, desk)
    assert desk.pages == []
