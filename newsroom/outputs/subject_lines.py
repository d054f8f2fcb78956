"""How posters and slides name the people of a story: a name in large type, and below it role and unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsroom.outputs.wording import unit_then_and_now, who

if TYPE_CHECKING:
    from newsroom.story.model import Story, Subject
    from newsroom.terms import Terms


class SubjectLines(NamedTuple):
    """The two lines; the second may be empty."""

    name: str
    role: str


def subject_lines(story: Story, terms: Terms) -> SubjectLines:
    """Name one person with role and unit, two by their names, more by the first one and their number."""
    first, others = story.subjects[0], story.subjects[1:]
    name = _name(first)
    if not others:
        return SubjectLines(name, _role(story, first, terms))
    if len(others) == 1:
        second = _name(others[0])
        return SubjectLines(f"{name} và {second[:1].lower() + second[1:] if others[0].honorific else second}", "")
    return SubjectLines(f"{name} và {len(others)} tập thể, cá nhân khác", "")


def _name(subject: Subject) -> str:
    return who(subject.model_copy(update={"role": None}))


def _role(story: Story, subject: Subject, terms: Terms) -> str:
    published = story.published_at
    unit = ""
    if subject.unit and subject.unit in terms.units:
        term = terms.units[subject.unit]
        unit = unit_then_and_now(term, published.date())[0] if published else term.label
    # "Trưởng phòng Kinh tế, Phòng Kinh tế" would say it twice.
    if not subject.role or (unit and unit.lower() in subject.role.lower()):
        return subject.role or (unit if unit != subject.name else "")
    return f"{subject.role}, {unit}" if unit and unit != subject.name else subject.role
