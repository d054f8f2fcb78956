"""Whose credentials these are: what stops posting, what is warned of, and what `doctor` shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from facebook_scene import START_OF_TEST, CountingHttp, Scene, fb, loopback, web

from publishers.abilities import ChecksAccount, Comments, Corrects, Measures, Schedules, Surveys, Withdraws
from publishers.errors import NotAuthorized, Unavailable
from publishers.facebook_page.inspection import facts_of, inspect, problems_of, warnings_of

__all__ = ["fb", "loopback", "web"]
NAME = "Văn phòng UBND tỉnh Quảng Trị (diễn tập)"


@pytest.mark.parametrize("ability", [ChecksAccount, Comments, Corrects, Measures, Schedules, Surveys, Withdraws])
def test_the_page_can(fb: Scene, ability: type) -> None:
    """The newsroom finds every ability by its methods."""
    assert isinstance(fb.page(), ability)


def test_one_cheap_call_names_the_page(fb: Scene) -> None:
    """A run asks once who the token is, and learns the platform's clock."""
    account = fb.page().check_account()
    assert (account.id, account.name) == (fb.sandbox.environment()["FACEBOOK_PAGE_ID"], NAME)
    assert (account.problems, account.warnings) == ((), ())
    assert account.server_time == START_OF_TEST
    assert fb.names() == ["page.get"]


@pytest.mark.parametrize("hours", [2, -3])
def test_a_wrong_clock_stops_signed_calls_with_its_reason(fb: Scene, hours: int) -> None:
    """A proof refused because of this machine's clock is not the payload's fault: nothing fails, the clock is named."""
    fb.sandbox.settings.change({"clock_skew_seconds": hours * 3600})
    page, post = fb.page(), fb.post(kind="text")
    (problem,) = page.check_account().problems
    assert f"{hours * 60:+d} phút" in problem.vi
    assert f"{hours * 60:+d} minutes" in problem.en
    with pytest.raises(NotAuthorized) as raised:
        page.publish(fb.delivery(page.render(post), post))
    assert f"{hours * 60:+d} phút" in str(raised.value)
    assert fb.wall.posts() == []


def test_a_wrong_clock_shows(fb: Scene) -> None:
    """Without a secret to sign with, the difference to the platform's clock is there to be seen."""
    fb.sandbox.settings.change({"clock_skew_seconds": 7200})
    fb.environment["FACEBOOK_APP_SECRET"] = ""
    found = fb.page().check_account().server_time
    assert found is not None
    assert found - fb.clock.now() == timedelta(hours=2)


def test_a_persons_token_is_told_from_the_pages(fb: Scene) -> None:
    """A user token in the Page token's place is named, with what to do."""
    fb.sandbox.settings.change({"facebook_user_token": True})
    (problem,) = fb.page().check_account().problems
    assert "của một người" in problem.vi
    assert "person's token" in problem.en
    assert "newsroom login facebook" in problem.vi


def test_another_pages_token_is_named(fb: Scene) -> None:
    """With a token of another Page, or a wrong FACEBOOK_PAGE_ID, both Pages are named."""
    fb.environment["FACEBOOK_PAGE_ID"] = "999"
    (problem,) = fb.page().check_account().problems
    assert "999" in problem.en
    assert NAME in problem.en
    assert "FACEBOOK_PAGE_ID" in problem.vi


@pytest.mark.parametrize(("wanted", "is_right"), [(NAME.upper(), True), ("Trang khác", False), ("", True)])
def test_the_pages_name_is_compared(fb: Scene, wanted: str, is_right: bool) -> None:
    """The option `account_name` stops posting when the Page is called otherwise; letter case does not matter."""
    assert (fb.page(account_name=wanted).check_account().problems == ()) is is_right


def test_a_renamed_page_is_noticed(fb: Scene) -> None:
    """A Page that was renamed on facebook.com is held until somebody looks."""
    fb.sandbox.settings.change({"facebook_page_name": "Tên mới"})
    (problem,) = fb.page(account_name=NAME).check_account().problems
    assert "Tên mới" in problem.vi


def test_another_version_is_a_warning_and_no_failure(fb: Scene) -> None:
    """A silently older version is told; the account is fine and posts go out."""
    fb.sandbox.settings.change({"facebook_served_version": "v21.0"})
    account = fb.page().check_account()
    assert account.problems == ()
    (warning,) = account.warnings
    assert "v21.0" in warning.vi
    assert "v26.0" in warning.en


def test_an_almost_spent_allowance_is_a_warning(fb: Scene) -> None:
    """Before the calls of the day are used up, the percentage is told."""
    fb.sandbox.settings.change({"facebook_calls_per_day": 10})
    page = fb.page()
    for _ in range(10):
        account = page.check_account()
    assert any("%" in warning.vi for warning in account.warnings)


