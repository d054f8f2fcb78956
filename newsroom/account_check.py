"""Whose credentials are these? Asked before anything is looked for or written with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.language import Words
from newsroom.plan_lines import literal
from publishers.abilities import ChecksAccount
from publishers.errors import NotAuthorized, PublishError
from publishers.vault import VaultError

if TYPE_CHECKING:
    from datetime import datetime

    from publishers.contract import Account

MOST_CLOCK_DIFFERENCE = timedelta(minutes=10)
"""A machine whose clock is further off posts at wrong times, and its searches for our own posts begin too late."""


@dataclass(frozen=True, slots=True)
class AccountTrouble:
    """Why a channel is not used in this run."""

    words: Words
    is_refused: bool
    """True: a person has to mend credentials, account or clock. False: the platform could not be asked just now."""


def refused(error: PublishError | VaultError) -> AccountTrouble:
    """Say what a platform's or the vault's refusal means for the whole channel."""
    if isinstance(error, VaultError):
        return AccountTrouble(Words(literal(error.vi), literal(error.en)), is_refused=True)
    return AccountTrouble(_both(str(error)), is_refused=isinstance(error, NotAuthorized))


def account_trouble(publisher: object, now: datetime) -> AccountTrouble | None:
    """Ask the platform about the account; None when it may be used, or when the channel cannot say."""
    if not isinstance(publisher, ChecksAccount):
        return None
    try:
        account = publisher.check_account()
    except (PublishError, VaultError) as error:
        return refused(error)
    except Exception as error:  # noqa: BLE001 - a third party's bug must not stop the other channels
        return AccountTrouble(_both(f"{type(error).__name__}: {error}"), is_refused=False)
    problems = account_problems(account, now)
    if not problems:
        return None
    vi, en = "; ".join(p.say("vi") for p in problems), "; ".join(p.say("en") for p in problems)
    return AccountTrouble(Words(literal(vi), literal(en)), is_refused=True)


def account_problems(account: Account, now: datetime) -> list[Words]:
    """Return what stands against using an account: the channel's own problems, and clocks that differ."""
    problems = [Words(literal(p.vi), literal(p.en)) for p in account.problems]
    if account.server_time is not None and abs(account.server_time - now) > MOST_CLOCK_DIFFERENCE:
        minutes = round(abs(account.server_time - now).total_seconds() / 60)
        vi, en = _CLOCK.say("vi", minutes=minutes), _CLOCK.say("en", minutes=minutes)
        problems.append(Words(literal(vi), literal(en)))
    return problems


def _both(text: str) -> Words:
    return Words(literal(text), literal(text))


_CLOCK = Words(
    "đồng hồ của máy này lệch {minutes} phút so với nền tảng; chỉnh lại giờ (timedatectl set-ntp true) rồi chạy lại",
    "this machine's clock is {minutes} minutes off the platform's; set it (timedatectl set-ntp true) and run again",
)
