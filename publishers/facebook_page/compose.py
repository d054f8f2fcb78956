"""From a post to its payload: the words, the link, the photos. Pure; every limit is checked here, before approval."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from publishers.abilities import Amended, Amendment
from publishers.contract import CannotRender, Payload, Photo, Post, Problem
from publishers.facebook_page.marks import (
    link_line,
    marks_in,
    nfc,
    page_of,
    story_line,
    wanted_marks,
    without_counting,
)
from publishers.facebook_page.options import KINDS, PLACES, Options

MOST_CHARACTERS = 63_206
"""The number everybody uses; counted in UTF-16 units, the stricter reading of an undocumented unit (2026-11)."""
MOST_PHOTO_BYTES = 4_000_000
"""Meta's photos page says 10 MB, its live refusal (100/1366046) 4 MB (2026-11)."""
_REPOST = Problem(
    "Facebook không cho thay ảnh hoặc liên kết của bài đã đăng: phải gỡ bài cũ rồi đăng bài mới, lượt thích và bình "
    "luận của bài cũ sẽ mất",
    "Facebook cannot change the photos or the link of a public post: it has to be taken down and posted anew, and "
    "loses its reactions and comments",
)


def compose(post: Post, options: Options) -> Payload:
    """Compose what will be sent.

    Raises:
        CannotRender: an option or a wish of the story has no meaning here, the text is empty or too long, or a
            picture is too large; all problems at once.

    """
    kind, place = post.kind or options.kind, post.link_in or options.link_in
    problems = [*options.problems, *_wishes(kind, place)]
    link = _counted(post.link, options.utm)
    message = _message(post, options, link if place == "text" else "")
    photos = _photos(post, kind, options)
    problems += [*_length(post, message), *_sizes(photos)]
    if problems:
        raise CannotRender(*problems)
    data: dict[str, Any] = {"kind": kind, "message": message}
    if photos:
        data["alt"] = [photo.alt for photo in photos]
    if kind == "link":
        data["link"] = link
    if place == "text":
        return Payload(data, photos, known_as=post.known_as)
    data["comment"] = nfc(link_line(link))
    return Payload(data, photos, then=("comment",), known_as=post.known_as)


def amend(shown: Payload, wanted: Payload) -> Amended:
    """Say what it takes to turn one payload into the other.

    Not worth an edit, because no reader sees a difference: what counts visits in an address, the description of a
    photo for screen readers (a public photo's cannot be changed), and the first comment, whose only content is the
    story's address, which never changes.
    """
    if _attached(shown) != _attached(wanted):
        return Amended(Amendment.REPOST, _REPOST)
    before, after = (without_counting(str(payload.data.get("message", ""))).split() for payload in (shown, wanted))
    return Amended(Amendment.SAME if before == after else Amendment.EDIT)


def _attached(payload: Payload) -> tuple[str, list[str]]:
    link = str(payload.data.get("link") or "")
    return page_of(link) if link else "", [photo.digest for photo in payload.photos]


def _message(post: Post, options: Options, link: str) -> str:
    """Put the words, the link or else the story's number, and the hashtags below each other."""
    words = nfc(post.text or f"{post.title}\n\n{post.summary}").strip()
    if not words:
        return ""
    tags = " ".join(f"#{tag}" for tag in dict.fromkeys((*post.hashtags, *options.hashtags)))
    # By one of the two our post is found again; an editor's own words may hold the address already.
    carried = marks_in(words) & (wanted_marks(post.story_id, post.link, "") if post.link else frozenset())
    way = link_line(link) if link else story_line(post.story_id)
    return nfc("\n\n".join(part for part in (words, "" if carried else way, tags) if part))


def _photos(post: Post, kind: str, options: Options) -> tuple[Photo, ...]:
    if kind not in {"photo", "photos"}:
        return ()
    most = 1 if kind == "photo" else options.most_photos
    return tuple(replace(photo, alt=nfc(photo.alt)) for photo in (post.photos or (post.cover,))[:most])


def _counted(link: str, utm: tuple[tuple[str, str], ...]) -> str:
    """Add what counts visits to an address that does not say it already."""
    parts = urlsplit(link)
    query = parse_qsl(parts.query, keep_blank_values=True)
    known = {name for name, _ in query}
    query += [(f"utm_{name}", value) for name, value in utm if f"utm_{name}" not in known]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _wishes(kind: str, place: str) -> list[Problem]:
    found = []
    for name, value, allowed in (("kind", kind, KINDS), ("link_in", place, PLACES)):
        if value not in allowed:
            names = ", ".join(allowed)
            found.append(
                Problem(
                    f"{name}: {value} không dùng được trên Facebook; chọn một trong: {names}",
                    f"{name}: {value} has no meaning on Facebook; choose one of: {names}",
                )
            )
    return found


def _length(post: Post, message: str) -> list[Problem]:
    if not message:
        return [Problem("bài đăng không có chữ nào; viết text hoặc tóm tắt", "the post has no words; write a text")]
    length = len(message.encode("utf-16-le")) // 2
    problems = []
    if length > MOST_CHARACTERS:
        problems.append(
            Problem(
                f"bài đăng dài {length} ký tự, tối đa {MOST_CHARACTERS}",
                f"the post has {length} characters, at most {MOST_CHARACTERS}",
            )
        )
    if not post.link.startswith(("http://", "https://")):
        problems.append(
            Problem(
                f"địa chỉ của bài ({post.link}) không bắt đầu bằng http:// hoặc https://",
                f"the story's address ({post.link}) does not begin with http:// or https://",
            )
        )
    return problems


def _sizes(photos: tuple[Photo, ...]) -> list[Problem]:
    """Look at the pictures that are drawn already; the size is looked at again before sending."""
    found = []
    for photo in photos:
        try:
            size = Path(photo.path).stat().st_size
        except OSError:
            continue
        if size > MOST_PHOTO_BYTES:
            found.append(
                Problem(
                    f"ảnh {Path(photo.path).name} nặng {size} byte, Facebook nhận tối đa {MOST_PHOTO_BYTES} byte",
                    f"the picture {Path(photo.path).name} has {size} bytes, Facebook takes at most {MOST_PHOTO_BYTES}",
                )
            )
    return found
