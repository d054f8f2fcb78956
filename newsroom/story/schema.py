"""The JSON Schema that editors' tools complete from: the model explained in Vietnamese, with the office's lists."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsroom.story.model import ADDRESS_PATTERN, ID_PATTERN, SLUG_PATTERN, Story
from newsroom.story.schema_words import CHOICES, HELP, LISTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.terms import Term, Terms

# JSON Schema's date-time is RFC 3339's, which has no "2026-11-23 08:00"; the model reads this.
_MOMENT = r"^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}(:\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?$"
# The model's \\w knows Vietnamese letters, JavaScript's does not.
_TAG, _TAG_OF_MODEL = r"^[^\s!-/:-@\[-^`{-~]+$", r"^\w+$"
_REFERENCE = re.compile(r"#/\$defs/(\w+)")
_IN_WORDS = {
    _MOMENT: "Cần dạng năm-tháng-ngày giờ:phút, ví dụ 2026-11-23 08:00",
    ID_PATTERN: "Cần dạng GS-2026-0142",
    SLUG_PATTERN: "Chỉ dùng chữ thường không dấu, số và dấu gạch nối",
    ADDRESS_PATTERN: "Cần dạng 2026/ten-bai-cu/",
    _TAG: "Thẻ viết liền, không dấu cách, không có #",
}


def story_schema(terms: Terms | None = None, channels: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a story's front matter.

    With `terms` each code is one of the office's, named as the office names it; with `channels` (code → label) a story
    is published on those and no others.
    """
    schema: dict[str, Any] = Story.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["description"] = "Phần khai báo đầu tệp index.md của một bài"
    for owner, part in _parts(schema):
        for key, value in part["properties"].items():
            _explain(f"{owner}.{key}", value, terms)
    if channels is not None:
        publish = schema["properties"]["publish"]
        announcement = publish.pop("additionalProperties")
        publish["properties"] = {code: {**announcement, "title": label} for code, label in channels.items()}
        publish["additionalProperties"] = False
        consent = schema["$defs"]["Consent"]["properties"]["channels"]
        consent["items"] = _choice(channels)
    return schema


def terms_schema() -> dict[str, Any]:
    """Return the JSON Schema of one list of the office (terms/*.yml), as terms/read.py reads it."""
    day = {"type": "string", "format": "date", "examples": ["2025-07-01"]}
    dated = {
        "label": {"type": "string", "minLength": 1, "title": "Tên", "description": "Tên hiện trên trang."},
        "from": {**day, "title": "Từ ngày", "description": "Ngày tên này bắt đầu có hiệu lực."},
        "until": {**day, "title": "Đến ngày", "description": "Ngày cuối cùng còn hiệu lực; còn dùng thì không ghi."},
    }
    name = {"type": "object", "properties": dated, "required": ["label", "from"], "additionalProperties": False}
    code = {"type": "string", "title": "Mã", "description": "Không dấu, không đổi và không dùng lại."}
    names = {
        "type": "array",
        "items": name,
        "minItems": 1,
        "title": "Các tên",
        "description": "Tên cũ và tên mới, mỗi tên một khoảng ngày; dùng thay cho label, from, until.",
    }
    parent = {"type": "string", "title": "Đơn vị cấp trên", "description": "Mã của đơn vị cấp trên."}
    needs = {
        "type": "boolean",
        "title": "Cần giấy đồng ý",
        "description": "Người thuộc loại này phải có giấy đồng ý mới được đăng.",
    }
    more = {
        "short": {"type": "string", "title": "Tên ngắn"},
        "level": {"type": "string", "title": "Cấp"},
        "legal": {"title": "Căn cứ pháp lý"},
        "for": {
            "type": "array",
            "items": {"type": "string"},
            "title": "Tặng cho",
            "description": "Khen thưởng này chỉ tặng cho những loại đối tượng này (mã trong subject-types.yml).",
        },
        "yearly": {
            "type": "boolean",
            "title": "Mỗi năm một lần",
            "description": "Danh hiệu xét theo năm: một người không có hai quyết định trong một năm.",
        },
    }
    entry = {
        "type": "object",
        "properties": {"code": code, **dated, "names": names, "parent": parent, "needs_consent": needs, **more},
        "required": ["code"],
        "oneOf": [{"required": ["label", "from"]}, {"required": ["names"]}],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Danh mục của cơ quan",
        "type": "array",
        "items": entry,
    }


def term_name(term: Term) -> str:
    """Return a term's label, and when it ended."""
    return f"{term.label} (đến {term.until:%d/%m/%Y})" if term.until else term.label


def _parts(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Story", schema
    for value in schema["properties"].values():
        for name in _REFERENCE.findall(json.dumps(value)):
            schema["$defs"][name]["title"] = value["title"]
    for name, part in schema["$defs"].items():
        part.pop("description", None)  # the class's docstring, which is for developers
        yield name, part


def _explain(name: str, value: dict[str, Any], terms: Terms | None) -> None:
    if help_ := HELP.get(name):
        value["description"], value["examples"] = help_.text, list(help_.examples)
    leaves = list(_leaves(value))
    if terms is not None and (listed := LISTED.get(name)):
        choices = {term.code: term_name(term) for term in getattr(terms, listed)}
    else:
        choices = CHOICES.get(name, {})
    for leaf in leaves:
        if leaf.get("format") == "date-time":
            del leaf["format"]
            leaf["pattern"] = _MOMENT
        if leaf.get("pattern") == _TAG_OF_MODEL:
            leaf["pattern"] = _TAG
        if choices and leaf.get("type") == "string":
            leaf.pop("minLength", None)
            leaf.pop("enum", None)
            leaf.update(_choice(choices))
        if sentence := _IN_WORDS.get(leaf.get("pattern", "")):
            # Not of JSON Schema: the language servers for JSON and YAML say it in place of the pattern.
            leaf["patternErrorMessage"] = sentence


def _choice(named: Mapping[str, str]) -> dict[str, Any]:
    # Not "enum": its values cannot have a name each.
    return {"anyOf": [{"const": code, "title": label, "description": label} for code, label in named.items()]}


def _leaves(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schemas of the scalars that a property's value may be or hold."""
    inner = [*value.get("anyOf", ()), *([value["items"]] if isinstance(value.get("items"), dict) else ())]
    if not inner:
        yield value
    for one in inner:
        yield from _leaves(one)
