"""Articles and broadcasts of the fake OA."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox

from .clients import Zalo, picture

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
NIGHT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)  # 23:00 in Vietnam


@pytest.fixture
def pictures() -> Iterator[str]:
    """Give a picture host on this machine: good.jpg, large.jpg, small.jpg, page.html; all else is 404."""
    files = {
        "/good.jpg": picture(1280, 720),
        "/large.jpg": picture() + b"\0" * 1_100_000,
        "/small.jpg": picture(200, 100),
        "/web.webp": picture(kind="WEBP"),
        "/page.html": b"<html></html>",
    }

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files.get(self.path, b"")
            self.send_response(200 if content else 404)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def cover(url: str) -> dict[str, str]:
    """Return a photo cover."""
    return {"cover_type": "photo", "photo_url": url, "status": "show"}


def test_verify_says_wait_until_it_is_done(sandbox: Sandbox, zalo: Zalo) -> None:
    """`verify` answers -214 until the processing time has passed, then the same id at every call."""
    token = zalo.post("article/create", zalo.article())["data"]["token"]
    assert token[:2] == "+/"
    assert zalo.post("article/verify", {"token": token})["error"] == -214
    assert sandbox.zalo.articles() == []
    sandbox.clock.move(2.5)
    first = zalo.post("article/verify", {"token": token})["data"]["id"]
    assert zalo.post("article/verify", {"token": token})["data"]["id"] == first
    assert [article.id for article in sandbox.zalo.shown()] == [first]
    assert zalo.post("article/verify", {"token": "unknown"})["error"] == -201


def test_a_job_can_hang_for_ever(sandbox: Sandbox, zalo: Zalo) -> None:
    """With processing time -1 a job never ends."""
    sandbox.settings.change({"zalo_processing_seconds": -1})
    token = zalo.post("article/create", zalo.article())["data"]["token"]
    sandbox.clock.move(80_000)
    assert zalo.post("article/verify", {"token": token})["error"] == -214


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"type": "photo"}, -201, "type"),
        ({"title": ""}, -201, "title"),
        ({"author": None}, -201, "author"),
        ({"title": "x" * 150}, -210, "exceeds"),
        ({"description": "x" * 300}, -210, "exceeds"),
        ({"author": "x" * 51}, -210, "exceeds"),
        ({"status": "draft"}, -201, "status"),
        ({"body": []}, -201, "body"),
        ({"body": [{"type": "heading", "content": "x"}]}, -201, "body"),
        ({"body": [{"type": "image", "url": "cover.jpg"}]}, -201, "url"),
        ({"cover": None}, -201, "cover"),
        ({"cover": {"cover_type": "image", "photo_url": "https://x.example/a.jpg"}}, -201, "cover_type"),
        (
            {"cover": {"cover_type": "photo", "photo_url": "https://x.example/a.jpg"}},
            -201,
            "create media fail",
        ),
        ({"cover": {"cover_type": "photo", "photo_url": "a.jpg", "status": "show"}}, -201, "photo_url"),
    ],
)
def test_article_refusals(sandbox: Sandbox, zalo: Zalo, changes: dict[str, Any], code: int, words: str) -> None:
    """Each wrong article is refused with HTTP 200 and the field's name; nothing is made."""
    answer = zalo.call("POST", "article/create", json=zalo.article(**changes))
    assert answer.status_code == requests.codes.ok
    assert answer.json()["error"] == code
    assert words in answer.json()["message"]
    assert sandbox.zalo.jobs() == []


def test_149_and_299_characters_pass(sandbox: Sandbox, zalo: Zalo) -> None:
    """One character below the refused lengths is accepted; the code of the refusal is a switch."""
    assert zalo.post("article/create", zalo.article(title="x" * 149, description="y" * 299))["error"] == 0
    sandbox.settings.change({"zalo_over_length_code": -201})
    assert zalo.post("article/create", zalo.article(title="x" * 150))["message"] == "title is invalid!"


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone.jpg", "404"), ("large.jpg", "1 MB"), ("web.webp", "JPEG"), ("page.html", "JPEG")],
)
def test_bad_covers_fail(sandbox: Sandbox, zalo: Zalo, pictures: str, name: str, words: str) -> None:
    """A cover that is missing, too large or no JPEG/PNG fails at create, or by a switch at verify."""
    answer = zalo.post("article/create", zalo.article(cover=cover(f"{pictures}/{name}")))
    assert answer["error"] == -201
    assert "create media fail" in answer["message"]
    assert words in answer["message"]
    sandbox.settings.change({"zalo_media_failure_at": "verify", "zalo_processing_seconds": 0})
    token = zalo.post("article/create", zalo.article(cover=cover(f"{pictures}/{name}")))["data"]["token"]
    assert zalo.post("article/verify", {"token": token})["error"] == -201
    assert sandbox.zalo.articles() == []


