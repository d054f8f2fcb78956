"""The plan gives every story on every channel one action and its true reason, and so do the commands beside it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hand_made import START
from publishing_scene import ALWAYS_OPEN, CHANNELS, Office, Scene

from newsroom.config import Window
from newsroom.outbox.model import State
from newsroom.plan_lines import Action

CONSENT = {"ref": "DY-2026-001", "subject": "Hồ Thị Mai", "date": "2026-10-01", "pictures": True}
WITHDRAWAL = {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}


def only(scene: Scene, **given: Any) -> tuple[Action, str]:
    (line,) = scene.plan(**given)
    return line.action, line.reason("en")


@pytest.mark.parametrize(
    ("written", "changes", "action", "reason"),
    [
        ({}, {}, Action.POST, "due, would be posted"),
        ({"facebook": "2026-11-24 08:30"}, {}, Action.WAIT, "not due yet (24/11/2026 08:30)"),
        ({"facebook": "2026-11-20 08:30", "website": "2026-11-20 08:00"}, {}, Action.HELD, "3 days late"),
        ({"approve": False}, {}, Action.BLOCKED, "there is no approval"),
        ({"approve": False}, {"status": "submitted"}, Action.BLOCKED, "not approved (status: submitted)"),
        ({}, {"summary": "Đã đổi sau khi duyệt."}, Action.BLOCKED, "the approval is void"),
        ({}, {"withdrawal": WITHDRAWAL}, Action.BLOCKED, "the story is withdrawn"),
    ],
    ids=["due", "not due", "too late", "no approval", "not approved", "approval void", "withdrawn"],
)
def test_before_it_is_posted(
    scene: Scene, written: dict[str, Any], changes: dict[str, Any], action: Action, reason: str
) -> None:
    """Each thing that holds a story back is named."""
    window = ALWAYS_OPEN.model_copy(update={"late_limit_hours": 48})
    story = scene.newsroom.write(1, zalo=None, **written)
    if changes:
        scene.newsroom.change(story, changes)
    found = only(scene, window=window)
    assert found[0] is action
    assert reason in found[1]


def test_a_story_deleted_after_it_was_posted(scene: Scene) -> None:
    """A story that is gone from the repository is named with the address where it still stands."""
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    story.unlink()
    (line,) = scene.plan()
    assert line.action is Action.HELD
    assert line.entry is None
    assert line.story_id
    assert "no longer in the repository" in line.reason("en")
    assert "http" in line.reason("en")


def test_what_one_channel_cannot_say_goes_to_the_others(scene: Scene) -> None:
    """A title too long for Zalo blocks Zalo with the reason, and Facebook posts."""
    scene.newsroom.write(1, title="Một " * 36 + "cửa mở")
    lines = {line.channel: line for line in scene.plan()}
    assert lines["facebook"].action is Action.POST
    assert lines["zalo"].action is Action.BLOCKED
    assert "at most 149" in lines["zalo"].reason("en")


def test_looking_makes_no_database(scene: Scene, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands that only look leave no ledger behind where nothing was ever posted."""
    monkeypatch.delenv("NEWSROOM_DATABASE_URL")
    for command in ("plan", "status", "ledger"):
        assert office(command)[0] == 0
    assert not (scene.newsroom.folder / "var").exists()


def test_no_consent_for_this_channel(scene: Scene) -> None:
    """A channel that the consent does not name is blocked with the person's name; checks stop the story as well."""
    story = scene.newsroom.write(1)
    scene.newsroom.change(story, {"consent": [{**CONSENT, "channels": ["website", "facebook"]}]}, approve=True)
    lines = {line.channel: line for line in scene.plan()}
    assert lines["zalo"].action is Action.BLOCKED
    assert "consent" in lines["zalo"].reason("en") or "errors" in lines["zalo"].reason("en")


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(opens="20:00", closes="21:00"), "outside the posting hours, waits until 23/11 20:00"),
        (Window(opens="06:30", closes="21:00", holidays=(START.date(),)), "waits until 24/11 06:30"),
    ],
    ids=["hours", "holiday"],
)
def test_outside_the_window(scene: Scene, window: Window, reason: str) -> None:
    """A due story outside the window waits, and the plan says until when."""
    scene.newsroom.write(1, zalo=None)
    found = only(scene, window=window)
    assert found[0] is Action.WAIT
    assert reason in found[1]


