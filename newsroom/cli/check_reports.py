"""What `newsroom check` found, for a Git host: GitLab's Code Quality report, and a summary that a reviewer reads."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from newsroom.checks.finding import Level
from newsroom.gate import SENTENCES, STATUSES, WEBSITE
from newsroom.language import Words
from newsroom.outputs.addresses import help_url
from newsroom.plan_lines import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.checks.finding import Finding
    from newsroom.cli.session import Session
    from newsroom.language import Language
    from newsroom.scope import Scope
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

MARKER = "<!-- newsroom-review -->"
"""By it the one comment is found again and brought up to date."""
_MOST_FINDINGS = 120
_MOST_STORIES = 60
# GitHub takes 65,536 characters, GitLab a million; a shorter comment is read.
_MOST_CHARACTERS = 60_000
_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor"}


def as_gitlab(findings: Sequence[Finding], language: Language) -> list[dict[str, Any]]:
    """Return the report that GitLab shows in a merge request (docs.gitlab.com, Code Quality, seen 2026-11).

    A finding keeps its fingerprint when lines move, so that GitLab tells new findings from old ones.
    """
    seen: Counter[str] = Counter()
    report: list[dict[str, Any]] = []
    for finding in findings:
        sentence = finding.sentence(language)
        name = f"{finding.path}\0{finding.code}\0{finding.field}\0{sentence}"
        seen[name] += 1
        fingerprint = hashlib.sha256(f"{name}\0{seen[name]}".encode("utf-8", "replace")).hexdigest()
        report.append(
            {
                "description": f"{sentence} {finding.remedy(language)}",
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.level],
                "location": {"path": finding.path, "lines": {"begin": finding.line}},
            }
        )
    return report


def as_markdown(workspace: Workspace, findings: Sequence[Finding], scope: Scope | None, session: Session) -> str:
    """Return what a reviewer wants to know first: which stories changed, what was found, what would be posted."""
    language = session.language
    files = [file for file in workspace.files if scope is None or file.name in scope.stories]
    lines = [MARKER, f"## {_TITLE.say(language)}", "", *_changed(files, findings, scope, language)]
    lines += ["", *_found(findings, language, workspace.config.site.url)] if findings else ["", _CLEAN.say(language)]
    sound = [file for file in files[:_MOST_STORIES] if file.story is not None]
    lines += ["", *_planned(workspace, sound, session)] if sound else []
    text = "\n".join(lines) + "\n"
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}\n\n{_CUT.say(language)}\n"


def _changed(
    files: Sequence[StoryFile], findings: Sequence[Finding], scope: Scope | None, language: Language
) -> Iterator[str]:
    gone = sorted(scope.gone) if scope is not None else []
    if not files and not gone:
        yield _NO_STORY.say(language)
        return
    yield f"| {' | '.join(words.say(language) for words in _HEADINGS)} |"
    yield "| --- | --- | --- | ---: | ---: |"
    levels = Counter((finding.path, finding.level) for finding in findings)
    for file in files[:_MOST_STORIES]:
        # As it stands in the file: of a story that is not sound somebody wants to know which one it is.
        data = file.front.data if file.front is not None else {}
        identity, title, status = (str(data.get(key) or "") for key in ("id", "title", "status"))
        standing = STATUSES[status].say(language) if status in STATUSES else ""
        errors, warnings = levels[file.name, Level.ERROR], levels[file.name, Level.WARNING]
        named = plain(title) or code(file.folder_name)
        yield f"| {plain(identity)} | {named} | {standing} | {errors} | {warnings} |"
    for name in gone[:_MOST_STORIES]:
        yield f"| | {code(name)} | {_GONE.say(language)} | | |"
    more = len(files) + len(gone) - min(len(files), _MOST_STORIES) - min(len(gone), _MOST_STORIES)
    if more:
        yield ""
        yield _MORE_STORIES.say(language, count=more)


def _found(findings: Sequence[Finding], language: Language, site: str) -> Iterator[str]:
    yield f"### {_FOUND.say(language)}"
    for path, group in groupby(findings[:_MOST_FINDINGS], key=lambda finding: finding.path):
        yield ""
        yield f"**{code(path)}**"
        yield ""
        for finding in group:
            level = (_ERROR if finding.level is Level.ERROR else _WARNING).say(language)
            place = _LINE.say(language, line=finding.line)
            said = f"{plain(finding.sentence(language))} → {plain(finding.remedy(language))}"
            yield f"- **{level} [{finding.code}]({help_url(site, finding.code)})**, {place}: {said}"
    if len(findings) > _MOST_FINDINGS:
        yield ""
        yield _MORE_FINDINGS.say(language, count=len(findings) - _MOST_FINDINGS)


def _planned(workspace: Workspace, files: Sequence[StoryFile], session: Session) -> Iterator[str]:
    """Say what would come of each changed story, on the website and on every channel, if it were merged now."""
    from newsroom.connections import account_ids, open_ledger
    from newsroom.planning import current_plan
    from newsroom.renderers import offline_publishers

    language, config = session.language, workspace.config
    names = {file.name for file in files}
    store = open_ledger(config, session.environment)
    try:
        plan = current_plan(
            workspace.entries(), store, account_ids(config, session.environment), offline_publishers(config)
        )
    finally:
        if store is not None:
            store.close()
    lines = [line for line in plan if line.entry is not None and line.entry.name in names]
    yield f"### {_PLANNED.say(language)}"
    yield ""
    yield f"| {' | '.join(words.say(language) for words in _PLAN_HEADINGS)} |"
    yield "| --- | --- | --- | --- |"
    for file in files:
        verdict = workspace.verdict(file, WEBSITE)
        shown, hidden = _ON_SITE.say(language), _NOT_ON_SITE.say(language)
        reason = "" if verdict.reason is None else plain(SENTENCES[verdict.reason].say(language, **verdict.values))
        identity = plain(file.story.id if file.story else "")
        yield f"| {identity} | website | {shown if verdict.allowed else hidden} | {reason} |"
        for line in (line for line in lines if line.entry is not None and line.entry.name == file.name):
            action = ACTIONS[line.action].say(language)
            yield f"| {identity} | {plain(line.channel)} | {action} | {plain(line.reason(language))} |"


_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")
_CALLS = re.compile(r"([@#!&%$~])(?=\w)")


def plain(text: str) -> str:
    """Return what an author wrote so that a Git host shows it as it is: no markup, no HTML, no call of a person."""
    # A blank of no width: hosts look for @names and #numbers when the markup is gone.
    called = _CALLS.sub("\\1\u200b", " ".join(text.split()))
    return _SPECIAL.sub(r"\\\1", called.replace("&", "&amp;").replace("<", "&lt;"))


def code(text: str) -> str:
    """Return a path as code; a backtick in it would end the code."""
    return f"`{' '.join(text.replace('`', 'ˋ').replace('|', '¦').split())}`"


_TITLE = Words("Kết quả kiểm tra của tòa soạn", "What the newsroom found")
_HEADINGS = (
    Words("Mã", "Id"),
    Words("Bài", "Story"),
    Words("Trạng thái", "Status"),
    Words("Lỗi", "Errors"),
    Words("Cảnh báo", "Warnings"),
)
_NO_STORY = Words("Đề nghị này không thay đổi bài nào.", "No story is changed.")
_GONE = Words("bị xóa khỏi kho", "taken out")
_MORE_STORIES = Words("… và {count} bài nữa.", "… and {count} more stories.")
_CLEAN = Words("Không có lỗi, không có cảnh báo.", "No errors, no warnings.")
_FOUND = Words("Cần xem lại", "To be looked at")
_ERROR = Words("Lỗi", "Error")
_WARNING = Words("Cảnh báo", "Warning")
_LINE = Words("dòng {line}", "line {line}")
_MORE_FINDINGS = Words(
    "… và {count} mục nữa; chạy newsroom check để xem hết.", "… and {count} more; newsroom check shows all."
)
_PLANNED = Words("Nếu gộp lúc này", "If it were merged now")
_PLAN_HEADINGS = (Words("Mã", "Id"), Words("Kênh", "Channel"), Words("Việc", "Action"), Words("Lý do", "Reason"))
_ON_SITE = Words("hiện trên trang", "on the site")
_NOT_ON_SITE = Words("chưa hiện", "not on the site")
_CUT = Words("… phần còn lại xem bằng newsroom check.", "… newsroom check shows the rest.")
