"""newsroom ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.connections import database_url, open_ledger
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.group("ledger", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Một mảng JSON thay cho mỗi dòng một mục · one JSON array.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> int:
    """In sổ ghi: mỗi dòng một sự kiện JSON, chỉ thêm chứ không sửa.

    Print the ledger: one JSON event a line, only ever added to.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    from newsroom.ledger_file import line_of

    session: Session = ctx.obj
    store = open_ledger(session.config(), session.environment)
    lines = [line_of(event) for event in (store.events() if store is not None else ())]
    if store is not None:
        store.close()
    click.echo("[" + ",\n ".join(lines) + "]" if as_json else "\n".join(lines))
    return 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def export_command(session: Session, *, file: Path, as_json: bool) -> int:
    """Ghi nối sổ vào tệp JSON Lines (hợp để commit); tệp có sẵn chỉ nhận thêm dòng mới.

    Append the ledger to a JSON Lines file, fit for Git; an existing file only gets the lines it lacks.
    """
    from newsroom.ledger_file import export
    from newsroom.outbox.store import Store

    store = Store(database_url(session.config(), session.environment))
    try:
        count = export(store, file)
    finally:
        store.close()
    if as_json:
        print_json({"file": str(file), "added": count})
    else:
        session.say(_EXPORTED, file=file, count=count)
    return 0


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def import_command(session: Session, *, file: Path, as_json: bool) -> int:
    """Dựng lại cơ sở dữ liệu trống từ tệp đã xuất; sau đó không bài nào bị đăng hai lần.

    Rebuild an empty database from an exported file; afterwards nothing is posted twice.
    """
    from newsroom.ledger_file import rebuild
    from newsroom.outbox.store import Store

    store = Store(database_url(session.config(), session.environment))
    try:
        count = rebuild(store, file)
    finally:
        store.close()
    if as_json:
        print_json({"file": str(file), "deliveries": count})
    else:
        session.say(_IMPORTED, count=count)
    return 0


_EXPORTED = Words("Đã thêm {count} dòng vào {file}.", "Added {count} lines to {file}.")
_IMPORTED = Words(
    "Đã dựng lại {count} lần đăng. Xem: newsroom plan --refresh",
    "{count} deliveries are rebuilt. Look: newsroom plan --refresh",
)
