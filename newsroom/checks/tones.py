"""One story places its tone marks in one way: hòa, thủy or hoà, thuỷ.

Only open syllables in oa, oe and uy differ. Names are left out: how a person or place writes theirs is theirs, and a
word with a capital may be one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding
from newsroom.checks.prose import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_FIRST = r"\b[b-df-hj-np-tv-xzđ]{0,3}"
_OLDER = r"[òóỏõọ][ae]|[ùúủũụ]y"
_NEWER = r"o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]"
# After q the u belongs to the consonant, and both ways agree: quý, quỳ.
_EITHER = re.compile(rf"{_FIRST}(?<!q)(?:(?P<older>{_OLDER})|(?P<newer>{_NEWER}))(?!\w)")


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Name the first word of the way that is used less, when both are used."""
    found: dict[str, list[tuple[str, Finding]]] = {"older": [], "newer": []}
    for passage in passages(file):
        for match in _EITHER.finditer(passage.text):
            place = passage.finding("X009", match.start())
            found[str(match.lastgroup)].append((match[0], place))
    fewer, more = sorted(found.values(), key=len)
    if fewer:
        word, place = fewer[0]
        values = {"word": word, "other": more[0][0], "fewer": len(fewer), "more": len(more)}
        yield Finding(place.path, place.line, place.column, place.code, place.field, values)