def test_two_due_at_once_keep_their_distance(scene: Scene) -> None:
    """The plan gives the one slot to the story that was due first, whatever zone its time is kept in."""
    scene.newsroom.write(1, zalo=None, facebook="2026-11-23 08:40")
    scene.newsroom.write(2, zalo=None, facebook="2026-11-23 08:35")
    window = Window(opens="00:00", closes="23:59", gap_minutes=20)
    assert [(x.story_id, x.action) for x in scene.plan(window)] == [
        ("GS-2026-0002", Action.POST),
        ("GS-2026-0001", Action.WAIT),
    ]
    # Queued items carry their times in UTC; the order stays.
    scene.run("facebook", window=window)
    assert [x.story_id for x in scene.plan(window)] == ["GS-2026-0002", "GS-2026-0001"]


def test_the_website_comes_first(scene: Scene) -> None:
    """A story whose page is not due yet waits, though the channel's own time has come."""
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.change(
        story,
        {"publish": {"website": {"at": "2026-11-23 12:00"}, "facebook": {"at": "2026-11-23 08:30"}}},
        approve=True,
    )
    action, reason = only(scene)
    assert action in {Action.WAIT, Action.BLOCKED}
    assert "website" in reason or "errors" in reason


@pytest.mark.parametrize(
    ("changes", "approve", "action", "reason"),
    [
        ({}, False, Action.DONE, "shows what is approved"),
        ({"title": "Tiêu đề đã sửa"}, True, Action.CORRECT, "would be corrected"),
        ({"title": "Tiêu đề đã sửa"}, False, Action.CHANGED, "is not approved again"),
        ({"stage": "nhan-rong"}, True, Action.DONE, "not what the channel shows"),
        ({"status": "returned"}, False, Action.HELD, "still on the channel: http"),
        ({"withdrawal": WITHDRAWAL}, False, Action.WITHDRAW, "would be taken down (the story is withdrawn): http"),
    ],
    ids=["nothing changed", "changed", "changed and not approved", "changed elsewhere", "returned", "withdrawn"],
)
def test_after_it_was_posted(scene: Scene, changes: dict[str, Any], approve: bool, action: Action, reason: str) -> None:
    """What is public is done, changed since, or has to be taken down, with its address."""
    story = scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    if changes:
        scene.newsroom.change(story, changes, approve=approve)
    found = only(scene)
    assert found[0] is action
    assert reason in found[1]


def test_the_plan_asks_no_platform(shared_scene: Scene) -> None:
    """Planning makes no call and queues nothing."""
    shared_scene.plan()
    assert shared_scene.items() == []
    assert shared_scene.sandbox.facebook.calls() == shared_scene.sandbox.zalo.calls() == []


def failed(scene: Scene) -> str:
    """Bring one delivery to `failed` and return its key."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("facebook", "feed.create", kind="refused")
    (item,) = scene.settle("facebook")
    assert item.state is State.FAILED
    return item.key


def test_resolve_sends_again(scene: Scene, office: Office) -> None:
    """A refused post goes out after a person said so, and the ledger names the person."""
    key = failed(scene)
    code, out, _ = office("resolve", key, "--send", "--by", "Chị Lan")
    assert (code, key in out) == (0, True)
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1
    events = [json.loads(line) for line in office("ledger")[1].splitlines()]
    assert [event["data"]["by"] for event in events if event["event"] == "resolved-send"] == ["Chị Lan"]
    assert json.loads(office("ledger", "--json")[1]) == events


def test_resolve_cancels_for_good(scene: Scene, office: Office) -> None:
    """A cancelled post is never posted by itself; only a person's other word brings it back."""
    key = failed(scene)
    assert office("resolve", key, "--cancel", "--by", "Chị Lan")[0] == 0
    scene.settle("facebook")
    assert scene.posts("facebook") == []
    code, _, err = office("resolve", key, "--cancel", "--by", "Chị Lan")
    assert (code, "settled" in err) == (2, True)
    assert office("resolve", key, "--send", "--by", "Chị Lan")[0] == 0
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1


