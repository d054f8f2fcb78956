"""Settle a delivery of unknown outcome by looking at the platform; never by guessing, never by writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.backoff import MOST_TRIES, UNKNOWN_DEADLINE, UNKNOWN_GRACE, UNKNOWN_LOOK_AGAIN, wait_after
from newsroom.history import History
from newsroom.language import Words
from newsroom.outbox.model import Item, State, as_delivery, as_sent, freed
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, delivery_key
from newsroom.outbox.rows import receipt_data
from newsroom.outbox.store import Claim, LeaseLost
from newsroom.report_lines import Line, Outcome
from publishers.abilities import Corrects
from publishers.contract import Receipt
from publishers.errors import Gone, NotAuthorized, PublishError, SeveralFound, Unavailable
from publishers.vault import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.clock import Clock
    from newsroom.outbox.store import Store
    from publishers.contract import Progress, Publisher

NO_ANSWER = "the process ended before an answer came"
_LONG_WAIT = timedelta(minutes=15)


def settle(
    store: Store, publisher: Publisher, claim: Claim, owner: str, clock: Clock, chance: Callable[[], float]
) -> Line:
    """Look whether a delivery of unknown outcome, whose lease `owner` holds, was done, and store what was found.

    Found public → sent. Found half-made → pending with its handle. Not found → asked again after a grace delay,
    since platforms show new posts late; still not found → pending from the start. Several found, or no settling
    before the deadline → a person.
    """
    item = claim.item
    try:
        if item.act == BROADCAST:
            # There is no way to look, and followers must not get it twice.
            return ask_person(store, item, owner, clock, item.error or NO_ANSWER)
        try:
            found = look(store, publisher, claim, clock)
        except SeveralFound as error:
            return ask_person(store, item, owner, clock, str(error))
        except Gone as error:
            return _gone(store, item, owner, clock, error)
        except (PublishError, VaultError) as error:
            return _look_later(store, item, owner, clock, error, chance)
        if isinstance(found, Receipt):
            queue_correction(store, publisher, item, found, clock.now())
        return _store_found(store, item, found, owner, clock, chance)
    except LeaseLost:
        return Line(item, Outcome.WAITING, TAKEN_OVER)


def look(store: Store, publisher: Publisher, claim: Claim, clock: Clock) -> Receipt | Progress | None:
    """Let the publisher look, and write down that it did. Raises what the publisher raises."""
    try:
        found = publisher.find(as_delivery(claim.item))
    except (PublishError, VaultError) as error:
        store.end_attempt(claim.attempt, clock.now(), type(error).__name__, str(error))
        raise
    except Exception as error:  # a publisher's bug; looking writes nothing, and the other deliveries go on
        store.end_attempt(claim.attempt, clock.now(), type(error).__name__, str(error))
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    store.end_attempt(claim.attempt, clock.now(), type(found).__name__ if found else "nothing")
    return found


def _gone(store: Store, item: Item, owner: str, clock: Clock, error: Gone) -> Line:
    cancelled = store.target_gone(item, owner, item.target or "", clock.now(), str(error))
    return Line(cancelled, Outcome.HELD, TARGET_GONE)


def queue_correction(store: Store, publisher: Publisher, item: Item, found: Receipt, now: datetime) -> None:
    """Let a post that was found be corrected when it is not what this delivery made and shows other words.

    Called before the post is recorded: a process that dies in between must not forget it. A correction looks first,
    so that a wrong `differs` costs a read.
    """
    is_found_only = item.act == ANNOUNCE and item.handle is None
    if not (is_found_only and found.differs and isinstance(publisher, Corrects)):
        return
    history = History(store.briefs_of(item.channel, item.account, item.story_id))
    if history.correction is not None:
        return
    purpose = history.next_correction()
    correction = freed(
        item,
        key=delivery_key(item.channel, item.account, item.story_id, purpose),
        purpose=purpose,
        state=State.PENDING,
        target=found.remote_id,
        public_at=None,
        # Never before its post's own time: by that a history knows which corrections belong to which post.
        due_at=max(now, item.due_at),
        next_at=now,
        tries=0,
        unknown_since=None,
        needs_person=False,
        error=None,
        error_code=None,
    )
    store.enqueue(now, correction)


def found_public(store: Store, item: Item, found: Receipt, owner: str, now: datetime) -> Line:
    """Record that a look found the work done."""
    was_there = item.act == ANNOUNCE and item.handle is None
    sent = as_sent(item, found, found.posted_at or now, was_there=was_there)
    store.save(sent, owner, now, "found-sent", **receipt_data(sent))
    return Line(sent, Outcome.ADOPTED, _FOUND, {"url": found.url})


def _store_found(
    store: Store,
    item: Item,
    found: Receipt | Progress | None,
    owner: str,
    clock: Clock,
    chance: Callable[[], float],
) -> Line:
    now = clock.now()
    free = freed(item, unknown_since=None, needs_person=False)
    if isinstance(found, Receipt):
        return found_public(store, item, found, owner, now)
    if found is not None:
        # At once after one lost answer; a step that fails every time must not be hammered.
        wait = wait_after(item.tries - 1, chance()) if item.tries > 1 else timedelta(0)
        back = replace(free, state=State.PENDING, handle=dict(found.handle), next_at=now + wait)
        store.save(back, owner, now, "found-half-made")
        return Line(back, Outcome.HALF_WAY, _HALF_MADE)
    if now < (item.unknown_since or now) + UNKNOWN_GRACE:
        waiting = freed(item, next_at=now + UNKNOWN_LOOK_AGAIN)
        store.save(waiting, owner, now)
        return Line(waiting, Outcome.UNKNOWN, _LOOK_AGAIN, {"error": item.error or ""})
    # Counted from the attempts: `tries` also counts when nobody was reached, and an outage must not fail a post.
    lost = store.lost_in_a_row(item.key)
    if lost >= MOST_TRIES:
        failed = replace(free, state=State.FAILED, error=item.error)
        store.save(failed, owner, now, "failed", error=item.error)
        return Line(failed, Outcome.FAILED, _TOO_OFTEN, {"tries": lost, "error": item.error or ""})
    again = replace(free, state=State.PENDING, handle=None, next_at=now)
    store.save(again, owner, now, "found-nothing")
    return Line(again, Outcome.WAITING, _NOT_MADE)


def _look_later(
    store: Store,
    item: Item,
    owner: str,
    clock: Clock,
    error: PublishError | VaultError,
    chance: Callable[[], float],
) -> Line:
    now = clock.now()
    if now >= (item.unknown_since or now) + UNKNOWN_DEADLINE:
        return ask_person(store, item, owner, clock, str(error))
    asked = getattr(error, "retry_after_seconds", None) or 0
    wait = max(wait_after(1 + item.tries, chance()), timedelta(seconds=max(30, asked)))
    refused = isinstance(error, (NotAuthorized, VaultError))
    # Credentials are mended by people; asking every half minute helps nobody.
    wait = max(wait, _LONG_WAIT) if refused else wait
    later = freed(item, next_at=now + wait, tries=item.tries + 1)
    store.save(later, owner, now)
    outcome = Outcome.NOT_AUTHORIZED if refused else Outcome.UNKNOWN
    return Line(later, outcome, _CANNOT_LOOK, {"error": str(error)})


def ask_person(store: Store, item: Item, owner: str, clock: Clock, reason: str) -> Line:
    """Hand the delivery to a person."""
    now = clock.now()
    held = freed(item, needs_person=True, error=reason, next_at=now + UNKNOWN_DEADLINE)
    store.save(held, owner, now, "needs-person", error=reason)
    return Line(held, Outcome.NEEDS_PERSON, _PERSON, {"error": reason})


_FOUND = Words("đã có trên kênh: {url}", "is on the channel already: {url}")
_HALF_MADE = Words("tìm thấy bản đang làm dở, sẽ làm tiếp", "found half-made, goes on")
_LOOK_AGAIN = Words("chưa rõ kết quả, sẽ xem lại trên kênh ({error})", "outcome unknown, will look again ({error})")
_NOT_MADE = Words("đã xem: chưa có trên kênh, sẽ đăng lại", "looked: it is not on the channel, will be posted")
_TOO_OFTEN = Words("mất kết quả {tries} lần liền: {error}", "the outcome was lost {tries} times in a row: {error}")
_CANNOT_LOOK = Words("chưa xem được trên kênh: {error}", "cannot look on the channel: {error}")
_PERSON = Words("cần người quyết định: {error}", "a person has to decide: {error}")
TAKEN_OVER = Words("một tiến trình khác đã nhận việc này", "another process has taken this over")
TARGET_GONE = Words(
    "bài đã bị gỡ bằng tay trên kênh; không sửa, không đăng lại",
    "the post was taken down on the channel by hand; it is neither corrected nor posted again",
)
