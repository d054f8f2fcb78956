"""What leaves for Meta are parameters of its specification, and what leaves for Zalo is what it documents."""

from __future__ import annotations

from publishing_scene import Scene

# The names our client may send, out of Meta's published specification of the Page's edges (v25.0, 2026-04).
FACEBOOK_MAY_SEND = {
    "photos.create": {"published", "alt_text_custom", "source"},
    "feed.create": {"message", "attached_media", "published"},
    "post.update": {"is_published"},
    "post.get": {"fields"},
    "page.get": {"fields"},
    "published_posts.list": {"fields", "limit", "after", "include_hidden"},
    "scheduled_posts.list": {"fields", "limit", "after"},
}
SIGNATURE = {"appsecret_proof", "appsecret_time"}
ZALO_MAY_SEND = {
    "token": {"refresh_token", "app_id", "grant_type"},
    "getoa": set(),
    "article.getslice": {"offset", "limit", "type"},
    "article.create": {"type", "title", "author", "cover", "description", "body", "comment", "status"},
    "article.update": {"type", "title", "author", "cover", "description", "body", "comment", "status", "id"},
    "article.verify": {"token"},
    "article.getdetail": {"id"},
}
ZALO_HEADERS = {"(access_token)", "(secret_key)", "(appsecret_proof)"}


def test_facebook_gets_only_parameters_it_names(scene: Scene) -> None:
    """Every parameter of every call of a delivery is in the table, each is signed, and no address holds a token."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    calls = scene.sandbox.facebook.calls()
    assert {call.name for call in calls} == set(FACEBOOK_MAY_SEND)
    for call in calls:
        given = set(call.parameters)
        assert given >= SIGNATURE
        assert given - SIGNATURE <= FACEBOOK_MAY_SEND[call.name], call.name
        assert "access_token=" not in call.path
    created = next(call for call in calls if call.name == "feed.create")
    assert created.parameters["published"] is False
    assert [set(medium) for medium in created.parameters["attached_media"]] == [{"media_fbid"}, {"media_fbid"}]
    photos = scene.sandbox.facebook.photos()
    assert [photo.alt_text for photo in photos] == ["Chị Mai ở quầy", "Ấm trà trên bàn"]
    assert all(call.path.startswith("/graph/v26.0/") for call in calls)


def test_facebook_accepts_our_proof_when_it_demands_one(scene: Scene) -> None:
    """With "Require App Secret" on, every call still passes."""
    scene.sandbox.settings.change({"facebook_require_proof": True})
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1


def test_zalo_gets_only_what_it_documents(scene: Scene) -> None:
    """Every field of every call is documented, articles start hidden and are shown by the whole payload with the id."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.sandbox.settings.change({"zalo_processing_seconds": 3})
    scene.settle("zalo")
    calls = scene.sandbox.zalo.calls()
    assert {call.name for call in calls} == set(ZALO_MAY_SEND)
    for call in calls:
        assert set(call.parameters) - ZALO_HEADERS <= ZALO_MAY_SEND[call.name], call.name
        assert "access_token=" not in call.path
    created, updated = (next(c for c in calls if c.name == f"article.{name}") for name in ("create", "update"))
    assert (created.parameters["status"], updated.parameters["status"]) == ("hide", "show")
    same = set(created.parameters) - {"status", "body", "(access_token)"}
    assert all(created.parameters[name] == updated.parameters[name] for name in same)


def test_zalo_bodies_are_plain_paragraphs(scene: Scene) -> None:
    """Text blocks hold escaped paragraphs only, pictures are blocks with an address, and the story's link closes it."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.settle("zalo")
    (article,) = scene.sandbox.zalo.shown()
    texts = [block["content"] for block in article.body if block["type"] == "text"]
    assert all(text.startswith("<p>") and text.endswith("</p>") and text.count("<") == 2 for text in texts)
    assert texts[-1].endswith(f"{scene.newsroom.website.url}2026/chi-mai-1/</p>")
    assert [set(block) for block in article.body if block["type"] == "image"] == [{"type", "url", "caption"}]
