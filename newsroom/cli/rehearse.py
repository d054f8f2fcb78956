"""newsroom rehearse."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsroom.build.site import Built, build_site
from newsroom.checks.finding import Level
from newsroom.cli.plan import show_plan
from newsroom.cli.publish import OUTCOMES, exit_code
from newsroom.cli.session import Session, print_json
from newsroom.cli.troubles import show_missing, show_troubles
from newsroom.connections import connect, database_url
from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.live import WebLiveCheck
from newsroom.outbox.model import State
from newsroom.outbox.store import Store
from newsroom.plan_lines import Action
from newsroom.planning import current_plan
from newsroom.publishing import Published, Publishing
from newsroom.rehearsal import alone, copy_stories, rehearsal_config, rehearsal_environment, start_sandbox
from newsroom.renderers import offline_publishers
from newsroom.report_lines import Outcome
from newsroom.site_server import SiteServer
from newsroom.workspace import Workspace, open_workspace
from publishers.http import Http

if TYPE_CHECKING:
    from newsroom.config import Config
    from publishers.sandbox import Sandbox

_QUIET_ACTIONS = {Action.POST, Action.DONE, Action.CONTINUE, Action.CORRECT, Action.WITHDRAW}
_MOST_PLAN_LINES = 24


@click.command("rehearse")
@click.option("--scratch", type=click.Path(path_type=Path), help="Làm trên bản sao đặt ở đây · work on a copy here.")
@click.option("--approve-all", metavar="HỌ TÊN", help="Duyệt hết trong bản sao, đăng ngay mọi kênh · approve the copy.")
@click.option("--port", default=8765, show_default=True, help="Cổng trang web · the website's port.")
@click.option("--sandbox-port", default=8766, show_default=True, help="Cổng nền tảng giả lập · the platforms' port.")
@click.option("--wait", default=120, show_default=True, help="Chờ nền tảng tối đa (giây) · wait for platforms.")
@click.option("--keep", is_flag=True, help="Giữ trang web và tường bài đăng mở để xem · keep both running.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session,
    *,
    scratch: Path | None,
    approve_all: str | None,
    port: int,
    sandbox_port: int,
    wait: int,
    keep: bool,
    as_json: bool,
) -> int:
    """Diễn tập trọn vẹn: kiểm tra, dựng trang, mở trang, chạy Facebook và Zalo giả lập, lập kế hoạch và đăng.

    The whole job on loopback; nothing real is touched and no credential of yours is used. Run it again: nothing is
    posted twice.
    """
    if approve_all is not None and scratch is None:
        raise UsageError(_NO_SCRATCH, _NO_SCRATCH_REMEDY)
    config = _prepare(session, scratch, approve_all, port)
    with alone(config.state or config.root):
        return _rehearse(session, config, port, sandbox_port, wait, keep=keep, as_json=as_json)


def _rehearse(
    session: Session, config: Config, port: int, sandbox_port: int, wait: int, *, keep: bool, as_json: bool
) -> int:
    started = time.monotonic()
    site = SiteServer(config.build / "site", "127.0.0.1", port)
    # Built before any server runs: the renderer forks, and a fork beside threads can hang.
    workspace = open_workspace(config, session.clock.now())
    built = build_site(workspace)
    if not as_json:
        _say_checked(session, workspace)
        session.say(_BUILT, stories=built.stories, pages=built.pages, rendered=built.rendered)
    with site:
        sandbox = start_sandbox(config.var / "sandbox.db", "127.0.0.1", sandbox_port)
        try:
            done, code = _publish(session, workspace, sandbox, wait, quiet=as_json)
            summary = _summary(workspace, built, done, site, sandbox)
            summary["seconds"] = round(time.monotonic() - started, 1)
            if as_json:
                print_json(summary)
            else:
                _say_summary(session, summary)
            if keep:
                session.say(_KEPT)
                session.wait_for_interrupt()
        finally:
            sandbox.stop()
    return code


def _prepare(session: Session, scratch: Path | None, approve_all: str | None, port: int) -> Config:
    config = session.config()
    url = f"http://127.0.0.1:{port}/"
    state = session.state or (scratch or config.var / "rehearsal")
    if scratch is not None:
        stories = scratch / "stories"
        copy_stories(config.stories_path, stories, config.terms_path)
        places = config.stories.model_copy(update={"path": stories.resolve(), "terms": stories.resolve() / "terms"})
        config = config.model_copy(update={"stories": places})
    config = rehearsal_config(config, state, url)
    if approve_all is not None:
        from newsroom.approving import approve_waiting
        from newsroom.config import ApprovalRules
        from newsroom.workflow import Workflow

        # In a copy that nothing leaves, a rehearsal's word is enough.
        config = config.model_copy(update={"approval": ApprovalRules(unsigned=True), "workflow": Workflow()})
        approve_waiting(open_workspace(config, session.clock.now()), approve_all, tuple(config.channels))
    return config


def _publish(
    session: Session, workspace: Workspace, sandbox: Sandbox, wait: int, *, quiet: bool
) -> tuple[Published, int]:
    config, http = workspace.config, Http()
    environment = rehearsal_environment(session.environment, sandbox)
    publishers, missing = connect(config, environment, http, session.clock.now)
    store = Store(database_url(config, environment))
    try:
        if not quiet:
            _say_plan(session, workspace, store)
        job = Publishing(config, store, publishers, WebLiveCheck(http), session.clock, random.random)
        done = job.run(timedelta(seconds=wait))
        unfinished = len(store.briefs(State.PENDING, State.SENDING, State.UNKNOWN))
    finally:
        store.close()
    if not quiet:
        show_missing(missing, session.language)
        show_troubles(done.troubles, session.language)
        for name in session.config().channels.keys() - config.channels.keys():
            session.say(_NOT_REHEARSED, channel=name)
    return done, exit_code(done, missing) or (1 if unfinished else 0)


def _summary(workspace: Workspace, built: Built, done: Published, site: SiteServer, sandbox: Sandbox) -> dict[str, Any]:
    config = workspace.config
    outcomes = Counter(line.outcome for line in done.lines)
    return {
        "stories": len(workspace.files),
        "published": built.stories,
        "pages": built.pages,
        "posted_now": outcomes[Outcome.SENT] + outcomes[Outcome.ADOPTED],
        "outcomes": {outcome.value: count for outcome, count in outcomes.items()},
        "refused": len(done.refused),
        "facebook_wall": len(sandbox.facebook.published()),
        "zalo_wall": len(sandbox.zalo.shown()),
        "site": site.url,
        "facebook": f"{sandbox.base_url}/facebook/",
        "zalo": f"{sandbox.base_url}/zalo/",
        "calls": f"{sandbox.base_url}/calls",
        "files": str(config.build / "site"),
        "ledger": str(config.var / "newsroom.db"),
    }


def _say_checked(session: Session, workspace: Workspace) -> None:
    errors = [f for f in workspace.findings if f.level is Level.ERROR]
    session.say(
        _CHECKED, stories=len(workspace.files), errors=len(errors), warnings=len(workspace.findings) - len(errors)
    )
    for finding in errors[:5]:
        click.echo(f"     {finding.path}:{finding.line} {finding.code} {finding.sentence(session.language)}")


def _say_plan(session: Session, workspace: Workspace, store: Store) -> None:
    lines = current_plan(workspace.entries(), store, {}, offline_publishers(workspace.config))
    counts = Counter(line.action for line in lines)
    session.say(
        _PLANNED,
        post=sum(counts[action] for action in _QUIET_ACTIONS - {Action.DONE}),
        done=counts[Action.DONE],
        rest=len(lines) - sum(counts[action] for action in _QUIET_ACTIONS),
    )
    notable = [line for line in lines if line.action not in _QUIET_ACTIONS]
    if notable:
        click.echo()
        show_plan(notable[:_MOST_PLAN_LINES], session.language)
        click.echo()


def _say_summary(session: Session, summary: dict[str, Any]) -> None:
    results = ", ".join(
        f"{OUTCOMES[Outcome(name)].say(session.language)}: {count}" for name, count in summary["outcomes"].items()
    )
    nothing = Words("không có gì mới", "nothing new").say(session.language)
    session.say(_POSTED, results=results or nothing)
    session.say(_SUMMARY, **summary)


_CHECKED = Words(
    "1/4  Kiểm tra: {stories} bài, {errors} lỗi, {warnings} cảnh báo",
    "1/4  Checked: {stories} stories, {errors} errors, {warnings} warnings",
)
_BUILT = Words(
    "2/4  Trang web: {stories} bài được đăng, {pages} trang, dựng lại {rendered}",
    "2/4  Website: {stories} stories shown, {pages} pages, {rendered} rendered",
)
_PLANNED = Words(
    "3/4  Kế hoạch: {post} lượt sẽ đăng, {done} đã đăng từ trước, {rest} không đăng lúc này",
    "3/4  Plan: {post} to post, {done} posted before, {rest} not now",
)
_POSTED = Words("4/4  Đăng: {results}", "4/4  Posting: {results}")
_SUMMARY = Words(
    """
