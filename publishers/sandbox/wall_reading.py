"""What both walls share: reading rows, and the record of calls."""

import sqlite3

from publishers.sandbox.wall_records import WallCall, call_of
from publishers.sandbox.world import World

NEWEST_FIRST = "ORDER BY created_at DESC, number DESC"


class UnknownPostError(Exception):
    """There is no such post, article or comment on the wall; the message names it, `vi` says the same in Vietnamese."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.vi = vi


class Wall:
    """One platform's wall; `platform` is its name in the record of calls."""

    platform = ""

    def __init__(self, world: World) -> None:
        """Look at `world`."""
        self._world = world

    def calls(self, name: str = "") -> list[WallCall]:
        """Return the calls received, oldest first; only those called `name` when it is given."""
        which, values = (
            ("platform = ? AND name = ?", (self.platform, name)) if name else ("platform = ?", (self.platform,))
        )
        return [call_of(row) for row in self._rows(f"SELECT * FROM calls WHERE {which} ORDER BY id", *values)]  # noqa: S608 - constants

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        return self._world.store.connection().execute(query, values).fetchall()


def recent_calls(world: World, count: int, before: int | None = None, platform: str = "") -> list[WallCall]:
    """Return the latest `count` calls, newest first; those before the id `before`, of one platform when it is named."""
    which, values = (
        ("platform = ? AND id < ?", [platform, before or 2**62]) if platform else ("id < ?", [before or 2**62])
    )
    query = f"SELECT * FROM calls WHERE {which} ORDER BY id DESC LIMIT ?"  # noqa: S608 - constants
    rows = world.store.connection().execute(query, (*values, count)).fetchall()
    return [call_of(row) for row in rows]
