"""A story's Markdown as clean HTML: rendered here and sanitised, so that every site generator shows the same.

Editors may use the few elements that shape text, by Markdown or by hand. Scripts, frames, styles, forms and whatever
else a browser would run, load or lay out never get past `clean`; `newsroom.checks.markup` tells the editor of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.errors import ConfigurationError
from newsroom.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown
    from markdown.inlinepatterns import HtmlInlineProcessor

_SHAPING_TEXT = """
a abbr b blockquote br caption cite code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s
small strong sub sup table tbody td tfoot th thead tr u ul
"""
ELEMENTS = frozenset(_SHAPING_TEXT.split())
"""The elements that a story's text may have."""

ATTRIBUTES = {
    "*": {"lang"},
    "a": {"class", "href", "title"},
    "abbr": {"title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"alt", "src", "title"},
    "li": {"id", "value"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
"""The attributes that each of them may have."""

# Their content is no text for readers, so it goes with them. Other elements lose their tags only.
_HIDING = "iframe math noembed noframes noscript object script select style svg template textarea title xmp"
_WITH_CONTENT = frozenset(_HIDING.split())
_SCHEMES = {"http", "https", "mailto", "tel"}
# What Markdown itself writes, and numbers that make sense; anything else in these attributes is dropped.
_VALUES = {
    ("*", "lang"): re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?"),
    ("a", "class"): re.compile(r"footnote-(?:back)?ref"),
    ("code", "class"): re.compile(r"language-[\w+#.-]{1,30}"),
    ("div", "class"): re.compile("footnote"),
    ("li", "id"): re.compile(r"fn:.+"),
    ("sup", "id"): re.compile(r"fnref\d*:.+"),
    ("li", "value"): re.compile(r"-?\d{1,6}"),
    ("ol", "start"): re.compile(r"-?\d{1,6}"),
    **{(cell, "align"): re.compile("left|center|right") for cell in ("td", "th")},
    **{(cell, span): re.compile(r"[1-9]\d?") for cell in ("td", "th") for span in ("colspan", "rowspan")},
    ("th", "scope"): re.compile("col|row|colgroup|rowgroup"),
}
# Only the name of an element makes markup of what stands in angle brackets: `<tên cơ quan>` is text.
_OTHERS = """
acronym address animate applet area article aside audio base basefont bdi bdo bgsound big blink body button canvas
center col colgroup command data datalist details dialog dir embed fieldset figcaption figure font footer
foreignobject form frame frameset head header hgroup html iframe image input isindex keygen label layer legend
link listing main map marquee math menu menuitem meta meter multicol nav nobr noembed noframes noscript object
optgroup option output param picture plaintext portal progress rb rp rt rtc ruby samp script search section
select set slot source spacer span strike style summary svg template textarea time title track tt use var video
wbr xml xmp
"""
_KNOWN_NAMES = ELEMENTS | frozenset(_OTHERS.split())
# A tag that another one begins before it ends; the library reads on to the end of the text for each of them, as it
# does for brackets and for a link's address.
_UNCLOSED = re.compile(r"<(?=[A-Za-z/!?][^<>]*(?:<|\Z))")
_UNCLOSED_TARGET = re.compile(r"\]\((?=[^()]*\]\()")
_BRACKET = re.compile(r"[\[\]]")
_MOST_UNCLOSED, _DEEPEST_BRACKET = 20, 10
_TAG_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")


def render(markdown: str) -> str:
    """Render Markdown to HTML, raw HTML and dangerous links as they are: only `clean` makes it fit for a page."""
    try:
        return _renderer().reset().convert(_bounded(markdown))
    except RecursionError:
        # Lists a thousand levels deep. Better the text as it was typed than no website; the renderer is left in pieces.
        _renderer.cache_clear()
        return "".join(f"<p>{escape(part)}</p>\n" for part in markdown.split("\n\n") if part.strip())


def _bounded(markdown: str) -> str:
    """Take their meaning from signs that open much and close nothing; no text that a person wrote has many of them."""
    if len(_UNCLOSED.findall(markdown)) > _MOST_UNCLOSED:
        markdown = _UNCLOSED.sub("&lt;", markdown)
    if len(_UNCLOSED_TARGET.findall(markdown)) > _MOST_UNCLOSED:
        markdown = _UNCLOSED_TARGET.sub(r"]\\(", markdown)
    opened: list[int] = []
    lost: set[int] = set()
    for bracket in _BRACKET.finditer(markdown):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened and len(opened) > _DEEPEST_BRACKET:
            lost.add(opened.pop())
        elif opened:
            opened.pop()
    lost.update(opened)
    if len(lost) <= _MOST_UNCLOSED:
        return markdown
    return "".join("\\[" if place in lost else sign for place, sign in enumerate(markdown))


def clean(html: str) -> str:
    """Return HTML with nothing in it but the elements, attributes and schemes that a story may have.

    What comes back is canonical: lower-case tags, attributes in double quotes, every `<` and `>` of the text escaped.
    """
    seen: set[str] = set()

    def allow(tag: str, attribute: str, value: str) -> str | None:
        wanted = _VALUES.get((tag, attribute)) or _VALUES.get(("*", attribute))
        if wanted is not None and not wanted.fullmatch(value):
            return None
        if attribute == "id":
            # Written by hand, a second one could stand in for the first.
            if value in seen:
                return None
            seen.add(value)
        return value

    cleaned: str = _cleaner(allow).clean(html)
    return cleaned


# One new text in so many.
_WORTH_WRITING = 20


class KnownTexts:
    """Remembers the clean HTML of texts already seen; losing the memory costs time, never correctness."""

    def __init__(self, path: Path, taken: frozenset[str]) -> None:
        """Load the memory from `path` when there is one; `taken` are the ids that a page has around its text."""
        self.taken = taken
        self._path = path
        self._used: dict[str, str] = {}
        self._loaded: dict[str, Any] | None = None

    def html(self, markdown: str) -> str:
        """Return a story's Markdown as clean HTML."""
        key = hashlib.sha256(f"{_recipe()}\0{markdown}".encode()).hexdigest()
        found = self._known().get(key)
        made = found if isinstance(found, str) else clean(render(markdown))
        self._used[key] = made
        return made

    def save(self, *, is_complete: bool) -> None:
        """Write down the texts used since the start; when they are all there are, the others are forgotten.

        A few new ones among thousands are not worth it: rendering them again takes less time than writing all down.
        """
        known = self._known() if self._used else {}
        wanted = self._used if is_complete else {**known, **self._used}
        is_worth_it = is_complete or len(wanted) * _WORTH_WRITING > len(known) * (_WORTH_WRITING + 1)
        if wanted != known and is_worth_it:
            self._used = wanted
            with contextlib.suppress(ConfigurationError):
                write_text(self._path, json.dumps(self._used, ensure_ascii=False, indent=0, sort_keys=True))

    def _known(self) -> dict[str, Any]:
        if self._loaded is None:
            try:
                known = json.loads(self._path.read_text(encoding="utf-8"))
            except (OSError, ValueError, RecursionError):
                known = None
            self._loaded = known if isinstance(known, dict) else {}
        return self._loaded


@cache
def _recipe() -> str:
    """Name everything besides the Markdown that decides its HTML."""
    versions = [f"{package}={version(package)}" for package in ("markdown", "nh3")]
    return "|".join([*versions, hashlib.sha256(Path(__file__).read_bytes()).hexdigest()])


def _cleaner(allow: Callable[[str, str, str], str | None]) -> Any:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(ELEMENTS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=allow,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


@cache
def _renderer() -> Markdown:
    # Heavy, and most commands never render a text.
    from markdown import Markdown

    made = Markdown(
        extensions=["tables", "footnotes", "sane_lists", "fenced_code"],
        extension_configs={
            # A style attribute would be refused by the page's security policy.
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ có chú thích {}"},
        },
    )
    made.inlinePatterns.register(_raw_html(made), "html", 90)
    return made


def _raw_html(markdown: Markdown) -> HtmlInlineProcessor:
    from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor

    class KnownHtml(HtmlInlineProcessor):
        # The stubs have another signature than the library.
        def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802 - its name
            name = _TAG_NAME.match(m[1])
            # Names with a colon are Word's: <o:p>.
            if name and ":" not in name[1] and name[1].lower() not in _KNOWN_NAMES:
                return None, None, None
            return super().handleMatch(m, data)

    return KnownHtml(HTML_RE, markdown)
