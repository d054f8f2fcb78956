"""`newsroom login facebook`: from a person's short-lived token to the Page's own, which has no date of expiry.

The chain is Meta's (token guides, seen 2026-11): short-lived user token → long-lived user token → Page token. Nothing
is stored before every check has passed, so a login that fails never costs a token that works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishers.contract import Account, LoginDesk, LoginFailed, Problem, Surroundings
from publishers.errors import PublishError
from publishers.facebook_page.account import no_task
from publishers.facebook_page.answers import safe
from publishers.facebook_page.graph import DEFAULT_GRAPH_URL, Graph
from publishers.facebook_page.inspection import (
    TASK_TO_POST,
    TO_COMMENT,
    TO_MEASURE,
    TO_POST,
    Inspected,
    facts_of,
    inspect,
    problems_of,
    warnings_of,
)
from publishers.facebook_page.tokens import APP_ID, APP_SECRET, PAGE_ID, could_be_token, setting, store_token

_MOST_PAGES_OF_ACCOUNTS = 50
_WHERE = "https://developers.facebook.com/tools/explorer/"


@dataclass(frozen=True, slots=True)
class _Granted:
    token: str
    name: str
    tasks: tuple[str, ...] | None
    """None: Facebook did not say."""


def login(options: Mapping[str, Any], surroundings: Surroundings, desk: LoginDesk) -> Account:
    """Ask for a user token, obtain the Page's, check it and store it in the vault.

    Raises:
        NotConfigured: FACEBOOK_PAGE_ID, FACEBOOK_APP_ID or FACEBOOK_APP_SECRET is missing.
        LoginFailed: nothing was pasted, or what it leads to cannot post to the Page.
        PublishError: Facebook could not be reached.
        VaultError: the vault cannot be written.

    """
    del options
    environment, now = surroundings.environment, surroundings.now
    account = setting(environment, PAGE_ID)
    app_id, secret = setting(environment, APP_ID), setting(environment, APP_SECRET)
    with surroundings.vault.locked():
        # Better to hear it now than after the person has fetched a token.
        surroundings.vault.check_writable()
    pasted = _ask(desk)
    base = environment.get("NEWSROOM_FACEBOOK_GRAPH_URL") or DEFAULT_GRAPH_URL
    graph = Graph(http=surroundings.http, base=base, token=pasted, secret=secret, now=now)
    person = graph.with_token(_long_lived(graph, app_id, secret, pasted))
    granted = _page_token(person, account)
    found = _checked(graph, app_id, account, granted, surroundings)
    store_token(surroundings.vault, environment, account=account, token=granted.token, name=granted.name, now=now())
    facts = facts_of(found)
    if granted.tasks is not None:
        facts["vai trò / tasks"] = ", ".join(granted.tasks) or "-"
    return Account(
        account, granted.name, facts, warnings=tuple(warnings_of(found, now())), server_time=person.server_time
    )


def _ask(desk: LoginDesk) -> str:
    names = ", ".join((*TO_POST, *TO_COMMENT, *TO_MEASURE))
    desk.say(
        Problem(
            f"Mở {_WHERE}, chọn đúng ứng dụng, chọn “User Token”, thêm các quyền: {names}. Bấm “Generate Access "
            "Token”, chọn Trang của cơ quan, rồi chép mã hiện ra. Mã này chỉ dùng được một đến hai giờ.",
            f"Open {_WHERE}, choose your app, choose “User Token”, add the permissions {names}. Press “Generate Access "
            "Token”, choose the office's Page, and copy the token shown. It lives for one to two hours.",
        )
    )
    pasted = desk.ask(
        Problem("Dán mã truy cập người dùng (không hiện ra)", "Paste the user token (not shown)"), secret=True
    )
    if not pasted:
        raise LoginFailed("Chưa dán mã nào; không có gì thay đổi.", "Nothing was pasted; nothing has changed.")
    if not could_be_token(pasted):
        raise LoginFailed(
            "Chuỗi vừa dán không phải mã truy cập (có dấu cách hoặc chữ có dấu); chép lại rồi đăng nhập lại. Mã đang "
            "lưu giữ nguyên.",
            "What was pasted is no token (it holds spaces or letters that no token has); copy it again and log in "
            "again. The stored token is unchanged.",
        )
    return pasted


def _long_lived(graph: Graph, app_id: str, secret: str, pasted: str) -> str:
    """Exchange the person's token for one of about 60 days; an expired one cannot be exchanged."""
    try:
        # The exchange is authenticated by the app's secret among its parameters.
        answer = graph.get_with_secrets(
            "oauth/access_token",
            grant_type="fb_exchange_token",
            client_id=app_id,
            client_secret=secret,
            fb_exchange_token=pasted,
        )
    except PublishError as error:
        if not error.code:
            raise
        said = str(error)
        raise LoginFailed(
            f"Facebook không đổi được mã này: {said}. Kiểm tra FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, và mã lấy từ đúng "
            "ứng dụng, còn mới; rồi đăng nhập lại. Mã đang lưu giữ nguyên.",
            f"Facebook does not exchange this token: {said}. Check FACEBOOK_APP_ID, FACEBOOK_APP_SECRET, and that the "
            "token is fresh and of this app; then log in again. The stored token is unchanged.",
        ) from None
    token = answer.get("access_token")
    if not token:
        raise LoginFailed("Facebook không trả mã nào; thử lại sau.", "Facebook gave no token; try again later.")
    return str(token)


