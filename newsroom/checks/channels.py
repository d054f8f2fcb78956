"""Each channel can express the story: its own code renders the post, so that limits are heard before approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.gate import WEBSITE
from publishers.contract import CannotRender, Photo, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

CANNOT_RENDER = "C002"
NO_LEAVE = "R013"
"""The people of the story have not agreed to what it tells being told there."""
KEEPS_OFF = frozenset({CANNOT_RENDER, NO_LEAVE})
"""Warnings that keep a story off one channel."""
# Words decide the limits checked here; the picture that stands in is never looked at.
_ANY_PHOTO = Photo("", "", "", "")


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Render the post of every channel the story wants."""
    story = file.story
    if story is None:
        return
    for name, announcement in story.publish.items():
        publisher = given.publishers.get(name)
        if name == WEBSITE or publisher is None:
            continue
        post = Post(
            story_id=story.id,
            title=story.title,
            summary=story.summary,
            text=announcement.text,
            hashtags=announcement.hashtags,
            link=given.config.site.url + file.address,
            author=story.authors[0].name,
            photos=(),
            cover=_ANY_PHOTO,
            body=(),
            kind=announcement.kind,
            link_in=announcement.link_in,
        )
        try:
            publisher.render(post)
        except CannotRender as error:
            for problem in error.problems:
                yield in_field(
                    file, CANNOT_RENDER, ("publish", name), channel=name, reason_vi=problem.vi, reason_en=problem.en
                )
