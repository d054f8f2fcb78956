"""Which stories are offered at the end of a story: earlier ones that share its fields, themes or unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.outputs.published import PublishedStory

_OFFERED = 3
_LOOKED_AT = 40


def related_stories(stories: Sequence[PublishedStory]) -> list[list[PublishedStory]]:
    """Return for each story (oldest first) up to three related ones.

    Only earlier stories are offered, so that publishing one changes no other story's page; the first stories of
    all, with nothing before them, offer none.
    """
    return [_related(stories[index], stories[max(0, index - _LOOKED_AT) : index]) for index in range(len(stories))]


def _related(story: PublishedStory, earlier: Sequence[PublishedStory]) -> list[PublishedStory]:
    scored = [(_kinship(story, other), position, other) for position, other in enumerate(earlier)]
    scored = [entry for entry in scored if entry[0] > 0]
    scored.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [other for _, _, other in scored[:_OFFERED]]


def _kinship(story: PublishedStory, other: PublishedStory) -> int:
    shared_fields = len(set(story.story.fields) & set(other.story.fields))
    shared_themes = len(set(story.story.themes) & set(other.story.themes))
    return 3 * shared_fields + 2 * shared_themes + (story.story.unit == other.story.unit)
