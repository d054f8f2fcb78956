"""Holding every channel in one act, and letting go again; both are lines of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.outbox.model import Event
from newsroom.outbox.rows import write_event
from newsroom.outbox.tables import pauses

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.outbox.store import Store

EVERY_CHANNEL = "*"


def pause(store: Store, reason: str, by: str, now: datetime) -> None:
    """Hold every channel from now on."""
    with store.writing() as connection:
        connection.execute(pauses.insert().values(at=now, reason=reason, by=by))
        write_event(connection, _event("paused", now, reason=reason, by=by))


def resume(store: Store, by: str, now: datetime) -> bool:
    """Lift every pause; False when there was none."""
    with store.writing() as connection:
        lifted = connection.execute(
            pauses.update().where(pauses.c.lifted_at.is_(None)).values(lifted_at=now, lifted_by=by)
        )
        if lifted.rowcount:
            write_event(connection, _event("resumed", now, by=by))
    return bool(lifted.rowcount)


def _event(name: str, now: datetime, **data: str) -> Event:
    return Event(now, name, EVERY_CHANNEL, "", EVERY_CHANNEL, "", data)
