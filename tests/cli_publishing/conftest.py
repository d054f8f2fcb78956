"""The fixtures of `publishing_scene`, with a story on both channels, and posting hours that never close."""

from __future__ import annotations

import pytest
from publishing_scene import Newsroom as _Newsroom
from publishing_scene import clock, newsroom, office, platforms, running_sandbox, scene

__all__ = ["clock", "newsroom", "office", "platforms", "running_sandbox", "scene"]

_OPEN = '\n[channels.{name}.window]\nopens = "00:00"\ncloses = "00:00"\ngap_minutes = 0\n'


@pytest.fixture(autouse=True)
def always_open(newsroom: _Newsroom) -> None:
    """Let the command line post at any hour of the test's clock."""
    toml = newsroom.folder / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "".join(_OPEN.format(name=n) for n in ("facebook", "zalo")))
    newsroom.reload()
