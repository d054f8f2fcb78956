"""newsroom sandbox fault and faults: letting calls to running loopback platforms fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.sandbox_desk import steering
from newsroom.cli.session import print_json
from newsroom.cli.tables import show_table
from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.sandbox_desk import Desk
    from newsroom.cli.session import Session

_PLATFORM = click.Choice(["facebook", "zalo"])


@click.command("fault", short_help="Gây một sự cố · let a call fail")
@click.argument("platform", type=_PLATFORM)
@click.argument("call")
@click.argument("kind")
@click.option(
    "--nth", default=1, show_default=True, type=click.IntRange(1), help="Từ lời gọi thứ mấy · from which one."
)
@click.option("--times", default=1, show_default=True, type=click.IntRange(1), help="Mấy lần liền · how many in a row.")
@click.option("--seconds", default=5.0, show_default=True, help="Giây phải chờ, với lỗi có chờ · how long it lasts.")
@steering
def fault(session: Session, desk: Desk, *, platform: str, call: str, kind: str, as_json: bool, **when: float) -> int:
    """Để lời gọi CALL sắp tới của PLATFORM (facebook hoặc zalo) gặp sự cố KIND; CALL là * cho mọi lời gọi.

    Let the coming CALL of PLATFORM meet the fault KIND; * is any call. `newsroom sandbox faults --kinds` lists both.
    """
    known = desk.ask("GET", "/faults/kinds")
    _check_fault(known, platform, call, kind)
    body = {"platform": platform, "call": call, "kind": kind, **when}
    waiting = desk.ask("POST", "/faults", body)
    if as_json:
        print_json(waiting)
        return 0
    meaning = next((Words(one["vi"], one["en"]) for one in known["kinds"] if one["name"] == kind), _CODE)
    session.say(_FAULT_SET, platform=platform, call=call, kind=kind, meaning=meaning, **when)
    return 0


def _check_fault(known: dict[str, Any], platform: str, call: str, kind: str) -> None:
    calls = known["calls"][platform]
    if call != "*" and call not in calls:
        raise UsageError(_NO_CALL, _NO_CALL_REMEDY, platform=platform, call=call, names=", ".join(calls))
    kinds = [one["name"] for one in known["kinds"] if platform in one["platforms"]]
    if kind not in kinds and not kind.startswith("code:"):
        raise UsageError(_NO_KIND, _NO_KIND_REMEDY, platform=platform, kind=kind, names=", ".join(kinds))


@click.command("faults", short_help="Các sự cố đang chờ · faults that wait")
@click.option("--clear", is_flag=True, help="Bỏ hết · forget them all.")
@click.option("--kinds", is_flag=True, help="Các loại sự cố và tên lời gọi · the kinds there are, and the calls.")
@steering
def faults(session: Session, desk: Desk, *, clear: bool, kinds: bool, as_json: bool) -> int:
    """Liệt kê các sự cố đang chờ xảy ra.

    List the faults that wait to happen.
    """
    if kinds:
        return _show_kinds(session, desk.ask("GET", "/faults/kinds"), as_json=as_json)
    if clear:
        desk.ask("DELETE", "/faults")
    waiting = desk.ask("GET", "/faults")
    if as_json:
        print_json(waiting)
    elif not waiting:
        session.say(_NO_FAULTS)
    else:
        rows = [
            [
                one["platform"],
                one["call"],
                one["kind"],
                str(max(1, one["nth"] - one["seen"])),
                str(one["times"] - one["fired"]),
            ]
            for one in waiting
        ]
        show_table([heading.say(session.language) for heading in _FAULT_HEADINGS], rows)
    return 0


def _show_kinds(session: Session, known: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        print_json(known)
        return 0
    rows = [[one["name"], ", ".join(one["platforms"]), one[session.language]] for one in known["kinds"]]
    show_table([heading.say(session.language) for heading in _KIND_HEADINGS], rows)
    for platform, calls in known["calls"].items():
        session.say(_CALLS, platform=platform, calls=", ".join(calls))
    return 0


COMMANDS = (fault, faults)

_CODE = Words("từ chối với mã này", "refused with this code")
_FAULT_SET = Words(
    "Đã đặt: {platform}, lời gọi {call} thứ {nth} kể từ bây giờ, {times} lần: {kind} ({meaning}).",
    "Set: {platform}, {call} number {nth} from now on, {times} in a row: {kind} ({meaning}).",
)
_NO_CALL = Words("{platform} không có lời gọi “{call}”.", "{platform} has no call {call!r}.")
_NO_CALL_REMEDY = Words("Dùng * (mọi lời gọi) hoặc: {names}.", "Use * (any call) or one of {names}.")
_NO_KIND = Words("{platform} không có loại sự cố “{kind}”.", "{platform} has no fault {kind!r}.")
_NO_KIND_REMEDY = Words("Dùng một trong: {names}.", "Use one of {names}.")
_NO_FAULTS = Words("Không có sự cố nào đang chờ.", "No fault is waiting.")
_FAULT_HEADINGS = (
    Words("Nơi", "Platform"),
    Words("Lời gọi", "Call"),
    Words("Sự cố", "Fault"),
    Words("Lời gọi thứ", "At number"),
    Words("Còn mấy lần", "Times left"),
)
_KIND_HEADINGS = (Words("Sự cố", "Fault"), Words("Nơi", "Platforms"), Words("Nghĩa", "Meaning"))
_CALLS = Words("Lời gọi của {platform}: {calls}", "Calls of {platform}: {calls}")
