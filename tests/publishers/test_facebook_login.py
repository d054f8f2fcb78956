"""`newsroom login facebook`: from a person's token to the Page's in the vault, and which token is used afterwards."""

from __future__ import annotations

import contextlib
import traceback
from typing import Any

import pytest
from facebook_scene import START_OF_TEST, CountingHttp, Desk, Scene, fb, loopback, web

from publishers.contract import Account, LoginFailed
from publishers.errors import NotAuthorized, NotConfigured, Unavailable
from publishers.facebook_page import channel
from publishers.http import Http
from publishers.vault import Vault, VaultError

__all__ = ["fb", "loopback", "web"]
STORED = {"token": "T-OLD", "name": "Trang", "obtained_at": "2026-01-01T00:00:00+00:00", "env": None}


def logged_in(fb: Scene, *answers: str, http: Http | None = None) -> Account:
    assert channel.login is not None
    return channel.login({}, fb.surroundings(http), Desk(*(answers or (fb.wall.user_token_again(),))))


def record(fb: Scene) -> dict[str, Any] | None:
    return fb.vault.read(f"facebook/{fb.sandbox.environment()['FACEBOOK_PAGE_ID']}")


def store(fb: Scene, stored: dict[str, Any]) -> None:
    with fb.vault.locked():
        fb.vault.write(f"facebook/{fb.sandbox.environment()['FACEBOOK_PAGE_ID']}", stored)


def used(fb: Scene) -> str:
    """Return the token that a fresh publisher uses, as it left for the platform."""
    http = CountingHttp()
    page = fb.page(http)
    with contextlib.suppress(NotAuthorized):
        page.check_account()
    header: str = http.sent[0][2]["headers"]["Authorization"]
    return header.removeprefix("Bearer ")


def test_a_short_lived_token_becomes_the_pages(fb: Scene) -> None:
    """The Page token is stored with its name and time, has no expiry, and can post without any in the environment."""
    fb.environment["FACEBOOK_PAGE_TOKEN"] = ""
    account = logged_in(fb)
    stored = record(fb)
    assert stored is not None
    assert (stored["name"], stored["obtained_at"]) == (account.name, START_OF_TEST.isoformat())
    assert stored["env"] is None
    assert "không có ngày" in " ".join(account.facts.values())
    assert account.problems == ()
    assert used(fb) == stored["token"]
    assert fb.page().check_account(thorough=True).problems == ()


def test_the_page_is_found_behind_many_others(fb: Scene) -> None:
    """The list of Pages is followed to its end."""
    fb.sandbox.settings.change({"facebook_other_pages": 130})
    logged_in(fb)
    assert record(fb) is not None
    assert len(fb.wall.calls("accounts.list")) == 2


def test_a_page_that_the_list_leaves_out_is_asked_directly(fb: Scene) -> None:
    """A Page of a business portfolio is missing from the list without an error; asking for it by its id works."""
    fb.sandbox.settings.change({"facebook_accounts_hidden": True})
    assert logged_in(fb).name
    assert record(fb) is not None


@pytest.mark.parametrize("trouble", ["nothing", "expired", "nonsense", "page token"])
def test_a_login_that_fails_keeps_the_stored_token(fb: Scene, trouble: str) -> None:
    """Whatever was pasted, the token that works stays, and the sentence says what to do."""
    store(fb, STORED)
    pasted = {
        "nothing": "",
        "expired": fb.wall.user_token_again(),
        "nonsense": "không phải mã",
        "page token": fb.sandbox.environment()["FACEBOOK_PAGE_TOKEN"],
    }[trouble]
    if trouble == "expired":
        fb.clock.advance(hours=3)
    with pytest.raises(LoginFailed) as raised:
        logged_in(fb, pasted)
    assert raised.value.vi
    assert raised.value.en != raised.value.vi
    assert record(fb) == STORED


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"facebook_revoked_permissions": ["pages_manage_posts"]}, "pages_manage_posts"),
        ({"facebook_user_token": True}, "person's"),
    ],
)
def test_a_token_that_could_not_post_is_not_stored(fb: Scene, settings: dict[str, Any], says: str) -> None:
    """A Page token without the rights to post, or of the wrong type, is refused before it replaces a good one."""
    store(fb, STORED)
    fb.sandbox.settings.change(settings)
    with pytest.raises(LoginFailed) as raised:
        logged_in(fb)
    assert says in raised.value.en
    assert record(fb) == STORED


