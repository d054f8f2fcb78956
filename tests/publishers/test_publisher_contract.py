"""Both channels, and a third party's, pass the suite that the package ships for them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hand_made import START
from publishing_scene import Scene

from newsroom.outbox.model import State
from publishers.contract import Channel, Delivery, Payload, Post, Problem, Publisher, Receipt, Setting, Surroundings
from publishers.errors import NotConfigured
from publishers.registry import load_channel
from publishers.testing import PublisherContract, sample_posts


class WallPlatform:
    """What the sandbox saw of one channel."""

    _READS = (".list", ".get", ".getslice", ".getdetail", ".verify", "token")

    def __init__(self, scene: Scene, name: str) -> None:
        self._scene, self._name = scene, name
        self._wall = getattr(scene.sandbox, name)

    def calls(self) -> int:
        return len(self._wall.calls())

    def writes(self) -> int:
        return sum(not call.name.endswith(self._READS) for call in self._wall.calls())

    def public(self) -> int:
        return len(self._wall.published() if self._name == "facebook" else self._wall.shown())

    def wait(self, seconds: float) -> None:
        self._scene.clock.advance(seconds=seconds)


class BothChannels(PublisherContract):
    """The fixtures of the two channels that ship with the product."""

    name = ""

    @pytest.fixture
    def channel(self) -> Channel:
        found = load_channel(self.name)
        assert found is not None
        return found

    @pytest.fixture
    def publisher(self, scene: Scene) -> Publisher:
        return scene.connect(self.name)

    @pytest.fixture
    def platform(self, scene: Scene) -> WallPlatform:
        return WallPlatform(scene, self.name)

    @pytest.fixture
    def since(self) -> datetime:
        return START - timedelta(days=1)

    @pytest.fixture
    def posts(self, tmp_path: Path) -> tuple[Post, Post]:
        return sample_posts(tmp_path)


class TestFacebook(BothChannels):
    """A Facebook Page."""

    name = "facebook"


class TestZalo(BothChannels):
    """A Zalo Official Account."""

    name = "zalo"


class BoardPublisher:
    """A third party's publisher: pins notices to a board, a folder with one file a notice. It inherits nothing."""

    def __init__(self, board: Path | None) -> None:
        self.account = "bang-tin"
        self._board = board

    def render(self, post: Post) -> Payload:
        return Payload({"text": f"{post.title}\n{post.link}"})

    def find(self, delivery: Delivery) -> Receipt | None:
        assert self._board is not None
        for notice in sorted(self._board.glob("*.json")):
            if json.loads(notice.read_text())["link"] == delivery.link:
                return Receipt(notice.stem, notice.as_uri())
        return None

    def publish(self, delivery: Delivery) -> Receipt:
        assert self._board is not None
        notice = self._board / f"{len(list(self._board.iterdir())) + 1}.json"
        notice.write_text(json.dumps({"link": delivery.link, **delivery.payload.data}))
        return Receipt(notice.stem, notice.as_uri())


def _connect_board(options: Any, surroundings: Surroundings) -> BoardPublisher:
    folder = surroundings.environment.get("BOARD_FOLDER")
    if not folder:
        raise NotConfigured("BOARD_FOLDER", "thư mục bảng tin", "the board's folder")
    return BoardPublisher(Path(folder))


board_channel = Channel(
    name="board",
    label="Bảng tin",
    settings=(Setting("BOARD_FOLDER", Problem("thư mục bảng tin", "the board's folder")),),
    offline=lambda options: BoardPublisher(None),
    connect=_connect_board,
)


class TestThirdParty(PublisherContract):
    """The board."""

    @pytest.fixture
    def board(self, tmp_path: Path) -> Path:
        folder = tmp_path / "board"
        folder.mkdir()
        return folder

    @pytest.fixture
    def channel(self) -> Channel:
        return board_channel

    @pytest.fixture
    def publisher(self, board: Path) -> Publisher:
        surroundings = Surroundings({"BOARD_FOLDER": str(board)}, vault=None, now=None, http=None)
        return board_channel.connect({}, surroundings)

    @pytest.fixture
    def platform(self, board: Path) -> Any:
        class Board:
            def calls(self) -> int:
                return len(list(board.iterdir()))

            writes = public = calls

            def wait(self, seconds: float) -> None:
                del seconds

        return Board()

    @pytest.fixture
    def since(self) -> datetime:
        return START

    @pytest.fixture
    def posts(self, tmp_path: Path) -> tuple[Post, Post]:
        return sample_posts(tmp_path)


def test_a_third_partys_channel_posts_without_touching_our_files(scene: Scene, tmp_path: Path) -> None:
    """A publisher that only has the contract's three methods is relayed, once, like the built-in ones."""
    board = tmp_path / "board"
    board.mkdir()
    story = scene.newsroom.write(1, facebook=None, zalo=None)
    text = story.read_text(encoding="utf-8")
    text = text.replace(
        "  website: {at: 2026-11-23 08:00}\n", "  website: {at: 2026-11-23 08:00}\n  board: {at: 2026-11-23 08:30}\n"
    )
    story.write_text(text.replace("[website, facebook, zalo]", "[website, board]"), encoding="utf-8")
    toml = scene.newsroom.folder / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[channels.board]\npublisher = "board"\nlabel = "Bảng tin"\n')
    scene.newsroom.reload()
    scene.newsroom.approve(story)
    scene.newsroom.deploy()
    for _ in range(3):
        scene.run(board=BoardPublisher(board))
    assert [item.state for item in scene.items()] == [State.SENT]
    assert len(list(board.iterdir())) == 1