Kết quả diễn tập ({seconds} giây)
  Bài trên trang web      {published} (trong {stories} bài)
  Bài trên tường Facebook {facebook_wall}
  Bài trên Zalo OA        {zalo_wall}
  Đăng trong lượt này     {posted_now}

  Trang web   {site}
  Facebook    {facebook}
  Zalo OA     {zalo}
  Các lời gọi {calls}
  Tệp trang   {files}
  Sổ ghi      {ledger}""",
    """
Rehearsal ({seconds} s)
  Stories on the website  {published} (of {stories})
  Posts on the Facebook wall {facebook_wall}
  Articles on the Zalo OA {zalo_wall}
  Posted in this run      {posted_now}

  Website   {site}
  Facebook  {facebook}
  Zalo OA   {zalo}
  Calls     {calls}
  Files     {files}
  Ledger    {ledger}""",
)
_NOT_REHEARSED = Words(
    "     Kênh {channel} không có nền tảng giả lập nên không diễn tập.",
    "     The channel {channel} has no loopback platform and is not rehearsed.",
)
_NO_SCRATCH = Words("--approve-all chỉ dùng trên bản sao.", "--approve-all works on a copy only.")
_NO_SCRATCH_REMEDY = Words("Thêm --scratch THƯ_MỤC.", "Add --scratch FOLDER.")
_KEPT = Words("\nĐang mở để xem. Nhấn Ctrl+C để dừng.", "\nKept running to look at. Ctrl+C stops.")
