"""People whom a story names without being about them: an approver sees who they are, and decides.

No finding: officials who signed and colleagues who are quoted are rightly named. Who has a consent record, or wrote the
story, is not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.prose import prose_lines
from newsroom.language import Words
from newsroom.story.fold import name_key
from newsroom.story.titled_names import is_among, short_names, titled_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.story.model import Story


class Other(NamedTuple):
    """Somebody who is named besides the story's own people."""

    title: str
    name: str
    times: int
    """How often, a given name with a title counted too where it can be nobody else's."""

    @property
    def called(self) -> str:
        """Return the name with its title."""
        return f"{self.title} {self.name}"

    @property
    def told(self) -> Words:
        """Say who, and how often."""
        return Words(f"{self.called} ({self.times} lần)", f"{self.called} ({self.times}×)")


def others_named(story: Story, body: str) -> list[Other]:
    """Return the people besides its own whom a story's public words name with a title, in the order of the text."""
    known = [*(subject.name for subject in story.subjects), *(consent.subject for consent in story.consent)]
    known += [author.name for author in story.authors]
    texts = list(_texts(story, body))
    named = [one for text in texts for one in titled_names(text) if not is_among(one.name, known)]
    # Named in full once, and "chị Kiều Oanh" afterwards.
    whole = [one for one in named if not _is_part(one.name, (other.name for other in named))]
    titles = {name_key(one.name): one for one in reversed(whole)}
    given = [name_key(name) for text in texts for name in short_names(text)]
    called = [key.rsplit(maxsplit=1)[-1] for key in (*titles, *map(name_key, known))]
    return [
        Other(
            one.title, one.name, sum(is_among(other.name, [one.name]) for other in named) + _short(key, given, called)
        )
        for key, one in sorted(titles.items(), key=lambda item: named.index(item[1]))
    ]


def _texts(story: Story, body: str) -> Iterator[str]:
    yield from (story.title, story.summary, story.quote or "")
    yield from (picture.caption or "" for picture in story.pictures)
    yield from (announced.text or "" for announced in story.publish.values())
    yield from (line for _, line in prose_lines(body) if not line.startswith("!["))


def _is_part(name: str, names: Iterator[str]) -> bool:
    return any(name_key(other) != name_key(name) and is_among(name, [other]) for other in names)


def _short(key: str, given: list[str], called: list[str]) -> int:
    """Count who is called by the given name alone, when nobody else of the story has it."""
    name = key.rsplit(maxsplit=1)[-1]
    return given.count(name) if called.count(name) == 1 else 0
