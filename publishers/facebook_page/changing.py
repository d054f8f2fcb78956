"""Changing what is on the Page: correcting a post's words, taking a post down, putting the first comment below it."""

from __future__ import annotations

from publishers.contract import Delivery, Receipt
from publishers.errors import OutcomeUnknown, PublishError, Rejected
from publishers.facebook_page import commenting
from publishers.facebook_page.codes import MISSING
from publishers.facebook_page.finding import gone, target_of, to_take_down
from publishers.facebook_page.marks import same_words
from publishers.facebook_page.page import Page, address_of, receipt_of


def correct(page: Page, delivery: Delivery) -> Receipt:
    """Put the payload's words into a public post and read it back. Raises a `PublishError`.

    Only posts made by the same app can be edited, and neither photos nor link (Meta's posts page, seen 2026-11).
    """
    post_id = target_of(delivery)
    message = delivery.payload.data["message"]
    try:
        page.write(post_id, {"message": message})
    except Rejected as error:
        if error.code == MISSING:
            raise gone(page, delivery, post_id) from error
        raise
    try:
        entry = page.read(post_id)
    except PublishError as error:
        raise OutcomeUnknown(
            f"post {post_id} was edited but cannot be read back: {error.message}", error.code, error.trace
        ) from error
    if not same_words(entry.get("message"), message):
        raise OutcomeUnknown(f"post {post_id} was edited but still shows other words")
    return receipt_of(entry)


def withdraw(page: Page, delivery: Delivery) -> Receipt:
    """Delete the target, or the half-made or scheduled post that the handle names. Raises a `PublishError`.

    Photos that were uploaded and are in no post yet are left alone: nobody sees them, and Facebook deletes them
    after about a day (Meta's photos page, seen 2026-11).
    """
    post_id = to_take_down(page, delivery)
    if not post_id:
        return Receipt("", "", note="nothing was made that could be taken down")
    page.delete(post_id)
    return Receipt(post_id, address_of(post_id))


def comment(page: Page, delivery: Delivery) -> Receipt:
    """Put the payload's comment below the target. Raises a `PublishError`."""
    post_id = target_of(delivery)
    try:
        return commenting.comment_on(page, delivery, post_id)
    except commenting.NoPost as error:
        raise gone(page, delivery, post_id) from error
