"""The switches of the sandbox, with their defaults, and its clock that can be moved."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from publishers.sandbox.store import Store

DEFAULTS: dict[str, Any] = {
    # Facebook. What is unsure in life is a switch; the default is the stricter or commoner reading.
    "facebook_require_proof": False,  # "Require App Secret" of the app
    "facebook_photo_limit_bytes": 4_000_000,  # the live refusal speaks of 4 MB, the documents of 10 MB
    "facebook_accept_webp": False,
    "facebook_schedule_max_days": 30,  # Meta's own pages say 30, 75 and 180
    "facebook_scheduled_vanish": False,  # at its time a scheduled post disappears
    "facebook_feed_lists_unpublished": True,  # Meta's feed page says both
    "facebook_created_time_on_publish": True,  # created_time moves to the moment of publication
    "facebook_read_lag_seconds": 0,  # listings show a write only after this long
    "facebook_duplicate_check": False,  # 506 on a consecutive identical text
    "facebook_refuse_local_links": False,  # 1500 for links to this machine, as in life
    "facebook_revoked_permissions": [],  # names of permissions the token lost
    "facebook_accounts_hidden": False,  # the Page is missing from /me/accounts
    "facebook_served_version": "",  # e.g. "v21.0": served instead of the version asked for
    "facebook_calls_per_day": 480_000,  # 4800 for each person engaged that day; 80001 beyond
    # Zalo.
    "zalo_processing_seconds": 2,  # until `verify` gives an id; -1 is never
    "zalo_article_quota": 10_000,  # articles a month
    "zalo_broadcast_quota": 40,  # broadcasts a month
    "zalo_calls_per_minute": 4000,
    "zalo_verified": True,  # -221 when off
    "zalo_paid_package": True,  # -224 when off
    "zalo_authorized": True,  # -223 when off
    "zalo_app_active": True,  # -209 when off
    "zalo_require_proof": False,  # -242 when the proof is missing
    "zalo_over_length_code": -210,  # or -201
    "zalo_refuse_small_images": False,  # -201 for a cover under 500x500
    "zalo_media_failure_at": "create",  # or "verify": when a bad picture is reported
    "zalo_spent_refresh_answer": "-14014",  # or "empty": an empty body with HTTP 200
    "zalo_superseded_code": -216,  # or -220: an access token replaced by a refresh
    "zalo_omit_refresh_token": False,  # a refresh answers without a new refresh token
    "zalo_string_error_codes": False,  # "error": "-216" instead of -216
    "zalo_extra_fields": False,  # unknown fields in every answer
}


class UnknownSettingError(Exception):
    """A setting has no such name or the value has the wrong type; the message says which."""


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
        for name, value in values.items():
            _check(name, value)
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
        """Run `offset_seconds` ahead of (or behind) the caller's time from now on."""
        with self._store.transaction() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (self._NAME, str(offset_seconds)))
        self._offset = offset_seconds

    def set(self, at: datetime) -> None:
        """Make it `at` now (an aware time); the clock runs on from there."""
        self.move((at - self.unmoved()).total_seconds())


def _check(name: str, value: object) -> None:
    if name not in DEFAULTS:
        message = f"no setting is called {name!r}; the settings are {', '.join(sorted(DEFAULTS))}"
        raise UnknownSettingError(message)
    default = DEFAULTS[name]
    fits = (
        isinstance(value, int | float) and not isinstance(value, bool)
        if isinstance(default, int | float) and not isinstance(default, bool)
        else isinstance(value, type(default))
    )
    if not fits:
        message = f"{name} takes a value like {default!r}, not {value!r}"
        raise UnknownSettingError(message)
