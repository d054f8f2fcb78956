"""Pictures say whom they show: whoever can be recognised in one has to agree, be the story about them or not.

Civil Code 91/2015/QH13, article 32; `newsroom.papers` tells which pictures need leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.papers import needs_consent, needs_leave
from newsroom.story.fold import name_key
from newsroom.story.titled_names import is_among, titled_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Picture, Story
    from newsroom.story.read import StoryFile


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Ask whom a portrait of a collective's story shows, and about people whom a picture's words name."""
    story = file.story
    if story is None:
        return
    has_nobody = not any(needs_consent(subject, given.terms) for subject in story.subjects)
    for index, picture in enumerate(story.pictures):
        if not needs_leave(picture):
            continue
        is_of_somebody = picture.kind == "chan-dung" or picture.ground == "dong-y"
        if has_nobody and is_of_somebody and not picture.people:
            yield in_field(file, "P022", ("pictures", index), file=picture.file)
        # A drawing shows nobody, whomever its caption tells of.
        if picture.kind != "minh-hoa" or picture.ground is not None:
            yield from _named(file, story, index, picture)


def _named(file: StoryFile, story: Story, index: int, picture: Picture) -> Iterator[Finding]:
    known = [*(subject.name for subject in story.subjects), *picture.people]
    told: set[str] = set()
    for key, text in (("alt", picture.alt), ("caption", picture.caption or "")):
        for title, name in titled_names(text):
            if name_key(name) not in told and not is_among(name, known):
                told.add(name_key(name))
                yield in_field(file, "P023", ("pictures", index, key), file=picture.file, who=f"{title} {name}")
