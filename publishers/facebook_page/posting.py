"""Making a post, one step at a time: preview, photos, the post unpublished, then public.

Meta documents no idempotency key for posts, and posts were seen published after an HTTP 500. Only the last step
shows anything to the public, and it may be repeated: publishing an already public post changes nothing (measured on
a live Page, 2026-09). So a step whose answer is lost never makes a second public post.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publishers.contract import Delivery, Photo, Progress, Receipt
from publishers.errors import OutcomeUnknown, PublishError, RateLimited, Rejected, Unavailable
from publishers.facebook_page import scheduling
from publishers.facebook_page.codes import MISSING
from publishers.facebook_page.compose import MOST_PHOTO_BYTES
from publishers.facebook_page.page import Page, identity_of, marks_wanted, receipt_of

_MOST_ALT = 1000
# The page or its address does not work for Facebook's crawler: a post now would have no preview, or be refused.
_NO_PREVIEW = {"1500", "1609005"}


def take_step(page: Page, delivery: Delivery) -> Receipt | Progress:
    """Take the next step of a post. Raises a `PublishError`."""
    handle = dict(delivery.handle or {})
    if handle.get("scheduled"):
        return _attend(page, delivery, handle)
    if handle.get("post"):
        return show(page, delivery, str(handle["post"]))
    waiting = scheduling.too_early(page.options, delivery.due, page.now(), handle)
    if waiting is not None:
        return waiting
    return _prepare(page, delivery, handle)


def show(page: Page, delivery: Delivery, post_id: str) -> Receipt:
    """Make a post public and read it back."""
    try:
        page.write(post_id, {"is_published": True})
    except Rejected as error:
        # It was deleted in between, or is not ours to see: a look tells, and then it is made anew.
        if error.code == MISSING:
            raise OutcomeUnknown(f"post {post_id} is gone: {error.message}", error.code, error.trace) from error
        raise
    page.published.note(post_id, marks_wanted(delivery))
    try:
        entry = page.read(post_id)
    except PublishError as error:
        # The post is public; whatever stands against reading it back must not count against the post.
        raise OutcomeUnknown(
            f"post {post_id} was published but cannot be read back: {error.message}", error.code, error.trace
        ) from error
    if entry.get("is_published") is not True:
        raise OutcomeUnknown(f"post {post_id} was published but reads back as not public")
    return receipt_of(entry)


def _prepare(page: Page, delivery: Delivery, handle: dict[str, Any]) -> Progress:
    """Refresh the preview, or upload the next photo, or create the post."""
    payload = delivery.payload
    if payload.data.get("link") and page.options.refresh_preview and not handle.get("scraped"):
        return _refresh_preview(page, str(payload.data["link"]), handle)
    at = scheduling.hand_over_at(page.options, delivery.due, page.now(), handle)
    if bool(handle.get("temporary")) is not bool(at):
        # Photos are uploaded for the one way or for the other; unused ones are deleted after about a day.
        handle = {**handle, "photos": [], "temporary": bool(at)}
    uploaded = list(handle.get("photos", ()))
    if len(uploaded) < len(payload.photos):
        identity = _upload(page, payload.photos[len(uploaded)], is_temporary=bool(at))
        return Progress(_tidy({**handle, "photos": [*uploaded, identity]}), done=f"photo {len(uploaded) + 1} uploaded")
    parameters = _content(payload.data, uploaded)
    if at:
        return _hand_over(page, delivery, handle, parameters, at)
    post_id = _create(page, delivery, {**parameters, "published": False})
    return Progress(_tidy({**handle, "photos": uploaded, "post": post_id}), done="post created, not public yet")


def _refresh_preview(page: Page, link: str, handle: Mapping[str, Any]) -> Progress:
    """Have Facebook read the page again: the first share of an address may lack its picture (Meta's docs, 2026-11).

    Which tokens may ask for it is not documented, so a refusal does not stop the post; but without a readable page
    there is no preview, and without an answer nothing else would work either: then it is tried later.
    """
    done = "preview refreshed"
    try:
        page.graph.scrape(link)
    except RateLimited:
        raise
    except PublishError as error:
        if not error.code or error.code.partition("/")[0] in _NO_PREVIEW:
            raise Unavailable(f"no preview of {link}: {error.message}", error.code, error.trace) from error
        done = f"preview not refreshed: {error}"
    return Progress({**handle, "scraped": True}, done=done)


def _upload(page: Page, photo: Photo, *, is_temporary: bool) -> str:
    try:
        data = Path(photo.path).read_bytes()
    except OSError as error:
        raise Unavailable(f"the picture {photo.path} cannot be read: {error.strerror}") from error
    if len(data) > MOST_PHOTO_BYTES:
        raise Rejected(f"the picture {photo.path} has {len(data)} bytes, at most {MOST_PHOTO_BYTES}")
    parameters = {"published": "false", "alt_text_custom": photo.alt[:_MOST_ALT]}
    if is_temporary:
        parameters["temporary"] = "true"
    return identity_of(page.graph.upload(f"{page.account}/photos", parameters, data))


def _content(data: Mapping[str, Any], photos: list[str]) -> dict[str, Any]:
    content: dict[str, Any] = {"message": data["message"]}
    # Never both: which of the two would win is not known (2026-11).
    if photos:
        content["attached_media"] = [{"media_fbid": identity} for identity in photos]
    elif data.get("link"):
        content["link"] = data["link"]
    return content


def _create(page: Page, delivery: Delivery, parameters: Mapping[str, Any]) -> str:
    try:
        post_id = identity_of(page.write(f"{page.account}/feed", parameters))
    except Rejected as error:
        # Uploaded photos that no post uses are deleted after about a day (Meta's photos page, seen 2026-11):
        # nothing was made, and a look finds that out, so that the photos are uploaded again.
        if error.code == MISSING:
            raise OutcomeUnknown(f"an uploaded photo is gone: {error.message}", error.code, error.trace) from error
        raise
    page.feed.note(post_id, marks_wanted(delivery))
    return post_id


def _hand_over(
    page: Page, delivery: Delivery, handle: Mapping[str, Any], parameters: Mapping[str, Any], at: int
) -> Progress:
    """Create the post with its time, so that Facebook publishes it."""
    times = {"published": False, "scheduled_publish_time": at, "unpublished_content_type": "SCHEDULED"}
    try:
        post_id = _create(page, delivery, {**parameters, **times})
    except Rejected as error:
        # Meta's pages disagree on how far ahead a post may be scheduled (10 minutes to 28 days or more, 2026-11). A
        # refused time costs nothing: the post is made at its time, by our own clock. So is one refused otherwise, and
        # then the refusal is final.
        if error.code != "100":
            raise
        refused = {"photos": [], "own": True}
        return Progress(refused, done=f"Facebook did not take the time; our own clock does it: {error}")
    page.scheduled.note(post_id, marks_wanted(delivery))
    kept = _tidy({**handle, "post": post_id, "scheduled": at})
    return scheduling.waiting(kept, page.now(), "handed over to Facebook's clock")


def _attend(page: Page, delivery: Delivery, handle: dict[str, Any]) -> Receipt | Progress:
    """Look after a post that Facebook's clock is to publish."""
    post_id = str(handle["post"])
    entry = page.look(post_id)
    if entry is None:
        # Scheduled posts that vanish at their time were reported; a person may also have deleted it.
        raise OutcomeUnknown(f"the scheduled post {post_id} is no longer there")
    if entry.get("is_published") is True:
        page.published.note(post_id, marks_wanted(delivery))
        return receipt_of(entry)
    match scheduling.what_now(handle, delivery.due, page.now()):
        case scheduling.Now.WAIT:
            return scheduling.waiting(handle, page.now(), "waits for Facebook's clock", delivery.due)
        case scheduling.Now.MOVE:
            at = scheduling.seconds_of(delivery.due)
            page.write(post_id, {"scheduled_publish_time": at})
            return scheduling.waiting({**handle, "scheduled": at}, page.now(), "given another time")
        case scheduling.Now.TAKE_BACK:
            page.delete(post_id)
            return Progress({"photos": []}, done="taken back from Facebook's clock: it is wanted later")
    return show(page, delivery, post_id)


def _tidy(handle: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing, so that handles stay as small as they were."""
    return {name: value for name, value in handle.items() if value is not False}
