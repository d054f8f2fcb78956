"""A published story whose day to be looked at again has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.reviewing import review_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Remind of the review."""
    story = file.story
    if story is None:
        return
    zone = given.config.zone
    day = review_day(story, given.config.review.months, given.now, zone)
    if day is not None and day <= given.now.astimezone(zone).date():
        names = ", ".join(subject.name for subject in story.subjects)
        yield in_field(file, "A012", ("review_on",), day=f"{day:%d/%m/%Y}", names=names)
