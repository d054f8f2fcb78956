"""The relay: takes due deliveries from the outbox, one at a time, and never makes anything public twice.

The order that makes a double post impossible:

1. what may write is committed as an attempt before the platform is called, its result after (`steps`);
2. before the first write of every run, `find` looks whether the post is there already;
3. a step whose answer is lost makes the delivery `unknown`, and only a look settles it (`reconcile`);
4. a lease that ends counts as a lost answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.account_check import AccountTrouble, account_trouble
from newsroom.clearance import OTHER_CONTENT, Clearance
from newsroom.gate import CONSENT_OVER, SENTENCES, Reason
from newsroom.letting_go import Ending, let_go, retract
from newsroom.outbox.checks import last_checked, remember_checked
from newsroom.outbox.model import Brief, Item, State, brief_from
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, ORDER
from newsroom.outbox.store import LeaseLost
from newsroom.plan import ahead_of
from newsroom.reconcile import TAKEN_OVER, settle
from newsroom.report_lines import Line, Outcome
from newsroom.steps import LEASE, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsroom.clock import Clock
    from newsroom.entries import Entries, Entry
    from newsroom.live import LiveCheck
    from newsroom.outbox.store import Store
    from publishers.contract import Publisher

_NOT_LIVE_WAIT = timedelta(seconds=60)
# Three in a row are the network or the platform, not one story.
_MOST_UNREACHABLE = 3
_LOOK_EVERY = timedelta(hours=20)
_NEVER_AGAIN = frozenset(SENTENCES[reason] for reason in CONSENT_OVER | {Reason.WITHDRAWN})
_CHANNEL_WIDE = frozenset({Outcome.NOT_AUTHORIZED, Outcome.LIMITED})


@dataclass(slots=True)
class Relay:
    """Everything one run needs, handed in."""

    store: Store
    publishers: Mapping[str, Publisher]
    entries: Entries
    stories: Mapping[str, Entry]
    live: LiveCheck
    clock: Clock
    chance: Callable[[], float]
    owner: str
    """Names this process in leases."""
    refreeze: Callable[[Item, Entry, Publisher], bool]
    """Renders a waiting delivery anew; False when that cannot be."""
    only: frozenset[str] | None = None
    """Stories to work on; None: all."""
    troubles: dict[str, AccountTrouble | None] = field(default_factory=dict)
    """Channels whose account was asked about in this run, and what stands against using it."""

    def run(self) -> list[Line]:
        """Work through everything that may be worked on now, and say what happened."""
        lines: list[Line] = []
        self.store.expire_leases(self.clock.now())
        for name, publisher in self.publishers.items():
            lines += self._settle_all(name, publisher)
            lines += self._send_all(name, publisher)
        return lines

    def _is_usable(self, channel: str, publisher: Publisher) -> bool:
        """Ask once a run whose credentials these are, before anything is looked for or written with them."""
        if channel not in self.troubles:
            now = self.clock.now()
            self.troubles[channel] = account_trouble(publisher, now)
            if self.troubles[channel] is None:
                remember_checked(self.store, channel, publisher.account, now)
        return self.troubles[channel] is None

    def look_at_quiet_accounts(self) -> None:
        """Ask about accounts that had nothing to do for a day.

        Rotating tokens die when nothing renews them for long (Zalo: three months), and a dead token shall be heard of
        before the next post is due.
        """
        for channel, publisher in self.publishers.items():
            last = last_checked(self.store, channel, publisher.account)
            if last is None or self.clock.now() - last >= _LOOK_EVERY:
                self._is_usable(channel, publisher)

    def _settle_all(self, channel: str, publisher: Publisher) -> list[Line]:
        now = self.clock.now()
        unknown = self.store.briefs(State.UNKNOWN, channel=channel)
        waiting = [i for i in unknown if i.next_at <= now and i.account == publisher.account]
        # A broadcast cannot be looked for: what a person was asked about stays the person's.
        waiting = [i for i in waiting if not self._is_left_out(i) and not (i.act == BROADCAST and i.needs_person)]
        if not waiting or not self._is_usable(channel, publisher):
            return []
        lines: list[Line] = []
        for record in waiting:
            held = self.store.claim_unknown(record.key, self.owner, now, self.clock.now() + LEASE)
            if held is not None:
                line = settle(self.store, publisher, held, self.owner, self.clock, self.chance)
                lines.append(replace(line, item=brief_from(line.item)))
        return lines

    def _send_all(self, channel: str, publisher: Publisher) -> list[Line]:
        lines: list[Line] = []
        unreachable = 0
        waiting = self.store.briefs(State.PENDING, channel=channel)
        for record in sorted(waiting, key=lambda r: (ORDER.index(r.act), r.due_at, r.key)):
            if record.account != publisher.account or self._is_left_out(record):
                continue
            if record.next_at > self.clock.now() and not self._must_be_stopped(record, publisher):
                continue
            line = self._consider(record, publisher)
            if line is None:
                continue
            lines.append(replace(line, item=brief_from(line.item)))
            unreachable = unreachable + 1 if line.outcome is Outcome.UNREACHABLE else 0
            if line.outcome in _CHANNEL_WIDE or unreachable >= _MOST_UNREACHABLE:
                break
        return lines

    def _is_left_out(self, record: Brief) -> bool:
        return self.only is not None and record.story_id not in self.only

    def _consider(self, record: Brief, publisher: Publisher) -> Line | None:
        """Check everything that must hold at the moment of posting, then take the delivery and work on it."""
        if record.act == ANNOUNCE and not record.half_made and not self._has_come(record, publisher):
            return None
        clearance = self._clearance()
        with self.store.reading():
            refusal = clearance.refusal(record, publisher, half_made=record.half_made)
            item = self.store.get(record.key) if refusal is None and not record.half_made else None
        if refusal is not None and not record.half_made:
            return refusal
        if refusal is not None:
            return self._let_go(record, publisher, refusal) if self._is_usable(record.channel, publisher) else refusal
        # What is half-made is not drawn again, and its page was looked at before its first step.
        if not record.half_made:
            item = self._drawn(item, publisher)
            if item is None:
                return None
            waiting = self._waits_for_page(item, clearance) or self._cannot_aim(item)
            if waiting is not None:
                return waiting
        return self._take(record, publisher) if self._is_usable(record.channel, publisher) else None

    def _waits_for_page(self, item: Item, clearance: Clearance) -> Line | None:
        problem = clearance.not_live(item)
        if problem is None:
            return None
        now = self.clock.now()
        waiting = replace(item, next_at=now + _NOT_LIVE_WAIT, error=problem.words.say("vi", **problem.values))
        try:
            self.store.change(item, waiting, now)
        except LeaseLost:
            return Line(item, Outcome.WAITING, TAKEN_OVER)
        return Line(item, Outcome.WAITING, problem.words, problem.values)

    def _must_be_stopped(self, record: Brief, publisher: Publisher) -> bool:
        """Tell whether a post that the platform will show may no longer be shown, so that it is not waited for."""
        if record.public_at is None or record.next_at < record.public_at:
            return False
        if self._clearance().refusal(record, publisher, half_made=True) is None:
            return False
        item, now = self.store.get(record.key), self.clock.now()
        try:
            if item is not None:
                self.store.change(item, replace(item, next_at=now), now)
        except LeaseLost:
            return False
        return True

    def _clearance(self) -> Clearance:
        return Clearance(self.store, self.entries, self.stories, self.live, self.clock)

    def _has_come(self, record: Brief, publisher: Publisher) -> bool:
        return record.due_at - ahead_of(publisher) <= self.clock.now()

    def _drawn(self, item: Item | None, publisher: Publisher) -> Item | None:
        """Return a delivery that nobody took yet; its pictures are drawn again when the build's cache was cleared."""
        if item is None or item.state is not State.PENDING:
            return None  # another relay was quicker
        if any(not Path(photo.path).is_file() for photo in item.payload.photos):
            entry = self.stories.get(item.story_id)
            if entry is None or not self.refreeze(item, entry, publisher):
                return item
            item = self.store.get(item.key)
        return item

    def _cannot_aim(self, item: Item) -> Line | None:
        """Name the post in a comment's delivery, which was queued before the post was public."""
        if item.act != COMMENT or item.target is not None:
            return None
        post = self.store.get(item.key.removesuffix(item.purpose) + item.purpose.replace(COMMENT, ANNOUNCE, 1))
        try:
            self.store.change(item, replace(item, target=post.remote_id if post else None), self.clock.now())
        except LeaseLost:
            return Line(item, Outcome.WAITING, TAKEN_OVER)
        return None

    def _take(self, record: Brief, publisher: Publisher) -> Line | None:
        now = self.clock.now()
        claim = self.store.claim(record.key, self.owner, now, now + LEASE)
        if claim is None:
            return None
        return Steps(self.store, self.clock, self.chance, self.owner).work(claim, publisher)

    def _let_go(self, record: Brief, publisher: Publisher, refusal: Line) -> Line | None:
        """Look after a half-made post that must not go on now: it may have become public by itself."""
        ending = Ending.WAIT
        if refusal.words in _NEVER_AGAIN:
            ending = Ending.CANCEL
        elif refusal.words is OTHER_CONTENT:
            ending = Ending.FORGET
        now = self.clock.now()
        claim = self.store.claim(record.key, self.owner, now, now + LEASE)
        if claim is None:
            return None
        if claim.item.public_at is not None:
            return retract(self.store, publisher, claim, self.owner, self.clock, refusal, ending)
        return let_go(self.store, publisher, claim, self.owner, self.clock, refusal, ending)
