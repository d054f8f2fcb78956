"""Taking a delivery's steps at the platform, and writing down what each one meant.

What may write is committed as an attempt before the platform is called, its result after; before the first write of
every run, `find` looks whether the work is done already, whatever the outbox believes: it may have been restored from a
backup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.backoff import wait_after
from newsroom.language import Words
from newsroom.outbox.model import Item, State, as_delivery, as_sent, freed
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, CORRECT, WITHDRAW
from newsroom.outbox.rows import receipt_data
from newsroom.outbox.store import Attempt, Claim, LeaseLost, Store
from newsroom.reconcile import TAKEN_OVER, TARGET_GONE, queue_correction, settle
from newsroom.report_lines import Line, Outcome
from publishers.abilities import Broadcasts, Comments, Corrects, Withdraws
from publishers.contract import Progress, Receipt
from publishers.errors import (
    Gone,
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
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.clock import Clock
    from publishers.contract import Publisher

LEASE = timedelta(minutes=5)
_NOT_AUTHORIZED_WAIT = timedelta(minutes=15)
# A publisher that never finishes is broken; each of its steps was written down.
_MOST_STEPS = 50

DONE = {ANNOUNCE: "sent", CORRECT: "corrected", COMMENT: "commented", WITHDRAW: "withdrawn", BROADCAST: "broadcast"}
"""The ledger's word for each act that we finished ourselves."""


@dataclass(slots=True)
class Steps:
    """Works on one claimed delivery after another."""

    store: Store
    clock: Clock
    chance: Callable[[], float]
    owner: str

    def work(self, claim: Claim, publisher: Publisher) -> Line:
        """Take steps until the delivery is done, has to wait, or something stands against it."""
        try:
            item, attempt, line = self._look_first(claim, publisher)
            for _ in range(_MOST_STEPS):
                if line is not None:
                    return line
                item, attempt, line = self._step(item, attempt, publisher)
            return self._fail(item, attempt, Rejected(f"not finished after {_MOST_STEPS} steps"))
        except LeaseLost:
            return Line(claim.item, Outcome.WAITING, TAKEN_OVER)

    def _look_first(self, claim: Claim, publisher: Publisher) -> tuple[Item, Attempt, Line | None]:
        item, attempt = claim.item, claim.attempt
        if item.act == BROADCAST:
            # There is no way to look; that it was not begun before is all there is to know.
            return item, self._begin_step(attempt, ("cannot look", ""), item), None
        try:
            found = publisher.find(as_delivery(item))
        except PublishError as error:
            # Only reading was done: nothing of this delivery can be unknown, and none of its words were refused.
            is_only_reading = isinstance(error, OutcomeUnknown) or (isinstance(error, Rejected) and error.code)
            cause = Unavailable(**vars(error)) if is_only_reading else error
            return item, attempt, self._stopped(item, attempt, cause, publisher)
        except VaultError as error:
            return item, attempt, self._stopped(item, attempt, NotAuthorized(error.en), publisher)
        except Exception as error:  # noqa: BLE001 - a publisher's bug must not stop the other deliveries
            cause = Unavailable(f"{type(error).__name__}: {error}")
            return item, attempt, self._stopped(item, attempt, cause, publisher)
        if isinstance(found, Receipt):
            # With a handle it is what we made; without one somebody else did, or a ledger that is lost.
            is_ours = item.handle is not None or item.act != ANNOUNCE
            event = DONE[item.act] if is_ours else "adopted"
            return item, attempt, self._done(item, attempt, found, event, publisher)
        if isinstance(found, Progress):
            return self._go_on(item, attempt, found, tries=item.tries, first=True)
        return item, self._begin_step(attempt, ("nothing", ""), item), None

    def _begin_step(self, look: Attempt, ending: tuple[str, str], item: Item) -> int:
        return self.store.look_ended(look, ending, item.key, self.owner, self.clock.now(), item.act)

    def _step(self, item: Item, attempt: Attempt, publisher: Publisher) -> tuple[Item, Attempt, Line | None]:
        try:
            done = take_step(publisher, item)
        except PublishError as error:
            return item, attempt, self._stopped(item, attempt, error, publisher)
        except VaultError as error:
            return item, attempt, self._stopped(item, attempt, NotAuthorized(error.en), publisher)
        except Exception as error:  # noqa: BLE001 - a publisher's bug: it may have written before it fell
            cause = OutcomeUnknown(f"{type(error).__name__}: {error}")
            return item, attempt, self._stopped(item, attempt, cause, publisher)
        if isinstance(done, Receipt):
            return item, attempt, self._done(item, attempt, done, DONE[item.act], publisher)
        return self._go_on(item, attempt, done, tries=0)

    def _go_on(
        self, item: Item, attempt: Attempt, progress: Progress, tries: int, *, first: bool = False
    ) -> tuple[Item, Attempt, Line | None]:
        """Save the handle before anything else happens; then go on under a new lease, or put it back to wait."""
        now = self.clock.now()
        kept = replace(
            item,
            handle=dict(progress.handle),
            public_at=progress.public_at,
            tries=tries,
            unknown_since=None,
            lease_until=now + LEASE,
            error=None,
            error_code=None,
        )
        ending = ("progress", progress.done)
        if progress.wait_seconds <= 0:
            # The first step's beginning waits for the disk; of what follows a look at the platform would tell.
            durable = first and item.handle is None
            begun = self.store.step_ended(attempt, ending, kept, self.owner, now, item.act, durable=durable)
            return kept, begun, None
        paused = freed(kept, state=State.PENDING, next_at=now + timedelta(seconds=progress.wait_seconds))
        self.store.step_ended(attempt, ending, paused, self.owner, now, durable=False)
        return paused, attempt, Line(paused, Outcome.HALF_WAY, _HALF_WAY, {"done": progress.done})

    def _done(self, item: Item, attempt: Attempt, receipt: Receipt, event: str, publisher: Publisher) -> Line:
        now = self.clock.now()
        queue_correction(self.store, publisher, item, receipt, now)
        sent = as_sent(
            item, receipt, (receipt.posted_at or now) if event == "adopted" else now, was_there=event == "adopted"
        )
        self.store.finished(attempt, ("receipt", receipt.remote_id), sent, self.owner, now, event, **receipt_data(sent))
        return Line(
            sent, Outcome.ADOPTED if event == "adopted" else Outcome.SENT, _DONE[item.act], {"url": receipt.url}
        )

    def _stopped(self, item: Item, attempt: Attempt, error: PublishError, publisher: Publisher) -> Line:
        now = self.clock.now()
        if isinstance(error, (OutcomeUnknown, SeveralFound)):
            return self._lost(item, attempt, error, publisher)
        if isinstance(error, Gone) and item.act in {CORRECT, COMMENT} and item.target is not None:
            self.store.end_attempt(attempt, now, type(error).__name__, str(error))
            cancelled = self.store.target_gone(item, self.owner, item.target, now, str(error))
            return Line(cancelled, Outcome.HELD, TARGET_GONE)
        if isinstance(error, (Rejected, Gone)):
            return self._fail(item, attempt, error)
        ending = (type(error).__name__, str(error))
        if isinstance(error, RateLimited):
            until = now + timedelta(seconds=error.retry_after_seconds or 900)
            line = self._back(item, attempt, ending, error, until, Outcome.LIMITED)
            self.store.postpone(item.channel, until, now)
            return line
        if isinstance(error, NotAuthorized):
            return self._back(item, attempt, ending, error, now + _NOT_AUTHORIZED_WAIT, Outcome.NOT_AUTHORIZED)
        wait = wait_after(item.tries + 1, self.chance())
        tried = replace(item, tries=item.tries + 1)
        return self._back(tried, attempt, ending, error, now + wait, Outcome.UNREACHABLE)

    def _lost(self, item: Item, attempt: Attempt, error: PublishError, publisher: Publisher) -> Line:
        now = self.clock.now()
        # A broadcast cannot be looked for, and followers must not get it twice: a person has to say.
        asks_person = isinstance(error, SeveralFound) or item.act == BROADCAST
        lost = freed(
            item,
            state=State.UNKNOWN,
            unknown_since=now,
            next_at=now,
            tries=item.tries + 1,
            error=str(error),
            error_code=error.code,
            needs_person=asks_person,
        )
        ending = (type(error).__name__, str(error))
        self.store.finished(attempt, ending, lost, self.owner, now, "outcome-unknown", error=str(error))
        if asks_person:
            return Line(lost, Outcome.NEEDS_PERSON, _UNKNOWN, {"error": str(error)})
        held = self.store.claim_unknown(item.key, self.owner, now, now + LEASE)
        if held is None:
            return Line(lost, Outcome.UNKNOWN, _UNKNOWN, {"error": str(error)})
        return settle(self.store, publisher, held, self.owner, self.clock, self.chance)

    def _fail(self, item: Item, attempt: Attempt, error: PublishError) -> Line:
        failed = freed(item, state=State.FAILED, error=str(error), error_code=error.code)
        ending = (type(error).__name__, str(error))
        self.store.finished(attempt, ending, failed, self.owner, self.clock.now(), "failed", error=str(error))
        return Line(failed, Outcome.FAILED, _FAILED, {"error": str(error)})

    def _back(
        self,
        item: Item,
        attempt: Attempt,
        ending: tuple[str, str],
        error: PublishError,
        next_at: datetime,
        outcome: Outcome,
    ) -> Line:
        back = freed(item, state=State.PENDING, next_at=next_at, error=str(error), error_code=error.code)
        self.store.step_ended(attempt, ending, back, self.owner, self.clock.now())
        return Line(back, outcome, _PUT_BACK, {"error": str(error)})


