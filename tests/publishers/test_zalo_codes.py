"""Every code of Zalo's table, over HTTP, from the wire to the sentence a person reads."""

from __future__ import annotations

import pytest
from official_account import OfficialAccount

from publishers.errors import NotAuthorized, OutcomeUnknown, PublishError, RateLimited, Rejected, Unavailable
from publishers.sandbox.zalo_errors import MESSAGES
from publishers.zalo_oa.codes import CODES, TOKEN_CODES, Code, as_error, meaning_of

EXPECTED = {
    RateLimited: {-32, -211, -218, -223, -234},
    Rejected: {-100, -201, -210, -213, -217, -227, -230, -232, -233, -240, -244, -248},
    NotAuthorized: {-204, -205, -209, -212, -216, -219, -220, -221, -223, -224, -235, -242, -320, -321},
    OutcomeUnknown: {-200},
}
"""The classes as the facts sheet tells them, written down a second time."""


def test_the_table_says_what_the_facts_say() -> None:
    """Each class holds exactly the codes it should, and -32 and -223 have two rows each."""
    found: dict[type[PublishError], set[int]] = {}
    for row in CODES:
        found.setdefault(row.meaning, set()).add(row.number)
    assert found == EXPECTED
    twice = [row.number for row in CODES]
    assert {number for number in twice if twice.count(number) > 1} == {-32, -223}


@pytest.mark.parametrize("row", CODES, ids=lambda row: f"{row.number}-{row.meaning.__name__}")
def test_each_row_is_found_by_its_own_text(row: Code) -> None:
    """The text Zalo sends along leads to the row it was written for, for a write and for a read."""
    assert meaning_of(row.number, row.wire) is row
    assert type(as_error(row.number, row.wire, writes=True)) is row.meaning
    read = as_error(row.number, row.wire, writes=False)
    assert type(read) is (Unavailable if row.meaning is OutcomeUnknown else row.meaning)
    assert (read.code, read.retry_after_seconds) == (str(row.number), row.wait_seconds)


@pytest.mark.parametrize("row", [row for row in CODES if row.meaning in (NotAuthorized, RateLimited)], ids=str)
def test_whoever_has_to_act_is_told_what_to_do(row: Code) -> None:
    """Every refusal that stops the channel says in both languages what to do, before Zalo's own words."""
    assert row.person is not None
    said = str(as_error(row.number, row.wire, writes=True))
    assert said == f"[{row.number}] {row.person.vi} · {row.person.en} ({row.wire})"


@pytest.mark.parametrize("text", [False, True], ids=["number", "text"])
@pytest.mark.parametrize("code", sorted({row.number for row in CODES}))
def test_over_http_each_code_means_what_the_table_says(oa: OfficialAccount, code: int, text: bool) -> None:
    """A create answered with the code, as number or text, raises the table's error and makes nothing."""
    publisher = oa.connect()
    publisher.find(oa.delivery(publisher, oa.post()))
    oa.sandbox.settings.change({"zalo_string_error_codes": text})
    oa.sandbox.faults.add("zalo", "article.create", kind=f"code:{code}", times=2 if code in TOKEN_CODES else 1)
    with pytest.raises(PublishError) as raised:
        publisher.publish(oa.delivery(publisher, oa.post()))
    wire = MESSAGES.get(code, "Unknown error")
    assert type(raised.value) is meaning_of(code, wire).meaning
    assert raised.value.code == str(code)
    oa.clock.advance(seconds=10)
    assert oa.sandbox.zalo.articles() == []


def test_the_months_quota_and_a_missing_permission_are_told_apart(oa: OfficialAccount) -> None:
    """-223 from a used-up month waits a day, -223 from a missing permission stops until a person grants it."""
    publisher = oa.connect()
    oa.sandbox.settings.change({"zalo_article_quota": 1})
    publisher.publish(oa.delivery(publisher, oa.post()))
    with pytest.raises(RateLimited, match="số bài của gói") as waits:
        publisher.publish(oa.delivery(publisher, oa.post()))
    assert waits.value.retry_after_seconds == 86_400
    oa.sandbox.settings.change({"zalo_authorized": False})
    with pytest.raises(NotAuthorized, match="newsroom login zalo"):
        publisher.publish(oa.delivery(publisher, oa.post()))


def test_a_code_nobody_knows_is_a_refusal_with_zalos_text() -> None:
    """An unknown code is reported as it came, and the payload is not sent again."""
    error = as_error(-99_999, "Quelque chose", writes=True)
    assert (type(error), str(error)) == (Rejected, "[-99999] Quelque chose")
    assert type(as_error(None, "x", writes=True)) is OutcomeUnknown


def test_a_token_that_zalo_repeats_stays_secret(oa: OfficialAccount) -> None:
    """Neither the token nor the app's secret gets into an error, even when the answer's text holds them."""
    from publishers.http import Answer
    from publishers.zalo_oa.openapi import read_answer

    body = {"error": -201, "message": "access_token SECRET-1 is invalid! SECRET-2"}
    for answer in (Answer(200, {}, body, ""), Answer(502, {}, None, "<html>SECRET-1 SECRET-2")):
        with pytest.raises(PublishError) as raised:
            read_answer(answer, writes=True, hide=("SECRET-1", "", "SECRET-2"))
        assert "SECRET" not in str(raised.value)


def test_the_rate_headers_and_zalos_clock_are_remembered(oa: OfficialAccount) -> None:
    """The last answer's limits and its Date stay known; the sandbox's clock is hours ahead here and it shows."""
    publisher = oa.connect()
    oa.sandbox.settings.change({"zalo_calls_per_minute": 500})
    account = publisher.check_account(thorough=True)
    assert account.facts["lời gọi còn lại trong phút / calls left this minute"].endswith("/500")
    assert account.server_time == oa.clock.now()
    oa.sandbox.settings.change({"clock_skew_seconds": 7200})
    moved = publisher.check_account().server_time
    assert moved is not None
    assert (moved - oa.clock.now()).total_seconds() == 7200
