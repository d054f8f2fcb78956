"""Every call of every act meets every fault, and carrying on ends as if nothing had happened: once, and as approved.

The table is the product of the recorded calls (`calls.json`) and the platforms' faults. How it must end is not typed
either: as the same act ends without a fault. What cannot end so stands in `Ending`, each with its reason.
Processes that are killed have a table of their own, from the same calls: `test_killed_process.py`.
"""

from __future__ import annotations

from enum import Enum

import pytest
import record_calls
from act_stage import (
    ACTS,
    Seen,
    Stage,
    StagedScene,
    calls_of,
    carry_on,
    ids_in_ledger,
    play,
    public_ids,
    recorded,
    seen,
)
from breaking_http import HangingUp
from publishing_scene import CHANNELS
from stage_fixtures import StageOf, entry_points_read_once, stage_of

from newsroom.outbox.model import Item, State
from newsroom.outbox.purposes import ANNOUNCE, BROADCAST
from publishers.sandbox.fault_kinds import AFTER, BEFORE, KINDS, SPOKEN, kinds_of

__all__ = ["entry_points_read_once", "stage_of"]

CALLS = {act: record.calls for act, record in recorded().items()}
SAME_TO_US = {
    "bad_token": "token_expired",
    "timeout_before": "reset_before",
    "empty_body_before": "html_502",
    "text_body_after": "html_502_after",
}
"""Faults that reach us as another one of the table does; the publishers' own tests tell their codes apart."""
FAULTS = sorted((BEFORE | AFTER | SPOKEN) - set(SAME_TO_US))
# With a second story that waits, what matters is what one story's trouble does to the other.
FAULTS_OF_TWO = sorted({*SPOKEN, "reset_after", "server_error_before"} - set(SAME_TO_US))

REFUSED_FOR_GOOD = {
    "photos.create": "the platform does not take the picture",
    "feed.create": "the platform does not take the post",
    "post.update": "the platform does not make it public, or does not take the new words",
    "post.delete": "the platform does not take it down: a person has to",
    "comments.create": "the platform does not take the comment",
    "article.create": "the platform does not take the article",
    "article.update": "the platform does not show it, or does not take the new words, or does not hide it",
    "article.remove": "the platform does not take it down: a person has to",
    "message.send": "the platform does not take the broadcast",
}
"""Writes whose refusal is the platform's last word on this payload; a person is told, and nothing is repeated."""


class Ending(Enum):
    """How carrying on ends."""

    DONE = "as without a fault"
    REFUSED = "the platform refused a write: failed, a person changes the story, nothing half-done is public"
    CONSENT = "the answer that held the only refresh token is lost: a person consents again, and then it is done"
    PERSON = "no platform tells whether a broadcast went out: a person is asked, and it is never sent again"


def ending_of(act: str, call: str, fault: str) -> Ending:
    """Say how a case must end."""
    if act == "facebook-scheduled" and call == "feed.create":
        return Ending.DONE  # refused by Facebook's clock, the post is made at its time by our own
    if fault == "refused" and call in REFUSED_FOR_GOOD:
        return Ending.REFUSED
    if call == "token" and fault in AFTER:
        return Ending.CONSENT
    return Ending.PERSON if call == "message.send" and fault not in SPOKEN else Ending.DONE


CASES = [
    pytest.param(act, index, fault, id=f"{act}-{index + 1}-{name}-{fault}")
    for act, names in CALLS.items()
    for index, name in enumerate(names)
    for fault in (FAULTS_OF_TWO if act.endswith("-two") else FAULTS)
]


@pytest.mark.slow
def test_the_recorded_calls_are_those_that_are_made() -> None:
    """The table covers every call: acts without a fault make exactly the recorded calls, in that order."""
    assert record_calls.record() == recorded()


