"""`newsroom publish` in a process of its own, which may be told to die: by SIGKILL, at a call or after a commit.

Processes come from multiprocessing's fork server: it has imported everything once and has no threads, so that one
more process costs some tens of milliseconds.
"""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
import signal
import struct
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from hand_made import START

from newsroom.config import Config
from newsroom.live import WebLiveCheck
from newsroom.outbox.store import Store
from newsroom.publishing import Publishing
from publishers.contract import Channel, Surroundings
from publishers.http import Answer, Http
from publishers.vault import Vault

_SECONDS = struct.Struct("d")


class FileClock:
    """A clock moved by hand that several processes share: its time is a number in a file."""

    def __init__(self, path: Path, at: datetime | None = None) -> None:
        self._path = path
        if at is not None:
            path.write_bytes(_SECONDS.pack(at.timestamp()))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SECONDS.size)

    def __reduce__(self) -> tuple[type[FileClock], tuple[Path]]:
        """Open the same file in the other process."""
        return FileClock, (self._path,)

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(_SECONDS.unpack_from(self._memory)[0], UTC)

    @at.setter
    def at(self, moment: datetime) -> None:
        _SECONDS.pack_into(self._memory, 0, moment.timestamp())

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def advance(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@dataclass(frozen=True)
class FastClock:
    """A clock that runs by itself, `pace` times as fast as the machine's, alike in every process."""

    pace: float
    begun: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return START + timedelta(seconds=(time.monotonic() - self.begun) * self.pace)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self.pace)


@dataclass(frozen=True)
class Death:
    """When a process dies: before or after its n-th call to a platform, or after its n-th commit."""

    where: str
    """before, after or commit."""
    nth: int


@dataclass(frozen=True)
class Office:
    """Everything a run needs, in a form that can be handed to another process."""

    config: Config
    database: str
    vault: Path
    environment: Mapping[str, str]
    channels: Mapping[str, Channel]
    platforms: str
    """How the platforms' addresses begin; only calls to them are counted."""
    clock: Any

    def publishers(self, http: Http) -> dict[str, Any]:
        """Connect the channels as `newsroom publish` does."""
        vault = Vault(self.vault)
        given = Surroundings(self.environment, vault, self.clock.now, http)
        return {
            name: channel.connect(self.config.channels[name].options, given) for name, channel in self.channels.items()
        }

    def publish(self, wait: float, death: Death | None = None, gate: Any = None) -> int:
        """Run `newsroom publish` once, when the gate opens; return how often it could have died, if it did not."""
        with mortal(self.platforms, death) as (http, chances):
            store = Store(self.database)
            live = WebLiveCheck(http)
            job = Publishing(self.config, store, self.publishers(http), live, self.clock, lambda: 0.5)
            if gate is not None:
                gate.wait()
            job.run(timedelta(seconds=wait))
            store.close()
        return chances.count


@dataclass
class Chances:
    """Counts the moments at which the process may die."""

    death: Death | None
    count: int = 0

    def one_more(self, where: str) -> bool:
        """Count a moment; tell whether it is the one."""
        if self.death is None or (self.death.where == "commit") is not (where == "commit"):
            return False
        self.count += 1
        return self.count == self.death.nth


class MortalHttp(Http):
    """Dies at a call to a platform: before the request leaves, or when its answer has come."""

    def __init__(self, prefix: str, chances: Chances) -> None:
        super().__init__()
        self._prefix, self._chances = prefix, chances

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
        is_last = url.startswith(self._prefix) and self._chances.one_more("call")
        death = self._chances.death
        if is_last and death is not None and death.where == "before":
            die()
        answer = super().ask(method, url, writes=writes, **request)
        if is_last:
            die()
        return answer


@contextlib.contextmanager
def mortal(prefix: str, death: Death | None) -> Iterator[tuple[Http, Chances]]:
    """Let this process die at a call, or right after a commit of the outbox."""
    chances = Chances(death)
    writing = Store.writing

    @contextlib.contextmanager
    def dying(store: Store, **how: Any) -> Iterator[Any]:
        with writing(store, **how) as connection:
            yield connection
        if chances.one_more("commit"):
            die()

    Store.writing = dying  # type: ignore[method-assign]
    try:
        yield MortalHttp(prefix, chances), chances
    finally:
        Store.writing = writing  # type: ignore[method-assign]


def die() -> None:
    """Die as when the power fails: nothing is cleaned up, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


_CONTEXT = multiprocessing.get_context("forkserver")


def start(what: Any, *given: Any) -> Any:
    """Call a function of a module in a process of its own; return the process."""
    _CONTEXT.set_forkserver_preload(["office_process"])
    before = os.environ.get("PYTHONPATH")
    # The server imports by this path; the parent's own was set by pytest, which the server does not know.
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    process = _CONTEXT.Process(target=what, args=given, daemon=True)
    process.start()
    return process


def gate(count: int) -> Any:
    """Return what lets so many processes begin at the same moment."""
    return _CONTEXT.Barrier(count)


def run_to_death(office: Office, wait: float, death: Death) -> int:
    """Run `newsroom publish` in a process of its own that dies on the way, or comes to its end before that.

    Returns 0 when it was killed, else how many calls or commits it had made.
    """
    process = start(_live_or_die, office, wait, death)
    process.join()
    if process.exitcode == -signal.SIGKILL:
        return 0
    assert process.exitcode > _MADE, f"it ended by itself with {process.exitcode}"
    return int(process.exitcode) - _MADE


_MADE = 100
"""Exit codes above it tell how many calls or commits were made."""


def _live_or_die(office: Office, wait: float, death: Death) -> None:
    """End with the number of calls or commits made, for those who wait."""
    sys.exit(_MADE + office.publish(wait, death))
