"""Saying which channels cannot be used, the same way in every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.account_check import AccountTrouble
    from newsroom.connections import Missing
    from newsroom.language import Language


def show_missing(missing: Sequence[Missing], language: Language) -> None:
    """Print which channels have no credentials, and what to do."""
    for channel in missing:
        click.echo(
            _MISSING.say(language, channel=channel.channel, reason=channel.words.say(language).rstrip(".")), err=True
        )


def show_troubles(troubles: Mapping[str, AccountTrouble], language: Language) -> None:
    """Print which channels were left alone in this run, and why."""
    for channel, trouble in troubles.items():
        words = _REFUSED if trouble.is_refused else _UNREACHABLE
        click.echo(words.say(language, channel=channel, reason=trouble.words.say(language).rstrip(".")), err=True)


def one_language(text: str, language: Language) -> str:
    """Return the language's half of a publisher's `Vietnamese / English`, or the text when it is the same in both."""
    halves = text.split(" / ")
    return halves[language == "en"] if len(halves) == 2 else text


def troubles_document(troubles: Mapping[str, AccountTrouble], language: Language) -> list[dict[str, object]]:
    """Return the same as JSON values."""
    return [
        {"channel": channel, "reason": trouble.words.say(language), "needs_person": trouble.is_refused}
        for channel, trouble in troubles.items()
    ]


_MISSING = Words(
    "kênh {channel} chưa dùng được: {reason}.",
    "channel {channel} cannot be used: {reason}.",
)
_REFUSED = Words(
    "kênh {channel} không dùng được, không đăng gì: {reason}. Xem newsroom doctor.",
    "channel {channel} cannot be used, nothing was posted: {reason}. See newsroom doctor.",
)
_UNREACHABLE = Words(
    "kênh {channel} lúc này không trả lời, lượt sau thử lại: {reason}.",
    "channel {channel} does not answer now, the next run tries again: {reason}.",
)
