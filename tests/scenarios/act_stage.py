"""Acts of one delivery as scenes of their own: prepared once, then put back as they were for every case.

An act is what a run of `newsroom publish` has to do next on one channel: a post of some kind, a correction, a comment,
taking down, a broadcast, a token refresh. Preparing it (stories drawn and approved, what came before posted) takes
longer than playing it, so the platforms, the outbox and the vault are kept as they stood at that moment.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import publishing_scene
from hand_made import START, HandClock, Website
from publishing_scene import Scene, make_newsroom

from newsroom.outbox.model import Item, State
from newsroom.outbox.purposes import ANNOUNCE, WITHDRAW
from newsroom.outbox.store import Store
from publishers.sandbox import Sandbox

_WITHDRAWAL = {"withdrawal": {"at": "2026-11-23 09:00", "reason": "Theo yêu cầu", "by": "Chánh Văn phòng"}}
_RUNS = 16
_RECORDS = Path(__file__).parent / "calls.json"

FINAL = frozenset({State.SENT, State.FAILED, State.CANCELLED})


@dataclass(frozen=True)
class Act:
    """One act on one channel; `prepare` brings a scene to the moment before it."""

    name: str
    channel: str
    prepare: Callable[[Scene], None]
    options: dict[str, Any] = field(default_factory=dict)
    later_hours: float = 0
    """How long after its first run the act comes to its end: Facebook's own clock."""


@dataclass(frozen=True)
class Seen:
    """What the public has: posts with their words, picture count and link; comments; messages to followers."""

    posts: tuple[tuple[str, int, str], ...]
    comments: tuple[str, ...]
    messages: int


@dataclass
class StagedScene(Scene):
    """A scene whose outbox is opened once: a store that was closed opens again, and keeps what it knows of its SQL."""

    opened: Store | None = None

    def store(self) -> Store:
        if self.opened is None or not (self.folder / "newsroom.db").exists():
            self.opened = super().store()
        return self.opened


@dataclass
class Stage:
    """One act, prepared: it can be set up again and again, always in the same folder."""

    act: Act
    scene: StagedScene
    at: datetime
    platforms: sqlite3.Connection
    files: dict[str, bytes]
    before: Seen
    """What the public had before the act."""
    after: Seen
    """What the public has when nothing failed."""

    def set_up(self, clock: HandClock | None = None) -> StagedScene:
        """Put platforms, clock, outbox and vault back to the moment before the act, and return the scene."""
        scene = self.scene
        scene.clock = clock or HandClock()
        scene.clock.at = self.at
        scene.seed = None
        publishing_scene._TURN[0] = scene.clock
        _restore(scene.sandbox, self.platforms)
        scene.store().close()
        for path in (*scene.folder.glob("newsroom.db*"), *scene.folder.glob("var/vault*")):
            path.unlink()
        for name, data in self.files.items():
            (scene.folder / name).write_bytes(data)
        return scene


def _post_of(channel: str, **given: Any) -> Callable[[Scene], None]:
    other = {"facebook": "zalo", "zalo": "facebook"}[channel]

    def prepare(scene: Scene) -> None:
        scene.newsroom.write(1, **{other: None}, **given)
        scene.newsroom.deploy(scene.clock.now())

    return prepare


def _two_posts_of(channel: str) -> Callable[[Scene], None]:
    other = {"facebook": "zalo", "zalo": "facebook"}[channel]

    def prepare(scene: Scene) -> None:
        for number in (1, 2):
            scene.newsroom.write(number, **{other: None, channel: f"2026-11-23 08:3{number}"})
        scene.newsroom.deploy(scene.clock.now())

    return prepare


def _after_a_post(channel: str, changes: dict[str, Any], *, approve: bool) -> Callable[[Scene], None]:
    def prepare(scene: Scene) -> None:
        _post_of(channel)(scene)
        carry_on(scene, channel)
        (story,) = scene.newsroom.folder.glob("stories/2026/*/index.md")
        scene.newsroom.change(story, changes, approve=approve)
        scene.clock.advance(minutes=10)
        scene.newsroom.deploy(scene.clock.now())

    return prepare


def _broadcast(scene: Scene) -> None:
    story = scene.newsroom.write(1, facebook=None)
    times = {"website": {"at": "2026-11-23 08:00"}, "zalo": {"at": "2026-11-23 08:30", "broadcast": True}}
    scene.newsroom.change(story, {"publish": times}, approve=True)
    scene.newsroom.deploy(scene.clock.now())
    carry_on(scene, "zalo")
    # Followers shall get it at half past seven in the evening, and Zalo looks at it for half an hour.
    scene.clock.at = START.replace(hour=12, minute=5)


def _refresh(scene: Scene) -> None:
    """Let a pair of tokens lie in the vault until it is a day old."""
    scene.connect("zalo").check_account()  # type: ignore[attr-defined]
    scene.clock.advance(hours=24)
    _post_of("zalo")(scene)


