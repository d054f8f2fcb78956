"""newsroom approve."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

import click

from newsroom.approval import fingerprint_of, is_approved
from newsroom.checks.channels import CANNOT_RENDER
from newsroom.checks.finding import Level
from newsroom.checks.run import prepare, run_checks
from newsroom.cli.session import Session, print_json
from newsroom.errors import FindingsError, UsageError
from newsroom.files import write_bytes
from newsroom.language import Words
from newsroom.story.edit import set_keys
from newsroom.story.fold import fold
from newsroom.story.front_matter import FrontMatterError
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.read import story_of
from newsroom.story.register import read_register, write_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.checks.finding import Finding
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

# Findings that approving itself settles.
_SETTLED_BY_APPROVAL = {"A001", "A002", "A003", *(f"A{number:03}" for number in range(20, 28))}
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
    if not by.strip() or not by.isprintable():
        raise UsageError(_NOBODY, _NOBODY_REMEDY)
    if everything == bool(stories):
        raise UsageError(_WHICH, _WHICH_REMEDY)
    unknown = [channel for channel in also_on if channel not in session.config().channels]
    if unknown:
        raise UsageError(_CHANNEL, _CHANNEL_REMEDY, channel=unknown[0], known=", ".join(session.config().channels))
    if not session.config().approval.unsigned:
        raise UsageError(_UNSIGNED, _UNSIGNED_REMEDY)
    workspace = session.workspace()
    chosen = _waiting(workspace) if everything else _each_once(_named(workspace, name) for name in stories)
    approve_stories(workspace, chosen, by, also_on)
    done = [file.story.id for file in chosen if file.story]
    if as_json:
        print_json({"approved": done})
    else:
        session.say(_DONE, count=len(done), by=by)
    return 0


def approve_stories(workspace: Workspace, chosen: Sequence[StoryFile], by: str, also_on: Sequence[str]) -> None:
    """Approve all of the chosen stories, or none when one of them has errors or would have some once approved.

    Raises:
        FindingsError: a story is not sound, or the approver is its author.

    """
    for file in chosen:
        _refuse_unsound(file, workspace.findings, by)
    approved = {file.path: _approved(workspace, file, by, also_on) for file in chosen}
    findings = _check_again(workspace, [file for file, _ in approved.values()])
    for file, _ in approved.values():
        _refuse_unsound(file, findings, by)
    # The register first: an id in it that was not approved after all costs nothing, an approved id that is missing
    # from it could be given away again.
    register = read_register(workspace.config.stories_path)
    register |= {file.story.id: file.address for file, _ in approved.values() if file.story is not None}
    write_register(workspace.config.stories_path, register)
    for file, raw in approved.values():
        write_bytes(file.path, raw)


def approve_waiting(workspace: Workspace, by: str, also_on: Sequence[str]) -> None:
    """Approve every sound story that waits; the others keep their findings."""
    sound = [
        file for file in _waiting(workspace) if not any(f.path == file.name and _stops(f) for f in workspace.findings)
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
    named = [file for file in workspace.files if file.story is not None and name in {file.story.id, file.story.slug}]
    if not named:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)
    if len(named) > 1:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, story=name, paths=", ".join(file.name for file in named))
    story = named[0].story
    if story is not None and (story.status not in _READY or story.withdrawal is not None):
        status = "withdrawn" if story.withdrawal is not None else story.status
        raise UsageError(_NOT_READY, _NOT_READY_REMEDY, story=name, status=status)
    return named[0]


def _each_once(files: Iterable[StoryFile]) -> list[StoryFile]:
    return list({file.path: file for file in files}.values())


def _stops(finding: Finding) -> bool:
    """Tell whether a finding must be mended first; what a channel cannot say is cheapest to mend before approval."""
    return finding.code == CANNOT_RENDER or (finding.level is Level.ERROR and finding.code not in _SETTLED_BY_APPROVAL)


def _refuse_unsound(file: StoryFile, findings: Sequence[Finding], by: str) -> None:
    stopping = [f for f in findings if f.path == file.name and _stops(f)]
    if stopping:
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=file.name, line=stopping[0].line, code=stopping[0].code)
    if file.story is not None and any(fold(author.name) == fold(by) for author in file.story.authors):
        raise FindingsError(_SAME_PERSON, _SAME_PERSON_REMEDY, path=file.name, by=by)


def _approved(workspace: Workspace, file: StoryFile, by: str, also_on: Sequence[str]) -> tuple[StoryFile, bytes]:
    """Return the story as it will be and its file's bytes; nothing is written yet."""
    story = file.story
    if story is None:
        msg = f"{file.name} is not a sound story"
        raise ValueError(msg)
    zone, now = workspace.config.zone, workspace.now
    status = "approved" if story.status == "edited" else story.status
    changes: dict[str, Any] = {"status": status}
    missing = [channel for channel in also_on if channel not in story.publish]
    if missing:
        added = {channel: {"at": f"{now.astimezone(zone):%Y-%m-%d %H:%M}"} for channel in missing}
        changes["publish"] = _publish_as_written(file) | added
    # The bytes as they lie on disk: line ends and a byte order mark stay the author's.
    raw = file.path.read_bytes()
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    try:
        text = set_keys(raw.removeprefix(mark).decode("utf-8"), changes)
        changed = story_of(file.path, text.encode(), zone, shown_from=workspace.config.root)
        approval = {"by": by, "at": f"{now.astimezone(zone).isoformat(' ', 'seconds')}"}
        text = set_keys(text, {"approval": approval | {"fingerprint": fingerprint_of(changed)}})
    except FrontMatterError as error:
        raise FindingsError(_NOT_BY_LINES, _NOT_BY_LINES_REMEDY, path=file.name) from error
    whole = mark + text.encode()
    return story_of(file.path, whole, zone, shown_from=workspace.config.root), whole


