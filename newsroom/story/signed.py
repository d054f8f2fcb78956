"""When a story says that something was signed: consent, award, verification, approval. Nothing is from the future."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from newsroom.story.model import Story

# Office clocks differ; a signature a few minutes ahead is not a lie.
_CLOCK_TOLERANCE = timedelta(minutes=10)


class Signed(NamedTuple):
    """A day of consent or verification, and a moment of approval."""

    day: date
    at: datetime


def latest_honest(now: datetime, zone: ZoneInfo) -> Signed:
    """Return the last day and the last moment at which something can have been signed by `now`."""
    return Signed(now.astimezone(zone).date(), now + _CLOCK_TOLERANCE)


def last_signed(story: Story) -> Signed:
    """Return the last day that a story names for a signature, and when it was approved; the first of all when none."""
    days = [consent.date for consent in story.consent]
    days += [award.date for award in story.awards if award.date is not None]
    if story.verified is not None:
        days.append(story.verified.date)
    at = story.approval.at if story.approval is not None else datetime.min.replace(tzinfo=UTC)
    return Signed(max(days, default=date.min), at)


def is_ahead(signed: Signed, latest: Signed) -> bool:
    """Tell whether a story that was `last_signed` like this names a day or moment after the `latest_honest` one."""
    return signed.day > latest.day or signed.at > latest.at
