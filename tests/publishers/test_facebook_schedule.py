"""Handing the clock to Facebook: the post goes out once, at its time, whatever becomes of the schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from facebook_scene import Scene, carry_out, fb, loopback, stepped, web

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import OutcomeUnknown, SeveralFound
from publishers.facebook_page.publisher import FacebookPage

__all__ = ["fb", "loopback", "web"]


def scheduled(fb: Scene, hours: float = 5, kind: str = "photos", number: int = 1) -> tuple[FacebookPage, Delivery]:
    """Return a publisher that hands over, and a delivery that was handed over."""
    page, post = fb.page(schedule="facebook"), fb.post(number, kind=kind)
    due = fb.clock.now() + timedelta(hours=hours)
    delivery = fb.delivery(page.render(post), post, due=due)
    return page, stepped(page, delivery, {"photos": 3, "link": 2, "text": 1}[kind])


def test_own_clock_hands_nothing_over(fb: Scene) -> None:
    """By default the newsroom keeps the clock, and says that it wants posts at their time only."""
    assert fb.page().ahead == timedelta(0)
    assert fb.page(schedule="facebook").ahead == timedelta(days=28)
    page, post = fb.page(), fb.post(kind="text")
    carry_out(page, fb.delivery(page.render(post), post, due=fb.clock.now() + timedelta(hours=1)), fb.clock)
    assert fb.wall.published()[0].scheduled_at is None


@pytest.mark.parametrize("kind", ["photos", "link", "text"])
def test_facebook_publishes_at_the_time(fb: Scene, kind: str) -> None:
    """The post is handed over complete, appears at its time without us, and is then read back as ours."""
    page, delivery = scheduled(fb, kind=kind)
    assert delivery.handle is not None
    assert delivery.due is not None
    (waiting,) = fb.wall.unpublished()
    assert (waiting.id, waiting.scheduled_at) == (delivery.handle["post"], delivery.due)
    assert all(photo.temporary for photo in fb.wall.photos_of(waiting.id))
    again = page.publish(delivery)
    assert isinstance(again, Progress)
    assert again.public_at == delivery.due
    assert again.wait_seconds == 5 * 3600 + 30
    fb.clock.advance(hours=5)
    assert len(fb.wall.published()) == 1
    receipt = page.publish(delivery)
    assert isinstance(receipt, Receipt)
    assert receipt.posted_at == delivery.due
    assert len(fb.wall.published()) == 1


@pytest.mark.parametrize(
    ("ahead", "handed_over"),
    [
        (timedelta(minutes=15), True),
        (timedelta(minutes=14, seconds=59), False),
        (timedelta(days=28), True),
        (timedelta(days=28, seconds=1), False),
        (timedelta(0), False),
    ],
)
def test_the_window_of_handing_over(fb: Scene, ahead: timedelta, handed_over: bool) -> None:
    """From 15 minutes to 28 days Facebook gets it; outside our own clock does it, and never before the time."""
    page, post = fb.page(schedule="facebook"), fb.post(kind="text")
    due = fb.clock.now() + ahead
    delivery = fb.delivery(page.render(post), post, due=due)
    done = page.publish(delivery)
    assert isinstance(done, Progress)
    assert (done.public_at == due) is handed_over
    assert fb.wall.published() == []
    receipt = carry_out(page, replace(delivery, handle=done.handle), fb.clock)
    assert receipt.posted_at is not None
    assert due <= receipt.posted_at <= due + timedelta(minutes=1)


@pytest.mark.parametrize("remembers", [True, False])
def test_a_scheduled_post_is_found_before_and_after_its_time(fb: Scene, remembers: bool) -> None:
    """With its handle or with nothing but the story's address, and finding writes nothing."""
    _, delivery = scheduled(fb)
    known = delivery if remembers else replace(delivery, handle=None)
    found = fb.page(schedule="facebook").find(known)
    assert isinstance(found, Progress)
    assert found.public_at == delivery.due
    assert delivery.handle is not None
    assert found.handle["post"] == delivery.handle["post"]
    fb.clock.advance(hours=6)
    after = fb.page(schedule="facebook").find(known)
    assert isinstance(after, Receipt)
    assert after.remote_id == delivery.handle["post"]
    assert len(fb.wall.posts()) == 1


def test_it_is_found_though_it_was_made_weeks_before(fb: Scene) -> None:
    """When `created_time` stays the moment of handing over, the post is older than `since`, and found all the same."""
    fb.sandbox.settings.change({"facebook_created_time_on_publish": False})
    _, delivery = scheduled(fb, hours=24 * 20, kind="text")
    fb.clock.advance(days=20, minutes=1)
    lost = replace(delivery, handle=None, since=fb.clock.now() - timedelta(hours=6))
    found = fb.page(schedule="facebook").find(lost)
    assert isinstance(found, Receipt)


