"""Speaking to loopback platforms that run elsewhere: their control desk, over HTTP."""

from __future__ import annotations

import functools
import json
import re
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from newsroom.errors import ConfigurationError, UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from newsroom.cli.session import Session
    from newsroom.language import Language

DEFAULT_URL = "http://127.0.0.1:8766"
_PART = re.compile(r"(\d+)([dhms])")
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_YES = frozenset({"true", "yes", "on", "1", "có", "co", "bật", "bat"})
_NO = frozenset({"false", "no", "off", "0", "không", "khong", "tắt", "tat"})


class Desk:
    """The control desk of the platforms at `url`."""

    def __init__(self, url: str) -> None:
        """Speak to the platforms at `url`, `http://host:port`."""
        self._url = url.rstrip("/")

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Return the answer to one control call.

        Raises:
            ConfigurationError: no loopback platforms answer there.
            UsageError: they refuse what was asked.

        """
        from publishers.errors import PublishError
        from publishers.http import Http

        try:
            answer = Http(read_seconds=30).ask(method, f"{self._url}/_control{path}", writes=False, json=body)
            document = json.loads(answer.whole)
        except (PublishError, ValueError) as error:
            raise ConfigurationError(_NOBODY, _NOBODY_REMEDY, url=self._url) from error
        refusal = document.get("error") if isinstance(document, dict) and answer.status >= 400 else None
        if answer.status == 400 and refusal:
            reason = Words(*(said.replace("{", "{{") for said in (document.get("vi") or refusal, refusal)))
            raise UsageError(_REFUSED, _REFUSED_REMEDY, reason=reason)
        if answer.status != 200:
            raise ConfigurationError(_NOBODY, _NOBODY_REMEDY, url=self._url)
        return document


def steering(act: Callable[..., int]) -> Callable[..., int]:
    """Give a command its `--url` and `--json`, the session and the desk."""

    def run(session: Session, /, *, url: str, **given: Any) -> int:
        return act(session, Desk(url), **given)

    wrapped: Callable[..., int] = functools.update_wrapper(click.pass_obj(run), act)
    wrapped = click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")(wrapped)
    where = "Địa chỉ nền tảng giả lập · where they run."
    return click.option("--url", default=DEFAULT_URL, show_default=True, help=where)(wrapped)


def read_duration(text: str) -> float:
    """Read `2h`, `1d12h`, `90m`, `45s`, or any of them after a minus sign, as seconds. Raises UsageError."""
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    parts = _PART.findall(digits)
    if not parts or "".join(number + unit for number, unit in parts) != digits:
        raise UsageError(_NO_DURATION, _DURATION_REMEDY, text=text)
    return float(sign * sum(int(number) * _SECONDS[unit] for number, unit in parts))


def read_moment(text: str, zone: tzinfo) -> datetime:
    """Read an ISO 8601 time; one without an offset is the office's. Raises UsageError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(_NO_MOMENT, _MOMENT_REMEDY, text=text) from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def read_setting(text: str, known: dict[str, dict[str, Any]]) -> tuple[str, Any]:
    """Read `NAME=VALUE` as the type that the setting has. Raises UsageError."""
    name, equals, value = text.partition("=")
    name = name.strip()
    if not equals or name not in known:
        near = get_close_matches(name, known, n=5, cutoff=0.4)
        raise UsageError(_NO_SETTING, _SETTING_REMEDY, text=text, near=", ".join(near) or "…")
    try:
        return name, _value(value.strip(), known[name]["default"])
    except ValueError:
        kind = _KINDS[type(known[name]["default"])]
        raise UsageError(_NO_VALUE, _VALUE_REMEDY, name=name, value=value, kind=kind) from None


def _value(text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if text.lower() in _YES | _NO:
            return text.lower() in _YES
        raise ValueError(text)
    if isinstance(default, int | float):
        return float(text) if "." in text else int(text)
    if isinstance(default, list):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def in_words(value: Any, language: Language) -> str:
    """Write a setting's value as it would be typed."""
    if isinstance(value, bool):
        return (_YES_WORD if value else _NO_WORD).say(language)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def whole(span: timedelta) -> str:
    """Write a span in days, hours, minutes and seconds, as `--advance` reads it."""
    seconds = round(abs(span.total_seconds()))
    parts = []
    for unit, size in _SECONDS.items():
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return ("-" if span < timedelta() else "") + ("".join(parts) or "0s")


_YES_WORD, _NO_WORD = Words("có", "yes"), Words("không", "no")
_NOBODY = Words(
    "Không có nền tảng giả lập nào trả lời ở {url}.",
    "No loopback platforms answer at {url}.",
)
_NOBODY_REMEDY = Words(
    "Chạy `newsroom sandbox` (hoặc `newsroom rehearse --keep`) trong một cửa sổ lệnh khác; nếu dùng cổng khác, thêm"
    " --url http://127.0.0.1:CỔNG.",
    "Run `newsroom sandbox` (or `newsroom rehearse --keep`) in another terminal; if it uses another port, add"
    " --url http://127.0.0.1:PORT.",
)
_REFUSED = Words("Nền tảng giả lập không nhận: {reason}", "The loopback platforms refuse this: {reason}")
_REFUSED_REMEDY = Words(
    "Xem tên đúng bằng `newsroom sandbox faults --kinds`, `newsroom sandbox settings` hoặc trên tường bài đăng.",
    "`newsroom sandbox faults --kinds`, `newsroom sandbox settings` and the walls show the right names.",
)
_NO_DURATION = Words("“{text}” không phải một khoảng thời gian.", "{text!r} is not a span of time.")
_DURATION_REMEDY = Words("Viết như 2h, 1d12h, 90m hoặc 45s.", "Write it like 2h, 1d12h, 90m or 45s.")
_NO_MOMENT = Words("“{text}” không phải một thời điểm.", "{text!r} is not a moment.")
_MOMENT_REMEDY = Words("Viết như 2026-11-23T08:00.", "Write it like 2026-11-23T08:00.")
_NO_SETTING = Words("Không có thiết lập “{text}”.", "There is no setting {text!r}.")
_SETTING_REMEDY = Words(
    "Viết TÊN=GIÁ_TRỊ. Tên gần giống: {near}. Mọi tên: `newsroom sandbox settings`.",
    "Write NAME=VALUE. Names like it: {near}. `newsroom sandbox settings` lists all.",
)
_NO_VALUE = Words("{name} không nhận giá trị “{value}”.", "{name} does not take the value {value!r}.")
_VALUE_REMEDY = Words("Giá trị là {kind}.", "The value is {kind}.")
_KINDS: dict[type, Words] = {
    bool: Words("có hoặc không", "yes or no"),
    int: Words("một số", "a number"),
    float: Words("một số", "a number"),
}
