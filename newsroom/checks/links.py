"""Links inside the newsroom lead somewhere; schemes that run code are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_body
from newsroom.gate import WEBSITE, judge
from newsroom.story.body import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = {"http", "https", "mailto", "tel"}


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Follow every link of the text that stays in the newsroom."""
    for reference in references(file.body):
        if reference.is_picture:
            continue
        target = reference.target
        scheme = _SCHEME.match(target)
        if scheme:
            if scheme[1].lower() not in _ALLOWED:
                yield in_body(file, "L003", reference.line, reference.column, target=target)
            continue
        if target.startswith(("#", "//")):
            continue
        yield from _internal(file, given, target, reference.line, reference.column)


def _internal(file: StoryFile, given: CheckInput, target: str, line: int, column: int) -> Iterator[Finding]:
    address = internal_address(target)
    other = given.first_at_address.get(address) if address else None
    if other is None and address not in given.fixed_addresses:
        yield in_body(file, "L001", line, column, target=target)
    elif other is not None and other.story is not None:
        verdict = judge(other.story, given.fingerprints[other.path], WEBSITE, given.now, given.terms, given.config.zone)
        if not verdict.allowed:
            yield in_body(file, "L002", line, column, target=target)


def internal_address(target: str) -> str | None:
    """Return the address (`2026/<slug>/`) that a root-relative link names, or None for any other link."""
    if not target.startswith("/"):
        return None
    path = re.split(r"[?#]", target, maxsplit=1)[0].strip("/")
    return f"{path}/" if path else ""
