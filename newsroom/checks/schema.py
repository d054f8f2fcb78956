"""The file and its front matter: readable, complete, of the right form, nothing unknown."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from newsroom.checks.finding import Finding, at, in_field
from newsroom.checks.yaml_words import in_vietnamese
from newsroom.story import model
from newsroom.story.body import word_count
from newsroom.story.front_matter import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

_CONFLICT = re.compile(r"^<{7} .*\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7} ", re.MULTILINE)
_FEWEST_WORDS, _MOST_WORDS = 400, 2000
_PATTERNS = {
    model.ID_PATTERN: ("cần dạng GS-2026-0142", "expected the form GS-2026-0142"),
    model.ADDRESS_PATTERN: ("cần dạng 2026/ten-bai-cu/", "expected the form 2026/old-name/"),
    model.SLUG_PATTERN: (
        "chỉ dùng chữ thường không dấu, số và dấu gạch nối",
        "only unaccented lower case, digits and hyphens",
    ),
    r"^\w+$": ("thẻ viết liền, không dấu cách, không có #", "a tag is one word without #"),
}


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Report what keeps a file from being a story, and text that is missing or of unusual length."""
    conflict = _conflict(file.text)
    if conflict is not None:
        yield at(file, "A038", conflict)
        # What else is wrong with the front matter is wrong because of it.
        if file.story is None:
            return
    if file.problem is not None:
        values = file.problem.values
        values = {"reason_vi": in_vietnamese(str(values.get("reason", ""))), **values}
        yield at(file, file.problem.code, file.problem.position, **values)
        return
    if file.invalid is not None:
        for error in file.invalid.errors(include_url=False):
            # A list whose entries are wrong counts as too short as well; only the entries are worth a word.
            if error["type"] != "too_short" or not error["input"]:
                yield _from_model(file, error)
    if file.story is not None and file.story.slug != file.folder_name:
        yield in_field(file, "S009", ("slug",), folder=file.folder_name, slug=file.story.slug)
    words = word_count(file.body)
    if words == 0:
        yield in_field(file, "S012", ())
    elif not _FEWEST_WORDS <= words <= _MOST_WORDS:
        yield in_field(file, "S013", ("title",), count=words)


def _conflict(text: str) -> Position | None:
    """Return where Git's conflict marks begin, when all three are there in their order."""
    if "<<<<<<< " not in text:
        return None
    found = _CONFLICT.search(text)
    return Position(text.count("\n", 0, found.start()) + 1, 1) if found is not None else None


def _from_model(file: StoryFile, error: ErrorDetails) -> Finding:
    path = tuple(error["loc"])
    kind, context = error["type"], error.get("ctx") or {}
    if kind in {"D001", "D002"}:
        return in_field(file, kind, path, **context)
    if kind == "missing":
        return in_field(file, "S005", path)
    if kind == "extra_forbidden":
        key = str(path[-1])
        near = difflib.get_close_matches(key, _keys_at(path[:-1]), n=1)
        return in_field(file, "S004", path, key=key, **did_you_mean(near))
    if kind == "string_too_long":
        length, limit = len(str(error["input"])), int(context["max_length"])
        return in_field(file, "S008", path, length=length, limit=limit, excess=length - limit)
    reason = _reason(kind, context, error)
    return in_field(file, "S006", path, reason_vi=reason[0], reason_en=reason[1])


def did_you_mean(near: list[str]) -> dict[str, str]:
    """Return how the sentence ends in both languages: with the nearest known word, or just with a full stop."""
    if not near:
        return {"near_vi": ".", "near_en": "."}
    return {"near_vi": f"; có phải “{near[0]}”?", "near_en": f', did you mean "{near[0]}"?'}


def _keys_at(path: tuple[Any, ...]) -> list[str]:
    """Return the keys the model knows at a place in the front matter."""
    current: type[BaseModel] = model.Story
    for step in path:
        if isinstance(step, int):
            continue
        field = current.model_fields.get(step)
        if field is None:
            continue
        current = _model_in(field.annotation) or current
    return list(current.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if (found := _model_in(inner)) is not None:
            return found
    return None


def _reason(kind: str, context: dict[str, Any], error: ErrorDetails) -> tuple[str, str]:
    given = str(error["input"])[:60]
    if kind == "string_pattern_mismatch" and context.get("pattern") in _PATTERNS:
        vi, en = _PATTERNS[context["pattern"]]
        return f"“{given}” — {vi}", f'"{given}" - {en}'
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f"“{given}” không thuộc: {expected}", f'"{given}" is none of: {expected}'
    if kind in {"string_too_short", "too_short"} or (kind == "string_type" and error["input"] is None):
        return "đang để trống", "it is empty"
    expected_types = {
        "string_type": ("cần một chuỗi chữ", "text is expected"),
        "int_parsing": ("cần một số nguyên", "a whole number is expected"),
        "int_parsing_size": ("số quá lớn", "the number is too large"),
        "int_from_float": ("cần một số nguyên", "a whole number is expected"),
        "int_type": ("cần một số nguyên", "a whole number is expected"),
        "bool_parsing": ("chỉ nhận true hoặc false", "only true or false"),
        "bool_type": ("chỉ nhận true hoặc false", "only true or false"),
        "tuple_type": ("cần một danh sách, ví dụ [a, b]", "a list like [a, b] is expected"),
        "model_type": ("cần các trường con, ví dụ {a: b}", "keys like {a: b} are expected"),
        "dict_type": ("cần các trường con, ví dụ {a: b}", "keys like {a: b} are expected"),
        "greater_than_equal": ("số quá nhỏ", "the number is too small"),
        "less_than_equal": ("số quá lớn", "the number is too large"),
    }
    return expected_types.get(kind, (str(error["msg"]), str(error["msg"])))
