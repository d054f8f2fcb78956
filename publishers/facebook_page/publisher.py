"""One post on a Facebook Page: photos unpublished, the post unpublished, then published.

Meta documents no idempotency key for posts, and posts were seen published after an HTTP 500. Only the last step
shows anything to the public, and it may be repeated: publishing an already public post changes nothing (measured on
a live Page, 2026-09). So a step whose answer is lost never makes a second public post.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from publishers.contract import (
    CannotRender,
    Delivery,
    Payload,
    Post,
    Problem,
    Progress,
    Receipt,
)
from publishers.errors import OutcomeUnknown, PublishError, Rejected, SeveralFound, Unavailable
from publishers.facebook_page.graph import Graph

MOST_CHARACTERS = 63_206
"""The number everybody uses; counted in UTF-16 units, the stricter reading of an undocumented unit."""
MOST_PHOTO_BYTES = 4_000_000
_MOST_PHOTOS = 10
_FIELDS = "id,message,created_time,is_published,permalink_url"
_MISSING = "100/33"
"""Code and subcode of an object that does not exist (any more)."""
_PAGE_SIZE = 100
_MOST_PAGES = 50


class FacebookPage:
    """Publishes to one Page."""

    def __init__(self, *, account: str, graph: Graph | None, options: Mapping[str, Any]) -> None:
        """Bind to a Page; without `graph` only `render` works."""
        self.account = account
        self._graph = graph
        self._hashtags = tuple(options.get("hashtags", ()))
        self._most_photos = min(int(options.get("most_photos", 5)), _MOST_PHOTOS)

    def render(self, post: Post) -> Payload:
        """Compose the message: the editor's words or the summary, the link, the hashtags."""
        tags = " ".join(f"#{tag}" for tag in dict.fromkeys((*post.hashtags, *self._hashtags)))
        words = post.text or f"{post.title}\n\n{post.summary}"
        message = "\n\n".join(part for part in (words, f"Đọc bài: {post.link}", tags) if part)
        message = unicodedata.normalize("NFC", message)
        problems = []
        length = len(message.encode("utf-16-le")) // 2
        if length > MOST_CHARACTERS:
            problems.append(
                Problem(
                    f"bài đăng dài {length} ký tự, tối đa {MOST_CHARACTERS}",
                    f"the post has {length} characters, at most {MOST_CHARACTERS}",
                )
            )
        photos = (post.photos or (post.cover,))[: self._most_photos]
        if problems:
            raise CannotRender(*problems)
        return Payload({"message": message, "alt": [photo.alt for photo in photos]}, photos)

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        """Upload the next photo, or create the unpublished post, or publish it."""
        handle = dict(delivery.handle or {})
        uploaded: list[str] = list(handle.get("photos", ()))
        post_id = handle.get("post")
        if post_id:
            return self._show(str(post_id))
        if len(uploaded) < len(delivery.payload.photos):
            identity = self._upload(delivery, len(uploaded))
            return Progress({"photos": [*uploaded, identity]}, done=f"photo {len(uploaded) + 1} uploaded")
        return Progress(
            {"photos": uploaded, "post": self._create(delivery, uploaded)}, done="post created, not public yet"
        )

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look through the Page's posts since the approval for the story's address."""
        handle = delivery.handle or {}
        if handle.get("post"):
            return self._look_at(str(handle["post"]), handle)
        public: dict[str, Receipt] = {}
        hidden: dict[str, Progress] = {}
        for entry in self._listed("published_posts", delivery.since):
            if _is_ours(entry, delivery):
                public[str(entry["id"])] = _receipt(entry)
        if not public:
            for entry in self._listed("feed", delivery.since):
                if entry.get("is_published") is False and _is_half_made(entry, delivery):
                    hidden[str(entry["id"])] = Progress(
                        {"photos": [], "post": str(entry["id"])}, done="unpublished post found"
                    )
        found: list[Receipt | Progress] = [*public.values()] or [*hidden.values()]
        if len(public) > 1:
            raise SeveralFound(f"{len(public)} posts carry {delivery.link}: {', '.join(public)}")
        # Several unpublished ones are leftovers nobody sees; going on with the newest is safe.
        return found[0] if found else None

    @property
    def _api(self) -> Graph:
        if self._graph is None:
            raise Unavailable("this publisher was made for rendering only")
        return self._graph

    def _upload(self, delivery: Delivery, index: int) -> str:
        photo = delivery.payload.photos[index]
        try:
            data = Path(photo.path).read_bytes()
        except OSError as error:
            raise Unavailable(f"the picture {photo.path} cannot be read: {error.strerror}") from error
        if len(data) > MOST_PHOTO_BYTES:
            raise Rejected(f"the picture {photo.path} has {len(data)} bytes, at most {MOST_PHOTO_BYTES}")
        parameters = {"published": "false", "alt_text_custom": photo.alt[:1000]}
        return _identity(self._api.upload(f"{self.account}/photos", parameters, data))

    def _create(self, delivery: Delivery, photos: list[str]) -> str:
        parameters = {
            "message": delivery.payload.data["message"],
            "attached_media": [{"media_fbid": identity} for identity in photos],
            "published": False,
        }
        try:
            return _identity(self._api.post(f"{self.account}/feed", parameters))
        except Rejected as error:
            # Uploaded photos that no post uses are deleted after about a day (Meta's photos page, seen 2026-11):
            # nothing was made, and a look finds that out, so that the photos are uploaded again.
            if error.code == _MISSING:
                raise OutcomeUnknown(f"an uploaded photo is gone: {error.message}", error.code, error.trace) from error
            raise

    def _show(self, post_id: str) -> Receipt:
        self._api.post(post_id, {"is_published": True})
        try:
            entry = self._api.get(post_id, fields=_FIELDS)
        except PublishError as error:
            # The post is public; whatever stands against reading it back must not count against the post.
            raise OutcomeUnknown(
                f"post {post_id} was published but cannot be read back: {error.message}", error.code, error.trace
            ) from error
        if entry.get("is_published") is not True:
            raise OutcomeUnknown(f"post {post_id} was published but reads back as not public")
        return _receipt(entry)

    def _look_at(self, post_id: str, handle: Mapping[str, Any]) -> Receipt | Progress | None:
        try:
            entry = self._api.get(post_id, fields=_FIELDS)
        except Rejected as error:
            # The post has to be made again.
            if error.code == _MISSING:
                return None
            raise
        return _receipt(entry) if entry.get("is_published") is True else Progress(handle)

    def _listed(self, edge: str, since: datetime) -> Iterator[dict[str, Any]]:
        """Go through a listing, newest first, until posts are older than `since`."""
        after: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            page = self._api.get(f"{self.account}/{edge}", fields=_FIELDS, limit=str(_PAGE_SIZE), **after)
            entries = [entry for entry in page.get("data") or () if isinstance(entry, dict) and entry.get("id")]
            for entry in entries:
                made = _time(entry.get("created_time"))
                if made is not None and made < since:
                    return
                yield entry
            paging = page.get("paging") or {}
            cursor = (paging.get("cursors") or {}).get("after")
            # Take the cursor, never `next` itself: that address contains the token.
            if not cursor or not paging.get("next") or not entries:
                return
            after = {"after": str(cursor)}
        raise Unavailable(f"more than {_MOST_PAGES * _PAGE_SIZE} posts since {since:%Y-%m-%d}; cannot look further")


def _is_ours(entry: Mapping[str, Any], delivery: Delivery) -> bool:
    return delivery.link in _words(entry.get("message"))


def _is_half_made(entry: Mapping[str, Any], delivery: Delivery) -> bool:
    """Tell whether an unpublished post holds exactly what this delivery was about to show.

    A leftover of an earlier version, or of a ledger that is lost, may carry other words or photos than the approved
    ones. So the words must be the same, and the handle must say that this delivery's photos were uploaded.
    """
    photos = (delivery.handle or {}).get("photos", ())
    is_complete = len(photos) == len(delivery.payload.photos)
    return is_complete and _words(entry.get("message")) == _words(delivery.payload.data["message"])


def _words(message: object) -> list[str]:
    return unicodedata.normalize("NFC", str(message or "")).split()


def _receipt(entry: Mapping[str, Any]) -> Receipt:
    identity = str(entry["id"])
    # Never built by hand: on a New Pages Experience Page the address has another id (measured 2026-09).
    url = str(entry.get("permalink_url") or f"https://www.facebook.com/{identity}")
    return Receipt(identity, url, _time(entry.get("created_time")))


def _identity(answer: Mapping[str, Any]) -> str:
    identity = answer.get("id")
    if not identity:
        raise OutcomeUnknown("the answer names no id")
    return str(identity)


def _time(value: Any) -> datetime | None:
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None
