"""newsroom freeze, newsroom thaw."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import print_json
from newsroom.errors import UsageError
from newsroom.files import write_text
from newsroom.freezes import FREEZE, THAW, Act, Freezes, freezes_path, named_in, read_freezes
from newsroom.language import Words
from newsroom.story.fold import fold
from newsroom.units import parents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.cli.session import Session
    from newsroom.story.model import Story
    from newsroom.terms import Terms

_HEADING = """\
# Sổ tạm dừng: ai, đơn vị nào đang được xem xét thì bài chưa đăng không đăng nữa cho đến khi mở lại.
# Do `newsroom freeze` và `newsroom thaw` ghi; chỉ thêm dòng mới ở cuối, không sửa, không xóa dòng cũ.
"""


@click.command("freeze")
@click.option("--person", metavar="HỌ TÊN", help="Người, hộ gia đình hoặc tập thể tạm dừng · who.")
@click.option(
    "--unit", metavar="MÃ", help="Đơn vị (cả đơn vị trực thuộc); cùng --person: chỉ người của đơn vị này · unit."
)
@click.option("--reason", metavar="LÝ DO", help="Vì sao; không hiện ra ngoài · why.")
@click.option("--by", metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--hide-page", is_flag=True, help="Ẩn cả trang đã đăng · hide pages that are public, too.")
@click.option(
    "--ahead", is_flag=True, help="Ghi cả khi chưa có bài nào về người này · even when no story names them yet."
)
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def freeze_command(session: Session, /, *, hide_page: bool, ahead: bool, as_json: bool, **said: str | None) -> int:
    """Tạm dừng một người hoặc một đơn vị: mọi bài đã hẹn giờ dừng ngay, ở mọi kênh. Không nêu ai: xem ai đang dừng.

    Freeze a person or unit: nothing scheduled about them goes out on any channel until `newsroom thaw`. Pages and posts
    that are public stay (--hide-page hides the pages; newsroom withdraw takes a story down). Without a name: the list.
    """
    config = session.config()
    terms, stories = _terms(session), _stories(session)
    freezes = read_freezes(config.stories_path, lambda: terms.units)
    if said["person"] is None and said["unit"] is None:
        return _show_all(session, freezes, stories, as_json=as_json)
    act = replace(_asked(session, FREEZE, said, terms), hides_page=hide_page)
    known = next((one for one in freezes.active if one.key == act.key), None)
    is_new = known is None or (hide_page and not known.hides_page)
    hit = _hit(act, Freezes(parents=parents_of(terms.units)), stories)
    if not hit and act.person and not ahead:
        from newsroom.checks.freezing import near_names
        from newsroom.checks.schema import did_you_mean

        raise UsageError(_NOBODY, _NOBODY_REMEDY, person=act.person, **did_you_mean(near_names(act, stories)))
    if is_new:
        _append(session, act)
    if as_json:
        print_json({"frozen": _as_json(act if is_new or known is None else known), "was_frozen": not is_new,
                    "stories": [_story_json(session, story) for story in hit]})  # fmt: skip
        return 0
    session.say(_FROZEN if is_new else _WAS_FROZEN, whom=act.whom, path=freezes_path(config.stories_path))
    _show_stories(session, hit)
    return 0


@click.command("thaw")
@click.option("--person", metavar="HỌ TÊN", help="Người đã tạm dừng · who.")
@click.option("--unit", metavar="MÃ", help="Đơn vị đã tạm dừng · unit.")
@click.option("--reason", required=True, metavar="LÝ DO", help="Vì sao mở lại · why.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def thaw_command(session: Session, /, *, as_json: bool, **said: str | None) -> int:
    """Mở lại người hoặc đơn vị đã tạm dừng; bài đã quá giờ hẹn chờ người quyết định.

    Lift a freeze. What became too late meanwhile waits for a person.
    """
    terms = _terms(session)
    freezes = read_freezes(session.config().stories_path, lambda: terms.units)
    if said["person"] is None and said["unit"] is None:
        raise UsageError(_WHOM, _WHOM_REMEDY)
    act = _asked(session, THAW, said, None)
    person = act.person or ""
    meant = [one for one in freezes.active if one.key == act.key] or [
        one for one in freezes.active if fold(one.person or "") == fold(person) and act.unit in {None, one.unit}
    ]
    if len(meant) != 1:
        frozen = "; ".join(one.whom.say(session.language) for one in meant or freezes.active)
        raise UsageError(_SEVERAL if meant else _NOT_FROZEN, _FROZEN_ARE if frozen else _NONE_FROZEN,
                         whom=act.whom, frozen=frozen)  # fmt: skip
    act = replace(act, person=meant[0].person, unit=meant[0].unit)
    _append(session, act)
    hit = _hit(meant[0], freezes, _stories(session))
    if as_json:
        print_json({"thawed": _as_json(act), "stories": [_story_json(session, story) for story in hit]})
    else:
        session.say(_THAWED, whom=act.whom, path=freezes_path(session.config().stories_path))
    return 0


def _asked(session: Session, what: str, said: dict[str, str | None], terms: Terms | None) -> Act:
    person, unit, reason, by = (" ".join((said[key] or "").split()) for key in ("person", "unit", "reason", "by"))
    if not reason or not by or not (person or unit):
        raise UsageError(_EMPTY, _EMPTY_REMEDY)
    if unit and terms is not None and unit not in terms.units:
        import difflib

        near = difflib.get_close_matches(unit, list(terms.units.terms), n=3, cutoff=0.4)
        raise UsageError(_NO_UNIT, _NO_UNIT_REMEDY, unit=unit, near=", ".join(near or list(terms.units.terms)[:5]))
    now = session.clock.now().astimezone(session.config().zone)
    return Act(what, person or None, unit or None, now, by, reason)


def _append(session: Session, act: Act) -> None:
    path = freezes_path(session.config().stories_path)
    before = path.read_text(encoding="utf-8") if path.exists() else _HEADING
    line = {"act": act.act, "person": act.person, "unit": act.unit, "at": act.at.isoformat(timespec="seconds"),
            "by": act.by, "reason": act.reason, "hide_page": act.hides_page or None}  # fmt: skip
    # JSON in double quotes is YAML, whatever a name or a reason holds.
    said = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in line.items() if value is not None
    )
    gap = "" if before.endswith("\n") else "\n"
    write_text(path, f"{before}{gap}- {{{said}}}\n", durable=True)


def _terms(session: Session) -> Terms:
    from newsroom.terms import read_terms

    return read_terms(session.config().terms_path)


def _stories(session: Session) -> list[Story]:
    from newsroom.story.read import read_stories

    config = session.config()
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    return [story for file in files if (story := file.story or file.readable) is not None]


def _hit(act: Act, freezes: Freezes, stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if any(True for _ in freezes.frozen(act, named_in(story)))]


def _waiting(session: Session, story: Story) -> list[tuple[str, str]]:
    """Return each channel whose time has not come, with that time."""
    now, zone = session.clock.now(), session.config().zone
    return [(name, f"{one.at.astimezone(zone):%d/%m/%Y %H:%M}") for name, one in story.publish.items() if one.at > now]


def _show_stories(session: Session, hit: Sequence[Story]) -> None:
    from newsroom.cli.tables import show_table

    if not hit:
        session.say(_NO_STORIES)
        return
    none = _NOTHING.say(session.language)
    rows = [
        (story.id, story.title, ", ".join(f"{name} {at}" for name, at in _waiting(session, story)) or none)
        for story in hit
    ]
    show_table([heading.say(session.language) for heading in _HEADINGS], rows)


def _show_all(session: Session, freezes: Freezes, stories: Sequence[Story], *, as_json: bool) -> int:
    from newsroom.cli.tables import show_table

    hits = [(act, _hit(act, freezes, stories)) for act in freezes.active]
    if as_json:
        print_json({"frozen": [{**_as_json(act), "stories": [story.id for story in hit]} for act, hit in hits]})
        return 0
    if not hits:
        session.say(_NONE_FROZEN)
        return 0
    zone = session.config().zone
    rows = [
        (act.whom.say(session.language), f"{act.at.astimezone(zone):%d/%m/%Y %H:%M}", act.by,
         ", ".join(story.id for story in hit) or "–", act.reason)
        for act, hit in hits
    ]  # fmt: skip
    show_table([heading.say(session.language) for heading in _LIST_HEADINGS], rows)
    return 0


def _as_json(act: Act) -> dict[str, Any]:
    return {"person": act.person, "unit": act.unit, "at": act.at.isoformat(), "by": act.by, "reason": act.reason,
            "hide_page": act.hides_page}  # fmt: skip


def _story_json(session: Session, story: Story) -> dict[str, Any]:
    waiting = [name for name, _ in _waiting(session, story)]
    return {"id": story.id, "title": story.title, "stopped": waiting}


_HEADINGS = (Words("Mã bài", "Story"), Words("Tiêu đề", "Title"), Words("Lịch đã dừng", "Stopped"))
_LIST_HEADINGS = (
    Words("Tạm dừng", "Frozen"), Words("Từ", "Since"), Words("Người quyết định", "By"), Words("Bài", "Stories"),
    Words("Lý do", "Reason"),
)  # fmt: skip
_NOTHING = Words("không còn lịch nào", "nothing scheduled")
_FROZEN = Words(
    "Đã tạm dừng {whom}, ghi vào {path}; hãy commit tệp này ngay.",
    "Frozen: {whom}, written into {path}; commit it now.",
)
_WAS_FROZEN = Words(
    "{whom} đã tạm dừng từ trước, không ghi thêm vào {path}.", "{whom} was frozen before; {path} stays as it was."
)
_THAWED = Words(
    "Đã mở lại {whom}, ghi vào {path}; hãy commit tệp này. Bài quá giờ hẹn: newsroom plan.",
    "Thawed: {whom}, written into {path}; commit it. What became too late: newsroom plan.",
)
_NO_STORIES = Words("Chưa có bài nào về người, đơn vị này.", "No story is about them yet.")
_EMPTY = Words("Thiếu người hoặc đơn vị, lý do, hoặc người quyết định.", "Whom, the reason, or who decides is missing.")
_EMPTY_REMEDY = Words(
    "Ghi đủ: --person “…” hoặc --unit MÃ, --reason “…”, --by “…”.",
    'Say all: --person "…" or --unit CODE, --reason "…", --by "…".',
)
_WHOM, _WHOM_REMEDY = (
    Words("Chưa nói mở lại ai.", "Whom to thaw was not said."),
    Words(
        "Ghi --person hoặc --unit; xem ai đang tạm dừng: newsroom freeze.",
        "Give --person or --unit; newsroom freeze lists who is frozen.",
    ),
)
_NO_UNIT = Words("Không có đơn vị “{unit}” trong terms/units.yml.", 'There is no unit "{unit}" in terms/units.yml.')
_NO_UNIT_REMEDY = Words("Có phải: {near}?", "Did you mean: {near}?")
_NOBODY = Words(
    "Không bài nào nói về “{person}”{near_vi} Chưa ghi gì.",
    'No story is about "{person}"{near_en} Nothing was written.',
)
_NOBODY_REMEDY = Words(
    "Kiểm tra lại họ tên; nếu đúng và muốn dừng trước khi có bài, thêm --ahead.",
    "Check the name; to freeze somebody before there is a story, add --ahead.",
)
_NOT_FROZEN = Words("{whom} không bị tạm dừng.", "{whom} is not frozen.")
_SEVERAL = Words("“{whom}” khớp nhiều lệnh tạm dừng.", '"{whom}" matches several freezes.')
_FROZEN_ARE = Words("Đang tạm dừng: {frozen}.", "Frozen are: {frozen}.")
_NONE_FROZEN = Words("Không ai, không đơn vị nào đang tạm dừng.", "Nobody is frozen.")
