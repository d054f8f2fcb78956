"""What the search knows of one story: its words and where they stand, what it is filtered by, and what a result shows.

Only what is named here leaves: consent, verification, approval and birth years never do.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newsroom.outputs.search_words import spelling, words_of
from newsroom.outputs.wording import date_text, unit_then_and_now, who_line
from newsroom.story.body import blocks

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

# Raised when entries are made differently, so that every story is entered anew.
_RECIPE = "2"
# Words of different parts never stand side by side.
_GAP = 4


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One story as the search knows it; its words are only taken apart when they are asked for."""

    story: PublishedStory
    names: tuple[str, ...]
    """Names of people and units, labels and codes: what a story is found by although its text need not say it."""
    shown: dict[str, Any]
    """What a result shows, beside the text."""
    filters: dict[str, tuple[str, ...]]
    """Codes by the name of the filter."""
    digest: str

    @property
    def key(self) -> str:
        """Name the story among all; a file is called so."""
        return self.story.story.id

    def fragment(self) -> bytes:
        """Return what a page of results loads to show this story."""
        whole = {**self.shown, "text": self._text()}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def take_apart(self) -> Words:
        """Return every word with its places."""
        title, summary = self.shown["title"], self.shown["summary"]
        places: dict[str, list[int]] = {}
        starts = []
        at = 0
        for zone in ((title,), self.names, (summary,), (self._text(),)):
            starts.append(at)
            for part in zone:
                for word in words_of(part):
                    places.setdefault(spelling(word), []).append(at)
                    at += 1
                at += _GAP
        return Words(tuple(starts[1:]), {word: _steps(found) for word, found in places.items()})

    def _text(self) -> str:
        return "\n".join(block.text for block in blocks(self.story.file.body) if block.text)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one story."""

    starts: tuple[int, ...]
    """Where names, summary and text begin; the title begins at 0."""
    places: dict[str, str]
    """By spelling: how often it occurs, the first place, and the step to each further one, as written in the index."""


def _steps(places: list[int]) -> str:
    steps = [places[0], *(after - before for before, after in pairwise(places))]
    return f"{len(places)},{','.join(map(str, steps))}"


def search_entry(story: PublishedStory, config: Config, terms: Terms) -> SearchEntry:
    """Take from a story what the search may know."""
    text = story.story
    day = story.day(config.zone)
    image = story.pictures.thumbnail_for_card(story.address)
    shown = {
        "url": story.address,
        "title": text.title,
        "summary": text.summary,
        "who": who_line(text),
        "date": date_text(day),
        # A share card would only repeat the title, cut off.
        "image": {key: image[key] for key in ("src", "alt", "width", "height")} if image["alt"] else None,
    }
    filters = {
        "linh-vuc": text.fields,
        "nam": (str(day.year),),
        "loai": (text.kind,),
        "don-vi": (text.unit,),
    }
    units = dict.fromkeys([text.unit, *(s.unit for s in text.subjects if s.unit)])
    names = (
        *(subject.name for subject in text.subjects),
        *(subject.role for subject in text.subjects if subject.role),
        *(name for code in units for name in unit_then_and_now(terms.units[code], day) if name),
        *units,
        *(terms.fields.label(code) for code in text.fields),
        *(terms.themes.label(code) for code in text.themes),
        terms.kinds.label(text.kind),
        *(terms.awards.label(award.title, award.date) for award in text.awards),
        *(author.name for author in text.authors),
        text.id,
    )
    basis = json.dumps([_RECIPE, story.fingerprint, names, shown, filters], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(basis.encode()).hexdigest()[:32]
    return SearchEntry(story, names, shown, filters, digest)
