"""The database: its tables are what the migrations make, and whatever is wrong with it is one sentence."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from newsroom.cli.main import run
from newsroom.errors import ConfigurationError
from newsroom.outbox import database
from newsroom.outbox.database import HEAD, open_database
from newsroom.outbox.model import Item, State, payload_from_json, payload_to_json
from newsroom.outbox.store import Store
from newsroom.outbox.tables import metadata
from publishers.contract import Payload, Photo

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
REPOSITORY = Path(__file__).resolve().parents[2]


def item(key: str = "facebook/1/GS-2026-0001/announce") -> Item:
    return Item(
        key=key,
        channel="facebook",
        account="1",
        story_id="GS-2026-0001",
        purpose="announce",
        state=State.PENDING,
        fingerprint="sha256:0",
        payload=Payload({"message": "Chào"}, (Photo("/a.jpg", "https://x/a.jpg", "Ảnh", "0"),), ("https://x/a.jpg",)),
        link="https://x/",
        due_at=NOW,
        since_at=NOW,
        next_at=NOW,
    )


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    """Columns, types, nullability, keys and indexes of a migrated database equal the table definitions."""
    migrated = open_database(f"sqlite:///{tmp_path / 'migrated.db'}")
    declared = sa.create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    metadata.create_all(declared)
    left, right = sa.inspect(migrated), sa.inspect(declared)
    assert set(left.get_table_names()) - {"alembic_version"} == set(right.get_table_names())
    for table in right.get_table_names():
        assert [_column(c) for c in left.get_columns(table)] == [_column(c) for c in right.get_columns(table)]
        assert left.get_pk_constraint(table) == right.get_pk_constraint(table)
        assert _indexes(left, table) == _indexes(right, table)
    migrated.dispose()
    declared.dispose()


def _indexes(inspector: sa.Inspector, table: str) -> list[tuple[object, ...]]:
    return sorted((i["name"], i["column_names"], i["unique"]) for i in inspector.get_indexes(table))


def _column(column: object) -> tuple[object, ...]:
    return (column["name"], str(column["type"]), column["nullable"], column["default"])  # type: ignore[index]


def test_the_newest_migration_is_the_one_the_program_names() -> None:
    """The constant that saves a start-up names the newest file."""
    files = (REPOSITORY / "newsroom" / "outbox" / "migrations" / "versions").glob("[0-9]*.py")
    assert max(path.name.split("_")[0] for path in files) == HEAD


def _not_a_database(path: Path) -> str:
    path.write_bytes(b"Not a database at all, only some text. " * 40)
    return f"sqlite:///{path}"


def _read_only(path: Path) -> str:
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    return f"sqlite:///file:{path}?mode=ro&uri=true"


def _newer(path: Path) -> str:
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return f"sqlite:///{path}"


def _a_folder(path: Path) -> str:
    path.mkdir()
    return f"sqlite:///{path}"


def _below_a_file(path: Path) -> str:
    path.write_text("x")
    return f"sqlite:///{path}/newsroom.db"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_not_a_database, "backup"),
        (_read_only, "writable"),
        (_newer, "newer"),
        (_a_folder, "nothing was half-written"),
        (_below_a_file, "nothing was half-written"),
        (lambda _: "postgresql+no_such_driver://user:secret-word@host/db", ""),
        (lambda _: "no address at all", ""),
    ],
    ids=["not a database", "read-only", "newer", "folder", "below a file", "no driver", "no address"],
)
def test_a_database_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make: object, says: str
) -> None:
    """`publish`, `status` and `ledger` end with exit code 3 and a sentence with a remedy; the file stays as it was."""
    path = tmp_path / "newsroom.db"
    url = make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    monkeypatch.setenv("NEWSROOM_DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    arguments = ["--config", str(REPOSITORY / "newsroom.toml"), "--state", str(tmp_path / "state"), "--lang", "en"]
    for command in ("status", "ledger"):
        assert run([*arguments, command]) == 3
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("error: ")
        assert len(shown.err.splitlines()) == 2
        assert says in shown.err
        assert "secret-word" not in shown.err
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("file:")]


def test_a_locked_database_is_waited_for_and_then_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that never ends is named as the reason, and nothing of ours is written."""
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    url = f"sqlite:///{tmp_path / 'newsroom.db'}"
    store = Store(url)
    store.enqueue(NOW, item())
    other = sqlite3.connect(tmp_path / "newsroom.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ConfigurationError, match="locked") as refused:
        store.enqueue(NOW, item("facebook/1/GS-2026-0002/announce"))
    assert "Another process" in refused.value.advice("en")
    assert len(store.items()) == 1
    other.execute("ROLLBACK")
    other.close()
    assert store.enqueue(NOW, item("facebook/1/GS-2026-0002/announce"))
    store.close()


def test_a_commit_survives_losing_power(tmp_path: Path) -> None:
    """Write-ahead logging with full synchronisation is on in every connection."""
    engine = open_database(f"sqlite:///{tmp_path / 'newsroom.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


def test_a_delivery_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Every field survives, times as the same moment in UTC; a time without a zone is refused."""
    store = Store(f"sqlite:///{tmp_path / 'newsroom.db'}")
    given = replace(item(), due_at=NOW.astimezone(timezone(timedelta(hours=7))))
    assert store.enqueue(NOW, given)
    assert store.get(given.key) == given
    assert store.get(given.key).due_at.tzinfo is UTC
    assert not store.enqueue(NOW, given)
    with pytest.raises(ConfigurationError, match="zone"):
        store.enqueue(NOW, replace(item(), key="x", due_at=NOW.replace(tzinfo=None)))
    store.close()


def test_payloads_of_earlier_versions_are_read() -> None:
    """A payload survives writing and reading, and one that names no fetched pictures is read as having none."""
    payload = item().payload
    assert payload_from_json(payload_to_json(payload)) == payload
    assert payload_from_json('{"data": {}, "photos": []}') == Payload({})


def test_the_ledger_is_only_added_to(tmp_path: Path) -> None:
    """Every change of standing leaves its line, in order, with what was decided."""
    store = Store(f"sqlite:///{tmp_path / 'newsroom.db'}")
    store.enqueue(NOW, item())
    claim = store.claim(item().key, "a", NOW, NOW + timedelta(minutes=5))
    store.save(claim.item, "a", NOW, "sent", url="https://x/1")
    store.expire_leases(NOW + timedelta(hours=1))
    assert [(e.event, e.key) for e in store.events()] == [
        ("enqueued", item().key),
        ("begun", item().key),
        ("sent", item().key),
        ("lease-ended", item().key),
    ]
    assert next(e for e in store.events() if e.event == "sent").data == {"url": "https://x/1"}
    store.close()
