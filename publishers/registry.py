"""Channels are found by entry point; nothing is registered by importing."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from publishers.contract import Channel

GROUP = "newsroom.publishers"


@cache
def _installed(_path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """Read once a process and search path: going through all installed packages takes longer than a delivery."""
    return tuple(entry_points(group=GROUP))


class BrokenPublisher(Exception):
    """A publisher's package is installed but cannot be loaded."""


def load_channel(name: str) -> Channel | None:
    """Return the channel that the installed entry point `name` provides, or None when there is none.

    Raises:
        BrokenPublisher: its package failed to load, whatever the reason; the other channels go on.

    """
    for entry in _installed(tuple(sys.path)):
        if entry.name != name:
            continue
        try:
            loaded = entry.load()
        except Exception as error:  # whatever a third party's package raises while loading
            raise BrokenPublisher(f"{entry.value}: {type(error).__name__}: {error}") from error
        if not isinstance(loaded, Channel):
            raise BrokenPublisher(f"{entry.value} is not a publishers.contract.Channel")
        return loaded
    return None
