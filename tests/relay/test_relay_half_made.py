"""A post that is half-made when the world changes: withdrawn, edited, out of hours, beside another story."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hand_made import Killed, KillingHttp
from publishing_scene import ALWAYS_OPEN, Scene

from newsroom.config import Window
from newsroom.outbox.model import State
from newsroom.plan_lines import Action
from newsroom.report_lines import Outcome

WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}


def half_made(scene: Scene, *, asked_to_show: bool) -> None:
    """Bring one Zalo article to where it waits for the platform: hidden, or about to be shown."""
    scene.sandbox.settings.change({"zalo_processing_seconds": 60})
    scene.run("zalo")
    if asked_to_show:
        scene.clock.advance(seconds=61)
        scene.run("zalo")
    expected = {"article", "job"} if asked_to_show else {"job"}
    (item,) = scene.items()
    assert item.handle is not None
    assert expected <= set(item.handle)


def actions(scene: Scene) -> list[Action]:
    return [line.action for line in scene.plan()]


def test_withdrawn_while_zalo_is_about_to_show_it(scene: Scene) -> None:
    """A story withdrawn after `show` was asked for is not written off: it is found public, and taken down."""
    story = scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=True)
    scene.newsroom.change(story, WITHDRAWAL)
    for _ in range(20):
        scene.clock.advance(seconds=61)
        scene.run("zalo", wait=60)
    (post, takedown) = scene.items()
    assert (post.purpose, post.state, bool(post.remote_url)) == ("announce", State.SENT, True)
    assert (takedown.purpose, takedown.state) == ("withdraw", State.SENT)
    assert scene.posts("zalo") == []
    assert actions(scene) == [Action.DONE]


def test_withdrawn_while_still_hidden(scene: Scene) -> None:
    """A story withdrawn while its article is hidden is cancelled, after a look, and never shown."""
    story = scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=False)
    scene.newsroom.change(story, WITHDRAWAL)
    items = scene.settle("zalo")
    assert [item.state for item in items] == [State.CANCELLED]
    assert scene.posts("zalo") == []


def test_edited_while_zalo_is_about_to_show_it(scene: Scene) -> None:
    """Newly approved words neither make a second article nor pass for what is public: a correction follows."""
    story = scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=True)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy()
    for _ in range(20):
        if scene.posts("zalo"):
            break
        scene.clock.advance(seconds=61)
        scene.run("zalo")
    assert scene.posts("zalo") == ["Chị Mai mở cửa sớm lần thứ 1"]
    assert actions(scene) == [Action.CORRECT]
    scene.settle("zalo")
    assert scene.posts("zalo") == ["Tiêu đề đã sửa"]
    assert actions(scene) == [Action.DONE]


def test_edited_while_still_hidden(scene: Scene) -> None:
    """A half-made hidden article is let go of, and the newly approved words are what the public sees, once."""
    story = scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=False)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy()
    assert [item.state for item in scene.settle("zalo")] == [State.SENT]
    assert scene.posts("zalo") == ["Tiêu đề đã sửa"]


def test_a_hidden_facebook_post_of_old_words_is_not_shown(scene: Scene) -> None:
    """An unpublished leftover with words that are no longer the approved ones stays unpublished."""
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    prefix = f"{scene.sandbox.base_url}/graph"
    with pytest.raises(Killed):
        scene.run("facebook", http=KillingHttp(prefix, 6, after=True))
    assert len(scene.sandbox.facebook.unpublished()) == 1
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy()
    assert [item.state for item in scene.settle("facebook")] == [State.SENT]
    (post,) = scene.posts("facebook")
    assert post.startswith("Tiêu đề đã sửa")


def test_a_leftover_of_a_lost_ledger_is_not_shown(scene: Scene) -> None:
    """Without its ledger an unpublished post cannot be trusted to hold the approved pictures; a new one is made."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    with pytest.raises(Killed):
        scene.run("facebook", http=KillingHttp(f"{scene.sandbox.base_url}/graph", 6, after=True))
    leftover = scene.sandbox.facebook.unpublished()[0].id
    (scene.folder / "newsroom.db").unlink()
    scene.settle("facebook")
    (post,) = scene.sandbox.facebook.published()
    assert post.id != leftover


def test_the_window_closes_while_zalo_works(scene: Scene) -> None:
    """What became public by itself after closing time is recorded as sent, not left pending until the morning."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=True)
    closed = ALWAYS_OPEN.model_copy(update={"opens": ALWAYS_OPEN.opens.replace(hour=20)})
    scene.clock.advance(seconds=61)
    (line,) = scene.run("zalo", window=closed)
    assert line.outcome is Outcome.ADOPTED
    assert [item.state for item in scene.items()] == [State.SENT]


def test_a_closed_window_holds_a_hidden_article(scene: Scene) -> None:
    """A half-made post that shows nothing yet waits for the window, however often the relay runs, and goes on then."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    half_made(scene, asked_to_show=False)
    closed = ALWAYS_OPEN.model_copy(update={"opens": ALWAYS_OPEN.opens.replace(hour=20)})
    for _ in range(4):
        scene.clock.advance(minutes=10)
        scene.run("zalo", window=closed, wait=60)
        assert scene.posts("zalo") == []
    assert [item.state for item in scene.settle("zalo")] == [State.SENT]
    assert len(scene.posts("zalo")) == 1


def test_the_gap_holds_between_two_articles_that_are_being_made(scene: Scene) -> None:
    """Two stories due at once on a channel that takes its time are still shown at least the gap apart."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.write(2, facebook=None)
    scene.run("zalo")  # both are queued; their pages are not live
    assert len(scene.items()) == 2
    scene.newsroom.deploy()
    scene.clock.advance(minutes=5)
    window = Window(opens="00:00", closes="23:59", gap_minutes=20, daily_cap=10, late_limit_hours=24)
    shown = {}
    for _ in range(30):
        scene.run("zalo", window=window, wait=30)
        for article in scene.sandbox.zalo.shown():
            shown.setdefault(article.id, scene.clock.now())
        scene.clock.advance(minutes=1)
    first, second = sorted(shown.values())
    assert second - first >= timedelta(minutes=19)


def test_uploaded_photos_that_are_gone_are_uploaded_again(scene: Scene) -> None:
    """Facebook deletes unused photos after a day; the post is then made anew, not given up."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "feed.create", kind="photo_lost")
    assert [item.state for item in scene.settle("facebook")] == [State.SENT]
    assert len(scene.posts("facebook")) == 1
    assert len(scene.sandbox.facebook.published()[0].photo_ids) == 2
