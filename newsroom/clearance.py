"""What must hold at the moment a delivery is taken up: the last look before anything is written.

Taking down needs no clearance: a closed window or a pause must not keep a withdrawn story in public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.approval import revision
from newsroom.digest import is_public_as_approved, sending_hours
from newsroom.freezes import read_freezes
from newsroom.gate import SENTENCES, Reason, frozen
from newsroom.history import History
from newsroom.language import Words
from newsroom.outbox.model import State
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, WITHDRAW, number_of, numbered
from newsroom.plan import ahead_of, is_handed_over_early
from newsroom.plan_lines import BROADCAST_AT, PAUSED
from newsroom.report_lines import Line, Outcome
from newsroom.windows import TOO_LATE, is_too_late, late_from, lateness, slot
from publishers.abilities import Broadcasts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.clock import Clock
    from newsroom.entries import Entries, Entry
    from newsroom.gate import Verdict
    from newsroom.live import LiveCheck, NotLive
    from newsroom.outbox.model import Item, Record
    from newsroom.outbox.store import Store
    from publishers.contract import Publisher

OTHER_CONTENT = Words(
    "nội dung đã đổi sau khi xếp hàng; lượt sau sẽ dùng bản mới được duyệt",
    "the content changed after it was queued; the next run takes the newly approved one",
)
STORY_GONE = Words("bài không còn trong kho", "the story is no longer in the repository")
POST_NOT_THERE = Words("chờ bài chính lên kênh", "waits for its post to be public")
NOT_AS_APPROVED = Words(
    "có bài trong lượt này không còn đúng bản đã duyệt; sẽ soạn lại",
    "a story of this broadcast is no longer as approved; it is composed anew",
)


@dataclass(slots=True)
class Clearance:
    """Looks at the newsroom, the ledger and the website; writes nothing."""

    store: Store
    entries: Entries
    stories: Mapping[str, Entry]
    live: LiveCheck
    clock: Clock

    def refusal(self, item: Record, publisher: Publisher, *, half_made: bool) -> Line | None:
        """Say what stands against a delivery now; None when nothing does."""
        if item.act == WITHDRAW:
            return None
        pause = self.store.paused()
        if pause is not None:
            return Line(item, Outcome.WAITING, PAUSED, {"reason": pause.reason, "by": pause.by})
        if item.act == BROADCAST:
            return self._broadcast(item, publisher)
        return self._content(item, ahead_of(publisher)) or self._by_act(item, half_made=half_made)

    def _content(self, item: Record, ahead: timedelta) -> Line | None:
        """Say whether the story may be on the channel with exactly what the delivery holds."""
        entry = self.stories.get(item.story_id)
        if entry is None:
            return Line(item, Outcome.HELD, STORY_GONE)
        frozen = self._frozen(entry)
        if frozen is not None:
            return Line(item, Outcome.WAITING, SENTENCES[Reason.FROZEN], frozen.values)
        verdict = self.entries.verdict(entry, item.channel)
        if verdict.reason is not None and not is_handed_over_early(
            entry, item.channel, verdict, ahead, self.clock.now()
        ):
            return Line(item, Outcome.HELD, SENTENCES[verdict.reason], verdict.values)
        if entry.fingerprint != item.fingerprint:
            return Line(item, Outcome.HELD, OTHER_CONTENT)
        return None

    def _frozen(self, entry: Entry) -> Verdict | None:
        """Read anew who is frozen: somebody may have said so since this run began."""
        config = self.entries.config
        freezes = read_freezes(config.stories_path, lambda: self.entries.terms.units)
        return frozen(entry.named, freezes, config.zone)

    def _by_act(self, item: Record, *, half_made: bool) -> Line | None:
        if item.act == COMMENT:
            history = History(self.store.briefs_of(item.channel, item.account, item.story_id))
            post = history.post
            is_there = (
                post is not None
                and post.state is State.SENT
                and post.drift is None
                and history.takedown is None
                and post.purpose == numbered(ANNOUNCE, number_of(item.purpose))
            )
            return None if is_there else Line(item, Outcome.WAITING, POST_NOT_THERE)
        # What was handed over to the platform's own clock has left our window behind.
        if item.act == ANNOUNCE and item.public_at is None and item.due_at <= self.clock.now():
            return self._in_time(item, half_made=half_made)
        return None

    def _in_time(self, item: Record, *, half_made: bool) -> Line | None:
        config = self.entries.config
        window, zone, now = config.channels[item.channel].window, config.zone, self.clock.now()
        wanted = late_from(window, item.due_at, zone)
        if is_too_late(window, wanted, now):
            return Line(item, Outcome.HELD, TOO_LATE, {"late": lateness(wanted, now), "key": item.key})
        midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        since = min(midnight, now - window.gap)
        sent = self.store.slots_taken(item, since, window, with_begun=not half_made)
        found = slot(window, now, zone, sent)
        if found.reason is None or found.opens_at is None:
            return None
        return Line(item, Outcome.WAITING, found.reason, {"at": f"{found.opens_at.astimezone(zone):%d/%m %H:%M}"})

    def _broadcast(self, item: Record, publisher: Publisher) -> Line | None:
        if not isinstance(publisher, Broadcasts):
            return Line(item, Outcome.HELD, NOT_AS_APPROVED)
        for story_id in item.members:
            entry = self.stories.get(story_id)
            history = History(self.store.briefs_of(item.channel, item.account, story_id))
            if (
                entry is None
                or is_public_as_approved(self.entries, entry, item.channel, history) is None
                or self._frozen(entry) is not None
            ):
                return Line(item, Outcome.HELD, NOT_AS_APPROVED)
        opens, closes = sending_hours(self.entries, publisher.broadcast_rules)
        local = self.clock.now().astimezone(self.entries.config.zone)
        if opens <= local < closes:
            return None
        at = opens if local < opens else opens + timedelta(days=1)
        return Line(item, Outcome.WAITING, BROADCAST_AT, {"count": len(item.members), "at": f"{at:%d/%m %H:%M}"})

    def not_live(self, item: Item) -> NotLive | None:
        """Look whether the story's page shows this revision and the cover answers; acts without a page need none."""
        if item.half_made or item.act in {WITHDRAW, COMMENT, BROADCAST}:
            return None
        pictures = [*item.payload.fetched, *(photo.url for photo in item.payload.photos)]
        return self.live.look(item.link, revision(item.fingerprint), pictures[0] if pictures else None)
