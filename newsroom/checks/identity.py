"""Ids are given once and never reused; addresses are unique and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.checks.finding import Finding, in_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile


class Place(NamedTuple):
    """What stories may quarrel over: an id and addresses."""

    name: str
    """The path to show people."""
    story_id: str
    address: str
    old_addresses: tuple[str, ...]
    looks_copied: bool
    """Its folder is not named after it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Who has which id and address; of several, the one that was there before."""

    with_id: dict[str, Place]
    at_address: dict[str, Place]
    formerly_at: dict[str, Place]
    """By an address that leads on to the story."""
    register: Mapping[str, str]
    """The address of each id that was ever given."""
    registered: Mapping[str, str]
    """The id of each address that was ever given."""


class Conflict(NamedTuple):
    """A finding's code, the front-matter key, and the values for its sentence."""

    code: str
    field: tuple[str | int, ...]
    values: dict[str, Any]


def place_of(file: StoryFile, story: Story) -> Place:
    """Return what a story claims for itself."""
    return Place(file.name, story.id, file.address, file.old_addresses, story.slug != file.folder_name)


def settle(places: Sequence[Place], register: Mapping[str, str]) -> Places:
    """Give every id and address to one story. A registered story comes first, so that a newcomer gets the finding."""
    with_id: dict[str, Place] = {}
    at_address: dict[str, Place] = {}
    formerly_at: dict[str, Place] = {}
    # The copy of a story comes behind its original, so that the copy is told and the original stays public.
    for place in sorted(places, key=lambda p: (register.get(p.story_id) != p.address, p.looks_copied)):
        with_id.setdefault(place.story_id, place)
        at_address.setdefault(place.address, place)
        for address in place.old_addresses:
            formerly_at.setdefault(address, place)
    return Places(
        with_id, at_address, formerly_at, register, {address: identity for identity, address in register.items()}
    )


def conflicts(place: Place, settled: Places) -> Iterator[Conflict]:
    """Compare a story with every other one and with the register; `place` is one of those that were settled."""
    first = settled.with_id.get(place.story_id, place)
    if first is not place:
        yield Conflict("I001", ("id",), {"id": place.story_id, "other": first.name})
        return
    first = settled.at_address.get(place.address, place)
    if first is not place:
        yield Conflict("I004", ("slug",), {"address": place.address, "other": first.name})
    registered = settled.register.get(place.story_id)
    owner = settled.registered.get(place.address)
    if owner is not None and owner != place.story_id:
        yield Conflict("I002", ("id",), {"id": place.story_id, "registered": owner, "address": place.address})
    elif registered is not None and registered != place.address and registered not in place.old_addresses:
        yield Conflict("I003", ("id",), {"id": place.story_id, "registered": registered, "address": place.address})
    for index, address in enumerate(place.old_addresses):
        owner = settled.registered.get(address)
        taken = settled.at_address.get(address) or settled.formerly_at.get(address, place)
        if address == place.address or (taken is not place and owner != place.story_id):
            yield Conflict("I004", ("redirects", index), {"address": address, "other": taken.name})
        elif owner not in {None, place.story_id}:
            # Its story is gone from the folder, and what readers find there must not become another one.
            yield Conflict("I004", ("redirects", index), {"address": address, "other": owner})


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Report every conflict of a story."""
    if file.story is None:
        return
    for conflict in conflicts(given.place[file.path], given.places):
        yield in_field(file, conflict.code, conflict.field, **conflict.values)
