"""Zalo's rotating tokens."""

import base64
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

import requests

from publishers.sandbox import Sandbox

from .clients import Zalo


def test_a_refresh_rotates_both_tokens(zalo: Zalo) -> None:
    """A refresh answers a new pair with `expires_in` as text and kills the old access token at once."""
    old = zalo.session.headers["access_token"]
    answer = zalo.refresh().json()
    assert answer["expires_in"] == "90000"
    assert "error" not in answer
    assert answer["access_token"] != old
    assert zalo.get("oa/getoa")["error"] == 0
    zalo.session.headers["access_token"] = old
    assert zalo.get("oa/getoa")["error"] == -216


def test_a_spent_refresh_token_is_refused(sandbox: Sandbox, zalo: Zalo) -> None:
    """A spent refresh token answers -14014, or by a switch an empty body, always with HTTP 200."""
    spent = zalo.environment["ZALO_REFRESH_TOKEN"]
    answer = zalo.refresh(spent)
    assert answer.status_code == requests.codes.ok
    assert (answer.json()["error"], answer.json()["error_name"]) == (-14014, "Invalid refresh token.")
    sandbox.settings.change({"zalo_spent_refresh_answer": "empty"})
    assert zalo.refresh(spent).content == b""
    assert zalo.refresh("unknown").json()["error"] == -14014


def test_only_one_of_two_refreshers_wins(zalo: Zalo) -> None:
    """Two refreshes with one token at the same moment give one pair and one refusal."""
    token = zalo.refresh_token
    with ThreadPoolExecutor(4) as pool:
        answers = [one.json() for one in pool.map(lambda _: zalo.refresh(token), range(4))]
    assert sorted("access_token" in answer for answer in answers) == [False, False, False, True]


def test_the_secret_and_the_underscore_headers_arrive(zalo: Zalo) -> None:
    """`secret_key` and `access_token` are read from headers whose names have underscores."""
    assert zalo.refresh(None, "wrong").json()["error"] < 0
    assert zalo.get("oa/getoa")["data"]["oaid"] == zalo.environment["ZALO_OA_ID"]
    token = zalo.session.headers.pop("access_token")
    assert zalo.get("oa/getoa", access_token=token)["error"] == -216


def test_tokens_expire(sandbox: Sandbox, zalo: Zalo) -> None:
    """The access token ends after 25 hours (-220), the refresh token after three months (-14014)."""
    sandbox.clock.move(90_001)
    assert zalo.get("oa/getoa")["error"] == -220
    sandbox.clock.move(91 * 86_400)
    assert zalo.refresh().json()["error"] == -14014


def test_consent_gives_a_code_that_works_once(zalo: Zalo) -> None:
    """The permission page leads to a code that is exchanged once, with the right verifier only."""
    verifier = "a" * 43
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "app_id": zalo.environment["ZALO_APP_ID"],
        "redirect_uri": "http://127.0.0.1:9/callback",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "state": "s",
    }
    base = zalo.environment["NEWSROOM_ZALO_OAUTH_URL"]
    agreed = requests.post(
        f"{base}/permission", params=query, data={"decision": "yes"}, allow_redirects=False, timeout=5
    )
    address, _, returned = agreed.headers["Location"].partition("?")
    back = dict(parse_qsl(returned))
    assert (address, back["state"], back["oa_id"]) == (query["redirect_uri"], "s", zalo.environment["ZALO_OA_ID"])
    form = {"code": back["code"], "app_id": query["app_id"], "grant_type": "authorization_code"}
    headers = {"secret_key": zalo.environment["ZALO_APP_SECRET"]}

    def exchange(code_verifier: str) -> bool:
        data = {**form, "code_verifier": code_verifier}
        answer = requests.post(f"{base}/access_token", data=data, headers=headers, timeout=5)
        return "access_token" in answer.json()

    assert [exchange("b" * 43), exchange(verifier), exchange(verifier)] == [False, True, False]


def test_a_new_consent_revives_a_lost_vault(sandbox: Sandbox, zalo: Zalo) -> None:
    """A new consent gives a refresh token that works, and the old one is dead."""
    old = zalo.refresh_token
    fresh = sandbox.zalo.consent_again()
    assert zalo.refresh(old).json()["error"] == -14014
    assert "access_token" in zalo.refresh(fresh).json()


def test_the_proof_header(sandbox: Sandbox, zalo: Zalo) -> None:
    """A right `appsecret_proof` passes, a wrong one is -242, and a missing one too once it is required."""
    token = str(zalo.session.headers["access_token"])
    right = hmac.new(zalo.environment["ZALO_APP_SECRET"].encode(), token.encode(), hashlib.sha256).hexdigest()
    assert zalo.call("GET", "oa/getoa", headers={"appsecret_proof": right}).json()["error"] == 0
    assert zalo.call("GET", "oa/getoa", headers={"appsecret_proof": "0"}).json()["error"] == -242
    sandbox.settings.change({"zalo_require_proof": True})
    assert zalo.get("oa/getoa")["error"] == -242


def test_account_states(sandbox: Sandbox, zalo: Zalo) -> None:
    """App, permission, verification and package are checked in that order."""
    for setting, code in (
        ("zalo_paid_package", -224),
        ("zalo_verified", -221),
        ("zalo_authorized", -223),
        ("zalo_app_active", -209),
    ):
        sandbox.settings.change({setting: False})
        assert zalo.post("article/create", zalo.article())["error"] == code
    sandbox.settings.change({"zalo_authorized": True, "zalo_app_active": True})
    assert zalo.get("oa/getoa")["data"]["package_name"] == "Basic"


def test_odd_answers_by_switch(sandbox: Sandbox, zalo: Zalo) -> None:
    """Text codes, unknown extra fields, a refresh without a new refresh token, and -32 can be asked for."""
    sandbox.settings.change({"zalo_string_error_codes": True, "zalo_extra_fields": True})
    assert zalo.get("article/getslice")["error"] == "-201"
    assert "trace" in zalo.get("oa/getoa")
    sandbox.settings.change({"zalo_omit_refresh_token": True, "zalo_string_error_codes": False})
    assert "refresh_token" not in zalo.refresh().json()
    sandbox.settings.change({"zalo_calls_per_minute": 1})
    zalo.get("oa/getoa")
    answer = zalo.call("GET", "oa/getoa")
    assert answer.json()["error"] == -32
    assert answer.headers["X-RateLimit-Remain"] == "0"
