"""What `debug_token` tells about a token: whose it is, how long it lives, what it may do. Pure.

Fields as measured on a live Page in 2026-09; `expires_at: 0` means no date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from publishers.contract import Problem

TO_POST = ("pages_manage_posts", "pages_read_engagement", "pages_show_list")
TO_COMMENT = ("pages_manage_engagement", "pages_read_user_content")
TO_MEASURE = ("read_insights",)
TASK_TO_POST = "CREATE_CONTENT"
_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Inspected:
    """One token."""

    type: str
    is_valid: bool
    page: str
    """The Page a Page token belongs to; empty when not told."""
    expires_at: datetime | None
    """None: no date."""
    data_access_until: datetime | None
    scopes: tuple[str, ...]
    """Permissions that hold for this Page."""
    complaint: str = ""
    """Why the platform calls it invalid."""

    def missing(self, wanted: tuple[str, ...]) -> list[str]:
        """Return the wanted permissions that the token does not have."""
        return [name for name in wanted if name not in self.scopes]


def inspect(answer: Mapping[str, Any], account: str) -> Inspected:
    """Read the answer of `debug_token` about a token of the Page `account`."""
    found = answer.get("data")
    data = found if isinstance(found, dict) else {}
    error = data.get("error")
    elsewhere = _granted_elsewhere(data.get("granular_scopes"), account)
    return Inspected(
        type=str(data.get("type") or ""),
        is_valid=data.get("is_valid") is True,
        page=str(data.get("profile_id") or ""),
        expires_at=_moment(data.get("expires_at")),
        data_access_until=_moment(data.get("data_access_expires_at")),
        scopes=tuple(str(scope) for scope in data.get("scopes") or () if scope not in elsewhere),
        complaint=str(error.get("message") or "") if isinstance(error, dict) else "",
    )


def problems_of(token: Inspected, account: str, now: datetime) -> list[Problem]:
    """Say what makes a token useless for posting."""
    found = []
    if not token.is_valid or (token.expires_at is not None and token.expires_at <= now):
        found.append(
            _login(
                f"Facebook nói mã truy cập không còn dùng được {_in_brackets(token.complaint)}",
                f"Facebook calls the token invalid {_in_brackets(token.complaint)}",
            )
        )
    if token.type == "USER":
        found.append(
            _login("mã truy cập là của một người, không phải của Trang", "the token is a person's, not the Page's")
        )
    if token.page and token.page != account:
        found.append(
            _login(
                f"mã truy cập là của Trang {token.page}, không phải Trang {account}",
                f"the token belongs to Page {token.page}, not to {account}",
            )
        )
    missing = token.missing(TO_POST)
    if missing:
        names = ", ".join(missing)
        found.append(
            _login(f"thiếu quyền để đăng bài: {names}", f"permissions needed for posting are missing: {names}")
        )
    return found


def warnings_of(token: Inspected, now: datetime) -> list[Problem]:
    """Say what will stop working soon, and what does not work beyond posting."""
    found = []
    if token.expires_at is not None and now < token.expires_at <= now + _SOON:
        found.append(
            _login(
                f"mã truy cập hết hạn ngày {token.expires_at:%d/%m/%Y}",
                f"the token expires on {token.expires_at:%Y-%m-%d}",
            )
        )
    for wanted, vi, en in (
        (TO_COMMENT, "bình luận đầu tiên", "the first comment"),
        (TO_MEASURE, "đếm lượt xem", "counting views"),
    ):
        missing = token.missing(wanted)
        if missing:
            names = ", ".join(missing)
            found.append(_login(f"thiếu quyền cho {vi}: {names}", f"permissions for {en} are missing: {names}"))
    return found


def facts_of(token: Inspected) -> dict[str, str]:
    """Return what a person wants to know of a token; labels in both languages."""
    facts = {
        "loại mã / token type": token.type or "?",
        "hết hạn / expires": _day(token.expires_at) or "không có ngày / no date",
        "quyền / permissions": ", ".join(token.scopes) or "-",
    }
    if token.data_access_until is not None:
        facts["quyền đọc dữ liệu đến / data access until"] = _day(token.data_access_until)
    missing = token.missing((*TO_POST, *TO_COMMENT, *TO_MEASURE))
    if missing:
        facts["thiếu quyền / missing permissions"] = ", ".join(missing)
    return facts


def _login(vi: str, en: str) -> Problem:
    vi, en = vi.strip(), en.strip()
    return Problem(f"{vi}; hãy chạy `newsroom login facebook`", f"{en}; run `newsroom login facebook`")


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _granted_elsewhere(granular: Any, account: str) -> set[str]:
    """Return permissions that hold only for other Pages; without `target_ids` one holds for all (measured 2026-09)."""
    entries = [entry for entry in granular or () if isinstance(entry, dict)]
    here = {entry.get("scope") for entry in entries if _covers(entry.get("target_ids"), account)}
    return {str(entry.get("scope")) for entry in entries if entry.get("scope") not in here}


def _covers(targets: Any, account: str) -> bool:
    return not isinstance(targets, list) or account in {str(target) for target in targets}


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, (int, float)) and seconds > 0 else None


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment is not None else ""
