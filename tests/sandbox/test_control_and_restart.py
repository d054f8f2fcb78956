"""The control desk, and what survives a restart."""

from pathlib import Path

import pytest
import requests

from publishers.sandbox import Sandbox, SandboxUnavailable, UnknownSettingError
from publishers.sandbox.fault_kinds import KINDS

from .clients import Graph, Zalo


def test_the_state_survives_a_restart(database: Path) -> None:
    """Walls, tokens, faults, settings and the clock are the same after a restart on the same file."""
    with Sandbox(database) as first:
        graph, zalo = Graph(first), Zalo(first)
        post = graph.feed(message="Ở lại")["id"]
        zalo.refresh()
        article = zalo.publish(title="Cũng ở lại")
        first.faults.add("facebook", "feed.create", kind="refused")
        first.settings.change({"zalo_processing_seconds": 0})
        moved = first.clock.offset_seconds
        kept = first.environment()
    with Sandbox(database) as second:
        assert second.base_url != kept["NEWSROOM_ZALO_API_URL"]
        assert [seen.id for seen in second.facebook.published()] == [post]
        assert [seen.id for seen in second.zalo.shown()] == [article]
        assert second.clock.offset_seconds == moved == 3
        assert second.settings["zalo_processing_seconds"] == 0
        again = Graph(second)
        assert again.feed(message="x")["error"]["code"] == 100
        assert again.get(post)["message"] == "Ở lại"
        fresh = Zalo(second)
        assert fresh.refresh().json()["error"] == -14014
        assert "access_token" in fresh.refresh(zalo.refresh_token).json()


def test_stop_hangs_up_and_start_takes_the_same_port(sandbox: Sandbox, graph: Graph) -> None:
    """After a stop nobody answers, kept-alive connections included; a new start takes the same port."""
    base = sandbox.base_url
    graph.get(graph.page)
    sandbox.stop()
    with pytest.raises(requests.ConnectionError):
        graph.get(graph.page)
    sandbox.start()
    assert sandbox.base_url == base
    assert "id" in graph.get(graph.page)


def test_a_port_in_use_is_said_plainly(sandbox: Sandbox, tmp_path: Path) -> None:
    """A second sandbox on the same port raises a plain sentence."""
    port = int(sandbox.base_url.rpartition(":")[2])
    with pytest.raises(SandboxUnavailable, match=f"port {port} is already in use"):
        Sandbox(tmp_path / "other.db", port=port).start()


def test_faults_settings_and_clock_over_http(sandbox: Sandbox, graph: Graph) -> None:
    """Faults, switches and the clock can be set over HTTP; mistakes are answered with 400 and a sentence."""
    control = f"{sandbox.base_url}/_control"
    fault = {"platform": "facebook", "call": "feed.create", "nth": 1, "kind": "code:506"}
    assert len(requests.post(f"{control}/faults", json=fault, timeout=5).json()) == 1
    assert graph.feed(message="x")["error"]["code"] == 506
    requests.post(f"{control}/faults", json=fault, timeout=5)
    requests.delete(f"{control}/faults", timeout=5)
    assert "id" in graph.feed(message="x")
    requests.post(f"{control}/clock", json={"at": "2027-01-02T08:00:00+07:00"}, timeout=5)
    assert graph.feed(message="y", fields="created_time")["created_time"].startswith("2027-01-02T01:00")
    requests.post(f"{control}/clock", json={"offset_seconds": 0}, timeout=5)
    settings = requests.post(f"{control}/settings", json={"zalo_verified": False}, timeout=5).json()
    assert settings["zalo_verified"] is False
    for path, body in (
        ("faults", {"platform": "facebook", "kind": "wrong"}),
        ("faults", {}),
        ("settings", {"zalo_verified": "no"}),
        ("settings", {"nothing": 1}),
        ("clock", {"at": "2027-01-02T08:00:00"}),
        ("clock", {"offset_seconds": "soon"}),
    ):
        answer = requests.post(f"{control}/{path}", json=body, timeout=5)
        assert answer.status_code == requests.codes.bad_request
        assert answer.json()["error"]
    assert requests.get(f"{control}/nothing", timeout=5).status_code == requests.codes.not_found


