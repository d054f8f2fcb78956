"""From the plan to the outbox: render what shall be sent with the channel's own code and freeze it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.build.drawn_story import published
from newsroom.gate import WEBSITE
from newsroom.history import History
from newsroom.outbox.model import Cause, Item, State
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, WITHDRAW, delivery_key, number_of, numbered
from newsroom.outputs.post import post
from publishers.abilities import Broadcastable
from publishers.contract import Payload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.entries import Entries, Entry
    from newsroom.outbox.model import Brief, Record
    from newsroom.outbox.store import Store
    from publishers.abilities import Broadcasts
    from publishers.contract import Publisher

# Clocks differ, here and at the platform; a search for our own post begins a day early.
_CLOCK_DIFFERENCE = timedelta(days=1)


def freeze(
    entries: Entries,
    entry: Entry,
    channel: str,
    publisher: Publisher,
    now: datetime,
    *,
    purpose: str = ANNOUNCE,
    due_at: datetime | None = None,
    target: str | None = None,
) -> Item:
    """Render a story for a channel and return the delivery that will carry exactly that.

    Due at its announced time when `due_at` is not given.

    Raises:
        CannotRender: the channel cannot express the story; editors have to change it.
        StoryChanged: the story was edited while the run went on.

    """
    story = published(entries.config, entries.terms, entries.open(entry), entry.fingerprint)
    made = post(story, channel, entries.config)
    since = min(announced.at for name, announced in entry.channels.items() if name in {WEBSITE, channel})
    return Item(
        key=delivery_key(channel, publisher.account, entry.story_id, purpose),
        channel=channel,
        account=publisher.account,
        story_id=entry.story_id,
        purpose=purpose,
        state=State.PENDING,
        fingerprint=entry.fingerprint,
        payload=publisher.render(made),
        link=made.link,
        due_at=due_at or entry.channels[channel].at,
        since_at=since - _CLOCK_DIFFERENCE,
        next_at=now,
        target=target,
    )


def followers(item: Item) -> list[Item]:
    """Return the deliveries that follow an announcement once it is public; each fails and is tried alone."""
    number = number_of(item.purpose)
    return [
        replace(
            item,
            key=delivery_key(item.channel, item.account, item.story_id, numbered(act, number)),
            purpose=numbered(act, number),
        )
        for act in item.payload.then
        if act == COMMENT
    ]


def takedown(store: Store, post_record: Record, cause: Cause, now: datetime) -> Item:
    """Return the delivery that takes a post down; it carries what is shown, for channels that hide by updating."""
    history = History(store.briefs_of(post_record.channel, post_record.account, post_record.story_id))
    shown = store.get((history.shown or post_record).key)
    if shown is None:
        msg = f"{post_record.key} is not in the outbox"
        raise ValueError(msg)
    purpose = numbered(WITHDRAW, number_of(post_record.purpose))
    return Item(
        key=delivery_key(shown.channel, shown.account, shown.story_id, purpose),
        channel=shown.channel,
        account=shown.account,
        story_id=shown.story_id,
        purpose=purpose,
        state=State.PENDING,
        fingerprint=shown.fingerprint,
        payload=Payload({**shown.payload.data, "reason": str(cause)}, shown.payload.photos),
        link=shown.link,
        due_at=now,
        since_at=shown.since_at,
        next_at=now,
        target=post_record.remote_id,
        cause=cause,
    )


def broadcast(
    channel: str,
    account: str,
    sender: Broadcasts,
    today: str,
    posts: Sequence[tuple[Entry, Brief]],
    now: datetime,
) -> Item:
    """Return the delivery of a day's broadcast. Raises CannotRender."""
    told = [Broadcastable(entry.story_id, entry.title, record.remote_id or "") for entry, record in posts]
    return Item(
        key=delivery_key(channel, account, today, BROADCAST),
        channel=channel,
        account=account,
        story_id=today,
        purpose=BROADCAST,
        state=State.PENDING,
        fingerprint=",".join(entry.fingerprint for entry, _ in posts),
        payload=sender.render_broadcast(told),
        link="",
        due_at=now,
        since_at=now - _CLOCK_DIFFERENCE,
        next_at=now,
        members=tuple(entry.story_id for entry, _ in posts),
    )
