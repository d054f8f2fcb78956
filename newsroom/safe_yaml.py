"""Read YAML that people wrote: plain values only, and nothing that ends the process.

PyYAML builds its tree by calling itself, in C: a few thousand brackets end the whole process (seen 2026-11).
"""

from __future__ import annotations

import re
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 40
"""Levels of nesting, far beyond what any of our files has; an alias that contains itself goes down for ever."""

# Far below what ends the process, far above what a file of ours has.
_SAFE_FOR_C = 500
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_NESTING_MARK = re.compile(r"[-?](?=\s|$)", re.MULTILINE)


def compose(text: str) -> yaml.Node | None:
    """Return the tree of `text`, with the place of every value; None when it holds nothing.

    Raises:
        yaml.YAMLError: it is no YAML, or nested too deeply.

    """
    _refuse_depth(text)
    loader = LOADER(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def load(text: str) -> Any:
    """Return the values of `text`.

    Raises:
        yaml.YAMLError: it is no YAML, or nested too deeply.
        ValueError: a day that does not exist.
        RecursionError: a value that contains itself.

    """
    _refuse_depth(text)
    loader = LOADER(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _refuse_depth(text: str) -> None:
    if _deepest_possible(text) < _SAFE_FOR_C:
        return
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            mark = event.start_mark
            place = yaml.Mark("", 0, mark.line, mark.column, None, 0) if mark else None
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=place)


def _deepest_possible(text: str) -> int:
    """Bound the nesting without reading YAML: each level costs a bracket, a dash, a question mark or an indent."""
    indent = max(map(len, _INDENT.findall(text)), default=0)
    return text.count("[") + text.count("{") + len(_NESTING_MARK.findall(text)) + indent + 1
