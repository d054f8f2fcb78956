"""What the fake Page refuses, and how it says so."""

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox
from publishers.sandbox.seed import FACEBOOK_APP_ID, FACEBOOK_USER_TOKEN

from .clients import Graph, picture


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ({}, 197, "empty"),
        ({"message": "   "}, 197, "empty"),
        ({"mesage": "x"}, 100, "mesage"),
        ({"message": "x" * 63_207}, 100, "63206"),
        ({"message": "x", "scheduled_publish_time": 1_900_000_000}, 100, "on a published post"),
        ({"message": "x", "published": "maybe"}, 100, "boolean"),
        ({"link": "not a url"}, 1500, "url"),
        ({"message": "x", "attached_media": [{"media_fbid": "1"}]}, 100, "does not exist"),
        ({"message": "x", "attached_media": "[[]]"}, 100, "attached_media"),
        ({"message": "x", "fields": "id,nonsense"}, 100, "nonsense"),
    ],
)
def test_feed_refusals(sandbox: Sandbox, graph: Graph, body: dict[str, Any], code: int, words: str) -> None:
    """Each wrong post is refused with its code and leaves nothing on the wall."""
    answer = graph.call("POST", f"{graph.page}/feed", json=body)
    assert answer.status_code == requests.codes.bad_request
    error = answer.json()["error"]
    assert error["code"] == code
    assert words in error["message"]
    assert error["fbtrace_id"]
    assert sandbox.facebook.posts() == []


@pytest.mark.parametrize("published", [True, False])
def test_a_user_token_is_refused(graph: Graph, *, published: bool) -> None:
    """Posting with a user token is refused with 403 and code 200."""
    graph.session.headers["Authorization"] = f"Bearer {FACEBOOK_USER_TOKEN}"
    answer = graph.call("POST", f"{graph.page}/feed", json={"message": "x", "published": published})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, 200)


@pytest.mark.parametrize(("token", "code"), [("", 104), ("wrong", 190)])
def test_missing_and_unknown_tokens(graph: Graph, token: str, code: int) -> None:
    """No token is code 104, an unknown one code 190."""
    del graph.session.headers["Authorization"]
    assert graph.get(graph.page, access_token=token)["error"]["code"] == code


def test_the_token_may_be_a_parameter(graph: Graph) -> None:
    """The token is taken from the query as well as from the header."""
    token = graph.environment["FACEBOOK_PAGE_TOKEN"]
    del graph.session.headers["Authorization"]
    assert graph.get(graph.page, access_token=token, fields="id,name")["name"].startswith("Văn phòng")


def _proof(graph: Graph, at: int | None) -> dict[str, Any]:
    token, secret = graph.environment["FACEBOOK_PAGE_TOKEN"], graph.environment["FACEBOOK_APP_SECRET"]
    signed = token if at is None else f"{token}|{at}"
    proof = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).hexdigest()
    return {"appsecret_proof": proof} if at is None else {"appsecret_proof": proof, "appsecret_time": at}


def test_proofs_are_verified(sandbox: Sandbox, graph: Graph) -> None:
    """Both proof forms pass, a stale or wrong one is refused, and none is refused once they are required."""
    now = int(time.time())
    assert "id" in graph.get(graph.page, **_proof(graph, now))
    assert "id" in graph.get(graph.page, **_proof(graph, None))
    assert graph.get(graph.page, **_proof(graph, now - 400))["error"]["code"] == 100
    assert graph.get(graph.page, appsecret_proof="0" * 64)["error"]["code"] == 100
    sandbox.settings.change({"facebook_require_proof": True})
    assert "appsecret_proof" in graph.get(graph.page)["error"]["message"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"not a picture", (324, None)),
        (b"", (324, None)),
        (picture(kind="WEBP"), (324, None)),
        (picture() + b"\0" * 4_000_000, (100, 1366046)),
    ],
)
def test_photo_refusals(graph: Graph, content: bytes, expected: tuple[int, int | None]) -> None:
    """What is no picture is code 324, what is too large 100/1366046."""
    assert graph.error(graph.upload(content)) == expected


def test_a_used_photo_cannot_go_alone(graph: Graph) -> None:
    """Deleting a photo that a post uses answers 100/33, and it cannot be used a second time."""
    photo = graph.upload()["id"]
    graph.feed(message="x", attached_media=[{"media_fbid": photo}])
    assert graph.error(graph.call("DELETE", photo).json()) == (100, 33)
    assert graph.feed(message="y", attached_media=[{"media_fbid": photo}])["error"]["code"] == 100


def test_a_photo_without_a_file_is_refused(graph: Graph) -> None:
    """`POST /photos` with neither file nor address is code 324."""
    assert graph.post(f"{graph.page}/photos", published=False)["error"]["code"] == 324


