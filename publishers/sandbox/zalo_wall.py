"""The Official Account's wall: looking at it, and doing by hand what a person does in Zalo's own pages."""

import hashlib
import json
import sqlite3
from typing import Any

from publishers.sandbox import zalo_articles, zalo_oauth
from publishers.sandbox.store import next_number
from publishers.sandbox.wall_reading import NEWEST_FIRST, UnknownPostError, Wall
from publishers.sandbox.wall_records import (
    WallArticle,
    WallBroadcast,
    WallJob,
    article_of,
    broadcast_of,
    job_of,
)

_THERE = "gone_at IS NULL"


class ZaloWall(Wall):
    """The OA's article list. Removed articles are not on it, also while the API still shows them."""

    platform = "zalo"

    @property
    def name(self) -> str:
        """The OA's name."""
        return str(self._world.settings["zalo_oa_name"])

    @property
    def is_verified(self) -> bool:
        """Whether Zalo has verified the OA."""
        return bool(self._world.settings["zalo_verified"])

    def articles(self) -> list[WallArticle]:
        """Return every finished article, shown or hidden, newest first."""
        return self._articles(_THERE)

    def shown(self) -> list[WallArticle]:
        """Return the articles a follower can see, newest first."""
        return self._articles(f"{_THERE} AND status = 'show'")

    def article(self, article_id: str) -> WallArticle | None:
        """Return one article, None when it is gone."""
        found = self._articles(f"{_THERE} AND id = ?", article_id)
        return found[0] if found else None

    def newest(self) -> WallArticle | None:
        """Return the newest article that a follower can see, None when there is none."""
        found = self._articles(f"{_THERE} AND status = 'show'", most=1)
        return found[0] if found else None

    def page_of_articles(self, count: int, offset: int) -> list[WallArticle]:
        """Return `count` finished articles, shown or hidden, newest first, from the `offset`-th on."""
        return self._articles(_THERE, most=count, offset=offset)

    def count(self, status: str) -> int:
        """Return how many articles are `show` or `hide`."""
        self._settle()
        query = f"SELECT count(*) FROM zalo_articles WHERE status = ? AND {_THERE}"  # noqa: S608 - constant
        return int(self._rows(query, status)[0][0])

    def count_view(self, article_id: str) -> None:
        """Count one view of an article."""
        with self._world.store.transaction() as db:
            db.execute("UPDATE zalo_articles SET views = views + 1 WHERE id = ?", (article_id,))

    def running_jobs(self) -> list[WallJob]:
        """Return the jobs that are not done yet, oldest first."""
        self._settle()
        return [job_of(row) for row in self._rows("SELECT * FROM zalo_jobs WHERE settled = 0 ORDER BY number")]

    def jobs(self) -> list[WallJob]:
        """Return every create and update job, oldest first."""
        self._settle()
        return [job_of(row) for row in self._rows("SELECT * FROM zalo_jobs ORDER BY number")]

    def broadcasts(self) -> list[WallBroadcast]:
        """Return every broadcast, oldest first."""
        return [broadcast_of(row) for row in self._rows("SELECT * FROM zalo_broadcasts ORDER BY number")]

    def recent_broadcasts(self, count: int) -> list[WallBroadcast]:
        """Return the latest `count` broadcasts, newest first."""
        query = "SELECT * FROM zalo_broadcasts ORDER BY number DESC LIMIT ?"
        return [broadcast_of(row) for row in self._rows(query, count)]

    def broadcast_among(self, article_ids: list[str]) -> set[str]:
        """Return which of these articles were broadcast."""
        marks = ", ".join("?" * len(article_ids))
        query = f"SELECT DISTINCT article_id FROM zalo_broadcast_articles WHERE article_id IN ({marks})"  # noqa: S608 - question marks
        return {row["article_id"] for row in self._rows(query, *article_ids)}

    def consent_again(self) -> str:
        """Give the app a new consent and return its refresh token; all earlier tokens are dead."""
        return self.consent_pair()[1]

    def consent_pair(self) -> tuple[str, str]:
        """Give the app a new consent and return its access and refresh token; all earlier tokens are dead."""
        return zalo_oauth.consent_again(self._world)

    def add_foreign(self, title: str, description: str = "Đăng bằng tay trên trang quản lý OA") -> str:
        """Put a shown article on the wall that a person made; return its id."""
        now = self._world.clock.timestamp()
        body = [{"type": "text", "content": description}]
        words = {"type": "normal", "title": title, "author": "Quản trị viên", "description": description}
        payload = json.dumps({**words, "cover": {}, "body": body, "status": "show", "comment": "show"})
        with self._world.store.transaction() as db:
            number = next_number(db, "zalo jobs")
            article_id = hashlib.sha256(f"dien-tap foreign {number}".encode()).hexdigest()[:20]
            db.execute(
                "INSERT INTO zalo_articles (id, number, type, status, payload, created_at, updated_at, media)"
                " VALUES (?, ?, 'normal', 'show', ?, ?, ?, '{}')",
                (article_id, number, payload, now, now),
            )
        return article_id

    def edit(self, article_id: str, **fields: Any) -> None:
        """Change an article's fields by hand (title, author, description, body, …). Raises UnknownPostError."""
        now = self._world.clock.timestamp()
        with self._world.store.transaction() as db:
            payload = {**json.loads(self._require(db, article_id)["payload"]), **fields}
            query = "UPDATE zalo_articles SET payload = ?, updated_at = ?, edited_at = ? WHERE id = ?"
            db.execute(query, (json.dumps(payload, ensure_ascii=False), now, now, article_id))

    def hide(self, article_id: str, *, hidden: bool = True) -> None:
        """Hide an article by hand, or show it again. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            status = "hide" if hidden else "show"
            payload = {**json.loads(self._require(db, article_id)["payload"]), "status": status}
            row = (status, json.dumps(payload, ensure_ascii=False), self._world.clock.timestamp(), article_id)
            db.execute("UPDATE zalo_articles SET status = ?, payload = ?, updated_at = ? WHERE id = ?", row)

    def delete(self, article_id: str) -> None:
        """Remove an article by hand, at once. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            self._require(db, article_id)
            db.execute("DELETE FROM zalo_articles WHERE id = ?", (article_id,))

    def react(self, article_id: str, *, views: int = 0, likes: int = 0, shares: int = 0, comments: int = 0) -> None:
        """Raise an article's counters. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            self._require(db, article_id)
            db.execute(
                "UPDATE zalo_articles SET views = views + ?, likes = likes + ?, shares = shares + ?,"
                " comments = comments + ? WHERE id = ?",
                (views, likes, shares, comments, article_id),
            )

    def _require(self, db: sqlite3.Connection, article_id: str) -> sqlite3.Row:
        zalo_articles.settle(db, self._world.clock.timestamp())
        query = f"SELECT * FROM zalo_articles WHERE id = ? AND {_THERE}"  # noqa: S608 - constant
        row: sqlite3.Row | None = db.execute(query, (article_id,)).fetchone()
        if row is None:
            raise UnknownPostError(f"trên Zalo không có bài {article_id}", f"no article {article_id} on the Zalo wall")
        return row

    def _articles(self, which: str, *values: object, most: int = -1, offset: int = 0) -> list[WallArticle]:
        self._settle()
        query = f"SELECT * FROM zalo_articles WHERE {which} {NEWEST_FIRST} LIMIT ? OFFSET ?"  # noqa: S608 - constants
        return [article_of(row) for row in self._rows(query, *values, most, offset)]

    def _settle(self) -> None:
        with self._world.store.transaction() as db:
            zalo_articles.settle(db, self._world.clock.timestamp())
