"""When a published story is to be looked at again: is this person still an example?"""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from newsroom.story.model import PUBLIC_STATUSES

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from newsroom.story.model import Story


def review_day(story: Story, months: int, now: datetime, zone: ZoneInfo) -> date | None:
    """Return the day on which a story that is public now is to be looked at again, or None when it need not be."""
    at = story.published_at
    if story.status not in PUBLIC_STATUSES or story.withdrawal is not None or at is None or at > now:
        return None
    if story.review_on is not None:
        return story.review_on
    # Nobody can stop being what was made up.
    return months_after(at.astimezone(zone).date(), months) if months and not story.fictional else None


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
