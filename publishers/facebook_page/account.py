"""Whose credentials these are: asked before the first write of a run, and in full by `newsroom doctor`."""

from __future__ import annotations

from dataclasses import replace

from publishers.contract import Account, Problem
from publishers.errors import PublishError, Rejected
from publishers.facebook_page.graph import VERSION, WrongClock, clock_problem
from publishers.facebook_page.inspection import TASK_TO_POST, facts_of, inspect, problems_of, warnings_of
from publishers.facebook_page.marks import nfc
from publishers.facebook_page.page import Page

_ALMOST_USED_UP = 80
_NOT_INSPECTED = Problem(
    "chưa xem được hạn và quyền của mã truy cập: đặt FACEBOOK_APP_ID và FACEBOOK_APP_SECRET",
    "the token's expiry and permissions were not looked at: set FACEBOOK_APP_ID and FACEBOOK_APP_SECRET",
)


def check(page: Page, app_id: str | None, token: str, *, thorough: bool) -> Account:
    """Ask who the token is. Raises a `PublishError`."""
    try:
        me = page.graph.get("me", fields="id,name")
    except WrongClock:
        ahead = (page.graph.server_time or page.now()) - page.now()
        return Account(page.account, "", problems=(clock_problem(round(ahead.total_seconds() / 60)),))
    identity, name = str(me.get("id") or ""), str(me.get("name") or "")
    problems = []
    if identity != page.account:
        problems.append(_somebody_else(page, identity, name))
    wanted = page.options.account_name
    if wanted and identity == page.account and nfc(name).casefold() != nfc(wanted).casefold():
        problems.append(
            Problem(
                f"Trang tên là “{name}”, nhưng newsroom.toml ghi account_name = “{wanted}”; kiểm tra đúng Trang chưa, "
                "rồi sửa account_name",
                f"the Page is called “{name}”, but newsroom.toml says account_name = “{wanted}”; make sure that it is "
                "the right Page, then correct account_name",
            )
        )
    account = Account(identity, name, problems=tuple(problems))
    if thorough:
        account = _inspected(page, app_id, token, account)
    warnings = (*account.warnings, *_served(page))
    return replace(account, warnings=warnings, server_time=page.graph.server_time)


def _somebody_else(page: Page, identity: str, name: str) -> Problem:
    try:
        # Only Pages have a category; asking a person for one is refused as a field that does not exist.
        page.graph.get("me", fields="id,category")
    except Rejected:
        return Problem(
            f"FACEBOOK_PAGE_TOKEN là mã của một người (“{name}”), không phải mã của Trang {page.account}; chạy "
            "`newsroom login facebook` để lấy mã của Trang",
            f"FACEBOOK_PAGE_TOKEN is a person's token (“{name}”), not the one of Page {page.account}; run "
            "`newsroom login facebook` to obtain the Page's",
        )
    return Problem(
        f"mã truy cập là của Trang “{name}” ({identity}), không phải Trang {page.account}; sửa FACEBOOK_PAGE_ID, hoặc "
        "chạy `newsroom login facebook` để lấy mã của đúng Trang",
        f"the token belongs to the Page “{name}” ({identity}), not to {page.account}; correct FACEBOOK_PAGE_ID, or run "
        "`newsroom login facebook` for the right Page's token",
    )


def _inspected(page: Page, app_id: str | None, token: str, account: Account) -> Account:
    """Add what `debug_token` tells, and what the person behind the token may do on the Page."""
    graph = page.graph.as_app(app_id)
    if graph is None:
        return replace(account, warnings=(*account.warnings, _NOT_INSPECTED))
    try:
        answer = graph.get_with_secrets("debug_token", input_token=token)
    except PublishError as error:
        refused = Problem(
            f"chưa xem được hạn và quyền của mã truy cập, kiểm tra FACEBOOK_APP_ID và FACEBOOK_APP_SECRET: {error}",
            f"the token's expiry and permissions cannot be seen; check FACEBOOK_APP_ID, FACEBOOK_APP_SECRET: {error}",
        )
        return replace(account, warnings=(*account.warnings, refused))
    found, now = inspect(answer, page.account), page.now()
    tasks = _tasks(page)
    facts = {**facts_of(found), "phiên bản API / API version": page.graph.served_version or VERSION}
    problems = [*account.problems, *problems_of(found, page.account, now)]
    if tasks is not None:
        facts["vai trò / tasks"] = ", ".join(tasks) or "-"
        if TASK_TO_POST not in tasks:
            problems.append(no_task())
    if page.graph.usage:
        facts["đã dùng hạn mức lệnh / calls used"] = f"{page.graph.usage} %"
    return replace(
        account,
        facts=facts,
        problems=tuple(problems),
        warnings=(*account.warnings, *warnings_of(found, now)),
    )


def no_task() -> Problem:
    """Say that the person behind the token may not post."""
    return Problem(
        f"người cấp mã không có quyền tạo nội dung ({TASK_TO_POST}) trên Trang; quản trị viên Trang cấp quyền này, rồi "
        "chạy `newsroom login facebook`",
        f"the person behind the token has no right to create content ({TASK_TO_POST}) on the Page; an administrator "
        "gives it, then run `newsroom login facebook`",
    )


def _tasks(page: Page) -> list[str] | None:
    """Return the tasks on the Page, None when the token is not told."""
    try:
        tasks = page.graph.get(page.account, fields="id,tasks").get("tasks")
    except PublishError:
        return None
    return [str(task) for task in tasks] if isinstance(tasks, list) else None


def _served(page: Page) -> list[Problem]:
    """Warn of another version than the one asked for, and of an allowance that is almost used up."""
    found = []
    served, usage = page.graph.served_version, page.graph.usage
    if served and served != VERSION:
        found.append(
            Problem(
                f"Facebook trả lời bằng phiên bản {served} thay cho {VERSION}: phiên bản này đã hết hạn; cần cập nhật "
                "phần mềm",
                f"Facebook answers with version {served} instead of {VERSION}, which has ended; update the software",
            )
        )
    if usage >= _ALMOST_USED_UP:
        found.append(
            Problem(
                f"đã dùng {usage} % số lệnh Facebook cho phép; hệ thống sẽ tự chờ khi hết",
                f"{usage} % of the calls that Facebook allows are used up; posting waits by itself when none are left",
            )
        )
    return found
