"""newsroom new."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom import git
from newsroom.cli.session import Session, print_json
from newsroom.errors import ConfigurationError, UsageError
from newsroom.git import GitRefused
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from newsroom.checks.finding import Finding
    from newsroom.cli.asking import Asker
    from newsroom.config import Config
    from newsroom.desk.draft import Draft
    from newsroom.desk.word_letters import Conversion
    from newsroom.terms import TermList, Terms

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_USUAL_KIND, _USUAL_TYPE, _USUAL_STAGE = "nguoi-tot-viec-tot", "ca-nhan", "tuyen-truyen"


@click.command("new")
@click.option("--title", metavar="TIÊU ĐỀ", help="Tiêu đề · the title.")
@click.option("--slug", metavar="ĐƯỜNG-DẪN", help="Mặc định lấy từ tiêu đề · taken from the title by default.")
@click.option("--summary", metavar="SAPÔ", default="", help="Tóm tắt · the summary.")
@click.option("--kind", metavar="MÃ", help="Loại gương · the kind.")
@click.option("--unit", metavar="MÃ", help="Đơn vị giới thiệu, mã hoặc tên · the unit, by code or name.")
@click.option("--field", "fields", metavar="MÃ", multiple=True, help="Lĩnh vực, ghi nhiều lần được · fields.")
@click.option("--theme", "themes", metavar="MÃ", multiple=True, help="Chủ đề, ghi nhiều lần được · themes.")
@click.option("--stage", metavar="MÃ", help="Giai đoạn · the stage.")
@click.option("--programme", metavar="MÃ", help="Chương trình · the programme.")
@click.option("--subject", "subjects", metavar="TÊN", multiple=True, help="Nhân vật, tập thể · whom it is about.")
@click.option("--author", "authors", metavar="TÊN", multiple=True, help="Người viết · the authors.")
@click.option("--yes", is_flag=True, help="Không hỏi; mục thiếu để trống · ask nothing, leave the rest empty.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(  # noqa: PLR0913 - one for each option
    session: Session,
    *,
    title: str | None,
    slug: str | None,
    summary: str,
    kind: str | None,
    unit: str | None,
    fields: tuple[str, ...],
    themes: tuple[str, ...],
    stage: str | None,
    programme: str | None,
    subjects: tuple[str, ...],
    authors: tuple[str, ...],
    yes: bool,
    as_json: bool,
) -> int:
    """Tạo bài mới: hỏi vài câu rồi lập thư mục, mã hồ sơ, đường dẫn và tệp index.md có lời dặn.

    Begin a story: asks a few questions, then makes its folder, id, address and an index.md with notes for the editor.
    """
    from newsroom.desk.beginning import slug_of
    from newsroom.desk.draft import Draft, one_line
    from newsroom.terms import read_terms

    config = session.config()
    terms = read_terms(config.terms_path)
    now = session.clock.now()
    today = now.astimezone(config.zone).date()
    if slug is not None and not _SLUG.match(slug):
        raise UsageError(_BAD_SLUG, _BAD_SLUG_REMEDY, slug=slug)
    given = Draft(
        title=one_line(title or ""),
        summary=one_line(summary),
        kind=code_of(terms.kinds, kind, today),
        programme=code_of(terms.programmes, programme, today),
        subjects=tuple({"name": one_line(name), "type": _known(terms.subject_types, _USUAL_TYPE)} for name in subjects),
        unit=code_of(terms.units, unit, today),
        fields=tuple(code_of(terms.fields, one, today) for one in fields),
        themes=tuple(code_of(terms.themes, one, today) for one in themes),
        stage=code_of(terms.stages, stage, today),
        authors=tuple({"name": one_line(name)} for name in authors),
    )
    given = defaults(given, terms, today)
    is_sure = yes or as_json
    if is_sure and not given.title:
        raise UsageError(_NO_TITLE, _NO_TITLE_REMEDY)
    if given.title and slug is None:
        # Before any question, so that nobody answers in vain.
        slug_of(given.title)
    try:
        draft = given if is_sure else _ask(session, given, terms, today)
        return lay_down(session, draft, slug or slug_of(draft.title), terms, as_json=as_json, is_sure=is_sure)
    except click.Abort:
        session.complain(_LEFT)
        raise


def lay_down(
    session: Session,
    draft: Draft,
    slug: str,
    terms: Terms,
    *,
    as_json: bool,
    is_sure: bool,
    changed: Sequence[Conversion] = (),
) -> int:
    """Ask for the last time unless `is_sure`, lay the story down, and say what is still missing."""
    from newsroom.desk.beginning import begin
    from newsroom.desk.draft import suggested_times

    config, now = session.config(), session.clock.now()
    times = suggested_times(config, now)
    if not is_sure and not _confirmed(session, draft, times, config):
        session.say(_LEFT)
        return 0
    place, path = begin(draft, times, config, terms, now, slug)
    findings = _missing(session, path)
    shown = str(path.relative_to(config.root)) if path.is_relative_to(config.root) else str(path)
    if as_json:
        print_json(
            {
                "id": place.id,
                "slug": place.slug,
                "path": shown,
                "pictures": sorted(draft.files),
                "notes": [note.say(session.language) for note in draft.notes],
                "converted": [{"before": one.before, "after": one.after} for one in changed],
                "findings": [
                    {"code": f.code, "level": f.level.value, "line": f.line, "sentence": f.sentence(session.language)}
                    for f in findings
                ],
            }
        )
        return 0
    session.say(_DONE, id=place.id, path=shown)
    if place.slug != slug:
        session.say(_OTHER_SLUG, slug=place.slug)
    for note in draft.notes:
        click.echo(f"  ! {note.say(session.language)}")
    if findings:
        session.say(_STILL, count=len(findings))
        for finding in findings:
            click.echo(f"  {finding.line:>3}  {finding.code}  {finding.sentence(session.language)}")
    session.say(_NEXT, path=shown, id=place.id)
    return 0


def _missing(session: Session, path: Path) -> list[Finding]:
    """Return what `check` says of the new story."""
    workspace = session.known_workspace()
    names = {file.name for file in workspace.files if file.path == path}
    return [finding for finding in workspace.findings if finding.path in names]


def _ask(session: Session, given: Draft, terms: Terms, today: date) -> Draft:
    from dataclasses import replace

    from newsroom.cli.asking import Asker, refuse_without_person
    from newsroom.desk.draft import one_line

    refuse_without_person()
    ask = Asker(session.language)
    session.say(_BEGIN)
    programmes = _valid(terms.programmes, today)
    # Asked in this order.
    return replace(
        given,
        title=given.title or one_line(ask.required(_TITLE)),
        kind=ask.one(_KIND, _valid(terms.kinds, today), given.kind),
        subjects=given.subjects or _ask_subjects(ask, terms, today),
        unit=given.unit or ask.one(_UNIT, _valid(terms.units, today)),
        fields=given.fields or tuple(ask.several(_FIELDS, _valid(terms.fields, today))),
        themes=given.themes or tuple(ask.several(_THEMES, _valid(terms.themes, today))),
        stage=ask.one(_STAGE, _valid(terms.stages, today), given.stage),
        programme=given.programme if len(programmes) == 1 else ask.one(_PROGRAMME, programmes, given.programme),
        authors=given.authors or tuple({"name": name} for name in [one_line(ask.text(_AUTHOR, _own_name()))] if name),
    )


def _ask_subjects(ask: Asker, terms: Terms, today: date) -> tuple[Mapping[str, str], ...]:
    from newsroom.desk.draft import one_line

    found: list[dict[str, str]] = []
    while True:
        name = one_line(ask.text(_ANOTHER if found else _SUBJECT))
        if not name:
            return tuple(found)
        kind = ask.one(_TYPE, _valid(terms.subject_types, today), _known(terms.subject_types, _USUAL_TYPE))
        honorific = one_line(ask.text(_HONORIFIC)) if kind == _USUAL_TYPE else ""
        found.append({"name": name, "type": kind, "honorific": honorific, "role": one_line(ask.text(_ROLE))})


def _confirmed(session: Session, draft: Draft, times: Mapping[str, datetime], config: Config) -> bool:
    from newsroom.cli.asking import Asker, refuse_without_person

    refuse_without_person()
    website = times["website"].astimezone(config.zone)
    session.say(_SUM, title=draft.title, at=f"{website:%d/%m/%Y %H:%M}")
    return Asker(session.language).yes(_SURE)


def _valid(listed: TermList, today: date) -> list[tuple[str, str]]:
    return [(term.code, name) for term in listed if (name := term.name_on(today))]


def _newest(listed: TermList, today: date) -> str:
    valid = [term for term in listed if term.name_on(today)]
    return max(valid, key=lambda term: term.since).code if valid else ""


def _known(listed: TermList, code: str) -> str:
    return code if code in listed else ""


def defaults(draft: Draft, terms: Terms, today: date) -> Draft:
    """Fill in what is usual and nobody said."""
    from dataclasses import replace

    return replace(
        draft,
        kind=draft.kind or _known(terms.kinds, _USUAL_KIND),
        programme=draft.programme or _newest(terms.programmes, today),
        stage=draft.stage or _known(terms.stages, _USUAL_STAGE),
    )


def code_of(listed: TermList, given: str | None, today: date) -> str:
    """Return the code that is meant by a code or a label; nothing was said: none.

    Raises:
        UsageError: the list has neither.

    """
    from newsroom.story.fold import fold

    if not given:
        return ""
    if given in listed:
        return given
    labelled = [code for code, label in _valid(listed, today) if fold(label) == fold(given)]
    if len(labelled) == 1:
        return labelled[0]
    near = [f"{code} ({label})" for code, label in _valid(listed, today) if fold(given) in fold(f"{code} {label}")]
    shown = near or [code for code, _ in _valid(listed, today)]
    raise UsageError(_NO_TERM, _NO_TERM_REMEDY, given=given, list=listed.name, near=", ".join(shown[:12]))


def _own_name() -> str:
    """Return the person's name as Git knows it."""
    try:
        return git.ask(Path(), "config", "user.name", seconds=5).decode("utf-8", "replace").strip()
    except (GitRefused, ConfigurationError):
        return ""


