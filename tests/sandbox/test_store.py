"""The sandbox's file: earlier versions are brought up to date, and its size costs no time."""

import sqlite3
from pathlib import Path

import pytest
import requests

from publishers.sandbox import Sandbox
from publishers.sandbox.schema import NewerFileError

from .clients import Graph, Zalo, picture

VERSION_1 = Path(__file__).with_name("version_1.sql")
PAGE = "104000000000001"


def test_a_file_of_version_1_keeps_its_walls(database: Path) -> None:
    """Posts, photo bytes, articles, broadcasts and the tokens of a version 1 file are all there after opening."""
    photo = picture()
    old = sqlite3.connect(database)
    old.executescript(VERSION_1.read_text(encoding="utf-8"))
    post = (f"{PAGE}_1", 1, "Bài cũ", "", 1, 0, None, 1.7e9, 1.7e9, "100000000000777", 1.7e9)
    old.execute(f"INSERT INTO fb_posts VALUES ({', '.join('?' * 11)})", post)
    old.execute(
        f"INSERT INTO fb_photos VALUES ({', '.join('?' * 13)})",
        ("7", 7, "", "Mô tả", photo, "image/jpeg", 800, 600, 0, 0, f"{PAGE}_1", 0, 1.7e9),
    )
    payload = '{"type": "normal", "title": "Bài OA cũ", "status": "show"}'
    old.execute("INSERT INTO zalo_articles VALUES ('a', 1, 'normal', 'show', ?, 1.7e9, 1.7e9, '{}', 3)", (payload,))
    old.execute("""INSERT INTO zalo_broadcasts VALUES ('b', 1, '["a"]', '{}', 1.7e9)""")
    old.execute("INSERT INTO fb_tokens VALUES ('DIEN-TAP-PAGE-TOKEN', 'PAGE', 'pages_manage_posts', NULL, 1.7e9, NULL)")
    old.commit()
    old.close()
    for _ in range(2):
        with Sandbox(database) as sandbox:
            [seen] = sandbox.facebook.published()
            assert (seen.message, seen.photo_ids, seen.likes, seen.edited_at) == ("Bài cũ", ("7",), 0, None)
            shown = requests.get(f"{sandbox.base_url}/facebook/photos/7.jpg", timeout=5)
            assert (shown.content, shown.headers["Content-Type"]) == (photo, "image/jpeg")
            assert [article.title for article in sandbox.zalo.shown()] == ["Bài OA cũ"]
            assert sandbox.zalo.broadcast_among(["a", "x"]) == {"a"}
            assert Graph(sandbox).get("me")["id"] == PAGE


def test_a_newer_file_is_refused_in_words(database: Path) -> None:
    """A file that a later version wrote is not touched."""
    future = sqlite3.connect(database)
    future.execute("PRAGMA user_version = 99")
    future.close()
    with pytest.raises(NewerFileError, match="version 99"):
        Sandbox(database)


def test_no_call_reads_a_whole_table(sandbox: Sandbox, graph: Graph, zalo: Zalo) -> None:
    """Every statement that the platforms run finds its rows by an index, and lists need no sorting."""
    statements: set[str] = set()
    real = sandbox._store.connection

    def watched() -> sqlite3.Connection:
        connection = real()
        connection.set_trace_callback(statements.add)
        return connection

    sandbox._store.connection = watched  # type: ignore[method-assign]
    fields = "message,attachments,comments.summary(true),full_picture,shares"
    photo = graph.upload()["id"]
    post = graph.feed(message="x", published=False, attached_media=[{"media_fbid": photo}])["id"]
    graph.post(post, is_published=True)
    graph.post(post, message="y")
    comment = graph.post(f"{post}/comments", message="z")["id"]
    for path in ("published_posts", "feed", "posts", "scheduled_posts"):
        graph.get(f"{graph.page}/{path}", fields=fields, limit=100, since=1)
    for path in (post, f"{post}/comments", comment, f"{comment}/comments"):
        graph.get(path)
    graph.get(f"{post}/insights", metric="post_clicks")
    graph.call("DELETE", comment)
    graph.call("DELETE", post)
    article = zalo.publish()
    zalo.post("article/update", zalo.article(id=article))
    sandbox.clock.advance(3)
    zalo.get("article/getslice", offset=0, limit=10, type="normal")
    zalo.get("article/getdetail", id=article)
    zalo.post("article/remove", {"id": article})
    zalo.refresh()
    sandbox._store.connection = real  # type: ignore[method-assign]
    queries = {text for text in statements if text.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE"))}
    assert len(queries) > 40
    slow = {}
    for query in queries:
        plan = [row["detail"] for row in real().execute(f"EXPLAIN QUERY PLAN {query}")]
        bad = [step for step in plan if step.startswith("SCAN") and "CONSTANT" not in step and "INDEX" not in step]
        bad += [step for step in plan if "TEMP B-TREE FOR ORDER BY" in step]
        if bad:
            slow[query] = bad
    assert slow == {}
