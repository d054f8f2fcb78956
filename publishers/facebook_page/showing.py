"""What readers of the Page will see of a payload: the words, the pictures, the link, the first comment. Pure."""

from __future__ import annotations

from publishers.abilities import Face, Shown
from publishers.contract import Payload, Problem
from publishers.facebook_page.compose import MOST_CHARACTERS
from publishers.facebook_page.marks import link_of

_MESSAGE = Problem("lời bài đăng", "the post's words")
_COMMENT = Problem("bình luận đầu tiên", "the first comment")


def face(payload: Payload) -> Face:
    """Take a payload of `compose` apart."""
    data = payload.data
    message, comment = str(data["message"]), str(data.get("comment") or "")
    texts = [Shown("message", _MESSAGE, message, _units(message), MOST_CHARACTERS)]
    if comment:
        texts.append(Shown("comment", _COMMENT, comment, _units(comment)))
    card = str(data.get("link") or "")
    return Face(
        texts=tuple(texts),
        pictures=tuple(photo.url for photo in payload.photos),
        link=card or link_of(comment or message),
        link_in="card" if card else "comment" if comment else "text",
    )


def _units(text: str) -> int:
    """Count as `compose` does: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
