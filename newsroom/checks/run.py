"""Run every check on every story and gather all findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.approval import fault_of, fingerprint_of, vouching_of
from newsroom.checks import (
    abbreviations,
    approvals,
    awards,
    channels,
    children,
    consent,
    credentials,
    dates,
    freezing,
    identity,
    lengths,
    letters,
    likeness,
    links,
    markup,
    old_names,
    picture_words,
    pictured,
    pictures,
    privacy,
    punctuation,
    release,
    review,
    schema,
    sensitive,
    superlatives,
    tones,
    vocabulary,
    workflow,
)
from newsroom.checks.finding import Level
from newsroom.freezes import read_freezes
from newsroom.gate import moment_of
from newsroom.renderers import offline_publishers
from newsroom.units import parents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.approval import Fault, Vouching
    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.freezes import Freezes
    from newsroom.gate import Moment
    from newsroom.moves_log import Moves
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
    freezes: Freezes
    moment: Moment
    parents: Mapping[str, str]
    """By each unit's code the unit that it lies below."""
    vouching: Vouching
    """Whose word counts for an approval."""
    faults: dict[Path, Fault | None] = field(default_factory=dict)
    """What is wrong with approvals, as far as it was asked; ask `fault`."""
    approved_as: dict[str, StoryFile] = field(default_factory=dict)
    """By an approved fingerprint, the story that has this content now."""
    moves: Moves | None = None
    """Who moved the stories from state to state; None: nobody is held to the workflow, or it was not asked for."""
    publishers: dict[str, Publisher] = field(default_factory=dict)
    """Each channel's publisher, able to render only."""
    place: dict[Path, identity.Place] = field(default_factory=dict)
    """The id and addresses that each sound story claims."""
    places: identity.Places = field(default_factory=lambda: identity.settle((), {}))
    first_at_address: dict[str, StoryFile] = field(default_factory=dict)

    def fault(self, file: StoryFile) -> Fault | None:
        """Say why the approval of a sound story counts for nothing; None when it stands, or there is none."""
        if file.path not in self.faults:
            self.faults[file.path] = fault_of(file.story, self.vouching) if file.story is not None else None
        return self.faults[file.path]


def prepare(
    files: Sequence[StoryFile],
    *,
    config: Config,
    terms: Terms,
    now: datetime,
    register: dict[str, str],
    fixed_addresses: frozenset[str],
    known_pictures: KnownPictures,
    fingerprints: Mapping[Path, str] | None = None,
) -> CheckInput:
    """Gather what all checks share; `fingerprints` has those that are known already.

    Raises:
        ConfigurationError: who is frozen, or which keys were taken back, cannot be read.

    """
    freezes = read_freezes(config.stories_path, lambda: terms.units)
    known = fingerprints or {}
    sound = [(file, identity.place_of(file, file.story)) for file in files if file.story is not None]
    places = identity.settle([place for _, place in sound], register)
    current = {file.path: known.get(file.path) or fingerprint_of(file) for file, _ in sound}
    return CheckInput(
        config=config,
        terms=terms,
        now=now,
        register=register,
        fixed_addresses=fixed_addresses,
        known_pictures=known_pictures,
        fingerprints=current,
        parents=parents_of(terms.units),
        vouching=vouching_of(config),
        freezes=freezes,
        moment=moment_of(now, config.zone, freezes),
        approved_as={current[file.path]: file for file, _ in sound},
        publishers=offline_publishers(config),
        place={file.path: place for file, place in sound},
        places=places,
        first_at_address={place.address: file for file, place in sound if places.at_address[place.address] is place},
    )


_Check = Callable[["StoryFile", CheckInput], "Iterator[Finding]"]

# What these find depends on the story, its pictures, the lists and the settings; never on other stories, and of the
# time only in that a story without a time of its own is held to the lists of today.
_LASTING: tuple[_Check, ...] = (
    schema.check,
    vocabulary.check,
    letters.check,
    markup.check,
    pictures.check,
    picture_words.check,
    pictured.check,
    lengths.check,
    tones.check,
    punctuation.check,
    abbreviations.check,
    superlatives.check,
    old_names.check,
    privacy.check,
    credentials.check,
    channels.check,
    consent.check,
    awards.check,
    sensitive.check,
    children.check,
)
_AT_THIS_MOMENT: tuple[_Check, ...] = (
    dates.check,
    release.check,
    approvals.check,
    consent.check_today,
    freezing.check,
    review.check,
)
_ALONE = (*_LASTING, *_AT_THIS_MOMENT)
_AMONG_OTHERS: tuple[_Check, ...] = (identity.check, links.check, workflow.check)
# Of the newsroom, not of one story.
_ONCE: tuple[Callable[[CheckInput], Iterable[Finding]], ...] = (
    credentials.check_newsroom,
    approvals.check_signers,
    workflow.check_history,
    workflow.check_units,
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """What can be kept of a story's checks as long as story, lists and settings stay."""

    findings: tuple[Finding, ...]
    goals: links.Goals
    """Where its links go."""
    likeness: likeness.Likeness
    """What it is compared with others by."""


def check_lasting(file: StoryFile, given: CheckInput) -> Lasting:
    """Run the checks whose outcome lasts."""
    found = tuple(finding for check in _LASTING for finding in check(file, given))
    return Lasting(found, links.goals(file.body), likeness.likeness(file, given))


def run_checks(
    files: Sequence[StoryFile], given: CheckInput, lasting: Mapping[Path, Lasting] | None = None
) -> list[Finding]:
    """Return every finding, of stories and of lists and settings, in the order of file and line.

    `lasting` has what is known of some stories.
    """
    known = lasting or {}
    lasts = {file.path: known.get(file.path) or check_lasting(file, given) for file in files}
    found = [finding for file in files for finding in _check(file, given, lasts[file.path])]
    alike = likeness.resemblances(files, {path: one.likeness for path, one in lasts.items()})
    found += [finding for file in files for finding in likeness.findings(file, alike)]
    found += [*freezing.check_freezes(files, given), *awards.check_register(files, given)]
    found += [finding for check in _ONCE for finding in check(given)]
    return sorted(found, key=lambda f: (f.path, f.line, f.column, f.code))


def _check(file: StoryFile, given: CheckInput, lasting: Lasting) -> Iterator[Finding]:
    yield from lasting.findings
    for check in (*_AT_THIS_MOMENT, *_AMONG_OTHERS):
        if check is not links.check or not links.all_lead_somewhere(lasting.goals, given):
            yield from check(file, given)


def check_alone(file: StoryFile, given: CheckInput) -> list[Finding]:
    """Return what is found on a story whatever other stories there are; of `given.fingerprints` only its own counts."""
    return [finding for check in _ALONE for finding in check(file, given)]


def stories_with_errors(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the paths of the stories that no channel may see."""
    # Lists and settings have findings too.
    return frozenset(f.path for f in findings if f.level is Level.ERROR and f.path.endswith("index.md"))
