"""The outside world of a run: a publisher for every channel, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.outbox.store import Store
from newsroom.plan_lines import literal
from publishers.contract import Channel, Publisher, Surroundings
from publishers.errors import NotConfigured
from publishers.registry import BrokenPublisher, load_channel
from publishers.vault import Vault, VaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from newsroom.config import Config
    from publishers.http import Http


def database_url(config: Config, environment: Mapping[str, str]) -> str:
    """Return where the ledger is: NEWSROOM_DATABASE_URL, else SQLite below var/."""
    return environment.get("NEWSROOM_DATABASE_URL") or f"sqlite:///{config.var / 'newsroom.db'}"


def open_ledger(config: Config, environment: Mapping[str, str]) -> Store | None:
    """Open the ledger for looking; None when nothing was ever posted, so that looking makes no database."""
    if not environment.get("NEWSROOM_DATABASE_URL") and not (config.var / "newsroom.db").exists():
        return None
    return Store(database_url(config, environment))


@dataclass(frozen=True, slots=True)
class Missing:
    """A channel that cannot be used, and why, in both languages."""

    channel: str
    words: Words


def surroundings_of(
    config: Config, environment: Mapping[str, str], http: Http, now: Callable[[], datetime]
) -> Surroundings:
    """Return what every publisher gets from outside."""
    vault = Vault(config.var / "vault", environment.get("NEWSROOM_VAULT_KEY"))
    return Surroundings(environment=environment, vault=vault, now=now, http=http)


def provided_channel(name: str, publisher: str) -> Channel:
    """Return the installed channel that serves `name`.

    Raises:
        ConfigurationError: newsroom.toml names a publisher that is not installed.
        BrokenPublisher: it is installed and does not load.

    """
    provided = load_channel(publisher)
    if provided is None:
        raise ConfigurationError(_NO_PUBLISHER, _NO_PUBLISHER_REMEDY, channel=name, publisher=publisher)
    return provided


def connect(
    config: Config, environment: Mapping[str, str], http: Http, now: Callable[[], datetime]
) -> tuple[dict[str, Publisher], list[Missing]]:
    """Make a publisher for every enabled channel; one that cannot be made stops no other.

    Raises:
        ConfigurationError: newsroom.toml names a publisher that is not installed.

    """
    surroundings = surroundings_of(config, environment, http, now)
    connected: dict[str, Publisher] = {}
    missing: list[Missing] = []
    for name, channel in config.channels.items():
        if not channel.enabled:
            continue
        try:
            connected[name] = _connected(provided_channel(name, channel.publisher), channel.options, surroundings)
        except NotConfigured as error:
            missing.append(Missing(name, not_configured_words(error)))
        except VaultError as error:
            missing.append(_missing(name, error.vi, error.en))
        except BrokenPublisher as error:
            missing.append(_missing(name, f"bộ đăng bị hỏng: {error}", f"its publisher is broken: {error}"))
    return connected, missing


def account_ids(config: Config, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the configured account of each channel, as far as the environment names it; no credentials needed."""
    found: dict[str, str] = {}
    for name, channel in config.channels.items():
        try:
            provided = load_channel(channel.publisher)
        except BrokenPublisher:
            continue
        for setting in provided.settings if provided is not None else ():
            if setting.is_account and environment.get(setting.name):
                found[name] = environment[setting.name]
    return found


def _connected(provided: Channel, options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    try:
        return provided.connect(options, surroundings)
    except (NotConfigured, VaultError):
        raise
    except Exception as error:  # a third party's bug: its channel is named as broken, the others go on
        raise BrokenPublisher(f"{type(error).__name__}: {error}") from error


def not_configured_words(error: NotConfigured) -> Words:
    """Say what a channel lacks: a wrong option says so itself, a variable is named with what it is for."""
    if not error.name.isupper():
        return Words(literal(error.vi.rstrip(".")), literal(error.en.rstrip(".")))
    vi = f"thiếu {error.name} ({error.vi}); đặt biến môi trường này, hoặc newsroom login nếu kênh có đăng nhập"
    en = f"{error.name} is missing ({error.en}); set this environment variable, or newsroom login where there is one"
    return Words(literal(vi), literal(en))


def _missing(channel: str, vi: str, en: str) -> Missing:
    return Missing(channel, Words(literal(vi), literal(en)))


_NO_PUBLISHER = Words(
    "newsroom.toml: kênh “{channel}” cần bộ đăng “{publisher}” nhưng chưa cài.",
    'newsroom.toml: the channel "{channel}" needs the publisher "{publisher}", which is not installed.',
)
_NO_PUBLISHER_REMEDY = Words(
    "Sửa publisher = … của kênh, hoặc cài gói cung cấp bộ đăng đó.",
    "Mend publisher = … of the channel, or install the package that provides it.",
)
