"""Nothing a client sends makes a platform fall over."""

from typing import Any

import pytest
import requests

from publishers.sandbox import Sandbox

from .clients import Graph, Zalo

_COVER = {"cover_type": "photo", "status": "show"}
ODD: list[Any] = [None, 0, -1, 1.5, True, "", "²", "nan", "http://[", "http://127.0.0.1:1/x", "\x00"]
ODD += [[], ["a"], {}, {"a": []}, "9" * 400, "\ud800"]


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_odd_values_are_answered_by_facebook(sandbox: Sandbox, graph: Graph, value: Any) -> None:
    """Whatever a parameter holds, Graph answers in its own form and the wall can still be read."""
    for name in ("message", "link", "published", "scheduled_publish_time", "attached_media", "fields"):
        assert set(graph.feed(**{"published": False, "message": "x", name: value})) & {"id", "error"}
    post = graph.feed(message="x")["id"]
    for name in ("message", "is_published", "scheduled_publish_time", "timeline_visibility"):
        assert set(graph.post(post, **{name: value})) & {"success", "error"}
    for name in ("url", "caption", "temporary"):
        assert set(graph.post(f"{graph.page}/photos", **{"published": False, name: value})) & {"id", "error"}
    text = str(value).encode("utf-8", "replace").decode()
    for name in ("limit", "after", "since", "fields"):
        assert set(graph.get(f"{graph.page}/feed", **{name: text})) & {"data", "error"}
    assert isinstance(graph.post("", batch=value), dict | list)
    assert requests.get(f"{sandbox.base_url}/facebook/", timeout=5).status_code == requests.codes.ok


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_odd_values_are_answered_by_zalo(sandbox: Sandbox, zalo: Zalo, value: Any) -> None:
    """Whatever a field holds, Zalo answers in its envelope and the wall can still be read."""
    blocks = [{"type": value}, {"type": "image", "url": value}, {"type": "text", "content": value}, value]
    covers = [{"cover_type": value}, {"cover_type": "photo", "status": value}, {**_COVER, "photo_url": value}]
    changes = [{name: value} for name in ("type", "title", "cover", "body", "status", "comment")]
    changes += [{"body": [block]} for block in blocks] + [{"cover": cover} for cover in covers]
    for change in changes:
        assert "error" in zalo.post("article/create", zalo.article(**change))
    for path in ("article/verify", "article/remove", "article/update", "oa/message", "oa/quota/message"):
        for key in ("id", "token", "message", "recipient", "quota_owner"):
            assert "error" in zalo.post(path, {key: value})
    sandbox.clock.advance(5)
    for page in ("/zalo/", "/calls"):
        assert requests.get(sandbox.base_url + page, timeout=5).status_code == requests.codes.ok
