"""The walls for people."""

from datetime import UTC, datetime

import requests

from publishers.sandbox import Sandbox

from .clients import Graph, Zalo

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


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


def test_walls_bear_the_accounts_names(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """A renamed Page and OA, and a lost verification, show on the walls with the initials of the new names."""
    graph.feed(message="x")
    sandbox.settings.change({"facebook_page_name": "UBND xã Gio An", "zalo_oa_name": "Xã Gio An <OA>"})
    sandbox.settings.change({"zalo_verified": False})
    assert "<strong>UBND xã Gio An</strong>" in page(sandbox, "/facebook/")
    assert ">GA</span>" in page(sandbox, "/facebook/")
    wall = page(sandbox, "/zalo/")
    assert "Xã Gio An &lt;OA&gt;" in wall
    assert "Chưa xác thực" in wall


def test_counters_marks_and_alt_texts_show(sandbox: Sandbox, graph: Graph) -> None:
    """Reactions, an edit and a person's comment show on the feed; a post by itself lists its photos' descriptions."""
    photo = graph.upload(alt_text_custom="Chị Hạnh ở bàn <tiếp dân>")["id"]
    post = graph.feed(message="Bài", attached_media=[{"media_fbid": photo}])["id"]
    sandbox.facebook.react(post, likes=1280, shares=3, views=7)
    sandbox.facebook.comment(post, "Hay quá", author="Hồ Thị Mai")
    sandbox.facebook.edit(post, "Bài đã sửa")
    wall = page(sandbox, "/facebook/")
    for words in ("1.280", "1 bình luận · 3 lượt chia sẻ · 7 lượt xem", "Hồ Thị Mai", "Đã chỉnh sửa"):
        assert words in wall
    assert "Mô tả ảnh" not in wall
    assert "<li>Chị Hạnh ở bàn &lt;tiếp dân&gt;</li>" in page(sandbox, f"/facebook/posts/{post}")


def test_broadcasts_are_listed(sandbox: Sandbox, zalo: Zalo) -> None:
    """The list of broadcasts names each article; one that was removed since is struck out."""
    sandbox.clock.set(NOON)
    zalo.refresh(sandbox.zalo.consent_again())
    kept, gone = zalo.publish(title="Bài còn"), zalo.publish(title="Bài sẽ gỡ")
    elements = [{"media_type": "article", "attachment_id": one} for one in (kept, gone)]
    attachment = {"type": "template", "payload": {"template_type": "media", "elements": elements}}
    zalo.post("oa/message", {"recipient": {"target": {"gender": "0"}}, "message": {"attachment": attachment}})
    zalo.post("article/remove", {"id": gone})
    listed = page(sandbox, "/zalo/broadcasts")
    assert f'<a href="/zalo/articles/{kept}">Bài còn</a>' in listed
    assert f"<s>Bài đã gỡ ({gone})</s>" in listed
    assert "Mọi người quan tâm" in listed
    assert "Broadcast đã gửi" in page(sandbox, "/zalo/")
    assert "Đã gửi broadcast" in page(sandbox, f"/zalo/articles/{kept}")


def test_the_entrance_tells_what_was_changed(sandbox: Sandbox, graph: Graph) -> None:
    """Moved clock, waiting faults and changed settings stand on the first page; a fault that fired is gone from it."""
    assert "bằng giờ máy này" in page(sandbox, "/")
    sandbox.clock.advance(7_200)
    sandbox.faults.add("facebook", "feed.create", nth=2, kind="reset_after", times=3)
    sandbox.settings.change({"zalo_article_quota": 12})
    entrance = page(sandbox, "/")
    for words in ("khác giờ máy này", "ở lời gọi thứ 2, 3 lần liền", "zalo_article_quota = 12", "số bài mỗi tháng"):
        assert words in entrance
    sandbox.faults.clear()
    assert "Sự cố đang chờ: 0" in page(sandbox, "/")


def test_calls_can_be_looked_at_by_platform(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """The record of calls shows one platform alone when asked, and marks a Zalo refusal although HTTP said 200."""
    graph.get(graph.page)
    zalo.get("article/getslice")
    assert "page.get" not in page(sandbox, "/calls?noi=zalo")
    assert "article.getslice" not in page(sandbox, "/calls?noi=facebook")
    everything = page(sandbox, "/calls?noi=khac")
    assert "page.get" in everything
    assert '<span class="no">200</span>' in everything
