"""The picture that stands for the site's own pages when their address is shared; stories have cards of their own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.files import write_bytes
from newsroom.outputs.pictures import CardText
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom.config import Config


def site_card(config: Config, cache: Path) -> Staged:
    """Stage the site's share card, drawn when it is not in the cache yet."""
    from newsroom.outputs.share_card import RECIPE, draw_card

    text = CardText(
        title=config.site.title,
        kicker=config.office.governing_body,
        who=urlsplit(config.site.url).hostname or "",
        office=config.office.name,
        column=config.site.title,
    )
    key = hashlib.sha256(f"site|{RECIPE}|{text!r}".encode()).hexdigest()[:16]
    path = cache / f"{key}.site.jpg"
    if not path.exists():
        write_bytes(path, draw_card(text, None))
    return Staged("chia-se.jpg", source=path, version=path.name)
