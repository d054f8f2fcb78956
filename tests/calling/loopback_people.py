"""A mail server and a webhook on loopback, and the calls that are told to them."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from newsroom.calling.call import Call, Trouble
from newsroom.calling.caller import Letterhead
from newsroom.calling.wording import About, compose

PASSWORD = "mat-khau-5f2c"
SECRET_PATH = "bi-mat-91ab"
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
HEAD = Letterhead("Gương điển hình tiên tiến", "vi", ZoneInfo("Asia/Ho_Chi_Minh"))
DELIVERY = "facebook/104000000000001/GS-2026-0001/announce"


@dataclass
class MailServer:
    """What arrived by SMTP, raw, and who it was for."""

    port: int = 0
    received: list[tuple[list[str], bytes]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    refuse: bool = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message of who logged in, or refuse it for now."""
        if self.refuse:
            return "451 try later"
        if not session.authenticated:
            return "530 log in first"
        self.received.append((list(envelope.rcpt_tos), bytes(envelope.content)))
        return "250 OK"

    def check(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Let in who knows the password."""
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    def address(self, password: str = PASSWORD) -> str:
        """Return an Apprise address of this server."""
        return f"mailto://may:{password}@127.0.0.1:{self.port}?from=may@coquan.example&to=truc@coquan.example"

    def messages(self) -> list[EmailMessage]:
        """Return what arrived, read by Python's own mail parser."""
        return [email.message_from_bytes(raw, policy=email.policy.default) for _, raw in self.received]


class OnFreePort(Controller):
    """A controller that listens on a port the system chose, so that parallel tests never meet."""

    def _create_server(self) -> Any:
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        return self.loop.create_server(self._factory_invoker, sock=listening)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """Serve SMTP on a free port of the loopback."""
    server = MailServer()
    controller = OnFreePort(
        server,
        hostname="127.0.0.1",
        authenticator=server.check,
        auth_require_tls=False,
        ready_timeout=20,
    )
    controller.start()
    server.port = controller.port
    yield server
    controller.stop()


@dataclass
class Webhook:
    """What was posted to a webhook, and what it answers."""

    port: int = 0
    received: list[tuple[str, Any]] = field(default_factory=list)
    status: int = 200
    location: str = ""

    def address(self) -> str:
        """Return an Apprise address of this webhook."""
        return f"json://127.0.0.1:{self.port}/{SECRET_PATH}"


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """Serve HTTP on a free port of the loopback."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.received.append((self.path, json.loads(body)))
            self.send_response(hook.status)
            if hook.location:
                self.send_header("Location", hook.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            hook.received.append((self.path, None))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield hook
    server.shutdown()
    server.server_close()
    thread.join()


def story_call(trouble: Trouble = Trouble.TOO_LATE, number: int = 1, at: datetime = NOON, **more: Any) -> Call:
    """Compose a call about a story on Facebook."""
    story = f"GS-2026-{number:04}"
    about = About(
        channel="facebook",
        label="Facebook",
        delivery=DELIVERY.replace("GS-2026-0001", story),
        story_id=story,
        title="Người giữ lời hẹn với rừng ngập mặn",
        url="https://www.facebook.com/104/posts/7",
    )
    return compose(trouble, about, at, **more)


def channel_call(trouble: Trouble = Trouble.NOT_AUTHORIZED, **more: Any) -> Call:
    """Compose a call about the whole of Zalo."""
    return compose(trouble, About(channel="zalo", label="Zalo OA"), NOON, **more)
