"""Misbehaviour on demand does exactly what its name says."""

from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox, UnknownFaultError
from publishers.sandbox.faults import AFTER, BEFORE

from .clients import Graph, Zalo

QUICK_SECONDS = 0.3


def outcome(call: Any, timeout_seconds: float = 0.15) -> str:
    """Say in a word what the client saw."""
    try:
        answer = call(timeout_seconds)
    except requests.Timeout:
        return "timeout"
    except requests.ConnectionError:
        return "closed"
    try:
        document = answer.json()
    except ValueError:
        return f"{answer.status_code} {'empty' if not answer.content else 'not JSON'}"
    code = document["error"]["code"] if isinstance(document.get("error"), dict) else document.get("error")
    return f"{answer.status_code} {code}" if code else "done"


SEEN = {
    "server_error_before": "500 2",
    "server_error_after": "500 2",
    "reset_before": "closed",
    "reset_after": "closed",
    "timeout_after": "timeout",
    "html_502": "502 not JSON",
    "html_502_after": "502 not JSON",
    "empty_body_after": "200 empty",
    "cut_body_after": "200 not JSON",
    "text_body_after": "200 not JSON",
}


@pytest.mark.parametrize("kind", sorted(BEFORE | AFTER))
def test_before_leaves_nothing_and_after_leaves_one_on_facebook(sandbox: Sandbox, graph: Graph, kind: str) -> None:
    """A fault before the commit leaves the wall empty, one after it one post; then all is well."""
    sandbox.faults.add("facebook", "feed.create", kind=kind, seconds=QUICK_SECONDS)
    url = f"{graph.url}/{graph.page}/feed"
    seen = outcome(lambda limit: graph.session.post(url, json={"message": "x"}, timeout=limit))
    assert seen == SEEN[kind]
    assert len(sandbox.facebook.published()) == (kind in AFTER)
    assert "id" in graph.feed(message="y")


@pytest.mark.parametrize("kind", sorted(BEFORE | AFTER))
def test_before_leaves_nothing_and_after_leaves_one_on_zalo(sandbox: Sandbox, zalo: Zalo, kind: str) -> None:
    """The same holds for an article, once its processing time has passed."""
    sandbox.faults.add("zalo", "article.create", kind=kind, seconds=QUICK_SECONDS)
    url = f"{zalo.url}/v2.0/article/create"
    seen = outcome(lambda limit: zalo.session.post(url, json=zalo.article(), timeout=limit))
    assert seen == SEEN[kind].replace("500 2", "500 not JSON")
    sandbox.clock.move(5)
    assert len(sandbox.zalo.articles()) == (kind in AFTER)


def test_publishing_that_answers_500_has_published(sandbox: Sandbox, graph: Graph) -> None:
    """The second phase can fail after its commit: the post is on the wall, the client saw HTTP 500."""
    post = graph.feed(message="x", published=False)["id"]
    sandbox.faults.add("facebook", "post.update", kind="server_error_after")
    assert graph.post(post, is_published=True)["error"]["code"] == 2
    assert [seen.id for seen in sandbox.facebook.published()] == [post]


@pytest.mark.parametrize(
    ("kind", "code", "subcode"),
    [
        ("refused", 100, None),
        ("rate_limited", 80001, None),
        ("bad_token", 190, None),
        ("token_expired", 190, 463),
        ("page_role_missing", 190, None),
        ("page_permission_missing", 190, None),
        ("code:368/1390008", 368, 1390008),
        ("code:190/460", 190, 460),
        ("code:1500", 1500, None),
        ("code:4", 4, None),
    ],
)
def test_spoken_faults_of_facebook(sandbox: Sandbox, graph: Graph, kind: str, code: int, subcode: int | None) -> None:
    """Each refusal is said in Facebook's words and nothing is posted."""
    sandbox.faults.add("facebook", "*", kind=kind, seconds=600)
    answer = graph.call("POST", f"{graph.page}/feed", json={"message": "x"})
    assert graph.error(answer.json()) == (code, subcode)
    assert answer.json()["error"]["message"]
    if kind == "rate_limited":
        assert '"estimated_time_to_regain_access": 10' in answer.headers["x-business-use-case-usage"]
    assert sandbox.facebook.posts() == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("refused", -201),
        ("rate_limited", -32),
        ("bad_token", -216),
        ("token_expired", -220),
        ("code:-248", -248),
    ],
)
def test_spoken_faults_of_zalo(sandbox: Sandbox, zalo: Zalo, kind: str, code: int) -> None:
    """Each refusal is said in Zalo's words, with HTTP 200."""
    sandbox.faults.add("zalo", "article.create", kind=kind)
    answer = zalo.call("POST", "article/create", json=zalo.article())
    assert (answer.status_code, answer.json()["error"]) == (200, code)
    assert sandbox.zalo.jobs() == []


