"""Open the stories of a newsroom by what is remembered of them; only what has changed since is read."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsroom.entries import StoryChanged
from newsroom.freezes import read_freezes
from newsroom.gate import judge_standing, moment_of, weigh
from newsroom.index.keeping import Kept, load, memory_path, save
from newsroom.index.known import entry_of, read_facts, signed_of, standing_of
from newsroom.index.signs import find_stories, present_mark, sign_of
from newsroom.index.surroundings import Surroundings, look_around
from newsroom.story.signed import is_ahead, latest_honest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsroom.config import Config
    from newsroom.entries import Entries, Entry
    from newsroom.gate import Standing, Verdict
    from newsroom.index.known import Known
    from newsroom.index.learning import Learner
    from newsroom.story.read import StoryFile
    from newsroom.terms import Terms


def open_index(config: Config, now: datetime) -> Entries:
    """Return exactly the entries and verdicts of `open_workspace(config, now).entries()`, reading only what changed.

    What is learnt is kept below `config.build`; deleting it loses nothing but time.

    Raises:
        ConfigurationError: a list, the register or the stories' folder cannot be read.

    """
    try:
        with collector_at_rest():
            return _Opening(config, now).open()
    except OSError:
        from newsroom.workspace import open_workspace

        # It words what cannot be read, or finds a way around it.
        return open_workspace(config, now).entries()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking again and again over thousands of new rows, none of them garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Opening:
    """One comparison of what is remembered with what is on disk."""

    def __init__(self, config: Config, now: datetime) -> None:
        self._config = config
        self._now = now
        self._today = now.astimezone(config.zone).date().isoformat()
        self._path = memory_path(config)
        self._mark: int | None = None
        self._learner: Learner | None = None

    def open(self) -> RememberedEntries:
        kept = load(self._path) or Kept(Surroundings("", ""), [], {})
        around = look_around(self._config, kept.sources)
        if kept.around.whole != around.whole:
            kept = kept._replace(around=Surroundings("", ""), stories={})
            self._begin()  # a list that cannot be read is said before anything of the stories
        stories, changed = self._compare(kept)
        if changed or around.among_others != kept.around.among_others:
            stories = self._begin().settle(stories)
            self._keep(around, kept, stories)
        return RememberedEntries(self._config, self._now, stories, self._learner)

    def _begin(self) -> Learner:
        if self._learner is None:
            from newsroom.index.learning import make_learner

            self._mark = present_mark(self._path.parent)
            self._learner = make_learner(self._config, self._now)
        return self._learner

    def _compare(self, kept: Kept) -> tuple[list[Known], bool]:
        """Return every story as it is now, in order, and whether anything differs from what was kept."""
        base, today, remembered = str(self._config.stories_path), self._today, kept.stories
        stories: dict[tuple[str, str], Known | None] = {}
        for place in find_stories(base):
            known = remembered.get(place)
            stands = (
                known is not None
                and sign_of(f"{base}/{place[0]}/{place[1]}", known.watched) == known.sign
                and (not known.only_on or known.only_on == today)
            )
            stories[place] = known if stands else None
        strange = [place for place, known in stories.items() if known is None]
        found = len(stories) - len(strange)
        if strange:
            for place, learnt in zip(strange, self._learn_all(strange), strict=True):
                known = remembered.get(place)
                stories[place] = learnt
                found += learnt is not None and known is not None and learnt == known._replace(quarrels=False)
        there = [known for known in stories.values() if known is not None]
        return there, not found == len(there) == len(remembered)

    def _learn_all(self, places: Sequence[tuple[str, str]]) -> Iterator[Known | None]:
        learner = self._begin()
        from newsroom.index.learning import learn_all

        return learn_all(learner, places, lambda place: learner.learn(*place, self._mark))

    def _keep(self, around: Surroundings, kept: Kept, stories: Sequence[Known]) -> None:
        learner = self._begin()
        learner.finish()
        if self._mark is None:
            return  # nothing may be written there
        # Lists, settings or program may have changed while they were read; then nobody knows which of them was used.
        if look_around(self._config, kept.sources) == around:
            sources = learner.sources()
            save(self._path, look_around(self._config, sources), sources, stories)


class _Remembered(NamedTuple):
    known: Known
    standing: Standing
    has_errors: bool
    unsayable: dict[str, dict[str, str]]


class RememberedEntries:
    """The `Entries` of an index."""

    def __init__(self, config: Config, now: datetime, stories: Sequence[Known], learner: Learner | None) -> None:
        """Take every story that has sound front matter."""
        self._config = config
        self._now = now
        self._learner = learner
        self._moment = moment_of(now, config.zone, read_freezes(config.stories_path, lambda: self.terms.units))
        self._entries: list[Entry] = []
        self._known: dict[str, _Remembered] = {}
        latest, improper = latest_honest(now, config.zone), self._improper()
        for known in stories:
            if known.facts:
                facts = read_facts(known.facts)
                entry = entry_of(facts)
                standing = standing_of(facts, entry)
                has_errors = facts.has_errors or known.quarrels or is_ahead(signed_of(facts), latest)
                has_errors = has_errors or f"{known.year}/{known.folder}" in improper
                self._entries.append(entry)
                self._known.setdefault(entry.name, _Remembered(known, standing, has_errors, facts.unsayable))

    @property
    def config(self) -> Config:
        """The newsroom's settings."""
        return self._config

    @property
    def now(self) -> datetime:
        """The moment the verdicts are for."""
        return self._now

    @cached_property
    def terms(self) -> Terms:
        """The office's lists."""
        from newsroom.terms import read_terms

        return self._learner.terms if self._learner is not None else read_terms(self._config.terms_path)

    def all(self) -> Sequence[Entry]:
        """Return every story with sound front matter, in the order of its path."""
        return self._entries

    def verdict(self, entry: Entry, channel: str) -> Verdict:
        """Decide whether the story may be on `channel` now; a story with errors may not."""
        _, standing, has_errors, unsayable = self._known[entry.name]
        found = judge_standing(standing, channel, self._moment)
        return weigh(found, unsayable.get(channel), has_errors=has_errors)

    def _improper(self) -> frozenset[str]:
        """Return the stories that were moved by somebody who may not; Git knows that, their files do not."""
        workflow = self._config.workflow
        if not workflow.is_on:
            return frozenset()
        # Only imported where people are named.
        from newsroom.moves import improper
        from newsroom.moves_log import read_moves
        from newsroom.units import parents_of

        moves = read_moves(self._config)
        parents = parents_of(self.terms.units) if workflow.asks_for_units else {}
        return improper(moves.steps, workflow, self._config.zone, parents) if moves is not None else frozenset()

    def open(self, entry: Entry) -> StoryFile:
        """Read the whole story and check it again.

        Raises:
            StoryChanged: what lies on disk is no longer what `entry` says.

        """
        from newsroom.index.learning import make_learner

        if self._learner is None:
            self._learner = make_learner(self._config, self._now)
        known = self._known[entry.name].known
        file, facts = self._learner.read(known.year, known.folder)
        if facts != known.facts or entry_of(read_facts(facts)) != entry:
            raise StoryChanged(entry.name)
        return file
