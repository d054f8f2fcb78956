"""What the state machine's office is made of: stories as it knows them, a person at the desk, and ears."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from pathlib import Path

from publishing_scene import CHANNELS

from publishers.contract import Problem

WITHDRAWAL = {"at": "2026-11-23 08:45", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}
TITLE = re.compile(r"Bài (\d+) bản (\d+)\b")
CONSENT = ("pictures: true}", "pictures: true, withdrawn: 2026-11-01}")
AWAY = "-doi"
MARK, NUMBER = "Bài 7777 bản 7777", 7777


def title(number: int, version: int) -> str:
    return f"Bài {number} bản {version}"


@dataclass
class Told:
    """One story as the office knows it."""

    number: int
    path: Path
    version: int = 1
    approved: int | None = None
    withdrawn: bool = False
    consented: bool = True
    sendable: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in CHANNELS})
    """Versions that were approved and allowed when a run for the channel began."""
    barred: set[str] = field(default_factory=set)
    """Channels that a person took it down from; only a person's word brings it back."""
    by_hand: set[str] = field(default_factory=set)
    """Channels on which a person's word or deed decided what stands there."""

    @property
    def id(self) -> str:
        return f"GS-2026-{self.number:04}"

    @property
    def allowed(self) -> bool:
        is_sound = not self.path.parent.name.endswith(AWAY)
        return self.approved == self.version and not self.withdrawn and self.consented and is_sound


class Desk:
    """A person who pastes what was fetched at the platform."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def say(self, sentence: Problem) -> None:
        del sentence

    def ask(self, question: Problem, *, secret: bool = False) -> str:
        del question, secret
        return self._answers.pop(0)


class Heard(logging.Handler):
    """Keeps every log record, those of urllib3 among them."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
