"""newsroom plan."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.troubles import show_missing, show_troubles, troubles_document
from newsroom.connections import account_ids, open_ledger
from newsroom.language import Words
from newsroom.plan_lines import ACTIONS, Action, PlanLine

if TYPE_CHECKING:
    from newsroom.connections import Missing
    from newsroom.drift import Surveyed
    from newsroom.language import Language

_STYLES = {
    Action.POST: "green",
    Action.CORRECT: "green",
    Action.BROADCAST: "green",
    Action.CONTINUE: "green",
    Action.HELD: "yellow",
    Action.FAILED: "red",
    Action.CHANGED: "yellow",
    Action.WITHDRAW: "red",
    Action.BLOCKED: "dim",
    Action.DONE: "dim",
}


@click.command("plan")
@click.option("--all", "show_all", is_flag=True, help="Kể cả những gì đã xong · what is done, too.")
@click.option("--refresh", is_flag=True, help="Xem các kênh trước: bị sửa, gỡ bằng tay? · look at the channels first.")
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True,
              help="--refresh xem lại bao nhiêu ngày · how far back --refresh looks.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON, kể cả đã xong · one JSON document.")
@click.pass_obj
def command(session: Session, *, show_all: bool, refresh: bool, days: int, as_json: bool) -> int:
    """Cho biết mỗi bài trên mỗi kênh sẽ ra sao, và vì sao chưa đăng. Không đăng, không sửa gì.

    Show per story and channel what would happen and why not. Asks no platform without --refresh, which only reads.
    """
    from newsroom.index import open_index
    from newsroom.planning import current_plan
    from newsroom.renderers import offline_publishers

    config = session.config()
    seen, missing = _look(session, days) if refresh else (None, [])
    store = open_ledger(config, session.environment)
    # Ten thousand stories are many objects that all live to the end; looking through them for garbage takes a while.
    gc.disable()
    try:
        entries = open_index(config, session.clock.now())
        lines = current_plan(entries, store, account_ids(config, session.environment), offline_publishers(config))
    finally:
        gc.enable()
        if store is not None:
            store.close()
    if as_json:
        document: dict[str, Any] = {"plan": [as_document(line, session.language) for line in lines]}
        print_json(document | (surveyed_document(seen, missing, session.language) if seen is not None else {}))
    else:
        if seen is not None:
            show_surveyed(seen, session.language)
        show_plan(lines, session.language, show_all=show_all)
    return 3 if missing or (seen is not None and seen.troubles) else 0


def _look(session: Session, days: int) -> tuple[Surveyed, list[Missing]]:
    from newsroom.connections import connect
    from newsroom.drift import Surveyed, survey
    from publishers.http import Http

    config = session.config()
    store = open_ledger(config, session.environment)
    if store is None:
        return Surveyed(), []
    try:
        publishers, missing = connect(config, session.environment, Http(), session.clock.now)
        show_missing(missing, session.language)
        return survey(store, publishers, session.clock.now(), days), missing
    finally:
        store.close()


def show_plan(lines: list[PlanLine], language: Language, *, show_all: bool = True) -> None:
    """Print a plan as a table, and how many lines of each kind it has; what is done only when asked for."""
    headings = ("Mã bài", "Kênh", "Việc", "Lý do") if language == "vi" else ("Story", "Channel", "Action", "Reason")
    if not lines:
        click.echo(_EMPTY.say(language))
        return
    open_lines = [line for line in lines if show_all or line.action is not Action.DONE]
    shown = open_lines if show_all else open_lines[:_MOST_ROWS]
    rows = [(line.story_id, line.channel, ACTIONS[line.action].say(language), line.reason(language)) for line in shown]
    if rows:
        from newsroom.cli.tables import show_table

        show_table(headings, rows, styles=[_STYLES.get(line.action, "") for line in shown])
    if len(shown) < len(open_lines):
        click.echo(_MORE.say(language, count=len(open_lines) - len(shown)))
    counts = Counter(line.action for line in lines)
    click.echo(" · ".join(f"{ACTIONS[action].say(language)}: {counts[action]}" for action in Action if counts[action]))


def show_surveyed(surveyed: Surveyed, language: Language) -> None:
    """Print what people did on the channels by hand."""
    from newsroom.drift import STANDINGS
    from publishers.abilities import Standing

    show_troubles(surveyed.troubles, language)
    notable = [seen for seen in surveyed.seen if seen.sighting.standing is not Standing.AS_SENT]
    click.echo(_LOOKED.say(language, count=len(surveyed.seen), notable=len(notable)))
    if not notable:
        return
    from newsroom.cli.tables import show_table

    headings = ("Kênh", "Bài", "Tình trạng", "Trên kênh")
    if language == "en":
        headings = ("Channel", "Story", "Standing", "On the channel")
    rows = [
        (
            seen.channel,
            seen.record.story_id if seen.record else "-",
            STANDINGS[seen.sighting.standing].say(language),
            " ".join(filter(None, (seen.sighting.url, seen.sighting.text[:60]))),
        )
        for seen in notable
    ]
    show_table(headings, rows, styles=["yellow" for _ in rows])


def surveyed_document(surveyed: Surveyed, missing: list[Missing], language: Language) -> dict[str, Any]:
    """Return what was seen on the channels as JSON values."""
    return {
        "seen": [
            {
                "channel": seen.channel,
                "story": seen.record.story_id if seen.record else None,
                "remote_id": seen.sighting.remote_id,
                "standing": seen.sighting.standing.value,
                "news": seen.is_news,
                "url": seen.sighting.url,
                "text": seen.sighting.text,
            }
            for seen in surveyed.seen
        ],
        "not_configured": [{"channel": m.channel, "reason": m.words.say(language)} for m in missing],
        "troubles": troubles_document(surveyed.troubles, language),
    }


def as_document(line: PlanLine, language: Language) -> dict[str, Any]:
    """Return a plan line as JSON values."""
    return {
        "story": line.story_id,
        "path": line.entry.name if line.entry else None,
        "channel": line.channel,
        "action": line.action.value,
        "reason": line.reason(language),
        "key": line.record.key if line.record else None,
        "url": line.record.remote_url if line.record else line.values.get("url"),
    }


_MOST_ROWS = 200
_MORE = Words("… và {count} dòng nữa (newsroom plan --all).", "… and {count} more (newsroom plan --all).")
_EMPTY = Words("Không có bài nào có lịch đăng lên kênh.", "No story has a time for any channel.")
_LOOKED = Words(
    "Đã xem các kênh: {count} bài, {notable} bài khác với những gì newsroom đã đăng.",
    "Looked at the channels: {count} posts, {notable} are not as newsroom posted them.",
)
