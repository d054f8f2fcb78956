"""The sandbox: both platforms, their walls and the control desk in one loopback process."""

import errno
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from publishers.sandbox import control, facebook_calls, facebook_routes, seed, zalo_calls, zalo_routes
from publishers.sandbox.dispatch import Platform, receive
from publishers.sandbox.exchange import Answer, Call
from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.faults import Faults
from publishers.sandbox.listener import Listener
from publishers.sandbox.settings import Clock, Settings
from publishers.sandbox.store import Store
from publishers.sandbox.walls import Walls
from publishers.sandbox.world import World
from publishers.sandbox.zalo_wall import ZaloWall


class SandboxUnavailable(Exception):
    """The sandbox cannot listen where it was asked to; the message is a plain sentence."""


def _system_time() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """A fake Facebook Page and a fake Zalo Official Account on one loopback port.

    All state is in the SQLite file `database`, so walls, tokens, faults and settings survive a restart
    of the client and of the sandbox. `now` returns the current time, aware.
    """

    def __init__(
        self,
        database: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        now: Callable[[], datetime] = _system_time,
    ) -> None:
        """Open the store; nothing listens yet. Port 0 takes a free one at the first start."""
        self._host, self._port = host, port
        self._store = Store(database)
        self.settings = Settings(self._store)
        self.clock = Clock(self._store, now)
        self._world = World(self._store, self.clock, self.settings)
        with self._store.transaction() as db:
            seed.seed(db, self.clock.timestamp())
        self.faults = Faults(self._store)
        self.facebook = FacebookWall(self._world)
        self.zalo = ZaloWall(self._world)
        self._control = control.Control(self._world, self.faults)
        self._walls = Walls(self._world)
        self._facebook = facebook_routes.FacebookPlatform(self._world)
        self._zalo = zalo_routes.ZaloPlatform(self._world)
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Return `http://host:port`, without a slash at its end; empty before the first start."""
        return self._world.base_url

    def start(self) -> None:
        """Serve in a daemon thread; a second start after a stop takes the same port again.

        Raises SandboxUnavailable when the port is in use or may not be taken.
        """
        if self._listener is not None:
            return
        self._world.stopping.clear()
        listener = self._listen()
        self._port = listener.server_port
        self._world.base_url = f"http://{self._host}:{self._port}"
        self._listener = listener
        self._thread = threading.Thread(
            target=listener.serve_forever, kwargs={"poll_interval": 0.01}, name="sandbox", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and hang up on every client; the walls stay in the file."""
        listener, thread = self._listener, self._thread
        self._listener = self._thread = None
        if listener is not None and thread is not None:
            self._world.stopping.set()
            listener.shutdown()
            listener.close()
            thread.join()
        self._store.close_thread()

    def serve_forever(self) -> None:
        """Serve until `stop()` is called or the process is interrupted; for the command line."""
        self.start()
        try:
            # Waiting in pieces lets Ctrl+C through on every system.
            while not self._world.stopping.wait(0.5):
                pass
        finally:
            self.stop()

    def reset(self) -> None:
        """Empty both walls and everything else, and seed the accounts again."""
        self._control.reset()

    def environment(self) -> dict[str, str]:
        """Return the variables that point a client here, with the seeded credentials.

        After the client's first refresh the Zalo refresh token in it is spent, as in life: the client
        goes on with the one in its vault.
        """
        return {
            "NEWSROOM_FACEBOOK_GRAPH_URL": f"{self.base_url}{facebook_calls.PREFIX}",
            "FACEBOOK_PAGE_ID": seed.FACEBOOK_PAGE_ID,
            "FACEBOOK_PAGE_TOKEN": seed.FACEBOOK_PAGE_TOKEN,
            "FACEBOOK_APP_ID": seed.FACEBOOK_APP_ID,
            "FACEBOOK_APP_SECRET": seed.FACEBOOK_APP_SECRET,
            "NEWSROOM_ZALO_OAUTH_URL": f"{self.base_url}{zalo_calls.OAUTH_PREFIX}",
            "NEWSROOM_ZALO_API_URL": f"{self.base_url}{zalo_calls.API_PREFIX}",
            "ZALO_APP_ID": seed.ZALO_APP_ID,
            "ZALO_APP_SECRET": seed.ZALO_APP_SECRET,
            "ZALO_OA_ID": seed.ZALO_OA_ID,
            "ZALO_REFRESH_TOKEN": seed.ZALO_REFRESH_TOKEN,
        }

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _listen(self) -> Listener:
        try:
            return Listener((self._host, self._port), self._answer, self._world.stopping, self._store.close_thread)
        except OSError as error:
            reason = {
                errno.EADDRINUSE: f"port {self._port} is already in use; choose another or stop what uses it",
                errno.EACCES: f"port {self._port} needs special rights; choose one above 1023",
            }.get(error.errno or 0, str(error))
            message = f"The sandbox cannot listen on {self._host}: {reason}."
            raise SandboxUnavailable(message) from error
        except OverflowError as error:
            message = f"The sandbox cannot listen on port {self._port}: ports end at 65535."
            raise SandboxUnavailable(message) from error

    def _answer(self, call: Call) -> Answer:
        platform: Platform
        if _is_under(call.path, facebook_calls.PREFIX):
            platform = self._facebook
        elif _is_under(call.path, zalo_calls.OAUTH_PREFIX) or _is_under(call.path, zalo_calls.API_PREFIX):
            platform = self._zalo
        elif _is_under(call.path, control.PREFIX):
            return self._control.serve(call)
        else:
            return self._walls.serve(call)
        return receive(self._world, self.faults, platform, call)


def _is_under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(prefix + "/")
