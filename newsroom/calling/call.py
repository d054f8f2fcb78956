"""A call: one trouble that needs a person, in finished words; and the message that several of them make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from newsroom.language import Language

_MOST_IN_A_MESSAGE = 30


class Trouble(StrEnum):
    """Why a person is called."""

    OUTCOME_UNKNOWN = "outcome-unknown"
    SEVERAL_FOUND = "several-found"
    TOO_LATE = "too-late"
    DECISION = "decision"
    """Anything else the plan holds for a person; the reason says what, with the command."""
    REFUSED = "refused"
    NOT_AUTHORIZED = "not-authorized"
    NOT_CONFIGURED = "not-configured"
    LOOK_AT_ACCOUNT = "look-at-account"
    """Nothing is stopped yet: a token or package that ends soon, a setting that will matter."""
    GONE = "gone"
    HIDDEN = "hidden"
    EDITED = "edited"
    BROADCAST_UNKNOWN = "broadcast-unknown"
    WITHDRAWAL_FAILED = "withdrawal-failed"
    HOLIDAYS = "holidays"
    CONSENT = "consent"
    """Information: consent was withdrawn and the post was taken down."""


@dataclass(frozen=True, slots=True)
class Call:
    """One trouble, as it is told. The words are finished: `say` needs no values."""

    key: str
    """Names the trouble: reason and delivery, channel or office. What has the same key is told once."""
    trouble: Trouble
    at: datetime
    """When it was seen first, aware."""
    what: Words
    """What happened."""
    next: Words
    """What to do now, with the command to type."""
    headline: Words
    """The trouble in a few words."""
    story_id: str = ""
    title: str = ""
    """The story's title; empty when the trouble is about no single story."""
    label: str = ""
    """The channel's name for people; empty when the trouble is the office's."""

    def subject(self) -> str:
        """Say what it is about: channel, story id and title, as far as there are."""
        quoted = f"“{self.title}”" if self.title else ""
        return " · ".join(part for part in (self.label, self.story_id, quoted) if part)


def message(calls: Sequence[Call], site: str, language: Language, zone: ZoneInfo) -> tuple[str, str]:
    """Return subject and text, plain, of one message that tells all `calls`; `site` is the website's title."""
    first = calls[0]
    if len(calls) == 1:
        about = " ".join(part for part in (first.label, first.story_id) if part)
        subject = f"{about}: {first.headline.say(language)}" if about else first.headline.say(language)
    else:
        subject = _SUBJECT.say(language, number=len(calls))
    told = calls[:_MOST_IN_A_MESSAGE]
    paragraphs = [_GREETING.say(language, number=len(calls), site=site)]
    paragraphs += [_paragraph(number, call, language, zone) for number, call in enumerate(told, 1)]
    if len(calls) > len(told):
        paragraphs.append(_MORE.say(language, number=len(calls) - len(told)))
    paragraphs.append(_ALL.say(language))
    return one_line(f"[{site}] {subject}"), "\n\n".join(paragraphs) + "\n"


def status_lines(calls: Sequence[Call], language: Language) -> list[str]:
    """Return what `newsroom status` shows below its table: a heading and two lines for each call; nothing for none."""
    if not calls:
        return []
    lines = [_HEADING.say(language, number=len(calls))]
    for call in calls:
        subject = call.subject()
        what = call.what.say(language)
        lines += [f"  ● {subject}: {what}" if subject else f"  ● {what}", f"    → {call.next.say(language)}"]
    return lines


def one_line(text: str, longest: int = 400) -> str:
    """Return text without line ends and control characters, cut at `longest`; platforms say what they like."""
    bare = " ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", text).split())
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip() + "…"


def to_document(call: Call) -> dict[str, Any]:
    """Return a call as JSON values."""
    return {
        "key": call.key,
        "trouble": call.trouble.value,
        "at": call.at.isoformat(),
        "what": list(call.what),
        "next": list(call.next),
        "headline": list(call.headline),
        "story_id": call.story_id,
        "title": call.title,
        "label": call.label,
    }


def from_document(document: Mapping[str, Any]) -> Call:
    """Read what `to_document` made.

    Raises:
        ValueError, KeyError, TypeError: it is something else.

    """
    return Call(
        key=str(document["key"]),
        trouble=Trouble(document["trouble"]),
        at=datetime.fromisoformat(document["at"]),
        what=Words(*document["what"]),
        next=Words(*document["next"]),
        headline=Words(*document["headline"]),
        story_id=str(document["story_id"]),
        title=str(document["title"]),
        label=str(document["label"]),
    )


def _paragraph(number: int, call: Call, language: Language, zone: ZoneInfo) -> str:
    head = call.subject() or call.headline.say(language)
    return "\n".join(
        (
            f"{number}. {head}",
            f"   {_WHAT.say(language)}: {call.what.say(language)}",
            f"   {_NEXT.say(language)}: {call.next.say(language)}",
            f"   {_AT.say(language)}: {call.at.astimezone(zone):%H:%M %d/%m/%Y}",
        )
    )


_SUBJECT = Words("{number} việc cần người xử lý", "{number} matters need a person")
_GREETING = Words(
    "{site}: máy đăng bài báo {number} việc cần người xem.",
    "{site}: the newsroom has {number} for a person to look at.",
)
_WHAT = Words("Việc gì", "What")
_NEXT = Words("Cần làm", "To do")
_AT = Words("Thấy lúc", "Seen at")
_MORE = Words("Và {number} việc nữa, không ghi hết ở đây.", "And {number} more, not written out here.")
_ALL = Words("Xem tất cả bằng lệnh: newsroom status", "See everything with: newsroom status")
_HEADING = Words("Cần người xử lý: {number} việc", "Needs a person: {number}")
