"""newsroom status."""

from __future__ import annotations

from typing import Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.tables import show_table
from newsroom.language import Words
from newsroom.publishing import open_ledger

STATES: dict[str, Words] = {
    "pending": Words("đang chờ", "pending"),
    "sending": Words("đang gửi", "sending"),
    "unknown": Words("chưa rõ kết quả", "outcome unknown"),
    "sent": Words("đã đăng", "sent"),
    "failed": Words("không đăng được", "failed"),
    "cancelled": Words("đã hủy", "cancelled"),
}


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, as_json: bool) -> int:
    """Tình trạng từng lần đăng trong hàng gửi. Mã thoát 4 nếu có việc cần người quyết định.

    Show every delivery of the outbox. Exit code 4 when one needs a person.
    """
    config = session.config()
    store = open_ledger(config, session.environment)
    items = store.items() if store is not None else []
    if store is not None:
        store.close()
    waiting_for_person = any(item.needs_person for item in items)
    if as_json:
        print_json({"deliveries": [_document(item) for item in items]})
        return 4 if waiting_for_person else 0
    if not items:
        session.say(_EMPTY)
        return 0
    headings = ("Lần đăng", "Tình trạng", "Lúc", "Chi tiết")
    if session.language == "en":
        headings = ("Delivery", "State", "At", "Detail")
    rows = [
        (
            item.key,
            STATES[item.state].say(session.language),
            f"{(item.sent_at or item.due_at).astimezone(config.zone):%d/%m/%Y %H:%M}",
            item.remote_url or item.error or "",
        )
        for item in items
    ]
    show_table(headings, rows, styles=["red" if item.needs_person else "" for item in items])
    return 4 if waiting_for_person else 0


def _document(item: Any) -> dict[str, Any]:
    return {
        "key": item.key,
        "state": item.state.value,
        "due_at": item.due_at.isoformat(),
        "sent_at": item.sent_at.isoformat() if item.sent_at else None,
        "remote_id": item.remote_id,
        "url": item.remote_url,
        "error": item.error,
        "needs_person": item.needs_person,
    }


_EMPTY = Words("Hàng gửi còn trống.", "The outbox is empty.")
