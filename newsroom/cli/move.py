"""newsroom move, newsroom return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.errors import FindingsError, UsageError
from newsroom.gate import STATUSES
from newsroom.language import Words
from newsroom.moves import head_of
from newsroom.units import lineage, parents_of
from newsroom.workflow import ROLES, may_move, move_of, ways_on

if TYPE_CHECKING:
    from newsroom.language import Language
    from newsroom.story.read import StoryFile
    from newsroom.workflow import Move

_BY_COMMAND = ("draft", "submitted", "verified", "edited", "correction")
"""Approval, return and withdrawal have commands of their own, which write down more than a state."""


@click.command("move")
@click.argument("story_id", metavar="MÃ|SLUG")
@click.option("--to", "target", type=click.Choice(_BY_COMMAND), required=True, help="Sang trạng thái · the new state.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người chuyển · who moves it.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def move_command(session: Session, *, story_id: str, target: str, by: str, as_json: bool) -> int:
    """Chuyển bài sang bước tiếp theo, đúng bảng của newsroom workflow.

    Move a story on, as the table of newsroom workflow allows: submitted, verified, edited, correction, back to draft.
    """
    file = _find(session, story_id)
    _write(session, file, by, target, {})
    return _tell(session, file, target, as_json=as_json)


@click.command("return")
@click.argument("story_id", metavar="MÃ|SLUG")
@click.option("--reason", required=True, metavar="LÝ DO", help="Vì sao trả lại, cần sửa gì · what is to be mended.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người trả lại · who returns it.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def return_command(session: Session, *, story_id: str, reason: str, by: str, as_json: bool) -> int:
    """Trả lại bài cho người viết, ghi lý do vào bài.

    Return a story to its author, with the reason written into it. Its approval, if there was one, is gone.
    """
    if not reason.strip():
        raise UsageError(_NO_REASON, _NO_REASON_REMEDY)
    file = _find(session, story_id)
    now = session.clock.now().astimezone(session.config().zone)
    returned = {"at": f"{now:%Y-%m-%d %H:%M}", "reason": " ".join(reason.split()), "by": by.strip()}
    _write(session, file, by, "returned", {"returned": returned, "approval": None})
    return _tell(session, file, "returned", as_json=as_json)


def _find(session: Session, name: str) -> StoryFile:
    from newsroom.story.read import read_stories

    config = session.config()
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    found = [file for file in files if file.story is not None and name in {file.story.id, file.story.slug}]
    if not found:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)
    if len(found) > 1:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, story=name, paths=", ".join(file.name for file in found))
    return found[0]


def _write(session: Session, file: StoryFile, by: str, target: str, more: dict[str, Any]) -> None:
    from newsroom.story.edit import change_keys

    if file.story is None:
        msg = f"{file.name} is not a sound story"
        raise ValueError(msg)
    if not by.strip() or not by.isprintable():
        raise UsageError(_NOBODY, _NOBODY_REMEDY)
    source = "withdrawn" if file.story.withdrawal is not None else file.story.status
    move = move_of(source, target)
    if move is None or source == "withdrawn":
        raise UsageError(_NO_SUCH_MOVE, _NO_SUCH_MOVE_REMEDY, **_words(source, target, session.language))
    if target == "verified" and (file.story.verified is None or not file.story.verified.no_pending_case):
        raise FindingsError(_NOT_VERIFIED, _NOT_VERIFIED_REMEDY, path=file.name)
    _refuse_without_role(session, move, by, file.story.unit)
    change_keys(file, {"status": target, **more})


def _refuse_without_role(session: Session, move: Move, by: str, unit: str) -> None:
    """Hold whoever moves to the table; Git's history is held to it again, by the address that commits."""
    from newsroom.terms import read_terms

    config = session.config()
    if not config.workflow.is_on:
        return
    today = session.clock.now().astimezone(config.zone).date()
    workflow, people = config.workflow, config.workflow.named(by)
    units = read_terms(config.terms_path).units
    of_unit = lineage(unit, parents_of(units))
    if any(may_move(move.source, move.target, workflow.roles_of(person, today, of_unit)) for person in people):
        return
    roles = ", ".join(ROLES[role].say(session.language) for role in move.roles)
    elsewhere = [one for one in people if may_move(move.source, move.target, workflow.roles_of(one, today))]
    if not elsewhere:
        raise FindingsError(_NOT_THE_ROLE, _NOT_THE_ROLE_REMEDY, by=by, act=move.act, roles=roles)
    own = [units.label(code, today) for one in elsewhere for code in workflow.units_of(one, today)]
    whose, scope = units.label(unit, today), head_of(own, session.language)
    raise FindingsError(_NOT_THE_UNIT, _NOT_THE_UNIT_REMEDY, by=by, roles=roles, unit=whose, scope=scope)


