"""Reading the outbox and the ledger."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from newsroom.outbox.database import open_database, words_for_driver_errors
from newsroom.outbox.model import Brief, Event, Item, Pause, State
from newsroom.outbox.rows import brief_columns, brief_of, item_of
from newsroom.outbox.statements import (
    begun_posts,
    count_unfinished,
    latest_sent,
    posts_at_rest,
    restless_stories,
    sent_since,
    standing_pause,
    whole_delivery,
)
from newsroom.outbox.tables import attempts, deliveries, ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, timedelta

    from sqlalchemy.engine import Connection, Engine

    from newsroom.outbox.model import Record

_AT_ONCE = 500


class Spacing(Protocol):
    """How far a channel's posts stand apart."""

    daily_cap: int

    @property
    def gap(self) -> timedelta:
        """The least time between two posts."""


class Queries:
    """What can be asked of one newsroom's database."""

    def __init__(self, url: str) -> None:
        """Open the database and bring its tables up to date.

        Raises:
            ConfigurationError: here and in every method, when the database refuses.

        """
        self._url = url
        self._engine: Engine = open_database(url)
        self._seen: Connection | None = None
        # Kept open: to open and put back a connection costs as much as two statements, and each step has six.
        self._lanes: dict[str, Connection] = {}

    def close(self) -> None:
        """Let go of the database."""
        while self._lanes:
            self._lanes.popitem()[1].close()
        self._engine.dispose()

    @contextlib.contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """Give a transaction that writes: all of it or, when anything fails, nothing.

        A durable one is on the disk when it returns, with all before it. One that is not survives the death of this
        process, and may be lost with the machine's power; then a look at the platform finds what was done.
        """
        with words_for_driver_errors(self._url):
            connection = self._lane("writing").execution_options(durable=durable)
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state of the database; within another one, that one.

        What is asked together sees the same state, and opening a transaction costs as much as three questions.
        """
        if self._seen is not None:
            yield self._seen
            return
        with words_for_driver_errors(self._url):
            connection = self._lane("reading").execution_options(reading=True)
            with connection.begin():
                self._seen = connection
                try:
                    yield connection
                finally:
                    self._seen = None

    def _lane(self, name: str) -> Connection:
        if name not in self._lanes:
            self._lanes[name] = self._engine.connect()
        return self._lanes[name]

    def get(self, key: str) -> Item | None:
        """Return one delivery."""
        with self.reading() as connection:
            return get_item(connection, key)

    def items(self, *states: State, channel: str | None = None) -> list[Item]:
        """Return whole deliveries in the given states (all when none is given), in the order they are due."""
        with self.reading() as connection:
            return [
                item_of(row) for row in connection.execute(_chosen(sa.select(deliveries), states, channel)).mappings()
            ]

    def briefs(self, *states: State, channel: str | None = None) -> list[Brief]:
        """Return deliveries without what is sent, in the order they are due."""
        with self.reading() as connection:
            query = _chosen(brief_columns(), states, channel)
            return [brief_of(row) for row in connection.execute(query)]

    def at_rest(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        """Return the posts of which nothing is to be said: sent, alone for their story, as we left them.

        By channel, account and story: the fingerprint and the address. Most of a grown ledger is this, and a plan
        needs no more of it.
        """
        with self.reading() as connection:
            rows = connection.execute(posts_at_rest())
            return {(row[0], row[1], row[2]): (row[3], row[4] or "") for row in rows}

    def restless(self) -> list[Brief]:
        """Return all deliveries of the stories that are not `at_rest`."""
        query = brief_columns().where(deliveries.c.story_id.in_(restless_stories()))
        with self.reading() as connection:
            return [brief_of(row) for row in connection.execute(query)]

    def briefs_of(self, channel: str, account: str, story_id: str) -> list[Brief]:
        """Return all deliveries of one story on one account, in the order they were queued."""
        query = (
            brief_columns()
            .where(deliveries.c.channel == channel, deliveries.c.account == account, deliveries.c.story_id == story_id)
            .order_by(deliveries.c.created_at, deliveries.c.key)
        )
        with self.reading() as connection:
            return [brief_of(row) for row in connection.execute(query)]

    def slots_taken(self, record: Record, since: datetime, window: Spacing, *, with_begun: bool) -> list[datetime]:
        """Return what a channel's gap and daily cap are reckoned from: its latest posts since a moment.

        Below the cap only the newest matters, for the gap. `with_begun`: a post that another delivery has begun takes
        its slot already, it may become public any moment.
        """
        given = {"the_channel": record.channel, "since": since}
        with self.reading() as connection:
            count, newest = connection.execute(sent_since(), given).one()
            times = [newest] if count else []
            if count >= window.daily_cap:
                times = [row[0] for row in connection.execute(latest_sent(), {**given, "most": window.daily_cap})]
            if not with_begun:
                return times
            # Who has begun takes a look at every unfinished post, in vain where neither a gap nor the cap can matter.
            unfinished = connection.execute(count_unfinished(), given).scalar_one()
            if window.gap or count + unfinished >= window.daily_cap:
                times += [row[0] for row in connection.execute(begun_posts(), {**given, "besides": record.key})]
        return times

    def sent_times(self, channel: str, since: datetime, most: int) -> list[datetime]:
        """Return when the latest posts of a channel went out since a moment, oldest first, at most `most`."""
        given = {"the_channel": channel, "since": since, "most": most}
        with self.reading() as connection:
            return [row[0] for row in connection.execute(latest_sent(), given)][::-1]

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

    def attempts_of(self, key: str) -> list[Mapping[str, Any]]:
        """Return the attempts of one delivery, oldest first."""
        with self.reading() as connection:
            query = sa.select(attempts).where(attempts.c.key == key).order_by(attempts.c.id)
            return [dict(row) for row in connection.execute(query).mappings()]

    def events(self, after: int = 0) -> Iterator[Event]:
        """Go through the ledger, oldest line first, from the line after number `after` on."""
        while True:
            query = sa.select(ledger).where(ledger.c.id > after).order_by(ledger.c.id).limit(_AT_ONCE)
            with self.reading() as connection:
                rows = connection.execute(query).mappings().all()
            for row in rows:
                yield Event(
                    row["at"], row["event"], row["key"], row["story_id"], row["channel"], row["account"],
                    json.loads(row["data"]), row["id"],
                )  # fmt: skip
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1]["id"]

    def paused(self) -> Pause | None:
        """Return the pause that holds every channel now, if any."""
        with self.reading() as connection:
            row = connection.execute(standing_pause()).mappings().first()
        return Pause(row["at"], row["reason"], row["by"]) if row is not None else None


def get_item(connection: Connection, key: str) -> Item | None:
    """Return one delivery within a transaction."""
    row = connection.execute(whole_delivery(), {"the_key": key}).mappings().first()
    return item_of(row) if row is not None else None


def _chosen(query: sa.Select[Any], states: tuple[State, ...], channel: str | None) -> sa.Select[Any]:
    query = query.order_by(deliveries.c.due_at, deliveries.c.key)
    if states:
        query = query.where(deliveries.c.state.in_(states))
    return query if channel is None else query.where(deliveries.c.channel == channel)
