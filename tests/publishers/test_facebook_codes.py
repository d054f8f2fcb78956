"""The table of codes: every entry means what it says, reads well, and is decided by its numbers alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from publishers.errors import NotAuthorized, OutcomeUnknown, PublishError, RateLimited, Rejected, Unavailable
from publishers.facebook_page.answers import DEFAULT_PAUSE, read_answer, usage_percent
from publishers.facebook_page.codes import BY_CODE, BY_SUBCODE, Meaning
from publishers.http import Answer

TABLE: dict[tuple[int, int | None], Meaning] = {
    **{(code, None): meaning for code, meaning in BY_CODE.items()},
    **BY_SUBCODE,
}


def meaning(error: dict[str, Any], *, writes: bool = True, headers: dict[str, str] | None = None) -> PublishError:
    body = {"error": error}
    raw = json.dumps(body).encode()
    with pytest.raises(PublishError) as raised:
        read_answer(Answer(400, headers or {}, body, raw.decode()[:200], raw), writes=writes)
    return raised.value


@pytest.mark.parametrize(("numbers", "entry"), TABLE.items(), ids=str)
@pytest.mark.parametrize("spelling", [int, str])
def test_every_entry_of_the_table(numbers: tuple[int, int | None], entry: Meaning, spelling: type) -> None:
    """Code and subcode, as number or text, give the entry's error with its sentence and the platform's words."""
    code, subcode = numbers
    error: dict[str, Any] = {"message": "Words of Meta 190/463", "code": spelling(code), "fbtrace_id": "T1"}
    if subcode is not None:
        error["error_subcode"] = spelling(subcode)
    found = meaning(error)
    assert type(found) is entry.error
    assert found.code == (f"{code}/{subcode}" if subcode else str(code))
    assert found.trace == "T1"
    said = entry.said.vi if entry.said else ""
    assert found.message == (f"{said} (Words of Meta 190/463)" if said else "Words of Meta 190/463")
    after_reading = meaning(error, writes=False)
    assert type(after_reading) is (Unavailable if entry.error is OutcomeUnknown else entry.error)
    waits = DEFAULT_PAUSE.total_seconds() if entry.is_block else entry.minutes * 60
    assert found.retry_after_seconds == (waits if entry.error is RateLimited else None)


@pytest.mark.parametrize("numbers", [n for n, m in TABLE.items() if m.error is NotAuthorized], ids=str)
def test_whoever_must_act_is_told_how(numbers: tuple[int, int | None]) -> None:
    """Everything that stops the channel says in both languages what happened and what to do."""
    said = TABLE[numbers].said
    assert said is not None
    ways = ("newsroom ", "facebook.com", "FACEBOOK_APP_SECRET", "người phụ trách kỹ thuật")
    assert any(way in said.vi for way in ways)
    assert said.en
    assert said.vi != said.en


def test_each_subcode_of_a_dead_token_has_its_own_sentence() -> None:
    """A changed password, an expired token and a lost role are told apart."""
    sentences = [entry.said.vi for (code, _), entry in BY_SUBCODE.items() if code == 190 and entry.said]
    assert len(sentences) == len(set(sentences)) == 9


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"code": 987654}, Rejected),
        ({"code": 987654, "is_transient": True}, OutcomeUnknown),
        ({"code": 987654, "is_transient": "true"}, Rejected),
        ({"code": 100, "error_subcode": 999}, Rejected),
        ({"code": 190, "error_subcode": 999}, NotAuthorized),
        ({"code": 240, "error_subcode": 7}, NotAuthorized),
        ({"code": 2, "error_subcode": 1363047}, OutcomeUnknown),
        ({"code": 100, "error_subcode": 1609010}, OutcomeUnknown),
        ({"code": 4, "error_subcode": 1390008}, RateLimited),
        ({"code": 299}, NotAuthorized),
        ({"code": 300}, Rejected),
        ({"code": None}, OutcomeUnknown),
        ({"code": "many"}, OutcomeUnknown),
        ({}, OutcomeUnknown),
    ],
    ids=str,
)
def test_what_stands_in_no_entry(error: dict[str, Any], expected: type) -> None:
    """Unknown subcodes fall back to their code, unknown codes are refusals unless Meta calls them transient."""
    assert type(meaning({"message": "x", **error})) is expected


@pytest.mark.parametrize("text", ["190 expired", "#506 duplicate", "rate limit (#4)"])
def test_the_text_decides_nothing(text: str) -> None:
    """A refusal whose words mention another code stays what its code says."""
    assert type(meaning({"message": text, "code": 100})) is Rejected


@pytest.mark.parametrize(
    ("headers", "percent"),
    [
        ({}, 0),
        ({"x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":31}'}, 31),
        ({"x-business-use-case-usage": '{"1":[{"type":"pages","call_count":97,"total_time":3}]}'}, 97),
        ({"x-app-usage": '{"call_count":28}', "x-business-use-case-usage": '{"1":[{"call_count":97}]}'}, 97),
        ({"x-app-usage": "28", "x-business-use-case-usage": '{"1":{"call_count":97}}'}, 0),
        ({"x-app-usage": "no JSON"}, 0),
    ],
    ids=str,
)
def test_the_allowance_is_read_from_its_headers(headers: dict[str, str], percent: int) -> None:
    """The tightest percentage counts; the business header is an object of arrays; oddities count as nothing."""
    assert usage_percent(headers) == percent


def test_blocks_do_not_take_the_headers_wait() -> None:
    """A block for posting too fast waits as long as the office says, whatever the usage header says."""
    headers = {"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":5}]}'}
    assert meaning({"code": 80001, "message": "x"}, headers=headers).retry_after_seconds == 300
    blocked = meaning({"code": 368, "error_subcode": 1390008, "message": "x"}, headers=headers)
    assert blocked.retry_after_seconds == DEFAULT_PAUSE.total_seconds()
