"""What stands against one delivery, or one channel, never stops the others, and nothing is hammered."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from publishing_scene import ALWAYS_OPEN, Scene

from newsroom.backoff import MOST_TRIES, wait_after
from newsroom.cli.publish import exit_code
from newsroom.config import Window
from newsroom.connections import connect
from newsroom.live import WebLiveCheck
from newsroom.outbox.model import State
from newsroom.outbox.store import LeaseLost
from newsroom.publishing import Published
from newsroom.report_lines import Outcome
from publishers.contract import CannotRender, Payload, Post, Problem, Receipt
from publishers.http import Http


class Wrapped:
    """A publisher with one method replaced by a broken one."""

    def __init__(self, real: Any, **broken: Any) -> None:
        self.account = real.account
        self.render, self.find, self.publish = real.render, real.find, real.publish
        for name, method in broken.items():
            setattr(self, name, method)


def falls(only: str = "") -> Any:
    """Return a method that falls with a bug, for one story or for all."""

    def method(given: Any) -> Any:
        if only in {"", given.story_id}:
            raise KeyError("{paging}")

    return method


@pytest.mark.parametrize("method", ["render", "find", "publish"])
def test_a_publishers_bug_stops_only_its_own_delivery(shared_scene: Scene, method: str) -> None:
    """A publisher that falls for one story is reported; the other story and the other channel are posted."""
    scene = shared_scene
    real = scene.connect("facebook")
    bug = falls("GS-2026-0001")
    broken = Wrapped(real, **{method: lambda given: bug(given) or getattr(real, method)(given)})
    job = scene.job("zalo", facebook=broken)
    done = job.run(timedelta(minutes=5))
    job.store.close()
    assert len(scene.posts("facebook")) == 1
    assert len(scene.posts("zalo")) == 2
    words = [refusal.words.say("en") for refusal in done.refused] + [line.reason("en") for line in done.lines]
    assert any("KeyError" in sentence for sentence in words)


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import nothing_of_this_name", "nothing_of_this_name"),
        ("channel = 'a word'", "is not a publishers.contract.Channel"),
        (
            """
from publishers.contract import Channel
def fall(*_): raise KeyError('{paging}')
channel = Channel('board', 'Bảng tin', (), fall, fall)
""",
            "KeyError: '{paging}'",
        ),
    ],
    ids=["does not load", "is no channel", "does not connect"],
)
def test_a_broken_third_party_stops_no_other_channel(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, reason: str
) -> None:
    """An installed package whose publisher is broken is reported with its reason; the others are there."""
    installed = tmp_path / "installed"
    name = f"board_{abs(hash(module))}"
    about = installed / f"{name}-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[newsroom.publishers]\nboard = {name}:channel\n")
    (installed / f"{name}.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(str(installed))
    toml = scene.newsroom.folder / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[channels.board]\npublisher = "board"\nlabel = "Bảng tin"\n')
    scene.newsroom.reload()
    connected, missing = connect(scene.newsroom.config, scene.sandbox.environment(), Http(), scene.clock.now)
    assert sorted(connected) == ["facebook", "zalo"]
    assert [(channel.channel, reason in channel.words.say("en")) for channel in missing] == [("board", True)]


def test_a_long_outage_fails_nothing(scene: Scene) -> None:
    """Hours without the platform, then one lost answer, and the post still goes out: only lost answers count."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "published_posts.list", kind="html_502", times=MOST_TRIES + 2)
    scene.sandbox.faults.add("facebook", "photos.create", kind="reset_before")
    assert [item.state for item in scene.settle("facebook")] == [State.SENT]
    assert len(scene.posts("facebook")) == 1


