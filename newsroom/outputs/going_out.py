"""Exactly what will go out of a story, for people to look at before it does: the site's page and each channel's post.

Composed by the code that sends: `outputs.post` and the publisher's own `render`. What is shown is taken from the
payload, never from the story, so that nothing can look other than it will be. Pure but for the drawn pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from newsroom.gate import WEBSITE
from newsroom.outputs.post import photo_of, post
from publishers.abilities import Face, Shown, Shows
from publishers.contract import CannotRender, Payload, Photo, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from publishers.contract import Post, Publisher

_NO_CHANNEL = Problem("newsroom.toml không khai báo kênh này", "newsroom.toml has no such channel")
_NO_PUBLISHER = Problem("không có chương trình nào phục vụ kênh này", "no installed publisher serves this channel")
_OFF = Problem("kênh đang tắt trong newsroom.toml", "the channel is switched off in newsroom.toml")


@dataclass(frozen=True, slots=True)
class SitePage:
    """The story on the website, as lists, search engines and shared links show it."""

    url: str
    title: str
    summary: str
    at: datetime | None
    cover: Photo
    """The cover at its largest; without pictures the share card."""
    card: Photo
    """What stands for the story when its address is shared."""
    pictures: tuple[Photo, ...]
    """All of the story's pictures, cover first."""


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """One channel's post; without a payload `problems` say why there will be none."""

    channel: str
    label: str
    at: datetime
    broadcast: bool
    payload: Payload | None = None
    face: Face | None = None
    """What readers will see of the payload."""
    photos: tuple[Photo, ...] = ()
    """The pictures that stand with the post, where they lie on this machine; cover first."""
    problems: tuple[Problem, ...] = ()

    def picture(self, url: str) -> Photo | None:
        """Return the picture with a public address that the face names."""
        return next((photo for photo in self.photos if photo.url == url), None)


@dataclass(frozen=True, slots=True)
class GoingOut:
    """All that leaves the office of one story."""

    page: SitePage
    posts: tuple[ChannelPost, ...]
    """In the order of their times; the website is not among them."""


def going_out(story: PublishedStory, config: Config, publishers: Mapping[str, Publisher]) -> GoingOut:
    """Compose what goes out; `publishers` are those that can render (`offline_publishers`).

    Consent, findings and approval are not asked here: the workspace's verdict says whether a post may be made.
    """
    wanted = [(announced.at, name) for name, announced in story.story.publish.items() if name != WEBSITE]
    return GoingOut(_page(story, config), tuple(_post(story, name, config, publishers) for _, name in sorted(wanted)))


def _page(story: PublishedStory, config: Config) -> SitePage:
    text, made, base = story.story, story.pictures, config.site.url + story.address
    card = photo_of(made.card, base, text.title)
    pictures = tuple(photo_of(made.large[picture.file], base, picture.alt) for picture in text.pictures)
    return SitePage(base, text.title, text.summary, text.published_at, next(iter(pictures), card), card, pictures)


def _post(story: PublishedStory, name: str, config: Config, publishers: Mapping[str, Publisher]) -> ChannelPost:
    channel, announced, publisher = config.channels.get(name), story.story.publish[name], publishers.get(name)
    nothing = ChannelPost(name, channel.label if channel else name, announced.at, announced.broadcast)
    if channel is None or publisher is None:
        return replace(nothing, problems=(_NO_PUBLISHER if channel else _NO_CHANNEL,))
    wanted = post(story, name, config)
    try:
        payload = publisher.render(wanted)
    except CannotRender as error:
        return replace(nothing, photos=_photos(wanted, None), problems=error.problems)
    face = publisher.show(payload) if isinstance(publisher, Shows) else _plain_face(payload, wanted.link)
    problems = () if channel.enabled else (_OFF,)
    return replace(nothing, payload=payload, face=face, photos=_photos(wanted, payload), problems=problems)


def _photos(wanted: Post, payload: Payload | None) -> tuple[Photo, ...]:
    """Return every picture that the channel was given, those that it sends along first."""
    shown = [*(payload.photos if payload else ()), wanted.cover, *wanted.photos]
    shown += [part.photo for part in wanted.body if part.photo is not None]
    return tuple({photo.url: photo for photo in shown}.values())


def _plain_face(payload: Payload, link: str) -> Face:
    """Show every value of a channel that does not say itself what its readers will see."""
    texts = tuple(Shown(name, Problem(name, name), text, len(text)) for name, text in _strings("", payload.data))
    return Face(texts, tuple(photo.url for photo in payload.photos) or payload.fetched, link=link)


def _strings(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _strings(f"{name}.{key}".lstrip("."), part)
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value, 1):
            yield from _strings(f"{name}.{number}".lstrip("."), part)
    elif value is not None and value != "":
        yield name, str(value)
