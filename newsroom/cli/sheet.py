"""newsroom sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom.checks.finding import Level
from newsroom.cli.session import Session, print_json
from newsroom.errors import FindingsError, UsageError
from newsroom.files import write_bytes
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace


@click.command("sheet")
@click.argument("story_id", metavar="MÃ|SLUG")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP.docx",
              help="Tệp Word cần ghi · the file to write (default: phieu-trinh-duyet-<mã>.docx).")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, story_id: str, out: Path | None, as_json: bool) -> int:
    """Phiếu trình duyệt (Word) để ký trên giấy: mọi nội dung sẽ đăng, ảnh, văn bản đồng ý, dấu vân tay và mã QR.

    The approval sheet for paper signatures: all that will go out, pictures, consents, fingerprint and QR code.
    """
    from newsroom.approving import SETTLED
    from newsroom.build.drawn_story import published
    from newsroom.outputs.approval_sheet import SheetOf, approval_sheet
    from newsroom.outputs.going_out import going_out

    workspace = session.workspace()
    file = _named(workspace, story_id)
    if file.story is None or _has_unusable_pictures(workspace, file):
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=file.name)
    fingerprint = workspace.fingerprint(file)
    story = published(workspace.config, workspace.terms, file, fingerprint, undated_as=workspace.now)
    going = going_out(story, workspace.config, workspace.given.publishers)
    # What the approval itself settles is no news to whoever is asked for it.
    findings = [f for f in workspace.findings if f.path == file.name and f.code not in SETTLED]
    target = out or Path(f"phieu-trinh-duyet-{file.story.id}.docx")
    write_bytes(target, approval_sheet(SheetOf(story, going, findings, workspace.config, workspace.terms)))
    if as_json:
        print_json({"story": file.story.id, "fingerprint": fingerprint, "sheet": str(target)})
    else:
        session.say(_DONE, path=target, story=file.story.id)
    return 0


def _has_unusable_pictures(workspace: Workspace, file: StoryFile) -> bool:
    return any(f.path == file.name and f.code[0] == "P" and f.level is Level.ERROR for f in workspace.findings)


def _named(workspace: Workspace, name: str) -> StoryFile:
    found = [file for file in workspace.files if file.story is not None and name in {file.story.id, file.story.slug}]
    if len(found) != 1:
        raise UsageError(_NO_STORY, _NO_STORY_REMEDY, story=name)
    return found[0]


_DONE = Words("Đã ghi phiếu trình duyệt của {story} vào {path}.", "The approval sheet of {story} is in {path}.")
_NO_STORY = Words(
    "Không có đúng một bài đọc được mang tên “{story}”.", 'There is not exactly one sound story named "{story}".'
)
_NO_STORY_REMEDY = Words("Ghi mã hồ sơ của bài; xem newsroom check.", "Give the story's id; see newsroom check.")
_UNSOUND = Words("{path} có ảnh chưa dùng được, chưa lập phiếu.", "{path} has pictures that cannot be used.")
_UNSOUND_REMEDY = Words("Chạy newsroom check và sửa ảnh trước.", "Run newsroom check and mend the pictures first.")
