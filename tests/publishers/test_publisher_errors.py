"""What each answer of the platforms means: one table a platform, every code that a publisher can meet."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hand_made import Website

from publishers.errors import (
    NotAuthorized,
    OutcomeUnknown,
    PublishError,
    RateLimited,
    Rejected,
    Unavailable,
)
from publishers.facebook_page import answers
from publishers.http import Answer, Http
from publishers.zalo_oa import openapi

FACEBOOK = {
    (1, None): OutcomeUnknown,
    (2, None): OutcomeUnknown,
    (3, None): NotAuthorized,
    (4, None): RateLimited,
    (10, None): NotAuthorized,
    (17, None): RateLimited,
    (32, None): RateLimited,
    (100, None): Rejected,
    (100, 33): Rejected,
    (100, 1366046): Rejected,
    (100, 1366051): OutcomeUnknown,
    (100, 2069019): Rejected,
    (102, None): NotAuthorized,
    (104, None): NotAuthorized,
    **dict.fromkeys([(190, s) for s in (None, 458, 459, 460, 463, 464, 467, 490, 492, 2069032)], NotAuthorized),
    (194, None): Rejected,
    (197, None): Rejected,
    **dict.fromkeys([(code, None) for code in range(200, 300)], NotAuthorized),
    (200, 2069030): NotAuthorized,
    (324, None): Rejected,
    (341, None): RateLimited,
    (368, None): NotAuthorized,
    (368, 1346003): Rejected,
    (368, 1390008): RateLimited,
    (368, 1404006): NotAuthorized,
    (368, 1404078): NotAuthorized,
    (368, 1404082): OutcomeUnknown,
    (368, 1404102): Rejected,
    (368, 1404112): RateLimited,
    (368, 4854002): NotAuthorized,
    (506, None): OutcomeUnknown,
    (613, None): RateLimited,
    (613, 1996): RateLimited,
    (1500, None): Rejected,
    (1609005, None): Unavailable,
    (1609008, None): Rejected,
    (1705, None): NotAuthorized,
    (2500, None): Rejected,
    (5101, None): Rejected,
    (3001, 1504028): Rejected,
    (80001, None): RateLimited,
    (987654, None): Rejected,
}
ZALO = {
    -32: RateLimited,
    -100: Rejected,
    -200: OutcomeUnknown,
    -201: Rejected,
    -204: NotAuthorized,
    -205: NotAuthorized,
    -209: NotAuthorized,
    -210: Rejected,
    -211: RateLimited,
    -212: NotAuthorized,
    -213: Rejected,
    -216: NotAuthorized,
    -217: Rejected,
    -218: RateLimited,
    -219: NotAuthorized,
    -220: NotAuthorized,
    -221: NotAuthorized,
    -224: NotAuthorized,
    -227: Rejected,
    -230: Rejected,
    -232: Rejected,
    -233: Rejected,
    -234: RateLimited,
    -235: NotAuthorized,
    -240: Rejected,
    -242: NotAuthorized,
    -244: Rejected,
    -248: Rejected,
    -320: NotAuthorized,
    -321: NotAuthorized,
    -99999: Rejected,
}


def answer(body: Any, status: int = 400, headers: dict[str, str] | None = None) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    whole = body if isinstance(body, dict) else None
    return Answer(status, headers or {}, whole, raw.decode("utf-8", "replace")[:200], raw)


def meaning(read: Any, given: Answer, *, writes: bool = True) -> PublishError:
    with pytest.raises(PublishError) as raised:
        read(given, writes=writes)
    return raised.value


@pytest.mark.parametrize(("code", "expected"), FACEBOOK.items(), ids=str)
@pytest.mark.parametrize("spelling", [int, str])
def test_facebook_codes(code: tuple[int, int | None], expected: type, spelling: type) -> None:
    """Each code and subcode, as number or text, means what the table says; after a read nothing is ever unknown."""
    error = {"message": "x", "code": spelling(code[0]), "fbtrace_id": "T1"}
    if code[1] is not None:
        error["error_subcode"] = spelling(code[1])
    found = meaning(answers.read_answer, answer({"error": error}))
    assert type(found) is expected
    assert found.code == "/".join(str(part) for part in code if part is not None)
    assert found.trace == "T1"
    after_reading = Unavailable if expected is OutcomeUnknown else expected
    assert type(meaning(answers.read_answer, answer({"error": error}), writes=False)) is after_reading


@pytest.mark.parametrize(("code", "expected"), ZALO.items(), ids=str)
@pytest.mark.parametrize("spelling", [int, str])
def test_zalo_codes(code: int, expected: type, spelling: type) -> None:
    """Each code, as number or text, means what the table says; after a read nothing is ever unknown."""
    body = {"error": spelling(code), "message": "x"}
    found = meaning(openapi.read_answer, answer(body, 200))
    assert (type(found), found.code) == (expected, str(code))
    after_reading = Unavailable if expected is OutcomeUnknown else expected
    assert type(meaning(openapi.read_answer, answer(body, 200), writes=False)) is after_reading


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Official Account has not authorized this API", NotAuthorized),
        ("Your OA has reach the limit quota create article", RateLimited),
    ],
)
def test_zalo_223_has_two_meanings(message: str, expected: type) -> None:
    """-223 is a missing permission or the month's article quota, told apart by its text alone."""
    assert type(meaning(openapi.read_answer, answer({"error": -223, "message": message}, 200))) is expected


