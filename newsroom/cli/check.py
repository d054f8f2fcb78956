"""newsroom check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.checks.finding import Level
from newsroom.cli.session import Session, print_json
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.checks.finding import Finding
    from newsroom.language import Language

_TOTAL = Words(
    "{errors} lỗi, {warnings} cảnh báo trong {stories} bài.",
    "{errors} errors, {warnings} warnings in {stories} stories.",
)
_CLEAN = Words("Không có lỗi trong {stories} bài.", "Nothing wrong in {stories} stories.")
_EMPTY = Words(
    "Chưa có bài nào trong {folder}. Mỗi bài là một thư mục <năm>/<slug>/ có index.md.",
    "There are no stories in {folder}. Each story is a folder <year>/<slug>/ with an index.md.",
)
_LEVELS = {Level.ERROR: Words("lỗi", "error"), Level.WARNING: Words("cảnh báo", "warning")}


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Dạng in ra.")
@click.option("--quiet", is_flag=True, help="Chỉ in lỗi, không in cảnh báo · errors only.")
@click.pass_obj
def command(session: Session, *, as_json: bool, form: str, quiet: bool) -> int:
    """Kiểm tra mọi bài và báo tất cả vấn đề trong một lần.

    Check all stories and report every problem at once. Exit code 1 when there is an error.
    """
    workspace = session.known_workspace()
    findings = [f for f in workspace.findings if not quiet or f.level is Level.ERROR]
    if as_json or form == "json":
        print_json({"findings": [_as_json(f, session.language) for f in findings], "stories": len(workspace.files)})
    elif form == "github":
        for finding in findings:
            click.echo(_as_github(finding, session.language))
    else:
        _print(findings, len(workspace.files), str(workspace.config.stories_path), session.language)
    return 1 if any(f.level is Level.ERROR for f in workspace.findings) else 0


def _print(findings: Sequence[Finding], stories: int, folder: str, language: Language) -> None:
    for finding in findings:
        level = _LEVELS[finding.level].say(language)
        place = click.style(f"{finding.path}:{finding.line}:{finding.column}", bold=True)
        colour = "red" if finding.level is Level.ERROR else "yellow"
        click.echo(f"{place}  {click.style(level, fg=colour)} {finding.code}  {finding.sentence(language)}")
        click.echo(f"    → {finding.remedy(language)}")
    errors = sum(f.level is Level.ERROR for f in findings)
    if not stories:
        click.echo(_EMPTY.say(language, folder=folder))
    elif findings:
        click.echo()
        click.echo(_TOTAL.say(language, errors=errors, warnings=len(findings) - errors, stories=stories))
    else:
        click.echo(_CLEAN.say(language, stories=stories))


def _as_json(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "field": finding.field,
        "code": finding.code,
        "level": finding.level.value,
        "sentence": finding.sentence(language),
        "remedy": finding.remedy(language),
    }


def _as_github(finding: Finding, language: Language) -> str:
    """Word a finding as a workflow command; GitHub shows it beside the line of the pull request."""
    message = f"{finding.sentence(language)} {finding.remedy(language)}"
    place = f"file={_escaped(finding.path, ':,')},line={finding.line},col={finding.column}"
    return f"::{finding.level.value} {place},title={finding.code}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """Keep what an author wrote from ending the command or beginning another."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
