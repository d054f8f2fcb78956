"""Tables in a story's text: wide ones scroll within a frame of their own, so that the page never does."""

from __future__ import annotations

import re

_TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>")
_CELL = re.compile(r"<t[dh]\b")
# So many columns a phone shows side by side, breaking words where it must.
_FITS = 3


def frame_tables(text: str) -> str:
    """Return clean HTML with a frame around every outermost table.

    What scrolls must be reachable by keyboard and have a name: a wide table's frame is a region numbered from 1.
    """
    parts: list[str] = []
    done = depth = start = number = 0
    for tag in _TABLE_TAG.finditer(text):
        depth += -1 if tag[1] else 1
        if not tag[1] and depth == 1:
            start = tag.start()
        elif tag[1] and depth == 0:
            number += 1
            parts += [text[done:start], _framed(text[start : tag.end()], number)]
            done = tag.end()
    return "".join([*parts, text[done:]])


def _framed(table: str, number: int) -> str:
    first_row = table.partition("</tr>")[0]
    if len(_CELL.findall(first_row)) <= _FITS:
        return f'<div class="table">{table}</div>'
    return f'<div class="table table--wide" role="region" aria-label="Bảng {number}" tabindex="0">{table}</div>'
