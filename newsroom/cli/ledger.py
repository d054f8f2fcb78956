"""newsroom ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from newsroom.publishing import open_ledger

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.command("ledger")
@click.option("--json", "as_json", is_flag=True, help="Một mảng JSON thay cho mỗi dòng một mục · one JSON array.")
@click.pass_obj
def command(session: Session, *, as_json: bool) -> int:
    """In sổ ghi: mỗi dòng một sự kiện JSON, chỉ thêm chứ không sửa.

    Print the ledger: one JSON event a line, only ever added to.
    """
    store = open_ledger(session.config(), session.environment)
    lines = [
        json.dumps(
            {
                "at": event.at.isoformat(),
                "event": event.event,
                "key": event.key,
                "story": event.story_id,
                "channel": event.channel,
                "account": event.account,
                **event.data,
            },
            ensure_ascii=False,
        )
        for event in (store.events() if store is not None else ())
    ]
    if store is not None:
        store.close()
    click.echo("[" + ",\n ".join(lines) + "]" if as_json else "\n".join(lines))
    return 0
