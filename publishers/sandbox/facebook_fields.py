"""Reading what a Graph client asks for: `fields=`, listings' cursors, and loosely typed parameters."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from publishers.sandbox.facebook_errors import GraphError, invalid
from publishers.sandbox.facebook_parameters import FIELDS

_MODIFIER = re.compile(r"\.(\w+)\(([^)]*)\)")
_TRUE, _FALSE = {"true", "1", "yes"}, {"false", "0", "no", ""}
DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100


@dataclass(frozen=True)
class Wanted:
    """One field asked for: `comments.limit(0).summary(true){message}`."""

    modifiers: Mapping[str, str] = field(default_factory=dict)
    inner: str = ""


def wanted_fields(text: str, node_type: str, default: str) -> dict[str, Wanted]:
    """Read `fields=`; one unknown name fails the whole call, as in life.

    `id` is always among the answer.
    """
    wanted = {"id": Wanted()}
    for item in _split(text or default):
        match = re.match(r"(\w+)((?:\.\w+\([^)]*\))*)(?:\{(.*)\})?((?:\.\w+\([^)]*\))*)$", item, re.DOTALL)
        name = match[1] if match else item
        if match is None or name not in FIELDS[node_type]:
            message = f"Tried accessing nonexisting field ({name}) on node type ({node_type})"
            raise invalid(message)
        wanted[name] = Wanted(dict(_MODIFIER.findall(match[2] + match[4])), match[3] or "")
    return wanted


def inner_fields(text: str) -> list[str]:
    """Return the bare names within `{...}` of a field, without what they hold themselves."""
    return [re.split(r"[.{(]", item, maxsplit=1)[0].strip() for item in _split(text)]


def _split(text: str) -> list[str]:
    """Split at the commas that stand outside brackets."""
    items, depth = [""], 0
    for character in text:
        depth += (character in "({") - (character in ")}")
        if character == "," and depth == 0:
            items.append("")
        else:
            items[-1] += character
    return [item.strip() for item in items if item.strip()]


def limit_of(parameters: Mapping[str, Any]) -> int:
    """Return the page size of a listing: 25, or up to 100; more is refused."""
    text = str(parameters.get("limit", DEFAULT_LIMIT))
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > LARGEST_LIMIT:
        message = f"The limit parameter must be a number up to {LARGEST_LIMIT}"
        raise invalid(message)
    return int(text)


def boolean(parameters: Mapping[str, Any], name: str, *, default: bool) -> bool:
    """Read a boolean as Graph does: JSON true/false, or `true`, `false`, `1`, `0` as text."""
    value = parameters.get(name)
    if value is None:
        return default
    text = str(value).lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    message = f"Param {name} must be a boolean"
    raise invalid(message)


def text_of(parameters: Mapping[str, Any], name: str) -> str:
    """Read a text parameter; absent is empty."""
    value = parameters.get(name, "")
    if isinstance(value, dict | list):
        message = f"Param {name} must be a string."
        raise invalid(message)
    return "" if value is None else str(value)


def moment(parameters: Mapping[str, Any], name: str) -> float | None:
    """Read a time, Unix seconds or ISO 8601; absent is None, a time without offset is UTC."""
    text = text_of(parameters, name).strip()
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text))
    except ValueError as error:
        message = f"Param {name} is not a time"
        raise invalid(message) from error
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def media_ids(parameters: Mapping[str, Any]) -> list[str]:
    """Read `attached_media` in its three spellings, in order.

    A JSON array in a JSON body, one JSON string in a form, or `attached_media[0]={"media_fbid":"…"}`.
    """
    value = parameters.get("attached_media")
    items: Any = _from_json(value) if isinstance(value, str) else value
    indexed = {
        int(match[1]): _from_json(str(item))
        for key, item in parameters.items()
        if (match := re.fullmatch(r"attached_media\[(\d+)\]", key))
    }
    if items is None or items == "":
        items = [indexed[index] for index in sorted(indexed)]
    if not isinstance(items, list) or not all(isinstance(item, dict) and item.get("media_fbid") for item in items):
        message = "Param attached_media must be an array of objects with media_fbid"
        raise invalid(message)
    return [str(item["media_fbid"]) for item in items]


def _from_json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        message = "Param attached_media must be an array."
        raise invalid(message) from error


def graph_time(timestamp: float) -> str:
    """Write a time as Graph does: `2026-09-05T14:33:01+0000`."""
    return datetime.fromtimestamp(int(timestamp), UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def cursor(created_at: float, number: int) -> str:
    """Write a listing's cursor."""
    return base64.urlsafe_b64encode(f"{created_at!r}|{number}".encode()).decode()


def read_cursor(text: str) -> tuple[float, int]:
    """Read a cursor back. Raises GraphError 100 for anything else."""
    try:
        created_at, _, number = base64.urlsafe_b64decode(text.encode()).decode().partition("|")
        return float(created_at), int(number) % 2**63  # no larger than SQLite can compare
    except ValueError as error:
        raise GraphError(100, message="(#100) Invalid cursors values") from error
