"""Whatever happens to deliveries, the exported lines tell the same story as the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hand_made import START, HandClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.deciding import Decider
from newsroom.errors import UsageError
from newsroom.ledger_file import export, line_of, rebuild
from newsroom.letting_go import Ending, let_go
from newsroom.outbox.model import Brief, Cause, Drift, Item, State
from newsroom.outbox.pauses import pause, resume
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST, COMMENT, CORRECT, delivery_key, numbered
from newsroom.outbox.rows import intention
from newsroom.outbox.store import LeaseLost, Store
from newsroom.plan_lines import PAUSED
from newsroom.reconcile import settle
from newsroom.report_lines import Line, Outcome
from newsroom.steps import LEASE, Steps
from publishers.contract import Delivery, Payload, Progress, Receipt
from publishers.errors import (
    Gone,
    NotAuthorized,
    OutcomeUnknown,
    PublishError,
    RateLimited,
    Rejected,
    SeveralFound,
    Unavailable,
)

_ERRORS = (Gone, NotAuthorized, OutcomeUnknown, RateLimited, Rejected, SeveralFound, Unavailable)
ANSWERS = st.sampled_from(["receipt", "receipt", "nothing", "progress", "wait", *(error.__name__ for error in _ERRORS)])
ACTS = st.sampled_from(
    [
        "queue",
        "queue",
        "work",
        "work",
        "work",
        "settle",
        "die",
        "expire",
        "let-go",
        "send",
        "cancel",
        "take_down",
        "repost",
        "sent-as",
        "correct",
        "broadcast",
        "refreeze",
        "call-off",
        "seen",
        "same",
        "pause",
        "resume",
        "wait",
    ]
)


@dataclass
class Scripted:
    """A channel that answers what it is told to, in order; then with success."""

    answers: list[str] = field(default_factory=list)
    account: str = "1"

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        return self._next(delivery, "nothing")

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        return self._next(delivery, "receipt") or self._receipt(delivery)

    correct = comment = withdraw = broadcast = publish
    broadcast_rules = None

    def amend(self, shown: Payload, wanted: Payload) -> None:
        raise NotImplementedError

    def render_broadcast(self, posts: Any) -> None:
        raise NotImplementedError

    def _next(self, delivery: Delivery, usual: str) -> Any:
        word = self.answers.pop(0) if self.answers else usual
        if word == "receipt":
            return self._receipt(delivery)
        if word in {"progress", "wait"}:
            return Progress({"post": "7"}, 30 if word == "wait" else 0, "a step")
        if word == "nothing":
            return None
        error: type[PublishError] = next(e for e in _ERRORS if e.__name__ == word)
        raise error(f"vì {word}", "12/3")

    def _receipt(self, delivery: Delivery) -> Receipt:
        return Receipt(delivery.target or f"id-{delivery.story_id}-{delivery.purpose}", "https://kênh/1")


class Desk:
    """Lets things happen to the deliveries of a database."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self.publisher = store, HandClock(START), Scripted()
        self.steps = Steps(store, self.clock, lambda: 0.5, "me")

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def act(self, what: str, nth: int, answers: list[str]) -> None:
        self.publisher.answers = list(answers)
        self.clock.advance(seconds=1)
        getattr(self, f"_{what.replace('-', '_')}")(nth)

    def _pick(self, nth: int, *states: State) -> Item | None:
        found = self.store.items(*states)
        return found[nth % len(found)] if found else None

    def _queue(self, nth: int) -> None:
        post = self._item(f"A{nth % 3}", ANNOUNCE)
        self.store.enqueue(self.now, post, replace(post, key=post.key.replace(ANNOUNCE, COMMENT), purpose=COMMENT))

    def _correct(self, nth: int) -> None:
        post = self._pick(nth, State.SENT)
        if post is not None and post.act == ANNOUNCE:
            number = 1 + sum(b.act == CORRECT for b in self.store.briefs())
            self.store.enqueue(
                self.now, self._item(post.story_id, numbered(CORRECT, number), target=post.remote_id, words="mới")
            )

    def _broadcast(self, nth: int) -> None:
        item = self._item(f"digest-{nth}", BROADCAST, members=("A0", "A1"))
        known = self.store.get(item.key)
        if known is not None and known.state is State.CANCELLED:
            self.store.change(known, item, self.now, "enqueued", **intention(item))
        else:
            self.store.enqueue(self.now, item)

    def _work(self, nth: int) -> None:
        item = self._pick(nth, State.PENDING)
        if item is None:
            return
        self.clock.at = max(self.now, item.next_at)
        if item.act == COMMENT and item.target is None:
            self.store.change(item, replace(item, target="id"), self.now)
        claim = self.store.claim(item.key, "me", self.now, self.now + LEASE)
        if claim is not None:
            self.steps.work(claim, self.publisher)  # type: ignore[arg-type]

    def _settle(self, nth: int) -> None:
        item = self._pick(nth, State.UNKNOWN)
        if item is None:
            return
        self.clock.at = max(self.now, item.next_at)
        held = self.store.claim_unknown(item.key, "me", self.now, self.now + LEASE)
        if held is not None:
            settle(self.store, self.publisher, held, "me", self.clock, lambda: 0.5)  # type: ignore[arg-type]

    def _die(self, nth: int) -> None:
        item = self._pick(nth, State.PENDING)
        if item is not None:
            self.store.claim(item.key, "dead", max(self.now, item.next_at), self.now + LEASE)

    def _expire(self, _: int) -> None:
        self.clock.advance(minutes=10)
        self.store.expire_leases(self.now)

    def _wait(self, nth: int) -> None:
        self.clock.advance(hours=nth * 5)

    def _let_go(self, nth: int) -> None:
        found = [i for i in self.store.items(State.PENDING) if i.handle is not None]
        if not found:
            return
        item = found[nth % len(found)]
        self.clock.at = max(self.now, item.next_at)
        claim = self.store.claim(item.key, "me", self.now, self.now + LEASE)
        if claim is not None:
            ending = list(Ending)[nth % 3]
            let_go(self.store, self.publisher, claim, "me", self.clock, Line(item, Outcome.WAITING, PAUSED), ending)  # type: ignore[arg-type]

    def _decide(self, what: str, nth: int, *given: str) -> None:
        item = self._pick(nth)
        if item is not None:
            getattr(Decider(self.store, "Chị Lan", self.now), what)(item, *given)

    def _send(self, nth: int) -> None:
        self._decide("send", nth)

    def _cancel(self, nth: int) -> None:
        self._decide("cancel", nth)

    def _take_down(self, nth: int) -> None:
        self._decide("take_down", nth)

    def _repost(self, nth: int) -> None:
        self._decide("repost", nth)

    def _sent_as(self, nth: int) -> None:
        self._decide("sent_as", nth, "hand-made", "https://kênh/2")

    def _refreeze(self, nth: int) -> None:
        item = self._pick(nth, State.PENDING)
        if item is not None:
            self.store.refreeze(replace(item, fingerprint="f2", payload=Payload({"message": "mới"})), self.now)

    def _call_off(self, nth: int) -> None:
        item = self._pick(nth, State.PENDING)
        if item is None or item.half_made:
            return
        cause = list(Cause)[nth % 3]
        self.store.change(
            item, replace(item, state=State.CANCELLED, cause=cause), self.now, "cancelled", cause=str(cause)
        )

    def _seen(self, nth: int) -> None:
        item = self._pick(nth, State.SENT)
        if item is not None:
            self.store.seen(item, [None, *Drift][nth % 4], self.now)

    def _same(self, nth: int) -> None:
        item = self._pick(nth, State.SENT)
        if item is not None:
            self.store.shows_the_same(item, "f3", self.now)

    def _pause(self, nth: int) -> None:
        pause(self.store, f"lý do {nth}", "Chánh Văn phòng", self.now)

    def _resume(self, _: int) -> None:
        resume(self.store, "Chánh Văn phòng", self.now)

    def _item(self, story: str, purpose: str, words: str = "cũ", **more: Any) -> Item:
        return Item(
            key=delivery_key("kênh", "1", story, purpose),
            channel="kênh",
            account="1",
            story_id=story,
            purpose=purpose,
            state=State.PENDING,
            fingerprint="f1",
            payload=Payload({"message": words}),
            link=f"https://trang/{story}/",
            due_at=self.now,
            since_at=self.now - timedelta(days=1),
            next_at=self.now,
            **more,
        )


