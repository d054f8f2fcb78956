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

_OLDER = r"[òóỏõọ][ae]|[ùúủũụ]y"
_NEWER = r"o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]"
# After q the u belongs to the consonant, and both ways agree: quý, quỳ.
_EITHER = re.compile(rf"(?<!q)(?:(?P<older>{_OLDER})|(?P<newer>{_NEWER}))(?!\w)")
_FIRST = re.compile(r"(?<!\w)[b-df-hj-np-tv-xzđ]{0,3}\Z")
_LONGEST_FIRST = 4


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Name the first word of the way that is used less, when both are used."""
    found: dict[str, list[tuple[str, Finding]]] = {"older": [], "newer": []}
    for passage in passages(file):
        for match in _EITHER.finditer(passage.text):
            first = _FIRST.search(passage.text, max(0, match.start() - _LONGEST_FIRST), match.start())
            if first is not None:
                word = first[0] + match[0]
                found[str(match.lastgroup)].append((word, passage.finding("X009", first.start())))
    fewer, more = sorted(found.values(), key=len)
    if fewer:
        word, place = fewer[0]
        values = {"word": word, "other": more[0][0], "fewer": len(fewer), "more": len(more)}
        yield Finding(place.path, place.line, place.column, place.code, place.field, values)
