"""Stories read and checked once: what every command starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.approval import fingerprint_of
from newsroom.checks.channels import KEEPS_OFF
from newsroom.checks.run import CheckInput, prepare, run_checks, stories_with_errors
from newsroom.entries import Announced, Entry, StoryChanged
from newsroom.freezes import named_in
from newsroom.gate import Reason, Verdict, judge, weigh
from newsroom.moves_log import read_moves
from newsroom.outputs.addresses import fixed_addresses
from newsroom.outputs.picture_file import KnownPictures
from newsroom.story.read import read_stories, read_story
from newsroom.story.register import read_register
from newsroom.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.approval import Fault
    from newsroom.checks.finding import Finding
    from newsroom.checks.run import Lasting
    from newsroom.config import Config
    from newsroom.story.model import Story
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
        fault = self.given.fault(file)
        found = judge(file.story, self.fingerprint(file), channel, self.given.moment, self.terms, fault)
        return weigh(found, self.unsayable.get((file.name, channel)), has_errors=file.name in self.unsound)

    def entries(self) -> WorkspaceEntries:
        """Return what the plan and the relay need of the stories."""
        return WorkspaceEntries(self)


class WorkspaceEntries:
    """The `Entries` of a workspace: every story was read and checked just now."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the stories with sound front matter, in the order of their paths."""
        self._workspace = workspace
        self._files: dict[str, StoryFile] = {}
        self._entries: list[Entry] = []
        for file in workspace.files:
            if file.story is not None:
                self._entries.append(entry_of(file, file.story, workspace.fingerprint(file)))
                self._files.setdefault(file.name, file)

    @property
    def config(self) -> Config:
        """The newsroom's settings."""
        return self._workspace.config

    @property
    def now(self) -> datetime:
        """The moment the verdicts are for."""
        return self._workspace.now

    @property
    def terms(self) -> Terms:
        """The office's lists."""
        return self._workspace.terms

    def all(self) -> Sequence[Entry]:
        """Return every story with sound front matter, in the order of its path."""
        return self._entries

    def verdict(self, entry: Entry, channel: str) -> Verdict:
        """Decide whether the story may be on `channel` now; a story with errors may not."""
        return self._workspace.verdict(self._files[entry.name], channel)

    def open(self, entry: Entry) -> StoryFile:
        """Read the whole story.

        Raises:
            StoryChanged: what lies on disk is no longer what `entry` says.

        """
        known = self._files[entry.name]
        file = read_story(known.path, self.config.zone, shown_from=self.config.root)
        # The fingerprint leaves out where the story stands, so the whole story is compared as well.
        if file.story is None or file.story != known.story or fingerprint_of(file) != entry.fingerprint:
            raise StoryChanged(entry.name)
        return file


def entry_of(file: StoryFile, story: Story, fingerprint: str) -> Entry:
    """Return the few facts about a sound story that the plan needs."""
    channels = {name: Announced(wanted.at, wanted.broadcast) for name, wanted in story.publish.items()}
    return Entry(story.id, file.name, story.title, file.address, fingerprint, named_in(story), channels)


def open_workspace(config: Config, now: datetime) -> Workspace:
    """Read the lists, the register and all stories, and check them.

    Raises:
        ConfigurationError: a list, the register or the stories' folder cannot be read.

    """
    terms = read_terms(config.terms_path)
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    return workspace_of(files, Known({}, {}, {}), terms, config, now)


class Known(NamedTuple):
    """What need not be found out again of stories that have not changed."""

    fingerprints: dict[Path, str]
    lasting: dict[Path, Lasting]
    faults: dict[Path, Fault | None]


def workspace_of(files: list[StoryFile], known: Known, terms: Terms, config: Config, now: datetime) -> Workspace:
    """Check stories that were read.

    Raises:
        ConfigurationError: the register cannot be read.

    """
    pictures = KnownPictures(picture_memory(config))
    given = prepare(
        files,
        config=config,
        terms=terms,
        now=now,
        register=read_register(config.stories_path),
        fixed_addresses=fixed_addresses(config, terms),
        known_pictures=pictures,
        fingerprints=known.fingerprints,
    )
    given = replace(given, faults=dict(known.faults), moves=read_moves(config))
    findings = run_checks(files, given, known.lasting)
    pictures.save()
    unsayable = {(f.path, str(f.values["channel"])): f.values for f in findings if f.code in KEEPS_OFF}
    return Workspace(config, now, files, findings, given, stories_with_errors(findings), unsayable)


def picture_memory(config: Config) -> Path:
    """Return where what is known about pictures is kept between runs."""
    return config.build / "cache" / "pictures.json"
