"""A database that is locked, full, newer, read-only or none at all: said, with nothing half-written."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from publishing_scene import REPOSITORY, Office, Scene

from newsroom.outbox import database
from newsroom.outbox.model import State
from newsroom.outbox.store import Store
from publishers.sandbox import Sandbox

BOTH = pytest.mark.parametrize("lang", ["vi", "en"])
COMMANDS: dict[str, tuple[str, ...]] = {
    "publish": ("publish",),
    "plan": ("plan",),
    "look": ("plan", "--refresh"),
    "status": ("status",),
    "doctor": ("doctor",),
    "measure": ("measure",),
    "pause": ("pause", "--reason", "Quốc tang", "--by", "A"),
    "resume": ("resume", "--by", "A"),
    "resolve": ("resolve", "facebook/GS-2026-0001", "--send", "--by", "A"),
    "withdraw": ("withdraw", "GS-2026-0001", "--reason", "x", "--by", "A", "--no-build", "--wait", "0"),
    "ledger": ("ledger",),
    "export": ("ledger", "export", "so.jsonl"),
}


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def other_file(path: Path) -> None:
    path.write_bytes(b"Danh sach viec can lam. " * 100)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


SPOILT: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "newer": (newer, "mới hơn", "newer newsroom"),
    "not a database": (other_file, "không phải cơ sở dữ liệu", "not a newsroom database"),
    "cut short": (cut_short, "Không dùng được cơ sở dữ liệu", "cannot be used"),
}


@BOTH
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_database_that_cannot_be_used(
    scene: Scene, office: Office, monkeypatch: pytest.MonkeyPatch, spoilt: str, command: str, lang: str
) -> None:
    """Every command ends with exit code 3 and one sentence with a remedy; no platform is asked, no byte changes."""
    monkeypatch.chdir(scene.folder)
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    scene.store().close()
    path = scene.folder / "newsroom.db"
    spoil, vi, en = SPOILT[spoilt]
    spoil(path)
    before = path.read_bytes()
    code, _, err = office(*COMMANDS[command], lang=lang)
    assert code == 3, err
    assert (vi if lang == "vi" else en) in err
    assert err.startswith("lỗi: " if lang == "vi" else "error: ")
    assert len(err.splitlines()) == 2
    assert path.read_bytes() == before
    assert [c for c in scene.sandbox.facebook.calls() + scene.sandbox.zalo.calls() if c.method != "GET"] == []


@BOTH
@pytest.mark.parametrize("command", ["publish", "pause", "resolve", "withdraw"])
def test_a_locked_database(
    scene: Scene, office: Office, monkeypatch: pytest.MonkeyPatch, command: str, lang: str
) -> None:
    """Another writer that does not end is named; nothing is posted, and afterwards the same command works."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    scene.store().close()
    other = sqlite3.connect(scene.folder / "newsroom.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, _, err = office(*COMMANDS[command], lang=lang)
    assert code == 3
    assert "locked" in err
    assert ("tiến trình khác" if lang == "vi" else "Another process") in err
    assert scene.posts("facebook") == scene.posts("zalo") == []
    other.execute("ROLLBACK")
    other.close()
    assert office(*COMMANDS[command], lang=lang)[0] == 0
    for _ in range(3):
        scene.clock.advance(seconds=30)
        assert office("publish")[0] == 0
    held = command in {"pause", "withdraw"}
    assert len(scene.posts("facebook")) == len(scene.posts("zalo")) == (0 if held else 1)


def test_the_database_locks_in_the_middle(scene: Scene, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer of the platform cannot be written down: the run says so, and the next one finds the post, once."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    other = sqlite3.connect(scene.folder / "newsroom.db", isolation_level=None)
    real = Store.finished

    def locked(self: Store, *given: object, **more: object) -> None:
        other.execute("BEGIN IMMEDIATE")
        try:
            real(self, *given, **more)  # type: ignore[arg-type]
        finally:
            other.execute("ROLLBACK")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "finished", locked)
        code, _, err = office("publish")
        assert (code, "locked" in err) == (3, True)
    other.close()
    for _ in range(4):
        scene.clock.advance(minutes=10)
        office("publish")
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)
    assert {i.state for i in scene.items()} == {State.SENT}


_PROGRAM = "from newsroom.cli.main import main; main()"


@pytest.mark.slow
def test_a_full_disk(scene: Scene, tmp_path: Path) -> None:
    """No byte more fits into the database: exit code 3 and what to do; with space again everything goes out once."""
    due = (datetime.now(UTC) - timedelta(hours=1)).astimezone(scene.newsroom.config.zone)
    at = f"{due:%Y-%m-%d %H:%M}"
    scene.newsroom.write(1, website=at, facebook=at, zalo=at)
    scene.newsroom.deploy(datetime.now(UTC))
    with Sandbox(tmp_path / "own.db") as sandbox:
        sandbox.settings.change({"zalo_processing_seconds": 0})
        environment = {**os.environ, **sandbox.environment(), "PYTHONPATH": str(REPOSITORY)}
        environment |= {"NEWSROOM_DATABASE_URL": scene.url}

        def publish(lang: str, most: int | None) -> subprocess.CompletedProcess[str]:
            limit = (most, resource.RLIM_INFINITY) if most else None
            return subprocess.run(
                [sys.executable, "-c", _PROGRAM, "--lang", lang, "publish", "--wait", "5"],
                cwd=scene.newsroom.folder,
                env=environment,
                text=True,
                capture_output=True,
                check=False,
                preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)) if limit else None,
            )

        scene.store().close()
        # The pictures are drawn before; only the outbox meets the end of the disk.
        size = (scene.folder / "newsroom.db").stat().st_size
        for lang, most in (("vi", 20_000), ("en", 40_000), ("en", 60_000), ("vi", max(size, 80_000))):
            done = publish(lang, most)
            assert "Traceback" not in done.stderr
            assert done.returncode in {0, 1, 3}, done.stderr
            if done.returncode == 3:
                assert ("Cách xử lý" if lang == "vi" else "What to do") in done.stderr or "vault" in done.stderr
            assert len(sandbox.facebook.published()) <= 1
            assert len(sandbox.zalo.shown()) <= 1
        _let_the_leases_end(scene.folder / "newsroom.db")
        for _ in range(3):
            done = publish("en", None)
            _let_the_leases_end(scene.folder / "newsroom.db")
        assert done.returncode == 0, done.stderr + done.stdout
        assert (len(sandbox.facebook.published()), len(sandbox.zalo.shown())) == (1, 1)


def _let_the_leases_end(path: Path) -> None:
    names = ("lease_until", "unknown_since", "next_at")
    connection = sqlite3.connect(path)
    for key, *times in connection.execute(f"SELECT key, {', '.join(names)} FROM deliveries").fetchall():
        moved = [
            t and (datetime.fromisoformat(t) - timedelta(minutes=15)).isoformat(timespec="microseconds") for t in times
        ]
        connection.execute(f"UPDATE deliveries SET {', '.join(f'{n} = ?' for n in names)} WHERE key = ?", (*moved, key))
    connection.commit()
    connection.close()
