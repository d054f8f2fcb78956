"""What a person does on a wall by hand, asked for over the control desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.wall_reading import UnknownPostError
from publishers.sandbox.wall_records import WallArticle, WallPost
from publishers.sandbox.world import World
from publishers.sandbox.zalo_wall import ZaloWall


@dataclass(frozen=True)
class _Deed:
    """One act: what it does on each wall, given the target's id and the request; None where it does not exist."""

    facebook: Callable[[str, dict[str, Any]], Any] | None
    zalo: Callable[[str, dict[str, Any]], Any] | None
    needs_text: bool = False


class Handwork:
    """Acts as a person would in Facebook's and Zalo's own pages; none of it is a recorded call."""

    def __init__(self, world: World) -> None:
        """Work on the walls of `world`."""
        self._facebook, self._zalo = FacebookWall(world), ZaloWall(world)
        self._world = world
        facebook, zalo = self._facebook, self._zalo
        self._deeds: dict[str, _Deed] = {
            "edit": _Deed(
                lambda one, body: facebook.edit(one, body["text"]),
                lambda one, body: zalo.edit(one, title=body["text"]),
                needs_text=True,
            ),
            "delete": _Deed(lambda one, _: facebook.delete(one), lambda one, _: zalo.delete(one)),
            "hide": _Deed(lambda one, _: facebook.hide(one), lambda one, _: zalo.hide(one)),
            "show": _Deed(lambda one, _: facebook.hide(one, hidden=False), lambda one, _: zalo.hide(one, hidden=False)),
            "comment": _Deed(
                lambda one, body: facebook.comment(one, body["text"], str(body.get("author") or "Người dân")),
                lambda one, _: zalo.react(one, comments=1),
                needs_text=True,
            ),
            "like": _Deed(
                lambda one, body: facebook.react(one, likes=_count(body)),
                lambda one, body: zalo.react(one, likes=_count(body)),
            ),
            "share": _Deed(
                lambda one, body: facebook.react(one, shares=_count(body)),
                lambda one, body: zalo.react(one, shares=_count(body)),
            ),
            "view": _Deed(
                lambda one, body: facebook.react(one, views=_count(body)),
                lambda one, body: zalo.react(one, views=_count(body)),
            ),
            "click": _Deed(lambda one, body: facebook.react(one, clicks=_count(body)), None),
        }

    def act(self, body: dict[str, Any]) -> dict[str, Any]:
        """Do one act and return platform, id and address of the post or article.

        `body` has `deed` (edit, delete, hide, show, comment, like, share, view, click, post), `target` (an id, an
        address on a wall, or a platform's name for its newest post), `text` and `count`. Raises ValueError or
        UnknownPostError with a plain sentence.
        """
        name = str(body.get("deed", ""))
        if name == "post":
            return self._post(str(body.get("target", "")), _text(body))
        deed = self._deeds.get(name)
        if deed is None:
            raise ValueError(f"no deed is called {name!r}; there are post, {', '.join(self._deeds)}")
        if deed.needs_text:
            body = {**body, "text": _text(body)}
        platform, one = self._find(str(body.get("target", "")))
        do = deed.facebook if platform == "facebook" else deed.zalo
        if do is None:
            raise ValueError(f"there is no {name} on {platform}")
        do(one, body)
        return self._seen(platform, one)

    def _post(self, platform: str, text: str) -> dict[str, Any]:
        if platform == "facebook":
            return self._seen(platform, self._facebook.add_foreign_post(text))
        if platform == "zalo":
            return self._seen(platform, self._zalo.add_foreign(text))
        raise ValueError(f"no platform is called {platform!r}; there are facebook and zalo")

    def _find(self, target: str) -> tuple[str, str]:
        """Return platform and id of what a target names."""
        one = target.rstrip("/").rpartition("/")[2].partition("#")[0]
        if one in {"facebook", "zalo"}:
            newest: WallPost | WallArticle | None
            newest = self._facebook.newest() if one == "facebook" else self._zalo.newest()
            if newest is None:
                raise UnknownPostError(f"trên tường {one} chưa có bài nào", f"nothing is on the {one} wall yet")
            return one, newest.id
        return ("facebook" if one.startswith(f"{seed.FACEBOOK_PAGE_ID}_") else "zalo"), one

    def _seen(self, platform: str, one: str) -> dict[str, Any]:
        place = "facebook/posts" if platform == "facebook" else "zalo/articles"
        return {"platform": platform, "id": one, "url": f"{self._world.base_url}/{place}/{one}"}


def _text(body: dict[str, Any]) -> str:
    text = str(body.get("text") or "").strip()
    if not text:
        raise ValueError("say the text")
    return text


def _count(body: dict[str, Any]) -> int:
    count = int(body.get("count", 1))
    if not 0 <= count <= 1_000_000:
        raise ValueError("count is a number from 0 to 1000000")
    return count
