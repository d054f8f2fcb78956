"""What every code of the Graph API means for a delivery: one table, as data.

Sources: Meta's error handling, rate limiting and Pages error pages, and answers that users of the API reported, all
as seen in 2026-11. A subcode says more than its code, so it is looked up first. Where a person has to act, the entry
says in words what happened and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from publishers.contract import Problem
from publishers.errors import (
    NotAuthorized,
    OutcomeUnknown,
    PublishError,
    RateLimited,
    Rejected,
    Unavailable,
)

MISSING = "100/33"
"""Code and subcode, as `PublishError.code` shows them, of an object that does not exist (any more)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What must happen next after a write; after a read `OutcomeUnknown` is `Unavailable`."""

    error: type[PublishError]
    said: Problem | None = None
    """What happened and what a person can do; None when nobody has to do anything."""
    minutes: float = 0
    """For `RateLimited`: how long to wait when the answer's headers do not say."""
    is_block: bool = False
    """For `RateLimited`: a block of the Page; the wait is the office's option."""


def _login(vi: str, en: str) -> Problem:
    return Problem(
        f"{vi}; hãy chạy `newsroom login facebook` để lấy mã truy cập mới",
        f"{en}; run `newsroom login facebook` for a new token",
    )


def _stopped(vi: str, en: str) -> Meaning:
    return Meaning(NotAuthorized, _login(vi, en))


_PERMISSION = Meaning(
    NotAuthorized,
    Problem(
        "Mã truy cập thiếu quyền, hoặc người cấp mã thiếu vai trò trên Trang; chạy `newsroom doctor` để xem thiếu "
        "quyền nào, rồi chạy `newsroom login facebook` và cho phép đủ quyền",
        "the token lacks a permission, or the person behind it a role on the Page; `newsroom doctor` shows which, then "
        "run `newsroom login facebook` and grant it",
    ),
)
_NEW_PAGES = Meaning(
    NotAuthorized,
    Problem(
        "Facebook không hỗ trợ lệnh này với Trang kiểu mới; báo người phụ trách kỹ thuật",
        "Facebook does not offer this call for a Page of the new kind; tell whoever looks after the software",
    ),
)
_TAKEN_AMISS = Meaning(
    Rejected,
    Problem(
        "Facebook cho rằng nội dung này vi phạm tiêu chuẩn; xem thông báo trên Trang, sửa nội dung hoặc gửi khiếu nại",
        "Facebook holds that this content breaks its standards; see the notice on the Page, change it or appeal",
    ),
)
_PERSON_MUST_CONFIRM = "quản trị viên mở Trang trên facebook.com, làm theo hướng dẫn; xong thì bài sẽ được đăng tiếp"
_CONFIRM = "an administrator opens the Page on facebook.com and follows the steps; then posting goes on"
_LIMITED = Meaning(RateLimited, minutes=15)
# The window of these three is a rolling hour; calls made while limited count further.
_LIMITED_FOR_AN_HOUR = Meaning(RateLimited, minutes=30)
# An earlier try may have got through: only a look tells.
_LOOK_FIRST = Meaning(OutcomeUnknown)
_PICTURE = Meaning(
    Rejected,
    Problem(
        "Facebook không nhận ảnh này; thay bằng ảnh JPEG khác dưới 4 MB rồi duyệt lại",
        "Facebook does not take this picture; use another JPEG below 4 MB and have it approved",
    ),
)

BY_CODE: dict[int, Meaning] = {
    1: _LOOK_FIRST,
    2: _LOOK_FIRST,
    3: Meaning(
        NotAuthorized,
        Problem(
            "Ứng dụng chưa được Meta cho dùng lệnh này; người phụ trách kỹ thuật kiểm tra ứng dụng tại "
            "developers.facebook.com",
            "Meta has not given the app this capability; check the app at developers.facebook.com",
        ),
    ),
    4: _LIMITED_FOR_AN_HOUR,
    10: _PERMISSION,
    17: _LIMITED_FOR_AN_HOUR,
    32: _LIMITED_FOR_AN_HOUR,
    100: Meaning(Rejected),
    102: _stopped("Phiên đăng nhập của mã truy cập không còn dùng được", "the token's session is no longer valid"),
    104: Meaning(
        NotAuthorized,
        Problem(
            "Chữ ký của lệnh không đúng; kiểm tra FACEBOOK_APP_SECRET có phải của ứng dụng đã cấp mã truy cập",
            "the call's signature is wrong; check that FACEBOOK_APP_SECRET belongs to the app that issued the token",
        ),
    ),
    # Without a subcode it can also be a permission (seen on one Page while its sister Pages worked, 2026).
    190: _stopped(
        "Mã truy cập của Trang không còn dùng được, hoặc người cấp mã không còn đủ quyền trên Trang",
        "the Page's token is no longer valid, or the person behind it has lost the rights to the Page",
    ),
    194: Meaning(Rejected),
    197: Meaning(Rejected),
    **dict.fromkeys(range(200, 300), _PERMISSION),
    324: _PICTURE,
    341: _LIMITED,
    368: Meaning(
        NotAuthorized,
        Problem(
            f"Facebook đang chặn thao tác của Trang; {_PERSON_MUST_CONFIRM}",
            f"Facebook blocks what the Page does; {_CONFIRM}",
        ),
    ),
    506: _LOOK_FIRST,
    613: _LIMITED,
    1500: Meaning(
        Rejected,
        Problem(
            "Facebook không nhận địa chỉ liên kết; kiểm tra trang bài viết có mở được từ bên ngoài cơ quan không",
            "Facebook does not take the link; check that the story's page opens from outside the office",
        ),
    ),
    1705: _stopped(
        "Bình luận phải gửi bằng mã truy cập của Trang, không phải của người dùng",
        "a comment has to be sent with the Page's token, not with a person's",
    ),
    2500: Meaning(Rejected),
    3001: Meaning(Rejected),
    5101: _PICTURE,
    80001: _LIMITED,
    # Our page could not be fetched for its preview; nothing was written.
    1609005: Meaning(Unavailable),
    1609008: Meaning(Rejected),
}
"""By code; a code that is not here is `Rejected`, unless Meta calls it transient."""