def test_pictures_are_rehosted(sandbox: Sandbox, zalo: Zalo, pictures: str) -> None:
    """A fetched cover and body image come back under the sandbox's own address."""
    body = [{"type": "image", "url": f"{pictures}/small.jpg", "caption": "c"}]
    article = zalo.publish(cover=cover(f"{pictures}/good.jpg"), body=body)
    detail = zalo.get("article/getdetail", id=article)["data"]
    for url in (detail["cover"]["photo_url"], detail["body"][0]["url"]):
        assert url.startswith(f"{sandbox.base_url}/zalo/media/")
        assert requests.get(url, timeout=5).headers["Content-Type"] == "image/jpeg"
    sandbox.settings.change({"zalo_refuse_small_images": True})
    answer = zalo.post("article/create", zalo.article(cover=cover(f"{pictures}/small.jpg")))
    assert answer == {"error": -201, "message": "photo_url is invalid!"}


def test_detail_and_list(zalo: Zalo) -> None:
    """`getdetail` gives the article back, `getslice` lists newest first under `medias` in pages of ten."""
    ids = [zalo.publish(title=f"Bài {number}", status="hide" if number == 3 else "show") for number in range(12)]
    detail = zalo.get("article/getdetail", id=ids[0])["data"]
    assert (detail["title"], detail["status"], detail["author"]) == ("Bài 0", "show", "Ban biên tập")
    first = zalo.get("article/getslice", offset=0, limit=10, type="normal")["data"]
    second = zalo.get("article/getslice", offset=10, limit=10, type="normal")["data"]
    assert first["total"] == 12
    assert [one["id"] for one in first["medias"] + second["medias"]] == ids[::-1]
    assert isinstance(first["medias"][0]["create_date"], int)
    assert requests.get(first["medias"][0]["link_view"], timeout=5).status_code == requests.codes.ok
    for wrong in ({"offset": 0, "limit": 11, "type": "normal"}, {"data": "{}"}, {"offset": 0, "limit": 10}):
        assert zalo.get("article/getslice", **wrong)["error"] == -201


def test_status_is_hidden_unless_said(sandbox: Sandbox, zalo: Zalo) -> None:
    """An article without `status` is hidden."""
    payload = zalo.article()
    del payload["status"]
    zalo.post("article/create", payload)
    sandbox.clock.move(3)
    assert [article.status for article in sandbox.zalo.articles()] == ["hide"]
    assert sandbox.zalo.shown() == []


def test_update_replaces_and_keeps_the_id(sandbox: Sandbox, zalo: Zalo) -> None:
    """An update needs the whole payload, works as a job, and keeps the id; removing twice is -201."""
    article = zalo.publish(status="hide")
    assert zalo.post("article/update", {"id": article, "status": "show"})["error"] == -201
    assert zalo.post("article/update", zalo.article(id="unknown"))["error"] == -201
    token = zalo.post("article/update", zalo.article(id=article, title="Tiêu đề mới"))["data"]["token"]
    assert zalo.post("article/verify", {"token": token})["error"] == -214
    sandbox.clock.move(60)
    assert zalo.post("article/verify", {"token": token})["data"]["id"] == article
    assert [(one.title, one.status) for one in sandbox.zalo.articles()] == [("Tiêu đề mới", "show")]
    assert zalo.post("article/remove", {"id": article})["error"] == 0
    assert zalo.post("article/remove", {"id": article})["error"] == -201
    assert sandbox.zalo.articles() == []


def test_the_article_quota(sandbox: Sandbox, zalo: Zalo) -> None:
    """Beyond the month's quota create answers -223 with the quota text."""
    sandbox.settings.change({"zalo_article_quota": 1})
    zalo.post("article/create", zalo.article())
    answer = zalo.post("article/create", zalo.article())
    assert answer == {"error": -223, "message": "Your OA has reach the limit quota create article"}


def test_broadcast(sandbox: Sandbox, zalo: Zalo) -> None:
    """A broadcast takes shown articles by day, refuses hidden ones, six of them, and the night."""
    sandbox.clock.set(NOON)
    zalo.refresh(sandbox.zalo.consent_again())
    shown, hidden = zalo.publish(), zalo.publish(status="hide")

    def send(*ids: str, **target: Any) -> Any:
        elements = [{"media_type": "article", "attachment_id": one} for one in ids]
        payload = {"template_type": "media", "elements": elements}
        message = {"attachment": {"type": "template", "payload": payload}}
        return zalo.post("oa/message", {"recipient": {"target": target}, "message": message})

    assert send(shown, ages="2,3", gender=0, locations=[0, 1])["data"]["message_id"]
    assert send(hidden)["error"] == -201
    assert send(*[shown] * 6)["error"] == -201
    assert send(shown, planet="1")["error"] == -201
    sandbox.clock.set(NIGHT)
    assert send(shown)["error"] == -234
    sandbox.clock.set(NOON)
    sandbox.settings.change({"zalo_broadcast_quota": 1})
    assert send(shown)["error"] == -211
    assert [message.article_ids for message in sandbox.zalo.broadcasts()] == [(shown,)]


def test_unknown_paths_and_uploads(zalo: Zalo) -> None:
    """An invented path is -209; an upload answers an attachment id; quota calls answer."""
    assert zalo.get("article/comments")["error"] == -209
    files = {"file": ("a.jpg", picture(), "image/jpeg")}
    assert zalo.call("POST", "oa/upload/image", files=files).json()["data"]["attachment_id"]
    assert zalo.post("oa/quota/message", {"user_id": "1"})["data"]["remain"] > 0
