"""Making a post: what ends up on the wall, and what each kind of trouble on the way leads to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from facebook_scene import UTM, DeafHttp, Scene, carry_out, fb, loopback, stepped, web

from publishers.contract import Payload, Progress, Receipt
from publishers.errors import NotAuthorized, OutcomeUnknown, RateLimited, Rejected, Unavailable

__all__ = ["fb", "loopback", "web"]


@pytest.mark.parametrize("kind", ["photos", "photo", "link", "text"])
def test_each_kind_stands_on_the_wall(fb: Scene, kind: str) -> None:
    """One public post with the rendered words, its photos in order with their descriptions, or its link card."""
    page, post = fb.page(), fb.post(kind=kind)
    payload = page.render(post)
    receipt = carry_out(page, fb.delivery(payload, post), fb.clock)
    (shown,) = fb.wall.published()
    assert (shown.id, shown.message) == (receipt.remote_id, payload.data["message"])
    assert shown.link == (post.link + UTM if kind == "link" else "")
    photos = fb.wall.photos_of(shown.id)
    assert [photo.alt_text for photo in photos] == [photo.alt for photo in payload.photos]
    assert receipt.url == f"{fb.sandbox.base_url}/facebook/posts/{shown.id}"
    assert receipt.posted_at == fb.clock.now()


@pytest.mark.parametrize("kind", ["photos", "link", "text"])
def test_only_the_last_step_is_public(fb: Scene, kind: str) -> None:
    """Before it there is at most an unpublished post whose id the handle holds."""
    page, post = fb.page(), fb.post(kind=kind)
    delivery = fb.delivery(page.render(post), post)
    for _ in range(10):
        done = page.publish(delivery)
        if isinstance(done, Receipt):
            break
        assert fb.wall.published() == []
        assert json.loads(json.dumps(done.handle)) == done.handle
        assert done.done
        delivery = replace(delivery, handle=done.handle)
    (shown,) = fb.wall.published()
    assert delivery.handle is not None
    assert delivery.handle["post"] == shown.id


def test_an_old_payload_and_an_old_handle_go_on(fb: Scene) -> None:
    """A delivery that version 0.1 had begun ends with its photos and its words, once."""
    page, post = fb.page(), fb.post()
    old = Payload({"message": f"Lời cũ {post.link}", "alt": [photo.alt for photo in post.photos]}, post.photos)
    begun = stepped(page, fb.delivery(old, post), 1)
    assert begun.handle == {"photos": [fb.wall.photos()[0].id]}
    receipt = carry_out(fb.page(), begun, fb.clock)
    assert [item.message for item in fb.wall.published()] == [f"Lời cũ {post.link}"]
    assert len(fb.wall.photos_of(receipt.remote_id)) == 2


def test_the_preview_is_read_before_a_link_post(fb: Scene) -> None:
    """The story's page is scraped at the address that will be shared, so the card is there from the first moment."""
    page, post = fb.page(), fb.post(kind="link")
    carry_out(page, fb.delivery(page.render(post), post), fb.clock)
    assert fb.names() == ["scrape", "feed.create", "post.update", "post.get"]
    assert fb.wall.calls("scrape")[0].parameters["id"] == post.link + UTM


@pytest.mark.parametrize(("kind", "options"), [("photos", {}), ("text", {}), ("link", {"refresh_preview": False})])
def test_no_preview_is_asked_for_in_vain(fb: Scene, kind: str, options: dict[str, Any]) -> None:
    """Posts without a card, and offices that do not want it, cause no scrape."""
    page, post = fb.page(**options), fb.post(kind=kind)
    carry_out(page, fb.delivery(page.render(post), post), fb.clock)
    assert "scrape" not in fb.names()
    assert len(fb.wall.published()) == 1


@pytest.mark.parametrize("code", ["1609005", "1500"])
def test_a_page_that_cannot_be_read_holds_the_post_back(fb: Scene, code: str) -> None:
    """Nothing is made while Facebook cannot read the story's page; as soon as it can, the post goes out."""
    page, post = fb.page(), fb.post(kind="link")
    delivery = fb.delivery(page.render(post), post)
    fb.sandbox.settings.change({"facebook_scrape_code": code})
    with pytest.raises(Unavailable, match=code):
        page.publish(delivery)
    assert fb.wall.posts() == []
    fb.sandbox.settings.change({"facebook_scrape_code": ""})
    carry_out(page, delivery, fb.clock)
    assert len(fb.wall.published()) == 1


@pytest.mark.parametrize("code", ["200", "10", "100", "190/2069032", "3", "1", "2"])
def test_a_refused_scrape_does_not_stop_the_post(fb: Scene, code: str) -> None:
    """Which tokens may scrape is not documented, so any other refusal is noted and the post goes out."""
    fb.sandbox.settings.change({"facebook_scrape_code": code})
    page, post = fb.page(), fb.post(kind="link")
    delivery = fb.delivery(page.render(post), post)
    first = page.publish(delivery)
    assert isinstance(first, Progress)
    assert code in first.done
    carry_out(page, delivery, fb.clock)
    assert len(fb.wall.published()) == 1


