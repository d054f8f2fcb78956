"""`newsroom publish` killed with SIGKILL at every call and after every commit of every act; carrying on ends once.

The cases are made from what an act does when nothing fails (`calls.json`). Each kills a real process; what is carried
on runs where the clock can be moved, with what the dead process left in database, vault and platform.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from act_stage import Stage, StagedScene, calls_of, carry_on, ids_in_ledger, public_ids, recorded, seen
from breaking_http import platform_prefix
from hand_made import START, Website
from office_process import Death, FileClock, Office, run_to_death
from publishing_scene import REPOSITORY, Newsroom, make_newsroom
from stage_fixtures import StageOf, entry_points_read_once, stage_of

from newsroom.outbox.model import Item, State
from newsroom.outbox.purposes import BROADCAST
from newsroom.outbox.store import Store
from publishers.registry import load_channel
from publishers.sandbox import Sandbox

__all__ = ["entry_points_read_once", "stage_of"]

# One story tells of a kill all that two would; two are in the fault table.
RECORDS = {act: record for act, record in recorded().items() if not act.endswith("-two")}
AT_CALLS = [
    pytest.param(act, Death(where, index + 1), id=f"{act}-{index + 1}-{name}-{where}")
    for act, record in RECORDS.items()
    for index, name in enumerate(record.calls)
    for where in ("before", "after")
]
# Another kind of post is committed in the same places; hiding in those of removing.
COMMITTED_ALIKE = {
    "facebook-photo",
    "facebook-link",
    "facebook-text",
    "facebook-scheduled",
    "zalo-refresh",
    "zalo-hide",
}
AFTER_COMMITS = [
    pytest.param(act, Death("commit", nth), id=f"{act}-commit-{nth}")
    for act, record in RECORDS.items()
    if act not in COMMITTED_ALIKE
    for nth in range(1, record.commits + 1)
]


@pytest.fixture(scope="session")
def shared_clock(tmp_path_factory: pytest.TempPathFactory) -> FileClock:
    return FileClock(tmp_path_factory.mktemp("clock") / "now", START)


@pytest.mark.usefixtures("entry_points_read_once")
@pytest.mark.parametrize(("act_name", "death"), [*AT_CALLS, *AFTER_COMMITS])
def test_a_process_killed_anywhere_leaves_one_of_everything(
    stage_of: StageOf, shared_clock: FileClock, act_name: str, death: Death
) -> None:
    """Killed before or after any call, or after any commit: the next runs end as if nobody had died."""
    stage = stage_of(act_name)
    scene = stage.set_up(shared_clock)
    kill(scene, stage, death)

    items = carry_on(scene, stage.act.channel, stage.act.later_hours)

    if act_name.startswith("zalo") and token_is_lost(scene):
        assert seen(scene) == stage.before
        scene.seed = scene.sandbox.zalo.consent_again()
        items = carry_on(scene, stage.act.channel)
    if any(item.act == BROADCAST and item.needs_person for item in items):
        check_asked(scene, stage, items)
    else:
        check_done(scene, stage, items)


def kill(scene: StagedScene, stage: Stage, death: Death) -> None:
    """Run the act in a process that dies on the way; what Facebook's own clock ends is run again at its time."""
    act = stage.act
    config = scene.config()
    channel = load_channel(act.channel)
    assert channel is not None
    office = Office(
        config,
        scene.url,
        scene.folder / "var" / "vault",
        scene.sandbox.environment(),
        {act.channel: channel},
        platform_prefix(scene.sandbox, act.channel),
        scene.clock,
    )
    made = run_to_death(office, 60, death)
    if made and act.later_hours:
        scene.clock.advance(hours=act.later_hours)
        made = run_to_death(office, 60, Death(death.where, death.nth - made))
    assert not made, f"it lived, {death}"


def token_is_lost(scene: StagedScene) -> bool:
    """Tell whether the only refresh token was spent and its answer died with the process: a person has to consent."""
    answers = [call.answer for call in scene.sandbox.zalo.calls("token")]
    return bool(answers) and "-14014" in answers[-1]


