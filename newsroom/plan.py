"""The plan: desired state (Git) against the ledger, per story and channel, with the reason for everything that waits.

Pure: it reads the entries and the records it is given, asks no platform and writes nothing. Creating, correcting and
taking down are the same comparison.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from newsroom import plan_lines as say
from newsroom.gate import CONSENT_MISSING, CONSENT_OVER, SENTENCES, WEBSITE, Reason
from newsroom.history import History, histories
from newsroom.outbox.model import Brief, Cause, Drift, State
from newsroom.outbox.purposes import ANNOUNCE, WITHDRAW, numbered
from newsroom.plan_lines import Action, PlanLine, finished
from newsroom.windows import TOO_LATE, is_open, is_too_late, late_from, lateness, slot
from publishers.abilities import Amendment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from newsroom.entries import Entries, Entry
    from newsroom.gate import Verdict
    from newsroom.language import Words
    from newsroom.outbox.model import Pause


@dataclass(frozen=True, slots=True)
class Change:
    """What bringing a public post up to date takes; `amendment` is None when the channel cannot be corrected."""

    amendment: Amendment | None
    why: Words | None = None


class Amends(Protocol):
    """Compares what a channel shows with what is approved now."""

    def __call__(self, entry: Entry, channel: str, shown: Brief) -> Change:
        """Return what it takes."""


def _nothing(_channel: str, _story_id: str) -> Sequence[Brief]:
    return ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger knows, as the plan needs it."""

    records: Sequence[Brief] = ()
    """Deliveries of the configured accounts, except those at rest."""
    at_rest: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Posts of which nothing is to be said while the story is as it was: by channel and story, fingerprint and url."""
    recall: Callable[[str, str], Sequence[Brief]] = _nothing
    """Returns the deliveries of a story at rest, by channel and story."""
    sent: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    """Each channel's latest post times, oldest first."""
    pause: Pause | None = None
    ahead: Mapping[str, timedelta] = field(default_factory=dict)
    """How long before its time each channel's posts may be handed over to the platform."""


# The gate's answers that take a post down by themselves: somebody said so in words that are not a slip of the pen.
_TAKE_DOWN = {
    Reason.WITHDRAWN: Cause.WITHDRAWAL,
    **dict.fromkeys(CONSENT_OVER | CONSENT_MISSING, Cause.CONSENT),
    Reason.NOT_WANTED: Cause.NOT_WANTED,
}
_ASK_FIRST = frozenset({Reason.NOT_APPROVED, Reason.NO_APPROVAL})
_NOT_APPROVED_AGAIN = frozenset({Reason.APPROVAL_VOID, Reason.HAS_ERRORS})
_CALLED_OFF_BY_ITSELF = frozenset({Cause.WITHDRAWAL, Cause.CONSENT, Cause.NOT_WANTED})
_UNDER_WAY = frozenset({State.SENDING, State.UNKNOWN})
_OVER = frozenset({State.FAILED, State.CANCELLED})


def make_plan(entries: Entries, standing: Standing, amends: Amends) -> list[PlanLine]:
    """Compare every story with the ledger, for each channel; what is done first, the rest in the order it is due.

    Stories that neither want a channel nor were ever posted there get no line for it.
    """
    known = histories(standing.records)
    stories = first_of_each(entries)
    done: list[PlanLine] = []
    wanted: list[tuple[Entry, str, History]] = []
    for entry in stories.values():
        for name in entries.config.channels:
            key = (name, entry.story_id)
            resting = standing.at_rest.get(key)
            if resting is None and (name in entry.channels or key in known):
                wanted.append((entry, name, known.get(key, History())))
            elif resting is not None and resting[0] == entry.fingerprint and entries.verdict(entry, name).allowed:
                done.append(PlanLine(entry, name, Action.DONE, say.SHOWN_AS_APPROVED, {"url": resting[1]}))
            elif resting is not None:
                known[key] = History(standing.recall(*key))
                wanted.append((entry, name, known[key]))
    for key in standing.at_rest:
        if key[1] not in stories:
            known[key] = History(standing.recall(*key))
    planner = _Planner(entries, standing, amends, {n: list(standing.sent.get(n, ())) for n in entries.config.channels})
    lines = [planner.line(*one) for one in sorted(wanted, key=lambda w: (_due(*w), w[0].name, w[1]))]
    gone = [line for (name, identity), h in known.items() if identity not in stories for line in _gone(name, h)]
    return _without_a_flood([*done, *lines, *gone], entries.config.publishing.most_withdrawals)


