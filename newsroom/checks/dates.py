"""Dates agree with each other: the website first, nothing signed in the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.gate import WEBSITE
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.signed import latest_honest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile
    from newsroom.story.signed import Signed

SIGNED_AHEAD = "D005"


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Compare the times a story names."""
    story = file.story
    if story is None:
        return
    zone = given.config.zone
    website = story.published_at
    if story.status in PUBLIC_STATUSES and website is None and story.withdrawal is None:
        yield in_field(file, "D004", ("publish",))
    for channel, announcement in story.publish.items():
        if channel != WEBSITE and website is not None and announcement.at < website:
            yield in_field(
                file,
                "D003",
                ("publish", channel, "at"),
                channel=channel,
                at=_show(announcement.at, zone),
                website=_show(website, zone),
            )
    if website is not None and str(website.astimezone(zone).year) != file.year:
        yield in_field(
            file, "D006", ("publish", WEBSITE, "at"), year=file.year, published=website.astimezone(zone).year
        )
    yield from _signed_ahead(file, story, latest_honest(given.now, zone), zone)


def _signed_ahead(file: StoryFile, story: Story, latest: Signed, zone: ZoneInfo) -> Iterator[Finding]:
    days: dict[tuple[str | int, ...], date] = {
        ("consent", index, "date"): consent.date for index, consent in enumerate(story.consent)
    }
    days |= {("awards", index, "date"): award.date for index, award in enumerate(story.awards) if award.date}
    if story.verified is not None:
        days["verified", "date"] = story.verified.date
    for where, day in days.items():
        if day > latest.day:
            yield in_field(file, SIGNED_AHEAD, where, value=f"{day:%d/%m/%Y}")
    if story.approval is not None and story.approval.at > latest.at:
        yield in_field(file, SIGNED_AHEAD, ("approval", "at"), value=_show(story.approval.at, zone))


def _show(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"