def test_resolve_as_sent(scene: Scene, office: Office) -> None:
    """A post that a person made by hand is recorded with its id and address, and not made again."""
    key = failed(scene)
    assert office("resolve", key, "--sent-as", "123_456", "--url", "https://f/1", "--by", "Chị Lan")[0] == 0
    code, out, _ = office("status", "--json")
    (delivery,) = json.loads(out)["deliveries"]
    assert (code, delivery["state"], delivery["remote_id"], delivery["url"]) == (0, "sent", "123_456", "https://f/1")
    scene.settle("facebook")
    assert scene.posts("facebook") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("resolve", "facebook/1/none/announce", "--send", "--by", "x"),
        ("resolve", "facebook/GS-2026-9999", "--send", "--by", "x"),
        ("resolve", "facebook/GS-2026-0001", "--by", "x"),
        ("resolve", "facebook/GS-2026-0001", "--send", "--sent-as", "1", "--by", "x"),
        ("resolve", "nowhere/GS-2026-0001", "--send", "--by", "x"),
        ("resolve", "facebook/GS-2026-0001", "--send"),
    ],
)
def test_resolve_refuses_what_makes_no_sense(scene: Scene, office: Office, arguments: tuple[str, ...]) -> None:
    """A wrong key or an unclear decision is wrong usage, in words, and changes nothing."""
    scene.newsroom.write(1, zalo=None)
    code, out, err = office(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert scene.items() == []


def test_resolve_waits_for_who_is_at_work(scene: Scene, office: Office) -> None:
    """Nothing is decided over a process that may be writing at this moment."""
    scene.newsroom.write(1, zalo=None)
    scene.run("facebook")
    store = scene.store()
    (item,) = store.items()
    far = START + timedelta(days=36500)
    store.claim(item.key, "another", START + timedelta(minutes=5), far)
    code, _, err = office("resolve", item.key, "--send", "--by", "Chị Lan")
    assert (code, "working on" in err) == (2, True)
    assert store.get(item.key).lease_owner == "another"
    store.close()


def test_a_late_story_goes_out_on_a_persons_word(scene: Scene, office: Office) -> None:
    """A story that was too late to be queued is queued by channel and id, and then posted."""
    at = {"facebook": "2026-11-16 08:30", "website": "2026-11-16 08:00"}
    scene.newsroom.write(1, zalo=None, **at)
    scene.newsroom.deploy()
    window = Window(opens="00:00", closes="23:59", gap_minutes=0, late_limit_hours=24)
    scene.run("facebook", window=window)
    assert scene.items() == []
    assert office("resolve", "facebook/GS-2026-0001", "--send", "--by", "Chị Lan")[0] == 0
    scene.clock.advance(minutes=1)
    scene.run("facebook", window=window)
    assert len(scene.posts("facebook")) == 1


def test_status_asks_for_a_person_with_its_exit_code(scene: Scene, office: Office) -> None:
    """`status` ends with 4 while a delivery needs a person, and lists it."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    assert office("status") == (0, "The outbox is empty.\n", "")
    for number in range(2):
        scene.sandbox.facebook.add_foreign_post(f"Bài {number}: {scene.newsroom.website.url}2026/chi-mai-1/")
    scene.run("facebook")
    code, out, _ = office("status", "--json")
    assert (code, json.loads(out)["deliveries"][0]["needs_person"]) == (4, True)
    assert office("status")[0] == 4


def test_publish_without_credentials_says_what_is_missing(
    scene: Scene, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel without credentials is named with its variable, with exit code 3, and as one JSON document."""
    for name in ("FACEBOOK_PAGE_TOKEN", "ZALO_REFRESH_TOKEN"):
        monkeypatch.delenv(name)
    code, out, _ = office("publish", "--json")
    assert code == 3
    missing = {entry["channel"]: entry["reason"] for entry in json.loads(out)["not_configured"]}
    assert set(missing) == set(CHANNELS)
    assert "FACEBOOK_PAGE_TOKEN" in missing["facebook"]
    assert "ZALO_REFRESH_TOKEN" in missing["zalo"]


def test_the_plan_command_is_one_document(scene: Scene, office: Office) -> None:
    """`plan --json` lists story, channel, action and reason; without `--all` what is done is left out."""
    scene.newsroom.write(1)
    code, out, _ = office("plan", "--json")
    entries = json.loads(out)["plan"]
    assert code == 0
    assert {(entry["story"], entry["channel"]) for entry in entries} == {("GS-2026-0001", name) for name in CHANNELS}
    assert all(entry["action"] and entry["reason"] for entry in entries)
    assert "GS-2026-0001" in office("plan")[1]
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    assert "GS-2026-0001" not in office("plan")[1]
    assert "GS-2026-0001" in office("plan", "--all")[1]
