"""newsroom correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import Session, print_json
from newsroom.errors import UsageError
from newsroom.files import write_bytes
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.checks.finding import Finding
    from newsroom.desk.correcting import Next
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

_LONGEST_NOTE = 500
# Approving settles these.
_SETTLED = {"A001", "A002", "A029"}


@click.command("correct")
@click.argument("story", metavar="MÃ|SLUG|THƯ MỤC")
@click.option("--note", required=True, metavar="NỘI DUNG", help="Đã sửa gì; hiện công khai dưới bài · what was mended.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người sửa; không hiện ra ngoài · who mended it.")
@click.option("--note-only", is_flag=True, help="Chỉ thêm lời ghi chú, nội dung không đổi · a note and no change.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, story: str, note: str, by: str, note_only: bool, as_json: bool) -> int:
    """Ghi lời đính chính công khai vào bài đã đăng, sau khi đã sửa chỗ sai trong bài; sau đó bài phải được duyệt lại.

    Add a public correction note to a published story whose mistake was mended; the story then needs approval again.
    """
    from newsroom.desk.correcting import corrected
    from newsroom.desk.draft import one_line
    from newsroom.desk.named import story_named

    note, by = one_line(note), one_line(by)
    if not note or not by:
        raise UsageError(_EMPTY, _EMPTY_REMEDY)
    if len(note) > _LONGEST_NOTE:
        raise UsageError(_LONG, _LONG_REMEDY, length=len(note), most=_LONGEST_NOTE)
    before = session.known_workspace()
    file = story_named(before.files, story)
    write_bytes(file.path, corrected(before, file, note, by, is_note_only=note_only))
    workspace = session.known_workspace()
    anew = next(one for one in workspace.files if one.path == file.path)
    what_next = _what_next(session, workspace, anew)
    findings = [f for f in workspace.findings if f.path == anew.name and f.code not in _SETTLED]
    if as_json:
        print_json(_document(session, anew, note, what_next, findings))
    else:
        _show(session, anew, what_next, findings)
    return 0


def _what_next(session: Session, workspace: Workspace, file: StoryFile) -> list[Next]:
    from newsroom.connections import account_ids, open_ledger
    from newsroom.desk.correcting import next_posts

    entries = workspace.entries()
    entry = next(one for one in entries.all() if one.name == file.name)
    store = open_ledger(workspace.config, session.environment)
    try:
        accounts = account_ids(workspace.config, session.environment)
        return next_posts(entries, entry, store, accounts, workspace.given.publishers)
    finally:
        if store is not None:
            store.close()


def _document(
    session: Session, file: StoryFile, note: str, what_next: list[Next], findings: list[Finding]
) -> dict[str, object]:
    return {
        "story": file.story.id if file.story else None,
        "path": file.name,
        "status": file.story.status if file.story else None,
        "note": note,
        "channels": [
            {"channel": one.channel, "next": one.action, "reason": one.words.say(session.language)} for one in what_next
        ],
        "findings": [{"code": f.code, "line": f.line, "sentence": f.sentence(session.language)} for f in findings],
    }


def _show(session: Session, file: StoryFile, what_next: list[Next], findings: list[Finding]) -> None:
    config, story = session.config(), file.story
    session.say(_WRITTEN, path=file.name)
    session.say(_AFTERWARDS)
    session.say(_WEBSITE)
    for one in what_next:
        label = config.channels[one.channel].label
        click.echo(f"  {label}: {one.words.say(session.language)}")
    for finding in findings:
        click.echo(f"  ! {finding.line}  {finding.code}  {finding.sentence(session.language)}")
    session.say(_APPROVE, id=story.id if story else file.folder_name)


_EMPTY = Words("Nội dung đính chính và họ tên không được để trống.", "The note and the name must not be empty.")
_EMPTY_REMEDY = Words("Ghi rõ rồi chạy lại.", "Say both and run again.")
_LONG = Words("Lời đính chính dài {length} ký tự, tối đa {most}.", "The note has {length} characters, at most {most}.")
_LONG_REMEDY = Words("Nói ngắn gọn đã sửa gì.", "Say briefly what was mended.")
_WRITTEN = Words("Đã ghi đính chính vào {path}.", "The correction is written into {path}.")
_AFTERWARDS = Words("Khi được duyệt lại:", "Once it is approved again:")
_WEBSITE = Words(
    "  Trang web: hiện bản đã sửa, lời đính chính ở dưới bài", "  Website: shows the new text, with the note below it"
)
_APPROVE = Words(
    "Chưa duyệt lại thì không nơi nào đổi, và trang web dựng lại sẽ tạm thiếu bài này. Việc tiếp theo: commit tệp, "
    "rồi người duyệt chạy newsroom approve {id}.",
    "Until then no channel changes, and a rebuilt website is without the story. Next: commit the file; the approver "
    "runs newsroom approve {id}.",
)
