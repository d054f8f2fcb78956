"""Misbehaviour on demand: which fault fires at which call."""

import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from publishers.sandbox.fault_kinds import (
    AFTER,
    BEFORE,
    KINDS,
    SPOKEN,
    UnknownFaultError,
    check_kind,
    read_code,
)
from publishers.sandbox.store import Store

# Training: a story whose text holds `#loi:reset_after` meets that fault once, at the first call that carries the text;
# `#loi:reset_after@post.delete` at the first call of that name about the post.
_IN_TEXT = re.compile(r"#loi:([a-z0-9_]+(?::-?\d+(?:/\d+)?)?)(?:@([a-z_.]+))?")


_LONGEST_SECONDS = 86_400


@dataclass(frozen=True)
class Fault:
    """One fault that fires now.

    `seconds` is how long `timeout_after` holds the answer, or how long a rate limit says to wait (it is
    told in whole minutes, at least one).
    """

    kind: str
    seconds: float = 5.0

    @property
    def code(self) -> tuple[int, int | None] | None:
        """Return code and subcode of a `code:<code>/<subcode>` fault."""
        return read_code(self.kind)


class Faults:
    """The faults waiting to fire; kept in the store, so they survive a restart."""

    def __init__(self, store: Store) -> None:
        """Work on the faults in `store`."""
        self._store = store

    def add(
        self,
        platform: str,
        call: str,
        nth: int = 1,
        kind: str = "refused",
        *,
        times: int = 1,
        seconds: float = 5.0,
    ) -> None:
        """Let the `nth` call named `call` (`*` for any), counted from now, meet `kind`.

        It fires `times` times in a row, then never again. Raises UnknownFaultError.
        """
        check_kind(platform, kind, call)
        if nth < 1 or times < 1:
            message = "nth and times count from 1"
            raise UnknownFaultError(message)
        if not 0 <= seconds <= _LONGEST_SECONDS:
            message = f"seconds go from 0 to {_LONGEST_SECONDS}"
            raise UnknownFaultError(message)
        with self._store.transaction() as db:
            db.execute(
                "INSERT INTO faults (platform, call, kind, nth, times, seconds) VALUES (?, ?, ?, ?, ?, ?)",
                (platform, call, kind, nth, times, seconds),
            )

    def clear(self) -> None:
        """Forget all faults that wait to fire."""
        with self._store.transaction() as db:
            db.execute("DELETE FROM faults")

    def waiting(self) -> list[dict[str, Any]]:
        """Return the faults that can still fire."""
        rows = self._store.connection().execute("SELECT * FROM faults WHERE fired < times ORDER BY id")
        return [dict(row) for row in rows]

    def take(self, platform: str, call: str, text: str, behind: str = "") -> Fault | None:
        """Count one call and return the fault it meets, if any; the oldest one wins.

        `text` is the story text in the call, `behind` that of the post or article which the call is about.
        """
        rows = self._matching(platform, call)
        if not rows and "#loi:" not in text and "#loi:" not in behind:
            return None
        with self._store.transaction() as db:
            fault = None
            for row in self._matching(platform, call):
                due = row["seen"] + 1 >= row["nth"] and fault is None
                fault = Fault(row["kind"], row["seconds"]) if due else fault
                db.execute("UPDATE faults SET seen = seen + 1, fired = fired + ? WHERE id = ?", (due, row["id"]))
            return fault or _take_from_text(db, platform, call, text, behind)

    def _matching(self, platform: str, call: str) -> list[sqlite3.Row]:
        query = "SELECT * FROM faults WHERE platform = ? AND call IN (?, '*') AND fired < times ORDER BY id"
        return self._store.connection().execute(query, (platform, call)).fetchall()


def _take_from_text(db: sqlite3.Connection, platform: str, call: str, text: str, behind: str) -> Fault | None:
    """Return the first fault that a text asks for here, and remember that it fired."""
    for words, carried in ((text, True), (behind, False)):
        for match in _IN_TEXT.finditer(words):
            kind, at = match[1], (match[2] or "").rstrip(".")
            if at != call and (at or not carried):
                continue
            try:
                check_kind(platform, kind, call)
            except UnknownFaultError:
                continue
            mark = f"{words}\n{at}"
            if db.execute("INSERT OR IGNORE INTO text_faults VALUES (?, ?)", (platform, mark)).rowcount:
                return Fault(kind)
    return None


__all__ = ["AFTER", "BEFORE", "KINDS", "SPOKEN", "Fault", "Faults", "UnknownFaultError", "check_kind"]
