"""The Official Account as a follower sees it: list of articles, one article."""

from datetime import datetime
from html import escape
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.inspection import ZaloWall
from publishers.sandbox.wall_records import WallArticle
from publishers.sandbox.wall_style import ZALO
from publishers.sandbox.wall_text import exact, host_of, number, page, pager, safe_html, when

PAGE_SIZE = 30
_WORDING = "không phải Zalo thật"


def list_page(wall: ZaloWall, now: datetime, page_number: int) -> str:
    """Return the article list, newest first; hidden ones are greyed, jobs still running come on top."""
    articles = wall.page_of_articles(PAGE_SIZE + 1, (page_number - 1) * PAGE_SIZE)
    broadcast = {article_id for message in wall.broadcasts() for article_id in message.article_ids}
    cards = [
        _card(article, now, first=page_number == 1 and place == 0, sent=article.id in broadcast)
        for place, article in enumerate(articles[:PAGE_SIZE])
    ]
    empty = '<p class="empty">Chưa có bài viết nào.</p>'
    waiting = _waiting(wall) if page_number == 1 else ""
    body = (
        f'{_head()}<main class="list">{waiting}{"".join(cards) or empty}'
        f"{pager('/zalo/', page_number, more=len(articles) > PAGE_SIZE)}</main>"
    )
    return page(seed.ZALO_OA_NAME, ZALO, body, _WORDING)


def article_page(article: WallArticle) -> str:
    """Return one article: title, author, date, cover, body as given."""
    hidden = '<span class="badge">Đang ẩn</span>' if article.status != "show" else ""
    author = f"<span>{escape(article.author)}</span>" if article.author else ""
    cover = _figure(article, article.cover.get("photo_url"), "") if article.cover.get("status") == "show" else ""
    blocks = "".join(_block(article, block) for block in article.body)
    body = (
        f'{_head()}<a class="back" href="/zalo/">← Tất cả bài viết</a>'
        f'<main class="article"><h1>{escape(article.title)}</h1>'
        f'<p class="meta">{author}<time datetime="{article.created_at.isoformat()}">'
        f"{exact(article.created_at)}</time><span>{number(article.views)} lượt xem</span>{hidden}</p>"
        f'{cover}<p class="lead">{escape(article.description)}</p>{blocks}</main>'
    )
    return page(f"{article.title} – {seed.ZALO_OA_NAME}", ZALO, body, _WORDING)


def _head() -> str:
    return (
        '<header class="head"><div><span class="avatar" aria-hidden="true">QT</span><div>'
        f'<h1><a href="/zalo/">{escape(seed.ZALO_OA_NAME)}</a></h1>'
        '<p>Official Account · Cơ quan nhà nước<span class="tick">Đã xác thực</span></p></div></div></header>'
    )


def _card(article: WallArticle, now: datetime, *, first: bool, sent: bool) -> str:
    badges = ('<span class="badge">Đang ẩn</span>' if article.status != "show" else "") + (
        '<span class="badge live">Đã gửi broadcast</span>' if sent else ""
    )
    classes = " ".join(["item", *["first"] * first, *["hidden"] * (article.status != "show")])
    return (
        f'<a class="{classes}" href="/zalo/articles/{escape(article.id)}">'
        f'<div class="thumb">{_picture(article, article.cover.get("photo_url"), "")}</div>'
        f'<div class="words"><h3>{escape(article.title)}</h3><p>{escape(article.description)}</p>'
        f'<p class="meta">{when(article.created_at, now)}<span>{number(article.views)} lượt xem</span>'
        f"{badges}</p>"
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
