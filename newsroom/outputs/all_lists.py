"""Every page that leads to stories: lists of terms, years, people and awards, and the indexes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.outputs.award_pages import award_pages
from newsroom.outputs.list_pages import list_pages
from newsroom.outputs.people_pages import people_pages
from newsroom.outputs.sorting import sort_stories
from newsroom.outputs.story_list import Cards
from newsroom.outputs.year_pages import year_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsroom.config import Config
    from newsroom.outputs.people import Directory
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.staged import Staged
    from newsroom.terms import Terms


def all_lists(
    stories: Sequence[PublishedStory], directory: Directory, config: Config, terms: Terms, today: date
) -> Iterator[Staged]:
    """Stage every list of the stories, which come oldest first."""
    found = sort_stories(stories, config.zone, config.site.page_size)
    cards = Cards(config, terms)
    yield from list_pages(found, cards, config, terms, today)
    yield from year_pages(found, cards, config, terms)
    yield from people_pages(directory, cards, config, terms)
    yield from award_pages(stories, directory, config, terms)
