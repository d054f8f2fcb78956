"""What people are shown before a story goes out is what goes out: the same payloads, and all that is in them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from office_kit import NOW, Office

from newsroom.build.drawn_story import published
from newsroom.outgoing import freeze
from newsroom.outputs.going_out import GoingOut, going_out
from newsroom.renderers import offline_publishers
from publishers.contract import Payload, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = {
    "website": {"at": "2025-01-01 08:30"},
    "zalo": {"at": "2025-01-01 09:30"},
    "facebook": {"at": "2025-01-01 09:00", "text": "Chị Hạnh, 15 năm & một quầy.", "hashtags": ["guong"]},
}
BODY = "Chị nói.\n\n## Một ngày\n\n- Sáng\n\n> Làm hết việc.\n\n![Chị Hạnh](anh.jpg)\n\nhttps://youtu.be/abcdefghijk\n"


def _composed(office: Office, **front: Any) -> GoingOut:
    office.write(1, publish=TIMES | front.pop("publish", {}), body=BODY, **front)
    workspace = office.workspace()
    file = workspace.files[0]
    story = published(workspace.config, workspace.terms, file, workspace.fingerprint(file), undated_as=NOW)
    return going_out(story, workspace.config, offline_publishers(workspace.config))


def test_the_payloads_are_those_that_will_be_queued(office: Office):
    """What is shown holds, value for value, what the outbox would freeze for every channel."""
    shown = _composed(office)
    entries = office.workspace().entries()
    publishers = offline_publishers(entries.config)
    for post in shown.posts:
        item = freeze(entries, entries.all()[0], post.channel, publishers[post.channel], NOW)
        assert post.payload == item.payload
    assert [(post.channel, post.label) for post in shown.posts] == [("facebook", "Facebook"), ("zalo", "Zalo OA")]


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in {"type", "cover_type", "status", "kind", "alt"} and (key, part) != ("comment", "show"):
                yield from _leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _leaves(part)
    else:
        yield str(value)


@pytest.mark.parametrize("wish", [{}, {"kind": "link"}, {"kind": "photos", "link_in": "comment"}, {"kind": "text"}])
def test_no_word_of_a_payload_is_hidden(office: Office, wish: dict[str, str]):
    """Every text, address and picture of a payload stands in its face."""
    shown = _composed(office, publish={"facebook": TIMES["facebook"] | wish})
    for post in shown.posts:
        face = post.face
        said = [text.text for text in face.texts] + [part.text for part in face.body] + [part.url for part in face.body]
        said += [face.link, *face.pictures]
        for leaf in _leaves(dict(post.payload.data)):
            plain = leaf.replace("<p>", "").replace("</p>", "").replace("&amp;", "&")
            assert any(plain in one for one in said), leaf
        assert face.link.startswith(shown.page.url)
        assert all(post.picture(url) is not None for url in face.pictures)
        assert [photo.url for photo in post.payload.photos] == [u for u in face.pictures if post.channel == "facebook"]
    places = {"link": "card", "photos": "comment"}
    assert shown.posts[0].face.link_in == places.get(wish.get("kind", ""), "text")


def test_lengths_are_counted_as_the_platform_counts(office: Office):
    """A sign outside the basic plane counts twice on Facebook and once on Zalo, where the limit is 149."""
    facebook, zalo = _composed(office, title="Sen 🪷", publish={"facebook": {"at": "2025-01-01 09:00"}}).posts
    message = facebook.face.texts[0]
    assert message.length == len(message.text) + 1
    title = zalo.face.texts[0]
    assert (title.name, title.length, title.limit) == ("title", 5, 149)


def test_what_a_channel_cannot_say_is_told_with_its_reason(office: Office):
    """A channel that refuses has no payload and says why; the other channel is shown all the same."""
    facebook, zalo = _composed(office, summary="ờ" * 300, publish={"facebook": {"at": "2025-01-01 09:00"}}).posts
    assert facebook.payload is not None
    assert zalo.payload is None
    assert "300" in zalo.problems[0].vi
    nobody = _composed(office, publish={"bang-tin": {"at": "2025-01-01 09:00"}}).posts
    assert next(post for post in nobody if post.channel == "bang-tin").problems


def test_the_page_is_shown_as_search_engines_will(office: Office):
    """Address, title, summary, time and cover of the page; without pictures the share card stands for it."""
    page = _composed(office).page
    assert (page.url, page.title) == ("https://guong.example.vn/2025/bai-1/", "Người giữ lửa bộ phận một cửa số 1")
    assert [photo.alt for photo in page.pictures] == ["Chị Hạnh ở quầy"]
    assert page.cover == page.pictures[0]
    bare = _composed(office, pictures=[]).page
    assert bare.cover == bare.card


def test_nothing_private_is_in_it(office: Office):
    """Consent references, birth years, verification and approval are in nothing that is shown."""
    office.write(1, publish=TIMES, subjects=[{"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "birth_year": 1973}])
    workspace = office.workspace()
    file = workspace.files[0]
    story = published(workspace.config, workspace.terms, file, workspace.fingerprint(file))
    shown = repr(dataclasses.asdict(going_out(story, workspace.config, offline_publishers(workspace.config))))
    for secret in ("1973", "DY-1", "Lê Thị Chi", "Phạm Duyệt", "sha256:"):
        assert secret not in shown


class _Board:
    """A channel that only knows how to render."""

    account = "board"

    def render(self, post: Post) -> Payload:
        return Payload({"text": post.title, "more": {"tags": ["a", "b"], "none": None}})

    def find(self, delivery):
        raise NotImplementedError

    def publish(self, delivery):
        raise NotImplementedError


def test_a_channel_that_does_not_say_shows_every_value(office: Office):
    """A third party's channel without `show` is shown value by value under its own names."""
    office.write(1, publish=TIMES)
    workspace = office.workspace()
    file = workspace.files[0]
    story = published(workspace.config, workspace.terms, file, workspace.fingerprint(file))
    face = going_out(story, workspace.config, {"facebook": _Board()}).posts[0].face
    assert [(text.name, text.text) for text in face.texts] == [
        ("text", "Người giữ lửa bộ phận một cửa số 1"),
        ("more.tags.1", "a"),
        ("more.tags.2", "b"),
    ]
    assert face.link == "https://guong.example.vn/2025/bai-1/"
