"""The statements of every step, built once: composing them anew costs more than running them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from newsroom.outbox.model import State
from newsroom.outbox.purposes import ANNOUNCE
from newsroom.outbox.tables import attempts, deliveries, ledger, pauses

if TYPE_CHECKING:
    from collections.abc import Iterable

IS_A_POST = sa.or_(deliveries.c.purpose == ANNOUNCE, deliveries.c.purpose.startswith(f"{ANNOUNCE}-"))


@cache
def replace_held(columns: tuple[str, ...]) -> sa.Update:
    """Set `columns` of the delivery `the_key` while `the_owner` holds it."""
    held = sa.and_(deliveries.c.key == sa.bindparam("the_key"), deliveries.c.lease_owner == sa.bindparam("the_owner"))
    return deliveries.update().where(held).values(_places(columns))


def _places(columns: Iterable[str]) -> dict[str, sa.BindParameter[Any]]:
    return {name: sa.bindparam(f"new_{name}", type_=deliveries.c[name].type) for name in columns}


@cache
def whole_delivery() -> sa.Select[Any]:
    """Read the delivery `the_key`."""
    return sa.select(deliveries).where(deliveries.c.key == sa.bindparam("the_key"))


@cache
def take_free() -> sa.Update:
    """Give the delivery `the_key`, when nobody holds it and it waits in `the_state`, to `new_owner`; return it."""
    moment = sa.bindparam("now", type_=deliveries.c.next_at.type)
    is_free = sa.or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= moment)
    is_wanted = sa.and_(
        deliveries.c.key == sa.bindparam("the_key"), deliveries.c.state == sa.bindparam("the_state"), is_free
    )
    return (
        deliveries.update()
        .where(is_wanted, deliveries.c.next_at <= moment)
        .values(
            state=sa.bindparam("new_state"),
            lease_owner=sa.bindparam("new_owner"),
            lease_until=sa.bindparam("until", type_=deliveries.c.lease_until.type),
            updated_at=moment,
        )
        .returning(deliveries)
    )


@cache
def begin_attempt() -> sa.Insert:
    """Add an attempt: key, step, started_at."""
    return attempts.insert().values(
        key=sa.bindparam("key"), step=sa.bindparam("step"), started_at=sa.bindparam("started_at")
    )


@cache
def add_attempt() -> sa.Insert:
    """Add an attempt that is over: key, step, started_at, ended_at, outcome, detail."""
    names = ("key", "step", "started_at", "ended_at", "outcome", "detail")
    return attempts.insert().values({name: sa.bindparam(name) for name in names})


@cache
def holder() -> sa.Select[Any]:
    """Return who holds the delivery `the_key`; nobody else takes it before the transaction ends."""
    return sa.select(deliveries.c.lease_owner).where(deliveries.c.key == sa.bindparam("the_key")).with_for_update()


@cache
def end_attempt() -> sa.Update:
    """End the attempt `the_id`."""
    return (
        attempts.update()
        .where(attempts.c.id == sa.bindparam("the_id"))
        .values(ended_at=sa.bindparam("at"), outcome=sa.bindparam("said"), detail=sa.bindparam("more"))
    )


@cache
def add_line() -> sa.Insert:
    """Add a line to the ledger."""
    names = ("at", "event", "key", "story_id", "channel", "account", "data")
    return ledger.insert().values({name: sa.bindparam(name) for name in names})


@cache
def sent_since() -> sa.Select[Any, Any]:
    """Count a channel's posts since a moment, and tell when the newest went out."""
    return sa.select(sa.func.count(), sa.func.max(deliveries.c.sent_at)).where(_of_channel())


@cache
def latest_sent() -> sa.Select[Any]:
    """Return when a channel's latest posts since a moment went out, newest first."""
    newest = deliveries.c.sent_at.desc()
    return sa.select(deliveries.c.sent_at).where(_of_channel()).order_by(newest).limit(sa.bindparam("most"))


@cache
def count_unfinished() -> sa.Select[Any]:
    """Count a channel's deliveries that are not settled; all of it stands in one index."""
    unfinished = deliveries.c.state.in_([State.SENDING, State.UNKNOWN, State.PENDING])
    counted: sa.Select[Any] = (
        sa.select(sa.func.count())
        .select_from(deliveries)
        .where(deliveries.c.channel == sa.bindparam("the_channel"), unfinished)
    )
    return counted


def _of_channel() -> sa.ColumnElement[bool]:
    since = deliveries.c.sent_at >= sa.bindparam("since", type_=deliveries.c.sent_at.type)
    return sa.and_(deliveries.c.channel == sa.bindparam("the_channel"), since, IS_A_POST)


@cache
def begun_posts() -> sa.Select[Any]:
    """Return when each unfinished post of a channel but one was last worked on, oldest first."""
    latest = sa.func.max(attempts.c.started_at)
    half_made = sa.or_(
        deliveries.c.state.in_([State.SENDING, State.UNKNOWN]),
        sa.and_(deliveries.c.state == State.PENDING, deliveries.c.handle.is_not(None)),
    )
    since = attempts.c.started_at >= sa.bindparam("since", type_=attempts.c.started_at.type)
    return (
        sa.select(latest)
        .select_from(attempts.join(deliveries, attempts.c.key == deliveries.c.key))
        .where(deliveries.c.channel == sa.bindparam("the_channel"), deliveries.c.key != sa.bindparam("besides"))
        .where(half_made, IS_A_POST, attempts.c.step == ANNOUNCE, since)
        .group_by(deliveries.c.key)
        .order_by(latest)
    )


@cache
def standing_pause() -> sa.Select[Any]:
    """Return the newest pause that was not lifted."""
    return sa.select(pauses).where(pauses.c.lifted_at.is_(None)).order_by(pauses.c.id.desc()).limit(1)


@cache
def restless_stories() -> sa.Select[Any]:
    """Name the stories of which more is to be said than that they were posted once."""
    is_at_rest = sa.and_(
        deliveries.c.state == State.SENT, deliveries.c.purpose == ANNOUNCE, deliveries.c.drift.is_(None)
    )
    return sa.select(deliveries.c.story_id).where(sa.not_(is_at_rest)).distinct()


@cache
def posts_at_rest() -> sa.Select[Any]:
    """Read what a plan needs of all other stories' posts."""
    names = (deliveries.c.channel, deliveries.c.account, deliveries.c.story_id, deliveries.c.fingerprint)
    return sa.select(*names, deliveries.c.remote_url).where(deliveries.c.story_id.not_in(restless_stories()))
