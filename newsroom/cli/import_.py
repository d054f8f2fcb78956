"""newsroom import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.cli.session import Session
    from newsroom.desk.imported import Imported
    from newsroom.desk.word_letters import Conversion

_SHOWN = 6
_LONGEST_SHOWN = 140


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP.docx")
@click.option("--title", metavar="TIÊU ĐỀ", help="Thay tiêu đề đọc được · in place of the one that was read.")
@click.option("--author", metavar="TÊN", help="Thay người viết đọc được · in place of the one that was read.")
@click.option("--unit", metavar="MÃ", help="Đơn vị giới thiệu, mã hoặc tên · the unit, by code or name.")
@click.option("--keep-letters", is_flag=True, help="Không chuyển bảng mã cũ sang Unicode · leave old encodings alone.")
@click.option("--yes", is_flag=True, help="Không hỏi · ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session,
    *,
    file: Path,
    title: str | None,
    author: str | None,
    unit: str | None,
    keep_letters: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Lập bài nháp từ tệp Word của đơn vị: chữ, đề mục, bảng, ảnh kèm chú thích. Chỉ điền những gì chắc chắn.

    Begin a story from a unit's Word file: text, headings, tables, pictures with captions. Fills in what is certain.
    """
    from newsroom.cli.new import code_of, defaults, lay_down
    from newsroom.desk.beginning import slug_of
    from newsroom.desk.draft import one_line
    from newsroom.desk.imported import read_word
    from newsroom.terms import read_terms

    config = session.config()
    terms = read_terms(config.terms_path)
    today = session.clock.now().astimezone(config.zone).date()
    known_unit = code_of(terms.units, unit, today)
    is_sure = yes or as_json
    read = read_word(file, convert=not keep_letters)
    try:
        if read.changed and not is_sure and not _agreed(session, read):
            read = read_word(file, convert=False)
    except click.Abort:
        session.complain(_LEFT)
        raise
    draft = defaults(read.draft, terms, today)
    draft = replace(
        draft,
        title=one_line(title) if title else draft.title,
        authors=({"name": one_line(author)},) if author else draft.authors,
        unit=known_unit,
    )
    try:
        slug = slug_of(draft.title)
    except UsageError as error:
        raise UsageError(error.what, _TITLE_REMEDY, **error.values) from error
    try:
        if not as_json:
            _show(session, read)
        return lay_down(session, draft, slug, terms, as_json=as_json, is_sure=is_sure, changed=read.changed)
    except click.Abort:
        session.complain(_LEFT)
        raise


def _agreed(session: Session, read: Imported) -> bool:
    """Show what the letters become, and ask."""
    from newsroom.cli.asking import Asker, refuse_without_person

    refuse_without_person()
    session.say(_OLD_LETTERS, encodings=", ".join(read.encodings), count=len(read.changed))
    show_changes(read.changed[:_SHOWN])
    if len(read.changed) > _SHOWN:
        session.say(_MORE, count=len(read.changed) - _SHOWN)
    return Asker(session.language).yes(_CONVERT)


def show_changes(changed: Sequence[Conversion]) -> None:
    """Print paragraphs before and after."""
    for one in changed:
        click.echo(click.style("  - " + _cut(one.before), fg="red"))
        click.echo(click.style("  + " + _cut(one.after), fg="green"))


def _cut(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "·" for sign in text)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"


def _show(session: Session, read: Imported) -> None:
    draft = read.draft
    author = ", ".join(one["name"] for one in draft.authors) or "–"
    session.say(_READ, title=draft.title, author=author, count=len(draft.body.split()), pictures=len(draft.files))


_OLD_LETTERS = Words(
    "{count} đoạn dùng bảng mã cũ ({encodings}). Chuyển sang Unicode sẽ thành:",
    "{count} paragraphs are in an old encoding ({encodings}). In Unicode they become:",
)
_MORE = Words("  … và {count} đoạn nữa.", "  … and {count} more.")
_CONVERT = Words("Chuyển tất cả sang Unicode?", "Convert all of them?")
_READ = Words(
    "Đọc được: “{title}”, người viết: {author}, {count} từ, {pictures} ảnh.",
    'Read: "{title}", by {author}, {count} words, {pictures} pictures.',
)
_LEFT = Words("\nĐã thôi, chưa ghi gì.", "\nLeft; nothing was written.")
_TITLE_REMEDY = Words("Ghi tiêu đề bằng --title “…”.", 'Give a title by --title "…".')
