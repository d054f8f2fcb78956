"""The comparison that every test of the index makes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from office_kit import NOW, Office

from newsroom.config import Config
from newsroom.errors import ConfigurationError
from newsroom.index import open_index
from newsroom.workspace import open_workspace

CHANNELS = ("website", "facebook", "zalo", "unheard-of")
SOCIAL = {"website": {"at": "2025-01-01 08:00"}, "facebook": {"at": "2025-01-01 09:00"}}


def answers(open_entries: Callable) -> object:
    """Return all that entries say, or the sentence with which they cannot be opened."""
    try:
        entries = open_entries()
    except ConfigurationError as error:
        return error.sentence("en")
    return entries.terms, [(entry, [entries.verdict(entry, name) for name in CHANNELS]) for entry in entries.all()]


def compare(office: Office, now: datetime = NOW) -> object:
    """Open the index and the workspace, insist that they say the same, and return what."""
    return compare_at(office.config(), now)


def compare_at(config: Config, now: datetime) -> object:
    """Do the same for a newsroom that is not an `Office`."""
    remembered = answers(lambda: open_index(config, now))
    fresh = answers(lambda: open_workspace(config, now).entries())
    assert remembered == fresh
    return fresh


def reasons(office: Office, channel: str = "website", now: datetime = NOW) -> list:
    """Return the reason of every story's verdict, which index and workspace agree on."""
    _, found = compare(office, now)
    return [verdicts[CHANNELS.index(channel)].reason for _, verdicts in found]


def memory(office: Office) -> Path:
    """Return the file in which the index remembers."""
    return office.root / "build" / "cache" / "stories.jsonl"