def test_doctor_sees_everything(fb: Scene) -> None:
    """Type, expiry, permissions, tasks and version, without a problem on a good token; no token in any fact."""
    http = CountingHttp()
    account = fb.page(http).check_account(thorough=True)
    assert (account.problems, account.warnings) == ((), ())
    facts = " ".join(account.facts.values())
    for part in ("PAGE", "không có ngày", "pages_manage_posts", "CREATE_CONTENT", "v26.0"):
        assert part in facts
    assert fb.sandbox.environment()["FACEBOOK_PAGE_TOKEN"] not in facts


def test_without_the_apps_id_doctor_says_what_is_missing(fb: Scene) -> None:
    """The cheap part still works, and the warning names the settings."""
    fb.environment["FACEBOOK_APP_ID"] = ""
    account = fb.page().check_account(thorough=True)
    assert account.problems == ()
    assert "FACEBOOK_APP_ID" in account.warnings[0].vi


def test_a_wrong_app_secret_is_a_warning(fb: Scene) -> None:
    """When the token cannot be inspected, doctor says so without showing the secret."""
    fb.environment["FACEBOOK_APP_ID"] = "4711"
    fb.environment["FACEBOOK_APP_SECRET"] = "falsch-und-geheim"
    fb.sandbox.settings.change({"facebook_require_proof": False})
    fb.sandbox.faults.add("facebook", "debug_token", kind="bad_token")
    page = fb.page()
    page._page.graph._secret = None  # the proof itself would be refused first
    account = page.check_account(thorough=True)
    assert "falsch-und-geheim" not in " ".join(w.vi + w.en for w in account.warnings)
    assert any("FACEBOOK_APP_ID" in warning.en for warning in account.warnings)


@pytest.mark.parametrize(
    ("lost", "is_problem"),
    [("pages_manage_posts", True), ("pages_read_engagement", True), ("read_insights", False)],
)
def test_missing_permissions_are_named(fb: Scene, lost: str, is_problem: bool) -> None:
    """What posting needs is a problem; what only counting or commenting needs is a warning."""
    fb.sandbox.settings.change({"facebook_revoked_permissions": [lost]})
    account = fb.page().check_account(thorough=True)
    told = account.problems if is_problem else account.warnings
    assert any(lost in problem.vi for problem in told)
    assert bool(account.problems) is is_problem


def test_a_dead_token_raises(fb: Scene) -> None:
    """The cheap call fails with what to do when the token was ended."""
    fb.sandbox.faults.add("facebook", "page.get", kind="token_killed")
    with pytest.raises(NotAuthorized, match="newsroom login facebook"):
        fb.page().check_account()


def test_rendering_only_asks_nobody(fb: Scene) -> None:
    """A publisher without a connection says so instead of failing oddly."""
    from publishers.facebook_page import channel

    offline: Any = channel.offline({})
    with pytest.raises(Unavailable, match="rendering only"):
        offline.check_account()


NOW = datetime(2026, 11, 23, tzinfo=UTC)
GOOD: dict[str, Any] = {
    "type": "PAGE",
    "is_valid": True,
    "profile_id": "1",
    "expires_at": 0,
    "scopes": [
        "pages_manage_posts",
        "pages_read_engagement",
        "pages_show_list",
        "pages_manage_engagement",
        "pages_read_user_content",
        "read_insights",
    ],
}


def _at(**ahead: float) -> int:
    return int((NOW + timedelta(**ahead)).timestamp())


@pytest.mark.parametrize(
    ("changes", "problems", "warnings"),
    [
        ({}, [], []),
        ({"is_valid": False, "error": {"message": "ended"}}, ["ended"], []),
        ({"expires_at": _at(days=-1)}, ["invalid"], []),
        ({"expires_at": _at(days=13)}, [], ["expires on"]),
        ({"expires_at": _at(days=15)}, [], []),
        ({"type": "USER", "profile_id": None}, ["person's"], []),
        ({"profile_id": "2"}, ["Page 2"], []),
        ({"scopes": []}, ["posting"], ["first comment", "views"]),
        ({"granular_scopes": [{"scope": "pages_manage_posts", "target_ids": ["2"]}]}, ["pages_manage_posts"], []),
        ({"granular_scopes": [{"scope": "pages_manage_posts", "target_ids": ["2", "1"]}]}, [], []),
        ({"granular_scopes": [{"scope": "pages_manage_posts"}]}, [], []),
        ({"granular_scopes": "x", "scopes": GOOD["scopes"]}, [], []),
    ],
    ids=str,
)
def test_what_a_tokens_description_means(changes: dict[str, Any], problems: list[str], warnings: list[str]) -> None:
    """Each fault of a token is one sentence; permissions for other Pages do not count for ours."""
    found = inspect({"data": {**GOOD, **changes}}, "1")
    for told, wanted in ((problems_of(found, "1", NOW), problems), (warnings_of(found, NOW), warnings)):
        assert len(told) == len(wanted)
        assert all(part in problem.en for part, problem in zip(wanted, told, strict=True))
    assert facts_of(found)


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": []}])
def test_an_empty_description_is_no_good_token(answer: dict[str, Any]) -> None:
    """An answer that says nothing is not taken for a good one."""
    assert problems_of(inspect(answer, "1"), "1", NOW)
