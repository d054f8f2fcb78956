"""What every channel must do: a conformance suite for pytest, for this package's channels and for third parties'.

    class TestMyChannel(PublisherContract):
        @pytest.fixture
        def channel(self): ...                 # the `Channel` your entry point names
        @pytest.fixture
        def publisher(self, ...): ...          # made by `channel.connect`, against a fake platform that keeps state
        @pytest.fixture
        def platform(self, ...): ...           # a `FakePlatform`: what that fake has seen
        @pytest.fixture
        def since(self): ...                   # a moment before anything was posted, by the fake's clock
        @pytest.fixture
        def posts(self, tmp_path):             # two stories; or write your own `Post`s
            return sample_posts(tmp_path)

The fake should be a loopback server, so that your real client, encoding and timeouts are under test;
`publishers.sandbox` is an example. Beyond this suite a channel needs a table of its platform's error codes, each with
the expected class of `publishers.errors`. How a channel is added is told in docs/adding-a-channel.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from publishers.contract import (
    Channel,
    Delivery,
    Handle,
    Paragraph,
    Photo,
    Post,
    Progress,
    Publisher,
    Receipt,
    Surroundings,
)
from publishers.errors import NotConfigured

MOST_STEPS = 30


class FakePlatform(Protocol):
    """What the suite asks about the platform behind the publisher."""

    def calls(self) -> int:
        """Return how many requests came in so far."""

    def writes(self) -> int:
        """Return how many of them could have changed something."""

    def public(self) -> int:
        """Return how many posts the public sees."""

    def wait(self, seconds: float) -> None:
        """Let time pass on the platform, so that it finishes what it was processing."""


class PublisherContract:
    """Subclass it, name the subclass `Test…`, and give it the fixtures above."""

    def test_it_is_a_publisher_of_a_channel(self, channel: Channel, publisher: Publisher) -> None:
        """The channel and its publisher have the shape of the contract, and the publisher knows its account."""
        assert isinstance(channel, Channel)
        assert isinstance(publisher, Publisher)
        assert publisher.account
        assert isinstance(publisher.account, str)

    def test_without_settings_it_says_which_is_missing(self, channel: Channel) -> None:
        """Connecting without credentials names a setting that the channel declares, and asks the platform nothing."""
        if not channel.settings:
            return
        with pytest.raises(NotConfigured) as missing:
            channel.connect({}, Surroundings(environment={}, vault=_EmptyVault(), now=None, http=None))
        assert missing.value.name in {setting.name for setting in channel.settings}
        assert missing.value.vi
        assert missing.value.en

    def test_render_is_pure(
        self, channel: Channel, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post]
    ) -> None:
        """Rendering twice, or without credentials, gives the same payload of JSON values and asks nobody."""
        before = platform.calls()
        first, again = publisher.render(posts[0]), publisher.render(posts[0])
        offline = channel.offline({}).render(posts[0])
        assert first == again == offline
        assert json.loads(json.dumps(first.data)) == first.data
        assert publisher.render(posts[1]) != first
        assert platform.calls() == before

    def test_find_before_anything_finds_nothing(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """On an empty platform `find` returns None and writes nothing."""
        before = platform.writes()
        assert publisher.find(delivery_of(publisher, posts[0], since)) is None
        assert platform.writes() == before

    def test_every_step_writes_at_most_once_and_ends_in_one_post(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """Step by step, each with at most one write and a handle of JSON values, the post becomes public once."""
        delivery = delivery_of(publisher, posts[0], since)
        for _ in range(MOST_STEPS):
            before = platform.writes()
            done = publisher.publish(delivery)
            assert platform.writes() <= before + 1
            if isinstance(done, Receipt):
                assert platform.public() == 1
                assert done.remote_id
                return
            assert json.loads(json.dumps(dict(done.handle))) == dict(done.handle)
            platform.wait(done.wait_seconds)
            delivery = replace(delivery, handle=done.handle)
        raise AssertionError(f"not public after {MOST_STEPS} steps")

    def test_find_after_success_returns_the_same_receipt(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """A public post is found by its handle and without it, with the receipt's id, and finding writes nothing."""
        delivery = delivery_of(publisher, posts[0], since)
        receipt, handle = carry_out(publisher, platform, delivery)
        before = platform.writes()
        for known in (handle, None):
            found = publisher.find(replace(delivery, handle=known))
            assert isinstance(found, Receipt)
            assert (found.remote_id, found.url) == (receipt.remote_id, receipt.url)
        assert platform.writes() == before

    def test_another_story_is_not_mistaken_for_ours(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """With one story public, the other is still not found."""
        carry_out(publisher, platform, delivery_of(publisher, posts[0], since))
        assert publisher.find(delivery_of(publisher, posts[1], since)) is None

    def test_looking_between_steps_changes_nothing(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """`find` after every step writes nothing, and calls nothing public that is not."""
        delivery = delivery_of(publisher, posts[0], since)
        for _ in range(MOST_STEPS):
            done = publisher.publish(delivery)
            before = platform.writes()
            if isinstance(done, Receipt):
                return
            for handle in (done.handle, None):
                found = publisher.find(replace(delivery, handle=handle))
                assert not isinstance(found, Receipt) or platform.public() == 1
            assert platform.writes() == before
            platform.wait(done.wait_seconds)
            delivery = replace(delivery, handle=done.handle)

    def test_a_handle_lost_after_any_step_makes_no_second_post(
        self, publisher: Publisher, platform: FakePlatform, posts: tuple[Post, Post], since: datetime
    ) -> None:
        """Whatever step was the last one remembered, looking and going on ends with one public post."""
        delivery = delivery_of(publisher, posts[0], since)
        steps = 0
        while platform.public() == 0 and steps < MOST_STEPS:
            steps += 1
            # `steps` steps, then everything that was known is lost.
            handle: Handle | None = None
            for _ in range(steps):
                done = publisher.publish(replace(delivery, handle=handle))
                if isinstance(done, Receipt):
                    break
                platform.wait(done.wait_seconds)
                handle = done.handle
        found = publisher.find(delivery)
        if isinstance(found, Progress):
            carry_out(publisher, platform, replace(delivery, handle=found.handle))
        assert isinstance(found, (Receipt, Progress))
        assert platform.public() == 1


def delivery_of(publisher: Publisher, post: Post, since: datetime) -> Delivery:
    """Return a fresh delivery of a post, as the relay would hand it over."""
    key = f"channel/{publisher.account}/{post.story_id}/announce"
    return Delivery(key, post.story_id, "announce", publisher.render(post), post.link, since)


def carry_out(publisher: Publisher, platform: FakePlatform, delivery: Delivery) -> tuple[Receipt, Handle | None]:
    """Take steps until the post is public; return the receipt and the last handle."""
    for _ in range(MOST_STEPS):
        done = publisher.publish(delivery)
        if isinstance(done, Receipt):
            return done, delivery.handle
        platform.wait(done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    raise AssertionError(f"not public after {MOST_STEPS} steps")


def sample_posts(folder: Path) -> tuple[Post, Post]:
    """Return two posts in Vietnamese with two pictures each, written into `folder`."""
    return _post(folder, 1, "Chị Mai mở cửa sớm"), _post(folder, 2, "Anh Đức giữ sổ trực đêm")


def _post(folder: Path, number: int, title: str) -> Post:
    from PIL import Image

    link = f"https://newsroom.example/2026/bai-mau-{number}/"
    photos = []
    for name in ("bia", "hai"):
        path = folder / f"{name}-{number}.jpg"
        Image.new("RGB", (640, 480), (number * 40, len(name) * 30, 90)).save(path, "JPEG")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        photos.append(Photo(str(path), f"{link}{path.name}", f"Ảnh {name} của bài {number}", digest))
    return Post(
        story_id=f"GS-2026-{number:04}",
        title=title,
        summary="Sáng nào bộ phận một cửa cũng mở sớm mười lăm phút.",
        text=None,
        hashtags=("GuongDienHinh",),
        link=link,
        author="Lê Thị Ngọc Trâm",
        photos=tuple(photos),
        cover=photos[0],
        body=(
            Paragraph("paragraph", "Chị mở cửa sớm & pha trà."),
            Paragraph("image", "Ấm trà", photos[1]),
            Paragraph("quote", "Bà con ngồi đã."),
        ),
    )


class _EmptyVault:
    def read(self, name: str) -> None:
        """Return nothing: no record is known."""