def _check_again(workspace: Workspace, changed: Sequence[StoryFile]) -> list[Finding]:
    """Check the stories as they will be: some rules hold only for what is approved or set for a channel."""
    new = {file.path: file for file in changed}
    given = prepare(
        [new.get(file.path, file) for file in workspace.files],
        config=workspace.config,
        terms=workspace.terms,
        now=workspace.now,
        register=workspace.given.register,
        fixed_addresses=workspace.given.fixed_addresses,
        known_pictures=workspace.given.known_pictures,
    )
    return run_checks(changed, given)


def _publish_as_written(file: StoryFile) -> dict[str, Any]:
    written = file.front.data.get("publish") if file.front else None
    return dict(written) if isinstance(written, dict) else {}


_DONE = Words("Đã duyệt {count} bài (người duyệt: {by}).", "Approved {count} stories (by {by}).")
_WHICH = Words("Chưa nói duyệt bài nào.", "Which stories to approve was not said.")
_WHICH_REMEDY = Words(
    "Ghi mã hồ sơ hoặc slug của bài, hoặc --all để duyệt mọi bài đang chờ.",
    "Name ids or slugs, or say --all for every story that waits.",
)
_NOBODY = Words("Chưa ghi tên người duyệt sau --by.", "The approver's name after --by is missing.")
_NOBODY_REMEDY = Words("Ghi họ tên: --by “Nguyễn Văn A”.", 'Give a name: --by "Nguyễn Văn A".')
_SEVERAL = Words("“{story}” là tên của nhiều bài: {paths}.", '"{story}" names several stories: {paths}.')
_SEVERAL_REMEDY = Words("Ghi mã hồ sơ riêng của bài cần duyệt.", "Give the id of the one to approve.")
_NOT_BY_LINES = Words(
    "{path}: phần khai báo không viết mỗi trường một dòng, không ghi phê duyệt vào được.",
    "{path}: the front matter is not written one key under another, so no approval can be put in.",
)
_NOT_BY_LINES_REMEDY = Words(
    "Viết mỗi trường ở đầu một dòng, không bọc cả phần khai báo trong {{…}}.",
    "Begin a line with each key, without {{…}} around them all.",
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
