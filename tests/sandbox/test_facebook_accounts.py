"""Tokens, accounts and clocks of the fake Graph API, as a login and a health check meet them."""

import hashlib
import hmac
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox, seed

from .clients import Graph

APP = {"client_id": seed.FACEBOOK_APP_ID, "client_secret": seed.FACEBOOK_APP_SECRET}


def ask(graph: Graph, token: str, path: str, **query: Any) -> Any:
    """Read with another token than the Page's."""
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(f"{graph.url}/{path}", headers=headers, params=query, timeout=5).json()


def exchange(graph: Graph, token: str) -> Any:
    query = {"grant_type": "fb_exchange_token", "fb_exchange_token": token, **APP}
    return requests.get(f"{graph.url}/oauth/access_token", params=query, timeout=5).json()


def about(graph: Graph, token: str) -> Any:
    return ask(graph, f"{seed.FACEBOOK_APP_ID}|{seed.FACEBOOK_APP_SECRET}", "debug_token", input_token=token)["data"]


def test_a_short_token_becomes_a_page_token_without_end(sandbox: Sandbox, graph: Graph) -> None:
    """Exchange, accounts and debug_token lead from a short-lived user token to a Page token that never expires."""
    short = sandbox.facebook.user_token_again()
    assert about(graph, short)["expires_at"] < about(graph, seed.FACEBOOK_USER_TOKEN)["expires_at"]
    answer = exchange(graph, short)
    assert (answer["token_type"], answer["expires_in"]) == ("bearer", 5_183_944)
    pages = ask(graph, answer["access_token"], "me/accounts")["data"]
    assert [page["id"] for page in pages] == [graph.page]
    assert "CREATE_CONTENT" in pages[0]["tasks"]
    found = about(graph, pages[0]["access_token"])
    assert (found["type"], found["expires_at"], found["profile_id"]) == ("PAGE", 0, graph.page)
    assert "pages_manage_posts" in found["scopes"]
    assert found["granular_scopes"][0]["target_ids"] == [graph.page]
    dying = ask(graph, short, graph.page, fields="access_token")["access_token"]
    assert about(graph, dying)["expires_at"] > 0


def test_an_expired_token_cannot_be_exchanged(sandbox: Sandbox, graph: Graph) -> None:
    """After its two hours at most a short-lived token is refused with 190/463, and a wrong secret at once."""
    short = sandbox.facebook.user_token_again()
    sandbox.clock.advance(7_300)
    assert graph.error(exchange(graph, short)) == (190, 463)
    wrong = {"grant_type": "fb_exchange_token", "fb_exchange_token": short, **APP, "client_secret": "x"}
    answer = requests.get(f"{graph.url}/oauth/access_token", params=wrong, timeout=5)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 1)


def test_a_dead_page_token_is_followed_by_a_new_one(sandbox: Sandbox, graph: Graph) -> None:
    """When the Page token was killed, a new login gets another one, and that one can post."""
    sandbox.faults.add("facebook", "page.get", kind="token_killed")
    assert graph.error(graph.get(graph.page)) == (190, 460)
    assert about(graph, seed.FACEBOOK_PAGE_TOKEN)["error"]["subcode"] == 460
    long = exchange(graph, sandbox.facebook.user_token_again())["access_token"]
    fresh = ask(graph, long, "me/accounts")["data"][0]["access_token"]
    assert fresh != seed.FACEBOOK_PAGE_TOKEN
    assert fresh == ask(graph, long, graph.page, fields="access_token")["access_token"]
    graph.session.headers["Authorization"] = f"Bearer {fresh}"
    assert "id" in graph.feed(message="Lại đăng được")


