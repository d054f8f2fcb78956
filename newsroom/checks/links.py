"""Links inside the newsroom lead somewhere; schemes that run code are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.finding import Finding, in_body
from newsroom.gate import WEBSITE, judge
from newsroom.story.body import references

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.body import Reference
    from newsroom.story.read import StoryFile

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = {"http", "https", "mailto", "tel"}


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Follow every link of the text that stays in the newsroom."""
    for reference, is_allowed in _followed(file.body):
        target = reference.target
        if not is_allowed:
            yield in_body(file, "L003", reference.line, reference.column, target=target)
            continue
        address = internal_address(target)
        if leads_nowhere(address, given.places.at_address, given.fixed_addresses):
            yield in_body(file, "L001", reference.line, reference.column, target=target)
        elif (other := given.first_at_address.get(address or "")) is not None and not _is_shown(other, given):
            yield in_body(file, "L002", reference.line, reference.column, target=target)


def _followed(body: str) -> Iterator[tuple[Reference, bool]]:
    """Return every link that a check has to look at, and whether its scheme is allowed."""
    for reference in references(body):
        if reference.is_picture:
            continue
        scheme = _SCHEME.match(reference.target)
        if scheme and scheme[1].lower() not in _ALLOWED:
            yield reference, False
        elif not scheme and not reference.target.startswith(("#", "//")):
            yield reference, True


class Goals(NamedTuple):
    """Where the links of a text want to go."""

    are_wrong: bool
    """A link is wrong whatever other stories there are: a forbidden scheme, or no address of ours."""
    addresses: tuple[str, ...]
    """Addresses in the newsroom, each once, in order."""


def goals(body: str) -> Goals:
    """Gather where the links of a text go, so that they can be followed without the text."""
    followed = [(internal_address(reference.target), is_allowed) for reference, is_allowed in _followed(body)]
    addresses = sorted({address for address, is_allowed in followed if address is not None and is_allowed})
    return Goals(any(address is None or not is_allowed for address, is_allowed in followed), tuple(addresses))


def all_lead_somewhere(found: Goals, given: CheckInput) -> bool:
    """Tell whether `check` has nothing to say of a text whose links go there."""
    others = [given.first_at_address.get(address) for address in found.addresses]
    return not found.are_wrong and not any(
        leads_nowhere(address, given.places.at_address, given.fixed_addresses)
        or (other is not None and not _is_shown(other, given))
        for address, other in zip(found.addresses, others, strict=True)
    )


def leads_nowhere(address: str | None, stories: Container[str], fixed: Container[str]) -> bool:
    """Tell whether neither a story nor another page of the newsroom is at `address`."""
    return not (address and address in stories) and address not in fixed


def _is_shown(other: StoryFile, given: CheckInput) -> bool:
    if other.story is None:
        return True
    fingerprint = given.fingerprints[other.path]
    return judge(other.story, fingerprint, WEBSITE, given.moment, given.terms).allowed


def internal_address(target: str) -> str | None:
    """Return the address (`2026/<slug>/`) that a root-relative link names, or None for any other link."""
    if not target.startswith("/"):
        return None
    path = re.split(r"[?#]", target, maxsplit=1)[0].strip("/")
    return f"{path}/" if path else ""
