"""The permission page: what a person sees and does, and the code it leads to."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
from playwright.sync_api import Browser, Page

from publishers.sandbox import Sandbox, seed

from .clients import Zalo

CALLBACK = "http://127.0.0.1:9/cb"
VERIFIER = "A1" * 21 + "b"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
QUERY = {"app_id": seed.ZALO_APP_ID, "redirect_uri": CALLBACK, "code_challenge": CHALLENGE, "state": "s-1"}


def visit(
    sandbox: Sandbox, method: str = "GET", data: dict[str, str] | None = None, **changes: str
) -> requests.Response:
    query = {name: value for name, value in {**QUERY, **changes}.items() if value}
    address = f"{sandbox.base_url}/zalo-oauth/v4/oa/permission"
    return requests.request(method, address, params=query, data=data, allow_redirects=False, timeout=5)


def code_of(answer: requests.Response) -> str:
    assert answer.status_code == 302
    return dict(parse_qsl(answer.headers["Location"].partition("?")[2]))["code"]


def exchange(sandbox: Sandbox, code: str, verifier: str = VERIFIER) -> Any:
    form = {"code": code, "app_id": seed.ZALO_APP_ID, "grant_type": "authorization_code", "code_verifier": verifier}
    address = f"{sandbox.base_url}/zalo-oauth/v4/oa/access_token"
    return requests.post(address, data=form, headers={"secret_key": seed.ZALO_APP_SECRET}, timeout=5).json()


def test_the_page_says_who_asks_for_what(sandbox: Sandbox) -> None:
    """It names OA, app and permissions; looking at it makes no code; a refusal leads nowhere."""
    sandbox.settings.change({"zalo_oa_name": "UBND xã Gio An <b>"})
    shown = visit(sandbox)
    for words in ("UBND xã Gio An &lt;b&gt;", seed.ZALO_OA_ID, "Quản lý bài viết", "Gửi tin nhắn", "Đồng ý", "Từ chối"):
        assert words in shown.text
    assert "Diễn tập" in shown.text
    refused = visit(sandbox, "POST", {"decision": "no"})
    assert (refused.status_code, "Location" in refused.headers) == (200, False)
    codes = sandbox._store.connection().execute("SELECT count(*) FROM zalo_tokens WHERE kind = 'code'")
    assert codes.fetchone()[0] == 0


def test_consent_brings_code_account_and_state(sandbox: Sandbox) -> None:
    """The button, `auto=1` and the switch all redirect with a fresh code, the OA's id and the state."""
    answers = [visit(sandbox, "POST", {"decision": "yes"}), visit(sandbox, auto="1")]
    sandbox.settings.change({"zalo_auto_consent": True, "zalo_oa_id": "2000000000000000009"})
    answers.append(visit(sandbox))
    assert len({code_of(answer) for answer in answers}) == 3
    for answer, oa_id in zip(answers, [seed.ZALO_OA_ID] * 2 + ["2000000000000000009"], strict=True):
        address, _, returned = answer.headers["Location"].partition("?")
        back = dict(parse_qsl(returned))
        assert (address, back["oa_id"], back["state"]) == (CALLBACK, oa_id, "s-1")


def test_codes_end(sandbox: Sandbox) -> None:
    """A code works once, with its verifier, and for ten minutes."""
    code = code_of(visit(sandbox, auto="1"))
    assert "access_token" not in exchange(sandbox, code, "x" * 43)
    assert "access_token" not in exchange(sandbox, code, "")
    assert exchange(sandbox, code)["expires_in"] == "90000"
    assert exchange(sandbox, code)["error"] < 0
    late = code_of(visit(sandbox, auto="1"))
    sandbox.clock.advance(601)
    assert exchange(sandbox, late)["error"] < 0


@pytest.mark.parametrize(
    ("settings", "changes", "code"),
    [
        ({}, {"redirect_uri": "https://evil.example/cb"}, -14003),
        ({}, {"redirect_uri": ""}, -14003),
        ({"zalo_callback": CALLBACK}, {"redirect_uri": f"{CALLBACK}/"}, -14003),
        ({}, {"app_id": "1"}, -14002),
        ({"zalo_app_active": False}, {}, -14002),
        ({"zalo_require_pkce": True}, {"code_challenge": ""}, -14005),
    ],
)
def test_what_the_console_does_not_know_is_refused(
    sandbox: Sandbox, settings: dict[str, Any], changes: dict[str, str], code: int
) -> None:
    """A callback that is not the saved one, to the letter, a wrong app, a missing challenge: no code is made."""
    sandbox.settings.change(settings)
    answer = visit(sandbox, auto="1", **changes)
    assert (answer.status_code, answer.json()["error"]) == (200, code)


def test_a_saved_challenge_beats_the_request(sandbox: Sandbox) -> None:
    """When the console keeps one challenge, only its verifier fits, whatever the request said."""
    sandbox.settings.change({"zalo_saved_challenge": CHALLENGE})
    code = code_of(visit(sandbox, auto="1", code_challenge="another"))
    assert "access_token" in exchange(sandbox, code)


def test_numbers_and_texts_of_the_token_endpoint(sandbox: Sandbox, zalo: Zalo) -> None:
    """`expires_in` may be a number and `error` a text."""
    sandbox.settings.change({"zalo_numeric_expires_in": True, "zalo_string_error_codes": True})
    assert zalo.refresh().json()["expires_in"] == 90_000
    assert zalo.refresh("unknown").json()["error"] == "-14014"


def test_a_killed_consent_needs_a_new_one(sandbox: Sandbox, zalo: Zalo) -> None:
    """`token_killed` ends access and refresh token; the pair of a new consent works at once."""
    sandbox.faults.add("zalo", "getoa", kind="token_killed")
    assert zalo.get("oa/getoa")["error"] == -216
    assert zalo.refresh().json()["error"] == -14014
    access, refresh = sandbox.zalo.consent_pair()
    zalo.session.headers["access_token"] = access
    assert zalo.get("oa/getoa")["error"] == 0
    assert "access_token" in zalo.refresh(refresh).json()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Open a tab of the one browser that all tests share."""
    page = chromium.new_page()
    yield page
    page.close()


def test_a_browser_comes_back_from_the_button(sandbox: Sandbox, tab: Page) -> None:
    """In a real browser the page's own rules let the button lead back to the callback."""
    callback = f"{sandbox.base_url.replace('127.0.0.1', 'localhost')}/calls"
    asked = requests.Request(
        "GET", f"{sandbox.base_url}/zalo-oauth/v4/oa/permission", params={**QUERY, "redirect_uri": callback}
    )
    tab.goto(str(asked.prepare().url))
    tab.get_by_role("button", name="Đồng ý cấp quyền").click()
    tab.wait_for_url(f"{callback}?**")
    assert "code=DIEN-TAP-ZALO-CODE" in tab.url
    assert "state=s-1" in tab.url
