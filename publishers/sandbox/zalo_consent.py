"""Zalo's permission page, where an administrator of the Official Account consents (facts section 3.2, seen 2026-11)."""

from html import escape
from urllib.parse import urlencode, urlsplit

from publishers.sandbox import seed
from publishers.sandbox.exchange import Answer, Call, html_answer, json_answer
from publishers.sandbox.fetching import is_loopback, is_web_address
from publishers.sandbox.wall_style import CONSENT
from publishers.sandbox.wall_text import avatar, page
from publishers.sandbox.world import World
from publishers.sandbox.zalo_errors import OAuthError
from publishers.sandbox.zalo_oauth import BAD_APP, BAD_GRANT, BAD_REDIRECT, issue

_CODE_SECONDS = 600
_PERMISSIONS = (
    ("Quản lý bài viết", "tạo, sửa, ẩn, xóa bài viết của OA"),
    ("Gửi tin nhắn và thông báo", "gửi broadcast tới người quan tâm"),
    ("Quản lý thông tin OA", "xem tên, gói dịch vụ, số người quan tâm"),
)
_REFUSED = (
    "<main><h1>Đã từ chối</h1><p>Ứng dụng không được cấp quyền. Đóng trang này; muốn cấp quyền thì chạy lại"
    " <code>newsroom login zalo</code>.</p></main>"
)


def permission_page(world: World, call: Call) -> Answer:
    """`GET /permission` shows the page; its buttons post back here, and consent redirects with the code.

    With `auto=1` in the address, or the switch `zalo_auto_consent`, it consents without a click.
    """
    try:
        _check(world, call.query)
    except OAuthError as error:
        answer = json_answer(error.document)
        answer.summary = f"refused: {error.code}"
        return answer
    decision = str(call.body.get("decision", ""))
    by_itself = call.query.get("auto") == "1" or bool(world.settings["zalo_auto_consent"])
    if decision == "no":
        return html_answer(page("Đã từ chối", CONSENT, _REFUSED, "không phải Zalo thật"))
    if (call.method == "POST" and decision == "yes") or (call.method == "GET" and by_itself):
        return _redirect(world, call.query)
    return _ask(world, call.query)


def _check(world: World, given: dict[str, str]) -> None:
    if given.get("app_id") != seed.ZALO_APP_ID or not world.settings["zalo_app_active"]:
        raise OAuthError(BAD_APP)
    redirect, saved = given.get("redirect_uri", ""), world.settings["zalo_callback"]
    # A slash at the end counts: the saved address must be the same to the letter.
    fits = redirect == saved if saved else is_web_address(redirect) and is_loopback(redirect)
    if not fits:
        raise OAuthError(BAD_REDIRECT)
    if world.settings["zalo_require_pkce"] and not given.get("code_challenge"):
        raise OAuthError(BAD_GRANT, "Missing code_challenge")


def _redirect(world: World, given: dict[str, str]) -> Answer:
    with world.store.transaction() as db:
        now = world.clock.timestamp()
        code = issue(db, "code", now, _CODE_SECONDS, given.get("code_challenge", ""))
    back = {"code": code, "oa_id": world.settings["zalo_oa_id"] or seed.ZALO_OA_ID}
    if "state" in given:
        back["state"] = given["state"]
    joint = "&" if "?" in given["redirect_uri"] else "?"
    target = f"{given['redirect_uri']}{joint}{urlencode(back)}"
    return Answer(302, b"", headers={"Location": target, "Cache-Control": "no-store"}, summary="consented: code sent")


def _ask(world: World, given: dict[str, str]) -> Answer:
    name = escape(world.settings["zalo_oa_name"])
    items = "".join(f"<li><strong>{what}</strong><span>{why}</span></li>" for what, why in _PERMISSIONS)
    goes_to = urlsplit(given["redirect_uri"])
    place = escape(f"{goes_to.scheme}://{goes_to.netloc}")
    body = (
        '<main><p class="brand">Zalo <span>Official Account</span></p>'
        "<h1>Ứng dụng <b>Phòng tin (diễn tập)</b> muốn được cấp quyền</h1>"
        f'<p class="who">{avatar(world.settings["zalo_oa_name"])}<span><strong>{name}</strong>'
        f"<small>Mã OA {escape(world.settings['zalo_oa_id'] or seed.ZALO_OA_ID)}</small></span></p>"
        f"<p>Nếu đồng ý, ứng dụng này được thay mặt OA:</p><ul>{items}</ul>"
        '<form method="post"><button name="decision" value="yes">Đồng ý cấp quyền</button>'
        '<button class="quiet" name="decision" value="no">Từ chối</button></form>'
        f'<p class="small">Đồng ý xong, trình duyệt được đưa về {place}. Chỉ quản trị viên của OA bấm được nút này.</p>'
        "</main>"
    )
    # Chromium holds redirects after a form to `form-action` too.
    answer = html_answer(page("Cấp quyền cho ứng dụng", CONSENT, body, "không phải Zalo thật"), forms_to=place)
    answer.summary = "consent page"
    return answer
