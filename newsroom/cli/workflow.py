"""newsroom workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.gate import STATUSES
from newsroom.language import Words
from newsroom.workflow import MOVES, NEW, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from newsroom.config import Config
    from newsroom.language import Language
    from newsroom.workflow import Held, Move, Role, Workflow


@click.command("workflow")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, as_json: bool) -> int:
    """Các bước của một bài: từ trạng thái nào sang trạng thái nào, ai được chuyển; hôm nay ai giữ vai trò nào.

    The one table of moves, and who holds each role today. `newsroom check` holds the Git history to it.
    """
    config = session.config()
    today = session.clock.now().astimezone(config.zone).date()
    held = sorted(config.workflow.held(today), key=lambda one: one.instead_of is not None)
    if as_json:
        print_json(_document(config.workflow, held, today))
        return 0
    from newsroom.cli.tables import show_table

    language = session.language
    show_table([word.say(language) for word in _MOVE_HEADS], _rows(language))
    click.echo()
    if not config.workflow.is_on:
        session.say(_NOBODY)
        return 0
    session.say(_TODAY, day=f"{today:%d/%m/%Y}")
    click.echo()
    show_table([word.say(language) for word in _ROLE_HEADS], _holders(held, _labels(config, today), session))
    return 0


def _labels(config: Config, today: date) -> dict[str, str]:
    """Return what the office's units are called today; a newsroom that limits nobody to units need have no lists."""
    if not config.workflow.asks_for_units:
        return {}
    from newsroom.terms import read_terms

    units = read_terms(config.terms_path).units
    return {unit.code: units.label(unit.code, today) for unit in units}


def _rows(language: Language) -> list[list[str]]:
    """One line for all moves that lead to one state by one act of the same people."""
    alike: dict[tuple[str, Words, tuple[Role, ...]], list[Move]] = {}
    for move in MOVES:
        alike.setdefault((move.target, move.act, move.roles), []).append(move)
    return [
        [
            ", ".join(_state(move.source).say(language) for move in moves),
            _state(target).say(language),
            act.say(language),
            ", ".join(ROLES[role].say(language) for role in roles),
        ]
        for (target, act, roles), moves in alike.items()
    ]


def _state(status: str) -> Words:
    return STATUSES[status] if status != NEW else _NEW


def _holders(held: Sequence[Held], labels: Mapping[str, str], session: Session) -> list[list[str]]:
    rows = []
    for role, words in ROLES.items():
        named = [_named(one, labels, session) for one in held if one.role is role]
        rows.append([words.say(session.language), "; ".join(named) or _NONE.say(session.language)])
    return rows


def _named(held: Held, labels: Mapping[str, str], session: Session) -> str:
    more = []
    if held.instead_of is not None and held.until is not None:
        until = f"{held.until:%d/%m/%Y}"
        more.append(_DEPUTY.say(session.language, person=held.instead_of.name, until=until))
    if held.units is not None:
        units = ", ".join(labels.get(code, code) for code in held.units)
        more.append(_OF_UNITS.say(session.language, units=units) if units else _OF_NO_UNIT.say(session.language))
    who = f"{held.person.name} <{held.person.emails[0]}>"
    return f"{who} ({'; '.join(more)})" if more else who


def _document(workflow: Workflow, held: Sequence[Held], today: date) -> dict[str, Any]:
    return {
        "enforced": workflow.is_on,
        "since": workflow.since.isoformat() if workflow.since else None,
        "day": today.isoformat(),
        "moves": [
            {"from": move.source or None, "to": move.target, "roles": list(move.roles), "act": move.act.vi}
            for move in MOVES
        ],
        "held": [
            {
                "role": one.role,
                "name": one.person.name,
                "email": one.person.emails[0],
                "deputy_for": one.instead_of.name if one.instead_of else None,
                "until": one.until.isoformat() if one.until else None,
                "units": one.units,
            }
            for one in held
        ],
    }


_NEW = Words("(chưa có)", "(not there)")
_NONE = Words("(chưa có ai)", "(nobody)")
_MOVE_HEADS = (Words("Từ", "From"), Words("Sang", "To"), Words("Việc", "Act"), Words("Ai được làm", "Who may"))
_ROLE_HEADS = (Words("Vai trò", "Role"), Words("Người giữ", "Held by"))
_DEPUTY = Words("được ủy quyền thay {person} đến hết {until}", "deputy of {person} until {until}")
_OF_NO_UNIT = Words("hôm nay không phụ trách đơn vị nào", "of no unit today")
_OF_UNITS = Words("bài của {units} và đơn vị trực thuộc", "stories of {units} and of units below")
_TODAY = Words("Người giữ vai trò hôm nay ({day}):", "Who holds the roles today ({day}):")
_NOBODY = Words(
    "newsroom.toml chưa ghi ai trong [[workflow.people]], nên chưa ai bị giới hạn theo bảng này.",
    "newsroom.toml names nobody in [[workflow.people]], so nobody is held to this table.",
)
