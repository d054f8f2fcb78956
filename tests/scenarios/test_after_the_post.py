"""What happens to a post after it went out: corrected, posted anew, held, changed by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from posted_already import BOTH, WITHDRAWAL, actions, decide, posted
from publishing_scene import ALWAYS_OPEN, Scene

from newsroom.drift import survey
from newsroom.outbox.model import Drift, State
from newsroom.outbox.pauses import pause, resume
from newsroom.plan_lines import Action
from newsroom.report_lines import Outcome


@BOTH
def test_newly_approved_words_replace_the_old_ones(scene: Scene, channel: str) -> None:
    """A corrected and approved story is corrected on the channel, in place, once; a second run finds nothing to do."""
    story = posted(scene, channel)
    before = scene.item("announce", channel)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    assert actions(scene) == [Action.CORRECT]
    (line,) = scene.run(channel)
    assert line.outcome is Outcome.WAITING  # the website does not show the new revision yet
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel)
    (shown,) = scene.posts(channel)
    assert shown.startswith("Tiêu đề đã sửa")
    assert scene.item("correct-1", channel).state is State.SENT
    assert scene.item("correct-1", channel).target == before.remote_id
    assert actions(scene) == [Action.DONE]
    assert scene.run(channel) == []


@BOTH
def test_a_second_correction_follows_the_first(scene: Scene, channel: str) -> None:
    """Every newly approved text gets a correction of its own, in order, and the last one is what the public sees."""
    story = posted(scene, channel)
    for number in (1, 2, 3):
        scene.newsroom.change(story, {"title": f"Sửa lần {number}"}, approve=True)
        scene.newsroom.deploy(scene.clock.now())
        scene.settle(channel)
    (shown,) = scene.posts(channel)
    assert shown.startswith("Sửa lần 3")
    assert [i.purpose for i in scene.items()] == ["announce", "correct-1", "correct-2", "correct-3"]


@BOTH
def test_text_changed_after_approval_is_not_sent(scene: Scene, channel: str) -> None:
    """An edit that nobody approved changes nothing on the channel, and the plan says why."""
    story = posted(scene, channel)
    scene.newsroom.change(story, {"title": "Chưa ai duyệt"})
    scene.settle(channel)
    assert not any("Chưa ai duyệt" in post for post in scene.posts(channel))
    (line,) = scene.plan()
    assert (line.action, "not approved again" in line.reason("en")) == (Action.CHANGED, True)


def test_pictures_of_a_facebook_post_cannot_be_changed(scene: Scene) -> None:
    """New pictures ask for a new post: the plan says so with the command, and only a person's word does it."""
    story = posted(scene, "facebook")
    first = scene.item("announce")
    picture = {"file": "bia.jpg", "alt": "Chị Mai ở quầy", "credit": "Văn phòng", "kind": "chan-dung"}
    scene.newsroom.change(story, {"pictures": [picture]}, approve=True)
    story.write_text(story.read_text(encoding="utf-8").replace("![Ấm trà trên bàn](hai.jpg)\n", ""), encoding="utf-8")
    scene.newsroom.approve(story)
    scene.newsroom.deploy(scene.clock.now())
    (line,) = scene.plan()
    assert (line.action, f"newsroom resolve {first.key} --repost" in line.reason("en")) == (Action.HELD, True)
    scene.settle("facebook")
    assert [p.id for p in scene.sandbox.facebook.published()] == [first.remote_id]
    decide(scene, first.key, "repost")
    scene.run("facebook", wait=60)
    assert scene.posts("facebook") == []
    scene.clock.advance(minutes=5)
    scene.settle("facebook")
    (post,) = scene.sandbox.facebook.published()
    assert (post.id != first.remote_id, len(post.photo_ids)) == (True, 1)
    assert [i.purpose for i in scene.items()] == ["announce", "withdraw", "announce-2"]
    assert actions(scene) == [Action.DONE]


@BOTH
def test_what_a_person_took_down_stays_down(scene: Scene, channel: str) -> None:
    """A post deleted on the channel by hand is neither posted again nor corrected; the plan says so."""
    story = posted(scene, channel)
    getattr(scene.sandbox, channel).delete(scene.item("announce", channel).remote_id)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(channel)
    assert scene.posts(channel) == []
    assert scene.item("announce", channel).drift is Drift.GONE
    assert scene.item("correct-1", channel).state is State.CANCELLED
    (line,) = scene.plan()
    assert "taken down on the channel by hand" in line.reason("en")


