"""The files of `/admin/`: a page that starts the editors' form, the form's settings, and the program itself."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.outputs.cms_config import cms_config, config_file, next_story_id
from newsroom.outputs.cms_scripts import integrity, served_files
from newsroom.outputs.content_security import ADMIN_FOLDER, admin_policy
from newsroom.outputs.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config import Config
    from newsroom.git_host import FrontEnd
    from newsroom.workspace import Workspace

_OURS = Path(__file__).with_name("admin")
# Where GitHub's API answers, and where its people's pictures are; other hosts have both at their own address.
_GITHUB = ("https://api.github.com", "https://avatars.githubusercontent.com")

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<title>Viết bài · {title}</title>
<link rel="icon" href="mark.svg" type="image/svg+xml">
<link rel="cms-config-url" href="config.yml" type="text/yaml">
<script src="vi.js" defer></script>
<script src="admin.js" defer></script>
<script src="{script}" integrity="{integrity}" defer></script>
</head>
<body>
<p data-opening>Đang mở trang viết bài…</p>
<noscript><p>Trang viết bài cần JavaScript. Không dùng được trình duyệt, xin gửi bài cho người phụ trách.</p></noscript>
</body>
</html>
"""


def admin_pages(workspace: Workspace) -> Iterator[Staged]:
    """Stage the form of an office that wants one; its program must have been fetched."""
    config = workspace.config
    if config.cms is None or config.repository is None:
        return
    if not config.stories_path.resolve().is_relative_to(config.root.resolve()):
        return  # a rehearsal with stories from elsewhere, which the form could not save
    host = config.repository.host
    hosts = _GITHUB if config.repository.kind == "github" else (host,)
    settings = cms_config(config, workspace.terms, next_id(workspace), folder=stories_folder(config, config.root))
    yield from _files(config, config.cms.front_end, config_file(settings), hosts)


def local_admin_pages(workspace: Workspace, repository: Path, branch: str, proxy_url: str) -> Iterator[Staged]:
    """Stage the form that saves into a repository on this machine; only Decap CMS has such a way."""
    config = workspace.config
    folder = stories_folder(config, repository)
    settings = cms_config(config, workspace.terms, next_id(workspace), folder=folder, local=(proxy_url, branch))
    yield from _files(config, "decap", config_file(settings), (proxy_url,))


def next_id(workspace: Workspace) -> str:
    """Return the id that a new story is offered."""
    ids = {file.story.id for file in workspace.files if file.story is not None} | set(workspace.given.register)
    return next_story_id(ids, workspace.now.astimezone(workspace.config.zone).year)


def stories_folder(config: Config, repository: Path) -> str:
    """Return the stories' folder as the repository names it.

    Raises:
        ValueError: it does not lie in the repository.

    """
    return config.stories_path.resolve().relative_to(repository.resolve()).as_posix()


def _files(config: Config, front_end: FrontEnd, settings: bytes, hosts: tuple[str, ...]) -> Iterator[Staged]:
    program, *rest = served_files(front_end, config.root).items()
    written = _PAGE.format(
        policy=admin_policy(hosts),
        title=html.escape(config.site.title),
        script=program[0],
        integrity=integrity(program[1]),
    )
    yield Staged(f"{ADMIN_FOLDER}index.html", written.encode())
    yield Staged(f"{ADMIN_FOLDER}config.yml", settings)
    for name in ("admin.js", "vi.js"):
        yield Staged(ADMIN_FOLDER + name, (_OURS / name).read_bytes())
    yield Staged(f"{ADMIN_FOLDER}mark.svg", (config.root / "site" / "assets" / "mark.svg").read_bytes())
    for name, data in (program, *rest):
        yield Staged(ADMIN_FOLDER + name, data)
