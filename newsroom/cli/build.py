"""newsroom build."""

from __future__ import annotations

import time
from dataclasses import asdict

import click

from newsroom.build.offline import write_offline
from newsroom.build.site import build_site
from newsroom.build.stage import admin_is_missing
from newsroom.cli.session import Session, print_json
from newsroom.language import Words


@click.command("build")
@click.option("--clean", is_flag=True, help="Dựng lại từ đầu · forget everything built before.")
@click.option(
    "--offline", is_flag=True, help="Đóng cả trang thành một tệp ZIP đọc không cần mạng · pack an offline copy."
)
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, clean: bool, offline: bool, as_json: bool) -> int:
    """Dựng trang web vào build/site; chỉ dựng lại những trang đã đổi.

    Build the website into build/site, rendering only what changed. Stories with errors stay out.
    """
    started = time.monotonic()
    workspace = session.known_workspace()
    built = build_site(workspace, clean=clean)
    packed = write_offline(workspace.config) if offline else None
    if as_json:
        paths = {"site": str(built.site), "offline": str(packed) if packed else None}
        print_json({**asdict(built), **paths, "unsound": sorted(workspace.unsound)})
    else:
        seconds = time.monotonic() - started
        session.say(_DONE, **asdict(built), seconds=f"{seconds:.1f}")
        if packed:
            session.say(_PACKED, path=packed, megabytes=f"{packed.stat().st_size / 1e6:.1f}")
        if admin_is_missing(workspace.config):
            session.say(_NO_ADMIN)
        if workspace.unsound:
            session.say(_UNSOUND, count=len(workspace.unsound))
    return 0


_DONE = Words(
    "Trang web: {site} — {stories} bài, {pages} trang, dựng lại {rendered}, bỏ {removed} ({seconds} giây).",
    "Website: {site} - {stories} stories, {pages} pages, {rendered} rendered, {removed} removed ({seconds} s).",
)
_PACKED = Words("Bản đọc ngoại tuyến: {path} ({megabytes} MB).", "Offline copy: {path} ({megabytes} MB).")
_UNSOUND = Words(
    "{count} bài còn lỗi nên không có trên trang; xem newsroom check.",
    "{count} stories have errors and are not on the site; see newsroom check.",
)
_NO_ADMIN = Words(
    "Trang viết bài /admin/ chưa dựng được vì thiếu chương trình đúng bản đã khóa; chạy: make .tools/cms/.ready",
    "The editors' page /admin/ is left out, because its program is not there as pinned; run: make .tools/cms/.ready",
)
