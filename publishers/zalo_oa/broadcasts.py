"""Messages to all followers: one to five articles, by day, sparingly; composed here, never sent twice.

Zalo reviews a message for about half an hour before it arrives, takes none from 22:00 to 6:00 and gives a follower one
a day (2026-10). There is no way to look whether one was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from publishers.abilities import Broadcastable, BroadcastRules
from publishers.contract import CannotRender, Delivery, Payload, Problem, Receipt
from publishers.errors import OutcomeUnknown
from publishers.zalo_oa.openapi import OpenApi
from publishers.zalo_oa.options import CLOSES, OPENS, Options

MOST_ARTICLES = 5
_LEAD = timedelta(minutes=30)


def rules(options: Options) -> BroadcastRules:
    """Return what Zalo and the office's options allow."""
    return BroadcastRules(
        most_posts=MOST_ARTICLES,
        opens=OPENS,
        closes=CLOSES,
        lead=_LEAD,
        at=options.broadcast_at,
        per_day=options.broadcast_per_day,
        per_month=options.broadcast_per_month,
    )


def compose(posts: Sequence[Broadcastable], options: Options) -> Payload:
    """Return the request's body. Pure. Raises CannotRender."""
    if not 1 <= len(posts) <= MOST_ARTICLES:
        raise CannotRender(
            Problem(
                f"một tin broadcast của Zalo có từ 1 đến {MOST_ARTICLES} bài, đây là {len(posts)}",
                f"a Zalo broadcast holds 1 to {MOST_ARTICLES} articles, these are {len(posts)}",
            )
        )
    unmade = [post.story_id for post in posts if not post.remote_id]
    if unmade:
        names = ", ".join(unmade)
        raise CannotRender(
            Problem(f"bài chưa có trên OA: {names}", f"these stories are not on the Official Account: {names}")
        )
    elements = [{"media_type": "article", "attachment_id": post.remote_id} for post in posts]
    message = {"attachment": {"type": "template", "payload": {"template_type": "media", "elements": elements}}}
    return Payload({"recipient": {"target": dict(options.broadcast_target)}, "message": message})


def send(api: OpenApi, delivery: Delivery) -> Receipt:
    """Send it; one write. A lost answer is `OutcomeUnknown`, and whoever repeats it tells all followers twice."""
    data: Any = api.post("/v2.0/oa/message", delivery.payload.data).get("data")
    message = str(data.get("message_id") or "") if isinstance(data, dict) else ""
    if not message:
        raise OutcomeUnknown("Zalo's answer names no message")
    return Receipt(message, "", note="broadcast")
