"""A person's word about one delivery, carried into the outbox and written into the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.outbox.model import FINAL, Cause, Item, State, freed
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, WITHDRAW, number_of
from newsroom.outbox.rows import intention, receipt_data
from newsroom.outbox.store import LeaseLost
from newsroom.outgoing import takedown

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.outbox.store import Store


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, when, and on what database."""

    store: Store
    by: str
    now: datetime

    def send(self, item: Item) -> None:
        """Let it go out although it is late, failed or unclear; what is on the channel already is found first."""
        self._must_be_open(item, State.FAILED, State.CANCELLED)
        # `find` runs before the first write, so a post that is there after all is adopted, not doubled.
        again = freed(
            item,
            state=State.PENDING,
            handle=None,
            public_at=None,
            due_at=self.now,
            next_at=self.now,
            needs_person=False,
            unknown_since=None,
            tries=0,
            error=None,
            error_code=None,
            cause=item.cause if item.act == WITHDRAW else None,
        )
        self._change(item, again, "resolved-send", due_at=self.now.isoformat())
        self.store.note_decision(item.key, self.now, self.by)

    def cancel(self, item: Item) -> None:
        """Let it never go out."""
        self._must_be_open(item, State.FAILED)
        cancelled = freed(
            item, state=State.CANCELLED, needs_person=False, unknown_since=None, error_code=None, cause=Cause.PERSON
        )
        self._change(item, cancelled, "resolved-cancelled", cause=str(Cause.PERSON))

    def sent_as(self, item: Item, remote_id: str, url: str) -> None:
        """Record that it is on the channel, under an id the person found there."""
        self._must_be_open(item, State.FAILED)
        sent = freed(
            item,
            state=State.SENT,
            remote_id=remote_id,
            remote_url=url,
            sent_at=self.now,
            needs_person=False,
            unknown_since=None,
            tries=0,
            error=None,
            error_code=None,
        )
        self._change(item, sent, "resolved-sent", **receipt_data(sent))

    def take_down(self, item: Item, cause: Cause = Cause.PERSON) -> Item:
        """Queue the taking down of a public post."""
        post = self._public_post(item)
        down = takedown(self.store, post, cause, self.now)
        known = self.store.get(down.key)
        if known is not None and known.state in {State.CANCELLED, State.FAILED}:
            self._change(known, down, "enqueued", **intention(down))
        elif known is None:
            self.store.enqueue(self.now, down)
        elif cause is Cause.REPOST and known.cause is not Cause.REPOST:
            self._change(known, replace(known, cause=cause), "resolved-repost", cause=str(cause))
        self.store.note_decision(down.key, self.now, self.by)
        return down

    def repost(self, item: Item) -> Item:
        """Take a post down, when it still stands, and let the plan announce the story anew afterwards."""
        return self.take_down(item, Cause.REPOST)

    def _public_post(self, item: Item) -> Item:
        if item.act == BROADCAST:
            raise UsageError(_BROADCAST, _BROADCAST_REMEDY, key=item.key)
        number = number_of(item.purpose) if item.act in {ANNOUNCE, WITHDRAW} else None
        records = self.store.briefs_of(item.channel, item.account, item.story_id)
        posts = [r for r in records if r.act == ANNOUNCE and number in {None, number_of(r.purpose)}]
        newest = max(posts, key=lambda r: number_of(r.purpose), default=None)
        post = self.store.get(newest.key) if newest is not None else None
        if post is None or post.state is not State.SENT:
            raise UsageError(_NOT_PUBLIC, _NOT_PUBLIC_REMEDY, key=item.key)
        return post

    def _must_be_open(self, item: Item, *besides: State) -> None:
        if item.state in FINAL and item.state not in besides:
            raise UsageError(_SETTLED, _SETTLED_REMEDY, key=item.key, state=item.state.value)

    def _change(self, was: Item, item: Item, event: str, **data: Any) -> None:
        # Whoever holds it may be writing at this moment.
        if was.lease_until is not None and was.lease_until > self.now:
            raise UsageError(_HELD, _HELD_REMEDY, key=was.key, at=f"{was.lease_until:%H:%M} UTC")
        try:
            self.store.change(was, item, self.now, event, by=self.by, **data)
        except LeaseLost:
            raise UsageError(_MOVED, _MOVED_REMEDY, key=was.key) from None


_SETTLED = Words("Lần đăng {key} đã xong ({state}).", "The delivery {key} is settled ({state}).")
_SETTLED_REMEDY = Words(
    "Muốn gỡ: --withdraw; muốn đăng lại: --repost.", "To take it down: --withdraw; to post it anew: --repost."
)
_HELD = Words("Một tiến trình đang làm việc với {key}.", "A process is working on {key}.")
_HELD_REMEDY = Words("Chờ đến {at} rồi chạy lại.", "Wait until {at} and run again.")
_MOVED = Words("{key} vừa được một tiến trình khác xử lý.", "Another process has just worked on {key}.")
_MOVED_REMEDY = Words("Xem newsroom status rồi quyết định lại.", "Look at newsroom status and decide again.")
_NOT_PUBLIC = Words("{key} không có bài nào trên kênh.", "{key} has no post on the channel.")
_NOT_PUBLIC_REMEDY = Words("Xem newsroom status --all.", "See newsroom status --all.")
_BROADCAST = Words("Broadcast {key} không gỡ được.", "The broadcast {key} cannot be taken back.")
_BROADCAST_REMEDY = Words(
    "Gỡ từng bài trong đó: newsroom withdraw MÃ BÀI.", "Take down its stories: newsroom withdraw STORY."
)
