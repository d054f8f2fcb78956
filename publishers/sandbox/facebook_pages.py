"""The Page as a visitor sees it: feed, single post, what is not published yet."""

from datetime import datetime
from html import escape

from publishers.sandbox.facebook_wall import FOREIGN_APP_ID, FacebookWall
from publishers.sandbox.wall_records import WallComment, WallPost
from publishers.sandbox.wall_style import FACEBOOK
from publishers.sandbox.wall_text import avatar, exact, host_of, linked, number, page, pager, when

PAGE_SIZE = 30
_WORDING = "không phải Facebook thật"
_SHORT_TEXT = 85
_ICONS = {
    "Thích": "M7 10v10H3V10zM7 11l4-8c1.600 0 2.500 1 2.500 2.500V9H19c1.300 0 2.100 1 1.900 2.200l-1.200 7"
    "c-.2 1-1 1.800-2 1.800H7",
    "Bình luận": "M4 5h16v11H10l-5 4v-4H4z",
    "Chia sẻ": "M13 5l7 6-7 6v-4c-5 0-7.500 1.500-9 4 .5-5 3.500-8 9-8z",
}
_ACTIONS = "".join(
    f'<span><svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>{label}</span>'
    for label, path in _ICONS.items()
)

_THUMB = f'<i class="thumbs"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_ICONS["Thích"]}"/></svg></i>'


def feed_page(wall: FacebookWall, now: datetime, page_number: int) -> str:
    """Return the Page's feed; the first page also holds what is not published, set apart and muted."""
    offset = (page_number - 1) * PAGE_SIZE
    posts = wall.page_of_posts(PAGE_SIZE + 1, offset)
    shown = "".join(post_card(wall, post, now) for post in posts[:PAGE_SIZE])
    empty = '<p class="empty">Chưa có bài viết nào.</p>'
    later = _later(wall, now) if page_number == 1 else ""
    body = (
        f'{_head(wall)}<main class="feed">{shown or empty}'
        f"{pager('/facebook/', page_number, more=len(posts) > PAGE_SIZE)}{later}</main>"
    )
    return page(wall.name, FACEBOOK, body, _WORDING)


def post_page(wall: FacebookWall, post: WallPost, now: datetime) -> str:
    """Return one post by itself."""
    card = post_card(wall, post, now)
    seen = post.is_published and not post.is_hidden
    inner = card if seen else f'<section class="later">{card}</section>'
    back = '<p class="muted"><a href="/facebook/">← Về trang</a></p><br>'
    body = f'{_head(wall)}<main class="feed">{back}{inner}{_alt_texts(wall, post)}</main>'
    return page(f"Bài viết – {wall.name}", FACEBOOK, body, _WORDING)


def _alt_texts(wall: FacebookWall, post: WallPost) -> str:
    """List what a screen reader says of the photos; Facebook shows that to nobody else."""
    photos = wall.photos_of(post.id)
    items = "".join(f"<li>{escape(photo.alt_text) or '<em>chưa có</em>'}</li>" for photo in photos)
    return f'<section class="alts"><h2>Mô tả ảnh cho người khiếm thị</h2><ol>{items}</ol></section>' if photos else ""


def _head(wall: FacebookWall) -> str:
    count = number(wall.count_published())
    return (
        '<header class="head"><div><div class="cover"></div><div class="who">'
        f'<a href="/facebook/">{avatar(wall.name)}</a><div><h1>{escape(wall.name)}</h1>'
        f"<p>1.310 người theo dõi · {count} bài viết</p></div></div>"
        '<div class="tabs"><span class="on">Bài viết</span><span>Giới thiệu</span><span>Ảnh</span></div>'
        "</div></header>"
    )


def _later(wall: FacebookWall, now: datetime) -> str:
    posts = wall.page_of_unseen(PAGE_SIZE)
    if not posts:
        return ""
    cards = "".join(post_card(wall, post, now) for post in posts)
    return (
        '<section class="later"><h2>Chưa công bố</h2>'
        '<p class="muted">Người xem trang không thấy các bài này.</p>'
        f"{cards}</section>"
    )


