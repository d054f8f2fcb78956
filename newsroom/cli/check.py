"""newsroom check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from newsroom.checks.finding import Level
from newsroom.cli.session import Session, print_json
from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.outputs.addresses import help_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.language import Language
    from newsroom.scope import Scope
    from newsroom.workspace import Workspace

_TOTAL = Words(
    "{errors} lỗi, {warnings} cảnh báo trong {stories} bài.",
    "{errors} errors, {warnings} warnings in {stories} stories.",
)
_CLEAN = Words("Không có lỗi trong {stories} bài.", "Nothing wrong in {stories} stories.")
_EMPTY = Words(
    "Chưa có bài nào trong {folder}. Mỗi bài là một thư mục <năm>/<slug>/ có index.md.",
    "There are no stories in {folder}. Each story is a folder <year>/<slug>/ with an index.md.",
)
_NOTHING_WRONG = Words("Không có lỗi trong {stories} bài đã đổi.", "Nothing wrong in {stories} changed stories.")
_ONE_OF_THEM = Words(
    "--staged không dùng cùng --changed hoặc --stories.", "--staged goes neither with --changed nor with --stories."
)
_ONE_OF_THEM_REMEDY = Words(
    "Chọn một: --staged trước khi commit, --changed NHÁNH cho cả đề nghị gộp.",
    "Choose one: --staged before a commit, --changed BRANCH for a whole pull request.",
)
_FIX_ALONE = Words(
    "--yes và --dry-run chỉ đi với --fix; --fix không đi với --staged, --changed, --json, --format.",
    "--yes and --dry-run go with --fix only; --fix does not go with --staged, --changed, --json or --format.",
)
_FIX_ALONE_REMEDY = Words("Chạy: newsroom check --fix", "Run: newsroom check --fix")
_LEVELS = {Level.ERROR: Words("lỗi", "error"), Level.WARNING: Words("cảnh báo", "warning")}


@click.command("check")
@click.option("--staged", is_flag=True, help="Chỉ những gì sắp commit (git add) · what the next commit brings.")
@click.option("--changed", "base", metavar="NHÁNH", help="Chỉ bài khác với nhánh này · stories unlike this branch.")
@click.option(
    "--fix", "repair", is_flag=True, help="Sửa những gì sửa được chắc chắn, cho xem trước · repair what is safe."
)
@click.option("--yes", "how", flag_value="yes", help="Cùng --fix: sửa ngay, không hỏi · repair without asking.")
@click.option("--dry-run", "how", flag_value="show", help="Cùng --fix: chỉ cho xem · only show the repairs.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.option("--format", "form", type=click.Choice(["text", "github", "gitlab", "markdown", "json"]), default="text",
              help="Dạng in ra; markdown: tóm tắt cho người duyệt · markdown: for reviewers.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Chỉ in lỗi, không in cảnh báo · errors only.")
@click.pass_obj
def command(
    session: Session,
    *,
    staged: bool,
    base: str | None,
    as_json: bool,
    form: str,
    quiet: bool,
    repair: bool,
    how: str | None,
) -> int:
    """Kiểm tra mọi bài và báo tất cả vấn đề trong một lần.

    Check all stories and report every problem at once. Exit code 1 when there is an error. With --staged or --changed
    all stories are known, and what concerns the changed ones is reported; --staged also looks for credentials. With
    --fix what is safe is repaired first: shown as a diff, never touching names, and telling which approvals it voids.
    """
    if staged and (base is not None or session.stories is not None):
        raise UsageError(_ONE_OF_THEM, _ONE_OF_THEM_REMEDY)
    if repair or how is not None:
        alone = repair and not staged and base is None and not as_json and form == "text"
        code = _repair(session, how, alone=alone)
        if code or how == "show":
            return code
    workspace, found, scope = _staged(session) if staged else _in_working_tree(session, base)
    findings = [f for f in found if not quiet or f.level is Level.ERROR]
    if as_json or form == "json":
        guide = workspace.config.site.url
        documents = [_as_json(f, session.language, guide) for f in findings]
        print_json({"findings": documents, "stories": len(workspace.files)})
    elif form == "github":
        for finding in findings:
            click.echo(_as_github(finding, session.language, workspace.config.site.url))
    elif form == "gitlab":
        from newsroom.cli.check_reports import as_gitlab

        print_json(as_gitlab(findings, session.language))
    elif form == "markdown":
        from newsroom.cli.check_reports import as_markdown

        click.echo(as_markdown(workspace, findings, scope, session), nl=False)
    else:
        stories = len(workspace.files) if scope is None else len(scope.stories)
        _print(findings, stories, workspace.config, session.language, scope)
    return 1 if any(f.level is Level.ERROR for f in found) else 0


def _repair(session: Session, how: str | None, *, alone: bool) -> int:
    from newsroom.cli.fix import fix

    if not alone:
        raise UsageError(_FIX_ALONE, _FIX_ALONE_REMEDY)
    return fix(session, session.known_workspace(), how=how)


def _staged(session: Session) -> tuple[Workspace, list[Finding], Scope | None]:
    """Check what is in Git's index, with the index's lists and settings."""
    from newsroom.checks.workflow import NO_HISTORY
    from newsroom.index.whole import open_known_workspace
    from newsroom.scope import scope_of
    from newsroom.staged import find_new_credentials, staged_newsroom

    place = (session.state or session.config_path.absolute().parent) / "build" / "staged"
    with staged_newsroom(session.config_path, session.environment, place.resolve()) as (config, changes):
        scope = scope_of(changes, config)
        root = session.config_path.absolute().parent
        found = list(find_new_credentials(root, changes, config))
        workspace = open_known_workspace(config, session.clock.now())
        # Who moved a story is told of commits, not of the one that is being made: it may well be what mends the move.
        told = (finding for finding in workspace.findings if finding.code != NO_HISTORY)
        found += [finding for finding in told if scope.concerns(finding)]
    return workspace, sorted(found, key=lambda f: (f.path, f.line, f.column, f.code)), scope


def _in_working_tree(session: Session, base: str | None) -> tuple[Workspace, list[Finding], Scope | None]:
    workspace = session.known_workspace()
    if base is None:
        return workspace, workspace.findings, None
    from newsroom.git import changes_since
    from newsroom.scope import scope_of

    scope = scope_of(changes_since(workspace.config.root, base), workspace.config)
    return workspace, [finding for finding in workspace.findings if scope.concerns(finding)], scope


def _print(findings: Sequence[Finding], stories: int, config: Config, language: Language, scope: Scope | None) -> None:
    for finding in findings:
        level = _LEVELS[finding.level].say(language)
        place = click.style(f"{finding.path}:{finding.line}:{finding.column}", bold=True)
        colour = "red" if finding.level is Level.ERROR else "yellow"
        click.echo(f"{place}  {click.style(level, fg=colour)} {_linked(finding, config)}  {finding.sentence(language)}")
        click.echo(f"    → {finding.remedy(language)}")
    errors = sum(f.level is Level.ERROR for f in findings)
    if scope is not None and not findings:
        click.echo(_NOTHING_WRONG.say(language, stories=stories))
    elif scope is None and not stories:
        click.echo(_EMPTY.say(language, folder=config.stories_path))
    elif findings:
        click.echo()
        click.echo(_TOTAL.say(language, errors=errors, warnings=len(findings) - errors, stories=stories))
    else:
        click.echo(_CLEAN.say(language, stories=stories))


def _linked(finding: Finding, config: Config) -> str:
    """Return the code; in a terminal it leads to where the guide explains it (OSC 8, which others leave out)."""
    if not sys.stdout.isatty():
        return finding.code
    return f"\x1b]8;;{help_url(config.site.url, finding.code)}\x1b\\{finding.code}\x1b]8;;\x1b\\"


def _as_json(finding: Finding, language: Language, site: str) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "field": finding.field,
        "code": finding.code,
        "level": finding.level.value,
        "sentence": finding.sentence(language),
        "remedy": finding.remedy(language),
        "help_url": help_url(site, finding.code),
    }


def _as_github(finding: Finding, language: Language, site: str) -> str:
    """Word a finding as a workflow command; GitHub shows it beside the line of the pull request."""
    message = f"{finding.sentence(language)} {finding.remedy(language)} {help_url(site, finding.code)}"
    place = f"file={_escaped(finding.path, ':,')},line={finding.line},col={finding.column}"
    return f"::{finding.level.value} {place},title={finding.code}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """Keep what an author wrote from ending the command or beginning another."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