_UNDER_WAY = frozenset({State.PENDING, State.SENDING, State.UNKNOWN})
# What is worth nothing on another machine, or is learnt again at the first look.
_FORGOTTEN = ("lease_owner", "lease_until", "half_made", "tries", "next_at", "public_at", "unknown_since", "error_code")


def facts(brief: Brief, begun: set[str]) -> dict[str, Any]:
    """Return what a rebuilt database must know; of what was begun, only that it has to be looked up."""
    told = {name: value for name, value in asdict(brief).items() if name not in _FORGOTTEN}
    if brief.act == COMMENT:
        del told["target"]  # its post's id, set when it is taken up
    if brief.key in begun and brief.state in _UNDER_WAY:
        # Of a broadcast that was begun a person has to say whether it went out.
        return told | {"state": "begun", "error": None, "needs_person": None}
    return told | {"error": brief.error if brief.state is State.FAILED else None}


def begun_in(store: Store) -> set[str]:
    """Return the deliveries that somebody was about to write since they were queued or settled last."""
    found: set[str] = set()
    for event in store.events():
        if event.event in {"begun", "outcome-unknown", "lease-ended", "needs-person"}:
            found.add(event.key)
        elif event.event in {"found-nothing", "let-go", "resolved-send", "enqueued"}:
            found.discard(event.key)
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


