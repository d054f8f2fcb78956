"""A publisher of the loopback Official Account, without a newsroom around it: the real client, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hand_made import START, HandClock, Website

from publishers.contract import Delivery, Handle, Paragraph, Payload, Photo, Post, Progress, Receipt, Surroundings
from publishers.http import Http
from publishers.registry import load_channel
from publishers.sandbox import Sandbox
from publishers.testing import sample_posts
from publishers.vault import Vault

MOST_STEPS = 40


@dataclass
class OfficialAccount:
    """The account, its platform, a clock moved by hand, and a website with pictures."""

    sandbox: Sandbox
    clock: HandClock
    folder: Path
    website: Website
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def vault(self) -> Vault:
        return Vault(self.folder / "vault")

    @property
    def id(self) -> str:
        return self.sandbox.environment()["ZALO_OA_ID"]

    def surroundings(self, http: Http | None = None, *, without: tuple[str, ...] = ()) -> Surroundings:
        environment = {**self.sandbox.environment(), **self.environment}
        kept = {name: value for name, value in environment.items() if name not in without}
        return Surroundings(kept, self.vault, self.clock.now, http or Http())

    def connect(self, http: Http | None = None, **options: Any) -> Any:
        """Make the channel's publisher exactly as `newsroom publish` does."""
        channel = load_channel("zalo")
        assert channel is not None
        return channel.connect(options, self.surroundings(http))

    def post(self, number: int = 1, **changes: Any) -> Post:
        """Return a story in Vietnamese, its pictures on disk; see `sample_posts`."""
        return replace(sample_posts(self.folder)[number - 1], **changes)

    def hosted(self, number: int = 1, **changes: Any) -> Post:
        """Return a story whose pictures lie on the website, so that the platform fetches and re-hosts them."""
        post = self.post(number)
        photos = tuple(self._shown(photo) for photo in post.photos)
        body = tuple(replace(p, photo=photos[1]) if p.photo else p for p in post.body)
        return replace(replace(post, photos=photos, cover=photos[0], body=body), **changes)

    def _shown(self, photo: Photo) -> Photo:
        path = Path(photo.path)
        self.website.show(path.name, path.read_bytes(), "image/jpeg")
        return replace(photo, url=self.website.url + path.name)

    def delivery(self, publisher: Any, post: Post, purpose: str = "announce", **changes: Any) -> Delivery:
        """Return a fresh delivery, as the relay would hand it over."""
        key = f"zalo/{publisher.account}/{post.story_id}/{purpose}"
        given = Delivery(
            key, post.story_id, purpose, publisher.render(post), post.link, self.clock.now() - timedelta(hours=1)
        )
        return replace(given, **changes)

    def carry(self, step: Any, delivery: Delivery, *, most: int = MOST_STEPS) -> tuple[Receipt, Handle | None]:
        """Take steps until there is a receipt, waiting as asked; return it and the last handle."""
        for _ in range(most):
            done = step(delivery)
            if isinstance(done, Receipt):
                return done, delivery.handle
            assert isinstance(done, Progress)
            self.clock.advance(seconds=done.wait_seconds)
            delivery = replace(delivery, handle=done.handle)
        raise AssertionError(f"no receipt after {most} steps")

    def announce(self, publisher: Any, post: Post) -> Receipt:
        """Post a story and return its receipt."""
        return self.carry(publisher.publish, self.delivery(publisher, post))[0]

    def count(self, name: str) -> int:
        """Return how often a call was made so far."""
        return len(self.sandbox.zalo.calls(name))


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return a body of plain paragraphs."""
    return tuple(Paragraph("paragraph", text) for text in texts)


def as_sent(payload: Payload, **changes: Any) -> Payload:
    """Return a payload with some fields of the article changed."""
    data: Mapping[str, Any] = {**payload.data, **changes}
    return replace(payload, data=data)


@pytest.fixture
def oa(platforms: Sandbox, clock: HandClock, tmp_path: Path) -> Iterator[OfficialAccount]:
    """Return the account with an empty wall; it is 09:00 on START's day at the office."""
    assert clock.now() == START
    website = Website()
    yield OfficialAccount(platforms, clock, tmp_path, website)
    website.close()
