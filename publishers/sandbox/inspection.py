"""Looking at the walls from the same process: what tests and the walls' own pages read."""

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime
from typing import Any

from publishers.sandbox import facebook_posts, zalo_articles, zalo_oauth
from publishers.sandbox.exchange import Call
from publishers.sandbox.facebook_posts import Plan, insert_post
from publishers.sandbox.wall_records import (
    WallArticle,
    WallBroadcast,
    WallCall,
    WallComment,
    WallJob,
    WallPhoto,
    WallPost,
    article_of,
    call_of,
    comment_of,
    job_of,
    photo_of,
    time_of,
)
from publishers.sandbox.world import Visit, World

FOREIGN_APP_ID = "200000000000999"
_SEEN = "is_published = 1 AND is_hidden = 0"
_NEWEST_FIRST = "ORDER BY created_at DESC, number DESC"


class _Wall:
    """What both walls share: reading rows after time has done its work."""

    platform = ""

    def __init__(self, world: World) -> None:
        self._world = world

    def calls(self, name: str = "") -> list[WallCall]:
        """Return the calls received, oldest first; only those called `name` when it is given."""
        query = "SELECT * FROM calls WHERE platform = ? AND (? = '' OR name = ?) ORDER BY id"
        rows = self._world.store.connection().execute(query, (self.platform, name, name)).fetchall()
        return [call_of(row) for row in rows]

    def _rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        return self._world.store.connection().execute(query, values).fetchall()


class FacebookWall(_Wall):
    """The Page's wall."""

    platform = "facebook"

    def posts(self) -> list[WallPost]:
        """Return every post, published or not, newest first."""
        self._settle()
        rows = self._rows("SELECT * FROM fb_posts ORDER BY created_at DESC, number DESC")
        return [self._post(row) for row in rows]

    def published(self) -> list[WallPost]:
        """Return what a visitor can see, newest first: published and not hidden."""
        return [post for post in self.posts() if post.is_published and not post.is_hidden]

    def unpublished(self) -> list[WallPost]:
        """Return posts that are not published, scheduled ones among them, newest first."""
        return [post for post in self.posts() if not post.is_published]

    def post(self, post_id: str) -> WallPost | None:
        """Return one post, None when it is gone."""
        self._settle()
        rows = self._rows("SELECT * FROM fb_posts WHERE id = ?", post_id)
        return self._post(rows[0]) if rows else None

    def page_of_posts(self, count: int, offset: int) -> list[WallPost]:
        """Return `count` of the posts a visitor can see, newest first, from the `offset`-th on."""
        self._settle()
        query = f"SELECT * FROM fb_posts WHERE {_SEEN} {_NEWEST_FIRST} LIMIT ? OFFSET ?"  # noqa: S608 - constants
        return [self._post(row) for row in self._rows(query, count, offset)]

    def page_of_unseen(self, count: int) -> list[WallPost]:
        """Return the newest `count` posts that a visitor cannot see: unpublished, scheduled, hidden."""
        query = f"SELECT * FROM fb_posts WHERE NOT ({_SEEN}) {_NEWEST_FIRST} LIMIT ?"  # noqa: S608 - constants
        return [self._post(row) for row in self._rows(query, count)]

    def count_published(self) -> int:
        """Return how many posts a visitor can see."""
        self._settle()
        return int(self._rows(f"SELECT count(*) FROM fb_posts WHERE {_SEEN}")[0][0])  # noqa: S608 - constant

    def count_unseen(self) -> int:
        """Return how many posts a visitor cannot see."""
        return int(self._rows(f"SELECT count(*) FROM fb_posts WHERE NOT ({_SEEN})")[0][0])  # noqa: S608 - constant

    def preview_of(self, link: str) -> sqlite3.Row | None:
        """Return title, description and `has_image` of a scraped link, None when none was scraped."""
        query = "SELECT title, description, image IS NOT NULL AS has_image FROM fb_previews WHERE url = ?"
        rows = self._rows(query, link)
        return rows[0] if rows else None

    def photos(self) -> list[WallPhoto]:
        """Return every photo, oldest first."""
        self._settle()
        rows = self._rows("SELECT *, length(content) AS size_bytes FROM fb_photos ORDER BY number")
        return [photo_of(row) for row in rows]

    def photos_of(self, post_id: str) -> list[WallPhoto]:
        """Return a post's photos in their order."""
        query = "SELECT *, length(content) AS size_bytes FROM fb_photos WHERE post_id = ? ORDER BY position"
        return [photo_of(row) for row in self._rows(query, post_id)]

    def comments(self) -> list[WallComment]:
        """Return every comment, oldest first."""
        return [comment_of(row) for row in self._rows("SELECT * FROM fb_comments ORDER BY number")]

    def add_foreign_post(self, message: str) -> str:
        """Put a published post on the wall that another app (or a person) made; return its id."""
        now = self._world.clock.timestamp()
        with self._world.store.transaction() as db:
            visit = Visit(self._world, db, Call("POST", "", {}, {}, {}), now, {})
            return insert_post(visit, message, "", Plan(published=True, scheduled_at=None), FOREIGN_APP_ID)

    def _settle(self) -> None:
        with self._world.store.transaction() as db:
            facebook_posts.settle(db, self._world.settings, self._world.clock.timestamp())

    def _post(self, row: sqlite3.Row) -> WallPost:
        photos = self._rows("SELECT id FROM fb_photos WHERE post_id = ? ORDER BY position", row["id"])
        comments = self._rows("SELECT * FROM fb_comments WHERE post_id = ? ORDER BY number", row["id"])
        return WallPost(
            row["id"],
            row["message"],
            row["link"],
            bool(row["is_published"]),
            bool(row["is_hidden"]),
            None if row["scheduled_at"] is None else time_of(row["scheduled_at"]),
            time_of(row["created_at"]),
            time_of(row["updated_at"]),
            row["app_id"],
            tuple(photo["id"] for photo in photos),
            tuple(comment_of(comment) for comment in comments),
        )


