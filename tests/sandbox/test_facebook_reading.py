"""What a client reads back from the fake Graph API: fields, comments, counters, lists."""

from pathlib import Path

from publishers.sandbox import Sandbox

from .clients import Graph, picture
from .pages import serve


def test_comments_come_with_the_fields_asked_for(sandbox: Sandbox, graph: Graph) -> None:
    """Inside a post and by themselves: authors, limits, summary, order and pages of comments are as asked."""
    post = graph.feed(message="x")["id"]
    ours = graph.post(f"{post}/comments", message="Đọc tiếp: https://story.example/a")["id"]
    sandbox.facebook.comment(post, "Hay quá", author="Hồ Thị Mai")
    graph.post(f"{ours}/comments", message="Trả lời")
    fields = "comments.limit(1).summary(true){message,from,id},reactions.summary(true).limit(0),shares"
    read = graph.get(post, fields=fields)
    assert [comment["message"] for comment in read["comments"]["data"]] == ["Đọc tiếp: https://story.example/a"]
    assert set(read["comments"]["data"][0]) == {"message", "from", "id"}
    assert read["comments"]["data"][0]["from"]["id"] == graph.page
    assert read["comments"]["summary"]["total_count"] == 3
    assert "shares" not in read
    listed = graph.get(f"{post}/comments", fields="message,from,comment_count", limit=1)
    second = graph.get(f"{post}/comments", limit=5, after=listed["paging"]["cursors"]["after"])
    assert listed["data"][0]["comment_count"] == 1
    assert "next" in listed["paging"]
    assert [comment["from"]["name"] for comment in second["data"]] == ["Hồ Thị Mai"]
    newest = graph.get(f"{post}/comments", order="reverse_chronological")["data"]
    assert [comment["message"] for comment in newest] == ["Hay quá", "Đọc tiếp: https://story.example/a"]
    assert graph.error(graph.post(newest[0]["id"], message="Sửa lời người khác")) == (200, None)
    assert graph.post(newest[0]["id"], is_hidden=True) == {"success": True}


def test_counters_are_read_where_facebook_shows_them(sandbox: Sandbox, graph: Graph) -> None:
    """Likes, shares, views and clicks raised on the wall come back in fields and insights; dead metrics never do."""
    post = graph.feed(message="x")["id"]
    sandbox.facebook.react(post, likes=7, shares=2, views=90, clicks=4)
    read = graph.get(post, fields="shares,reactions.summary(true).limit(0),comments.summary(true).limit(0)")
    assert read["shares"] == {"count": 2}
    assert read["reactions"]["summary"]["total_count"] == 7
    assert read["comments"] == {
        "data": [],
        "summary": {"order": "chronological", "total_count": 0, "can_comment": True},
    }
    metrics = "post_clicks,post_media_view,post_total_media_view_unique,post_reactions_by_type_total"
    insights = graph.get(f"{post}/insights", metric=metrics)["data"]
    assert [one["values"][0]["value"] for one in insights] == [4, 90, 90, {"like": 7}]
    assert graph.error(graph.get(f"{post}/insights", metric="post_impressions")) == (100, None)
    assert graph.error(graph.get(f"{post}/insights")) == (3001, 1504028)


def test_a_link_post_shows_its_address_and_preview(sandbox: Sandbox, graph: Graph, tmp_path: Path) -> None:
    """The attachment of a link post names the address itself, and what the page said of itself."""
    tags = '<meta property="og:title" content="Tiêu đề"><meta property="og:image" content="/p.jpg">'
    with serve(tmp_path, {"a.html": tags.encode(), "p.jpg": picture()}) as site:
        link = f"{site}/a.html?utm_source=facebook"
        assert graph.post("", id=link, scrape=True)["title"] == "Tiêu đề"
        post = graph.feed(message="x", link=link, fields="id,permalink_url,attachments{unshimmed_url}")
    assert post["attachments"]["data"] == [{"unshimmed_url": link}]
    assert post["permalink_url"].endswith(post["id"])
    fields = "attachments{url,unshimmed_url,target,media{image},title,media_type},full_picture"
    [read] = graph.get(f"{graph.page}/published_posts", fields=fields)["data"]
    shown = read["attachments"]["data"][0]
    assert (shown["url"], shown["target"]["url"], shown["title"]) == (link, link, "Tiêu đề")
    assert shown["media"]["image"]["src"] == read["full_picture"]


def test_pages_lead_back_too(sandbox: Sandbox, graph: Graph) -> None:
    """`before` gives the posts next to the cursor, newest first, not the newest of all."""
    posts = [graph.feed(message=f"{number}")["id"] for number in range(6)][::-1]
    first = graph.get(f"{graph.page}/published_posts", limit=2)
    second = graph.get(f"{graph.page}/published_posts", limit=2, after=first["paging"]["cursors"]["after"])
    third = graph.get(f"{graph.page}/published_posts", limit=2, after=second["paging"]["cursors"]["after"])
    back = graph.get(f"{graph.page}/published_posts", limit=2, before=third["paging"]["cursors"]["before"])
    assert [post["id"] for page in (first, second, third) for post in page["data"]] == posts
    assert back["data"] == second["data"]


def test_a_deletion_can_lag(sandbox: Sandbox, graph: Graph) -> None:
    """By a switch a deleted post is gone from the wall at once, yet still read for a while and never edited again."""
    sandbox.settings.change({"facebook_delete_lag_seconds": 60})
    post = graph.feed(message="x")["id"]
    assert graph.call("DELETE", post).json() == {"success": True}
    assert sandbox.facebook.published() == []
    assert graph.get(post)["message"] == "x"
    assert len(graph.get(f"{graph.page}/published_posts")["data"]) == 1
    assert graph.error(graph.call("DELETE", post).json()) == (100, 33)
    assert graph.error(graph.post(post, message="y")) == (100, 33)
    sandbox.clock.advance(61)
    assert graph.error(graph.get(post)) == (100, 33)
    assert graph.get(f"{graph.page}/published_posts")["data"] == []


def test_refusals_by_switch(sandbox: Sandbox, graph: Graph) -> None:
    """Scrapes, comments and further link posts are refused as the switches say; nothing is written."""
    link = {"message": "x", "link": "https://story.example/"}
    sandbox.settings.change({"facebook_links_per_month": 1, "facebook_scrape_code": "1609005"})
    assert graph.error(graph.post("", id=link["link"], scrape=True)) == (1609005, None)
    post = graph.feed(**link)["id"]
    assert graph.error(graph.feed(**link)) == (368, None)
    assert "id" in graph.feed(message="không liên kết")
    sandbox.clock.advance(31 * 86_400)
    assert "id" in graph.feed(**link)
    sandbox.settings.change({"facebook_comment_code": "368/1404006"})
    assert graph.error(graph.post(f"{post}/comments", message="x")) == (368, 1404006)
    assert sandbox.facebook.comments() == []


def test_a_photo_is_kept_once(sandbox: Sandbox, graph: Graph) -> None:
    """The same bytes uploaded often take their space once, and go with the last photo that shows them."""
    posts = [graph.feed(message="x", attached_media=[{"media_fbid": graph.upload()["id"]}])["id"] for _ in range(3)]
    connection = sandbox._store.connection()
    count = "SELECT count(*) FROM pictures"
    assert connection.execute(count).fetchone()[0] == 1
    for post in posts:
        assert len(sandbox.facebook.photos_of(post)) == 1
        graph.call("DELETE", post)
    assert connection.execute(count).fetchone()[0] == 0
