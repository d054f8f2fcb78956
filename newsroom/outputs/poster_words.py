"""The words on a poster: only what the story's page shows too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.outputs.subject_lines import subject_lines
from newsroom.outputs.typesetting import drawable
from newsroom.story.body import blocks
from newsroom.story.model import MAX_QUOTE

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

FICTIONAL = "Bài minh họa, nhân vật và sự việc được hư cấu."
_ATTRIBUTION = re.compile(r"^(?P<quote>.+?)\s+[—–-]\s+(?P<by>[^—–]{2,80})$", re.DOTALL)
_MARKS = '“”"«»'


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What is printed; an empty text is left out."""

    office: str
    column: str
    kicker: str
    title: str
    name: str
    role: str
    deed: str
    quote: str
    """With its quotation marks."""
    quote_by: str
    """Who said it, when that is somebody else than the person named."""
    credit: str
    note: str
    """What readers must know, such as that the story is made up."""
    target: str
    """The story's canonical address, in the code."""
    address: str
    """The same as people type it."""


def poster_words(file: StoryFile, story: Story, config: Config, terms: Terms) -> PosterWords:
    """Take from a story what a poster says."""
    quote, said_by = _quote(file, story)
    target = config.site.url + file.address
    subject = subject_lines(story, terms)
    words = {
        "office": config.office.name,
        "column": config.site.title,
        "kicker": terms.kinds.label(story.kind),
        "title": story.title,
        "name": subject.name,
        "role": subject.role,
        "deed": story.summary,
        "quote": quote,
        "quote_by": said_by,
        "credit": _credit(story),
        "note": FICTIONAL if story.fictional else "",
    }
    # All weights hold the same letters.
    shown = {key: drawable(value, "Bold") for key, value in words.items()}
    return PosterWords(**shown, target=target, address=target.split("://", 1)[-1].rstrip("/"))


def _quote(file: StoryFile, story: Story) -> tuple[str, str]:
    """Return the quote in its marks and who said it: the story's key, else the first short quotation of the text."""
    if story.quote:
        return _marked(_parted(story.quote)[0]), _parted(story.quote)[1]
    for block in blocks(file.body):
        if block.kind == "quote" and len(block.text) <= MAX_QUOTE and block.text.lstrip()[:1] in _MARKS:
            text, by = _parted(block.text)
            return _marked(text), by
    return "", ""


def _parted(text: str) -> tuple[str, str]:
    """Part a quote from the name behind a dash at its end."""
    match = _ATTRIBUTION.match(text.strip())
    return (match["quote"], match["by"].strip()) if match and match["quote"][-1] in '.!?…”"' else (text.strip(), "")


def _marked(text: str) -> str:
    return f"“{text.strip(_MARKS + ' ')}”"


def _credit(story: Story) -> str:
    cover = story.pictures[0] if story.pictures else None
    return f"Ảnh: {cover.credit}" if cover and cover.credit else ""