def first_of_each(entries: Entries) -> dict[str, Entry]:
    """Return the stories by id; of two with one id the first counts, and both have a finding."""
    found: dict[str, Entry] = {}
    for entry in entries.all():
        found.setdefault(entry.story_id, entry)
    return found


def ahead_of(publisher: object) -> timedelta:
    """Return how long before its time a channel's post may be handed over to the platform."""
    # Asked for every delivery; a look at all attributes of the ability's protocol would cost a millisecond.
    ahead: timedelta = getattr(publisher, "ahead", timedelta(0))
    return ahead


def is_handed_over_early(entry: Entry, channel: str, verdict: Verdict, ahead: timedelta, now: datetime) -> bool:
    """Tell whether only its time stands against a post, and the platform may be told that time already."""
    return verdict.reason is Reason.NOT_DUE and entry.channels[channel].at - ahead <= now


def _due(entry: Entry, channel: str, history: History) -> datetime:
    return history.post.due_at if history.post is not None else entry.channels[channel].at


@dataclass(slots=True)
class _Planner:
    entries: Entries
    standing: Standing
    amends: Amends
    taken: dict[str, list[datetime]]
    """What goes out first takes its slot: the next post on the channel has to keep its distance from it."""

    def line(self, entry: Entry, name: str, history: History) -> PlanLine:
        post = history.post
        if post is not None and post.state is State.SENT:
            return self._after(entry, name, history, post)
        line = self._before(entry, name, post)
        if line.action is Action.POST or _may_be_public_soon(post):
            self.taken[name].append(self.entries.now)
        return line

    def _before(self, entry: Entry, name: str, post: Brief | None) -> PlanLine:
        """Plan a story that is not on the channel yet."""
        verdict = self.entries.verdict(entry, name)
        if post is not None and post.state in _UNDER_WAY:
            return _under_way(entry, name, post)
        if post is not None and post.state in _OVER and not _may_begin_again(post, entry, verdict):
            return _ended(entry, name, post)
        if verdict.reason is not None and not self._may_be_handed_over(entry, name, verdict):
            action = Action.WAIT if verdict.reason is Reason.NOT_DUE else Action.BLOCKED
            return PlanLine(entry, name, action, SENTENCES[verdict.reason], verdict.values, post)
        held = self._held_back(entry, name, post)
        return held or self._due_line(entry, name, post)

    def _may_be_handed_over(self, entry: Entry, name: str, verdict: Verdict) -> bool:
        """Tell whether a platform may keep the post's time: never for a time that lies outside the window."""
        ahead = self.standing.ahead.get(name, timedelta(0))
        if not is_handed_over_early(entry, name, verdict, ahead, self.entries.now):
            return False
        config = self.entries.config
        return is_open(config.channels[name].window, entry.channels[name].at.astimezone(config.zone))

    def _held_back(self, entry: Entry, name: str, post: Brief | None) -> PlanLine | None:
        """Say what stands against anything new on the channel, apart from its hours."""
        channel = self.entries.config.channels[name]
        if not channel.enabled:
            return PlanLine(entry, name, Action.BLOCKED, say.CHANNEL_OFF, {}, post)
        start = self.entries.config.publishing.start
        announced = entry.channels.get(name)
        zone = self.entries.config.zone
        if post is None and start is not None and announced and announced.at.astimezone(zone).date() < start:
            dates = {"at": f"{announced.at.astimezone(zone):%d/%m/%Y}", "start": f"{start:%d/%m/%Y}"}
            told = {**dates, "channel": name, "story": entry.story_id}
            return PlanLine(entry, name, Action.BLOCKED, say.BEFORE_START, told)
        website = self.entries.verdict(entry, WEBSITE)
        if website.reason is not None:
            values = {"reason": finished(SENTENCES[website.reason], website.values)}
            return PlanLine(entry, name, Action.WAIT, say.WEBSITE_NOT_YET, values, post)
        return self._paused(entry, name, post)

    def _paused(self, entry: Entry, name: str, record: Brief | None) -> PlanLine | None:
        pause = self.standing.pause
        if pause is None:
            return None
        return PlanLine(entry, name, Action.WAIT, say.PAUSED, {"reason": pause.reason, "by": pause.by}, record)

    def _due_line(self, entry: Entry, name: str, post: Brief | None) -> PlanLine:
        config, now = self.entries.config, self.entries.now
        window = config.channels[name].window
        is_new = post is None or post.state in _OVER
        due_at = entry.channels[name].at if post is None or is_new else post.due_at
        wanted = late_from(window, due_at, config.zone)
        if is_too_late(window, wanted, now):
            return PlanLine(entry, name, Action.HELD, TOO_LATE, _late(entry, name, post, lateness(wanted, now)), post)
        if post is not None and not is_new and post.next_at > now:
            return self._goes_on_later(entry, name, post)
        open_now = slot(window, now, config.zone, self.taken[name])
        if due_at > now:
            words, at = say.HAND_OVER, f"{due_at.astimezone(config.zone):%d/%m %H:%M}"
            action = Action.POST if is_new else Action.CONTINUE
            return PlanLine(entry, name, action, words, {"at": at}, post, purpose=post.purpose if post else ANNOUNCE)
        if open_now.reason is not None and open_now.opens_at is not None:
            at = f"{open_now.opens_at.astimezone(config.zone):%d/%m %H:%M}"
            return PlanLine(entry, name, Action.WAIT, open_now.reason, {"at": at}, post)
        if is_new:
            words = say.DUE if post is None else say.DUE_CHANGED
            return PlanLine(entry, name, Action.POST, words, {}, post, purpose=post.purpose if post else ANNOUNCE)
        return PlanLine(entry, name, Action.CONTINUE, say.DUE, {}, post)

    def _goes_on_later(self, entry: Entry, name: str, record: Brief) -> PlanLine:
        zone = self.entries.config.zone
        at = f"{record.next_at.astimezone(zone):%d/%m %H:%M:%S}"
        words = say.RETRY if record.error else say.HALF_WAY
        if record.public_at is not None and not record.error:
            at, words = f"{record.public_at.astimezone(zone):%d/%m %H:%M}", say.HANDED_OVER
        return PlanLine(entry, name, Action.CONTINUE, words, {"at": at, "error": record.error}, record)

    def _after(self, entry: Entry, name: str, history: History, post: Brief) -> PlanLine:
        """Plan a story whose post went out."""
        verdict = self.entries.verdict(entry, name)
        takedown = history.takedown
        if takedown is not None:
            return self._taken_down(entry, name, history, takedown, verdict)
        if post.drift is Drift.GONE:
            return PlanLine(entry, name, Action.DONE, say.REMOVED_THERE, {"key": post.key}, post)
        if verdict.reason in _TAKE_DOWN or verdict.reason in _ASK_FIRST:
            return _must_go(entry, name, history, post, verdict)
        if verdict.reason is Reason.FROZEN:
            return PlanLine(
                entry, name, Action.WAIT, say.FROZEN_THERE, {**verdict.values, "url": post.remote_url}, post
            )
        if verdict.reason in _NOT_APPROVED_AGAIN:
            return PlanLine(entry, name, Action.CHANGED, say.NOT_YET_AGAIN, {}, post)
        if verdict.reason is Reason.CANNOT_SAY:
            values = {"reason": finished(SENTENCES[verdict.reason], verdict.values), "url": post.remote_url}
            return PlanLine(entry, name, Action.CHANGED, say.CANNOT_SAY_NOW, values, post)
        return self._compared(entry, name, history, post)

    def _taken_down(self, entry: Entry, name: str, history: History, takedown: Brief, verdict: Verdict) -> PlanLine:
        zone = self.entries.config.zone
        if takedown.state is State.SENT and takedown.sent_at is not None:
            values = {"at": f"{takedown.sent_at.astimezone(zone):%d/%m/%Y %H:%M}", "key": takedown.key}
            if not verdict.allowed:
                return PlanLine(entry, name, Action.DONE, say.TAKEN_DOWN, values, takedown)
            if takedown.cause is not Cause.REPOST:
                return PlanLine(entry, name, Action.HELD, say.TAKEN_DOWN_YET_ALLOWED, values, takedown)
            again = numbered(ANNOUNCE, history.round + 1)
            held = self._held_back(entry, name, takedown)
            return held or PlanLine(entry, name, Action.POST, say.DUE_AGAIN, {}, takedown, again)
        if takedown.state is State.FAILED or takedown.needs_person:
            action = Action.FAILED if takedown.state is State.FAILED else Action.HELD
            return PlanLine(entry, name, action, say.ASK_PERSON, {"error": takedown.error}, takedown)
        is_begun = takedown.state in _UNDER_WAY or takedown.half_made
        if verdict.allowed and takedown.cause in _CALLED_OFF_BY_ITSELF and not is_begun:
            return PlanLine(entry, name, Action.CALL_OFF, say.TAKEDOWN_OVER, {}, takedown)
        post = history.post
        url = post.remote_url if post is not None else ""
        return PlanLine(entry, name, Action.CONTINUE, say.TAKING_DOWN, {"url": url}, takedown)

    def _compared(self, entry: Entry, name: str, history: History, post: Brief) -> PlanLine:
        """Plan a story that may stay: does the channel show what is approved?"""
        shown, correction = history.shown or post, history.correction
        if correction is not None and correction.state is not State.FAILED:
            action = Action.HELD if correction.needs_person else Action.CONTINUE
            words = say.ASK_PERSON if correction.needs_person else say.WILL_CORRECT
            return PlanLine(entry, name, action, words, {"error": correction.error}, correction)
        if post.drift is Drift.HIDDEN:
            return PlanLine(entry, name, Action.DONE, say.HIDDEN_THERE, {"url": post.remote_url}, post)
        if entry.fingerprint == shown.fingerprint:
            words = say.EDITED_THERE if post.drift is Drift.EDITED else say.SHOWN_AS_APPROVED
            return PlanLine(entry, name, Action.DONE, words, {"url": post.remote_url}, post)
        if correction is not None and correction.fingerprint == entry.fingerprint:
            return PlanLine(entry, name, Action.FAILED, say.ASK_PERSON, {"error": correction.error}, correction)
        return self._changed(entry, name, history, post, shown)

    def _changed(self, entry: Entry, name: str, history: History, post: Brief, shown: Brief) -> PlanLine:
        change = self.amends(entry, name, shown)
        if change.amendment is None:
            words = say.CANNOT_CORRECT if change.why is None else say.CANNOT_SAY_NOW
            values = {"url": post.remote_url, "reason": change.why}
            return PlanLine(entry, name, Action.CHANGED, words, values, post)
        if change.amendment is Amendment.SAME:
            return PlanLine(entry, name, Action.DONE, say.SAME_THERE, {}, shown)
        if change.amendment is Amendment.REPOST:
            return PlanLine(entry, name, Action.HELD, say.NEEDS_REPOST, {"why": change.why, "key": post.key}, post)
        held = self._held_back(entry, name, post)
        purpose = history.next_correction()
        return held or PlanLine(entry, name, Action.CORRECT, say.WILL_CORRECT, {}, shown, purpose)


