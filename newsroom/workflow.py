"""Who may move a story from which state to which: one table, and the people of newsroom.toml who hold the roles.

States and roles as the office letter and the Emulation and Commendation Law's practice have them: a unit proposes and
answers for the facts, an emulation officer verifies, an editor edits, somebody else approves. Pure.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic needs it at run time
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from newsroom.language import Words
from newsroom.schedule import SECTION
from newsroom.story.fold import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator


class Role(StrEnum):
    """What a person does with stories."""

    AUTHOR = "author"
    UNIT_HEAD = "unit-head"
    EMULATION_OFFICER = "emulation-officer"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


ROLES: dict[Role, Words] = {
    Role.AUTHOR: Words("người viết", "author"),
    Role.UNIT_HEAD: Words("thủ trưởng đơn vị", "unit head"),
    Role.EMULATION_OFFICER: Words("công chức thi đua – khen thưởng", "emulation officer"),
    Role.EDITOR: Words("biên tập viên", "editor"),
    Role.APPROVER: Words("người duyệt", "approver"),
    Role.ADMINISTRATOR: Words("quản trị viên", "administrator"),
}

_AUTHOR, _HEAD, _OFFICER = Role.AUTHOR, Role.UNIT_HEAD, Role.EMULATION_OFFICER
_EDITOR, _APPROVER, _ADMINISTRATOR = Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR
NEW = ""
"""Where a story comes from that was not there before."""


class Move(NamedTuple):
    """One change of state that is allowed."""

    source: str
    target: str
    roles: tuple[Role, ...]
    act: Words
    """What the move is called in the office."""


_CREATE = Words("viết bài mới", "write a new story")
_SUBMIT = Words("trình đơn vị xác minh", "submit")
_TAKE_BACK = Words("rút về viết tiếp", "take back")
_RETURN = Words("trả lại, ghi lý do", "return, with the reason")
_WITHDRAW = Words("gỡ bài khỏi mọi nơi", "take down everywhere")

MOVES: tuple[Move, ...] = (
    Move(NEW, "draft", (_AUTHOR, _HEAD, _OFFICER, _EDITOR), _CREATE),
    Move(NEW, "submitted", (_AUTHOR, _HEAD, _OFFICER, _EDITOR), _CREATE),
    Move("draft", "submitted", (_AUTHOR, _HEAD), _SUBMIT),
    Move("returned", "submitted", (_AUTHOR, _HEAD), _SUBMIT),
    Move("submitted", "draft", (_AUTHOR, _HEAD), _TAKE_BACK),
    Move("returned", "draft", (_AUTHOR, _HEAD), _TAKE_BACK),
    Move("submitted", "verified", (_HEAD, _OFFICER), Words("xác minh, “không vướng mắc”", "verify, no pending case")),
    Move("verified", "edited", (_EDITOR,), Words("biên tập xong, trình duyệt", "finish editing")),
    Move("edited", "verified", (_EDITOR,), Words("lấy lại để biên tập tiếp", "go on editing")),
    Move("edited", "approved", (_APPROVER,), Words("duyệt", "approve")),
    Move("submitted", "returned", (_HEAD, _OFFICER), _RETURN),
    Move("verified", "returned", (_OFFICER, _EDITOR), _RETURN),
    Move("edited", "returned", (_EDITOR, _APPROVER), _RETURN),
    Move("approved", "returned", (_APPROVER,), _RETURN),
    Move("correction", "returned", (_EDITOR, _APPROVER), _RETURN),
    Move("approved", "correction", (_EDITOR, _APPROVER), Words("đính chính, rồi trình duyệt lại", "correct")),
    Move("correction", "approved", (_APPROVER,), Words("duyệt bản đính chính", "approve the correction")),
    *(
        Move(source, "withdrawn", (_OFFICER, _EDITOR, _APPROVER, _ADMINISTRATOR), _WITHDRAW)
        for source in ("draft", "submitted", "verified", "edited", "approved", "returned", "correction")
    ),
    Move("withdrawn", "returned", (_APPROVER,), Words("cho làm lại từ đầu", "let it begin anew")),
)
"""The whole table. Nothing leads to `approved` but an approver, and nothing leads there past `edited`."""

_TABLE = {(move.source, move.target): move for move in MOVES}

_Email = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[^\s@]+@[^\s@]+$")]


class _Section(BaseModel):
    model_config = SECTION


class _Dated(_Section):
    """What holds from one day to another, both included; without a day, from ever or for ever."""

    since: date | None = Field(None, alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since is not None and self.until is not None and self.until < self.since:
            msg = f"until = {self.until} lies before from = {self.since}"
            raise ValueError(msg)
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Deputy(_Dated):
    """Who stands in for a person; a deputy without an end would be a successor."""

    email: _Email
    since: date = Field(alias="from")
    until: date


class OwnRole(_Dated):
    """A role of a person's."""

    role: Role


