"""Who moved a story from state to state, as Git remembers it, and which of these moves the table does not allow. Pure.

Only the way to the present state counts: what happened before a story was last returned, or taken back to be written
on, is history. So a wrong move is mended by returning the story and letting the right people move it again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from newsroom.language import Words
from newsroom.units import lineage
from newsroom.workflow import NEW, ROLES, Role, Workflow, may_move, move_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from newsroom.language import Language
    from newsroom.workflow import Deputy, Person

_BEGINS_ANEW = frozenset({"draft", "returned"})
_GIVES_AWAY = frozenset({"submitted", "draft"})
CLOCK_TOLERANCE = timedelta(minutes=10)
"""Office clocks differ."""


class Facts(NamedTuple):
    """What one version of a story's file says, as far as the workflow cares."""

    status: str
    unit: str
    """The code of the proposing unit."""
    approval: str
    """A digest of its approval; empty when there is none."""
    rest: str
    """A digest of everything else but the status."""


class Step(NamedTuple):
    """One commit that touched a story."""

    commit: str
    email: str
    at: int
    """The author's date, in seconds since 1970: when it was written, whatever was done to the branch since."""
    committed_at: int
    before: Facts | None
    after: Facts

    @property
    def moment(self) -> datetime:
        """The author's date."""
        return datetime.fromtimestamp(self.at, UTC)


class Wrong(StrEnum):
    """Why a move does not count."""

    UNKNOWN = "unknown"
    NO_SUCH_MOVE = "no-such-move"
    NOT_THE_ROLE = "not-the-role"
    NOT_THE_UNIT = "not-the-unit"
    DEPUTY_OUTSIDE_DATES = "deputy-outside-dates"
    SAME_PERSON = "same-person"


class WrongMove(NamedTuple):
    """One move that the table does not allow."""

    wrong: Wrong
    source: str
    step: Step
    allowed: tuple[Role, ...] = ()
    person: Person | None = None
    deputy: Deputy | None = None
    """When the person stood in, or will."""
    units: tuple[str, ...] = ()
    """The units that the person was head of on that day."""

    @property
    def target(self) -> str:
        """The state that was moved to."""
        return self.step.after.status


def wrong_moves(
    steps: Sequence[Step], workflow: Workflow, zone: ZoneInfo, parents: Mapping[str, str]
) -> Iterator[WrongMove]:
    """Yield what is wrong with the way to a story's present state; `steps` are oldest first.

    `parents` says which unit lies below which.
    """
    moves = [step for step in steps if step.before is None or step.before.status != step.after.status]
    begun = max((i for i, step in enumerate(moves) if step.after.status in _BEGINS_ANEW), default=-1)
    # Where it began anew is judged only while nothing came after it.
    judged = moves[begun + 1 :] or moves[-1:]
    givers = [step for step in moves[max(begun, 0) :] if step.after.status in _GIVES_AWAY]
    for step in judged:
        source = step.before.status if step.before is not None else NEW
        day = step.moment.astimezone(zone).date()
        if workflow.since is not None and day < workflow.since:
            continue
        found = _judge(source, step, day, workflow, lineage(step.after.unit, parents))
        if found is None and step.after.status == "approved":
            found = _same_person(source, step, givers, workflow)
        if found is not None:
            yield found


def _judge(source: str, step: Step, day: date, workflow: Workflow, of_unit: Collection[str]) -> WrongMove | None:
    target = step.after.status
    move = move_of(source, target)
    if move is None:
        return WrongMove(Wrong.NO_SUCH_MOVE, source, step)
    person = workflow.by_email(step.email)
    if person is None:
        return WrongMove(Wrong.UNKNOWN, source, step, move.roles)
    if may_move(source, target, workflow.roles_of(person, day, of_unit)):
        return None
    for role in move.roles:
        deputy = workflow.was_deputy(person, role, day, of_unit)
        if deputy is not None:
            return WrongMove(Wrong.DEPUTY_OUTSIDE_DATES, source, step, move.roles, person, deputy)
    if may_move(source, target, workflow.roles_of(person, day)):
        units = workflow.units_of(person, day)
        return WrongMove(Wrong.NOT_THE_UNIT, source, step, move.roles, person, units=units)
    return WrongMove(Wrong.NOT_THE_ROLE, source, step, move.roles, person)


def _same_person(source: str, step: Step, givers: Sequence[Step], workflow: Workflow) -> WrongMove | None:
    """Two pairs of eyes: who wrote or submitted a story does not approve it, whichever address was used."""
    person = workflow.by_email(step.email)
    if person is None or not any(giver.email in person.emails for giver in givers):
        return None
    return WrongMove(Wrong.SAME_PERSON, source, step, person=person)


def improper(
    steps_of: Mapping[str, Sequence[Step]], workflow: Workflow, zone: ZoneInfo, parents: Mapping[str, str]
) -> frozenset[str]:
    """Return the stories, by `<year>/<folder>`, whose present state was not reached as the table allows."""
    return frozenset(
        place for place, steps in steps_of.items() if any(True for _ in wrong_moves(steps, workflow, zone, parents))
    )


def changed_before_approval(steps: Sequence[Step]) -> Step | None:
    """Return the last commit that changed the content before the one that brought the present approval."""
    if not steps or not steps[-1].after.approval:
        return None
    approval, found = steps[-1].after.approval, len(steps) - 1
    while found > 0 and steps[found - 1].after.approval == approval:
        found -= 1
    earlier = (step for step in reversed(steps[:found]) if step.before is None or step.before.rest != step.after.rest)
    return next(earlier, None)


def dated_ahead(steps: Sequence[Step], now: datetime) -> Step | None:
    """Return a commit of the future, by either of its dates."""
    latest = (now + CLOCK_TOLERANCE).timestamp()
    return next((step for step in reversed(steps) if max(step.at, step.committed_at) > latest), None)


def role_names(roles: Sequence[Role]) -> tuple[str, str]:
    """Return roles as words of both languages."""
    return ", ".join(ROLES[role].vi for role in roles), ", ".join(ROLES[role].en for role in roles)


def head_of(units: Sequence[str], language: Language) -> str:
    """Say of somebody of which units, by their names, that person is head."""
    return (_HEAD_OF if units else _HEAD_OF_NONE).say(language, units=", ".join(units))


_HEAD_OF = Words(
    "với vai trò thủ trưởng chỉ phụ trách {units} và đơn vị trực thuộc",
    "as unit head answers only for {units} and for units below",
)
_HEAD_OF_NONE = Words("không phụ trách đơn vị nào", "is head of no unit")
