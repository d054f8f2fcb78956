"""The socket side: the standard library's threading HTTP server, kept alive and stoppable."""

import contextlib
import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from publishers.sandbox.exchange import Answer, Call, UnreadableRequestError, json_answer, read_call

_LARGEST_BODY_BYTES = 64_000_000
_JOIN_SECONDS = 2.0


class Listener(ThreadingHTTPServer):
    """Accepts connections, one thread each; `close()` ends those that are still open.

    http.server is used because header names with underscores (`access_token`) must arrive; Werkzeug,
    Django's runserver and Gunicorn drop them.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        answer: Callable[[Call], Answer],
        stopping: threading.Event,
        done_with_thread: Callable[[], None],
    ) -> None:
        """Bind `address`; `done_with_thread` runs at the end of each connection's thread."""
        self.answer = answer
        self.stopping = stopping
        self._done_with_thread = done_with_thread
        self._open: dict[threading.Thread, socket.socket] = {}
        self._guard = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without the name look-up of http.server, which may ask a name server."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection and forget it afterwards."""
        here = threading.current_thread()
        with self._guard:
            self._open[here] = request
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._done_with_thread()
            with self._guard:
                self._open.pop(here, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet about clients that went away; report anything else as http.server does."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        """Stop listening, hang up on every open connection and wait for its thread."""
        self.server_close()
        with self._guard:
            still_open = dict(self._open)
        for thread, connection in still_open.items():
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(_JOIN_SECONDS)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "NewsroomSandbox"
    sys_version = ""
    # Headers and body leave in one packet; otherwise Nagle and delayed ACK cost 40 ms an answer.
    wbufsize = 65_536
    disable_nagle_algorithm = True
    timeout = 120
    server: Listener

    def do_GET(self) -> None:
        """Answer a GET."""
        self._serve()

    do_POST = do_DELETE = do_PUT = do_HEAD = do_GET  # noqa: N815 - the names http.server calls

    def log_message(self, *_: object) -> None:
        """Log nothing: calls are recorded in the store."""

    def _serve(self) -> None:
        answer = self._answer()
        if answer.hold_seconds:
            self.server.stopping.wait(answer.hold_seconds)
        if answer.dropped:
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        self.send_header("Server", self.version_string())
        if "Date" not in answer.headers:
            self.send_header("Date", self.date_time_string())
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _answer(self) -> Answer:
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= _LARGEST_BODY_BYTES or "chunked" in self.headers.get("Transfer-Encoding", ""):
            self.close_connection = True
            return json_answer({"error": "send the body with a Content-Length of at most 64 MB"}, 411)
        body = self.rfile.read(length)
        try:
            call = read_call(self.command, self.path, dict(self.headers.items()), body)
        except UnreadableRequestError as error:
            return json_answer({"error": {"message": str(error), "type": "OAuthException", "code": 100}}, 400)
        return self.server.answer(call)
