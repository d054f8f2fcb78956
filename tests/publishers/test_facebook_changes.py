"""Correcting, taking down and commenting: what stands on the wall afterwards, and what a look says about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from facebook_scene import DeafHttp, Scene, carry_out, fb, loopback, stepped, web

from publishers.contract import Delivery, Receipt
from publishers.errors import Gone, NotAuthorized, OutcomeUnknown, Rejected, Unavailable

__all__ = ["fb", "loopback", "web"]


def public(fb: Scene, number: int = 1, **changes: Any) -> tuple[Delivery, str]:
    """Publish a story; return its delivery and the post's id."""
    page, post = fb.page(), fb.post(number, **changes)
    delivery = fb.delivery(page.render(post), post)
    return delivery, carry_out(page, delivery, fb.clock).remote_id


def correction(fb: Scene, target: str, **changes: Any) -> Delivery:
    post = fb.post(**changes)
    return fb.delivery(fb.page().render(post), post, "correct-1", target=target)


@pytest.mark.parametrize("kind", ["photos", "link", "text"])
def test_a_correction_changes_the_words_and_nothing_else(fb: Scene, kind: str) -> None:
    """The post keeps its id, photos and link, shows the new words, and a look agrees before and after."""
    _, target = public(fb, kind=kind)
    before = fb.wall.post(target)
    wanted = correction(fb, target, kind=kind, text="Lời đã sửa")
    page = fb.page()
    assert page.find(wanted) is None
    receipt = page.correct(wanted)
    after = fb.wall.post(target)
    assert after.message == wanted.payload.data["message"]
    assert (after.id, after.link, after.photo_ids) == (before.id, before.link, before.photo_ids)
    assert page.find(wanted) == receipt
    assert receipt.remote_id == target


def test_a_correction_that_does_not_show_is_unknown(fb: Scene) -> None:
    """An answer of success is not believed until the post reads back with the new words."""
    _, target = public(fb)
    with pytest.raises(OutcomeUnknown, match="other words"):
        fb.page(DeafHttp("message")).correct(correction(fb, target, text="Lời đã sửa"))


def test_correcting_a_post_that_is_gone(fb: Scene) -> None:
    """What a person took down is not corrected and not made anew: both ways say that it is gone."""
    _, target = public(fb)
    fb.wall.delete(target)
    wanted = correction(fb, target, text="Lời đã sửa")
    for act in (fb.page().find, fb.page().correct):
        with pytest.raises(Gone):
            act(wanted)
    assert fb.wall.posts() == []


def test_a_post_of_another_app_cannot_be_corrected(fb: Scene) -> None:
    """Facebook lets an app edit only its own posts; the words stay as the person wrote them."""
    target = fb.wall.add_foreign_post("Lời của người khác")
    with pytest.raises(NotAuthorized):
        fb.page().correct(correction(fb, target))
    assert fb.wall.post(target).message == "Lời của người khác"


def test_missing_for_the_token_is_not_gone(fb: Scene) -> None:
    """100/33 for a post that the list still shows means that the token may not see it: nothing is concluded."""
    delivery, target = public(fb)
    for _ in range(3):
        fb.sandbox.faults.add("facebook", "post.get", kind="code:100/33")
    page = fb.page()
    with pytest.raises(Unavailable, match="listed"):
        page.find(replace(delivery, purpose="withdraw", target=target))
    with pytest.raises(Unavailable, match="listed"):
        page.find(correction(fb, target))


@pytest.mark.parametrize("purpose", ["withdraw", "withdraw-2"])
def test_a_post_is_taken_down(fb: Scene, purpose: str) -> None:
    """A public post is found not gone, deleted, found gone; deleting it again is success."""
    delivery, target = public(fb)
    undo = replace(delivery, purpose=purpose, target=target, handle=None)
    page = fb.page()
    assert page.find(undo) is None
    first = page.withdraw(undo)
    assert fb.wall.posts() == []
    assert first.remote_id == target
    assert page.find(undo) == page.withdraw(undo) == first


def test_a_half_made_post_is_taken_down(fb: Scene) -> None:
    """An unpublished post is not yet gone; after the withdrawal nothing of it is left to become public."""
    page, post = fb.page(), fb.post()
    begun = stepped(page, fb.delivery(page.render(post), post), 3)
    undo = replace(begun, purpose="withdraw")
    assert page.find(undo) is None
    page.withdraw(undo)
    assert fb.wall.posts() == []
    assert isinstance(page.find(undo), Receipt)