BY_SUBCODE: dict[tuple[int, int], Meaning] = {
    (100, 33): Meaning(Rejected),
    (100, 1366046): _PICTURE,
    # The same photos again.
    (100, 1366051): _LOOK_FIRST,
    (100, 2069019): _PICTURE,
    (190, 458): _stopped(
        "Người cấp mã đã gỡ ứng dụng khỏi tài khoản Facebook của mình",
        "the person behind the token has removed the app from the account",
    ),
    (190, 459): _stopped(
        "Facebook đang yêu cầu người cấp mã xác minh tài khoản: người đó đăng nhập facebook.com và làm theo hướng dẫn",
        "Facebook wants the person behind the token to verify the account: log in at facebook.com and follow the steps",
    ),
    (190, 460): _stopped(
        "Người cấp mã đã đổi mật khẩu, hoặc Facebook đã hủy phiên vì lý do bảo mật",
        "the person behind the token changed the password, or Facebook ended the session for safety",
    ),
    (190, 463): _stopped("Mã truy cập đã hết hạn", "the token has expired"),
    (190, 464): _stopped(
        "Facebook chưa xác nhận tài khoản của người cấp mã: người đó xác nhận trên facebook.com",
        "Facebook has not confirmed the account of the person behind the token: confirm it at facebook.com",
    ),
    (190, 467): _stopped(
        "Mã truy cập đã bị hủy (người cấp mã đã đăng xuất, hoặc hệ thống của Facebook thu hồi)",
        "the token was ended (the person logged out, or Facebook withdrew it)",
    ),
    (190, 490): _stopped(
        "Tài khoản của người cấp mã đang bị Facebook giữ lại để kiểm tra: người đó đăng nhập facebook.com và làm theo "
        "hướng dẫn",
        "Facebook holds the account of the person behind the token at a checkpoint: log in at facebook.com and follow "
        "the steps",
    ),
    (190, 492): _stopped(
        "Người cấp mã không còn vai trò phù hợp trên Trang, hoặc chưa bật xác thực hai lớp: quản trị viên Trang cấp "
        "lại vai trò",
        "the person behind the token has no fitting role on the Page any more, or no two-factor login: an "
        "administrator of the Page gives the role back",
    ),
    (190, 2069032): _stopped(
        "Đây là mã của người dùng, không phải mã truy cập của Trang", "this is a person's token, not the Page's"
    ),
    (200, 2069030): _NEW_PAGES,
    (200, 2069031): _NEW_PAGES,
    (200, 2069033): _NEW_PAGES,
    (368, 1346003): _TAKEN_AMISS,
    (368, 1390008): Meaning(
        RateLimited,
        Problem(
            "Facebook tạm chặn vì Trang đăng quá nhanh; hệ thống tự chờ rồi thử lại, không cần làm gì thêm",
            "Facebook blocks the Page for a while because it posted too fast; nothing to do, posting resumes by itself",
        ),
        is_block=True,
    ),
    (368, 1404006): Meaning(
        NotAuthorized,
        Problem(
            f"Facebook yêu cầu kiểm tra bảo mật; {_PERSON_MUST_CONFIRM}", f"Facebook wants a security check; {_CONFIRM}"
        ),
    ),
    (368, 1404078): Meaning(
        NotAuthorized,
        Problem(
            f"Facebook yêu cầu ủy quyền đăng bài cho Trang, một người phải xác nhận danh tính; {_PERSON_MUST_CONFIRM}",
            f"Facebook wants the Page's publishing authorised, a person must confirm their identity; {_CONFIRM}",
        ),
    ),
    (368, 1404082): _LOOK_FIRST,
    (368, 1404102): _TAKEN_AMISS,
    (368, 1404112): Meaning(
        RateLimited,
        Problem(
            "Facebook hạn chế tài khoản trong một số ngày; xem thông báo trên Trang, hệ thống sẽ tự thử lại",
            "Facebook restricts the account for some days; see the notice on the Page, posting resumes by itself",
        ),
        is_block=True,
    ),
    (368, 4854002): Meaning(
        NotAuthorized,
        Problem(
            f"Facebook yêu cầu một người xác nhận danh tính trước khi đăng với tư cách Trang; {_PERSON_MUST_CONFIRM}",
            f"Facebook wants a person to confirm their identity before the Page may post; {_CONFIRM}",
        ),
    ),
    (613, 1996): _LIMITED_FOR_AN_HOUR,
    (3001, 1504028): Meaning(Rejected),
}

_WITH_ANY_CODE: dict[int, Meaning] = {
    # "Service unavailable", reported without the code they came with.
    1363047: _LOOK_FIRST,
    1609010: _LOOK_FIRST,
    **{subcode: BY_SUBCODE[368, subcode] for code, subcode in BY_SUBCODE if code == 368},
}


def meaning_of(code: int | None, subcode: int | None) -> Meaning | None:
    """Return what a code and subcode mean; None for a code that nobody knows."""
    if code is None:
        return _LOOK_FIRST
    if subcode is not None:
        found = BY_SUBCODE.get((code, subcode)) or _WITH_ANY_CODE.get(subcode)
        if found is not None:
            return found
    return BY_CODE.get(code)
