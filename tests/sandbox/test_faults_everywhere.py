"""Every kind of fault, at every call of both platforms, does exactly what its name says; the table is generated."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox
from publishers.sandbox.fault_kinds import AFTER, BEFORE, PLATFORMS, SILENT
from publishers.sandbox.state import dump

from .clients import Graph, Zalo, picture

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
HELD_SECONDS, PATIENCE_SECONDS = 0.3, 0.1

# What the client sees: the status and whether the body is JSON, or how the connection ended.
SEEN = {
    "server_error_before": "500",
    "server_error_after": "500",
    "reset_before": "closed",
    "reset_after": "closed",
    "timeout_before": "timeout",
    "timeout_after": "timeout",
    "html_502": "502 not JSON",
    "html_502_after": "502 not JSON",
    "empty_body_before": "200 empty",
    "empty_body_after": "empty",
    "cut_body_after": "cut",
    "text_body_after": "200 not JSON",
}


@dataclass
class Stage:
    """A sandbox with one of everything on its walls, and a way to send any call about them."""

    sandbox: Sandbox
    things: dict[str, str] = field(default_factory=dict)
    picture: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    clean: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    patience_seconds: float = 10

    def prepare(self) -> None:
        """Bring the walls back to how they were at first."""
        if not self.things:
            self._furnish()
            self.sandbox._store.connection().backup(self.picture)
        self.picture.backup(self.sandbox._store.connection())

    def after_a_clean(self, platform: str, call: str) -> dict[str, Any]:
        """Return the state that the call leaves behind when nothing goes wrong."""
        if (platform, call) not in self.clean:
            self.prepare()
            assert REQUESTS[platform, call](self).status_code in {200, 302}
            self.clean[platform, call] = self.state()
        return self.clean[platform, call]

    def wait_for(self, kind: str) -> None:
        """Wait until the call that a client gave up on is written down."""
        for _ in range(500):
            last = (self.sandbox.facebook.calls() + self.sandbox.zalo.calls())[-40:]
            if any(call.fault == kind for call in last):
                return
            time.sleep(0.01)

    def _furnish(self) -> None:
        graph, zalo = Graph(self.sandbox), Zalo(self.sandbox)
        zalo.refresh()
        post = graph.feed(message="Đã đăng")["id"]
        hidden = graph.feed(message="Chờ", published=False)["id"]
        comment = graph.post(f"{post}/comments", message="Lời đầu")["id"]
        photo = graph.upload()["id"]
        self.sandbox.settings.change({"zalo_processing_seconds": 0})
        token = zalo.post("article/create", zalo.article())["data"]["token"]
        article = zalo.post("article/verify", {"token": token})["data"]["id"]
        self.things = {"post": post, "hidden": hidden, "comment": comment, "photo": photo, "job": token}
        self.things |= {"article": article, "zalo": str(zalo.session.headers["access_token"])}
        self.things["refresh"] = zalo.refresh_token
        graph.session.close()
        zalo.session.close()

    def graph(self, method: str, path: str, **given: Any) -> requests.Response:
        address = f"{self.sandbox.base_url}/graph/v26.0/{path.format(page=PAGE, **self.things)}"
        headers = {"Authorization": "Bearer DIEN-TAP-PAGE-TOKEN"}
        return requests.request(method, address, headers=headers, timeout=self.patience_seconds, **given)

    def zalo(self, method: str, path: str, **given: Any) -> requests.Response:
        headers = {"access_token": self.things["zalo"]}
        address = f"{self.sandbox.base_url}/zalo-api/{path}"
        return requests.request(method, address, headers=headers, timeout=self.patience_seconds, **given)

    def oauth(self, method: str, path: str, **given: Any) -> requests.Response:
        address = f"{self.sandbox.base_url}/zalo-oauth/v4/oa/{path}"
        headers = {"secret_key": "dien-tap-zalo-app-secret"}
        return requests.request(
            method, address, headers=headers, timeout=self.patience_seconds, allow_redirects=False, **given
        )

    def state(self) -> dict[str, Any]:
        """Return everything that a call can change: walls, tokens, uploads."""
        connection = self.sandbox._store.connection()
        tables = ["fb_tokens", "fb_comments", "fb_previews", "zalo_tokens", "zalo_uploads", "zalo_broadcasts"]
        rows = {name: [tuple(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}
        return {**dump(self.sandbox._world), "rows": rows}


PAGE = "104000000000001"
APP = "4000000000000000777"
FILE = {"file": ("a.jpg", picture(), "image/jpeg")}
GIF = {"file": ("a.gif", picture(kind="GIF"), "image/gif")}
CONSENT = {"app_id": APP, "redirect_uri": "http://127.0.0.1:9/cb", "auto": "1"}
EXCHANGE = {
    "grant_type": "fb_exchange_token",
    "client_id": "100000000000777",
    "client_secret": "dien-tap-facebook-app-secret",
    "fb_exchange_token": "DIEN-TAP-USER-TOKEN-NGAN",
}


def _broadcast(stage: Stage) -> dict[str, Any]:
    elements = [{"media_type": "article", "attachment_id": stage.things["article"]}]
    payload = {"template_type": "media", "elements": elements}
    attachment = {"type": "template", "payload": payload}
    return {"recipient": {"target": {"gender": "0"}}, "message": {"attachment": attachment}}


ARTICLE: dict[str, Any] = {
    "type": "normal",
    "title": "Người giữ lửa",
    "author": "Ban biên tập",
    "description": "Tóm tắt mới",
    "cover": {"cover_type": "photo", "photo_url": "https://story.example/c.jpg", "status": "show"},
    "body": [{"type": "text", "content": "<p>Mở đầu</p>"}],
    "status": "show",
}

REQUESTS: dict[tuple[str, str], Callable[[Stage], requests.Response]] = {
    ("facebook", "feed.create"): lambda s: s.graph("POST", "{page}/feed", json={"message": "Mới"}),
    ("facebook", "feed.list"): lambda s: s.graph("GET", "{page}/feed"),
    ("facebook", "photos.create"): lambda s: s.graph("POST", "{page}/photos", files=FILE, data={"published": "false"}),
    ("facebook", "photos.list"): lambda s: s.graph("GET", "{page}/photos"),
    ("facebook", "published_posts.list"): lambda s: s.graph("GET", "{page}/published_posts"),
    ("facebook", "posts.list"): lambda s: s.graph("GET", "{page}/posts"),
    ("facebook", "scheduled_posts.list"): lambda s: s.graph("GET", "{page}/scheduled_posts"),
    ("facebook", "comments.create"): lambda s: s.graph("POST", "{post}/comments", json={"message": "Hai"}),
    ("facebook", "comments.list"): lambda s: s.graph("GET", "{post}/comments"),
    ("facebook", "insights.list"): lambda s: s.graph("GET", "{post}/insights", params={"metric": "post_clicks"}),
    ("facebook", "accounts.list"): lambda s: s.graph("GET", "me/accounts"),
    ("facebook", "page.get"): lambda s: s.graph("GET", "{page}"),
    ("facebook", "user.get"): lambda s: s.graph("GET", "100000000000042"),
    ("facebook", "post.get"): lambda s: s.graph("GET", "{post}"),
    ("facebook", "post.update"): lambda s: s.graph("POST", "{hidden}", json={"is_published": True}),
    ("facebook", "post.delete"): lambda s: s.graph("DELETE", "{post}"),
    ("facebook", "photo.get"): lambda s: s.graph("GET", "{photo}"),
    ("facebook", "photo.delete"): lambda s: s.graph("DELETE", "{photo}"),
    ("facebook", "comment.get"): lambda s: s.graph("GET", "{comment}"),
    ("facebook", "comment.update"): lambda s: s.graph("POST", "{comment}", json={"message": "Sửa"}),
    ("facebook", "comment.delete"): lambda s: s.graph("DELETE", "{comment}"),
    ("facebook", "batch"): lambda s: s.graph("POST", "", json={"batch": [{"method": "GET", "relative_url": "me"}]}),
    ("facebook", "scrape"): lambda s: s.graph("POST", "", json={"id": "https://story.example/", "scrape": True}),
    ("facebook", "token.exchange"): lambda s: s.graph("GET", "oauth/access_token", params=EXCHANGE),
    ("facebook", "debug_token"): lambda s: s.graph("GET", "debug_token", params={"input_token": "x"}),
    ("zalo", "article.create"): lambda s: s.zalo("POST", "v2.0/article/create", json=ARTICLE),
    ("zalo", "article.verify"): lambda s: s.zalo("POST", "v2.0/article/verify", json={"token": s.things["job"]}),
    ("zalo", "article.update"): lambda s: s.zalo(
        "POST", "v2.0/article/update", json={**ARTICLE, "id": s.things["article"]}
    ),
    ("zalo", "article.remove"): lambda s: s.zalo("POST", "v2.0/article/remove", json={"id": s.things["article"]}),
    ("zalo", "article.getslice"): lambda s: s.zalo(
        "GET", "v2.0/article/getslice", params={"offset": 0, "limit": 10, "type": "normal"}
    ),
    ("zalo", "article.getdetail"): lambda s: s.zalo(
        "GET", "v2.0/article/getdetail", params={"id": s.things["article"]}
    ),
    ("zalo", "getoa"): lambda s: s.zalo("GET", "v2.0/oa/getoa"),
    ("zalo", "message.send"): lambda s: s.zalo("POST", "v2.0/oa/message", json=_broadcast(s)),
    ("zalo", "upload.image"): lambda s: s.zalo("POST", "v2.0/oa/upload/image", files=FILE),
    ("zalo", "upload.gif"): lambda s: s.zalo("POST", "v2.0/oa/upload/gif", files=GIF),
    ("zalo", "upload.file"): lambda s: s.zalo("POST", "v2.0/oa/upload/file", files=FILE),
    ("zalo", "quota.message"): lambda s: s.zalo("POST", "v3.0/oa/quota/message", json={"user_id": "1"}),
    ("zalo", "token"): lambda s: s.oauth(
        "POST",
        "access_token",
        data={"grant_type": "refresh_token", "app_id": APP, "refresh_token": s.things["refresh"]},
    ),
    ("zalo", "permission"): lambda s: s.oauth("GET", "permission", params=CONSENT),
}
CASES = [
    pytest.param(platform, call, kind, id=f"{platform}-{call}-{kind}")
    for platform, call in REQUESTS
    for kind in sorted(BEFORE | AFTER | SILENT)
]
# Nobody sends these: their addresses answer with a refusal only.
_NEVER_SENT = {"unknown", "page.update", "page.delete", "user.update", "user.delete", "photo.update"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Start one sandbox whose time stands still, so that equal acts leave equal walls."""
    with Sandbox(tmp_path_factory.mktemp("sandbox") / "s.db", now=lambda: NOON) as running:
        yield Stage(running)