def test_a_killed_token_stays_dead(sandbox: Sandbox, graph: Graph) -> None:
    """`token_killed` between upload and post leaves the token dead for every later call."""
    graph.upload()
    sandbox.faults.add("facebook", "feed.create", kind="token_killed")
    assert graph.error(graph.feed(message="x")) == (190, 460)
    assert graph.error(graph.get(graph.page)) == (190, 460)


def test_a_photo_can_be_lost_before_the_post(sandbox: Sandbox, graph: Graph) -> None:
    """`photo_lost` deletes unused photos just before the post that wants them."""
    photo = graph.upload()["id"]
    sandbox.faults.add("facebook", "feed.create", kind="photo_lost")
    assert graph.error(graph.feed(message="x", attached_media=[{"media_fbid": photo}])) == (100, 33)


def test_the_nth_call_and_times(sandbox: Sandbox, graph: Graph) -> None:
    """A fault counts calls of its name from when it was added and fires `times` times in a row."""
    graph.feed(message="trước")
    sandbox.faults.add("facebook", "feed.create", nth=2, kind="refused", times=2)
    graph.get(f"{graph.page}/feed")
    answers = [graph.feed(message=f"{number}") for number in range(5)]
    assert ["error" in answer for answer in answers] == [False, True, True, False, False]
    sandbox.faults.add("facebook", "feed.create", kind="refused")
    sandbox.faults.clear()
    assert "id" in graph.feed(message="sau")


def test_a_story_can_ask_for_its_fault_once(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """`#loi:<kind>` in a text or title fires once for that text; an unknown kind does nothing."""
    assert graph.feed(message="Tập #loi:server_error_after.")["error"]["code"] == 2
    assert "id" in graph.feed(message="Tập #loi:server_error_after.")
    assert graph.error(graph.feed(message="Tập #loi:code:368/1404082")) == (368, 1404082)
    assert "id" in graph.feed(message="Tập #loi:khong_co")
    assert zalo.post("article/create", zalo.article(title="Tập #loi:rate_limited"))["error"] == -32
    assert zalo.post("article/create", zalo.article(title="Tập #loi:rate_limited"))["error"] == 0
    assert len(sandbox.facebook.published()) == 3


def test_unknown_faults_are_refused(sandbox: Sandbox) -> None:
    """A misspelt kind or platform is refused with the names that exist."""
    with pytest.raises(UnknownFaultError, match="reset_after"):
        sandbox.faults.add("facebook", "feed.create", kind="reset_aftre")
    with pytest.raises(UnknownFaultError, match="facebook and zalo"):
        sandbox.faults.add("twitter", "feed.create", kind="refused")


def test_a_lost_token_answer_spends_the_refresh_token(sandbox: Sandbox, zalo: Zalo) -> None:
    """When the answer to a refresh is lost the refresh token is spent all the same."""
    sandbox.faults.add("zalo", "token", kind="reset_after")
    with pytest.raises(requests.ConnectionError):
        zalo.refresh()
    assert zalo.refresh().json()["error"] == -14014


def test_calls_are_recorded_without_secrets(sandbox: Sandbox, graph: Graph) -> None:
    """Every call is recorded with its fault and status; no token stands in the record."""
    sandbox.faults.add("facebook", "feed.create", kind="reset_after")
    token = graph.environment["FACEBOOK_PAGE_TOKEN"]
    with pytest.raises(requests.ConnectionError):
        graph.feed(message="x", access_token=token)
    graph.get(graph.page, fields="access_token")
    first, second = sandbox.facebook.calls()
    assert (first.name, first.status, first.fault) == ("feed.create", 0, "reset_after")
    assert (second.name, second.status) == ("page.get", 200)
    assert token not in str(first) + str(second)
    assert sandbox.facebook.calls("page.get") == [second]