class ZaloWall(_Wall):
    """The Official Account's article list."""

    platform = "zalo"

    def articles(self) -> list[WallArticle]:
        """Return every finished article, shown or hidden, newest first."""
        self._settle()
        rows = self._rows("SELECT * FROM zalo_articles ORDER BY created_at DESC, number DESC")
        return [article_of(row) for row in rows]

    def shown(self) -> list[WallArticle]:
        """Return the articles a follower can see, newest first."""
        return [article for article in self.articles() if article.status == "show"]

    def article(self, article_id: str) -> WallArticle | None:
        """Return one article, None when it is gone."""
        self._settle()
        rows = self._rows("SELECT * FROM zalo_articles WHERE id = ?", article_id)
        return article_of(rows[0]) if rows else None

    def page_of_articles(self, count: int, offset: int) -> list[WallArticle]:
        """Return `count` finished articles, shown or hidden, newest first, from the `offset`-th on."""
        self._settle()
        query = f"SELECT * FROM zalo_articles {_NEWEST_FIRST} LIMIT ? OFFSET ?"  # noqa: S608 - constant
        return [article_of(row) for row in self._rows(query, count, offset)]

    def count(self, status: str) -> int:
        """Return how many articles are `show` or `hide`."""
        self._settle()
        return int(self._rows("SELECT count(*) FROM zalo_articles WHERE status = ?", status)[0][0])

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
        rows = self._rows("SELECT * FROM zalo_broadcasts ORDER BY number")
        return [
            WallBroadcast(
                row["id"],
                tuple(json.loads(row["articles"])),
                json.loads(row["target"]),
                time_of(row["sent_at"]),
            )
            for row in rows
        ]

    def consent_again(self) -> str:
        """Give the app a new consent and return its refresh token; all earlier tokens are dead."""
        return zalo_oauth.consent_again(self._world)

    def _settle(self) -> None:
        with self._world.store.transaction() as db:
            zalo_articles.settle(db, self._world.clock.timestamp())


def recent_calls(world: World, count: int, before: int | None = None) -> list[WallCall]:
    """Return the latest `count` calls of both platforms, newest first; those before the id `before`."""
    query = "SELECT * FROM calls WHERE id < ? ORDER BY id DESC LIMIT ?"
    rows = world.store.connection().execute(query, (before or 2**62, count)).fetchall()
    return [call_of(row) for row in rows]


def dump(world: World) -> dict[str, Any]:
    """Return both walls, the settings and the clock as JSON values; times in ISO 8601, UTC."""
    facebook, zalo = FacebookWall(world), ZaloWall(world)
    posts = facebook.posts()
    articles = zalo.articles()
    document = {
        "clock": world.clock.now(),
        "settings": world.settings.all(),
        "facebook": {
            "published": [asdict(post) for post in posts if post.is_published],
            "unpublished": [asdict(post) for post in posts if not post.is_published],
            "photos": [asdict(photo) for photo in facebook.photos()],
        },
        "zalo": {
            "articles": [asdict(article) for article in articles],
            "shown": [article.id for article in articles if article.status == "show"],
            "jobs": [asdict(job) for job in zalo.jobs()],
            "broadcasts": [asdict(broadcast) for broadcast in zalo.broadcasts()],
        },
    }
    plain: dict[str, Any] = json.loads(json.dumps(document, default=_plain))
    return plain


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
