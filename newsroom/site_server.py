"""Serve the built website on this machine, as a web server in front of it would."""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.outputs.content_security import headers_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class SiteServer:
    """A loopback web server for one folder."""

    def __init__(
        self, folder: Path, host: str, port: int, headers: Callable[[str], dict[str, str]] = headers_for
    ) -> None:
        """Take the port at once, so that a taken one is known before anything else starts.

        `headers` says what to send with each path, other than its type and length.

        Raises:
            ConfigurationError: the port is in use or not allowed.

        """
        handler = functools.partial(_Handler, headers=headers, directory=str(folder))
        try:
            self._server = _Server((host, port), handler)
        except (OSError, OverflowError) as error:
            raise ConfigurationError(
                _PORT, _PORT_REMEDY, port=port, reason=getattr(error, "strerror", error)
            ) from error
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """The address to open."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def __enter__(self) -> Self:
        """Serve beside the caller."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Two servers on one port would answer in turn (Linux allows it with this option on).
    allow_reuse_port = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of readers who hang up; show everything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the name and kind the standard library gives it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".json": "application/json",
        ".xml": "application/xml",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".html": "text/html; charset=utf-8",
        ".avif": "image/avif",
        ".webp": "image/webp",
        ".webmanifest": "application/manifest+json",
        ".yml": "text/yaml; charset=utf-8",
    }

    def __init__(self, *args: Any, headers: Callable[[str], dict[str, str]], **kwargs: Any) -> None:
        # Before the rest: the base class answers the request while it is being made.
        self._headers_for = headers
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        """Send what the web server in front of the public site would send with this file."""
        # A request that could not be read has no path.
        path = unquote(urlsplit(getattr(self, "path", "")).path).lstrip("/")
        for name, value in self._headers_for(path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Stay silent: the terminal belongs to the command."""

    def list_directory(self, path: Any) -> None:
        """Never list a folder: a web server for the public would not."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own one."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = b""
        with contextlib.suppress(OSError), Path(self.directory, "404.html").open("rb") as file:
            page = file.read()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)


_PORT = Words("Không mở được cổng {port}: {reason}.", "The port {port} cannot be opened: {reason}.")
_PORT_REMEDY = Words(
    "Dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác (--port; với make: PORT=…).",
    "Stop the program that uses it, or choose another port (--port; with make: PORT=…).",
)
