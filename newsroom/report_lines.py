"""What a run of the relay says about one delivery."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.language import Language, Words
    from newsroom.outbox.model import Record


class Outcome(StrEnum):
    """How far a delivery got in this run."""

    SENT = "sent"
    ADOPTED = "adopted"
    HALF_WAY = "half-way"
    WAITING = "waiting"
    HELD = "held"
    UNKNOWN = "unknown"
    FAILED = "failed"
    LIMITED = "rate-limited"
    UNREACHABLE = "unreachable"
    NOT_AUTHORIZED = "not-authorized"
    NEEDS_PERSON = "needs-person"


@dataclass(frozen=True, slots=True)
class Line:
    """One delivery's outcome with its reason."""

    item: Record
    outcome: Outcome
    words: Words
    values: Mapping[str, Any] = field(default_factory=dict)

    def reason(self, language: Language) -> str:
        """Say what happened."""
        return self.words.say(language, **self.values)