def test_answers_lost_every_time_end_in_failure(scene: Scene) -> None:
    """A write whose answer never comes, with nothing made, is given up after six tries in a row."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "photos.create", kind="reset_before", times=50)
    assert [item.state for item in scene.settle("facebook")] == [State.FAILED]
    assert len(scene.sandbox.facebook.calls("photos.create")) == MOST_TRIES
    scene.sandbox.faults.clear()


def test_a_step_that_fails_every_time_is_not_hammered(scene: Scene) -> None:
    """Half an hour of waiting beside a step that answers 500 takes a few calls, not thousands."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "post.update", kind="server_error_before", times=1000)
    scene.run("facebook", wait=1800)
    assert 2 <= len(scene.sandbox.facebook.calls("post.update")) <= 10
    scene.sandbox.faults.clear()
    assert [item.state for item in scene.settle("facebook")] == [State.SENT]


def test_a_held_half_made_post_is_not_hammered(scene: Scene) -> None:
    """Waiting for a window that stays closed does not turn `--wait` into a busy loop."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.run("zalo")
    before = len(scene.sandbox.zalo.calls())
    closed = ALWAYS_OPEN.model_copy(update={"opens": ALWAYS_OPEN.opens.replace(hour=20)})
    scene.run("zalo", window=closed, wait=3600)
    assert len(scene.sandbox.zalo.calls()) - before < 40


def test_a_channel_that_is_off_does_not_keep_the_run_waiting(scene: Scene) -> None:
    """Half-made posts of a channel that this run does not serve are no reason to wait."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.run("zalo")
    before = scene.clock.now()
    scene.run("facebook", wait=3600)
    assert scene.clock.now() == before


def test_two_posts_with_our_address_need_a_person_at_once(scene: Scene) -> None:
    """Two public posts with the story's address are never chosen between: exit code 4 in the first run."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    link = f"{scene.newsroom.website.url}2026/chi-mai-1/"
    for number in range(2):
        scene.sandbox.facebook.add_foreign_post(f"Bài {number}: {link}")
    lines = scene.run("facebook")
    assert [line.outcome for line in lines] == [Outcome.NEEDS_PERSON]
    assert exit_code(Published(lines, []), []) == 4
    assert len(scene.posts("facebook")) == 2


def test_a_rate_limit_makes_the_whole_channel_wait_as_long_as_asked(shared_scene: Scene) -> None:
    """After a rate limit nothing of that channel is tried before the time the platform named."""
    scene = shared_scene
    scene.sandbox.faults.add("facebook", "photos.create", kind="rate_limited", seconds=1200)
    scene.run("facebook")
    calls = len(scene.sandbox.facebook.calls())
    scene.clock.advance(minutes=19)
    scene.run("facebook")
    assert len(scene.sandbox.facebook.calls()) == calls
    scene.clock.advance(minutes=2)
    scene.run("facebook")
    assert len(scene.posts("facebook")) == 2


@pytest.mark.parametrize("broken", ["page missing", "other revision", "cover missing", "cover is a page", "no meta"])
def test_nothing_is_announced_before_the_page_is_live(scene: Scene, broken: str) -> None:
    """Page, revision and cover must answer as a stranger sees them; then, and only then, the post goes out."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    pages = scene.newsroom.website.pages
    right = dict(pages)
    address = "/2026/chi-mai-1/"
    item_cover = None
    if broken == "page missing":
        del pages[address]
    elif broken == "other revision":
        pages[address] = (200, "text/html", b'<meta content="0123456789abcdef" name="story-revision">')
    elif broken == "no meta":
        pages[address] = (200, "text/html", b"<html></html>")
    else:
        for path in [path for path in pages if path != address]:
            pages[path] = (200, "text/html", b"x") if broken == "cover is a page" else (404, "image/jpeg", b"")
    assert item_cover is None
    (line,) = scene.run("facebook")
    assert line.outcome is Outcome.WAITING
    assert {call.name for call in scene.sandbox.facebook.calls()} <= {"page.get"}
    pages.update(right)
    scene.clock.advance(minutes=2)
    scene.run("facebook")
    assert len(scene.posts("facebook")) == 1


