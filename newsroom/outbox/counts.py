"""What was counted on the platforms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from newsroom.outbox.tables import measurements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.outbox.store import Store


def keep_counts(store: Store, key: str, counts: Mapping[str, int], now: datetime) -> None:
    """Keep what a platform counted for a post at a moment; earlier counts stay."""
    with store.writing() as connection:
        row = {"key": key, "at": now, "counts": json.dumps(dict(counts), sort_keys=True)}
        connection.execute(measurements.insert().values(**row))


def latest_counts(store: Store) -> dict[str, tuple[datetime, dict[str, int]]]:
    """Return each post's newest counts with their moment, by the delivery's key."""
    newest = sa.select(sa.func.max(measurements.c.id)).group_by(measurements.c.key).scalar_subquery()
    query = sa.select(measurements).where(measurements.c.id.in_(newest))
    with store.reading() as connection:
        return {row["key"]: (row["at"], json.loads(row["counts"])) for row in connection.execute(query).mappings()}