_SAY_ANEW = {"title": "Tiêu đề đã sửa"}
ACTS = {
    act.name: act
    for act in (
        Act("facebook-photos", "facebook", _post_of("facebook")),
        Act("facebook-photo", "facebook", _post_of("facebook"), {"kind": "photo"}),
        Act("facebook-link", "facebook", _post_of("facebook"), {"kind": "link"}),
        Act("facebook-text", "facebook", _post_of("facebook"), {"kind": "text"}),
        Act("facebook-two", "facebook", _two_posts_of("facebook"), {"kind": "text"}),
        Act(
            "facebook-scheduled",
            "facebook",
            _post_of("facebook", facebook="2026-11-23 15:00"),
            {"schedule": "facebook"},
            later_hours=6,
        ),
        Act("facebook-comment", "facebook", _post_of("facebook"), {"kind": "text", "link_in": "comment"}),
        Act("facebook-correct", "facebook", _after_a_post("facebook", _SAY_ANEW, approve=True)),
        Act("facebook-withdraw", "facebook", _after_a_post("facebook", _WITHDRAWAL, approve=False)),
        Act("zalo-article", "zalo", _post_of("zalo")),
        Act("zalo-two", "zalo", _two_posts_of("zalo")),
        Act("zalo-refresh", "zalo", _refresh),
        Act("zalo-correct", "zalo", _after_a_post("zalo", _SAY_ANEW, approve=True)),
        Act("zalo-remove", "zalo", _after_a_post("zalo", _WITHDRAWAL, approve=False)),
        Act("zalo-hide", "zalo", _after_a_post("zalo", _WITHDRAWAL, approve=False), {"withdraw": "hide"}),
        Act("zalo-broadcast", "zalo", _broadcast),
    )
}


@dataclass(frozen=True)
class Recorded:
    """What an act does when nothing fails."""

    calls: list[str]
    """To its platform, in order."""
    commits: int
    """Of the outbox."""


def recorded() -> dict[str, Recorded]:
    """Return what `record_calls.py` wrote down of every act."""
    return {name: Recorded(**facts) for name, facts in json.loads(_RECORDS.read_text(encoding="utf-8")).items()}


def write_down(records: dict[str, Recorded]) -> None:
    """Keep what every act does."""
    lines = (f"  {json.dumps(name)}: {json.dumps(asdict(record))}" for name, record in records.items())
    _RECORDS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def prepare(act: Act, sandbox: Sandbox, website: Website, folder: Path) -> Stage:
    """Play everything that comes before an act, keep how the world stands then, and play the act once."""
    sandbox.reset()
    clock = publishing_scene._TURN[0] = HandClock()
    newsroom = make_newsroom(folder / "office", website)
    scene = StagedScene(newsroom, sandbox, clock, folder, options={act.channel: act.options})
    act.prepare(scene)
    scene.store().close()
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "newsroom.db", *folder.glob("var/vault*"))
        if path.is_file()
    }
    (folder / "var").mkdir(exist_ok=True)
    platforms = sqlite3.connect(":memory:", check_same_thread=False)
    sandbox._store.connection().backup(platforms)
    stage = Stage(act, scene, clock.now(), platforms, files, seen(scene), seen(scene))
    play(stage.set_up(), act)
    stage.after = seen(scene)
    return stage


def play(scene: Scene, act: Act, **given: Any) -> None:
    """Run the act as it is run when nothing stands in its way."""
    scene.run(act.channel, wait=60, **given)
    if act.later_hours:
        scene.clock.advance(hours=act.later_hours)
        scene.run(act.channel, wait=60, **given)


def calls_of(scene: Scene, act: Act, since: int = 0) -> list[str]:
    """Return the names of the calls that the platform got, leaving out the first `since`."""
    query = "SELECT name FROM calls WHERE platform = ? ORDER BY id"
    rows = scene.sandbox._store.connection().execute(query, (act.channel,)).fetchall()
    return [row["name"] for row in rows][since:]


def carry_on(scene: Scene, channel: str, hours: float = 0) -> list[Item]:
    """Run again and again until nothing is left to do but what a person has to; return all deliveries.

    `hours` is for how long nothing can end yet: a time that Facebook's clock waits for.
    """
    for _ in range(_RUNS + round(hours * 3)):
        scene.run(channel, wait=600)
        items = scene.items()
        if items and all(item.state in FINAL or item.needs_person for item in items):
            return items
        scene.clock.advance(minutes=20)
    return scene.items()


def seen(scene: Scene) -> Seen:
    """Look at the public side of both walls."""
    facebook, zalo = scene.sandbox.facebook, scene.sandbox.zalo
    posts = [(post.message, len(post.photo_ids), post.link) for post in facebook.published()]
    posts += [(article.title, len(article.media), json.dumps(article.body)) for article in zalo.shown()]
    comments = tuple(comment.message for comment in facebook.comments())
    return Seen(tuple(sorted(posts)), comments, len(zalo.broadcasts()))


def public_ids(scene: Scene) -> list[str]:
    """Return the platforms' ids of everything public, one for each post."""
    return sorted(post.id for post in (*scene.sandbox.facebook.published(), *scene.sandbox.zalo.shown()))


def ids_in_ledger(items: list[Item]) -> list[str]:
    """Return the ids of the posts that are public according to the ledger."""
    down = {item.target for item in items if item.act == WITHDRAW and item.state is State.SENT}
    posts = [item for item in items if item.act == ANNOUNCE and item.state is State.SENT]
    return sorted(str(item.remote_id) for item in posts if item.remote_id not in down)


def _restore(sandbox: Sandbox, kept: sqlite3.Connection) -> None:
    with sandbox._store._writing:
        kept.backup(sandbox._store.connection())
    sandbox.settings.reload()
    sandbox.clock.reload()
