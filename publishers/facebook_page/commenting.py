"""The first comment: the link below a post that does not carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publishers.contract import Delivery, Receipt
from publishers.errors import PublishError, Rejected
from publishers.facebook_page.codes import MISSING
from publishers.facebook_page.listing import PAGE_SIZE
from publishers.facebook_page.marks import marks_in, time_of
from publishers.facebook_page.page import Page, address_of, identity_of, marks_wanted

_FIELDS = "id,message,from,created_time,permalink_url"
_MOST_PAGES = 20


class NoPost(Exception):
    """The post to comment on answers as missing."""


def comment_on(page: Page, delivery: Delivery, post_id: str) -> Receipt:
    """Write the payload's comment below a post. Raises NoPost or a `PublishError`."""
    text = str(delivery.payload.data.get("comment") or "")
    if not text:
        raise Rejected(f"the delivery {delivery.key} has no comment")
    try:
        identity = identity_of(page.write(f"{post_id}/comments", {"message": text}))
    except Rejected as error:
        if error.code == MISSING:
            raise NoPost from error
        raise
    try:
        return _receipt(page.graph.get(identity, fields=_FIELDS), post_id)
    except PublishError:
        # The answer to the write was clear: the comment stands, only its own address is not known.
        return Receipt(identity, address_of(post_id))


def our_comment(page: Page, delivery: Delivery, post_id: str) -> Receipt | None:
    """Return our comment below a post, the first when there are several. Raises NoPost or a `PublishError`."""
    wanted = marks_wanted(delivery, "comment")
    for entry in _comments(page, post_id):
        author = entry.get("from")
        # Readers may post the same link; without the permission to see names all comments count.
        is_ours = not isinstance(author, dict) or str(author.get("id")) == page.account
        if is_ours and marks_in(str(entry.get("message") or "")) & wanted:
            return _receipt(entry, post_id)
    return None


def _comments(page: Page, post_id: str) -> Iterator[Mapping[str, Any]]:
    """Go through the comments directly below a post; ours is the first, or among the first."""
    after: dict[str, str] = {}
    for _ in range(_MOST_PAGES):
        try:
            answer = page.graph.get(f"{post_id}/comments", fields=_FIELDS, limit=str(PAGE_SIZE), **after)
        except Rejected as error:
            if error.code == MISSING:
                raise NoPost from error
            raise
        yield from (entry for entry in answer.get("data") or () if isinstance(entry, dict) and entry.get("id"))
        paging = answer.get("paging") or {}
        cursor = (paging.get("cursors") or {}).get("after")
        if not cursor or not paging.get("next"):
            return
        after = {"after": str(cursor)}


def _receipt(entry: Mapping[str, Any], post_id: str) -> Receipt:
    url = str(entry.get("permalink_url") or address_of(post_id))
    return Receipt(str(entry["id"]), url, time_of(entry.get("created_time")))
