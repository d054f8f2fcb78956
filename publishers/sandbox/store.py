"""The sandbox's one SQLite file: walls, tokens, faults, settings and the record of calls."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Times are Unix seconds (UTC) of the sandbox clock.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage (platform TEXT, minute INTEGER, calls INTEGER NOT NULL,
  PRIMARY KEY (platform, minute)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS faults (id INTEGER PRIMARY KEY, platform TEXT NOT NULL, call TEXT NOT NULL,
  kind TEXT NOT NULL, nth INTEGER NOT NULL, times INTEGER NOT NULL, seconds REAL NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0, fired INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS text_faults (platform TEXT, text TEXT, PRIMARY KEY (platform, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, at REAL NOT NULL, platform TEXT NOT NULL,
  name TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, parameters TEXT NOT NULL,
  status INTEGER NOT NULL, fault TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS calls_by_name ON calls (platform, name);

CREATE TABLE IF NOT EXISTS fb_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, scopes TEXT NOT NULL,
  subcode INTEGER, issued_at REAL NOT NULL, expires_at REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fb_posts (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  message TEXT NOT NULL, link TEXT NOT NULL, is_published INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0, scheduled_at REAL, created_at REAL NOT NULL,
  updated_at REAL NOT NULL, app_id TEXT NOT NULL, written_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_posts_in_order ON fb_posts (created_at, number);
CREATE INDEX IF NOT EXISTS fb_posts_scheduled ON fb_posts (scheduled_at) WHERE scheduled_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS fb_photos (id TEXT PRIMARY KEY, number INTEGER NOT NULL, caption TEXT NOT NULL,
  alt_text TEXT NOT NULL, content BLOB NOT NULL, mime TEXT NOT NULL, width INTEGER NOT NULL,
  height INTEGER NOT NULL, published INTEGER NOT NULL, temporary INTEGER NOT NULL, post_id TEXT,
  position INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_photos_of_post ON fb_photos (post_id, position);
CREATE INDEX IF NOT EXISTS fb_photos_unused ON fb_photos (created_at) WHERE post_id IS NULL AND published = 0;
CREATE TABLE IF NOT EXISTS fb_comments (id TEXT PRIMARY KEY, number INTEGER NOT NULL, post_id TEXT NOT NULL,
  parent_id TEXT, message TEXT NOT NULL, attachment_url TEXT NOT NULL, is_hidden INTEGER NOT NULL DEFAULT 0,
  created_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_comments_of_post ON fb_comments (post_id, number);
CREATE TABLE IF NOT EXISTS fb_previews (url TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL,
  image BLOB, image_mime TEXT NOT NULL, updated_at REAL NOT NULL);

CREATE TABLE IF NOT EXISTS zalo_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL,
  issued_at REAL NOT NULL, expires_at REAL NOT NULL, challenge TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS zalo_articles (id TEXT PRIMARY KEY, number INTEGER NOT NULL, type TEXT NOT NULL,
  status TEXT NOT NULL, payload TEXT NOT NULL, created_at REAL NOT NULL, updated_at REAL NOT NULL,
  media TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS zalo_articles_in_order ON zalo_articles (type, created_at, number);
CREATE TABLE IF NOT EXISTS zalo_jobs (token TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL,
  article_id TEXT NOT NULL, payload TEXT NOT NULL, media TEXT NOT NULL, created_at REAL NOT NULL,
  ready_at REAL, settled INTEGER NOT NULL DEFAULT 0, error_code INTEGER NOT NULL DEFAULT 0,
  error_message TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS zalo_jobs_waiting ON zalo_jobs (ready_at) WHERE settled = 0;
CREATE INDEX IF NOT EXISTS zalo_jobs_by_time ON zalo_jobs (kind, created_at);
CREATE TABLE IF NOT EXISTS zalo_media (id TEXT PRIMARY KEY, content BLOB NOT NULL, mime TEXT NOT NULL,
  source_url TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS zalo_broadcasts (id TEXT PRIMARY KEY, number INTEGER NOT NULL,
  articles TEXT NOT NULL, target TEXT NOT NULL, sent_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS zalo_uploads (id TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL,
  uploaded_at REAL NOT NULL);
"""

_TABLES = [
    "sequences",
    "settings",
    "usage",
    "faults",
    "text_faults",
    "calls",
    "fb_tokens",
    "fb_posts",
    "fb_photos",
    "fb_comments",
    "fb_previews",
    "zalo_tokens",
    "zalo_articles",
    "zalo_jobs",
    "zalo_media",
    "zalo_broadcasts",
    "zalo_uploads",
]


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
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection().executescript(f"BEGIN;{_SCHEMA}COMMIT;")

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
            for table in _TABLES:
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the constant above


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
