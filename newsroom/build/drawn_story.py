"""One story with its pictures drawn: for the posts of a run, and for whoever looks at it before it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.build.picture_files import picture_cache
from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.pictures import CardText, make_pictures, order_of
from newsroom.outputs.published import PublishedStory
from newsroom.outputs.wording import card_words

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms


def published(
    config: Config, terms: Terms, file: StoryFile, fingerprint: str, *, undated_as: datetime | None = None
) -> PublishedStory:
    """Return a story with its pictures drawn (from the build cache, where the website's build left them).

    A story without a time for the website is taken as published at `undated_as`; that is for looking at it only.
    """
    at = (file.story.published_at if file.story is not None else None) or undated_as
    if file.story is None or at is None:
        msg = f"{file.name} has no time for the website"
        raise ValueError(msg)
    text = CardText(**card_words(file.story, config, terms))
    pictures = make_pictures(order_of(file, text, config.channels), PictureCache(picture_cache(config)))
    return PublishedStory(file, file.story, fingerprint, at, pictures)
