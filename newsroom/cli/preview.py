"""newsroom preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import Session, print_json
from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.desk.preview import Previewed
    from newsroom.desk.sights import ChannelSight
    from newsroom.language import Language
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace


@click.command("preview")
@click.argument("stories", nargs=-1, metavar="[MÃ|SLUG|THƯ MỤC]...")
@click.option("--changed", metavar="NHÁNH", help="Mọi bài khác với nhánh hay commit này · all that differ from it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="THƯ MỤC",
              help="Ghi vào thư mục này rồi dừng, không mở máy chủ · write here and stop.")  # fmt: skip
@click.option("--port", default=8767, show_default=True, help="Cổng · port.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON rồi dừng · one JSON document, then stop.")
@click.pass_obj
def command(
    session: Session, *, stories: tuple[str, ...], changed: str | None, out: Path | None, port: int, as_json: bool
) -> int:
    """Xem bài như khi đã đăng: trang web, bài Facebook, bài Zalo trên điện thoại, lịch, lỗi. Không đăng gì.

    Look at stories as if they were published: the website's page, each channel's post, times, findings. Sends nothing.
    """
    if (changed is None) == (not stories):
        raise UsageError(_WHICH, _WHICH_REMEDY)
    from newsroom.desk.preview import write_previews

    workspace = session.known_workspace()
    target = out or workspace.config.build / "preview"
    made = write_previews(workspace, _chosen(workspace, stories, changed), target, changed)
    if as_json:
        print_json({"folder": str(target), "stories": [as_document(one, session.language) for one in made]})
        return 0
    if out is not None:
        session.say(_WRITTEN, count=len(made), page=target / "index.html")
        return 0
    return _serve(session, target, made, port)


def _chosen(workspace: Workspace, stories: Sequence[str], changed: str | None) -> list[StoryFile]:
    from newsroom.desk.named import changed_stories, story_named

    if changed is not None:
        return changed_stories(workspace.files, workspace.config.stories_path, changed)
    found = [story_named(workspace.files, name) for name in stories]
    return list({file.path: file for file in found}.values())


def _serve(session: Session, target: Path, made: Sequence[Previewed], port: int) -> int:
    from newsroom.outputs.content_security import headers_for_preview
    from newsroom.site_server import SiteServer

    server = SiteServer(target, "127.0.0.1", port, headers_for_preview)
    page = made[0].page.removesuffix("index.html") if len(made) == 1 else ""
    session.say(_OPEN, url=server.url + page)
    with server:
        session.wait_for_interrupt()
    return 0


def as_document(previewed: Previewed, language: Language) -> dict[str, Any]:
    """Return what a preview shows as JSON values."""
    looked = previewed.looked
    return {
        "id": looked.id,
        "title": looked.title,
        "status": looked.status,
        "path": looked.file.name,
        "page": previewed.page,
        "site_page": previewed.site_page,
        "whole": looked.imagined is not None and looked.imagined.is_whole,
        "channels": [_channel_document(channel, language) for channel in looked.channels],
        "findings": [
            {
                "code": finding.code,
                "level": finding.level.value,
                "line": finding.line,
                "sentence": finding.sentence(language),
                "remedy": finding.remedy(language),
            }
            for finding in looked.findings
        ],
    }


def _channel_document(channel: ChannelSight, language: Language) -> dict[str, Any]:
    def said(problem: Any) -> str:
        return str(problem.en if language == "en" else problem.vi)

    return {
        "channel": channel.name,
        "at": channel.at.isoformat() if channel.at else None,
        "waits_for": channel.waits_for.say(language) if channel.waits_for else None,
        "counts": [{"what": said(c.what), "length": c.length, "most": c.most} for c in channel.counts],
        "problems": [said(problem) for problem in channel.post.problems] if channel.post else [],
        "payload": dict(channel.post.payload.data) if channel.post and channel.post.payload else None,
    }


_WHICH = Words("Chưa nói xem trước bài nào.", "Which stories to look at was not said.")
_WHICH_REMEDY = Words(
    "Ghi mã hồ sơ, slug hoặc thư mục của bài; hoặc --changed origin/main để xem mọi bài đã đổi.",
    "Name ids, slugs or folders; or say --changed origin/main for every story that differs.",
)
_WRITTEN = Words("Đã ghi bản xem trước của {count} bài: {page}", "Wrote the preview of {count} stories: {page}")
_OPEN = Words("Bản xem trước: {url} (Ctrl+C để dừng)", "Preview: {url} (Ctrl+C stops it)")