_BEGIN = Words(
    "Tạo bài mới. Enter để nhận giá trị trong ngoặc vuông hoặc để trống; Ctrl+C để thôi, chưa có gì được ghi.",
    "A new story. Enter takes what stands in brackets or leaves it empty; Ctrl+C stops, and nothing is written.",
)
_TITLE = Words("Tiêu đề", "Title")
_KIND = Words("Loại gương", "Kind")
_SUBJECT = Words("Nhân vật hoặc tập thể (họ tên đầy đủ)", "Whom it is about (full name)")
_ANOTHER = Words("Thêm nhân vật nữa (Enter nếu đã đủ)", "Another one (Enter when done)")
_TYPE = Words("Đối tượng", "What they are")
_HONORIFIC = Words("Cách xưng hô (ông, bà, anh, chị, đồng chí …)", "Form of address (ông, bà, anh, chị …)")
_ROLE = Words("Chức vụ hoặc công việc", "Role or work")
_UNIT = Words("Đơn vị giới thiệu", "Proposing unit")
_FIELDS = Words("Lĩnh vực", "Fields")
_THEMES = Words("Chủ đề", "Themes")
_STAGE = Words("Giai đoạn của điển hình", "Stage")
_PROGRAMME = Words("Chương trình", "Programme")
_AUTHOR = Words("Người viết bài", "Author")
_SUM = Words("\nBài “{title}”, dự kiến đăng {at}.", '\nThe story "{title}", meant for {at}.')
_SURE = Words("Tạo bài này?", "Make this story?")
_LEFT = Words("\nĐã thôi, chưa ghi gì.", "\nLeft; nothing was written.")
_DONE = Words("Đã tạo bài {id}: {path}", "Made the story {id}: {path}")
_OTHER_SLUG = Words(
    "Đường dẫn lấy từ tiêu đề đã có bài khác dùng; bài này dùng “{slug}”.",
    'The address of that title is taken; this story has "{slug}".',
)
_STILL = Words("Còn {count} điều cần hoàn thiện:", "{count} things are still to be done:")
_NEXT = Words(
    "Việc tiếp theo: mở {path} để viết; xem thử bằng newsroom preview {id}.",
    "Next: write in {path}; look at it with newsroom preview {id}.",
)
_NO_TITLE = Words("Chưa có tiêu đề.", "There is no title.")
_NO_TITLE_REMEDY = Words("Thêm --title “…”.", 'Add --title "…".')
_BAD_SLUG = Words("Đường dẫn “{slug}” không dùng được.", 'The address "{slug}" cannot be used.')
_BAD_SLUG_REMEDY = Words(
    "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch ngang, ví dụ nguoi-giu-lua.",
    "Only lower-case letters without marks, digits and hyphens, such as nguoi-giu-lua.",
)
_NO_TERM = Words("“{given}” không có trong danh mục {list}.", '"{given}" is not in the list {list}.')
_NO_TERM_REMEDY = Words("Dùng một trong: {near}.", "Use one of: {near}.")
