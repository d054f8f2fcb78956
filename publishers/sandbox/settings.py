"""The values of the switches, and the clock that can be moved; both survive a restart."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from publishers.sandbox.store import Store
from publishers.sandbox.switches import SWITCHES, UnknownSettingError, check_settings

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
DEFAULTS: dict[str, Any] = {name: switch.default for name, switch in SWITCHES.items()}


class Settings:
    """The switches, kept in the store, so they survive a restart."""

    def __init__(self, store: Store) -> None:
        """Read what was set earlier."""
        self._store = store
        self._lock = threading.Lock()
        self._values: dict[str, Any] = {}
        self.reload()

    def reload(self) -> None:
        """Read all switches again from the store."""
        rows = self._store.connection().execute("SELECT name, value FROM settings").fetchall()
        stored = {row["name"]: json.loads(row["value"]) for row in rows if row["name"] in DEFAULTS}
        with self._lock:
            self._values = {**DEFAULTS, **stored}

    def __getitem__(self, name: str) -> Any:
        """Return the value of one switch."""
        return self._values[name]

    def all(self) -> dict[str, Any]:
        """Return every switch with its value."""
        return dict(self._values)

    def change(self, values: Mapping[str, Any]) -> None:
        """Set some switches, all or none. Raises UnknownSettingError."""
        check_settings(values)
        with self._store.transaction() as db:
            rows = [(name, json.dumps(value)) for name, value in values.items()]
            db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", rows)
        with self._lock:
            self._values = {**self._values, **values}


class Clock:
    """The sandbox's time: the caller's `now` plus an offset that survives a restart."""

    _NAME = "clock_offset_seconds"

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """Read the offset set earlier."""
        self._store = store
        self._now = now
        self._offset = 0.0
        self.reload()

    def reload(self) -> None:
        """Read the offset again from the store."""
        query = "SELECT value FROM settings WHERE name = ?"
        row = self._store.connection().execute(query, (self._NAME,)).fetchone()
        self._offset = float(row["value"]) if row else 0.0

    def now(self) -> datetime:
        """Return the sandbox's time, aware, in UTC."""
        return self.unmoved() + timedelta(seconds=self._offset)

    def unmoved(self) -> datetime:
        """Return the caller's time without the offset, aware, in UTC."""
        return self._now().astimezone(UTC)

    def timestamp(self) -> float:
        """Return the sandbox's time in Unix seconds."""
        return self.now().timestamp()

    @property
    def offset_seconds(self) -> float:
        """Return how far the sandbox's time is ahead of the caller's."""
        return self._offset

    def advance(self, seconds: float) -> None:
        """Let `seconds` more pass at once."""
        self.move(self._offset + seconds)

    def move(self, offset_seconds: float) -> None:
        """Run `offset_seconds` ahead of (or behind) the caller's time from now on.

        Raises ValueError or OverflowError for a time out of bounds.
        """
        year = (self.unmoved() + timedelta(seconds=offset_seconds)).year
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError(f"the clock goes from {_FIRST_YEAR} to {_LAST_YEAR}")
        with self._store.transaction() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (self._NAME, str(offset_seconds)))
        self._offset = offset_seconds

    def set(self, at: datetime) -> None:
        """Make it `at` now (an aware time); the clock runs on from there."""
        self.move((at - self.unmoved()).total_seconds())


__all__ = ["DEFAULTS", "Clock", "Settings", "UnknownSettingError"]
