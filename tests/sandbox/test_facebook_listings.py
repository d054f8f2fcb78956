"""Reading the fake Page back: what `find` relies on."""

import requests

from publishers.sandbox import Sandbox

from .clients import Graph


def test_listings_are_newest_first_and_paged(graph: Graph) -> None:
    """Pages of a listing join to all posts, newest first; `next` is there only when more exists."""
    ids = [graph.feed(message=f"Bài {number}")["id"] for number in range(7)][::-1]
    first = graph.get(f"{graph.page}/published_posts", limit=4)
    assert [post["id"] for post in first["data"]] == ids[:4]
    assert set(first["data"][0]) == {"id", "message", "created_time"}
    assert "next" in first["paging"]
    second = graph.get(f"{graph.page}/published_posts", limit=4, after=first["paging"]["cursors"]["after"])
    assert [post["id"] for post in second["data"]] == ids[4:]
    assert "next" not in second["paging"]
    followed = requests.get(first["paging"]["next"], timeout=5).json()
    assert followed["data"] == second["data"]


def test_the_limit_is_a_hundred(graph: Graph) -> None:
    """More than a hundred at once is refused with code 100."""
    assert graph.get(f"{graph.page}/feed", limit=100)["data"] == []
    assert graph.get(f"{graph.page}/feed", limit=101)["error"]["code"] == 100


def test_unpublished_posts_are_found(sandbox: Sandbox, graph: Graph) -> None:
    """The feed lists unpublished posts unless a switch says no; `published_posts` never does."""
    post = graph.feed(message="x", published=False)["id"]
    seen = graph.get(f"{graph.page}/feed", fields="id,is_published")["data"]
    assert seen == [{"id": post, "is_published": False}]
    assert graph.get(f"{graph.page}/published_posts")["data"] == []
    sandbox.settings.change({"facebook_feed_lists_unpublished": False})
    assert graph.get(f"{graph.page}/feed")["data"] == []


def test_since_and_until(sandbox: Sandbox, graph: Graph) -> None:
    """`since` and `until` cut by creation time."""
    old = graph.feed(message="cũ")["id"]
    sandbox.clock.move(1000)
    middle = int(sandbox.clock.timestamp()) - 500
    new = graph.feed(message="mới")["id"]
    ids = [post["id"] for post in graph.get(f"{graph.page}/posts", since=middle)["data"]]
    assert ids == [new]
    ids = [post["id"] for post in graph.get(f"{graph.page}/posts", until=middle)["data"]]
    assert ids == [old]


def test_read_lag(sandbox: Sandbox, graph: Graph) -> None:
    """With a read lag a listing misses a fresh post that the post's own address already answers."""
    sandbox.settings.change({"facebook_read_lag_seconds": 30})
    post = graph.feed(message="x")["id"]
    assert graph.get(f"{graph.page}/feed")["data"] == []
    assert graph.get(post)["id"] == post
    sandbox.clock.move(31)
    assert len(graph.get(f"{graph.page}/feed")["data"]) == 1
