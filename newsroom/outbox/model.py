"""A delivery: one story on one account for one purpose.

    pending → sending → sent | failed | cancelled
                 ↓ lease ended, or no reliable answer
              unknown → (a look at the platform) → sent | pending | a person

`sending` is owned by the lease's holder until the lease ends; `unknown` by the reconciler until its deadline, then by
a person; `pending` by the relay. A crash leaves `sending`, which becomes `unknown`, never `pending`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.outbox.purposes import act_of
from publishers.contract import Delivery, Payload, Photo, Receipt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset({State.SENT, State.FAILED, State.CANCELLED})


class Cause(StrEnum):
    """Why a post is taken down, why a delivery was called off before it went out, or how a post came to be ours."""

    WITHDRAWAL = "withdrawal"
    CONSENT = "consent"
    NOT_WANTED = "not-wanted"
    PERSON = "person"
    REPOST = "repost"
    """Taken down only to be posted anew."""
    ADOPTED = "adopted"
    """Not a reason to stop anything: the post was there already, so whether followers were told is not known."""
    TARGET_GONE = "target-gone"
    """What it was about was taken down by hand."""


class Drift(StrEnum):
    """What people did on the platform to a post of ours, by hand."""

    EDITED = "edited"
    HIDDEN = "hidden"
    GONE = "gone"


# Not frozen: setting thirty fields past a guard takes three times as long, and a plan makes tens of thousands.
@dataclass(slots=True)
class Record:
    """A delivery without what is sent: enough to plan with. All times are aware and in UTC. Never changed in place."""

    key: str
    channel: str
    account: str
    story_id: str
    purpose: str
    state: State
    fingerprint: str
    """The approved content's fingerprint; it must still match when the delivery is claimed."""
    link: str
    due_at: datetime
    since_at: datetime
    """Nothing of ours on the platform can be older."""
    next_at: datetime
    """Not to be worked on before."""
    tries: int = 0
    """How often an outcome was lost or nobody was reached, in a row."""
    unknown_since: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    target: str | None = None
    """The platform's id of the post that is corrected, commented or taken down."""
    public_at: datetime | None = None
    """The platform makes the half-made post public by itself then."""
    remote_id: str | None = None
    remote_url: str | None = None
    sent_at: datetime | None = None
    error: str | None = None
    error_code: str | None = None
    needs_person: bool = False
    cause: Cause | None = None
    drift: Drift | None = None
    members: tuple[str, ...] = ()
    """A broadcast's stories."""

    @property
    def act(self) -> str:
        """What is done, without its number."""
        return act_of(self.purpose)


@dataclass(slots=True)
class Brief(Record):
    """A delivery as lists show it."""

    half_made: bool = False
    """The platform holds a part of it already."""


@dataclass(slots=True, kw_only=True)
class Item(Record):
    """A delivery with everything that is sent."""

    payload: Payload
    handle: Mapping[str, Any] | None = None

    @property
    def half_made(self) -> bool:
        """Tell whether the platform holds a part of it already."""
        return self.handle is not None


def brief_from(item: Record) -> Brief:
    """Return a delivery without what is sent; a run of thousands must not keep every payload until its end."""
    values = {column.name: getattr(item, column.name) for column in fields(Brief) if column.name != "half_made"}
    return Brief(**values, half_made=getattr(item, "half_made", False))


def freed(item: Item, **changes: Any) -> Item:
    """Return a delivery that nobody holds, with `changes`; what is put down must never keep its lease."""
    return replace(item, lease_owner=None, lease_until=None, **changes)


def as_delivery(item: Item) -> Delivery:
    """Return what a publisher is handed."""
    return Delivery(
        key=item.key,
        story_id=item.story_id,
        purpose=item.purpose,
        payload=item.payload,
        link=item.link,
        since=item.since_at,
        handle=item.handle,
        target=item.target,
        due=item.due_at,
    )


def as_sent(item: Item, receipt: Receipt, at: datetime, *, was_there: bool = False) -> Item:
    """Return a delivery that is done since `at`; `was_there`: it was found, and this ledger knows of no step to it."""
    return freed(
        item,
        state=State.SENT,
        cause=Cause.ADOPTED if was_there else item.cause,
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
    number: int = 0
    """Its place in the ledger, from 1."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Every channel is held, from a moment on, by somebody's word."""

    at: datetime
    reason: str
    by: str


def payload_document(payload: Payload, *, with_paths: bool = True) -> dict[str, Any]:
    """Return a payload as JSON values; without paths it means the same on another machine."""
    photos = [asdict(photo) | ({} if with_paths else {"path": ""}) for photo in payload.photos]
    document = {"data": dict(payload.data), "photos": photos, "fetched": list(payload.fetched)}
    # Written only when there is something, so that payloads that were stored before these came stay byte for byte.
    rare = {"then": list(payload.then), "known_as": list(payload.known_as)}
    return document | {name: values for name, values in rare.items() if values}


def payload_from_document(document: Mapping[str, Any]) -> Payload:
    """Read what `payload_document` made."""
    return Payload(
        data=document["data"],
        photos=tuple(Photo(**photo) for photo in document["photos"]),
        fetched=tuple(document.get("fetched", ())),
        then=tuple(document.get("then", ())),
        known_as=tuple(document.get("known_as", ())),
    )


def payload_to_json(payload: Payload) -> str:
    """Write a payload as canonical JSON."""
    return json.dumps(payload_document(payload), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def payload_from_json(text: str) -> Payload:
    """Read what `payload_to_json` wrote."""
    return payload_from_document(json.loads(text))
