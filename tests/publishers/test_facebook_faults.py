"""Every call of every flow meets every fault, and what was wanted stands on the wall exactly once.

A small stand-in for the relay looks first, takes steps, and after a lost answer looks again; each round begins with a
publisher that remembers nothing but the handle that was saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from facebook_scene import Scene, carry_out, fb, loopback, web

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import NotAuthorized, OutcomeUnknown, RateLimited, Unavailable
from publishers.facebook_page.publisher import FacebookPage
from publishers.http import Http
from publishers.sandbox.faults import AFTER, BEFORE

__all__ = ["fb", "loopback", "web"]

FLOWS: dict[str, list[str]] = {
    "link": [
        "published_posts.list",
        "scheduled_posts.list",
        "feed.list",
        "scrape",
        "feed.create",
        "post.update",
        "post.get",
    ],
    "photos": [
        "published_posts.list",
        "scheduled_posts.list",
        "photos.create",
        "photos.create",
        "feed.create",
        "post.update",
        "post.get",
    ],
    "scheduled": [
        "published_posts.list",
        "scheduled_posts.list",
        "photos.create",
        "photos.create",
        "feed.create",
        "post.get",
    ],
    "correct": ["post.get", "post.update", "post.get"],
    "comment": ["comments.list", "comments.create", "comment.get"],
    "withdraw": ["post.get", "post.delete"],
}
"""What each flow asks of Facebook, in order; the first test proves that it is true."""
FAULTS = [*sorted(BEFORE | AFTER), "rate_limited", "bad_token"]
CASES = [
    pytest.param(flow, index, fault, id=f"{flow}-{index + 1}-{name}-{fault}")
    for flow, names in FLOWS.items()
    for index, name in enumerate(names)
    for fault in FAULTS
]


@dataclass
class Flow:
    """Something to be done, and how it is known to be done once."""

    delivery: Delivery
    act: Callable[[FacebookPage], Callable[[Delivery], Receipt | Progress]]
    is_done: Callable[[], bool]
    options: dict[str, Any]


def flow_of(fb: Scene, name: str) -> Flow:
    if name in {"link", "photos", "scheduled"}:
        options = {"schedule": "facebook"} if name == "scheduled" else {}
        page, post = fb.page(**options), fb.post(kind="link" if name == "link" else "photos")
        due = fb.clock.now() + timedelta(hours=2) if name == "scheduled" else None
        delivery = fb.delivery(page.render(post), post, due=due)
        words = delivery.payload.data["message"]
        return Flow(delivery, lambda p: p.publish, lambda: [x.message for x in fb.wall.published()] == [words], options)
    page, post = fb.page(), fb.post(link_in="comment")
    target = carry_out(page, fb.delivery(page.render(post), post), fb.clock).remote_id
    if name == "correct":
        delivery = fb.delivery(page.render(replace(post, text="Lời đã sửa")), post, "correct-1", target=target)
        words = delivery.payload.data["message"]
        return Flow(delivery, lambda p: p.correct, lambda: [x.message for x in fb.wall.published()] == [words], {})
    delivery = fb.delivery(page.render(post), post, name, target=target)
    if name == "withdraw":
        return Flow(delivery, lambda p: p.withdraw, lambda: fb.wall.posts() == [], {})
    words = delivery.payload.data["comment"]
    return Flow(delivery, lambda p: p.comment, lambda: [c.message for c in fb.wall.comments()] == [words], {})


def relay(fb: Scene, flow: Flow, rounds: int = 8, read_seconds: float = 0.2) -> Receipt:
    """Look, act, and after a lost answer look again, until there is a receipt."""
    http = Http(read_seconds=read_seconds)
    handle, is_lost = flow.delivery.handle, False
    for _ in range(rounds):
        page = fb.page(http, **flow.options)
        try:
            found = page.find(replace(flow.delivery, handle=handle))
            if isinstance(found, Receipt):
                return found
            if found is None and is_lost:
                handle = None
            is_lost = False
            while True:
                if isinstance(found, Progress):
                    handle = found.handle
                    fb.clock.advance(seconds=found.wait_seconds)
                found = flow.act(page)(replace(flow.delivery, handle=handle))
                if isinstance(found, Receipt):
                    return found
        except OutcomeUnknown:
            is_lost = True
        except (Unavailable, RateLimited, NotAuthorized):
            fb.clock.advance(minutes=1)
    raise AssertionError(f"not done after {rounds} rounds")


@pytest.mark.parametrize("name", FLOWS)
def test_a_clean_flow_makes_exactly_these_calls(fb: Scene, name: str) -> None:
    """The table covers every call: a clean run makes these calls in this order and no others."""
    flow = flow_of(fb, name)
    before = len(fb.names())
    relay(fb, flow, read_seconds=10)  # no answer is late here, and none may be taken for late on a busy machine
    assert fb.names()[before:] == FLOWS[name]
    assert flow.is_done()


@pytest.mark.parametrize(("name", "index", "fault"), CASES)
def test_whatever_happens_it_is_done_once(fb: Scene, name: str, index: int, fault: str) -> None:
    """One fault at one call: carrying on ends with what was wanted on the wall, once."""
    flow = flow_of(fb, name)
    call = FLOWS[name][index]
    nth = FLOWS[name][: index + 1].count(call)
    fb.sandbox.faults.add("facebook", call, kind=fault, nth=nth, seconds=0.4)
    relay(fb, flow)
    assert fb.sandbox.faults.waiting() == []
    assert flow.is_done()
    assert fb.wall.unpublished() == []
