"""A channel that somebody else wrote: found by its entry point, held to the contract, used like our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from publishing_scene import Scene

from newsroom.outbox.model import State
from publishers.contract import Channel, Post, Publisher, Surroundings
from publishers.http import Http
from publishers.registry import load_channel
from publishers.testing import PublisherContract, sample_posts

KEY = "khoa-bang-tin"


class Board:
    """The board itself: real HTTP, notices kept until they are taken down."""

    def __init__(self) -> None:
        self.notices: dict[str, str] = {}
        self.seen: list[str] = []
        self.loses_answers = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(200, {"notices": [{"id": i, "text": t} for i, t in outer.notices.items()]})

            def do_POST(self) -> None:
                text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
                identity = f"n{len(outer.seen)}"
                outer.notices[identity] = text
                if outer.loses_answers:
                    outer.loses_answers -= 1
                    outer.seen.append("POST")
                    self.close_connection = True
                    return
                self._answer(200, {"id": identity})

            def do_DELETE(self) -> None:
                outer.notices.pop(self.path.rsplit("/", 1)[1], None)
                self._answer(200, {})

            def _answer(self, status: int, document: dict[str, Any]) -> None:
                outer.seen.append(self.command)
                assert self.headers["X-Board-Key"] == KEY
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def calls(self) -> int:
        return len(self.seen)

    def writes(self) -> int:
        return sum(method != "GET" for method in self.seen)

    def public(self) -> int:
        return len(self.notices)

    def wait(self, seconds: float) -> None:
        del seconds


@pytest.fixture
def board() -> Iterator[Board]:
    board = Board()
    yield board
    board.close()


def connected(channel: Channel, environment: Mapping[str, str]) -> Publisher:
    return channel.connect({}, Surroundings(environment, None, lambda: datetime.now(UTC), Http()))


def installed() -> Channel:
    channel = load_channel("bulletin-board")
    assert channel is not None, "the distribution in tests/third_party is not installed: make test installs it"
    return channel


class TestBulletinBoard(PublisherContract):
    """The conformance suite that ships in the package."""

    @pytest.fixture
    def channel(self) -> Channel:
        return installed()

    @pytest.fixture
    def platform(self, board: Board) -> Board:
        return board

    @pytest.fixture
    def publisher(self, board: Board) -> Publisher:
        return connected(installed(), {"BOARD_URL": board.url, "BOARD_KEY": KEY})

    @pytest.fixture
    def since(self) -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC)

    @pytest.fixture
    def posts(self, tmp_path: Path) -> tuple[Post, Post]:
        return sample_posts(tmp_path)


def test_it_is_a_distribution_of_its_own() -> None:
    """The channel comes from another distribution than ours, by its entry point."""
    points = distribution("newsroom-bulletin-board").entry_points
    assert [(p.group, p.name) for p in points] == [("newsroom.publishers", "bulletin-board")]
    assert not any(p.name == "bulletin-board" for p in distribution("newsroom").entry_points)


def test_a_newsroom_uses_it_like_our_own(scene: Scene, board: Board) -> None:
    """Named in newsroom.toml it gets every approved story once, also when an answer is lost, and loses it again."""
    toml = scene.newsroom.folder / "newsroom.toml"
    section = '\n[channels.bang-tin]\npublisher = "bulletin-board"\nlabel = "Bảng tin"\n'
    toml.write_text(toml.read_text(encoding="utf-8") + section, encoding="utf-8")
    scene.newsroom.reload()
    story = scene.newsroom.write(1, facebook=None, zalo=None)
    publish = {name: {"at": "2026-11-23 08:00"} for name in ("website", "bang-tin")}
    consent = {"ref": "DY-2026-001", "subject": "Hồ Thị Mai", "date": "2026-10-01", "pictures": True}
    channels = ["website", "bang-tin"]
    scene.newsroom.change(story, {"publish": publish, "consent": [{**consent, "channels": channels}]}, approve=True)
    scene.newsroom.deploy()
    publisher = connected(installed(), {"BOARD_URL": board.url, "BOARD_KEY": KEY})
    board.loses_answers = 1
    scene.settle(**{"bang-tin": publisher})
    assert len(board.notices) == 1
    assert [item.state for item in scene.items()] == [State.SENT]
    withdrawal = {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}
    scene.newsroom.change(story, {"withdrawal": withdrawal})
    scene.settle(**{"bang-tin": publisher})
    assert board.notices == {}
