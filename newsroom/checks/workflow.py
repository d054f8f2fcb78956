"""Who committed each change of state: what the table of `newsroom workflow` does not allow is told at the status."""

from __future__ import annotations

import difflib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean
from newsroom.gate import STATUSES
from newsroom.language import Words
from newsroom.moves import (
    CLOCK_TOLERANCE,
    Wrong,
    changed_before_approval,
    dated_ahead,
    head_of,
    role_names,
    wrong_moves,
)
from newsroom.moves_log import NoHistory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from newsroom.checks.run import CheckInput
    from newsroom.moves import Step, WrongMove
    from newsroom.story.read import StoryFile
    from newsroom.terms import TermList

_CODES = {
    Wrong.NOT_THE_ROLE: "A032",
    Wrong.NOT_THE_UNIT: "A039",
    Wrong.NO_SUCH_MOVE: "A033",
    Wrong.UNKNOWN: "A034",
    Wrong.DEPUTY_OUTSIDE_DATES: "A036",
    Wrong.SAME_PERSON: "A037",
}
NO_HISTORY = "A035"
_NEW = Words("bài mới", "new")
_NO_STATE = Words("?", "?")
_NO_UNIT = Words("đơn vị chưa ghi", "no unit")
_MISSING: dict[NoHistory, Words] = {
    NoHistory.NO_GIT: Words("máy này không chạy được git", "Git does not run on this machine"),
    NoHistory.NO_CHECKOUT: Words(
        "thư mục bài viết không nằm trong kho Git nào đọc được", "the stories lie in no Git checkout that can be read"
    ),
    NoHistory.SHALLOW: Words(
        "kho Git này chỉ chứa một phần lịch sử", "this Git checkout holds a part of the history only"
    ),
}


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Judge the way to a story's present state, as Git remembers it."""
    story = file.story
    if given.moves is None or story is None:
        return
    steps = given.moves.steps.get(f"{file.path.parent.parent.name}/{file.path.parent.name}", ())
    zone = given.config.zone
    for found in wrong_moves(steps, given.config.workflow, zone, given.parents):
        values = _values(found, zone, given.terms.units)
        yield in_field(file, _CODES[found.wrong], ("status",), id=story.id, **values)
    ahead = dated_ahead(steps, given.now)
    if ahead is not None:
        at = datetime.fromtimestamp(max(ahead.at, ahead.committed_at), UTC)
        yield in_field(file, "A031", ("status",), commit=ahead.commit[:10], at=_show(at, zone))
    if story.approval is not None:
        yield from _dated_back(file, story.id, story.approval.at, steps, zone)


def check_history(given: CheckInput) -> Iterator[Finding]:
    """Tell once why nothing is known of who moved the stories."""
    if given.moves is not None and given.moves.missing is not None:
        words = _MISSING[given.moves.missing]
        yield Finding("newsroom.toml", 1, 1, NO_HISTORY, "", {"reason_vi": words.vi, "reason_en": words.en})


def check_units(given: CheckInput) -> Iterator[Finding]:
    """Name the units of people that no list has: their heads would be heads of nothing."""
    units = given.terms.units
    unknown = [
        (f"workflow.people.{number}.units.{place}", code)
        for number, person in enumerate(given.config.workflow.people)
        for place, code in enumerate(unit.code for unit in person.units)
        if code not in units
    ]
    if not unknown:
        return
    try:
        text = (given.config.root / "newsroom.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # the settings have another name
        text = ""
    behind = 0
    for key, code in unknown:
        found = re.compile(rf"([\"']){re.escape(code)}\1").search(text, behind)
        behind = found.end() if found is not None else behind
        start = found.start() if found is not None else 0
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        near = difflib.get_close_matches(code, list(units.terms), n=1)
        yield Finding("newsroom.toml", line, column, "T001", key, {"code": code, "list": "units", **did_you_mean(near)})


def _dated_back(
    file: StoryFile, story_id: str, approved_at: datetime, steps: tuple[Step, ...], zone: ZoneInfo
) -> Iterator[Finding]:
    changed = changed_before_approval(steps)
    if changed is not None and changed.moment > approved_at + CLOCK_TOLERANCE:
        at, later = _show(approved_at, zone), _show(changed.moment, zone)
        yield in_field(file, "A030", ("approval", "at"), id=story_id, commit=changed.commit[:10], at=at, later=later)


def _values(found: WrongMove, zone: ZoneInfo, units: TermList) -> dict[str, Any]:
    day, unit = found.step.moment.astimezone(zone).date(), found.step.after.unit
    source, target = _state(found.source, _NEW), _state(found.target, _NO_STATE)
    own = [units.label(code, day) for code in found.units]
    roles_vi, roles_en = role_names(found.allowed)
    return {
        "who": f"{found.person.name} ({found.step.email})" if found.person is not None else found.step.email,
        "source_vi": source.vi,
        "source_en": source.en,
        "target_vi": target.vi,
        "target_en": target.en,
        "roles_vi": roles_vi,
        "roles_en": roles_en,
        "commit": found.step.commit[:10],
        "unit_vi": units.label(unit, day) or _NO_UNIT.vi,
        "unit_en": units.label(unit, day) or _NO_UNIT.en,
        "scope_vi": head_of(own, "vi"),
        "scope_en": head_of(own, "en"),
        "at": f"{day:%d/%m/%Y}",
        "since": f"{found.deputy.since:%d/%m/%Y}" if found.deputy else "",
        "until": f"{found.deputy.until:%d/%m/%Y}" if found.deputy else "",
    }


def _state(status: str, unnamed: Words) -> Words:
    return STATUSES.get(status) or (Words(status, status) if status else unnamed)


def _show(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"