def take_step(publisher: Publisher, item: Item) -> Receipt | Progress:
    """Let the publisher take the next step of a delivery. Raises a `PublishError`; Rejected when it cannot do that."""
    delivery = as_delivery(item)
    if item.act == ANNOUNCE:
        return publisher.publish(delivery)
    if item.act == CORRECT and isinstance(publisher, Corrects):
        return publisher.correct(delivery)
    if item.act == WITHDRAW and isinstance(publisher, Withdraws):
        return publisher.withdraw(delivery)
    if item.act == COMMENT and isinstance(publisher, Comments):
        return publisher.comment(delivery)
    if item.act == BROADCAST and isinstance(publisher, Broadcasts):
        return publisher.broadcast(delivery)
    raise Rejected("this channel cannot do that by itself; do it there by hand")


_HALF_WAY = Words("đang chờ nền tảng xử lý ({done})", "waiting for the platform ({done})")
_DONE = {
    ANNOUNCE: Words("{url}", "{url}"),
    CORRECT: Words("đã sửa: {url}", "corrected: {url}"),
    COMMENT: Words("đã thêm bình luận đầu tiên: {url}", "first comment added: {url}"),
    WITHDRAW: Words("đã gỡ", "taken down"),
    BROADCAST: Words("đã gửi broadcast", "broadcast sent"),
}
_UNKNOWN = Words("chưa rõ kết quả: {error}", "outcome unknown: {error}")
_FAILED = Words("bị từ chối: {error}", "refused: {error}")
_PUT_BACK = Words("{error}", "{error}")
