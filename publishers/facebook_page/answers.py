"""Reading an answer of the Graph API: the JSON object of a success, or the error that says what must happen next."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from publishers.errors import OutcomeUnknown, PublishError, RateLimited, Rejected, Unavailable
from publishers.facebook_page.codes import Meaning, meaning_of

if TYPE_CHECKING:
    # Rendering needs no HTTP library; `newsroom check` renders every post.
    from publishers.http import Answer

DEFAULT_PAUSE = timedelta(hours=24)
"""After 368/1390008. Reports speak of some hours to three days (seen 2026-11); one try a day disturbs nobody."""
_AFTER_ITS_NAME = re.compile(r"(access_token\W{1,6})[\w|.-]+")
_LOOKS_LIKE_TOKEN = re.compile(r"\b(EAA\w{10,}|[A-Za-z0-9_-]{60,})\b")


def read_answer(answer: Answer, *, writes: bool, pause: timedelta = DEFAULT_PAUSE) -> dict[str, Any]:
    """Return the JSON object of a successful answer, or raise what the answer means.

    Anything that is not a JSON object is no answer: 502 pages and 200s saying `Service Unavailable` were seen
    after posts that did get through (reports of 2025-08). `pause` is the wait after a block for posting too fast.
    """
    lost: type[PublishError] = OutcomeUnknown if writes else Unavailable
    body = answer.body
    if body is None:
        raise lost(f"HTTP {answer.status} without a JSON answer: {safe(answer.text)}")
    error = body.get("error")
    if error is None:
        if answer.status >= 300:
            raise lost(f"HTTP {answer.status} without an error object")
        return body
    given = error if isinstance(error, dict) else {"message": str(error)}
    raise classify(given, answer.headers, writes=writes, pause=pause)


def classify(
    error: Mapping[str, Any], headers: Mapping[str, str], *, writes: bool, pause: timedelta = DEFAULT_PAUSE
) -> PublishError:
    """Map an error object to what must happen next, by code and subcode, never by text."""
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    meaning = meaning_of(code, subcode)
    if meaning is None:
        # Meta's own word for "try again"; a new code must not fail a post for good.
        meaning = Meaning(OutcomeUnknown if error.get("is_transient") is True else Rejected)
    said = safe(str(error.get("error_user_msg") or error.get("message") or "no message"))
    shown = f"{code}/{subcode}" if subcode else str(code or "")
    message = f"{meaning.said.vi} ({said})" if meaning.said else said
    given = _Given(message, shown, str(error.get("fbtrace_id") or ""))
    if meaning.error is RateLimited:
        return RateLimited(*given, _wait(headers, meaning, pause))
    if meaning.error is OutcomeUnknown and not writes:
        return Unavailable(*given)
    return meaning.error(*given)


def safe(text: str) -> str:
    """Return a text without anything that looks like a token, or stands where one stands in a cut answer."""
    return _LOOKS_LIKE_TOKEN.sub("***", _AFTER_ITS_NAME.sub(r"\1***", text))


def usage_percent(headers: Mapping[str, str]) -> int:
    """Return how much of the tightest allowance is used up, in percent; 0 when the headers do not say.

    Both headers appear only after enough calls (Meta's rate limiting page, seen 2026-11).
    """
    shares = [_percent(_object(headers.get("x-app-usage")))]
    shares += [_percent(entry) for entry in _business_usage(headers)]
    return max(shares)


class _Given(NamedTuple):
    message: str
    code: str
    trace: str


def _wait(headers: Mapping[str, str], meaning: Meaning, pause: timedelta) -> float:
    """Return the seconds to wait: what the usage header asks for in minutes, else what the table says."""
    if meaning.is_block:
        return pause.total_seconds()
    asked = [entry.get("estimated_time_to_regain_access") for entry in _business_usage(headers)]
    minutes = [float(value) for value in asked if isinstance(value, (int, float))]
    return 60 * (max(*minutes, 1.0) if minutes else meaning.minutes)


def _business_usage(headers: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Return the entries of the usage header: an object of arrays of objects."""
    usage = _object(headers.get("x-business-use-case-usage"))
    lists = [entries for entries in usage.values() if isinstance(entries, list)]
    return [entry for entries in lists for entry in entries if isinstance(entry, dict)]


def _percent(usage: Mapping[str, Any]) -> int:
    counted = [usage.get(name) for name in ("call_count", "total_time", "total_cputime")]
    return max((int(value) for value in counted if isinstance(value, (int, float))), default=0)


def _object(text: str | None) -> Mapping[str, Any]:
    try:
        value = json.loads(text or "")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
