"""From a published story to what a channel is asked to say: the only door to the publishers."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from newsroom.outputs.picture_crops import crop_for
from newsroom.story.body import blocks
from publishers.contract import Paragraph, Photo, Post

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.outputs.pictures import MadePicture
    from newsroom.outputs.published import PublishedStory

# An address that stands alone in its paragraph; channels that can show films show it as one.
_VIDEO = re.compile(r"https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?v=|shorts/)|youtu\.be/)[\w-]{6,20}")
_KINDS = {"heading", "paragraph", "item", "quote", "table"}


def post(story: PublishedStory, channel: str, config: Config) -> Post:
    """Compose the post of a story for a channel. An allow-list: nothing private is even looked at."""
    text = story.story
    announcement = text.publish[channel]
    base = config.site.url + story.address
    made = story.pictures
    whole = {p.file: photo_of(made.large[p.file], base, p.alt) for p in text.pictures}
    crop = crop_for(text, channel, config.channels)
    photos = whole
    if crop is not None:
        photos = {p.file: photo_of(made.crops[p.file][crop], base, p.alt) for p in text.pictures}
    card = photo_of(made.card, base, text.title)
    cover = next(iter(photos.values()), card)
    return Post(
        story_id=text.id,
        title=text.title,
        summary=text.summary,
        text=announcement.text,
        hashtags=announcement.hashtags,
        link=base,
        author=text.authors[0].name,
        photos=tuple(photos.values()),
        cover=cover,
        body=tuple(_paragraphs(story, whole)),
        kind=announcement.kind,
        link_in=announcement.link_in,
        known_as=tuple(config.site.url + address for address in story.file.old_addresses),
    )


def photo_of(made: MadePicture, base: str, alt: str) -> Photo:
    """Return a drawn picture as a channel is given it; `base` is the full address of the story's page."""
    digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
    return Photo(str(made.path.resolve()), base + made.name, alt, digest)


def _paragraphs(story: PublishedStory, photos: dict[str, Photo]) -> list[Paragraph]:
    captions = {
        p.file: " ".join(filter(None, (p.caption, p.credit and f"Ảnh: {p.credit}"))) for p in story.story.pictures
    }
    found: list[Paragraph] = []
    for block in blocks(story.file.body):
        if block.kind == "image" and block.target in photos:
            found.append(Paragraph("image", captions[block.target], photos[block.target]))
        elif block.kind == "paragraph" and _VIDEO.fullmatch(block.text):
            found.append(Paragraph("video", "", next(iter(photos.values()), None), block.text))
        elif block.kind in _KINDS:
            found.append(Paragraph(block.kind, block.text))
    return found
