"""Whose account it is, what people did there by hand, how articles were received, and messages to all followers."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hand_made import START
from official_account import OfficialAccount, as_sent

from publishers.abilities import (
    Broadcastable,
    BroadcastRules,
    Broadcasts,
    ChecksAccount,
    Corrects,
    Measures,
    Standing,
    Surveys,
    Withdraws,
)
from publishers.contract import CannotRender, Payload
from publishers.errors import Gone, NotAuthorized, NotConfigured, OutcomeUnknown, RateLimited, Rejected, Unavailable
from publishers.http import Http


def test_what_the_channel_can_do(oa: OfficialAccount) -> None:
    """The relay finds every ability of the channel by its methods; comments and the platform's clock are none."""
    publisher = oa.connect()
    for ability in (Corrects, Withdraws, Broadcasts, Surveys, Measures, ChecksAccount):
        assert isinstance(publisher, ability)
    assert not hasattr(publisher, "comment")
    assert not hasattr(publisher, "ahead")


def test_a_healthy_account_has_no_problem(oa: OfficialAccount) -> None:
    """Name, package, followers and Zalo's clock are told by one call; `thorough` adds the tokens' ages and limits."""
    publisher = oa.connect(account_name="Văn phòng UBND tỉnh Quảng Trị (diễn tập)")
    account = publisher.check_account()
    assert oa.count("getoa") == 1
    assert (account.id, account.name) == (oa.id, "Văn phòng UBND tỉnh Quảng Trị (diễn tập)")
    assert (account.problems, account.warnings) == ((), ())
    assert account.facts["gói dịch vụ / package"] == "Comprehensive"
    assert account.facts["người theo dõi / followers"] == "1280"
    assert account.server_time == oa.clock.now()
    thorough = publisher.check_account(thorough=True).facts
    assert thorough["mã truy cập hết hạn / access token expires"] == "2026-11-24 03:00 UTC"
    assert thorough["đổi mã lần cuối / tokens renewed"] == "2026-11-23 02:00 UTC (seed)"


@pytest.mark.parametrize(
    ("settings", "options", "says"),
    [
        ({"zalo_oa_id": "999"}, {}, "(999), không phải"),
        ({"zalo_verified": False}, {}, "chưa được xác thực"),
        ({"zalo_oa_name": "Trang lạ"}, {"account_name": "Văn phòng UBND"}, "nay tên là “Trang lạ”"),
        ({"zalo_app_active": False}, {}, "ứng dụng Zalo chưa được bật"),
        ({"zalo_authorized": False}, {}, "chưa cấp quyền này"),
        ({"zalo_require_proof": True}, {}, "appsecret_proof = true"),
    ],
)
def test_what_stands_against_posting_is_said(oa: OfficialAccount, settings: Any, options: Any, says: str) -> None:
    """Another account, an unverified or renamed one, an app that is off or lacks a permission: a sentence, in both."""
    publisher = oa.connect(**options)
    publisher.check_account()
    oa.sandbox.settings.change(settings)
    (problem,) = publisher.check_account().problems
    assert says in problem.vi
    assert problem.en


@pytest.mark.parametrize("code", [-204, -209, -212, -219, -221, -223, -224, -235])
def test_what_a_person_must_mend_at_zalo_is_a_problem_of_the_account(oa: OfficialAccount, code: int) -> None:
    """The codes about app, permission, verification and package become sentences, not exceptions."""
    publisher = oa.connect()
    publisher.check_account()
    oa.sandbox.faults.add("zalo", "getoa", kind=f"code:{code}")
    account = publisher.check_account()
    assert account.id == oa.id
    assert len(account.problems) == 1


def test_a_dead_token_is_not_a_problem_of_the_account(oa: OfficialAccount) -> None:
    """When the tokens serve no longer, nothing is known about the account, and the error says to consent again."""
    publisher = oa.connect()
    publisher.check_account()
    oa.sandbox.zalo.consent_again()
    with pytest.raises(NotAuthorized, match="newsroom login zalo"):
        publisher.check_account()


def test_an_answer_that_names_no_account_is_not_believed(oa: OfficialAccount) -> None:
    """A gateway's page in place of the profile means: try again."""
    publisher = oa.connect()
    oa.sandbox.faults.add("zalo", "getoa", kind="html_502")
    with pytest.raises(Unavailable):
        publisher.check_account()


