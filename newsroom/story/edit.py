"""Change single front-matter keys and leave every other byte of the file as its author wrote it."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from newsroom.errors import FindingsError
from newsroom.files import write_bytes
from newsroom.language import Words
from newsroom.story.front_matter import FrontMatterError, parse
from newsroom.story.read import normal_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.story.read import StoryFile

_PLAIN = re.compile(r"[A-Za-zÀ-ỹĐđ][\wÀ-ỹ .()/-]*(?<! )\Z")
_READ_AS_OTHER = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_TIME_OR_HASH = re.compile(r"(\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?|sha256:[0-9a-f]{64})\Z")
# JSON leaves these as they are; YAML refuses them or reads them as line ends.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Where a new key is put: after the first of these that the file has.
_AFTER = {
    "approval": ("status",),
    "publish": ("approval", "status"),
    "corrections": ("publish", "approval", "status"),
    "returned": ("status",),
    "withdrawal": ("corrections", "publish", "status"),
}


def set_keys(text: str, values: Mapping[str, Any]) -> str:
    """Return the story file's text with top-level keys set, one line each; None removes a key.

    Line ends stay as they are (a file from Windows keeps its CR LF), and so does a comment behind a value.

    Raises:
        FrontMatterError: the front matter cannot be read, or is not written with one key under another.

    """
    before = parse(text)
    for key, value in values.items():
        text = _set_key(text, key, value)
    after = parse(text)
    kept = {key: value for key, value in before.data.items() if key not in values}
    wanted = kept.keys() | {key for key, value in values.items() if value is not None}
    same = after.data.keys() == wanted and all(after.data[key] == value for key, value in kept.items())
    if not same or after.body != before.body:
        raise FrontMatterError("S003", before.position(()), reason="the keys do not stand one under another")
    return text


def set_keys_in_bytes(raw: bytes, values: Mapping[str, Any]) -> bytes:
    """Return a story file's bytes with top-level keys set; line ends and a byte order mark stay the author's.

    Raises:
        FrontMatterError: the front matter cannot be read, or is not written with one key under another.

    """
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    return mark + set_keys(raw.removeprefix(mark).decode("utf-8"), values).encode()


def _set_key(text: str, key: str, value: Any) -> str:
    lines = text.split("\n")
    spans = parse(text).spans
    top = lines[next(iter(spans.values())).first - 1] if spans else ""
    indent, end = top[: len(top) - len(top.lstrip())], "\r" if lines[0].endswith("\r") else ""
    new = [] if value is None else [f"{indent}{key}: {flow(value)}{end}"]
    if key in spans:
        first, after, comment = spans[key]
        # The YAML reader counts comments and blank lines after a block to the block; they belong to the author.
        # An indented # is left alone: it may be a hashtag, the last line of a text written with |.
        while after - 2 >= first and (not lines[after - 2].strip() or lines[after - 2].startswith(f"{indent}#")):
            after -= 1
        new = [line.removesuffix(end) + comment + end for line in new]
        return "\n".join([*lines[: first - 1], *new, *lines[after - 1 :]])
    for anchor in _AFTER.get(key, ()):
        if anchor in spans:
            place = spans[anchor].after - 1
            return "\n".join([*lines[:place], *new, *lines[place:]])
    place = max((span.after for span in spans.values()), default=2) - 1
    return "\n".join([*lines[:place], *new, *lines[place:]])


def flow(value: Any) -> str:
    """Write a value as one line of YAML, quoted only where YAML would read it otherwise."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
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
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def change_keys(file: StoryFile, values: Mapping[str, Any]) -> None:
    """Set keys of a story on disk as it was read, its byte order mark and line ends kept; nothing, or all of it.

    Raises:
        FindingsError: the file was changed since it was read, or its keys do not stand one under another.
        ConfigurationError: the disk refuses; the old file is intact.

    """
    raw = bytes_as_read(file)
    try:
        made = set_keys_in_bytes(raw, values)
    except FrontMatterError as error:
        raise FindingsError(_NOT_BY_LINES, _NOT_BY_LINES_REMEDY, path=file.name) from error
    write_bytes(file.path, made)


def bytes_as_read(file: StoryFile) -> bytes:
    """Return a story's bytes on disk, so that nobody's change of just now is lost under an older reading.

    Raises:
        FindingsError: they are not, or no longer, what was read.

    """
    try:
        raw = file.path.read_bytes()
        is_same = normal_lines(raw) == file.text
    except (OSError, UnicodeDecodeError):
        is_same = False
    if not is_same:
        raise FindingsError(_CHANGED, _CHANGED_REMEDY, path=file.name)
    return raw


_CHANGED = Words(
    "{path} vừa được người khác sửa; chưa ghi gì.", "{path} was changed by somebody just now; nothing was written."
)
_CHANGED_REMEDY = Words("Xem lại nội dung mới rồi chạy lại lệnh.", "Look at what it says now and run again.")
_NOT_BY_LINES = Words(
    "{path}: phần khai báo không viết mỗi trường một dòng, không sửa bằng lệnh được.",
    "{path}: the front matter is not written one key under another, so no command can edit it.",
)
_NOT_BY_LINES_REMEDY = Words(
    "Viết mỗi trường ở đầu một dòng, không bọc cả phần khai báo trong {{…}}.",
    "Begin a line with each key, without {{…}} around them all.",
)
