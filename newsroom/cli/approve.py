"""newsroom approve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.approval import fingerprint_of, is_approved
from newsroom.checks.finding import Level
from newsroom.cli.session import Session, print_json
from newsroom.errors import FindingsError, UsageError
from newsroom.files import write_text
from newsroom.language import Words
from newsroom.story.edit import set_keys
from newsroom.story.fold import fold
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.read import read_story
from newsroom.story.register import read_register, write_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

# Findings that approving itself settles.
_SETTLED_BY_APPROVAL = {"A001", "A002"}
_READY = PUBLIC_STATUSES | {"edited"}


@click.command("approve")
@click.argument("stories", nargs=-1, metavar="[MÃ|SLUG]...")
@click.option("--all", "everything", is_flag=True, help="Mọi bài đang chờ duyệt hoặc đã đổi · all that wait.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người duyệt · the approver.")
@click.option("--also-on", multiple=True, metavar="KÊNH", help="Thêm lịch đăng ngay trên kênh nếu bài chưa có.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session, *, stories: tuple[str, ...], everything: bool, by: str, also_on: tuple[str, ...], as_json: bool
) -> int:
    """Duyệt bài: gắn phê duyệt với đúng nội dung hiện tại của bài và ảnh.

    Approve stories: binds the approval to exactly their present text, pictures, channel texts, times and consent.
    """
    if everything == bool(stories):
        raise UsageError(_WHICH, _WHICH_REMEDY)
    unknown = [channel for channel in also_on if channel not in session.config().channels]
    if unknown:
        raise UsageError(_CHANNEL, _CHANNEL_REMEDY, channel=unknown[0], known=", ".join(session.config().channels))
    if not session.config().approval.unsigned:
        raise UsageError(_UNSIGNED, _UNSIGNED_REMEDY)
    workspace = session.workspace()
    chosen = _waiting(workspace) if everything else [_named(workspace, name) for name in stories]
    approve_stories(workspace, chosen, by, also_on)
    done = [file.story.id for file in chosen if file.story]
    if as_json:
        print_json({"approved": done})
    else:
        session.say(_DONE, count=len(done), by=by)
    return 0


def approve_stories(workspace: Workspace, chosen: Sequence[StoryFile], by: str, also_on: Sequence[str]) -> None:
    """Approve all of the chosen stories, or none when one of them has errors.

    Raises:
        FindingsError: a story is not sound, or the approver is its author.

    """
    for file in chosen:
        _refuse_unsound(workspace, file, by)
    register = read_register(workspace.config.stories_path)
    for file in chosen:
        _approve(workspace, file, by, also_on)
        if file.story is not None:
            register[file.story.id] = file.address
    write_register(workspace.config.stories_path, register)


def approve_waiting(workspace: Workspace, by: str, also_on: Sequence[str]) -> None:
    """Approve every sound story that waits; the others keep their findings."""
    sound = [
        file
        for file in _waiting(workspace)
        if not any(
            f.path == file.name and f.level is Level.ERROR and f.code not in _SETTLED_BY_APPROVAL
            for f in workspace.findings
        )
    ]
    approve_stories(workspace, sound, by, also_on)


def _waiting(workspace: Workspace) -> list[StoryFile]:
    return [
        file
        for file in workspace.files
        if file.story is not None
        and file.story.status in PUBLIC_STATUSES
        and file.story.withdrawal is None
        and not is_approved(file.story, workspace.fingerprint(file))
    ]


def _named(workspace: Workspace, name: str) -> StoryFile:
    for file in workspace.files:
        if file.story is not None and name in {file.story.id, file.story.slug}:
            if file.story.status not in _READY:
                raise UsageError(_NOT_READY, _NOT_READY_REMEDY, story=name, status=file.story.status)
            return file
    raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)


def _refuse_unsound(workspace: Workspace, file: StoryFile, by: str) -> None:
    stopping = [
        f
        for f in workspace.findings
        if f.path == file.name and f.level is Level.ERROR and f.code not in _SETTLED_BY_APPROVAL
    ]
    if stopping:
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=file.name, line=stopping[0].line, code=stopping[0].code)
    if file.story is not None and any(fold(author.name) == fold(by) for author in file.story.authors):
        raise FindingsError(_SAME_PERSON, _SAME_PERSON_REMEDY, path=file.name, by=by)


def _approve(workspace: Workspace, file: StoryFile, by: str, also_on: Sequence[str]) -> None:
    story = file.story
    if story is None:
        return
    zone, now = workspace.config.zone, workspace.now
    status = "approved" if story.status == "edited" else story.status
    changes: dict[str, Any] = {"status": status}
    missing = [channel for channel in also_on if channel not in story.publish]
    if missing:
        added = {channel: {"at": f"{now.astimezone(zone):%Y-%m-%d %H:%M}"} for channel in missing}
        changes["publish"] = _publish_as_written(file) | added
    text = set_keys(file.text, changes)
    write_text(file.path, text)
    # Read back what is on disk now: the fingerprint must be of exactly these bytes.
    written = read_story(file.path, zone, shown_from=workspace.config.root)
    approval = {"by": by, "at": f"{now.astimezone(zone).isoformat(' ', 'seconds')}"}
    text = set_keys(text, {"approval": approval | {"fingerprint": fingerprint_of(written)}})
    write_text(file.path, text)


def _publish_as_written(file: StoryFile) -> dict[str, Any]:
    written = file.front.data.get("publish") if file.front else None
    return dict(written) if isinstance(written, dict) else {}


_DONE = Words("Đã duyệt {count} bài (người duyệt: {by}).", "Approved {count} stories (by {by}).")
_WHICH = Words("Chưa nói duyệt bài nào.", "Which stories to approve was not said.")
_WHICH_REMEDY = Words(
    "Ghi mã hồ sơ hoặc slug của bài, hoặc --all để duyệt mọi bài đang chờ.",
    "Name ids or slugs, or say --all for every story that waits.",
)
_CHANNEL = Words("Không có kênh “{channel}”.", 'There is no channel "{channel}".')
_CHANNEL_REMEDY = Words("Các kênh trong newsroom.toml: {known}.", "The channels of newsroom.toml: {known}.")
_UNSIGNED = Words(
    "Cấu hình không cho phép phê duyệt không chữ ký.", "The configuration does not allow unsigned approvals."
)
_UNSIGNED_REMEDY = Words(
    "Đặt [approval] unsigned = true nếu nhánh được bảo vệ trên máy chủ Git xác nhận người duyệt.",
    "Set [approval] unsigned = true if the Git host's protected branch vouches for the approver.",
)
_NO_STORY = Words("Không có bài “{story}”.", 'There is no story "{story}".')
_NO_STORY_REMEDY = Words("Ghi mã hồ sơ (GS-2026-0001) hoặc slug.", "Give its id (GS-2026-0001) or slug.")
_NOT_READY = Words(
    "Bài {story} đang ở trạng thái “{status}”, chưa thể duyệt.",
    'The story {story} is "{status}", not ready to approve.',
)
_NOT_READY_REMEDY = Words(
    "Bài phải qua xác minh và biên tập (status: edited) trước khi duyệt.",
    "It must be verified and edited (status: edited) first.",
)
_UNSOUND = Words(
    "{path} còn lỗi {code} ở dòng {line}; chưa duyệt bài nào.",
    "{path} has the error {code} at line {line}; nothing was approved.",
)
_UNSOUND_REMEDY = Words("Chạy newsroom check và sửa hết lỗi trước.", "Run newsroom check and mend the errors first.")
_SAME_PERSON = Words("{by} là tác giả của {path}, không thể tự duyệt.", "{by} wrote {path} and cannot approve it.")
_SAME_PERSON_REMEDY = Words("Người khác phải duyệt bài này.", "Someone else must approve it.")
