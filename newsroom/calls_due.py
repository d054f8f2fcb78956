"""Everything that needs a person at this moment, in words: from the outbox, the plan and the channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.calling.call import Trouble
from newsroom.calling.wording import About, compose
from newsroom.holidays import calendar_gaps
from newsroom.language import Words
from newsroom.outbox.model import Cause, Drift, State
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, WITHDRAW
from newsroom.plan_lines import Action, finished
from newsroom.windows import TOO_LATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.account_check import AccountTrouble
    from newsroom.calling.call import Call
    from newsroom.config import Config
    from newsroom.connections import Missing
    from newsroom.entries import Entry
    from newsroom.outbox.model import Brief, Record
    from newsroom.plan_lines import PlanLine

_DRIFTS = {Drift.GONE: Trouble.GONE, Drift.HIDDEN: Trouble.HIDDEN, Drift.EDITED: Trouble.EDITED}


@dataclass(frozen=True, slots=True)
class Situation:
    """What a run, or a look, found."""

    config: Config
    now: datetime
    stories: Mapping[str, Entry]
    records: Sequence[Brief] = ()
    plan: Sequence[PlanLine] = ()
    missing: Sequence[Missing] = ()
    troubles: Mapping[str, AccountTrouble] = field(default_factory=dict)
    warnings: Mapping[str, Words] = field(default_factory=dict)
    """What should be looked at of a channel's account, before it stops anything."""


def calls_due(situation: Situation) -> list[Call]:
    """Word every trouble that is there now; what is over is not in it."""
    called = [call for record in situation.records for call in _of_record(situation, record)]
    told = {record.key for record in situation.records if record.needs_person or record.state is State.FAILED}
    called += [_of_line(situation, line) for line in _held(situation.plan, told)]
    for channel in situation.missing:
        about = _about_channel(situation, channel.channel)
        called.append(compose(Trouble.NOT_CONFIGURED, about, situation.now, reason=channel.words))
    for name, trouble in situation.troubles.items():
        if trouble.is_refused:
            about = _about_channel(situation, name)
            called.append(compose(Trouble.NOT_AUTHORIZED, about, situation.now, reason=trouble.words))
    for name, words in situation.warnings.items():
        called.append(compose(Trouble.LOOK_AT_ACCOUNT, _about_channel(situation, name), situation.now, reason=words))
    today = situation.now.astimezone(situation.config.zone).date()
    gaps = calendar_gaps(situation.config, today)
    return [*called, *(compose(Trouble.HOLIDAYS, About(), situation.now, reason=gap) for gap in gaps)]


def _of_record(situation: Situation, record: Brief) -> Iterable[Call]:
    about = _about(situation, record)
    code, reason = record.error_code or "", _as_words(record.error)
    if record.needs_person:
        trouble = Trouble.BROADCAST_UNKNOWN if record.act == BROADCAST else Trouble.OUTCOME_UNKNOWN
        since = record.unknown_since or record.next_at
        yield compose(trouble, about, since, code=code, reason=reason, occurrence=since.isoformat())
    elif record.state is State.FAILED:
        trouble = Trouble.WITHDRAWAL_FAILED if record.act == WITHDRAW else Trouble.REFUSED
        yield compose(trouble, about, situation.now, code=code, reason=reason, occurrence=record.due_at.isoformat())
    elif record.drift is not None and record.act == ANNOUNCE and record.state is State.SENT:
        yield compose(_DRIFTS[record.drift], about, situation.now)
    elif record.act == WITHDRAW and record.cause is Cause.CONSENT and record.state is State.SENT and record.sent_at:
        yield compose(Trouble.CONSENT, about, record.sent_at)


def _held(plan: Iterable[PlanLine], told: set[str]) -> Iterable[PlanLine]:
    return (line for line in plan if line.action is Action.HELD and not (line.record and line.record.key in told))


def _of_line(situation: Situation, line: PlanLine) -> Call:
    about = (
        _about(situation, line.record)
        if line.record is not None
        else About(
            channel=line.channel,
            label=_label(situation, line.channel),
            story_id=line.story_id,
            title=line.entry.title if line.entry else "",
        )
    )
    trouble = Trouble.TOO_LATE if line.words is TOO_LATE else Trouble.DECISION
    reason = line.values["late"] if trouble is Trouble.TOO_LATE else finished(line.words, line.values)
    return compose(trouble, about, situation.now, reason=reason)


def _about(situation: Situation, record: Record) -> About:
    entry = situation.stories.get(record.story_id)
    return About(
        channel=record.channel,
        label=_label(situation, record.channel),
        delivery=record.key,
        story_id=record.story_id,
        title=entry.title if entry is not None else "",
        url=record.remote_url or "",
    )


def _about_channel(situation: Situation, name: str) -> About:
    return About(channel=name, label=_label(situation, name))


def _label(situation: Situation, name: str) -> str:
    channel = situation.config.channels.get(name)
    return channel.label if channel is not None else name


def _as_words(text: str | None) -> Words | None:
    return finished(Words("{text}", "{text}"), {"text": text}) if text else None
