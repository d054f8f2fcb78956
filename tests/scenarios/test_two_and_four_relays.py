"""Several relays at once, each a process of its own, on one SQLite file: each delivery goes out once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import publishing_scene
import pytest
from crowd import Crowd, gather, kept, work
from hand_made import START, Website
from office_process import Death, FastClock, FileClock, Office, gate, start
from PIL import Image
from publishing_scene import ALWAYS_OPEN, CHANNELS, make_newsroom

from newsroom.outbox.model import State
from publishers.registry import load_channel
from publishers.sandbox import Sandbox

OfficeOf = Callable[[Any], Office]
DONE = ("sent", "adopted", "found-sent")
PACE = 10
"""The clock runs ten times as fast: a lease lasts half a minute, Zalo's two seconds a fifth."""


@pytest.fixture
def website() -> Iterator[Website]:
    website = Website()
    yield website
    website.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.new("RGB", (64, 48), (90, 90, 60)).save(tmp_path / "bia.jpg", "JPEG")
    return tmp_path / "bia.jpg"


@pytest.fixture
def office_of(running_sandbox: Sandbox, website: Website, tmp_path: Path) -> OfficeOf:
    """Return a function that opens an office whose platforms go by the given clock."""

    def office(clock: Any) -> Office:
        publishing_scene._TURN[0] = clock
        running_sandbox.reset()
        running_sandbox.settings.change({"zalo_processing_seconds": 0})
        config = make_newsroom(tmp_path / "office", website).config
        options = {"facebook": {"kind": "text"}, "zalo": {}}
        channels = {
            name: config.channels[name].model_copy(update={"window": ALWAYS_OPEN, "options": options[name]})
            for name in CHANNELS
        }
        loaded = {name: channel for name in CHANNELS if (channel := load_channel(name)) is not None}
        return Office(
            config.model_copy(update={"channels": channels}),
            f"sqlite:///{tmp_path / 'newsroom.db'}",
            tmp_path / "var" / "vault",
            running_sandbox.environment(),
            loaded,
            running_sandbox.base_url,
            clock,
        )

    return office


def relays(office: Office, crowd: Crowd, count: int) -> None:
    """Let so many relays begin at the same moment, and wait until all are done."""
    together = gate(count)
    running = [start(work, office, crowd, f"relay-{number}", None, together) for number in range(count)]
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * count


def check_each_once(office: Office, sandbox: Sandbox, counts: dict[str, int]) -> None:
    """Each delivery is sent, was finished once, and the walls hold each once, with the ledger's ids."""
    briefs, events = kept(office)
    assert {brief.state for brief in briefs} == {State.SENT}
    assert len(briefs) == sum(counts.values())
    assert all(sum(events[brief.key, done] for done in DONE) == 1 for brief in briefs)
    posts, articles = sandbox.facebook.posts(), sandbox.zalo.articles()
    assert (len(posts), len(articles)) == (counts.get("facebook", 0), counts.get("zalo", 0))
    assert len({post.message for post in posts}) == len(posts)
    assert len({article.title for article in articles}) == len(articles)
    public = {post.id for post in sandbox.facebook.published()} | {article.id for article in sandbox.zalo.shown()}
    assert public == {brief.remote_id for brief in briefs}


@pytest.mark.slow
@pytest.mark.parametrize(("count", "counts"), [(2, {"facebook": 500}), (4, {"facebook": 250, "zalo": 250})])
def test_relays_side_by_side_send_five_hundred_deliveries_once(
    office_of: OfficeOf, running_sandbox: Sandbox, website: Website, picture: Path, count: int, counts: dict[str, int]
) -> None:
    """Two and four relays share five hundred deliveries: no post is made twice, hidden ones included, none is left."""
    office = office_of(FastClock(PACE))
    crowd = gather(office, website, picture, counts)
    relays(office, crowd, count)
    check_each_once(office, running_sandbox, counts)


@pytest.mark.slow
def test_one_relay_is_killed_and_the_others_finish_its_work(
    office_of: OfficeOf, running_sandbox: Sandbox, website: Website, picture: Path, tmp_path: Path
) -> None:
    """A relay dies in the middle while another goes on; when its lease has ended a third one finishes what it held."""
    clock = FileClock(tmp_path / "now", START)
    office = office_of(clock)
    counts = {"facebook": 60}
    crowd = gather(office, website, picture, counts)
    together = gate(2)
    dying = start(work, office, crowd, "dying", Death("after", 15), together)
    living = start(work, office, crowd, "living", None, together)
    dying.join()
    living.join()
    assert (dying.exitcode, living.exitcode) == (-signal.SIGKILL, 0)
    held = [brief for brief in kept(office)[0] if brief.state is State.SENDING]
    assert [brief.lease_owner for brief in held] == ["dying"]

    clock.advance(minutes=6)
    third = start(work, office, crowd, "third")
    third.join()
    assert third.exitcode == 0
    events = kept(office)[1]
    assert sum(count for (_, event), count in events.items() if event == "lease-ended") == 1
    check_each_once(office, running_sandbox, counts)


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 4])
def test_publish_jobs_at_once_queue_and_post_each_story_once(
    office_of: OfficeOf, running_sandbox: Sandbox, website: Website, tmp_path: Path, count: int
) -> None:
    """Several `newsroom publish` started together on an empty database queue each story once, and post it once."""
    office = office_of(FastClock(PACE))
    newsroom = publishing_scene.Newsroom(tmp_path / "office", website, office.config)
    stories = 8
    for number in range(1, stories + 1):
        newsroom.write(number, pictures=False)
    newsroom.deploy()
    together = gate(count)
    jobs = [start(office.publish, 900, None, together) for _ in range(count)]
    for job in jobs:
        job.join()
    assert [job.exitcode for job in jobs] == [0] * count

    briefs, events = kept(office)
    assert all(events[brief.key, "enqueued"] == 1 for brief in briefs)
    check_each_once(office, running_sandbox, {"facebook": stories, "zalo": stories})
