"""HTML inside a story's text: what the website takes out of it is told, with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_body
from newsroom.outputs.story_text import ELEMENTS, clean, render
from newsroom.story.body import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile

# What Markdown can take for HTML begins like this; `a < b`, `<3` and `<https://…>` do not.
_MARKUP = re.compile(r"<(?!https?://)[A-Za-z/!?]")
# Elements whose loss takes something from readers; the others only change how words look.
_LOSING = """
applet area audio base body button canvas dialog embed form frame frameset head html iframe image input isindex keygen
link map math meta noembed noframes noscript object option param picture portal script select slot source style svg
template textarea title track video xml xmp
"""
_CONTENT = frozenset(_LOSING.split())
# A text pasted from a word processor needs one editor's action, not a hundred lines.
_MOST_PER_PART = 3

_Part = tuple[str, str, str]
"""What stands in HTML: its kind, the element, the attribute."""


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Compare the text's HTML before and after cleaning."""
    if not _MARKUP.search(file.body):
        return
    made = render(file.body)
    removed = _parts(made) - _parts(clean(made))
    if not removed:
        return
    source = without_code(file.body)
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    for (kind, element, attribute), count in removed.items():
        if kind == "attribute" and element not in ELEMENTS:
            continue
        code = "X006" if _is_content(kind, element, attribute) else "X007"
        # What nobody typed is a link written as Markdown, which newsroom.checks.links looks at, or Markdown's own
        # markup inside an element that was never closed.
        places = [match.start(1) for match in _pattern(kind, element, attribute).finditer(source)]
        for place in places[: min(count, _MOST_PER_PART)]:
            line = bisect_right(starts, place) - 1
            yield in_body(file, code, line, place - starts[line], what=_named(kind, element, attribute))


class _Reader(HTMLParser):
    """Counts what stands in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: Counter[_Part] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts["element", tag, ""] += 1
        self.parts.update(("attribute", tag, name) for name, _ in attrs)

    def handle_comment(self, data: str) -> None:
        del data
        self.parts["comment", "", ""] += 1

    def handle_decl(self, decl: str) -> None:
        del decl
        self.parts["declaration", "!", ""] += 1

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        del data
        self.parts["declaration", "?", ""] += 1


def _parts(html: str) -> Counter[_Part]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def _pattern(kind: str, element: str, attribute: str) -> re.Pattern[str]:
    """Return how a part is written in the story; its first group begins where it stands."""
    if kind == "comment":
        return re.compile("(<!--)")
    if kind == "declaration":
        return re.compile(rf"(<{re.escape(element)}(?!--))")
    if kind == "element":
        return re.compile(rf"(<{re.escape(element)}(?![\w:-]))", re.IGNORECASE)
    return re.compile(
        rf"<{re.escape(element)}(?=[\s/])[^<>]*?[\s/\"']({re.escape(attribute)})(?![\w:-])", re.IGNORECASE
    )


def _is_content(kind: str, element: str, attribute: str) -> bool:
    if kind == "attribute":
        return attribute.startswith("on") or attribute in {"href", "src"}
    return kind == "declaration" or element in _CONTENT


def _named(kind: str, element: str, attribute: str) -> str:
    if kind == "attribute":
        return f"{attribute}=…"
    return {"comment": "<!-- … -->", "declaration": f"<{element}…>"}.get(kind, f"<{element}>")
