"""newsroom publish: put what is due into the outbox, run the relay, and wait for platforms that take their time."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsroom.errors import ConfigurationError, NewsroomError
from newsroom.gate import Reason
from newsroom.language import Words
from newsroom.outbox.model import Item, State
from newsroom.outbox.store import LeaseLost, Store
from newsroom.outgoing import freeze
from newsroom.plan import Action, PlanLine, literal, make_plan
from newsroom.relay import Relay
from newsroom.workspace import open_workspace
from publishers.contract import CannotRender, Channel, Publisher, Surroundings
from publishers.errors import NotConfigured
from publishers.registry import BrokenPublisher, load_channel
from publishers.vault import Vault, VaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newsroom.clock import Clock
    from newsroom.config import Config
    from newsroom.live import LiveCheck
    from newsroom.report_lines import Line
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace
    from publishers.http import Http


def database_url(config: Config, environment: Mapping[str, str]) -> str:
    """Return where the ledger is: NEWSROOM_DATABASE_URL, else SQLite below var/."""
    return environment.get("NEWSROOM_DATABASE_URL") or f"sqlite:///{config.var / 'newsroom.db'}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A channel that cannot be used, and why, in both languages."""

    channel: str
    words: Words


def connect(
    config: Config, environment: Mapping[str, str], http: Http, now: Callable[[], datetime]
) -> tuple[dict[str, Publisher], list[Missing]]:
    """Make a publisher for every enabled channel; one that cannot be made stops no other.

    Raises:
        ConfigurationError: newsroom.toml names a publisher that is not installed.

    """
    vault = Vault(config.var / "vault", environment.get("NEWSROOM_VAULT_KEY"))
    surroundings = Surroundings(environment=environment, vault=vault, now=now, http=http)
    connected: dict[str, Publisher] = {}
    missing: list[Missing] = []
    for name, channel in config.channels.items():
        if not channel.enabled:
            continue
        try:
            provided = load_channel(channel.publisher)
            if provided is None:
                raise ConfigurationError(_NO_PUBLISHER, _NO_PUBLISHER_REMEDY, channel=name, publisher=channel.publisher)
            connected[name] = _connected(provided, channel.options, surroundings)
        except NotConfigured as error:
            missing.append(_missing(name, f"thiếu {error.name} ({error.vi})", f"{error.name} is missing ({error.en})"))
        except VaultError as error:
            missing.append(_missing(name, error.vi, error.en))
        except BrokenPublisher as error:
            missing.append(_missing(name, f"bộ đăng bị hỏng: {error}", f"its publisher is broken: {error}"))
    return connected, missing


