"""What a person does on a wall by hand, and what the API says of it afterwards."""

from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox, UnknownPostError

from .clients import Graph, Zalo


def by_hand(sandbox: Sandbox, deed: str, target: str, **how: Any) -> requests.Response:
    body = {"deed": deed, "target": target, **how}
    return requests.post(f"{sandbox.base_url}/_control/person", json=body, timeout=5)


def test_a_post_changed_by_hand_reads_changed(sandbox: Sandbox, graph: Graph) -> None:
    """Editing, hiding, commenting and deleting by hand show in the API and on the wall, with their marks."""
    post = graph.feed(message="Như đã duyệt")["id"]
    answer = by_hand(sandbox, "edit", f"{sandbox.base_url}/facebook/posts/{post}", text="Sửa tay").json()
    assert answer == {"platform": "facebook", "id": post, "url": f"{sandbox.base_url}/facebook/posts/{post}"}
    assert graph.get(post)["message"] == "Sửa tay"
    assert "Đã chỉnh sửa" in requests.get(answer["url"], timeout=5).text
    assert by_hand(sandbox, "hide", "facebook").ok
    assert graph.get(post, fields="is_hidden")["is_hidden"] is True
    assert sandbox.facebook.published() == []
    assert by_hand(sandbox, "show", post).ok
    assert by_hand(sandbox, "comment", "facebook", text="Hay quá", author="Hồ Thị Mai").ok
    assert graph.get(f"{post}/comments")["data"][0]["from"]["name"] == "Hồ Thị Mai"
    assert by_hand(sandbox, "like", post, count=5).ok
    assert by_hand(sandbox, "share", post).ok
    assert by_hand(sandbox, "view", post, count=9).ok
    assert by_hand(sandbox, "click", post, count=2).ok
    [seen] = sandbox.facebook.published()
    assert (seen.likes, seen.shares, seen.views, seen.clicks) == (5, 1, 9, 2)
    assert by_hand(sandbox, "delete", post).ok
    assert graph.error(graph.get(post)) == (100, 33)
    assert [call.name for call in sandbox.facebook.calls()] == [
        "feed.create",
        "post.get",
        "post.get",
        "comments.list",
        "post.get",
    ]


def test_a_foreign_post_is_nobodys_to_edit(sandbox: Sandbox, graph: Graph) -> None:
    """A post made by hand is listed, carries another app's id, and the app may not edit it."""
    post = by_hand(sandbox, "post", "facebook", text="Thông báo nghỉ lễ").json()["id"]
    listed = graph.get(f"{graph.page}/published_posts", fields="message,application")["data"]
    assert [(one["id"], one["message"]) for one in listed] == [(post, "Thông báo nghỉ lễ")]
    assert listed[0]["application"]["id"] != graph.environment["FACEBOOK_APP_ID"]
    assert graph.error(graph.post(post, message="x")) == (200, None)
    assert "Đăng bằng tay" in requests.get(f"{sandbox.base_url}/facebook/", timeout=5).text


def test_an_article_changed_by_hand_reads_changed(sandbox: Sandbox, zalo: Zalo) -> None:
    """The same for the OA: words, status, counters, removal, and an article that a person made."""
    article = zalo.publish()
    assert by_hand(sandbox, "edit", f"{sandbox.base_url}/zalo/articles/{article}", text="Tiêu đề sửa tay").ok
    detail = zalo.get("article/getdetail", id=article)["data"]
    assert detail["title"] == "Tiêu đề sửa tay"
    assert by_hand(sandbox, "hide", article).ok
    assert zalo.get("article/getdetail", id=article)["data"]["status"] == "hide"
    assert sandbox.zalo.shown() == []
    assert by_hand(sandbox, "show", article).ok
    sandbox.zalo.react(article, views=3, likes=2, shares=1, comments=4)
    detail = zalo.get("article/getdetail", id=article)["data"]
    counted = [detail[f"total_{name}"] for name in ("view", "like", "share", "comment")]
    assert counted == [3, 2, 1, 4]
    foreign = by_hand(sandbox, "post", "zalo", text="Bài đăng tay").json()["id"]
    listed = zalo.get("article/getslice", offset=0, limit=10, type="normal")["data"]["medias"]
    assert {one["id"] for one in listed} == {article, foreign}
    assert by_hand(sandbox, "delete", article).ok
    assert zalo.get("article/getdetail", id=article)["error"] == -201


def test_a_removal_can_lag_on_zalo(sandbox: Sandbox, zalo: Zalo) -> None:
    """By a switch a removed article is off the wall at once, still read for a while, and never updated again."""
    sandbox.settings.change({"zalo_delete_lag_seconds": 30})
    article = zalo.publish()
    assert zalo.post("article/remove", {"id": article})["error"] == 0
    assert sandbox.zalo.articles() == []
    assert zalo.get("article/getdetail", id=article)["error"] == 0
    assert zalo.post("article/remove", {"id": article})["error"] == -201
    assert zalo.post("article/update", zalo.article(id=article))["error"] == -201
    sandbox.clock.advance(31)
    assert zalo.get("article/getdetail", id=article)["error"] == -201


@pytest.mark.parametrize(
    ("deed", "target", "how"),
    [
        ("edit", "facebook", {"text": "x"}),
        ("edit", "facebook", {}),
        ("delete", "104000000000001_5", {}),
        ("delete", "nothing", {}),
        ("post", "twitter", {"text": "x"}),
        ("post", "facebook", {"text": "  "}),
        ("dance", "facebook", {}),
        ("like", "zalo", {"count": -1}),
    ],
)
def test_impossible_deeds_are_said_plainly(sandbox: Sandbox, deed: str, target: str, how: dict[str, Any]) -> None:
    """What is not there, or makes no sense, is answered with 400 and a sentence; nothing changes."""
    answer = by_hand(sandbox, deed, target, **how)
    assert answer.status_code == requests.codes.bad_request
    assert answer.json()["error"]
    assert sandbox.facebook.posts() == []


def test_python_says_so_too(sandbox: Sandbox) -> None:
    """The same acts from a test raise an error with both languages."""
    for act in (
        lambda: sandbox.facebook.edit("1", "x"),
        lambda: sandbox.facebook.delete("1"),
        lambda: sandbox.facebook.delete_comment("1"),
        lambda: sandbox.zalo.edit("1", title="x"),
        lambda: sandbox.zalo.hide("1"),
    ):
        with pytest.raises(UnknownPostError) as caught:
            act()
        assert caught.value.vi != str(caught.value)
