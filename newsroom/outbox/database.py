"""Open the database: settings that make a commit durable, migrations, and driver errors put into words."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from newsroom.errors import ConfigurationError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine

HEAD = "0002"
"""The newest migration; a test compares it with the files."""
_BUSY_SECONDS = 30


def open_database(url: str) -> Engine:
    """Open the database at a SQLAlchemy URL and bring its tables up to date.

    Raises:
        ConfigurationError: it cannot be opened, written, or is newer than this program.

    """
    with words_for_driver_errors(url):
        address = sa.make_url(url)
        if address.drivername == "sqlite" and address.database and not address.database.startswith((":", "file:")):
            _make_folder(Path(address.database))
        engine = sa.create_engine(url)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _sqlite_settings)
            # SQLAlchemy's own BEGIN comes too late to keep two relays from claiming one delivery.
            sa.event.listen(engine, "begin", _begin)
        try:
            with engine.begin() as connection:
                _migrate(connection, url)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextlib.contextmanager
def words_for_driver_errors(url: str) -> Iterator[None]:
    """Turn a driver's refusal into a sentence with a remedy; nothing was half-written, it was rolled back."""
    try:
        yield
    except ImportError as error:
        raise ConfigurationError(_NO_DRIVER, _NO_DRIVER_REMEDY, database=_shown(url), module=error.name) from error
    except (DBAPIError, SQLAlchemyError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        remedy = next((remedy for part, remedy in _REMEDIES.items() if part in reason), _ANY_REMEDY)
        raise ConfigurationError(_REFUSED, remedy, database=_shown(url), reason=reason) from error


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("reading"):
        connection.exec_driver_sql("BEGIN")
        return
    # FULL: the commit is on the disk before it returns, and with it all earlier ones (docs/decisions/0013).
    wanted = "FULL" if options.get("durable", True) else "NORMAL"
    if connection.info.get(_WAITS) != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info[_WAITS] = wanted
    connection.exec_driver_sql("BEGIN IMMEDIATE")


_WAITS = "synchronous"
"""Where a connection remembers how its commits wait; setting it anew each time costs as much as a statement."""


def _sqlite_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: a commit is on the disk before the platform is called; losing power must not lose an attempt.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection, url: str) -> None:
    has_versions = sa.inspect(connection).has_table("alembic_version")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if has_versions else None
    if found == HEAD:
        return
    if found is not None and str(found) > HEAD:
        raise ConfigurationError(_NEWER, _NEWER_REMEDY, database=_shown(url))
    # Heavy, and almost every run finds the tables up to date.
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(_REFUSED, _ANY_REMEDY, database=path, reason=error.strerror) from error


def _shown(url: str) -> str:
    """Show a database without its password."""
    return url.removeprefix("sqlite:///") if url.startswith("sqlite") else url.rsplit("@", maxsplit=1)[-1]


_REFUSED = Words(
    "Không dùng được cơ sở dữ liệu {database}: {reason}.", "The database {database} cannot be used: {reason}."
)
_ANY_REMEDY = Words(
    "Kiểm tra đường dẫn, quyền ghi và dung lượng đĩa; không có gì bị ghi dở.",
    "Check the path, its permissions and the disk; nothing was half-written.",
)
_REMEDIES = {
    "readonly": Words(
        "Cấp quyền ghi cho tệp và thư mục chứa nó; không có gì bị ghi dở.",
        "Make the file and its folder writable; nothing was half-written.",
    ),
    "full": Words(
        "Giải phóng dung lượng đĩa rồi chạy lại; không có gì bị ghi dở.",
        "Free some disk space and run again; nothing was half-written.",
    ),
    "locked": Words(
        "Một tiến trình khác đang ghi; chờ nó xong rồi chạy lại.",
        "Another process is writing; wait for it and run again.",
    ),
    "not a database": Words(
        "Tệp không phải cơ sở dữ liệu của newsroom; khôi phục từ bản sao lưu.",
        "The file is not a newsroom database; restore it from a backup.",
    ),
}
_NO_DRIVER = Words(
    "Cơ sở dữ liệu {database} cần gói Python “{module}” nhưng chưa cài.",
    'The database {database} needs the Python package "{module}", which is not installed.',
)
_NO_DRIVER_REMEDY = Words(
    "Cài gói đó, hoặc bỏ NEWSROOM_DATABASE_URL để dùng SQLite.",
    "Install it, or unset NEWSROOM_DATABASE_URL to use SQLite.",
)
_NEWER = Words(
    "Cơ sở dữ liệu {database} do bản newsroom mới hơn tạo ra.", "The database {database} was made by a newer newsroom."
)
_NEWER_REMEDY = Words("Cập nhật newsroom rồi chạy lại.", "Update newsroom and run again.")
