"""The Official Account as a follower sees it: list of articles, one article."""

from datetime import datetime
from html import escape
from typing import Any

from publishers.sandbox.wall_records import WallArticle, WallBroadcast
from publishers.sandbox.wall_style import ZALO
from publishers.sandbox.wall_text import avatar, exact, host_of, number, page, pager, safe_html, when
from publishers.sandbox.zalo_wall import ZaloWall

PAGE_SIZE = 30
_TARGETS = {"ages": "tuổi", "gender": "giới", "locations": "miền", "cities": "tỉnh", "platform": "máy"}
_WORDING = "không phải Zalo thật"


def list_page(wall: ZaloWall, now: datetime, page_number: int) -> str:
    """Return the article list, newest first; hidden ones are greyed, jobs still running come on top."""
    articles = wall.page_of_articles(PAGE_SIZE + 1, (page_number - 1) * PAGE_SIZE)
    broadcast = wall.broadcast_among([article.id for article in articles])
    cards = [
        _card(article, now, first=page_number == 1 and place == 0, sent=article.id in broadcast)
        for place, article in enumerate(articles[:PAGE_SIZE])
    ]
    empty = '<p class="empty">Chưa có bài viết nào.</p>'
    waiting = _waiting(wall) + _latest_broadcasts(wall) if page_number == 1 else ""
    body = (
        f'{_head(wall)}<main class="list">{waiting}{"".join(cards) or empty}'
        f"{pager('/zalo/', page_number, more=len(articles) > PAGE_SIZE)}</main>"
    )
    return page(wall.name, ZALO, body, _WORDING)


def article_page(wall: ZaloWall, article: WallArticle) -> str:
    """Return one article: title, author, date, cover, body as given."""
    marks = _badges(article, sent=bool(wall.broadcast_among([article.id])))
    author = f"<span>{escape(article.author)}</span>" if article.author else ""
    cover = _figure(article, article.cover.get("photo_url"), "") if article.cover.get("status") == "show" else ""
    blocks = "".join(_block(article, block) for block in article.body)
    body = (
        f'{_head(wall)}<a class="back" href="/zalo/">← Tất cả bài viết</a>'
        f'<main class="article"><h1>{escape(article.title)}</h1>'
        f'<p class="meta">{author}<time datetime="{article.created_at.isoformat()}">'
        f"{exact(article.created_at)}</time>{_counts(article)}{marks}</p>"
        f'{cover}<p class="lead">{escape(article.description)}</p>{blocks}</main>'
    )
    return page(f"{article.title} – {wall.name}", ZALO, body, _WORDING)


def broadcasts_page(wall: ZaloWall) -> str:
    """Return the latest broadcasts, newest first, with the articles in each."""
    cards = "".join(_broadcast(wall, message) for message in wall.recent_broadcasts(PAGE_SIZE))
    empty = '<p class="empty">Chưa gửi broadcast nào.</p>'
    body = (
        f'{_head(wall)}<a class="back" href="/zalo/">← Tất cả bài viết</a>'
        f'<main class="list"><h2>Broadcast đã gửi tới người quan tâm</h2>{cards or empty}</main>'
    )
    return page(f"Broadcast – {wall.name}", ZALO, body, _WORDING)


def _broadcast(wall: ZaloWall, message: WallBroadcast) -> str:
    chosen = {
        key: value for key, value in message.target.items() if (key, str(value)) != ("gender", "0")
    }  # 0: everybody
    target = ", ".join(f"{_TARGETS.get(key, key)}: {value}" for key, value in chosen.items())
    items = "".join(_line(wall.article(one), one) for one in message.article_ids)
    return (
        f'<section class="send"><p class="meta"><span class="badge live">Broadcast</span>'
        f"<span>{exact(message.sent_at)}</span><span>{escape(target) or 'Mọi người quan tâm'}</span></p>"
        f"<ol>{items}</ol></section>"
    )


