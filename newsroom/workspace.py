"""Stories read and checked once: what every command starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.checks.channels import CANNOT_RENDER
from newsroom.checks.run import CheckInput, prepare, run_checks, stories_with_errors
from newsroom.gate import Reason, Verdict, judge
from newsroom.outputs.addresses import fixed_addresses
from newsroom.outputs.picture_file import KnownPictures
from newsroom.story.read import read_stories
from newsroom.story.register import read_register
from newsroom.terms import read_terms

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms


@dataclass(frozen=True, slots=True)
class Workspace:
    """All stories of a newsroom at one moment, with everything the checks found."""

    config: Config
    now: datetime
    files: list[StoryFile]
    findings: list[Finding]
    given: CheckInput
    unsound: frozenset[str]
    """Names of the stories with errors."""
    unsayable: dict[tuple[str, str], dict[str, Any]]
    """By story and channel, why the channel cannot express the story."""

    @property
    def terms(self) -> Terms:
        """The office's lists."""
        return self.given.terms

    def fingerprint(self, file: StoryFile) -> str:
        """Return the fingerprint of a sound story."""
        return self.given.fingerprints[file.path]

    def verdict(self, file: StoryFile, channel: str) -> Verdict:
        """Decide whether a story may be on `channel` now; a story with errors may not."""
        if file.story is None:
            return Verdict(Reason.HAS_ERRORS)
        found = judge(file.story, self.fingerprint(file), channel, self.now, self.terms, self.config.zone)
        if found.reason in {Reason.WITHDRAWN, Reason.NOT_APPROVED, Reason.NO_APPROVAL, Reason.APPROVAL_VOID}:
            return found
        if file.name in self.unsound:
            return Verdict(Reason.HAS_ERRORS)
        cannot = self.unsayable.get((file.name, channel))
        return Verdict(Reason.CANNOT_SAY, cannot) if cannot and found.reason in {None, Reason.NOT_DUE} else found


def open_workspace(config: Config, now: datetime) -> Workspace:
    """Read the lists, the register and all stories, and check them.

    Raises:
        ConfigurationError: a list, the register or the stories' folder cannot be read.

    """
    terms = read_terms(config.terms_path)
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    pictures = KnownPictures(picture_memory(config))
    given = prepare(
        files,
        config=config,
        terms=terms,
        now=now,
        register=read_register(config.stories_path),
        fixed_addresses=fixed_addresses(config, terms),
        known_pictures=pictures,
    )
    findings = run_checks(files, given)
    pictures.save()
    unsayable = {(f.path, str(f.values["channel"])): f.values for f in findings if f.code == CANNOT_RENDER}
    return Workspace(config, now, files, findings, given, stories_with_errors(findings), unsayable)


def picture_memory(config: Config) -> Path:
    """Return where what is known about pictures is kept between runs."""
    return config.build / "cache" / "pictures.json"
