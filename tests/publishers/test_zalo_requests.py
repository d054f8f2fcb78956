"""Every request the channel can send fits what Zalo documents: names, types, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hand_made import START
from official_account import OfficialAccount
from test_zalo_login import Desk, login

from publishers.abilities import Broadcastable
from publishers.contract import Paragraph

TEXT = str
ARTICLE: dict[str, type] = {
    "type": TEXT,
    "title": TEXT,
    "author": TEXT,
    "cover": dict,
    "description": TEXT,
    "body": list,
    "comment": TEXT,
    "tracking_link": TEXT,
    "status": TEXT,
}
MAY_SEND: dict[str, dict[str, type]] = {
    "token": {
        "refresh_token": TEXT,
        "code": TEXT,
        "code_verifier": TEXT,
        "app_id": TEXT,
        "grant_type": TEXT,
    },
    "permission": {"app_id": TEXT, "redirect_uri": TEXT, "code_challenge": TEXT, "state": TEXT, "decision": TEXT},
    "getoa": {},
    "article.getslice": {"offset": TEXT, "limit": TEXT, "type": TEXT},
    "article.create": ARTICLE,
    "article.update": {**ARTICLE, "id": TEXT},
    "article.verify": {"token": TEXT},
    "article.getdetail": {"id": TEXT},
    "article.remove": {"id": TEXT},
    "message.send": {"recipient": dict, "message": dict},
}
"""Transcribed from the documentation's copies (2026-10); `decision` is the sandbox's own button."""
BLOCKS = {
    "text": {"type", "content"},
    "image": {"type", "url", "caption"},
    "video": {"type", "url", "thumb"},
}
HEADERS = {"(access_token)", "(secret_key)", "(appsecret_proof)"}


def whole_day(oa: OfficialAccount) -> None:
    """Do everything the channel can do, once with each way of taking down."""
    login(oa, Desk(""), appsecret_proof=True)
    film = Paragraph("video", "Phim", url="https://youtu.be/abcDEF12_-3")
    for way in ("remove", "hide"):
        publisher = oa.connect(withdraw=way, appsecret_proof=True, tracking_link=True, rich_text=True)
        publisher.check_account(thorough=True)
        post = oa.hosted()
        post = replace(post, body=(*post.body, film))
        delivery = oa.delivery(publisher, post, since=START - timedelta(days=1))
        publisher.find(delivery)
        article = oa.announce(publisher, post).remote_id
        publisher.broadcast(
            replace(delivery, payload=publisher.render_broadcast([Broadcastable(post.story_id, post.title, article)]))
        )
        publisher.survey({article: delivery.payload}, START - timedelta(days=1))
        publisher.measure(article)
        again = oa.delivery(publisher, replace(post, title="Đính chính"), "correct-1", target=article)
        oa.carry(publisher.correct, again)
        oa.carry(publisher.withdraw, oa.delivery(publisher, post, "withdraw", target=article))
        oa.clock.advance(days=1)


def test_every_request_of_every_flow_is_documented(oa: OfficialAccount) -> None:
    """Login, posting, correcting, both ways of taking down, broadcast, survey and measures send only what is known."""
    oa.sandbox.settings.change({"zalo_require_proof": True})
    whole_day(oa)
    calls = oa.sandbox.zalo.calls()
    assert {call.name for call in calls} == set(MAY_SEND)
    for call in calls:
        known = MAY_SEND[call.name]
        given: dict[str, Any] = {name: value for name, value in call.parameters.items() if name not in HEADERS}
        assert set(given) <= set(known), call.name
        assert all(isinstance(value, known[name]) for name, value in given.items()), call.name
        assert "access_token=" not in call.path
        # Sending JSON in `data=` is another family's way and was refused (2026-05).
        assert "data=" not in call.path


def test_blocks_covers_and_targets_have_only_known_fields(oa: OfficialAccount) -> None:
    """Inside the articles and messages, too, each field is one that Zalo names, and every target value is a text."""
    whole_day(oa)
    for call in (*oa.sandbox.zalo.calls("article.create"), *oa.sandbox.zalo.calls("article.update")):
        assert set(call.parameters["cover"]) == {"cover_type", "photo_url", "status"}
        assert call.parameters["status"] in ("show", "hide")
        for block in call.parameters["body"]:
            assert set(block) <= BLOCKS[block["type"]]
    statuses = [call.parameters["status"] for call in oa.sandbox.zalo.calls("article.update")]
    assert statuses == ["show", "show", "show", "show", "hide"]
    assert {call.parameters["status"] for call in oa.sandbox.zalo.calls("article.create")} == {"hide"}
    for call in oa.sandbox.zalo.calls("message.send"):
        assert set(call.parameters["recipient"]) == {"target"}
        assert all(isinstance(value, str) for value in call.parameters["recipient"]["target"].values())
        payload = call.parameters["message"]["attachment"]["payload"]
        assert payload["template_type"] == "media"
        assert [set(element) for element in payload["elements"]] == [{"media_type", "attachment_id"}]
