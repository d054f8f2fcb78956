"""The stories that the website may show at one moment, in order, with what pages need to know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsroom.approval import revision
from newsroom.gate import WEBSITE
from newsroom.outputs.wording import moment, who_line

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.outputs.pictures import StoryPictures
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms
    from newsroom.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PublishedStory:
    """One story the website shows."""

    file: StoryFile
    story: Story
    fingerprint: str
    published_at: datetime
    pictures: StoryPictures
    _card: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def address(self) -> str:
        """The page's address relative to the site's root."""
        return self.file.address

    @property
    def revision(self) -> str:
        """What the page carries as `story-revision`."""
        return revision(self.fingerprint)

    @property
    def updated_at(self) -> datetime | None:
        """The time of the last correction."""
        return max((c.at for c in self.story.corrections), default=None)

    @property
    def changed_at(self) -> datetime:
        """When the page last changed: the last correction, else the publication."""
        return max(self.published_at, self.updated_at or self.published_at)

    def day(self, zone: ZoneInfo) -> date:
        """Return the day of publication in the office's zone."""
        return self.published_at.astimezone(zone).date()

    def reading_minutes(self) -> int:
        """Estimate the reading time at 200 words a minute, at least one."""
        return max(1, round(len(self.file.body.split()) / 200))

    def card(self, terms: Terms, zone: ZoneInfo) -> dict[str, Any]:
        """Return what a list shows of the story, worked out once; `terms` and `zone` are those of the site."""
        if not self._card:
            self._card.update(self._make_card(terms, zone))
        return self._card

    def _make_card(self, terms: Terms, zone: ZoneInfo) -> dict[str, Any]:
        main = self.story.fields[0]
        return {
            "title": self.story.title,
            "url": self.address,
            "summary": self.story.summary,
            "date": moment(self.published_at, zone),
            "who": who_line(self.story),
            "field": {"label": terms.fields.label(main), "url": f"linh-vuc/{main}/"},
            "kind": terms.kinds.label(self.story.kind),
            "image": self.pictures.thumbnail_for_card(self.address),
        }


def published_stories(workspace: Workspace, pictures: dict[str, StoryPictures]) -> list[PublishedStory]:
    """Return the stories the website may show now, oldest first; equal times go by id.

    `pictures` has the prepared pictures of each story by its name.
    """
    shown = [
        PublishedStory(file, file.story, workspace.fingerprint(file), file.story.published_at, pictures[file.name])
        for file in showable(workspace)
        if file.story is not None and file.story.published_at is not None
    ]
    return sorted(shown, key=lambda p: (p.published_at, p.story.id))


def showable(workspace: Workspace) -> list[StoryFile]:
    """Return the files of the stories the website may show now."""
    return [file for file in workspace.files if workspace.verdict(file, WEBSITE).allowed]
