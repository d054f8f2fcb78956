"""What people did on the Page by hand, and how posts were received."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from facebook_scene import SINCE, Scene, carry_out, fb, loopback, web

from publishers.abilities import Standing
from publishers.contract import Payload
from publishers.errors import Gone, NotAuthorized, RateLimited, Unavailable
from publishers.facebook_page.surveying import METRICS

__all__ = ["fb", "loopback", "web"]
DEAD = (
    "post_impressions",
    "post_impressions_unique",
    "page_impressions",
    "page_impressions_unique",
    "page_fans",
    "page_fans_country",
)


def published(fb: Scene, count: int) -> dict[str, Payload]:
    page, found = fb.page(), {}
    for number in range(1, count + 1):
        post = fb.post(number, kind="photo")
        payload = page.render(post)
        found[carry_out(page, fb.delivery(payload, post), fb.clock).remote_id] = payload
    return found


def test_every_standing_is_told(fb: Scene) -> None:
    """Untouched, edited, hidden and deleted posts and a foreign one: each gets one sighting, and nothing is written."""
    known = published(fb, 4)
    _, edited, hidden, gone = known
    fb.wall.edit(edited, "Sửa tay\nhai dòng")
    fb.wall.hide(hidden)
    fb.wall.delete(gone)
    foreign = fb.wall.add_foreign_post("Thông báo nghỉ lễ " + "rất dài " * 20)
    calls = len(fb.names())
    found = {sighting.remote_id: sighting for sighting in fb.page().survey(known, SINCE)}
    assert [found[identity].standing for identity in known] == [
        Standing.AS_SENT,
        Standing.EDITED,
        Standing.HIDDEN,
        Standing.GONE,
    ]
    assert found[edited].text == "Sửa tay hai dòng"
    assert found[foreign].standing is Standing.FOREIGN
    assert found[foreign].text.startswith("Thông báo nghỉ lễ")
    assert len(found[foreign].text) <= 80
    assert len(found) == 5
    assert {name.partition(".")[2] for name in fb.names()[calls:]} <= {"list", "get"}


def test_posts_from_before_are_asked_for_by_their_id(fb: Scene) -> None:
    """A post older than the survey's beginning is looked at all the same, and older foreign ones are not told."""
    fb.wall.add_foreign_post("Bài cũ")
    known = published(fb, 1)
    fb.clock.advance(days=3)
    (sighting,) = fb.page().survey(known, fb.clock.now() - timedelta(days=1))
    assert sighting.standing is Standing.AS_SENT


def test_a_survey_goes_through_all_pages_of_the_list(fb: Scene) -> None:
    """More posts than one page of the list holds are all told."""
    for number in range(230):
        fb.wall.add_foreign_post(f"Bài {number}")
    assert len(fb.page().survey({}, SINCE)) == 230


def test_a_survey_that_cannot_look_concludes_nothing(fb: Scene) -> None:
    """Without an answer, or the right to read, nothing is called gone."""
    known = published(fb, 1)
    fb.sandbox.faults.add("facebook", "published_posts.list", kind="html_502")
    with pytest.raises(Unavailable):
        fb.page().survey(known, SINCE)
    fb.sandbox.settings.change({"facebook_revoked_permissions": ["pages_read_engagement"]})
    with pytest.raises(NotAuthorized):
        fb.page().survey(known, SINCE)


def test_counts_are_those_of_the_wall(fb: Scene) -> None:
    """Reactions, comments, shares and what insights tell, by plain names."""
    (identity,) = published(fb, 1)
    assert fb.page().measure(identity)["shares"] == 0
    fb.wall.react(identity, likes=7, shares=2, views=90, clicks=5)
    fb.wall.comment(identity, "Hay quá")
    found = fb.page().measure(identity)
    assert {name: found[name] for name in ("reactions", "comments", "shares", "views", "clicks")} == {
        "reactions": 7,
        "comments": 1,
        "shares": 2,
        "views": 90,
        "clicks": 5,
    }
    assert found["reactions_like"] == 7
    assert all(isinstance(count, int) for count in found.values())


def test_dead_metrics_are_never_asked_for(fb: Scene) -> None:
    """None of the names that Meta retired is in our table, or in any request."""
    (identity,) = published(fb, 1)
    fb.page().measure(identity)
    asked = ",".join(str(call.parameters.get("metric")) for call in fb.wall.calls("insights.list"))
    assert asked == ",".join(METRICS)
    assert not set(DEAD) & set(METRICS)
    assert not any("impression" in metric or "fans" in metric for metric in METRICS)


@pytest.mark.parametrize("trouble", ["permission", "code:2874008", "code:3001/1504028"])
def test_without_insights_the_rest_is_counted(fb: Scene, trouble: str) -> None:
    """A Page that may not or cannot have insights still counts reactions, comments and shares."""
    (identity,) = published(fb, 1)
    if trouble == "permission":
        fb.sandbox.settings.change({"facebook_revoked_permissions": ["read_insights"]})
    else:
        fb.sandbox.faults.add("facebook", "insights.list", kind=trouble)
    assert set(fb.page().measure(identity)) == {"shares", "reactions", "comments"}


def test_one_more_retired_metric_costs_only_itself(fb: Scene) -> None:
    """When Meta refuses one name, the others are asked for one by one."""
    (identity,) = published(fb, 1)
    fb.wall.react(identity, views=3, clicks=4)
    fb.sandbox.faults.add("facebook", "insights.list", kind="code:100", times=2)
    found = fb.page().measure(identity)
    assert "views" not in found
    assert found["clicks"] == 4


def test_a_post_that_is_gone_cannot_be_measured(fb: Scene) -> None:
    """Its counts are not reported as zero."""
    (identity,) = published(fb, 1)
    fb.wall.delete(identity)
    with pytest.raises(Gone):
        fb.page().measure(identity)


def test_a_limit_while_measuring_is_passed_on(fb: Scene) -> None:
    """Half of the counts is not taken for all of them."""
    (identity,) = published(fb, 1)
    fb.sandbox.faults.add("facebook", "insights.list", kind="rate_limited", seconds=600)
    with pytest.raises(RateLimited) as raised:
        fb.page().measure(identity)
    assert raised.value.retry_after_seconds == 600


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, {"views": 5}),
        ({"like": 2, "love": 1.0, "odd": None}, {"views_like": 2, "views_love": 1}),
        (None, {}),
        ("many", {}),
    ],
)
def test_values_in_every_shape(value: Any, expected: dict[str, int]) -> None:
    """A number, an object of numbers, or something else."""
    from publishers.facebook_page.surveying import _counted

    assert _counted("views", value) == expected
