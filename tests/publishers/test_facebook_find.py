"""Finding our own posts: by their marks, cheaply, and never by memory alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from facebook_scene import SINCE, CountingHttp, Scene, carry_out, fb, loopback, stepped, web

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import NotAuthorized, Rejected, SeveralFound, Unavailable
from publishers.facebook_page.listing import Listing
from publishers.facebook_page.publisher import FacebookPage

__all__ = ["fb", "loopback", "web"]


def announced(fb: Scene, page: FacebookPage, number: int = 1, **changes: Any) -> tuple[Delivery, Receipt]:
    post = fb.post(number, **changes)
    delivery = fb.delivery(page.render(post), post)
    return delivery, carry_out(page, delivery, fb.clock)


@pytest.mark.parametrize("link_in", ["text", "comment"])
@pytest.mark.parametrize("kind", ["photos", "photo", "link", "text"])
def test_every_kind_is_found_without_its_handle(fb: Scene, kind: str, link_in: str) -> None:
    """A publisher that knows nothing finds the post again, with the receipt's id; another story is not found."""
    delivery, receipt = announced(fb, fb.page(), kind=kind, link_in=link_in)
    assert fb.page().find(delivery) == receipt
    assert fb.page().find(replace(delivery, purpose="announce-2")) == receipt
    other = fb.post(2, kind=kind, link_in=link_in)
    assert fb.page().find(fb.delivery(fb.page().render(other), other)) is None


def test_a_post_made_by_hand_is_found_by_its_preview(fb: Scene) -> None:
    """Somebody shared the story's page with words of their own: that is the post, and none is made beside it."""
    page, post = fb.page(), fb.post()
    identity = fb.wall.add_foreign_post("Mời bà con đọc", post.link + "?utm_source=zalo")
    found = page.find(fb.delivery(page.render(post), post))
    assert isinstance(found, Receipt)
    assert found.remote_id == identity


def test_two_public_posts_are_for_a_person_to_settle(fb: Scene) -> None:
    """Both are named."""
    page, post = fb.page(), fb.post()
    both = [fb.wall.add_foreign_post(f"{words} {post.link}") for words in ("một", "hai")]
    with pytest.raises(SeveralFound) as raised:
        page.find(fb.delivery(page.render(post), post))
    assert all(identity in str(raised.value) for identity in both)


def test_what_is_older_than_since_is_not_ours(fb: Scene) -> None:
    """A post from before this delivery could exist is left alone; one of the very same second is not."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    fb.wall.add_foreign_post(f"Bài cũ {post.link}")
    same_second = fb.clock.now() + timedelta(microseconds=900_000)
    assert isinstance(page.find(replace(delivery, since=same_second)), Receipt)
    assert page.find(replace(delivery, since=fb.clock.now() + timedelta(seconds=1))) is None


def test_a_hidden_post_still_counts(fb: Scene) -> None:
    """What a person hid is not posted again."""
    delivery, receipt = announced(fb, fb.page())
    fb.wall.hide(receipt.remote_id)
    found = fb.page().find(delivery)
    assert isinstance(found, Receipt)
    assert found.remote_id == receipt.remote_id


@pytest.mark.parametrize("kind", ["photos", "link", "text"])
def test_a_lost_answer_to_the_creation_is_taken_up(fb: Scene, kind: str) -> None:
    """The unpublished post is found by its words and exactly this delivery's photos or link, and becomes the one."""
    page, post = fb.page(), fb.post(kind=kind)
    begun = stepped(page, fb.delivery(page.render(post), post), {"photos": 2, "link": 1, "text": 0}[kind])
    page.publish(begun)
    (made,) = fb.wall.unpublished()
    found = fb.page().find(begun)
    assert isinstance(found, Progress)
    assert found.handle["post"] == made.id
    carry_out(fb.page(), replace(begun, handle=found.handle), fb.clock)
    assert [item.id for item in fb.wall.published()] == [made.id]


def test_leftovers_with_other_pictures_or_words_are_left(fb: Scene) -> None:
    """An unpublished post of an earlier version never becomes public: not with other photos, not with other words."""
    page, post = fb.page(), fb.post()
    old = stepped(page, fb.delivery(page.render(post), post), 3)
    assert old.handle is not None
    newer = stepped(page, replace(old, handle=None), 2)
    assert newer.handle is not None
    assert newer.handle["photos"] != old.handle["photos"]
    assert fb.page().find(newer) is None
    assert fb.page().find(replace(old, handle=None)) is None
    same_photos = {"photos": old.handle["photos"]}
    assert isinstance(fb.page().find(replace(old, handle=same_photos)), Progress)
    reworded = fb.page().render(replace(post, text="Lời khác"))
    assert fb.page().find(replace(old, handle=same_photos, payload=reworded)) is None


def test_a_thousand_looks_do_not_list_the_page_a_thousand_times(fb: Scene) -> None:
    """With 250 posts on the Page, a hundred looks in one run read the whole list once and then its top only."""
    for number in range(250):
        fb.wall.add_foreign_post(f"Bài {number}")
    http = CountingHttp()
    page = fb.page(http)
    for number in range(1, 101):
        post = fb.post(number, kind="photo")
        assert page.find(fb.delivery(page.render(post), post)) is None
    limits = [request["params"]["limit"] for _, url, request in http.sent if url.endswith("published_posts")]
    assert limits.count("100") == 3
    assert limits.count("10") == 99
    assert sum(url.endswith("scheduled_posts") for _, url, _ in http.sent) == 1