@pytest.mark.parametrize(
    ("told", "says"),
    [("22/11/2026", "đã hết hạn"), ("23/11/2026", "sắp hết hạn"), ("01/12/2026", "sắp hết hạn"), ("01/01/2027", "")],
)
def test_a_package_that_ends_is_warned_of(told: str, says: str) -> None:
    """Two weeks before the package ends a warning begins; an unreadable date says nothing."""
    from publishers.zalo_oa.account import _warnings

    warnings = list(_warnings({"package_name": "x", "package_valid_through_date": told}, START))
    assert [says in warning.vi for warning in warnings] == ([True] if says else [])
    assert list(_warnings({"package_name": "x", "package_valid_through_date": "2026-11-22"}, START)) == []
    assert len(list(_warnings({"package_valid_through_date": told}, START))) == len(warnings) + 1


def test_nobody_logged_in_says_how(oa: OfficialAccount) -> None:
    """Without a token anywhere, and with a wrong option, connecting names the setting and what to do."""
    from publishers.zalo_oa import channel

    with pytest.raises(NotConfigured, match="newsroom login zalo") as missing:
        channel.connect({}, oa.surroundings(without=("ZALO_REFRESH_TOKEN",)))
    assert missing.value.name == "ZALO_REFRESH_TOKEN"
    with pytest.raises(NotConfigured) as wrong:
        oa.connect(withdraw="delete")
    assert (wrong.value.name, "remove hoặc hide" in wrong.value.vi) == ("options.withdraw", True)


def known(oa: OfficialAccount, publisher: Any, numbers: tuple[int, ...]) -> dict[str, Payload]:
    posts = [oa.hosted(number) for number in numbers]
    return {oa.announce(publisher, post).remote_id: publisher.render(post) for post in posts}


@pytest.mark.parametrize(
    ("change", "standing"),
    [("none", "as-sent"), ("edited", "edited"), ("hidden", "hidden"), ("gone", "gone"), ("viewed", "as-sent")],
)
def test_drift_is_seen_for_each_of_ours(oa: OfficialAccount, change: str, standing: str) -> None:
    """What a person did to one article is told for that one, and re-hosted pictures are no drift."""
    publisher = oa.connect()
    ours = known(oa, publisher, (1, 2))
    first, second = ours
    wall = oa.sandbox.zalo
    if change == "edited":
        wall.edit(first, description="Ai đó đã sửa")
    elif change == "hidden":
        wall.hide(first)
    elif change == "gone":
        wall.delete(first)
    elif change == "viewed":
        wall.react(first, views=5, likes=1)
    found = {sighting.remote_id: sighting for sighting in publisher.survey(ours, START - timedelta(days=1))}
    assert set(found) == {first, second}
    assert (found[first].standing, found[second].standing) == (Standing(standing), Standing.AS_SENT)
    assert found[second].url.endswith(second)
    assert found[second].text == "Anh Đức giữ sổ trực đêm"


def test_what_others_posted_is_named_from_a_date_on(oa: OfficialAccount) -> None:
    """An article made by hand is foreign when it is shown and new enough; older ones and drafts are left alone."""
    publisher = oa.connect()
    oa.sandbox.zalo.add_foreign("Bài cũ")
    oa.clock.advance(days=2)
    ours = known(oa, publisher, (1,))
    foreign = oa.sandbox.zalo.add_foreign("Thông báo nghỉ lễ")
    draft = oa.sandbox.zalo.add_foreign("Bản nháp")
    oa.sandbox.zalo.hide(draft)
    seen = publisher.survey(ours, START + timedelta(days=1))
    assert [(s.remote_id, s.text) for s in seen if s.standing is Standing.FOREIGN] == [(foreign, "Thông báo nghỉ lễ")]
    assert len(seen) == 2


def test_measures_are_zalos_four_counts(oa: OfficialAccount) -> None:
    """Views, likes, shares and comments are returned as they stand; of a removed article there are none."""
    publisher = oa.connect()
    (article,) = known(oa, publisher, (1,))
    oa.sandbox.zalo.react(article, views=120, likes=7, shares=2, comments=3)
    assert publisher.measure(article) == {
        "total_view": 120,
        "total_like": 7,
        "total_share": 2,
        "total_comment": 3,
    }
    oa.sandbox.zalo.delete(article)
    with pytest.raises(Gone):
        publisher.measure(article)


def told(article: str, number: int = 1) -> Broadcastable:
    return Broadcastable(f"GS-2026-{number:04}", f"Bài {number}", article)


def broadcast(oa: OfficialAccount, publisher: Any, *articles: str) -> Any:
    payload = publisher.render_broadcast([told(article, n) for n, article in enumerate(articles, 1)])
    return replace(oa.delivery(publisher, oa.post(), "broadcast"), payload=payload)