class OwnUnit(_Dated):
    """A unit that a unit head answers for, with those below it."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _or_alone(key: str) -> BeforeValidator:
    """Take a value alone for a table of that one key: most roles and units need no days."""
    return BeforeValidator(lambda given: {key: given} if isinstance(given, str) else given)


class Person(_Dated):
    """A person of the office, and the days on which all roles hold."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    emails: tuple[_Email, ...] = Field(min_length=1)
    """The first is the one that signs; with all of them they may commit to Git."""
    roles: tuple[Annotated[OwnRole, _or_alone("role")], ...] = ()
    units: tuple[Annotated[OwnUnit, _or_alone("code")], ...] = Field((), min_length=1)
    """For whose stories the role of a unit head is held; not given: for all."""
    deputies: tuple[Deputy, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_email(cls, given: object) -> object:
        # `email = "…"` is what most people have.
        if isinstance(given, dict) and "email" in given and "emails" not in given:
            return {**{key: value for key, value in given.items() if key != "email"}, "emails": [given["email"]]}
        return given

    @model_validator(mode="after")
    def _units_are_a_heads(self) -> Person:
        if self.units and not self.has(Role.UNIT_HEAD):
            msg = f"{self.name} has units, which say what the role {Role.UNIT_HEAD} is for, but not that role"
            raise ValueError(msg)
        return self

    def has(self, role: Role) -> bool:
        """Tell whether a role is the person's on any day."""
        return any(own.role is role for own in self.roles)

    def roles_on(self, day: date) -> Iterator[Role]:
        """Yield the own roles of a day."""
        return (own.role for own in self.roles if self.holds_on(day) and own.holds_on(day))

    def units_as(self, role: Role, day: date) -> tuple[str, ...] | None:
        """Return the only units, with those below them, for whose stories the person has a role; None: for all."""
        if role is not Role.UNIT_HEAD or not self.units:
            return None
        return tuple(unit.code for unit in self.units if unit.holds_on(day))


class Held(NamedTuple):
    """A role that somebody holds on a day; `instead_of` for a deputy, and then until when."""

    role: Role
    person: Person
    units: tuple[str, ...] | None
    """The only units, with those below them, for whose stories it is held; None: for all."""
    instead_of: Person | None = None
    until: date | None = None

    def reaches(self, lineage: Collection[str]) -> bool:
        """Tell whether the role is held for stories of a unit, given with all units above it."""
        return self.units is None or any(unit in lineage for unit in self.units)


class Workflow(_Section):
    """The section [workflow]: without people nobody is held to the table."""

    people: tuple[Person, ...] = ()
    since: date | None = None
    """Changes of state committed before this day are not judged: an archive was not made by these rules."""

    @model_validator(mode="after")
    def _one_person_an_address(self) -> Workflow:
        seen: set[str] = set()
        for email in (email for person in self.people for email in person.emails):
            if email in seen:
                msg = f"{email} belongs to two people"
                raise ValueError(msg)
            seen.add(email)
        for deputy in (deputy for person in self.people for deputy in person.deputies):
            if deputy.email not in seen:
                msg = f"the deputy {deputy.email} is not among the people"
                raise ValueError(msg)
        return self

    @property
    def is_on(self) -> bool:
        """Tell whether anybody is held to the table."""
        return bool(self.people)

    @property
    def asks_for_units(self) -> bool:
        """Tell whether it matters of which unit a story is."""
        return any(person.units for person in self.people)

    def by_email(self, email: str) -> Person | None:
        """Return whose address it is."""
        return self._addresses.get(email.strip().lower())

    def named(self, name: str) -> tuple[Person, ...]:
        """Return who is called so, without accents when nobody is with them; two people may share a name."""
        return self._names.get(name_key(name)) or self._plain_names.get(fold(name), ())

    def held(self, day: date) -> Iterator[Held]:
        """Yield every role that somebody holds on a day."""
        for person in self.people:
            yield from self.held_by(person, day)

    def held_by(self, person: Person, day: date) -> Iterator[Held]:
        """Yield the roles that a person holds on a day: the own ones, then those of whom the person stands in for."""
        for role in person.roles_on(day):
            yield Held(role, person, person.units_as(role, day))
        for other, deputy in self._stood_in_for.get(person.emails[0], ()):
            if deputy.holds_on(day):
                for role in other.roles_on(day):
                    yield Held(role, person, other.units_as(role, day), other, deputy.until)

    def roles_of(self, person: Person, day: date, lineage: Collection[str] | None = None) -> frozenset[Role]:
        """Return the roles that a person holds on a day, as a deputy too.

        With a unit and all units above it, only the roles held for stories of that unit.
        """
        return frozenset(held.role for held in self.held_by(person, day) if lineage is None or held.reaches(lineage))

    def units_of(self, person: Person, day: date) -> tuple[str, ...]:
        """Return the units that a person, or somebody the person stands in for, is head of on a day."""
        return tuple(dict.fromkeys(unit for held in self.held_by(person, day) for unit in held.units or ()))

    def was_deputy(self, person: Person, role: Role, day: date, lineage: Collection[str]) -> Deputy | None:
        """Return when else a person stands in for somebody who on a day has a role for a unit; the last such time."""
        found = [
            deputy
            for other, deputy in self._stood_in_for.get(person.emails[0], ())
            if other.has(role) and Held(role, other, other.units_as(role, day)).reaches(lineage)
        ]
        return max(found, key=lambda deputy: deputy.until, default=None)

    # A province has hundreds of people, and each of thousands of stories was moved five times and more.
    @cached_property
    def _addresses(self) -> dict[str, Person]:
        return {email: person for person in self.people for email in person.emails}

    @cached_property
    def _names(self) -> dict[str, tuple[Person, ...]]:
        return _by_name(self.people, name_key)

    @cached_property
    def _plain_names(self) -> dict[str, tuple[Person, ...]]:
        return _by_name(self.people, fold)

    @cached_property
    def _stood_in_for(self) -> dict[str, list[tuple[Person, Deputy]]]:
        """Whom a person stands in for, and when; by the address that signs."""
        found: dict[str, list[tuple[Person, Deputy]]] = {}
        for other in self.people:
            for deputy in other.deputies:
                found.setdefault(self._addresses[deputy.email].emails[0], []).append((other, deputy))
        return found


def _by_name(people: Iterable[Person], spelling: Callable[[str], str]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for person in people:
        key = spelling(person.name)
        found[key] = (*found.get(key, ()), person)
    return found


def move_of(source: str, target: str) -> Move | None:
    """Return the move from one state to another, or None when nobody may make it."""
    return _TABLE.get((source, target))


def ways_on(source: str) -> tuple[Move, ...]:
    """Return every move that leads on from a state."""
    return tuple(move for move in MOVES if move.source == source)


def may_move(source: str, target: str, roles: frozenset[Role]) -> bool:
    """Tell whether somebody with these roles may make a move."""
    move = move_of(source, target)
    return move is not None and not roles.isdisjoint(move.roles)