def fresh(place: Path, name: str) -> Store:
    for path in place.glob(f"{name}.db*"):
        path.unlink()
    if not (place / "empty.bin").exists():
        Store(f"sqlite:///{place / 'empty.db'}").close()
        (place / "empty.bin").write_bytes((place / "empty.db").read_bytes())
    (place / f"{name}.db").write_bytes((place / "empty.bin").read_bytes())
    return Store(f"sqlite:///{place / f'{name}.db'}")


HISTORIES = st.lists(st.tuples(ACTS, st.integers(0, 7), st.lists(ANSWERS, max_size=3)), min_size=3, max_size=25)


@given(history=HISTORIES)
@settings(max_examples=120, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_a_rebuilt_database_tells_the_same(place: Path, history: list[tuple[str, int, list[str]]]) -> None:
    """Over random histories, export and import give the same deliveries, the same ledger and the same pause."""
    store, other = fresh(place, "old"), fresh(place, "new")
    path = place / "ledger.jsonl"
    path.unlink(missing_ok=True)
    try:
        desk = Desk(store)
        for number, (what, nth, answers) in enumerate(history):
            try:
                desk.act(what, nth, answers)
            except (UsageError, LeaseLost):
                continue
            if number % 5 == 4:
                export(store, path)
        export(store, path)
        assert rebuild(other, path) == len(store.briefs())
        begun = begun_in(store)
        assert [facts(b, begun) for b in other.briefs()] == [facts(b, begun) for b in store.briefs()]
        assert [line_of(e) for e in other.events()] == [line_of(e) for e in store.events()]
        assert other.paused() == store.paused()
        assert {i.key: i.payload.data for i in other.items()} == {i.key: i.payload.data for i in store.items()}
    finally:
        store.close()
        other.close()
