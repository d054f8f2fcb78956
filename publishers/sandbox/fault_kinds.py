"""The kinds of misbehaviour, each with what it does in words; and the calls they can be put on."""

import re
from typing import Any

from publishers.sandbox import facebook_calls, zalo_calls

# Nothing is committed.
BEFORE = frozenset({"server_error_before", "reset_before", "html_502"})
# The call is carried out first; then its answer is spoiled.
AFTER = frozenset(
    {
        "server_error_after",
        "reset_after",
        "timeout_after",
        "html_502_after",
        "empty_body_after",
        "cut_body_after",
        "text_body_after",
    }
)
# A refusal in the platform's own words; nothing is committed.
SPOKEN = frozenset({"refused", "rate_limited", "bad_token", "token_expired"})
# The platform's state changes first: a token dies.
DEADLY = frozenset({"token_killed"})
FACEBOOK_ONLY = frozenset({"photo_lost", "page_role_missing", "page_permission_missing"})
# Nothing is committed, and the answer says little (or nothing) about it.
SILENT = frozenset({"timeout_before", "empty_body_before"})
# Carried out and answered rightly, only late.
SLOW = frozenset({"slow"})
KINDS = BEFORE | AFTER | SPOKEN | DEADLY | FACEBOOK_ONLY | SILENT | SLOW
PLATFORMS = {"facebook": facebook_calls.NAMES, "zalo": zalo_calls.NAMES}

_CODE = re.compile(r"code:(-?\d+)(?:/(\d+))?")
_MEANINGS = {
    "refused": ("từ chối nội dung", "the content is refused"),
    "rate_limited": ("quá nhiều lời gọi", "too many calls; --seconds is the wait"),
    "bad_token": ("token không hợp lệ", "the token is invalid"),
    "token_expired": ("token hết hạn", "the token has expired"),
    "token_killed": (
        "token chết hẳn từ lúc này (đổi mật khẩu, gỡ ứng dụng)",
        "the token is dead from now on (password changed, app removed)",
    ),
    "photo_lost": ("ảnh vừa tải lên biến mất", "uploaded photos vanish before the post"),
    "page_role_missing": ("người cấp token mất vai trò trên Trang", "the person lost the role on the Page"),
    "page_permission_missing": ("thiếu quyền trên Trang", "permissions on the Page are missing"),
    "server_error_before": ("lỗi 500, chưa ghi gì", "HTTP 500, nothing was written"),
    "server_error_after": ("lỗi 500, nhưng đã ghi", "HTTP 500, yet it was written"),
    "reset_before": ("đứt kết nối, chưa ghi gì", "connection closed, nothing was written"),
    "reset_after": ("đứt kết nối, nhưng đã ghi", "connection closed, yet it was written"),
    "timeout_before": ("không trả lời trong --seconds, chưa ghi gì", "silent for --seconds, nothing was written"),
    "timeout_after": ("không trả lời trong --seconds, nhưng đã ghi", "silent for --seconds, yet it was written"),
    "slow": ("trả lời đúng nhưng chậm --seconds", "answers rightly, --seconds late"),
    "html_502": ("trang HTML 502, chưa ghi gì", "an HTML page with 502, nothing was written"),
    "html_502_after": ("trang HTML 502, nhưng đã ghi", "an HTML page with 502, yet it was written"),
    "empty_body_before": ("trả lời 200 rỗng, chưa ghi gì", "an empty 200, nothing was written"),
    "empty_body_after": ("trả lời 200 rỗng, nhưng đã ghi", "an empty 200, yet it was written"),
    "cut_body_after": ("câu trả lời bị cắt, nhưng đã ghi", "a cut answer, yet it was written"),
    "text_body_after": ("trả lời không phải JSON, nhưng đã ghi", "an answer that is not JSON, yet it was written"),
}


class UnknownFaultError(Exception):
    """There is no such fault, platform or call; the message names those that exist."""


def read_code(kind: str) -> tuple[int, int | None] | None:
    """Return code and subcode of a `code:<code>/<subcode>` kind, None for any other."""
    match = _CODE.fullmatch(kind)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def check_kind(platform: str, kind: str, call: str = "*") -> None:
    """Raise UnknownFaultError unless `platform` knows the fault `kind` and the call."""
    if platform not in PLATFORMS:
        message = f"no platform is called {platform!r}; there are facebook and zalo"
        raise UnknownFaultError(message)
    if call != "*" and call not in PLATFORMS[platform]:
        names = ", ".join(sorted(PLATFORMS[platform]))
        message = f"no call of {platform} is named {call!r}; there are * (any), {names}"
        raise UnknownFaultError(message)
    if read_code(kind) or kind in kinds_of(platform):
        return
    message = f"no fault of {platform} is called {kind!r}; there are {', '.join(kinds_of(platform))}"
    raise UnknownFaultError(f"{message} and code:<code>[/<subcode>]")


def kinds_of(platform: str) -> list[str]:
    """Return the kinds that a platform knows, in alphabetical order."""
    return sorted(KINDS if platform == "facebook" else KINDS - FACEBOOK_ONLY)


def describe_kinds() -> dict[str, Any]:
    """Return kinds with their meaning in both languages, and the calls of each platform, as JSON values."""
    kinds = [
        {"name": name, "vi": vi, "en": en, "platforms": [one for one in PLATFORMS if name in kinds_of(one)]}
        for name, (vi, en) in _MEANINGS.items()
    ]
    code = ("từ chối với mã này của nền tảng", "refused with this code of the platform")
    kinds.append({"name": "code:<code>[/<subcode>]", "vi": code[0], "en": code[1], "platforms": list(PLATFORMS)})
    return {"kinds": kinds, "calls": {platform: sorted(names) for platform, names in PLATFORMS.items()}}
