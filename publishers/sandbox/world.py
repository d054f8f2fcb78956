"""What every route of both platforms works with."""

import sqlite3
import threading
from dataclasses import dataclass, field

from publishers.sandbox.exchange import Call
from publishers.sandbox.fetching import Fetched
from publishers.sandbox.settings import Clock, Settings
from publishers.sandbox.store import Store


@dataclass
class World:
    """The sandbox's memory, clock and switches; `base_url` has no slash at its end."""

    store: Store
    clock: Clock
    settings: Settings
    base_url: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)

    def shown_time(self) -> float:
        """Return the platforms' time in Unix seconds, as their answers carry it and their proofs are checked by."""
        return self.clock.timestamp() + float(self.settings["clock_skew_seconds"])


@dataclass(frozen=True)
class Visit:
    """One call while it is being answered: inside one transaction, at one moment.

    `fetched` holds what the platform's own fetcher brought for the addresses in the call; they are
    fetched before the transaction so that a slow picture host delays nobody else.
    """

    world: World
    db: sqlite3.Connection
    call: Call
    now: float
    fetched: dict[str, Fetched]
    token: str = ""
