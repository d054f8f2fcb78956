"""What the plan and the relay need of a story: a few facts that an index can keep, not the text.

Both a `Workspace`, which has read every story, and an index that remembers them provide `Entries`; so the plan over
ten thousand stories need not parse ten thousand files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.freezes import Named
    from newsroom.gate import Verdict
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms


@dataclass(frozen=True, slots=True)
class Announced:
    """When a story wants to be on a channel, and whether its followers shall be told."""

    at: datetime
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One story whose front matter is sound."""

    story_id: str
    name: str
    """The path to show people, relative to the newsroom."""
    title: str
    address: str
    """The page's address relative to the site's root: `2026/<slug>/`."""
    fingerprint: str
    named: Named
    channels: Mapping[str, Announced] = field(default_factory=dict)
    """The website among them."""


class Entries(Protocol):
    """All stories at one moment."""

    @property
    def config(self) -> Config:
        """The newsroom's settings."""

    @property
    def now(self) -> datetime:
        """The moment the verdicts are for."""

    @property
    def terms(self) -> Terms:
        """The office's lists."""

    def all(self) -> Sequence[Entry]:
        """Return every story with sound front matter, in the order of its path; ids may occur twice by mistake."""

    def verdict(self, entry: Entry, channel: str) -> Verdict:
        """Decide whether the story may be on `channel` now; a story with errors may not."""

    def open(self, entry: Entry) -> StoryFile:
        """Read the whole story.

        Raises:
            StoryChanged: what lies on disk is no longer what `entry` says.

        """


class StoryChanged(Exception):
    """A story was changed while the run went on; the next run sees it as it is then."""
