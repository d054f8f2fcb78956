"""A delivery: one story on one account for one purpose.

    pending → sending → sent | failed | cancelled
                 ↓ lease ended, or no reliable answer
              unknown → (a look at the platform) → sent | pending | a person

`sending` is owned by the lease's holder until the lease ends; `unknown` by the reconciler until its deadline, then by
a person; `pending` by the relay. A crash leaves `sending`, which becomes `unknown`, never `pending`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from publishers.contract import Payload, Photo, Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ANNOUNCE = "announce"


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset({State.SENT, State.FAILED, State.CANCELLED})


def delivery_key(channel: str, account: str, story_id: str, purpose: str = ANNOUNCE) -> str:
    """Name the intention: no text, no time, so that editing or rescheduling never makes a second post."""
    return f"{channel}/{account}/{story_id}/{purpose}"


@dataclass(frozen=True, slots=True)
class Item:
    """A delivery as the outbox keeps it. All times are aware and in UTC."""

    key: str
    channel: str
    account: str
    story_id: str
    purpose: str
    state: State
    fingerprint: str
    """The approved content's fingerprint; it must still match when the delivery is claimed."""
    payload: Payload
    link: str
    due_at: datetime
    since_at: datetime
    """Nothing of ours on the platform can be older."""
    next_at: datetime
    """Not to be worked on before."""
    handle: Mapping[str, Any] | None = None
    tries: int = 0
    """How often an outcome was lost or nobody was reached, in a row."""
    unknown_since: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    remote_id: str | None = None
    remote_url: str | None = None
    sent_at: datetime | None = None
    error: str | None = None
    error_code: str | None = None
    needs_person: bool = False


def freed(item: Item, **changes: Any) -> Item:
    """Return a delivery that nobody holds, with `changes`; what is put down must never keep its lease."""
    return replace(item, lease_owner=None, lease_until=None, **changes)


def as_sent(item: Item, receipt: Receipt, at: datetime) -> Item:
    """Return a delivery whose post is public since `at`."""
    return freed(
        item,
        state=State.SENT,
        remote_id=receipt.remote_id,
        remote_url=receipt.url,
        sent_at=at,
        unknown_since=None,
        needs_person=False,
        error=None,
        error_code=None,
    )


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger; lines are only ever added."""

    at: datetime
    event: str
    key: str
    story_id: str
    channel: str
    account: str
    data: Mapping[str, Any] = field(default_factory=dict)


def payload_to_json(payload: Payload) -> str:
    """Write a payload as canonical JSON."""
    photos = [asdict(photo) for photo in payload.photos]
    whole = {"data": payload.data, "photos": photos, "fetched": list(payload.fetched)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def payload_from_json(text: str) -> Payload:
    """Read what `payload_to_json` wrote."""
    whole = json.loads(text)
    photos = tuple(Photo(**photo) for photo in whole["photos"])
    return Payload(whole["data"], photos, tuple(whole.get("fetched", ())))
