"""Every request that leaves for Meta names only parameters of its edge, with values of their type.

The table holds the names and types of the edges we use, as facts out of Meta's published API specification (dated
2026-04-15) and, for tokens and scraping, its guides. `fields`, `limit`, `after` and the signature belong to every edge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from facebook_scene import SINCE, CountingHttp, Desk, Scene, carry_out, fb, loopback, stepped, web

from publishers.errors import PublishError
from publishers.facebook_page import channel

__all__ = ["fb", "loopback", "web"]

ANYWHERE_READING = {"fields": "string", "limit": "unsigned int", "after": "string"}
SIGNATURE = {"appsecret_proof": "string", "appsecret_time": "unsigned int"}
EDGES: dict[str, dict[str, str]] = {
    "POST /page/photos": {
        "source": "file",
        "published": "bool",
        "alt_text_custom": "string",
        "temporary": "bool",
    },
    "POST /page/feed": {
        "message": "string",
        "link": "string",
        "attached_media": "list<Object>",
        "published": "bool",
        "scheduled_publish_time": "datetime",
        "unpublished_content_type": "enum ADS_POST DRAFT INLINE_CREATED PUBLISHED PUBLISH_PENDING SCHEDULED",
    },
    "POST /post": {"message": "string", "is_published": "bool", "scheduled_publish_time": "unsigned int"},
    "DELETE /post": {},
    "GET /post": {},
    "POST /post/comments": {"message": "string"},
    "GET /post/comments": {},
    "GET /comment": {},
    "GET /post/insights": {"metric": "list<Object>"},
    "GET /page/published_posts": {"include_hidden": "bool"},
    "GET /page/feed": {"include_hidden": "bool"},
    "GET /page/scheduled_posts": {},
    "GET /page": {},
    "GET /me": {},
    "GET /me/accounts": {},
    "GET /debug_token": {"input_token": "string"},
    "GET /oauth/access_token": {
        "grant_type": "string",
        "client_id": "string",
        "client_secret": "string",
        "fb_exchange_token": "string",
    },
    "POST /": {"id": "string", "scrape": "bool"},
}


def edge_of(method: str, url: str, page_id: str) -> str:
    path = url.split("/graph/v26.0/", 1)[1]
    named = []
    for part in path.split("/"):
        if part == page_id:
            named.append("page")
        elif part.startswith(f"{page_id}_"):
            named.append("post")
        else:
            named.append("comment" if re.fullmatch(r"\d+_\d+", part) else part)
    return f"{method} /{'/'.join(named)}"


def fits(value: Any, kind: str) -> bool:
    """Tell whether a value, as JSON or as text of a form or an address, is of a type of the specification."""
    if kind.startswith("enum "):
        return value in kind.split()[1:]
    if kind == "bool":
        return isinstance(value, bool) or value in {"true", "false"}
    if kind in {"unsigned int", "datetime"}:
        return not isinstance(value, bool) and re.fullmatch(r"\d+", str(value)) is not None
    if kind == "list<Object>":
        # A list in an address is its members with commas between.
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, dict) for item in value))
    return isinstance(value, tuple) if kind == "file" else isinstance(value, str)


def parameters_of(request: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for part in ("params", "json", "data", "files") for name, value in request.get(part, {}).items()
    }


def everything(fb: Scene, http: CountingHttp) -> None:
    """Do everything that a Page publisher can do, in every kind, and meet a failure or two."""
    page = fb.page(http)
    for number, kind in enumerate(("photos", "photo", "link", "text"), 1):
        post = fb.post(number, kind=kind, link_in="comment")
        payload = page.render(post)
        delivery = fb.delivery(payload, post)
        page.find(delivery)
        target = carry_out(page, delivery, fb.clock).remote_id
        wish = replace(delivery, purpose="comment", target=target)
        page.find(wish)
        page.comment(wish)
        fixed = replace(wish, purpose="correct-1", payload=page.render(replace(post, text="Sửa")))
        page.find(fixed)
        page.correct(fixed)
        page.measure(target)
        page.survey({target: payload}, SINCE)
        page.withdraw(replace(wish, purpose="withdraw"))
        page.find(replace(wish, purpose="withdraw"))
    keeper, post = fb.page(http, schedule="facebook"), fb.post(5)
    due = fb.clock.now() + timedelta(hours=3)
    handed = stepped(keeper, fb.delivery(keeper.render(post), post, due=due), 3)
    keeper.find(replace(handed, handle=None))
    keeper.publish(replace(handed, due=due + timedelta(hours=1)))
    for _ in range(105):
        fb.wall.add_foreign_post("Bài khác")
    fb.page(http).find(replace(handed, handle=None, since=SINCE))
    page.check_account(thorough=True)
    assert channel.login is not None
    channel.login({}, fb.surroundings(http), Desk(fb.wall.user_token_again()))
    fb.sandbox.settings.change({"facebook_accounts_hidden": True})
    channel.login({}, fb.surroundings(http), Desk(fb.wall.user_token_again()))
    fb.sandbox.settings.change({"facebook_user_token": True})
    page.check_account()


def test_every_request_fits_its_edge(fb: Scene) -> None:
    """Whatever the publisher does, no parameter is unknown to its edge or of another type; every edge is exercised."""
    http = CountingHttp()
    everything(fb, http)
    page_id = fb.sandbox.environment()["FACEBOOK_PAGE_ID"]
    met = set()
    for method, url, request in http.sent:
        edge = edge_of(method, url, page_id)
        met.add(edge)
        known = {**EDGES[edge], **SIGNATURE, **(ANYWHERE_READING if method == "GET" else {})}
        for name, value in parameters_of(request).items():
            assert name in known, (edge, name)
            assert fits(value, known[name]), (edge, name, value)
    assert met == set(EDGES)


def test_every_request_is_signed_and_no_address_holds_the_token(fb: Scene) -> None:
    """The token travels in the header, the timed proof with every call but the app's own, at our pinned version."""
    http = CountingHttp()
    everything(fb, http)
    for _, url, request in http.sent:
        assert request["headers"]["Authorization"].startswith("Bearer ")
        assert "access_token=" not in url
        assert "?" not in url
        given = parameters_of(request)
        assert "access_token" not in given
        is_the_apps_own = "|" in request["headers"]["Authorization"]
        assert (set(SIGNATURE) <= set(given)) is not is_the_apps_own


def test_no_errors_text_or_traceback_holds_the_token(fb: Scene) -> None:
    """A platform that repeats our token in its answer does not bring it into a message."""
    from publishers.facebook_page.graph import _without

    token = fb.sandbox.environment()["FACEBOOK_PAGE_TOKEN"]
    cleaned = _without(PublishError(f"bad {token}", "190", "T", 5.0), token)
    assert (cleaned.message, cleaned.code, cleaned.trace, cleaned.retry_after_seconds) == ("bad ***", "190", "T", 5.0)
    assert token not in repr(cleaned.args)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (True, "bool", True),
        ("yes", "bool", False),
        (True, "unsigned int", False),
        ("12", "unsigned int", True),
        ([{"media_fbid": "1"}], "list<Object>", True),
        (["1"], "list<Object>", False),
        ("SCHEDULED", "enum DRAFT SCHEDULED", True),
        ("scheduled", "enum DRAFT SCHEDULED", False),
        (7, "string", False),
    ],
)
def test_the_check_itself_can_fail(value: Any, kind: str, expected: bool) -> None:
    """Values of another type are told apart."""
    assert fits(value, kind) is expected
