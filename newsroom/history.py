"""All that happened to one story on one account, read from its deliveries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsroom.outbox.model import State
from newsroom.outbox.purposes import ANNOUNCE, COMMENT, CORRECT, WITHDRAW, number_of, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.outbox.model import Brief


class History:
    """One story on one account. A post that was taken down and is posted anew begins a new round."""

    __slots__ = ("_corrections", "post", "records", "round")

    post: Brief | None
    """The newest announcement, whatever became of it."""
    round: int
    """Which announcement is the newest, from 1; 0 when there was none."""

    def __init__(self, records: Sequence[Brief] = ()) -> None:
        """Sort the story's deliveries; most stories have one, and a plan reads tens of thousands."""
        self.records = records
        self._corrections: list[Brief] = []
        if len(records) == 1 and records[0].purpose == ANNOUNCE:
            self.post, self.round = records[0], 1
            return
        announced = [r for r in records if r.act == ANNOUNCE]
        post = max(announced, key=lambda r: number_of(r.purpose), default=None)
        self.post, self.round = post, number_of(post.purpose) if post is not None else 0
        if post is not None:
            # Those of an earlier round were decided before this announcement was.
            mine = (r for r in records if r.act == CORRECT and r.due_at >= post.due_at)
            self._corrections = sorted(mine, key=lambda r: number_of(r.purpose))

    @property
    def takedown(self) -> Brief | None:
        """The taking down of the newest announcement, unless it was called off."""
        found = self._of_this_round(WITHDRAW)
        return found if found is not None and found.state is not State.CANCELLED else None

    @property
    def comment(self) -> Brief | None:
        """The first comment of the newest announcement."""
        return self._of_this_round(COMMENT)

    @property
    def shown(self) -> Brief | None:
        """The delivery whose content the channel shows now: the newest correction that went out, else the post."""
        if self.post is None or self.post.state is not State.SENT:
            return None
        sent = [c for c in self._corrections if c.state is State.SENT]
        return sent[-1] if sent else self.post

    @property
    def correction(self) -> Brief | None:
        """The newest correction, unless it went out or was called off."""
        newest = self._corrections[-1] if self._corrections else None
        return newest if newest is not None and newest.state not in {State.SENT, State.CANCELLED} else None

    def next_correction(self) -> str:
        """Return the purpose of the next correction."""
        numbers = [number_of(r.purpose) for r in self.records if r.act == CORRECT]
        return numbered(CORRECT, max(numbers, default=0) + 1)

    def _of_this_round(self, act: str) -> Brief | None:
        if len(self.records) < 2:
            return None
        purpose = numbered(act, max(self.round, 1))
        return next((r for r in self.records if r.purpose == purpose), None)


def histories(records: Iterable[Brief]) -> dict[tuple[str, str], History]:
    """Sort deliveries into histories, by channel and story."""
    found: dict[tuple[str, str], list[Brief]] = defaultdict(list)
    for record in records:
        found[record.channel, record.story_id].append(record)
    return {key: History(of_one) for key, of_one in found.items()}
