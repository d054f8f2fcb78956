"""newsroom measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.cli.tables import show_table
from newsroom.cli.troubles import show_missing, show_troubles, troubles_document
from newsroom.connections import connect, open_ledger
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from newsroom.connections import Missing


@click.command("measure")
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True,
              help="Các bài đăng trong chừng này ngày · posts of the last days.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, days: int, as_json: bool) -> int:
    """Đếm lượt thích, bình luận, chia sẻ, lượt xem của các bài đã đăng và ghi lại cho báo cáo. Chỉ đọc.

    Count reactions, comments, shares and views of what was posted, and keep them for the report. Only reads.
    """
    from newsroom.measuring import Measured, measure
    from publishers.http import Http

    config = session.config()
    store = open_ledger(config, session.environment)
    done = Measured()
    missing: list[Missing] = []
    if store is not None:
        try:
            publishers, missing = connect(config, session.environment, Http(), session.clock.now)
            done = measure(store, publishers, session.clock.now(), days)
        finally:
            store.close()
    if as_json:
        counted = [
            {"key": c.record.key, "story": c.record.story_id, "channel": c.record.channel, "counts": dict(c.counts)}
            for c in done.counted
        ]
        print_json({"measured": counted, "troubles": troubles_document(done.troubles, session.language)})
    elif done.counted:
        names = list(dict.fromkeys(name for c in done.counted for name in c.counts))
        heads = ("Mã bài", "Kênh") if session.language == "vi" else ("Story", "Channel")
        rows = [
            (c.record.story_id, c.record.channel, *(f"{c.counts[n]:,}" if n in c.counts else "" for n in names))
            for c in done.counted
        ]
        show_table((*heads, *names), rows)
    else:
        session.say(_NOTHING, days=days)
    if not as_json:
        show_missing(missing, session.language)
        show_troubles(done.troubles, session.language)
    return 3 if missing or any(t.is_refused for t in done.troubles.values()) else 1 if done.troubles else 0


_NOTHING = Words("Không có bài nào đăng trong {days} ngày qua.", "Nothing was posted in the last {days} days.")
