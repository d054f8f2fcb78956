"""Facebook's own clock: when a post may be handed to it, and what to do with one that was. Pure.

Meta's pages disagree on the furthest time (28 days to 6 months) and agree on the nearest, ten minutes; reports of
live Pages support about 28 days (seen 2026-11). Whether the post's id and its time survive is checked by reading it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any

from publishers.contract import Progress
from publishers.facebook_page.options import Options

SOONEST = timedelta(minutes=15)
FURTHEST = timedelta(days=28)
_LOOK_AFTER = timedelta(seconds=30)
_LOOK_AGAIN_SECONDS = 60.0
# Facebook's clock is given this long after the time; then we publish by our own hand, which names the post's id.
_PATIENCE = timedelta(minutes=10)
# A time is kept in whole seconds.
_SAME = timedelta(minutes=1)


class Now(Enum):
    """What to do with a post that waits for Facebook's clock."""

    WAIT = auto()
    MOVE = auto()
    """It is wanted at another time, far enough away to say so."""
    TAKE_BACK = auto()
    """It would go out before its new time."""
    SHOW = auto()
    """It is time, and Facebook has not done it."""


def too_early(options: Options, due: datetime | None, now: datetime, handle: Mapping[str, Any]) -> Progress | None:
    """Return how long to wait when a post was handed to us before its time and cannot be handed on."""
    if not options.hands_over or due is None or now >= due:
        return None
    if hand_over_at(options, due, now, handle):
        return None
    until = due - FURTHEST if due - now > FURTHEST and not handle.get("own") else due
    return Progress(handle, wait_seconds=max((until - now).total_seconds(), 1.0), done="waits for its time")


def hand_over_at(options: Options, due: datetime | None, now: datetime, handle: Mapping[str, Any]) -> int:
    """Return the Unix second to hand to Facebook; 0 when our own clock publishes."""
    if not options.hands_over or due is None or handle.get("own"):
        return 0
    return seconds_of(due) if SOONEST <= due - now <= FURTHEST else 0


def what_now(handle: Mapping[str, Any], due: datetime | None, now: datetime) -> Now:
    """Decide about a post that is not public yet; `due` may have moved since it was handed over."""
    at = datetime.fromtimestamp(int(handle["scheduled"]), UTC)
    due = due or at
    if abs(due - at) <= _SAME:
        return Now.WAIT if now < at + _PATIENCE else Now.SHOW
    if SOONEST <= due - now <= FURTHEST:
        return Now.MOVE
    if at < due:
        return Now.TAKE_BACK
    return Now.WAIT if now < due else Now.SHOW


def waiting(handle: Mapping[str, Any], now: datetime, done: str, due: datetime | None = None) -> Progress:
    """Return the progress of a post that Facebook makes public: look again soon after the time."""
    at = datetime.fromtimestamp(int(handle["scheduled"]), UTC)
    # Wanted earlier than Facebook was told: then we look at that moment, and publish.
    look_at = min(at + _LOOK_AFTER, due) if due is not None and due < at - _SAME else at + _LOOK_AFTER
    wait = (look_at - now).total_seconds()
    return Progress(handle, wait if wait > 0 else _LOOK_AGAIN_SECONDS, done, public_at=at)


def seconds_of(moment: datetime | None) -> int:
    """Return a moment in whole Unix seconds; 0 for none."""
    return int(moment.timestamp()) if moment is not None else 0
