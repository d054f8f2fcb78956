"""Which feeds there are: all stories, and those of each field, theme and unit; each holds its newest stories.

A story changes only the feeds of the lists it stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.outputs.addresses import DIMENSIONS, FOLLOWED, feed_addresses, terms_of
from newsroom.outputs.feed_formats import (
    Category,
    Channel,
    Entry,
    WrittenEntry,
    atom_feed,
    json_feed,
    rss_feed,
    write_entry,
)
from newsroom.outputs.public_pictures import main_picture
from newsroom.outputs.sorting import grouped
from newsroom.outputs.staged import Staged
from newsroom.outputs.wording import who_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

_ENTRIES = 20


def feeds(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage every feed in every format; `stories` are all published ones, oldest first."""
    written: dict[str, WrittenEntry] = {}

    def newest(listed: Sequence[PublishedStory]) -> list[WrittenEntry]:
        entries = []
        for story in reversed(listed[-_ENTRIES:]):
            if story.story.id not in written:
                written[story.story.id] = write_entry(_entry(story, config, terms))
            entries.append(written[story.story.id])
        return entries

    yield from _in_each_format("", config.site.title, config.site.description, newest(stories), config)
    for dimension in DIMENSIONS:
        listed = terms_of(dimension, terms)
        if dimension.folder not in FOLLOWED or listed is None:
            continue
        groups = grouped(dimension, stories, config.zone)
        for term in listed:
            title = f"{term.label} – {config.site.title}"
            subtitle = f"{dimension.label}: {term.label}. {config.site.title}, {config.office.name}."
            entries = newest(groups.get(term.code, []))
            yield from _in_each_format(f"{dimension.folder}/{term.code}/", title, subtitle, entries, config)


def _in_each_format(
    address: str, title: str, subtitle: str, entries: Sequence[WrittenEntry], config: Config
) -> Iterator[Staged]:
    site = config.site.url
    places = feed_addresses(address)
    channel = Channel(
        title=title,
        subtitle=subtitle,
        page_url=site + address,
        urls={name: site + place for name, place in places.items()},
        author=config.office.name,
        author_url=site,
        rights=config.office.republish_note,
        icon_url=f"{site}static/mark-64.png",
        large_icon_url=f"{site}static/mark-180.png",
        style="../" * address.count("/") + "static/feed.css",
    )
    yield Staged(places["atom"], atom_feed(channel, entries))
    yield Staged(places["rss"], rss_feed(channel, entries))
    yield Staged(places["json"], json_feed(channel, entries))


def story_identity(story: PublishedStory, config: Config) -> str:
    """Return a story's name for machines, which outlives a change of its address (RFC 4151, RFC 4287 section 4.2.6)."""
    host = config.site.url.split("//", 1)[1].split("/")[0].split(":")[0]
    # The year in the id is fixed; the day of publication may still be moved.
    return f"tag:{host},{story.story.id.split('-')[1]}:{story.story.id}"


def _entry(story: PublishedStory, config: Config, terms: Terms) -> Entry:
    text = story.story
    day = story.day(config.zone)
    categories = [
        *(Category(code, terms.fields.label(code), f"{config.site.url}linh-vuc/") for code in text.fields),
        *(Category(code, terms.themes.label(code), f"{config.site.url}chu-de/") for code in text.themes),
        Category(text.unit, terms.units.label(text.unit, day), f"{config.site.url}don-vi/"),
    ]
    return Entry(
        identity=story_identity(story, config),
        url=config.site.url + story.address,
        title=text.title,
        summary=text.summary,
        who=who_line(text),
        published_at=story.published_at.astimezone(config.zone),
        updated_at=story.changed_at.astimezone(config.zone),
        authors=tuple(author.name for author in text.authors),
        categories=tuple(categories),
        picture=main_picture(story, config),
    )
