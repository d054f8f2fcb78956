"""Tables of the sandbox's SQLite file, and how a file of an earlier version is brought up to date."""

import hashlib
import sqlite3

VERSION = 2

# Times are Unix seconds (UTC) of the sandbox clock. `gone_at`: deleted, and from then on nobody can read it.
# `edited_at`: when the text was changed after it became public. `author`: a person's name; empty is the account.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage (platform TEXT, minute INTEGER, calls INTEGER NOT NULL,
  PRIMARY KEY (platform, minute)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS faults (id INTEGER PRIMARY KEY, platform TEXT NOT NULL, call TEXT NOT NULL,
  kind TEXT NOT NULL, nth INTEGER NOT NULL, times INTEGER NOT NULL, seconds REAL NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0, fired INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS faults_waiting ON faults (platform, id) WHERE fired < times;
CREATE TABLE IF NOT EXISTS text_faults (platform TEXT, text TEXT, PRIMARY KEY (platform, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, at REAL NOT NULL, platform TEXT NOT NULL,
  name TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, parameters TEXT NOT NULL,
  status INTEGER NOT NULL, fault TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS calls_by_name ON calls (platform, name);
CREATE TABLE IF NOT EXISTS pictures (digest TEXT PRIMARY KEY, content BLOB NOT NULL, mime TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS fb_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, scopes TEXT NOT NULL,
  subcode INTEGER, issued_at REAL NOT NULL, expires_at REAL, short INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fb_posts (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  message TEXT NOT NULL, link TEXT NOT NULL, is_published INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0, scheduled_at REAL, created_at REAL NOT NULL,
  updated_at REAL NOT NULL, app_id TEXT NOT NULL, written_at REAL NOT NULL, edited_at REAL, gone_at REAL,
  likes INTEGER NOT NULL DEFAULT 0, shares INTEGER NOT NULL DEFAULT 0, views INTEGER NOT NULL DEFAULT 0,
  clicks INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS fb_posts_in_order ON fb_posts (created_at, number);
CREATE INDEX IF NOT EXISTS fb_posts_waiting ON fb_posts (created_at, number) WHERE is_published = 0;
CREATE INDEX IF NOT EXISTS fb_posts_due ON fb_posts (scheduled_at) WHERE is_published = 0;
CREATE INDEX IF NOT EXISTS fb_posts_going ON fb_posts (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS fb_posts_with_link ON fb_posts (created_at) WHERE link <> '';
CREATE TABLE IF NOT EXISTS fb_photos (id TEXT PRIMARY KEY, number INTEGER NOT NULL, caption TEXT NOT NULL,
  alt_text TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, width INTEGER NOT NULL,
  height INTEGER NOT NULL, published INTEGER NOT NULL, temporary INTEGER NOT NULL, post_id TEXT,
  position INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS fb_photos_of_post ON fb_photos (post_id, position);
CREATE INDEX IF NOT EXISTS fb_photos_by_picture ON fb_photos (digest);
CREATE INDEX IF NOT EXISTS fb_photos_unused ON fb_photos (created_at) WHERE post_id IS NULL AND published = 0;
CREATE TABLE IF NOT EXISTS fb_comments (id TEXT PRIMARY KEY, number INTEGER NOT NULL, post_id TEXT NOT NULL,
  parent_id TEXT, message TEXT NOT NULL, attachment_url TEXT NOT NULL, is_hidden INTEGER NOT NULL DEFAULT 0,
  created_at REAL NOT NULL, author TEXT NOT NULL DEFAULT '', likes INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS fb_comments_of_post ON fb_comments (post_id, number);
CREATE INDEX IF NOT EXISTS fb_replies ON fb_comments (parent_id, number) WHERE parent_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS fb_previews (url TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL,
  image BLOB, image_mime TEXT NOT NULL, updated_at REAL NOT NULL);

CREATE TABLE IF NOT EXISTS zalo_tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL,
  issued_at REAL NOT NULL, expires_at REAL NOT NULL, challenge TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS zalo_tokens_current ON zalo_tokens (kind) WHERE state = 'current';
CREATE TABLE IF NOT EXISTS zalo_articles (id TEXT PRIMARY KEY, number INTEGER NOT NULL, type TEXT NOT NULL,
  status TEXT NOT NULL, payload TEXT NOT NULL, created_at REAL NOT NULL, updated_at REAL NOT NULL,
  media TEXT NOT NULL, views INTEGER NOT NULL DEFAULT 0, edited_at REAL, gone_at REAL,
  likes INTEGER NOT NULL DEFAULT 0, shares INTEGER NOT NULL DEFAULT 0, comments INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS zalo_articles_in_order ON zalo_articles (type, created_at, number);
CREATE INDEX IF NOT EXISTS zalo_articles_by_time ON zalo_articles (created_at, number);
CREATE INDEX IF NOT EXISTS zalo_articles_going ON zalo_articles (gone_at) WHERE gone_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS zalo_jobs (token TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL,
  article_id TEXT NOT NULL, payload TEXT NOT NULL, media TEXT NOT NULL, created_at REAL NOT NULL,
  ready_at REAL, settled INTEGER NOT NULL DEFAULT 0, error_code INTEGER NOT NULL DEFAULT 0,
  error_message TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS zalo_jobs_waiting ON zalo_jobs (ready_at) WHERE settled = 0;
CREATE TABLE IF NOT EXISTS zalo_media (id TEXT PRIMARY KEY, content BLOB NOT NULL, mime TEXT NOT NULL,
  source_url TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS zalo_broadcasts (id TEXT PRIMARY KEY, number INTEGER NOT NULL,
  articles TEXT NOT NULL, target TEXT NOT NULL, sent_at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS zalo_broadcasts_by_time ON zalo_broadcasts (sent_at);
CREATE TABLE IF NOT EXISTS zalo_broadcast_articles (article_id TEXT, message_id TEXT,
  PRIMARY KEY (article_id, message_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS zalo_uploads (id TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL,
  uploaded_at REAL NOT NULL);
"""

# From version 1 (its files carry no number): photos' bytes move to `pictures`, new columns get their defaults.
_FROM_1 = """
CREATE TABLE pictures (digest TEXT PRIMARY KEY, content BLOB NOT NULL, mime TEXT NOT NULL);
INSERT OR IGNORE INTO pictures SELECT sha256(content), content, mime FROM fb_photos;
ALTER TABLE fb_photos ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE fb_photos ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
UPDATE fb_photos SET digest = sha256(content), size = length(content);
ALTER TABLE fb_photos DROP COLUMN content;
ALTER TABLE fb_photos DROP COLUMN mime;
ALTER TABLE fb_tokens ADD COLUMN short INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fb_posts ADD COLUMN edited_at REAL;
ALTER TABLE fb_posts ADD COLUMN gone_at REAL;
ALTER TABLE fb_posts ADD COLUMN likes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fb_posts ADD COLUMN shares INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fb_posts ADD COLUMN views INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fb_posts ADD COLUMN clicks INTEGER NOT NULL DEFAULT 0;
DROP INDEX fb_posts_scheduled;
ALTER TABLE fb_comments ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE fb_comments ADD COLUMN likes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE zalo_articles ADD COLUMN edited_at REAL;
ALTER TABLE zalo_articles ADD COLUMN gone_at REAL;
ALTER TABLE zalo_articles ADD COLUMN likes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE zalo_articles ADD COLUMN shares INTEGER NOT NULL DEFAULT 0;
ALTER TABLE zalo_articles ADD COLUMN comments INTEGER NOT NULL DEFAULT 0;
DROP INDEX zalo_jobs_by_time;
CREATE TABLE zalo_broadcast_articles (article_id TEXT, message_id TEXT,
  PRIMARY KEY (article_id, message_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO zalo_broadcast_articles
  SELECT json_each.value, zalo_broadcasts.id FROM zalo_broadcasts, json_each(zalo_broadcasts.articles);
"""


class NewerFileError(sqlite3.DatabaseError):
    """The file was written by a newer version; the message is a plain sentence."""


def prepare(db: sqlite3.Connection) -> None:
    """Create the tables, or bring those of an earlier version up to date. Raises NewerFileError."""
    found = _version(db)
    if found == VERSION:
        return
    if found > VERSION:
        raise NewerFileError(f"its file has version {found}, this program knows {VERSION}; delete the file")
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == 0 and db.execute("SELECT 1 FROM sqlite_master WHERE name = 'fb_posts'").fetchone():
            # Asked again under the lock: another process may have been quicker.
            db.create_function("sha256", 1, lambda content: hashlib.sha256(content).hexdigest(), deterministic=True)
            _run(db, _FROM_1)
        _run(db, _SCHEMA)
        db.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def clear(db: sqlite3.Connection) -> None:
    """Empty every table; part of the caller's transaction."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        db.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _run(db: sqlite3.Connection, script: str) -> None:
    """Run statements within the caller's transaction; `executescript` would commit it."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
