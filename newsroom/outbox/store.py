"""The outbox in the database. Every change is one transaction, and writes its line into the ledger with it."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from newsroom.outbox.database import open_database, words_for_driver_errors
from newsroom.outbox.model import Event, Item, State, freed, payload_from_json, payload_to_json
from newsroom.outbox.tables import attempts, deliveries, ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection, Engine


class LeaseLost(Exception):
    """Another relay has taken the delivery over."""


class Store:
    """Deliveries, attempts and the ledger of one newsroom."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date.

        Raises:
            ConfigurationError: here and in every method, when the database refuses.

        """
        self._url = url
        self._engine: Engine = open_database(url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def enqueue(self, item: Item, now: datetime) -> bool:
        """Add a delivery unless its key is there already; return whether it was added."""
        with self._write() as connection:
            known = connection.execute(sa.select(deliveries.c.key).where(deliveries.c.key == item.key)).first()
            if known is not None:
                return False
            row = {**_row(item), "created_at": now, "updated_at": now}
            connection.execute(deliveries.insert().values(**row))
            self._note(connection, item, now, "enqueued", {"fingerprint": item.fingerprint, "due_at": str(item.due_at)})
        return True

    def refreeze(self, item: Item, now: datetime) -> bool:
        """Replace the payload of a delivery nobody works on by a newly approved one; False when it moved on."""
        with self._write() as connection:
            row = _row(item)
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
                self._note(connection, item, now, "refrozen", {"fingerprint": item.fingerprint})
        return bool(changed.rowcount)

    def claim(self, key: str, owner: str, now: datetime, until: datetime) -> Item | None:
        """Take a pending delivery for `owner` until the lease ends; None when another was quicker."""
        return self._take(key, State.PENDING, owner, now, until, state=State.SENDING)

    def claim_unknown(self, key: str, owner: str, now: datetime, until: datetime) -> Item | None:
        """Take a delivery of unknown outcome to look it up; None when another was quicker."""
        return self._take(key, State.UNKNOWN, owner, now, until)

    def _take(
        self, key: str, standing: State, owner: str, now: datetime, until: datetime, **values: Any
    ) -> Item | None:
        with self._write() as connection:
            is_free = sa.or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)
            taken = connection.execute(
                deliveries.update()
                .where(deliveries.c.key == key, deliveries.c.state == standing, deliveries.c.next_at <= now, is_free)
                .values(lease_owner=owner, lease_until=until, updated_at=now, **values)
            )
            return self._get(connection, key) if taken.rowcount else None

    def expire_leases(self, now: datetime) -> list[Item]:
        """Turn deliveries whose lease ended into `unknown`: whoever held them may have written."""
        with self._write() as connection:
            query = sa.select(deliveries).where(deliveries.c.state == State.SENDING, deliveries.c.lease_until <= now)
            expired = [_item(row) for row in connection.execute(query).mappings()]
            for item in expired:
                lost = freed(item, state=State.UNKNOWN, unknown_since=now, next_at=now)
                connection.execute(
                    deliveries.update().where(deliveries.c.key == item.key).values(**_row(lost), updated_at=now)
                )
                self._note(connection, item, now, "lease-ended", {"owner": item.lease_owner})
        return expired

    def save(self, item: Item, owner: str, now: datetime, event: str | None = None, **data: Any) -> None:
        """Store the new standing of a delivery whose lease is `owner`'s; with `event`, also as a line of the ledger.

        Raises:
            LeaseLost: `owner` holds it no more; another relay has taken over and will look before it writes.

        """
        self._replace(item, deliveries.c.lease_owner == owner, now, event, data)

    def change(self, was: Item, item: Item, now: datetime, event: str | None = None, **data: Any) -> None:
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
        self._replace(item, unchanged, now, event, data)

    def _replace(
        self, item: Item, condition: sa.ColumnElement[bool], now: datetime, event: str | None, data: Mapping[str, Any]
    ) -> None:
        with self._write() as connection:
            changed = connection.execute(
                deliveries.update().where(deliveries.c.key == item.key, condition).values(**_row(item), updated_at=now)
            )
            if not changed.rowcount:
                raise LeaseLost(item.key)
            if event is not None:
                self._note(connection, item, now, event, data)

    def postpone(self, channel: str, until: datetime, now: datetime) -> None:
        """Let no pending delivery of a channel be tried before `until`: calls while limited prolong the limit."""
        with self._write() as connection:
            connection.execute(
                deliveries.update()
                .where(
                    deliveries.c.channel == channel,
                    deliveries.c.state == State.PENDING,
                    deliveries.c.next_at < until,
                )
                .values(next_at=until, updated_at=now)
            )

    def begin_attempt(self, key: str, step: str, now: datetime, owner: str | None = None) -> int:
        """Write down that a step is about to be taken, before it is; with `owner`, only while the lease is its own.

        Raises:
            LeaseLost: another relay has taken over; the step must not be taken.

        """
        with self._write() as connection:
            if owner is not None:
                held = deliveries.update().where(deliveries.c.key == key, deliveries.c.lease_owner == owner)
                if not connection.execute(held.values(updated_at=now)).rowcount:
                    raise LeaseLost(key)
            result = connection.execute(attempts.insert().values(key=key, step=step, started_at=now))
            return int((result.inserted_primary_key or (0,))[0])

    def end_attempt(self, attempt: int, now: datetime, outcome: str, detail: str = "") -> None:
        """Write down how the step ended."""
        with self._write() as connection:
            connection.execute(
                attempts.update().where(attempts.c.id == attempt).values(ended_at=now, outcome=outcome, detail=detail)
            )

    def lost_in_a_row(self, key: str) -> int:
        """Return how many steps in a row, up to the latest, ended without a reliable answer or in a crash."""
        count = 0
        for attempt in reversed(self.attempts_of(key)):
            if attempt["step"] == "find":
                continue
            if attempt["outcome"] not in {None, "OutcomeUnknown"}:
                break
            count += 1
        return count

    def begun_times(self, channel: str, since: datetime, besides: str) -> list[datetime]:
        """Return when unfinished posts of a channel, except `besides`, were last worked on, oldest first."""
        latest = sa.func.max(attempts.c.started_at)
        half_made = sa.or_(
            deliveries.c.state.in_([State.SENDING, State.UNKNOWN]),
            sa.and_(deliveries.c.state == State.PENDING, deliveries.c.handle.is_not(None)),
        )
        query = (
            sa.select(latest)
            .select_from(attempts.join(deliveries, attempts.c.key == deliveries.c.key))
            .where(deliveries.c.channel == channel, deliveries.c.key != besides, half_made)
            .where(attempts.c.step == "publish", attempts.c.started_at >= since)
            .group_by(deliveries.c.key)
            .order_by(latest)
        )
        with self._read() as connection:
            return [row[0] for row in connection.execute(query)]

    def get(self, key: str) -> Item | None:
        """Return one delivery."""
        with self._read() as connection:
            return self._get(connection, key)

    def items(self, *states: State, channel: str | None = None) -> list[Item]:
        """Return deliveries in the given states (all when none is given), in the order they are due."""
        query = sa.select(deliveries).order_by(deliveries.c.due_at, deliveries.c.key)
        if states:
            query = query.where(deliveries.c.state.in_(states))
        if channel is not None:
            query = query.where(deliveries.c.channel == channel)
        with self._read() as connection:
            return [_item(row) for row in connection.execute(query).mappings()]

    def sent_times(self, channel: str, since: datetime) -> list[datetime]:
        """Return when posts of a channel went out since a moment, oldest first."""
        query = (
            sa.select(deliveries.c.sent_at)
            .where(deliveries.c.channel == channel, deliveries.c.sent_at >= since)
            .order_by(deliveries.c.sent_at)
        )
        with self._read() as connection:
            return [row[0] for row in connection.execute(query)]

    def events(self) -> Iterator[Event]:
        """Go through the whole ledger, oldest line first."""
        with self._read() as connection:
            for row in connection.execute(sa.select(ledger).order_by(ledger.c.id)).mappings():
                yield Event(
                    row["at"], row["event"], row["key"], row["story_id"], row["channel"], row["account"],
                    json.loads(row["data"]),
                )  # fmt: skip

    def attempts_of(self, key: str) -> list[Mapping[str, Any]]:
        """Return the attempts of one delivery, oldest first."""
        with self._read() as connection:
            query = sa.select(attempts).where(attempts.c.key == key).order_by(attempts.c.id)
            return [dict(row) for row in connection.execute(query).mappings()]

    def _get(self, connection: Connection, key: str) -> Item | None:
        row = connection.execute(sa.select(deliveries).where(deliveries.c.key == key)).mappings().first()
        return _item(row) if row is not None else None

    def _note(self, connection: Connection, item: Item, now: datetime, event: str, data: Mapping[str, Any]) -> None:
        line = {
            "at": now,
            "event": event,
            "key": item.key,
            "story_id": item.story_id,
            "channel": item.channel,
            "account": item.account,
            "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        }
        connection.execute(ledger.insert().values(**line))

    @contextlib.contextmanager
    def _write(self) -> Iterator[Connection]:
        with words_for_driver_errors(self._url), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _read(self) -> Iterator[Connection]:
        with words_for_driver_errors(self._url), self._engine.connect() as plain:
            connection = plain.execution_options(reading=True)
            with connection.begin():
                yield connection


def _row(item: Item) -> dict[str, Any]:
    return {
        "key": item.key,
        "channel": item.channel,
        "account": item.account,
        "story_id": item.story_id,
        "purpose": item.purpose,
        "state": str(item.state),
        "fingerprint": item.fingerprint,
        "payload": payload_to_json(item.payload),
        "link": item.link,
        "due_at": item.due_at,
        "since_at": item.since_at,
        "next_at": item.next_at,
        "handle": json.dumps(dict(item.handle)) if item.handle is not None else None,
        "tries": item.tries,
        "unknown_since": item.unknown_since,
        "lease_owner": item.lease_owner,
        "lease_until": item.lease_until,
        "remote_id": item.remote_id,
        "remote_url": item.remote_url,
        "sent_at": item.sent_at,
        "error": item.error,
        "error_code": item.error_code,
        "needs_person": item.needs_person,
    }


def _item(row: Mapping[Any, Any]) -> Item:
    values = {name: row[name] for name in Item.__dataclass_fields__}
    values["state"] = State(row["state"])
    values["payload"] = payload_from_json(row["payload"])
    values["handle"] = json.loads(row["handle"]) if row["handle"] is not None else None
    return Item(**values)
