"""Patterns that are compiled when a story first has something for them to look at."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pattern:
    """A pattern that is compiled when it is first asked for.

    Together they take as long to compile as twenty stories to check, and most stories have nothing that needs more
    than a few of them.
    """

    __slots__ = ("_flags", "_ready", "_source")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Take the expression as it is written."""
        self._source = source
        self._flags = flags
        self._ready: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first place that matches."""
        return self._compiled().search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every place that matches."""
        return self._compiled().finditer(text)

    def _compiled(self) -> re.Pattern[str]:
        if self._ready is None:
            self._ready = re.compile(self._source, self._flags)
        return self._ready
