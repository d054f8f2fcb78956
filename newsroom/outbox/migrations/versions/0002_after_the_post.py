"""What comes after a post: corrections, withdrawals, comments, broadcasts, drift, pauses, account checks and counts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.String(32)


def upgrade() -> None:
    """Add the columns and tables."""
    op.add_column("deliveries", sa.Column("target", sa.String))
    op.add_column("deliveries", sa.Column("public_at", _MOMENT))
    op.add_column("deliveries", sa.Column("cause", sa.String))
    op.add_column("deliveries", sa.Column("drift", sa.String))
    op.add_column("deliveries", sa.Column("members", sa.Text))
    op.create_index("deliveries_by_story", "deliveries", ["channel", "account", "story_id"])
    op.create_table(
        "pauses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("lifted_at", _MOMENT),
        sa.Column("lifted_by", sa.String),
    )
    op.create_table(
        "checks",
        sa.Column("channel", sa.String, primary_key=True),
        sa.Column("account", sa.String, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "measurements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
    )
    op.create_index("measurements_by_key", "measurements", ["key", "at"])
