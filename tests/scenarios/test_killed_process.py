"""`newsroom publish` as a real process, killed with SIGKILL while a platform holds its answer."""

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
from hand_made import Website
from publishing_scene import REPOSITORY, Newsroom, make_newsroom

from newsroom.outbox.model import State
from newsroom.outbox.store import Store
from publishers.sandbox import Sandbox


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