def test_no_fault_of_the_platforms_is_forgotten() -> None:
    """Every fault that can befall a call of both platforms is in the table, or says which one it equals."""
    kinds = {kind for channel in CHANNELS for kind in kinds_of(channel)}
    of_one_platform = KINDS - set.intersection(*({*kinds_of(channel)} for channel in CHANNELS))
    not_faults_of_a_call = {"slow", "token_killed"}
    assert kinds - of_one_platform - not_faults_of_a_call == {*FAULTS, *SAME_TO_US}
    assert set(SAME_TO_US.values()) <= set(FAULTS)


@pytest.mark.parametrize("act_name", ACTS)
def test_an_act_changes_what_the_public_has(stage_of: StageOf, act_name: str) -> None:
    """Without a fault each act does what it is for, so that a case that ends "as without a fault" says something."""
    stage = stage_of(act_name)
    assert stage.before != stage.after
    assert stage.after.messages <= 1
    scene = stage.set_up()
    play(scene, stage.act)
    assert {item.state for item in scene.items()} == {State.SENT}
    assert seen(scene) == stage.after


@pytest.mark.usefixtures("entry_points_read_once")
@pytest.mark.parametrize(("act_name", "index", "fault"), CASES)
def test_carrying_on_after_a_fault_ends_once_and_as_approved(
    stage_of: StageOf, act_name: str, index: int, fault: str
) -> None:
    """One fault at any call of any act: carried on, the public has each story once, and the ledger says `sent`."""
    stage, call = stage_of(act_name), CALLS[act_name][index]
    scene, act = stage.set_up(), stage.act
    nth = CALLS[act_name][: index + 1].count(call)
    scene.sandbox.faults.add(act.channel, call, nth, fault)
    play(scene, act, http=HangingUp(scene.sandbox, act.channel, index + 1) if fault == "timeout_after" else None)
    assert scene.sandbox.faults.waiting() == []

    items = carry_on(scene, act.channel)

    how = ending_of(act_name, call, fault)
    if how is Ending.CONSENT:
        assert seen(scene) == stage.before
        assert State.SENT not in {item.state for item in items}
        scene.seed = scene.sandbox.zalo.consent_again()
        items = carry_on(scene, act.channel)
    if how is Ending.REFUSED:
        check_refused(scene, stage, items)
    elif how is Ending.PERSON:
        check_asked(scene, stage, items, was_sent=fault in AFTER)
    else:
        check_done(scene, stage, items)


def check_done(scene: StagedScene, stage: Stage, items: list[Item]) -> None:
    assert [item.state for item in items] == [State.SENT] * len(items), [item.error for item in items]
    assert seen(scene) == stage.after
    assert public_ids(scene) == ids_in_ledger(items)
    before = len(calls_of(scene, stage.act))
    scene.run(stage.act.channel)
    assert calls_of(scene, stage.act, before) == []


def check_refused(scene: StagedScene, stage: Stage, items: list[Item]) -> None:
    """Check that what was refused failed, what hung on it was called off, and nothing else changed."""
    (failed,) = (item for item in items if item.state is State.FAILED)
    others = {item.state for item in items if item is not failed and item.purpose != "comment"}
    assert others <= {State.SENT}
    assert failed.error
    assert seen(scene) == _without(failed, stage)
    assert public_ids(scene) == ids_in_ledger(items)


def _without(failed: Item, stage: Stage) -> Seen:
    after = stage.after
    if failed.purpose == "comment":
        return Seen(after.posts, (), after.messages)
    if failed.purpose != ANNOUNCE:
        return stage.before
    title = f"lần thứ {int(failed.story_id[-4:])}"
    return Seen(tuple(post for post in after.posts if title not in post[0]), (), after.messages)


def check_asked(scene: StagedScene, stage: Stage, items: list[Item], *, was_sent: bool) -> None:
    """Check that a person is asked, and that it is not sent again, not on later days either."""
    (unclear,) = (item for item in items if item.purpose == BROADCAST)
    assert (unclear.state, unclear.needs_person) == (State.UNKNOWN, True)
    for _ in range(3):
        scene.clock.advance(hours=24)
        scene.run(stage.act.channel, wait=600)
    assert calls_of(scene, stage.act).count("message.send") == 1
    assert seen(scene) == (stage.after if was_sent else stage.before)
