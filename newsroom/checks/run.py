"""Run every check on every story and gather all findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.approval import fingerprint_of
from newsroom.checks import channels, dates, identity, letters, links, pictures, release, schema, vocabulary
from newsroom.checks.finding import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.outputs.picture_file import KnownPictures
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms
    from publishers.contract import Publisher


@dataclass(frozen=True, slots=True)
class CheckInput:
    """Everything a check may look at. Built once for all stories by `prepare`."""

    config: Config
    terms: Terms
    now: datetime
    register: dict[str, str]
    fixed_addresses: frozenset[str]
    """Addresses of pages that are not stories: the home page, lists, fixed pages."""
    known_pictures: KnownPictures
    fingerprints: dict[Path, str]
    publishers: dict[str, Publisher] = field(default_factory=dict)
    """Each channel's publisher, able to render only."""
    first_with_id: dict[str, StoryFile] = field(default_factory=dict)
    first_at_address: dict[str, StoryFile] = field(default_factory=dict)
    registered_addresses: dict[str, str] = field(default_factory=dict)


def prepare(
    files: Sequence[StoryFile],
    *,
    config: Config,
    terms: Terms,
    now: datetime,
    register: dict[str, str],
    fixed_addresses: frozenset[str],
    known_pictures: KnownPictures,
) -> CheckInput:
    """Gather what all checks share. A registered story comes first, so that a newcomer gets the finding."""
    by_id: dict[str, StoryFile] = {}
    by_address: dict[str, StoryFile] = {}
    sound = [file for file in files if file.story is not None]
    for file in sorted(sound, key=lambda f: _newcomer(f, register)):
        if file.story is not None:
            by_id.setdefault(file.story.id, file)
            by_address.setdefault(file.address, file)
    return CheckInput(
        config=config,
        terms=terms,
        now=now,
        register=register,
        fixed_addresses=fixed_addresses,
        known_pictures=known_pictures,
        fingerprints={file.path: fingerprint_of(file) for file in sound},
        publishers=channels.offline_publishers(config),
        first_with_id=by_id,
        first_at_address=by_address,
        registered_addresses={address: identity for identity, address in register.items()},
    )


def _newcomer(file: StoryFile, register: dict[str, str]) -> tuple[bool, bool]:
    """Put the copy of a story behind its original, so that the copy is told and the original stays public."""
    story = file.story
    return (bool(story and register.get(story.id) != file.address), bool(story and story.slug != file.folder_name))


_CHECKS: tuple[Callable[[StoryFile, CheckInput], Iterator[Finding]], ...] = (
    schema.check,
    identity.check,
    vocabulary.check,
    dates.check,
    letters.check,
    pictures.check,
    links.check,
    release.check,
    channels.check,
)


def run_checks(files: Sequence[StoryFile], given: CheckInput) -> list[Finding]:
    """Return every finding of every story, in the order of file and line."""
    found = [finding for file in files for check in _CHECKS for finding in check(file, given)]
    return sorted(found, key=lambda f: (f.path, f.line, f.column, f.code))


def stories_with_errors(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the paths of the stories that no channel may see."""
    return frozenset(finding.path for finding in findings if finding.level is Level.ERROR)