def test_the_live_check_reads_every_spelling_of_the_tag(scene: Scene) -> None:
    """Quotes, order and minifying of the meta element do not matter; its value does."""
    site = scene.newsroom.website
    site.show("anh.jpg", b"x", "image/jpeg")
    check = WebLiveCheck(Http())
    for number, tag in enumerate(
        ('<meta name="story-revision" content="abc1">', "<META content='abc1' NAME=story-revision>",
         "<meta name=story-revision content=abc1>", '<meta\n name="story-revision"\n content="abc1"/>')
    ):  # fmt: skip
        site.show(f"{number}", tag.encode())
        assert check.look(f"{site.url}{number}", "abc1", f"{site.url}anh.jpg") is None
        assert check.look(f"{site.url}{number}", "abc1", None) is None
        assert check.look(f"{site.url}{number}", "abc2", f"{site.url}anh.jpg") is not None


def test_what_one_channel_cannot_express_is_refused_there_only(shared_scene: Scene) -> None:
    """A story that Zalo cannot take is refused for Zalo, in words; it is posted on Facebook, and the other on both."""
    scene = shared_scene
    real = scene.connect("zalo")

    def render(post: Post) -> Payload:
        # 150 characters: Zalo states that as its limit, and refuses it.
        return real.render(replace(post, title="x" * 150) if post.story_id == "GS-2026-0001" else post)

    job = scene.job("facebook", zalo=Wrapped(real, render=render))
    done = job.run(timedelta(minutes=1))
    job.store.close()
    assert [(refusal.channel, refusal.story_id) for refusal in done.refused] == [("zalo", "GS-2026-0001")]
    assert "149" in done.refused[0].words.say("vi")
    assert len(scene.posts("facebook")) == 2
    assert scene.posts("zalo") == ["Chị Mai mở cửa sớm lần thứ 2"]
    assert exit_code(done, []) == 1


def test_braces_in_a_refusal_are_only_text(scene: Scene) -> None:
    """A problem that quotes the story's braces is shown as it is."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()

    def render(_: Any) -> Any:
        raise CannotRender(Problem("không nhận {x}", "no {x}"))

    job = scene.job(facebook=Wrapped(scene.connect("facebook"), render=render))
    done = job.run(timedelta())
    job.store.close()
    assert done.refused[0].words.say("vi") == "không nhận {x}"


def test_a_relay_that_is_late_saves_and_writes_nothing(scene: Scene) -> None:
    """A holder whose lease ended while it looked takes no step, and what it knows does not overwrite the other's."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    real = scene.connect("facebook")
    wrote: list[str] = []

    def slow_find(delivery: Any) -> None:
        # Ten minutes pass, and another relay does the whole job.
        scene.clock.advance(minutes=10)
        scene.settle("facebook")

    def publish(delivery: Any) -> Any:
        wrote.append(delivery.key)
        return real.publish(delivery)

    (line,) = scene.run(facebook=Wrapped(real, find=slow_find, publish=publish))
    assert line.outcome is Outcome.WAITING
    assert wrote == []
    assert len(scene.posts("facebook")) == 1
    assert [item.state for item in scene.items()] == [State.SENT]


