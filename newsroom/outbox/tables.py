"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as ISO 8601 text in UTC: SQLite has no zones, and text sorts and reads well."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write; a time without a zone is a bug."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a time in the outbox must carry a zone"
            raise ValueError(msg)
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read."""
        del dialect
        return datetime.fromisoformat(value) if value is not None else None


metadata = sa.MetaData()

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("account", sa.String, nullable=False),
    sa.Column("story_id", sa.String, nullable=False),
    sa.Column("purpose", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("fingerprint", sa.String, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("link", sa.String, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("since_at", Moment, nullable=False),
    sa.Column("next_at", Moment, nullable=False),
    sa.Column("handle", sa.Text),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("unknown_since", Moment),
    sa.Column("lease_owner", sa.String),
    sa.Column("lease_until", Moment),
    sa.Column("remote_id", sa.String),
    sa.Column("remote_url", sa.String),
    sa.Column("sent_at", Moment),
    sa.Column("error", sa.Text),
    sa.Column("error_code", sa.String),
    sa.Column("needs_person", sa.Boolean, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("target", sa.String),
    sa.Column("public_at", Moment),
    sa.Column("cause", sa.String),
    sa.Column("drift", sa.String),
    sa.Column("members", sa.Text),
    sa.Index("deliveries_by_state", "channel", "state", "next_at"),
    sa.Index("deliveries_by_sent", "channel", "sent_at"),
    sa.Index("deliveries_by_story", "channel", "account", "story_id"),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("step", sa.String, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("outcome", sa.String),
    sa.Column("detail", sa.Text),
    sa.Index("attempts_by_key", "key"),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("event", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("story_id", sa.String, nullable=False),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("account", sa.String, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Index("ledger_by_story", "story_id"),
)

pauses = sa.Table(
    "pauses",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("by", sa.String, nullable=False),
    sa.Column("lifted_at", Moment),
    sa.Column("lifted_by", sa.String),
)

checks = sa.Table(
    "checks",
    metadata,
    sa.Column("channel", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

measurements = sa.Table(
    "measurements",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("counts", sa.Text, nullable=False),
    sa.Index("measurements_by_key", "key", "at"),
)
