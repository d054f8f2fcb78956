"""newsroom plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.cli.tables import show_table
from newsroom.language import Words
from newsroom.plan import ACTIONS, Action, PlanLine
from newsroom.publishing import current_plan, open_ledger

if TYPE_CHECKING:
    from newsroom.language import Language

_STYLES = {
    Action.POST: "green",
    Action.CONTINUE: "green",
    Action.HELD: "yellow",
    Action.FAILED: "red",
    Action.CHANGED: "yellow",
    Action.WITHDRAW: "red",
    Action.BLOCKED: "dim",
    Action.DONE: "dim",
}


@click.command("plan")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.option("--open", "only_open", is_flag=True, help="Bỏ qua bài đã đăng xong · leave out what is done.")
@click.pass_obj
def command(session: Session, *, as_json: bool, only_open: bool) -> int:
    """Cho biết mỗi bài trên mỗi kênh sẽ ra sao, và vì sao chưa đăng. Không ghi, không gọi nền tảng nào.

    Show per story and channel what would happen and why not. Writes nothing and asks no platform.
    """
    workspace = session.workspace()
    store = open_ledger(workspace.config, session.environment)
    lines = current_plan(workspace, store, {})
    if store is not None:
        store.close()
    if only_open:
        lines = [line for line in lines if line.action is not Action.DONE]
    if as_json:
        print_json({"plan": [as_document(line, session.language) for line in lines]})
        return 0
    show_plan(lines, session.language)
    return 0


def show_plan(lines: list[PlanLine], language: Language) -> None:
    """Print a plan as a table, and how many lines of each kind it has."""
    headings = ("Mã bài", "Kênh", "Việc", "Lý do") if language == "vi" else ("Story", "Channel", "Action", "Reason")
    if not lines:
        click.echo(_EMPTY.say(language))
        return
    rows = [
        (
            line.story_id,
            line.channel,
            ACTIONS[line.action].say(language),
            line.reason(language),
        )
        for line in lines
    ]
    show_table(headings, rows, styles=[_STYLES.get(line.action, "") for line in lines])
    counts = Counter(line.action for line in lines)
    click.echo(" · ".join(f"{ACTIONS[action].say(language)}: {counts[action]}" for action in Action if counts[action]))


def as_document(line: PlanLine, language: Language) -> dict[str, Any]:
    """Return a plan line as JSON values."""
    return {
        "story": line.story_id,
        "path": line.file.name if line.file else None,
        "channel": line.channel,
        "action": line.action.value,
        "reason": line.reason(language),
        "url": line.item.remote_url if line.item else None,
    }


_EMPTY = Words("Không có bài nào có lịch đăng lên kênh.", "No story has a time for any channel.")
