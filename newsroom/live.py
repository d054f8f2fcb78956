"""Is the story's page public with exactly this revision, and does its picture answer?

A link that leads nowhere makes a bad post for ever: Facebook keeps the preview it first saw, and Zalo fetches the
cover once. So the relay looks at the page as a stranger would, before it posts.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsroom.language import Words
from publishers.errors import PublishError

if TYPE_CHECKING:
    from publishers.http import Http

_REVISION = re.compile(r"""<meta\s[^>]*name=["']?story-revision["']?[^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(r"""content=["']?([^"'\s>]*)""", re.IGNORECASE)

NO_ANSWER = Words("trang chưa truy cập được ({reason})", "the page does not answer ({reason})")
OTHER_REVISION = Words(
    "trang web chưa có đúng bản đã duyệt (đang là bản {found})",
    "the website does not show the approved revision yet (it shows {found})",
)
NO_COVER = Words("ảnh bìa chưa truy cập được ({reason})", "the cover does not answer ({reason})")


@dataclass(frozen=True, slots=True)
class NotLive:
    """Why a story must not be announced yet."""

    words: Words
    values: dict[str, object]


class LiveCheck(Protocol):
    """Looks at a story's page; a rehearsal may bring its own."""

    def look(self, link: str, revision: str, cover: str | None) -> NotLive | None:
        """Return None when the page shows `revision` and the cover (when there is one) answers, else why not."""


class WebLiveCheck:
    """Asks the website over HTTP."""

    def __init__(self, http: Http) -> None:
        """Use the given session."""
        self._http = http

    def look(self, link: str, revision: str, cover: str | None) -> NotLive | None:
        """Return None when the page shows `revision` and the cover (when there is one) answers, else why not."""
        try:
            page = self._http.ask("GET", link, writes=False)
            if page.status != 200:
                return NotLive(NO_ANSWER, {"reason": f"HTTP {page.status}"})
            tag = _REVISION.search(page.whole)
            content = _CONTENT.search(tag[0]) if tag else None
            found = html.unescape(content[1]) if content else "?"
            if found != revision:
                return NotLive(OTHER_REVISION, {"found": found})
            if cover is None:
                return None
            picture = self._http.ask("GET", cover, writes=False)
        except PublishError as error:
            return NotLive(NO_ANSWER, {"reason": error.message})
        kind = picture.headers.get("content-type", "")
        if picture.status != 200 or not kind.startswith("image/"):
            return NotLive(NO_COVER, {"reason": f"HTTP {picture.status} {kind}".strip()})
        return None
