"""Publishers that can only render: no credentials, no connection; for checks and for the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishers.registry import BrokenPublisher, load_channel

if TYPE_CHECKING:
    from newsroom.config import Config
    from publishers.contract import Publisher


def offline_publishers(config: Config) -> dict[str, Publisher]:
    """Make a publisher for every channel that can only render; a broken or missing one is left out."""
    found: dict[str, Publisher] = {}
    for name, channel in config.channels.items():
        try:
            provided = load_channel(channel.publisher)
        except BrokenPublisher:
            continue
        if provided is not None:
            found[name] = provided.offline(channel.options)
    return found
