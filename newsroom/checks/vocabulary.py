"""Every code is in the office's lists and was valid on the day of publication."""

from __future__ import annotations

import difflib
from datetime import date
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile
    from newsroom.terms import TermList

Use = tuple[tuple[str | int, ...], str, "TermList", date]


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Look up every code a story uses."""
    story = file.story or file.readable
    if story is None:
        return
    for path, code, terms, day in _uses(story, given):
        if not code:
            continue
        name = terms.name.replace("_", "-")
        if code not in terms:
            near = difflib.get_close_matches(code, list(terms.terms), n=1)
            yield in_field(file, "T001", path, code=code, list=name, **did_you_mean(near))
        elif terms[code].name_on(day) is None:
            yield in_field(file, "T002", path, code=code, label=terms[code].label, day=f"{day:%d/%m/%Y}", list=name)
    for key in ("fields", "themes", "replicated_at"):
        codes: tuple[str, ...] = getattr(story, key)
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield in_field(file, "T003", (key, index), code=code, key=key)


def _uses(story: Story, given: CheckInput) -> Iterator[Use]:
    terms, zone = given.terms, given.config.zone
    day = (story.published_at or given.now).astimezone(zone).date()
    yield ("kind",), story.kind, terms.kinds, day
    yield ("programme",), story.programme, terms.programmes, day
    yield ("unit",), story.unit, terms.units, day
    yield ("stage",), story.stage, terms.stages, day
    for index, code in enumerate(story.fields):
        yield ("fields", index), code, terms.fields, day
    for index, code in enumerate(story.themes):
        yield ("themes", index), code, terms.themes, day
    for index, code in enumerate(story.replicated_at):
        yield ("replicated_at", index), code, terms.units, day
    for index, subject in enumerate(story.subjects):
        yield ("subjects", index, "type"), subject.type, terms.subject_types, day
        if subject.unit:
            yield ("subjects", index, "unit"), subject.unit, terms.units, day
    for index, criterion in enumerate(story.criteria):
        yield ("criteria", index, "code"), criterion.code, terms.criteria, day
    for index, award in enumerate(story.awards):
        yield ("awards", index, "title"), award.title, terms.awards, award.date or date(award.year, 12, 31)
    for index, author in enumerate(story.authors):
        if author.unit:
            yield ("authors", index, "unit"), author.unit, terms.units, day
