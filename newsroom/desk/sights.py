"""A story as its editor sees it before anybody else does: what would go out, when, and what the checks say."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom.gate import SENTENCES, WEBSITE
from newsroom.language import Words
from newsroom.outputs.going_out import going_out
from newsroom.story.model import MAX_SUMMARY, MAX_TITLE
from publishers.contract import Problem

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.checks.finding import Finding
    from newsroom.desk.as_if import Imagined
    from newsroom.outputs.going_out import ChannelPost, SitePage
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace


class Count(NamedTuple):
    """How long a text is, in the unit that is counted there, against the most that is taken."""

    what: Problem
    length: int
    most: int


@dataclass(frozen=True, slots=True)
class ChannelSight:
    """What the website or a channel would show."""

    name: str
    label: str
    at: datetime | None
    """When; None: the story does not go there."""
    waits_for: Words | None
    """Why it would not be public now, if it would not."""
    counts: tuple[Count, ...]
    post: ChannelPost | None
    """The channel's post; the website has a page instead."""
    page: SitePage | None = None
    """The story as the platform draws it where its address is shared."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One story, looked at."""

    file: StoryFile
    imagined: Imagined | None
    """None: nothing of its front matter can be read."""
    findings: tuple[Finding, ...]
    channels: tuple[ChannelSight, ...]
    """The website first."""

    @property
    def id(self) -> str | None:
        """The story's id, as far as it has one."""
        return _written(self.file, "id")

    @property
    def title(self) -> str:
        """What to call the story."""
        return _written(self.file, "title") or self.file.folder_name

    @property
    def status(self) -> str | None:
        """Where it stands, as it is written."""
        return _written(self.file, "status")


def look_at(workspace: Workspace, file: StoryFile, imagined: Imagined | None) -> Looked:
    """Compose what would go out of a story everywhere; nothing is sent."""
    findings = tuple(finding for finding in workspace.findings if finding.path == file.name)
    channels = (_website(workspace, file, imagined), *_channels(workspace, file, imagined)) if imagined else ()
    return Looked(file, imagined, findings, channels)


def _website(workspace: Workspace, file: StoryFile, imagined: Imagined) -> ChannelSight:
    story = imagined.story.story
    counts = (
        # As written: of a text that is too long, the page shows the beginning only.
        Count(Problem("tiêu đề", "the title"), _length(_written(file, "title") or ""), MAX_TITLE),
        Count(Problem("tóm tắt", "the summary"), _length(_written(file, "summary") or ""), MAX_SUMMARY),
    )
    at = story.published_at if imagined.has_website_time else None
    return ChannelSight(WEBSITE, "Trang web", at, _waits_for(workspace, file, WEBSITE), counts, None)


def _channels(workspace: Workspace, file: StoryFile, imagined: Imagined) -> list[ChannelSight]:
    going = going_out(imagined.story, workspace.config, workspace.given.publishers)
    posts = {one.channel: one for one in going.posts}
    found = []
    for name, channel in workspace.config.channels.items():
        made = posts.get(name)
        texts = made.face.texts if made is not None and made.face is not None else ()
        counts = tuple(Count(shown.label, shown.length, shown.limit) for shown in texts if shown.limit is not None)
        waits_for = _waits_for(workspace, file, name) if made is not None else None
        found.append(ChannelSight(name, channel.label, made.at if made else None, waits_for, counts, made, going.page))
    return found


def _waits_for(workspace: Workspace, file: StoryFile, channel: str) -> Words | None:
    verdict = workspace.verdict(file, channel)
    if verdict.reason is None:
        return None
    vi, en = (SENTENCES[verdict.reason].say(language, **verdict.values) for language in ("vi", "en"))
    # What was put into the sentence may hold braces of its own.
    return Words(*(said.replace("{", "{{").replace("}", "}}") for said in (vi, en)))


def _written(file: StoryFile, key: str) -> str | None:
    value = file.front.data.get(key) if file.front else None
    return (str(value).strip() or None) if value is not None else None


def _length(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))