def test_a_page_that_is_not_live_does_not_undo_another_relays_work(scene: Scene) -> None:
    """A relay that read the queue before another one finished does not put the delivery back."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    job = scene.job("facebook")

    class SlowLook:
        def look(self, *_: Any) -> Any:
            scene.settle("facebook")
            return WebLiveCheck(Http()).look(f"{scene.newsroom.website.url}nothing", "x", None)

    job.live = SlowLook()
    job.run(timedelta())
    job.store.close()
    assert [item.state for item in scene.items()] == [State.SENT]


def test_a_withdrawal_does_not_cancel_what_another_relay_just_sent(scene: Scene) -> None:
    """Cancelling is refused when the delivery is no longer as it was read."""
    scene.newsroom.write(1, zalo=None)
    scene.run("facebook")  # queued; the page is not live
    (queued,) = scene.items()
    scene.newsroom.deploy()
    scene.settle("facebook")
    store = scene.store()
    with pytest.raises(LeaseLost):
        store.change(queued, replace(queued, state=State.CANCELLED), scene.clock.now())
    store.close()
    assert [item.state for item in scene.items()] == [State.SENT]


def test_backoff_doubles_up_to_an_hour() -> None:
    """30 s, 1 min, 2 min … an hour, spread by at most an eighth either way."""
    seconds = [wait_after(tries, 0.5).total_seconds() for tries in range(1, 10)]
    assert seconds == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert wait_after(1, 0.0).total_seconds() == 26.25
    assert wait_after(10**9, 0.999).total_seconds() < 3600 * 1.126
    assert wait_after(0, 0.5) == wait_after(1, 0.5)


def test_adopting_a_post_made_by_hand(scene: Scene) -> None:
    """A post with the story's address that a person made beforehand is adopted, not doubled."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    identity = scene.sandbox.facebook.add_foreign_post(f"Mời đọc {scene.newsroom.website.url}2026/chi-mai-1/ nhé")
    (line,) = scene.run("facebook")
    assert (line.outcome, line.item.remote_id) == (Outcome.ADOPTED, identity)
    assert len(scene.posts("facebook")) == 1


def test_a_receipt_is_kept_as_it_came(scene: Scene) -> None:
    """Id, address and time of the receipt stand in the outbox and in the ledger, with the approved fingerprint."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.run("facebook")
    (item,) = scene.items()
    store = scene.store()
    events = list(store.events())
    store.close()
    assert [event.event for event in events] == ["enqueued", "begun", "sent"]
    assert events[-1].data == {
        "remote_id": item.remote_id,
        "url": item.remote_url,
        "sent_at": item.sent_at.isoformat(),
        "fingerprint": item.fingerprint,
    }
    assert isinstance(scene.connect("facebook").find(_delivery(item)), Receipt)
    assert "DIEN-TAP-PAGE-TOKEN" not in json.dumps([dict(event.data) for event in events])


def _delivery(item: Any) -> Any:
    from newsroom.outbox.model import as_delivery

    return as_delivery(item)


def test_daily_cap_counts_what_was_sent(scene: Scene) -> None:
    """With a cap of one, the second story waits for tomorrow's opening."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.write(2, zalo=None)
    scene.newsroom.deploy()
    window = Window(opens="06:30", closes="21:30", gap_minutes=0, daily_cap=1, late_limit_hours=48)
    lines = scene.run("facebook", window=window)
    assert [line.outcome for line in lines] == [Outcome.SENT]
    scene.clock.advance(hours=5)
    scene.run("facebook", window=window)
    assert len(scene.posts("facebook")) == 1
    scene.clock.advance(hours=17)
    scene.run("facebook", window=window)
    assert len(scene.posts("facebook")) == 2


def test_too_late_is_a_persons_decision(scene: Scene) -> None:
    """What is overdue beyond the limit is held with exit code 4, never posted by itself."""
    scene.newsroom.write(1, zalo=None)
    scene.run("facebook")
    scene.newsroom.deploy()
    scene.clock.advance(hours=30)
    window = Window(opens="00:00", closes="23:59", gap_minutes=0, daily_cap=5, late_limit_hours=24)
    lines = scene.run("facebook", window=window)
    assert [line.outcome for line in lines] == [Outcome.HELD]
    assert exit_code(Published(lines, []), []) == 4
    assert scene.posts("facebook") == []


def test_a_story_that_left_the_repository_is_not_posted(scene: Scene) -> None:
    """A queued story whose folder is gone is held."""
    story = scene.newsroom.write(1, zalo=None)
    scene.run("facebook")
    shutil.rmtree(story.parent)
    scene.clock.advance(minutes=5)
    assert [line.outcome for line in scene.run("facebook")] == [Outcome.HELD]