def _must_go(entry: Entry, name: str, history: History, post: Brief, verdict: Verdict) -> PlanLine:
    reason = verdict.reason or Reason.WITHDRAWN
    values = {"url": post.remote_url, "key": post.key, "reason": finished(SENTENCES[reason], verdict.values)}
    cause = _TAKE_DOWN.get(reason)
    if cause is None:
        return PlanLine(entry, name, Action.HELD, say.MUST_A_PERSON_WITHDRAW, values, post)
    purpose = numbered(WITHDRAW, history.round)
    return PlanLine(entry, name, Action.WITHDRAW, say.WILL_WITHDRAW, values, post, purpose, cause)


def _late(entry: Entry, name: str, post: Brief | None, late: Words) -> dict[str, object]:
    return {"late": late, "key": post.key if post is not None else f"{name}/{entry.story_id}"}


def _under_way(entry: Entry, name: str, post: Brief) -> PlanLine:
    if post.needs_person:
        return PlanLine(entry, name, Action.HELD, say.ASK_PERSON, {"error": post.error}, post)
    return PlanLine(entry, name, Action.CONTINUE, say.OUTCOME_UNKNOWN, {}, post)


def _ended(entry: Entry, name: str, post: Brief) -> PlanLine:
    if post.state is State.FAILED:
        return PlanLine(entry, name, Action.FAILED, say.ASK_PERSON, {"error": post.error}, post)
    return PlanLine(entry, name, Action.DONE, say.CANCELLED, {}, post)


