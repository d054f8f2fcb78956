"""Pages made to stand inside other sites' pages (`nhung/`), and the page where the code for that is made.

A frame shows the newest stories of one list. It is an ordinary page without our header, fonts and stored choices, so
that it works in a sandbox without an origin: neither side can read or write anything of the other's.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from newsroom.outputs.addresses import DIMENSIONS, FOLLOWED, terms_of
from newsroom.outputs.sorting import grouped
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.story_list import Cards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

FOLDER = "nhung/"
_MOST, _USUAL = 10, 5
# No allow-same-origin: the frame then has no origin, and so no cookies and no storage, whatever it tried.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
_TITLE = "Nhúng bài vào trang khác"
_DESCRIPTION = "Tạo đoạn mã để cổng thông tin, trang của cơ quan hiện các bài gương điển hình mới nhất."


@dataclass(frozen=True, slots=True)
class _Embedded:
    """One list that can be embedded: its code in the snippet, its name, and the list's own page."""

    code: str
    label: str
    page: str
    stories: Sequence[PublishedStory]
    """Oldest first."""


def embed_pages(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage one frame for all stories and for each field, theme and unit; `stories` are all published, oldest first."""
    cards = Cards(config, terms)
    yield _frame(_Embedded("tat-ca", "Bài mới", "", stories), cards, config)
    for dimension in DIMENSIONS:
        if dimension.folder not in FOLLOWED:
            continue
        groups = grouped(dimension, stories, config.zone)
        for term in terms_of(dimension, terms) or ():
            code = f"{dimension.folder}/{term.code}"
            yield _frame(_Embedded(code, term.label, f"{code}/", groups.get(term.code, [])), cards, config)


def embed_builder(config: Config, terms: Terms) -> Staged:
    """Stage the page that makes the code to copy; it changes with the lists, not with the stories."""
    groups = [
        {
            "label": dimension.label,
            "terms": [
                {"code": f"{dimension.folder}/{term.code}", "label": term.label}
                for term in terms_of(dimension, terms) or ()
            ],
        }
        for dimension in DIMENSIONS
        if dimension.folder in FOLLOWED
    ]
    data = {
        "groups": groups,
        "numbers": [{"number": number, "height": frame_height(number)} for number in range(1, _MOST + 1)],
        "usual": _USUAL,
        "base": config.site.url + FOLDER,
        "name": config.site.title,
        "sandbox": SANDBOX,
        "script": script_snippet(config, "tat-ca", config.site.title),
        "frame": frame_snippet(config, "tat-ca", config.site.title),
    }
    return page(f"{FOLDER}index.md", "embed-builder.html", _TITLE, _DESCRIPTION, builder=data)


def script_snippet(config: Config, code: str, name: str) -> str:
    """Return the few lines that put a frame of fitting height into a page."""
    site = config.site.url
    page_url = site if code == "tat-ca" else f"{site}{code}/"
    return (
        f'<script async src="{site}{FOLDER}nhung.js" data-muc="{code}" data-so="{_USUAL}" data-nen="tu-dong"'
        f' data-tieu-de="co" data-ten="{html.escape(name)}"></script>\n'
        f'<noscript><a href="{page_url}">{html.escape(name)}</a></noscript>'
    )


def frame_snippet(config: Config, code: str, name: str) -> str:
    """Return the frame alone, of a fixed height, for sites that allow no script of others."""
    options = urlencode({"so": _USUAL, "nen": "tu-dong", "tieu-de": "co"})
    address = html.escape(f"{config.site.url}{FOLDER}{code}/?{options}")
    return (
        f'<iframe src="{address}" title="{html.escape(name)}" width="100%" height="{frame_height(_USUAL)}"'
        f' loading="lazy" referrerpolicy="no-referrer" sandbox="{SANDBOX}" style="border:0"></iframe>'
    )


def frame_height(number: int) -> int:
    """Return the height in pixels that fits so many stories in a column of usual width."""
    return 130 + 112 * number


def _frame(listed: _Embedded, cards: Cards, config: Config) -> Staged:
    data: dict[str, Any] = {
        "label": listed.label,
        "page": listed.page,
        "canonical": config.site.url + listed.page,
        "usual": _USUAL,
        "cards": [cards.of(story) for story in reversed(listed.stories[-_MOST:])],
    }
    return page(
        f"{FOLDER}{listed.code}/index.md",
        "embed.html",
        listed.label,
        f"{listed.label}. {config.site.title}, {config.office.name}.",
        robots="noindex",
        embed=data,
    )
