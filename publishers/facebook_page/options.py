"""The channel's options in newsroom.toml, read into values that hold; what is wrong with them is kept as problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from publishers.contract import Problem
from publishers.facebook_page.answers import DEFAULT_PAUSE

KINDS = ("link", "photo", "photos", "text")
PLACES = ("text", "comment")
MOST_PHOTOS = 10
"""Ten photos in one post were accepted by a live Page (2026-09); no maximum is documented."""
_UTM_NAMES = ("source", "medium", "campaign", "term", "content", "id")
_DEFAULT_UTM = (("source", "facebook"), ("medium", "social"), ("campaign", "guong-dien-hinh"))

MEANT = {
    "kind": "the office's kind of post: photos (default), photo, link or text",
    "hashtags": "hashtags added to every post",
    "most_photos": "at most so many photos in a post, 1 to 10; 5 by default",
    "link_in": "where the link stands: text (default) or comment, the post's first comment",
    "utm": "what is added to links for counting visits: a table of source, medium, campaign …; {} adds nothing",
    "refresh_preview": "true (default): have Facebook read the story's page again before a link post",
    "schedule": "own (default): the newsroom posts at the time; facebook: Facebook gets the post up to 28 days ahead",
    "account_name": "the Page's name; posting stops when it differs",
    "pause_after_block_hours": "how long to wait after Facebook blocked the Page for posting too fast; 24 by default",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the office wants on its Page."""

    kind: str = "photos"
    hashtags: tuple[str, ...] = ()
    most_photos: int = 5
    link_in: str = "text"
    utm: tuple[tuple[str, str], ...] = _DEFAULT_UTM
    refresh_preview: bool = True
    schedule: str = "own"
    account_name: str = ""
    pause: timedelta = DEFAULT_PAUSE
    problems: tuple[Problem, ...] = ()
    """What newsroom.toml says that cannot be meant; nothing is rendered while there is any."""

    @property
    def hands_over(self) -> bool:
        """Tell whether Facebook's own clock publishes."""
        return self.schedule == "facebook"


def read_options(given: Mapping[str, Any]) -> Options:
    """Read the table `[channels.<name>.options]`; pure, raises nothing."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        field, read = _READERS.get(name, (name, _unknown))
        try:
            values[field] = read(value)
        except (ValueError, TypeError) as error:
            problems.append(_wrong(name, value, str(error)))
    return Options(**values, problems=tuple(problems))


def _wrong(name: str, value: Any, allowed: str) -> Problem:
    return Problem(
        f"tùy chọn {name} = {value!r} của kênh Facebook trong newsroom.toml không dùng được; chỉ nhận: {allowed}",
        f"the Facebook channel's option {name} = {value!r} in newsroom.toml cannot be used; allowed: {allowed}",
    )


def _unknown(_value: Any) -> None:
    raise ValueError(", ".join(MEANT))


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(", ".join(allowed))
        return str(value)

    return read


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true, false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError('"…"')
    return value.strip()


def _tags(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(tag, str) and tag for tag in value):
        raise TypeError('["…", "…"]')
    return tuple(tag.removeprefix("#") for tag in value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_PHOTOS:
        raise ValueError(f"1–{MOST_PHOTOS}")
    return value


def _hours(value: Any) -> timedelta:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 1 <= value <= 24 * 30:
        raise ValueError("1–720")
    return timedelta(hours=value)


def _utm(value: Any) -> tuple[tuple[str, str], ...]:
    whole = isinstance(value, Mapping) and set(value) <= set(_UTM_NAMES)
    if not whole or not all(isinstance(text, str) and text for text in value.values()):
        raise ValueError(", ".join(_UTM_NAMES))
    return tuple((name, value[name]) for name in _UTM_NAMES if name in value)


_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "kind": ("kind", _one_of(*KINDS)),
    "hashtags": ("hashtags", _tags),
    "most_photos": ("most_photos", _count),
    "link_in": ("link_in", _one_of(*PLACES)),
    "utm": ("utm", _utm),
    "refresh_preview": ("refresh_preview", _flag),
    "schedule": ("schedule", _one_of("own", "facebook")),
    "account_name": ("account_name", _text),
    "pause_after_block_hours": ("pause", _hours),
}
