"""`newsroom ledger import` rebuilds an empty database, after which nothing is posted twice and the plan is the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from busy_office import HALF_MADE, PAUSED, act, drop, lift_the_pause, move_house, spend_a_day, walls
from publishing_scene import CHANNELS, Office, Scene

from newsroom.deciding import Decider
from newsroom.outbox.model import State
from newsroom.plan_lines import Action

_ID = f"GS-2026-{HALF_MADE:04}"


def actions(scene: Scene) -> list[tuple[str, str, Action]]:
    return sorted((line.story_id, line.channel, line.action) for line in scene.plan())


def test_a_rebuilt_database_posts_nothing_twice(scene: Scene) -> None:
    """Every state on both channels: the plan asks for the same, and only what was unfinished becomes public, once."""
    spend_a_day(scene)
    before, seen = actions(scene), walls(scene)
    move_house(scene)
    # What was under way is looked up first, also during a pause: looking posts nothing.
    assert [line for line in actions(scene) if line[0] != _ID] == [line for line in before if line[0] != _ID]
    assert {line[2] for line in actions(scene) if line[0] == _ID} == {Action.CONTINUE}
    for _ in range(3):
        scene.run(*CHANNELS, wait=60)
        scene.clock.advance(minutes=20)
    assert walls(scene) == seen  # still paused
    lift_the_pause(scene)
    for _ in range(6):
        scene.run(*CHANNELS, wait=600)
        scene.clock.advance(minutes=20)
    after = walls(scene)
    for name in CHANNELS:
        fresh = [words for identity, words in after[name] if (identity, words) not in seen[name]]
        assert sorted(word.splitlines()[0] for word in fresh) == sorted(
            f"Chị Mai mở cửa sớm lần thứ {number}" for number in (HALF_MADE, PAUSED)
        )
        assert set(seen[name]) <= set(after[name])
    assert set(seen["comments"]) <= set(after["comments"])
    assert len(after["comments"]) == len(seen["comments"]) + 2
    assert after["broadcasts"] == seen["broadcasts"]


def test_the_same_decisions_wait_for_a_person(scene: Scene) -> None:
    """After a rebuild exactly the deliveries that needed a person need one, and the pause still holds."""
    spend_a_day(scene)
    asks = act(scene, lambda store: {b.key for b in store.briefs() if b.needs_person})
    paused = act(scene, lambda store: store.paused())
    move_house(scene)
    assert act(scene, lambda store: {b.key for b in store.briefs() if b.needs_person}) == asks
    assert act(scene, lambda store: store.paused()) == paused


def test_a_persons_cancelling_of_an_unclear_post_asks_nobody_again(scene: Scene) -> None:
    """What a person settled is settled after the rebuild, too: `status` calls nobody."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    for number in range(2):
        scene.sandbox.facebook.add_foreign_post(f"Bài {number}: {scene.newsroom.website.url}2026/chi-mai-1/")
    for _ in range(2):
        scene.run("facebook")
    item = scene.item("announce")
    act(scene, lambda store: Decider(store, "Chị Lan", scene.clock.now()).cancel(item))
    move_house(scene)
    rebuilt = scene.item("announce")
    assert (rebuilt.state, rebuilt.needs_person) == (State.CANCELLED, False)


def test_a_refused_broadcast_asks_nobody_as_unclear(scene: Scene) -> None:
    """A broadcast that the platform refused is failed after the rebuild, not unclear."""
    scene.options["zalo"] = {"broadcast_at": "09:30"}
    story = scene.newsroom.write(1, facebook=None)
    publish = {"website": {"at": "2026-11-23 08:00"}, "zalo": {"at": "2026-11-23 08:30", "broadcast": True}}
    scene.newsroom.change(story, {"publish": publish}, approve=True)
    scene.newsroom.deploy()
    scene.sandbox.faults.add("zalo", "message.send", kind="refused")
    for _ in range(2):
        scene.run("zalo", wait=60)
    (before,) = [b for b in act(scene, lambda store: store.briefs()) if b.act == "broadcast"]
    assert (before.state, before.needs_person) == (State.FAILED, False)
    move_house(scene)
    (after,) = [b for b in act(scene, lambda store: store.briefs()) if b.act == "broadcast"]
    assert (after.state, after.needs_person) == (State.FAILED, False)


def test_a_taking_down_that_was_ordered_again_is_not_forgotten(scene: Scene) -> None:
    """A person cancels a taking down and then orders it after all: it is still carried out after a rebuild."""
    scene.newsroom.write(1, zalo=None)
    scene.newsroom.deploy()
    scene.settle("facebook")
    post = scene.item("announce")

    def order(store: Any) -> None:
        decider = Decider(store, "Chị Lan", scene.clock.now())
        down = decider.take_down(post)
        decider.cancel(store.get(down.key))
        decider.take_down(post)

    act(scene, order)
    move_house(scene)
    assert scene.item("withdraw").state is State.PENDING
    scene.settle("facebook")
    assert scene.posts("facebook") == []


def test_only_an_empty_database_is_filled(scene: Scene, office: Office) -> None:
    """A database that holds anything is refused with exit code 2, and keeps what it has."""
    scene.newsroom.write(1)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    path = scene.folder / "ledger.jsonl"
    assert office("ledger", "export", str(path))[0] == 0
    before = office("ledger")[1]
    for lang, says in (("en", "not empty"), ("vi", "đã có dữ liệu")):
        code, out, err = office("ledger", "import", str(path), lang=lang)
        assert (code, out, says in err) == (2, "", True)
    assert office("ledger")[1] == before


