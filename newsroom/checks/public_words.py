"""The words of a story that readers get to see, each with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.checks.finding import Finding, in_body, in_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile


class Words(NamedTuple):
    """One line of the body, or the value of a key."""

    text: str
    place: int | tuple[str | int, ...]
    """The line of the body, counted from 0, or the key."""

    def finding(self, file: StoryFile, code: str, start: int, /, **values: Any) -> Finding:
        """Make a finding about what stands at `start`."""
        if isinstance(self.place, int):
            return in_body(file, code, self.place, start, **values)
        return in_field(file, code, self.place, **values)


def public_words(file: StoryFile, story: Story) -> Iterator[Words]:
    """Go through everything of a story that is shown as words, the body last."""
    yield from (Words(text, place) for text, place in _keys(story) if text)
    yield from (Words(line, number) for number, line in enumerate(file.body.split("\n")) if line)


def _keys(story: Story) -> Iterator[tuple[str | None, tuple[str | int, ...]]]:
    yield story.title, ("title",)
    yield story.summary, ("summary",)
    yield story.quote, ("quote",)
    for index, subject in enumerate(story.subjects):
        yield (f"{subject.name}, {subject.role}" if subject.role else None), ("subjects", index, "role")
    for index, picture in enumerate(story.pictures):
        yield picture.alt, ("pictures", index, "alt")
        yield picture.caption, ("pictures", index, "caption")
    for channel, announcement in story.publish.items():
        yield announcement.text, ("publish", channel, "text")