def test_nothing_made_is_nothing_to_take_down(fb: Scene) -> None:
    """With photos at most, nothing can become public: that is success."""
    page, post = fb.page(), fb.post()
    begun = stepped(page, fb.delivery(page.render(post), post), 1)
    undo = replace(begun, purpose="withdraw")
    assert isinstance(page.find(undo), Receipt)
    assert isinstance(page.withdraw(undo), Receipt)


def test_an_answer_that_does_not_say_deleted_is_unknown(fb: Scene) -> None:
    """A lost answer to a deletion leaves it open; a look says that the post is gone."""
    delivery, target = public(fb)
    undo = replace(delivery, purpose="withdraw", target=target)
    page = fb.page()
    fb.sandbox.faults.add("facebook", "post.delete", kind="cut_body_after")
    with pytest.raises(OutcomeUnknown):
        page.withdraw(undo)
    assert isinstance(page.find(undo), Receipt)


def test_the_first_comment_carries_the_link(fb: Scene) -> None:
    """Below the post stands one comment by the Page with the counted address, and a look finds it."""
    delivery, target = public(fb, link_in="comment")
    wish = replace(delivery, purpose="comment", target=target, handle=None)
    page = fb.page()
    assert page.find(wish) is None
    receipt = page.comment(wish)
    (comment,) = fb.wall.post(target).comments
    assert (comment.id, comment.message) == (receipt.remote_id, delivery.payload.data["comment"])
    assert page.find(wish) == receipt
    assert receipt.remote_id in receipt.url


def test_a_readers_comment_with_the_link_is_not_ours(fb: Scene) -> None:
    """A citizen who posts the same address has not done our work."""
    delivery, target = public(fb, link_in="comment")
    wish = replace(delivery, purpose="comment", target=target)
    fb.wall.comment(target, f"Hay quá {delivery.link}")
    assert fb.page().find(wish) is None
    ours = fb.wall.comment(target, f"Xem {delivery.link}", author="")
    fb.wall.comment(target, f"Xem lại {delivery.link}", author="")
    found = fb.page().find(wish)
    assert isinstance(found, Receipt)
    assert found.remote_id == ours


def test_our_comment_is_found_below_many(fb: Scene) -> None:
    """The list of comments is read on, page by page."""
    delivery, target = public(fb, link_in="comment")
    for number in range(130):
        fb.wall.comment(target, f"Ý kiến {number}")
    ours = fb.wall.comment(target, f"Xem {delivery.link}", author="")
    found = fb.page().find(replace(delivery, purpose="comment", target=target))
    assert isinstance(found, Receipt)
    assert found.remote_id == ours


def test_commenting_on_a_post_that_is_gone(fb: Scene) -> None:
    """There is no post to comment on any more, and none is made."""
    delivery, target = public(fb, link_in="comment")
    fb.wall.delete(target)
    wish = replace(delivery, purpose="comment", target=target)
    for act in (fb.page().find, fb.page().comment):
        with pytest.raises(Gone):
            act(wish)


@pytest.mark.parametrize("code", ["368/1404006", "1705"])
def test_a_refused_comment_asks_a_person(fb: Scene, code: str) -> None:
    """A security check or a wrong token stops the channel with what to do; the post stays."""
    delivery, target = public(fb, link_in="comment")
    fb.sandbox.settings.change({"facebook_comment_code": code})
    with pytest.raises(NotAuthorized, match=r"quản trị viên|newsroom login facebook"):
        fb.page().comment(replace(delivery, purpose="comment", target=target))
    assert len(fb.wall.published()) == 1


def test_a_comment_whose_address_cannot_be_read_still_counts(fb: Scene) -> None:
    """The answer to the write was clear; the receipt leads to the post instead."""
    delivery, target = public(fb, link_in="comment")
    fb.sandbox.faults.add("facebook", "comment.get", kind="server_error_before")
    receipt = fb.page().comment(replace(delivery, purpose="comment", target=target))
    assert receipt.remote_id == fb.wall.post(target).comments[0].id
    assert receipt.url.endswith(target)


@pytest.mark.parametrize("purpose", ["correct-1", "comment"])
def test_a_delivery_that_names_no_post_is_refused(fb: Scene, purpose: str) -> None:
    """Without a target nothing is touched."""
    post = fb.post()
    delivery = fb.delivery(fb.page().render(post), post, purpose)
    with pytest.raises(Rejected, match="names no post"):
        fb.page().find(delivery)


def test_a_payload_without_a_comment_is_refused(fb: Scene) -> None:
    """An empty comment is never sent."""
    delivery, target = public(fb)
    with pytest.raises(Rejected, match="no comment"):
        fb.page().comment(replace(delivery, purpose="comment", target=target))
