"""Personal data stays out of stories, except where the office has a ground and says so in the story.

The whole file is read, front matter and names of pictures included: Git keeps for ever what was written into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, at, in_field
from newsroom.checks.labelled_lines import find_in_lines
from newsroom.story.front_matter import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.config import Config
    from newsroom.story.read import StoryFile

# A list of members with a hundred telephones needs one editor's action, not a hundred lines.
_MOST_PER_CODE = 5
# What other checks except is theirs to say.
_LAST_CODE = "R010"


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Look for personal data line by line, leave out what is excepted, and name exceptions that except nothing."""
    story = file.story or file.readable
    excepted = {one.code: number for number, one in reversed(list(enumerate(story.exceptions if story else ())))}
    allowed = office_contacts(given.config)
    public_at = (story.published_at if story else None) or given.now
    year = public_at.astimezone(given.config.zone).year
    seen: dict[str, int] = {}
    approved_on, approver = _address_of_approver(file)
    lines = file.text.split("\n")
    for number, found in find_in_lines(lines, allowed=allowed, year=year):
        words = lines[number - 1][found.start : found.end]
        if number == approved_on and words == approver:
            continue
        code = str(found.kind)
        seen[code] = seen.get(code, 0) + 1
        if code not in excepted and seen[code] <= _MOST_PER_CODE:
            yield at(file, code, Position(number, found.start + 1), shown=masked(words))
    for code, number in excepted.items():
        if code not in seen and code <= _LAST_CODE:
            yield in_field(file, "R011", ("exceptions", number), code=code)


def _address_of_approver(file: StoryFile) -> tuple[int, str]:
    """Return the one line on which the address that an approval is signed with is no slip, and the address."""
    approval = file.story.approval if file.story is not None else None
    if approval is None or approval.email is None or file.front is None:
        return 0, ""
    return file.front.position(("approval", "email")).line, approval.email


def office_contacts(config: Config) -> frozenset[str]:
    """Return what stands on every page anyway, and is nobody's personal data."""
    return frozenset({config.office.phone, config.office.email})


def masked(words: str) -> str:
    """Show enough to find the place by: findings are printed in logs and comments that many people read."""
    kept = 2 if len(words) > 6 else 1
    return f"{words[:kept]}…{words[-kept:]}"
