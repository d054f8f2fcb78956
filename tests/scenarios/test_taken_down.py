"""A story that may no longer be shown leaves the channels: withdrawn, or a consent taken back."""

from __future__ import annotations

from posted_already import BOTH, WITHDRAWAL, actions, decide, posted
from publishing_scene import Scene

from newsroom.outbox.model import Cause, State
from newsroom.plan_lines import Action


@BOTH
def test_one_withdrawal_takes_it_down_once(scene: Scene, channel: str) -> None:
    """A withdrawn story leaves the channel, the ledger says so, and nothing brings it back."""
    story = posted(scene, channel)
    scene.newsroom.change(story, WITHDRAWAL)
    assert actions(scene) == [Action.WITHDRAW]
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert (scene.item("withdraw", channel).state, scene.item("withdraw", channel).cause) == (
        State.SENT,
        Cause.WITHDRAWAL,
    )
    calls = len(getattr(scene.sandbox, channel).calls())
    scene.settle(channel)
    assert len(getattr(scene.sandbox, channel).calls()) == calls


@BOTH
def test_a_withdrawal_that_is_taken_back_waits_for_a_person(scene: Scene, channel: str) -> None:
    """A story that may be shown again is posted anew only on a person's word, and can be taken down again."""
    story = posted(scene, channel)
    text = story.read_text(encoding="utf-8")
    scene.newsroom.change(story, WITHDRAWAL)
    scene.settle(channel)
    story.write_text(text, encoding="utf-8")
    scene.settle(channel)
    assert scene.posts(channel) == []
    (line,) = scene.plan()
    assert (line.action, "--repost" in line.reason("en")) == (Action.HELD, True)
    decide(scene, scene.item("withdraw", channel).key, "repost")
    scene.clock.advance(minutes=5)
    scene.settle(channel)
    assert len(scene.posts(channel)) == 1
    scene.newsroom.change(story, WITHDRAWAL)
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert scene.item("withdraw-2", channel).state is State.SENT


@BOTH
def test_what_is_gone_already_counts_as_taken_down(scene: Scene, channel: str) -> None:
    """A post that a person deleted first makes the withdrawal a success, not an error."""
    story = posted(scene, channel)
    getattr(scene.sandbox, channel).delete(scene.item("announce", channel).remote_id)
    scene.newsroom.change(story, WITHDRAWAL)
    scene.settle(channel)
    assert scene.item("withdraw", channel).state is State.SENT


@BOTH
def test_withdrawn_consent_takes_the_post_down(scene: Scene, channel: str) -> None:
    """A person who takes the consent back leaves the channel without a new approval by anybody."""
    story = posted(scene, channel)
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("pictures: true}", "pictures: true, withdrawn: 2026-11-23}"), encoding="utf-8")
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert scene.item("withdraw", channel).cause is Cause.CONSENT


@BOTH
def test_withdrawn_consent_of_somebody_pictured_takes_the_post_down(scene: Scene, channel: str) -> None:
    """A neighbour in a picture, whom the story is not about, takes the consent back and leaves every channel."""
    story = scene.newsroom.write(1)
    text = story.read_text(encoding="utf-8")
    of_neighbour = text.replace("alt: Ấm trà trên bàn", "alt: Anh Hồ Văn Thông bên ấm trà, people: [Hồ Văn Thông]")
    story.write_text(of_neighbour, encoding="utf-8")
    scene.newsroom.approve(story)
    scene.newsroom.deploy()
    scene.settle(channel)
    assert scene.posts(channel) == []
    agreed = "  - {ref: DY-2026-002, subject: Hồ Văn Thông, date: 2026-10-03, channels: [%s], pictures: true}\n"
    with_leave = of_neighbour.replace("verified:", agreed % "website, facebook, zalo" + "verified:")
    story.write_text(with_leave, encoding="utf-8")
    scene.newsroom.approve(story)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel)
    assert len(scene.posts(channel)) == 1
    taken_back = agreed.replace("true}", "true, withdrawn: 2026-11-23}") % "website, facebook, zalo"
    approved = story.read_text(encoding="utf-8")
    story.write_text(approved.replace(agreed % "website, facebook, zalo", taken_back), encoding="utf-8")
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert scene.item("withdraw", channel).cause is Cause.CONSENT


def test_a_slip_does_not_take_everything_down(scene: Scene) -> None:
    """More posts than the limit that would go for one reason wait for a person; written withdrawals do not."""
    stories = [scene.newsroom.write(number, zalo=None) for number in range(1, 10)]
    scene.newsroom.deploy()
    scene.settle("facebook")
    for story in stories[:8]:
        text = story.read_text(encoding="utf-8")
        story.write_text(text.replace("pictures: true}", "pictures: true, withdrawn: 2026-11-23}"), encoding="utf-8")
    scene.newsroom.change(stories[8], WITHDRAWAL)
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 8
    assert actions(scene).count(Action.HELD) == 8
    decide(scene, scene.item("announce").key, "take_down")
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 7
