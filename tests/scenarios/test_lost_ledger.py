"""The ledger is lost, restored from an old backup, or shared by two relays, and still nothing is posted twice."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hand_made import START
from publishing_scene import ALWAYS_OPEN, CHANNELS, Scene

from newsroom.config import Window
from newsroom.outbox.model import State
from newsroom.outbox.store import LeaseLost
from newsroom.report_lines import Line, Outcome


def drop(scene: Scene) -> None:
    for path in scene.folder.glob("newsroom.db*"):
        path.unlink()


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_deleted_ledger_adopts_what_is_public(shared_scene: Scene, channel: str) -> None:
    """With the database gone, the next run finds both posts and takes them over."""
    scene = shared_scene
    before = scene.settle(channel)
    public = scene.posts(channel)
    drop(scene)
    lines = scene.run(channel)
    assert [line.outcome for line in lines] == [Outcome.ADOPTED, Outcome.ADOPTED]
    assert scene.posts(channel) == public
    assert [item.remote_id for item in scene.items()] == [item.remote_id for item in before]
    assert [item.remote_url for item in scene.items()] == [item.remote_url for item in before]


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_old_backup_adopts_what_was_posted_since(shared_scene: Scene, channel: str) -> None:
    """A ledger restored from before the second post goes on without posting it again."""
    scene = shared_scene
    scene.sandbox.faults.add(channel, {"facebook": "feed.create", "zalo": "article.update"}[channel], 2, "rate_limited")
    scene.run(channel, wait=10)
    store = sqlite3.connect(scene.folder / "newsroom.db")
    backup = sqlite3.connect(scene.folder / "backup.db")
    store.backup(backup)
    store.close()
    backup.close()
    assert len(scene.posts(channel)) == 1
    scene.settle(channel)
    assert len(scene.posts(channel)) == 2
    drop(scene)
    shutil.copyfile(scene.folder / "backup.db", scene.folder / "newsroom.db")
    assert [item.state for item in scene.settle(channel)] == [State.SENT, State.SENT]
    assert len(scene.posts(channel)) == 2


def test_a_lost_ledger_and_a_corrected_title(scene: Scene) -> None:
    """Our own article is recognised by its address even when the title was corrected since."""
    story = scene.newsroom.write(1)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    drop(scene)
    scene.newsroom.change(story, {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.deploy()
    assert {line.outcome for line in scene.run(*CHANNELS)} == {Outcome.ADOPTED}
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)


def test_our_post_is_found_far_down_the_list(scene: Scene) -> None:
    """More posts than one page of a listing hide nothing."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    for number in range(130):
        scene.sandbox.facebook.add_foreign_post(f"Tin {number}")
    drop(scene)
    assert [line.outcome for line in scene.run("facebook")] == [Outcome.ADOPTED]


@pytest.mark.parametrize("channel", CHANNELS)
def test_two_relays_at_once_post_once(shared_scene: Scene, channel: str) -> None:
    """Two relays with one database, started together, post each story once between them."""
    scene = shared_scene
    scene.run(channel, window=_closed(scene))
    jobs = [scene.job(channel), scene.job(channel)]
    start = threading.Barrier(2)
    lines: list[Line] = []
    errors: list[Exception] = []

    def work(job: object) -> None:
        try:
            start.wait()
            lines.extend(job.run(timedelta(seconds=30)).lines)  # type: ignore[attr-defined]
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            errors.append(error)

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for job in jobs:
        job.store.close()
    assert errors == []
    assert [item.state for item in scene.settle(channel)] == [State.SENT, State.SENT]
    assert len(scene.posts(channel)) == 2


def _closed(scene: Scene) -> object:
    return ALWAYS_OPEN.model_copy(update={"opens": ALWAYS_OPEN.opens.replace(hour=23)})


def test_a_late_holders_save_is_refused(scene: Scene) -> None:
    """After its lease ended and another took over, neither a save nor a new step of the old holder is accepted."""
    scene.newsroom.write(1, zalo=None)
    scene.run("facebook")
    store = scene.store()
    (item,) = store.items()
    now = START + timedelta(hours=1)
    held = store.claim(item.key, "first", now, now + timedelta(minutes=5)).item
    assert held is not None
    assert store.claim(item.key, "second", now, now + timedelta(minutes=5)) is None
    later = now + timedelta(minutes=6)
    assert [expired.key for expired in store.expire_leases(later)] == [item.key]
    assert store.get(item.key).state is State.UNKNOWN
    with pytest.raises(LeaseLost):
        store.save(replace(held, state=State.SENT), "first", later, "sent")
    with pytest.raises(LeaseLost):
        store.step_ended(0, ("nothing", ""), held, "first", later, "announce")
    assert store.claim_unknown(item.key, "second", later, later + timedelta(minutes=5)) is not None
    with pytest.raises(LeaseLost):
        store.save(replace(held, state=State.SENT), "first", later)
    assert [event.event for event in store.events()] == ["enqueued", "begun", "lease-ended"]
    store.close()


def test_the_first_run_of_an_old_newsroom_posts_nothing(scene: Scene) -> None:
    """Three hundred stories of past months, seen for the first time, are held for a person and not one is posted."""
    old = "2026-03-02 08:30"
    for number in range(1, 301):
        scene.newsroom.write(number, facebook=old, zalo=old, website="2026-03-02 08:00", pictures=False)
    assert scene.run(*CHANNELS, window=Window()) == []
    assert scene.items() == []
    assert scene.posts("facebook") == scene.posts("zalo") == []
