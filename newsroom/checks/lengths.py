"""Title and summary are as long as readers and channels want them, and do not say the same thing twice.

The bounds are those of the columns and contests that offices of other provinces publish (seen 2026-11).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_TITLE_WORDS = range(4, 21)
_SUMMARY_WORDS = range(30, 61)
# A name that opens title and summary alike is no repetition; most of a sentence is.
_FEWEST_REPEATED = 5
_MOST_IN_COMMON = 0.8
_WORD = re.compile(r"\w+")


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Count the words of title and summary and compare them."""
    story = file.story
    if story is None:
        return
    title, summary = (len(text.split()) for text in (story.title, story.summary))
    if title not in _TITLE_WORDS:
        yield in_field(file, "X015", ("title",), count=title)
    if repeats(story.title, story.summary):
        yield in_field(file, "X016", ("summary",))
    elif summary not in _SUMMARY_WORDS:
        yield in_field(file, "X014", ("summary",), count=summary)


def repeats(title: str, summary: str) -> bool:
    """Tell whether a summary is its title again: word for word at its beginning, or most of its words."""
    heard, said = (_WORD.findall(fold(text)) for text in (title, summary))
    if not heard or not said:
        return False
    if len(heard) >= _FEWEST_REPEATED and said[: len(heard)] == heard:
        return True
    common = (Counter(heard) & Counter(said)).total()
    return common >= _MOST_IN_COMMON * len(said)
