"""Front matter with the line and column of every value, so that a finding can point at it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsroom.safe_yaml import DEEPEST, compose

if TYPE_CHECKING:
    from collections.abc import Callable

Path = tuple[str | int, ...]

# Longer numbers are kept as text: Python refuses to read thousands of digits, and no key of ours needs them.
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_PLAIN_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+\Z")
# Aliases can multiply a small file into millions of values; no honest story comes near this.
_MOST_VALUES = 20_000
_NOTICED_LATE = {"found unexpected end of stream", "could not find expected ':'"}
_BLANK_LINES = re.compile(r"(?:[ \t\r]*\n)*")
_COMMENT = re.compile(r"[ \t]+#[^\r]*")


class _Handler(YAMLHandler):
    # The library's own fence also swallows the blank lines after it, and then every position is too high by them.
    FM_BOUNDARY = re.compile(r"^-{3,}[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the file; both count from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """The lines of one top-level key, counted from 1 in the file."""

    first: int
    after: int
    """The line after its last."""
    comment: str
    """What the author noted behind the value on its last line, with the blanks before it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Parsed front matter: the values, where each begins, and the text below."""

    data: dict[str, Any]
    positions: dict[Path, Position]
    spans: dict[str, Span]
    """Where each top-level key stands."""
    body: str
    body_line: int
    """The file's line on which the body begins."""

    def position(self, path: Path) -> Position:
        """Return where the value at `path` begins, or where its nearest parent does."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position(1, 1))


# The opening fence with what nobody reads, and the beginning of the first key, which is where all of it begins.
_FIRST_KEY = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?=[a-z])")


class FrontMatterKept:
    """Front matter that was parsed before: the body is at hand, the rest is parsed when somebody asks for it."""

    __slots__ = ("_parsed", "_text", "body", "body_line")

    def __init__(self, text: str, body_line: int, body_size: int) -> None:
        """Take the whole text, and where its body begins."""
        self._text = text
        self._parsed: FrontMatter | None = None
        self.body = text[len(text) - body_size :]
        self.body_line = body_line

    @property
    def data(self) -> dict[str, Any]:
        """The values."""
        return self._whole().data

    @property
    def positions(self) -> dict[Path, Position]:
        """Where each value begins."""
        return self._whole().positions

    @property
    def spans(self) -> dict[str, Span]:
        """Where each top-level key stands."""
        return self._whole().spans

    def position(self, path: Path) -> Position:
        """Return where the value at `path` begins, or where its nearest parent does."""
        if self._parsed is None and path and isinstance(path[0], str):
            # Reminders are about a key that is not there, for every story of an archive: no need to read YAML for that.
            head = _FIRST_KEY.match(self._text)
            if head is not None and path[0] not in self._text[: len(self._text) - len(self.body)]:
                return Position(self._text.count("\n", 0, head.end()) + 1, 1)
        return self._whole().position(path)

    def _whole(self) -> FrontMatter:
        if self._parsed is None:
            self._parsed = parse(self._text)
        return self._parsed


class FrontMatterError(Exception):
    """The front matter cannot be understood; `code` is a finding's code."""

    def __init__(self, code: str, position: Position, **values: object) -> None:
        """Keep the finding's code, where it is, and the values for its sentence."""
        super().__init__(code)
        self.code = code
        self.position = position
        self.values = values

    def __reduce__(self) -> tuple[Callable[[], FrontMatterError], tuple[()]]:
        """Tell how to make it again in another process: what `Exception` remembers lacks the position."""
        return partial(FrontMatterError, self.code, self.position, **self.values), ()


def parse(text: str) -> FrontMatter:
    """Split a story file and read its front matter.

    Dates stay text (the model reads them and can say which day does not exist), and only `true` and `false`
    are booleans, so that `on`, `no` or `0123` mean what an editor sees.

    Raises:
        FrontMatterError: no front matter, broken YAML, a key given twice, or too many values.

    """
    handler = _Handler()
    if not handler.detect(text):
        raise FrontMatterError("S002", Position(1, 1))
    try:
        block, rest = handler.split(text)
    except ValueError:
        raise FrontMatterError("S002", Position(1, 1)) from None
    body_start = _BLANK_LINES.match(text, len(text) - len(rest)).end()  # type: ignore[union-attr]  # matches nothing too
    root = _compose(block)
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("S002", Position(1, 1))
    # `block` begins with the newline after the opening fence, so its line 0 is the file's line 1.
    walk = _Walk()
    data = walk.value(root, ())
    lines = block.split("\n")
    spans = {key.value: _span(key, value, lines) for key, value in root.value}
    return FrontMatter(data, walk.positions, spans, text[body_start:], text.count("\n", 0, body_start) + 1)


def _compose(block: str) -> yaml.Node | None:
    if unreadable := yaml.reader.Reader.NON_PRINTABLE.search(block):
        # Both of PyYAML's readers refuse such a character, but neither says its line.
        line, column = (
            block.count("\n", 0, unreadable.start()),
            unreadable.start() - block.rfind("\n", 0, unreadable.start()),
        )
        raise FrontMatterError("S003", Position(line + 1, column), reason=f"U+{ord(unreadable[0]):04X}")
    try:
        return compose(block)
    except yaml.MarkedYAMLError as error:
        # A quote that never closes is noticed at the very end, a missing colon on the next line; the slip is before.
        earlier = error.problem in _NOTICED_LATE and error.context_mark
        mark = earlier or error.problem_mark or error.context_mark
        place = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
        raise FrontMatterError("S003", place, reason=error.problem or error.context or "YAML") from error
    except yaml.YAMLError as error:
        raise FrontMatterError("S003", Position(1, 1), reason=" ".join(str(error).split())) from error


def _span(key: yaml.Node, value: yaml.Node, lines: list[str]) -> Span:
    end = value.end_mark
    if end.line >= len(lines) or not lines[end.line][: end.column].strip():
        return Span(key.start_mark.line + 1, end.line + 1, "")
    comment = _COMMENT.match(lines[end.line], end.column)
    return Span(key.start_mark.line + 1, end.line + 2, comment[0] if comment else "")


@dataclass(slots=True)
class _Walk:
    """Turns YAML nodes into values and remembers where each one began."""

    positions: dict[Path, Position] = field(default_factory=dict)
    count: int = 0

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.count += 1
        here = Position(node.start_mark.line + 1, node.start_mark.column + 1)
        if self.count > _MOST_VALUES:
            raise FrontMatterError("S003", here, reason=f"more than {_MOST_VALUES} values")
        if len(path) > DEEPEST:
            raise FrontMatterError("S003", here, reason="nested too deeply")
        self.positions.setdefault(path, here)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node)  # only scalars are left

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = Position(key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                raise FrontMatterError("S003", place, reason="a key must be a word")
            key = str(key_node.value)
            if key in values:
                raise FrontMatterError("S007", place, key=key)
            self.positions[*path, key] = place
            values[key] = self.value(value_node, (*path, key))
        return values


def _scalar(node: yaml.Node) -> Any:
    # macOS and Word hand over decomposed letters; limits, names and addresses are compared in form C.
    text = unicodedata.normalize("NFC", str(node.value))
    if node.tag.endswith(":null"):
        return None
    if node.tag.endswith(":bool") and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if node.tag.endswith(":int") and _PLAIN_INTEGER.match(text):
        return int(text)
    if node.tag.endswith(":float") and _PLAIN_FLOAT.match(text):
        return float(text)
    return text
