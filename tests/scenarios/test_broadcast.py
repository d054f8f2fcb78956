"""The daily message to all followers: composed from what is public, sent once, never repeated on a guess."""

from __future__ import annotations

from typing import Any

from publishing_scene import Scene

from newsroom.outbox.model import State
from newsroom.plan_lines import Action

WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}
TEN_O_CLOCK = {"zalo": {"broadcast_at": "10:00"}}
"""The scene begins at nine; half an hour before ten it is sent."""


def asking(scene: Scene, *numbers: int) -> list[Any]:
    """Write stories that ask for a broadcast, and put them on the channel."""
    scene.options.update(TEN_O_CLOCK)
    stories = []
    for number in numbers:
        story = scene.newsroom.write(number, facebook=None)
        publish = {"website": {"at": "2026-11-23 08:00"}, "zalo": {"at": "2026-11-23 08:30", "broadcast": True}}
        scene.newsroom.change(story, {"publish": publish}, approve=True)
        stories.append(story)
    scene.newsroom.deploy(scene.clock.now())
    scene.run("zalo", wait=120)
    return stories


def later(scene: Scene, hours: float) -> None:
    scene.clock.advance(hours=hours)
    scene.run("zalo", wait=120)


def test_five_public_posts_go_out_in_one_message(scene: Scene) -> None:
    """Before its time the plan names the digest; at its time the five oldest go out; the sixth waits for tomorrow."""
    asking(scene, 1, 2, 3, 4, 5, 6)
    (line,) = [line for line in scene.plan() if line.entry is None]
    assert (line.action, len(line.members)) == (Action.WAIT, 5)
    assert "09:30" in line.reason("en")
    assert scene.sandbox.zalo.broadcasts() == []
    later(scene, 0.6)
    (message,) = scene.sandbox.zalo.broadcasts()
    shown = {article.id for article in scene.sandbox.zalo.shown()}
    assert len(message.article_ids) == 5
    assert set(message.article_ids) <= shown
    later(scene, 0.3)
    assert len(scene.sandbox.zalo.broadcasts()) == 1
    later(scene, 23.6)
    assert [len(m.article_ids) for m in scene.sandbox.zalo.broadcasts()] == [5, 1]


def test_a_story_that_does_not_ask_is_not_broadcast(scene: Scene) -> None:
    """Followers are told only of stories that ask for it."""
    scene.options.update(TEN_O_CLOCK)
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.run("zalo", wait=120)
    later(scene, 0.6)
    assert scene.sandbox.zalo.broadcasts() == []


def test_a_lost_answer_is_a_persons(scene: Scene) -> None:
    """A broadcast whose answer is lost is never sent again, on no day; a person is asked."""
    asking(scene, 1)
    scene.sandbox.faults.add("zalo", "message.send", kind="reset_after")
    later(scene, 0.6)
    for _ in range(4):
        later(scene, 24)
    assert len(scene.sandbox.zalo.broadcasts()) == 1
    (item,) = [item for item in scene.items() if item.purpose == "broadcast"]
    assert (item.state, item.needs_person) == (State.UNKNOWN, True)


def test_a_story_withdrawn_before_its_broadcast_is_not_in_it(scene: Scene) -> None:
    """What was taken down, or is no longer as approved, is left out of the day's message."""
    first, second, _ = asking(scene, 1, 2, 3)
    scene.newsroom.change(first, WITHDRAWAL)
    scene.newsroom.change(second, {"title": "Chưa ai duyệt"})
    later(scene, 0.6)
    (message,) = scene.sandbox.zalo.broadcasts()
    third = next(i for i in scene.items() if i.story_id == "GS-2026-0003" and i.purpose == "announce")
    assert list(message.article_ids) == [third.remote_id]


def test_the_months_number_is_kept(scene: Scene) -> None:
    """After the month's broadcasts are used the plan says so, and nothing is sent until the next month."""
    scene.options.update({"zalo": {"broadcast_at": "10:00", "broadcast_per_month": 2}})
    for number in (1, 2, 3):
        story = scene.newsroom.write(number, facebook=None)
        publish = {"website": {"at": "2026-11-23 08:00"}, "zalo": {"at": "2026-11-23 08:30", "broadcast": True}}
        scene.newsroom.change(story, {"publish": publish}, approve=True)
        scene.newsroom.deploy(scene.clock.now())
        scene.run("zalo", wait=120)
        later(scene, 0.6)
        later(scene, 23.4)
    assert len(scene.sandbox.zalo.broadcasts()) == 2
    (line,) = [line for line in scene.plan() if line.entry is None]
    assert "the month's 2 broadcasts are used" in line.reason("en")
    later(scene, 24 * 6 + 0.6)
    assert len(scene.sandbox.zalo.broadcasts()) == 3
