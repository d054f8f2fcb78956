"""A Page on loopback and a publisher bound to it, without a newsroom around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hand_made import START, HandClock, Website
from PIL import Image

from publishers.contract import Delivery, LoginDesk, Payload, Photo, Post, Problem, Progress, Receipt, Surroundings
from publishers.facebook_page import channel
from publishers.facebook_page.publisher import FacebookPage
from publishers.http import Answer, Http
from publishers.sandbox import Sandbox
from publishers.vault import Vault

START_OF_TEST = START
SINCE = START - timedelta(days=1)
UTM = "?utm_source=facebook&utm_medium=social&utm_campaign=guong-dien-hinh"
_TURN: list[HandClock] = [HandClock()]
"""The clock of the test that runs; the sandbox lives longer than one test."""


@dataclass
class Scene:
    """One Page, its website, a clock moved by hand, and publishers made as `newsroom publish` makes them."""

    sandbox: Sandbox
    website: Website
    clock: HandClock
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def wall(self) -> Any:
        return self.sandbox.facebook

    @property
    def vault(self) -> Vault:
        return Vault(self.folder / "vault")

    def surroundings(self, http: Http | None = None) -> Surroundings:
        environment = {**self.sandbox.environment(), **self.environment}
        given = {name: value for name, value in environment.items() if value}
        return Surroundings(given, self.vault, self.clock.now, http or Http())

    def page(self, http: Http | None = None, **options: Any) -> FacebookPage:
        """Return a fresh publisher that knows nothing of earlier ones."""
        made = channel.connect(options, self.surroundings(http))
        assert isinstance(made, FacebookPage)
        return made

    def names(self) -> list[str]:
        """Return the names of the calls that came in so far, in order."""
        return [call.name for call in self.wall.calls()]

    def post(self, number: int = 1, **changes: Any) -> Post:
        """Return a story with two pictures whose page stands on the website."""
        address = f"2026/bai-mau-{number}/"
        link = self.website.url + address
        page = f'<html><head><meta property="og:title" content="Bài {number}"></head></html>'
        # The website compares whole addresses; a real one ignores what counts visits.
        for query in ("", UTM):
            self.website.show(address + query, page.encode())
        photos = tuple(self._photo(link, number, name) for name in ("bìa", "hai"))
        plain = Post(
            story_id=f"GS-2026-{number:04}",
            title=f"Chị Mai mở cửa sớm lần thứ {number}",
            summary="Sáng nào bộ phận một cửa cũng mở sớm mười lăm phút.",
            text=None,
            hashtags=("GuongDienHinh",),
            link=link,
            author="Lê Thị Ngọc Trâm",
            photos=photos,
            cover=photos[0],
            body=(),
        )
        return replace(plain, **changes)

    def _photo(self, link: str, number: int, name: str) -> Photo:
        path = self.folder / f"{name}-{number}.jpg"
        Image.new("RGB", (64, 48), (number % 250, ord(name[0]), 90)).save(path, "JPEG")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return Photo(str(path), f"{link}{path.name}", f"Ảnh {name}", digest)

    def delivery(self, payload: Payload, post: Post, purpose: str = "announce", **changes: Any) -> Delivery:
        account = self.sandbox.environment()["FACEBOOK_PAGE_ID"]
        key = f"facebook/{account}/{post.story_id}/{purpose}"
        plain = Delivery(key, post.story_id, purpose, payload, post.link, SINCE)
        return replace(plain, **changes)


def carry_out(page: FacebookPage, delivery: Delivery, clock: HandClock, steps: int = 30) -> Receipt:
    """Take steps, waiting as long as each asks for, until the post is public."""
    for _ in range(steps):
        done = page.publish(delivery)
        if isinstance(done, Receipt):
            return done
        clock.advance(seconds=done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    raise AssertionError(f"not public after {steps} steps")


def stepped(page: FacebookPage, delivery: Delivery, steps: int) -> Delivery:
    """Take `steps` steps and return the delivery with the handle that was saved last."""
    for _ in range(steps):
        done = page.publish(delivery)
        assert isinstance(done, Progress)
        delivery = replace(delivery, handle=done.handle)
    return delivery


class Desk(LoginDesk):
    """A person who answers what was written down before."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.heard: list[Problem] = []

    def say(self, sentence: Problem) -> None:
        self.heard.append(sentence)

    def ask(self, question: Problem, *, secret: bool = False) -> str:
        assert secret
        self.heard.append(question)
        return self._answers.pop(0)

    def visit(self, page: Any) -> Mapping[str, str]:
        raise AssertionError("nothing to visit")


class CountingHttp(Http):
    """Keeps every request that leaves: method, address and what was sent along."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str, dict[str, Any]]] = []

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Any:
        self.sent.append((method, url, request))
        return super().ask(method, url, writes=writes, **request)


class DeafHttp(Http):
    """A platform that says yes to one kind of write and does nothing."""

    def __init__(self, parameter: str) -> None:
        super().__init__()
        self._parameter = parameter

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
        if self._parameter in request.get("json", {}):
            return Answer(200, {}, {"success": True}, "", b"")
        return super().ask(method, url, writes=writes, **request)


def now() -> datetime:
    return _TURN[0].now()


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("platforms") / "sandbox.db", now=now) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def web() -> Iterator[Website]:
    website = Website()
    yield website
    website.close()


@pytest.fixture
def fb(loopback: Sandbox, web: Website, tmp_path: Path) -> Scene:
    _TURN[0] = HandClock()
    loopback.reset()
    return Scene(loopback, web, _TURN[0], tmp_path)
