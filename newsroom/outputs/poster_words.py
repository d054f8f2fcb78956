"""The words on a poster: only what the story's page shows too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.outputs.typesetting import drawable
from newsroom.outputs.wording import unit_then_and_now, who
from newsroom.story.body import blocks
from newsroom.story.model import MAX_QUOTE

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.story.model import Story, Subject
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms

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
    names, role = _people(story, terms)
    words = {
        "office": config.office.name,
        "column": config.site.title,
        "kicker": terms.kinds.label(story.kind),
        "title": story.title,
        "name": names,
        "role": role,
        "deed": story.summary,
        "quote": quote,
        "quote_by": said_by,
        "credit": _credit(story),
        "note": "Bài minh họa, nhân vật và sự việc được hư cấu." if story.fictional else "",
    }
    # All weights hold the same letters.
    shown = {key: drawable(value, "Bold") for key, value in words.items()}
    return PosterWords(**shown, target=target, address=target.split("://", 1)[-1].rstrip("/"))


def lost_letters(story: Story) -> str:
    """Return the letters of a story's title, names and summary that the posters' font cannot draw."""
    text = "".join((story.title, story.summary, story.quote or "", *(subject.name for subject in story.subjects)))
    return "".join(sorted({letter for letter in text if not letter.isspace() and not drawable(letter, "Bold")}))


def _people(story: Story, terms: Terms) -> tuple[str, str]:
    """Return the name in large type, and role and unit below it."""
    first, others = story.subjects[0], story.subjects[1:]
    name = who(first.model_copy(update={"role": None}))
    if not others:
        return name, _role(story, first, terms)
    if len(others) == 1:
        second = who(others[0].model_copy(update={"role": None}))
        return f"{name} và {second[:1].lower() + second[1:] if others[0].honorific else second}", ""
    return f"{name} và {len(others)} tập thể, cá nhân khác", ""


def _role(story: Story, subject: Subject, terms: Terms) -> str:
    published = story.published_at
    unit = ""
    if subject.unit and subject.unit in terms.units:
        term = terms.units[subject.unit]
        unit = unit_then_and_now(term, published.date())[0] if published else term.label
    # "Trưởng phòng Kinh tế, Phòng Kinh tế" would say it twice.
    if not subject.role or (unit and unit.lower() in subject.role.lower()):
        return subject.role or unit
    return f"{subject.role}, {unit}" if unit and unit != subject.name else subject.role


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
