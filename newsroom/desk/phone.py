"""A channel's post as it looks on a phone, as HTML; what the platform itself decides is only hinted."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.outputs.wording import date_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import TypeAlias
    from zoneinfo import ZoneInfo

    from newsroom.config import Config
    from newsroom.desk.sights import ChannelSight
    from newsroom.outputs.going_out import ChannelPost, SitePage
    from publishers.contract import Paragraph, Photo

    Show: TypeAlias = Callable[[Photo], str]
    """Puts a picture beside the page and returns its address there."""

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'”]|(?<!\w)#\w+")
_MOST_SHOWN = 5


def phone(channel: ChannelSight, config: Config, show: Show) -> str:
    """Return the post of a channel whose payload is known."""
    made = channel.post
    if made is None or made.face is None or made.payload is None:
        return ""
    texts = {shown.name: shown.text for shown in made.face.texts}
    if made.face.body and "title" in texts:
        return _article(channel, made, texts, config, show) + _list_entry(channel, made, texts, config, show)
    if "message" in texts:
        return _post(channel, made, texts, config, show)
    rows = "".join(f"<dt>{escape(one.label.vi)}</dt><dd>{escape(one.text)}</dd>" for one in made.face.texts)
    return f'<dl class="screen bare">{rows}</dl>'


def _post(channel: ChannelSight, made: ChannelPost, texts: Mapping[str, str], config: Config, show: Show) -> str:
    face = made.face
    if face is None:
        return ""
    pictures = tuple(found for url in face.pictures if (found := made.picture(url)))
    attached = _collage(pictures, show) if pictures else ""
    if face.link_in == "card" and channel.page is not None:
        attached = _link_card(face.link, channel.page, show)
    comments = "".join(
        f'<div class="fb-comment">{_avatar(config)}<div><strong>{escape(config.office.name)}</strong>'
        f"<p>{_linked(text)}</p></div></div>"
        for name, text in texts.items()
        if name == "comment"
    )
    below = f'<div class="fb-comments">{comments}</div>' if comments else ""
    return (
        f'<article class="screen fb" aria-label="Bài đăng trên {escape(channel.label)}">'
        f'<header class="fb-by">{_avatar(config)}<div><strong>{escape(config.office.name)}</strong>'
        f"<small>{_when(made.at, config.zone)} · Công khai</small></div></header>"
        f'<div class="fb-text">{_linked(texts["message"])}</div>{attached}'
        '<p class="fb-acts" aria-hidden="true"><span>Thích</span><span>Bình luận</span><span>Chia sẻ</span></p>'
        f"{below}</article>"
    )


def _collage(photos: tuple[Photo, ...], show: Show) -> str:
    shown, more = photos[:_MOST_SHOWN], len(photos) - _MOST_SHOWN
    figures = []
    for place, photo in enumerate(shown):
        over = f'<b aria-label="và {more} ảnh nữa">+{more}</b>' if more > 0 and place == len(shown) - 1 else ""
        figures.append(f'<span class="fb-photo"><img src="{show(photo)}" alt="{escape(photo.alt)}">{over}</span>')
    return f'<div class="fb-photos n{len(shown)}">{"".join(figures)}</div>'


def _link_card(address: str, card: SitePage, show: Show) -> str:
    """Return the card that the platform draws from what the story's page says of itself."""
    host = (urlsplit(address).hostname or address).removeprefix("www.")
    return (
        f'<div class="fb-card"><img src="{show(card.card)}" alt=""><div><small>{escape(host)}</small>'
        f"<strong>{escape(card.title)}</strong><p>{escape(card.summary)}</p></div></div>"
    )


def _article(channel: ChannelSight, made: ChannelPost, texts: Mapping[str, str], config: Config, show: Show) -> str:
    if made.face is None:
        return ""
    cover = "".join(_figure(made.picture(url), "", show) for url in made.face.pictures)
    blocks = "".join(_block(part, made, show) for part in made.face.body)
    return (
        f'<article class="screen za" aria-label="Bài viết trên {escape(channel.label)}">'
        f'<p class="za-bar">{_avatar(config)}<span>{escape(config.office.short_name)}</span></p>'
        '<div class="za-page" role="region" tabindex="0" aria-label="Nội dung bài viết">'
        f'<p class="za-title">{escape(texts["title"])}</p>'
        f'<p class="za-meta">{escape(texts.get("author", ""))} · {_when(made.at, config.zone)}</p>'
        f'{cover}<p class="za-lead">{escape(texts.get("description", ""))}</p>{blocks}</div></article>'
    )


def _block(part: Paragraph, made: ChannelPost, show: Show) -> str:
    if part.kind == "image":
        return _figure(made.picture(part.url), part.text, show)
    if part.kind == "video":
        return f'<p class="za-video">▶ Video: {escape(part.url)}</p>'
    words = _linked(part.text)
    return f"<p><strong>{words}</strong></p>" if part.kind == "heading" else f"<p>{words}</p>"


def _figure(photo: Photo | None, caption: str, show: Show) -> str:
    if photo is None:
        return ""
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{show(photo)}" alt="{escape(photo.alt)}">{below}</figure>'


def _list_entry(channel: ChannelSight, made: ChannelPost, texts: Mapping[str, str], config: Config, show: Show) -> str:
    """Return how the article stands in the account's list and in a message to followers."""
    cover = made.picture(made.face.pictures[0]) if made.face and made.face.pictures else None
    picture = f'<img src="{show(cover)}" alt="">' if cover is not None else ""
    return (
        '<p class="under">Trong danh sách bài viết</p><article class="screen za-list" '
        f'aria-label="Mục trong danh sách bài viết của {escape(channel.label)}">{picture}'
        f"<div><strong>{escape(texts['title'])}</strong><p>{escape(texts.get('description', ''))}</p>"
        f'<p class="za-meta">{escape(config.office.short_name)}</p></div></article>'
    )


def _linked(text: str) -> str:
    """Escape a text, keep its lines, and mark what the platform makes a link; nothing here leads anywhere."""
    parts, end = [], 0
    for match in _LINK.finditer(text):
        parts += [escape(text[end : match.start()]), f'<span class="link">{escape(match[0])}</span>']
        end = match.end()
    return "".join([*parts, escape(text[end:])]).replace("\n", "<br>")


def _avatar(config: Config) -> str:
    words = [word for word in config.office.short_name.split() if word[0].isalpha()]
    letters = "".join(word[0] for word in words[:2]).upper() or "?"
    return f'<span class="avatar" aria-hidden="true">{escape(letters)}</span>'


def _when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{date_text(local.date())} lúc {local:%H:%M}"
