"""A clock moved by hand, a website that serves what it is given, and a process that dies on demand."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from publishers.http import Http

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""09:00 at the office."""


@dataclass
class HandClock:
    """A clock that moves only when told to, or when somebody sleeps on it."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def advance(self, **amount: float) -> None:
        self.at += timedelta(**amount)


class Website:
    """Serves exactly what it is given: path to status, type and bytes."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, self.pages))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def show(self, path: str, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.pages["/" + path] = (status, kind, body)


class _Page(BaseHTTPRequestHandler):
    def __init__(self, pages: dict[str, tuple[int, str, bytes]], *given: Any) -> None:
        self._pages = pages
        super().__init__(*given)

    def do_GET(self) -> None:
        # Counting visits (`?utm_source=…`) does not make it another page.
        status, kind, body = self._pages.get(self.path.partition("?")[0], (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Killed(BaseException):
    """The process died here."""


class KillingHttp(Http):
    """Dies at the n-th call to a platform, before the request leaves or right after its answer came."""

    def __init__(self, prefix: str, nth: int, *, after: bool) -> None:
        super().__init__()
        self._prefix, self._left, self._after = prefix, nth, after

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Any:
        if not url.startswith(self._prefix):
            return super().ask(method, url, writes=writes, **request)
        self._left -= 1
        if self._left == 0 and not self._after:
            raise Killed
        answer = super().ask(method, url, writes=writes, **request)
        if self._left == 0:
            raise Killed
        return answer
