"""Carry the plan into the outbox: queue what is new, take newly approved content, call off what is no longer wanted."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.comparing import cannot_render_words
from newsroom.digest import any_asks, broadcasters, digest_id, is_public_as_approved, next_digest, planned_digests
from newsroom.errors import NewsroomError
from newsroom.gate import CONSENT_MISSING, CONSENT_OVER, Reason
from newsroom.history import History, histories
from newsroom.outbox.model import Cause, Item, State
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, CORRECT, act_of, delivery_key, number_of, numbered
from newsroom.outbox.rows import intention
from newsroom.outbox.store import LeaseLost, Store
from newsroom.outgoing import broadcast, followers, freeze, takedown
from newsroom.plan import ahead_of, first_of_each, is_handed_over_early
from newsroom.plan_lines import SAME_THERE, Action, PlanLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from newsroom.entries import Entries, Entry
    from newsroom.language import Words
    from newsroom.outbox.model import Brief
    from publishers.abilities import Broadcasts
    from publishers.contract import Publisher


@dataclass(frozen=True, slots=True)
class Refusal:
    """A story that a channel cannot express; it never reached the outbox."""

    channel: str
    story_id: str
    words: Words


# A delivery that waits for these reasons will not be needed: what it would show is being taken down.
_POINTLESS = CONSENT_OVER | CONSENT_MISSING | {Reason.WITHDRAWN, Reason.NOT_WANTED}


class Queueing:
    """Puts deliveries into the outbox; asks no platform."""

    def __init__(self, entries: Entries, store: Store, publishers: Mapping[str, Publisher], now: datetime) -> None:
        """Work for the channels that have a publisher."""
        self._entries, self._store, self._publishers, self._now = entries, store, publishers, now
        self._stories = first_of_each(entries)
        self.refused: list[Refusal] = []

    def carry_out(self, lines: Iterable[PlanLine]) -> None:
        """Queue what the plan asks for; what cannot be rendered is kept in `refused`."""
        for line in lines:
            publisher = self._publishers.get(line.channel)
            if publisher is None:
                continue
            with contextlib.suppress(LeaseLost):  # somebody else was quicker; the next plan knows
                self._one(line, publisher)

    def _one(self, line: PlanLine, publisher: Publisher) -> None:
        if line.action is Action.POST and line.entry is not None:
            self._post(line, line.entry, publisher)
        elif line.action is Action.CORRECT and line.entry is not None and line.record is not None:
            self._correct(line, line.entry, line.record, publisher)
        elif line.action is Action.WITHDRAW and line.record is not None:
            self._take_down(line.record, line.cause or Cause.PERSON)
        elif line.action is Action.CALL_OFF and line.record is not None:
            self._cancel(line.record, line.record.cause or Cause.WITHDRAWAL)
        elif line.words is SAME_THERE and line.entry is not None and line.record is not None:
            self._store.shows_the_same(line.record, line.entry.fingerprint, self._now)

    def _post(self, line: PlanLine, entry: Entry, publisher: Publisher) -> None:
        is_new_round = line.record is not None and line.record.cause is Cause.REPOST
        item = self._frozen(entry, line.channel, publisher, line.purpose, due_at=self._now if is_new_round else None)
        if item is None:
            return
        known = line.record if line.record is not None and line.record.key == item.key else None
        if known is not None:
            self._queue_again(known, item)
            for follower in followers(item):
                before = self._store.get(follower.key)
                if before is not None and before.state is State.CANCELLED:
                    self._queue_again(before, follower)
        self._store.enqueue(self._now, item, *followers(item))

    def _correct(self, line: PlanLine, entry: Entry, shown: Brief, publisher: Publisher) -> None:
        target = shown.target if shown.act == CORRECT else shown.remote_id
        item = self._frozen(entry, line.channel, publisher, line.purpose, due_at=self._now, target=target)
        if item is None:
            return
        history = History(self._store.briefs_of(item.channel, item.account, item.story_id))
        comment = numbered(COMMENT, history.round)
        wants_comment = COMMENT in item.payload.then and history.comment is None
        key = delivery_key(item.channel, item.account, item.story_id, comment)
        late = [replace(item, key=key, purpose=comment)] if wants_comment else []
        self._store.enqueue(self._now, item, *late)

    def _take_down(self, post: Brief, cause: Cause) -> None:
        """Queue the taking down of a public post; one that was called off before is queued again."""
        item = takedown(self._store, post, cause, self._now)
        known = self._store.get(item.key)
        if known is not None and known.state in {State.CANCELLED, State.FAILED}:
            self._queue_again(known, item)
        else:
            self._store.enqueue(self._now, item)

    def broadcasts(self) -> None:
        """Queue the day's broadcasts; posts of this run may be in them."""
        senders = broadcasters(self._publishers)
        if not senders or not any_asks(self._stories.values()):
            return
        records = [r for r in self._store.briefs() if self._is_mine(r)]
        known = histories(records)
        for line in planned_digests(self._entries, list(self._stories.values()), records, senders):
            if line.action is Action.BROADCAST:
                self._broadcast(line, senders[line.channel], known)

    def _is_mine(self, record: Brief) -> bool:
        publisher = self._publishers.get(record.channel)
        return publisher is not None and publisher.account == record.account

    def _broadcast(self, line: PlanLine, sender: Broadcasts, known: Mapping[tuple[str, str], History]) -> None:
        posts = [
            (self._stories[story_id], post)
            for story_id in line.members
            if (post := known[line.channel, story_id].post) is not None
        ]
        account = self._publishers[line.channel].account
        today = next_digest(self._entries, line.channel, known, sender.broadcast_rules.per_day)
        try:
            item = broadcast(line.channel, account, sender, today, posts, self._now)
        except Exception as error:  # noqa: BLE001 - one channel's bug never stops the others
            self.refused.append(Refusal(line.channel, today, cannot_render_words(error)))
            return
        before = self._store.get(item.key)
        if before is not None and before.state is State.CANCELLED:
            self._queue_again(before, item)
        else:
            self._store.enqueue(self._now, item)

    def look_over(self) -> None:
        """Take the newly approved content of what waits, and cancel what is no longer wanted.

        Half-made posts are not touched: the relay goes on with them, or lets go of them.
        """
        for record in self._store.briefs(State.PENDING):
            publisher = self._publishers.get(record.channel)
            if record.half_made or publisher is None or record.account != publisher.account:
                continue
            with contextlib.suppress(LeaseLost):
                if record.act == BROADCAST:
                    self._look_over_broadcast(record)
                elif record.act in {ANNOUNCE, CORRECT, COMMENT}:
                    self._look_over_one(record, publisher)

    def _look_over_one(self, record: Brief, publisher: Publisher) -> None:
        entry = self._stories.get(record.story_id)
        if entry is None:
            return
        verdict = self._entries.verdict(entry, record.channel)
        is_pointless = verdict.reason in CONSENT_OVER | {Reason.WITHDRAWN} or (
            record.act != ANNOUNCE and verdict.reason in _POINTLESS
        )
        if is_pointless or (record.act == COMMENT and self._post_is_over(record)):
            self._cancel(record, Cause.WITHDRAWAL)
        elif record.fingerprint != entry.fingerprint and (
            verdict.allowed or is_handed_over_early(entry, record.channel, verdict, ahead_of(publisher), self._now)
        ):
            self.refreeze(record, entry, publisher)

    def refreeze(self, record: Brief | Item, entry: Entry, publisher: Publisher) -> bool:
        """Render a waiting delivery anew from what is approved now; False when it cannot be, or has moved on."""
        # An editor may have set another time; a person's word to send it now stays.
        is_first = record.purpose in {ANNOUNCE, COMMENT} and not self._was_decided(record)
        item = self._frozen(
            entry,
            record.channel,
            publisher,
            record.purpose,
            due_at=None if is_first and record.channel in entry.channels else record.due_at,
            target=record.target,
        )
        return item is not None and self._store.refreeze(item, self._now)

    def _was_decided(self, record: Brief | Item) -> bool:
        return any(attempt["step"] == "resolve" for attempt in self._store.attempts_of(record.key))

    def _post_is_over(self, comment: Brief) -> bool:
        history = History(self._store.briefs_of(comment.channel, comment.account, comment.story_id))
        post = history.post
        if post is None or post.purpose != numbered(ANNOUNCE, number_of(comment.purpose)):
            return True
        is_over = post.state in {State.FAILED, State.CANCELLED} or post.drift is not None
        return is_over or history.takedown is not None

    def _look_over_broadcast(self, record: Brief) -> None:
        """Call a broadcast off when its day is over or one of its posts is no longer what was approved."""
        known = {
            story_id: History(self._store.briefs_of(record.channel, record.account, story_id))
            for story_id in record.members
        }
        is_sound = record.story_id.startswith(digest_id(self._now, self._entries)) and all(
            (entry := self._stories.get(story_id)) is not None
            and is_public_as_approved(self._entries, entry, record.channel, history) is not None
            for story_id, history in known.items()
        )
        if not is_sound:
            self._cancel(record, Cause.WITHDRAWAL)

    def _cancel(self, record: Brief, cause: Cause) -> None:
        item = self._store.get(record.key)
        if item is None or item.half_made:
            return
        cancelled = replace(item, state=State.CANCELLED, cause=cause)
        self._store.change(record, cancelled, self._now, "cancelled", cause=str(cause))

    def _queue_again(self, before: Brief | Item, item: Item) -> None:
        self._store.change(before, item, self._now, "enqueued", **intention(item))

    def _frozen(
        self,
        entry: Entry,
        channel: str,
        publisher: Publisher,
        purpose: str,
        *,
        due_at: datetime | None,
        target: str | None = None,
    ) -> Item | None:
        try:
            return freeze(
                self._entries, entry, channel, publisher, self._now, purpose=purpose, due_at=due_at, target=target
            )
        except NewsroomError:
            raise
        except Exception as error:  # noqa: BLE001 - one story, or one channel's bug, never stops the others
            if act_of(purpose) != COMMENT:
                self.refused.append(Refusal(channel, entry.story_id, cannot_render_words(error)))
            return None
