"""A story's clean HTML made ready for its page: pictures, links, headings and footnotes find their place.

Everything here works on what `story_text.clean` returns, where tags and attributes have one form only.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.outputs.anchors import anchor
from newsroom.outputs.table_frames import frame_tables

if TYPE_CHECKING:
    from collections.abc import Callable

_ATTRIBUTES = r'((?: [a-z]+="[^"]*")*)'
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_TOKEN = re.compile(rf"<(/?)(a|img|li|sup|td|th){_ATTRIBUTES}>")
_HEADING = re.compile(rf"<h([1-6]){_ATTRIBUTES}>(.*?)</h\1>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*?<img (?:(?!</?p>).)*?)</p>", re.DOTALL)
_LONE_IMAGE = re.compile(rf"\s*<img{_ATTRIBUTES}>\s*")
_TAG = re.compile(r"<[^<>]*>")
_REFERENCE = re.compile(r"<sup [^<>]*>.*?</sup>", re.DOTALL)
_FOOTNOTE = re.compile(r"#?fn(ref)?(\d*):(.*)", re.DOTALL)
_ELSEWHERE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_VOID = ("<br", "<hr", "<img")
# Comments do not survive cleaning, so that nothing but this module can have written one.
_MARK = re.compile(r"<!--(\d+)-->")
_ALIGN = {"left": "", "center": "to-centre", "right": "to-right"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text has to know of its page; every function gets and returns HTML or plain attribute values."""

    figure: Callable[[str, str], str | None]
    """Make a figure of a picture on a line of its own, from its file's name and the words given for it."""
    image: Callable[[str, str], str]
    """Make a picture inside a sentence, or its words when there is no such picture."""
    link: Callable[[str], str | None]
    """Make a root-relative address relative to the page, or None where nothing is shown at that address."""
    taken: frozenset[str] = frozenset()
    """Ids that the page has already."""


def place(text: str, around: Surroundings) -> str:
    """Return clean HTML with its pictures drawn in, its links followed, its tables framed and its headings anchored."""
    figures: list[str] = []
    text = _PARAGRAPH.sub(lambda match: _take_figures(match[1], around, figures), text)
    text, anchors = _headings(text, around.taken)
    text = frame_tables(_Tokens(around, anchors | around.taken).place(text))
    return _MARK.sub(lambda match: figures[int(match[1])], text).strip()


def _take_figures(inner: str, around: Surroundings, figures: list[str]) -> str:
    """Take every picture on a line of its own out of its paragraph into `figures`, and leave a mark for it."""
    parts: list[str] = []
    words: list[str] = []
    taken: list[str] = []

    def close() -> None:
        if any(line.strip() for line in words):
            parts.append("<p>" + "\n".join(words) + "</p>")
        words.clear()

    for line in inner.split("\n"):
        alone = _LONE_IMAGE.fullmatch(line)
        figure = around.figure(*_picture(alone[1])) if alone else None
        if figure is None:
            words.append(line)
        elif not _is_whole("\n".join(words)):
            # Inside emphasis or a link that goes on for lines.
            return f"<p>{inner}</p>"
        else:
            close()
            parts.append(f"<!--{len(figures) + len(taken)}-->")
            taken.append(figure)
    close()
    figures += taken
    return "\n".join(parts)


def _is_whole(part: str) -> bool:
    """Tell whether every element that begins in `part` ends there."""
    tags: list[str] = _TAG.findall(part)
    ends = sum(tag.startswith("</") for tag in tags)
    return ends == sum(not tag.startswith(("</", *_VOID)) for tag in tags)


def _picture(attributes: str) -> tuple[str, str]:
    given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    return given.get("src", ""), given.get("alt", "")


def _headings(text: str, taken: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Set headings below the page's title, one level at a time, each with an anchor of its own; return those too."""
    level = 1
    seen: set[str] = set()

    def heading(match: re.Match[str]) -> str:
        nonlocal level
        inner = match[3].strip()
        words = html.unescape(_TAG.sub("", _REFERENCE.sub("", inner))).strip()
        if not inner:
            return ""
        level = min(max(2, int(match[1])), level + 1)
        wanted = anchor(words, taken=taken) or "muc"
        made, number = wanted, 0
        while made in seen:
            number += 1
            made = f"{wanted}_{number}"
        seen.add(made)
        return f'<h{level} id="{made}">{inner}</h{level}>'

    return _HEADING.sub(heading, text), frozenset(seen)


class _Tokens:
    """One pass over a text's tags, remembering which links are open and how footnotes are numbered."""

    def __init__(self, around: Surroundings, anchors: frozenset[str]) -> None:
        self._around = around
        self._anchors = anchors
        self._link_is_kept = False
        self._footnotes: dict[str, int] = {}

    def place(self, text: str) -> str:
        return _TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        ends, name, attributes = match[1], match[2], match[3]
        if name == "a":
            return self._end_of_link() if ends else self._link(attributes)
        if name == "img":
            return self._around.image(*_picture(attributes))
        if ends or not attributes:
            return match[0]
        given = "".join(self._attribute(*pair) for pair in _ATTRIBUTE.findall(attributes))
        return f"<{name}{given}>"

    def _attribute(self, name: str, value: str) -> str:
        if name == "id":
            value = self._footnote(value) or ""
        if name == "align":
            name, value = "class", _ALIGN[value]
        return f' {name}="{value}"' if value else ""

    def _link(self, attributes: str) -> str:
        given = dict(_ATTRIBUTE.findall(attributes))
        target = self._target(given.get("href", ""))
        self._link_is_kept = target is not None
        if target is None:
            return ""
        return "<a" + "".join(f' {name}="{value}"' for name, value in (given | {"href": target}).items()) + ">"

    def _target(self, href: str) -> str | None:
        if _ELSEWHERE.match(href):
            return href
        if href.startswith("#"):
            if footnote := self._footnote(href):
                return f"#{footnote}"
            return href if href == "#" or html.unescape(href[1:]) in self._anchors else None
        followed = self._around.link(html.unescape(href))
        return html.escape(followed) if followed is not None else None

    def _end_of_link(self) -> str:
        return "</a>" if self._link_is_kept else ""

    def _footnote(self, name: str) -> str | None:
        """Return the address of a footnote or of a place that refers to it: a label may hold what an id may not."""
        found = _FOOTNOTE.fullmatch(name)
        if found is None:
            return None
        number = self._footnotes.setdefault(found[3], len(self._footnotes) + 1)
        again = f"-{found[2]}" if found[2] else ""
        return f"ve-chu-thich-{number}{again}" if found[1] else f"chu-thich-{number}"
