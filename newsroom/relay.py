"""The relay: takes due deliveries from the outbox, one step at a time, and writes down everything before and after.

The order that makes a double post impossible:

1. the attempt is committed before the platform is called, its result after;
2. before the first write of every run, `find` looks whether the post is there already, whatever the outbox
   believes: it may have been restored from a backup;
3. a step whose answer is lost makes the delivery `unknown`, and only a look settles it (`reconcile`);
4. a lease that ends counts as a lost answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.approval import revision
from newsroom.backoff import wait_after
from newsroom.gate import SENTENCES, Reason
from newsroom.language import Words
from newsroom.outbox.model import Item, State, as_sent, freed
from newsroom.outbox.store import LeaseLost
from newsroom.reconcile import Ending, let_go, settle
from newsroom.report_lines import Line, Outcome
from newsroom.windows import TOO_LATE, is_too_late, lateness, slot
from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import (
    NotAuthorized,
    OutcomeUnknown,
    PublishError,
    RateLimited,
    Rejected,
    SeveralFound,
    Unavailable,
)
from publishers.vault import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newsroom.clock import Clock
    from newsroom.live import LiveCheck
    from newsroom.outbox.store import Store
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace
    from publishers.contract import Publisher

LEASE = timedelta(minutes=5)
_NOT_LIVE_WAIT = timedelta(seconds=60)
_NOT_AUTHORIZED_WAIT = timedelta(minutes=15)
# Three in a row are the network or the platform, not one story.
_MOST_UNREACHABLE = 3
# A publisher that never finishes is broken; each of its steps was written down.
_MOST_STEPS = 50


@dataclass(slots=True)
class Relay:
    """Everything one run needs, handed in."""

    store: Store
    publishers: Mapping[str, Publisher]
    workspace: Workspace
    live: LiveCheck
    clock: Clock
    chance: Callable[[], float]
    owner: str
    """Names this process in leases."""

    def run(self) -> list[Line]:
        """Work through everything that may be worked on now, and say what happened."""
        lines: list[Line] = []
        self.store.expire_leases(self.clock.now())
        for name, publisher in self.publishers.items():
            lines += self._settle_all(name, publisher)
            lines += self._send_all(name, publisher)
        return lines

    def _settle_all(self, channel: str, publisher: Publisher) -> list[Line]:
        now = self.clock.now()
        unknown = self.store.items(State.UNKNOWN, channel=channel)
        waiting = [i for i in unknown if i.next_at <= now and i.account == publisher.account]
        return [line for item in waiting if (line := self._settle(item, publisher)) is not None]

    def _settle(self, item: Item, publisher: Publisher) -> Line | None:
        now = self.clock.now()
        held = self.store.claim_unknown(item.key, self.owner, now, now + LEASE)
        if held is None:
            return None
        return settle(self.store, publisher, held, self.owner, self.clock, self.chance)

    def _send_all(self, channel: str, publisher: Publisher) -> list[Line]:
        lines: list[Line] = []
        unreachable = 0
        for item in self.store.items(State.PENDING, channel=channel):
            if item.next_at > self.clock.now() or item.account != publisher.account:
                continue
            line = self._consider(item, publisher)
            if line is None:
                continue
            lines.append(line)
            unreachable = unreachable + 1 if line.outcome is Outcome.UNREACHABLE else 0
            if line.outcome in {Outcome.NOT_AUTHORIZED, Outcome.LIMITED} or unreachable >= _MOST_UNREACHABLE:
                break
        return lines

    def _consider(self, item: Item, publisher: Publisher) -> Line | None:
        """Check everything that must hold at the moment of posting, then take the delivery and work on it."""
        file = next((f for f in self.workspace.files if f.story and f.story.id == item.story_id), None)
        refusal = self._refusal(item, file)
        if refusal is not None:
            return refusal if item.handle is None else self._let_go(item, publisher, refusal)
        now = self.clock.now()
        if item.handle is None and file is not None and file.story is not None:
            pictures = [*item.payload.fetched, *(photo.url for photo in item.payload.photos)]
            cover = pictures[0] if pictures else None
            problem = self.live.look(item.link, revision(item.fingerprint), cover)
            if problem is not None:
                waiting = replace(item, next_at=now + _NOT_LIVE_WAIT, error=problem.words.say("vi", **problem.values))
                try:
                    self.store.change(item, waiting, now)
                except LeaseLost:
                    return Line(item, Outcome.WAITING, _TAKEN_OVER)
                return Line(item, Outcome.WAITING, problem.words, problem.values)
        taken = self.store.claim(item.key, self.owner, now, now + LEASE)
        return self._work(taken, publisher) if taken is not None else None

    def _let_go(self, item: Item, publisher: Publisher, refusal: Line) -> Line | None:
        """Look after a half-made post that must not go on now: it may have become public by itself."""
        ending = Ending.WAIT
        if refusal.words is SENTENCES[Reason.WITHDRAWN]:
            ending = Ending.CANCEL
        elif refusal.words is _OTHER_CONTENT:
            ending = Ending.FORGET
        now = self.clock.now()
        held = self.store.claim(item.key, self.owner, now, now + LEASE)
        if held is None:
            return None
        return let_go(self.store, publisher, held, self.owner, self.clock, refusal, ending)

    def _refusal(self, item: Item, file: StoryFile | None) -> Line | None:
        channel = self.workspace.config.channels[item.channel]
        zone, now = self.workspace.config.zone, self.clock.now()
        if file is None:
            return Line(item, Outcome.HELD, _STORY_GONE)
        verdict = self.workspace.verdict(file, item.channel)
        if verdict.reason is not None:
            return Line(item, Outcome.HELD, SENTENCES[verdict.reason], verdict.values)
        if self.workspace.fingerprint(file) != item.fingerprint:
            return Line(item, Outcome.HELD, _OTHER_CONTENT)
        if is_too_late(channel.window, item.due_at, now):
            return Line(item, Outcome.HELD, TOO_LATE, {"late": lateness(item.due_at, now)})
        midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        since = min(midnight, now - channel.window.gap)
        sent = self.store.sent_times(item.channel, since)
        if item.handle is None:
            # A post that another delivery has begun takes its slot already: it may become public any moment.
            sent = sorted([*sent, *self.store.begun_times(item.channel, since, besides=item.key)])
        found = slot(channel.window, now, zone, sent)
        if found.reason is not None and found.opens_at is not None:
            return Line(item, Outcome.WAITING, found.reason, {"at": f"{found.opens_at.astimezone(zone):%d/%m %H:%M}"})
        return None

    def _work(self, item: Item, publisher: Publisher) -> Line:
        """Take steps until the post is public, has to wait, or something stands against it."""
        try:
            item, line = self._look_first(item, publisher)
            if line is not None:
                return line
            for _ in range(_MOST_STEPS):
                item, line = self._step(item, publisher)
                if line is not None:
                    return line
            return self._fail(item, Rejected(f"not finished after {_MOST_STEPS} steps"))
        except LeaseLost:
            return Line(item, Outcome.WAITING, _TAKEN_OVER)

    def _look_first(self, item: Item, publisher: Publisher) -> tuple[Item, Line | None]:
        now = self.clock.now()
        attempt = self.store.begin_attempt(item.key, "find", now, self.owner)
        try:
            found = publisher.find(as_delivery(item))
        except PublishError as error:
            # Only reading was done: nothing of this delivery can be unknown.
            cause = Unavailable(**vars(error)) if isinstance(error, OutcomeUnknown) else error
            return item, self._stopped(item, attempt, cause)
        except VaultError as error:
            return item, self._stopped(item, attempt, NotAuthorized(error.en))
        except Exception as error:  # noqa: BLE001 - a publisher's bug must not stop the other deliveries
            return item, self._stopped(item, attempt, Unavailable(f"{type(error).__name__}: {error}"))
        self.store.end_attempt(attempt, self.clock.now(), type(found).__name__ if found else "nothing")
        if isinstance(found, Receipt):
            # With a handle it is what we made; without one somebody else did, or a ledger that is lost.
            return item, self._sent(item, found, "sent" if item.handle is not None else "adopted")
        if isinstance(found, Progress):
            return self._go_on(item, found, tries=item.tries)
        return item, None

    def _step(self, item: Item, publisher: Publisher) -> tuple[Item, Line | None]:
        # Only while the lease is ours: a long look may have outlived it, and another relay may be writing.
        attempt = self.store.begin_attempt(item.key, "publish", self.clock.now(), self.owner)
        try:
            done = publisher.publish(as_delivery(item))
        except PublishError as error:
            return item, self._stopped(item, attempt, error)
        except VaultError as error:
            return item, self._stopped(item, attempt, NotAuthorized(error.en))
        except Exception as error:  # noqa: BLE001 - a publisher's bug: it may have written before it fell
            return item, self._stopped(item, attempt, OutcomeUnknown(f"{type(error).__name__}: {error}"))
        if isinstance(done, Receipt):
            self.store.end_attempt(attempt, self.clock.now(), "receipt", done.remote_id)
            return item, self._sent(item, done, "sent")
        self.store.end_attempt(attempt, self.clock.now(), "progress", done.done)
        return self._go_on(item, done, tries=0)

    def _go_on(self, item: Item, progress: Progress, tries: int) -> tuple[Item, Line | None]:
        """Save the handle before anything else happens; then go on under a new lease, or put it back to wait."""
        now = self.clock.now()
        kept = replace(
            item,
            handle=dict(progress.handle),
            tries=tries,
            unknown_since=None,
            lease_until=now + LEASE,
            error=None,
            error_code=None,
        )
        if progress.wait_seconds <= 0:
            self.store.save(kept, self.owner, now)
            return kept, None
        next_at = now + timedelta(seconds=progress.wait_seconds)
        paused = freed(kept, state=State.PENDING, next_at=next_at)
        self.store.save(paused, self.owner, now)
        return paused, Line(paused, Outcome.HALF_WAY, _HALF_WAY, {"done": progress.done})

    def _sent(self, item: Item, receipt: Receipt, event: str) -> Line:
        now = self.clock.now()
        sent = as_sent(item, receipt, now if event == "sent" else (receipt.posted_at or now))
        data = {"remote_id": receipt.remote_id, "url": receipt.url, "fingerprint": item.fingerprint}
        self.store.save(sent, self.owner, now, event, **data)
        return Line(sent, Outcome.SENT if event == "sent" else Outcome.ADOPTED, _SENT, {"url": receipt.url})

    def _stopped(self, item: Item, attempt: int, error: PublishError) -> Line:
        now = self.clock.now()
        self.store.end_attempt(attempt, now, type(error).__name__, str(error))
        if isinstance(error, (OutcomeUnknown, SeveralFound)):
            return self._lost(item, error)
        if isinstance(error, Rejected):
            return self._fail(item, error)
        if isinstance(error, RateLimited):
            until = now + timedelta(seconds=error.retry_after_seconds or 900)
            line = self._back(item, error, until, Outcome.LIMITED)
            self.store.postpone(item.channel, until, now)
            return line
        if isinstance(error, NotAuthorized):
            return self._back(item, error, now + _NOT_AUTHORIZED_WAIT, Outcome.NOT_AUTHORIZED)
        wait = wait_after(item.tries + 1, self.chance())
        return self._back(replace(item, tries=item.tries + 1), error, now + wait, Outcome.UNREACHABLE)

    def _lost(self, item: Item, error: PublishError) -> Line:
        now = self.clock.now()
        lost = freed(
            item,
            state=State.UNKNOWN,
            unknown_since=now,
            next_at=now,
            tries=item.tries + 1,
            error=str(error),
            error_code=error.code,
            needs_person=isinstance(error, SeveralFound),
        )
        self.store.save(lost, self.owner, now, "outcome-unknown", error=str(error))
        if lost.needs_person:
            return Line(lost, Outcome.NEEDS_PERSON, _UNKNOWN, {"error": str(error)})
        settled = self._settle(lost, self.publishers[item.channel])
        return settled or Line(lost, Outcome.UNKNOWN, _UNKNOWN, {"error": str(error)})

    def _fail(self, item: Item, error: PublishError) -> Line:
        now = self.clock.now()
        failed = freed(item, state=State.FAILED, error=str(error), error_code=error.code)
        self.store.save(failed, self.owner, now, "failed", error=str(error))
        return Line(failed, Outcome.FAILED, _FAILED, {"error": str(error)})

    def _back(self, item: Item, error: PublishError, next_at: datetime, outcome: Outcome) -> Line:
        now = self.clock.now()
        back = freed(
            item,
            state=State.PENDING,
            next_at=next_at,
            error=str(error),
            error_code=error.code,
        )
        self.store.save(back, self.owner, now)
        return Line(back, outcome, _PUT_BACK, {"error": str(error)})


def as_delivery(item: Item) -> Delivery:
    """Return what a publisher is handed."""
    return Delivery(
        key=item.key,
        story_id=item.story_id,
        purpose=item.purpose,
        payload=item.payload,
        link=item.link,
        since=item.since_at,
        handle=item.handle,
    )


_STORY_GONE = Words("bài không còn trong kho", "the story is no longer in the repository")
_OTHER_CONTENT = Words(
    "nội dung đã đổi sau khi xếp hàng; lượt sau sẽ dùng bản mới được duyệt",
    "the content changed after it was queued; the next run takes the newly approved one",
)
_TAKEN_OVER = Words("một tiến trình khác đã nhận việc này", "another process has taken this over")
_HALF_WAY = Words("đang chờ nền tảng xử lý ({done})", "waiting for the platform ({done})")
_SENT = Words("{url}", "{url}")
_UNKNOWN = Words("chưa rõ kết quả: {error}", "outcome unknown: {error}")
_FAILED = Words("bị từ chối: {error}", "refused: {error}")
_PUT_BACK = Words("{error}", "{error}")
