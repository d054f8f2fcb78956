"""The Page's wall: looking at it, and doing by hand what a person does in Facebook's own pages."""

import sqlite3
from collections.abc import Iterator

from publishers.sandbox import facebook_posts, seed
from publishers.sandbox.exchange import Call
from publishers.sandbox.facebook_accounts import issue_token
from publishers.sandbox.facebook_comments import insert_comment
from publishers.sandbox.facebook_pictures import photos_by_post
from publishers.sandbox.facebook_post_rules import Plan
from publishers.sandbox.wall_reading import NEWEST_FIRST, UnknownPostError, Wall
from publishers.sandbox.wall_records import WallComment, WallPhoto, WallPost, comment_of, photo_of, post_of
from publishers.sandbox.world import Visit

FOREIGN_APP_ID = "200000000000999"
_THERE = "gone_at IS NULL"
_SEEN = f"{_THERE} AND is_published = 1 AND is_hidden = 0"
_UNSEEN = f"{_THERE} AND NOT (is_published = 1 AND is_hidden = 0)"
_PHOTOS = "SELECT *, (SELECT mime FROM pictures WHERE pictures.digest = fb_photos.digest) AS mime FROM fb_photos"
_AT_ONCE = 1000


class FacebookWall(Wall):
    """The Page's wall. Posts that were deleted are not on it, also while the API still shows them."""

    platform = "facebook"

    @property
    def name(self) -> str:
        """The Page's name."""
        return str(self._world.settings["facebook_page_name"])

    def posts(self) -> list[WallPost]:
        """Return every post, published or not, newest first."""
        return self._posts(_THERE)

    def published(self) -> list[WallPost]:
        """Return what a visitor can see, newest first: published and not hidden."""
        return self._posts(_SEEN)

    def unpublished(self) -> list[WallPost]:
        """Return posts that are not published, scheduled ones among them, newest first."""
        return self._posts(f"{_THERE} AND is_published = 0")

    def post(self, post_id: str) -> WallPost | None:
        """Return one post, None when it is gone."""
        found = self._posts(f"{_THERE} AND id = ?", post_id)
        return found[0] if found else None

    def newest(self) -> WallPost | None:
        """Return the newest post that a visitor can see, None on an empty wall."""
        found = self.page_of_posts(1, 0)
        return found[0] if found else None

    def page_of_posts(self, count: int, offset: int) -> list[WallPost]:
        """Return `count` of the posts a visitor can see, newest first, from the `offset`-th on."""
        return self._posts(_SEEN, most=count, offset=offset)

    def page_of_unseen(self, count: int) -> list[WallPost]:
        """Return the newest `count` posts that a visitor cannot see: unpublished, scheduled, hidden."""
        return self._posts(_UNSEEN, most=count)

    def count_published(self) -> int:
        """Return how many posts a visitor can see."""
        self._settle()
        return int(self._rows(f"SELECT count(*) FROM fb_posts WHERE {_SEEN}")[0][0])  # noqa: S608 - constant

    def count_unseen(self) -> int:
        """Return how many posts a visitor cannot see."""
        return int(self._rows(f"SELECT count(*) FROM fb_posts WHERE {_UNSEEN}")[0][0])  # noqa: S608 - constant

    def preview_of(self, link: str) -> sqlite3.Row | None:
        """Return title, description and `has_image` of a scraped link, None when none was scraped."""
        query = "SELECT title, description, image IS NOT NULL AS has_image FROM fb_previews WHERE url = ?"
        rows = self._rows(query, link)
        return rows[0] if rows else None

    def photos(self) -> list[WallPhoto]:
        """Return every photo, oldest first."""
        self._settle()
        return [photo_of(row) for row in self._rows(f"{_PHOTOS} ORDER BY number")]

    def photos_of(self, post_id: str) -> list[WallPhoto]:
        """Return a post's photos in their order."""
        return [photo_of(row) for row in self._rows(f"{_PHOTOS} WHERE post_id = ? ORDER BY position", post_id)]

    def comments(self) -> list[WallComment]:
        """Return every comment, oldest first."""
        return [comment_of(row) for row in self._rows("SELECT * FROM fb_comments ORDER BY number")]

    def add_foreign_post(self, message: str, link: str = "") -> str:
        """Put a published post on the wall that another app (or a person) made; return its id."""
        now = self._world.clock.timestamp()
        with self._world.store.transaction() as db:
            visit = Visit(self._world, db, Call("POST", "", {}, {}, {}), now, {})
            plan = Plan(published=True, scheduled_at=None)
            return facebook_posts.insert_post(visit, message, link, plan, FOREIGN_APP_ID)

    def edit(self, post_id: str, message: str) -> None:
        """Change a post's text by hand. Raises UnknownPostError."""
        now = self._world.clock.timestamp()
        self._change(post_id, {"message": message, "updated_at": now, "edited_at": now})

    def delete(self, post_id: str) -> None:
        """Delete a post by hand, at once. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            self._require(db, post_id)
            facebook_posts.remove_post(db, post_id)

    def hide(self, post_id: str, *, hidden: bool = True) -> None:
        """Hide a post from the Page by hand, or show it again. Raises UnknownPostError."""
        self._change(post_id, {"is_hidden": int(hidden), "updated_at": self._world.clock.timestamp()})

    def comment(self, post_id: str, message: str, author: str = "Người dân") -> str:
        """Comment as a person; with an empty `author` as the Page. Return the comment's id. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            self._require(db, post_id)
            return insert_comment(db, post_id, message, self._world.clock.timestamp(), author=author)

    def delete_comment(self, comment_id: str) -> None:
        """Delete a comment by hand. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            query = "DELETE FROM fb_comments WHERE id = ? OR parent_id = ?"
            if not db.execute(query, (comment_id, comment_id)).rowcount:
                raise _missing("bình luận", "comment", comment_id)

    def react(self, post_id: str, *, likes: int = 0, shares: int = 0, views: int = 0, clicks: int = 0) -> None:
        """Raise a post's counters. Raises UnknownPostError."""
        with self._world.store.transaction() as db:
            self._require(db, post_id)
            db.execute(
                "UPDATE fb_posts SET likes = likes + ?, shares = shares + ?, views = views + ?, clicks = clicks + ?"
                " WHERE id = ?",
                (likes, shares, views, clicks, post_id),
            )

    def user_token_again(self) -> str:
        """Return a fresh short-lived user token, as a person's new login to Facebook would give."""
        with self._world.store.transaction() as db:
            seconds = seed.FACEBOOK_SHORT_SECONDS
            return issue_token(db, "USER", self._world.clock.timestamp(), seconds, short=True)

    def _change(self, post_id: str, changes: dict[str, object]) -> None:
        with self._world.store.transaction() as db:
            self._require(db, post_id)
            facebook_posts.change_post(db, post_id, changes)

    def _require(self, db: sqlite3.Connection, post_id: str) -> None:
        query = f"SELECT 1 FROM fb_posts WHERE id = ? AND {_THERE}"  # noqa: S608 - constant
        if db.execute(query, (post_id,)).fetchone() is None:
            raise _missing("bài", "post", post_id)

    def _settle(self) -> None:
        with self._world.store.transaction() as db:
            facebook_posts.settle(db, self._world.settings, self._world.clock.timestamp())

    def _posts(self, which: str, *values: object, most: int = -1, offset: int = 0) -> list[WallPost]:
        self._settle()
        query = f"SELECT * FROM fb_posts WHERE {which} {NEWEST_FIRST} LIMIT ? OFFSET ?"  # noqa: S608 - constants
        rows = self._rows(query, *values, most, offset)
        return [post for start in range(0, len(rows), _AT_ONCE) for post in self._whole(rows[start : start + _AT_ONCE])]

    def _whole(self, rows: list[sqlite3.Row]) -> Iterator[WallPost]:
        """Put photos and comments to many posts, with two queries in all."""
        ids = [row["id"] for row in rows]
        photos = photos_by_post(self._world.store.connection(), ids)
        marks = ", ".join("?" * len(ids))
        comments: dict[str, list[WallComment]] = {}
        for row in self._rows(f"SELECT * FROM fb_comments WHERE post_id IN ({marks}) ORDER BY number", *ids):  # noqa: S608 - question marks
            comments.setdefault(row["post_id"], []).append(comment_of(row))
        for row in rows:
            yield post_of(row, photos.get(row["id"], []), comments.get(row["id"], []))


def _missing(vi: str, en: str, one: str) -> UnknownPostError:
    return UnknownPostError(f"trên tường Facebook không có {vi} {one}", f"no {en} {one} on the Facebook wall")
