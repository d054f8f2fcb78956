"""The outbox in the database. Every change is one transaction, and writes its line into the ledger with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from newsroom.outbox.model import Cause, Drift, Item, State, freed
from newsroom.outbox.queries import Queries
from newsroom.outbox.rows import intention, item_of, row_of, standing_of, write_line
from newsroom.outbox.statements import (
    add_attempt,
    begin_attempt,
    end_attempt,
    holder,
    replace_held,
    take_free,
)
from newsroom.outbox.tables import deliveries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from newsroom.outbox.model import Record


class LeaseLost(Exception):
    """Another relay has taken the delivery over."""


@dataclass(frozen=True, slots=True)
class Look:
    """An attempt that only reads: it is written down when it is over, because nothing comes of it before."""

    key: str
    started_at: datetime


Attempt = int | Look
"""What writes is written down before it is begun, and has its number."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours until its lease ends, and the look that every claim begins with."""

    item: Item
    attempt: Look


class Store(Queries):
    """Deliveries, attempts and the ledger of one newsroom."""

    def enqueue(self, now: datetime, *items: Item) -> list[Item]:
        """Add deliveries, all in one transaction, except those whose key is there already; return the added ones."""
        added: list[Item] = []
        with self.writing() as connection:
            for item in items:
                if connection.execute(sa.select(deliveries.c.key).where(deliveries.c.key == item.key)).first():
                    continue
                connection.execute(deliveries.insert().values(**row_of(item), created_at=now, updated_at=now))
                write_line(connection, item, now, "enqueued", intention(item))
                added.append(item)
        return added

    def refreeze(self, item: Item, now: datetime) -> bool:
        """Replace the payload of a delivery nobody works on by a newly approved one; False when it moved on."""
        row = row_of(item)
        with self.writing() as connection:
            changed = connection.execute(
                deliveries.update()
                .where(
                    deliveries.c.key == item.key,
                    deliveries.c.state == State.PENDING,
                    # A half-made post may be about to become public; the relay looks and lets go of it first.
                    deliveries.c.handle.is_(None),
                )
                .values(
                    fingerprint=row["fingerprint"],
                    payload=row["payload"],
                    link=row["link"],
                    due_at=item.due_at,
                    next_at=now,
                    updated_at=now,
                )
            )
            if changed.rowcount:
                write_line(connection, item, now, "refrozen", intention(item))
        return bool(changed.rowcount)

    def claim(self, key: str, owner: str, now: datetime, until: datetime) -> Claim | None:
        """Take a pending delivery for `owner` until the lease ends, to look first; None when another was quicker."""
        return self._take(key, State.PENDING, State.SENDING, owner, now, until)

    def claim_unknown(self, key: str, owner: str, now: datetime, until: datetime) -> Claim | None:
        """Take a delivery of unknown outcome to look it up; None when another was quicker."""
        return self._take(key, State.UNKNOWN, State.UNKNOWN, owner, now, until)

    def _take(self, key: str, was: State, becomes: State, owner: str, now: datetime, until: datetime) -> Claim | None:
        given = {"the_key": key, "the_state": was, "new_state": becomes, "new_owner": owner, "now": now, "until": until}
        # Nothing is written to a platform yet: the first step's commit waits for the disk, and takes this one along.
        with self.writing(durable=False) as connection:
            row = connection.execute(take_free(), given).mappings().first()
            if row is None:
                return None
            item = item_of(row)
            if was is State.PENDING and not item.half_made:
                # A ledger that is exported now and imported elsewhere must know that somebody was about to write.
                write_line(connection, item, now, "begun", {})
            return Claim(item, Look(key, now))

    def expire_leases(self, now: datetime) -> list[Item]:
        """Turn deliveries whose lease ended into `unknown`: whoever held them may have written."""
        with self.writing() as connection:
            query = sa.select(deliveries).where(deliveries.c.state == State.SENDING, deliveries.c.lease_until <= now)
            expired = [item_of(row) for row in connection.execute(query).mappings()]
            for item in expired:
                lost = freed(item, state=State.UNKNOWN, unknown_since=now, next_at=now)
                connection.execute(
                    deliveries.update().where(deliveries.c.key == item.key).values(**row_of(lost), updated_at=now)
                )
                write_line(connection, item, now, "lease-ended", {"owner": item.lease_owner})
        return expired

    def save(self, item: Item, owner: str, now: datetime, event: str | None = None, **data: Any) -> None:
        """Store the new standing of a delivery whose lease is `owner`'s; with `event`, also as a line of the ledger.

        Raises:
            LeaseLost: `owner` holds it no more; another relay has taken over and will look before it writes.

        """
        with self.writing() as connection:
            _save(connection, item, owner, now, event, data)

    def change(self, was: Record, item: Item, now: datetime, event: str | None = None, **data: Any) -> None:
        """Store the new standing of a delivery that nobody holds, unless it is no longer as it `was` read.

        Raises:
            LeaseLost: another process took it in the meantime, or has even finished it.

        """
        unchanged = sa.and_(
            deliveries.c.lease_owner.is_(None)
            if was.lease_owner is None
            else deliveries.c.lease_owner == was.lease_owner,
            deliveries.c.state == str(was.state),
            deliveries.c.next_at == was.next_at,
        )
        with self.writing() as connection:
            changed = connection.execute(
                deliveries.update()
                .where(deliveries.c.key == item.key, unchanged)
                .values({**row_of(item), "updated_at": now})
            )
            if not changed.rowcount:
                raise LeaseLost(item.key)
            if event is not None:
                write_line(connection, item, now, event, data)

    def look_ended(self, look: Attempt, ending: tuple[str, str], key: str, owner: str, now: datetime, step: str) -> int:
        """Write down that a look ended and the step that follows, before it is taken; returns that attempt.

        Raises:
            LeaseLost: a long look has outlived its lease, and another relay may be writing.

        """
        with self.writing() as connection:
            if connection.execute(holder(), {"the_key": key}).scalar() != owner:
                raise LeaseLost(key)
            _end(connection, look, now, *ending)
            return _begin(connection, key, step, now)

    def step_ended(
        self,
        attempt: Attempt,
        ending: tuple[str, str],
        item: Item,
        owner: str,
        now: datetime,
        next_step: str | None = None,
        *,
        durable: bool = True,
    ) -> int:
        """Write down how a step ended (outcome, detail), the delivery's standing, and the next step before it is taken.

        One transaction, `durable` as `writing` says. Returns the next attempt.

        Raises:
            LeaseLost: another relay has taken over; the next step must not be taken.

        """
        with self.writing(durable=durable) as connection:
            _end(connection, attempt, now, *ending)
            _save(connection, item, owner, now)
            return _begin(connection, item.key, next_step, now) if next_step is not None else 0

    def finished(
        self, attempt: Attempt, ending: tuple[str, str], item: Item, owner: str, now: datetime, event: str, **data: Any
    ) -> None:
        """Write down how the last step ended, and the delivery with its line in the ledger. Raises LeaseLost."""
        with self.writing() as connection:
            _end(connection, attempt, now, *ending)
            _save(connection, item, owner, now, event, data)

    def postpone(self, channel: str, until: datetime, now: datetime) -> None:
        """Let no pending delivery of a channel be tried before `until`: calls while limited prolong the limit."""
        with self.writing() as connection:
            connection.execute(
                deliveries.update()
                .where(
                    deliveries.c.channel == channel,
                    deliveries.c.state == State.PENDING,
                    deliveries.c.next_at < until,
                )
                .values(next_at=until, updated_at=now)
            )

    def end_attempt(self, attempt: Attempt, now: datetime, outcome: str, detail: str = "") -> None:
        """Write down how a step ended."""
        with self.writing() as connection:
            _end(connection, attempt, now, outcome, detail)

    def note_decision(self, key: str, now: datetime, by: str) -> None:
        """Let what was lost before a person decided count no more."""
        with self.writing() as connection:
            _end(connection, _begin(connection, key, "resolve", now), now, "send", by)

    def seen(self, record: Record, drift: Drift | None, now: datetime) -> None:
        """Remember what people did by hand to a post of ours, or that it is as we sent it again."""
        with self.writing() as connection:
            connection.execute(
                deliveries.update()
                .where(deliveries.c.key == record.key)
                .values(drift=str(drift) if drift else None, updated_at=now)
            )
            write_line(connection, record, now, f"seen-{drift or 'as-sent'}", {"url": record.remote_url})

    def shows_the_same(self, record: Record, fingerprint: str, now: datetime) -> None:
        """Remember that a newly approved story looks the same on the channel, so that it is not rendered every time."""
        with self.writing() as connection:
            connection.execute(
                deliveries.update()
                .where(deliveries.c.key == record.key, deliveries.c.state == State.SENT)
                .values(fingerprint=fingerprint, updated_at=now)
            )
            write_line(connection, record, now, "shows-the-same", {"fingerprint": fingerprint})

    def target_gone(self, item: Item, owner: str, announce_id: str, now: datetime, error: str) -> Item:
        """Call off a delivery whose post was taken down by hand, and remember that on the post. Raises LeaseLost."""
        cancelled = freed(item, state=State.CANCELLED, cause=Cause.TARGET_GONE, error=error, unknown_since=None)
        with self.writing() as connection:
            _save(connection, cancelled, owner, now, "cancelled", {"cause": "target-gone"})
            is_post = sa.and_(
                deliveries.c.channel == item.channel,
                deliveries.c.account == item.account,
                deliveries.c.remote_id == announce_id,
            )
            for row in connection.execute(sa.select(deliveries).where(is_post)).mappings().all():
                post = replace(item_of(row), drift=Drift.GONE)
                connection.execute(
                    deliveries.update().where(deliveries.c.key == post.key).values(drift=str(Drift.GONE))
                )
                write_line(connection, post, now, "seen-gone", {"url": post.remote_url})
        return cancelled


def _save(
    connection: Connection,
    item: Item,
    owner: str,
    now: datetime,
    event: str | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    row = {**standing_of(item), "updated_at": now}
    given = {f"new_{name}": value for name, value in row.items()}
    changed = connection.execute(replace_held(tuple(row)), {**given, "the_key": item.key, "the_owner": owner})
    if not changed.rowcount:
        raise LeaseLost(item.key)
    if event is not None:
        write_line(connection, item, now, event, data or {})


def _end(connection: Connection, attempt: Attempt, now: datetime, outcome: str, detail: str = "") -> None:
    if isinstance(attempt, Look):
        over = {"key": attempt.key, "step": "find", "started_at": attempt.started_at, "ended_at": now}
        connection.execute(add_attempt(), {**over, "outcome": outcome, "detail": detail})
        return
    connection.execute(end_attempt(), {"the_id": attempt, "at": now, "said": outcome, "more": detail})


def _begin(connection: Connection, key: str, step: str, now: datetime) -> int:
    result = connection.execute(begin_attempt(), {"key": key, "step": step, "started_at": now})
    return int((result.inserted_primary_key or (0,))[0])
