"""A ledger lost while other words were already approved: the post is found, and corrected, and never doubled."""

from __future__ import annotations

from typing import Any

import pytest
from act_stage import carry_on, public_ids, seen
from breaking_http import platform_prefix
from hand_made import Killed, KillingHttp
from publishing_scene import CHANNELS, Scene
from stage_fixtures import StageOf, entry_points_read_once, stage_of

from newsroom.outbox.model import State, payload_from_json, payload_to_json
from newsroom.outbox.store import Store
from publishers.contract import Payload

__all__ = ["entry_points_read_once", "stage_of"]
pytestmark = pytest.mark.usefixtures("entry_points_read_once")
CORRECTIONS = pytest.mark.parametrize("act_name", ["facebook-correct", "zalo-correct"])


def drop_the_ledger(scene: Scene) -> None:
    scene.store().close()
    for path in scene.folder.glob("newsroom.db*"):
        path.unlink()


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_colleagues_post_is_adopted_as_it_is(scene: Scene, channel: str) -> None:
    """A post with our address that a person wrote counts as the story's, and its words are left alone."""
    other = {"facebook": "zalo", "zalo": "facebook"}[channel]
    for number in (1, 2):
        scene.newsroom.write(number, **{other: None})
    scene.newsroom.deploy(scene.clock.now())
    link = f"{scene.newsroom.website.url}2026/chi-mai-1/"
    wall = getattr(scene.sandbox, channel)
    if channel == "facebook":
        wall.add_foreign_post(f"Mời đọc {link} nhé")
    else:
        wall.add_foreign("Bài tự viết", f"Mời đọc {link} nhé")
    before = seen(scene).posts[0]
    items = carry_on(scene, channel)
    assert [item.state for item in items] == [State.SENT, State.SENT]
    assert before in seen(scene).posts
    assert len(public_ids(scene)) == 2


def test_a_comment_below_a_moved_story_is_not_doubled(scene: Scene) -> None:
    """With the ledger lost and the story at another address, post and first comment are found by the old one."""
    scene.options["facebook"] = {"kind": "text", "link_in": "comment"}
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy(scene.clock.now())
    carry_on(scene, "facebook")
    folder = story.parent.rename(story.parent.with_name("ten-moi"))
    moved = {"slug": "ten-moi", "redirects": ["2026/chi-mai-1/"]}
    scene.newsroom.change(folder / story.name, moved, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    drop_the_ledger(scene)
    items = carry_on(scene, "facebook")
    assert {item.state for item in items} == {State.SENT}
    assert (len(seen(scene).comments), len(seen(scene).posts)) == (1, 1)


@CORRECTIONS
def test_killed_between_finding_and_writing_down(
    stage_of: StageOf, act_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that dies after it found the old post does not forget that it has to be corrected."""
    stage = stage_of(act_name)
    scene = stage.set_up()
    drop_the_ledger(scene)
    real = Store.finished

    def dies(*_given: Any, **_more: Any) -> None:
        monkeypatch.setattr(Store, "finished", real)
        raise Killed

    monkeypatch.setattr(Store, "finished", dies)
    with pytest.raises(Killed):
        scene.run(stage.act.channel)
    scene.clock.advance(minutes=10)
    carry_on(scene, stage.act.channel)
    items = carry_on(scene, stage.act.channel)
    assert seen(scene) == stage.after
    assert {item.state for item in items} == {State.SENT}
    assert len([item for item in items if item.act == "correct"]) == 1


@CORRECTIONS
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_killed_while_looking(stage_of: StageOf, act_name: str, nth: int) -> None:
    """A process that dies during its first looks leaves the correction to the next one."""
    stage = stage_of(act_name)
    scene = stage.set_up()
    drop_the_ledger(scene)
    prefix = platform_prefix(scene.sandbox, stage.act.channel)
    with pytest.raises(Killed):
        scene.run(stage.act.channel, http=KillingHttp(prefix, nth, after=True))
    scene.clock.advance(minutes=10)
    carry_on(scene, stage.act.channel)
    carry_on(scene, stage.act.channel)
    assert seen(scene) == stage.after


def test_earlier_addresses_travel_with_the_payload() -> None:
    """A payload without earlier addresses is stored as before; with them it is read back whole."""
    assert payload_to_json(Payload({"a": 1})) == '{"data":{"a":1},"fetched":[],"photos":[]}'
    moved = Payload({"a": 1}, known_as=("https://x/2026/cu/",))
    assert payload_from_json(payload_to_json(moved)) == moved
