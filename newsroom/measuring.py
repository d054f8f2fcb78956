"""Counting how posts were received, as far as platforms still tell; kept beside the ledger for the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.account_check import AccountTrouble, account_trouble, refused
from newsroom.history import histories
from newsroom.outbox.counts import keep_counts
from newsroom.outbox.model import Drift, State
from publishers.abilities import Measures
from publishers.errors import Gone, PublishError
from publishers.vault import VaultError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.outbox.model import Brief
    from newsroom.outbox.store import Store
    from publishers.contract import Publisher


@dataclass(frozen=True, slots=True)
class Counted:
    """One post's counts today."""

    record: Brief
    counts: Mapping[str, int]


@dataclass(slots=True)
class Measured:
    """All that was counted, and the channels that could not be asked."""

    counted: list[Counted] = field(default_factory=list)
    troubles: dict[str, AccountTrouble] = field(default_factory=dict)


def measure(store: Store, publishers: Mapping[str, Publisher], now: datetime, days: int) -> Measured:
    """Ask for the counts of every public post of the last `days` and keep them; nothing is written to a platform."""
    done = Measured()
    posts = [_public(h.post) for h in histories(store.briefs()).values() if h.takedown is None]
    for name, publisher in publishers.items():
        mine = [p for p in posts if p is not None and p.channel == name and p.account == publisher.account]
        recent = [p for p in mine if p.sent_at is not None and p.sent_at >= now - timedelta(days=days)]
        if not recent or not isinstance(publisher, Measures):
            continue
        trouble = account_trouble(publisher, now) or _measure_all(store, publisher, recent, now, done)
        if trouble is not None:
            done.troubles[name] = trouble
    return done


def _measure_all(
    store: Store, publisher: Measures, posts: list[Brief], now: datetime, done: Measured
) -> AccountTrouble | None:
    for post in posts:
        try:
            counts = publisher.measure(post.remote_id or "")
        except Gone:
            store.seen(post, Drift.GONE, now)
            continue
        except (PublishError, VaultError) as error:
            return refused(error)
        keep_counts(store, post.key, counts, now)
        done.counted.append(Counted(post, counts))
    return None


def _public(post: Brief | None) -> Brief | None:
    is_public = post is not None and post.state is State.SENT and post.drift is not Drift.GONE and post.remote_id
    return post if is_public else None
