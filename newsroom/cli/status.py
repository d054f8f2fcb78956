"""newsroom status."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.tables import show_table
from newsroom.connections import open_ledger
from newsroom.language import Words
from newsroom.outbox.model import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.outbox.model import Brief, Pause

STATES: dict[str, Words] = {
    "pending": Words("đang chờ", "pending"),
    "sending": Words("đang gửi", "sending"),
    "unknown": Words("chưa rõ kết quả", "outcome unknown"),
    "sent": Words("xong", "done"),
    "failed": Words("không làm được", "failed"),
    "cancelled": Words("đã hủy", "cancelled"),
}
_RECENT = 20


@click.command("status")
@click.option("--all", "show_all", is_flag=True, help="Mọi lần đăng từ trước đến nay · every delivery ever.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON, kể cả đã xong · one JSON document.")
@click.pass_obj
def command(session: Session, *, show_all: bool, as_json: bool) -> int:
    """Tình trạng hàng gửi: việc dở dang và các lần đăng gần nhất. Mã thoát 4 nếu có việc cần người quyết định.

    Show the outbox: what is under way and the latest deliveries. Exit code 4 when one needs a person.
    """
    store = open_ledger(session.config(), session.environment)
    records: list[Brief] = []
    pause: Pause | None = None
    if store is not None:
        records, pause = store.briefs(), store.paused()
        store.close()
    code = 4 if any(r.needs_person for r in records) else 0
    if as_json:
        paused = {"at": pause.at.isoformat(), "reason": pause.reason, "by": pause.by} if pause else None
        print_json({"paused": paused, "deliveries": [_document(record) for record in records]})
        return code
    if pause is not None:
        at = f"{pause.at.astimezone(session.config().zone):%d/%m/%Y %H:%M}"
        session.say(_PAUSED, at=at, reason=pause.reason, by=pause.by)
    if not records:
        session.say(_EMPTY)
        return code
    _show(session, records if show_all else _notable(records))
    counts = Counter(record.state for record in records)
    click.echo(" · ".join(f"{STATES[s].say(session.language)}: {counts[s]}" for s in State if counts[s]))
    _say_calls(session, records)
    return code


def _say_calls(session: Session, records: Sequence[Brief]) -> None:
    """Say what needs a person, in the words of the message that calls one."""
    from newsroom.calling.call import status_lines
    from newsroom.calls_due import Situation, calls_due
    from newsroom.index import open_index
    from newsroom.plan import first_of_each

    config, now = session.config(), session.clock.now()
    situation = Situation(config, now, first_of_each(open_index(config, now)), records)
    for line in status_lines(calls_due(situation), session.language):
        click.echo(line)


def _notable(records: Sequence[Brief]) -> list[Brief]:
    """Return what is not over, and the latest that is."""
    over = [r for r in records if r.state in {State.SENT, State.CANCELLED}]
    latest = sorted(over, key=lambda r: r.sent_at or r.due_at)[-_RECENT:]
    keep = {r.key for r in latest}
    return [r for r in records if r.key in keep or r.state not in {State.SENT, State.CANCELLED}]


def _show(session: Session, records: Sequence[Brief]) -> None:
    headings = ("Lần đăng", "Tình trạng", "Lúc", "Chi tiết")
    if session.language == "en":
        headings = ("Delivery", "State", "At", "Detail")
    zone = session.config().zone
    rows = [
        (
            record.key,
            STATES[record.state].say(session.language),
            f"{(record.sent_at or record.due_at).astimezone(zone):%d/%m/%Y %H:%M}",
            record.error or record.remote_url or "",
        )
        for record in records
    ]
    show_table(headings, rows, styles=["red" if r.needs_person or r.state is State.FAILED else "" for r in records])


def _document(record: Brief) -> dict[str, Any]:
    return {
        "key": record.key,
        "purpose": record.purpose,
        "state": record.state.value,
        "due_at": record.due_at.isoformat(),
        "sent_at": record.sent_at.isoformat() if record.sent_at else None,
        "remote_id": record.remote_id,
        "url": record.remote_url,
        "error": record.error,
        "needs_person": record.needs_person,
        "drift": record.drift.value if record.drift else None,
    }


_EMPTY = Words("Hàng gửi còn trống.", "The outbox is empty.")
_PAUSED = Words(
    "Mọi kênh đang tạm dừng từ {at}: {reason} ({by}). Chạy lại: newsroom resume --by HỌ_TÊN",
    "Every channel is paused since {at}: {reason} ({by}). To lift it: newsroom resume --by NAME",
)
