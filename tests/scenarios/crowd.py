"""Hundreds of approved stories that lie nowhere, their pages on a website, and relays that work on them as processes.

What is shown is the relay: stories are parsed and drawn elsewhere, so here they are only what the relay asks for.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hand_made import START, Website
from office_process import Death, Office, mortal

from newsroom.config import Config
from newsroom.entries import Announced, Entry
from newsroom.freezes import Named
from newsroom.gate import Verdict
from newsroom.live import WebLiveCheck
from newsroom.outbox.model import Brief, Item, State
from newsroom.outbox.purposes import ANNOUNCE, delivery_key
from newsroom.outbox.store import Store
from newsroom.relay import Relay
from newsroom.story.read import StoryFile
from newsroom.terms import Terms, read_terms
from publishers.contract import Paragraph, Payload, Photo, Post
from publishers.http import Http

_REVISION = "0123456789abcdef"
_FINGERPRINT = f"sha256:{_REVISION}"
_NOBODY = Named("", ())
_PAGE = f'<html><head><meta name="story-revision" content="{_REVISION}"></head></html>'.encode()
_DUE = START - timedelta(minutes=30)


@dataclass(frozen=True)
class Crowd:
    """The entries of many approved stories; the relay asks only for verdicts."""

    config: Config
    now: datetime
    entries: tuple[Entry, ...]

    @property
    def terms(self) -> Terms:
        return read_terms(self.config.terms_path)

    def all(self) -> Sequence[Entry]:
        return self.entries

    def verdict(self, entry: Entry, channel: str) -> Verdict:
        return Verdict()

    def open(self, entry: Entry) -> StoryFile:
        raise AssertionError(f"nothing of {entry.name} is to be rendered anew")


def gather(office: Office, website: Website, picture: Path, counts: Mapping[str, int]) -> Crowd:
    """Queue so many posts on each channel, and put their pages on the website."""
    website.show("bia.jpg", picture.read_bytes(), "image/jpeg")
    renderers = {
        name: channel.offline(office.config.channels[name].options) for name, channel in office.channels.items()
    }
    accounts = {name: publisher.account for name, publisher in office.publishers(Http()).items()}
    entries, items = [], []
    for number, channel in enumerate(name for name, count in counts.items() for _ in range(count)):
        post = _post(website, picture, number + 1)
        website.show(post.link.removeprefix(website.url), _PAGE)
        times = {name: Announced(_DUE) for name in (channel, "website")}
        entries.append(
            Entry(post.story_id, post.link, post.title, f"2026/bai-{number + 1}/", _FINGERPRINT, _NOBODY, times)
        )
        items.append(_item(channel, accounts[channel], post, renderers[channel].render(post)))
    store = Store(office.database)
    store.enqueue(START, *items)
    store.close()
    return Crowd(office.config, START, tuple(entries))


def _post(website: Website, picture: Path, number: int) -> Post:
    cover = Photo(
        str(picture), f"{website.url}bia.jpg", "Chị Mai ở quầy", hashlib.sha256(picture.read_bytes()).hexdigest()
    )
    return Post(
        story_id=f"GS-2026-{number:05}",
        title=f"Chị Mai mở cửa sớm lần thứ {number}",
        summary="Sáng nào bộ phận một cửa cũng mở sớm mười lăm phút.",
        text=None,
        hashtags=(),
        link=f"{website.url}2026/bai-{number}/",
        author="Lê Thị Ngọc Trâm",
        photos=(),
        cover=cover,
        body=(Paragraph("paragraph", "Sáng nào chị cũng mở cửa sớm."),),
    )


def _item(channel: str, account: str, post: Post, payload: Payload) -> Item:
    return Item(
        key=delivery_key(channel, account, post.story_id),
        channel=channel,
        account=account,
        story_id=post.story_id,
        purpose=ANNOUNCE,
        state=State.PENDING,
        fingerprint=_FINGERPRINT,
        payload=payload,
        link=post.link,
        due_at=_DUE,
        since_at=_DUE - timedelta(days=1),
        next_at=START,
    )


def work(office: Office, crowd: Crowd, owner: str, death: Death | None = None, gate: Any = None) -> None:
    """Relay until nothing is left that could be worked on without waiting for a lease."""
    with mortal(office.platforms, death) as (http, _):
        store = Store(office.database)
        relay = Relay(
            store=store,
            publishers=office.publishers(http),
            entries=crowd,
            stories={entry.story_id: entry for entry in crowd.entries},
            live=WebLiveCheck(http),
            clock=office.clock,
            chance=lambda: 0.5,
            owner=owner,
            refreeze=lambda *_: False,
        )
        if gate is not None:
            gate.wait()
        while True:
            relay.run()
            waiting = store.briefs(State.PENDING, State.UNKNOWN)
            if not waiting:
                break
            office.clock.sleep(max(0.5, (min(brief.next_at for brief in waiting) - office.clock.now()).total_seconds()))
        store.close()


def kept(office: Office) -> tuple[list[Brief], Counter[tuple[str, str]]]:
    """Return the deliveries, and how often each event stands in the ledger for each."""
    store = Store(office.database)
    briefs, events = store.briefs(), Counter((event.key, event.event) for event in store.events())
    store.close()
    return briefs, events
