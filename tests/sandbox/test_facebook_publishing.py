"""Publishing to the fake Page: what the client's two-phase way relies on."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox

from .clients import Graph, picture


def test_publishing_twice_makes_one_post(sandbox: Sandbox, graph: Graph) -> None:
    """An unpublished post is invisible until `is_published=true`, and repeating that changes nothing."""
    post = graph.feed(message="Xin chào", published=False)
    assert post["post_supports_client_mutation_id"] is True
    assert sandbox.facebook.published() == []
    assert graph.post(post["id"], is_published=True) == {"success": True}
    assert graph.post(post["id"], is_published=True) == {"success": True}
    assert [seen.message for seen in sandbox.facebook.published()] == ["Xin chào"]


def _json_array(ids: list[str]) -> dict[str, Any]:
    return {"json": {"message": "x", "attached_media": [{"media_fbid": one} for one in ids]}}


def _json_text(ids: list[str]) -> dict[str, Any]:
    return {"data": {"message": "x", "attached_media": json.dumps([{"media_fbid": one} for one in ids])}}


def _indexed(ids: list[str]) -> dict[str, Any]:
    media = {f"attached_media[{place}]": json.dumps({"media_fbid": one}) for place, one in enumerate(ids)}
    return {"data": {"message": "x", **media}}


@pytest.mark.parametrize("spelling", [_json_array, _json_text, _indexed])
def test_attached_media_keeps_its_order(
    sandbox: Sandbox, graph: Graph, spelling: Callable[[list[str]], dict[str, Any]]
) -> None:
    """All three spellings of `attached_media` work and the photos keep the order given."""
    ids = [graph.upload(alt_text_custom=f"Ảnh {number}")["id"] for number in range(3)][::-1]
    answer = graph.call("POST", f"{graph.page}/feed", **spelling(ids)).json()
    post = sandbox.facebook.post(answer["id"])
    assert post is not None
    assert list(post.photo_ids) == ids


def test_feed_answers_the_fields_asked_for(graph: Graph) -> None:
    """`fields=` on a create gives read-after-write."""
    answer = graph.feed(message="x", fields="id,permalink_url,is_published")
    assert answer["is_published"] is True
    assert requests.get(answer["permalink_url"], timeout=5).status_code == requests.codes.ok


def test_a_published_photo_is_a_post(sandbox: Sandbox, graph: Graph) -> None:
    """A photo uploaded as published answers a post id and stands on the wall; an unpublished one does not."""
    answer = graph.upload(published="true", caption="Ảnh đẹp")
    assert set(answer) == {"id", "post_id"}
    assert set(graph.upload()) == {"id"}
    assert [post.message for post in sandbox.facebook.published()] == ["Ảnh đẹp"]


def test_a_scheduled_post_appears_at_its_time(sandbox: Sandbox, graph: Graph) -> None:
    """When the clock passes the scheduled time the post is published and leaves `scheduled_posts`."""
    at = int(sandbox.clock.timestamp()) + 3600
    post = graph.feed(message="Hẹn giờ", published=False, scheduled_publish_time=at)
    listed = graph.get(f"{graph.page}/scheduled_posts", fields="id,scheduled_publish_time")["data"]
    assert listed == [{"id": post["id"], "scheduled_publish_time": at}]
    sandbox.clock.move(3700)
    assert graph.get(f"{graph.page}/scheduled_posts")["data"] == []
    seen = graph.get(post["id"], fields="is_published,created_time")
    assert seen["is_published"] is True


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(300, False), (900, True), (28 * 86_400, True), (31 * 86_400, False)]
)
def test_the_scheduling_window(sandbox: Sandbox, graph: Graph, seconds: int, *, accepted: bool) -> None:
    """A scheduled time is taken between ten minutes and thirty days ahead, else refused with 100."""
    at = int(sandbox.clock.timestamp()) + seconds
    answer = graph.feed(message="x", published=False, scheduled_publish_time=at)
    assert ("id" in answer) is accepted
    if not accepted:
        assert answer["error"]["message"] == "(#100) The specified scheduled publish time is invalid."


def test_edit_hide_and_delete(sandbox: Sandbox, graph: Graph) -> None:
    """A post's text can be changed, it can be hidden, and after deletion it answers 100/33."""
    post = graph.feed(message="cũ")["id"]
    assert graph.post(post, message="mới") == {"success": True}
    assert graph.get(post)["message"] == "mới"
    assert graph.post(post, is_hidden=True) == {"success": True}
    assert sandbox.facebook.published() == []
    assert graph.call("DELETE", post).json() == {"success": True}
    gone = graph.call("DELETE", post)
    assert gone.status_code == requests.codes.bad_request
    assert graph.error(gone.json()) == (100, 33)
    assert "does not exist" in gone.json()["error"]["message"]


def test_comments_and_replies(graph: Graph) -> None:
    """Comments are listed under their post, replies only under their comment, and can be deleted."""
    post = graph.feed(message="x")["id"]
    comment = graph.post(f"{post}/comments", message="Xem thêm")["id"]
    assert comment.startswith(post.partition("_")[2] + "_")
    reply = graph.post(f"{comment}/comments", message="Cảm ơn")["id"]
    assert [one["id"] for one in graph.get(f"{post}/comments", fields="id,message,from")["data"]] == [comment]
    assert [one["id"] for one in graph.get(f"{comment}/comments")["data"]] == [reply]
    summary = graph.get(post, fields="comments.summary(true).limit(0)")["comments"]
    assert (summary["data"], summary["summary"]["total_count"]) == ([], 2)
    assert graph.call("DELETE", comment).json() == {"success": True}
    assert graph.get(f"{post}/comments")["data"] == []


def test_attachments_are_read_back(graph: Graph) -> None:
    """A post's photos and links come back as attachments."""
    ids = [graph.upload(picture(colour=colour))["id"] for colour in ("red", "green")]
    album = graph.feed(message="x", attached_media=[{"media_fbid": one} for one in ids])["id"]
    read = graph.get(album, fields="attachments{media_type,subattachments},full_picture,status_type")
    parts = read["attachments"]["data"][0]["subattachments"]["data"]
    assert [part["target"]["id"] for part in parts] == ids
    assert requests.get(read["full_picture"], timeout=5).headers["Content-Type"] == "image/jpeg"
    link = graph.feed(link="https://story.example/a")["id"]
    shared = graph.get(link, fields="attachments{unshimmed_url}")["attachments"]["data"]
    assert shared == [{"unshimmed_url": "https://story.example/a"}]


def test_unused_photos_disappear_after_a_day(sandbox: Sandbox, graph: Graph) -> None:
    """An unpublished photo that no post uses is gone after 24 hours."""
    graph.upload()
    sandbox.clock.move(timedelta(hours=25).total_seconds())
    assert sandbox.facebook.photos() == []


def test_several_hundred_posts_stay_fast(sandbox: Sandbox, graph: Graph) -> None:
    """The three-hundredth post is answered as fast as the first ones: a few milliseconds."""
    times = []
    for number in range(300):
        answer = graph.call("POST", f"{graph.page}/feed", json={"message": f"Bài {number}"})
        times.append(answer.elapsed.total_seconds())
    last = sorted(times[-50:])[25]
    assert last < 0.05, "median of the last fifty, with room for a busy machine"
    assert len(sandbox.facebook.published()) == 300
