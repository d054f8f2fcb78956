"""One kind of finding, as the catalogue describes it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from newsroom.language import Words


class Entry(NamedTuple):
    """One kind of finding."""

    level: Literal["error", "warning"]
    sentence: Words
    remedy: Words


def error(vi: str, en: str, remedy_vi: str, remedy_en: str) -> Entry:
    """Describe what keeps a story out of every channel."""
    return Entry("error", Words(vi, en), Words(remedy_vi, remedy_en))


def warning(vi: str, en: str, remedy_vi: str, remedy_en: str) -> Entry:
    """Describe what an editor should look at; the story may go out all the same."""
    return Entry("warning", Words(vi, en), Words(remedy_vi, remedy_en))
