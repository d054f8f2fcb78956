"""newsroom publish."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.tables import show_table
from newsroom.cli.troubles import show_missing, show_troubles, troubles_document
from newsroom.language import Words
from newsroom.plan_lines import ACTIONS, Action
from newsroom.report_lines import Line, Outcome
from newsroom.windows import TOO_LATE

if TYPE_CHECKING:
    from newsroom.connections import Missing
    from newsroom.language import Language
    from newsroom.outbox.store import Store
    from newsroom.plan_lines import PlanLine
    from newsroom.publishing import Published

OUTCOMES: dict[Outcome, Words] = {
    Outcome.SENT: Words("xong", "done"),
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
_MOST_HELD = 12


@click.command("publish")
@click.option("--wait", type=click.IntRange(0, 3600), default=0, metavar="GIÂY",
              help="Chờ nền tảng xử lý xong, tối đa chừng này giây · wait for platforms.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, wait: int, as_json: bool) -> int:
    """Đăng, sửa và gỡ những gì đến hạn, đúng bản đã duyệt, đúng một lần. Chạy lại bao nhiêu lần cũng được.

    Post, correct and take down what is due, only as approved and exactly once. Safe to run as often as you like.
    """
    done, missing = publish(session, timedelta(seconds=wait))
    if as_json:
        print_json(as_document(done, missing, session.language))
    else:
        show_published(done, missing, session.language)
    return exit_code(done, missing)


def publish(session: Session, wait: timedelta, only: frozenset[str] | None = None) -> tuple[Published, list[Missing]]:
    """Run the job once with the session's settings; `only` names the stories to work on."""
    from newsroom.connections import connect, database_url
    from newsroom.live import WebLiveCheck
    from newsroom.outbox.store import Store
    from newsroom.publishing import Publishing
    from publishers.http import Http

    config, http = session.config(), Http()
    publishers, missing = connect(config, session.environment, http, session.clock.now)
    store = Store(database_url(config, session.environment))
    job = Publishing(config, store, publishers, WebLiveCheck(http), session.clock, random.random, only)
    try:
        done = job.run(wait)
        if only is None:
            _call_people(session, store, done, missing)
    finally:
        store.close()
    return done, missing


def _call_people(session: Session, store: Store, done: Published, missing: list[Missing]) -> None:
    """Tell the office what needs a person; that this fails is said, and never fails the run."""
    from newsroom.calling.book import tell_people
    from newsroom.calling.caller import callers
    from newsroom.calls_due import Situation, calls_due

    config, now = session.config(), session.clock.now()
    found = callers(config, session.environment)
    if not found:
        return
    situation = Situation(config, now, done.stories, store.briefs(), done.plan, missing, done.troubles)
    for words in tell_people(config.var / "calls.json", found, calls_due(situation), now):
        session.complain(words)


def exit_code(done: Published, missing: list[Missing]) -> int:
    """Return 4 when a person is needed, 3 for credentials, 1 for what was refused or not reached, else 0."""
    outcomes = {line.outcome for line in done.lines}
    is_held = any(line.action is Action.HELD for line in done.plan) or any(x.words is TOO_LATE for x in done.lines)
    if Outcome.NEEDS_PERSON in outcomes or is_held:
        return 4
    if Outcome.NOT_AUTHORIZED in outcomes or missing or any(t.is_refused for t in done.troubles.values()):
        return 3
    is_short = Outcome.FAILED in outcomes or Outcome.UNREACHABLE in outcomes or done.refused or done.troubles
    return 1 if is_short else 0


def show_published(done: Published, missing: list[Missing], language: Language) -> None:
    """Print what a run did, and what waits for a person."""
    headings = (
        ("Mã bài", "Kênh", "Kết quả", "Chi tiết") if language == "vi" else ("Story", "Channel", "Result", "Detail")
    )
    rows = [
        (x.item.story_id, x.item.channel, OUTCOMES[x.outcome].say(language), x.reason(language)) for x in done.lines
    ]
    rows += [
        (r.story_id, r.channel, OUTCOMES[Outcome.FAILED].say(language), r.words.say(language)) for r in done.refused
    ]
    touched = {(line.item.channel, line.item.story_id) for line in done.lines}
    held = [x for x in done.plan if x.action is Action.HELD and (x.channel, x.story_id) not in touched]
    styles = [_STYLES.get(line.outcome, "") for line in done.lines] + ["red" for _ in done.refused]
    rows += [(x.story_id, x.channel, ACTIONS[x.action].say(language), x.reason(language)) for x in held[:_MOST_HELD]]
    styles += ["yellow" for _ in held[:_MOST_HELD]]
    if rows:
        show_table(headings, rows, styles=styles)
        counts = Counter(line.outcome for line in done.lines)
        shown = [f"{OUTCOMES[o].say(language)}: {counts[o]}" for o in Outcome if counts[o]]
        shown += [f"{ACTIONS[Action.HELD].say(language)}: {len(held)}"] if held else []
        click.echo(" · ".join(shown))
    elif not missing and not done.troubles:
        click.echo(_NOTHING.say(language))
    show_missing(missing, language)
    show_troubles(done.troubles, language)


def as_document(done: Published, missing: list[Missing], language: Language) -> dict[str, Any]:
    """Return what a run did as JSON values."""
    return {
        "deliveries": [_line(line, language) for line in done.lines],
        "refused": [{"story": r.story_id, "channel": r.channel, "reason": r.words.say(language)} for r in done.refused],
        "held": [_held(line, language) for line in done.plan if line.action is Action.HELD],
        "not_configured": [{"channel": m.channel, "reason": m.words.say(language)} for m in missing],
        "troubles": troubles_document(done.troubles, language),
    }


def _line(line: Line, language: Language) -> dict[str, Any]:
    return {
        "key": line.item.key,
        "story": line.item.story_id,
        "channel": line.item.channel,
        "purpose": line.item.purpose,
        "outcome": line.outcome.value,
        "reason": line.reason(language),
        "url": line.item.remote_url,
    }


def _held(line: PlanLine, language: Language) -> dict[str, Any]:
    return {"story": line.story_id, "channel": line.channel, "reason": line.reason(language)}


_NOTHING = Words(
    "Không có gì để làm lúc này (newsroom plan cho biết vì sao).", "Nothing to do now (newsroom plan says why)."
)
