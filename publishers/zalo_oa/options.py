"""The channel's options in newsroom.toml: names, values, defaults, and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from publishers.contract import Problem

MOST_AUTHOR = 49
"""Zalo's page says 50; the limits of title and description refuse their last character (2026-07), so this may too."""

OPENS, CLOSES = time(6, 0), time(21, 59)
"""When Zalo takes messages to all followers; the zone is not stated, Vietnam's is assumed (2026-10)."""
EARLIEST_BROADCAST = time(6, 30)
"""A message has to be sent half an hour before it shall arrive, and not before six."""

_TARGETS = frozenset({"ages", "gender", "locations", "cities", "platform"})

MEANINGS = {
    "author": "author shown when a story has none or a name of 50 characters or more; empty: such a name is refused",
    "comment": "show or hide comments below articles",
    "rich_text": "send headings, quotes and the link as <strong>, <em> and <a>; try on a real OA first",
    "tracking_link": "send the story's address as the article's tracking_link",
    "withdraw": "remove the article, or hide it",
    "account_name": "the OA's name; posting stops when the OA is called otherwise",
    "appsecret_proof": "sign every call with the app's secret (a switch of the app's console)",
    "login_verifier": "fixed: one PKCE verifier whose challenge is saved in the console; fresh: a new one a login",
    "broadcast_at": "when followers shall get a broadcast, HH:MM between 06:30 and 21:59",
    "broadcast_per_day": "broadcasts a day; Zalo delivers one a day to a follower",
    "broadcast_per_month": "broadcasts a month, as the OA's package allows",
    "broadcast_target": "whom a broadcast is for: a table of ages, gender, locations, cities, platform",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options as they are used; the defaults are the safe readings of what Zalo leaves open."""

    author: str = "Ban Biên tập"
    comment: str = "show"
    rich_text: bool = False
    tracking_link: bool = False
    withdraw: str = "remove"
    account_name: str = ""
    appsecret_proof: bool = False
    login_verifier: str = "fixed"
    broadcast_at: time = time(19, 30)
    broadcast_per_day: int = 1
    broadcast_per_month: int = 4
    broadcast_target: Mapping[str, str] = field(default_factory=lambda: {"gender": "0"})
    """Never empty: an empty target means everyone to some programs and nothing to others (2026-10)."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An option that cannot be used; the default stands in."""

    name: str
    problem: Problem


def read_options(given: Mapping[str, Any]) -> tuple[Options, tuple[Wrong, ...]]:
    """Return the options, and what is wrong with those given; names that are not ours are left alone. Pure."""
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for name, read in _READERS.items():
        if name not in given:
            continue
        try:
            values[name] = read(given[name])
        except (ValueError, TypeError) as error:
            vi, en = error.args if len(error.args) == 2 else (f"giá trị {given[name]!r} không hợp lệ", "not valid")
            wrong.append(Wrong(name, Problem(f"tùy chọn {name} của Zalo: {vi}", f"Zalo's option {name}: {en}")))
    return Options(**values), tuple(wrong)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("phải là chữ", "must be text")  # noqa: TRY004 - one kind of error for all readers
    return unicodedata.normalize("NFC", value).strip()


def _author(value: Any) -> str:
    text = _text(value)
    if len(text) > MOST_AUTHOR:
        raise ValueError(
            f"dài {len(text)} ký tự, tối đa {MOST_AUTHOR}", f"has {len(text)} characters, at most {MOST_AUTHOR}"
        )
    return text


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("phải là true hoặc false", "must be true or false")  # noqa: TRY004 - as above
    return value


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"phải là {' hoặc '.join(allowed)}", f"must be {' or '.join(allowed)}")
        return str(value)

    return read


def _count(most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise ValueError(f"phải là số từ 0 đến {most}", f"must be a number from 0 to {most}")
        return value

    return read


def _clock(value: Any) -> time:
    match = re.fullmatch(r"(\d{2}):(\d{2})", value if isinstance(value, str) else "")
    found = time(int(match[1]), int(match[2])) if match and int(match[1]) < 24 and int(match[2]) < 60 else None
    if found is None or not EARLIEST_BROADCAST <= found <= CLOSES:
        raise ValueError("phải là giờ từ “06:30” đến “21:59”", 'must be a time from "06:30" to "21:59"')
    return found


def _target(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value or not set(value) <= _TARGETS:
        names = ", ".join(sorted(_TARGETS))
        raise ValueError(
            f"phải là bảng có ít nhất một trong các khóa {names}", f"must be a table with one or more of {names}"
        )
    return {name: _numbers(entry) for name, entry in sorted(value.items())}


def _numbers(value: Any) -> str:
    """Write `"2,3"`, `2` or `[2, 3]` the way Zalo's clients send it: text, parted by commas."""
    parts = value if isinstance(value, list) else str(value).split(",")
    texts = [str(part).strip() for part in parts]
    if isinstance(value, bool) or not texts or not all(re.fullmatch(r"\d{1,2}", text) for text in texts):
        raise ValueError("giá trị phải là các số của Zalo, ví dụ “2,3”", 'values must be Zalo\'s numbers, like "2,3"')
    return ",".join(texts)


_READERS: dict[str, Callable[[Any], Any]] = {
    "author": _author,
    "comment": _one_of("show", "hide"),
    "rich_text": _flag,
    "tracking_link": _flag,
    "withdraw": _one_of("remove", "hide"),
    "account_name": _text,
    "appsecret_proof": _flag,
    "login_verifier": _one_of("fixed", "fresh"),
    "broadcast_at": _clock,
    "broadcast_per_day": _count(24),
    "broadcast_per_month": _count(1000),
    "broadcast_target": _target,
}
