"""Between a delivery and its row in the database, and how a line is written into the ledger."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from newsroom.outbox.model import (
    Brief,
    Cause,
    Drift,
    Event,
    Item,
    Record,
    State,
    payload_document,
    payload_from_json,
    payload_to_json,
)
from newsroom.outbox.statements import add_line
from newsroom.outbox.tables import Moment, deliveries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Connection

_NAMES = tuple(field.name for field in fields(Record))
_STATE, _CAUSE, _DRIFT, _MEMBERS, _NEEDS = (
    _NAMES.index(name) for name in ("state", "cause", "drift", "members", "needs_person")
)
_STATES = {str(state): state for state in State}
_MOMENTS = tuple(number for number, name in enumerate(_NAMES) if isinstance(deliveries.c[name].type, Moment))


def brief_columns() -> sa.Select[Any]:
    """Select what lists need, raw; payloads are large, and ten thousand of them are not read to plan with."""
    # Times as they are stored: a call for every cell of ten thousand rows costs more than reading them.
    plain = [sa.type_coerce(deliveries.c[name], sa.String).label(name) for name in _NAMES]
    query: Any = sa.select(*plain, deliveries.c.handle.is_not(None).label("half_made"))
    selected: sa.Select[Any] = query
    return selected


def row_of(item: Item) -> dict[str, Any]:
    """Return a delivery as column values."""
    return {**standing_of(item), "payload": payload_to_json(item.payload)}


def standing_of(item: Item) -> dict[str, Any]:
    """Return all of a delivery but what is sent, which no step changes and which is most of its bytes."""
    row: dict[str, Any] = {name: getattr(item, name) for name in _NAMES}
    row["state"] = str(item.state)
    row["cause"] = str(item.cause) if item.cause else None
    row["drift"] = str(item.drift) if item.drift else None
    row["members"] = json.dumps(item.members) if item.members else None
    row["handle"] = json.dumps(dict(item.handle)) if item.handle is not None else None
    return row


def item_of(row: Mapping[Any, Any]) -> Item:
    """Read a whole delivery."""
    handle = json.loads(row["handle"]) if row["handle"] is not None else None
    return Item(**_record(row), payload=payload_from_json(row["payload"]), handle=handle)


def brief_of(row: Sequence[Any]) -> Brief:
    """Read a delivery selected by `brief_columns`, in their order; a plan reads tens of thousands."""
    values = list(row)
    for number in _MOMENTS:
        if values[number] is not None:
            values[number] = datetime.fromisoformat(values[number])
    values[_STATE] = _STATES[values[_STATE]]
    if values[_CAUSE] is not None:
        values[_CAUSE] = Cause(values[_CAUSE])
    if values[_DRIFT] is not None:
        values[_DRIFT] = Drift(values[_DRIFT])
    values[_MEMBERS] = tuple(json.loads(values[_MEMBERS])) if values[_MEMBERS] else ()
    values[_NEEDS] = bool(values[_NEEDS])
    values[-1] = bool(values[-1])
    return Brief(*values)


def _record(row: Mapping[Any, Any]) -> dict[str, Any]:
    values = {name: row[name] for name in _NAMES}
    values["state"] = State(row["state"])
    values["cause"] = Cause(row["cause"]) if row["cause"] else None
    values["drift"] = Drift(row["drift"]) if row["drift"] else None
    values["members"] = tuple(json.loads(row["members"])) if row["members"] else ()
    return values


def intention(item: Item) -> dict[str, Any]:
    """Return what the ledger must hold of a queued delivery so that it can be rebuilt elsewhere."""
    data: dict[str, Any] = {
        "purpose": item.purpose,
        "fingerprint": item.fingerprint,
        "link": item.link,
        "due_at": item.due_at.isoformat(),
        "since_at": item.since_at.isoformat(),
        "payload": payload_document(item.payload, with_paths=False),
    }
    if item.target is not None:
        data["target"] = item.target
    if item.cause is not None:
        data["cause"] = str(item.cause)
    if item.members:
        data["members"] = list(item.members)
    return data


def receipt_data(sent: Record) -> dict[str, Any]:
    """Return what the ledger keeps of a finished delivery."""
    at = sent.sent_at.isoformat() if sent.sent_at is not None else None
    data = {"remote_id": sent.remote_id, "url": sent.remote_url, "sent_at": at, "fingerprint": sent.fingerprint}
    return data | ({"cause": str(Cause.ADOPTED)} if sent.cause is Cause.ADOPTED else {})


def write_line(connection: Connection, item: Record, now: datetime, event: str, data: Mapping[str, Any]) -> None:
    """Add a line about a delivery to the ledger, in the transaction that changes the delivery."""
    write_event(connection, Event(now, event, item.key, item.story_id, item.channel, item.account, data))


def write_event(connection: Connection, event: Event) -> None:
    """Add any line to the ledger."""
    line = {
        "at": event.at,
        "event": event.event,
        "key": event.key,
        "story_id": event.story_id,
        "channel": event.channel,
        "account": event.account,
        "data": json.dumps(event.data, ensure_ascii=False, sort_keys=True),
    }
    connection.execute(add_line(), line)
