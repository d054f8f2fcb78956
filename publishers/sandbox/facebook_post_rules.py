"""What Facebook accepts as a post: when it may be seen, its text, its link, its photos."""

import sqlite3
from dataclasses import dataclass

from publishers.sandbox.facebook_errors import GraphError, invalid, missing_object
from publishers.sandbox.facebook_fields import boolean, moment
from publishers.sandbox.facebook_tokens import not_the_page
from publishers.sandbox.fetching import is_loopback, is_web_address
from publishers.sandbox.world import Visit

LONGEST_MESSAGE = 63_206
_SOONEST_SECONDS = 600
_LINK_PERIOD_SECONDS = 30 * 86_400
_NOT_ON_PAGE = "Unpublished posts must be posted to a page as the page itself."
_CONTENT_TYPES = frozenset(
    [
        "SCHEDULED",
        "SCHEDULED_RECURRING",
        "DRAFT",
        "ADS_POST",
        "INLINE_CREATED",
        "PUBLISHED",
        "PUBLISH_PENDING",
        "REVIEWABLE_BRANDED_CONTENT",
    ]
)


@dataclass(frozen=True)
class Plan:
    """When a new post is to be seen."""

    published: bool
    scheduled_at: float | None


def read_plan(visit: Visit) -> Plan:
    """Read `published` and `scheduled_publish_time`. Raises GraphError 100 when they do not fit."""
    given = visit.call.parameters
    kind = given.get("unpublished_content_type")
    if kind is not None and kind not in _CONTENT_TYPES:
        message = f"Param unpublished_content_type must be one of {{{', '.join(sorted(_CONTENT_TYPES))}}}"
        raise invalid(message)
    published = boolean(given, "published", default=True)
    scheduled_at = moment(given, "scheduled_publish_time")
    if scheduled_at is None:
        return Plan(published, None)
    if published:
        message = "You cannot specify a scheduled publish time on a published post"
        raise invalid(message)
    check_schedule(visit, scheduled_at)
    return Plan(published, scheduled_at)


def check_schedule(visit: Visit, scheduled_at: float) -> None:
    """Refuse a time less than ten minutes or more than 30 days (a switch) ahead."""
    now = visit.world.shown_time()
    latest = now + visit.world.settings["facebook_schedule_max_days"] * 86_400
    if not now + _SOONEST_SECONDS <= scheduled_at <= latest:
        message = "The specified scheduled publish time is invalid."
        raise invalid(message)


def require_page_for(*, as_page: bool, published: bool) -> None:
    """Refuse a user token: the Page must post as itself."""
    if as_page:
        return
    raise not_the_page() if published else GraphError(200, message=f"(#200) {_NOT_ON_PAGE}")


def check_message(visit: Visit, message: str, *, published: bool) -> None:
    """Refuse a text that is too long (100) or, by a switch, the same as the last one (506)."""
    if len(message) > LONGEST_MESSAGE:
        text = f"Param message must be at most {LONGEST_MESSAGE} characters"
        raise invalid(text)
    if not (published and message and visit.world.settings["facebook_duplicate_check"]):
        return
    query = "SELECT message FROM fb_posts WHERE is_published = 1 ORDER BY created_at DESC, number DESC LIMIT 1"
    last = visit.db.execute(query).fetchone()
    if last is not None and last["message"] == message:
        raise GraphError(506)


def check_link(visit: Visit, link: str) -> None:
    """Refuse what is no web address, by a switch one of this machine (1500), by another too many links."""
    local = visit.world.settings["facebook_refuse_local_links"] and is_loopback(link)
    if local or not is_web_address(link):
        raise GraphError(1500)
    most = visit.world.settings["facebook_links_per_month"]
    query = "SELECT count(*) FROM fb_posts WHERE link <> '' AND created_at > ?"
    if most >= 0 and visit.db.execute(query, (visit.now - _LINK_PERIOD_SECONDS,)).fetchone()[0] >= most:
        # Meta tried two link posts a month from 2025-12; which answer the API gives is not known (facts seen 2026-11).
        raise GraphError(368, message="You've reached the limit of posts with links for this month.")


def check_media(visit: Visit, media: list[str]) -> None:
    """Each photo must exist and be free; which code Meta answers is not known, 100/33 is Graph's usual."""
    for photo_id in media:
        row = visit.db.execute("SELECT post_id, published FROM fb_photos WHERE id = ?", (photo_id,)).fetchone()
        if row is None:
            raise missing_object(visit.call.method, photo_id)
        if row["published"] or row["post_id"]:
            message = f"Photo {photo_id} is already part of a post"
            raise invalid(message)
    if len(set(media)) != len(media):
        message = "attached_media holds the same photo twice"
        raise invalid(message)


def attach(db: sqlite3.Connection, post_id: str, media: list[str]) -> None:
    """Give photos to a post, in this order."""
    rows = [(post_id, position, photo_id) for position, photo_id in enumerate(media)]
    db.executemany("UPDATE fb_photos SET post_id = ?, position = ? WHERE id = ?", rows)