def outcome(request: Callable[[Stage], requests.Response], stage: Stage) -> str:
    """Say in a word what the client saw."""
    try:
        answer = request(stage)
    except requests.Timeout:
        return "timeout"
    except requests.ConnectionError:
        return "closed"
    if not answer.content:
        return "200 empty" if answer.status_code == 200 else "empty"
    try:
        answer.json()
    except ValueError:
        return f"{answer.status_code} not JSON"
    return f"{answer.status_code}"


def test_the_table_has_every_call() -> None:
    """Each call name that a fault can be put on is in the table, but for those that nobody sends."""
    named = {(platform, call) for platform, calls in PLATFORMS.items() for call in calls - _NEVER_SENT}
    assert named == REQUESTS.keys()


@pytest.mark.parametrize(("platform", "call", "kind"), CASES)
def test_each_fault_at_each_call(stage: Stage, platform: str, call: str, kind: str) -> None:
    """Before the commit nothing changes; after it everything is as if the call had gone well; then all is well."""
    request = REQUESTS[platform, call]
    stage.prepare()
    before = stage.state()
    stage.sandbox.faults.add(platform, call, kind=kind, seconds=HELD_SECONDS)
    stage.patience_seconds = PATIENCE_SECONDS if SEEN[kind] == "timeout" else 10
    seen = outcome(request, stage)
    stage.patience_seconds = 10
    stage.wait_for(kind)
    expected = SEEN[kind]
    if expected == "500" and platform == "zalo":
        expected = "500 not JSON"
    if expected == "empty":
        expected = "empty" if call == "permission" else "200 empty"
    if expected == "cut":
        expected = "empty" if call == "permission" else "200 not JSON"
    assert seen == expected
    assert stage.sandbox.faults.waiting() == []
    after = stage.state()
    assert after == (stage.after_a_clean(platform, call) if kind in AFTER else before)
