"""newsroom publish."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.tables import show_table
from newsroom.language import Words
from newsroom.report_lines import Line, Outcome
from newsroom.windows import TOO_LATE

if TYPE_CHECKING:
    from newsroom.language import Language
    from newsroom.publishing import Missing, Published

OUTCOMES: dict[Outcome, Words] = {
    Outcome.SENT: Words("đã đăng", "posted"),
    Outcome.ADOPTED: Words("đã có sẵn", "was there"),
    Outcome.HALF_WAY: Words("đang làm", "half-way"),
    Outcome.WAITING: Words("chờ", "waits"),
    Outcome.HELD: Words("giữ lại", "held"),
    Outcome.UNKNOWN: Words("chưa rõ", "unknown"),
    Outcome.FAILED: Words("bị từ chối", "refused"),
    Outcome.LIMITED: Words("bị giới hạn", "rate-limited"),
    Outcome.UNREACHABLE: Words("không kết nối được", "unreachable"),
    Outcome.NOT_AUTHORIZED: Words("không có quyền", "not authorized"),
    Outcome.NEEDS_PERSON: Words("cần người quyết", "needs a person"),
}
_STYLES = {
    Outcome.SENT: "green",
    Outcome.ADOPTED: "green",
    Outcome.FAILED: "red",
    Outcome.NOT_AUTHORIZED: "red",
    Outcome.NEEDS_PERSON: "red",
    Outcome.UNKNOWN: "yellow",
    Outcome.HELD: "yellow",
}


@click.command("publish")
@click.option("--wait", type=click.IntRange(0, 3600), default=0, metavar="GIÂY",
              help="Chờ nền tảng xử lý xong, tối đa chừng này giây · wait for platforms.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, wait: int, as_json: bool) -> int:
    """Đăng những gì đến hạn, đúng bản đã duyệt, đúng một lần. Chạy lại bao nhiêu lần cũng được.

    Post what is due, only as approved and exactly once. Safe to run as often as you like.
    """
    from newsroom.live import WebLiveCheck
    from newsroom.outbox.store import Store
    from newsroom.publishing import Publishing, connect, database_url
    from publishers.http import Http

    config, http = session.config(), Http()
    publishers, missing = connect(config, session.environment, http, session.clock.now)
    store = Store(database_url(config, session.environment))
    job = Publishing(config, store, publishers, WebLiveCheck(http), session.clock, random.random)
    try:
        done = job.run(timedelta(seconds=wait))
    finally:
        store.close()
    if as_json:
        print_json(as_document(done, missing, session.language))
    else:
        show_published(done, missing, session.language)
    return exit_code(done, missing)


def exit_code(done: Published, missing: list[Missing]) -> int:
    """Return 4 when a person is needed, 3 for credentials, 1 for refused posts, else 0."""
    outcomes = {line.outcome for line in done.lines}
    if Outcome.NEEDS_PERSON in outcomes or any(line.words is TOO_LATE for line in done.lines):
        return 4
    if Outcome.NOT_AUTHORIZED in outcomes or missing:
        return 3
    return 1 if Outcome.FAILED in outcomes or done.refused else 0


def show_published(done: Published, missing: list[Missing], language: Language) -> None:
    """Print what a run did."""
    headings = (
        ("Mã bài", "Kênh", "Kết quả", "Chi tiết") if language == "vi" else ("Story", "Channel", "Result", "Detail")
    )
    rows = [
        (x.item.story_id, x.item.channel, OUTCOMES[x.outcome].say(language), x.reason(language)) for x in done.lines
    ]
    rows += [
        (r.story_id, r.channel, OUTCOMES[Outcome.FAILED].say(language), r.words.say(language)) for r in done.refused
    ]
    if rows:
        show_table(headings, rows, styles=[_STYLES.get(line.outcome, "") for line in done.lines])
        counts = Counter(line.outcome for line in done.lines)
        click.echo(" · ".join(f"{OUTCOMES[o].say(language)}: {counts[o]}" for o in Outcome if counts[o]))
    elif not missing:
        click.echo(_NOTHING.say(language))
    show_missing(missing, language)


def show_missing(missing: list[Missing], language: Language) -> None:
    """Print which channels cannot be used, and why."""
    for channel in missing:
        click.echo(_MISSING.say(language, channel=channel.channel, reason=channel.words.say(language)), err=True)


def as_document(done: Published, missing: list[Missing], language: Language) -> dict[str, Any]:
    """Return what a run did as JSON values."""
    return {
        "deliveries": [_line(line, language) for line in done.lines],
        "refused": [{"story": r.story_id, "channel": r.channel, "reason": r.words.say(language)} for r in done.refused],
        "not_configured": [{"channel": m.channel, "reason": m.words.say(language)} for m in missing],
    }


def _line(line: Line, language: Language) -> dict[str, Any]:
    return {
        "key": line.item.key,
        "story": line.item.story_id,
        "channel": line.item.channel,
        "outcome": line.outcome.value,
        "reason": line.reason(language),
        "url": line.item.remote_url,
    }


_NOTHING = Words(
    "Không có gì để làm lúc này (newsroom plan cho biết vì sao).", "Nothing to do now (newsroom plan says why)."
)
_MISSING = Words(
    "kênh {channel} chưa dùng được: {reason}. Đặt biến môi trường này rồi chạy lại.",
    "channel {channel} cannot be used: {reason}. Set this environment variable and run again.",
)
