"""The article calls of the API, one function a call, with their answers in plain shapes. No decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from publishers.errors import OutcomeUnknown, Rejected, Unavailable
from publishers.zalo_oa.openapi import OpenApi, is_processing
from publishers.zalo_oa.words import moment

_PAGE_SIZE = 10
"""getslice takes no larger page (2026-10)."""
_MOST_PAGES = 2_500
_MOST_LISTINGS = 5


class JobFailed(Exception):
    """A job gave no article: it failed for good (a picture that Zalo could not fetch), or it is forgotten."""

    def __init__(self, error: Rejected) -> None:
        """Keep what Zalo said."""
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in the account's list."""

    id: str
    title: str
    shown: bool
    url: str
    created: datetime | None
    updated: str
    """Zalo's own mark of the last change; empty when it tells none."""


class Articles:
    """The articles of one account."""

    def __init__(self, api: OpenApi) -> None:
        """Use the account's access."""
        self._api = api

    def create_hidden(self, article: Mapping[str, Any]) -> str:
        """Ask for a new hidden article; returns the job's token. Sent twice, it makes two."""
        return _job(self._api.post("/v2.0/article/create", {**article, "status": "hide"}))

    def update(self, article_id: str, article: Mapping[str, Any], status: str) -> str:
        """Replace everything of an article, as a job; what is left out is lost."""
        body = {**article, "id": article_id, "status": status}
        return _job(self._api.post("/v2.0/article/update", body))

    def remove(self, article_id: str) -> None:
        """Remove an article. Raises Rejected when there is none."""
        self._api.post("/v2.0/article/remove", {"id": article_id})

    def result(self, job: str) -> str | None:
        """Return the id of the article a job has made or changed; None while it runs.

        Raises:
            JobFailed: there will never be one.

        """
        try:
            answer = self._api.post("/v2.0/article/verify", {"token": job}, writes=False)
        except Rejected as error:
            raise JobFailed(error) from error
        if is_processing(answer):
            return None
        data = answer.get("data") or {}
        # Older programs read `article_id`.
        article = str(data.get("id") or data.get("article_id") or "")
        if not article:
            raise Unavailable("verify named no article")
        return article

    def detail(self, article_id: str) -> Mapping[str, Any] | None:
        """Return what the article says now, None when it is not there.

        Zalo's code for an unknown id is not documented: whatever sounds like a refusal is believed only when the list
        does not hold the article either. A withdrawal rests on this.
        """
        try:
            data = self._api.get("/v2.0/article/getdetail", id=article_id).get("data")
        except Rejected:
            data = None
        if isinstance(data, dict) and data:
            return data
        if any(entry.id == article_id for entry in self.listed()):
            raise Unavailable(f"article {article_id} is in the list but cannot be read")
        return None

    def pages(self, kind: str = "normal") -> Iterator[list[Entry]]:
        """Yield the list page by page, newest first as far as is known.

        Raises:
            Unavailable: articles are being removed while the list is read (one may have slipped from a page not read
                yet to one that was), the list is refused, or there is no end.

        """
        least: int | None = None
        for number in range(_MOST_PAGES):
            answer = self._slice(number * _PAGE_SIZE, kind)
            data = answer.get("data") or {}
            total, medias = data.get("total"), data.get("medias") or ()
            if isinstance(total, int):
                if least is not None and total < least:
                    raise ListMoved
                least = total
            yield [_entry(media) for media in medias if isinstance(media, dict) and media.get("id")]
            if len(medias) < _PAGE_SIZE:
                return
        raise Unavailable(f"more than {_MOST_PAGES * _PAGE_SIZE} articles; cannot look further")

    def _slice(self, offset: int, kind: str) -> Mapping[str, Any]:
        try:
            return self._api.get("/v2.0/article/getslice", offset=str(offset), limit=str(_PAGE_SIZE), type=kind)
        except Rejected as error:
            # A list carries nothing of a delivery, so nothing of it was refused; what it would tell is not known yet.
            said = f"the list of articles cannot be read: {error.message}"
            raise Unavailable(said, error.code, error.trace) from error

    def listed(self, kind: str = "normal", since: datetime | None = None) -> list[Entry]:
        """Return the list down to `since`, read anew when it moved meanwhile. Raises Unavailable."""
        for _ in range(_MOST_LISTINGS):
            try:
                return _down_to(since, self.pages(kind))
            except ListMoved:
                continue
        raise ListMoved


class ListMoved(Unavailable):
    """Articles disappeared while the list was being read."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("articles are being removed while the list is read; trying again later")


def in_order(page: list[Entry]) -> bool:
    """Tell whether a page runs from new to old: the documents do not promise it (2026-10), so it is not relied on."""
    times = [entry.created for entry in page]
    return all(a is not None and b is not None and a >= b for a, b in pairwise(times))


def ends_before(page: list[Entry], since: datetime | None) -> bool:
    """Tell whether everything after this page is older than `since`."""
    if since is None or not page or not in_order(page):
        return False
    last = page[-1].created
    return last is not None and last < since


def is_recent(entry: Entry, since: datetime | None) -> bool:
    """Tell whether an article may have been made after `since`; one without a readable time may."""
    return since is None or entry.created is None or entry.created >= since


def _down_to(since: datetime | None, pages: Iterator[list[Entry]]) -> list[Entry]:
    found: list[Entry] = []
    for page in pages:
        found += [entry for entry in page if is_recent(entry, since)]
        if ends_before(page, since):
            break
    return found


def _entry(media: Mapping[str, Any]) -> Entry:
    updated = media.get("update_date")
    return Entry(
        id=str(media["id"]),
        title=str(media.get("title") or ""),
        shown=media.get("status") == "show",
        url=str(media.get("link_view") or ""),
        created=moment(media.get("create_date")),
        updated="" if updated is None else str(updated),
    )


def _job(answer: Mapping[str, Any]) -> str:
    token = (answer.get("data") or {}).get("token")
    if not token:
        raise OutcomeUnknown("the answer names no job token")
    return str(token)
