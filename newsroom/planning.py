"""The plan against the ledger: gathers what `plan.make_plan` compares."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.digest import any_asks, broadcasters, planned_digests
from newsroom.plan import Change, Standing, ahead_of, first_of_each, make_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.entries import Entries, Entry
    from newsroom.outbox.model import Brief
    from newsroom.outbox.store import Store
    from newsroom.plan import Amends
    from newsroom.plan_lines import PlanLine
    from publishers.contract import Publisher

_A_DAY = timedelta(days=1)


def current_plan(
    entries: Entries, store: Store | None, accounts: Mapping[str, str], renderers: Mapping[str, Publisher]
) -> list[PlanLine]:
    """Return the plan against the ledger; only deliveries of the configured accounts count.

    `renderers` compare what a channel shows with what is approved now; they need no credentials.
    """
    ahead = {name: ahead_of(renderer) for name, renderer in renderers.items()}
    if store is None:
        return make_plan(entries, Standing(ahead=ahead), _nothing_is_shown)
    stories = list(first_of_each(entries).values())
    resting = {
        (channel, story_id): (account, post)
        for (channel, account, story_id), post in store.at_rest().items()
        if accounts.get(channel, account) == account
    }
    records = [r for r in store.restless() if accounts.get(r.channel, r.account) == r.account]

    def recall(channel: str, story_id: str) -> list[Brief]:
        return store.briefs_of(channel, resting[channel, story_id][0], story_id)

    sent = {
        name: store.sent_times(name, entries.now - max(channel.window.gap, _A_DAY), channel.window.daily_cap)
        for name, channel in entries.config.channels.items()
    }
    at_rest = {key: post for key, (_, post) in resting.items()}
    standing = Standing(records, at_rest, recall, sent, store.paused(), ahead)
    lines = make_plan(entries, standing, _Amends(entries, store, renderers))
    senders = broadcasters(renderers)
    if not senders or not any_asks(stories):
        return lines
    everything = [r for r in store.briefs() if accounts.get(r.channel, r.account) == r.account]
    return [*lines, *planned_digests(entries, stories, everything, senders)]


class _Amends:
    """Compares by rendering; what that needs is loaded when the first story changed since it was posted."""

    def __init__(self, entries: Entries, store: Store, renderers: Mapping[str, Publisher]) -> None:
        self._given = (entries, store, renderers)
        self._comparing: Amends | None = None

    def __call__(self, entry: Entry, channel: str, shown: Brief) -> Change:
        if self._comparing is None:
            from newsroom.comparing import Comparing

            self._comparing = Comparing(*self._given)
        return self._comparing(entry, channel, shown)


def _nothing_is_shown(entry: Entry, channel: str, shown: Brief) -> Change:
    msg = f"{entry.name} was never posted to {channel}, yet {shown.key} is shown"
    raise AssertionError(msg)
