"""What was counted on the platforms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
