"""What people did on the channels by hand: edited, hidden, taken down, or posted there without us.

Looking writes nothing to a platform. What is found is remembered, and nothing removed by a person is ever posted again
by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.account_check import AccountTrouble, account_trouble, refused
from newsroom.history import histories
from newsroom.language import Words
from newsroom.outbox.model import Drift, State
from publishers.abilities import Standing, Surveys
from publishers.errors import PublishError
from publishers.vault import VaultError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsroom.history import History
    from newsroom.outbox.model import Brief
    from newsroom.outbox.store import Store
    from publishers.abilities import Sighting
    from publishers.contract import Publisher

STANDINGS: dict[Standing, Words] = {
    Standing.AS_SENT: Words("đúng bản đã đăng", "as posted"),
    Standing.EDITED: Words("bị sửa bằng tay trên kênh", "edited by hand"),
    Standing.HIDDEN: Words("bị ẩn trên kênh", "hidden by hand"),
    Standing.GONE: Words("bị gỡ trên kênh", "taken down by hand"),
    Standing.FOREIGN: Words("có trên kênh, không do newsroom đăng", "posted there without newsroom"),
}
_DRIFTS = {Standing.EDITED: Drift.EDITED, Standing.HIDDEN: Drift.HIDDEN, Standing.GONE: Drift.GONE}


@dataclass(frozen=True, slots=True)
class Seen:
    """One post as it was found."""

    channel: str
    sighting: Sighting
    record: Brief | None
    """Our delivery; None for a foreign post."""
    is_news: bool
    """It was not known before."""


@dataclass(slots=True)
class Surveyed:
    """All that was seen, and the channels that could not be looked at."""

    seen: list[Seen] = field(default_factory=list)
    troubles: dict[str, AccountTrouble] = field(default_factory=dict)


def survey(store: Store, publishers: Mapping[str, Publisher], now: datetime, days: int) -> Surveyed:
    """Look at every channel's posts of the last `days` and remember what changed there."""
    found = Surveyed()
    known = histories(store.briefs())
    for name, publisher in publishers.items():
        if not isinstance(publisher, Surveys):
            continue
        trouble = account_trouble(publisher, now)
        if trouble is None:
            mine = {k: h for k, h in known.items() if k[0] == name and h.records[0].account == publisher.account}
            try:
                found.seen += _survey_one(store, name, publisher, mine, now, now - timedelta(days=days))
            except (PublishError, VaultError) as error:
                trouble = refused(error)
        if trouble is not None:
            found.troubles[name] = trouble
    return found


def _survey_one(
    store: Store,
    channel: str,
    publisher: Surveys,
    known: Mapping[tuple[str, str], History],
    now: datetime,
    since: datetime,
) -> list[Seen]:
    posts = {post.remote_id: (post, history) for history in known.values() if (post := _public(history, since))}
    # Everything we ever made there, so that an old post of ours never counts as somebody else's.
    ours = {record.remote_id for history in known.values() for record in history.records}
    shown = {}
    for remote_id, (post, history) in posts.items():
        item = store.get((history.shown or post).key)
        if item is not None and remote_id is not None:
            shown[remote_id] = item.payload
    found: list[Seen] = []
    for sighting in publisher.survey(shown, since):
        pair = posts.get(sighting.remote_id)
        if pair is not None:
            post = pair[0]
            drift = _DRIFTS.get(sighting.standing)
            is_news = post.drift is not drift
            if is_news:
                store.seen(post, drift, now)
            found.append(Seen(channel, sighting, post, is_news))
        elif sighting.standing is Standing.FOREIGN and sighting.remote_id not in ours:
            found.append(Seen(channel, sighting, None, is_news=True))
    return found


def _public(history: History, since: datetime) -> Brief | None:
    """Return the post that should be public, when it is recent enough to be looked at."""
    post = history.post
    if post is None or post.state is not State.SENT or post.sent_at is None or post.sent_at < since:
        return None
    return None if history.takedown is not None or post.drift is Drift.GONE else post
