"""What a listing of the Page's posts showed, kept for some seconds, so that a run does not list all for each story.

A run of a thousand deliveries asks a thousand times "is this story there already?". Kept are only the posts' ids and
their marks as numbers. Why believing that memory is safe:

* what it says is there is asked for by its id before it is believed (`Page.look` in `page.py`);
* a post it does not know would have to be made without us noticing. Ours are noted when they are made, and whenever
  the answer to a write is lost everything is forgotten. Another process may write only after our lease has ended,
  which takes five minutes, and nothing is remembered longer than two. What people post appears at the top of the
  list, which is read again each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from publishers.errors import Unavailable
from publishers.facebook_page.marks import marks_of, time_of

ReadPage = Callable[[int, str], tuple[list[dict[str, Any]], str]]
"""Reads `limit` posts behind a cursor (empty: from the newest): the posts, and the next cursor, empty at the end."""

PAGE_SIZE = 100
"""More is refused (Meta's feed page, seen 2026-11)."""
_TOP_SIZE = 10
_MOST_PAGES = 200
_REMEMBERED = timedelta(seconds=120)


class Listing:
    """One edge of the Page, newest first, read as far back as was needed so far."""

    def __init__(self, read: ReadPage, now: Callable[[], datetime], *, newest_first: bool = True) -> None:
        """Keep how a page of the list is read; `newest_first=False` for a list whose order is not known."""
        self._read = read
        self._now = now
        self._newest_first = newest_first
        self.forget()

    def forget(self) -> None:
        """Know nothing any more: the next question reads the list anew."""
        self._begun: datetime | None = None
        self._known: set[int] = set()
        self._by_mark: dict[int, tuple[str, ...]] = {}
        self._cursor = ""
        self._oldest: datetime | None = None
        self._at_end = False

    def carrying(self, marks: Iterable[str], since: datetime | None) -> list[str]:
        """Return the ids of the posts since a moment (None: of all) that carry one of the marks.

        Older ones may be among them. Raises a `PublishError`.
        """
        self._bring_up_to_date()
        self._reach(since)
        return list(dict.fromkeys(identity for mark in marks for identity in self._by_mark.get(hash(mark), ())))

    def note(self, identity: str, marks: Iterable[str]) -> None:
        """Remember a post that we made ourselves."""
        if self._begun is None:
            return
        self._known.add(hash(identity))
        for mark in marks:
            held = self._by_mark.get(hash(mark), ())
            if identity not in held:
                self._by_mark[hash(mark)] = (*held, identity)

    def _bring_up_to_date(self) -> None:
        now = self._now()
        # A clock that was set back must not make the memory last longer.
        if self._begun is None or not timedelta(0) <= now - self._begun <= _REMEMBERED:
            self.forget()
            self._begun = now
        elif self._newest_first:
            self._read_top()

    def _read_top(self) -> None:
        """Read from the newest post back to one that is known."""
        cursor, limit = "", _TOP_SIZE
        for _ in range(_MOST_PAGES):
            entries, cursor = self._read(limit, cursor)
            is_met = any(hash(str(entry["id"])) in self._known for entry in entries)
            self._keep(entries)
            if is_met or not cursor:
                return
            limit = PAGE_SIZE
        self.forget()
        raise Unavailable(f"more than {_MOST_PAGES * PAGE_SIZE} new posts; cannot look further")

    def _reach(self, since: datetime | None) -> None:
        """Go on reading towards the past until everything since a moment is known."""
        for _ in range(_MOST_PAGES):
            if self._at_end or (since is not None and self._oldest is not None and self._oldest < since):
                return
            # When this raises, the next question goes on from the same cursor.
            entries, self._cursor = self._read(PAGE_SIZE, self._cursor)
            self._keep(entries)
            times = [made for entry in entries if (made := time_of(entry.get("created_time"))) is not None]
            self._oldest = min(times, default=self._oldest)
            self._at_end = not self._cursor
        self.forget()
        raise Unavailable(f"more than {_MOST_PAGES * PAGE_SIZE} posts since {since}; cannot look further")

    def _keep(self, entries: Iterable[Mapping[str, Any]]) -> None:
        for entry in entries:
            # What a post says is read once in two minutes; a match is read again before it is believed.
            if hash(str(entry["id"])) not in self._known:
                self.note(str(entry["id"]), marks_of(entry))
