"""The broadcast of a day: up to five public posts whose stories ask for it, in one message to all followers.

Pure. A platform counts such messages and can never say whether one went out; so a day has one key, a story is in one
broadcast only, and a lost answer counts as sent.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsroom.history import History, histories
from newsroom.outbox.model import Cause, State
from newsroom.outbox.purposes import BROADCAST
from newsroom.plan_lines import BROADCAST_AT, BROADCAST_DUE, BROADCAST_SPENT, Action, PlanLine
from publishers.abilities import Broadcasts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.entries import Entries, Entry
    from newsroom.outbox.model import Brief
    from publishers.abilities import BroadcastRules
    from publishers.contract import Publisher

# Followers asleep at nine are not told at ten: past this the broadcast waits for the next day.
_AT_MOST_LATE = timedelta(hours=1)


def digest_id(now: datetime, entries: Entries) -> str:
    """Name the day's first broadcast; the name is part of its key, so that a day cannot have two of one name."""
    return f"digest-{now.astimezone(entries.config.zone):%Y-%m-%d}"


def next_digest(entries: Entries, channel: str, known: Mapping[tuple[str, str], History], per_day: int) -> str:
    """Return the name of the day's next broadcast that was not composed yet; empty when the day has had its number."""
    today = digest_id(entries.now, entries)
    names = [today, *(f"{today}-{number}" for number in range(2, per_day + 1))][:per_day]
    free = (name for name in names if not _is_composed(known.get((channel, name))))
    return next(free, "")


def _is_composed(history: History | None) -> bool:
    return history is not None and any(record.state is not State.CANCELLED for record in history.records)


def waiting(
    entries: Entries, stories: Sequence[Entry], channel: str, known: Mapping[tuple[str, str], History]
) -> list[tuple[Entry, Brief]]:
    """Return the stories that ask for a broadcast, are public as approved, and were in none yet; oldest post first."""
    told = {
        story_id
        for (name, _), history in known.items()
        if name == channel
        for record in history.records
        if record.act == BROADCAST and record.state not in {State.CANCELLED, State.FAILED}
        for story_id in record.members
    }
    found: list[tuple[Entry, Brief]] = []
    for entry in stories:
        announced = entry.channels.get(channel)
        history = known.get((channel, entry.story_id))
        if announced is None or not announced.broadcast or history is None or entry.story_id in told:
            continue
        post = is_public_as_approved(entries, entry, channel, history)
        # Of a post that was there already nobody knows whether followers were told of it; they must not be told twice.
        if post is not None and post.cause is not Cause.ADOPTED:
            found.append((entry, post))
    return sorted(found, key=lambda pair: (pair[1].sent_at or pair[1].due_at, pair[0].story_id))


def is_public_as_approved(entries: Entries, entry: Entry, channel: str, history: History) -> Brief | None:
    """Return the story's post when the public sees exactly what is approved now, else None."""
    post, shown = history.post, history.shown
    if post is None or shown is None or history.takedown is not None or post.drift is not None:
        return None
    is_as_approved = entries.verdict(entry, channel).allowed and shown.fingerprint == entry.fingerprint
    return post if is_as_approved else None


def broadcasters(publishers: Mapping[str, Publisher]) -> dict[str, Broadcasts]:
    """Return the channels that can tell all followers."""
    return {name: publisher for name, publisher in publishers.items() if isinstance(publisher, Broadcasts)}


def any_asks(stories: Iterable[Entry]) -> bool:
    """Tell whether any story asks for a broadcast at all."""
    return any(announced.broadcast for entry in stories for announced in entry.channels.values())


def planned_digests(
    entries: Entries, stories: Sequence[Entry], records: Iterable[Brief], senders: Mapping[str, Broadcasts]
) -> list[PlanLine]:
    """Return the broadcast lines of all channels; `records` are deliveries of the configured accounts."""
    if not senders or not any_asks(stories):
        return []
    known = histories(records)
    return [
        line
        for name, sender in senders.items()
        for line in plan_digest(entries, stories, name, known, sender.broadcast_rules)
    ]


def plan_digest(
    entries: Entries,
    stories: Sequence[Entry],
    channel: str,
    known: Mapping[tuple[str, str], History],
    rules: BroadcastRules,
) -> list[PlanLine]:
    """Return the channel's broadcast line, if any story waits for one."""
    queue = waiting(entries, stories, channel, known)
    if not queue or not next_digest(entries, channel, known, rules.per_day):
        return []
    chosen = tuple(entry.story_id for entry, _ in queue[: rules.most_posts])
    sent = _this_month(entries, channel, known)
    if sent >= rules.per_month:
        values = {"count": len(chosen), "most": rules.per_month}
        return [PlanLine(None, channel, Action.WAIT, BROADCAST_SPENT, values, members=chosen)]
    opens, closes = sending_hours(entries, rules)
    local = entries.now.astimezone(entries.config.zone)
    if not opens <= local < closes:
        at = opens if local < opens else opens + timedelta(days=1)
        told = {"count": len(chosen), "at": f"{at:%d/%m %H:%M}"}
        return [PlanLine(None, channel, Action.WAIT, BROADCAST_AT, told, members=chosen)]
    return [
        PlanLine(
            None, channel, Action.BROADCAST, BROADCAST_DUE, {"count": len(chosen)}, purpose=BROADCAST, members=chosen
        )
    ]


def sending_hours(entries: Entries, rules: BroadcastRules) -> tuple[datetime, datetime]:
    """Return from when until when today's broadcast may be sent: the platform reviews it before followers get it."""
    zone = entries.config.zone
    day = entries.now.astimezone(zone).date()
    first, last = datetime.combine(day, rules.opens, zone), datetime.combine(day, rules.closes, zone)
    wanted = datetime.combine(day, rules.at, zone)
    opens = max(first, wanted - rules.lead)
    return opens, min(last, max(wanted, opens) + _AT_MOST_LATE)


def _this_month(entries: Entries, channel: str, known: Mapping[tuple[str, str], History]) -> int:
    month = f"digest-{entries.now.astimezone(entries.config.zone):%Y-%m}-"
    return sum(
        record.state not in {State.CANCELLED, State.FAILED}
        for (name, story_id), history in known.items()
        if name == channel and story_id.startswith(month)
        for record in history.records
    )
