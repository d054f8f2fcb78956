"""Pictures say whom they show: whoever can be recognised in one has to agree, be the story about them or not.

Civil Code 91/2015/QH13, article 32; `newsroom.papers` tells which pictures need leave. Nobody writes down how old a
neighbour's child is, so what the picture's words call it tells that a guardian has to agree (Law on Children 2016,
article 21).
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

# "Em" is said to grown people, too.
_CHILDREN = frozenset({"bé", "cháu", "học sinh"})


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
        if picture.people:
            yield from _children(file, story, index, picture)


def _children(file: StoryFile, story: Story, index: int, picture: Picture) -> Iterator[Finding]:
    """Ask for a guardian's word where a picture's words call somebody who is no subject a child."""
    subjects = [subject.name for subject in story.subjects]
    others = {name_key(name): name for name in picture.people if not is_among(name, subjects)}
    guarded = {name_key(consent.subject) for consent in story.consent if consent.guardian is not None}
    agreed = {name_key(consent.subject) for consent in story.consent} - guarded
    for key, text in (("alt", picture.alt), ("caption", picture.caption or "")) if agreed else ():
        for title, name in titled_names(text):
            if title.lower() not in _CHILDREN:
                continue
            for child in [one for one in others if one in agreed and is_among(name, [others[one]])]:
                agreed.discard(child)
                yield in_field(file, "R018", ("pictures", index, key), who=others[child], shown=f"{title} {name}")


def _named(file: StoryFile, story: Story, index: int, picture: Picture) -> Iterator[Finding]:
    known = [*(subject.name for subject in story.subjects), *picture.people]
    told: set[str] = set()
    for key, text in (("alt", picture.alt), ("caption", picture.caption or "")):
        for title, name in titled_names(text):
            if name_key(name) not in told and not is_among(name, known):
                told.add(name_key(name))
                yield in_field(file, "P023", ("pictures", index, key), file=picture.file, who=f"{title} {name}")
