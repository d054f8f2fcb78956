"""Looking whether a delivery's purpose is fulfilled already. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import Gone, Rejected, SeveralFound, Unavailable
from publishers.facebook_page import commenting, scheduling
from publishers.facebook_page.listing import Listing
from publishers.facebook_page.marks import (
    attached_links,
    attached_photos,
    has_our_form,
    marks_of,
    page_of,
    same_words,
    time_of,
    without_counting,
)
from publishers.facebook_page.page import Page, address_of, marks_wanted, receipt_of

Entry = Mapping[str, Any]


def look_for(page: Page, delivery: Delivery) -> Receipt | Progress | None:
    """Look for what the delivery would do. Raises a `PublishError`."""
    looks: dict[str, Callable[[Page, Delivery], Receipt | Progress | None]] = {
        "announce": _announced,
        "correct": _corrected,
        "comment": _commented,
        "withdraw": _withdrawn,
    }
    look = looks.get(delivery.purpose.partition("-")[0])
    if look is None:
        raise Rejected(f"a Facebook Page has nothing that fulfils the purpose {delivery.purpose!r}")
    return look(page, delivery)


def gone(page: Page, delivery: Delivery, post_id: str) -> Gone:
    """Return the error for a post that is missing, once the list of posts agrees. Raises Unavailable otherwise."""
    if page.is_listed(post_id, delivery.since):
        raise Unavailable(f"post {post_id} answers as missing, yet it is listed; looking again later may tell")
    return Gone(f"post {post_id} is no longer on the Page")


def target_of(delivery: Delivery) -> str:
    """Return the post that a delivery is about. Raises Rejected when it names none."""
    if not delivery.target:
        raise Rejected(f"the delivery {delivery.key} names no post")
    return delivery.target


def _announced(page: Page, delivery: Delivery) -> Receipt | Progress | None:
    """Look at the post that the handle names, then among public, scheduled and unpublished ones."""
    handle = delivery.handle or {}
    if handle.get("post"):
        entry = page.look(str(handle["post"]))
        if entry is not None:
            return _as_found(entry, handle, page)
    public = _carrying(page, page.published, delivery, _since(page, delivery))
    public = [entry for entry in public if entry.get("is_published") is not False]
    if len(public) > 1:
        names = ", ".join(str(entry["id"]) for entry in public)
        raise SeveralFound(f"{len(public)} posts carry {delivery.link}: {names}")
    if public:
        return replace(receipt_of(public[0]), differs=_is_out_of_date(public[0], delivery))
    return _scheduled(page, delivery) or _left_over(page, delivery)


def _as_found(entry: Entry, handle: Mapping[str, Any], page: Page) -> Receipt | Progress:
    if entry.get("is_published") is True:
        return receipt_of(entry)
    at = entry.get("scheduled_publish_time") or handle.get("scheduled")
    kept = {**handle, "post": str(entry["id"])}
    if not at:
        return Progress(kept, done="unpublished post found")
    return scheduling.waiting({**kept, "scheduled": int(at)}, page.now(), "scheduled post found")


def _is_out_of_date(entry: Entry, delivery: Delivery) -> bool:
    """Tell whether a post in our form shows other words than the delivery's; what counts visits is no word.

    A colleague's own post is left alone: Facebook refuses edits of posts that another app made, with a code (200 or
    10, not certain, 2026-11) that otherwise means a missing permission and would stop the whole channel.
    """
    shown, wanted = (str(words or "") for words in (entry.get("message"), delivery.payload.data.get("message")))
    return has_our_form(shown) and not same_words(without_counting(shown), without_counting(wanted))


def _since(page: Page, delivery: Delivery) -> datetime:
    """Return how old our post can be; one that Facebook's clock publishes may count from when it was handed over.

    Whether `created_time` moves when a post becomes public is not known (2026-11). A post made anew comes after one
    that was taken down, so it is never looked for that far back.
    """
    ahead = scheduling.FURTHEST if page.options.hands_over and delivery.purpose == "announce" else timedelta(0)
    # Facebook's times are whole seconds.
    return delivery.since.replace(microsecond=0) - ahead


def _carrying(page: Page, listing: Listing, delivery: Delivery, since: datetime | None) -> list[Entry]:
    """Return the posts of a list that carry our marks, each read by its id: memory alone is not believed."""
    marks = marks_wanted(delivery)
    found: list[Entry] = []
    for identity in listing.carrying(marks, since):
        entry = page.look(identity)
        made = time_of(entry.get("created_time")) if entry else None
        is_recent = since is None or made is None or made >= since
        if entry is not None and is_recent and marks_of(entry) & marks:
            found.append(entry)
    return found


def _scheduled(page: Page, delivery: Delivery) -> Progress | None:
    """Look among the posts that Facebook will publish by itself.

    One with our words goes on. One about our story with other words would become public beside ours; whether an
    earlier version or a colleague's own, a person has to say which one it shall be.
    """
    found = [
        entry
        for entry in _carrying(page, page.scheduled, delivery, None)
        if entry.get("is_published") is not True and entry.get("scheduled_publish_time")
    ]
    ours = [entry for entry in found if same_words(entry.get("message"), delivery.payload.data.get("message"))]
    if len(found) > 1 or len(ours) != len(found):
        names = ", ".join(str(entry["id"]) for entry in found)
        raise SeveralFound(f"scheduled on the Page already, not with exactly the approved text, or twice: {names}")
    if not ours:
        return None
    done = _as_found(ours[0], {"photos": []}, page)
    return done if isinstance(done, Progress) else None


def _left_over(page: Page, delivery: Delivery) -> Progress | None:
    """Look for an unpublished post that shows exactly what this delivery would show.

    A leftover of an earlier version, or of a ledger that is lost, may carry other words or photos than the approved
    ones. So the words must be the same, and the photos must be the ones that this delivery uploaded. Leftovers that
    are not taken up stay unpublished: nobody sees them. Of several the newest serves.
    """
    photos = [str(identity) for identity in (delivery.handle or {}).get("photos", ())]
    if len(photos) != len(delivery.payload.photos):
        return None
    link = str(delivery.payload.data.get("link") or "")
    for entry in _carrying(page, page.feed, delivery, delivery.since.replace(microsecond=0)):
        is_hidden = entry.get("is_published") is False and not entry.get("scheduled_publish_time")
        has_words = same_words(entry.get("message"), delivery.payload.data.get("message"))
        has_media = attached_photos(entry) == photos and (not link or page_of(link) in attached_links(entry))
        if is_hidden and has_words and has_media:
            return Progress({"photos": photos, "post": str(entry["id"])}, done="unpublished post found")
    return None


def _corrected(page: Page, delivery: Delivery) -> Receipt | None:
    post_id = target_of(delivery)
    entry = page.look(post_id)
    if entry is None:
        raise gone(page, delivery, post_id)
    is_done = same_words(entry.get("message"), delivery.payload.data.get("message"))
    return receipt_of(entry) if is_done else None


def _commented(page: Page, delivery: Delivery) -> Receipt | None:
    post_id = target_of(delivery)
    try:
        return commenting.our_comment(page, delivery, post_id)
    except commenting.NoPost:
        raise gone(page, delivery, post_id) from None


def _withdrawn(page: Page, delivery: Delivery) -> Receipt | None:
    """Tell whether the post is gone: missing, or a target that nobody sees and that will not appear by itself."""
    post_id = to_take_down(page, delivery)
    if not post_id:
        return Receipt("", "", note="nothing was made that could be taken down")
    entry = page.look(post_id)
    if entry is None:
        gone(page, delivery, post_id)
        return Receipt(post_id, address_of(post_id))
    is_invisible = entry.get("is_published") is False and not entry.get("scheduled_publish_time")
    return Receipt(post_id, address_of(post_id)) if is_invisible and delivery.target else None


def to_take_down(page: Page, delivery: Delivery) -> str:
    """Return the id of the post to take down; empty when nothing was made that could become public."""
    named = delivery.target or (delivery.handle or {}).get("post")
    if named:
        return str(named)
    # The answer to handing it over may have been lost: such a post would appear at its time.
    scheduled = [entry for entry in _carrying(page, page.scheduled, delivery, None) if not entry.get("is_published")]
    if len(scheduled) > 1:
        raise SeveralFound(f"several scheduled posts carry {delivery.link}")
    return str(scheduled[0]["id"]) if scheduled else ""