def test_new_posts_at_the_top_are_seen_at_once(fb: Scene) -> None:
    """However many posts appeared since the last look, ours is among those read."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    fb.wall.add_foreign_post("Bài đầu")
    assert page.find(delivery) is None
    identity = fb.wall.add_foreign_post(f"Của chúng tôi {post.link}")
    for number in range(150):
        fb.wall.add_foreign_post(f"Bài {number}")
    found = page.find(delivery)
    assert isinstance(found, Receipt)
    assert found.remote_id == identity


def test_memory_is_asked_about_before_it_is_believed(fb: Scene) -> None:
    """A remembered post that was deleted or rewritten by hand in the meantime is not reported as there."""
    page = fb.page()
    delivery, receipt = announced(fb, page)
    assert isinstance(page.find(delivery), Receipt)
    fb.wall.edit(receipt.remote_id, "Người khác viết lại")
    assert page.find(delivery) is None
    fb.wall.edit(receipt.remote_id, f"Lại có {delivery.link}")
    assert isinstance(page.find(delivery), Receipt)
    fb.wall.delete(receipt.remote_id)
    assert page.find(delivery) is None


def test_memory_ends_after_two_minutes(fb: Scene) -> None:
    """A post whose words were changed by hand far down the list is noticed once the list is read anew."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    buried = fb.wall.add_foreign_post("Bài bị vùi")
    for number in range(20):
        fb.wall.add_foreign_post(f"Bài {number}")
    assert page.find(delivery) is None
    fb.wall.edit(buried, f"Nay có {post.link}")
    fb.clock.advance(seconds=121)
    assert isinstance(page.find(delivery), Receipt)


def test_a_clock_set_back_does_not_keep_memory(fb: Scene) -> None:
    """What was remembered in a future that did not come is read anew."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    buried = fb.wall.add_foreign_post("Bài bị vùi")
    for number in range(20):
        fb.wall.add_foreign_post(f"Bài {number}")
    assert page.find(delivery) is None
    fb.wall.edit(buried, f"Nay có {post.link}")
    fb.sandbox.clock.advance(3600)
    fb.clock.advance(hours=-1)
    assert isinstance(page.find(delivery), Receipt)


def test_an_earlier_since_reads_further_back(fb: Scene) -> None:
    """A second delivery that may be older makes the list be read on, not only what is remembered."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    identity = fb.wall.add_foreign_post(f"Xa xưa {post.link}")
    fb.clock.advance(hours=2)
    for number in range(120):
        fb.wall.add_foreign_post(f"Bài {number}")
    assert page.find(replace(delivery, since=fb.clock.now() - timedelta(hours=1))) is None
    found = page.find(replace(delivery, since=SINCE))
    assert isinstance(found, Receipt)
    assert found.remote_id == identity


def test_a_lost_write_makes_everything_be_read_again(fb: Scene) -> None:
    """After an answer that did not come, the post that was made all the same is found in the same run."""
    page, post = fb.page(schedule="facebook"), fb.post(kind="text")
    due = fb.clock.now() + timedelta(hours=3)
    delivery = fb.delivery(page.render(post), post, due=due)
    assert page.find(delivery) is None
    fb.sandbox.faults.add("facebook", "feed.create", kind="reset_after")
    with pytest.raises(Exception, match="connection"):
        page.publish(delivery)
    found = page.find(delivery)
    assert isinstance(found, Progress)
    assert found.public_at == due


def test_without_the_previews_fields_the_page_is_still_looked_through(fb: Scene) -> None:
    """If Facebook does not know one of the preview's fields, the look goes on without them, and finds by the text."""
    delivery, receipt = announced(fb, fb.page())
    http = CountingHttp()
    page = fb.page(http)
    fb.sandbox.faults.add("facebook", "published_posts.list", kind="code:100")
    assert page.find(delivery) == receipt
    assert ["attachments" in request["params"]["fields"] for _, _, request in http.sent] == [True, False, False]


def test_other_refusals_are_not_taken_for_an_empty_page(fb: Scene) -> None:
    """A token without the right to read raises; nothing is concluded."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    fb.sandbox.settings.change({"facebook_revoked_permissions": ["pages_read_engagement"]})
    with pytest.raises(NotAuthorized):
        page.find(delivery)
    fb.sandbox.faults.add("facebook", "published_posts.list", kind="html_502")
    with pytest.raises(Unavailable):
        page.find(delivery)


def test_a_list_that_breaks_off_is_not_taken_for_whole(fb: Scene) -> None:
    """When the second page of the list fails, the next look goes on and finds what stands there."""
    page, post = fb.page(), fb.post()
    identity = fb.wall.add_foreign_post(f"Ở trang hai {post.link}")
    for number in range(120):
        fb.wall.add_foreign_post(f"Bài {number}")
    fb.sandbox.faults.add("facebook", "published_posts.list", kind="reset_before", nth=2)
    delivery = fb.delivery(page.render(post), post)
    with pytest.raises(Unavailable):
        page.find(delivery)
    found = page.find(delivery)
    assert isinstance(found, Receipt)
    assert found.remote_id == identity


def test_a_purpose_that_a_page_does_not_have(fb: Scene) -> None:
    """Asking for something else is refused, not answered with nothing."""
    page, post = fb.page(), fb.post()
    with pytest.raises(Rejected, match="broadcast"):
        page.find(fb.delivery(page.render(post), post, "broadcast"))


def test_a_list_without_end_is_given_up(fb: Scene) -> None:
    """A list that never ends raises, and leaves nothing half-known behind."""
    numbers: Iterator[int] = iter(range(10**9))

    def endless(limit: int, cursor: str) -> tuple[list[dict[str, Any]], str]:
        return [{"id": str(next(numbers)), "created_time": "2026-11-23T02:00:00+0000"}], "more"

    listing = Listing(endless, fb.clock.now)
    for _ in range(2):
        with pytest.raises(Unavailable, match="cannot look further"):
            listing.carrying(["x"], SINCE)
