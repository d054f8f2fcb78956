"""The sandbox's own pages: the entrance and the record of calls."""

import json
from html import escape

from publishers.sandbox.faults import Faults
from publishers.sandbox.inspection import FacebookWall, ZaloWall, recent_calls
from publishers.sandbox.wall_records import WallCall
from publishers.sandbox.wall_style import PLAIN
from publishers.sandbox.wall_text import VIETNAM, exact, number, page
from publishers.sandbox.world import World

PAGE_SIZE = 100
_WORDING = "không phải Facebook hay Zalo thật; mọi thứ chỉ nằm trên máy này"
_NAMES = {"facebook": "Facebook", "zalo": "Zalo"}
_SHORT = 160


def entrance_page(world: World) -> str:
    """Return the page that links both walls and the calls."""
    facebook, zalo = FacebookWall(world), ZaloWall(world)
    faults = Faults(world.store).waiting()
    waiting = "".join(
        f"<li>{_NAMES[str(fault['platform'])]} · <code>{escape(str(fault['call']))}</code> → "
        f"<code>{escape(str(fault['kind']))}</code></li>"
        for fault in faults
    )
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
        '<ul class="facts"><li>Đồng hồ diễn tập: '
        f"<strong>{exact(world.clock.now())}</strong> (giờ Việt Nam)</li>"
        f"<li>Sự cố đang chờ: <strong>{len(faults)}</strong></li>{waiting}</ul></main>"
    )
    return page("Phòng diễn tập đăng bài", PLAIN, body, _WORDING)


def calls_page(world: World, before: int | None) -> str:
    """Return the calls received, newest first, tokens masked; `before` is the id to continue from."""
    calls = recent_calls(world, PAGE_SIZE + 1, before)
    rows = "".join(_row(call) for call in calls[:PAGE_SIZE])
    older = (
        f'<nav class="pager"><span></span><a href="/calls?before={calls[PAGE_SIZE - 1].id}">Cũ hơn →</a></nav>'
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
        f'<p class="lead">Mã bí mật đã được che.</p>{table if calls else empty}{older}</main>'
    )
    return page("Nhật ký lời gọi", PLAIN, body, _WORDING)


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
    refused = call.platform == "zalo" and '"error": -' in call.answer
    kind = "bad" if call.status >= 500 else "no" if call.status >= 400 or refused else "ok"
    return f'<span class="{kind}">{call.status}</span>'
