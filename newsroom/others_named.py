"""People whom a story names without being about them: an approver sees who they are, and decides.

No finding: officials who signed and colleagues who are quoted are rightly named. Who has a consent record, or wrote the
story, is not among them.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
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
    def told(self) -> Words:
        """Say who, and how often."""
        who = f"{self.title} {self.name}"
        return Words(f"{who} ({self.times} lần)", f"{who} ({self.times}×)")


def others_named(story: Story, body: str) -> list[Other]:
    """Return the people besides its own whom a story's public words name with a title, in the order of the text."""
    known = [*(subject.name for subject in story.subjects), *(consent.subject for consent in story.consent)]
    known += [author.name for author in story.authors]
    texts = list(_texts(story, body))
    named = [one for text in texts for one in titled_names(text) if not is_among(one.name, known)]
    times = Counter(name_key(one.name) for one in named)
    first = {name_key(one.name): one for one in reversed(named)}
    # Named in full once, and "chị Kiều Oanh" afterwards.
    parts = {key: _parts(key) for key in times}
    of_others = set().union(*parts.values())
    whole = [key for key in times if key not in of_others]
    given = Counter(name_key(name) for text in texts for name in short_names(text))
    bearers = Counter(_given_name(key) for key in (*whole, *map(name_key, known)))
    found = []
    for key in whole:
        called = times[key] + sum(times[part] for part in parts[key])
        if bearers[_given_name(key)] == 1:
            called += given[_given_name(key)]
        found.append(Other(first[key].title, first[key].name, called))
    return found


def _texts(story: Story, body: str) -> Iterator[str]:
    yield from (story.title, story.summary, story.quote or "")
    yield from (picture.caption or "" for picture in story.pictures)
    yield from (announced.text or "" for announced in story.publish.values())
    yield from (line for _, line in prose_lines(body) if not line.startswith("!["))


def _parts(key: str) -> set[str]:
    """Return everything shorter that a name may be called by: words of it that stand side by side."""
    words = key.split()
    runs = combinations(range(len(words) + 1), 2)
    return {" ".join(words[start:end]) for start, end in runs if end - start < len(words)}


def _given_name(key: str) -> str:
    return key.rpartition(" ")[2]
