"""Addresses of the walls for people, and of the pictures on them."""

import re
from collections.abc import Callable

from publishers.sandbox.call_pages import calls_page, entrance_page
from publishers.sandbox.exchange import Answer, Call, html_answer
from publishers.sandbox.facebook_pages import feed_page, post_page
from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.wall_style import PLAIN
from publishers.sandbox.wall_text import page
from publishers.sandbox.world import World
from publishers.sandbox.zalo_pages import article_page, broadcasts_page, list_page
from publishers.sandbox.zalo_wall import ZaloWall

_PICTURES = {
    "facebook/photos": "SELECT content, mime FROM pictures WHERE digest = (SELECT digest FROM fb_photos WHERE id = ?)",
    "facebook/previews": "SELECT image AS content, image_mime AS mime FROM fb_previews"
    " WHERE url = (SELECT link FROM fb_posts WHERE number = ?)",
    "zalo/media": "SELECT content, mime FROM zalo_media WHERE id = ?",
}
_Page = Callable[[Call], str]


class Walls:
    """Answers what is neither platform nor control desk; none of it is recorded as a call."""

    def __init__(self, world: World) -> None:
        """Show `world`."""
        self._world = world
        self._facebook, self._zalo = FacebookWall(world), ZaloWall(world)
        self._pages: dict[str, _Page] = {
            "/": lambda _: entrance_page(world),
            "/calls": lambda call: calls_page(world, _number(call, "before"), call.query.get("noi", "")),
            "/facebook": self._feed,
            "/zalo": self._list,
            "/zalo/broadcasts": lambda _: broadcasts_page(self._zalo),
        }

    def serve(self, call: Call) -> Answer:
        """Answer one page or picture, or 404."""
        if call.method not in {"GET", "HEAD"}:
            return _missing("Trang này chỉ để xem.", 405)
        show = self._pages.get(call.path.rstrip("/") or "/")
        if show is not None:
            return html_answer(show(call))
        match = re.fullmatch(r"/(\w+/\w+)/([\w.-]+)", call.path)
        if match is None:
            return _missing("Không có trang này.")
        place, name = match[1], match[2]
        if place in _PICTURES:
            return self._picture(place, name.removesuffix(".jpg"))
        text = {"facebook/posts": self._post, "zalo/articles": self._article}.get(place, _nothing)(name)
        return html_answer(text) if text else _missing("Không tìm thấy: có thể bài đã được gỡ.")

    def _feed(self, call: Call) -> str:
        return feed_page(self._facebook, self._world.clock.now(), max(1, _number(call, "trang") or 1))

    def _list(self, call: Call) -> str:
        return list_page(self._zalo, self._world.clock.now(), max(1, _number(call, "trang") or 1))

    def _post(self, post_id: str) -> str:
        post = self._facebook.post(post_id)
        return post_page(self._facebook, post, self._world.clock.now()) if post else ""

    def _article(self, article_id: str) -> str:
        self._zalo.count_view(article_id)
        article = self._zalo.article(article_id)
        return article_page(self._zalo, article) if article else ""

    def _picture(self, place: str, name: str) -> Answer:
        row = self._world.store.connection().execute(_PICTURES[place], (name,)).fetchone()
        if row is None or row["content"] is None:
            return _missing("Không có ảnh này.")
        headers = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}
        return Answer(200, row["content"], row["mime"], headers)


def _nothing(_: str) -> str:
    return ""


def _number(call: Call, name: str) -> int | None:
    text = call.query.get(name, "")
    return int(text) if re.fullmatch(r"\d{1,15}", text) else None


def _missing(sentence: str, status: int = 404) -> Answer:
    body = f'<main><h1>{sentence}</h1><p><a href="/">← Phòng diễn tập</a></p></main>'
    return html_answer(page(sentence, PLAIN, body, "không phải Facebook hay Zalo thật"), status)