def check_done(scene: StagedScene, stage: Stage, items: list[Item]) -> None:
    assert [item.state for item in items] == [State.SENT] * len(items), [item.error for item in items]
    assert seen(scene) == stage.after
    assert public_ids(scene) == ids_in_ledger(items)
    before = len(calls_of(scene, stage.act))
    scene.run(stage.act.channel)
    assert calls_of(scene, stage.act, before) == []


def check_asked(scene: StagedScene, stage: Stage, items: list[Item]) -> None:
    """Check that a broadcast which nobody can look for never goes out a second time, not on later days either."""
    (unclear,) = (item for item in items if item.act == BROADCAST)
    assert unclear.state is State.UNKNOWN
    before = seen(scene)
    for _ in range(3):
        scene.clock.advance(hours=24)
        scene.run(stage.act.channel, wait=600)
    assert seen(scene) == before
    assert before in {stage.before, stage.after}
    assert calls_of(scene, stage.act).count("message.send") == before.messages


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Newsroom]:
    """Write a newsroom with one story that fell due an hour ago by the machine's clock: the process has no other."""
    website = Website()
    newsroom = make_newsroom(tmp_path / "office", website)
    toml = newsroom.folder / "newsroom.toml"
    window = 'opens = "00:00"\ncloses = "00:00"\ngap_minutes = 0\n'
    text = toml.read_text(encoding="utf-8")
    for name in ("facebook", "zalo"):
        text += f"\n[channels.{name}.window]\n{window}"
    toml.write_text(text, encoding="utf-8")
    newsroom.reload()
    due = (datetime.now(UTC) - timedelta(hours=1)).astimezone(newsroom.config.zone)
    at = f"{due:%Y-%m-%d %H:%M}"
    newsroom.write(1, website=at, facebook=at, zalo=at)
    newsroom.deploy(datetime.now(UTC))
    yield newsroom
    website.close()


@pytest.mark.parametrize(
    ("channel", "call"),
    [("facebook", "post.update"), ("zalo", "article.create")],
)
def test_a_killed_process_leaves_one_post(office: Newsroom, tmp_path: Path, channel: str, call: str) -> None:
    """The platform took the call and the process died before the answer: the next runs end with one post."""
    with Sandbox(tmp_path / "sandbox.db") as sandbox:
        sandbox.settings.change({"zalo_processing_seconds": 0})
        sandbox.faults.add(channel, call, kind="timeout_after", seconds=30)
        process = _start(office, sandbox)
        wall = getattr(sandbox, channel)
        deadline = time.monotonic() + 30
        while not any(c.fault == "timeout_after" for c in wall.calls()):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        for _ in range(2):
            _let_the_lease_end(office)
            done = _start(office, sandbox)
            out, err = done.communicate(timeout=60)
            assert done.returncode == 0, err
            json.loads(out)
        store = Store(f"sqlite:///{office.config.var / 'newsroom.db'}")
        assert {item.state for item in store.items()} == {State.SENT}
        store.close()
        assert (len(sandbox.facebook.published()), len(sandbox.zalo.shown())) == (1, 1)


def _start(office: Newsroom, sandbox: Sandbox) -> subprocess.Popen[str]:
    environment = {**os.environ, **sandbox.environment(), "PYTHONPATH": str(REPOSITORY), "LANG": "en_US.UTF-8"}
    for name in ("NEWSROOM_DATABASE_URL", "NEWSROOM_VAULT_KEY", "NEWSROOM_SITE_URL", "LC_ALL"):
        environment.pop(name, None)
    program = [sys.executable, "-c", "from newsroom.cli.main import main; main()", "publish", "--json", "--wait", "8"]
    return subprocess.Popen(
        program, cwd=office.folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _let_the_lease_end(office: Newsroom) -> None:
    """Move every time in the outbox ten minutes back, as if that long had passed."""
    names = ("lease_until", "unknown_since", "next_at")
    connection = sqlite3.connect(office.config.var / "newsroom.db")
    for key, *times in connection.execute(f"SELECT key, {', '.join(names)} FROM deliveries").fetchall():
        moved = [
            t and (datetime.fromisoformat(t) - timedelta(minutes=10)).isoformat(timespec="microseconds") for t in times
        ]
        connection.execute(f"UPDATE deliveries SET {', '.join(f'{n} = ?' for n in names)} WHERE key = ?", (*moved, key))
    connection.commit()
    connection.close()
