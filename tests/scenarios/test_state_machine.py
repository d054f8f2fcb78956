"""Whatever people, platforms, networks and clocks do, and in whatever order, the promises hold after every act.

`make test` plays the same few dozen days every time. For a long run with new ones:

    NEWSROOM_MACHINE_EXAMPLES=2000 .venv/bin/python -m pytest -q -n 0 tests/scenarios/test_state_machine.py
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hand_made import HandClock, Website
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from machine_office import Office, sample_pages
from publishing_scene import _TURN, CHANNELS, Newsroom, Scene, make_newsroom

from publishers.sandbox import Sandbox

EXAMPLES = int(os.environ.get("NEWSROOM_MACHINE_EXAMPLES", "0"))
_STORIES = 3
_SPOILT = (
    "reset_before",
    "reset_after",
    "server_error_before",
    "server_error_after",
    "html_502",
    "html_502_after",
    "empty_body_before",
    "empty_body_after",
    "cut_body_after",
    "text_body_after",
    "rate_limited",
    "refused",
    "bad_token",
    "token_expired",
    "token_killed",
)
WHO = st.integers(0, _STORIES - 1)
SIDES = st.sampled_from([CHANNELS, CHANNELS, ("facebook",), ("zalo",)])
OPTIONS = st.sampled_from([{}, {"facebook": {"link_in": "comment"}}, {"zalo": {"withdraw": "hide"}}])


class Days(RuleBasedStateMachine):
    """Random days at one office."""

    grounds: Grounds

    @initialize(options=OPTIONS, approve=st.booleans())
    def begin(self, options: dict[str, Any], approve: bool) -> None:
        self.office = self.grounds.new_office(options)
        self.office.write(approve=True)
        self.office.write(approve=approve)
        self.office.scene.newsroom.deploy(self.office.clock.now())

    @precondition(lambda self: len(self.office.stories) < _STORIES)
    @rule(approve=st.booleans())
    def write(self, approve: bool) -> None:
        self.office.write(approve=approve)

    @rule(who=WHO, approve=st.booleans())
    def edit(self, who: int, approve: bool) -> None:
        self.office.edit(self.told(who), approve=approve)

    @rule(who=WHO)
    def approve(self, who: int) -> None:
        self.office.approve(self.told(who))

    @rule(who=WHO, back=st.booleans())
    def withdraw(self, who: int, back: bool) -> None:
        self.office.withdraw(self.told(who), back=back)

    @rule(who=WHO, back=st.booleans())
    def consent(self, who: int, back: bool) -> None:
        self.office.consent(self.told(who), back=back)

    @rule(who=WHO, back=st.booleans())
    def rename(self, who: int, back: bool) -> None:
        self.office.rename(self.told(who), back=back)

    @rule()
    def deploy(self) -> None:
        self.office.scene.newsroom.deploy(self.office.clock.now())

    @rule(names=SIDES, wait=st.sampled_from([0, 5, 600]))
    def publish(self, names: tuple[str, ...], wait: int) -> None:
        self.office.run(*names, wait=wait)

    @rule()
    def deploy_and_publish(self) -> None:
        self.deploy()
        self.office.run(*CHANNELS, wait=600)

    @rule(names=SIDES, nth=st.integers(1, 12), after=st.booleans())
    def crash(self, names: tuple[str, ...], nth: int, after: bool) -> None:
        self.office.crash(*names, nth=nth, after=after)

    @rule(
        name=st.sampled_from(CHANNELS), nth=st.integers(1, 12), kind=st.sampled_from(_SPOILT), times=st.integers(1, 3)
    )
    def spoil(self, name: str, nth: int, kind: str, times: int) -> None:
        self.office.sandbox.faults.add(name, "*", nth, kind, times=times)

    @rule(seconds=st.sampled_from([10, 90, 400, 1200, 4000, 90_000, 200_000]))
    def wait(self, seconds: int) -> None:
        self.office.clock.advance(seconds=seconds)

    @rule()
    def pause(self) -> None:
        self.office.pause()

    @rule()
    def resume(self) -> None:
        self.office.resume()

    @rule(name=st.sampled_from(CHANNELS), nth=st.integers(0, 2), deed=st.sampled_from(["edit", "hide", "delete"]))
    def by_hand(self, name: str, nth: int, deed: str) -> None:
        self.office.touch(name, nth, deed)

    @rule(nth=st.integers(0, 5), what=st.sampled_from(["send", "cancel", "take_down", "repost"]))
    def decide(self, nth: int, what: str) -> None:
        briefs = self.office.briefs()
        if briefs:
            self.office.decide(briefs[nth % len(briefs)].key, what)

    @rule()
    def look(self) -> None:
        self.office.look()

    @rule(
        nth=st.integers(3, 11),
        after=st.booleans(),
        what=st.sampled_from(["pause", "edit", "withdraw", "consent", "nothing"]),
        who=WHO,
    )
    def stop_half_way(self, nth: int, after: bool, what: str, who: int) -> None:
        """Die in the middle of a run; before the next one something changes."""
        self.office.crash(*CHANNELS, nth=nth, after=after)
        if what == "pause":
            self.office.pause()
        elif what == "edit":
            self.office.edit(self.told(who), approve=False)
        elif what != "nothing":
            getattr(self.office, what)(self.told(who), back=False)
        self.office.clock.advance(minutes=7)
        self.office.run(*CHANNELS, wait=600)

    @rule(name=st.sampled_from(CHANNELS), deed=st.sampled_from(["hide", "delete"]))
    def take_down_and_look(self, name: str, deed: str) -> None:
        """Take a post down by hand; somebody looks, and the next run knows."""
        self.office.touch(name, 0, deed)
        self.office.look()
        self.office.run(name, wait=60)

    @rule()
    def through_a_file(self) -> None:
        self.office.through_a_file()

    @rule(dice=st.integers(0, 4))
    def lose_the_ledger(self, dice: int) -> None:
        if dice == 0:
            self.office.lose_the_ledger()

    @rule()
    def log_in_again(self) -> None:
        self.office.log_in_again()

    @invariant()
    def promises_hold(self) -> None:
        if hasattr(self, "office"):
            self.office.check_walls()
            self.office.check_pause()
            self.office.check_ledger()
            self.office.check_secrets()

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.come_to_rest()
            self.promises_hold()
            self.office.check_end()

    def told(self, who: int) -> Any:
        return self.office.stories[who % len(self.office.stories)]


class Grounds:
    """Where every example gets an office of its own; platforms, website and drawn pictures are kept."""

    def __init__(self, folder: Path, sandbox: Sandbox, website: Website) -> None:
        self.folder, self.sandbox, self.website = folder, sandbox, website
        self.samples: dict[str, dict[str, str]] = {}
        self.count = 0

    def new_office(self, options: dict[str, Any]) -> Office:
        if str(options) not in self.samples:
            self.samples[str(options)] = sample_pages(self._scene(options))
        office = Office(self._scene(options), pages=self.samples[str(options)])
        logging.getLogger().handlers = [*_others(), office.heard]
        return office

    def _scene(self, options: dict[str, Any]) -> Scene:
        self.count += 1
        shutil.rmtree(self.folder / f"{self.count - 1}", ignore_errors=True)
        self.website.pages.clear()
        _TURN[0] = HandClock()
        self.sandbox.reset()
        newsroom: Newsroom = make_newsroom(self.folder / f"{self.count}" / "office", self.website)
        pictures = self.folder / "pictures"
        pictures.mkdir(exist_ok=True)
        cache = newsroom.config.build / "cache" / "pictures"
        cache.parent.mkdir(parents=True)
        cache.symlink_to(pictures, target_is_directory=True)
        return Scene(newsroom, self.sandbox, _TURN[0], newsroom.folder.parent, options=dict(options))


def _others() -> list[logging.Handler]:
    return [h for h in logging.getLogger().handlers if type(h).__name__ != "Heard"]


@pytest.fixture
def grounds(running_sandbox: Sandbox, tmp_path: Path) -> Iterator[Grounds]:
    website = Website()
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    yield Grounds(tmp_path, running_sandbox, website)
    logging.getLogger().setLevel(level)
    logging.getLogger().handlers = _others()
    website.close()


@pytest.mark.slow
def test_the_promises_hold_whatever_happens(grounds: Grounds) -> None:
    """No double post, no lost story, no unapproved words, no secret anywhere, over random sequences of acts."""
    machine = type("DaysHere", (Days,), {"grounds": grounds})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES or 40,
            stateful_step_count=35 if EXAMPLES else 25,
            derandomize=not EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate, *([Phase.shrink] if os.environ.get("NEWSROOM_MACHINE_SHRINK") else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("besides", ["an edit nobody approved", "an error"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_consent_taken_back_outweighs_everything_else(scene: Scene, channel: str, besides: str) -> None:
    """A person who takes the consent back leaves the channel, whatever state the story is in besides."""
    office = Office(scene)
    office.write(approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(*CHANNELS)
    (told,) = office.stories
    if besides == "an error":
        office.rename(told, back=False)
    else:
        office.edit(told, approve=False)
    office.consent(told, back=False)
    scene.settle(*CHANNELS)
    assert office.shown(channel) == {}
