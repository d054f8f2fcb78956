"""Every call of a delivery meets every fault, and the public still sees each story exactly once."""

from __future__ import annotations

import pytest
from hand_made import Killed, KillingHttp
from publishing_scene import Scene

from newsroom.outbox.model import State
from publishers.http import Http
from publishers.sandbox.faults import AFTER, BEFORE, SPOKEN

CALLS = {
    "facebook": [
        "published_posts.list",
        "feed.list",
        "photos.create",
        "photos.create",
        "feed.create",
        "post.update",
        "post.get",
    ],
    "zalo": [
        "token",
        "article.getslice",
        "article.create",
        "article.verify",
        "article.update",
        "article.getdetail",
    ],
}
"""What one delivery asks of its platform, in order; the first test proves that it is true."""
KILLS = ("killed_before", "killed_after")
FAULTS = sorted((BEFORE | AFTER | SPOKEN) - {"html_502_after", "text_body_after"}) + list(KILLS)
# Zalo words every refusal at the token endpoint alike, and a person's new consent is needed only when it was spent.
_NOT_REFUSED_FOR_GOOD = {("zalo", "token")}
# Facebook's read-back comes after the post is public, Zalo's calls after `create` are looked up in the list.
_SETTLED_BY_LOOKING = {
    ("facebook", "post.get"),
    ("zalo", "article.verify"),
    ("zalo", "article.getdetail"),
}

CASES = [
    pytest.param(channel, index, fault, id=f"{channel}-{index + 1}-{name}-{fault}")
    for channel, names in CALLS.items()
    for index, name in enumerate(names)
    for fault in FAULTS
]


@pytest.mark.parametrize("channel", CALLS)
def test_a_clean_delivery_makes_exactly_these_calls(scene: Scene, channel: str) -> None:
    """The fault table covers every call: a clean run makes these calls in this order and no others."""
    scene.newsroom.write(1)
    scene.newsroom.deploy()
    scene.run(channel, wait=60)
    wall = getattr(scene.sandbox, channel)
    assert [call.name for call in wall.calls()] == CALLS[channel]
    assert [item.state for item in scene.items()] == [State.SENT]


@pytest.mark.parametrize(("channel", "index", "fault"), CASES)
def test_each_story_is_public_exactly_once_whatever_fails(
    shared_scene: Scene, channel: str, index: int, fault: str
) -> None:
    """One fault at any call leaves every story posted once, or refused and not posted; never twice, never stuck."""
    scene, name = shared_scene, CALLS[channel][index]
    nth = CALLS[channel][: index + 1].count(name)
    if fault in KILLS:
        prefix = f"{scene.sandbox.base_url}/{'graph' if channel == 'facebook' else 'zalo-'}"
        with pytest.raises(Killed):
            scene.run(channel, wait=60, http=KillingHttp(prefix, index + 1, after=fault == "killed_after"))
    else:
        scene.sandbox.faults.add(channel, name, nth, fault, seconds=0.6)
        scene.run(channel, http=Http(read_seconds=0.3) if fault == "timeout_after" else None)
        assert fault == "timeout_after" or scene.sandbox.faults.waiting() == [] or channel == "zalo"
    items = scene.settle(channel, rounds=2 if name == "token" else 12)
    if any(item.state is State.PENDING for item in items) and (channel, name) in _NOT_REFUSED_FOR_GOOD:
        scene.seed = scene.sandbox.zalo.consent_again()
        items = scene.settle(channel)
    assert scene.sandbox.faults.waiting() == []
    refused = fault == "refused" and (channel, name) not in _NOT_REFUSED_FOR_GOOD | _SETTLED_BY_LOOKING
    states = sorted(item.state.value for item in items)
    assert states == (["failed", "sent"] if refused else ["sent", "sent"]), [item.error for item in items]
    assert len(scene.posts(channel)) == len(set(scene.posts(channel))) == states.count("sent")
    sent = {item.remote_id for item in items if item.state is State.SENT}
    wall = scene.sandbox.facebook.published() if channel == "facebook" else scene.sandbox.zalo.shown()
    assert sent == {post.id for post in wall}
