"""newsroom pause, newsroom resume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.session import Session


@click.command("pause")
@click.option("--reason", required=True, metavar="LÝ DO", help="Vì sao: quốc tang, thiên tai… · why.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def pause_command(session: Session, *, reason: str, by: str, as_json: bool) -> int:
    """Dừng mọi kênh bằng một lệnh (quốc tang, thiên tai); bài đang dở cũng dừng. Gỡ bài vẫn chạy.

    Hold every channel in one act; what is half-made stops, too. Taking down goes on. `newsroom resume` lifts it.
    """
    from newsroom.connections import database_url
    from newsroom.outbox.pauses import pause
    from newsroom.outbox.store import Store

    if not reason.strip() or not by.strip():
        raise UsageError(_EMPTY, _EMPTY_REMEDY)
    store = Store(database_url(session.config(), session.environment))
    try:
        pause(store, reason.strip(), by.strip(), session.clock.now())
    finally:
        store.close()
    if as_json:
        print_json({"paused": True, "reason": reason.strip(), "by": by.strip()})
    else:
        session.say(_PAUSED)
    return 0


@click.command("resume")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def resume_command(session: Session, *, by: str, as_json: bool) -> int:
    """Cho mọi kênh chạy lại sau newsroom pause.

    Lift the pause. What became too late meanwhile waits for a person.
    """
    from newsroom.connections import open_ledger
    from newsroom.outbox.pauses import resume

    if not by.strip():
        raise UsageError(_EMPTY, _EMPTY_REMEDY)
    store = open_ledger(session.config(), session.environment)
    try:
        was_paused = store is not None and resume(store, by.strip(), session.clock.now())
    finally:
        if store is not None:
            store.close()
    if as_json:
        print_json({"paused": False, "was_paused": was_paused})
    else:
        session.say(_RESUMED if was_paused else _NOT_PAUSED)
    return 0


_EMPTY = Words("Lý do và họ tên không được để trống.", "The reason and the name must not be empty.")
_EMPTY_REMEDY = Words("Ghi rõ rồi chạy lại.", "Say both and run again.")
_PAUSED = Words(
    "Đã dừng mọi kênh. Chạy lại: newsroom resume --by HỌ_TÊN",
    "Every channel is held. To lift it: newsroom resume --by NAME",
)
_RESUMED = Words(
    "Mọi kênh chạy lại từ lượt đăng sau. Xem trước: newsroom plan",
    "Every channel goes on with the next run. Look first: newsroom plan",
)
_NOT_PAUSED = Words("Không có kênh nào đang dừng.", "Nothing was paused.")
