"""One list of stories, staged: its pages, what is known of it, and the ways to narrower and neighbouring lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.outputs.collection import collection_page
from newsroom.outputs.pagination import leaves
from newsroom.outputs.wording import number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.staged import Staged
    from newsroom.terms import Terms


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another list; `count` says how much it holds."""

    label: str
    url: str
    count: int | None = None

    def data(self) -> dict[str, Any]:
        """Return what a template shows."""
        return {"label": self.label, "url": self.url, "count": None if self.count is None else number_text(self.count)}


class Choice(NamedTuple):
    """The ways to narrow a list by one dimension."""

    label: str
    ways: tuple[Way, ...]
    is_open: bool = False
    """Shown at once, not behind its name."""

    def data(self) -> dict[str, Any]:
        """Return what a template shows."""
        return {"label": self.label, "ways": [way.data() for way in self.ways], "is_open": self.is_open}


class Filter(NamedTuple):
    """One of the two lists that a narrower list is the common part of."""

    kind: str
    label: str
    without: str
    """The address of the list that is left when this filter is taken away."""


@dataclass(frozen=True, slots=True)
class StoryList:
    """A list of stories before it is cut into pages. What may change as the list grows stands on its first page."""

    home: str
    label: str
    kicker: str
    trail: tuple[Way, ...]
    """What stands above it."""
    stories: Sequence[PublishedStory]
    """Oldest first."""
    description: str
    here: str | None = None
    """What the trail calls it, where that is shorter than its label."""
    legal_bases: tuple[str, ...] = ()
    dated_names: tuple[str, ...] = ()
    ended: str | None = None
    """That the term's last day has passed."""
    choices: tuple[Choice, ...] = ()
    filters: tuple[Filter, ...] = ()
    before: Way | None = None
    """The year or month before it."""
    after: Way | None = None
    feeds: dict[str, str] | None = None


class Cards:
    """What lists show of each story, worked out once however many lists show it."""

    def __init__(self, config: Config, terms: Terms) -> None:
        """Remember what cards are made from."""
        self._config, self._terms = config, terms
        self._known: dict[str, dict[str, Any]] = {}

    def of(self, story: PublishedStory) -> dict[str, Any]:
        """Return the story's card."""
        card = self._known.get(story.story.id)
        if card is None:
            card = self._known[story.story.id] = story.card(self._terms, self._config.zone)
        return card


def story_list_pages(listed: StoryList, cards: Cards, config: Config) -> Iterator[Staged]:
    """Stage every page of a list; the page on its own address also tells its size and how to narrow it."""
    fixed = {
        "label": listed.label,
        "dimension": listed.kicker,
        "trail": [way.data() for way in listed.trail],
        "here": listed.here or listed.label,
        "legal_bases": list(listed.legal_bases),
        "dated_names": list(listed.dated_names),
        "filters": [choice._asdict() for choice in listed.filters],
        "feeds": listed.feeds,
    }
    for leaf in leaves(listed.home, listed.stories, config.site.page_size):
        data = {**fixed, **leaf.ways, "cards": [cards.of(story) for story in leaf.part.entries]}
        # What changes with every new story would change every archive page.
        if leaf.is_newest:
            data |= {
                "count": number_text(len(listed.stories)),
                "ended": listed.ended,
                "choices": [choice.data() for choice in listed.choices],
                "before": listed.before.data() if listed.before else None,
                "after": listed.after.data() if listed.after else None,
            }
        title, way = (
            listed.label,
            [*((step.label, step.url) for step in listed.trail), (listed.here or listed.label, listed.home)],
        )
        if not leaf.is_newest:
            title = f"{listed.label} - trang {leaf.part.number}"
            way.append((f"Trang {leaf.part.number}", leaf.address))
        yield collection_page("list.html", title, listed.description, way, config, leaf.part.entries, list=data)
