"""The fields of the editors' form, made from the stories' schema: Decap CMS and Sveltia CMS read the same ones.

Source of the widgets and their options: https://decapcms.org/docs/widgets/ and Sveltia's own JSON Schema (2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsroom.story.schema import story_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.terms import Terms

_WRITTEN_BY_COMMANDS = frozenset({"approval", "withdrawal", "returned"})
"""Keys that commands write: the form keeps them in their place and does not show them."""

_LONG = frozenset({"summary", "quote", "evidence", "caption", "text", "note", "reason"})
"""Texts of more than a line."""

_ONE_OF = {
    "subjects": "nhân vật",
    "criteria": "tiêu chí",
    "awards": "khen thưởng",
    "authors": "tác giả",
    "pictures": "ảnh",
    "consent": "giấy đồng ý",
    "corrections": "đính chính",
    "exceptions": "ngoại lệ",
}
"""What the button that adds an entry calls it; of other lists, just an entry."""

_NAMED_BY = ("name", "title", "subject", "code", "file", "note", "kind")
"""What an entry of a list is called when it is folded, the first that it has."""

# What a form does for its reader: it offers the codes, and its calendar knows the form of a date.
_FOR_FILES = re.compile(r"[;.]? ?\b[Mm]ã trong terms/[a-z-]+\.yml|: năm-tháng-ngày( giờ:phút)?| Các mã đã cấp: .*tsv\.")


def story_fields(terms: Terms, channels: Mapping[str, str], next_id: str) -> list[dict[str, Any]]:
    """Return the form's fields in the model's order, the text last; `next_id` is offered for a new story."""
    schema = story_schema(terms, channels)
    fields = list(_Form(schema["$defs"]).fields(schema))
    # The website shows the whole story: of an announcement only the time means something to it.
    website = next(field for field in fields if field["name"] == "publish")["fields"][0]
    website["fields"] = [field for field in website["fields"] if field["name"] == "at"]
    given: dict[str, dict[str, Any]] = {
        "id": {"default": next_id},
        "status": {"default": "draft"},
        # Left empty, it is made from the title before the first saving.
        "slug": {"required": False, "hint": "Để trống: tự đặt từ tiêu đề. Không dấu; không đổi sau khi đăng."},
    }
    for index, field in enumerate(fields):
        field.update(given.get(field["name"], {}))
        if field["name"] in _WRITTEN_BY_COMMANDS:
            fields[index] = {"name": field["name"], "label": field["label"], "widget": "hidden"}
    text = {
        "name": "body",
        "label": "Nội dung bài",
        "widget": "markdown",
        "hint": "Đề mục dùng cấp 2. Ảnh trong bài phải có trong danh sách ảnh ở trên.",
        "modes": ["rich_text", "raw"],
        "buttons": [
            "bold",
            "italic",
            "link",
            "heading-two",
            "heading-three",
            "quote",
            "bulleted-list",
            "numbered-list",
        ],
        "editor_components": ["image"],
    }
    return [*fields, text]


class _Form:
    """Turns each property of the schema into a field."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def fields(self, part: Mapping[str, Any], *, optional: bool = False) -> Iterator[dict[str, Any]]:
        """Yield the fields of one part; in an `optional` part none is required, or nobody could leave it out."""
        for name, value in part["properties"].items():
            yield self._field(name, value, required=not optional and name in part.get("required", ()))

    def _field(self, name: str, value: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
        shape = self._shape(value)
        field = {"name": name, "label": value.get("title") or shape.get("title") or name}
        field |= self._widget(name, shape, required=required)
        field["required"] = required
        if hint := _hint(value, field["widget"]):
            field["hint"] = hint
        return field

    def _shape(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Look through references, and through "or nothing"."""
        while True:
            several = [one for one in value.get("anyOf", ()) if one.get("type") != "null"]
            if len(several) == 1 and "const" not in several[0]:
                value = several[0]
            elif "$ref" in value:
                value = self._parts[value["$ref"].rsplit("/", 1)[-1]]
            else:
                return dict(value)

    def _widget(self, name: str, shape: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
        if choices := _choices(shape):
            return {"widget": "select", "options": choices}
        kind = shape.get("type")
        if kind == "object":
            return {
                "widget": "object",
                "collapsed": not required,
                "fields": list(self.fields(shape, optional=not required)),
            }
        if kind == "array":
            return self._list(name, shape)
        if kind == "boolean":
            # No default: in a list Decap takes one for an entry, and shows it before anybody has made one.
            return {"widget": "boolean"}
        if kind == "integer":
            limits = {"min": shape.get("minimum"), "max": shape.get("maximum")}
            return {"widget": "number", "value_type": "int", **{k: v for k, v in limits.items() if v is not None}}
        return _text(name, shape)

    def _list(self, name: str, shape: Mapping[str, Any]) -> dict[str, Any]:
        least = {"min": shape["minItems"]} if shape.get("minItems") else {}
        if "prefixItems" in shape:
            inner = self._widget(name, shape["prefixItems"][0], required=True)
            return {"widget": "list", "field": {"name": "value", "label": "%", **inner}, "min": 2, "max": 2}
        item = self._shape(shape["items"])
        if choices := _choices(item):
            return {"widget": "select", "multiple": True, "options": choices, **least}
        if item.get("type") != "object":
            return {
                "widget": "list",
                "field": {"name": "value", "label": "Mục", **self._widget("", item, required=True)},
            }
        fields = list(self.fields(item))
        named = next((key for key in _NAMED_BY if key in item["properties"]), next(iter(item["properties"])))
        return {
            "widget": "list",
            "label_singular": _ONE_OF.get(name, "mục"),
            "summary": f"{{{{fields.{named}}}}}",
            "collapsed": True,
            "minimize_collapsed": True,
            "fields": fields,
            **least,
        }


def _choices(shape: Mapping[str, Any]) -> list[dict[str, str]]:
    named = [one for one in shape.get("anyOf", ()) if "const" in one]
    return [{"label": one["title"], "value": one["const"]} for one in named]


def _text(name: str, shape: Mapping[str, Any]) -> dict[str, Any]:
    pattern = shape.get("pattern", "")
    if shape.get("format") == "date":
        # In UTC on both sides, a day without a time is the same day wherever the editor sits.
        return {"widget": "datetime", "date_format": "YYYY-MM-DD", "time_format": False, "picker_utc": True}
    if pattern.startswith(r"^\d{4}-\d{2}-\d{2}[ T]"):
        return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
    if name == "file":
        return {"widget": "image", "choose_url": False}
    field: dict[str, Any] = {"widget": "text" if name in _LONG else "string"}
    if pattern:
        field["pattern"] = [pattern, shape.get("patternErrorMessage", "Chưa đúng dạng")]
    elif longest := shape.get("maxLength"):
        field["pattern"] = [rf"^[\s\S]{{0,{longest}}}$", f"Tối đa {longest} ký tự"]
    return field


def _hint(value: Mapping[str, Any], widget: str) -> str:
    hint = _FOR_FILES.sub("", str(value.get("description", ""))).removeprefix(".")
    example = next(iter(value.get("examples", ())), None)
    if widget in {"string", "text"} and isinstance(example, str):
        hint += f" Ví dụ: {example}"
    return hint
