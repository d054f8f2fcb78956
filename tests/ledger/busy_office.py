"""An office on a busy day: one story in every state that the outbox knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publishing_scene import CHANNELS, Scene

from newsroom.deciding import Decider
from newsroom.ledger_file import export, rebuild
from newsroom.outbox.model import State
from newsroom.outbox.pauses import pause, resume

WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}
PLAIN, CORRECTED, WITHDRAWN, BROADCAST, TWICE, FAILED, CANCELLED, DELETED, HALF_MADE, PAUSED = range(1, 11)
_CREATE = {"facebook": "feed.create", "zalo": "article.create"}


def spend_a_day(scene: Scene) -> None:
    """Bring stories into every state on both channels, and end it with a pause."""
    scene.options.update({"facebook": {"link_in": "comment"}, "zalo": {"broadcast_at": "09:30"}})
    files = {number: scene.newsroom.write(number) for number in (PLAIN, CORRECTED, WITHDRAWN, BROADCAST, DELETED)}
    publish = {name: {"at": "2026-11-23 08:30"} for name in CHANNELS}
    publish["zalo"]["broadcast"] = True
    scene.newsroom.change(
        files[BROADCAST], {"publish": {"website": {"at": "2026-11-23 08:00"}, **publish}}, approve=True
    )
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        scene.run(*CHANNELS, wait=60)
    assert len(scene.sandbox.zalo.broadcasts()) == 1
    scene.newsroom.change(files[CORRECTED], {"title": "Tiêu đề đã sửa"}, approve=True)
    scene.newsroom.change(files[WITHDRAWN], WITHDRAWAL)
    for name in CHANNELS:
        getattr(scene.sandbox, name).delete(scene.item("announce", name, DELETED).remote_id)
    scene.newsroom.change(files[DELETED], {"title": "Sửa bài đã bị gỡ"}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    scene.run(*CHANNELS, wait=60)
    _refuse_two(scene)
    _find_two(scene)
    _stop_half_way(scene)
    act(scene, lambda store: pause(store, "Quốc tang", "Chánh Văn phòng", scene.clock.now()))
    scene.newsroom.write(PAUSED)
    scene.newsroom.deploy(scene.clock.now())
    scene.run(*CHANNELS)


def _refuse_two(scene: Scene) -> None:
    for number in (FAILED, CANCELLED):
        scene.newsroom.write(number)
    scene.newsroom.deploy(scene.clock.now())
    for name in CHANNELS:
        scene.sandbox.faults.add(name, _CREATE[name], kind="refused", times=2)
    scene.run(*CHANNELS, wait=60)
    for name in CHANNELS:
        assert scene.item("announce", name, FAILED).state is State.FAILED
        item = scene.item("announce", name, CANCELLED)
        act(scene, lambda store, item=item: Decider(store, "Chị Lan", scene.clock.now()).cancel(item))


def _find_two(scene: Scene) -> None:
    scene.newsroom.write(TWICE, zalo=None)
    scene.newsroom.deploy(scene.clock.now())
    for number in range(2):
        scene.sandbox.facebook.add_foreign_post(f"Bài {number}: {scene.newsroom.website.url}2026/chi-mai-{TWICE}/")
    scene.run("facebook")
    assert scene.item("announce", "facebook", TWICE).needs_person


def _stop_half_way(scene: Scene) -> None:
    scene.newsroom.write(HALF_MADE)
    scene.newsroom.deploy(scene.clock.now())
    scene.sandbox.faults.add("facebook", "post.update", kind="rate_limited")
    scene.run(*CHANNELS)
    assert all(scene.item("announce", name, HALF_MADE).half_made for name in CHANNELS)


def act(scene: Scene, what: Any) -> Any:
    """Do something with the outbox."""
    store = scene.store()
    try:
        return what(store)
    finally:
        store.close()


def lift_the_pause(scene: Scene) -> None:
    act(scene, lambda store: resume(store, "Chánh Văn phòng", scene.clock.now()))


def move_house(scene: Scene) -> Path:
    """Export the ledger, lose the database, and rebuild it from the file."""
    path = scene.folder / "ledger.jsonl"
    act(scene, lambda store: export(store, path))
    drop(scene)
    act(scene, lambda store: rebuild(store, path))
    return path


def drop(scene: Scene) -> None:
    for path in scene.folder.glob("newsroom.db*"):
        path.unlink()


def walls(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """Return what the public sees: ids and words, with comments and messages to followers."""
    scene.clock.advance(seconds=10)
    facebook, zalo = scene.sandbox.facebook, scene.sandbox.zalo
    return {
        "facebook": sorted((p.id, p.message) for p in facebook.published()),
        "comments": sorted((c.id, c.message) for c in facebook.comments()),
        "zalo": sorted((a.id, a.title) for a in zalo.shown()),
        "broadcasts": sorted((b.id, ",".join(b.article_ids)) for b in zalo.broadcasts()),
    }
