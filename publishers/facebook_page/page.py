"""One Page as our calls see it: its posts by id, its lists, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from publishers.contract import Delivery, Receipt
from publishers.errors import OutcomeUnknown, PublishError, Rejected
from publishers.facebook_page.codes import MISSING
from publishers.facebook_page.graph import Graph
from publishers.facebook_page.listing import PAGE_SIZE, Listing
from publishers.facebook_page.marks import time_of, wanted_marks
from publishers.facebook_page.options import Options

_FIELDS = "id,message,created_time,is_published,is_hidden,scheduled_publish_time,permalink_url"
_ATTACHED = "attachments{media_type,target,unshimmed_url,url,subattachments}"
_INVALID = "100"


class Page:
    """One Page with one token."""

    def __init__(self, *, account: str, graph: Graph, options: Options, now: Callable[[], datetime]) -> None:
        """Bind to a Page; nothing is asked yet."""
        self.account = account
        self.graph = graph
        self.options = options
        self.now = now
        self._fields = f"{_FIELDS},{_ATTACHED}"
        self.published = self._listing("published_posts", {"include_hidden": "true"})
        self.feed = self._listing("feed", {"include_hidden": "true"})
        # Nothing is said about the order of this list (2026-11), so it is always read whole.
        self.scheduled = self._listing("scheduled_posts", {}, newest_first=False)

    def read(self, post_id: str) -> dict[str, Any]:
        """Return a post. Raises a `PublishError`; `Rejected` with the code `MISSING` when there is none."""
        return self._with_fields(lambda fields: self.graph.get(post_id, fields=fields))

    def look(self, post_id: str) -> dict[str, Any] | None:
        """Return a post, None when there is none. Raises a `PublishError`."""
        try:
            return self.read(post_id)
        except Rejected as error:
            if error.code == MISSING:
                return None
            raise

    def posts(self, since: datetime) -> Iterator[dict[str, Any]]:
        """Go through the published posts since a moment, newest first. Raises a `PublishError`."""
        cursor = ""
        while True:
            entries, cursor = self._page("published_posts", {"include_hidden": "true"}, PAGE_SIZE, cursor)
            for entry in entries:
                made = time_of(entry.get("created_time"))
                if made is not None and made < since:
                    return
                yield entry
            if not cursor:
                return

    def write(self, path: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Write; when the answer is lost, nothing that was seen before counts any more. Raises a `PublishError`."""
        with _Distrust(self):
            return self.graph.post(path, parameters)

    def delete(self, post_id: str) -> None:
        """Delete a post; already gone is success. Raises a `PublishError`."""
        try:
            with _Distrust(self):
                answer = self.graph.delete(post_id)
                if answer.get("success") is not True:
                    raise OutcomeUnknown(f"the answer does not say that {post_id} was deleted")
        except Rejected as error:
            if error.code != MISSING:
                raise

    def forget(self) -> None:
        """Forget what the lists showed."""
        for listing in (self.published, self.feed, self.scheduled):
            listing.forget()

    def is_listed(self, post_id: str, since: datetime) -> bool:
        """Tell whether a post that answers "missing" stands in the list of public posts all the same.

        100/33 also means that the token may not read the object (Meta's own wording, 2026-09), and then nothing is
        gone. A token that may not read the Page at all fails here with its own error.
        """
        return any(str(entry["id"]) == post_id for entry in self.posts(since))

    def _listing(self, edge: str, extra: Mapping[str, str], *, newest_first: bool = True) -> Listing:
        def read(limit: int, cursor: str) -> tuple[list[dict[str, Any]], str]:
            return self._page(edge, extra, limit, cursor)

        return Listing(read, self.now, newest_first=newest_first)

    def _page(self, edge: str, extra: Mapping[str, str], limit: int, cursor: str) -> tuple[list[dict[str, Any]], str]:
        given = {**extra, "limit": str(limit), **({"after": cursor} if cursor else {})}
        answer = self._with_fields(lambda fields: self.graph.get(f"{self.account}/{edge}", fields=fields, **given))
        entries = [entry for entry in answer.get("data") or () if isinstance(entry, dict) and entry.get("id")]
        paging = answer.get("paging") or {}
        after = str((paging.get("cursors") or {}).get("after") or "")
        # Take the cursor, never `next` itself: that address contains the token.
        return entries, after if paging.get("next") and entries else ""

    def _with_fields(self, ask: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
        """Ask with the fields we want; one field that Facebook does not know fails a whole call (measured 2026-09).

        The previews' fields are from the reference, not from a live answer, and our posts carry their mark in the
        text as well. So without them the Page can still be looked through.
        """
        try:
            return ask(self._fields)
        except Rejected as error:
            if error.code != _INVALID or self._fields == _FIELDS:
                raise
        self._fields = _FIELDS
        return ask(_FIELDS)


class _Distrust:
    """Forgets what the lists showed when a write inside it ends in anything but a clear answer."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def __enter__(self) -> None:
        """Begin to write."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Forget after a lost answer, and after whatever else broke in between."""
        clear = error is None or (isinstance(error, PublishError) and not isinstance(error, OutcomeUnknown))
        if not clear:
            self._page.forget()


def marks_wanted(delivery: Delivery, part: str = "message") -> frozenset[str]:
    """Return the marks by which a delivery's post is recognised; with `part`, its `comment`."""
    words = str(delivery.payload.data.get(part) or "")
    return wanted_marks(delivery.story_id, delivery.link, words, delivery.payload.known_as)


def receipt_of(entry: Mapping[str, Any]) -> Receipt:
    """Return the receipt of a public post."""
    identity = str(entry["id"])
    # Never built by hand: on a New Pages Experience Page the address has another id (measured 2026-09).
    url = str(entry.get("permalink_url") or address_of(identity))
    return Receipt(identity, url, time_of(entry.get("created_time")))


def address_of(post_id: str) -> str:
    """Return an address that leads to a post when its own is not known."""
    return f"https://www.facebook.com/{post_id}"


def identity_of(answer: Mapping[str, Any]) -> str:
    """Return the id that an answer to a write names. Raises OutcomeUnknown when there is none."""
    identity = answer.get("id")
    if not identity:
        raise OutcomeUnknown("the answer names no id")
    return str(identity)
