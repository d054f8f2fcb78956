"""What a Word file's styles say of a paragraph or a run: its font, whether it is hidden, a heading, a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASES = 20
_HEADING = re.compile(r"(?:heading|đầu đề|tiêu đề)\s*([1-9])\Z", re.IGNORECASE)
_TITLES = {"title", "tiêu đề", "tên"}
_CAPTIONS = {"caption", "chú thích"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is set, its styles counted in."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False


class Styles:
    """The styles and lists of one file."""

    def __init__(self, styles: Any | None, numbering: Any | None) -> None:
        """Take the parsed parts, as far as the file has them."""
        found = styles.findall(f"{W}style") if styles is not None else []
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        defaults = [s for s in found if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in {"1", "true"}]
        self._default = defaults[0].get(f"{W}styleId") if defaults else None
        self._of_all = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._formats = _formats(numbering)

    def look(self, run: Any, paragraph: Any) -> Look:
        """Return how a run of a paragraph is set: what is nearest to it wins."""
        own = run.find(f"{W}rPr")
        chain = [self._of_all, *self._run_properties(self._paragraph_style(paragraph))[::-1]]
        chain += self._run_properties(_value(own, "rStyle"))[::-1]
        chain.append(own)
        font, bold, italic, hidden = "", False, False, False
        for properties in chain:
            if properties is None:
                continue
            font = _font(properties) or font
            bold = _switch(properties, "b", before=bold)
            italic = _switch(properties, "i", before=italic)
            hidden = _switch(properties, "vanish", before=hidden)
        return Look(font, bold, italic, hidden)

    def heading(self, paragraph: Any) -> int | None:
        """Return a heading's level, from 1; None for other paragraphs."""
        for style in self._chain(self._paragraph_style(paragraph)):
            named = _HEADING.match(_value(style, "name") or "")
            if named:
                return int(named[1])
            level = _value(style.find(f"{W}pPr"), "outlineLvl")
            if level is not None and level.isdigit() and int(level) < 9:
                return int(level) + 1
        level = _value(paragraph.find(f"{W}pPr"), "outlineLvl")
        return int(level) + 1 if level is not None and level.isdigit() and int(level) < 9 else None

    def is_title(self, paragraph: Any) -> bool:
        """Tell whether the paragraph is set as the document's title."""
        return self._name(paragraph) in _TITLES

    def is_caption(self, paragraph: Any) -> bool:
        """Tell whether the paragraph is set as a picture's caption."""
        return self._name(paragraph) in _CAPTIONS

    def is_centred(self, paragraph: Any) -> bool:
        """Tell whether the paragraph is centred."""
        own = paragraph.find(f"{W}pPr")
        said = [_value(own, "jc")]
        said += [_value(style.find(f"{W}pPr"), "jc") for style in self._chain(self._paragraph_style(paragraph))]
        return next((one for one in said if one), "") == "center"

    def item(self, paragraph: Any) -> tuple[Literal["bullet", "number"], int] | None:
        """Return which kind of list the paragraph is an item of, and how deep; None for other paragraphs."""
        own = paragraph.find(f"{W}pPr")
        places = [own, *(style.find(f"{W}pPr") for style in self._chain(self._paragraph_style(paragraph)))]
        for place in places:
            numbering = place.find(f"{W}numPr") if place is not None else None
            if numbering is None:
                continue
            identity, level = _value(numbering, "numId"), _value(numbering, "ilvl") or "0"
            if identity in {None, "0"} or not level.isdigit():
                return None
            form = self._formats.get((str(identity), level), "bullet")
            return ("bullet" if form in {"bullet", "none"} else "number"), min(int(level), 3)
        return None

    def _name(self, paragraph: Any) -> str:
        style = self._styles.get(self._paragraph_style(paragraph))
        return (_value(style, "name") or "").strip().lower() if style is not None else ""

    def _paragraph_style(self, paragraph: Any) -> str | None:
        return _value(paragraph.find(f"{W}pPr"), "pStyle") or self._default

    def _run_properties(self, style: str | None) -> list[Any]:
        return [one.find(f"{W}rPr") for one in self._chain(style)]

    def _chain(self, identity: str | None) -> list[Any]:
        """Return a style and those it is based on, nearest first."""
        found: list[Any] = []
        while identity in self._styles and len(found) < _MOST_BASES:
            style = self._styles[identity]
            found.append(style)
            identity = _value(style, "basedOn")
        return found


def _formats(numbering: Any | None) -> dict[tuple[str, str], str]:
    if numbering is None:
        return {}
    abstract = {
        one.get(f"{W}abstractNumId"): {
            level.get(f"{W}ilvl"): _value(level, "numFmt") or "bullet" for level in one.findall(f"{W}lvl")
        }
        for one in numbering.findall(f"{W}abstractNum")
    }
    return {
        (number.get(f"{W}numId"), level): form
        for number in numbering.findall(f"{W}num")
        for level, form in abstract.get(_value(number, "abstractNumId"), {}).items()
    }


def _value(parent: Any | None, name: str) -> str | None:
    child = parent.find(f"{W}{name}") if parent is not None else None
    value: str | None = child.get(f"{W}val") if child is not None else None
    return value


def _switch(properties: Any, name: str, *, before: bool) -> bool:
    child = properties.find(f"{W}{name}")
    return before if child is None else child.get(f"{W}val") not in {"0", "false", "off", "none"}


def _font(properties: Any) -> str:
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or fonts.get(f"{W}cs") or ""
