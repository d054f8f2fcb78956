"""Deliveries, attempts and the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("story_id", sa.String, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("link", sa.String, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("since_at", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("handle", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("unknown_since", _MOMENT),
        sa.Column("lease_owner", sa.String),
        sa.Column("lease_until", _MOMENT),
        sa.Column("remote_id", sa.String),
        sa.Column("remote_url", sa.String),
        sa.Column("sent_at", _MOMENT),
        sa.Column("error", sa.Text),
        sa.Column("error_code", sa.String),
        sa.Column("needs_person", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
    )
    op.create_index("deliveries_by_state", "deliveries", ["channel", "state", "next_at"])
    op.create_index("deliveries_by_sent", "deliveries", ["channel", "sent_at"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("outcome", sa.String),
        sa.Column("detail", sa.Text),
    )
    op.create_index("attempts_by_key", "attempts", ["key"])
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("story_id", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("ledger_by_story", "ledger", ["story_id"])