def test_missing_extras_are_warned_of(fb: Scene) -> None:
    """Without the permission to count, the login succeeds and says what will not work."""
    fb.sandbox.settings.change({"facebook_revoked_permissions": ["read_insights"]})
    account = logged_in(fb)
    assert any("read_insights" in warning.vi for warning in account.warnings)
    assert record(fb) is not None


def test_a_page_of_somebody_else(fb: Scene) -> None:
    """A person who does not manage the Page hears that, with the Page's id."""
    fb.environment["FACEBOOK_PAGE_ID"] = "104000000009999"
    with pytest.raises(LoginFailed, match="104000000009999"):
        logged_in(fb)


@pytest.mark.parametrize("missing", ["FACEBOOK_PAGE_ID", "FACEBOOK_APP_ID", "FACEBOOK_APP_SECRET"])
def test_settings_that_a_login_needs(fb: Scene, missing: str) -> None:
    """What is missing is named before the person is asked for anything."""
    fb.environment[missing] = ""
    with pytest.raises(NotConfigured) as raised:
        logged_in(fb, "never asked")
    assert raised.value.name == missing


def test_a_vault_that_cannot_be_written_is_known_first(fb: Scene) -> None:
    """Nobody fetches a token for nothing."""
    (fb.folder / "vault").mkdir()
    assert channel.login is not None
    surroundings = fb.surroundings()
    broken = type(surroundings)(
        surroundings.environment, Vault(fb.folder / "vault", "no key"), surroundings.now, surroundings.http
    )
    desk = Desk()
    with pytest.raises(VaultError):
        channel.login({}, broken, desk)
    assert desk.heard == []


@pytest.mark.parametrize("call", ["token.exchange", "accounts.list", "debug_token"])
@pytest.mark.parametrize("fault", ["reset_after", "html_502", "server_error_before"])
def test_no_traceback_of_a_login_holds_a_secret(fb: Scene, call: str, fault: str) -> None:
    """When the network fails in the middle, neither the message nor the whole traceback shows token or secret."""
    fb.sandbox.faults.add("facebook", call, kind=fault)
    pasted = fb.wall.user_token_again()
    store(fb, STORED)
    with pytest.raises((Unavailable, LoginFailed)) as raised:
        logged_in(fb, pasted)
    shown = "".join(traceback.format_exception(raised.value))
    for secret in (pasted, fb.sandbox.environment()["FACEBOOK_APP_SECRET"], "DIEN-TAP-PAGE-TOKEN"):
        assert secret not in shown
    assert record(fb) == STORED


@pytest.mark.parametrize(
    ("given", "at_login", "expected"),
    [
        ("T-ENV", None, "T-ENV"),
        ("T-ENV", "T-ENV", "T-OLD"),
        ("T-NEW", "T-ENV", "T-NEW"),
        ("", "T-ENV", "T-OLD"),
        ("", None, "T-OLD"),
    ],
)
def test_the_newer_token_wins(fb: Scene, given: str, at_login: str | None, expected: str) -> None:
    """What stood in the environment at the login is older than the login; what was put there later is newer."""
    from publishers.facebook_page.tokens import _digest

    store(fb, {**STORED, "env": _digest(at_login) if at_login else None})
    fb.environment["FACEBOOK_PAGE_TOKEN"] = given
    assert used(fb) == expected


def test_after_a_login_the_old_environment_loses(fb: Scene) -> None:
    """A token that dies is replaced by a login alone, without touching the environment."""
    fb.sandbox.faults.add("facebook", "page.get", kind="token_killed")
    with pytest.raises(NotAuthorized):
        fb.page().check_account()
    logged_in(fb)
    assert fb.page().check_account().problems == ()


@pytest.mark.parametrize("given", ["mã của Trang", "EAA b", "EAA\x07"])
def test_what_is_no_token_is_told_before_it_is_sent(fb: Scene, given: str) -> None:
    """A value with spaces or accents in the environment is named as wrong, without repeating it."""
    fb.environment["FACEBOOK_PAGE_TOKEN"] = given
    with pytest.raises(NotConfigured) as raised:
        fb.page()
    assert raised.value.name == "FACEBOOK_PAGE_TOKEN"
    assert given not in raised.value.vi


def test_no_token_anywhere_names_both_ways(fb: Scene) -> None:
    """Without any token the setting and the login are named."""
    fb.environment["FACEBOOK_PAGE_TOKEN"] = ""
    with pytest.raises(NotConfigured) as raised:
        fb.page()
    assert raised.value.name == "FACEBOOK_PAGE_TOKEN"
    assert "newsroom login facebook" in raised.value.vi
