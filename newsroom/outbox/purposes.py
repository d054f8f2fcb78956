"""What a delivery is for. The purpose is part of its key: it names the intention, so it holds no text and no time.

announce       the post                      announce-2   the post anew, after it was taken down
comment        its first comment             comment-2
correct-<n>    the n-th correction           withdraw     taking it down          withdraw-2
broadcast      one message to all followers; its "story" is the day: `digest-2026-11-23`
"""

from __future__ import annotations

ANNOUNCE = "announce"
COMMENT = "comment"
CORRECT = "correct"
WITHDRAW = "withdraw"
BROADCAST = "broadcast"

ORDER = (WITHDRAW, CORRECT, ANNOUNCE, COMMENT, BROADCAST)
"""What goes first when several deliveries of a channel are due: taking down, then mending, then saying more."""


def act_of(purpose: str) -> str:
    """Return what is done: `correct-3` → `correct`."""
    return purpose.partition("-")[0]


def number_of(purpose: str) -> int:
    """Return the how-manieth it is: `correct-3` → 3, `announce` → 1."""
    number = purpose.partition("-")[2]
    return int(number) if number.isdigit() else 1


def numbered(act: str, number: int) -> str:
    """Return the purpose of the `number`-th act of its kind on a story; corrections always carry their number."""
    return act if number == 1 and act != CORRECT else f"{act}-{number}"


def delivery_key(channel: str, account: str, story_id: str, purpose: str = ANNOUNCE) -> str:
    """Name the intention: no text, no time, so that editing or rescheduling never makes a second post."""
    return f"{channel}/{account}/{story_id}/{purpose}"