def test_state_and_reset_over_http(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """The state is a JSON dump of both walls; a reset empties it and revives the seeded credentials."""
    graph.feed(message="Một")
    graph.feed(message="Hai", published=False)
    zalo.publish()
    state = requests.get(f"{sandbox.base_url}/_control/state", timeout=5).json()
    assert [post["message"] for post in state["facebook"]["published"]] == ["Một"]
    assert [post["message"] for post in state["facebook"]["unpublished"]] == ["Hai"]
    assert len(state["zalo"]["articles"]) == len(state["zalo"]["jobs"]) == 1
    requests.post(f"{sandbox.base_url}/_control/reset", timeout=5)
    assert sandbox.facebook.posts() == []
    assert sandbox.zalo.articles() == []
    assert "access_token" in zalo.refresh(zalo.environment["ZALO_REFRESH_TOKEN"]).json()


def test_wrong_settings_change_nothing(sandbox: Sandbox) -> None:
    """When one of several settings is wrong none is changed."""
    with pytest.raises(UnknownSettingError, match="no setting"):
        sandbox.settings.change({"zalo_verified": False, "zalo_verifid": False})
    assert sandbox.settings["zalo_verified"] is True


def test_unreadable_bodies_are_refused(graph: Graph) -> None:
    """A JSON body that is not JSON is answered with code 100, not with a hang-up."""
    headers = {"Content-Type": "application/json"}
    answer = graph.call("POST", f"{graph.page}/feed", data=b"{", headers=headers)
    assert answer.json()["error"]["code"] == 100


def test_settings_are_described_and_set_back(sandbox: Sandbox) -> None:
    """Every switch tells its meaning in both languages; DELETE sets all back to their defaults."""
    control = f"{sandbox.base_url}/_control/settings"
    requests.post(control, json={"zalo_article_quota": 0, "facebook_comment_code": "200"}, timeout=5)
    about = requests.get(f"{control}/about", timeout=5).json()
    changed = [one["name"] for one in about if one["value"] != one["default"]]
    assert changed == ["facebook_comment_code", "zalo_article_quota"]
    assert all(one["vi"] and one["en"] and one["vi"] != one["en"] for one in about)
    requests.delete(control, timeout=5)
    assert sandbox.settings.all() == {one["name"]: one["default"] for one in about}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zalo_superseded_code", -1),
        ("zalo_spent_refresh_answer", "full"),
        ("facebook_served_version", "26"),
        ("facebook_comment_code", "abc"),
        ("zalo_article_quota", True),
        ("zalo_article_quota", 1e300),
        ("zalo_verified", 1),
        ("facebook_page_name", 5),
    ],
)
def test_values_that_make_no_sense_are_refused(sandbox: Sandbox, name: str, value: object) -> None:
    """A value outside a switch's choices, form or type is refused and the old one stays."""
    before = sandbox.settings.all()
    with pytest.raises(UnknownSettingError, match=name):
        sandbox.settings.change({name: value})
    assert sandbox.settings.all() == before


def test_the_clock_is_moved_within_reason(sandbox: Sandbox) -> None:
    """The clock can be read, advanced and set back; a time out of this century is refused and harms nothing."""
    clock = f"{sandbox.base_url}/_control/clock"
    assert requests.get(clock, timeout=5).json()["offset_seconds"] == 0
    assert requests.post(clock, json={"advance_seconds": 60}, timeout=5).json()["offset_seconds"] == 60
    assert requests.post(clock, json={"advance_seconds": 60}, timeout=5).json()["offset_seconds"] == 120
    for wrong in ({"offset_seconds": 1e12}, {"offset_seconds": 1e300}, {"advance_seconds": -1e10}, {}):
        assert requests.post(clock, json=wrong, timeout=5).status_code == requests.codes.bad_request
    assert requests.get(clock, timeout=5).json()["offset_seconds"] == 120


def test_kinds_and_calls_are_told(sandbox: Sandbox) -> None:
    """The control desk names every kind with its meaning, and every call; one that does not exist is refused."""
    control = f"{sandbox.base_url}/_control/faults"
    known = requests.get(f"{control}/kinds", timeout=5).json()
    assert {one["name"] for one in known["kinds"]} == KINDS | {"code:<code>[/<subcode>]"}
    assert "article.remove" in known["calls"]["zalo"]
    wrong = {"platform": "zalo", "call": "article.delete", "kind": "refused"}
    answer = requests.post(control, json=wrong, timeout=5)
    assert answer.status_code == requests.codes.bad_request
    assert "article.remove" in answer.json()["error"]


def test_a_new_login_is_had_over_http(sandbox: Sandbox, zalo: Zalo) -> None:
    """Consent gives a Zalo pair and a Facebook user token that all work."""
    given = requests.post(f"{sandbox.base_url}/_control/consent", timeout=5).json()
    zalo.session.headers["access_token"] = given["access_token"]
    assert zalo.get("oa/getoa")["error"] == 0
    assert "access_token" in zalo.refresh(given["refresh_token"]).json()
    headers = {"Authorization": f"Bearer {given['facebook_user_token']}"}
    me = requests.get(f"{sandbox.base_url}/graph/v26.0/me/accounts", headers=headers, timeout=5).json()
    assert len(me["data"]) == 1
