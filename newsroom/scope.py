"""Which findings a set of changes concerns: everything is checked, but an editor is told of what they touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.git import Change

# A story that comes, goes or moves can break another one: its address, its id, the links to it.
_BETWEEN_STORIES = ("I", "L")


@dataclass(frozen=True, slots=True)
class Scope:
    """What was changed, as far as findings care."""

    stories: frozenset[str]
    """Paths of the `index.md` of changed stories that are still there."""
    gone: frozenset[str]
    """The same of stories that were taken out."""
    changes_others: bool
    """A story came, went or moved."""
    changes_all: bool
    """Lists or settings changed: they decide about every story."""

    def concerns(self, finding: Finding) -> bool:
        """Tell whether the finding has to do with what was changed."""
        if self.changes_all or finding.path in self.stories:
            return True
        return self.changes_others and finding.code.startswith(_BETWEEN_STORIES)


def scope_of(changes: Iterable[Change], config: Config) -> Scope:
    """Decide which findings `changes` (paths relative to the newsroom) concern."""
    stories, terms = _below(config.stories.path), _below(config.stories.terms)
    there: set[str] = set()
    gone: set[str] = set()
    changes_others = changes_all = False
    for change in changes:
        path = PurePosixPath(change.path)
        if change.path == "newsroom.toml" or (path.is_relative_to(terms) and path.suffix == ".yml"):
            changes_all = True
        elif path.is_relative_to(stories):
            parts = path.relative_to(stories).parts
            if len(parts) < 3 or not parts[0].isdigit():
                continue
            story = str(stories.joinpath(*parts[:2], "index.md"))
            if parts[2:] == ("index.md",):
                changes_others |= change.kind != "M"
                (there if change.is_there else gone).add(story)
            else:
                there.add(story)
    return Scope(frozenset(there - gone), frozenset(gone), changes_others, changes_all)


def _below(path: object) -> PurePosixPath:
    return PurePosixPath(str(path).replace("\\", "/"))
