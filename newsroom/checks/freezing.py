"""Who is frozen: told at every story it concerns, and at the freeze itself when it hits nobody or several people."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean
from newsroom.freezes import freezes_path, named_in
from newsroom.story.fold import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.checks.run import CheckInput
    from newsroom.freezes import Act
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Say which freezes a story falls under."""
    story = file.story
    if story is None or not given.freezes.active:
        return
    named = named_in(story)
    for act in given.freezes.active:
        for index in given.freezes.frozen(act, named):
            where = ("unit",) if index is None else ("subjects", index, "name")
            day = f"{act.at.astimezone(given.config.zone):%d/%m/%Y}"
            yield in_field(file, "A013", where, whom=act.whom, at=day, by=act.by)
            break


def check_freezes(files: Sequence[StoryFile], given: CheckInput) -> Iterator[Finding]:
    """Look whether each freeze finds somebody, and only one."""
    if not given.freezes.active:
        return
    stories = [story for file in files if (story := file.story or file.readable) is not None]
    path = freezes_path(given.config.stories_path)
    root = given.config.root
    shown = str(path.relative_to(root) if path.is_relative_to(root) else path)
    for act in given.freezes.active:
        if act.unit is not None and act.unit not in given.terms.units:
            near = difflib.get_close_matches(act.unit, list(given.terms.units.terms), n=1)
            yield Finding(shown, act.line, 1, "A014", "unit", {"whom": act.whom, **did_you_mean(near)})
            continue
        people = found_people(act, stories, given)
        if act.person and not people:
            yield Finding(
                shown, act.line, 1, "A014", "person", {"whom": act.whom, **did_you_mean(near_names(act, stories))}
            )
        elif len(people) > 1:
            names = "; ".join(f"{name} ({given.terms.units.label(unit)})" for name, unit in people)
            yield Finding(shown, act.line, 1, "A015", "person", {"whom": act.whom, "names": names})


def found_people(act: Act, stories: Sequence[Story], given: CheckInput) -> list[tuple[str, str]]:
    """Return every different person that a freeze of a person finds: the name as written, and the unit."""
    if not act.person:
        return []
    found: dict[tuple[str, str], str] = {}
    for story in stories:
        named = named_in(story)
        for index in given.freezes.frozen(act, named):
            if index is not None:
                name, unit = named.subjects[index]
                found.setdefault((name_key(name), unit or named.unit), name)
    return [(name, unit) for (_, unit), name in found.items()]


def near_names(act: Act, stories: Sequence[Story]) -> list[str]:
    """Return the subject's name that looks most like the one that found nobody."""
    names = {fold(subject.name): subject.name for story in stories for subject in story.subjects}
    return [names[near] for near in difflib.get_close_matches(fold(act.person or ""), list(names), n=1, cutoff=0.8)]
