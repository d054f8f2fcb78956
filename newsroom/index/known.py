"""What is remembered of a story: values that JSON can hold, in rows as short as they can be."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.entries import Announced, Entry
from newsroom.freezes import Named
from newsroom.gate import Standing
from newsroom.papers import Agreed, Papers
from newsroom.story.signed import Signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.story.model import Story


class Facts(NamedTuple):
    """A story with sound front matter."""

    story_id: str
    name: str
    title: str
    address: str
    fingerprint: str
    channels: list[list[Any]]
    """Name, moment in UTC, and whether followers are told."""
    status: str
    is_public: bool
    is_withdrawn: bool
    approved: str | None
    fault: str | None
    papers: list[Any]
    signed_day: str
    signed_at: str
    has_errors: bool
    """Whatever other stories there are, and whatever the time is."""
    unsayable: dict[str, dict[str, str]]
    """By channel, why it cannot express the story."""
    old_addresses: list[str]
    looks_copied: bool
    named: list[Any]
    """The proposing unit, and each subject with its own."""
    approved_at: str | None
    is_corrected: bool
    goals: list[str]
    """The newsroom's addresses that its links name."""


class Known(NamedTuple):
    """One index.md."""

    year: str
    folder: str
    watched: Sequence[str]
    """The pictures it lists, as far as they lie in its folder."""
    sign: str
    """What the disk said of index.md and the pictures; empty when that cannot be trusted."""
    only_on: str
    """The day for which this holds, when the checks looked at the calendar; else empty."""
    quarrels: bool
    """It has errors because of other stories, the register or the fixed pages."""
    facts: str
    """`Facts` as `written`; empty when the front matter is not a story's."""


def written(facts: Facts) -> str:
    """Return facts as one line of JSON; equal facts give equal lines."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def read_facts(text: str) -> Facts:
    """Return what `written` wrote down."""
    values, _ = _decode(text)
    return Facts(*values)


_decode = json.JSONDecoder().raw_decode


def entry_of(facts: Facts) -> Entry:
    """Return what the plan sees of a story."""
    unit, subjects = facts.named
    return Entry(
        facts.story_id,
        facts.name,
        facts.title,
        facts.address,
        facts.fingerprint,
        Named(unit, tuple((name, own) for name, own in subjects)),
        {name: Announced(datetime.fromisoformat(at), broadcast) for name, at, broadcast in facts.channels},
    )


def standing_of(facts: Facts, entry: Entry) -> Standing:
    """Return what the gate looks at; `entry` is that of `facts`, whose times and names are read already."""
    return Standing(
        status=facts.status,
        is_public=facts.is_public,
        is_withdrawn=facts.is_withdrawn,
        approved=facts.approved,
        current=facts.fingerprint,
        fault=facts.fault,
        papers=tuple(map(_papers, facts.papers)),
        times={name: announced.at for name, announced in entry.channels.items()},
        named=entry.named,
        approved_at=datetime.fromisoformat(facts.approved_at) if facts.approved_at else None,
        is_corrected=facts.is_corrected,
    )


def signed_of(facts: Facts) -> Signed:
    """Return when the story was last signed."""
    return Signed(date.fromisoformat(facts.signed_day), datetime.fromisoformat(facts.signed_at))


def channels_row(story: Story) -> list[list[Any]]:
    """Write down when a story wants to be where; `entry_of` reads it."""
    return [[name, wanted.at.astimezone(UTC).isoformat(), wanted.broadcast] for name, wanted in story.publish.items()]


def papers_row(standing: Standing) -> list[Any]:
    """Write down the consent records; `standing_of` reads them."""
    return [
        [
            paper.subject,
            paper.needed,
            [
                [_day(r.since), _day(r.withdrawn), list(r.channels), r.pictures, _day(r.until), *r[5:]]
                for r in paper.records
            ],
            *paper[3:],
        ]
        for paper in standing.papers
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _papers(row: list[Any]) -> Papers:
    subject, needed, records, *rest = row
    return Papers(subject, needed, tuple(map(_agreed, records)), *rest)


def _agreed(row: list[Any]) -> Agreed:
    since, withdrawn, channels, pictures, until, *of_a_child = row
    end, last = (date.fromisoformat(day) if day else None for day in (withdrawn, until))
    return Agreed(date.fromisoformat(since), end, tuple(channels), pictures, last, *of_a_child)