def post_card(wall: FacebookWall, post: WallPost, now: datetime) -> str:
    """Return one post: who and when, text, photos or link card, the action row, comments."""
    link = f"/facebook/posts/{escape(post.id)}"
    short = len(post.message) <= _SHORT_TEXT and not (post.photo_ids or post.link) and "\n" not in post.message
    text = f'<div class="text{" big" if short else ""}">{linked(post.message)}</div>' if post.message else "<br>"
    comments = "".join(_comment(comment, wall.name, now) for comment in post.comments if not comment.is_hidden)
    return (
        f'<article class="post" id="{escape(post.id)}"><div class="by">{avatar(wall.name)}<div>'
        f"<strong>{escape(wall.name)}</strong>"
        f'<small><a href="{link}">{when(post.created_at, now)}</a> · {_badge(post)}</small>'
        "</div></div>"
        f"{text}{_photos(wall, post) if post.photo_ids else _link_card(wall, post)}{_counts(post)}"
        f'<div class="acts">{_ACTIONS}</div>'
        f"{f'<div class=comments>{comments}</div>' if comments else ''}</article>"
    )


def _counts(post: WallPost) -> str:
    """Show reactions, comments and shares as Facebook does: what is zero is left out."""
    likes = (
        f'<span title="{number(post.likes)} lượt thích">{_THUMB}{number(post.likes)}</span>'
        if post.likes
        else "<span></span>"
    )
    counted = ((len(post.comments), "bình luận"), (post.shares, "lượt chia sẻ"), (post.views, "lượt xem"))
    others = " · ".join(f"{number(count)} {what}" for count, what in counted if count)
    return f'<p class="count">{likes}<span>{others}</span></p>' if post.likes or others else ""


def _badge(post: WallPost) -> str:
    """Say who can see a post, whether it was changed, and whether somebody else put it there."""
    said = [_visibility(post)]
    if post.edited_at is not None:
        said.append(f'<span class="badge" title="{exact(post.edited_at)}">Đã chỉnh sửa</span>')
    if post.app_id == FOREIGN_APP_ID:
        said.append('<span class="badge">Đăng bằng tay</span>')
    return " ".join(said)


def _visibility(post: WallPost) -> str:
    if post.is_published and not post.is_hidden:
        return "Công khai"
    said = "Đang ẩn" if post.is_published else "Chưa công bố"
    if post.scheduled_at is not None and not post.is_published:
        said = f"Lên lịch {exact(post.scheduled_at)}"
    return f'<span class="badge">{said}</span>'


def _photos(wall: FacebookWall, post: WallPost) -> str:
    photos = wall.photos_of(post.id)
    shown, more = photos[:5], len(photos) - 5
    figures = []
    for place, photo in enumerate(shown):
        over = f"<b>+{more}</b>" if more > 0 and place == len(shown) - 1 else ""
        alt = escape(photo.alt_text)
        size = f'width="{photo.width}" height="{photo.height}"'
        source = f"/facebook/photos/{escape(photo.id)}.jpg"
        figures.append(
            f'<figure><a href="{source}"><img src="{source}" alt="{alt}" title="{alt}" {size}></a>{over}</figure>'
        )
    return f'<div class="photos n{len(shown)}">{"".join(figures)}</div>'


def _link_card(wall: FacebookWall, post: WallPost) -> str:
    if not post.link:
        return ""
    preview = wall.preview_of(post.link)
    number_of_post = escape(post.id.partition("_")[2])
    image = ""
    if preview is not None and preview["has_image"]:
        image = f'<img src="/facebook/previews/{number_of_post}" alt="">'
    title = preview["title"] if preview is not None else post.link
    description = f"<p>{escape(preview['description'])}</p>" if preview is not None and preview["description"] else ""
    return (
        f'<a class="card" href="{escape(post.link)}" rel="noopener nofollow">{image}<div>'
        f"<small>{escape(host_of(post.link))}</small><strong>{escape(title)}</strong>{description}</div></a>"
    )


def _comment(comment: WallComment, page_name: str, now: datetime) -> str:
    name = comment.author or page_name
    attached = linked(f"\n{comment.attachment_url}") if comment.attachment_url else ""
    reply = " reply" if comment.parent_id else ""
    face = avatar(name, "person" if comment.author else "")
    return (
        f'<div class="comment{reply}" id="{escape(comment.id)}">{face}<span><div>'
        f"<strong>{escape(name)}</strong>{linked(comment.message)}{attached}</div>"
        f"<small>{when(comment.created_at, now)}</small></span></div>"
    )
