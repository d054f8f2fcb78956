"""Misbehaviour on demand: which fault fires at which call."""

import re
import sqlite3
from dataclasses import dataclass

from publishers.sandbox.store import Store

# Nothing is committed.
BEFORE = frozenset({"server_error_before", "reset_before", "html_502"})
# The call is carried out first; then its answer is spoiled.
AFTER = frozenset(
    {
        "server_error_after",
        "reset_after",
        "timeout_after",
        "html_502_after",
        "empty_body_after",
        "cut_body_after",
        "text_body_after",
    }
)
# A refusal in the platform's own words; nothing is committed.
SPOKEN = frozenset({"refused", "rate_limited", "bad_token", "token_expired"})
FACEBOOK_ONLY = frozenset({"token_killed", "photo_lost", "page_role_missing", "page_permission_missing"})
KINDS = BEFORE | AFTER | SPOKEN | FACEBOOK_ONLY
PLATFORMS = ("facebook", "zalo")

_CODE = re.compile(r"code:(-?\d+)(?:/(\d+))?$")
# Training: a story whose text holds `#loi:reset_after` meets that fault once.
_IN_TEXT = re.compile(r"#loi:([a-z0-9_]+(?::-?\d+(?:/\d+)?)?)")


class UnknownFaultError(Exception):
    """There is no such fault; the message names those that exist."""


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
        match = _CODE.match(self.kind)
        if match is None:
            return None
        return int(match[1]), int(match[2]) if match[2] else None


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
        check_kind(platform, kind)
        if nth < 1 or times < 1:
            message = "nth and times count from 1"
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

    def waiting(self) -> list[dict[str, object]]:
        """Return the faults that can still fire."""
        rows = self._store.connection().execute("SELECT * FROM faults WHERE fired < times ORDER BY id")
        return [dict(row) for row in rows]

    def take(self, platform: str, call: str, text: str) -> Fault | None:
        """Count one call and return the fault it meets, if any; the oldest one wins."""
        rows = self._matching(platform, call)
        if not rows and "#loi:" not in text:
            return None
        with self._store.transaction() as db:
            fault = None
            for row in self._matching(platform, call):
                due = row["seen"] + 1 >= row["nth"] and fault is None
                fault = Fault(row["kind"], row["seconds"]) if due else fault
                db.execute("UPDATE faults SET seen = seen + 1, fired = fired + ? WHERE id = ?", (due, row["id"]))
            return fault or _take_from_text(db, platform, text)

    def _matching(self, platform: str, call: str) -> list[sqlite3.Row]:
        query = "SELECT * FROM faults WHERE platform = ? AND call IN (?, '*') AND fired < times ORDER BY id"
        return self._store.connection().execute(query, (platform, call)).fetchall()


def check_kind(platform: str, kind: str) -> None:
    """Raise UnknownFaultError unless `platform` knows the fault `kind`."""
    if platform not in PLATFORMS:
        message = f"no platform is called {platform!r}; there are facebook and zalo"
        raise UnknownFaultError(message)
    if _CODE.match(kind) or (kind in KINDS and (platform == "facebook" or kind not in FACEBOOK_ONLY)):
        return
    message = f"no fault is called {kind!r}; there are {', '.join(sorted(KINDS))} and code:<code>[/<subcode>]"
    raise UnknownFaultError(message)


def _take_from_text(db: sqlite3.Connection, platform: str, text: str) -> Fault | None:
    match = _IN_TEXT.search(text)
    if match is None:
        return None
    try:
        check_kind(platform, match[1])
    except UnknownFaultError:
        return None
    fresh = db.execute("INSERT OR IGNORE INTO text_faults VALUES (?, ?)", (platform, text)).rowcount
    return Fault(match[1]) if fresh else None
