"""Settle a delivery of unknown outcome by looking at the platform; never by guessing, never by writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from newsroom.backoff import MOST_TRIES, UNKNOWN_DEADLINE, UNKNOWN_GRACE, UNKNOWN_LOOK_AGAIN, wait_after
from newsroom.language import Words
from newsroom.outbox.model import Item, State, as_sent, freed
from newsroom.outbox.store import LeaseLost
from newsroom.report_lines import Line, Outcome
from publishers.contract import Delivery, Receipt
from publishers.errors import NotAuthorized, PublishError, SeveralFound, Unavailable
from publishers.vault import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.clock import Clock
    from newsroom.outbox.store import Store
    from publishers.contract import Progress, Publisher

_LONG_WAIT = timedelta(minutes=15)


def settle(
    store: Store, publisher: Publisher, item: Item, owner: str, clock: Clock, chance: Callable[[], float]
) -> Line:
    """Look for the post of `item`, whose lease `owner` holds, and store what was found.

    Found public → sent. Found half-made → pending with its handle. Not found → asked again after a grace delay,
    since platforms show new posts late; still not found → pending from the start. Several found, or no settling
    before the deadline → a person.
    """
    try:
        try:
            found = _look(store, publisher, item, clock)
        except SeveralFound as error:
            return _person(store, item, owner, clock, str(error))
        except (PublishError, VaultError) as error:
            return _look_later(store, item, owner, clock, error, chance)
        return _store_found(store, item, found, owner, clock, chance)
    except LeaseLost:
        return Line(item, Outcome.WAITING, _TAKEN_OVER)


class Ending(Enum):
    """What becomes of a half-made post that must not go on, once it is certain that it is not public."""

    CANCEL = "cancel"
    FORGET = "forget"
    WAIT = "wait"


def let_go(
    store: Store, publisher: Publisher, item: Item, owner: str, clock: Clock, refusal: Line, ending: Ending
) -> Line:
    """Look whether a half-made post that must not go on now became public all the same (a platform was still working).

    Public → sent, and the plan says what has to be done about it. Not public for as long as a platform may take →
    `ending`. Until then the `refusal` stands.
    """
    now = clock.now()
    since = item.unknown_since or now
    waiting = freed(
        item,
        state=State.PENDING,
        unknown_since=since,
        next_at=now + (UNKNOWN_LOOK_AGAIN if now < since + UNKNOWN_GRACE else _LONG_WAIT),
    )
    try:
        try:
            found = _look(store, publisher, item, clock)
        except SeveralFound as error:
            unclear = replace(item, state=State.UNKNOWN, unknown_since=since)
            return _person(store, unclear, owner, clock, str(error))
        except (PublishError, VaultError):
            store.save(waiting, owner, now)
            return refusal
        if isinstance(found, Receipt):
            return _found_public(store, item, found, owner, now)
        if now < since + UNKNOWN_GRACE or ending is Ending.WAIT:
            store.save(waiting, owner, now)
        elif ending is Ending.CANCEL:
            cancelled = replace(waiting, state=State.CANCELLED, unknown_since=None)
            store.save(cancelled, owner, now, "cancelled", reason=refusal.words.en)
        else:
            store.save(replace(waiting, handle=None, unknown_since=None, next_at=now), owner, now, "let-go")
    except LeaseLost:
        return Line(item, Outcome.WAITING, _TAKEN_OVER)
    return refusal


def _look(store: Store, publisher: Publisher, item: Item, clock: Clock) -> Receipt | Progress | None:
    attempt = store.begin_attempt(item.key, "find", clock.now())
    try:
        found = publisher.find(
            Delivery(item.key, item.story_id, item.purpose, item.payload, item.link, item.since_at, item.handle)
        )
    except (PublishError, VaultError) as error:
        store.end_attempt(attempt, clock.now(), type(error).__name__, str(error))
        raise
    except Exception as error:  # a publisher's bug; looking writes nothing, and the other deliveries go on
        store.end_attempt(attempt, clock.now(), type(error).__name__, str(error))
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    store.end_attempt(attempt, clock.now(), type(found).__name__ if found else "nothing")
    return found


def _found_public(store: Store, item: Item, found: Receipt, owner: str, now: datetime) -> Line:
    sent = as_sent(item, found, found.posted_at or now)
    store.save(sent, owner, now, "found-sent", remote_id=found.remote_id, url=found.url, fingerprint=item.fingerprint)
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
        return _found_public(store, item, found, owner, now)
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
        return _person(store, item, owner, clock, str(error))
    asked = getattr(error, "retry_after_seconds", None) or 0
    wait = max(wait_after(1 + item.tries, chance()), timedelta(seconds=max(30, asked)))
    refused = isinstance(error, (NotAuthorized, VaultError))
    # Credentials are mended by people; asking every half minute helps nobody.
    wait = max(wait, _LONG_WAIT) if refused else wait
    later = freed(item, next_at=now + wait, tries=item.tries + 1)
    store.save(later, owner, now)
    outcome = Outcome.NOT_AUTHORIZED if refused else Outcome.UNKNOWN
    return Line(later, outcome, _CANNOT_LOOK, {"error": str(error)})


def _person(store: Store, item: Item, owner: str, clock: Clock, reason: str) -> Line:
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
_TAKEN_OVER = Words("một tiến trình khác đã nhận việc này", "another process has taken this over")
