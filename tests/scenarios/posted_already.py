"""A post that is on the wall already: how the tests of what happens to it afterwards begin."""

from __future__ import annotations

from typing import Any

import pytest
from publishing_scene import CHANNELS, Scene

from newsroom.deciding import Decider
from newsroom.plan_lines import Action

WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}
BOTH = pytest.mark.parametrize("channel", CHANNELS)


def posted(scene: Scene, channel: str, number: int = 1) -> Any:
    """Bring one story onto a channel and return its file."""
    other = {"facebook": "zalo", "zalo": "facebook"}[channel]
    story = scene.newsroom.write(number, **{other: None})
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel)
    assert len(scene.posts(channel)) >= 1
    return story


def actions(scene: Scene) -> list[Action]:
    return [line.action for line in scene.plan()]


def decide(scene: Scene, key: str, what: str) -> None:
    store = scene.store()
    getattr(Decider(store, "Chị Lan", scene.clock.now()), what)(store.get(key))
    store.close()
