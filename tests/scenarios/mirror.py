"""A platform that repeats every secret it is told, in whatever form answers come."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE, OA = "104000000000001", "2000000000000000001"
SECRETS = {
    "FACEBOOK_PAGE_TOKEN": "BI-MAT-page-token-01",
    "FACEBOOK_APP_SECRET": "BI-MAT-facebook-secret-02",
    "ZALO_APP_SECRET": "BI-MAT-zalo-secret-03",
    "ZALO_REFRESH_TOKEN": "BI-MAT-zalo-refresh-04",
    "NEWSROOM_VAULT_KEY": "QkktTUFULXZhdWx0LWtleS0wNS0tLS0tLS0tLS0tLS0=",
}
GIVEN_OUT = {"access": "BI-MAT-zalo-access-06", "refresh": "BI-MAT-zalo-refresh-07", "long": "BI-MAT-long-lived-08"}
PASTED = ("BI-MAT-pasted-user-token-09", "BI-MAT-pasted-access-10", "BI-MAT-pasted-refresh-11", "BI-MAT-notify-12")
ALL = (*SECRETS.values(), *GIVEN_OUT.values(), *PASTED)


class Mirror:
    """Answers as `answer` says; `deep` lets the first questions (whose token, which account) succeed."""

    def __init__(self, thief: str) -> None:
        self.answer: Callable[[_Request], None] = html_page
        self.deep = False
        self.thief = thief
        self.calls = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Request, self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def environment(self) -> dict[str, str]:
        return {
            "NEWSROOM_FACEBOOK_GRAPH_URL": f"{self.url}/graph",
            "NEWSROOM_ZALO_OAUTH_URL": f"{self.url}/zalo-oauth/v4/oa",
            "NEWSROOM_ZALO_API_URL": f"{self.url}/zalo-api",
            "FACEBOOK_PAGE_ID": PAGE,
            "FACEBOOK_APP_ID": "777",
            "ZALO_APP_ID": "778",
            "ZALO_OA_ID": OA,
            **SECRETS,
        }


class _Request(BaseHTTPRequestHandler):
    """One request, which knows what it was told."""

    def __init__(self, mirror: Mirror, *given: Any) -> None:
        self.mirror = mirror
        super().__init__(*given)

    def _serve(self) -> None:
        self.mirror.calls += 1
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        told = [self.headers.get(name, "") for name in ("Authorization", "access_token", "secret_key")]
        self.echo = " ".join([*filter(None, told), self.path.partition("?")[2], body])
        usual = self._usual() if self.mirror.deep else None
        if usual is not None:
            self.say(200, json.dumps(usual))
        else:
            self.mirror.answer(self)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the names http.server calls

    def _usual(self) -> dict[str, Any] | None:
        path = self.path.partition("?")[0]
        if path.endswith("/access_token") and "zalo-oauth" in path:
            return {"access_token": GIVEN_OUT["access"], "refresh_token": GIVEN_OUT["refresh"], "expires_in": "90000"}
        if path.endswith("/oauth/access_token"):
            return {"access_token": GIVEN_OUT["long"]}
        if path.endswith("/getoa"):
            return {"error": 0, "data": {"oa_id": OA, "name": "OA", "is_verified": True, "package_name": "Pro"}}
        if path.endswith("/me"):
            return {"id": PAGE, "name": "Trang", "category": "Government"}
        return None

    def say(self, status: int, text: str, kind: str = "application/json", **headers: str) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


def html_page(request: _Request) -> None:
    """Answer with a gateway's error page."""
    request.say(502, f"<html><title>{request.echo}</title></html>", "text/html")


def plain_text(request: _Request) -> None:
    """Answer with status 200 and no JSON."""
    request.say(200, request.echo, "text/plain")


def redirect(request: _Request) -> None:
    """Send elsewhere, with everything in the address."""
    request.say(302, "", Location=f"{request.mirror.thief}/thief?{request.echo.encode().hex()}")


def hang_up(request: _Request) -> None:
    """Give no answer at all."""
    request.close_connection = True
    request.connection.close()


def cut(request: _Request) -> None:
    """Break off in the middle of an answer."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(request.echo) + 500))
    request.end_headers()
    request.wfile.write(request.echo.encode())
    request.close_connection = True


def odd_fields(request: _Request) -> None:
    """Answer with a success that holds nothing but what was told."""
    names = ("id", "name", "message", "access_token", "refresh_token", "token", "permalink_url", "link_view")
    request.say(200, json.dumps({"error": 0, "data": [], **dict.fromkeys(names[1:3], request.echo)}))


def pages_elsewhere(request: _Request) -> None:
    """List posts, with the next page at another host and the token in its address."""
    after = "after=" in request.path
    paging = {"cursors": {"after": "c1"}, "next": f"{request.mirror.thief}/next?access_token={request.echo[:60]}"}
    entry = {"id": f"{PAGE}_1", "message": "Bài khác", "created_time": "2026-11-23T01:00:00+0000", "is_published": True}
    request.say(200, json.dumps({"data": [] if after else [entry], "paging": {} if after else paging}))


def refusal(code: int, subcode: int | None = None) -> Callable[[_Request], None]:
    """Return both platforms' refusal with a code, told in words that repeat the secrets."""

    def answer(request: _Request) -> None:
        if "/graph" in request.path:
            error = {"message": request.echo, "error_user_msg": request.echo, "code": code, "fbtrace_id": "Abc"}
            request.say(400, json.dumps({"error": error | ({"error_subcode": subcode} if subcode else {})}))
            return
        words = ("message", "error_name", "error_reason", "error_description")
        request.say(200, json.dumps({"error": code, **dict.fromkeys(words, request.echo)}))

    return answer


FORMS: dict[str, Callable[[_Request], None]] = {
    "html page": html_page,
    "plain text": plain_text,
    "redirect": redirect,
    "hangs up": hang_up,
    "cut": cut,
    "odd fields": odd_fields,
    "pages elsewhere": pages_elsewhere,
    "refused": refusal(-201),
    "token refused": refusal(190, 463),
    "token dead": refusal(-216),
}