def test_one_that_vanished_is_looked_for_and_made_again(fb: Scene) -> None:
    """A scheduled post that disappears at its time is unknown; a look finds nothing, and it is posted once."""
    fb.sandbox.settings.change({"facebook_scheduled_vanish": True})
    page, delivery = scheduled(fb)
    fb.clock.advance(hours=5, seconds=30)
    with pytest.raises(OutcomeUnknown):
        page.publish(delivery)
    assert fb.page(schedule="facebook").find(delivery) is None
    carry_out(page, replace(delivery, handle=None), fb.clock)
    assert len(fb.wall.published()) == 1


def test_a_time_that_facebook_refuses_costs_nothing(fb: Scene) -> None:
    """When Facebook takes fewer days than we believe, our own clock posts at the time."""
    fb.sandbox.settings.change({"facebook_schedule_max_days": 5})
    page, post = fb.page(schedule="facebook"), fb.post()
    due = fb.clock.now() + timedelta(days=10)
    receipt = carry_out(page, fb.delivery(page.render(post), post, due=due), fb.clock)
    assert receipt.posted_at == due
    assert len(fb.wall.posts()) == 1


@pytest.mark.parametrize("hours", [2.0, 9.0])
def test_another_time_is_told_to_facebook(fb: Scene, hours: float) -> None:
    """A story that is rescheduled while Facebook holds it appears at its new time, once."""
    page, delivery = scheduled(fb)
    moved = replace(delivery, due=fb.clock.now() + timedelta(hours=hours))
    done = page.publish(moved)
    assert isinstance(done, Progress)
    assert done.public_at == moved.due
    receipt = carry_out(page, replace(moved, handle=done.handle), fb.clock)
    assert receipt.posted_at == moved.due
    assert len(fb.wall.posts()) == 1


def test_wanted_at_once_after_all(fb: Scene) -> None:
    """A new time too near for Facebook's clock is kept by our own hand, with the same post."""
    page, delivery = scheduled(fb)
    moved = replace(delivery, due=fb.clock.now() + timedelta(minutes=5))
    receipt = carry_out(page, moved, fb.clock)
    assert delivery.handle is not None
    assert receipt.remote_id == delivery.handle["post"]
    assert receipt.posted_at == moved.due
    assert len(fb.wall.posts()) == 1


def test_wanted_a_little_later_than_facebook_knows(fb: Scene) -> None:
    """When the old time is nearer than the new one and both are near, the post is taken back, not shown early."""
    page, delivery = scheduled(fb, hours=1)
    fb.clock.advance(minutes=58)
    moved = replace(delivery, due=fb.clock.now() + timedelta(minutes=12))
    receipt = carry_out(page, moved, fb.clock)
    assert receipt.posted_at == moved.due
    assert len(fb.wall.posts()) == 1


def test_photos_uploaded_for_the_other_way_are_not_used(fb: Scene) -> None:
    """A delivery that falls out of the window between two photos starts its photos anew."""
    page, post = fb.page(schedule="facebook"), fb.post()
    delivery = fb.delivery(page.render(post), post, due=fb.clock.now() + timedelta(minutes=20))
    begun = stepped(page, delivery, 1)
    fb.clock.advance(minutes=20)
    receipt = carry_out(page, begun, fb.clock)
    photos = fb.wall.photos_of(receipt.remote_id)
    assert [photo.temporary for photo in photos] == [False, False]


def test_facebooks_clock_that_does_nothing_is_helped(fb: Scene) -> None:
    """Ten minutes after the time we publish the post ourselves, by its id."""
    page, delivery = scheduled(fb, kind="text")
    assert delivery.handle is not None
    # The sandbox's clock stands still while ours goes on: Facebook is late.
    fb.sandbox.clock.advance(-3600)
    fb.clock.advance(hours=5, minutes=1)
    waiting = page.publish(delivery)
    assert isinstance(waiting, Progress)
    assert waiting.wait_seconds == 60
    assert fb.wall.published() == []
    fb.clock.advance(minutes=10)
    receipt = page.publish(delivery)
    assert isinstance(receipt, Receipt)
    assert [post.id for post in fb.wall.published()] == [delivery.handle["post"]]
    assert fb.wall.unpublished() == []


def test_a_scheduled_post_with_other_words_asks_a_person(fb: Scene) -> None:
    """A post about our story that Facebook will publish with words nobody approved now is neither taken nor ignored."""
    scheduled(fb, kind="text")
    page, post = fb.page(schedule="facebook"), fb.post(kind="text", text="Lời khác")
    with pytest.raises(SeveralFound, match="scheduled"):
        page.find(fb.delivery(page.render(post), post))


@pytest.mark.parametrize("remembers", [True, False])
def test_withdrawing_stops_a_scheduled_post(fb: Scene, remembers: bool) -> None:
    """The half-made post is deleted by its handle, or found when the answer to handing it over was lost."""
    page, delivery = scheduled(fb)
    undo = replace(delivery, purpose="withdraw", handle=delivery.handle if remembers else {"photos": []})
    assert page.find(undo) is None
    page.withdraw(undo)
    assert fb.wall.posts() == []
    assert isinstance(page.find(undo), Receipt)
