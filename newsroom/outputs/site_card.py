"""The picture that stands for the site's own pages when their address is shared; stories have cards of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.outputs.picture_cache import PictureCache
from newsroom.outputs.picture_drawing import card_of
from newsroom.outputs.pictures import CardText
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom.config import Config


def site_card(config: Config, cache: Path) -> Staged:
    """Stage the site's share card, drawn when it is not in the cache yet."""
    text = CardText(
        title=config.site.title,
        kicker=config.office.governing_body,
        who=urlsplit(config.site.url).hostname or "",
        office=config.office.name,
        column=config.site.title,
    )
    kept = card_of(text, None, PictureCache(cache))
    return Staged("chia-se.jpg", source=kept.path, version=kept.path.name)
