"""What an approved story must have before anything leaves: verification, consent, known channels."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean
from newsroom.gate import SENTENCES, WEBSITE, consent_lacking
from newsroom.story.model import PUBLIC_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Judge an approved story's papers, and every story's channels."""
    story = file.story
    if story is None:
        return
    known = [WEBSITE, *given.config.channels]
    for channel in story.publish:
        if channel not in known:
            near = difflib.get_close_matches(channel, known, n=1)
            yield in_field(file, "C001", ("publish", channel), channel=channel, **did_you_mean(near))
    if story.status not in PUBLIC_STATUSES or story.withdrawal is not None:
        return
    if story.verified is None or not story.verified.no_pending_case:
        yield in_field(file, "A005", ("verified",))
    today = given.now.astimezone(given.config.zone).date()
    for channel in story.publish:
        lacking = consent_lacking(story, channel, today, given.terms)
        if lacking is not None and lacking.reason is not None:
            words = SENTENCES[lacking.reason]
            yield in_field(
                file,
                "A004",
                ("publish", channel),
                channel=channel,
                reason_vi=words.say("vi", **lacking.values),
                reason_en=words.say("en", **lacking.values),
            )
