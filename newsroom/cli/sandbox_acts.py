"""newsroom sandbox set, settings, clock, consent, reset, person: steering platforms that run in another terminal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.sandbox_desk import in_words, read_duration, read_moment, read_setting, steering, whole
from newsroom.cli.session import print_json
from newsroom.cli.tables import show_table
from newsroom.errors import UsageError
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.cli.sandbox_desk import Desk
    from newsroom.cli.session import Session

_DEEDS = ["post", "edit", "delete", "hide", "show", "comment", "like", "share", "view", "click"]


@click.command("set", short_help="Đổi thiết lập · change settings")
@click.argument("settings", nargs=-1, required=True, metavar="NAME=VALUE...")
@steering
def change(session: Session, desk: Desk, *, settings: tuple[str, ...], as_json: bool) -> int:
    """Đổi thiết lập của nền tảng giả lập, ví dụ zalo_verified=không zalo_article_quota=0.

    Change settings of the loopback platforms, such as zalo_verified=no zalo_article_quota=0. All or none.
    """
    known = {one["name"]: one for one in desk.ask("GET", "/settings/about")}
    values = dict(read_setting(text, known) for text in settings)
    now = desk.ask("POST", "/settings", values)
    if as_json:
        print_json(now)
        return 0
    for name in values:
        about = Words(known[name]["vi"].replace("{", "{{"), known[name]["en"].replace("{", "{{"))
        session.say(_SET, name=name, value=in_words(now[name], session.language), about=about)
    return 0


@click.command("settings", short_help="Mọi thiết lập · every setting")
@click.option("--changed", is_flag=True, help="Chỉ những thiết lập đã đổi · only those that differ from the default.")
@click.option("--defaults", is_flag=True, help="Đặt lại tất cả như ban đầu · set all back first.")
@steering
def settings(session: Session, desk: Desk, *, changed: bool, defaults: bool, as_json: bool) -> int:
    """Liệt kê thiết lập của nền tảng giả lập, giá trị hiện tại và ý nghĩa.

    List the settings of the loopback platforms with value, default and meaning.
    """
    if defaults:
        desk.ask("DELETE", "/settings")
    known = [one for one in desk.ask("GET", "/settings/about") if not changed or one["value"] != one["default"]]
    if as_json:
        print_json(known)
        return 0
    if not known:
        session.say(_NOTHING_CHANGED)
        return 0
    rows = [
        [
            one["name"],
            in_words(one["value"], session.language),
            in_words(one["default"], session.language),
            one[session.language],
        ]
        for one in known
    ]
    styles = ["bold" if one["value"] != one["default"] else "" for one in known]
    show_table([heading.say(session.language) for heading in _SETTING_HEADINGS], rows, styles=styles)
    return 0


@click.command("clock", short_help="Đồng hồ diễn tập · the platforms' clock")
@click.option("--advance", help="Cho trôi thêm, ví dụ 2h, 1d12h · let time pass.")
@click.option("--at", help="Đặt vào thời điểm, ví dụ 2026-11-23T08:00 · set to a moment.")
@click.option("--reset", is_flag=True, help="Về giờ máy này · back to this machine's time.")
@steering
def clock(session: Session, desk: Desk, *, advance: str | None, at: str | None, reset: bool, as_json: bool) -> int:
    """Xem hoặc chỉnh đồng hồ của nền tảng giả lập. Đồng hồ của máy và của các lệnh khác không đổi.

    Show or move the clock of the loopback platforms. This machine's clock, and that of the other commands, stays.
    """
    if (advance is not None) + (at is not None) + reset > 1:
        raise UsageError(_ONE_CLOCK, _ONE_CLOCK_REMEDY)
    body: dict[str, Any] | None = None
    if advance is not None:
        body = {"advance_seconds": read_duration(advance)}
    elif at is not None:
        body = {"at": read_moment(at, session.config().zone).isoformat()}
    elif reset:
        body = {"offset_seconds": 0}
    now = desk.ask("POST" if body else "GET", "/clock", body)
    if as_json:
        print_json(now)
        return 0
    shown = datetime.fromisoformat(now["now"]).astimezone(session.config().zone)
    span = timedelta(seconds=now["offset_seconds"])
    session.say(_CLOCK if span else _CLOCK_SAME, now=f"{shown:%H:%M:%S %d/%m/%Y}", span=whole(span))
    return 0


@click.command("consent", short_help="Cấp quyền lại · consent again")
@steering
def consent(session: Session, desk: Desk, *, as_json: bool) -> int:
    """Thay quản trị viên cấp quyền lại: in cặp token Zalo và token người dùng Facebook mới để đăng nhập.

    Consent again in the administrators' place: prints a new pair of Zalo tokens and a new Facebook user token to log in
    with. Earlier Zalo tokens are dead.
    """
    given = desk.ask("POST", "/consent")
    if as_json:
        print_json(given)
    else:
        session.say(_CONSENT, **given)
    return 0


@click.command("reset", short_help="Xóa sạch, làm lại · empty everything")
@steering
def reset(session: Session, desk: Desk, *, as_json: bool) -> int:
    """Xóa hai tường bài đăng, sự cố, thiết lập và đồng hồ; các tài khoản trở lại như ban đầu.

    Empty both walls, faults, settings and the clock; the accounts are as at first. The newsroom's own ledger stays.
    """
    done = desk.ask("POST", "/reset")
    if as_json:
        print_json(done)
    else:
        session.say(_RESET)
    return 0


@click.command("person", short_help="Làm thay một người trên tường · act by hand on a wall")
@click.argument("deed", type=click.Choice(_DEEDS))
@click.argument("target")
@click.option("--text", default="", help="Nội dung, với post, edit, comment · the words.")
@click.option("--author", default="", help="Ai bình luận · who comments.")
@click.option("--count", default=1, show_default=True, type=click.IntRange(0), help="Bao nhiêu lượt · how many.")
@steering
def person(session: Session, desk: Desk, *, deed: str, target: str, as_json: bool, **how: Any) -> int:
    """Làm trên tường những gì một người làm bằng tay, không qua phòng tin.

    TARGET là mã bài, địa chỉ bài trên tường, hoặc facebook / zalo cho bài mới nhất (với post: nơi đăng).

    Do on a wall what a person does by hand, past the newsroom. TARGET is a post's id, its address on the wall, or
    facebook / zalo for the newest post there (with `post`: where to post).
    """
    if deed in {"post", "edit", "comment"} and not how["text"].strip():
        raise UsageError(_NO_TEXT, _NO_TEXT_REMEDY, deed=deed)
    done = desk.ask("POST", "/person", {"deed": deed, "target": target, **how})
    if as_json:
        print_json(done)
    else:
        session.say(_DONE[deed], **done, count=how["count"])
    return 0


COMMANDS = (change, settings, clock, consent, person, reset)

_SET = Words("{name} = {value}  ({about})", "{name} = {value}  ({about})")
_NOTHING_CHANGED = Words("Mọi thiết lập như ban đầu.", "Every setting is at its default.")
_SETTING_HEADINGS = (
    Words("Thiết lập", "Setting"),
    Words("Giá trị", "Value"),
    Words("Ban đầu", "Default"),
    Words("Nghĩa", "Meaning"),
)
_ONE_CLOCK = Words("Chỉ chọn một cách chỉnh đồng hồ.", "Only one way of moving the clock at a time.")
_ONE_CLOCK_REMEDY = Words("Dùng --advance, --at hoặc --reset.", "Use --advance, --at or --reset.")
_CLOCK = Words(
    "Đồng hồ diễn tập: {now} (lệch {span} so với máy này).", "The platforms' clock: {now} ({span} from this machine's)."
)
_CLOCK_SAME = Words("Đồng hồ diễn tập: {now}, bằng giờ máy này.", "The platforms' clock: {now}, as this machine's.")
_CONSENT = Words(
    "Access token Zalo:         {access_token}\nRefresh token Zalo:        {refresh_token}\n"
    "Token người dùng Facebook: {facebook_user_token}\n"
    "Dán chúng khi chạy `newsroom login zalo` và `newsroom login facebook`.",
    "Zalo access token:   {access_token}\nZalo refresh token:  {refresh_token}\n"
    "Facebook user token: {facebook_user_token}\n"
    "Paste them into `newsroom login zalo` and `newsroom login facebook`.",
)
_RESET = Words(
    "Đã xóa sạch nền tảng giả lập. Sổ ghi của phòng tin vẫn còn: nó nhớ các bài đã đăng.",
    "The loopback platforms are empty. The newsroom's ledger is not: it remembers what was posted.",
)
_NO_TEXT = Words("`{deed}` cần nội dung.", "`{deed}` needs words.")
_NO_TEXT_REMEDY = Words("Thêm --text “…”.", "Add --text '…'.")
_DONE: dict[str, Words] = {
    "post": Words("Đã đăng bằng tay: {url}", "Posted by hand: {url}"),
    "edit": Words("Đã sửa bằng tay: {url}", "Edited by hand: {url}"),
    "delete": Words("Đã xóa bằng tay: {url}", "Deleted by hand: {url}"),
    "hide": Words("Đã ẩn bằng tay: {url}", "Hidden by hand: {url}"),
    "show": Words("Đã cho hiện lại: {url}", "Shown again: {url}"),
    "comment": Words("Đã bình luận: {url}", "Commented: {url}"),
    "like": Words("Thêm {count} lượt thích: {url}", "{count} more likes: {url}"),
    "share": Words("Thêm {count} lượt chia sẻ: {url}", "{count} more shares: {url}"),
    "view": Words("Thêm {count} lượt xem: {url}", "{count} more views: {url}"),
    "click": Words("Thêm {count} lượt nhấp: {url}", "{count} more clicks: {url}"),
}
