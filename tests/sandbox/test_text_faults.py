"""Faults that a story asks for in its own text, for training."""

import pytest

from publishers.sandbox import Sandbox

from .clients import Graph, Zalo


def test_a_mark_can_name_the_call(sandbox: Sandbox, graph: Graph) -> None:
    """`#loi:<kind>@<call>` waits for that call about the post: publishing, reading, commenting, deleting."""
    text = (
        "Bài tập #loi:code:368/1390008@post.update #loi:rate_limited@comments.create"
        " #loi:server_error_before@post.delete #loi:token_expired@post.get."
    )
    post = graph.feed(message=text, published=False)["id"]
    assert graph.error(graph.post(post, is_published=True)) == (368, 1390008)
    assert graph.post(post, is_published=True) == {"success": True}
    assert graph.error(graph.get(post)) == (190, 463)
    assert graph.error(graph.post(f"{post}/comments", message="Link")) == (80001, None)
    comment = graph.post(f"{post}/comments", message="Link")["id"]
    assert graph.get(comment)["message"] == "Link"
    assert graph.call("DELETE", post).status_code == 500
    assert [seen.id for seen in sandbox.facebook.published()] == [post]
    assert graph.call("DELETE", post).json() == {"success": True}


def test_a_correction_brings_its_own_mark(sandbox: Sandbox, graph: Graph) -> None:
    """A corrected text with another mark fires once at the correction, not again for the old text."""
    post = graph.feed(message="Cũ #loi:nothing_known")["id"]
    assert graph.error(graph.post(post, message="Mới #loi:server_error_after")) == (2, None)
    assert sandbox.facebook.published()[0].message.startswith("Mới")
    assert graph.post(post, message="Mới #loi:server_error_after") == {"success": True}


@pytest.mark.parametrize("call", ["article.verify", "article.update", "article.getdetail", "article.remove"])
def test_marks_of_an_article_reach_every_call(sandbox: Sandbox, zalo: Zalo, call: str) -> None:
    """On Zalo a mark may stand in the body, and waits for the named call about the article or its job."""
    body = [{"type": "text", "content": f"<p>Bài tập #loi:code:-248@{call}</p>"}]
    token = zalo.post("article/create", zalo.article(body=body))["data"]["token"]
    sandbox.clock.advance(3)
    first = zalo.post("article/verify", {"token": token})
    article = sandbox.zalo.articles()[0].id
    answers = {
        "article.verify": lambda: first,
        "article.update": lambda: zalo.post("article/update", zalo.article(id=article, body=body)),
        "article.getdetail": lambda: zalo.get("article/getdetail", id=article),
        "article.remove": lambda: zalo.post("article/remove", {"id": article}),
    }
    assert answers[call]()["error"] == -248
    if call != "article.verify":
        assert answers[call]()["error"] == 0


def test_an_unmarked_call_is_left_alone(sandbox: Sandbox, graph: Graph) -> None:
    """A mark without a call fires where the text is carried, never at calls that only name the post."""
    post = graph.feed(message="x", published=False)["id"]
    sandbox.facebook.edit(post, "x #loi:refused")
    assert graph.get(post)["id"] == post
    assert graph.post(post, is_published=True) == {"success": True}


def test_slow_and_silent_answers(sandbox: Sandbox, graph: Graph) -> None:
    """`slow` answers rightly; `empty_body_before` says nothing and does nothing."""
    sandbox.faults.add("facebook", "feed.create", kind="slow", seconds=0.05)
    sandbox.faults.add("facebook", "feed.create", nth=2, kind="empty_body_before")
    assert "id" in graph.feed(message="một")
    assert graph.call("POST", f"{graph.page}/feed", json={"message": "hai"}).content == b""
    assert [post.message for post in sandbox.facebook.published()] == ["một"]
