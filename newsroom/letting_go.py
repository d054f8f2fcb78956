"""What becomes of a half-made post that must not go on: looked after, forgotten, or taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from newsroom.backoff import UNKNOWN_GRACE, UNKNOWN_LOOK_AGAIN
from newsroom.outbox.model import Cause, State, as_delivery, freed
from newsroom.outbox.store import Claim, LeaseLost
from newsroom.reconcile import TAKEN_OVER, ask_person, found_public, look
from newsroom.report_lines import Line, Outcome
from publishers.abilities import Withdraws
from publishers.contract import Receipt
from publishers.errors import PublishError, SeveralFound
from publishers.vault import VaultError

if TYPE_CHECKING:
    from newsroom.clock import Clock
    from newsroom.outbox.store import Store
    from publishers.contract import Publisher

_LONG_WAIT = timedelta(minutes=15)


class Ending(Enum):
    """What becomes of a half-made post that must not go on, once it is certain that it is not public."""

    CANCEL = "cancel"
    FORGET = "forget"
    WAIT = "wait"


def let_go(
    store: Store, publisher: Publisher, claim: Claim, owner: str, clock: Clock, refusal: Line, ending: Ending
) -> Line:
    """Look whether a half-made post that must not go on now became public all the same (a platform was still working).

    Public → sent, and the plan says what has to be done about it. Not public for as long as a platform may take →
    `ending`. Until then the `refusal` stands.
    """
    item, now = claim.item, clock.now()
    since = item.unknown_since or now
    waiting = freed(
        item,
        state=State.PENDING,
        unknown_since=since,
        next_at=now + (UNKNOWN_LOOK_AGAIN if now < since + UNKNOWN_GRACE else _LONG_WAIT),
    )
    try:
        try:
            found = look(store, publisher, claim, clock)
        except SeveralFound as error:
            unclear = replace(item, state=State.UNKNOWN, unknown_since=since)
            return ask_person(store, unclear, owner, clock, str(error))
        except (PublishError, VaultError):
            store.save(waiting, owner, now)
            return refusal
        if isinstance(found, Receipt):
            return found_public(store, item, found, owner, now)
        if now < since + UNKNOWN_GRACE or ending is Ending.WAIT:
            store.save(waiting, owner, now)
        elif ending is Ending.CANCEL:
            cancelled = replace(waiting, state=State.CANCELLED, unknown_since=None, cause=Cause.WITHDRAWAL)
            store.save(cancelled, owner, now, "cancelled", reason=refusal.words.en)
        else:
            store.save(replace(waiting, handle=None, unknown_since=None, next_at=now), owner, now, "let-go")
    except LeaseLost:
        return Line(item, Outcome.WAITING, TAKEN_OVER)
    return refusal


def retract(
    store: Store, publisher: Publisher, claim: Claim, owner: str, clock: Clock, refusal: Line, ending: Ending
) -> Line:
    """Take back a post that was handed over to the platform's clock and must not become public by itself.

    It is looked at first: what is public already is recorded as sent, and the plan says what has to be done about it.
    """
    item, now = claim.item, clock.now()
    later = freed(item, state=State.PENDING, next_at=now + UNKNOWN_LOOK_AGAIN)
    try:
        try:
            found = look(store, publisher, claim, clock)
            if isinstance(found, Receipt):
                return found_public(store, item, found, owner, now)
            if found is not None and isinstance(publisher, Withdraws):
                publisher.withdraw(as_delivery(replace(item, handle=dict(found.handle))))
                # Only a look says that it is gone; the next round of this comes to the end below.
                store.save(later, owner, now)
                return refusal
        except SeveralFound as error:
            unclear = replace(item, state=State.UNKNOWN, unknown_since=now)
            return ask_person(store, unclear, owner, clock, str(error))
        except (PublishError, VaultError):
            store.save(later, owner, now)
            return refusal
        back = freed(item, state=State.PENDING, handle=None, public_at=None, unknown_since=None, next_at=now)
        if ending is Ending.CANCEL:
            back = replace(back, state=State.CANCELLED, cause=Cause.WITHDRAWAL)
        store.save(back, owner, now, "cancelled" if ending is Ending.CANCEL else "let-go", reason=refusal.words.en)
    except LeaseLost:
        return Line(item, Outcome.WAITING, TAKEN_OVER)
    return refusal
