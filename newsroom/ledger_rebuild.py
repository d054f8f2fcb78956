"""From the lines of a ledger to the deliveries they tell of; what was under way is to be looked up, never assumed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.outbox.model import Cause, Drift, Event, Item, State, payload_from_document
from newsroom.outbox.purposes import WITHDRAW
from newsroom.outbox.rows import row_of, write_event
from newsroom.outbox.tables import deliveries, ledger, pauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.outbox.store import Store

_DONE = {"sent", "adopted", "found-sent", "resolved-sent", "corrected", "commented", "withdrawn", "broadcast"}
_MAYBE_WRITTEN = {"begun", "lease-ended", "outcome-unknown", "needs-person"}
_AGAIN = {"found-nothing", "let-go", "resolved-send"}
_CALLED_OFF = {"cancelled", "resolved-cancelled"}


class Damaged(Exception):
    """A line is not what the program writes."""

    def __init__(self, number: int) -> None:
        """Name the line."""
        super().__init__(f"line {number}")
        self.number = number


def fill(store: Store, events: Sequence[Event]) -> int:
    """Fill an empty database, all of it or nothing, and return how many deliveries it has now.

    Raises:
        UsageError: the database is not empty.
        Damaged: a line is not what the program writes; nothing was changed.

    """
    items, held = items_of(events), _pauses(events)
    with store.writing() as connection:
        if connection.execute(sa.select(ledger.c.id).limit(1)).first() is not None:
            raise UsageError(_NOT_EMPTY, _NOT_EMPTY_REMEDY)
        for event in events:
            write_event(connection, event)
        for item, made_at, changed_at in items:
            connection.execute(deliveries.insert().values(**row_of(item), created_at=made_at, updated_at=changed_at))
        for row in held:
            connection.execute(pauses.insert().values(**row))
    return len(items)


@dataclass(slots=True)
class _Rebuilt:
    item: Item
    made_at: datetime
    changed_at: datetime


def items_of(events: Iterable[Event]) -> list[tuple[Item, datetime, datetime]]:
    """Return the deliveries that a ledger tells of, with when each was made and last changed. Pure. Raises Damaged."""
    found: dict[str, _Rebuilt] = {}
    for event in events:
        try:
            _take_in(found, event)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(event.number) from error
    return [(one.item, one.made_at, one.changed_at) for one in found.values()]


def _take_in(found: dict[str, _Rebuilt], event: Event) -> None:
    if event.event in {"enqueued", "refrozen"} and "payload" in event.data:
        before = found.get(event.key)
        found[event.key] = _Rebuilt(_queued(event), before.made_at if before else event.at, event.at)
    elif event.key in found:
        one = found[event.key]
        one.item, one.changed_at = _after(one.item, event), event.at


def _queued(event: Event) -> Item:
    data = event.data
    item = Item(
        key=event.key,
        channel=event.channel,
        account=event.account,
        story_id=event.story_id,
        purpose=_text(data, "purpose"),
        state=State.PENDING,
        fingerprint=_text(data, "fingerprint"),
        payload=payload_from_document(data["payload"]),
        link=_text(data, "link"),
        due_at=_moment(data, "due_at"),
        since_at=_moment(data, "since_at"),
        next_at=event.at,
        target=_text(data, "target") if "target" in data else None,
        cause=Cause(data["cause"]) if data.get("cause") else None,
        members=tuple(data.get("members", ())),
    )
    row_of(item)  # what cannot be stored is damaged
    return item


def _after(item: Item, event: Event) -> Item:
    name = event.event
    if name in _DONE:
        return _as_done(item, event)
    if name in _MAYBE_WRITTEN:
        # Only a look settles it, and a broadcast cannot be looked for.
        asks = name == "needs-person" or item.members != ()
        error = _text_or_none(event.data, "error")
        return replace(item, state=State.UNKNOWN, unknown_since=event.at, error=error, needs_person=asks)
    if name in _AGAIN:
        due_at = _moment(event.data, "due_at") if "due_at" in event.data else item.due_at
        # A person's word to send it after all ends what it was called off for; a taking down keeps its reason.
        keeps_cause = name != "resolved-send" or item.act == WITHDRAW
        return _settled(item, state=State.PENDING, due_at=due_at, cause=item.cause if keeps_cause else None)
    if name in _CALLED_OFF:
        cause = Cause(event.data["cause"]) if event.data.get("cause") else Cause.WITHDRAWAL
        return _settled(item, state=State.CANCELLED, cause=cause)
    return _noted(item, event)


def _settled(item: Item, **changes: Any) -> Item:
    return replace(item, **{"error": None, "needs_person": False, "unknown_since": None, **changes})


def _as_done(item: Item, event: Event) -> Item:
    return _settled(
        item,
        state=State.SENT,
        sent_at=_moment(event.data, "sent_at") if event.data.get("sent_at") else event.at,
        remote_id=_text_or_none(event.data, "remote_id"),
        remote_url=_text_or_none(event.data, "url"),
        cause=Cause(event.data["cause"]) if "cause" in event.data else item.cause,
    )


def _noted(item: Item, event: Event) -> Item:
    name, data = event.event, event.data
    if name == "failed":
        return _settled(item, state=State.FAILED, error=_text_or_none(data, "error"))
    if name == "resolved-repost":
        return replace(item, cause=Cause.REPOST)
    if name == "shows-the-same":
        return replace(item, fingerprint=_text(data, "fingerprint"))
    if name.startswith("seen-"):
        drift = name.removeprefix("seen-")
        return replace(item, drift=None if drift == "as-sent" else Drift(drift))
    return item


def _pauses(events: Iterable[Event]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for event in events:
        try:
            if event.event == "paused":
                rows.append({"at": event.at, "reason": _text(event.data, "reason"), "by": _text(event.data, "by")})
            elif event.event == "resumed":
                for row in rows:
                    row.setdefault("lifted_at", event.at)
                    row.setdefault("lifted_by", _text(event.data, "by"))
        except (KeyError, TypeError) as error:
            raise Damaged(event.number) from error
    # One statement's rows must name the same columns.
    return [{"lifted_at": None, "lifted_by": None, **row} for row in rows]


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _text_or_none(data: Mapping[str, Any], name: str) -> str | None:
    return None if data.get(name) is None else _text(data, name)


def _moment(data: Mapping[str, Any], name: str) -> datetime:
    moment = datetime.fromisoformat(_text(data, name))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment


_NOT_EMPTY = Words("Cơ sở dữ liệu đã có dữ liệu.", "The database is not empty.")
_NOT_EMPTY_REMEDY = Words(
    "Chỉ nhập vào cơ sở dữ liệu trống: dời tệp var/newsroom.db đi rồi chạy lại.",
    "Import into an empty database only: move var/newsroom.db away and run again.",
)