def test_accounts_are_listed_page_by_page(sandbox: Sandbox, graph: Graph) -> None:
    """`limit` and `after` walk through other Pages to ours; a hidden Page is missing without an error."""
    sandbox.settings.change({"facebook_other_pages": 5})
    names, after = [], ""
    for _ in range(4):
        answer = ask(graph, seed.FACEBOOK_USER_TOKEN, "me/accounts", limit=2, after=after)
        names += [page["id"] for page in answer["data"]]
        after = answer["paging"]["cursors"]["after"]
        if "next" not in answer["paging"]:
            break
    assert len(names) == 6
    assert names[-1] == graph.page
    sandbox.settings.change({"facebook_accounts_hidden": True, "facebook_other_pages": 0})
    assert ask(graph, seed.FACEBOOK_USER_TOKEN, "me/accounts") == {"data": []}
    assert ask(graph, seed.FACEBOOK_USER_TOKEN, graph.page, fields="access_token")["access_token"]


def test_me_names_whose_token_it_is(sandbox: Sandbox, graph: Graph) -> None:
    """`/me` is the Page for its token and the person for a user token; a switch makes the Page token a user's."""
    assert graph.get("me", fields="id,name") == {"id": graph.page, "name": seed.FACEBOOK_PAGE_NAME}
    assert ask(graph, seed.FACEBOOK_USER_TOKEN, "me", fields="id,name")["id"] == seed.FACEBOOK_USER_ID
    sandbox.settings.change({"facebook_user_token": True})
    assert graph.get("me", fields="id,name")["id"] == seed.FACEBOOK_USER_ID
    assert about(graph, seed.FACEBOOK_PAGE_TOKEN)["type"] == "USER"
    assert graph.error(graph.feed(message="x", published=False)) == (200, None)
    assert sandbox.facebook.posts() == []


def test_a_token_of_another_page_reaches_nothing_of_ours(sandbox: Sandbox, graph: Graph) -> None:
    """With another Page's token `/me` names that Page, and our Page and posts do not exist for it."""
    post = graph.feed(message="x")["id"]
    sandbox.settings.change({"facebook_token_page_id": "104000000000009", "facebook_page_name": "Trang khác"})
    assert graph.get("me", fields="id,name") == {"id": "104000000000009", "name": "Trang khác"}
    assert graph.error(graph.feed(message="y")) == (100, 33)
    assert graph.error(graph.get(post)) == (100, 33)
    assert len(sandbox.facebook.posts()) == 1


@pytest.mark.parametrize("skew", [0, -3 * 3600, 2 * 3600])
def test_answers_carry_the_platforms_time(sandbox: Sandbox, graph: Graph, skew: int) -> None:
    """`Date` is the sandbox's clock plus the skew, on both platforms, refusals too."""
    sandbox.clock.advance(86_400)
    sandbox.settings.change({"clock_skew_seconds": skew})
    base = sandbox.base_url
    for path in ("/graph/v26.0/me", "/zalo-api/v2.0/oa/getoa", "/zalo-oauth/v4/oa/access_token"):
        shown = parsedate_to_datetime(requests.get(base + path, timeout=5).headers["Date"])
        assert abs((shown - sandbox.clock.now()).total_seconds() - skew) < 3


def test_a_wrong_clock_makes_the_proof_invalid(sandbox: Sandbox, graph: Graph) -> None:
    """A timed proof five minutes off the platform's clock is refused."""
    sandbox.settings.change({"clock_skew_seconds": 3600})

    def proof(seconds: float) -> dict[str, str]:
        at = str(int(seconds))
        signed = f"{seed.FACEBOOK_PAGE_TOKEN}|{at}".encode()
        digest = hmac.new(seed.FACEBOOK_APP_SECRET.encode(), signed, hashlib.sha256).hexdigest()
        return {"appsecret_proof": digest, "appsecret_time": at}

    now = sandbox.clock.timestamp()
    assert graph.error(graph.get("me", **proof(now))) == (100, None)
    assert "id" in graph.get("me", **proof(now + 3600))


def test_the_served_version_can_differ(sandbox: Sandbox, graph: Graph) -> None:
    """The header tells which version was served, whatever was asked for."""
    assert graph.call("GET", "me").headers["facebook-api-version"] == "v26.0"
    sandbox.settings.change({"facebook_served_version": "v21.0"})
    assert graph.call("GET", "me").headers["facebook-api-version"] == "v21.0"
