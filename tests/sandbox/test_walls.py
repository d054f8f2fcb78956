"""The walls for people."""

import requests

from publishers.sandbox import Sandbox

from .clients import Graph, Zalo


def page(sandbox: Sandbox, path: str) -> str:
    """Return a page's text after checking that it loads nothing from elsewhere."""
    answer = requests.get(sandbox.base_url + path, timeout=5)
    assert answer.status_code == requests.codes.ok
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert 'src="http' not in answer.text
    assert "Diễn tập" in answer.text
    return answer.text


def test_the_facebook_wall_shows_posts(sandbox: Sandbox, graph: Graph) -> None:
    """Feed and post page show line breaks, links, hashtags, comments and photos with their alt text."""
    photo = graph.upload(alt_text_custom="Chị Hạnh ở bàn tiếp dân")["id"]
    text = "Dòng một\nDòng hai https://story.example/a. #GươngSáng"
    post = graph.feed(message=text, attached_media=[{"media_fbid": photo}])["id"]
    graph.post(f"{post}/comments", message="Xem thêm")
    for path in ("/facebook/", f"/facebook/posts/{post}"):
        wall = page(sandbox, path)
        assert "Dòng một<br>Dòng hai" in wall
        assert 'href="https://story.example/a"' in wall
        assert "#GươngSáng</a>" in wall
        assert 'alt="Chị Hạnh ở bàn tiếp dân"' in wall
        assert "Xem thêm" in wall
    image = requests.get(f"{sandbox.base_url}/facebook/photos/{photo}.jpg", timeout=5)
    assert image.headers["Content-Type"] == "image/jpeg"


def test_walls_escape_what_they_show(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """Markup in a post, a title or an article block is shown, never run."""
    evil = '<script>alert("1")</script><img src=x onerror=alert(1)>'
    graph.feed(message=evil, link="https://story.example/?a=\"'><script>")
    article = zalo.publish(title=evil, body=[{"type": "text", "content": f'<p onclick="x()">{evil}</p>'}])
    for path in ("/facebook/", "/zalo/", f"/zalo/articles/{article}", "/calls"):
        wall = page(sandbox, path)
        assert "&lt;script&gt;" in wall
        for bad in ("<script", "<img src=x", "<p onclick"):
            assert bad not in wall


def test_unpublished_posts_stand_apart(sandbox: Sandbox, graph: Graph) -> None:
    """Unpublished and scheduled posts are only in the muted section."""
    graph.feed(message="Còn chờ", published=False)
    graph.feed(message="Đã đăng")
    feed, _, later = page(sandbox, "/facebook/").partition("<h2>Chưa công bố</h2>")
    assert "Đã đăng" in feed
    assert "Còn chờ" not in feed
    assert "Còn chờ" in later


def test_the_zalo_wall_shows_articles(sandbox: Sandbox, zalo: Zalo) -> None:
    """The list marks hidden articles and running jobs; the article shows its body and counts views."""
    article = zalo.publish(title="Bài hiện", body=[{"type": "text", "content": "<p>Một<br>Hai</p>"}])
    zalo.publish(title="Bài ẩn", status="hide")
    zalo.post("article/create", zalo.article(title="Bài đang chạy"))
    wall = page(sandbox, "/zalo/")
    assert "Bài hiện" in wall
    assert "Đang ẩn" in wall
    assert "Đang xử lý</strong> (đăng mới): Bài đang chạy" in wall
    assert "<p>Một<br>Hai</p>" in page(sandbox, f"/zalo/articles/{article}")
    assert zalo.get("article/getdetail", id=article)["data"]["total_view"] == 1


def test_missing_things_answer_404(sandbox: Sandbox) -> None:
    """Unknown pages, posts, articles and pictures are 404 with a sentence; posting to a wall is 405."""
    for path in (
        "/nothing",
        "/facebook/posts/1_1",
        "/zalo/articles/x",
        "/facebook/photos/1.jpg",
        "/zalo/media/x",
    ):
        answer = requests.get(sandbox.base_url + path, timeout=5)
        assert answer.status_code == requests.codes.not_found
        assert "Không" in answer.text
    assert requests.post(sandbox.base_url + "/facebook/", timeout=5).status_code == 405


def test_long_walls_are_paged(sandbox: Sandbox, graph: Graph) -> None:
    """A wall of many posts shows thirty a page, newest first."""
    for number in range(31):
        graph.feed(message=f"Bài số {number} hết")
    assert "Bài số 0 hết" not in page(sandbox, "/facebook/")
    assert "Bài số 0 hết" in page(sandbox, "/facebook/?trang=2")
    assert "Nhật ký" in page(sandbox, "/calls")
    assert "31 bài" in page(sandbox, "/")
