"""The pictures of a story as machines are told of them: full addresses, sizes, words, who took them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.outputs.picture_crops import CHANNEL_CROPS

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.outputs.pictures import MadePicture
    from newsroom.outputs.published import PublishedStory


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """One JPEG that stands on the site."""

    url: str
    width: int
    height: int
    size_bytes: int
    alt: str
    caption: str | None = None
    credit: str | None = None


def story_pictures(story: PublishedStory, config: Config) -> list[PublicPicture]:
    """Return a story's pictures at their largest, the cover first."""
    return [
        _public(
            story.pictures.large[picture.file],
            story,
            config,
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
        )
        for picture in story.story.pictures
    ]


def cover_crops(story: PublishedStory, config: Config) -> list[PublicPicture]:
    """Return the cover cut square and upright, as social networks show pictures; nothing without a cover."""
    if not story.story.pictures:
        return []
    cover = story.story.pictures[0]
    made = [story.pictures.crops[cover.file][crop] for crop in CHANNEL_CROPS.values()]
    return [_public(one, story, config, alt=cover.alt, caption=cover.caption, credit=cover.credit) for one in made]


def share_picture(story: PublishedStory, config: Config) -> PublicPicture:
    """Return the card that stands for a story when its address is shared."""
    return _public(story.pictures.card, story, config, alt=story.story.title)


def main_picture(story: PublishedStory, config: Config) -> PublicPicture:
    """Return the cover, else the share card."""
    return next(iter(story_pictures(story, config)), None) or share_picture(story, config)


def _public(
    made: MadePicture,
    story: PublishedStory,
    config: Config,
    *,
    alt: str,
    caption: str | None = None,
    credit: str | None = None,
) -> PublicPicture:
    url = config.site.url + story.address + made.name
    return PublicPicture(url, made.width, made.height, made.path.stat().st_size, alt, caption, credit)