@BOTH
def test_looking_at_the_channel_finds_what_people_did(scene: Scene, channel: str) -> None:
    """A survey names posts edited, deleted and made by hand; nothing is written to the channel."""
    for number in (1, 2, 3):
        posted(scene, channel, number)
    wall = getattr(scene.sandbox, channel)
    ids = [scene.item("announce", channel, number).remote_id for number in (1, 2, 3)]
    if channel == "facebook":
        wall.edit(ids[0], "Ai đó viết lại hết.")
        foreign = wall.add_foreign_post("Bài của người khác")
    else:
        wall.edit(ids[0], title="Ai đó viết lại hết.")
        foreign = wall.add_foreign("Bài của người khác")
    wall.delete(ids[1])
    scene.clock.advance(minutes=1)
    before = [call.name for call in wall.calls()]
    store = scene.store()
    found = survey(store, {channel: scene.connect(channel)}, scene.clock.now(), 30)
    again = survey(store, {channel: scene.connect(channel)}, scene.clock.now(), 30)
    store.close()
    standings = {seen.sighting.remote_id: seen.sighting.standing.value for seen in found.seen}
    assert standings == {ids[0]: "edited", ids[1]: "gone", ids[2]: "as-sent", foreign: "foreign"}
    assert {seen.sighting.remote_id for seen in again.seen if seen.is_news} == {foreign}
    writes = {"create", "update", "delete", "remove"}
    assert not [name for name in (c.name for c in wall.calls()[len(before) :]) if name.split(".")[-1] in writes]
    scene.settle(channel)
    assert len(scene.posts(channel)) == 3  # the edited, the untouched and the foreign one


def test_a_hidden_article_is_not_shown_again(scene: Scene) -> None:
    """An article that a person hid stays hidden, also when its story is corrected."""
    story = posted(scene, "zalo")
    scene.sandbox.zalo.hide(scene.item("announce", "zalo").remote_id)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle("zalo")
    assert scene.posts("zalo") == []


@BOTH
def test_a_pause_holds_everything_but_taking_down(scene: Scene, channel: str) -> None:
    """One act stops posts and corrections on every channel; a withdrawn story still leaves; resuming goes on."""
    first = posted(scene, channel)
    second = scene.newsroom.write(2)
    scene.newsroom.deploy(scene.clock.now())
    store = scene.store()
    pause(store, "Quốc tang", "Chánh Văn phòng", scene.clock.now())
    store.close()
    scene.newsroom.change(first, WITHDRAWAL)
    for _ in range(3):
        scene.run(channel, wait=60)
        scene.clock.advance(minutes=20)
    assert scene.posts(channel) == []
    lines = [line for line in scene.plan() if line.channel == channel and line.entry.name.startswith("stories")]
    assert any("Quốc tang" in line.reason("vi") for line in lines)
    store = scene.store()
    assert resume(store, "Chánh Văn phòng", scene.clock.now())
    assert [e.event for e in store.events() if e.key == "*"] == ["paused", "resumed"]
    store.close()
    assert second.exists()
    scene.settle(channel)
    assert len(scene.posts(channel)) == 1