def test_broadcast_rules_come_from_zalo_and_the_options(oa: OfficialAccount) -> None:
    """Five articles, 06:00 to 21:59, half an hour of review; hour and counts are the office's."""
    assert oa.connect().broadcast_rules == BroadcastRules(
        5, time(6, 0), time(21, 59), timedelta(minutes=30), time(19, 30), 1, 4
    )
    rules = oa.connect(broadcast_at="07:00", broadcast_per_day=2, broadcast_per_month=20).broadcast_rules
    assert (rules.at, rules.per_day, rules.per_month) == (time(7, 0), 2, 20)


def test_a_broadcast_reaches_the_wall_once(oa: OfficialAccount) -> None:
    """Two public articles go out in one message to everyone, in the order given."""
    publisher = oa.connect()
    articles = list(known(oa, publisher, (1, 2)))
    receipt = publisher.broadcast(broadcast(oa, publisher, *articles))
    (sent,) = oa.sandbox.zalo.broadcasts()
    assert (sent.id, list(sent.article_ids), sent.target) == (receipt.remote_id, articles, {"gender": "0"})


def test_whom_it_is_for_is_an_option(oa: OfficialAccount) -> None:
    """The target is sent as texts, whatever was written in newsroom.toml."""
    publisher = oa.connect(broadcast_target={"ages": [2, 3], "platform": 1})
    data = publisher.render_broadcast([told("x")]).data
    assert data["recipient"] == {"target": {"ages": "2,3", "platform": "1"}}


@pytest.mark.parametrize("count", [0, 6])
def test_a_broadcast_holds_one_to_five_articles(oa: OfficialAccount, count: int) -> None:
    """None and six are refused before anything is sent, and so is a story that is not on the account."""
    publisher = oa.connect()
    with pytest.raises(CannotRender):
        publisher.render_broadcast([told(str(n), n) for n in range(count)])
    with pytest.raises(CannotRender, match="GS-2026-0007"):
        publisher.render_broadcast([told("", 7)])


@pytest.mark.parametrize(
    ("hour", "settings", "kind", "wait"),
    [
        (16, {}, RateLimited, 3600),
        (3, {"zalo_broadcast_quota": 0}, RateLimited, 86_400),
        (3, {"zalo_broadcasts_per_day": 0}, RateLimited, 86_400),
        (3, {"zalo_verified": False}, NotAuthorized, None),
    ],
)
def test_refused_broadcasts_tell_nobody(oa: OfficialAccount, hour: int, settings: Any, kind: Any, wait: Any) -> None:
    """At night (23:00 here), beyond a quota or without verification nothing is sent, and how long to wait is said."""
    publisher = oa.connect()
    (article,) = known(oa, publisher, (1,))
    delivery = broadcast(oa, publisher, article)
    oa.clock.at = START.replace(hour=hour)
    oa.sandbox.settings.change(settings)
    with pytest.raises(kind) as refused:
        publisher.broadcast(delivery)
    assert refused.value.retry_after_seconds == wait
    assert oa.sandbox.zalo.broadcasts() == []


@pytest.mark.parametrize("fault", ["reset_after", "timeout_after", "empty_body_after", "html_502", "code:-200"])
def test_a_lost_answer_leaves_a_broadcast_unknown_and_unrepeated(oa: OfficialAccount, fault: str) -> None:
    """Whether it went out or not, nothing is sent a second time by this call, and looking claims nothing."""
    (article,) = known(oa, oa.connect(), (1,))
    publisher = oa.connect(Http(read_seconds=0.5) if fault == "timeout_after" else None)
    delivery = broadcast(oa, publisher, article)
    oa.sandbox.faults.add("zalo", "message.send", kind=fault, seconds=0.8)
    with pytest.raises(OutcomeUnknown):
        publisher.broadcast(delivery)
    assert oa.count("message.send") == 1
    assert publisher.find(delivery) is None


def test_a_hidden_article_cannot_be_broadcast(oa: OfficialAccount) -> None:
    """Zalo's refusal of an article that is not shown is a refusal of this message."""
    publisher = oa.connect()
    (article,) = known(oa, publisher, (1,))
    oa.sandbox.zalo.hide(article)
    with pytest.raises(Rejected):
        publisher.broadcast(broadcast(oa, publisher, article))
    assert oa.sandbox.zalo.broadcasts() == []


def test_a_purpose_nobody_knows_is_refused(oa: OfficialAccount) -> None:
    """Looking for a purpose this channel does not have is not answered with "not there"."""
    publisher = oa.connect()
    delivery = oa.delivery(publisher, oa.post(), "comment")
    with pytest.raises(Rejected):
        publisher.find(replace(delivery, payload=as_sent(delivery.payload)))