@pytest.mark.parametrize("code", [0, "0", -214, "-214"])
def test_zalo_success_and_processing_are_no_errors(code: object) -> None:
    """0 is success and -214 is a job still running, as number or text."""
    body = {"error": code, "message": "x", "data": {}}
    assert openapi.read_answer(answer(body, 200), writes=True) == body
    assert openapi.is_processing(body) is (int(str(code)) == -214)


NO_ANSWERS = [
    (200, b"Service Unavailable"),
    (200, b""),
    (200, b"[]"),
    (200, b'{"id": "1_2'),
    (502, b"<html>Bad Gateway</html>"),
    (500, b"null"),
]


@pytest.mark.parametrize(("status", "body"), NO_ANSWERS)
@pytest.mark.parametrize("read", [answers.read_answer, openapi.read_answer], ids=["facebook", "zalo"])
def test_anything_but_a_json_object_is_no_answer(read: Any, status: int, body: bytes) -> None:
    """After a write such an answer leaves the outcome unknown; after a read it only means: try again."""
    assert type(meaning(read, answer(body, status))) is OutcomeUnknown
    assert type(meaning(read, answer(body, status), writes=False)) is Unavailable


def test_facebook_marks_what_may_be_tried_again() -> None:
    """A code that nobody knows but Meta calls transient is not taken as a refusal."""
    error = {"message": "x", "code": 960, "is_transient": True}
    assert type(meaning(answers.read_answer, answer({"error": error}))) is OutcomeUnknown
    assert type(meaning(answers.read_answer, answer({"error": error}), writes=False)) is Unavailable
    assert type(meaning(answers.read_answer, answer({"error": {**error, "is_transient": False}}))) is Rejected


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ('{"1": [{"estimated_time_to_regain_access": 10}, {"estimated_time_to_regain_access": 25}]}', 1500),
        ('{"1": [{"estimated_time_to_regain_access": 0}]}', 60),
        ('{"1": []}', 900),
        ("not JSON", 900),
        ("[]", 900),
        ("", 900),
    ],
)
def test_facebook_says_how_long_to_wait(header: str, seconds: float) -> None:
    """The longest wait in the usage header, in minutes, is kept; a missing or odd header means a quarter of an hour."""
    given = answer({"error": {"code": 80001, "message": "x"}}, headers={"x-business-use-case-usage": header})
    assert meaning(answers.read_answer, given).retry_after_seconds == seconds


def test_errors_never_show_a_token() -> None:
    """A platform that repeats the token in its message does not bring it into our records."""
    token = "EAA" + "b" * 120
    shown = str(meaning(answers.read_answer, answer({"error": {"code": 190, "message": f"bad {token}"}})))
    assert token not in shown
    assert "190" in shown


@pytest.mark.parametrize("writes", [True, False])
def test_nobody_reached_means_nothing_written(writes: bool) -> None:
    """A refused connection, an unknown host and a bad address are `Unavailable`, also for a write."""
    website = Website()
    closed = website.url
    website.close()
    for url in (closed, "http://no-such-host.invalid/", "nonsense", "http://"):
        with pytest.raises(Unavailable):
            Http().ask("POST", url, writes=writes)


def test_no_redirect_is_followed() -> None:
    """A redirect is an answer like any other: the token is not carried to another address."""
    website = Website()
    website.show("away", b"", status=302)
    assert Http().ask("GET", f"{website.url}away", writes=False).status == 302
    website.close()
