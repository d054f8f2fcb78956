"""What an article of ours looks like: title, author, lead, cover and blocks, with every limit checked. Pure.

Nothing is cut: what is too long is the editor's to shorten, before approval.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from publishers.contract import CannotRender, Paragraph, Payload, Photo, Post, Problem
from publishers.zalo_oa.options import MOST_AUTHOR, Options
from publishers.zalo_oa.picture_rules import picture_problems
from publishers.zalo_oa.words import CLOSING

MOST_TITLE, MOST_DESCRIPTION = 149, 299
"""Zalo's page says 150 and 300, but exactly 150 and exactly 300 were refused in production (2026-07)."""

_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|embed/|shorts/|live/)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)


def compose(post: Post, options: Options) -> Payload:
    """Put the post into Zalo's form. Lengths are counted after NFC. Raises CannotRender with every problem."""
    title, description = _nfc(post.title), _nfc(post.text or post.summary)
    author, author_problems = _author(post.author, options)
    pictures = [p.photo for p in post.body if p.photo is not None and p.kind == "image"]
    problems = [
        *_length("tiêu đề", "the title", title, MOST_TITLE),
        *_length("lời dẫn", "the description", description, MOST_DESCRIPTION),
        *author_problems,
        *_wishes(post),
        *picture_problems(post.cover, "ảnh bìa", "the cover", jpeg_only=True),
        *(problem for photo in pictures for problem in picture_problems(photo, "ảnh", "the picture")),
    ]
    if problems:
        raise CannotRender(*problems)
    article: dict[str, Any] = {
        "type": "normal",
        "title": title,
        "author": author,
        # Leaving out the cover's own status failed with "create media fail" (2026-05).
        "cover": {"cover_type": "photo", "photo_url": post.cover.url, "status": "show"},
        "description": description,
        "body": [*(block for part in post.body for block in _blocks(part, options)), _closing(post.link, options)],
        "comment": options.comment,
    }
    if options.tracking_link:
        article["tracking_link"] = post.link
    return Payload(article, fetched=_fetched(post.cover, article["body"]), known_as=post.known_as)


def _wishes(post: Post) -> list[Problem]:
    """Refuse what the story asks of this channel and an article cannot be; hashtags mean nothing there and stay out."""
    found: list[Problem] = []
    if post.kind is not None:
        found.append(
            Problem(
                f"Zalo chỉ có một dạng bài viết, không có kind: {post.kind}; bỏ khóa này ở kênh Zalo",
                f"Zalo has one form of articles and no kind: {post.kind}; leave the key out for this channel",
            )
        )
    if post.link_in == "comment":
        found.append(
            Problem(
                "Zalo không có bình luận qua API; liên kết luôn ở cuối bài, bỏ link_in ở kênh Zalo",
                "Zalo has no comments by API; the link always ends the article, leave link_in out for this channel",
            )
        )
    return found


def _author(name: str, options: Options) -> tuple[str, list[Problem]]:
    """Use the story's author when Zalo takes the name; a long name never holds a story back unless asked to."""
    author = _nfc(name)
    if not author or (len(author) > MOST_AUTHOR and options.author):
        author = options.author
    if author:
        return author, _length("tên tác giả", "the author's name", author, MOST_AUTHOR)
    return author, [Problem("bài chưa có tác giả, Zalo đòi phải có", "the story has no author, Zalo demands one")]


def _length(vi: str, en: str, text: str, limit: int) -> list[Problem]:
    if not text.strip():
        return [Problem(f"{vi} để trống, Zalo đòi phải có", f"{en} is empty, Zalo demands one")]
    if len(text) <= limit:
        return []
    return [
        Problem(
            f"{vi} dài {len(text)} ký tự, Zalo nhận tối đa {limit}",
            f"{en} has {len(text)} characters, Zalo takes at most {limit}",
        )
    ]


def _blocks(part: Paragraph, options: Options) -> Iterator[dict[str, str]]:
    """Turn one paragraph of the story into Zalo's blocks; it knows no headings, lists or quotes."""
    if part.kind == "image" and part.photo is not None:
        caption = {"caption": _nfc(part.text)} if part.text.strip() else {}
        yield {"type": "image", "url": part.photo.url, **caption}
        return
    if part.kind == "video" and part.url:
        yield from _video(part, options)
        return
    text = part.text.strip()
    if not text:
        return
    if part.kind == "item":
        text = f"• {text}"
    elif part.kind == "quote":
        text = f"“{text}”"
    tag = {"heading": "strong", "quote": "em"}.get(part.kind, "") if options.rich_text else ""
    yield _text(text, tag)


def _video(part: Paragraph, options: Options) -> Iterator[dict[str, str]]:
    """Show a YouTube film as a video block; the documents name no other site, so others stay an address to read."""
    found = _YOUTUBE.match(part.url)
    if found is None:
        words = f"{part.text.strip()}: " if part.text.strip() else "Xem video: "
        yield {"type": "text", "content": f"<p>{_escape(words)}{_address(part.url, options)}</p>"}
        return
    # YouTube keeps this still for every film (2026-11).
    thumb = part.photo.url if part.photo is not None else f"https://i.ytimg.com/vi/{found[1]}/hqdefault.jpg"
    yield {"type": "video", "url": f"https://www.youtube.com/watch?v={found[1]}", "thumb": thumb}
    if part.text.strip():
        yield _text(part.text.strip(), "")


def _closing(link: str, options: Options) -> dict[str, str]:
    """Name the story's page; our own article is recognised by this address."""
    return {"type": "text", "content": f"<p>{CLOSING} {_address(link, options)}</p>"}


def _text(text: str, tag: str) -> dict[str, str]:
    words = _escape(text)
    return {"type": "text", "content": f"<p><{tag}>{words}</{tag}></p>" if tag else f"<p>{words}</p>"}


def _address(url: str, options: Options) -> str:
    shown = html.escape(url)
    return f'<a href="{shown}">{shown}</a>' if options.rich_text else shown


def _escape(text: str) -> str:
    """Leave no tag but `<br>`: which others survive is not documented (2026-10)."""
    return html.escape(_nfc(text)).replace("\r\n", "\n").replace("\n", "<br>")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _fetched(cover: Photo, body: list[dict[str, str]]) -> tuple[str, ...]:
    """Return what Zalo fetches from our site, cover first; the stills of films lie elsewhere and always answer."""
    return tuple(dict.fromkeys([cover.url, *(block["url"] for block in body if block["type"] == "image")]))
