"""What the account's list showed, remembered, so that 1,000 deliveries of one run do not read it 1,000 times.

Reading starts at the newest article and stops where a page is mostly known; every two minutes, or when a delivery
reaches further back, everything is read anew. What this can miss is an article that came into the list late, below
newer ones. That is safe: such an article belongs to a delivery whose answer was lost, which waits two minutes before
it is believed to be unmade, and a look after that reads everything; and what is made too often is hidden.

Nothing remembered is believed by itself: the finder reads an article before it takes it for ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from publishers.zalo_oa.articles import Articles, Entry, ListMoved, ends_before, in_order, is_recent
from publishers.zalo_oa.words import addresses

TRUSTED_FOR = timedelta(seconds=120)
_MOST_KNOWN = 50_000
# A little further back than asked: the deliveries of one run were approved at different times.
_MARGIN = timedelta(days=7)

Marks = tuple[bytes, ...]


@dataclass(slots=True)
class _Known:
    created: datetime | None
    updated: str
    marks: Marks | None
    """Short digests of the addresses in its text; None: not read yet."""


class Memory:
    """The list of one account's articles, as last seen."""

    def __init__(self, articles: Articles, now: Callable[[], datetime]) -> None:
        """Remember nothing yet."""
        self._articles = articles
        self._now = now
        self._known: dict[str, _Known] = {}
        self._noted: dict[str, Marks] = {}
        self._by_mark: dict[bytes, list[str]] = {}
        self._unread: list[str] = []
        self._back_to: datetime | None = None
        self._read_at: datetime | None = None

    def carrying(self, link: str, since: datetime, known_as: Iterable[str] = ()) -> list[str]:
        """Return the ids of articles made after `since` whose text holds one of the addresses, newest first.

        Reads what is new in the list. Raises a `PublishError`.
        """
        if self._is_stale(since):
            self._read_all(since)
        else:
            self._read_new(since)
        self._read_texts(since)
        ids = dict.fromkeys(i for address in (link, *known_as) for i in self._by_mark.get(_mark(address), ()))
        found = [i for i in ids if self._is_since(i, since)]
        return sorted(found, key=lambda i: self._known[i].created or since, reverse=True)

    def note(self, article_id: str, article: Mapping[str, Any]) -> None:
        """Remember what an article says, as it was sent or read; spares reading it when the list shows it."""
        marks = _marks(article)
        if article_id in self._known:
            self._set_marks(article_id, marks)
        if len(self._noted) < _MOST_KNOWN:
            self._noted[article_id] = marks

    def forget(self, article_id: str) -> None:
        """Remember no longer what an article says: it is gone, or says something else."""
        self._noted.pop(article_id, None)
        known = self._known.pop(article_id, None)
        for mark in (known.marks or ()) if known else ():
            self._by_mark[mark] = [i for i in self._by_mark.get(mark, ()) if i != article_id]

    def _is_stale(self, since: datetime) -> bool:
        if self._read_at is None or self._back_to is None or since < self._back_to:
            return True
        # A clock that was set back must not make an old listing young.
        return not timedelta(0) <= self._now() - self._read_at < TRUSTED_FOR

    def _read_all(self, since: datetime) -> None:
        reach = min(since, self._back_to or since) - _MARGIN
        started, before = self._now(), self._known
        entries = self._articles.listed(since=reach)
        self._known, self._by_mark, self._unread = {}, {}, []
        for entry in entries:
            old = before.get(entry.id)
            unchanged = old is not None and old.updated == entry.updated != ""
            self._take(entry, old.marks if old is not None and unchanged else None)
        self._noted.clear()
        self._back_to, self._read_at = reach, started
        if len(self._known) > _MOST_KNOWN:
            # Too many to keep: forget that anything was read, so that the next look reads again.
            self._read_at = None

    def _read_new(self, since: datetime) -> None:
        try:
            for page in self._articles.pages():
                if not in_order(page):
                    self._read_all(since)
                    return
                familiar = [entry.id in self._known for entry in page]
                for entry in page:
                    self._refresh(entry)
                if not page or ends_before(page, self._back_to) or (familiar[-1] and sum(familiar) * 2 >= len(page)):
                    return
        except ListMoved:
            self._read_all(since)

    def _refresh(self, entry: Entry) -> None:
        old = self._known.get(entry.id)
        if old is None:
            if is_recent(entry, self._back_to):
                self._take(entry, None)
        elif old.updated != entry.updated:
            # Our own update to `show` changes the mark as well; the text it then has was noted by ourselves.
            marks = self._noted.pop(entry.id, None)
            old.updated = entry.updated
            if marks is None:
                self._unread.append(entry.id)
            else:
                self._set_marks(entry.id, marks)

    def _take(self, entry: Entry, marks: Marks | None) -> None:
        marks = self._noted.pop(entry.id, marks)
        if entry.id in self._known:
            return
        self._known[entry.id] = _Known(entry.created, entry.updated, None)
        if marks is None:
            self._unread.append(entry.id)
        else:
            self._set_marks(entry.id, marks)

    def _read_texts(self, since: datetime) -> None:
        """Read the articles that may be ours and were not read yet, each state once."""
        later: list[str] = []
        while self._unread:
            article_id = self._unread.pop()
            if article_id not in self._known:
                continue
            if not self._is_since(article_id, since):
                later.append(article_id)
                continue
            try:
                detail = self._articles.detail(article_id)
            except BaseException:
                self._unread += [article_id, *later]
                raise
            if detail is None:
                self.forget(article_id)
            else:
                self._set_marks(article_id, _marks(detail))
        self._unread = later

    def _set_marks(self, article_id: str, marks: Marks) -> None:
        known = self._known[article_id]
        for mark in known.marks or ():
            self._by_mark[mark] = [i for i in self._by_mark.get(mark, ()) if i != article_id]
        known.marks = marks
        for mark in marks:
            self._by_mark.setdefault(mark, []).append(article_id)

    def _is_since(self, article_id: str, since: datetime) -> bool:
        created = self._known[article_id].created
        return created is None or created >= since


def _marks(article: Mapping[str, Any]) -> Marks:
    return tuple(sorted(_mark(address) for address in addresses(article)))


def _mark(address: str) -> bytes:
    return hashlib.blake2b(address.encode(), digest_size=8).digest()