def _words(source: str, target: str, language: Language) -> dict[str, str]:
    ways = ", ".join(STATUSES[move.target].say(language) for move in ways_on(source))
    return {"source": STATUSES[source].say(language), "target": STATUSES[target].say(language), "ways": ways}


def _tell(session: Session, file: StoryFile, target: str, *, as_json: bool) -> int:
    story_id = file.story.id if file.story is not None else ""
    if as_json:
        print_json({"story": story_id, "status": target, "path": file.name})
    else:
        session.say(_DONE, story=story_id, status=STATUSES[target], path=file.name)
    return 0


_DONE = Words("{story}: {status}. Hãy commit {path}.", "{story}: {status}. Commit {path}.")
_NO_REASON = Words("Lý do không được để trống.", "The reason must not be empty.")
_NO_REASON_REMEDY = Words("Ghi rõ cần sửa gì: --reason “…”.", 'Say what is to be mended: --reason "…".')
_NOBODY = Words("Chưa ghi tên sau --by.", "The name after --by is missing.")
_NOBODY_REMEDY = Words("Ghi họ tên: --by “Nguyễn Văn A”.", 'Give a name: --by "Nguyễn Văn A".')
_NO_STORY = Words("Không có bài “{story}”, hoặc phần khai báo của bài còn lỗi.", 'There is no sound story "{story}".')
_NO_STORY_REMEDY = Words("Ghi mã hồ sơ hoặc slug; xem newsroom check.", "Give its id or slug; see newsroom check.")
_SEVERAL = Words("“{story}” là tên của nhiều bài: {paths}.", '"{story}" names several stories: {paths}.')
_SEVERAL_REMEDY = Words("Ghi mã hồ sơ riêng của bài.", "Give the story's own id.")
_NO_SUCH_MOVE = Words(
    "Không chuyển được bài từ “{source}” sang “{target}”.", 'A story cannot go from "{source}" to "{target}".'
)
_NO_SUCH_MOVE_REMEDY = Words(
    "Từ “{source}” chỉ sang được: {ways}. Xem newsroom workflow.", 'From "{source}" it goes to: {ways}.'
)
_NOT_VERIFIED = Words(
    "{path} chưa ghi xác minh “không vướng mắc”; chưa chuyển.",
    "{path} does not carry the verification with no pending case; it was not moved.",
)
_NOT_VERIFIED_REMEDY = Words(
    "Ghi verified: {{unit: …, by: …, date: …, no_pending_case: true}} trước.",
    "Write verified: {{unit: …, by: …, date: …, no_pending_case: true}} first.",
)
_NOT_THE_ROLE = Words("{by} không có quyền: {act}.", "{by} may not: {act}.")
_NOT_THE_ROLE_REMEDY = Words("Việc này dành cho: {roles}.", "This is for: {roles}.")
_NOT_THE_UNIT = Words(
    "Bài này của {unit}; {by} {scope}.",
    "This is a story of {unit}; {by} {scope}.",
)
_NOT_THE_UNIT_REMEDY = Words(
    "Việc này dành cho: {roles}; riêng thủ trưởng phải phụ trách {unit} hoặc đơn vị cấp trên. Xem newsroom workflow.",
    "This is for: {roles}; among unit heads only for those of {unit} or of one above it. See newsroom workflow.",
)
