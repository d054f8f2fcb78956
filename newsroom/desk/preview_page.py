"""The preview's pages: one for each story, and the list of them. They load nothing but files beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from newsroom.checks.finding import Level
from newsroom.desk.phone import phone
from newsroom.gate import STATUSES, WEBSITE
from newsroom.others_named import others_named
from newsroom.outputs.wording import date_text, number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.desk.sights import ChannelSight, Count, Looked
    from publishers.contract import Photo

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_ALMOST = 0.9
"""From this share of a limit on, the counter warns."""


def preview_page(
    looked: Looked, site_page: str | None, up: str, config: Config, now: datetime, show: Callable[[Photo], str]
) -> str:
    """Return a story's preview; `site_page` is where the website's page lies from here, `up` leads to the list."""
    head = _head(looked, config, now)
    beside = f'<div class="beside">{_times(looked, config.zone)}{_others(looked)}</div>'
    body = (
        f'{head}<div class="desk"><div class="side">{_findings(looked.findings)}{beside}</div>'
        f'<div class="walls">{_site(looked, site_page)}{_walls(looked, config, show)}</div></div>'
    )
    return _frame(f"Xem trước: {looked.title}", body, up, crumb=True)


def list_page(stories: Sequence[tuple[Looked, str]], config: Config, now: datetime, base: str | None) -> str:
    """Return the list of previews; each story with where its preview lies."""
    rows = "".join(
        f'<li><a href="{escape(address)}">{escape(looked.title)}</a>'
        f'<p class="meta">{_identity(looked)}{_status(looked)}{_sum(looked.findings)}</p></li>'
        for looked, address in stories
    )
    since = f" so với <code>{escape(base)}</code>" if base else ""
    said = f"{len(stories)} bài" + (f" thay đổi{since}" if base else "") + f", xem lúc {_moment(now, config.zone)}."
    empty = f'<p class="empty">Không có bài nào thay đổi{since}.</p>'
    body = (
        f'<header class="head"><h1>Xem trước khi đăng</h1><p class="meta">{said}</p></header>'
        f"{f'<ul class=stories>{rows}</ul>' if stories else empty}"
    )
    return _frame("Xem trước khi đăng", body, "", crumb=False)


def _frame(title: str, body: str, up: str, *, crumb: bool) -> str:
    back = f'<a href="{up}index.html">Danh sách bài xem trước</a>' if crumb else ""
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{up}site/static/fonts.css"><link rel="stylesheet" href="{up}preview.css">'
        '</head><body><a class="skip" href="#noi-dung">Chuyển đến nội dung chính</a>'
        f'<nav class="ribbon" aria-label="Bản xem trước"><strong>Bản xem trước</strong> '
        f"<span>chỉ để xem trong cơ quan, không phải trang công khai</span>{back}</nav>"
        f'<main id="noi-dung">{body}</main></body></html>\n'
    )


def _head(looked: Looked, config: Config, now: datetime) -> str:
    whole = looked.imagined is not None and looked.imagined.is_whole
    note = "" if whole else f'<p class="note">{_incomplete(looked)}</p>'
    return (
        f'<header class="head"><h1>{escape(looked.title)}</h1>'
        f'<p class="meta">{_identity(looked)}{_status(looked)}{_sum(looked.findings)}'
        f"<span>{escape(looked.file.name)}</span><span>xem lúc {_moment(now, config.zone)}</span></p>{note}</header>"
    )


def _incomplete(looked: Looked) -> str:
    if looked.imagined is None:
        return (
            "Chưa xem được bài: phần khai báo ở đầu tệp không đọc được. "
            "Sửa các lỗi nêu dưới đây rồi chạy lại newsroom preview."
        )
    return (
        "Bài còn thiếu hoặc sai một số mục, nên chỗ đó hiện chữ trong ngoặc đơn hoặc bị bỏ qua. "
        "Hình dưới đây chưa phải là bản sẽ đăng."
    )


def _identity(looked: Looked) -> str:
    return f"<span>{escape(looked.id)}</span>" if looked.id else ""


def _status(looked: Looked) -> str:
    known = STATUSES.get(looked.status or "")
    said = known.vi if known is not None else looked.status or "chưa ghi trạng thái"
    return f'<span class="badge">{escape(said)}</span>'


def _sum(findings: Sequence[Finding]) -> str:
    errors = sum(finding.level is Level.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return '<span class="badge good">không có lỗi</span>'
    said = [f'<span class="badge bad">{errors} lỗi</span>'] if errors else []
    return "".join([*said, f'<span class="badge warn">{warnings} cảnh báo</span>' if warnings else ""])


def _findings(findings: Sequence[Finding]) -> str:
    rows = "".join(
        f'<li class="{finding.level.value}"><p><strong>{"Lỗi" if finding.level is Level.ERROR else "Cảnh báo"} '
        f"{escape(finding.code)}</strong> · dòng {finding.line}</p><p>{escape(finding.sentence('vi'))}</p>"
        f'<p class="remedy">→ {escape(finding.remedy("vi"))}</p></li>'
        for finding in findings
    )
    none = '<p class="none">Không có lỗi, không có cảnh báo.</p>'
    return (
        '<section aria-labelledby="kiem-tra"><h2 id="kiem-tra">Kết quả kiểm tra</h2>'
        f"{f'<ul class=findings>{rows}</ul>' if findings else none}</section>"
    )


def _others(looked: Looked) -> str:
    others = others_named(looked.imagined.story.story, looked.file.body) if looked.imagined is not None else []
    if not others:
        return ""
    rows = "".join(f"<li>{escape(other.told.vi)}</li>" for other in others)
    return (
        '<section aria-labelledby="nguoi-khac"><h2 id="nguoi-khac">Người khác được nêu tên trong bài</h2>'
        "<p class=remark>Không phải nhân vật, chưa có văn bản đồng ý; người duyệt cân nhắc.</p>"
        f"<ul class=others>{rows}</ul></section>"
    )


def _times(looked: Looked, zone: ZoneInfo) -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(channel.label)}</th><td>{_time(channel, zone)}</td></tr>"
        for channel in looked.channels
    )
    if not rows:
        return ""
    return (
        '<section aria-labelledby="lich"><h2 id="lich">Lịch đăng</h2>'
        f"<table class=times><tbody>{rows}</tbody></table></section>"
    )


def _time(channel: ChannelSight, zone: ZoneInfo) -> str:
    if channel.at is None:
        return "chưa có lịch đăng" if channel.name == WEBSITE else "không đăng trên kênh này"
    local = channel.at.astimezone(zone)
    waits = f"<br><small>{escape(channel.waits_for.say('vi'))}</small>" if channel.waits_for else ""
    return f"{_WEEKDAYS[local.weekday()]}, {_moment(channel.at, zone)}{waits}"


def _site(looked: Looked, site_page: str | None) -> str:
    channel = next((one for one in looked.channels if one.name == WEBSITE), None)
    if channel is None:
        return ""
    if site_page is None:
        shown = '<p class="cannot">Trang web chưa dựng được: bài khác cũng nhận địa chỉ này.</p>'
    else:
        address = escape(site_page)
        shown = (
            f'<div class="screen site"><iframe src="{address}" title="Trang web của bài, cỡ điện thoại" loading="lazy">'
            f'</iframe></div><p class="open"><a href="{address}">Mở trang đầy đủ, cỡ máy tính</a></p>'
        )
    return _wall("website", "Trang web", _counters(channel.counts), shown)


def _walls(looked: Looked, config: Config, show: Callable[[Photo], str]) -> str:
    return "".join(_one_wall(channel, config, show) for channel in looked.channels if channel.name != WEBSITE)


def _one_wall(channel: ChannelSight, config: Config, show: Callable[[Photo], str]) -> str:
    if channel.at is None:
        return _wall(channel.name, channel.label, "", '<p class="cannot">Bài không có lịch đăng trên kênh này.</p>')
    made = channel.post
    reasons = "".join(f"<li>{escape(problem.vi)}</li>" for problem in made.problems) if made else ""
    cannot = f'<div class="cannot"><p>Kênh này sẽ không đăng bài:</p><ul>{reasons}</ul></div>' if reasons else ""
    return _wall(channel.name, channel.label, _counters(channel.counts), cannot + phone(channel, config, show))


def _wall(name: str, label: str, counters: str, shown: str) -> str:
    return (
        f'<section class="wall" aria-labelledby="kenh-{escape(name)}">'
        f'<h2 id="kenh-{escape(name)}">{escape(label)}</h2>{counters}{shown}</section>'
    )


def _counters(counts: Sequence[Count]) -> str:
    rows = "".join(_counter(count) for count in counts)
    return f'<dl class="counts">{rows}</dl>' if rows else ""


def _counter(count: Count) -> str:
    state, said = "", ""
    if count.length > count.most:
        state, said = " over", f", thừa {number_text(count.length - count.most)}"
    elif count.length >= count.most * _ALMOST:
        state, said = " near", f", còn {number_text(count.most - count.length)}"
    return (
        f'<div class="count{state}"><dt>{escape(_capital(count.what.vi))}</dt>'
        f"<dd>{number_text(count.length)}/{number_text(count.most)} ký tự{said}</dd></div>"
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{date_text(local.date())} lúc {local:%H:%M}"