def _connected(provided: Channel, options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    try:
        return provided.connect(options, surroundings)
    except (NotConfigured, VaultError):
        raise
    except Exception as error:  # a third party's bug: its channel is named as broken, the others go on
        raise BrokenPublisher(f"{type(error).__name__}: {error}") from error


def _missing(channel: str, vi: str, en: str) -> Missing:
    return Missing(channel, Words(literal(vi), literal(en)))


def open_ledger(config: Config, environment: Mapping[str, str]) -> Store | None:
    """Open the ledger for looking; None when nothing was ever posted, so that looking makes no database."""
    if not environment.get("NEWSROOM_DATABASE_URL") and not (config.var / "newsroom.db").exists():
        return None
    return Store(database_url(config, environment))


def current_plan(workspace: Workspace, store: Store | None, accounts: Mapping[str, str]) -> list[PlanLine]:
    """Return the plan against the ledger; only deliveries of the configured accounts count."""
    if store is None:
        return make_plan(workspace, [], {})
    items = [i for i in store.items() if accounts.get(i.channel, i.account) == i.account]
    sent = {
        name: store.sent_times(name, workspace.now - max(channel.window.gap, _A_DAY))
        for name, channel in workspace.config.channels.items()
    }
    return make_plan(workspace, items, sent)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A story that a channel cannot express; it never reached the outbox."""

    channel: str
    story_id: str
    words: Words


@dataclass(frozen=True, slots=True)
class Published:
    """What one run did: the last line of each delivery it touched, and what could not be rendered."""

    lines: list[Line]
    refused: list[Refusal]


@dataclass(slots=True)
class Publishing:
    """One `newsroom publish`, with everything handed in."""

    config: Config
    store: Store
    publishers: Mapping[str, Publisher]
    live: LiveCheck
    clock: Clock
    chance: Callable[[], float]

    def run(self, wait: timedelta) -> Published:
        """Post what is due; then, for as long as `wait`, go on with what platforms were still processing."""
        workspace = open_workspace(self.config, self.clock.now())
        until = self.clock.now() + wait
        refused = self._queue(workspace)
        lines: dict[str, Line] = {}
        # Containers share host names and process ids; a lease must name one run and no other.
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        relay = Relay(self.store, self.publishers, workspace, self.live, self.clock, self.chance, owner)
        while True:
            lines.update({line.item.key: line for line in relay.run()})
            pause = self._pause(until)
            if pause is None:
                return Published(list(lines.values()), refused)
            self.clock.sleep(pause)

    def _pause(self, until: datetime) -> float | None:
        """Return for how long to wait for half-made or unclear deliveries, or None when there is no use."""
        now = self.clock.now()
        unfinished = [
            item.next_at
            for item in self.store.items(State.PENDING, State.UNKNOWN)
            if not item.needs_person
            and item.channel in self.publishers
            and item.account == self.publishers[item.channel].account
            and (item.handle is not None or item.state is State.UNKNOWN)
            and item.next_at <= until
        ]
        if not unfinished or now >= until:
            return None
        # Never less than a second: what another process holds, or a window holds back, is not ours to hurry.
        return max((min(unfinished) - now).total_seconds(), 1.0)

    def _queue(self, workspace: Workspace) -> list[Refusal]:
        accounts = {name: publisher.account for name, publisher in self.publishers.items()}
        refused: list[Refusal] = []
        for line in current_plan(workspace, self.store, accounts):
            publisher = self.publishers.get(line.channel)
            if publisher is None or line.file is None:
                continue
            if line.item is not None and line.item.state is State.PENDING:
                refused += self._look_over(workspace, line, line.file, line.item, publisher)
            elif line.action is Action.POST:
                refused += self._add(workspace, line, line.file, publisher)
        return refused

    def _add(self, workspace: Workspace, line: PlanLine, file: StoryFile, publisher: Publisher) -> list[Refusal]:
        story = file.story
        if story is None:
            return []
        now = self.clock.now()
        item = _frozen(workspace, line, file, publisher, now, story.publish[line.channel].at)
        if isinstance(item, Refusal):
            return [item]
        self.store.enqueue(item, now)
        return []

    def _look_over(
        self, workspace: Workspace, line: PlanLine, file: StoryFile, item: Item, publisher: Publisher
    ) -> list[Refusal]:
        """Cancel what was withdrawn before it went out; take the newly approved content of what changed."""
        now = self.clock.now()
        verdict = workspace.verdict(file, line.channel)
        if item.handle is not None:
            return []  # half-made: the relay goes on with it, or lets go of it
        if verdict.reason is Reason.WITHDRAWN:
            with contextlib.suppress(LeaseLost):
                self.store.change(item, replace(item, state=State.CANCELLED), now, "cancelled", reason="withdrawn")
        elif verdict.allowed and item.fingerprint != workspace.fingerprint(file) and file.story is not None:
            due_at = file.story.publish[line.channel].at
            again = _frozen(workspace, line, file, publisher, now, due_at)
            if isinstance(again, Refusal):
                return [again]
            self.store.refreeze(again, now)
        return []


def _frozen(
    workspace: Workspace, line: PlanLine, file: StoryFile, publisher: Publisher, now: datetime, due_at: datetime
) -> Item | Refusal:
    try:
        return freeze(workspace, file, line.channel, publisher, now, due_at)
    except NewsroomError:
        raise
    except Exception as error:  # noqa: BLE001 - one story, or one channel's bug, never stops the others
        return Refusal(line.channel, line.story_id, cannot_render_words(error))


def cannot_render_words(error: Exception) -> Words:
    """Say why a channel cannot express a story: the editor's problems, or the publisher's bug."""
    if isinstance(error, CannotRender):
        vi, en = "; ".join(p.vi for p in error.problems), "; ".join(p.en for p in error.problems)
    else:
        vi = en = f"{type(error).__name__}: {error}"
    return Words(literal(vi), literal(en))


_A_DAY = timedelta(days=1)
_NO_PUBLISHER = Words(
    "newsroom.toml: kênh “{channel}” cần bộ đăng “{publisher}” nhưng chưa cài.",
    'newsroom.toml: the channel "{channel}" needs the publisher "{publisher}", which is not installed.',
)
_NO_PUBLISHER_REMEDY = Words(
    "Sửa publisher = … của kênh, hoặc cài gói cung cấp bộ đăng đó.",
    "Mend publisher = … of the channel, or install the package that provides it.",
)
