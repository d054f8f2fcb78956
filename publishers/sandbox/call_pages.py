"""The sandbox's own pages: the entrance and the record of calls."""

import json
from html import escape
from typing import Any

from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.faults import Faults
from publishers.sandbox.switches import SWITCHES
from publishers.sandbox.wall_reading import recent_calls
from publishers.sandbox.wall_records import WallCall
from publishers.sandbox.wall_style import PLAIN
from publishers.sandbox.wall_text import VIETNAM, exact, number, page
from publishers.sandbox.world import World
from publishers.sandbox.zalo_wall import ZaloWall

PAGE_SIZE = 100
_WORDING = "không phải Facebook hay Zalo thật; mọi thứ chỉ nằm trên máy này"
_NAMES = {"facebook": "Facebook", "zalo": "Zalo"}
_SHORT = 160


def entrance_page(world: World) -> str:
    """Return the page that links both walls and the calls, and says what was changed for the rehearsal."""
    facebook, zalo = FacebookWall(world), ZaloWall(world)
    body = (
        "<main><h1>Phòng diễn tập đăng bài</h1>"
        '<p class="lead">Trang Facebook và Zalo OA giả lập để tập đăng, sửa, gỡ bài.'
        " Không có gì ra ngoài máy này.</p>"
        '<div class="doors">'
        '<a class="door f" href="/facebook/"><h2>Trang Facebook</h2>'
        f"<p>{number(facebook.count_published())} bài đã công bố,"
        f" {number(facebook.count_unseen())} bài chưa công bố</p></a>"
        f'<a class="door z" href="/zalo/"><h2>Zalo OA</h2><p>{number(zalo.count("show"))} bài đang hiện,'
        f" {number(zalo.count('hide'))} bài ẩn</p></a>"
        '<a class="door c" href="/calls"><h2>Nhật ký lời gọi</h2><p>Mỗi lời gọi API đã nhận và câu trả lời,'
        " mới nhất ở trên</p></a></div>"
        f'<div class="panels">{_clock(world)}{_faults(world)}{_settings(world)}</div></main>'
    )
    return page("Phòng diễn tập đăng bài", PLAIN, body, _WORDING)


def _clock(world: World) -> str:
    moved = abs(world.clock.offset_seconds) >= 1
    said = "đã chỉnh, khác giờ máy này" if moved else "bằng giờ máy này"
    return (
        f"<section><h2>Đồng hồ diễn tập</h2><p><strong>{exact(world.clock.now())}</strong> (giờ Việt Nam), {said}</p>"
        "<p><code>newsroom sandbox clock --advance 2h</code></p></section>"
    )


def _faults(world: World) -> str:
    faults = Faults(world.store).waiting()
    items = "".join(
        f"<li>{_NAMES[fault['platform']]} · <code>{escape(fault['call'])}</code> → "
        f"<code>{escape(fault['kind'])}</code>{_when(fault)}</li>"
        for fault in faults
    )
    return (
        f"<section><h2>Sự cố đang chờ: {len(faults)}</h2><ul>{items or '<li>Không có</li>'}</ul>"
        "<p><code>newsroom sandbox fault facebook feed.create reset_after</code></p></section>"
    )


def _when(fault: dict[str, Any]) -> str:
    calls, times = fault["nth"] - fault["seen"], fault["times"] - fault["fired"]
    return (f", ở lời gọi thứ {calls}" if calls > 1 else "") + (f", {times} lần liền" if times > 1 else "")


def _settings(world: World) -> str:
    values = world.settings.all()
    changed = {name: value for name, value in values.items() if value != SWITCHES[name].default}
    items = "".join(
        f"<li><code>{name} = {escape(json.dumps(value, ensure_ascii=False))}</code><br>{escape(SWITCHES[name].vi)}</li>"
        for name, value in changed.items()
    )
    return (
        f"<section><h2>Thiết lập đã đổi: {len(changed)}</h2><ul>{items or '<li>Không có</li>'}</ul>"
        "<p><code>newsroom sandbox set zalo_verified=không</code></p></section>"
    )


def calls_page(world: World, before: int | None, platform: str = "") -> str:
    """Return the calls received, newest first, tokens masked; `before` is the id to continue from."""
    platform = platform if platform in _NAMES else ""
    calls = recent_calls(world, PAGE_SIZE + 1, before, platform)
    rows = "".join(_row(call) for call in calls[:PAGE_SIZE])
    chosen = f"&amp;noi={platform}" if platform else ""
    older = (
        f'<nav class="pager"><span></span><a href="/calls?before={calls[PAGE_SIZE - 1].id}{chosen}">Cũ hơn →</a></nav>'
        if len(calls) > PAGE_SIZE
        else ""
    )
    table = (
        '<div class="scroll"><table><thead><tr><th>Lúc</th><th>Nơi nhận</th><th>Lời gọi</th><th>Kết quả</th>'
        f"<th>Đường dẫn, tham số, câu trả lời</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )
    empty = '<p class="empty">Chưa nhận lời gọi nào.</p>'
    body = (
        '<main><p><a href="/">← Phòng diễn tập</a></p><h1>Nhật ký lời gọi</h1>'
        f'<p class="lead">Mã bí mật đã được che.</p>{_choices(platform)}{table if calls else empty}{older}</main>'
    )
    return page("Nhật ký lời gọi", PLAIN, body, _WORDING)


def _choices(platform: str) -> str:
    places = {"": "Tất cả", **_NAMES}
    links = "".join(
        f'<a href="/calls{f"?noi={name}" if name else ""}"{" class=on" if name == platform else ""}>{said}</a>'
        for name, said in places.items()
    )
    return f'<nav class="choices" aria-label="Nơi nhận">{links}</nav>'


def _row(call: WallCall) -> str:
    at = call.at.astimezone(VIETNAM).strftime("%H:%M:%S %d/%m")
    fault = f'<span class="fault">{escape(call.fault)}</span>' if call.fault else ""
    short = call.answer if len(call.answer) <= _SHORT else call.answer[:_SHORT] + "…"
    parameters = json.dumps(call.parameters, ensure_ascii=False, indent=1)
    return (
        f"<tr><td>{at}</td><td>{_NAMES[call.platform]}</td><td><code>{escape(call.name)}</code></td>"
        f"<td>{_status(call)}{fault}</td><td><details><summary>"
        f"<code>{escape(call.method)} {escape(call.path)}</code><br>{escape(short)}</summary>"
        f"<pre>{escape(parameters)}</pre><pre>{escape(call.answer)}</pre></details></td></tr>"
    )


def _status(call: WallCall) -> str:
    if not call.status:
        return '<span class="bad">mất kết nối</span>'
    refused = call.platform == "zalo" and call.answer.startswith("{") and _error_of(call.answer)
    kind = "bad" if call.status >= 500 else "no" if call.status >= 400 or refused else "ok"
    return f'<span class="{kind}">{call.status}</span>'


def _error_of(answer: str) -> bool:
    """Say whether a Zalo answer is a refusal: HTTP says 200 to both."""
    try:
        return str(json.loads(answer).get("error", 0)) != "0"
    except ValueError:  # a long answer was shortened
        return False
