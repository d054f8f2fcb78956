"""Read what is sound of front matter that is not a story, so that one slip does not hide the others from the checks."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from newsroom.story.model import Story

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# Only these are looked at; the others mean something only in a story that is whole.
_WORDS = ("kind", "programme", "unit", "stage")
_LISTS = ("subjects", "fields", "themes", "criteria", "replicated_at", "awards", "authors", "pictures")


def read_what_is_valid(data: dict[str, Any], zone: ZoneInfo) -> Story:
    """Return a story with the valid values of `data`; what is missing or wrong is empty.

    Of a list only what stands before the first wrong entry is kept, so that places still count right. The result was
    never validated as a whole and must not leave the checks.
    """
    context = {"zone": zone}

    def valid(name: str, value: Any) -> Any:
        try:
            return _adapter(name).validate_python(value, context=context)
        except ValidationError:
            return None

    values: dict[str, Any] = {name: valid(name, data.get(name)) or "" for name in _WORDS}
    for name in _LISTS:
        given = data.get(name)
        entries = (valid(name, [item]) for item in given) if isinstance(given, list) else ()
        values[name] = tuple(entry for (entry,) in takewhile(bool, entries))
    website = data.get("publish")
    website = website.get("website") if isinstance(website, dict) else None
    return Story.model_construct(publish=valid("publish", {"website": website}) or {}, **values)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    annotation: Any = Story.model_fields[name].annotation
    return TypeAdapter(annotation)
