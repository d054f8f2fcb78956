"""newsroom publish: put what the plan asks for into the outbox, run the relay, and wait for slow platforms."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.index import open_index
from newsroom.outbox.model import State
from newsroom.plan import first_of_each
from newsroom.planning import current_plan
from newsroom.queueing import Queueing, Refusal
from newsroom.relay import Relay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from newsroom.account_check import AccountTrouble
    from newsroom.clock import Clock
    from newsroom.config import Config
    from newsroom.entries import Entries, Entry
    from newsroom.live import LiveCheck
    from newsroom.outbox.store import Store
    from newsroom.plan_lines import PlanLine
    from newsroom.report_lines import Line
    from publishers.contract import Publisher


@dataclass(frozen=True, slots=True)
class Published:
    """What one run did: the last line of each delivery it touched, and everything that stood against something."""

    lines: list[Line]
    refused: list[Refusal] = field(default_factory=list)
    """What could not be rendered."""
    troubles: dict[str, AccountTrouble] = field(default_factory=dict)
    """Channels that were not used, and why."""
    plan: list[PlanLine] = field(default_factory=list)
    """The plan as it stood at the beginning of the run."""
    stories: Mapping[str, Entry] = field(default_factory=dict)
    """All stories by id."""


@dataclass(slots=True)
class Publishing:
    """One `newsroom publish`, with everything handed in."""

    config: Config
    store: Store
    publishers: Mapping[str, Publisher]
    live: LiveCheck
    clock: Clock
    chance: Callable[[], float]
    only: frozenset[str] | None = None
    """Stories to work on; None: all."""

    def run(self, wait: timedelta) -> Published:
        """Post what is due; then, for as long as `wait`, go on with what platforms were still processing."""
        entries = open_index(self.config, self.clock.now())
        until = self.clock.now() + wait
        queueing = Queueing(entries, self.store, self.publishers, self.clock.now())
        accounts = {name: publisher.account for name, publisher in self.publishers.items()}
        plan = current_plan(entries, self.store, accounts, self.publishers)
        if self.only is not None:
            plan = [line for line in plan if line.story_id in self.only]
        queueing.look_over()
        queueing.carry_out(plan)
        lines: dict[str, Line] = {}
        relay = self._relay(entries, queueing)
        while True:
            if self.only is None:
                queueing.broadcasts()
            lines.update({line.item.key: line for line in relay.run()})
            pause = self._pause(until, relay)
            if pause is None:
                break
            self.clock.sleep(pause)
        if self.only is None:
            relay.look_at_quiet_accounts()
        troubles = {name: trouble for name, trouble in relay.troubles.items() if trouble is not None}
        return Published(list(lines.values()), queueing.refused, troubles, plan, relay.stories)

    def _relay(self, entries: Entries, queueing: Queueing) -> Relay:
        # Containers share host names and process ids; a lease must name one run and no other.
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        return Relay(
            store=self.store,
            publishers=self.publishers,
            entries=entries,
            stories=first_of_each(entries),
            live=self.live,
            clock=self.clock,
            chance=self.chance,
            owner=owner,
            refreeze=queueing.refreeze,
            only=self.only,
        )

    def _pause(self, until: datetime, relay: Relay) -> float | None:
        """Return for how long to wait for half-made or unclear deliveries, or None when there is no use."""
        now = self.clock.now()
        unfinished = [
            record.next_at
            for record in self.store.briefs(State.PENDING, State.UNKNOWN)
            if not record.needs_person
            and record.channel in self.publishers
            and record.account == self.publishers[record.channel].account
            and (record.half_made or record.state is State.UNKNOWN)
            and record.next_at <= until
            # Nothing comes of a channel that this run found unusable.
            and relay.troubles.get(record.channel) is None
            and (self.only is None or record.story_id in self.only)
        ]
        if not unfinished or now >= until:
            return None
        # Never less than a second: what another process holds, or a window holds back, is not ours to hurry.
        return max((min(unfinished) - now).total_seconds(), 1.0)