def test_another_apps_post_cannot_be_edited(sandbox: Sandbox, graph: Graph) -> None:
    """A post that a person or another app made is listed, but editing it is refused."""
    foreign = sandbox.facebook.add_foreign_post("Viết tay")
    assert [post["id"] for post in graph.get(f"{graph.page}/published_posts")["data"]] == [foreign]
    assert graph.post(foreign, message="x")["error"]["code"] == 200


def test_a_lost_permission_is_named(sandbox: Sandbox, graph: Graph) -> None:
    """Without `pages_manage_posts` publishing is code 200 and `debug_token` no longer lists it."""
    sandbox.settings.change({"facebook_revoked_permissions": ["pages_manage_posts"]})
    error = graph.feed(message="x")["error"]
    assert error["code"] == 200
    assert "pages_manage_posts" in error["message"]
    token = graph.environment["FACEBOOK_PAGE_TOKEN"]
    app_token = f"{FACEBOOK_APP_ID}|{graph.environment['FACEBOOK_APP_SECRET']}"
    about = graph.get("debug_token", input_token=token, access_token=app_token)
    assert "pages_manage_posts" not in str(about)


def test_debug_token_and_accounts(graph: Graph) -> None:
    """`debug_token` shows a page token without an end, `/me/accounts` gives that token to its user."""
    token = graph.environment["FACEBOOK_PAGE_TOKEN"]
    data = graph.get("debug_token", input_token=token)["data"]
    assert (data["type"], data["is_valid"], data["expires_at"]) == ("PAGE", True, 0)
    graph.session.headers["Authorization"] = f"Bearer {FACEBOOK_USER_TOKEN}"
    account = graph.get("me/accounts")["data"][0]
    assert (account["access_token"], "CREATE_CONTENT" in account["tasks"]) == (token, True)


def test_versions(sandbox: Sandbox, graph: Graph) -> None:
    """The served version is in a header; an old one becomes the oldest usable one, nonsense is 2500."""
    assert graph.call("GET", graph.page).headers["facebook-api-version"] == "v26.0"
    base = graph.environment["NEWSROOM_FACEBOOK_GRAPH_URL"]
    assert graph.session.get(f"{base}/v18.0/me", timeout=5).headers["facebook-api-version"] == "v21.0"
    assert graph.session.get(f"{base}/v99.0/me", timeout=5).json()["error"]["code"] == 2500
    sandbox.settings.change({"facebook_served_version": "v24.0"})
    assert graph.call("GET", graph.page).headers["facebook-api-version"] == "v24.0"


def test_retired_protocol_is_refused(graph: Graph) -> None:
    """`?ids=` and `date_format` are refused as since 2026-10-27."""
    assert graph.call("GET", "", params={"ids": "1,2"}).status_code == 500
    assert graph.get(graph.page, date_format="U")["error"]["code"] == 100


def test_insights(graph: Graph) -> None:
    """Living metrics give numbers, retired ones code 100, none at all 3001/1504028."""
    post = graph.feed(message="x")["id"]
    assert graph.get(f"{post}/insights", metric="post_clicks")["data"][0]["name"] == "post_clicks"
    dead = graph.get(f"{post}/insights", metric="post_impressions")["error"]
    assert dead["message"] == "(#100) The value must be a valid insights metric"
    assert graph.error(graph.get(f"{post}/insights")) == (3001, 1504028)


def test_identical_texts_and_the_daily_budget(sandbox: Sandbox, graph: Graph) -> None:
    """By switches: 506 for a consecutive identical text, 80001 with minutes after the day's calls."""
    sandbox.settings.change({"facebook_duplicate_check": True})
    graph.feed(message="x")
    assert graph.feed(message="x")["error"]["code"] == 506
    sandbox.settings.change({"facebook_duplicate_check": False, "facebook_calls_per_day": 4})
    third = graph.call("POST", f"{graph.page}/feed", json={"message": "y"})
    assert json.loads(third.headers["x-app-usage"])["call_count"] == 50
    graph.feed(message="z")
    refused = graph.call("POST", f"{graph.page}/feed", json={"message": "zz"})
    assert refused.json()["error"]["code"] == 80001
    usage = json.loads(refused.headers["x-business-use-case-usage"])[graph.page][0]
    assert (usage["call_count"], usage["estimated_time_to_regain_access"]) == (100, 60)


def test_batch(graph: Graph) -> None:
    """A batch answers its members in order, each with its own status; more than fifty are refused."""
    post = graph.feed(message="x")["id"]
    calls = [{"method": "GET", "relative_url": f"{post}?fields=id"}, {"method": "GET", "relative_url": "1_1"}]
    answers = graph.post("", batch=calls)
    assert [one["code"] for one in answers] == [200, 400]
    assert post in answers[0]["body"]
    assert "50" in graph.post("", batch=calls * 26)["error"]["message"]
