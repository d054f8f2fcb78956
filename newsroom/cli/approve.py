"""newsroom approve."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsroom.approving import READY, Approver, carry_out, prepare_approval, to_review, waiting
from newsroom.build.drawn_story import published
from newsroom.cli.going_out_lines import lines_of
from newsroom.cli.session import Session, print_json
from newsroom.errors import UsageError
from newsroom.gate import judge
from newsroom.language import Words
from newsroom.outputs.going_out import going_out
from newsroom.signing import git_address, sign, signing_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.approving import Prepared
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace


@click.command("approve")
@click.argument("stories", nargs=-1, metavar="[MÃ|SLUG]...")
@click.option("--all", "everything", is_flag=True, help="Mọi bài đang chờ duyệt hoặc đã đổi · all that wait.")
@click.option("--waiting", "shows_waiting", is_flag=True, help="In danh sách bài chờ duyệt, không duyệt · list them.")
@click.option("--list", "reviewed", type=click.Path(path_type=Path), metavar="TỆP",
              help="Duyệt danh sách đã xem (in bằng --waiting) · approve a reviewed list.")  # fmt: skip
@click.option("--by", metavar="HỌ TÊN", help="Người duyệt · the approver.")
@click.option("--email", metavar="ĐỊA CHỈ", help="Thư điện tử của người duyệt · the approver's address.")
@click.option("--key", metavar="TỆP", help="Khóa SSH để ký · the SSH key to sign with.")
@click.option("--also-on", multiple=True, metavar="KÊNH", help="Thêm lịch đăng ngay trên kênh nếu bài chưa có.")
@click.option("--yes", is_flag=True, help="Không hỏi lại · do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session,
    /,
    *,
    stories: tuple[str, ...],
    everything: bool,
    shows_waiting: bool,
    reviewed: Path | None,
    also_on: tuple[str, ...],
    yes: bool,
    as_json: bool,
    **approver_as: str | None,
) -> int:
    """Duyệt bài: xem đúng những gì sẽ đăng trên từng kênh, rồi gắn phê duyệt với nội dung đó.

    Approve stories: shows exactly what will go out on every channel and page, asks, and binds the approval to it. At
    a terminal it asks unless --yes is given; in a script nothing is asked.
    """
    if sum((everything, bool(stories), shows_waiting, reviewed is not None)) != 1:
        raise UsageError(_WHICH, _WHICH_REMEDY)
    if reviewed is not None and also_on:
        raise UsageError(_LIST_ALONE, _LIST_ALONE_REMEDY)
    if shows_waiting:
        return _show_waiting(session, as_json=as_json)
    approver = _approver(session, **approver_as)
    unknown = [channel for channel in also_on if channel not in session.config().channels]
    if unknown:
        raise UsageError(_CHANNEL, _CHANNEL_REMEDY, channel=unknown[0], known=", ".join(session.config().channels))
    workspace = session.workspace()
    changed: list[str] = []
    if reviewed is not None:
        chosen, changed = _as_reviewed(workspace, reviewed)
    else:
        chosen = waiting(workspace) if everything else _each_once(_named(workspace, name) for name in stories)
    made = prepare_approval(workspace, chosen, approver, also_on)
    asks = not (yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and made and not _says_yes(session, workspace, made):
        session.say(_NOT_APPROVED)
        return 1
    carry_out(workspace, made, approver)
    done = [one.after.story.id for one in made if one.after.story]
    if as_json:
        print_json({"approved": done, **({"changed": changed} if reviewed is not None else {})})
    else:
        session.say(_DONE, count=len(done), by=approver.name)
        for story in changed:
            session.complain(_CHANGED_SINCE, story=story)
    return 1 if changed else 0


def _approver(session: Session, by: str | None, email: str | None, key: str | None) -> Approver:
    """Work out who approves, by which address, and with which key where a signature is needed."""
    config = session.config()
    people = config.workflow
    if by is None:
        address = email or git_address(config.root)
        person = people.by_email(address) if address else None
        by = person.name if person is not None else ""
    if not by.strip() or not by.isprintable():
        raise UsageError(_NOBODY, _NOBODY_REMEDY)
    named = people.named(by)
    address = email or (named[0].emails[0] if len(named) == 1 else None)
    if config.approval.unsigned and key is None:
        return Approver(by.strip(), address)
    found = signing_key(key, session.environment, config.root)
    if found is None:
        raise UsageError(_UNSIGNED, _UNSIGNED_REMEDY)
    address = address or git_address(config.root)
    if address is None:
        raise UsageError(_NO_ADDRESS, _NO_ADDRESS_REMEDY)
    return Approver(by.strip(), address, partial(sign, key=found))


def _says_yes(session: Session, workspace: Workspace, made: Sequence[Prepared]) -> bool:
    for line in shown(session, workspace, made):
        click.echo(line)
    answer = click.prompt(_QUESTION.say(session.language, count=len(made)), default="", show_default=False)
    return str(answer).strip().casefold() in _YES


def shown(session: Session, workspace: Workspace, made: Sequence[Prepared]) -> Iterator[str]:
    """Yield, for every story, all that will go out of it."""
    config, given = workspace.config, workspace.given
    for one in made:
        story = one.after.story
        if story is None:
            continue
        drawn = published(config, workspace.terms, one.after, one.fingerprint, undated_as=workspace.now)
        verdicts = {
            channel: judge(story, one.fingerprint, channel, given.moment, workspace.terms) for channel in story.publish
        }
        yield from lines_of(one, going_out(drawn, config, given.publishers), verdicts, config, session.language)
        yield "─" * 60


def _show_waiting(session: Session, *, as_json: bool) -> int:
    """Print the list that `--list` reads: id and fingerprint of what was seen."""
    workspace = session.workspace()
    rows = [
        {"id": file.story.id, "fingerprint": workspace.fingerprint(file), "title": file.story.title, "path": file.name}
        for file in to_review(workspace)
        if file.story is not None
    ]
    if as_json:
        print_json({"waiting": rows})
        return 0
    session.complain(_WAITING, count=len(rows))
    for row in rows:
        click.echo(f"{row['id']}\t{row['fingerprint']}\t{row['title']}")
    return 0


def _as_reviewed(workspace: Workspace, path: Path) -> tuple[list[StoryFile], list[str]]:
    """Return the stories of a list that are still as they were reviewed, and the ids of those that are not."""
    chosen, changed = [], []
    for story_id, fingerprint in _read_list(path):
        file = _named(workspace, story_id)
        if workspace.fingerprint(file) == fingerprint:
            chosen.append(file)
        else:
            changed.append(story_id)
    return _each_once(chosen), changed


def _read_list(path: Path) -> list[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_NO_LIST, _NO_LIST_REMEDY, path=path, reason=error) from error
    try:
        document: Any = json.loads(text)
        rows = document["waiting"] if isinstance(document, dict) else document
        return [(str(row["id"]), str(row["fingerprint"])) for row in rows]
    except (ValueError, TypeError, LookupError):
        pass
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    wrong = next((" ".join(words) for words in lines if len(words) < 2 or not words[1].startswith("sha256:")), None)
    if wrong is not None or not lines:
        raise UsageError(_NO_LIST, _NO_LIST_REMEDY, path=path, reason=wrong or _EMPTY_LIST)
    return [(words[0], words[1]) for words in lines]


def _named(workspace: Workspace, name: str) -> StoryFile:
    named = [file for file in workspace.files if file.story is not None and name in {file.story.id, file.story.slug}]
    if not named:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)
    if len(named) > 1:
        raise UsageError(_SEVERAL, _SEVERAL_REMEDY, story=name, paths=", ".join(file.name for file in named))
    story = named[0].story
    if story is not None and (story.status not in READY or story.withdrawal is not None):
        status = "withdrawn" if story.withdrawal is not None else story.status
        raise UsageError(_NOT_READY, _NOT_READY_REMEDY, story=name, status=status)
    return named[0]


def _each_once(files: Iterable[StoryFile]) -> list[StoryFile]:
    return list({file.path: file for file in files}.values())


_DONE = Words("Đã duyệt {count} bài (người duyệt: {by}).", "Approved {count} stories (by {by}).")
_NOT_APPROVED = Words("Chưa duyệt bài nào.", "Nothing was approved.")
_QUESTION = Words(
    "Duyệt {count} bài đúng như trên? Gõ “có” để duyệt", "Approve {count} stories exactly as above? Type yes"
)
_YES = frozenset({"có", "co", "c", "yes", "y"})
_WAITING = Words("{count} bài chờ duyệt.", "{count} stories wait.")
_CHANGED_SINCE = Words(
    "{story} đã đổi sau khi lập danh sách nên chưa duyệt; hãy xem lại bài này.",
    "{story} changed since the list was made and was not approved; look at it again.",
)
_WHICH = Words("Chưa nói duyệt bài nào.", "Which stories to approve was not said.")
_WHICH_REMEDY = Words(
    "Ghi mã hồ sơ hoặc slug của bài, hoặc một trong: --all (mọi bài đang chờ), --list TỆP, --waiting (in danh sách).",
    "Name ids or slugs, or say one of: --all (every story that waits), --list FILE, --waiting (print the list only).",
)
_LIST_ALONE = Words(
    "Không dùng --also-on cùng --list: thêm kênh là đổi nội dung đã xem.",
    "--also-on and --list do not go together: a further channel changes what was reviewed.",
)
_LIST_ALONE_REMEDY = Words("Bỏ --also-on.", "Leave --also-on out.")
_NO_LIST = Words("Không đọc được danh sách {path}: {reason}.", "The list {path} cannot be read: {reason}.")
_EMPTY_LIST = Words("danh sách trống", "it is empty")
_NO_LIST_REMEDY = Words(
    "Mỗi dòng một mã bài và dấu vân tay, như newsroom approve --waiting in ra.",
    "One id and fingerprint a line, as newsroom approve --waiting prints.",
)
_NOBODY = Words("Chưa ghi tên người duyệt sau --by.", "The approver's name after --by is missing.")
_NOBODY_REMEDY = Words("Ghi họ tên: --by “Nguyễn Văn A”.", 'Give a name: --by "Nguyễn Văn A".')
_NO_ADDRESS = Words("Chưa biết thư điện tử của người ký.", "The address of whoever signs is not known.")
_NO_ADDRESS_REMEDY = Words(
    "Ghi --email ĐỊA_CHỈ như trong danh sách người được ký.", "Give --email ADDRESS as among the allowed signers."
)
_SEVERAL = Words("“{story}” là tên của nhiều bài: {paths}.", '"{story}" names several stories: {paths}.')
_SEVERAL_REMEDY = Words("Ghi mã hồ sơ riêng của bài cần duyệt.", "Give the id of the one to approve.")
_CHANNEL = Words("Không có kênh “{channel}”.", 'There is no channel "{channel}".')
_CHANNEL_REMEDY = Words("Các kênh trong newsroom.toml: {known}.", "The channels of newsroom.toml: {known}.")
_UNSIGNED = Words(
    "Cấu hình không cho phép phê duyệt không chữ ký.", "The configuration does not allow unsigned approvals."
)
_UNSIGNED_REMEDY = Words(
    "Chỉ ra khóa SSH của người duyệt: --key ĐƯỜNG_DẪN (hoặc git config user.signingkey); đặt [approval] "
    "unsigned = true nếu nhánh được bảo vệ trên máy chủ Git xác nhận người duyệt.",
    "Name the approver's SSH key: --key PATH (or git config user.signingkey); set [approval] unsigned = true if the "
    "Git host's protected branch vouches for the approver.",
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