@pytest.mark.parametrize(("fault", "error"), [("rate_limited", RateLimited), ("html_502", Unavailable)])
def test_a_scrape_without_an_answer_is_made_again(fb: Scene, fault: str, error: type) -> None:
    """A spent allowance and a broken gateway would meet the post as well: it waits."""
    fb.sandbox.faults.add("facebook", "scrape", kind=fault)
    page, post = fb.page(), fb.post(kind="link")
    with pytest.raises(error):
        page.publish(fb.delivery(page.render(post), post))
    assert fb.wall.posts() == []


def test_photos_that_vanished_are_uploaded_again(fb: Scene) -> None:
    """Unused photos are deleted after a day: then nothing was made, and a fresh start makes one post."""
    page, post = fb.page(), fb.post()
    begun = stepped(page, fb.delivery(page.render(post), post), 2)
    fb.clock.advance(hours=25)
    with pytest.raises(OutcomeUnknown):
        page.publish(begun)
    assert page.find(begun) is None
    carry_out(page, replace(begun, handle=None), fb.clock)
    assert len(fb.wall.published()) == 1


def test_a_post_that_was_deleted_before_it_was_public_is_looked_for(fb: Scene) -> None:
    """The step that makes it public cannot know why it is gone, so the answer is to look, not to give up."""
    page, post = fb.page(), fb.post(kind="text")
    begun = stepped(page, fb.delivery(page.render(post), post), 1)
    assert begun.handle is not None
    fb.wall.delete(begun.handle["post"])
    with pytest.raises(OutcomeUnknown):
        page.publish(begun)
    assert page.find(begun) is None


@pytest.mark.parametrize("broken", ["missing", "large"])
def test_a_picture_that_cannot_be_sent(fb: Scene, broken: str) -> None:
    """A file that is not there may come back, one that is too large will not fit later either."""
    page, post = fb.page(), fb.post()
    delivery = fb.delivery(page.render(post), post)
    path = Path(post.photos[0].path)
    path.unlink()
    if broken == "large":
        path.write_bytes(b"x" * 4_000_001)
    with pytest.raises(Unavailable if broken == "missing" else Rejected, match="picture"):
        page.publish(delivery)
    assert fb.names() == []


def test_a_publication_that_does_not_show_is_unknown(fb: Scene) -> None:
    """An answer of success is not believed until the post reads back as public; then nothing is public either."""
    page, post = fb.page(DeafHttp("is_published")), fb.post(kind="text")
    begun = stepped(page, fb.delivery(page.render(post), post), 1)
    with pytest.raises(OutcomeUnknown, match="not public"):
        page.publish(begun)
    assert fb.wall.published() == []
    assert isinstance(fb.page().find(begun), Progress)


def test_an_answer_without_an_id_is_unknown(fb: Scene) -> None:
    """Success without an id may have made something."""
    from publishers.facebook_page.page import identity_of

    with pytest.raises(OutcomeUnknown):
        identity_of({"success": True})


def test_a_proof_is_accepted_when_the_app_demands_one(fb: Scene) -> None:
    """With "Require App Secret" on, every call of every step passes; without the secret none does."""
    fb.sandbox.settings.change({"facebook_require_proof": True})
    page, post = fb.page(), fb.post(kind="link", link_in="comment")
    payload = page.render(post)
    receipt = carry_out(page, fb.delivery(payload, post), fb.clock)
    comment = page.comment(fb.delivery(payload, post, "comment", target=receipt.remote_id))
    assert page.find(fb.delivery(payload, post, "comment", target=receipt.remote_id)) == comment
    page.withdraw(fb.delivery(payload, post, "withdraw", target=receipt.remote_id))
    assert fb.wall.posts() == []
    fb.environment["FACEBOOK_APP_SECRET"] = ""
    with pytest.raises(Rejected, match="appsecret_proof"):
        fb.page().find(fb.delivery(payload, post))


def test_a_block_for_posting_too_fast_pauses_as_long_as_the_office_says(fb: Scene) -> None:
    """368/1390008 waits a day, or the hours of the option; nothing is made."""
    for options, hours in (({}, 24), ({"pause_after_block_hours": 72}, 72)):
        fb.sandbox.faults.add("facebook", "feed.create", kind="code:368/1390008")
        page, post = fb.page(**options), fb.post(kind="text")
        with pytest.raises(RateLimited) as raised:
            page.publish(fb.delivery(page.render(post), post))
        assert raised.value.retry_after_seconds == hours * 3600
    assert fb.wall.posts() == []


def test_a_token_that_dies_in_between_is_told_in_words(fb: Scene) -> None:
    """A password change between upload and post stops the channel with what to do, in Vietnamese, and no secret."""
    page, post = fb.page(), fb.post()
    begun = stepped(page, fb.delivery(page.render(post), post), 2)
    fb.sandbox.faults.add("facebook", "feed.create", kind="token_killed")
    with pytest.raises(NotAuthorized) as raised:
        page.publish(begun)
    assert "newsroom login facebook" in str(raised.value)
    assert "đổi mật khẩu" in str(raised.value)
    assert fb.sandbox.environment()["FACEBOOK_PAGE_TOKEN"] not in str(raised.value)
