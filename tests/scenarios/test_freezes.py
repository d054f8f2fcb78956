"""Somebody asks whether a person is still exemplary: nothing more goes out about them, on any channel, at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from publishing_scene import CHANNELS, Office, Scene

from newsroom.gate import WEBSITE
from newsroom.outbox.model import Cause, State
from newsroom.plan_lines import Action
from newsroom.report_lines import Outcome
from newsroom.workspace import open_workspace
from publishers.http import Http

BOTH = pytest.mark.parametrize("channel", CHANNELS)
_WHY = ("--reason", "Đang xác minh đơn thư", "--by", "Chánh Văn phòng")


def freeze(office: Office, *more: str) -> None:
    assert office("freeze", "--person", "ho thi mai", *_WHY, *more)[0] == 0


def thaw(office: Office) -> None:
    assert office("thaw", "--person", "Ho Thi Mai", *_WHY)[0] == 0


def only(channel: str) -> dict[str, Any]:
    return {{"facebook": "zalo", "zalo": "facebook"}[channel]: None}


@BOTH
def test_a_freeze_stops_what_is_queued_already(scene: Scene, office: Office, channel: str) -> None:
    """A delivery that waits in the outbox stays there while its person is frozen, and goes out once when thawed."""
    scene.newsroom.write(1, **only(channel))
    scene.run(channel)  # queued; the website does not show the story yet
    assert [item.state for item in scene.items()] == [State.PENDING]
    freeze(office)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        scene.clock.advance(minutes=5)
        lines = scene.run(channel, wait=60)
        assert [(line.outcome, "frozen" in line.words.en) for line in lines] == [(Outcome.WAITING, True)]
    assert scene.posts(channel) == []
    (line,) = scene.plan()
    assert (line.action, "frozen since 23/11/2026" in line.reason("en")) == (Action.BLOCKED, True)
    thaw(office)
    scene.settle(channel)
    assert len(scene.posts(channel)) == 1


class _FreezingHttp(Http):
    """Has somebody freeze the person just before the first post is written."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office: Office | None = office

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Any:
        if writes and self._office is not None:
            freeze(self._office)
            self._office = None
        return super().ask(method, url, writes=writes, **request)


def test_a_freeze_counts_within_a_run(scene: Scene, office: Office) -> None:
    """Frozen while a run posts the first of two stories: the second one stays in, though the run began before."""
    scene.options["facebook"] = {"kind": "text"}
    for number in (1, 2):
        scene.newsroom.write(number, zalo=None)
    scene.newsroom.deploy()
    scene.run("facebook", wait=60, http=_FreezingHttp(office))
    assert len(scene.posts("facebook")) == 1
    assert sorted(item.state for item in scene.items()) == [State.PENDING, State.SENT]


def test_a_half_made_article_is_not_shown(scene: Scene, office: Office) -> None:
    """An article that Zalo still works on when its person is frozen stays hidden, and is shown once when thawed."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.sandbox.settings.change({"zalo_processing_seconds": 60})
    scene.run("zalo")
    freeze(office)
    for _ in range(6):
        scene.clock.advance(minutes=10)
        scene.run("zalo", wait=60)
    assert scene.posts("zalo") == []
    thaw(office)
    scene.settle("zalo")
    assert len(scene.posts("zalo")) == 1


def test_a_post_on_the_platforms_own_clock_is_taken_back(scene: Scene, office: Office) -> None:
    """What Facebook would show at its time is taken back when the person is frozen before."""
    scene.options["facebook"] = {"schedule": "facebook"}
    scene.newsroom.write(1, zalo=None, facebook="2026-11-23 14:00")
    scene.newsroom.deploy()
    for _ in range(3):
        scene.run("facebook", wait=60)
    assert len(scene.sandbox.facebook.unpublished()) == 1
    freeze(office)
    for _ in range(3):
        scene.run("facebook", wait=60)
        scene.clock.advance(minutes=20)
    assert scene.sandbox.facebook.unpublished() == []
    scene.clock.advance(hours=6)
    assert scene.posts("facebook") == []


@BOTH
def test_what_is_public_stays_as_it_is(scene: Scene, office: Office, channel: str) -> None:
    """A post that is out stays, its correction waits, and the page stays unless the office hides it too."""
    story = scene.newsroom.write(1, **only(channel))
    scene.newsroom.deploy()
    scene.settle(channel)
    freeze(office)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa", "status": "correction"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel, rounds=2)
    (shown,) = scene.posts(channel)
    assert not shown.startswith("Tiêu đề đã sửa")
    (line,) = scene.plan()
    assert (line.action, "what is public stays" in line.reason("en")) == (Action.WAIT, True)

    def page_is_shown() -> bool:
        workspace = open_workspace(scene.newsroom.config, scene.clock.now())
        return workspace.verdict(workspace.files[0], WEBSITE).allowed

    assert page_is_shown()
    freeze(office, "--hide-page")
    assert not page_is_shown()


@BOTH
def test_an_expired_consent_takes_the_post_down(scene: Scene, channel: str) -> None:
    """On the day after a consent's last day the post leaves the channel, without anybody's doing."""
    story = scene.newsroom.write(1, **only(channel))
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("pictures: true}", "pictures: true, until: 2026-11-24}"), encoding="utf-8")
    scene.newsroom.approve(story)
    scene.newsroom.deploy()
    scene.settle(channel)
    scene.clock.at = scene.clock.at.replace(day=24, hour=16, minute=50)  # ten minutes before midnight at the office
    scene.run(channel, wait=60)
    assert len(scene.posts(channel)) == 1
    scene.clock.at += timedelta(minutes=11)
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert scene.item("withdraw", channel).cause is Cause.CONSENT