def test_a_pause_stops_what_is_half_made(scene: Scene) -> None:
    """An article that is being made when the pause comes stays hidden until it is lifted."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.run("zalo")
    store = scene.store()
    pause(store, "Quốc tang", "Chánh Văn phòng", scene.clock.now())
    for _ in range(5):
        scene.clock.advance(minutes=1)
        scene.run("zalo", wait=60)
        assert scene.posts("zalo") == []
    resume(store, "Chánh Văn phòng", scene.clock.now())
    store.close()
    scene.settle("zalo")
    assert len(scene.posts("zalo")) == 1


def test_old_stories_are_listed_and_not_posted(scene: Scene) -> None:
    """With a start date, a first run over an archive posts only what lies after it, and names the rest."""
    for number in range(1, 6):
        scene.newsroom.write(number, zalo=None, website="2026-10-01 08:00", facebook="2026-10-01 08:30")
    scene.newsroom.write(6, zalo=None)
    toml = scene.newsroom.folder / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "\n[publishing]\nstart = 2026-11-01\n", encoding="utf-8")
    scene.newsroom.reload()
    scene.newsroom.deploy()
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1
    reasons = [line.reason("en") for line in scene.plan() if line.action is Action.BLOCKED]
    assert len(reasons) == 5
    assert all("start date 01/11/2026" in reason for reason in reasons)


def test_two_days_of_outage_do_not_flood_the_channel(scene: Scene) -> None:
    """After two days without the platform posts keep gap and cap, and what is too late waits for a person."""
    for number in range(1, 9):
        day = 21 + number // 3
        scene.newsroom.write(
            number, zalo=None, website=f"2026-11-{day} 07:00", facebook=f"2026-11-{day} {8 + number % 3}:00"
        )
    scene.newsroom.deploy(scene.clock.now() + timedelta(days=2))
    window = ALWAYS_OPEN.model_copy(update={"gap_minutes": 60, "daily_cap": 3, "late_limit_hours": 24})
    sent: list[int] = []
    for _ in range(48):
        scene.run("facebook", window=window)
        sent.append(len(scene.sandbox.facebook.published()))
        scene.clock.advance(minutes=15)
    assert max(b - a for a, b in zip([0, *sent], sent, strict=False)) == 1
    assert sent[-1] == 3
    held = [line for line in scene.plan(window) if line.action is Action.HELD]
    assert held
    assert all("late" in line.reason("en") for line in held)


def test_the_first_comment_carries_the_link(scene: Scene) -> None:
    """With the link in the first comment, the comment follows its post exactly once, whatever happens to the answer."""
    scene.options["facebook"] = {"link_in": "comment"}
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "comments.create", kind="reset_after")
    scene.settle("facebook")
    (post,) = scene.sandbox.facebook.published()
    link = f"{scene.newsroom.website.url}2026/chi-mai-1/"
    assert link not in post.message
    assert [link in comment.message for comment in post.comments] == [True]
    assert [i.purpose for i in scene.items()] == ["announce", "comment"]


def test_a_comment_is_not_made_below_a_post_that_is_gone(scene: Scene) -> None:
    """A post deleted by hand before its comment gets none, and is remembered as gone."""
    scene.options["facebook"] = {"link_in": "comment"}
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "comments.list", kind="html_502", times=1)
    scene.run("facebook")
    scene.sandbox.facebook.delete(scene.item("announce").remote_id)
    scene.settle("facebook")
    assert scene.sandbox.facebook.comments() == []
    assert (scene.item("comment").state, scene.item("announce").drift) == (State.CANCELLED, Drift.GONE)


def test_a_refused_story_goes_out_after_it_was_changed_and_approved(scene: Scene) -> None:
    """What the platform refused is tried again by itself when other words were approved."""
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "feed.create", kind="refused")
    (item,) = scene.settle("facebook")
    assert item.state is State.FAILED
    scene.newsroom.change(story, {"title": "Viết lại cho đúng"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle("facebook")
    (post,) = scene.posts("facebook")
    assert post.startswith("Viết lại cho đúng")


def test_facebooks_own_clock(scene: Scene) -> None:
    """A post handed over to Facebook's clock becomes public at its time, and is recorded once."""
    scene.options["facebook"] = {"schedule": "facebook"}
    scene.newsroom.write(1, zalo=None, facebook="2026-11-23 15:00")
    scene.newsroom.deploy()
    scene.run("facebook")
    assert scene.posts("facebook") == []
    (item,) = scene.items()
    assert item.public_at is not None
    scene.clock.advance(hours=7)
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1
    assert [i.state for i in scene.items()] == [State.SENT]


@pytest.mark.parametrize("why", ["withdrawn", "changed", "paused"])
def test_a_scheduled_post_is_taken_back_in_time(scene: Scene, why: str) -> None:
    """What was handed over to Facebook's clock and may no longer go out is deleted there before its time."""
    scene.options["facebook"] = {"schedule": "facebook"}
    story = scene.newsroom.write(1, zalo=None, facebook="2026-11-23 15:00")
    scene.newsroom.deploy()
    scene.run("facebook")
    if why == "withdrawn":
        scene.newsroom.change(story, WITHDRAWAL)
    elif why == "changed":
        scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"})
    else:
        store = scene.store()
        pause(store, "Quốc tang", "Chánh Văn phòng", scene.clock.now())
        store.close()
    for _ in range(4):
        scene.clock.advance(minutes=10)
        scene.run("facebook", wait=60)
    assert scene.sandbox.facebook.posts() == []
    scene.clock.advance(hours=8)
    assert scene.posts("facebook") == []
