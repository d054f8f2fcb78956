"""The sandbox's one SQLite file: walls, tokens, faults, settings and the record of calls."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publishers.sandbox import schema


class _Connection(sqlite3.Connection):
    """Closes itself when its thread is gone, wherever the last reference is dropped."""

    def __del__(self) -> None:
        self.close()


class Store:
    """One SQLite file, one connection a thread; every change is made in `transaction()`."""

    def __init__(self, path: Path) -> None:
        """Open or create the file at `path`; its folder is created when missing."""
        self._path = path
        self._local = threading.local()
        # One writer at a time in this process, first come first served; SQLite's own waiting sleeps in steps.
        self._writing = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        schema.prepare(self.connection())

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection, for reading."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path, timeout=30, isolation_level=None, check_same_thread=False, factory=_Connection
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode=WAL")
            # A rehearsal may lose its last moments in a power cut, never its consistency.
            connection.execute("PRAGMA synchronous=NORMAL")
            self._local.connection = connection
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that holds the write lock; commit at the end, roll back on any error."""
        connection = self.connection()
        with self._writing:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close_thread(self) -> None:
        """Close this thread's connection, if it has one."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def clear(self) -> None:
        """Empty every table."""
        with self.transaction() as db:
            schema.clear(db)


def next_number(db: sqlite3.Connection, name: str) -> int:
    """Return 1, 2, 3, … for `name`; the count is part of the caller's transaction."""
    row = db.execute(
        "INSERT INTO sequences VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
        (name,),
    ).fetchone()
    return int(row[0])


def count_call(db: sqlite3.Connection, platform: str, at: float) -> None:
    """Count one call in its minute, for the usage headers and the per-minute limit."""
    db.execute(
        "INSERT INTO usage VALUES (?, ?, 1) ON CONFLICT (platform, minute) DO UPDATE SET calls = calls + 1",
        (platform, int(at // 60)),
    )


def calls_since(db: sqlite3.Connection, platform: str, since: float) -> int:
    """Return how many calls the platform got since the minute of `since`."""
    row = db.execute(
        "SELECT coalesce(sum(calls), 0) FROM usage WHERE platform = ? AND minute >= ?",
        (platform, int(since // 60)),
    ).fetchone()
    return int(row[0])


def keep_picture(db: sqlite3.Connection, content: bytes, mime: str) -> str:
    """Keep a picture once, however often it is uploaded; return its digest."""
    digest = hashlib.sha256(content).hexdigest()
    db.execute("INSERT OR IGNORE INTO pictures VALUES (?, ?, ?)", (digest, content, mime))
    return digest
