"""The ledger is deleted, or restored from an older copy, while a run was in the middle of an act that was killed.

Cases are made from the recorded calls: every act, interrupted after every call of it, and not interrupted at all.
"""

from __future__ import annotations

from typing import Any

import pytest
from act_stage import Stage, StagedScene, carry_on, ids_in_ledger, play, public_ids, recorded, seen
from breaking_http import platform_prefix
from hand_made import Killed, KillingHttp
from publishing_scene import CHANNELS, Scene
from stage_fixtures import StageOf, entry_points_read_once, stage_of

from newsroom.outbox.model import State

__all__ = ["entry_points_read_once", "stage_of"]

ACTS = (
    "facebook-photos",
    "facebook-comment",
    "facebook-correct",
    "facebook-withdraw",
    "zalo-article",
    "zalo-correct",
    "zalo-remove",
    "zalo-hide",
)
CASES = [
    pytest.param(act, nth, id=f"{act}-{f'after-{nth}-{calls[nth - 1]}' if nth else 'done'}")
    for act in ACTS
    for calls in [recorded()[act].calls]
    # A lost answer to a token refresh asks for a person's consent, whatever becomes of the ledger.
    for nth in range(len(calls) + 1)
    if nth == 0 or calls[nth - 1] != "token"
]
BOTH = pytest.mark.parametrize("channel", CHANNELS)
WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}

pytestmark = pytest.mark.usefixtures("entry_points_read_once")


def interrupted(stage: Stage, nth: int) -> StagedScene:
    """Set the act up and play it until the process dies after its n-th call; to its end when there is none."""
    scene, act = stage.set_up(), stage.act
    if nth == 0:
        play(scene, act)
        return scene
    with pytest.raises(Killed):
        play(scene, act, http=KillingHttp(platform_prefix(scene.sandbox, act.channel), nth, after=True))
    return scene


def drop(scene: Scene) -> None:
    """Delete the database."""
    scene.store().close()
    for path in scene.folder.glob("newsroom.db*"):
        path.unlink()


def restore(scene: Scene, copy: bytes) -> None:
    """Put an older copy of the database in its place."""
    drop(scene)
    (scene.folder / "newsroom.db").write_bytes(copy)


def copy_of(scene: Scene) -> bytes:
    scene.store().close()
    return (scene.folder / "newsroom.db").read_bytes()


@pytest.mark.parametrize(("act_name", "nth"), CASES)
def test_a_deleted_ledger_doubles_nothing_and_brings_nothing_back(stage_of: StageOf, act_name: str, nth: int) -> None:
    """With the database gone in the middle of an act, posts are adopted, withdrawn ones stay away, none is doubled."""
    stage = stage_of(act_name)
    scene = interrupted(stage, nth)
    public = public_ids(scene)
    drop(scene)
    scene.clock.advance(minutes=10)

    items = carry_on(scene, stage.act.channel)

    if stage.after.posts:
        assert {item.state for item in items} == {State.SENT}
        assert public_ids(scene) == ids_in_ledger(items)
        assert set(public) <= set(public_ids(scene))
        assert len(public_ids(scene)) == 1
        assert len(seen(scene).comments) == len(stage.after.comments)
    else:
        # What was taken down stays down (Zalo may still be at it); the rest is not posted a second time.
        assert items == []
        assert set(public_ids(scene)) <= set(public)


@pytest.mark.parametrize(
    ("act_name", "nth"), [case for case in CASES if "correct" in case.id or "-article" not in case.id]
)
def test_an_older_ledger_ends_as_if_it_had_not_been_lost(stage_of: StageOf, act_name: str, nth: int) -> None:
    """Restored from a copy made before the act, the ledger comes to the same end: once, as approved, or gone."""
    stage = stage_of(act_name)
    scene = interrupted(stage, nth)
    restore(scene, stage.files["newsroom.db"])
    scene.clock.advance(minutes=10)

    items = carry_on(scene, stage.act.channel)

    assert {item.state for item in items} == {State.SENT}
    assert seen(scene) == stage.after
    assert public_ids(scene) == ids_in_ledger(items)


@pytest.mark.parametrize("act_name", ["facebook-correct", "zalo-correct"])
def test_a_lost_ledger_does_not_forget_a_correction(stage_of: StageOf, act_name: str) -> None:
    """A post that is adopted with old words is corrected to the approved ones: the plan must not call them shown."""
    stage = stage_of(act_name)
    scene = stage.set_up()
    drop(scene)
    for _ in range(2):
        carry_on(scene, stage.act.channel)
    assert seen(scene) == stage.after


@BOTH
@pytest.mark.parametrize("loss", ["deleted", "before-the-post", "before-the-first-correction", "before-the-second"])
def test_a_story_corrected_twice_is_not_doubled(scene: Scene, channel: str, loss: str) -> None:
    """Whatever copy of the ledger comes back, the corrected post stays the only one and keeps its newest words."""
    story = scene.newsroom.write(1, **{"zalo" if channel == "facebook" else "facebook": None})
    copies: dict[str, Any] = {"before-the-post": copy_of(scene)}
    for name, title in (
        ("before-the-first-correction", None),
        ("before-the-second", "Sửa lần một"),
        ("", "Sửa lần hai"),
    ):
        if title is not None:
            scene.newsroom.change(story, {"title": title}, approve=True)
        scene.newsroom.deploy(scene.clock.now())
        carry_on(scene, channel)
        scene.clock.advance(minutes=10)
        copies[name] = copy_of(scene)
    public = public_ids(scene)
    assert len(public) == 1

    if loss == "deleted":
        drop(scene)
    else:
        restore(scene, copies[loss])
    items = carry_on(scene, channel)

    assert {item.state for item in items} == {State.SENT}
    assert public_ids(scene) == public == ids_in_ledger(items)
    ((words, _, _),) = seen(scene).posts
    assert words.startswith("Sửa lần hai")


@BOTH
@pytest.mark.parametrize("loss", ["deleted", "before-the-post", "before-the-withdrawal"])
def test_a_withdrawn_story_does_not_come_back(scene: Scene, channel: str, loss: str) -> None:
    """Whatever copy of the ledger comes back, a story that was taken down is neither posted again nor half-made."""
    story = scene.newsroom.write(1, **{"zalo" if channel == "facebook" else "facebook": None})
    copies = {"before-the-post": copy_of(scene)}
    scene.newsroom.deploy(scene.clock.now())
    carry_on(scene, channel)
    copies["before-the-withdrawal"] = copy_of(scene)
    scene.newsroom.change(story, WITHDRAWAL)
    carry_on(scene, channel)
    assert public_ids(scene) == []

    if loss == "deleted":
        drop(scene)
    else:
        restore(scene, copies[loss])
    carry_on(scene, channel)

    assert public_ids(scene) == []
    assert (scene.sandbox.facebook.posts(), scene.sandbox.zalo.articles()) == ([], [])