def _page_token(person: Graph, account: str) -> _Granted:
    """Find the Page among the person's, or ask it directly.

    `/me/accounts` leaves out Pages of a business portfolio without the permission `business_management`, and an
    empty list is no error (measured 2026-09).
    """
    try:
        found = _among_accounts(person, account) or _granted(person.get(account, fields="access_token,name,tasks"))
    except PublishError as error:
        if not error.code:
            raise
        raise _not_granted(account, str(error)) from error
    if found is None:
        raise _not_granted(account, "")
    return found


def _among_accounts(person: Graph, account: str) -> _Granted | None:
    after: dict[str, str] = {}
    for _ in range(_MOST_PAGES_OF_ACCOUNTS):
        answer = person.get("me/accounts", fields="id,name,access_token,tasks", limit="100", **after)
        for entry in answer.get("data") or ():
            if isinstance(entry, dict) and str(entry.get("id")) == account:
                return _granted(entry)
        paging = answer.get("paging") or {}
        cursor = (paging.get("cursors") or {}).get("after")
        if not cursor or not paging.get("next"):
            break
        after = {"after": str(cursor)}
    return None


def _granted(entry: Mapping[str, Any]) -> _Granted | None:
    token, tasks = entry.get("access_token"), entry.get("tasks")
    if not token:
        return None
    shown = tuple(str(task) for task in tasks) if isinstance(tasks, list) else None
    return _Granted(str(token), str(entry.get("name") or ""), shown)


def _not_granted(account: str, said: str) -> LoginFailed:
    why = f" ({said})" if said else ""
    return LoginFailed(
        f"Mã này không cho dùng Trang {account}{why}. Người đăng nhập phải quản lý Trang và chọn Trang đó khi cấp "
        "quyền; Trang thuộc danh mục doanh nghiệp thì cấp thêm quyền business_management. Mã đang lưu giữ nguyên.",
        f"This token gives no access to Page {account}{why}. The person must manage the Page and choose it when "
        "granting; for a Page in a business portfolio grant business_management too. The stored token is unchanged.",
    )


def _checked(graph: Graph, app_id: str, account: str, granted: _Granted, surroundings: Surroundings) -> Inspected:
    """Make sure that it is the Page's token, without a date, and may post."""
    app = graph.as_app(app_id)
    if app is None:  # pragma: no cover - both settings were read above
        raise _not_granted(account, "")
    found = inspect(app.get_with_secrets("debug_token", input_token=granted.token), account)
    problems = problems_of(found, account, surroundings.now())
    if not problems and found.type != "PAGE":
        problems.append(Problem(f"loại mã là {found.type}, không phải PAGE", f"its type is {found.type}, not PAGE"))
    if not problems and found.expires_at is not None:
        problems.append(
            Problem(
                f"mã của Trang hết hạn ngày {found.expires_at:%d/%m/%Y}, trong khi phải không có ngày hết hạn",
                f"the Page's token expires on {found.expires_at:%Y-%m-%d}, while it should have no date",
            )
        )
    if granted.tasks is not None and TASK_TO_POST not in granted.tasks:
        problems.append(no_task())
    if problems:
        vi, en = "; ".join(safe(p.vi) for p in problems), "; ".join(safe(p.en) for p in problems)
        raise LoginFailed(
            f"Mã nhận được không dùng để đăng bài được: {vi}. Mã đang lưu giữ nguyên.",
            f"The token obtained cannot be used for posting: {en}. The stored token is unchanged.",
        )
    return found
