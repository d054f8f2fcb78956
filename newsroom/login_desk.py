"""The person who logs in, at a terminal and in a browser on the same machine."""

from __future__ import annotations

import html
import sys
import threading
import time
import webbrowser
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import click

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from publishers.contract import LoginFailed

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from newsroom.language import Language
    from publishers.contract import Problem

CALLBACK_PATH = "/callback"
# A scanner's connection that sends nothing must not keep the office's consent out.
_REQUEST_SECONDS = 10.0


@dataclass(slots=True)
class TerminalDesk:
    """Asks at the terminal; meets the platform's callback on a loopback port."""

    language: Language
    port: int
    timeout_seconds: float
    opens_browser: bool = True

    def say(self, sentence: Problem) -> None:
        """Print a sentence."""
        click.echo(sentence.vi if self.language == "vi" else sentence.en, err=True)

    def ask(self, question: Problem, *, secret: bool = False) -> str:
        """Read one line; what is secret is not shown, and may be piped in."""
        text = question.vi if self.language == "vi" else question.en
        if not sys.stdin.isatty():
            click.echo(f"{text}:", err=True)
            return sys.stdin.readline().strip()
        return str(click.prompt(text, default="", show_default=False, hide_input=secret, err=True)).strip()

    def visit(self, page: Callable[[str], str]) -> Mapping[str, str]:
        """Send the person to `page(callback address)` and return the callback's query.

        Raises:
            LoginFailed: nobody came back in time.
            ConfigurationError: the port is in use.

        """
        waiting = _Waiting()
        try:
            server = HTTPServer(("127.0.0.1", self.port), partial(_Callback, waiting, self.language))
        except OSError as error:
            raise ConfigurationError(_PORT, _PORT_REMEDY, port=self.port, reason=error.strerror) from error
        server.timeout = 0.2
        try:
            address = page(f"http://127.0.0.1:{server.server_port}{CALLBACK_PATH}")
            click.echo(_VISIT.say(self.language, address=address), err=True)
            if self.opens_browser:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
            deadline = time.monotonic() + self.timeout_seconds
            while waiting.query is None and time.monotonic() < deadline:
                server.handle_request()
        finally:
            server.server_close()
        if waiting.query is None:
            minutes = max(round(self.timeout_seconds / 60), 1)
            raise LoginFailed(_NOBODY.say("vi", minutes=minutes), _NOBODY.say("en", minutes=minutes))
        return waiting.query


@dataclass(slots=True)
class _Waiting:
    query: dict[str, str] | None = field(default=None)


class _Callback(BaseHTTPRequestHandler):
    """Takes the one callback; everything else gets 404."""

    timeout = _REQUEST_SECONDS

    def __init__(
        self, waiting: _Waiting, language: Language, request: socket.socket, client: tuple[str, int], server: HTTPServer
    ) -> None:
        self._waiting, self._language = waiting, language
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        """Keep the query and thank the person."""
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        if parts.path != CALLBACK_PATH or not query:
            self.send_error(404)
            return
        self._waiting.query = query
        text = html.escape(_THANKS.say(self._language))
        body = _PAGE.format(text=text).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        # The address in the browser's bar holds the code; no other site shall hear of it.
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet: the address holds the code."""


_PAGE = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>newsroom</title>"
    '<body style="font:18px/1.6 system-ui,sans-serif;margin:15vh auto;max-width:32em;padding:0 1em">'
    "<p>{text}</p></body></html>"
)
_THANKS = Words(
    "Đã nhận được sự đồng ý. Bạn có thể đóng trang này và quay lại cửa sổ lệnh.",
    "The consent has arrived. You can close this page and go back to the terminal.",
)
_VISIT = Words(
    "Mở địa chỉ này trong trình duyệt trên máy này, đăng nhập và đồng ý:\n  {address}",
    "Open this address in a browser on this machine, log in and consent:\n  {address}",
)
_NOBODY = Words(
    "chưa có ai đồng ý sau {minutes} phút; chạy lại lệnh khi sẵn sàng",
    "nobody consented within {minutes} min; run the command again when ready",
)
_PORT = Words("Cổng {port} đang được dùng: {reason}.", "The port {port} is in use: {reason}.")
_PORT_REMEDY = Words(
    "Chọn cổng khác bằng --port (và lưu lại địa chỉ callback tương ứng trong trang quản lý ứng dụng).",
    "Choose another with --port (and save the matching callback address in the app's console).",
)
