"""The rows of photos: reading those of posts, and deleting them with the bytes nobody else uses."""

import sqlite3
from collections.abc import Iterable

COLUMNS = (
    "id, number, caption, alt_text, digest, size, width, height, published, temporary, post_id, position, created_at"
)


def photos_of(db: sqlite3.Connection, post_id: str) -> list[sqlite3.Row]:
    """Return a post's photos in their order, without their bytes."""
    return photos_by_post(db, [post_id]).get(post_id, [])


def photos_by_post(db: sqlite3.Connection, post_ids: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
    """Return the photos of many posts in one query, each post's in their order."""
    wanted = list(post_ids)
    marks = ", ".join("?" * len(wanted))
    query = f"SELECT {COLUMNS} FROM fb_photos WHERE post_id IN ({marks}) ORDER BY post_id, position, number"  # noqa: S608 - question marks
    found: dict[str, list[sqlite3.Row]] = {}
    for row in db.execute(query, wanted):
        found.setdefault(row["post_id"], []).append(row)
    return found


def drop_photos(db: sqlite3.Connection, which: str, *values: object) -> None:
    """Delete photos, and the bytes that no other photo shows."""
    digests = [row[0] for row in db.execute(f"SELECT DISTINCT digest FROM fb_photos WHERE {which}", values)]  # noqa: S608 - our words
    if not digests:
        return
    db.execute(f"DELETE FROM fb_photos WHERE {which}", values)  # noqa: S608 - our words
    unused = "DELETE FROM pictures WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM fb_photos WHERE digest = ?)"
    db.executemany(unused, [(digest, digest) for digest in digests])


def drop_unused(db: sqlite3.Connection, before: float | None = None) -> None:
    """Delete photos that no post uses: all of them, or those uploaded up to a moment."""
    unused = "post_id IS NULL AND published = 0"
    if before is None:
        drop_photos(db, unused)
    else:
        drop_photos(db, f"{unused} AND created_at <= ?", before)
