"""Ids are given once and never reused; addresses are unique and frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Compare a story with every other one and with the register."""
    story = file.story
    if story is None:
        return
    first = given.first_with_id.get(story.id, file)
    if first is not file:
        yield in_field(file, "I001", ("id",), id=story.id, other=first.name)
        return
    first = given.first_at_address.get(file.address, file)
    if first is not file:
        yield in_field(file, "I004", ("slug",), address=file.address, other=first.name)
    registered = given.register.get(story.id)
    owner = given.registered_addresses.get(file.address)
    if owner is not None and owner != story.id:
        yield in_field(file, "I002", ("id",), id=story.id, registered=owner, address=file.address)
    elif registered is not None and registered != file.address and registered not in file.old_addresses:
        yield in_field(file, "I003", ("id",), id=story.id, registered=registered, address=file.address)
    for index, address in enumerate(file.old_addresses):
        taken = given.first_at_address.get(address)
        if taken is not None:
            yield in_field(file, "I004", ("redirects", index), address=address, other=taken.name)
