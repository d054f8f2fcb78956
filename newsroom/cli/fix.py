"""newsroom check --fix: show every repair as a diff, ask, and write."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

import click

from newsroom.checks.letters import INVISIBLE
from newsroom.cli.asking import Asker, is_person
from newsroom.fixing import carry_out, find_repairs
from newsroom.language import Words
from newsroom.story.read import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.cli.session import Session
    from newsroom.fixing import Repair, StoryRepairs
    from newsroom.workspace import Workspace

NEEDS_A_PERSON = 4

_NOTHING = Words("Không có gì để tự sửa.", "There is nothing to repair by itself.")
_VOIDS = Words(
    "! Bài {name} đã duyệt: sửa xong phải trình duyệt lại (newsroom approve {id}).",
    "! {name} is approved: after the repair it must be approved again (newsroom approve {id}).",
)
_PICTURE = Words(
    "{name}: xóa thông tin đi kèm tệp ảnh ({codes}), {before} → {after} byte; hình giữ nguyên từng điểm.",
    "{name}: take out what the file tells besides its dots ({codes}), {before} → {after} bytes; every dot stays.",
)
_LEFT = Words(
    "{name}: không tự xóa được thông tin đi kèm; hãy lưu lại ảnh thành JPEG.",
    "{name}: its metadata cannot be taken out; save the picture again as a JPEG.",
)
_ASK = Words("Sửa {count} tệp như trên?", "Repair {count} files as shown?")
_ADD_YES = Words(
    "Chưa sửa gì. Xem lại các thay đổi ở trên rồi chạy: newsroom check --fix --yes",
    "Nothing was repaired. Look at the changes above, then run: newsroom check --fix --yes",
)
_ONLY_SHOWN = Words("Chưa sửa gì (--dry-run).", "Nothing was repaired (--dry-run).")
_DECLINED = Words("Không sửa gì.", "Nothing was repaired.")
_DONE = Words("Đã sửa {count} tệp.", "Repaired {count} files.")
_CHANGED = Words(
    "{name} vừa thay đổi nên không sửa; hãy chạy lại.", "{name} has just changed and was left alone; run this again."
)


def fix(session: Session, workspace: Workspace, *, how: str | None) -> int:
    """Show and carry out what can be repaired; return 0 when done, and 4 when somebody has to say yes first.

    Raises:
        ConfigurationError: the disk refuses a file; it is intact, and so are those behind it.

    """
    from newsroom.desk.beginning import next_id

    found = find_repairs(workspace, lambda year: next_id(workspace.config, year))
    repairs = [repair for one in found for repair in one.repairs]
    for one in found:
        _show(session, one)
    if not repairs:
        session.say(_NOTHING)
        return 0
    if how == "show":
        session.say(_ONLY_SHOWN)
        return 0
    if how != "yes":
        if not is_person():
            session.say(_ADD_YES)
            return NEEDS_A_PERSON
        if not Asker(session.language).yes(Words(*(_ASK.say(lang, count=len(repairs)) for lang in ("vi", "en")))):
            session.say(_DECLINED)
            return 0
    session.say(_DONE, count=_write(session, repairs))
    return 0


def _write(session: Session, repairs: Sequence[Repair]) -> int:
    done = 0
    for repair in repairs:
        if carry_out(repair):
            done += 1
        else:
            session.say(_CHANGED, name=repair.name)
    return done


def _show(session: Session, one: StoryRepairs) -> None:
    for repair in one.repairs:
        if repair.is_picture:
            sizes = {"before": len(repair.before), "after": len(repair.after)}
            session.say(_PICTURE, name=printable(repair.name), codes=", ".join(repair.codes), **sizes)
        else:
            for line in diff_of(repair):
                click.echo(click.style(line, fg={"-": "red", "+": "green"}.get(line[:1])))
    for name in one.left:
        session.say(_LEFT, name=printable(f"{one.file.name.rpartition('/')[0]}/{name}"))
    if one.voids_approval and one.file.story is not None:
        session.say(_VOIDS, name=one.file.name, id=one.file.story.id)
    click.echo()


def diff_of(repair: Repair) -> Iterator[str]:
    """Return a repair of text as the lines of a unified diff, with what nobody sees written out."""
    before, after = (raw.decode("utf-8").removeprefix("\ufeff").split("\n") for raw in (repair.before, repair.after))
    for line in difflib.unified_diff(before, after, repair.name, repair.name, n=1, lineterm=""):
        yield _visible(line.removesuffix("\r"))


def _visible(line: str) -> str:
    shown = INVISIBLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", line)
    if not unicodedata.is_normalized("NFC", shown):
        # Decomposed letters look like composed ones.
        shown = "".join(f"<U+{ord(one):04X}>" if unicodedata.combining(one) else one for one in shown)
    return printable(shown)