def _without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda line: line["data"].pop(name)


def _set(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda line: line.update({name: value})


def _data(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda line: line["data"].update({name: value})


DAMAGES: dict[str, tuple[str, Callable[[dict[str, Any]], None]]] = {
    "number": ("enqueued", _set("number", 7)),
    "no number": ("enqueued", lambda line: line.pop("number")),
    "time": ("enqueued", _set("at", "hôm qua")),
    "time without zone": ("enqueued", _set("at", "2026-11-23T09:00:00")),
    "data is a list": ("sent", _set("data", [])),
    "data is null": ("sent", _set("data", None)),
    "key is a number": ("enqueued", _set("key", 5)),
    "no purpose": ("enqueued", _without("purpose")),
    "no due time": ("enqueued", _without("due_at")),
    "due time": ("enqueued", _data("due_at", "mai")),
    "due time without zone": ("enqueued", _data("due_at", "2026-11-23T09:00:00")),
    "payload": ("enqueued", _data("payload", {"data": {}, "photos": [{"x": 1}]})),
    "payload is text": ("enqueued", _data("payload", "x")),
    "cause": ("withdrawn-queued", _data("cause", "vì thế")),
    "sent time": ("sent", _data("sent_at", "mai")),
    "remote id is a list": ("sent", _data("remote_id", ["1"])),
    "pause without reason": ("paused", _without("reason")),
    "resume without name": ("resumed", _without("by")),
    "drift": ("seen-gone", _set("event", "seen-elsewhere")),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the lines of a ledger that holds an event of every kind the damages need."""
    at = "2026-11-23T02:00:00+00:00"
    payload = {"data": {"message": "x"}, "photos": [], "fetched": []}
    queued = {"purpose": "announce", "fingerprint": "f", "link": "l", "due_at": at, "since_at": at, "payload": payload}
    events = [
        ("enqueued", "facebook/1/A/announce", queued),
        ("begun", "facebook/1/A/announce", {}),
        ("sent", "facebook/1/A/announce", {"remote_id": "1", "url": "u", "sent_at": at, "fingerprint": "f"}),
        ("withdrawn-queued", "facebook/1/A/withdraw", {**queued, "purpose": "withdraw", "cause": "withdrawal"}),
        ("paused", "*", {"reason": "Quốc tang", "by": "A"}),
        ("resumed", "*", {"by": "A"}),
        ("seen-gone", "facebook/1/A/announce", {"url": "u"}),
    ]
    return [
        json.dumps(
            {
                "number": n,
                "at": at,
                "event": e,
                "key": k,
                "story": "A",
                "channel": "facebook",
                "account": "1",
                "data": d,
            }
        )
        for n, (e, k, d) in enumerate(events, start=1)
    ]


def _damaged(lines: list[str], where: str, how: Callable[[dict[str, Any]], None]) -> tuple[list[str], int]:
    documents = [json.loads(line) for line in lines]
    at = next(i for i, d in enumerate(documents) if d["event"] == where)
    how(documents[at])
    for document in documents:
        document["event"] = document["event"].replace("withdrawn-queued", "enqueued")
    return [json.dumps(d) for d in documents], at + 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_line_is_named_and_nothing_is_written(
    scene: Scene, office: Office, sound: list[str], damage: str
) -> None:
    """Whatever is wrong with a line, its number is said in both languages, and the database stays empty."""
    lines, number = _damaged(sound, *DAMAGES[damage])
    path = scene.folder / "ledger.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for lang, says in (("en", f"line {number} "), ("vi", f"dòng {number} ")):
        code, out, err = office("ledger", "import", str(path), lang=lang)
        assert (code, out) == (3, ""), err
        assert says in err
    assert office("ledger")[1].strip() == ""


@pytest.mark.parametrize("text", [b"{", b"[]\n", b"\xff\xfe\n", b"null\n", b"7\n", b"\n", b'{"number": 1}\n'])
def test_what_is_no_ledger_is_refused(scene: Scene, office: Office, text: bytes) -> None:
    """Any other file is refused in words with exit code 3, and nothing is written."""
    path = scene.folder / "ledger.jsonl"
    path.write_bytes(text)
    code, out, err = office("ledger", "import", str(path))
    assert (code, out) == (3, ""), err
    assert "ledger.jsonl" in err
    assert office("ledger")[1].strip() == ""


def test_a_missing_line_is_noticed(scene: Scene, office: Office, sound: list[str]) -> None:
    """A ledger with a hole would forget what was posted: it is refused at the line after the hole."""
    path = scene.folder / "ledger.jsonl"
    path.write_text("\n".join([sound[0], *sound[2:]]) + "\n", encoding="utf-8")
    code, _, err = office("ledger", "import", str(path))
    assert (code, "line 2 " in err) == (3, True)


def test_a_file_that_is_not_there(scene: Scene, office: Office, tmp_path: Path) -> None:
    """A wrong path is wrong usage, in words."""
    code, _, err = office("ledger", "import", str(tmp_path / "nowhere.jsonl"))
    assert (code, "nowhere.jsonl" in err) == (2, True)
    drop(scene)