def _may_begin_again(post: Brief, entry: Entry, verdict: Verdict) -> bool:
    """Tell whether a post that never went out gets a new try by itself: other words, or a withdrawal taken back."""
    if not verdict.allowed:
        return False
    if post.state is State.FAILED:
        return post.fingerprint != entry.fingerprint
    return post.cause is Cause.WITHDRAWAL


def _may_be_public_soon(post: Brief | None) -> bool:
    if post is None or post.needs_person:
        return False
    return post.state in _UNDER_WAY or (post.state is State.PENDING and post.half_made)


def _gone(name: str, history: History) -> list[PlanLine]:
    """Say what a story that was deleted, or can no longer be read, left behind: only a person may judge that."""
    post, takedown = history.post, history.takedown
    if post is None or post.state in _OVER:
        return []
    if takedown is not None and takedown.state is State.SENT:
        return []
    if takedown is not None:
        return [PlanLine(None, name, Action.CONTINUE, say.TAKING_DOWN, {"url": post.remote_url}, takedown)]
    if post.drift is Drift.GONE:
        return []
    if post.state is State.SENT:
        values = {"reason": say.STORY_GONE, "url": post.remote_url, "key": post.key}
        return [PlanLine(None, name, Action.HELD, say.MUST_A_PERSON_WITHDRAW, values, post)]
    return [PlanLine(None, name, Action.HELD, say.STORY_GONE, {}, post)]


def _without_a_flood(lines: list[PlanLine], most: int) -> list[PlanLine]:
    """Hold posts back from being taken down by the dozen for one reason: that is a slip in a list or a setting.

    A withdrawal written into a story is one person's word for one story, and always carried out.
    """
    counts = Counter(line.cause for line in lines if line.action is Action.WITHDRAW)
    floods = {cause for cause, count in counts.items() if cause is not Cause.WITHDRAWAL and count > most}
    return [
        replace(
            line,
            action=Action.HELD,
            words=say.TOO_MANY,
            values={**line.values, "count": counts[line.cause], "most": most},
            purpose="",
        )
        if line.action is Action.WITHDRAW and line.cause in floods
        else line
        for line in lines
    ]
