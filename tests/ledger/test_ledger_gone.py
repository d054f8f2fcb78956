"""The database is gone and no export was kept: what stands on the channels is taken over, and nobody hears it twice."""

from __future__ import annotations

import pytest
from busy_office import drop
from publishing_scene import CHANNELS, Scene


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_post_that_is_taken_over_shows_what_was_approved_since(scene: Scene, channel: str) -> None:
    """A story approved anew after the loss is found by its address and brought up to date, in place, once."""
    story = scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel)
    drop(scene)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(6):
        scene.run(channel, wait=60)
        scene.clock.advance(minutes=20)
    (shown,) = scene.posts(channel)
    assert shown.startswith("Tiêu đề đã sửa")


@pytest.mark.parametrize("days", [0, 1])
def test_followers_are_not_told_again(scene: Scene, days: int) -> None:
    """Nobody can look whether a broadcast went out, so a post that was taken over is not broadcast by itself."""
    scene.options["zalo"] = {"broadcast_at": "09:30"}
    # Were it tried, the platform would send it.
    scene.sandbox.settings.change({"zalo_broadcasts_per_day": 9})
    story = scene.newsroom.write(1, facebook=None)
    publish = {"website": {"at": "2026-11-23 08:00"}, "zalo": {"at": "2026-11-23 08:30", "broadcast": True}}
    scene.newsroom.change(story, {"publish": publish}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        scene.run("zalo", wait=60)
    assert len(scene.sandbox.zalo.broadcasts()) == 1
    drop(scene)
    scene.clock.advance(days=days)
    for _ in range(3):
        scene.run("zalo", wait=60)
    assert len(scene.sandbox.zalo.broadcasts()) == 1
