"""From the plan to the outbox: render what is due with the channel's own code and freeze it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.build.stage import picture_cache
from newsroom.gate import WEBSITE
from newsroom.outbox.model import ANNOUNCE, Item, State, delivery_key
from newsroom.outputs.pictures import CardText, make_pictures, order_of
from newsroom.outputs.post import post
from newsroom.outputs.published import PublishedStory
from newsroom.outputs.wording import card_words

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace
    from publishers.contract import Publisher

# Clocks differ, here and at the platform; a search for our own post begins a day early.
_CLOCK_DIFFERENCE = timedelta(days=1)


def freeze(
    workspace: Workspace, file: StoryFile, channel: str, publisher: Publisher, now: datetime, due_at: datetime
) -> Item:
    """Render a story for a channel and return the delivery that will carry exactly that.

    Raises:
        CannotRender: the channel cannot express the story; editors have to change it.

    """
    story = published(workspace, file)
    made = post(story, channel, workspace.config)
    text = story.story
    since = min(announcement.at for name, announcement in text.publish.items() if name in {WEBSITE, channel})
    return Item(
        key=delivery_key(channel, publisher.account, text.id),
        channel=channel,
        account=publisher.account,
        story_id=text.id,
        purpose=ANNOUNCE,
        state=State.PENDING,
        fingerprint=story.fingerprint,
        payload=publisher.render(made),
        link=made.link,
        due_at=due_at,
        since_at=since - _CLOCK_DIFFERENCE,
        next_at=now,
    )


def published(workspace: Workspace, file: StoryFile) -> PublishedStory:
    """Return a story with its pictures drawn (from the build cache, where the website's build left them)."""
    if file.story is None or file.story.published_at is None:
        msg = f"{file.name} has no time for the website"
        raise ValueError(msg)
    text = CardText(**card_words(file.story, workspace.config, workspace.terms))
    pictures = make_pictures(order_of(file, text), picture_cache(workspace.config))
    return PublishedStory(file, file.story, workspace.fingerprint(file), file.story.published_at, pictures)