def _line(article: WallArticle | None, article_id: str) -> str:
    if article is None:
        return f"<li><s>Bài đã gỡ ({escape(article_id)})</s></li>"
    return f'<li><a href="/zalo/articles/{escape(article.id)}">{escape(article.title)}</a></li>'


def _latest_broadcasts(wall: ZaloWall) -> str:
    latest = wall.recent_broadcasts(1)
    if not latest:
        return ""
    return (
        f'<p class="sends"><a href="/zalo/broadcasts">Broadcast đã gửi</a>'
        f"<span>gần nhất lúc {exact(latest[0].sent_at)}</span></p>"
    )


def _head(wall: ZaloWall) -> str:
    tick = (
        '<span class="tick">Đã xác thực</span>' if wall.is_verified else '<span class="tick off">Chưa xác thực</span>'
    )
    return (
        f'<header class="head"><div>{avatar(wall.name)}<div>'
        f'<h1><a href="/zalo/">{escape(wall.name)}</a></h1>'
        f"<p>Official Account · Cơ quan nhà nước{tick}</p></div></div></header>"
    )


def _badges(article: WallArticle, *, sent: bool) -> str:
    edited = f"Đã sửa {exact(article.edited_at)}" if article.edited_at is not None else ""
    return "".join(
        f'<span class="badge{kind}">{said}</span>'
        for said, kind in (
            ("Đang ẩn" if article.status != "show" else "", ""),
            (edited, " edit"),
            ("Đã gửi broadcast" if sent else "", " live"),
        )
        if said
    )


def _counts(article: WallArticle) -> str:
    others = ((article.likes, "thích"), (article.comments, "bình luận"), (article.shares, "chia sẻ"))
    more = "".join(f"<span>{number(count)} {what}</span>" for count, what in others if count)
    return f"<span>{number(article.views)} lượt xem</span>{more}"


def _card(article: WallArticle, now: datetime, *, first: bool, sent: bool) -> str:
    classes = " ".join(["item", *["first"] * first, *["hidden"] * (article.status != "show")])
    return (
        f'<a class="{classes}" href="/zalo/articles/{escape(article.id)}">'
        f'<div class="thumb">{_picture(article, article.cover.get("photo_url"), "")}</div>'
        f'<div class="words"><h3>{escape(article.title)}</h3><p>{escape(article.description)}</p>'
        f'<p class="meta">{when(article.created_at, now)}{_counts(article)}'
        f"{_badges(article, sent=sent)}</p>"
        "</div></a>"
    )


def _picture(article: WallArticle, url: object, alt: str) -> str:
    """Show a re-hosted picture; name one that lies elsewhere, so that nothing leaves this machine."""
    if not isinstance(url, str) or not url:
        return "<span>Không có ảnh</span>"
    if url in article.media:
        return f'<img src="/zalo/media/{escape(article.media[url])}" alt="{escape(alt)}">'
    return f"<span>Ảnh ở {escape(host_of(url))}<br>(không tải khi diễn tập)</span>"


def _figure(article: WallArticle, url: object, caption: str) -> str:
    picture = _picture(article, url, caption)
    shown = picture if picture.startswith("<img") else f'<div class="thumb">{picture}</div>'
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{shown}{below}</figure>"


def _block(article: WallArticle, block: dict[str, Any]) -> str:
    match block.get("type"):
        case "text":
            return safe_html(str(block["content"]))
        case "image":
            return _figure(article, block["url"], str(block.get("caption", "")))
        case "video":
            return f'<p class="wait">Video: {escape(str(block.get("url") or block.get("video_id")))}</p>'
        case _:
            return f'<p class="wait">Sản phẩm {escape(str(block.get("id")))}</p>'


def _waiting(wall: ZaloWall) -> str:
    jobs = wall.running_jobs()
    said = {"create": "đăng mới", "update": "cập nhật"}
    return "".join(
        f'<p class="wait"><strong>Đang xử lý</strong> ({said[job.kind]}): {escape(job.title)}</p>' for job in jobs
    )
