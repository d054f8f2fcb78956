"""Change single front-matter keys and leave every other byte of the file as its author wrote it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsroom.story.front_matter import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[A-Za-zÀ-ỹĐđ][\wÀ-ỹ .()/-]*(?<! )\Z")
_READ_AS_OTHER = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_TIME_OR_HASH = re.compile(r"(\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?|sha256:[0-9a-f]{64})\Z")
# Where a new key is put: after the first of these that the file has.
_AFTER = {
    "approval": ("status",),
    "publish": ("approval", "status"),
    "withdrawal": ("corrections", "publish", "status"),
}


def set_keys(text: str, values: Mapping[str, Any]) -> str:
    """Return the story file's text with top-level keys set, one line each; None removes a key.

    Raises:
        FrontMatterError: the text has no readable front matter.

    """
    for key, value in values.items():
        text = _set_key(text, key, value)
    return text


def _set_key(text: str, key: str, value: Any) -> str:
    lines = text.split("\n")
    spans = parse(text).spans
    new = [] if value is None else [f"{key}: {flow(value)}"]
    if key in spans:
        first, after = spans[key]
        # The YAML reader counts comments and blank lines after a block to the block; they belong to the author.
        while after - 2 >= first and (not lines[after - 2].strip() or lines[after - 2].lstrip().startswith("#")):
            after -= 1
        return "\n".join([*lines[: first - 1], *new, *lines[after - 1 :]])
    for anchor in _AFTER.get(key, ()):
        if anchor in spans:
            place = spans[anchor][1] - 1
            return "\n".join([*lines[:place], *new, *lines[place:]])
    place = max((after for _, after in spans.values()), default=2) - 1
    return "\n".join([*lines[:place], *new, *lines[place:]])


def flow(value: Any) -> str:
    """Write a value as one line of YAML, quoted only where YAML would read it otherwise."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    text = str(value)
    is_plain = _PLAIN.match(text) and text.lower() not in _READ_AS_OTHER
    if isinstance(value, (int, float)) or is_plain or _TIME_OR_HASH.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)
